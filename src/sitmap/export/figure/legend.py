"""The legend of a figure: what it says, and how it fits beside or below the map.

Lengths are millimetres at full size; a legend that is short of room is drawn smaller as a whole.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from matplotlib.patches import Circle, Rectangle, Wedge

from sitmap.export.figure.furniture import page_axes, wrap_to, write
from sitmap.export.figure.ground import draw_ground_sample, kinds_within
from sitmap.export.figure.marks import POINTS_PER_MM, RADIUS_PT, draw_symbol
from sitmap.export.figure.site_marks import draw_site
from sitmap.export.figure.strokes import POINTS_PER_PX, dashes_of
from sitmap.layers.content import (
    AreaPicture,
    ClusterPicture,
    FillPicture,
    GroundPicture,
    LinePicture,
    PrecisionPicture,
    SitePicture,
    SymbolPicture,
)
from sitmap.layers.looks import COLOURS
from sitmap.precision import AREAS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sitmap.export.figure.scene import Scene
    from sitmap.layers.content import KeyGroup, Picture
    from sitmap.layers.looks import Look
    from sitmap.layers.words import Words

# of the key's column: thirty letters
COLUMN_MM: Final = 53.0
_GAP: Final = 6.0  # between columns
# millimetres that a head takes
_HEAD: Final = 7.0
# millimetres of a line of the key
_LINE: Final = 3.3
_WORDS_MM: Final = 44.0  # of a column behind its symbol
_COUNTED_MM: Final = 36.0  # and before a number
_MOST_LINES: Final = 6  # of an entry: "other" names up to twelve values
# millimetres between entries
_BELOW_ROW: Final = 1.1
_ROOM_PT: Final = 6.6  # around a symbol from paths
# radius of a circle of uncertainty in the legend, in millimetres
_DISC_MM: Final = 2.1
_SMALL_PT: Final = 3.4  # and inside the disc of a precision
_SMALL_RADIUS_PT: Final = 2.2  # of a shape in it
_SCALES: Final = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.55)


@dataclass(frozen=True)
class Row:
    """One line of a legend: words, a number at the right, and what draws its symbol."""

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
        lines = sum(
            _LINE * len(row.words) + _BELOW_ROW for row in self.rows
        )
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
            max(
                (
                    sum(block.height for block in column)
                    for column in self.columns
                ),
                default=0.0,
            )
            * self.scale
        )


def read_legend(scene: Scene, *, zoom: float = math.inf) -> list[Block]:
    """Say what the figure shows: the key of each layer, and how much is left off.

    Of what it stands on, the kinds that are in its frame and that its zoom shows.
    """
    content = scene.content
    told = [
        (name, group) for name, groups in content.key for group in groups
    ]
    told.sort(
        key=lambda pair: _is_ground(pair[1])
    )  # what the map stands on comes last
    shown = [(name, _shown(group, scene, zoom)) for name, group in told]
    blocks = [
        _block(name, group, scene.words)
        for name, group in shown
        if group.entries
    ]
    if content.n_left_off:
        words = wrap_to(
            scene.words.say("off_map", n=content.n_left_off), 42, 7.0
        )
        blocks.append(Block("", (Row(tuple(words)),)))
    return blocks


def _is_ground(group: KeyGroup) -> bool:
    return any(
        isinstance(one.picture, GroundPicture) for one in group.entries
    )


def _shown(group: KeyGroup, scene: Scene, zoom: float) -> KeyGroup:
    if not _is_ground(group):
        return group
    seen = kinds_within(scene.content.ground, scene.bounds)
    entries = (
        one
        for one in group.entries
        if isinstance(one.picture, GroundPicture)
        and one.picture.zoom <= zoom
        and one.picture.name in seen
    )
    return replace(group, entries=tuple(entries))


def _block(layer: str, group: KeyGroup, words: Words) -> Block:
    rows = [
        Row(
            _wrap(
                one.text, _WORDS_MM if one.count is None else _COUNTED_MM
            ),
            "" if one.count is None else words.number(one.count),
            None
            if one.picture is None
            else partial(_draw_picture, picture=one.picture),
        )
        for one in group.entries
    ]
    notes = (Row(tuple(wrap_to(note, 46, 7.0))) for note in group.notes)
    return Block(group.head or layer, (*rows, *notes))


def _wrap(text: str, width: float) -> tuple[str, ...]:
    """Break the words of an entry into lines; a very long one ends in an ellipsis."""
    lines = wrap_to(text, width, 7.0)
    if len(lines) <= _MOST_LINES:
        return tuple(lines)
    return (
        *lines[: _MOST_LINES - 1],
        f"{lines[_MOST_LINES - 1]} \N{HORIZONTAL ELLIPSIS}",
    )


def _draw_picture(
    axes: Axes,
    where: tuple[float, float],
    scale: float,
    *,
    picture: Picture,
) -> None:
    _PICTURES[picture.kind](axes, where, scale, picture)


def _draw_symbol(
    axes: Axes,
    where: tuple[float, float],
    scale: float,
    picture: SymbolPicture,
) -> None:
    _draw_fitted(
        axes,
        where,
        scale,
        picture.look,
        picture.status,
        (_ROOM_PT, RADIUS_PT),
    )


def _draw_fitted(
    axes: Axes,
    where: tuple[float, float],
    scale: float,
    look: Look,
    status: str,
    sizes: tuple[float, float],
    *,
    stated: bool = True,
) -> None:
    """Draw a symbol within its line of the legend: one from paths fills its room, in its middle."""
    room, usual = sizes
    x, y = where
    radius = usual
    if look.drawing is not None:
        radius = room / look.drawing.half
        dx, dy = (
            part * radius / POINTS_PER_MM for part in look.drawing.middle
        )
        x, y = x - dx, y + dy
    draw_symbol(
        axes,
        [(x, y)],
        look=look,
        status=status,
        stated=stated,
        radius_pt=radius * scale,
        transform=axes.transData,
    )


def _draw_cluster(
    axes: Axes,
    where: tuple[float, float],
    scale: float,
    picture: ClusterPicture,
) -> None:
    colours = [look.colour for look in picture.looks]
    step = 360 / len(colours)
    for at, colour in enumerate(colours):
        start = 90 - step * (at + 1)
        ring = {
            "facecolor": colour,
            "edgecolor": COLOURS["outline"],
            "lw": 0.3,
        }
        axes.add_patch(
            Wedge(where, 2.2, start, start + step, width=0.8, **ring)
        )
    write(
        axes,
        where[0],
        where[1] - 0.75,
        "3",
        5.5 * scale,
        ha="center",
        fontweight="bold",
    )


def _draw_site(
    axes: Axes,
    where: tuple[float, float],
    scale: float,
    picture: SitePicture,
) -> None:
    draw_site(
        axes,
        picture.site,
        picture.state,
        where,
        scale=scale,
        transform=axes.transData,
    )


def _draw_fill(
    axes: Axes,
    where: tuple[float, float],
    _scale: float,
    picture: FillPicture,
) -> None:
    x, y = where
    frame: dict[str, Any] = {
        "facecolor": picture.colour,
        "edgecolor": COLOURS["muted"],
        "lw": 0.4,
    }
    axes.add_patch(Rectangle((x - 2.0, y - 1.3), 4.0, 2.6, **frame))


def _draw_line(
    axes: Axes,
    where: tuple[float, float],
    scale: float,
    picture: LinePicture,
) -> None:
    x, y = where
    look = picture.look
    width = look.width * POINTS_PER_PX * scale
    axes.plot(
        [x - 3.0, x + 3.0],
        [y, y],
        color=look.colour,
        lw=width,
        ls=dashes_of(look),
    )


def _draw_area(
    axes: Axes,
    where: tuple[float, float],
    scale: float,
    picture: AreaPicture,
) -> None:
    x, y = where
    look = picture.look
    inside: dict[str, Any] = {
        "facecolor": look.colour,
        "alpha": look.fill,
        "lw": 0,
    }
    edge: dict[str, Any] = {
        "fill": False,
        "edgecolor": look.colour,
        "linestyle": dashes_of(look),
    }
    axes.add_patch(Rectangle((x - 2.6, y - 1.3), 5.2, 2.6, **inside))
    width = look.width * POINTS_PER_PX * scale
    axes.add_patch(
        Rectangle((x - 2.6, y - 1.3), 5.2, 2.6, lw=width, **edge)
    )


def _draw_ground(
    axes: Axes,
    where: tuple[float, float],
    scale: float,
    picture: GroundPicture,
) -> None:
    draw_ground_sample(axes, where, picture.name, scale=scale)


def _draw_precision(
    axes: Axes,
    where: tuple[float, float],
    scale: float,
    picture: PrecisionPicture,
) -> None:
    name, look = picture.precision, picture.look
    if name == "unknown":
        sizes = (_ROOM_PT, RADIUS_PT)
        _draw_fitted(
            axes, where, scale, look, "reported", sizes, stated=False
        )
        return
    if name in AREAS:
        _draw_hatched(axes, where)
        return
    if name != "exact":
        _draw_disc(axes, where, look.colour, is_soft=name == "place")
    sizes = (_SMALL_PT, _SMALL_RADIUS_PT)
    _draw_fitted(axes, where, scale, look, "reported", sizes)


def _draw_hatched(axes: Axes, where: tuple[float, float]) -> None:
    """Draw what is known only to an area."""
    hatch = {"hatch": "//////", "edgecolor": "#c3c6c9", "lw": 0}
    axes.add_patch(Circle(where, _DISC_MM, fill=False, **hatch))
    edge = {
        "edgecolor": COLOURS["muted"],
        "lw": 0.8,
        "linestyle": (0, (3, 2)),
    }
    axes.add_patch(Circle(where, _DISC_MM, fill=False, **edge))


def _draw_disc(
    axes: Axes, where: tuple[float, float], colour: str, *, is_soft: bool
) -> None:
    """Draw the circle that holds the true place: soft for a named one, dashed for near one."""
    tint = {"facecolor": colour, "alpha": 0.18 if is_soft else 0.06}
    axes.add_patch(Circle(where, _DISC_MM, lw=0, **tint))
    dashes: Any = "solid" if is_soft else (0, (3, 2))
    ring = {"edgecolor": colour, "alpha": 0.6, "lw": 0.7}
    axes.add_patch(
        Circle(where, _DISC_MM, fill=False, linestyle=dashes, **ring)
    )


_PICTURES: Final[Mapping[str, Callable[..., None]]] = {
    SymbolPicture.kind: _draw_symbol,
    ClusterPicture.kind: _draw_cluster,
    PrecisionPicture.kind: _draw_precision,
    SitePicture.kind: _draw_site,
    FillPicture.kind: _draw_fill,
    LinePicture.kind: _draw_line,
    AreaPicture.kind: _draw_area,
    GroundPicture.kind: _draw_ground,
}


def fit_beside(blocks: list[Block], height: float) -> Legend | None:
    """Fit a legend into one column of a height, or None where it would get too small to read."""
    tall = sum(block.height for block in blocks)
    scale = next(
        (scale for scale in _SCALES if tall * scale <= height), None
    )
    return (
        None
        if scale is None
        else Legend((tuple(blocks),) if blocks else (), scale)
    )


def fit_below(
    blocks: list[Block], width: float, height: float
) -> Legend | None:
    """Fit a legend into columns over a width, as low as may be, or None if higher than `height`."""
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


def draw_legend(
    figure: Figure, legend: Legend, left: float, top: float
) -> None:
    """Draw a legend with its upper left corner at a place of the page in millimetres."""
    scale = legend.scale
    if not legend.columns:
        return
    axes = page_axes(
        figure, (left, top - legend.height, legend.width, legend.height)
    )
    tall = legend.height / scale
    axes.set_xlim(0, legend.width / scale)
    axes.set_ylim(0, tall)
    for at, column in enumerate(legend.columns):
        y = tall
        for block in column:
            y = _draw_block(axes, block, at * (COLUMN_MM + _GAP), y, scale)


def _draw_block(
    axes: Axes, block: Block, x: float, y: float, scale: float
) -> float:
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
                axes,
                x + 50.0,
                y - 3.1,
                row.number,
                7.0 * scale,
                ha="right",
                color=COLOURS["muted"],
            )
        y -= _LINE * len(row.words) + _BELOW_ROW
    return y
