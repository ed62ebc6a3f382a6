"""Lines and outlines on paper, as their layer says that they look, and their names beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import shapely
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path

from sitmap.export.figure.labels import text_size_mm
from sitmap.export.figure.view import mercator, project
from sitmap.layers.looks import COLOURS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from sitmap.export.figure.labels import Room
    from sitmap.export.figure.view import View
    from sitmap.layers.content import Stroke, StrokeLook

POINTS_PER_PX: Final = 72 / 96
"""CSS pixels are a ninety-sixth of an inch."""

# of a line's name
_SIZE_PT: Final = 6.6
# between a line and its name
_GAP_MM: Final = 0.6
_SPOTS: Final = (
    0.5,
    0.3,
    0.7,
    0.15,
    0.85,
)  # of a line's length: where its name is tried


def draw_strokes(
    axes: Axes, strokes: Sequence[Stroke], *, scale: float = 1.0
) -> None:
    """Draw lines above the land, all that look alike in one go; what is named gets a halo."""
    for look in dict.fromkeys(
        stroke.look for stroke in strokes if stroke.look.fill
    ):
        _fill(
            axes,
            [one.geometry for one in strokes if one.look == look],
            look,
        )
    by_look: dict[tuple[StrokeLook, bool], list[NDArray[np.float64]]] = {}
    for stroke in strokes:
        by_look.setdefault((stroke.look, stroke.is_named), []).extend(
            _lines(stroke.geometry)
        )
    for (look, is_named), lines in by_look.items():
        width = look.width * POINTS_PER_PX * scale
        if is_named and not look.fill:
            _add(
                axes,
                lines,
                COLOURS["outline"],
                width + 1.6 * scale,
                "solid",
                3.6,
            )
        _add(axes, lines, look.colour, width, dashes_of(look), 3.7)


def _fill(
    axes: Axes, shapes: Sequence[BaseGeometry], look: StrokeLook
) -> None:
    """Fill areas of one look as one, so that where they overlap isn't darker."""
    parts = shapely.get_parts(project(shapely.union_all(shapes)))
    areas = [part for part in parts if part.geom_type == "Polygon"]
    rings = [
        ring for area in areas for ring in (area.exterior, *area.interiors)
    ]
    if not rings:
        return
    path = Path.make_compound_path(
        *(Path(shapely.get_coordinates(one)) for one in rings)
    )
    inside = PathCollection(
        [path],
        facecolors=look.colour,
        alpha=look.fill,
        linewidths=0,
        zorder=3.5,
    )
    axes.add_collection(inside, autolim=False)


def dashes_of(look: StrokeLook) -> Any:
    """Return dashes as matplotlib has them: in widths of the line."""
    return (
        (0, tuple(part / look.width for part in look.dashes))
        if look.dashes
        else "solid"
    )


def _add(
    axes: Axes,
    lines: list[Any],
    colour: str,
    width: float,
    style: Any,
    order: float,
) -> None:
    drawn = LineCollection(
        lines,
        colors=colour,
        linewidths=width,
        linestyles=[style],
        zorder=order,
        capstyle="butt" if style != "solid" else "round",
    )
    axes.add_collection(drawn, autolim=False)


def _lines(geometry: BaseGeometry) -> list[NDArray[np.float64]]:
    outline = (
        geometry
        if geometry.geom_type.endswith("LineString")
        else geometry.boundary
    )
    projected = project(outline)
    return [
        shapely.get_coordinates(part)
        for part in shapely.get_parts(projected)
    ]


def label_strokes(
    axes: Axes,
    strokes: Sequence[Stroke],
    view: View,
    room: Room,
    *,
    families: list[str],
    scale: float,
) -> None:
    """Write each line's name beside it, where there is room."""
    font = FontProperties(
        family=families, size=_SIZE_PT * scale, weight="bold"
    )
    frame = shapely.box(*view.box)
    named: set[tuple[str, StrokeLook]] = set()
    for stroke in strokes:
        if stroke.look.fill and (stroke.name, stroke.look) in named:
            continue  # an area in several rows is named once
        named.add((stroke.name, stroke.look))
        seen = (
            stroke.geometry.intersection(frame)
            if stroke.is_named and stroke.name
            else None
        )
        if seen is None or seen.is_empty:
            continue
        longest = max(shapely.get_parts(seen), key=shapely.length)
        if longest.geom_type == "Polygon":
            longest = _widest_stretch(longest)
        _write_beside(axes, stroke, longest, view, room, font)


def _widest_stretch(area: BaseGeometry) -> BaseGeometry:
    """Return the longest of some level lines across an area: where its name has room."""
    west, south, east, north = area.bounds
    levels = [south + share * (north - south) for share in _SPOTS]
    across = [
        area.intersection(shapely.LineString([(west, y), (east, y)]))
        for y in levels
    ]
    parts = [part for one in across for part in shapely.get_parts(one)]
    return max(parts, key=shapely.length, default=area.exterior)


def _write_beside(
    axes: Axes,
    stroke: Stroke,
    line: BaseGeometry,
    view: View,
    room: Room,
    font: FontProperties,
) -> None:
    west, south = view.limits[0], view.limits[1]
    width, height = text_size_mm(stroke.name, font)
    for share in _SPOTS:
        point = line.interpolate(share, normalized=True)
        x = (point.x - west) * view.mm_per_unit
        y = (float(mercator(point.y)) - south) * view.mm_per_unit
        for bottom in (y + _GAP_MM, y - _GAP_MM - height):
            left = x - width / 2
            if room.take((left, bottom, left + width, bottom + height)):
                spot = (
                    west + left / view.mm_per_unit,
                    south + (bottom + 0.22 * height) / view.mm_per_unit,
                )
                style: dict[str, Any] = {
                    "parse_math": False,
                    "clip_on": True,
                    "zorder": 5.5,
                }
                box = {
                    "facecolor": "white",
                    "alpha": 0.7,
                    "edgecolor": "none",
                    "pad": 0.6,
                }
                axes.text(
                    *spot,
                    stroke.name,
                    fontproperties=font,
                    color=stroke.look.colour,
                    bbox=box,
                    **style,
                )
                return
