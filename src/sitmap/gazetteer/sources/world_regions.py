"""World regions and seas, ``data/gazetteer/regions.csv``: names that are areas and never a town."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any, Final

import shapely

from sitmap.errors import GazetteerError
from sitmap.gazetteer.areas import Extent, extent_of
from sitmap.gazetteer.kinds import KINDS
from sitmap.gazetteer.place import Place
from sitmap.gazetteer.sources import Entry
from sitmap.gazetteer.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

ATTRIBUTION: Final = "sitmap, MIT; each row names its source"

# Before any town of that name, and behind the countries.
_RANKS: Final = {"region": 800, "sea": 620, "strait": 520, "lake": 520}
# in a kilometre
_METRES: Final = 1_000.0


def read_world_regions(
    path: Path, countries: Mapping[str, Any]
) -> Iterator[Entry]:
    """Yield the rows of the list.

    Parameters
    ----------
    path
        The list. ``countries`` are those that a region is made of, or that lie at a sea; ``ring``
        is its outline ("lon lat;lon lat…"), or "circle lon lat km"; without one it has the outline
        of its countries.
    countries
        Outlines by ISO 3166-1 alpha-2 code.

    Raises
    ------
    GazetteerError
        If a row can't be read; the text names it.
    """
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            try:
                yield _entry(row, countries)
            except (KeyError, TypeError, ValueError) as error:
                raise GazetteerError(
                    f"{path.name}, row {row.get('name')!r}: {error}; correct the row"
                ) from error


def _entry(row: Mapping[str, str], outlines: Mapping[str, Any]) -> Entry:
    name, kind = row["name"], row["kind"]
    owners = row["countries"].split()
    outline = _outline(
        row["ring"], [outlines[code] for code in owners if code in outlines]
    )
    extent = _circle(row["ring"]) or extent_of(outline, ())
    others = tuple(filter(None, row["names"].split("|")))
    place = Place(
        id="region:" + re.sub(r"\W+", "-", fold(name)),
        name=name,
        kind=kind,
        country="",
        admin1="",
        admin1_name="",
        admin2="",
        lat=extent.lat,
        lon=extent.lon,
        population=0,
        rank=_RANKS[kind if kind in KINDS else ""],
        uncertainty_m=extent.radius_m,
        bbox=extent.bbox,
        names=others,
        source="region",
    )
    names = frozenset({name, *others})
    return Entry(
        place, names, (), tuple(owners), official=names, outline=outline
    )


def _outline(ring: str, countries: list[Any]) -> Any:
    if ring.startswith("circle"):
        return None
    if ring:
        corners = [
            tuple(map(float, corner.split())) for corner in ring.split(";")
        ]
        return shapely.make_valid(shapely.Polygon(corners))
    if not countries:
        raise ValueError("neither a ring nor countries with outlines")
    return shapely.union_all(countries)


def _circle(ring: str) -> Extent | None:
    if not ring.startswith("circle"):
        return None
    lon, lat, km = map(float, ring.split()[1:])
    return Extent(lat, lon, km * _METRES, None)
