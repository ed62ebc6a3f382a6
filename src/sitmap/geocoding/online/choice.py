"""Which of a service's answers to take.

Within the countries asked for, best first, and in doubt where it is.
"""

from __future__ import annotations

from functools import lru_cache
from math import isnan
from typing import TYPE_CHECKING, Final, NamedTuple

import shapely

from sitmap.gazetteer import open_gazetteer
from sitmap.geocoding.areas import find_countries
from sitmap.geocoding.online.readings import Reading, read_place
from sitmap.geodesy import distance_m
from sitmap.outlines import load_outlines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitmap.geocoding.match import Status
    from sitmap.geocoding.online.cache import Found

# of the first's rating: the second may as well be meant
_RIVAL: Final = 0.9
# metres beyond which two answers are two places
_APART_M: Final = 25_000.0
# 11 km, as borders are simplified
_MARGIN_DEG: Final = 0.1


class Candidate(NamedTuple):
    """A place, what its record says, and its country (ISO 3166-1 alpha-2; empty if not told)."""

    found: Found
    reading: Reading
    country: str


def choose(
    places: Iterable[Found],
    countries: frozenset[str] = frozenset(),
    near: tuple[float, float] | None = None,
) -> list[Candidate]:
    """Read the places of an answer in the countries, in the order of nearness if asked for.

    A place whose record names another country is kept if it lies within the outline of one asked
    for: services differ on Kosovo. One that names none is, too, with a margin of some 10 km.
    """
    read = [(place, read_place(place)) for place in places]
    candidates = [
        Candidate(place, reading, _country(place, reading, countries))
        for place, reading in read
    ]
    kept = [
        each
        for each in candidates
        if not countries or each.country in countries
    ]
    if near is not None:
        kept.sort(
            key=lambda each: distance_m(
                *near, each.found.lat, each.found.lon
            )
        )
    return kept


def judge(candidates: list[Candidate]) -> tuple[Status, str]:
    """Say whether the first candidate is the answer.

    It isn't where the service rates one elsewhere nearly as high.
    """
    first = candidates[0]
    rivals = [each for each in candidates[1:] if _is_rival(first, each)]
    if not rivals:
        return "found", ""
    return "ambiguous", f"rated nearly as high: {rivals[0].found.address}"


def _is_rival(first: Candidate, other: Candidate) -> bool:
    ratings = first.reading.rating, other.reading.rating
    if any(map(isnan, ratings)) or ratings[1] < _RIVAL * ratings[0]:
        return False
    radii = [
        0.0
        if isnan(each.reading.uncertainty_m)
        else each.reading.uncertainty_m
        for each in (first, other)
    ]
    return distance_m(
        first.found.lat, first.found.lon, other.found.lat, other.found.lon
    ) > _APART_M + max(radii)


def _country(
    place: Found, reading: Reading, countries: frozenset[str]
) -> str:
    told = _alpha_2(reading.country) if reading.country else ""
    if told in countries or not countries:
        return told
    margin = 0.0 if told else _MARGIN_DEG
    return next(
        (
            code
            for code in sorted(countries)
            if _lies_in(place, code, margin)
        ),
        told,
    )


def _lies_in(place: Found, code: str, margin_deg: float) -> bool:
    outline = load_outlines().country(code)
    return outline is not None and bool(
        shapely.distance(outline, shapely.Point(place.lon, place.lat))
        <= margin_deg
    )


@lru_cache(maxsize=512)
def _alpha_2(code: str) -> str:
    return next(iter(find_countries(open_gazetteer(), code)), "")
