"""Whether points lie where they should.

That is on land, in their country, at their place, and not all on one spot.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pandas as pd
import shapely

from sitmap.checks.findings import Finding
from sitmap.geodesy import METRES_PER_DEGREE
from sitmap.outlines import load_outlines

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

# 6 km: outlines are simplified, and harbours are no mistakes
_SEA_DEG: Final = 0.06
# 13 km: borders are simplified, and gazetteers put border villages on the wrong side
_BORDER_DEG: Final = 0.12
# 200 nautical miles, the zone that a coastal state has to itself
_COASTAL_DEG: Final = 3.34
_READ: Final = 200  # letters of a place that are read
# beyond it the outlines are not closed around the antimeridian
_NORTHMOST: Final = 64.0
_EVERYWHERE: Final = (-180.0, -90.0, 180.0, 90.0)
# rows beyond their country that are looked at closely: a file of them needs no more to be doubted
_MOST_ASTRAY: Final = 2_000
# rows on one spot from which on it looks like a default
_CROWD: Final = 5
# the least score of a place that is held against a row
_TRUSTED: Final = 0.6
_Judgement = tuple[str, Literal["error", "warning", "note"], str]
_WIDE: Final = {
    "country": "a country",
    "admin1": "a region",
    "admin2": "a district",
}


def find_wrong_points(incidents: gpd.GeoDataFrame) -> Iterator[Finding]:
    """Compare points with land and with the country that their row names."""
    rows = incidents[incidents.geometry.notna()]
    x, y = rows.geometry.x.to_numpy(), rows.geometry.y.to_numpy()
    for label in rows.index[(x == 0) & (y == 0)]:
        yield Finding(
            "at (0, 0)",
            "error",
            label,
            "0, 0",
            "stands for missing; give the place or the point",
        )
    radius = (
        rows["uncertainty_m"]
        if "uncertainty_m" in rows
        else np.zeros(len(rows))
    )
    keys = pd.DataFrame(
        {
            "x": x,
            "y": y,
            "country": rows["country"].to_numpy(),
            "reach": np.nan_to_num(np.asarray(radius, dtype=float))
            / METRES_PER_DEGREE,
            "is_at_sea": _told_at_sea(rows),
        },
        index=rows.index,
    )
    spots = keys.drop_duplicates()
    on_earth = spots["y"].between(-60, _NORTHMOST) & spots["x"].between(
        -180, 180
    )
    near = spots[on_earth & ~((spots["x"] == 0) & (spots["y"] == 0))]
    wrong = _judge(near)
    for label, *spot in keys.itertuples():
        if found := wrong.get(_key(*spot)):
            yield Finding(
                found[0],
                found[1],
                label,
                f"{spot[1]:.4f}, {spot[0]:.4f}",
                found[2],
            )


def find_astray(incidents: gpd.GeoDataFrame) -> Iterator[Finding]:
    """Find points outside the box of the country that their row names: swapped, or elsewhere.

    This takes no time, as few points are looked at closely; `find_wrong_points` looks at all.
    """
    rows = incidents[
        incidents.geometry.notna() & incidents["country"].notna()
    ]
    if rows.empty:
        return
    which, countries = pd.factorize(rows["country"].astype(str))
    outlines = [_outline_of(country) for country in countries]
    boxes = np.array(
        [
            _EVERYWHERE if outline is None else outline.bounds
            for outline in outlines
        ]
    )[which]
    x, y = rows.geometry.x.to_numpy(), rows.geometry.y.to_numpy()
    beyond = (
        (x < boxes[:, 0] - _BORDER_DEG)
        | (y < boxes[:, 1] - _BORDER_DEG)
        | (x > boxes[:, 2] + _BORDER_DEG)
        | (y > boxes[:, 3] + _BORDER_DEG)
    )
    for found in find_wrong_points(rows[beyond].head(_MOST_ASTRAY)):
        if found.check in ("swapped", "outside its country"):
            yield found


def _key(
    x: float, y: float, country: Any, reach: float, is_at_sea: Any
) -> tuple[Any, ...]:
    return (
        x,
        y,
        country if isinstance(country, str) else None,
        reach,
        bool(is_at_sea),
    )


def _told_at_sea(rows: gpd.GeoDataFrame) -> list[bool]:
    """Tell which places are said to lie off a coast: "40 NM south of Brass", or are computed so."""
    computed = (
        rows["located_by"] if "located_by" in rows else [None] * len(rows)
    )
    return [
        how == "gazetteer:computed"
        or (isinstance(place, str) and _is_offset(place))
        for place, how in zip(rows["place"], computed, strict=True)
    ]


@lru_cache(maxsize=4_096)
def _is_offset(place: str) -> bool:
    from sitmap.geocoding.phrases import parse_phrase

    offset = parse_phrase(place[:_READ]).offset
    return offset is not None and offset.relation in (
        "distance",
        "towards",
        "near",
    )


def _judge(spots: pd.DataFrame) -> dict[tuple[Any, ...], _Judgement]:
    """Return what is wrong with each distinct spot."""
    if spots.empty:
        return {}
    west, east = spots["x"].min() - 1, spots["x"].max() + 1
    south, north = (
        spots["y"].min() - 1,
        min(spots["y"].max() + 1, _NORTHMOST),
    )
    box = tuple(float(side) for side in (west, south, east, north))
    cuts = load_outlines().countries_at(box, 0.01)  # type: ignore[arg-type]
    shapes = [cut for _, _, cut in cuts]
    codes = np.array([code for code, _, _ in cuts])
    points = shapely.points(spots["x"], spots["y"])
    tree = shapely.STRtree(shapes)
    on_land = np.unique(
        tree.query(points, predicate="dwithin", distance=_SEA_DEG)[0]
    )
    at, of = tree.query(points, predicate="dwithin", distance=_BORDER_DEG)
    inside = set(zip(at.tolist(), codes[of].tolist(), strict=True))
    wrong: dict[tuple[Any, ...], _Judgement] = {}
    land = set(on_land.tolist())
    for position, spot in enumerate(spots.itertuples(index=False)):
        named = isinstance(spot.country, str) and len(spot.country) == 2  # noqa: PLR2004 - letters
        is_on_land = position in land
        if (
            named
            and (position, spot.country) not in inside
            and (fault := _outside(spot, is_on_land=is_on_land))
        ):
            wrong[_key(*spot)] = fault
        elif (
            not is_on_land
            and not spot.is_at_sea
            and not _reaches_land(spot, tree)
        ):
            said = "lies in the sea; check the point, or say that the event was at sea"
            wrong[_key(*spot)] = ("in the sea", "warning", said)
    return wrong


def _reaches_land(spot: Any, tree: shapely.STRtree) -> bool:
    """Tell whether the disc around a point holds land.

    The middle of an archipelago lies in the sea.
    """
    point = shapely.Point(spot.x, spot.y)
    return (
        bool(spot.reach)
        and len(tree.query(point, predicate="dwithin", distance=spot.reach))
        > 0
    )


@lru_cache(maxsize=300)
def _outline_of(country: str) -> shapely.Geometry | None:
    return load_outlines().country(country)


def _outside(spot: Any, *, is_on_land: bool) -> _Judgement | None:
    """Judge a point off the land of its country.

    Its disc, or the sea before the coast, may be that country's.
    """
    outline = _outline_of(spot.country)
    if outline is None:
        told = f"country is {spot.country}, which has no outline to compare with"
        return "outside its country", "note", told
    reach = max(spot.reach, _BORDER_DEG if is_on_land else _COASTAL_DEG)
    if outline.dwithin(shapely.Point(spot.x, spot.y), reach):
        return None
    if outline.dwithin(shapely.Point(spot.y, spot.x), _BORDER_DEG):
        told = f"longitude and latitude look swapped: exchanged, the point lies in {spot.country}"
        return "swapped", "error", told
    told = f"the point lies outside {spot.country}; check the point or the country"
    return "outside its country", "warning", told


def find_on_centres(incidents: gpd.GeoDataFrame) -> Iterator[Finding]:
    """Find many rows on one point that are called exact.

    That is how the middle of a town or country is coded.
    """
    exact = incidents[
        (incidents["precision"] == "exact") & incidents.geometry.notna()
    ]
    if exact.empty:
        return
    keys = (
        exact.geometry.y.round(5).astype(str)
        + ", "
        + exact.geometry.x.round(5).astype(str)
    )
    counts = keys.map(keys.value_counts())
    for label, spot in keys[counts >= _CROWD].items():
        why = (
            f"{counts[label]} rows called exact share this point, like the middle of a town; say"
            " precision place"
        )
        yield Finding("exact on a centre", "warning", label, spot, why)


def find_vague(incidents: gpd.GeoDataFrame) -> Iterator[Finding]:
    """Find rows that are called exact although they name a district, a region or a country."""
    from sitmap.geocoding import geocode

    exact = incidents[
        (incidents["precision"] == "exact")
        & incidents.geometry.notna()
        & incidents["place"].notna()
    ]
    if exact.empty:
        return
    found = geocode(
        exact["place"], country=exact["country"], region=exact.get("admin1")
    )
    wide = (
        (found["status"] == "found")
        & (found["score"] >= _TRUSTED)
        & found["precision"].isin(list(_WIDE))
    )
    for label, place in exact.loc[wide.to_numpy(), "place"].items():
        kind = str(found["precision"][label])
        why = f"is {_WIDE[kind]}, and its point is called exact; say precision {kind}"
        yield Finding("exact on a centre", "warning", label, place, why)


def find_far(incidents: gpd.GeoDataFrame) -> Iterator[Finding]:
    """Find rows whose own point lies elsewhere than the place that they name."""
    from sitmap.geocoding.points import check_points

    own = incidents[
        incidents.geometry.notna()
        & incidents["place"].notna()
        & (incidents["located_by"] == "source")
    ]
    if own.empty:
        return
    said = {
        name: own[name]
        for name in ("place", "country", "admin1")
        if name in own
    }
    keys = pd.DataFrame({**said, "x": own.geometry.x, "y": own.geometry.y})
    alike = keys.groupby(
        list(keys.columns), dropna=False, sort=False
    ).ngroup()
    distinct = own.set_axis(alike)[~alike.duplicated().to_numpy()]
    faults: dict[Any, Any] = {
        found.row: found for found in check_points(distinct).itertuples()
    }
    for label, number in alike[alike.isin(list(faults))].items():
        found, radius = faults[number], own["uncertainty_m"].get(label)
        if pd.isna(radius) or found.distance_m > radius:
            yield Finding(
                "far from its place",
                "warning",
                label,
                found.place,
                f"{found.why}; check which is meant",
            )
