"""How many incidents are somewhere in an area, written where the area is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from matplotlib.font_manager import FontProperties

from sitmap.export.figure.labels import Room, text_size_mm
from sitmap.layers.looks import COLOURS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sitmap.export.figure.area_marks import AreaLabel
    from sitmap.export.figure.numbers import (
        Numbering,
    )
    from sitmap.export.figure.view import View
    from sitmap.layers.words import Words


# lines above and below its place that a label may go to
_STEPS: Final = 10
# of where an area is seen: further spots for its words
_ACROSS: Final = (0.5, 0.2, 0.8, 0.35, 0.65)


def label_areas(
    axes: Axes,
    view: View,
    room: Room,
    wide: list[AreaLabel],
    *,
    families: list[str],
    scale: float,
    words: Words,
    numbering: Numbering | None,
) -> None:
    """Say how many incidents are somewhere in each area, where there is room for the words."""
    # the fonts that come with Matplotlib have no slanted Arabic
    slant: Literal["normal", "italic"] = (
        "normal" if words.is_right_to_left else "italic"
    )
    font = FontProperties(family=families, size=6.8 * scale, style=slant)
    west, south = view.limits[0], view.limits[1]
    for at, area in enumerate(wide):
        told = (
            words.say("somewhere", area=area.name)
            if area.name
            else words.say("area")
        )
        text = f"{words.number(len(area.rows))} {told}"
        text += f" ({numbering.areas[at]})" if numbering is not None else ""
        spot = _settle_area(area, text_size_mm(text, font), view, room)
        if spot is None:
            continue
        place = (
            west + spot[0] / view.mm_per_unit,
            south + (spot[1] + 0.8) / view.mm_per_unit,
        )
        box = {
            "facecolor": "white",
            "alpha": 0.8,
            "edgecolor": "none",
            "pad": 1.0,
        }
        style: dict[str, Any] = {
            "zorder": 6,
            "parse_math": False,
            "bbox": box,
        }
        axes.text(
            *place,
            text,
            fontproperties=font,
            color=COLOURS["muted"],
            **style,
        )


def _settle_area(
    area: AreaLabel, size: tuple[float, float], view: View, room: Room
) -> tuple[float, float] | None:
    """Take the first free spot for an area's words: at its top, or elsewhere where it is seen."""
    west, south = view.limits[0], view.limits[1]
    width, height = size
    most = view.width_mm - width - 1.0
    first, last = ((x - west) * view.mm_per_unit for x in area.span)
    beside = (first + share * (last - first) for share in _ACROSS)
    middles = ((area.x - west) * view.mm_per_unit, *beside)
    top = (
        min((area.y - south) * view.mm_per_unit, view.height_mm - 1.0)
        - height
    )
    for left in (
        min(max(middle - width / 2, 1.0), most) for middle in middles
    ):
        for step in sorted(range(-_STEPS, _STEPS), key=abs):
            low = top - step * (height + 0.6)
            inside = 1.0 <= low <= view.height_mm - height - 1.0
            if inside and room.take(
                (left, low, left + width, low + height)
            ):
                return left, low
    return None
