"""Things at a place: an airport, a bridge, a hospital; else the place that they narrow."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.kinds import AREAS
from sitmap.gazetteer.text import fold
from sitmap.geocoding.candidates import find_exact, find_similar
from sitmap.geocoding.context import NO_CONTEXT
from sitmap.geocoding.disambiguation import Candidate, rank_candidates
from sitmap.geocoding.phrases import Reading, parse_phrase
from sitmap.geodesy import box_around, distance_m

if TYPE_CHECKING:
    from sitmap.geocoding.context import Context
    from sitmap.geocoding.match import Match
    from sitmap.geocoding.phrases import Phrase
    from sitmap.geocoding.search import PlaceSearch

# metres around a town within which its facilities lie (Donetsk's airport: 10 km)
_REACH_M: Final = 30_000
# of a facility that is known by kind and town alone
_SCORE: Final = 0.75
# of the towns of the name, the likeliest
_TOWNS_TRIED: Final = 2
# facilities around a town that are looked at
_AROUND: Final = 50
# metres around the town for a facility that isn't listed
_MISSING_M: Final = 10_000
# A thing that isn't listed is in the town that is named; "Lincoln Park" may be no park, and not at
# Lincoln.
_AT_ITS_TOWN: Final = 0.9
# of the town's score, where its name may be that of the place ("Lincoln Park")
_NAMED_SO: Final = 0.5


def find_facility(
    search: PlaceSearch, phrase: Phrase, context: Context
) -> list[Match]:
    """Find a thing by its own name, or by its kind near its place; else the place."""
    return _by_name(search, phrase, context) or _at_town(
        search, phrase, context
    )


def find_holding_town(
    search: PlaceSearch, phrase: Phrase, context: Context
) -> list[Match]:
    """Place a thing that isn't listed at the town that is said to hold it."""
    for container in phrase.containers:
        town = parse_phrase(container)
        if town.facility or (town.kinds and town.kinds <= AREAS):
            continue
        asked = replace(
            phrase,
            name=town.name,
            readings=town.readings,
            containers=(),
            thing="",
        )
        if held := _at_town(search, asked, context):
            return [match for match in held if match.match == "area"]
    return []


def _by_name(
    search: PlaceSearch, phrase: Phrase, context: Context
) -> list[Match]:
    """Look a thing up by its name, as written first."""
    spoken = (phrase.thing, phrase.text, f"{phrase.name} {phrase.facility}")
    names = [
        name for name in dict.fromkeys(map(fold, spoken)) if " " in name
    ]
    for find in (find_exact, find_similar):
        for name in names:
            found = find(search.library, name, context)
            things = [
                each for each in found if each.place.kind in phrase.kinds
            ]
            if not things and (find is find_exact or phrase.is_named_so):
                things = [
                    each
                    for each in found
                    if find is find_exact or each.is_main
                ]
            things = things or [
                each for each in found if each.edits == 1 and each.is_main
            ]
            if things:
                return search.ranked(
                    things, context, phrase.kinds, len(name)
                )
    return []


def _at_town(
    search: PlaceSearch, phrase: Phrase, context: Context
) -> list[Match]:
    readings = tuple(
        reading._replace(kinds=frozenset()) for reading in phrase.readings
    ) or (Reading(phrase.name),)
    town_phrase = replace(
        phrase, facility="", kinds=frozenset(), thing="", readings=readings
    )
    towns = search.named(town_phrase, context)
    for town in towns[:_TOWNS_TRIED]:
        if near := _near(search, phrase, town):
            return near
    share = _NAMED_SO if phrase.is_named_so else _AT_ITS_TOWN
    return [_instead(town, phrase, share) for town in towns]


def _instead(town: Match, phrase: Phrase, share: float) -> Match:
    """Return the town in the place of a thing in it that isn't listed."""
    return town._replace(
        precision="near",
        uncertainty_m=town.uncertainty_m + _MISSING_M,
        match="area",
        score=round(town.score * share, 3),
        why=f"its {phrase.facility} isn't listed, so the place itself; {town.why}",
    )


def _near(search: PlaceSearch, phrase: Phrase, town: Match) -> list[Match]:
    """Return the only thing of its kind near a town."""
    reach = town.uncertainty_m + _REACH_M
    around = search.library.within(
        box_around(town.lat, town.lon, reach), _AROUND, phrase.kinds
    )
    near = [
        place
        for place in around
        if distance_m(town.lat, town.lon, place.lat, place.lon) <= reach
    ]
    called = [
        place for place in near if fold(town.place.name) in fold(place.name)
    ] or near
    if len(called) != 1 or (phrase.thing and " " in phrase.thing):
        return []
    only = Candidate(called[0], "alternate")
    why = f"the only {phrase.facility} near {town.label}"
    return [
        match._replace(score=_SCORE, why=why)
        for match in rank_candidates(
            [only], NO_CONTEXT, phrase.kinds, covered=True
        )
    ]
