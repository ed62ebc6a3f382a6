"""Spots relative to a place: part of it, near it, so far from it, between it and another."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.kinds import AREAS
from sitmap.geodesy import distance_m, geodesic_m, initial_bearing, move

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitmap.geocoding.match import Match
    from sitmap.geocoding.relations import Offset

# metres: what "near" a town reaches beyond it
_NEAR_M: Final = 7_500.0
# namesakes at either end of "between A and B"
_ENDS_TRIED: Final = 12
# metres out of a town: "towards Tuzla"
_TOWARDS_M: Final = 5_000.0
# metres around that spot
_TOWARDS_RADIUS_M: Final = 10_000.0
_SECTOR: Final = 0.4
"""Reports name eight directions: half a sector is 22.5°, and sin 22.5° = 0.38."""

# metres, below which a distance is told in metres
_LEAST_KM: Final = 1_000.0
# metres from which on no decimals are told
_WHOLE_KM: Final = 10_000.0
# share that a told distance is rounded by
_ROUNDING: Final = 0.1
_POINTS: Final = [
    "N",
    "NNE",
    "NE",
    "ENE",
    "E",
    "ESE",
    "SE",
    "SSE",
    "S",
    "SSW",
    "SW",
    "WSW",
    "W",
    "WNW",
    "NW",
    "NNW",
]
_NAMES: Final = {
    0: "north",
    45: "north-east",
    90: "east",
    135: "south-east",
    180: "south",
    225: "south-west",
    270: "west",
    315: "north-west",
}


def compass_point(bearing: float) -> str:
    """Name a bearing.

    Examples
    --------
    >>> compass_point(44), compass_point(359)
    ('NE', 'N')
    """
    return _POINTS[round(bearing / 22.5) % 16]


def apply_offset(match: Match, offset: Offset) -> Match:
    """Move a match to the spot that the phrase tells, with the uncertainty of such phrases."""
    if offset.relation == "part":
        return _part(match, offset.bearing)
    if offset.relation == "distance" and offset.distance_m is not None:
        return _at_distance(match, offset.bearing, offset.distance_m)
    if offset.relation == "towards" and offset.bearing is not None:
        away = (
            match.uncertainty_m if match.place.kind in AREAS else 0
        ) + _TOWARDS_M
        label = f"{compass_point(offset.bearing)} of {match.label}"
        return _moved(
            match,
            offset.bearing,
            away,
            match.uncertainty_m + _TOWARDS_RADIUS_M,
            label,
        )
    if match.place.kind in AREAS:
        return match
    return match._replace(
        precision="near",
        uncertainty_m=match.uncertainty_m + _NEAR_M,
        label=f"near {match.label}",
        why=f"near it; {match.why}",
    )


def midpoint(one: Match, two: Match) -> Match:
    """Return the spot half-way between two matches; the circle around it holds both."""
    away_m = geodesic_m((one.lat, one.lon), (two.lat, two.lon))
    if not away_m:
        return one
    bearing = initial_bearing((one.lat, one.lon), (two.lat, two.lon))
    label = f"between {one.label} and {two.label}"
    middle = _moved(
        one,
        bearing,
        away_m / 2,
        away_m / 2 + max(one.uncertainty_m, two.uncertainty_m),
        label,
    )
    return middle._replace(
        score=round(min(one.score, two.score), 3),
        why=f"half-way; {one.why}; {two.why}",
        resembles=one.resembles or two.resembles,
    )


def closest_pair(
    ones: Sequence[Match], others: Sequence[Match]
) -> tuple[Match, Match]:
    """Choose the likeliest pair of ends: a road joins neighbours, the nearer the likelier."""
    pairs = product(
        _towns(ones)[:_ENDS_TRIED], _towns(others)[:_ENDS_TRIED]
    )
    return max(
        pairs,
        key=lambda pair: (
            pair[0].score * pair[1].score / max(_apart_m(*pair), _NEAR_M)
        ),
    )


def _towns(matches: Sequence[Match]) -> Sequence[Match]:
    """Leave out the districts around the towns of their name: a road joins towns."""
    return [
        match for match in matches if match.place.kind not in AREAS
    ] or matches


def _apart_m(one: Match, two: Match) -> float:
    return distance_m(one.lat, one.lon, two.lat, two.lon)


def _part(match: Match, bearing: float | None) -> Match:
    """Move to the middle of that half of the place, with a circle that holds the half."""
    if bearing is None:
        return match._replace(
            label=f"central {match.label}",
            why=f"the middle of it; {match.why}",
        )
    name = _NAMES.get(round(bearing / 45) % 8 * 45, "")
    part = _moved(
        match,
        bearing,
        match.uncertainty_m / 2,
        match.uncertainty_m * 0.85,
        f"{name} {match.label}",
    )
    return part._replace(
        precision=match.precision,
        match="computed",
        why=f"the {name} of it; {match.why}",
    )


def _at_distance(
    match: Match, bearing: float | None, distance_m: float
) -> Match:
    told = _told(distance_m)
    if bearing is None:
        radius = distance_m * (1 + _ROUNDING) + match.uncertainty_m
        return match._replace(
            precision="near",
            uncertainty_m=radius,
            label=f"{told} from {match.label}",
            match="computed",
            why=f"{told} from it; {match.why}",
        )
    radius = distance_m * _SECTOR + match.uncertainty_m
    return _moved(
        match,
        bearing,
        distance_m,
        radius,
        f"{told} {compass_point(bearing)} of {match.label}",
    )


def _told(distance_m: float) -> str:
    """Write a distance as a reader needs it: 74 km, 1.5 km, 500 m."""
    if distance_m < _WHOLE_KM:
        return (
            f"{distance_m:.0f} m"
            if distance_m < _LEAST_KM
            else f"{distance_m / 1000:.2g} km"
        )
    return f"{distance_m / 1000:.0f} km"


def _moved(
    match: Match,
    bearing: float,
    distance_m: float,
    radius_m: float,
    label: str,
) -> Match:
    lat, lon = move((match.lat, match.lon), bearing, distance_m)
    return match._replace(
        lat=lat,
        lon=lon,
        precision="near",
        uncertainty_m=radius_m,
        label=label,
        match="computed",
        why=f"{label}; {match.why}",
    )
