"""Symbols that are drawn from paths: the same path data on the page and on paper.

A drawing is plain data. Its paths hold absolute commands alone (M, L, H, V, C, Q, Z), its colours
are ``#rrggbb`` or say a part that the symbol's look fills in, and both are checked here and again
by the page (``src/sitmap/web/src/drawings.js``), so that nothing in it can be more than a drawing.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitmap.layers.looks import Look

FILL: Final = "fill"
"""The look's colour, or the paper's where a symbol is hollow."""

GLYPH: Final = "glyph"
"""The paper's colour, or the look's where a symbol is hollow."""

LINE: Final = "line"
"""The look's colour, always."""

OUTLINE: Final = "outline"
"""What keeps a symbol apart from the ground."""

_TOKENS: Final = frozenset({FILL, GLYPH, LINE, OUTLINE})
_PATH: Final = re.compile(r"[MLHVCQZ0-9 .,e-]*")
_HEX: Final = re.compile(r"#[0-9a-f]{6}")
_ALIGNED: Final = frozenset({"start", "middle", "end"})


@dataclass(frozen=True, slots=True)
class Part:
    """A path or a few letters; without a fill or a stroke it hasn't one.

    Attributes
    ----------
    d
        Path data of absolute commands.
    fill, stroke
        ``#rrggbb``, `FILL`, `GLYPH`, `LINE` or `OUTLINE`.
    width, dashes
        Of the stroke, in the drawing's units.
    text, x, y, size, align, is_bold
        Letters in place of a path: where their baseline begins, is in the middle or ends.
    """

    d: str = ""
    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    dashes: tuple[float, ...] = ()
    text: str = ""
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0
    align: str = "start"
    is_bold: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no drawing."""
        if not _PATH.fullmatch(self.d) or self.align not in _ALIGNED:
            raise InputError(f"a drawing's path is none: {self.d[:80]!r}")
        for colour in (self.fill, self.stroke):
            if (
                colour
                and colour not in _TOKENS
                and not _HEX.fullmatch(colour)
            ):
                raise InputError(
                    f"a drawing's colour is none: {colour[:80]!r}"
                )


@dataclass(frozen=True, slots=True)
class Drawing:
    """A symbol from paths, y downwards.

    Attributes
    ----------
    name
        What looks of it have as their shape.
    box
        Left, top, right, bottom of all that is drawn.
    anchor
        The point of it that stands on the place.
    reach
        Units that are as long as a symbol's radius.
    parts
        Paths, the lowest first.
    """

    name: str
    box: tuple[float, float, float, float]
    anchor: tuple[float, float]
    reach: float
    parts: tuple[Part, ...]

    @property
    def half(self) -> float:
        """Half of its longer side, in radii."""
        left, top, right, bottom = self.box
        return max(right - left, bottom - top) / 2 / self.reach

    @property
    def middle(self) -> tuple[float, float]:
        """How far the middle of its box is from its anchor, in radii, y downwards."""
        (left, top, right, bottom), (x, y) = self.box, self.anchor
        return ((left + right) / 2 - x) / self.reach, (
            (top + bottom) / 2 - y
        ) / self.reach


def drawing_settings(looks: Iterable[Look]) -> dict[str, object]:
    """Return each drawing of some looks once, by its name, as plain values for the page.

    Examples
    --------
    >>> from sitmap.layers.looks import LOOKS
    >>> drawing_settings(LOOKS)
    {}
    """
    used = {
        look.drawing.name: look.drawing
        for look in looks
        if look.drawing is not None
    }
    return {name: _plain(drawing) for name, drawing in used.items()}


def _plain(drawing: Drawing) -> dict[str, object]:
    parts = [
        {
            name: value
            for name, value in asdict(part).items()
            if value not in ("", 0.0, (), False)
        }
        for part in drawing.parts
    ]
    told = {
        "box": drawing.box,
        "anchor": drawing.anchor,
        "reach": drawing.reach,
    }
    return {**told, "parts": parts}
