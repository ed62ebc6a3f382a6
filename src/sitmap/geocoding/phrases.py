# ruff: noqa: RUF001 - regular expressions stay in one line; dashes part the ends of a road
"""Taking a place phrase apart: what is named, of which kind, inside what, and where relative to it.

The grammar is small and in English first, with the kind words that reports carry over from other
languages. Nothing is looked up here: a phrase has readings, and the resolver tries them in turn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from sitmap.gazetteer.kinds import AREAS
from sitmap.geocoding.kindwords import FACILITY_WORDS, PLACE_WORDS, kinds_of_word

__all__ = ["Offset", "Phrase", "parse_part", "parse_phrase"]

_BEARINGS: Final = {
    name: 22.5 * step
    for step, names in enumerate(
        [
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
        ]
    )
    for name in names.split()
}
_DIRECTION: Final = (
    r"(?:north|south|east|west)(?:[- ]?(?:north|south|east|west))?(?:[- ]?(?:east|west))?"
)
_SHORT: Final = r"(?:[ns][ns]?[ew]|[ew][ns][ew]|[nsew])"
_UNIT_M: Final = {"k": 1000.0, "m": 1.0, "i": 1609.344}

_DISTANCE: Final = re.compile(
    rf"^(?:about|some|approximately|approx\.?|around|roughly|nearly|over|ca\.?|~)?\s*"
    rf"(?P<number>\d+(?:[.,]\d+)?)\s*-?(?P<unit>km|kms|kilomet(?:er|re)s?|mi|miles?|m|met(?:er|re)s?)\s+"
    rf"(?:(?:to the |in the )?(?P<direction>{_DIRECTION}|{_SHORT})(?:ern)?(?:ward)? (?:of|from)|(?:from|off|away from|outside))\s+"
    r"(?:the )?(?P<rest>.+)$",
    re.IGNORECASE,
)
_TOWARDS: Final = re.compile(
    rf"^(?:just |immediately |further )?(?:to the )?(?P<direction>{_DIRECTION}) (?:of|from) (?:the )?(?P<rest>.+)$",
    re.IGNORECASE,
)
_PART_OF: Final = re.compile(
    rf"^(?:the )?(?P<direction>{_DIRECTION})(?:ern)? (?:parts?|sides?|outskirts|suburbs?|areas?|edges?|districts?|sectors?|"
    r"neighbou?rhoods?|entrance|approaches|countryside) (?:of|to) (?:the )?(?P<rest>.+)$",
    re.IGNORECASE,
)
_PART: Final = re.compile(rf"^(?P<direction>{_DIRECTION})(?:ern)?[- ](?P<rest>.+)$", re.IGNORECASE)
_PART_AFTER: Final = re.compile(
    rf"^(?P<rest>.+?)[ ,]+\(?(?P<direction>{_DIRECTION})\)?$", re.IGNORECASE
)
_MIDDLE: Final = re.compile(
    r"^(?:downtown|central|inner|(?:the )?cent(?:er|re) of|old|mid) (?P<rest>.+)$", re.IGNORECASE
)
_NEAR: Final = re.compile(
    r"^(?:in )?(?:the )?(?:near(?:by)?(?: to)?|close to|next to|not far from|around|off(?: the coast of)?|outside(?: of)?|towards?|"
    r"(?:general )?(?:vicinity|surroundings|environs|area|areas|countryside|neighbou?rhood|outskirts|suburbs?|periphery|edge|"
    r"direction|coast|waters|hinterland) (?:of|around|near)|along|at|on|by|from)\s+(?:the )?(?P<rest>.+)$",
    re.IGNORECASE,
)
_NEAR_AFTER: Final = re.compile(
    r"^(?P<rest>.+?) (?:area|areas|surroundings|vicinity|outskirts|suburbs|countryside|environs|direction|axis|front|coast|sector)$",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    r"^(?P<what>.*?)\bbetween (?:the )?(?P<one>.+?) and (?:the )?(?P<two>.+)$", re.IGNORECASE
)
_ROAD: Final = re.compile(
    r"^(?:the )?(?P<one>[^-–—/]+?)\s*(?:[–—/]|-| to )\s*(?P<two>[^-–—/]+?)\s+(?:main )?(?:road|highway|motorway|route|axis|railway|line)$",
    re.IGNORECASE,
)
_FROM_TO: Final = re.compile(
    r"^(?:the )?(?:[\w\d-]+ )?(?:road|highway|motorway|route|railway)\b(?: from| linking| connecting)? (?P<one>.+?)(?: to | and |\s*[–—-]\s*)(?P<two>.+)$",
    re.IGNORECASE,
)
_ON_ROAD: Final = re.compile(
    r"^(?:stretch of )?(?:the )?.*\b(?:road|highway|motorway|route) (?:to|towards|near|in|at) (?P<rest>.+)$",
    re.IGNORECASE,
)

_BRACKETS: Final = re.compile(r"\s*[(\[]([^)\]]*)[)\]]?\s*")
_CONTAINED: Final = re.compile(
    r"\s*[,;]\s*(?:in |of )?|\s+(?:in|inside|within)\s+(?:the )?", re.IGNORECASE
)
_PREFIX: Final = re.compile(
    rf"^(?:the )?(?P<word>{PLACE_WORDS})(?:\s+of\s+(?:the )?|\s+)(?P<rest>\S.*)$", re.IGNORECASE
)
_SUFFIX: Final = re.compile(rf"^(?P<rest>.*?\S)[\s-]+(?P<word>{PLACE_WORDS})\.?$", re.IGNORECASE)
_FACILITY: Final = re.compile(
    rf"^(?P<rest>.*?\S)[\s-]+(?P<word>{FACILITY_WORDS})s?$", re.IGNORECASE
)
_FACILITY_OF: Final = re.compile(
    rf"^(?:the )?(?P<word>{FACILITY_WORDS})s?\s+(?:of|in|at|near|on)\s+(?:the )?(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_NOISE: Final = re.compile(
    r"^(?:the|an?|in|at|on|from|of)\s+|[\s\"'“”„«».,;:!?*]+$|^[\s\"'“”„«».,;:!?*-]+", re.IGNORECASE
)
_GENERIC: Final = re.compile(r"\s+(?:international|military|border|administrative)$", re.IGNORECASE)
_UNIT_OF: Final = re.compile(
    rf"^(?P<one>.+? (?:{PLACE_WORDS})) of (?:the )?(?P<two>.+)$", re.IGNORECASE
)
_ASIDE: Final = re.compile(r"^(?:in|near|of|outside)\s+", re.IGNORECASE)
_MAX_DEPTH: Final = 4


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


@dataclass(frozen=True, slots=True)
class Phrase:
    """One reading of a place phrase.

    Attributes
    ----------
    text
        The phrase without brackets, containers and relations: "Hacienda Heights" is a name with its
        kind word.
    name
        The name, without kind words, brackets and containers.
    kinds
        Kinds that the phrase calls it; empty if it doesn't say.
    facility
        The phrase names a thing at a place ("Donetsk airport"): the place alone is not the answer.
    containers
        Names of what holds it, smallest first.
    alternatives
        Other names for the same place.
    offset
        Where the spot is relative to the place.
    other
        The second place of "between A and B".
    """

    text: str
    name: str
    kinds: frozenset[str] = frozenset()
    facility: str = ""
    containers: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    offset: Offset | None = None
    other: Phrase | None = None


def parse_phrase(text: str, depth: int = 0) -> Phrase:
    """Take a place phrase apart.

    Examples
    --------
    >>> phrase = parse_phrase("15 km north-east of Tuzla, Bosnia")
    >>> phrase.name, phrase.containers, phrase.offset.bearing, phrase.offset.distance_m
    ('Tuzla', ('Bosnia',), 45.0, 15000.0)
    >>> parse_phrase("Khuwayn al Kabir village (Tell al-Khuwaiyn)").alternatives
    ('Tell al-Khuwaiyn',)
    """
    text = _trim(" ".join(text.split()))
    return (
        _relative(text, depth)
        or _facility_at(text, depth)
        or _contained(text, depth)
        or _named(text)
    )


def _trim(text: str) -> str:
    while (shorter := _NOISE.sub("", text)) != text and shorter:
        text = shorter
    return text


def _relative(text: str, depth: int) -> Phrase | None:
    """Read what is told relative to another place: the rest is a phrase of its own."""
    if depth > _MAX_DEPTH:
        return None
    if match := _BETWEEN.match(text) or _ROAD.match(text) or _FROM_TO.match(text):
        one, two = parse_phrase(match["one"], depth + 1), parse_phrase(match["two"], depth + 1)
        return replace(
            one, containers=one.containers or two.containers, offset=Offset("between"), other=two
        )
    if match := _DISTANCE.match(text):
        metres = float(match["number"].replace(",", ".")) * _UNIT_M[_unit(match["unit"])]
        offset = Offset("distance", _bearing(match["direction"]), metres)
        return replace(parse_phrase(match["rest"], depth + 1), offset=offset)
    for pattern, relation in ((_PART_OF, "part"), (_TOWARDS, "towards")):
        if match := pattern.match(text):
            return replace(
                parse_phrase(match["rest"], depth + 1),
                offset=Offset(relation, _bearing(match["direction"])),
            )
    if match := _NEAR.match(text) or _NEAR_AFTER.match(text) or _ON_ROAD.match(text):
        return replace(parse_phrase(match["rest"], depth + 1), offset=Offset("near"))
    return None


def parse_part(text: str) -> Phrase | None:
    """Read "northern Aleppo" and "Mitrovica (north)" as a part of a place; whole names like these are tried before.

    Examples
    --------
    >>> parse_part("northern Aleppo").offset
    Offset(relation='part', bearing=0.0, distance_m=None)
    """
    text = _trim(text)
    if match := _MIDDLE.match(text):
        return replace(parse_phrase(match["rest"], 1), offset=Offset("part"))
    if match := _PART.match(text) or _PART_AFTER.match(text):
        return replace(
            parse_phrase(match["rest"], 1), offset=Offset("part", _bearing(match["direction"]))
        )
    return None


def _facility_at(text: str, depth: int) -> Phrase | None:
    """Read "the hospital in Mariupol": the thing is at the place, not inside a container of its own name."""
    match = _FACILITY_OF.match(text) if depth <= _MAX_DEPTH else None
    if match is None:
        return None
    place = parse_phrase(match["rest"], depth + 1)
    return (
        place
        if place.facility
        else replace(place, kinds=kinds_of_word(match["word"]), facility=match["word"].casefold())
    )


def _unit(word: str) -> str:
    return "k" if word[0] in "kK" else "i" if word[:2].lower() == "mi" else "m"


def _bearing(words: str | None) -> float | None:
    if not words:
        return None
    key = re.sub(r"[- ]", "", words.casefold())
    return _BEARINGS.get(key, _BEARINGS.get(key.replace("northnorth", "north-north"), None))


def _contained(text: str, depth: int) -> Phrase | None:
    """Read "Banjska, Zvečan municipality, Kosovo"; commas inside brackets don't count."""
    bare = _BRACKETS.sub(lambda match: " " * len(match[0]), text)
    cut = _CONTAINED.search(bare)
    if depth > _MAX_DEPTH:
        return None
    if cut is None or not cut.start():
        unit = _UNIT_OF.match(text)
        return (
            replace(parse_phrase(unit["one"], depth + 1), containers=(unit["two"],))
            if unit
            else None
        )
    containers = tuple(part for part in map(_trim, _CONTAINED.split(text[cut.end() :])) if part)
    head = parse_phrase(text[: cut.start()], depth + 1)
    return replace(head, containers=(*head.containers, *containers))


def _named(text: str) -> Phrase:
    """Read a name with its brackets, slashes and kind words."""
    inside = [part for part in map(_trim, _BRACKETS.findall(text)) if part]
    outside = _trim(_BRACKETS.sub(" ", text)) or (inside.pop(0) if inside else "")
    first, *others = [part for part in map(_trim, outside.split("/")) if part] or [""]
    name, kinds, facility = _without_kind(first)
    asides = [part for part in inside if _ASIDE.match(part) or _is_unit(part)]
    others += [part for part in inside if part not in asides and _bearing(part) is None]
    return Phrase(
        first,
        name,
        kinds,
        facility,
        containers=tuple(_ASIDE.sub("", part) for part in asides),
        alternatives=tuple(filter(None, (_without_kind(other)[0] for other in others))),
        offset=next(
            (Offset("part", bearing) for part in inside if (bearing := _bearing(part)) is not None),
            None,
        ),
    )


def _is_unit(text: str) -> bool:
    """Tell "(Volnovakha raion)", which holds the place, from "(Tell al-Khuwaiyn)", which is the place."""
    kinds = _without_kind(text)[1]
    return bool(kinds) and kinds <= AREAS


def _without_kind(name: str) -> tuple[str, frozenset[str], str]:
    """Take kind words off a name: what is left, the kinds, and the facility word if it was one."""
    if match := _FACILITY.match(name):
        return (
            _without_generic(_trim(match["rest"])),
            kinds_of_word(match["word"]),
            match["word"].casefold(),
        )
    if match := _SUFFIX.match(name):
        inner, _, _ = (
            _without_kind(match["rest"])
            if _PREFIX.match(match["rest"])
            else (match["rest"], None, None)
        )
        return _trim(inner), kinds_of_word(match["word"]), ""
    if match := _PREFIX.match(name):
        return _trim(match["rest"]), kinds_of_word(match["word"]), ""
    return name, frozenset(), ""


def _without_generic(name: str) -> str:
    """Take off what says more about the facility: "Novoazovsk international border" checkpoint."""
    while (shorter := _GENERIC.sub("", name)) != name:
        name = shorter
    return name
