"""Symbols from paths on paper: the page's path data, as matplotlib's paths."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import (
    Affine2D,
    IdentityTransform,
    ScaledTranslation,
)

from sitmap.layers.drawings import FILL, GLYPH, LINE, OUTLINE
from sitmap.layers.looks import COLOURS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sitmap.layers.drawings import Drawing, Part

_FAINT: Final = 0.5  # as web/src/drawings.js: a symbol with colours of its own that is hollow
_LETTERS: Final = ["Liberation Sans", "Arial", "Helvetica", "DejaVu Sans"]
_TOKENS: Final = re.compile(r"[MLHVCQZ]|-?\d*\.?\d+(?:e-?\d+)?")
_COUNTS: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "Z": 0}
_CODES: Final = {"M": Path.MOVETO, "C": Path.CURVE4, "Q": Path.CURVE3}
# width of the frame around a drawing
_EDGE_PT: Final = 0.8
_CORNER: Final = 0.9  # of a symbol's radius: as web/src/symbols.js
# of a drawing's size, beside another
_SMALL: Final = 0.4
# of a mark's size: what says that its precision isn't stated
_DOT: Final = 0.4


def path_from_data(d: str) -> Path:
    """Read path data of absolute commands.

    Examples
    --------
    >>> path_from_data("M0 0 H2 L2,3Z").vertices.tolist()
    [[0.0, 0.0], [2.0, 0.0], [2.0, 3.0], [0.0, 0.0]]
    """
    tokens = _TOKENS.findall(d)
    points: list[tuple[float, float]] = []
    codes: list[int] = []
    at, command, start = 0, "M", (0.0, 0.0)
    while at < len(tokens):
        if tokens[at] in _COUNTS:
            command = tokens[at]
            at += 1
        count = _COUNTS[command]
        numbers = [float(one) for one in tokens[at : at + count]]
        at += count
        last = points[-1] if points else start
        added = _points_of(command, numbers, last, start)
        points += added
        codes += [
            int(Path.CLOSEPOLY)
            if command == "Z"
            else int(_CODES.get(command, Path.LINETO))
        ] * len(added)
        start = added[0] if command == "M" else start
        command = "L" if command == "M" else command
    return Path(np.array(points), codes)


def _points_of(
    command: str,
    numbers: list[float],
    last: tuple[float, float],
    start: tuple[float, float],
) -> list[tuple[float, float]]:
    if command == "Z":
        return [start]
    if command == "H":
        return [(numbers[0], last[1])]
    if command == "V":
        return [(last[0], numbers[0])]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def draw_drawing(
    axes: Axes,
    places: Any,
    drawing: Drawing,
    *,
    colour: str,
    radius_pt: float,
    status: str | None,
    is_hollow: bool,
    dashes: Any,
    is_stated: bool = True,
    transform: Any = None,
    order: float = 8,
) -> None:
    """Draw a symbol from paths at places (figure coordinates), filled as its status has it."""
    pen = _Pen(axes, places, drawing, radius_pt, transform, order)
    pen.draw(colour, is_hollow=is_hollow)
    if status == "confirmed" or dashes != "solid":
        pen.frame(
            COLOURS["ink"] if status == "confirmed" else colour, dashes
        )
    if status == "disputed":
        pen.draw_left_half(colour)
    if not is_stated:
        pen.draw_unstated(colour)


class _Pen:
    """Draws the parts of one drawing at all its places."""

    def __init__(
        self,
        axes: Axes,
        places: Any,
        drawing: Drawing,
        radius_pt: float,
        transform: Any,
        order: float,
    ) -> None:
        self.axes, self.places, self.drawing = axes, places, drawing
        self.radius_pt, self.order = radius_pt, order
        self.where = axes.transData if transform is None else transform
        self.is_clipped = transform is None

    def draw(
        self, colour: str, *, is_hollow: bool, clip_at: Any = None
    ) -> None:
        paper = COLOURS["paper"]
        paints = {
            FILL: paper if is_hollow else colour,
            GLYPH: colour if is_hollow else paper,
            LINE: colour,
            OUTLINE: COLOURS["outline"],
        }
        for at, part in enumerate(self.drawing.parts):
            is_own = part.fill.startswith("#") or part.stroke.startswith(
                "#"
            )
            self._add(
                part_path(self.drawing, at),
                paints.get(part.fill, part.fill) or "none",
                paints.get(part.stroke, part.stroke) or "none",
                part.width / self.drawing.reach * self.radius_pt
                if part.stroke
                else 0.0,
                style=self._dashes(part),
                alpha=_FAINT if is_hollow and is_own else None,
                clip_at=clip_at,
            )

    def frame(self, colour: str, dashes: Any) -> None:
        self._add(
            _box_path(self.drawing), "none", colour, _EDGE_PT, style=dashes
        )

    def draw_left_half(self, colour: str) -> None:
        for place in self.places:
            whole, self.places = self.places, [place]
            self.draw(colour, is_hollow=False, clip_at=place)
            self.places = whole

    def draw_unstated(self, colour: str) -> None:
        """Mark at its corner that nobody states how exactly its place is known."""
        for part, face in ((1.0, COLOURS["paper"]), (_DOT, colour)):
            disc = Path.unit_circle().transformed(
                Affine2D().scale(_SMALL * part)
            )
            moved = disc.transformed(
                Affine2D().translate(_CORNER, -_CORNER)
            )
            self._add(moved, face, colour, _EDGE_PT if part == 1.0 else 0.0)

    def _dashes(self, part: Part) -> Any:
        if not part.dashes or not part.width:
            return "solid"
        return (
            0,
            tuple(one / part.width for one in part.dashes),
        )  # in widths of the line

    def _add(
        self,
        path: Path,
        face: str,
        edge: str,
        width: float,
        *,
        style: Any = "solid",
        alpha: float | None = None,
        clip_at: Any = None,
    ) -> None:
        marks = PathCollection(
            [path],
            sizes=[self.radius_pt**2],
            offsets=self.places,
            offset_transform=self.where,
            facecolors=face,
            edgecolors=edge,
            linewidths=width,
            linestyles=style,
            alpha=alpha,
            zorder=self.order,
            clip_on=self.is_clipped,
            transform=IdentityTransform(),
        )
        marks.set_joinstyle("round")
        self.axes.add_collection(marks, autolim=False)
        if clip_at is not None:
            marks.set_clip_on(True)
            marks.set_clip_path(*self._left_of(clip_at))

    def _left_of(self, place: Any) -> tuple[Path, Any]:
        """Return the left half of a drawing's box at a place, in whatever resolution is drawn."""
        left, bottom, right, top = _units(self.drawing)
        half = Rectangle((left, bottom), (right - left) / 2, top - bottom)
        figure = self.axes.get_figure()
        assert figure is not None  # noqa: S101 - axes that are drawn on are in one
        inches = (
            Affine2D().scale(self.radius_pt / 72) + figure.dpi_scale_trans
        )
        where: Any = self.where
        shift = ScaledTranslation(place[0], place[1], where)
        return half.get_path().transformed(
            half.get_patch_transform()
        ), inches + shift


@lru_cache(maxsize=4096)
def part_path(drawing: Drawing, at: int) -> Path:
    """Return one part of a drawing as a path in radii, y upwards."""
    part = drawing.parts[at]
    path = path_from_data(part.d) if part.d else _letters(part)
    x, y = drawing.anchor
    moved = (
        Affine2D()
        .translate(-x, -y)
        .scale(1 / drawing.reach, -1 / drawing.reach)
    )
    return moved.transform_path(path)


def _letters(part: Part) -> Path:
    """Return letters as their outlines, y downwards as the drawing has it."""
    font = FontProperties(
        family=_LETTERS, weight="bold" if part.is_bold else "normal"
    )
    text = TextPath(
        (0, 0), part.text, size=part.size, prop=font, usetex=False
    )
    width = text.get_extents().width
    shift = {"start": 0.0, "middle": width / 2, "end": width}[part.align]
    return (
        Affine2D()
        .translate(-shift, 0)
        .scale(1, -1)
        .translate(part.x, part.y)
        .transform_path(text)
    )


def _units(drawing: Drawing) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a drawing in radii from its anchor, y upwards."""
    (left, top, right, bottom), (x, y) = drawing.box, drawing.anchor
    reach = drawing.reach
    return (
        (left - x) / reach,
        (y - bottom) / reach,
        (right - x) / reach,
        (y - top) / reach,
    )


def _box_path(drawing: Drawing) -> Path:
    left, bottom, right, top = _units(drawing)
    corners = [
        (left, bottom),
        (right, bottom),
        (right, top),
        (left, top),
        (left, bottom),
    ]
    return Path(corners, closed=True)
