"""How incidents look outside the page: the page's symbols and colours, for figures and GIS files.

Kept in step with ``src/sitmap/web/src/symbols.js``, ``shapes.js`` and ``theme.js``; the tests
compare them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitmap.layers.categories import Look

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["COLOURS", "HOLLOW", "RAMP", "SHAPES", "SYMBOL_COLOURS", "assign_symbols", "look_of"]

KNOWN_TYPES: Final = (
    "Battles",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Protests",
    "Riots",
    "Strategic developments",
)
SHAPES: Final = (
    "diamond", "burst", "triangle", "circle", "square", "hexagon", "triangle-down", "pentagon", "bar", "star",
    "octagon", "dot",
)  # fmt: skip
"""By symbol number; the first six are ACLED's types in the order of `KNOWN_TYPES`, the last is no type."""

SYMBOL_COLOURS: Final = (
    "#c8501b", "#dd9500", "#8b2f74", "#3f9ad6", "#0b5c9e", "#3c7d5c", "#a0693a", "#6a4fb3", "#b8405e", "#4c8a8a",
    "#7d7a2c", "#6b7280",
)  # fmt: skip
"""After Okabe and Ito (https://jfly.uni-koeln.de/color/), by symbol number."""

COLOURS: Final = {
    "sea": "#dbe5ea", "land": "#f8f6f1", "coast": "#a9bcc6", "border": "#a39b8d", "disputed": "#8d8477",
    "lake": "#dbe5ea",
    "river": "#b3cbd8", "label": "#3a3a37", "countryLabel": "#857d70", "waterLabel": "#6b8ea3", "paper": "#ffffff",
    "ink": "#1d2730", "muted": "#5c6670", "outline": "#ffffff", "presence": "#243b5a",
}  # fmt: skip
"""The page's light colours."""

RAMP: Final = ("#fbe3a2", "#f8c173", "#f0985a", "#dc6b59", "#b54168", "#7c2370", "#3d0f55")
"""From few to many, ever darker: the page's light colours of counts."""

HOLLOW: Final = frozenset({"claimed", "disputed", "denied", "planned", "threatened", "historical"})
"""Statuses whose symbol isn't filled."""

_ALIKE: Final = {"State-based conflict": 0, "One-sided violence": 2, "Non-state conflict": 4}


def look_of(symbol: int | Look) -> Look:
    """Return shape and colour of a symbol number; a category has its own."""
    if isinstance(symbol, Look):
        return symbol
    return Look(symbol, SHAPES[symbol], SYMBOL_COLOURS[symbol], "")


def assign_symbols(types: Iterable[str]) -> dict[str, int]:
    """Give each event type its symbol number, as the page does.

    Examples
    --------
    >>> assign_symbols(["Riots", "Flood", "Battles"])
    {'Riots': 4, 'Flood': 6, 'Battles': 0}
    """
    listed = list(types)
    alike = {} if set(listed) & set(KNOWN_TYPES) else _ALIKE
    symbols: dict[str, int] = {}
    rest = len(SHAPES) - 1
    following = len(KNOWN_TYPES)
    for one in listed:
        if one in KNOWN_TYPES:
            symbols[one] = KNOWN_TYPES.index(one)
        elif one in alike:
            symbols[one] = alike[one]
        else:
            symbols[one] = min(following, rest)
            following += 1
    return symbols
