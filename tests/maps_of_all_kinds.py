"""Maps of every kind that the tests compare between outputs, by name."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd
import shapely

import sitmap
from sitmap.errors import DataWarning
from sitmap.samples import sample_path

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["HOSTILE", "MAPS"]

HOSTILE: Final = "<b>{{ 7*7 }}</b>"
DATA: Final = Path(__file__).parent.parent / "data"


def _rows(number: int, **columns: Any) -> gpd.GeoDataFrame:
    """Rows at places of their own in Kosovo, a day each from May 2023."""
    at = range(number)
    told = {
        "title": [f"Event {one}" for one in at],
        "date_start": pd.date_range("2023-05-01", periods=number),
        "precision": "exact",
        "source": "Radio",
        **columns,
    }
    x = [20.5 + one % 13 / 20 for one in at]
    y = [42.5 + one % 11 / 20 for one in at]
    return gpd.GeoDataFrame(
        told, geometry=gpd.points_from_xy(x, y), crs=4326
    )


def _districts() -> gpd.GeoDataFrame:
    boxes = [
        shapely.box(20, 42, 20.8, 43.5),
        shapely.box(20.8, 42, 22, 43.5),
    ]
    return gpd.GeoDataFrame(
        {"name": ["West", HOSTILE]}, geometry=boxes, crs=4326
    )


def presence(**options: Any) -> sitmap.Map:
    """Incidents and a mission's sites, open, closed and uncertain."""
    return sitmap.Map(
        sitmap.read(sample_path("north-kosovo.csv")),
        presence=sample_path("kfor-sites.csv"),
        title="North Kosovo",
        subtitle="July 2022 to November 2024",
        **options,
    )


def precisions(**options: Any) -> sitmap.Map:
    """Every precision, statuses on and off the map, rows without a place."""
    words = [
        "exact",
        "place",
        "near",
        "admin2",
        "admin1",
        "country",
        "unknown",
    ]
    statuses = [
        "confirmed",
        "reported",
        "claimed",
        "disputed",
        "denied",
        "planned",
        "reported",
    ]
    table = _rows(
        7,
        precision=words,
        status=statuses,
        place_name=[*"abcdef", "Pristina"],
    )
    lost = pd.DataFrame(
        {"title": [HOSTILE], "date_start": [pd.Timestamp("2023-05-02")]}
    )
    return sitmap.Map(
        pd.concat([table, lost], ignore_index=True), **options
    )


def clusters(**options: Any) -> sitmap.Map:
    """Three hundred incidents of all of ACLED's types."""
    types = [
        "Battles",
        "Riots",
        "Protests",
        "Strategic developments",
        None,
        "Riots",
    ]
    return sitmap.Map(_rows(300, event_type=types * 50), **options)


def categories(**options: Any) -> sitmap.Map:
    """Seventeen weapons: eleven colours, the rest as "other", one row without."""
    names = [HOSTILE, *(f"weapon {at:02}" for at in range(1, 17))]
    told = [
        name for at, name in enumerate(names) for _ in range(17 - at)
    ] + [None]
    return sitmap.Map(
        _rows(len(told), weapon=told), color_by="weapon", **options
    )


def classes(**options: Any) -> sitmap.Map:
    """Numbers in colour, as classes."""
    table = _rows(40, strength=range(40))
    return sitmap.Map(
        table, color_by="strength", palette="viridis", **options
    )


def pictograms(**options: Any) -> sitmap.Map:
    """Shapes by one column and colours by another, with words at the marks."""
    weapons = [HOSTILE, "drone", "mortar", "rifle", None] * 6
    table = _rows(
        30, weapon=weapons, side=["north", HOSTILE] * 15, unit=weapons
    )
    symbols = {
        "symbol_by": "weapon",
        "color_by": "side",
        "label_by": "unit",
    }
    return sitmap.Map(table, symbols="pictograms", **symbols, **options)


def military(**options: Any) -> sitmap.Map:
    """Military symbols by code, two of them unknown to the standards."""
    codes = [
        "SHGPUCI----D---",
        "10031000001211000000",
        "10061000009999999999",
        None,
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        return sitmap.Map(
            _rows(8, sidc=codes * 2), symbols="app6", **options
        )


def areas(**options: Any) -> sitmap.Map:
    """A user's own areas, and incidents known only to one."""
    table = _rows(
        6, precision=["admin2"] * 3 + ["place"] * 3, place_name=["West"] * 6
    )
    return sitmap.Map(table, areas=_districts(), **options)


def cells(**options: Any) -> sitmap.Map:
    """Counts by cell."""
    rows = {
        "cell": ["851ec903fffffff", "851ec907fffffff"],
        "incidents": [3, 40],
    }
    return sitmap.Map(
        density=pd.DataFrame({**rows, "day": "2023-05-01"}), **options
    )


def counted_areas(**options: Any) -> sitmap.Map:
    """Counts by area, and what couldn't be counted."""
    rows = {"area": ["West", HOSTILE, "Nowhere"], "incidents": [3, 40, 2]}
    return sitmap.Map(
        density=pd.DataFrame(rows), areas=_districts(), **options
    )


def report(**options: Any) -> sitmap.Map:
    """What a report tells."""
    drafted = sitmap.read_report(DATA / "reports/01-north-bridge.txt")
    return sitmap.Map(drafted.incidents, reports=[drafted], **options)


def layers(**options: Any) -> sitmap.Map:
    """Two layers of incidents with types of their own, dated lines, a source of the maker's."""
    front = shapely.LineString([(20.3, 42.5), (21.2, 43.0)])
    told = {
        "name": ["Front", "Fence"],
        "type": ["front", HOSTILE],
        "to": [None, "2010"],
    }
    lines = gpd.GeoDataFrame(
        told,
        geometry=[front, shapely.affinity.translate(front, 0.1)],
        crs=4326,
    )
    first, second = (
        _rows(9, event_type=[one, HOSTILE, "Battles"] * 3)
        for one in ("Flood", "Fire")
    )
    made = sitmap.Map(
        first,
        lines=lines,
        sources=["UN", HOSTILE],
        note="Our note",
        **options,
    )
    sitmap.Incidents(second, name="Second").add_to(made)
    return made


MAPS: Final[dict[str, Callable[..., sitmap.Map]]] = {
    one.__name__: one
    for one in (
        presence,
        precisions,
        clusters,
        categories,
        classes,
        pictograms,
        military,
        areas,
        cells,
        counted_areas,
        report,
        layers,
    )
}
