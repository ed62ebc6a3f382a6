"""Which candidate is meant: one sum of points, and how sure that makes us.

Points are on the scale of `Place.rank`, where a hundred stand for ten times the population. A
softmax over them, with one more candidate for the place that the gazetteer doesn't have, gives the
probability that the first one is right.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.gazetteer.distances import distance_m
from sitmap.gazetteer.kinds import KINDS, SETTLEMENTS
from sitmap.geocoding.match import Match, MatchType

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sitmap.gazetteer import Place
    from sitmap.geocoding.context import Context
    from sitmap.precision import Precision

__all__ = ["Candidate", "rank_candidates"]

_TEMPERATURE: Final = 60.0
# Share of single hits that are right, by how they were found and after how many edits.
_QUALITY: Final[dict[MatchType, tuple[float, ...]]] = {
    "exact": (0.99,),
    "alternate": (0.98,),
    "code": (0.95,),
    "sound": (0.9, 0.75, 0.55, 0.4),
    "fuzzy": (0.9, 0.88, 0.7),
}
_POINTS: Final[dict[MatchType, float]] = {
    "exact": 60,
    "alternate": 0,
    "code": 0,
    "sound": -60,
    "fuzzy": -60,
}
_EDIT: Final = 60
_MISSPELLED_MAIN: Final = 110
_VOWEL: Final = 50
_SUPPLEMENT: Final = 60
# A bare name is the town before it is the district around it.
_BARE: Final = {
    "admin1": -40.0,
    "region": -20.0,
    "admin2": -120.0,
    "admin3": -120.0,
    "municipality": -120.0,
}
_RIGHT_KIND: Final = 150
_WRONG_KIND: Final = 150
# Called a village, it is rarely the town or the city of that name; called a town, it may well be a
# village.
_WRONG_SIZE: Final = {
    "city": -400.0,
    "town": -180.0,
    "village": -30.0,
    "quarter": 0.0,
    "locality": 0.0,
}
_NEAR: Final = 500
_NEAR_M: Final = 150_000
_IN_BOX: Final = 300
# What the place that isn't listed weighs: the embedded index lists every second village, a country
# file nearly all.
_UNLISTED: Final = {"settlement": 330.0, "area": 120.0, "facility": 60.0, "nature": 120.0}
_UNLISTED_WITH_FILE: Final = {"settlement": 150.0, "area": 60.0, "facility": 60.0, "nature": 60.0}
# An unlisted place of just this spelling must also happen to resemble a listed one.
_RESEMBLANCE: Final = 60
# Called a county or a district, it is rarely the province of that name; districts come with country
# files.
_UNLISTED_DISTRICT: Final = 500
_INSIDE_REGION: Final = 60
_OUTSIDE_BY_CODE: Final = 200
# Nobody counted most villages: what has no population isn't empty.
_UNCOUNTED: Final = 270
_SAME_SPOT_M: Final = 15_000
_SAME_SPOT_DEG: Final = 0.14
_NEGLIGIBLE: Final = 0.02


class Candidate(NamedTuple):
    """A place that a name may mean, how it was matched, after how many edits; more of it below.

    ``outside_by_code``: its code says that it lies elsewhere. ``is_main``: a main name was
    misspelled, no variant.
    """

    place: Place
    match: MatchType
    edits: int = 0
    outside_by_code: bool = False
    is_main: bool = False


def rank_candidates(
    candidates: Sequence[Candidate],
    context: Context,
    kinds: Collection[str] = (),
    *,
    covered: bool = False,
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
    """
    if not candidates:
        return []
    if len(candidates) == 1:
        return [_alone(candidates[0], context, kinds, covered=covered)]
    points = [_points(candidate, context, kinds) for candidate in candidates]
    top = max(points)
    unlisted = _unlisted(candidates[points.index(top)], context, kinds, covered=covered)
    weights = [math.exp((each - top) / _TEMPERATURE) for each in points]
    total = sum(weights) + math.exp(min((unlisted - top) / _TEMPERATURE, 50))
    order = sorted(range(len(points)), key=lambda at: (-points[at], candidates[at].place.id))
    where = _where(context)
    return [
        _match(candidates[at], _shared(at, candidates, weights) / total, points[at], where)
        for at in order
    ]


def _alone(
    candidate: Candidate, context: Context, kinds: Collection[str], *, covered: bool
) -> Match:
    """Weigh a single candidate against the place that isn't listed."""
    points = _points(candidate, context, kinds)
    unlisted = _unlisted(candidate, context, kinds, covered=covered)
    odds = math.exp(min((unlisted - points) / _TEMPERATURE, 50))
    return _match(candidate, 1 / (1 + odds), points, _where(context))


def _unlisted(best: Candidate, context: Context, kinds: Collection[str], *, covered: bool) -> float:
    """Points of the place that is meant and isn't in the gazetteer, as many as the best candidate suggests."""
    group = KINDS[best.place.kind][0] if best.place.kind in KINDS else "nature"
    points = (_UNLISTED_WITH_FILE if covered else _UNLISTED)[group] - (
        _INSIDE_REGION if context.regions else 0
    )
    if best.match in ("sound", "fuzzy"):
        points -= _RESEMBLANCE
    if "admin2" in kinds and best.place.kind == "admin1" and not covered:
        points += _UNLISTED_DISTRICT
    return points + (context.prior.usual if context.prior is not None else 0)


def _points(candidate: Candidate, context: Context, kinds: Collection[str]) -> float:
    place, match, edits, outside, is_main = candidate
    points = _POINTS[match] + max(place.rank, _UNCOUNTED if place.kind in SETTLEMENTS else 0)
    if edits:
        points += _MISSPELLED_MAIN * is_main - (_VOWEL if match == "sound" else _EDIT) * edits
    if outside:
        points -= _OUTSIDE_BY_CODE
    if place.source == "supplement":
        points += _SUPPLEMENT
    if context.is_plain:
        return points + _kind_points(place.kind, kinds)
    return points + _kind_points(place.kind, kinds) + _context_points(place, context)


def _context_points(place: Place, context: Context) -> float:
    points = 0.0
    if context.near is not None:
        away = distance_m(*context.near, place.lat, place.lon)
        points += _NEAR * math.exp(-away / (_NEAR_M + place.uncertainty_m))
    if context.bbox is not None and context.in_box(place):
        points += _IN_BOX
    return points if context.prior is None else points + context.prior(place)


def _kind_points(kind: str, kinds: Collection[str]) -> float:
    if not kinds:
        return _BARE.get(kind, 0.0)
    if kind in kinds:
        return 0 if kind in SETTLEMENTS else _RIGHT_KIND
    if kind in SETTLEMENTS and not SETTLEMENTS.isdisjoint(kinds):
        return _WRONG_SIZE[kind]
    return -_WRONG_KIND


def _shared(at: int, candidates: Sequence[Candidate], weights: Sequence[float]) -> float:
    """Weight of a candidate together with what lies at the same spot: the town and the unit around it, say."""
    shared = weights[at]
    if shared < _NEGLIGIBLE:
        return shared
    here = candidates[at].place
    lat, lon = here.lat, here.lon
    for weight, (place, *_) in zip(weights, candidates, strict=True):
        if place is here or not -_SAME_SPOT_DEG < place.lat - lat < _SAME_SPOT_DEG:
            continue
        if distance_m(lat, lon, place.lat, place.lon) < _SAME_SPOT_M:
            shared += weight
    return shared


def _match(candidate: Candidate, probability: float, points: float, where: str) -> Match:
    place, match, edits, *_ = candidate
    name = place.name
    quality, precision, how = _manner(match, edits, place.kind)
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
            f"{how} {name}{where}",
            points,
            match in _RESEMBLING,
        ),
    )


@cache
def _manner(match: MatchType, edits: int, kind: str) -> tuple[float, Precision, str]:
    """Return the quality of such matches, the kind's precision, and how it was matched in words."""
    qualities = _QUALITY[match]
    precision = KINDS[kind][1] if kind in KINDS else "place"
    return (
        qualities[min(edits, len(qualities) - 1)],
        precision,
        f"{_how(match, edits)} of the {kind.replace('_', ' ')}",
    )


_RESEMBLING: Final = ("sound", "fuzzy")
_HOW: Final = {
    "exact": "main name",
    "alternate": "another name",
    "sound": "a transcription",
    "fuzzy": "one edit from a name",
    "code": "code",
}


def _how(match: MatchType, edits: int) -> str:
    return f"{edits} edits from a name" if match == "fuzzy" and edits > 1 else _HOW[match]


def _where(context: Context) -> str:
    if context.regions:
        return f", inside {context.regions[-1][0].name}"
    return f" in {', '.join(sorted(context.countries))}" if context.countries else ""
