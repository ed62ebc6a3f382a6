"""How incidents look: symbols and colours, for the page, figures and GIS files alike.

Shapes are drawn by ``src/sitmap/web/src/shapes.js`` and by figures; which incident has which look
is said here alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitmap.layers.drawings import Drawing


@dataclass(frozen=True, order=True, slots=True)
class Look:
    """How a category looks; categories are drawn in the order of their rank.

    A symbol that is drawn from paths has its name as `shape`.
    """

    rank: int
    shape: str
    colour: str
    dark: str
    drawing: Drawing | None = field(default=None, compare=False, repr=False)


KNOWN_TYPES: Final = (
    "Battles",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Protests",
    "Riots",
    "Strategic developments",
)
SHAPES: Final = (
    "diamond",
    "burst",
    "triangle",
    "circle",
    "square",
    "hexagon",
    "triangle-down",
    "pentagon",
    "bar",
    "star",
    "octagon",
    "dot",
)
"""By symbol number; the first six are those of `KNOWN_TYPES`, the last is no type."""

SYMBOL_COLOURS: Final = (
    "#c8501b",
    "#dd9500",
    "#8b2f74",
    "#3f9ad6",
    "#0b5c9e",
    "#3c7d5c",
    "#a0693a",
    "#6a4fb3",
    "#b8405e",
    "#4c8a8a",
    "#7d7a2c",
    "#6b7280",
)
"""After Okabe and Ito (https://jfly.uni-koeln.de/color/), by symbol number."""

SYMBOL_COLOURS_DARK: Final = (
    "#ec7340",
    "#f0b23a",
    "#d181bd",
    "#72bdf0",
    "#4f8fd0",
    "#62b38b",
    "#c99263",
    "#a391e0",
    "#e2778f",
    "#76b8b8",
    "#b7b35c",
    "#9ca3af",
)
"""The same on a dark page."""

LOOKS: Final = tuple(
    Look(*told)
    for told in zip(
        range(12), SHAPES, SYMBOL_COLOURS, SYMBOL_COLOURS_DARK, strict=True
    )
)
"""By symbol number."""

NO_LOOK: Final = LOOKS[-1]
"""A grey dot: no type, or one too many."""

COLOURS: Final = {
    "sea": "#dbe5ea",
    "land": "#f8f6f1",
    "coast": "#a9bcc6",
    "border": "#a39b8d",
    "district": "#c4bdb0",
    "disputed": "#8d8477",
    "lake": "#dbe5ea",
    "river": "#b3cbd8",
    "label": "#3a3a37",
    "countryLabel": "#857d70",
    "waterLabel": "#6b8ea3",
    "paper": "#ffffff",
    "ink": "#1d2730",
    "muted": "#5c6670",
    "outline": "#ffffff",
    "presence": "#243b5a",
}
"""The page's light colours."""

RAMP: Final = (
    "#fbe3a2",
    "#f8c173",
    "#f0985a",
    "#dc6b59",
    "#b54168",
    "#7c2370",
    "#3d0f55",
)
"""From few to many, ever darker: the page's light colours of counts."""

HOLLOW: Final = frozenset(
    {"claimed", "disputed", "denied", "planned", "threatened", "historical"}
)
"""Statuses whose symbol isn't filled."""

_ALIKE: Final = {
    "State-based conflict": 0,
    "One-sided violence": 2,
    "Non-state conflict": 4,
}


def assign_looks(types: Iterable[str]) -> dict[str, Look]:
    """Give each event type its look: ACLED's six always the same, others as they come.

    Examples
    --------
    >>> [look.shape for look in assign_looks(["Riots", "Flood", "Battles"]).values()]
    ['square', 'triangle-down', 'diamond']
    """
    return {
        name: LOOKS[number]
        for name, number in assign_symbols(types).items()
    }


def assign_symbols(types: Iterable[str]) -> dict[str, int]:
    """Give each event type its symbol number, as the page does.

    Types of one's own have the five that ACLED's leave, and then what ACLED's types that aren't
    there would have; one too many is a grey dot.

    Examples
    --------
    >>> assign_symbols(["Riots", "Flood", "Battles"])
    {'Riots': 4, 'Flood': 6, 'Battles': 0}
    """
    listed = list(types)
    alike = {} if set(listed) & set(KNOWN_TYPES) else _ALIKE
    known = {name: at for at, name in enumerate(KNOWN_TYPES)} | alike
    taken = {known[one] for one in listed if one in known}
    rest = len(SHAPES) - 1
    usual = range(len(KNOWN_TYPES))
    free = iter([*range(len(usual), rest), *(set(usual) - taken)])
    return {
        one: known[one] if one in known else next(free, rest)
        for one in dict.fromkeys(listed)
    }
