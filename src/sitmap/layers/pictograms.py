"""Pictograms of our own drawing for kinds of incidents, on a grid of 24 units.

Each is a tile in the colour of its category with a white glyph. A value gets the pictogram whose
list names it, else the one that one of its words means; a value of neither keeps its usual mark.
"""

from __future__ import annotations

import re
from typing import Final

from sitmap.layers.drawings import FILL, GLYPH, LINE, OUTLINE, Drawing, Part

# of the square that pictograms are drawn in
_SIDE: Final = 24.0
_REACH: Final = 10.5  # units to a symbol's radius: the tile is a little larger than a circle's
_EDGE: Final = 0.8  # of the grid outside the tile and its outline
# width of their lines, in units of that square
_PEN: Final = 1.9
_TILE: Final = (
    "M5 1.5 H19 C21 1.5 22.5 3 22.5 5 V19 C22.5 21 21 22.5 19 22.5 "
    "H5 C3 22.5 1.5 21 1.5 19 V5 C1.5 3 3 1.5 5 1.5 Z"
)
# of a radius: what makes a quarter of a circle of a cubic curve
_ROUND: Final = 0.5523


def _shape(d: str) -> Part:
    return Part(d, fill=GLYPH)


def _hole(d: str) -> Part:
    return Part(d, fill=FILL)


def _line(d: str, width: float = _PEN) -> Part:
    return Part(d, stroke=GLYPH, width=width)


def _cut(d: str, width: float = 1.4) -> Part:
    return Part(d, stroke=FILL, width=width)


def _circle(x: float, y: float, r: float) -> str:
    c = r * _ROUND
    quarters = (
        (x + c, y - r, x + r, y - c, x + r, y),
        (x + r, y + c, x + c, y + r, x, y + r),
        (x - c, y + r, x - r, y + c, x - r, y),
        (x - r, y - c, x - c, y - r, x, y - r),
    )
    curves = " ".join(
        "C" + " ".join(f"{value:g}" for value in one) for one in quarters
    )
    return f"M{x:g} {y - r:g} {curves} Z"


def _wave(y: float) -> Part:
    first = f"M4 {y:g} C5.5 {y - 3:g} 7.5 {y - 3:g} 9.3 {y:g}"
    second = f"C11 {y + 3:g} 13 {y + 3:g} 14.7 {y:g}"
    return _line(
        f"{first} {second} C16.5 {y - 3:g} 18.5 {y - 3:g} 20 {y:g}"
    )


_GLYPHS: Final[dict[str, tuple[Part, ...]]] = {
    "battle": (
        _line("M6 5 L19.3 18.3"),
        _line("M18 5 L4.7 18.3"),
        _line("M14 18.7 L19.5 13.2"),
        _line("M10 18.7 L4.5 13.2"),
    ),
    "explosion": (
        _shape(
            "M12 3.6 L13.5 8.3 L17.9 6.1 L15.7 10.5 L20.4 12 L15.7 13.5 L17.9 17.9 L13.5 15.7 "
            "L12 20.4 L10.5 15.7 L6.1 17.9 L8.3 13.5 L3.6 12 L8.3 10.5 L6.1 6.1 L10.5 8.3 Z"
        ),
    ),
    "air-strike": (
        _shape(
            "M12 3.5 L13.3 6 V9.8 L20.3 14 V16 L13.3 13.9 V17.4 L15.6 19.1 V20.4 L12 19.4 "
            "L8.4 20.4 V19.1 L10.7 17.4 V13.9 L3.7 16 V14 L10.7 9.8 V6 Z"
        ),
    ),
    "shelling": (
        _shape(
            "M12 3.5 C14.6 6 15.6 8.7 15.6 11.8 V16.6 H8.4 V11.8 C8.4 8.7 9.4 6 12 3.5 Z"
        ),
        _shape("M7.4 17.9 H16.6 V20.3 H7.4 Z"),
    ),
    "mine": (
        _shape("M4 16 C4 10.8 8 8.6 12 8.6 C16 8.6 20 10.8 20 16 Z"),
        _shape("M3.5 17.3 H20.5 V19.5 H3.5 Z"),
        _line("M12 9 V4.3"),
        _line("M7.2 10 L5 6.6"),
        _line("M16.8 10 L19 6.6"),
    ),
    "attack-on-civilians": (
        _shape(_circle(12, 6.6, 2.5)),
        _shape(
            "M8 20.3 V14 C8 11.6 9.6 10.2 12 10.2 C14.4 10.2 16 11.6 16 14 V20.3 Z"
        ),
        _line("M3.8 8 L6.6 10.6", 1.7),
        _line("M3.6 15 H6.4", 1.7),
        _line("M20.2 8 L17.4 10.6", 1.7),
        _line("M20.4 15 H17.6", 1.7),
    ),
    "detention": (
        _line(_circle(7.8, 13.6, 3.6)),
        _line(_circle(16.2, 13.6, 3.6)),
        _line("M8.6 10 C9.4 6.4 14.6 6.4 15.4 10"),
    ),
    "protest": (
        _shape("M4.6 4 H19.4 V13.4 H4.6 Z"),
        _line("M12 13 V20.6", 2.2),
        _cut("M7.2 7.2 H16.8"),
        _cut("M7.2 10.2 H14"),
    ),
    "fire": (
        _shape(
            "M12.3 3.4 C13 7 17.7 9 17.7 14 C17.7 17.8 15.2 20.4 12 20.4 C8.8 20.4 6.3 17.8 "
            "6.3 14 C6.3 11.9 7.3 10.4 8.6 9.2 C8.9 11 9.7 11.9 10.6 12.1 C10 9 10.8 6 12.3 3.4 Z"
        ),
        _hole(
            "M12 13.4 C12.5 15 14.1 15.5 14.1 17.1 C14.1 18.4 13.2 19.2 12 19.2 "
            "C10.8 19.2 9.9 18.4 9.9 17.1 C9.9 15.8 11.4 15 12 13.4 Z"
        ),
    ),
    "flag": (
        _line("M6.6 3.8 V20.4"),
        _shape("M7.4 4.3 H18.9 L16.2 8.3 L18.9 12.3 H7.4 Z"),
    ),
    "agreement": (
        _shape("M6.2 3.8 H14.6 L17.8 7 V20.2 H6.2 Z"),
        _cut("M8.8 8 H12.6"),
        _cut("M8.6 13.8 L11.1 16.4 L15.4 11", 1.7),
    ),
    "damage": (
        _shape("M12 3.8 L20.6 11 H18.2 V20 H5.8 V11 H3.4 Z"),
        _cut("M12.4 5.6 L10.4 10.6 L13.6 13.4 L11.2 20", 1.5),
    ),
    "camp": (
        _shape("M12 4.6 L21 19.6 H3 Z"),
        _hole("M12 12.2 L15.6 19.6 H8.4 Z"),
    ),
    "shield": (
        _shape(
            "M12 3.6 L19 6.2 V12 C19 16 16.1 19 12 20.6 C7.9 19 5 16 5 12 V6.2 Z"
        ),
        _cut("M8.4 12 L11.2 14.8 L15.8 9.4", 1.8),
    ),
    "flood": (_wave(7.4), _wave(12.2), _wave(17.0)),
    "earthquake": (
        _line("M3.4 12.4 H7 L9.2 6 L12.2 18.6 L15 8.6 L16.6 12.4 H20.6"),
    ),
    "displacement": (
        _shape(_circle(8.6, 6.4, 2.4)),
        _shape(
            "M5 20.2 V13.6 C5 11.2 6.5 9.8 8.6 9.8 C10.7 9.8 12.2 11.2 12.2 13.6 V20.2 Z"
        ),
        _line("M13.6 14 H18"),
        _shape("M17 10.4 L21.2 14 L17 17.6 Z"),
    ),
    "road-block": (
        _shape("M3.4 7.6 H20.6 V13 H3.4 Z"),
        _cut("M6.4 13 L9.6 7.6", 1.7),
        _cut("M11 13 L14.2 7.6", 1.7),
        _cut("M15.6 13 L18.8 7.6", 1.7),
        _line("M6.4 13 V20"),
        _line("M17.6 13 V20"),
    ),
    "aid": (
        _shape("M4.2 8.2 L12 4.4 L19.8 8.2 V16.6 L12 20.6 L4.2 16.6 Z"),
        _cut("M4.2 8.2 L12 12 L19.8 8.2"),
        _cut("M12 12 V20.6"),
    ),
    "health": (
        _shape(
            "M6.8 5 H10 V10.4 H14 V5 H17.2 V19 H14 V13.4 H10 V19 H6.8 Z"
        ),
    ),
    "power": (_shape("M13.8 3.4 L6 13.4 H11 L9.6 20.6 L18 10.2 H12.6 Z"),),
}

_NAMED: Final = {
    "battle": (
        "Battles",
        "Armed clash",
        "State-based conflict",
        "Non-state conflict",
    ),
    "explosion": (
        "Explosions/Remote violence",
        "Suicide bomb",
        "Grenade",
        "Chemical weapon",
    ),
    "air-strike": ("Air/drone strike",),
    "shelling": ("Shelling/artillery/missile attack",),
    "mine": ("Remote explosive/landmine/IED",),
    "attack-on-civilians": (
        "Violence against civilians",
        "One-sided violence",
        "Attack",
        "Sexual violence",
        "Excessive force against protesters",
    ),
    "detention": ("Abduction/forced disappearance", "Arrests"),
    "protest": (
        "Protests",
        "Peaceful protest",
        "Protest with intervention",
    ),
    "fire": ("Riots", "Violent demonstration", "Mob violence"),
    "flag": (
        "Strategic developments",
        "Government regains territory",
        "Non-state actor overtakes territory",
        "Non-violent transfer of territory",
    ),
    "agreement": ("Agreement",),
    "camp": ("Headquarters or base established",),
    "shield": ("Disrupted weapons use",),
    "damage": ("Looting/property destruction",),
}
"""The event types and sub-event types of the incident table (`sitmap.vocabulary`), and UCDP's."""

_MEANT: Final = {
    "battle": "battle battles clash clashes combat fighting firefight skirmish ambush",
    "explosion": "explosion explosions blast bomb bombing grenade",
    "air-strike": "air airstrike airstrikes drone drones uav aircraft helicopter",
    "shelling": "shelling artillery missile missiles rocket rockets mortar howitzer",
    "mine": "mine mines landmine ied uxo",
    "attack-on-civilians": "civilians killing massacre assault",
    "detention": "abduction kidnapping kidnap arrest arrests detention detained hostage",
    "protest": "protest protests demonstration rally march",
    "fire": "riot riots arson fire wildfire unrest",
    "agreement": "agreement ceasefire treaty talks negotiation",
    "camp": "camp camps base barracks shelter",
    "damage": "looting destruction damage demolition",
    "flood": "flood floods flooding tsunami",
    "earthquake": "earthquake quake seismic",
    "displacement": "displacement displaced evacuation refugees idp idps migration",
    "road-block": "roadblock roadblocks blockade barricade barricades checkpoint checkpoints",
    "aid": "aid food relief convoy humanitarian distribution",
    "health": "health hospital clinic medical cholera epidemic outbreak",
    "power": "power electricity grid energy blackout",
}
_OF_NAME: Final = {
    name.casefold(): glyph
    for glyph, names in _NAMED.items()
    for name in names
}
_OF_WORD: Final = {
    word: glyph for glyph, words in _MEANT.items() for word in words.split()
}


def find_pictogram(value: str) -> Drawing | None:
    """Return the pictogram of a kind of incident, or None where there is none.

    Examples
    --------
    >>> [find_pictogram(value).name for value in ("Battles", "FPV drone", "road: checkpoint")]
    ['pictogram:battle', 'pictogram:air-strike', 'pictogram:road-block']
    >>> find_pictogram("weapon 07") is None
    True
    """
    folded = value.casefold()
    words = re.findall(r"[a-z]+", folded)
    glyph = _OF_NAME.get(folded) or next(
        (_OF_WORD[word] for word in words if word in _OF_WORD), ""
    )
    return _DRAWINGS.get(glyph)


def _draw(name: str, glyph: tuple[Part, ...]) -> Drawing:
    tile = (
        Part(_TILE, stroke=OUTLINE, width=3),
        Part(_TILE, fill=FILL, stroke=LINE, width=1),
    )
    middle, end = _SIDE / 2, _SIDE - _EDGE
    box = (_EDGE, _EDGE, end, end)
    return Drawing(
        f"pictogram:{name}", box, (middle, middle), _REACH, tile + glyph
    )


_DRAWINGS: Final = {
    name: _draw(name, glyph) for name, glyph in _GLYPHS.items()
}
