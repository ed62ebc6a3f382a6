"""Outlines of counted areas, as simple as the zooms of counts need them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import shapely

from sitmap.layers.density_places import (
    join_names,
)
from sitmap.layers.packed_lines import pack_rings

if TYPE_CHECKING:
    import geopandas as gpd


# 170 m: finer outlines can't be seen at the zooms of counts
_LEAST_TOLERANCE_DEG: Final = 0.0015

# an outline may leave its course by this part of the whole
_DETAIL: Final = 6_000


def pack_areas(areas: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Return names, rings and a spot inside of each area; neighbours keep their common line."""
    west, _, east, _ = areas.total_bounds
    tolerance = max(_LEAST_TOLERANCE_DEG, float(east - west) / _DETAIL)
    simple = shapely.orient_polygons(
        areas.geometry.simplify_coverage(tolerance).to_numpy()
    )
    spots = shapely.get_coordinates(shapely.point_on_surface(simple)).round(
        4
    )
    return [
        {
            "name": join_names(names),
            "names": names,
            "rings": pack_rings([shape]),
            "lon": float(x),
            "lat": float(y),
        }
        for names, shape, (x, y) in zip(
            areas["names"], simple, spots, strict=True
        )
    ]
