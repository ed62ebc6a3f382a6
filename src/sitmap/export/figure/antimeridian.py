"""A figure across the antimeridian: what lies beyond it is moved one turn to the east."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from sitmap.outlines import turn

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from sitmap.layers.content import LayerContent
    from sitmap.maps.content import MapContent

_HALF_WORLD: Final = 180.0  # degrees
TURN_DEG: Final = 360.0
"""Around the world."""


def turn_content(content: MapContent) -> MapContent:
    """Move what a map draws to where its frame has it, if that runs on beyond 180 degrees.

    A frame that doesn't is left as it is, and so is what is told in words: tables have the
    longitudes of the source.
    """
    west, _, east, _ = content.opening.box
    if east <= _HALF_WORLD:
        return content
    seam = (
        west + east
    ) / 2 - _HALF_WORLD  # as far from the frame as can be
    layers = tuple(_turn_layer(layer, seam) for layer in content.layers)
    return replace(content, layers=layers)


def _turn_layer(layer: LayerContent, seam: float) -> LayerContent:
    marks, counts, areas = layer.incidents, layer.counts, layer.areas
    return replace(
        layer,
        incidents=marks
        and replace(marks, drawn=_turn_table(marks.drawn, seam)),
        areas=None if areas is None else _turn_table(areas, seam),
        counts=counts
        and replace(
            counts,
            outlines=tuple(
                turn_shape(one, seam) for one in counts.outlines
            ),
        ),
        strokes=tuple(
            replace(one, geometry=turn_shape(one.geometry, seam))
            for one in layer.strokes
        ),
        sites=tuple(
            one if one.lon >= seam else replace(one, lon=one.lon + TURN_DEG)
            for one in layer.sites
        ),
    )


def _turn_table(table: gpd.GeoDataFrame, seam: float) -> gpd.GeoDataFrame:
    shapes = [turn_shape(one, seam) for one in table.geometry]
    return table.set_geometry(np.array(shapes, dtype=object), crs=table.crs)


def turn_shape(shape: BaseGeometry | None, seam: float) -> BaseGeometry:
    """Move those parts of a shape one turn to the east whose middle is west of the seam.

    Examples
    --------
    >>> turn_shape(shapely.MultiPoint([(179, 1), (-179, 2)]), 0.0).wkt
    'MULTIPOINT ((179 1), (181 2))'
    """
    if shape is None or shape.is_empty:
        return shape
    parts = shapely.get_parts(shape)
    west, _, east, _ = shapely.bounds(parts).T
    turned = [
        turn(part, TURN_DEG if middle < seam else 0.0)
        for part, middle in zip(parts, (west + east) / 2, strict=True)
    ]
    return turned[0] if len(turned) == 1 else type(shape)(turned)
