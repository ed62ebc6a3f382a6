"""Taking a place phrase apart: what is named, of which kind, inside what, and where relative to it.

Nothing is looked up here: a phrase has readings, and the resolver tries them in turn. The words are
those of `sitmap.geocoding.kind_words` and `sitmap.geocoding.relations`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

from sitmap.gazetteer.kinds import AREAS
from sitmap.gazetteer.text import fold
from sitmap.geocoding.kind_words import (
    KindWord,
    facility_word,
    is_facility_word,
    kinds_of_word,
    place_word,
    without_article,
)
from sitmap.geocoding.relation_words import read_foreign_relation
from sitmap.geocoding.relations import (
    Offset,
    bearing_of,
    read_part,
    read_relation,
)

_BRACKETS: Final = re.compile(r"\s*[(\[]([^)\]]*)[)\]]?\s*")
_SEPARATOR: Final = re.compile(
    r"\s*[,;،、]\s*(?:in |of )?|\s+(?:in|inside|within)\s+(?:the )?",
    re.IGNORECASE,
)
_MARKS: Final = r"\s\"'“”„«».,;:!?*"
_NOISE: Final = re.compile(
    rf"^(?:the|an?|in|at|on|from|of)\s+|[{_MARKS}]+$|^[{_MARKS}-]+",
    re.IGNORECASE,
)
_GENERIC: Final = re.compile(
    r"\s+(?:international|military|border|administrative)$", re.IGNORECASE
)
_UNIT_OF: Final = re.compile(
    r"^(?P<one>.+? (?P<word>\S+)) of (?:the )?(?P<two>.+)$", re.IGNORECASE
)
_FACILITY_AT: Final = re.compile(
    r"^(?:the )?(?P<word>\S+(?: \S+){0,3}?)\s+(?:of|in|at|near|on)\s+(?:the )?(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_ASIDE: Final = re.compile(r"^(?:in|near|of|outside)\s+", re.IGNORECASE)
_NUMBERED: Final = re.compile(
    r"^(?P<rest>.*[^\W\d].*?)[\s-]+(?:no\.? ?)?(?:\d{1,2}|[IVX]{1,4})$"
)
# relations within relations; a phrase has two at most
_MAX_DEPTH: Final = 4
_MOST_PARTS: Final = 12
"""Parts of an address that are read; what has more is a list or nonsense."""


class Reading(NamedTuple):
    """One way to read the words of a name: what the name is, and what its kind word says.

    ``only``: only a place of those kinds is meant, as many names have the word in them ("Rio").
    """

    name: str
    kinds: frozenset[str] = frozenset()
    only: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A place phrase, taken apart.

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
    thing
        That thing in its own words, where they stand apart ("Aleppo, al-Shifa hospital").
    is_named_so
        The facility word is one that many names end with ("Lincoln Park").
    containers
        Names of what holds it, smallest first.
    alternatives
        Other names for the same place.
    bracketed
        Those in brackets, which may name a finer place in it.
    readings
        What the name may be, from the words as written to the name without any kind word.
    offset
        Where the spot is relative to the place.
    other
        The second place of "between A and B".
    """

    text: str
    name: str
    kinds: frozenset[str] = frozenset()
    facility: str = ""
    thing: str = ""
    is_named_so: bool = False
    containers: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    bracketed: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    offset: Offset | None = None
    other: Phrase | None = None


@lru_cache(maxsize=8_192)
def parse_phrase(text: str, depth: int = 0) -> Phrase:
    """Take a place phrase apart.

    Examples
    --------
    >>> phrase = parse_phrase("15 km north-east of Tuzla, Bosnia")
    >>> phrase.name, phrase.containers, phrase.offset.bearing, phrase.offset.distance_m
    ('Tuzla', ('Bosnia',), 45.0, 15000.0)
    >>> parse_phrase("Khuwayn al Kabir village (Tell al-Khuwaiyn)").alternatives
    ('Tell al-Khuwaiyn',)
    >>> phrase = parse_phrase("Краматорськ, вокзал")
    >>> phrase.name, phrase.facility, phrase.containers
    ('Краматорськ', 'вокзал', ())
    """
    text = _trim(" ".join(text.split()))
    if depth > _MAX_DEPTH:
        return _named(text)
    return (
        _relative(text, depth)
        or _facility_at(text, depth)
        or _contained(text, depth)
        or _named(text)
    )


def parse_part(text: str) -> Phrase | None:
    """Read "northern Aleppo" and "Mitrovica (north)" as a part of a place.

    Examples
    --------
    >>> parse_part("northern Aleppo").offset
    Offset(relation='part', bearing=0.0, distance_m=None)
    """
    part = read_part(_trim(text))
    return (
        replace(parse_phrase(part.rest, 1), offset=part.offset)
        if part
        else None
    )


def _trim(text: str) -> str:
    while (shorter := _NOISE.sub("", text)) != text and shorter:
        text = shorter
    return text


def _relative(text: str, depth: int) -> Phrase | None:
    """Read what is told relative to another place: the rest is a phrase of its own."""
    relation = read_relation(text) or read_foreign_relation(text)
    if relation is None:
        return None
    place = parse_phrase(relation.rest, depth + 1)
    if not relation.other:
        return replace(place, offset=relation.offset)
    other = parse_phrase(relation.other, depth + 1)
    return replace(
        place,
        containers=place.containers or other.containers,
        offset=relation.offset,
        other=other,
    )


def _facility_at(text: str, depth: int) -> Phrase | None:
    """Read "the hospital in Mariupol": the thing is at the place, not inside a container."""
    match = _FACILITY_AT.match(text)
    if match is None or not is_facility_word(match["word"]):
        return None
    place = parse_phrase(match["rest"], depth + 1)
    if place.facility:
        return place
    return replace(
        place,
        kinds=kinds_of_word(match["word"]),
        facility=match["word"].casefold(),
    )


def _contained(text: str, depth: int) -> Phrase | None:
    """Read "Banjska, Zvečan municipality, Kosovo"; commas inside brackets don't count."""
    bare = _BRACKETS.sub(lambda match: " " * len(match[0]), text)
    cuts = [cut for cut in _SEPARATOR.finditer(bare) if cut.start()][
        :_MOST_PARTS
    ]
    if not cuts:
        return _unit_of(text, depth)
    ends = [*(cut.start() for cut in cuts), len(text)]
    starts = [0, *(cut.end() for cut in cuts)]
    parts = [
        _trim(text[start:end])
        for start, end in zip(starts, ends, strict=True)
    ]
    return _from_parts([part for part in parts if part], depth)


def _from_parts(parts: list[str], depth: int) -> Phrase | None:
    """Read the parts of an address; a facility is at the place, before or behind it."""
    if not parts:
        return None
    thing = ""
    if len(parts) > 1 and is_facility_word(parts[0]):
        thing, parts = parts[0], parts[1:]
    head = parse_phrase(parts[0], depth + 1)
    behind = [part for part in parts[1:] if _is_facility(part)]
    containers = tuple(part for part in parts[1:] if part not in behind)
    if behind and not head.facility:
        thing = thing or behind[0]
    if thing and not head.facility:
        word = _facility_in(thing)
        head = replace(
            head, kinds=kinds_of_word(word), facility=word, thing=thing
        )
    return replace(head, containers=(*head.containers, *containers))


def _is_facility(part: str) -> bool:
    return is_facility_word(part) or _facility_of(part) is not None


def _facility_of(part: str) -> str | None:
    taken = facility_word(part, at_end=True) or facility_word(
        part, at_end=False
    )
    if taken is None or taken.is_in_names:
        return None
    return taken.word


def _facility_in(part: str) -> str:
    return (
        part.casefold()
        if is_facility_word(part)
        else _facility_of(part) or ""
    )


def _unit_of(text: str, depth: int) -> Phrase | None:
    """Read "Bakhmut district of Donetsk region"."""
    unit = _UNIT_OF.match(text)
    if unit is None or place_word(unit["one"], at_end=True) is None:
        return None
    return replace(
        parse_phrase(unit["one"], depth + 1), containers=(unit["two"],)
    )


def _named(text: str) -> Phrase:
    """Read a name with its brackets, slashes and kind words."""
    inside = [part for part in map(_trim, _BRACKETS.findall(text)) if part]
    outside = _trim(_BRACKETS.sub(" ", text)) or (
        inside.pop(0) if inside else ""
    )
    first, *others = [
        part for part in map(_trim, outside.split("/")) if part
    ] or [""]
    asides = [
        part for part in inside if _ASIDE.match(part) or _is_unit(part)
    ]
    bracketed = [
        part
        for part in inside
        if part not in asides and bearing_of(part) is None
    ]
    others += bracketed
    bearings = (
        bearing
        for part in inside
        if (bearing := bearing_of(part)) is not None
    )
    facility = _facility_name(first)
    readings = (
        (Reading(facility.rest, facility.kinds),)
        if facility
        else _readings(first)
    )
    last = readings[-1] if readings else Reading(first)
    return Phrase(
        first,
        last.name,
        last.kinds,
        facility.word if facility else "",
        is_named_so=facility is not None and facility.is_in_names,
        containers=tuple(_ASIDE.sub("", part) for part in asides),
        alternatives=tuple(
            filter(None, (_bare(other) for other in others))
        ),
        bracketed=tuple(bracketed),
        readings=readings,
        offset=next(
            (Offset("part", bearing) for bearing in bearings), None
        ),
    )


def _facility_name(text: str) -> KindWord | None:
    """Take a facility word off an end of a name, and what says more about it."""
    taken = facility_word(text, at_end=True) or facility_word(
        text, at_end=False
    )
    return (
        taken._replace(rest=_without_generic(_trim(taken.rest)))
        if taken
        else None
    )


def _bare(text: str) -> str:
    readings = _readings(text)
    if readings:
        return readings[-1].name
    return text


def _is_unit(text: str) -> bool:
    """Tell "(Volnovakha raion)", which holds the place, from another name of it."""
    readings = _readings(text)
    return (
        len(readings) > 1
        and bool(readings[-1].kinds)
        and readings[-1].kinds <= AREAS
    )


def _readings(text: str) -> tuple[Reading, ...]:
    """List what a name may be: as written, without kind words at its ends, without a number.

    Examples
    --------
    >>> [reading.name for reading in _readings("Rio de Janeiro town")]
    ['Rio de Janeiro town', 'Rio de Janeiro', 'Janeiro']
    """
    found = [Reading(text)]
    end = place_word(text, at_end=True)
    if end is not None:
        found.append(Reading(_trim(end.rest), end.kinds, end.is_in_names))
    start = place_word(found[-1].name, at_end=False)
    if start is not None:
        # "city of X town" is what its last word says, "Rio X town" a town
        kinds = (
            start.kinds if end is None or start.is_in_names else end.kinds
        )
        found.append(Reading(_trim(start.rest), kinds, start.is_in_names))
    last = found[-1]
    if (bare := without_article(last.name)) != last.name and len(found) > 1:
        found.append(last._replace(name=bare))
    if numbered := _NUMBERED.match(last.name):
        found.append(last._replace(name=numbered["rest"]))
    return tuple(reading for reading in found if fold(reading.name))


def _without_generic(name: str) -> str:
    """Take off what says more about the facility: "Novoazovsk international border" checkpoint."""
    while (shorter := _GENERIC.sub("", name)) != name:
        name = shorter
    return name
