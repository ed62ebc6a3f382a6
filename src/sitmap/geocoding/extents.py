"""How far a point lies outside a place: an area by its outline, others by their box or disc."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sitmap.gazetteer import embedded_index
from sitmap.gazetteer.kinds import AREAS
from sitmap.geodesy import METRES_PER_DEGREE, distance_m
from sitmap.outlines import load_outlines

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitmap.gazetteer import Place

# degrees, where a degree of longitude still has a length
_POLE: Final = 89.0
# degrees around the Earth
_TURN_DEG: Final = 360.0


def distance_to_extent_m(place: Place, lat: float, lon: float) -> float:
    """Return the metres from a point to a place; 0 inside it.

    Examples
    --------
    >>> from sitmap.gazetteer import open_gazetteer
    >>> argentina = open_gazetteer().by_id("country:AR")
    >>> distance_to_extent_m(argentina, -54.8, -68.3) < 5_000  # Ushuaia, on the coast
    True
    """
    disc = max(
        distance_m(place.lat, place.lon, lat, lon) - place.uncertainty_m,
        0.0,
    )
    if place.kind in AREAS and (outline := _outline(place)) is not None:
        return _to_shape_m(outline, lat, lon)
    if place.bbox is not None:
        return min(disc, _to_box_m(place.bbox, lat, lon))
    return disc


def _outline(place: Place) -> Any:
    """Return a country as the basemap draws it, another area as the gazetteer has it, or None."""
    return (
        _country(place.country)
        if place.kind == "country"
        else _area(place.id)
    )


@lru_cache(maxsize=300)
def _country(code: str) -> Any:
    return load_outlines().country(code)


@lru_cache(maxsize=1_000)
def _area(place_id: str) -> Any:
    return embedded_index().outline_of(place_id)


def _to_shape_m(shape: Any, lat: float, lon: float) -> float:
    """Measure to the nearest point of a shape, across the antimeridian too.

    It is good to a few per cent.
    """
    import shapely
    from shapely import affinity

    # a degree of longitude is shorter than one of latitude: measured where the point lies
    narrow = math.cos(math.radians(min(abs(lat), _POLE)))
    flat = affinity.scale(shape, xfact=narrow, origin=(0, 0))
    turns = (lon - _TURN_DEG, lon, lon + _TURN_DEG)
    apart = min(
        flat.distance(shapely.Point(x * narrow, lat)) for x in turns
    )
    return float(apart) * METRES_PER_DEGREE


def _to_box_m(
    box: tuple[float, float, float, float], lat: float, lon: float
) -> float:
    west, south, east, north = box
    near_lat = min(max(lat, south), north)
    within = west <= lon <= east
    if west > east:  # across the antimeridian
        within = lon >= west or lon <= east
    near_lon = lon if within else min((west, east), key=_turns_to(lon))
    return distance_m(lat, lon, near_lat, near_lon)


def _turns_to(lon: float) -> Callable[[float], float]:
    """Return how many degrees of longitude lie between an edge and a point, the short way."""
    half = _TURN_DEG / 2
    return lambda edge: abs((edge - lon + half) % _TURN_DEG - half)
