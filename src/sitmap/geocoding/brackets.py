"""What stands in brackets behind a name: another name of the place, or a finer place in it.

"Tell al-Khuwaiyn" in "Khuwayn al Kabir (Tell al-Khuwaiyn)" is another name; in "Leposavić (Belo
Brdo)" two places are named, one in the surroundings of the other, and the finer one is meant.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.gazetteer.kinds import AREAS
from sitmap.gazetteer.text import fold
from sitmap.geocoding.context import is_inside
from sitmap.geocoding.phrases import Phrase, parse_phrase
from sitmap.geodesy import distance_m

if TYPE_CHECKING:
    from sitmap.geocoding.containers import Containers
    from sitmap.geocoding.context import Context
    from sitmap.geocoding.match import Match
    from sitmap.geocoding.search import PlaceSearch

_BESIDE_M: Final = 30_000.0
"""How far from its seat a place of a municipality lies: Leposavić's farthest is 19 km off."""

_SIZES: Final = ("city", "town", "village", "quarter")
"""Kinds of settlement, the largest first; a place of any other kind is finer than all."""


def find_finer(
    search: PlaceSearch,
    containers: Containers,
    phrase: Phrase,
    context: Context,
) -> list[Match]:
    """Find the finer of two places that a phrase names, one of them in brackets.

    Parameters
    ----------
    search, containers
        Where places and what holds them are looked up.
    phrase
        The phrase, taken apart.
    context
        Where the places must lie.

    Returns
    -------
    list of Match
        Empty where they aren't two places, or neither lies in the other's surroundings.
    """
    if phrase.facility or phrase.offset or phrase.other:
        return []
    whole = replace(phrase, alternatives=(), bracketed=())
    names = (*phrase.bracketed, *phrase.alternatives)
    for name in dict.fromkeys(names):
        other = parse_phrase(name)
        for outer, inner in ((whole, other), (other, whole)):
            found = _find_inside(search, containers, outer, inner, context)
            if found and (name in phrase.bracketed or found.is_in_unit):
                return found.matches
    return []


class _Finer(NamedTuple):
    """What lies inside the other place, and whether that is a country or another unit."""

    matches: list[Match]
    is_in_unit: bool


def _find_inside(
    search: PlaceSearch,
    containers: Containers,
    outer: Phrase,
    inner: Phrase,
    context: Context,
) -> _Finer | None:
    """Find a smaller place by name around a town, or in a unit: "Cairo (Illinois)".

    Nothing if the town has that name, too. A town beside a town is not in it: Makiivka in
    "Donetsk (Makiivka)".
    """
    around = _by_name(search, outer, context)
    held = containers.read((outer.name,), context)
    if not around or held.context == context:
        return None
    town = around[0].place
    named = _by_name(search, inner, held.context)
    if any(match.place.id == town.id for match in named):
        return None
    is_unit = town.kind in AREAS
    finer = [
        match
        for match in named
        if _size(match.place.kind) > _size(town.kind)
        and (
            is_unit
            or distance_m(town.lat, town.lon, match.lat, match.lon)
            <= _BESIDE_M
        )
    ]
    return _Finer(finer, is_unit) if finer else None


def _holds(
    containers: Containers, name: str, best: Match, context: Context
) -> bool:
    """Tell whether a name is that of a larger place around the one that was found."""
    held = containers.read((name,), context)
    return any(
        is_inside(best.place, units)
        and any(_size(unit.kind) < _size(best.place.kind) for unit in units)
        for units in held.units
    )


def _size(kind: str) -> int:
    if kind in AREAS:
        return -1
    if kind in _SIZES:
        return _SIZES.index(kind)
    return len(_SIZES)


def _by_name(
    search: PlaceSearch, phrase: Phrase, context: Context
) -> list[Match]:
    return [
        match
        for match in search.find(phrase, context)
        if not match.resembles and match.match != "area"
    ]


def unknown_brackets(
    search: PlaceSearch,
    containers: Containers,
    phrase: Phrase,
    best: Match,
    context: Context,
) -> str:
    """Say of a name in brackets that it is none of the place's, so that it may be a finer one.

    Only of what is written as a name ("(protest)" isn't), and where the place is what stands
    before the brackets.
    """
    before = replace(phrase, alternatives=(), bracketed=())
    if all(
        match.place.id != best.place.id
        for match in _by_name(search, before, context)
    ):
        return ""
    names = [
        name
        for name in phrase.bracketed
        if name[:1] != name[:1].lower()
        and best.place.id
        not in (
            each.place.id for each in search.called(fold(name), context)
        )
        and not _holds(containers, name, best, context)
    ]
    if not names or phrase.facility or phrase.other:
        return ""
    return f"{names[0]!r} in brackets is no known name of it or place in it"
