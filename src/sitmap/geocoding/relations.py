# ruff: noqa: RUF001 - dashes part the ends of a road; the words are those of tables
"""Where a spot is relative to a named place: "15 km NE of", "near", "between A and B"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

_COMPASS: Final = (
    "north n",
    "nne north-northeast",
    "northeast ne",
    "ene east-northeast",
    "east e",
    "ese east-southeast",
    "southeast se",
    "sse south-southeast",
    "south s",
    "ssw south-southwest",
    "southwest sw",
    "wsw west-southwest",
    "west w",
    "wnw west-northwest",
    "northwest nw",
    "nnw north-northwest",
)
# between two of the sixteen points of the compass
_SECTOR_DEG: Final = 22.5
_BEARINGS: Final = {
    name.replace("-", ""): _SECTOR_DEG * step
    for step, names in enumerate(_COMPASS)
    for name in names.split()
}

# metres
_KILOMETRE: Final = 1_000.0
# metres, as agreed in 1959
_MILE: Final = 1_609.344
# metres, as agreed in 1929
_NAUTICAL_MILE: Final = 1_852.0
_UNITS_M: Final = {
    **dict.fromkeys(
        [
            "km",
            "kms",
            "kilometer",
            "kilometre",
            "kilometers",
            "kilometres",
            "км",
        ],
        _KILOMETRE,
    ),
    **dict.fromkeys(["mi", "mile", "miles"], _MILE),
    **dict.fromkeys(["m", "meter", "metre", "meters", "metres", "м"], 1.0),
    **dict.fromkeys(["nm", "nmi", "nautical"], _NAUTICAL_MILE),
}
_UNIT: Final = (
    r"nautical miles?|naut\.? miles?|n\.m\.|nmi|nm|kms?|kilomet(?:er|re)s?|miles?|mi|"
    r"met(?:er|re)s?|m|км|м"
)

_DIRECTION: Final = (
    r"(?:north|south|east|west)(?:[- ]?(?:north|south|east|west))?"
    r"(?:[- ]?(?:east|west))?"
)
_SHORT: Final = r"(?:[ns][ns]?[ew]|[ew][ns][ew]|[nsew])"
_ABOUT: Final = (
    r"(?:about|some|approximately|approx\.?|around|roughly|nearly|over|within|"
    r"ca\.?|c\.|~)?\s*"
)
_AWAY: Final = r"(?:from|off|away from|outside|offshore from|off the coast of|offshore)"


def ignoring_case(text: str) -> re.Pattern[str]:
    """Compile a pattern of words that people write in any case."""
    return re.compile(text, re.IGNORECASE)


_DISTANCE: Final = ignoring_case(
    rf"^{_ABOUT}(?P<number>\d+(?:[.,]\d+)?)\s*-?(?P<unit>{_UNIT})\s+"
    rf"(?:(?:to the |in the |due )?(?P<direction>{_DIRECTION}|{_SHORT})(?:ern)?(?:wards?)?"
    rf" (?:of|from|off)|{_AWAY})\s+(?:the (?:coast|port|city|town|village|island) of )?"
    r"(?:the )?(?P<rest>.+)$"
)
_TOWARDS: Final = ignoring_case(
    rf"^(?:just |immediately |further |due )?(?:to the )?(?P<direction>{_DIRECTION})"
    r" (?:of|from) (?:the )?(?P<rest>.+)$"
)
_PART_OF: Final = ignoring_case(
    rf"^(?:the )?(?P<direction>{_DIRECTION})(?:ern)? "
    r"(?:parts?|sides?|outskirts|suburbs?|areas?|edges?|districts?|sectors?|"
    r"neighbou?rhoods?|entrance|approaches|countryside) (?:of|to) (?:the )?(?P<rest>.+)$"
)
_PART: Final = ignoring_case(
    rf"^(?P<direction>{_DIRECTION})(?:ern)?[- ](?P<rest>.+)$"
)
_PART_AFTER: Final = ignoring_case(
    rf"^(?P<rest>.+?)[ ,]+\(?(?P<direction>{_DIRECTION})\)?$"
)
_MIDDLE: Final = ignoring_case(
    r"^(?:downtown|central|inner|(?:the )?cent(?:er|re) of|old|mid) (?P<rest>.+)$"
)
_NEAR_WORDS: Final = (
    r"near(?:by)?(?: to)?|close to|next to|not far from|around|off(?: the coast of)?|"
    r"outside(?: of)?|towards?|along|at|on|by|from|"
    r"біля|поблизу|неподалік від|під|возле|около|близ|вблизи|под|kod|blizu|u blizini|код|близу|"
    r"pranë|afër|près de|pres de|à côté de|aux environs de|aux alentours de|autour de|"
    r"cerca de|cerca del|junto a|perto de|próximo a|nahe|bei|بالقرب من|قرب|محيط|جوار"
)
_NEAR: Final = ignoring_case(
    rf"^(?:in )?(?:the )?(?:{_NEAR_WORDS}|"
    r"(?:general )?(?:vicinity|surroundings|environs|area|areas|countryside|neighbou?rhood|"
    r"outskirts|suburbs?|periphery|edge|direction|coast|waters|hinterland) (?:of|around|near))"
    r"\s+(?:the )?(?P<rest>.+)$"
)
_NEAR_AFTER: Final = ignoring_case(
    r"^(?P<rest>.+?) (?:area|areas|surroundings|vicinity|outskirts|suburbs|countryside|environs|"
    r"direction|axis|front|coast|sector)$"
)
_BETWEEN: Final = ignoring_case(
    r"^(?P<what>.*?)\bbetween (?:the )?(?P<one>.+?) and (?:the )?(?P<two>.+)$"
)
_ROAD: Final = ignoring_case(
    r"^(?:the )?(?P<one>[^-–—/]+?)\s*(?:[–—/]|-| to )\s*(?P<two>[^-–—/]+?)\s+"
    r"(?:main )?(?:road|highway|motorway|route|axis|railway|line)$"
)
_FROM_TO: Final = ignoring_case(
    r"^(?:the )?(?:[\w\d-]+ )?(?:road|highway|motorway|route|railway|axe|route nationale)\b"
    r"(?: from| linking| connecting)? (?P<one>.+?)(?: to | and |\s*[–—-]\s*)(?P<two>.+)$"
)
_ON_ROAD: Final = ignoring_case(
    r"^(?:stretch of )?(?:the )?.*\b(?:road|highway|motorway|route) "
    r"(?:to|towards|near|in|at) (?P<rest>.+)$"
)


@dataclass(frozen=True, slots=True)
class Offset:
    """Where the spot is relative to the named place.

    Attributes
    ----------
    relation
        ``near``, ``part`` (of it), ``towards`` (outside it, distance unknown), ``distance`` or
        ``between``.
    bearing
        Degrees from north, or None.
    distance_m
        Metres, or None.
    """

    relation: str
    bearing: float | None = None
    distance_m: float | None = None


class Relation(NamedTuple):
    """An offset, the words for the place it starts from, and for the other end of a road."""

    offset: Offset
    rest: str
    other: str = ""


def read_relation(text: str) -> Relation | None:
    """Read what is told relative to another place; None for a place that is named itself.

    Examples
    --------
    >>> relation = read_relation("57 nautical miles south of Aden")
    >>> relation.rest, relation.offset.bearing, relation.offset.distance_m
    ('Aden', 180.0, 105564.0)
    """
    if (
        match := _BETWEEN.match(text)
        or _ROAD.match(text)
        or _FROM_TO.match(text)
    ):
        return Relation(Offset("between"), match["one"], match["two"])
    if match := _DISTANCE.match(text):
        metres = float(match["number"].replace(",", ".")) * _metres(
            match["unit"]
        )
        offset = Offset("distance", bearing_of(match["direction"]), metres)
        return Relation(offset, match["rest"])
    for pattern, relation in ((_PART_OF, "part"), (_TOWARDS, "towards")):
        if match := pattern.match(text):
            return Relation(
                Offset(relation, bearing_of(match["direction"])),
                match["rest"],
            )
    if (
        match := _NEAR.match(text)
        or _NEAR_AFTER.match(text)
        or _ON_ROAD.match(text)
    ):
        return Relation(Offset("near"), match["rest"])
    return None


def read_part(text: str) -> Relation | None:
    """Read "northern Aleppo" and "Mitrovica (north)" as a part of a place.

    Examples
    --------
    >>> read_part("northern Aleppo").offset
    Offset(relation='part', bearing=0.0, distance_m=None)
    """
    if match := _MIDDLE.match(text):
        return Relation(Offset("part"), match["rest"])
    if match := _PART.match(text) or _PART_AFTER.match(text):
        return Relation(
            Offset("part", bearing_of(match["direction"])), match["rest"]
        )
    return None


def bearing_of(words: str | None) -> float | None:
    """Return the bearing that a direction names, in degrees from north; None for other words.

    Examples
    --------
    >>> bearing_of("north-east"), bearing_of("SSW"), bearing_of("Aleppo")
    (45.0, 202.5, None)
    """
    return (
        _BEARINGS.get(re.sub(r"[- ]", "", words.casefold()))
        if words
        else None
    )


def _metres(unit: str) -> float:
    word = unit.casefold()
    if word[0] == "n":
        return _NAUTICAL_MILE
    return _UNITS_M[word]
