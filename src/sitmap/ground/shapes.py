"""Shapes as the ground keeps them: rings and lines within bounds, in degrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from sitmap.geodesy import METRES_PER_DEGREE
from sitmap.ground.features import Features, join_features
from sitmap.ground.kinds import BY_NAME, KINDS
from sitmap.ground.tags import BORDERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_MOST_POINTS: Final = 100_000
"""Of one feature: a country's largest forest has some 50,000."""

_MOST_OF_LINE: Final = 10_000
"""OpenStreetMap's own ways have 2,000 at most; of a longer one GDAL hands over so many."""

_WIDEST_DEG: Final = 20.0
"""Of one feature: what is wider crosses the antimeridian or is no feature of the ground."""

_AREA: Final = np.array([kind.shape == "area" for kind in KINDS])
_JOINED: Final = np.array([kind.shape == "line" for kind in KINDS])
_BORDERS: Final = tuple(BY_NAME[one] for one in BORDERS)


def is_usable(shapes: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell which shapes can be drawn: within the world, bounded, not across the antimeridian."""
    west, south, east, north = shapely.bounds(shapes).T
    with np.errstate(invalid="ignore"):
        inside = (
            (west >= -180) & (east <= 180) & (south >= -85) & (north <= 85)  # noqa: PLR2004
        )
        narrow = (east - west <= _WIDEST_DEG) & (
            north - south <= _WIDEST_DEG
        )
    most = np.where(
        shapely.get_type_id(shapes) == 1, _MOST_OF_LINE, _MOST_POINTS
    )  # 1: LineString
    few = shapely.get_num_coordinates(shapes) < most
    usable: NDArray[np.bool_] = inside & narrow & few
    return usable


def split_shapes(features: Features) -> Features:
    """Take polygons and collections apart: into rings, lines and points, each a feature."""
    is_area = _AREA[features.kinds]
    return join_features(
        [
            _split_parts(features.only(~is_area)),
            _split_rings(features.only(is_area)),
        ]
    )


def _split_parts(features: Features) -> Features:
    """Take collections apart; of a border that is an area, its outline stays."""
    shapes = features.shapes.copy()
    is_polygon = np.isin(
        shapely.get_type_id(shapes), [3, 6]
    )  # Polygon, MultiPolygon
    shapes[is_polygon] = shapely.boundary(shapes[is_polygon])
    parts, rows = shapely.get_parts(shapes, return_index=True)
    return Features(features.kinds[rows], parts, features.texts[rows])


def _split_rings(features: Features) -> Features:
    parts, rows = shapely.get_parts(features.shapes, return_index=True)
    closed = shapely.get_type_id(parts) == 1  # a way that closes on itself
    closed &= shapely.get_num_coordinates(parts) > 3  # noqa: PLR2004 - a triangle, closed
    lines = np.flatnonzero(closed & shapely.is_closed(parts))
    parts = parts.copy()
    parts[lines] = [shapely.Polygon(line) for line in parts[lines]]
    whole = shapely.get_type_id(parts) == 3  # noqa: PLR2004 - Polygon
    polygons = shapely.orient_polygons(parts[whole])
    rings, owners = shapely.get_rings(polygons, return_index=True)
    kept = rows[whole][owners]
    points, of_ring = shapely.get_coordinates(rings, return_index=True)
    lines = (
        shapely.linestrings(points, indices=of_ring)
        if len(rings)
        else rings
    )
    return Features(features.kinds[kept], lines, features.texts[kept])


def join_roads(features: Features) -> Features:
    """Join lines that go on as the same road: sources cut them at every bridge and speed limit."""
    joins = _JOINED[features.kinds]
    rest = features.only(~joins)
    groups: dict[tuple[int, Any], list[Any]] = {}
    for kind, text, shape in zip(
        features.kinds[joins].tolist(),
        features.texts[joins],
        features.shapes[joins],
        strict=True,
    ):
        groups.setdefault(
            (kind, None if kind in _BORDERS else text), []
        ).append(shape)
    borders = {
        kind: groups.pop((kind, None))
        for kind in _BORDERS
        if (kind, None) in groups
    }
    return join_features(
        [rest, *_joined_roads(groups), *_joined_borders(borders)]
    )


def _joined_roads(
    groups: dict[tuple[int, Any], list[Any]],
) -> Iterator[Features]:
    for (kind, text), shapes in groups.items():
        parts = shapely.get_parts(
            shapely.line_merge(shapely.multilinestrings(shapes))
        )
        yield _as_features(kind, parts, text)


def _joined_borders(borders: dict[int, list[Any]]) -> Iterator[Features]:
    """Draw each border once: both neighbours tell it, and so do higher units that end there."""
    drawn = shapely.MultiLineString()
    for kind in _BORDERS:
        if kind in borders:
            whole = shapely.difference(
                shapely.union_all(borders[kind]), drawn
            )
            drawn = shapely.union(drawn, whole)
            yield _as_features(
                kind, shapely.get_parts(shapely.line_merge(whole)), None
            )


def _as_features(kind: int, parts: NDArray[Any], text: Any) -> Features:
    lines = parts[shapely.get_type_id(parts) == 1]
    texts = np.empty(len(lines), dtype=object)
    texts[:] = [text] * len(lines)
    return Features(np.full(len(lines), kind, dtype=np.uint8), lines, texts)


def thin_out(
    features: Features, tolerance_m: NDArray[np.float64] | float
) -> Features:
    """Leave out vertices within a tolerance, and areas that would be a dot of that size."""
    tolerance = np.broadcast_to(
        np.asarray(tolerance_m) / METRES_PER_DEGREE, len(features)
    )
    thin = shapely.simplify(
        features.shapes, tolerance, preserve_topology=False
    )
    is_area = _AREA[features.kinds]
    west, south, east, north = shapely.bounds(features.shapes).T
    dot = is_area & (np.maximum(east - west, north - south) < 3 * tolerance)
    flat = is_area & (shapely.get_num_coordinates(thin) < 4)  # noqa: PLR2004 - a triangle, closed
    kept = ~dot & ~flat & ~shapely.is_empty(thin)
    return Features(features.kinds[kept], thin[kept], features.texts[kept])
