"""Around the map: frames, words, scale bar, north and locator."""

from __future__ import annotations

import math
import textwrap
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Polygon, Rectangle
from matplotlib.textpath import text_to_path

from sitmap.export.figure.basemap import draw_land, load_land
from sitmap.export.figure.view import fit_view, mercator
from sitmap.layers.looks import COLOURS, SYMBOL_COLOURS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from sitmap.export.figure.scene import Scene
    from sitmap.export.figure.view import View

Weight = Literal["normal", "bold"]
_MM_PER_PT: Final = 25.4 / 72
# width of a letter to its height, at most on the average
_LETTER: Final = 0.6

# wider maps need no arrow, and Mercator's north is up everywhere
_NORTH_UP_TO_DEG: Final = 25.0
_INSET_MM: Final = 3.0
"""What a scale bar keeps from the frame."""

_BAR_MM: Final = 8.6
"""Height of a scale bar with its words and the arrow."""

_MARK_MM: Final = 2.0
"""Half of a mark's width, from its middle: what is nearer is covered in part."""

MAP: Final = "map"
"""Marks axes that hold a map or lie over one: they have no reading direction."""


def page_axes(
    figure: Figure,
    box_mm: tuple[float, float, float, float],
    **options: Any,
) -> Axes:
    """Return axes over a box of the page: left, bottom, width, height, in millimetres."""
    page = figure.get_size_inches() * 25.4
    left, bottom, width, height = box_mm
    axes = figure.add_axes(
        (
            left / page[0],
            bottom / page[1],
            width / page[0],
            height / page[1],
        ),
        **options,
    )
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    axes.set_axis_off()
    return axes


def map_axes(
    figure: Figure,
    box_mm: tuple[float, float, float, float],
    view: View,
    *,
    line_pt: float,
) -> Axes:
    """Return framed axes over a box of the page, in figure coordinates of the view."""
    axes = page_axes(figure, box_mm, gid=MAP)
    west, south, east, north = view.limits
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_axis_on()
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set(color=COLOURS["border"], linewidth=line_pt, zorder=20)
    return axes


def mirror_page(figure: Figure) -> None:
    """Lay a page out from right to left; the maps on it stay as they are."""
    for axes in figure.axes:
        box = axes.get_position()
        axes.set_position((1 - box.x1, box.y0, box.width, box.height))
        if axes.get_gid() == MAP:
            continue
        axes.invert_xaxis()
        for text in axes.texts:
            side = text.get_horizontalalignment()
            text.set_horizontalalignment(_MIRRORED[side])


_MIRRORED: Final[dict[str, Literal["left", "center", "right"]]] = {
    "left": "right",
    "center": "center",
    "right": "left",
}


def write(
    axes: Axes, x: float, y: float, text: str, size: float, **options: Any
) -> Any:
    """Write one text that is never taken for a formula."""
    style = {
        "color": COLOURS["ink"],
        "va": "baseline",
        "ha": "left",
        **options,
    }
    return axes.text(x, y, text, fontsize=size, parse_math=False, **style)


def wrap_to(
    text: str, limit_mm: float, size_pt: float, *, weight: Weight = "normal"
) -> list[str]:
    """Break a text into lines that are no wider than a width in the font of the figure."""
    lines = [""]
    for word in (
        part
        for one in text.split()
        for part in _split_word(one, limit_mm, size_pt)
    ):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or width_mm(longer, size_pt, weight) <= limit_mm:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _split_word(word: str, limit_mm: float, size_pt: float) -> list[str]:
    """Cut a word that is longer than a line, as a link may be.

    Letters are about half as wide as high.
    """
    letters = max(12, int(limit_mm / (size_pt * _MM_PER_PT * _LETTER)))
    return textwrap.wrap(
        word, letters, break_long_words=True, break_on_hyphens=False
    )


def width_mm(text: str, size_pt: float, weight: Weight = "normal") -> float:
    """Return how wide a line is in the font of the figure, whichever this machine has."""
    font = FontProperties(size=size_pt, weight=weight)
    width, _, _ = text_to_path.get_text_width_height_descent(
        text, font, ismath=False
    )
    return float(width) * _MM_PER_PT


def nice_length(metres: float) -> float:
    """Return the longest of 1, 2, 5 times a power of ten that isn't longer.

    Examples
    --------
    >>> nice_length(73_000), nice_length(1_999)
    (50000.0, 1000.0)
    """
    power = 10.0 ** math.floor(math.log10(metres))
    return next(
        step * power for step in (5.0, 2.0, 1.0) if step * power <= metres
    )


def draw_scale_bar(
    axes: Axes, view: View, marks: NDArray[np.float64]
) -> tuple[float, float, float, float]:
    """Draw a scale bar and an arrow to the north in the corner where they cover the fewest marks.

    Parameters
    ----------
    axes
        The frame, in millimetres.
    view
        What it shows.
    marks
        Where marks are: x, y in millimetres of the frame.

    Returns
    -------
    tuple
        The box that they take: left, bottom, right, top in millimetres.
    """
    length = nice_length(view.metres_across * 0.22)
    bar = length / view.metres_across * view.width_mm
    words = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"  # noqa: PLR2004 - metres
    box = (*_emptiest(view, bar + 13.0, marks), bar + 13.0, _BAR_MM)
    axes.add_patch(
        Rectangle(
            (box[0], box[1]),
            box[2],
            box[3],
            facecolor="white",
            alpha=0.78,
            lw=0,
            zorder=10,
        )
    )
    x, y = box[0] + 2.0, box[1] + 2.4
    for at, colour in ((0.0, COLOURS["ink"]), (0.5, COLOURS["paper"])):
        half = Rectangle(
            (x + at * bar, y),
            bar / 2,
            1.1,
            facecolor=colour,
            edgecolor=COLOURS["ink"],
            lw=0.6,
            zorder=11,
        )
        axes.add_patch(half)
    write(axes, x, y + 2.3, "0", 6.0, ha="center", zorder=11)
    write(axes, x + bar, y + 2.3, words, 6.0, ha="center", zorder=11)
    if view.box[2] - view.box[0] < _NORTH_UP_TO_DEG:
        _draw_north(axes, x + bar + 6.2, y + 0.2)
    return box[0], box[1], box[0] + box[2], box[1] + box[3]


def _emptiest(
    view: View, width: float, marks: NDArray[np.float64]
) -> tuple[float, float]:
    """Return the lower left corner of the box: at the lower left, unless marks are there."""
    right = view.width_mm - width - _INSET_MM
    top = view.height_mm - _BAR_MM - _INSET_MM
    corners = [(x, y) for y in (_INSET_MM, top) for x in (_INSET_MM, right)]

    def covered(corner: tuple[float, float]) -> int:
        low = np.asarray(corner) - _MARK_MM
        high = low + np.array([width, _BAR_MM]) + 2 * _MARK_MM
        return int(((low < marks) & (marks < high)).all(axis=1).sum())

    return min(corners, key=covered)


def _draw_north(axes: Axes, x: float, y: float) -> None:
    axes.add_patch(
        Polygon(
            [(x - 1.1, y), (x, y + 2.8), (x, y + 0.7)],
            facecolor=COLOURS["ink"],
            lw=0,
            zorder=11,
        )
    )
    right = Polygon(
        [(x + 1.1, y), (x, y + 2.8), (x, y + 0.7)],
        facecolor="white",
        edgecolor=COLOURS["ink"],
        lw=0.4,
        zorder=11,
    )
    axes.add_patch(right)
    write(
        axes,
        x,
        y + 3.4,
        "N",
        5.6,
        ha="center",
        fontweight="bold",
        zorder=11,
    )


def draw_locator(
    figure: Figure,
    scene: Scene,
    view: View,
    box_mm: tuple[float, float, float, float],
) -> None:
    """Draw a small map that shows where the frame lies."""
    west, south, east, north = view.box
    pad = min(max(2.6 * (east - west), 2.6 * (north - south), 6.0), 22.0)
    wide = fit_view(
        (
            max(west - pad, -180),
            max(south - pad, -70),
            east + pad if east > 180 else min(east + pad, 180),  # noqa: PLR2004 - degrees
            min(north + pad, 66),
        ),
        *box_mm[2:],
    )
    axes = map_axes(figure, box_mm, wide, line_pt=0.6)
    draw_land(
        axes,
        replace(
            load_land(wide.box, coarse_from=12.0), relief=None
        ),  # a stamp's size shows none
        kosovo_outline=scene.content.kosovo_outline,
        scale=0.5,
    )
    x, y = west, float(mercator(south))
    frame = Rectangle(
        (x, y),
        east - west,
        float(mercator(north)) - y,
        fill=False,
        edgecolor=SYMBOL_COLOURS[0],
        lw=1.3,
        zorder=9,
    )
    axes.add_patch(frame)
