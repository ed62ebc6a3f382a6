"""Whether points lie where they should: on land, in their country, at their place, and not all on one spot."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pandas as pd
import shapely

from sitmap.checks.findings import Finding
from sitmap.outlines import load_outlines

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

__all__ = ["find_far", "find_on_centres", "find_vague", "find_wrong_points"]

_SEA_DEG: Final = 0.06  # 6 km: outlines are simplified, and harbours are no mistakes
_BORDER_DEG: Final = 0.12
_NORTHMOST: Final = 64.0  # beyond it the outlines are not closed around the antimeridian
_CROWD: Final = 5
_TRUSTED: Final = 0.6  # the least score of a place that is held against a row
_Judgement = tuple[str, Literal["error", "warning", "note"], str]
_WIDE: Final = {"country": "a country", "admin1": "a region", "admin2": "a district"}


def find_wrong_points(incidents: gpd.GeoDataFrame) -> Iterator[Finding]:
    """Compare points with land and with the country that their row names."""
    rows = incidents[incidents.geometry.notna()]
    x, y = rows.geometry.x.to_numpy(), rows.geometry.y.to_numpy()
    for label in rows.index[(x == 0) & (y == 0)]:
        yield Finding(
            "at (0, 0)", "error", label, "0, 0", "stands for missing; give the place or the point"
        )
    keys = pd.DataFrame({"x": x, "y": y, "country": rows["country"].to_numpy()}, index=rows.index)
    spots = keys.drop_duplicates()
    near = spots[spots["y"].between(-60, _NORTHMOST) & ~((spots["x"] == 0) & (spots["y"] == 0))]
    wrong = _judge(near)
    faulty = keys[keys.set_index(["x", "y"]).index.isin({key[:2] for key in wrong})]
    for label, x, y, country in faulty.itertuples():
        if found := wrong.get((x, y, country if isinstance(country, str) else None)):
            yield Finding(found[0], found[1], label, f"{y:.4f}, {x:.4f}", found[2])


def _judge(spots: pd.DataFrame) -> dict[tuple[Any, ...], _Judgement]:
    """Return what is wrong with each distinct (x, y, country)."""
    if spots.empty:
        return {}
    box = (
        spots["x"].min() - 1,
        spots["y"].min() - 1,
        spots["x"].max() + 1,
        min(spots["y"].max() + 1, _NORTHMOST),
    )
    cuts = load_outlines().countries_at(tuple(float(side) for side in box), 0.01)  # type: ignore[arg-type]
    shapes = [cut for _, _, cut in cuts]
    codes = np.array([code for code, _, _ in cuts])
    points = shapely.points(spots["x"], spots["y"])
    tree = shapely.STRtree(shapes)
    on_land = np.unique(tree.query(points, predicate="dwithin", distance=_SEA_DEG)[0])
    at, of = tree.query(points, predicate="dwithin", distance=_BORDER_DEG)
    inside = set(zip(at.tolist(), codes[of].tolist(), strict=True))
    wrong: dict[tuple[Any, ...], _Judgement] = {}
    land = set(on_land.tolist())
    for position, (x, y, country) in enumerate(spots.itertuples(index=False)):
        named = isinstance(country, str) and len(country) == 2  # noqa: PLR2004
        if named and (position, country) not in inside:
            wrong[x, y, country] = _outside(x, y, country)
        elif position not in land:
            said = "lies in the sea; check the point, or say that the event was at sea"
            wrong[x, y, country if isinstance(country, str) else None] = (
                "in the sea",
                "warning",
                said,
            )
    return wrong


@lru_cache(maxsize=300)
def _outline_of(country: str) -> shapely.Geometry | None:
    return load_outlines().country(country)


def _outside(x: float, y: float, country: str) -> _Judgement:
    outline = _outline_of(country)
    if outline is None:
        return (
            "outside its country",
            "note",
            f"country is {country}, which has no outline to compare with",
        )
    if outline.dwithin(shapely.Point(y, x), _BORDER_DEG):
        return (
            "swapped",
            "error",
            f"longitude and latitude look swapped: exchanged, the point lies in {country}",
        )
    return (
        "outside its country",
        "warning",
        f"the point lies outside {country}; check the point or the country",
    )


def find_on_centres(incidents: gpd.GeoDataFrame) -> Iterator[Finding]:
    """Find many rows on one point that are called exact: that is how the middle of a town or country is coded."""
    exact = incidents[(incidents["precision"] == "exact") & incidents.geometry.notna()]
    if exact.empty:
        return
    keys = exact.geometry.y.round(5).astype(str) + ", " + exact.geometry.x.round(5).astype(str)
    counts = keys.map(keys.value_counts())
    for label, spot in keys[counts >= _CROWD].items():
        why = f"{counts[label]} rows called exact share this point, like the middle of a town; say precision place"
        yield Finding("exact on a centre", "warning", label, spot, why)


def find_vague(incidents: gpd.GeoDataFrame) -> Iterator[Finding]:
    """Find rows that are called exact although the place that they name is a district, a region or a country."""
    from sitmap.geocoding import geocode

    exact = incidents[
        (incidents["precision"] == "exact")
        & incidents.geometry.notna()
        & incidents["place"].notna()
    ]
    if exact.empty:
        return
    found = geocode(exact["place"], country=exact["country"], region=exact.get("admin1"))
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
    said = {name: own[name] for name in ("place", "country", "admin1") if name in own}
    keys = pd.DataFrame({**said, "x": own.geometry.x, "y": own.geometry.y})
    alike = keys.groupby(list(keys.columns), dropna=False, sort=False).ngroup()
    distinct = own.set_axis(alike)[~alike.duplicated().to_numpy()]
    faults: dict[Any, Any] = {found.row: found for found in check_points(distinct).itertuples()}
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
