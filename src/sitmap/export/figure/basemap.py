"""Land, borders, lakes and rivers on paper, in the page's colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from matplotlib.collections import LineCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from sitmap.export.figure.view import mercator, project
from sitmap.ground.places import beside_borders
from sitmap.layers.looks import COLOURS
from sitmap.outlines import (
    DISPUTED,
    STEPS,
    Relief,
    load_outlines,
    relief_at,
    split_box,
    turn,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes

    from sitmap.ground.features import Features
    from sitmap.outlines import Box

# a border may leave its course by this part of the frame: a tenth of a millimetre
_DETAIL: Final = 1_500
# degrees, 90 m: what the outlines have
_FINEST: Final = 0.0008
_WIDE: Final = 60.0  # degrees: beyond it rivers are noise
_GROUND_DEG: Final = 0.8  # a narrower frame shows the ground's own rivers
# a wider frame has no room for the lines of districts
_DISTRICTS_DEG: Final = 15.0
_RELIEF_DEG: Final = 1.0  # in a narrower one its points would be blots
_SHADE: Final = (
    (64, 56, 44, 0.3),
    (255, 255, 255, 0.75),
)  # as web/src/layers/basemap/relief.js
_DISPUTED: Final = frozenset({"Kosovo", "Serbia"})


@dataclass(frozen=True)
class Land:
    """The outlines of a frame, in figure coordinates.

    ``countries`` keeps code, name and the cut in degrees.
    """

    countries: list[tuple[str, str, shapely.Geometry]]
    land: Path
    lakes: Path
    borders: list[Any]
    disputed: list[Any]
    claimed: list[Any]
    rivers: list[Any]
    districts: list[Any]
    relief: Relief | None


def load_land(
    box: Box,
    *,
    coarse_from: float = 40.0,
    ground: Features | None = None,
    is_detailed: bool = False,
) -> Land:
    """Cut the outlines to a frame, but for the borders and rivers that the ground has better.

    Detailed with relief and the lines of districts, as far as the frame has room for them. Wider
    than `coarse_from` degrees, the coast of the whole world is fine enough.
    """
    outlines = load_outlines()
    tolerance = max(_FINEST, (box[2] - box[0]) / _DETAIL)
    coarse = box[2] - box[0] > coarse_from
    countries = [] if coarse else outlines.countries_at(box, tolerance)
    borders = outlines.borders_at(box, tolerance)
    has_rivers = ground is None or box[2] - box[0] > _GROUND_DEG
    rivers = (
        outlines.rivers_at(box)
        if has_rivers and box[2] - box[0] < _WIDE
        else []
    )
    usual = [
        line
        for owners, line in borders
        if owners not in (_DISPUTED, *DISPUTED)
    ]
    claimed = [line for owners, line in borders if owners in DISPUTED]
    usual = usual if ground is None else beside_borders(usual, ground)
    return Land(
        countries,
        path_of(
            _coarse_land(box)
            if coarse
            else [project(cut) for _, _, cut in countries]
        ),
        path_of(project(lake) for lake in outlines.lakes_at(box)),
        _lines(usual),
        _lines(line for owners, line in borders if owners == _DISPUTED),
        _lines(claimed),
        _lines(rivers),
        _lines(_districts_at(box, tolerance) if is_detailed else []),
        relief_at(box)
        if is_detailed and box[2] - box[0] > _RELIEF_DEG
        else None,
    )


def _districts_at(box: Box, tolerance: float) -> list[shapely.Geometry]:
    return (
        []
        if box[2] - box[0] > _DISTRICTS_DEG
        else load_outlines().districts_at(box, tolerance)
    )


def _coarse_land(box: Box) -> list[shapely.Geometry]:
    rings = (
        shapely.make_valid(shapely.Polygon(ring))
        for ring in load_outlines().world_land
    )
    sides = split_box(box)
    cut = (
        turn(shapely.clip_by_rect(ring, *side), by)
        for ring in rings
        for side, by in sides
    )
    return [project(part) for part in cut if not part.is_empty]


def path_of(shapes: Iterable[shapely.Geometry]) -> Path:
    """Make one path of polygons, holes and all."""
    parts = [
        part
        for shape in shapes
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon"
    ]
    rings = [
        shapely.get_coordinates(ring)
        for part in parts
        for ring in (part.exterior, *part.interiors)
    ]
    if not rings:
        return Path(np.zeros((0, 2)))
    codes = [
        np.full(len(ring), Path.LINETO, dtype=Path.code_type)
        for ring in rings
    ]
    for code in codes:
        code[0], code[-1] = Path.MOVETO, Path.CLOSEPOLY
    return Path(np.concatenate(rings), np.concatenate(codes))


def _lines(shapes: Iterable[shapely.Geometry]) -> list[Any]:
    parts = [
        part
        for shape in shapes
        for part in shapely.get_parts(shape)
        if part.geom_type == "LineString"
    ]
    return [
        np.column_stack([points[:, 0], mercator(points[:, 1])])
        for points in (shapely.get_coordinates(part) for part in parts)
    ]


def draw_land(
    axes: Axes,
    land: Land,
    *,
    kosovo_outline: str = "dashed",
    scale: float = 1.0,
) -> None:
    """Draw the outlines; `scale` thins the lines of small frames."""
    axes.set_facecolor(COLOURS["sea"])
    # as artists: a patch is measured along each of its curves, for limits that are set already
    axes.add_artist(
        PathPatch(land.land, facecolor=COLOURS["land"], lw=0, zorder=1)
    )
    if land.relief is not None:
        _draw_relief(axes, land.relief)
    dots = (0, (1.5, 2.5))
    axes.add_collection(
        _stroke(land.districts, COLOURS["district"], 0.6 * scale, 2, dots)
    )
    axes.add_collection(
        _stroke(land.rivers, COLOURS["river"], 0.6 * scale, 2)
    )
    axes.add_artist(
        PathPatch(
            land.lakes,
            facecolor=COLOURS["lake"],
            edgecolor=COLOURS["coast"],
            lw=0.3 * scale,
            zorder=2,
        )
    )
    axes.add_collection(
        _stroke(land.borders, COLOURS["border"], 0.9 * scale, 3)
    )
    dashed = (0, (5, 3))
    axes.add_collection(
        _stroke(land.claimed, COLOURS["disputed"], 0.9 * scale, 3, dashed)
    )
    if kosovo_outline != "absent":
        dashes = dashed if kosovo_outline == "dashed" else "solid"
        axes.add_collection(
            _stroke(
                land.disputed, COLOURS["disputed"], 0.9 * scale, 3, dashes
            )
        )


def _draw_relief(axes: Axes, relief: Relief) -> None:
    """Lay light and shade on the land."""
    west, south, east, north = relief.box
    shade, light = np.array(_SHADE, dtype=np.float64)
    steps = relief.values[..., None].astype(np.float64)
    picture = np.where(steps < 0, shade, light) / (255, 255, 255, 1)
    picture[..., 3] *= np.abs(relief.values) / STEPS
    extent = (west, east, float(mercator(south)), float(mercator(north)))
    limits = axes.get_xlim(), axes.get_ylim()
    axes.imshow(
        picture,
        extent=extent,
        interpolation="bicubic",
        zorder=1.5,
        aspect="auto",
    )
    axes.set_xlim(limits[0])
    axes.set_ylim(limits[1])


def _stroke(
    lines: list[Any],
    colour: str,
    width: float,
    order: int,
    dashes: Any = "solid",
) -> LineCollection:
    return LineCollection(
        lines,
        colors=colour,
        linewidths=width,
        linestyles=dashes,
        zorder=order,
        capstyle="butt",
    )
