"""The legend of a figure: what it says, and how it fits beside or below the map.

Lengths are millimetres at full size; a legend that is short of room is drawn smaller as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from matplotlib.patches import Circle, Rectangle

from sitmap.export.figure.furniture import page_axes, wrap_to, write
from sitmap.export.figure.marks import RADIUS_PT, draw_site, draw_symbol
from sitmap.export.look import COLOURS, HOLLOW, SHAPES, SYMBOL_COLOURS, look_of
from sitmap.incidents import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sitmap.export.figure.scene import Scene
    from sitmap.layers.categories import Look

__all__ = ["COLUMN_MM", "Block", "Legend", "draw_legend", "fit_below", "fit_beside", "read_legend"]

COLUMN_MM: Final = 53.0
_GAP: Final = 6.0  # between columns
_HEAD: Final = 7.0
_LINE: Final = 3.3
_BELOW_ROW: Final = 1.1
_MOST_TYPES: Final = 12
_SCALES: Final = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6)
_SITE_KINDS: Final = ("headquarters", "camp", "post", "crossing")


@dataclass(frozen=True)
class Row:
    """One line of a legend: words, a number at the right, and what draws its symbol at a place and a scale."""

    words: tuple[str, ...]
    number: str = ""
    draw: Callable[[Axes, tuple[float, float], float], None] | None = None


@dataclass(frozen=True)
class Block:
    """Rows under a head."""

    head: str
    rows: tuple[Row, ...]

    @property
    def height(self) -> float:
        """Millimetres that it takes at full size."""
        lines = sum(_LINE * len(row.words) + _BELOW_ROW for row in self.rows)
        return lines + (_HEAD if self.head else 2.0)


@dataclass(frozen=True)
class Legend:
    """Blocks in columns, their scale, and the millimetres of paper that they take."""

    columns: tuple[tuple[Block, ...], ...]
    scale: float

    @property
    def width(self) -> float:
        """Millimetres of paper."""
        return (len(self.columns) * (COLUMN_MM + _GAP) - _GAP) * self.scale

    @property
    def height(self) -> float:
        """Millimetres of paper."""
        return (
            max((sum(block.height for block in column) for column in self.columns), default=0.0)
            * self.scale
        )


def read_legend(scene: Scene) -> list[Block]:
    """Say what the figure shows, a block each for types, statuses, precision and presence."""
    blocks = [
        *_counts(scene),
        *_types(scene),
        *_statuses(scene),
        *_precision(scene),
        *_sites(scene),
    ]
    if scene.left_off:
        words = wrap_to(scene.words.say("off_map", n=scene.left_off), 42, 7.0)
        blocks.append(Block("", (Row(tuple(words)),)))
    return blocks


def _row(text: str, draw: Any, number: str = "") -> Row:
    return Row(tuple(wrap_to(text, 36, 7.0)[:2]), number, draw)


def _symbol(
    axes: Axes, where: tuple[float, float], scale: float, *, symbol: int | Look, status: str
) -> None:
    draw_symbol(
        axes,
        [where],
        symbol=symbol,
        status=status,
        radius_pt=RADIUS_PT * scale,
        transform=axes.transData,
    )


def _site(axes: Axes, where: tuple[float, float], scale: float, *, kind: str, state: str) -> None:
    draw_site(axes, kind, state, where, scale=scale, transform=axes.transData)


def _types(scene: Scene) -> list[Block]:
    words = scene.words
    untyped = words.say("no_event_type")
    rest = len(SHAPES) - 1
    counts = scene.incidents[scene.by].astype("string").fillna(untyped).value_counts()
    ordered = sorted(
        counts.index, key=lambda name: look_of(scene.symbols.get(str(name), rest)).rank
    )
    rows = []
    most = len(ordered) if scene.key else _MOST_TYPES  # categories are few by themselves
    for name in ordered[:most]:
        draw = partial(_symbol, symbol=scene.symbols.get(str(name), rest), status="reported")
        rows.append(_row(words.code("event_type", name), draw, words.number(int(counts[name]))))
    if len(ordered) > most:
        more = int(counts[ordered[most:]].sum())
        rows.append(_row(words.code("event_type", "…"), None, words.number(more)))
    return [Block(scene.key or words.say("incidents_title"), tuple(rows))] if rows else []


def _counts(scene: Scene) -> list[Block]:
    if scene.counts is None:
        return []
    rows = [
        _row(words, partial(_draw_class, colour=colour)) for words, colour in scene.counts.classes
    ]
    return [
        Block(
            scene.words.say(f"count_in_{scene.counts.what}"),
            (*rows, Row(tuple(wrap_to(scene.counts.told, 46, 7.0)))),
        )
    ]


def _draw_class(axes: Axes, where: tuple[float, float], scale: float, *, colour: str) -> None:  # noqa: ARG001 - as all
    x, y = where
    box = Rectangle(
        (x - 2.0, y - 1.3), 4.0, 2.6, facecolor=colour, edgecolor=COLOURS["muted"], lw=0.4
    )
    axes.add_patch(box)


def _statuses(scene: Scene) -> list[Block]:
    found = [name for name in STATUSES if name in set(scene.points["status"].dropna())]
    if not set(found) & HOLLOW and len(found) < 2:  # noqa: PLR2004
        return []
    words = scene.words
    rows = [
        _row(words.code("status", name), partial(_symbol, symbol=3, status=name)) for name in found
    ]
    return [Block(words.say("status_title"), tuple(rows))]


def _precision(scene: Scene) -> list[Block]:
    precisions = set(scene.incidents["precision"].dropna())
    words = scene.words
    rows = [
        _row(words.code("precision", name), partial(_draw_precision, name=name))
        for name in ("exact", "place", "near", "unknown")
        if name in precisions
    ]
    if not scene.wide.empty:
        rows.append(_row(words.say("area"), partial(_draw_precision, name="area")))
    only_exact = precisions == {"exact"}
    return [Block(words.say("precision_title"), tuple(rows))] if rows and not only_exact else []


def _draw_precision(axes: Axes, where: tuple[float, float], scale: float, *, name: str) -> None:
    colour = SYMBOL_COLOURS[3]
    if name == "area":
        axes.add_patch(Circle(where, 2.1, fill=False, hatch="//////", edgecolor="#c3c6c9", lw=0))
        axes.add_patch(
            Circle(
                where, 2.1, fill=False, edgecolor=COLOURS["muted"], lw=0.8, linestyle=(0, (3, 2))
            )
        )
        return
    if name != "exact":
        alpha = 0.18 if name == "place" else 0.06
        axes.add_patch(Circle(where, 2.1, facecolor=colour, alpha=alpha, lw=0))
        dashes: Any = "solid" if name == "place" else (0, (3, 2))
        ring = {"edgecolor": colour, "alpha": 0.6, "lw": 0.7, "linestyle": dashes}
        axes.add_patch(Circle(where, 2.1, fill=False, **ring))
    draw_symbol(
        axes, [where], symbol=3, status="reported", radius_pt=2.2 * scale, transform=axes.transData
    )


def _sites(scene: Scene) -> list[Block]:
    if not scene.sites:
        return []
    words = scene.words
    rows = [
        _row(words.code("site", kind), partial(_site, kind=kind, state="open"))
        for kind in _SITE_KINDS
        if any(site.kind == kind and site.state != "closed" for site in scene.sites)
    ]
    if any(site.state == "closed" for site in scene.sites):
        draw = partial(_site, kind="camp", state="closed")
        rows.append(_row(words.code("state", "closed"), draw))
    return [Block(words.say("presence"), tuple(rows))]


def fit_beside(blocks: list[Block], height: float) -> Legend | None:
    """Fit a legend into one column of a height, or None where it would get too small to read."""
    tall = sum(block.height for block in blocks)
    scale = next((scale for scale in _SCALES if tall * scale <= height), None)
    return None if scale is None else Legend((tuple(blocks),) if blocks else (), scale)


def fit_below(blocks: list[Block], width: float, height: float) -> Legend | None:
    """Fit a legend into columns over a width, as low as may be, or None where it would be higher than `height`."""
    for scale in _SCALES:
        most = int((width / scale + _GAP) // (COLUMN_MM + _GAP))
        for tall in range(8, int(height / scale) + 1, 2):
            columns = _pack(blocks, tall)
            if columns is not None and len(columns) <= most:
                return Legend(tuple(map(tuple, columns)), scale)
    return None


def _pack(blocks: list[Block], height: float) -> list[list[Block]] | None:
    """Put blocks into columns of a height, in their order; None where one is higher than that."""
    columns: list[list[Block]] = []
    room = 0.0
    for block in blocks:
        if block.height > height:
            return None
        if block.height > room:
            columns.append([])
            room = height
        columns[-1].append(block)
        room -= block.height
    return columns


def draw_legend(figure: Figure, legend: Legend, left: float, top: float) -> None:
    """Draw a legend with its upper left corner at a place of the page in millimetres."""
    scale = legend.scale
    if not legend.columns:
        return
    axes = page_axes(figure, (left, top - legend.height, legend.width, legend.height))
    tall = legend.height / scale
    axes.set_xlim(0, legend.width / scale)
    axes.set_ylim(0, tall)
    for at, column in enumerate(legend.columns):
        y = tall
        for block in column:
            y = _draw_block(axes, block, at * (COLUMN_MM + _GAP), y, scale)


def _draw_block(axes: Axes, block: Block, x: float, y: float, scale: float) -> float:
    y -= 2.0
    if block.head:
        write(axes, x, y - 3.0, block.head, 7.4 * scale, fontweight="bold")
        y -= 5.0
    for row in block.rows:
        if row.draw is not None:
            row.draw(axes, (x + 3.2, y - 2.2), scale)
        muted = {} if block.head else {"color": COLOURS["muted"]}
        for at, line in enumerate(row.words):
            write(
                axes,
                x + (8.0 if block.head else 0.0),
                y - 3.1 - at * _LINE,
                line,
                7.0 * scale,
                **muted,
            )
        if row.number:
            write(
                axes, x + 50.0, y - 3.1, row.number, 7.0 * scale, ha="right", color=COLOURS["muted"]
            )
        y -= _LINE * len(row.words) + _BELOW_ROW
    return y
