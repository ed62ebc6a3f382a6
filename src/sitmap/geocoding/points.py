"""From a point to words, and from both to a check: "3 km NE of Zvečan"; "the point lies 57 km from Mitrovica"."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from geopy.distance import geodesic
from geopy.point import Point

from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.geocoding.geocoder import Gazetteer
from sitmap.geocoding.offsets import compass_point, initial_bearing

if TYPE_CHECKING:
    import pandas as pd

    from sitmap.gazetteer import Place

__all__ = ["check_points", "describe"]

_AROUND: Final = 60
_TWICE_AS_KNOWN: Final = 100.0
_AT_LEAST_M: Final = 2_000.0
_HERE_M: Final = 1_000.0
_TOLERANCE_M: Final = 5_000.0
_TRUSTED: Final = 0.6


def describe(point: Any, geocoder: Gazetteer | None = None) -> str:
    """Say where a point is, relative to a place that a reader may know.

    Parameters
    ----------
    point
        (lat, lon), or what `geopy.point.Point` takes.
    geocoder
        A `Gazetteer`; the embedded one if not given.

    Examples
    --------
    >>> describe((42.9275, 20.8670))
    '5 km N of Mitrovica, Kosovo'
    """
    gazetteer = geocoder or Gazetteer()
    spot = Point(point)
    around = gazetteer.library.nearest(spot.latitude, spot.longitude, _AROUND, SETTLEMENTS)
    if not around:
        return f"{spot.latitude:.3f}, {spot.longitude:.3f}, far from any settlement"
    place = min(around, key=lambda pair: _distance_felt(*pair))[1]
    return f"{_relation(spot, place)}{place.name}, {gazetteer.country_name(place.country)}"


def _distance_felt(distance_m: float, place: Place) -> float:
    """Weigh distance by prominence: a town twice as far is a better landmark than a hamlet."""
    return max(distance_m, _AT_LEAST_M) / math.pow(2.0, place.rank / _TWICE_AS_KNOWN)


def _relation(spot: Point, place: Place) -> str:
    home = (place.lat, place.lon)
    distance_m = geodesic(home, spot[:2]).m
    if distance_m < max(_HERE_M, place.uncertainty_m / 2):
        return ""
    return f"{distance_m / 1000:.0f} km {compass_point(initial_bearing(home, spot[:2]))} of "


def check_points(incidents: pd.DataFrame, geocoder: Gazetteer | None = None) -> pd.DataFrame:
    """List the rows whose own point lies elsewhere than the place that they name.

    Parameters
    ----------
    incidents
        An incident table with ``geometry`` and ``place``.
    geocoder
        A `Gazetteer`; the embedded one if not given.

    Returns
    -------
    pandas.DataFrame
        Columns ``row``, ``place``, ``distance_m`` and ``why``; one row per contradiction. Places in
        doubt aren't held against a point.
    """
    import pandas as pd

    from sitmap.geocoding.batch import geocode

    gazetteer = geocoder or Gazetteer()
    rows = incidents[incidents.geometry.notna() & incidents["place"].notna()]
    found = geocode(
        rows["place"], country=rows.get("country"), region=rows.get("admin1"), geocoder=gazetteer
    )
    apart = [
        _contradiction(label, place, point, answer, gazetteer)
        for label, place, point, answer in zip(
            rows.index, rows["place"], rows.geometry, found.itertuples(index=False), strict=True
        )
        if answer.status == "found" and answer.score >= _TRUSTED
    ]
    return pd.DataFrame(
        [each for each in apart if each], columns=["row", "place", "distance_m", "why"]
    )


def _contradiction(
    label: Any, place: str, point: Any, answer: Any, gazetteer: Gazetteer
) -> tuple[Any, ...] | None:
    distance_m = geodesic((point.y, point.x), (answer.geometry.y, answer.geometry.x)).m
    if distance_m <= answer.uncertainty_m + _TOLERANCE_M:
        return None
    where = describe((point.y, point.x), gazetteer)
    return (
        label,
        place,
        distance_m,
        f"the point is {where}, {distance_m / 1000:.0f} km from {answer.address}",
    )
