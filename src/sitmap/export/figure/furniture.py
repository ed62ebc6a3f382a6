"""Around the map: title, legend, scale bar, north, locator, sources and notes."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING, Any, Final

from matplotlib.patches import Circle, Polygon, Rectangle

from sitmap.export.figure.basemap import draw_land, load_land
from sitmap.export.figure.marks import draw_site, draw_symbol
from sitmap.export.figure.view import fit_view, mercator
from sitmap.export.look import COLOURS, HOLLOW, SHAPES, SYMBOL_COLOURS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sitmap.export.figure.scene import Scene
    from sitmap.export.figure.view import View

__all__ = ["draw_legend", "draw_locator", "draw_scale_bar", "page_axes", "wrap_to", "write"]

_COLUMN: Final = 53.0  # millimetres
_NORTH_UP_TO_DEG: Final = 25.0  # wider maps need no arrow, and Mercator's north is up everywhere
_STATUS_WORDS: Final = {
    "confirmed": "confirmed", "reported": "reported", "claimed": "claimed by one side", "disputed": "disputed",
    "planned": "planned", "threatened": "threatened", "denied": "denied", "historical": "historical",
}  # fmt: skip
_PRECISION_WORDS: Final = (
    ("place", "the named place"),
    ("near", "near, or not stated"),
    ("area", "somewhere in this area"),
)
_SITE_WORDS: Final = {"headquarters": "headquarters", "camp": "camp or base", "post": "post", "crossing": "crossing"}


def page_axes(figure: Figure, box_mm: tuple[float, float, float, float], **options: Any) -> Axes:
    """Return axes over a box of the page (left, bottom, width, height in millimetres), one unit a millimetre."""
    page = figure.get_size_inches() * 25.4
    left, bottom, width, height = box_mm
    axes = figure.add_axes((left / page[0], bottom / page[1], width / page[0], height / page[1]), **options)
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    axes.set_axis_off()
    return axes


def write(axes: Axes, x: float, y: float, text: str, size: float, **options: Any) -> Any:
    """Write one text that is never taken for a formula."""
    style = {"color": COLOURS["ink"], "va": "baseline", "ha": "left", **options}
    return axes.text(x, y, text, fontsize=size, parse_math=False, **style)


def wrap_to(text: str, width_mm: float, size_pt: float) -> list[str]:
    """Break a text into lines of a width; sans-serif letters are about half as wide as they are high."""
    letters = max(12, int(width_mm / (size_pt * 0.352778 * 0.49)))
    return textwrap.wrap(text, letters, break_long_words=True) or [""]


class _Pen:
    """Writes rows of a legend from the top down."""

    def __init__(self, axes: Axes, top: float, width: float) -> None:
        self.axes, self.y, self.top, self.x = axes, top, top, 0.0
        self._last_x = width - _COLUMN

    def head(self, text: str, rows: int) -> None:
        """Begin a block; it goes to the next column where this one is full."""
        if self.y - 7.0 - 4.4 * rows < 0 and self.x + _COLUMN <= self._last_x + 1:
            self.x, self.y = self.x + _COLUMN + 6, self.top
        self.y -= 2.0
        write(self.axes, self.x, self.y - 3.0, text, 7.4, fontweight="bold")
        self.y -= 5.0

    def row(self, text: str, number: str = "") -> tuple[float, float]:
        """Write a row and return where its symbol goes."""
        lines = wrap_to(text, 36, 7.0)[:2]
        where = (self.x + 3.2, self.y - 2.2)
        for line in lines:
            write(self.axes, self.x + 8.0, self.y - 3.1, line, 7.0)
            self.y -= 3.3
        if number:
            write(
                self.axes,
                self.x + 50.0,
                self.y + 0.2 + 3.3 * (len(lines) - 1),
                number,
                7.0,
                ha="right",
                color=COLOURS["muted"],
            )
        self.y -= 1.1
        return where


def draw_legend(axes: Axes, scene: Scene, height: float, width: float) -> float:
    """Draw the legend of what the map shows, and return how much of the height is left."""
    pen = _Pen(axes, height, width)
    _legend_types(pen, scene)
    _legend_statuses(pen, scene)
    _legend_precision(pen, scene)
    _legend_sites(pen, scene)
    if scene.left_off:
        pen.y -= 2
        for line in wrap_to(f"{scene.left_off:,} more not drawn: planned, denied or without a place", 50, 6.6):
            write(axes, pen.x, pen.y - 2.8, line, 6.6, color=COLOURS["muted"])
            pen.y -= 3.2
    return pen.y


def _legend_types(pen: _Pen, scene: Scene) -> None:
    counts = scene.incidents["event_type"].astype("string").fillna("no type given").value_counts()
    if counts.empty:
        return
    pen.head("Incidents", min(12, len(counts)))
    ordered = sorted(counts.index, key=lambda name: scene.symbols.get(str(name), 99))
    for name in ordered[:12]:
        where = pen.row(str(name), f"{counts[name]:,}")
        symbol = scene.symbols.get(str(name), len(SHAPES) - 1)
        draw_symbol(pen.axes, [where], symbol=symbol, status="reported", transform=pen.axes.transData)


def _legend_statuses(pen: _Pen, scene: Scene) -> None:
    found = [name for name in _STATUS_WORDS if name in set(scene.points["status"].dropna())]
    if not set(found) & HOLLOW and len(found) < 2:  # noqa: PLR2004
        return
    pen.head("How sure", len(found))
    for name in found:
        draw_symbol(pen.axes, [pen.row(_STATUS_WORDS[name])], symbol=3, status=name, transform=pen.axes.transData)


def _legend_precision(pen: _Pen, scene: Scene) -> None:
    precisions = set(scene.incidents["precision"].dropna())
    shown = {
        "place": "place" in precisions,
        "near": bool(precisions & {"near", "unknown"}),
        "area": not scene.wide.empty,
    }
    if not any(shown.values()):
        return
    pen.head("Where, as far as known", sum(shown.values()))
    for name, words in _PRECISION_WORDS:
        if shown[name]:
            _draw_precision(pen.axes, name, pen.row(words))


def _draw_precision(axes: Axes, name: str, where: tuple[float, float]) -> None:
    colour = SYMBOL_COLOURS[3]
    if name == "area":
        axes.add_patch(Circle(where, 2.1, fill=False, hatch="//////", edgecolor="#c3c6c9", lw=0))
        axes.add_patch(Circle(where, 2.1, fill=False, edgecolor=COLOURS["muted"], lw=0.8, linestyle=(0, (3, 2))))
        return
    axes.add_patch(Circle(where, 2.1, facecolor=colour, alpha=0.18 if name == "place" else 0.06, lw=0))
    dashes: Any = "solid" if name == "place" else (0, (3, 2))
    axes.add_patch(Circle(where, 2.1, fill=False, edgecolor=colour, alpha=0.6, lw=0.7, linestyle=dashes))
    draw_symbol(axes, [where], symbol=3, status="reported", radius_pt=2.2, transform=axes.transData)


def _legend_sites(pen: _Pen, scene: Scene) -> None:
    if not scene.sites:
        return
    pen.head("Presence" + (f" on {scene.date}" if scene.date else ""), 5)
    for kind, words in _SITE_WORDS.items():
        if any(site.kind == kind and site.state != "closed" for site in scene.sites):
            draw_site(pen.axes, kind, "open", pen.row(words), transform=pen.axes.transData)
    if any(site.state == "closed" for site in scene.sites):
        draw_site(pen.axes, "camp", "closed", pen.row("closed by then"), transform=pen.axes.transData)


def nice_length(metres: float) -> float:
    """Return the longest of 1, 2, 5 times a power of ten that isn't longer.

    Examples
    --------
    >>> nice_length(73_000), nice_length(1_999)
    (50000.0, 1000.0)
    """
    power = 10.0 ** math.floor(math.log10(metres))
    return next(step * power for step in (5.0, 2.0, 1.0) if step * power <= metres)


def draw_scale_bar(axes: Axes, view: View) -> tuple[float, float, float, float]:
    """Draw a scale bar and an arrow to the north at the lower left; return the box that they take in millimetres."""
    length = nice_length(view.metres_across * 0.22)
    bar = length / view.metres_across * view.width_mm
    words = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"  # noqa: PLR2004
    box = (3.0, 3.0, bar + 13.0, 8.6)
    axes.add_patch(Rectangle((box[0], box[1]), box[2], box[3], facecolor="white", alpha=0.78, lw=0, zorder=10))
    x, y = 5.0, 5.4
    for at, colour in ((0.0, COLOURS["ink"]), (0.5, COLOURS["paper"])):
        half = Rectangle((x + at * bar, y), bar / 2, 1.1, facecolor=colour, edgecolor=COLOURS["ink"], lw=0.6, zorder=11)
        axes.add_patch(half)
    write(axes, x, y + 2.3, "0", 6.0, ha="center", zorder=11)
    write(axes, x + bar, y + 2.3, words, 6.0, ha="center", zorder=11)
    if view.box[2] - view.box[0] < _NORTH_UP_TO_DEG:
        _draw_north(axes, x + bar + 6.2, y + 0.2)
    return box[0], box[1], box[0] + box[2], box[1] + box[3]


def _draw_north(axes: Axes, x: float, y: float) -> None:
    axes.add_patch(Polygon([(x - 1.1, y), (x, y + 2.8), (x, y + 0.7)], facecolor=COLOURS["ink"], lw=0, zorder=11))
    right = Polygon(
        [(x + 1.1, y), (x, y + 2.8), (x, y + 0.7)], facecolor="white", edgecolor=COLOURS["ink"], lw=0.4, zorder=11
    )
    axes.add_patch(right)
    write(axes, x, y + 3.4, "N", 5.6, ha="center", fontweight="bold", zorder=11)


def draw_locator(figure: Figure, scene: Scene, view: View, box_mm: tuple[float, float, float, float]) -> None:
    """Draw a small map that shows where the frame lies."""
    west, south, east, north = view.box
    pad = min(max(2.6 * (east - west), 2.6 * (north - south), 6.0), 22.0)
    wide = fit_view(
        (max(west - pad, -180), max(south - pad, -70), min(east + pad, 180), min(north + pad, 66)), *box_mm[2:]
    )
    axes = page_axes(figure, box_mm)
    left, bottom, right, top = wide.limits
    axes.set_xlim(left, right)
    axes.set_ylim(bottom, top)
    axes.set_axis_on()
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set(color=COLOURS["border"], linewidth=0.6)
    draw_land(axes, load_land(wide.box, coarse_from=12.0), kosovo_outline=scene.kosovo_outline, scale=0.5)
    x, y = west, float(mercator(south))
    frame = Rectangle(
        (x, y), east - west, float(mercator(north)) - y, fill=False, edgecolor=SYMBOL_COLOURS[0], lw=1.3, zorder=9
    )
    axes.add_patch(frame)
