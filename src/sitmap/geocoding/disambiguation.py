"""Which candidate is meant: one sum of points, and how sure that makes us.

Points are on the scale of `Place.rank`, where a hundred stand for ten times the population. A
softmax over them, with one more candidate for the place that the gazetteer doesn't have, gives the
probability that the first one is right.
"""

from __future__ import annotations

import math
from bisect import bisect
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.gazetteer.kinds import AREAS, KINDS, SETTLEMENTS, UNCOUNTED_RANK
from sitmap.gazetteer.place import LEARNED
from sitmap.geocoding.match import Match, MatchType
from sitmap.geodesy import distance_m

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sitmap.gazetteer import Place
    from sitmap.geocoding.context import Context
    from sitmap.precision import Precision

# points for odds of e: 60 of prominence are four times the people
_TEMPERATURE: Final = 60.0
# Share of single hits that are right, by how they were found.
_QUALITY: Final[dict[MatchType, float]] = {
    "exact": 0.99,
    "alternate": 0.98,
    "transliterated": 0.95,
    "code": 0.95,
}
# The same for what is only like the name, by letters of the name (fewer than 6, 8, 10, 12, more)
# and by where it was looked for: in a country, a province, a district. Counted on 3,600 names of
# villages of twelve countries, respelled, a quarter of them not listed; never 0.9.
_LENGTHS: Final = (6, 8, 10, 12)
_RESEMBLANCE_QUALITY: Final[
    dict[tuple[str, int], tuple[tuple[float, ...], ...]]
] = {
    ("sound", 0): (
        (0.40, 0.72, 0.85, 0.89, 0.89),
        (0.66, 0.86, 0.89, 0.89, 0.89),
        (0.84, 0.89, 0.89, 0.89, 0.89),
    ),
    ("fuzzy", 1): (
        (0.45, 0.65, 0.77, 0.86, 0.88),
        (0.61, 0.79, 0.83, 0.88, 0.89),
        (0.80, 0.87, 0.89, 0.89, 0.89),
    ),
    ("fuzzy", 2): (
        (0.20, 0.20, 0.25, 0.30, 0.45),
        (0.30, 0.30, 0.50, 0.60, 0.70),
        (0.40, 0.40, 0.60, 0.70, 0.80),
    ),
}
_FARTHER: Final = (0.1, 0.25, 0.4)
"""What is farther still: vowels that differ."""

# metres, the widest radius of what is read as a district
_DISTRICT_M: Final = 60_000.0
_POINTS: Final[dict[MatchType, float]] = {
    "exact": 60,
    "alternate": 0,
    "transliterated": 0,
    "code": 0,
    "sound": -60,
    "fuzzy": -60,
}
# points for a letter that differs
_EDIT: Final = 60
# A name that isn't a place's own stands for the places of its main name first.
_FOREIGN: Final = 0.8
# the most that another people's name of a city weighs: 40,000 people
_FOREIGN_CITY: Final = 460.0
# the most that a unit weighs by another name of its own language
_OWN_AREA: Final = 520.0
# the most that a unit weighs by another people's name
_FOREIGN_AREA: Final = 430.0
# points: a main name is misspelled more often than a rare one
_MISSPELLED_MAIN: Final = 110
# points for a vowel that differs, which transcriptions do
_VOWEL: Final = 50
# points: the list has what reports name
_SUPPLEMENT: Final = 60
# What the desk has located itself comes before villages of the name, not before its towns.
_LEARNED: Final = 150
# A bare name is the town before it is the district around it.
_BARE: Final = {
    "admin1": -40.0,
    "region": -20.0,
    "admin2": -120.0,
    "admin3": -120.0,
    "municipality": -120.0,
}
# points for a place of the kind that is said
_RIGHT_KIND: Final = 150
# points against a place of another kind
_WRONG_KIND: Final = 150
# points that a unit stays behind the city of its name: about two to one
_BEHIND_SEAT: Final = 40.0
# Called a village, it is rarely the town or the city of that name; called a town, it may well be a
# village.
_WRONG_SIZE: Final = {
    "city": -400.0,
    "town": -180.0,
    "village": -30.0,
    "quarter": 0.0,
    "locality": 0.0,
}
# points for a place on the spot that is given
_NEAR: Final = 500
# metres within which most of them are left
_NEAR_M: Final = 150_000
# points for a place in the box that is given
_IN_BOX: Final = 300
# What the place that isn't listed weighs: the embedded index lists every second village, a country
# file nearly all.
_UNLISTED: Final = {
    "settlement": 330.0,
    "area": 120.0,
    "facility": 60.0,
    "nature": 120.0,
}
_UNLISTED_WITH_FILE: Final = {
    "settlement": 150.0,
    "area": 60.0,
    "facility": 60.0,
    "nature": 60.0,
}
# An unlisted place of just this spelling must also happen to resemble a listed one.
_RESEMBLANCE: Final = 60
# Called a county or a district, it is rarely the province of that name; districts come with country
# files.
_UNLISTED_DISTRICT: Final = 500
# points that the unlisted place loses where a region is named
_INSIDE_REGION: Final = 60
# points against a place in the box of a unit and not in the unit
_OUTSIDE_BY_CODE: Final = 200
# metres within which a town and its unit are one answer
_SAME_SPOT_M: Final = 15_000
# the same in degrees of latitude, for a first look
_SAME_SPOT_DEG: Final = 0.14
# of the best's weight: neighbours aren't counted for it
_NEGLIGIBLE: Final = 0.02
_TOLD: Final = 8
"""Matches, of perhaps forty namesakes, whose neighbours at the same spot are counted."""

# of the best's weight: it changes no third digit
_WEIGHTLESS: Final = 1e-4
# units that a reason names
_NAMES_TOLD: Final = 2


class Candidate(NamedTuple):
    """A place that a name may mean, how it was matched, after how many edits; more of it below.

    ``outside_by_code``: its code says that it lies elsewhere. ``is_main``: a main name was
    meant (or misspelled), no variant. ``is_own``: a name of its own languages, or the usual English
    one; others are what foreigners, neighbours and mistakes call it. ``bonus``: further points.
    """

    place: Place
    match: MatchType
    edits: int = 0
    outside_by_code: bool = False
    is_main: bool = False
    is_own: bool = True
    bonus: int = 0


def rank_candidates(
    candidates: Sequence[Candidate],
    context: Context,
    kinds: Collection[str] = (),
    *,
    covered: bool = False,
    length: int = 0,
) -> list[Match]:
    """Order candidates; the score of each is the probability that it is the one.

    Parameters
    ----------
    candidates
        Places inside the context already.
    context
        What else is known.
    kinds
        Kinds that the phrase calls the place.
    covered
        Whether a country file lists the country's villages.
    length
        Letters of the name: a short one resembles many others.
    """
    if not candidates:
        return []
    candidates = _without_gate(candidates, context, kinds)
    frame = _Frame(
        _where(context), _gate(context), bisect(_LENGTHS, length)
    )
    if len(candidates) == 1:
        return [
            _alone(candidates[0], context, kinds, frame, covered=covered)
        ]
    points = [
        _points(candidate, context, kinds) for candidate in candidates
    ]
    if not kinds:
        points = _seats_first(candidates, points)
    top = max(points)
    unlisted = _unlisted(
        candidates[points.index(top)], context, kinds, covered=covered
    )
    weights = [math.exp((each - top) / _TEMPERATURE) for each in points]
    total = sum(weights) + math.exp(
        min((unlisted - top) / _TEMPERATURE, 50)
    )
    order = sorted(
        range(len(points)),
        key=lambda at: (-points[at], candidates[at].place.id),
    )
    places = [place for place, *_ in candidates]
    shares = {at: _shared(at, places, weights) for at in order[:_TOLD]}
    return [
        _match(
            candidates[at],
            shares.get(at, weights[at]) / total,
            points[at],
            frame,
        )
        for at in order
    ]


def _without_gate(
    candidates: Sequence[Candidate],
    context: Context,
    kinds: Collection[str],
) -> Sequence[Candidate]:
    """Leave out the region that holds the place: Kherson in the oblast of Kherson is the city."""
    if not context.regions or (kinds and not AREAS.isdisjoint(kinds)):
        return candidates
    gates = {unit.id for units in context.regions for unit in units}
    inside = [each for each in candidates if each.place.id not in gates]
    return inside or candidates


class _Frame(NamedTuple):
    """What all matches of a name share: where it was looked for, how narrowly, its length."""

    where: str
    gate: int
    length: int


def _gate(context: Context) -> int:
    """Return 0 for a country or the world, 1 for a province, 2 for a district."""
    if not context.regions:
        return 0
    least = min(
        unit.uncertainty_m for units in context.regions for unit in units
    )
    return 2 if least <= _DISTRICT_M else 1


def _alone(
    candidate: Candidate,
    context: Context,
    kinds: Collection[str],
    frame: _Frame,
    *,
    covered: bool,
) -> Match:
    """Weigh a single candidate against the place that isn't listed."""
    points = _points(candidate, context, kinds)
    unlisted = _unlisted(candidate, context, kinds, covered=covered)
    odds = math.exp(min((unlisted - points) / _TEMPERATURE, 50))
    return _match(candidate, 1 / (1 + odds), points, frame)


def _unlisted(
    best: Candidate,
    context: Context,
    kinds: Collection[str],
    *,
    covered: bool,
) -> float:
    """Return the points of the place that is meant and isn't in the gazetteer."""
    group = (
        KINDS[best.place.kind][0] if best.place.kind in KINDS else "nature"
    )
    points = (_UNLISTED_WITH_FILE if covered else _UNLISTED)[group] - (
        _INSIDE_REGION if context.regions else 0
    )
    if best.match in ("sound", "fuzzy"):
        points -= _RESEMBLANCE
    if "admin2" in kinds and best.place.kind == "admin1" and not covered:
        points += _UNLISTED_DISTRICT
    return points + (
        context.prior.usual if context.prior is not None else 0
    )


def _points(
    candidate: Candidate, context: Context, kinds: Collection[str]
) -> float:
    place, match, edits, outside, is_main, is_own, bonus = candidate
    rank = max(
        place.rank, UNCOUNTED_RANK if place.kind in SETTLEMENTS else 0
    )
    points = (
        _POINTS[match]
        + bonus
        + _rank_by_name(place, rank, match, is_own=is_own)
    )
    if edits:
        points += (
            _MISSPELLED_MAIN * is_main
            - (_VOWEL if match == "sound" else _EDIT) * edits
        )
    if outside:
        points -= _OUTSIDE_BY_CODE
    if place.source == "supplement":
        points += _SUPPLEMENT
    elif place.source == LEARNED and context.countries:
        points += _LEARNED
    if context.is_plain:
        return points + _kind_points(place.kind, kinds)
    return (
        points
        + _kind_points(place.kind, kinds)
        + _context_points(place, context)
    )


def _rank_by_name(
    place: Place, rank: int, match: MatchType, *, is_own: bool
) -> float:
    """Weigh a name that isn't the main one: Oman is hardly meant by Uman, which is a city."""
    if match == "alternate" and place.kind in AREAS:
        return min(rank, _OWN_AREA if is_own else _FOREIGN_AREA)
    if is_own or rank <= UNCOUNTED_RANK:
        return rank
    return min(
        UNCOUNTED_RANK + (rank - UNCOUNTED_RANK) * _FOREIGN, _FOREIGN_CITY
    )


def _context_points(place: Place, context: Context) -> float:
    points = 0.0
    if context.near is not None:
        away = distance_m(*context.near, place.lat, place.lon)
        points += _NEAR * math.exp(-away / (_NEAR_M + place.uncertainty_m))
    if context.bbox is not None and context.in_box(place):
        points += _IN_BOX
    return (
        points if context.prior is None else points + context.prior(place)
    )


def _kind_points(kind: str, kinds: Collection[str]) -> float:
    if not kinds:
        return _BARE.get(kind, 0.0)
    if kind in kinds:
        return 0 if kind in SETTLEMENTS else _RIGHT_KIND
    if kind in SETTLEMENTS and not SETTLEMENTS.isdisjoint(kinds):
        return _WRONG_SIZE[kind]
    return -_WRONG_KIND


def _reach(place: Place) -> float:
    """Return how far what is there is still at the same spot: half-way out, in an area."""
    return (
        max(_SAME_SPOT_M, place.uncertainty_m / 2)
        if place.kind in AREAS
        else _SAME_SPOT_M
    )


def _seats_first(
    candidates: Sequence[Candidate], points: Sequence[float]
) -> list[float]:
    """Let the city weigh what the unit around it does by the same name: "Odessa" is the city.

    A unit's own name that is only a city's variant stays the unit's: "Oklahoma" is the state.
    """
    ordered = list(points)
    cities = [
        at
        for at, each in enumerate(candidates)
        if each.place.kind == "city"
    ]
    for city in cities:
        seat = candidates[city]
        for at, unit in enumerate(candidates):
            is_alike = seat.match in (unit.match, "exact")
            if is_alike and _holds(unit.place, seat.place):
                ordered[city] = max(ordered[city], ordered[at])
                ordered[at] = min(ordered[at], ordered[city] - _BEHIND_SEAT)
    return ordered


def _holds(unit: Place, place: Place) -> bool:
    """Tell whether a settlement lies in a unit below its country, as far as its disc tells."""
    return (
        unit.kind in _BARE
        and place.kind in SETTLEMENTS
        and unit.country == place.country
        and distance_m(unit.lat, unit.lon, place.lat, place.lon)
        <= unit.uncertainty_m
    )


def _shared(
    at: int, places: Sequence[Place], weights: Sequence[float]
) -> float:
    """Weigh a candidate together with what lies at the same spot, and with the unit around it.

    Who writes the bare name of a province's seat is rarely wrong by the seat: the province takes
    nothing from it, as a town of the name elsewhere does.
    """
    shared = weights[at]
    if shared < _NEGLIGIBLE:
        return shared
    best = places[at]
    reach_m = _reach(best)
    reach_deg = _SAME_SPOT_DEG * reach_m / _SAME_SPOT_M
    south, north = best.lat - reach_deg, best.lat + reach_deg
    for other, place in enumerate(places):
        if other == at or weights[other] < _WEIGHTLESS:
            continue
        is_near = (
            south < place.lat < north
            and distance_m(best.lat, best.lon, place.lat, place.lon)
            < reach_m
        )
        if is_near or _holds(place, best):
            shared += weights[other]
    return shared


def _match(
    candidate: Candidate, probability: float, points: float, frame: _Frame
) -> Match:
    place, match, edits, *_ = candidate
    name = place.name
    quality, precision, how = _manner(
        match, edits, place.kind, frame.gate, frame.length
    )
    return tuple.__new__(  # a third of the time that the class's own constructor takes
        Match,
        (
            place,
            round(min(probability, 1.0) * quality, 3),
            match,
            precision,
            place.uncertainty_m,
            place.lat,
            place.lon,
            name,
            f"{how} {name}{frame.where}",
            points,
            match in _RESEMBLING,
        ),
    )


@cache
def _manner(
    match: MatchType, edits: int, kind: str, gate: int, length: int
) -> tuple[float, Precision, str]:
    """Return the quality of such matches, the kind's precision, and how it was matched in words."""
    if match in _RESEMBLING:
        qualities = _RESEMBLANCE_QUALITY.get((match, edits))
        quality = qualities[gate][length] if qualities else _FARTHER[gate]
    else:
        quality = _QUALITY[match]
    precision = KINDS[kind][1] if kind in KINDS else "place"
    return (
        quality,
        precision,
        f"{_how(match, edits)} of the {kind.replace('_', ' ')}",
    )


_RESEMBLING: Final = ("sound", "fuzzy")
_HOW: Final = {
    "exact": "main name",
    "alternate": "another name",
    "transliterated": "a name written over by rule",
    "sound": "a transcription",
    "fuzzy": "one edit from a name",
    "code": "code",
}


def _how(match: MatchType, edits: int) -> str:
    return (
        f"{edits} edits from a name"
        if match == "fuzzy" and edits > 1
        else _HOW[match]
    )


def _where(context: Context) -> str:
    if context.regions:
        names = dict.fromkeys(
            unit.name for unit in context.regions[-1][:_NAMES_TOLD]
        )
        return f", inside {' or '.join(names)}"
    return (
        f" in {', '.join(sorted(context.countries))}"
        if context.countries
        else ""
    )
