"""Units by name: provinces, districts and regions, in the spellings and adjectives of tables.

A unit is looked up by its name, never by its likeness to a village. Inside a country that is known
a letter or two may differ, as there are few units and each is far from the next.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

from sitmap.gazetteer.areas import short_name
from sitmap.gazetteer.kinds import AREAS, SETTLEMENTS
from sitmap.gazetteer.phonetic import (
    UNTRANSCRIBED,
    family_of,
    skeleton_code,
    sound_code,
)
from sitmap.gazetteer.text import fold
from sitmap.geocoding.direction_names import other_direction
from sitmap.geocoding.phrases import parse_phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sitmap.gazetteer import Place, PlaceLibrary
    from sitmap.geocoding.phrases import Phrase

_UNITS: Final = AREAS - {"country"}
_DISTRICTS: Final = frozenset({"admin2", "admin3", "municipality"})
# Districts mostly reach 40 km or less from their seat; none reaches as far as a large province.
_DISTRICT_M: Final = 40_000.0
# metres of a district (`sitmap.gazetteer.kinds`)
_AROUND_TOWN_M: Final = 25_000.0
# metres of radius that only provinces have
_PROVINCE_M: Final = 100_000.0
# letters; unit names are long, and alike
_ONE_EDIT: Final = 6
# letters; the same
_TWO_EDITS: Final = 14
_OWN_NAME: Final = 60
"""Points that a unit's own name is worth more than another spelling of it: Shan is no Schaan."""

_LESSER: Final = 100
"""Points, a tenth of the people, below which a namesake isn't what a bare region means."""

_TOWN: Final = 350
"""Prominence of the least town that holds other places or is a seat: 3,000 people."""

_ALIKE: Final = 2
"""Letters that may part two spellings of a unit's own name: Mykolaiv, Mykolayiv."""

_ADJECTIVE: Final = re.compile(
    r"(.{2,}?)(s|t|z)k(?:a|aia|aya|yi|yy|iy|ii|ij|i|y|oe|oye|e|oi|oy|o|om)"
)
_NOUN_ENDINGS: Final = (
    "",
    "a",
    "y",
    "i",
    "e",
    "o",
    "ia",
    "sa",
    "sy",
    "tsia",
    "sia",
    "hzhia",
    "skyi",
)
_CASE_ENDINGS: Final = (
    ("it", ""),
    ("es", "e"),
    ("es", "a"),
    ("s", ""),
    ("ut", ""),
)
"""Albanian genitives: Zveçanit, Pejës, Gjakovës."""


def find_units(
    library: PlaceLibrary, phrase: Phrase, countries: frozenset[str]
) -> tuple[Place, ...]:
    """Return the units and regions that a phrase may name, most prominent first.

    Parameters
    ----------
    library
        Where to look.
    phrase
        The unit in the words of a table: "Херсонська обл.", "opština Zvečan".
    countries
        Codes to look in; all if empty.
    """
    kinds = phrase.kinds & AREAS
    keys = _keys(phrase)
    areas = _areas(library, keys, countries) or _areas(
        library, filter(None, map(other_direction, keys)), countries
    )
    if not areas:
        keys = _noun_keys(phrase, countries)
        areas = next(
            filter(
                None, (_areas(library, [key], countries) for key in keys)
            ),
            [],
        )
    if not areas:
        return _respelled(library, phrase, countries) if countries else ()
    called = [place for place in areas if place.kind in kinds] or areas
    if _is_district_only(phrase) and all(map(_is_province, called)):
        return find_seats(library, phrase, countries) or _prominent(
            called, keys
        )
    return _prominent(called, keys)


def _areas(
    library: PlaceLibrary, keys: Iterable[str], countries: frozenset[str]
) -> list[Place]:
    found = (
        place for key in keys for place in library.exact(key, countries)
    )
    return list(
        {
            place.id: place for place in found if place.kind in _UNITS
        }.values()
    )


def find_seats(
    library: PlaceLibrary, phrase: Phrase, countries: frozenset[str]
) -> tuple[Place, ...]:
    """Return the towns that an unlisted district is named after: Sloviansk raion, Sloviansk.

    Only what is called a district, in a country that is known.
    """
    if not countries or not _is_district_only(phrase):
        return ()
    towns = _towns_called(library, phrase, countries)
    return tuple(
        _with_reach(town, _DISTRICT_M)
        for town in towns
        if town.rank >= _TOWN
    )


def find_towns(
    library: PlaceLibrary, name: str, countries: frozenset[str]
) -> tuple[Place, ...]:
    """Return the towns that a container names, each with the reach of the district around it."""
    phrase = parse_phrase(name)
    if phrase.kinds and phrase.kinds <= AREAS:
        return ()
    towns = _towns_called(library, phrase, countries)
    known = (town for town in towns if countries or town.rank >= _TOWN)
    return tuple(_with_reach(town, _AROUND_TOWN_M) for town in known)


def _towns_called(
    library: PlaceLibrary, phrase: Phrase, countries: frozenset[str]
) -> tuple[Place, ...]:
    for key in (*_keys(phrase), *_noun_keys(phrase, countries)):
        towns = [
            place
            for place in library.exact(key, countries)
            if place.kind in SETTLEMENTS
        ]
        if towns:
            return tuple(_prominent(towns, [key]))
    return ()


def _is_district_only(phrase: Phrase) -> bool:
    return (
        bool(phrase.kinds)
        and phrase.kinds <= AREAS
        and not _DISTRICTS.isdisjoint(phrase.kinds)
    )


def _is_province(place: Place) -> bool:
    return place.kind == "admin1" and place.uncertainty_m > _PROVINCE_M


def _prominent(
    places: Iterable[Place], keys: Collection[str]
) -> tuple[Place, ...]:
    """Keep the likeliest: those of that very name, and not much less known than the first.

    Where the own name of one of them is like it, those that only have it as another name aren't
    meant: a gazetteer's list of other names has mistakes.
    """
    found = list(places)
    alike = [place for place in found if _own_likeness(place, keys)]
    found = alike or found

    def points(place: Place) -> int:
        return place.rank + _OWN_NAME * (_own_likeness(place, keys) > 1)

    ordered = sorted(found, key=points, reverse=True)
    return tuple(
        place
        for place in ordered
        if points(place) > points(ordered[0]) - _LESSER
    )


def _own_likeness(place: Place, keys: Collection[str]) -> int:
    """Return 2 if a place's own name is one of the keys, 1 if two letters part them, else 0."""
    own = (fold(place.name), fold(short_name(place.name)))
    if any(name in keys for name in own):
        return 2
    near = (
        OSA.distance(name, key, score_cutoff=_ALIKE)
        for name in own
        for key in keys
    )
    return int(any(distance <= _ALIKE for distance in near))


def _with_reach(town: Place, reach_m: float) -> Place:
    return town._replace(uncertainty_m=max(town.uncertainty_m, reach_m))


def _keys(phrase: Phrase) -> list[str]:
    """List the keys that a unit may be listed under: as written, and without its kind word."""
    names = [reading.name for reading in phrase.readings] or [phrase.name]
    spoken = (*names, *phrase.alternatives)
    keys = (
        key
        for name in spoken
        for key in (fold(name), fold(short_name(name)))
    )
    return [key for key in dict.fromkeys(keys) if key]


def _noun_keys(phrase: Phrase, countries: frozenset[str]) -> list[str]:
    """List the nouns of an adjective or a genitive; genitives only where the country is known."""
    names = (
        fold(short_name(name))
        for name in (phrase.name, *phrase.alternatives)
    )
    nouns = (
        noun
        for name in names
        if countries or _ADJECTIVE.fullmatch(name)
        for noun in nouns_of(name)
    )
    return list(dict.fromkeys(nouns))


def nouns_of(key: str) -> list[str]:
    """Return the nouns whose adjective or genitive a folded name may be: khersonska is Kherson's.

    Examples
    --------
    >>> "sumy" in nouns_of("sumska"), "poltava" in nouns_of("poltavska")
    (True, True)
    >>> nouns_of("zvecanit")
    ['zvecan']
    """
    if match := _ADJECTIVE.fullmatch(key):
        stem, hiss = match[1], match[2]
        stems = [f"{stem}{hiss}k", stem]
        if hiss != "s":
            stems.append(stem + hiss)
        if stem.endswith("nen"):  # Rivnenska is Rivne's
            stems.append(stem[:-2])
        return [each + ending for each in stems for ending in _NOUN_ENDINGS]
    return [
        key.removesuffix(ending) + instead
        for ending, instead in _CASE_ENDINGS
        if key.endswith(ending) and len(key) > len(ending) + 2
    ]


def _respelled(
    library: PlaceLibrary, phrase: Phrase, countries: frozenset[str]
) -> tuple[Place, ...]:
    """Return the one unit that a letter or a transcription parts from the name."""
    for name in (phrase.name, *phrase.alternatives):
        key = fold(short_name(name))
        found = {
            place.id: place for place in _like(library, key, countries)
        }
        if len(found) == 1:
            return tuple(found.values())
    return ()


def _like(
    library: PlaceLibrary, key: str, countries: frozenset[str]
) -> Iterator[Place]:
    edits = 0 if len(key) < _ONE_EDIT else 1 if len(key) < _TWO_EDITS else 2
    if edits:
        for _, other in library.misspelled(key, edits, countries):
            yield from (
                each
                for each in library.exact(other, countries)
                if each.kind in _UNITS
            )
    for family in {family_of(country) for country in countries} - {
        UNTRANSCRIBED
    }:
        sound = sound_code(key, family)
        for place in library.sounding(
            skeleton_code(key, family), countries
        ):
            if place.kind in _UNITS and family_of(place.country) == family:
                names = (place.name, *place.names)
                if any(
                    sound_code(fold(short_name(each)), family) == sound
                    for each in names
                ):
                    yield place
