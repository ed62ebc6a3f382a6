"""Which candidate is meant: one sum of points, and how sure that makes us.

Points are on the scale of `Place.rank`, where a hundred stand for ten times the population. A softmax over them, with
one more candidate for the place that the gazetteer doesn't have, gives the probability that the first one is right.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.gazetteer.distances import distance_m
from sitmap.gazetteer.kinds import AREAS, SETTLEMENTS, precision_of
from sitmap.geocoding.match import Match, MatchType

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sitmap.gazetteer import Place
    from sitmap.geocoding.context import Context

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
_POINTS: Final[dict[MatchType, float]] = {"exact": 60, "alternate": 0, "code": 0, "sound": -60, "fuzzy": -60}
_EDIT: Final = 60
_MISSPELLED_MAIN: Final = 80
_VOWEL: Final = 50
_SUPPLEMENT: Final = 60
_BARE_AREA: Final = 40
_RIGHT_KIND: Final = 150
_WRONG_KIND: Final = 150
# Called a village, it is rarely the town or the city of that name; called a town, it may well be a village.
_WRONG_SIZE: Final = {"city": -400.0, "town": -180.0, "village": -30.0, "quarter": 0.0, "locality": 0.0}
_NEAR: Final = 200
_NEAR_M: Final = 100_000
_LIKELY_COUNTRY: Final = 200
# What the place that isn't listed weighs: the embedded index lists every second village, a country file nearly all.
_UNLISTED: Final = 330
_UNLISTED_WITH_FILE: Final = 150
_INSIDE_REGION: Final = 60
_OUTSIDE_BY_CODE: Final = 200
# Nobody counted most villages: what has no population isn't empty.
_UNCOUNTED: Final = 270
_SAME_SPOT_M: Final = 15_000


class Candidate(NamedTuple):
    """A place that a name may mean, how it was matched, after how many edits; more of it below.

    ``outside_by_code``: its code says that it lies elsewhere. ``is_main``: a main name was misspelled, no variant.
    """

    place: Place
    match: MatchType
    edits: int = 0
    outside_by_code: bool = False
    is_main: bool = False


def rank_candidates(
    candidates: Sequence[Candidate], context: Context, kinds: Collection[str] = (), *, covered: bool = False
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
    points = [_points(candidate, context, kinds) for candidate in candidates]
    order = sorted(range(len(points)), key=lambda at: (-points[at], candidates[at].place.id))
    unlisted = (_UNLISTED_WITH_FILE if covered else _UNLISTED) - (_INSIDE_REGION if context.regions else 0)
    top = points[order[0]]
    weights = [math.exp((each - top) / _TEMPERATURE) for each in points]
    total = sum(weights) + math.exp(min((unlisted - top) / _TEMPERATURE, 50))
    return [_match(candidates[at], _shared(at, candidates, weights) / total, points[at], context) for at in order]


def _points(candidate: Candidate, context: Context, kinds: Collection[str]) -> float:
    place, match, edits, outside, is_main = candidate
    rank = max(place.rank, _UNCOUNTED) if place.kind in SETTLEMENTS else place.rank
    points = rank - _OUTSIDE_BY_CODE * outside + _POINTS[match] - (_VOWEL if match == "sound" else _EDIT) * edits
    points += _MISSPELLED_MAIN * is_main
    if place.source == "supplement":
        points += _SUPPLEMENT
    points += _kind_points(place.kind, kinds)
    if context.near is not None:
        away = distance_m(*context.near, place.lat, place.lon)
        points += _NEAR * max(0.0, 1 - away / (_NEAR_M + place.uncertainty_m))
    if context.likely_countries and place.country in context.likely_countries:
        points += _LIKELY_COUNTRY
    return points + _NEAR if context.in_box(place) else points


def _kind_points(kind: str, kinds: Collection[str]) -> float:
    if not kinds:
        return -_BARE_AREA if kind in AREAS and kind != "country" else 0
    if kind in kinds:
        return 0 if kind in SETTLEMENTS else _RIGHT_KIND
    if kind in SETTLEMENTS and not SETTLEMENTS.isdisjoint(kinds):
        return _WRONG_SIZE[kind]
    return -_WRONG_KIND


def _shared(at: int, candidates: Sequence[Candidate], weights: Sequence[float]) -> float:
    """Weight of a candidate together with what lies at the same spot: the town and the unit around it, say."""
    if len(candidates) == 1:
        return weights[at]
    here = candidates[at].place
    return sum(
        weight
        for weight, other in zip(weights, candidates, strict=True)
        if other.place is here or distance_m(here.lat, here.lon, other.place.lat, other.place.lon) < _SAME_SPOT_M
    )


def _match(candidate: Candidate, probability: float, points: float, context: Context) -> Match:
    place, match, edits, *_ = candidate
    quality = _QUALITY[match]
    return Match(
        place=place,
        score=round(min(probability, 1.0) * quality[min(edits, len(quality) - 1)], 3),
        match=match,
        precision=precision_of(place.kind),
        uncertainty_m=place.uncertainty_m,
        lat=place.lat,
        lon=place.lon,
        label=place.name,
        why=_why(place, match, edits, context),
        rank=points,
    )


_HOW: Final = {
    "exact": "main name of the {kind} {name}",
    "alternate": "another name of the {kind} {name}",
    "sound": "a transcription of the {kind} {name}",
    "fuzzy": "{edits} from a name of the {kind} {name}",
    "code": "code of the {kind} {name}",
}


def _why(place: Place, match: MatchType, edits: int, context: Context) -> str:
    kind = place.kind.replace("_", " ")
    text = _HOW[match].format(kind=kind, name=place.name, edits="one edit" if edits == 1 else f"{edits} edits")
    if context.regions:
        return f"{text}, inside {context.regions[-1][0].name}"
    return f"{text} in {', '.join(sorted(context.countries))}" if context.countries else text
