"""Numbers beside the marks of a figure, and the order of the incidents that they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from matplotlib.font_manager import FontProperties

from sitmap.export.figure.crowds import DRAWN_REACH_PT, ring_radius_pt
from sitmap.export.figure.labels import text_size_mm
from sitmap.export.figure.mark_labels import spots_beside
from sitmap.export.figure.marks import POINTS_PER_MM, RADIUS_PT
from sitmap.layers.looks import COLOURS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from sitmap.export.figure.area_marks import AreaLabel
    from sitmap.export.figure.crowds import Crowd
    from sitmap.export.figure.labels import Room
    from sitmap.export.figure.scene import Scene
    from sitmap.export.figure.view import View

# of the numbers at marks
_SIZE_PT: Final = 6.2
# between a mark and its number
_GAP_MM: Final = 0.3


# behind every dated one, in the unit that tables keep days in
_LAST_DAY: Final = pd.Timestamp.max.as_unit("s")


@dataclass(frozen=True)
class Numbering:
    """Which incident has which number.

    Attributes
    ----------
    order
        Positions in the scene's incidents, by number: the first is number 1.
    marks, areas
        What stands at each mark and each area, as "4" or a range; empty out of the frame.
    outside
        How many incidents lie out of the frame, and have no number.
    """

    order: tuple[int, ...]
    marks: tuple[str, ...]
    areas: tuple[str, ...]
    outside: int


def number_incidents(
    scene: Scene,
    view: View,
    crowds: Sequence[Crowd],
    areas: Sequence[AreaLabel],
) -> Numbering:
    """Give the incidents in the frame numbers, mark by mark, the one with the earliest first."""
    is_point = ~scene.is_wide
    points, wide = np.flatnonzero(is_point), np.flatnonzero(~is_point)
    days = scene.incidents["date_start"].fillna(_LAST_DAY).to_numpy()
    marks = [
        points[crowd.rows] if _is_inside(crowd, view) else points[:0]
        for crowd in crowds
    ]
    regions = [wide[np.asarray(area.rows, dtype=int)] for area in areas]
    order: list[int] = []
    told_marks, told_areas = (
        _number(marks, days, order),
        _number(regions, days, order),
    )
    return Numbering(
        tuple(order), told_marks, told_areas, len(days) - len(order)
    )


def _is_inside(crowd: Crowd, view: View) -> bool:
    west, south, east, north = view.limits
    return west <= crowd.x <= east and south <= crowd.y <= north


def _number(
    groups: list[Any], days: Any, order: list[int]
) -> tuple[str, ...]:
    """Append each group's rows to the order, the earliest first, and say its numbers."""
    told = [""] * len(groups)
    filled = [at for at, rows in enumerate(groups) if len(rows)]
    for at in sorted(filled, key=lambda at: (days[groups[at]].min(), at)):
        rows = groups[at][np.argsort(days[groups[at]], kind="stable")]
        first, last = len(order) + 1, len(order) + len(rows)
        order.extend(int(row) for row in rows)
        told[at] = str(first) if first == last else f"{first}\u2013{last}"
    return tuple(told)


def draw_numbers(
    axes: Axes,
    view: View,
    room: Room,
    scene: Scene,
    crowds: Sequence[Crowd],
    numbering: Numbering,
    *,
    families: list[str],
    scale: float,
) -> None:
    """Write each mark's numbers beside it, where there is room; else at its right all the same."""
    font = FontProperties(
        family=families, size=_SIZE_PT * scale, weight="bold"
    )
    west, south = view.limits[0], view.limits[1]
    for crowd, text in zip(crowds, numbering.marks, strict=True):
        if not text:
            continue
        x, y = (
            (crowd.x - west) * view.mm_per_unit,
            (crowd.y - south) * view.mm_per_unit,
        )
        width, height = text_size_mm(text, font)
        left, bottom = _find_spot(
            room, x, y, width, height, _reach_mm(crowd, scene, scale)
        )
        spot = (
            west + left / view.mm_per_unit,
            south + (bottom + 0.5) / view.mm_per_unit,
        )
        box = {
            "facecolor": "white",
            "alpha": 0.75,
            "edgecolor": "none",
            "pad": 0.4,
        }
        style: dict[str, Any] = {
            "fontproperties": font,
            "color": COLOURS["ink"],
            "bbox": box,
            "clip_on": True,
        }
        axes.text(*spot, text, zorder=9, parse_math=False, **style)


def _reach_mm(crowd: Crowd, scene: Scene, scale: float) -> float:
    single = DRAWN_REACH_PT if scene.has_drawings else RADIUS_PT
    radius = (
        ring_radius_pt(len(crowd.rows)) if len(crowd.rows) > 1 else single
    )
    return radius * scale / POINTS_PER_MM + _GAP_MM


def _find_spot(
    room: Room,
    x: float,
    y: float,
    width: float,
    height: float,
    reach: float,
) -> tuple[float, float]:
    beside = spots_beside(x, y, width, height, reach)
    for left, bottom in beside:
        if room.take((left, bottom, left + width, bottom + height)):
            return left, bottom
    return beside[0]
