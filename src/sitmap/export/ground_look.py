"""How the ground looks on paper: the page's light colours, widths and dashes.

Kept in step with ``src/sitmap/web/src/layers/ground/look.js``; the tests compare them.
"""

from __future__ import annotations

from typing import Final

COLOURS: Final = {
    "forest": "#e4ebdc",
    "green": "#e6eedd",
    "builtup": "#efe9df",
    "industrial": "#ebe6e6",
    "airfield": "#ebe9ef",
    "military": "#f0e6e0",
    "water": "#d3e1e9",
    "building": "#ddd5c8",
    "stream": "#b9d0dd",
    "canal": "#b3cbd8",
    "river": "#a9c5d5",
    "municipality": "#c3b8cb",
    "district": "#ab9db6",
    "border": "#857a8c",
    "path": "#c7b99f",
    "track": "#cdbf9f",
    "service": "#ffffff",
    "street": "#ffffff",
    "runway": "#cfccd6",
    "rail": "#a7a29b",
    "tertiary": "#ffffff",
    "secondary": "#fdf3d6",
    "primary": "#fbe3b3",
    "trunk": "#f7cf9c",
    "motorway": "#f0b98c",
}
CASING: Final = "#cfc5b4"
BARE: Final = "#d6cdbe"
"""Of a road too thin for a casing, in place of white."""

EDGE: Final = "#c9bfb0"
WORDS: Final = {"words": "#6f675b", "watery": "#5f86a0", "sign": "#5d6a76"}
"""Colours of names, of waters' names, and of signs."""

_WIDTHS: Final = {
    "stream": (0.4, 0.7, 1.6),
    "canal": (0.5, 1, 2.6),
    "river": (0.9, 1.8, 5),
    "municipality": (0.5, 0.8, 1.2),
    "district": (0.8, 1.2, 1.8),
    "border": (1.1, 1.6, 2.6),
    "path": (0.4, 0.7, 1.3),
    "track": (0.4, 0.8, 1.8),
    "service": (0.4, 0.7, 3.4),
    "street": (0.4, 0.8, 6),
    "runway": (0.8, 2, 14),
    "rail": (0.5, 0.9, 2),
    "tertiary": (0.6, 1.6, 7),
    "secondary": (0.8, 2.2, 8.5),
    "primary": (1, 2.8, 10),
    "trunk": (1.3, 3.2, 11),
    "motorway": (1.5, 3.6, 12),
}
"""Pixels at zooms 8, 12 and 16; between them the width grows evenly."""

_FAR, _MIDDLE, _STEPS = 8, 12, 4
# points; printers drop finer lines
_THINNEST: Final = 0.35

DASHES: Final = {
    "path": (3, 2.5),
    "track": (6, 3),
    "municipality": (4, 3),
    "district": (7, 3, 1.5, 3),
    "border": (9, 3, 2, 3),
}
CASED: Final = frozenset(
    {
        "service",
        "street",
        "tertiary",
        "secondary",
        "primary",
        "trunk",
        "motorway",
    }
)
WORDS_FROM: Final = {
    "river": 11,
    "canal": 13,
    "stream": 14,
    "street": 15,
    "service": 16,
    "tertiary": 14,
    "secondary": 13,
    "primary": 13,
    "trunk": 13,
    "motorway": 13,
    "path": 16,
    "track": 16,
}
"""From which zoom the words along a line are written."""


def width_of(kind: str, zoom: float) -> float:
    """Return the width of a line in pixels.

    Examples
    --------
    >>> width_of("primary", 12), width_of("primary", 16)
    (2.8, 10.0)
    """
    far, middle, near = _WIDTHS[kind]
    if zoom < _MIDDLE:
        return max(_THINNEST, far + (middle - far) * (zoom - _FAR) / _STEPS)
    return float(middle * (near / middle) ** ((zoom - _MIDDLE) / _STEPS))
