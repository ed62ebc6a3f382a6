"""From a point to words, and from both to a check: "3 km NE of Zvečan", "57 km from Mitrovica"."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from geopy.distance import geodesic
from geopy.point import Point

from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.geocoding.extents import distance_to_extent_m
from sitmap.geocoding.geocoder import Gazetteer
from sitmap.geocoding.offsets import compass_point
from sitmap.geodesy import initial_bearing

if TYPE_CHECKING:
    import pandas as pd

    from sitmap.gazetteer import Place

# settlements near a point that are weighed
_AROUND: Final = 60
# points of prominence (ten times the people) that count as half the distance
_TWICE_AS_KNOWN: Final = 100.0
# metres: nearer, distance says nothing
_AT_LEAST_M: Final = 2_000.0
# metres within which a point is "in" a village
_HERE_M: Final = 1_000.0
# metres that sources differ by
_TOLERANCE_M: Final = 5_000.0
# score of an answer that a point is compared with
_TRUSTED: Final = 0.6
# the same where no country is given
_SURE_ANYWHERE: Final = 0.8


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
    around = gazetteer.library.nearest(
        spot.latitude, spot.longitude, _AROUND, SETTLEMENTS
    )
    if not around:
        return f"{spot.latitude:.3f}, {spot.longitude:.3f}, far from any settlement"
    place = min(around, key=lambda pair: _distance_felt(*pair))[1]
    return f"{_relation(spot, place)}{place.name}, {gazetteer.country_name(place.country)}"


def _distance_felt(distance_m: float, place: Place) -> float:
    """Weigh distance by prominence: a town twice as far is a better landmark than a hamlet."""
    return max(distance_m, _AT_LEAST_M) / math.pow(
        2.0, place.rank / _TWICE_AS_KNOWN
    )


def _relation(spot: Point, place: Place) -> str:
    home = (place.lat, place.lon)
    distance_m = geodesic(home, spot[:2]).m
    if distance_m < max(_HERE_M, place.uncertainty_m / 2):
        return ""
    return f"{distance_m / 1000:.0f} km {compass_point(initial_bearing(home, spot[:2]))} of "


def check_points(
    incidents: pd.DataFrame, geocoder: Gazetteer | None = None
) -> pd.DataFrame:
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
        doubt aren't held against a point, and a point anywhere in a country, a region or another
        place of the name is no contradiction.
    """
    import pandas as pd

    gazetteer = geocoder or Gazetteer()
    rows = incidents[
        incidents.geometry.notna() & incidents["place"].notna()
    ]
    countries = _countries(rows, gazetteer)
    found = _found(rows, countries, gazetteer)
    given = [
        rows[name] if name in rows else [None] * len(rows)
        for name in ("country", "admin1")
    ]
    parts = zip(
        rows.index,
        rows["place"],
        *given,
        rows.geometry.representative_point(),
        found,
        strict=True,
    )
    apart = (
        _contradiction(label, place, (code, unit), point, answer, gazetteer)
        for label, place, code, unit, point, answer in parts
        if answer.status == "found" and answer.score >= _TRUSTED
    )
    columns = ["row", "place", "distance_m", "why"]
    return pd.DataFrame([each for each in apart if each], columns=columns)


def _countries(rows: pd.DataFrame, gazetteer: Gazetteer) -> pd.Series[Any]:
    """Return each row's country; where none is given, that of the nearest settlement."""
    import pandas as pd

    given = (
        rows["country"]
        if "country" in rows
        else pd.Series([None] * len(rows), rows.index)
    )
    points = rows.geometry.representative_point()
    told = [
        code
        if isinstance(code, str) and code
        else _country_at(point, gazetteer)
        for code, point in zip(given, points, strict=True)
    ]
    return pd.Series(told, index=rows.index, dtype="object")


def _country_at(point: Any, gazetteer: Gazetteer) -> str | None:
    around = gazetteer.library.nearest(point.y, point.x, 1, SETTLEMENTS)
    return around[0][1].country if around else None


def _found(
    rows: pd.DataFrame, countries: pd.Series[Any], gazetteer: Gazetteer
) -> list[Any]:
    """Look places up in their countries; what isn't there and gives none, in the world."""
    from sitmap.geocoding.batch import geocode

    region = rows.get("admin1")
    found = geocode(
        rows["place"], country=countries, region=region, geocoder=gazetteer
    )
    answers = list(found.itertuples(index=False))
    given = (
        rows["country"].notna().tolist()
        if "country" in rows
        else [False] * len(rows)
    )
    asked = [
        at
        for at, (is_given, answer) in enumerate(
            zip(given, answers, strict=True)
        )
        if not is_given and answer.status != "found"
    ]
    anywhere = geocode(rows["place"].iloc[asked], geocoder=gazetteer)
    for at, answer in zip(
        asked, anywhere.itertuples(index=False), strict=True
    ):
        if (
            answer.status == "found"
            and answer.match == "exact"
            and answer.score >= _SURE_ANYWHERE
        ):
            answers[at] = answer
    return answers


def _contradiction(
    label: Any,
    place: str,
    held: tuple[Any, Any],
    point: Any,
    answer: Any,
    gazetteer: Gazetteer,
) -> tuple[Any, ...] | None:
    """Return what is wrong with a row, unless its point lies in one of the places of the name."""
    apart_m = _apart_m(point, answer, gazetteer)
    if apart_m <= _TOLERANCE_M:
        return None
    country, region = (
        each if isinstance(each, str) else None for each in held
    )
    named = gazetteer.resolve(place, country=country, region=region)
    others = (
        distance_to_extent_m(each.place, point.y, point.x)
        for each in named.matches
    )
    if any(away_m <= _TOLERANCE_M for away_m in others):
        return None
    distance_m = geodesic(
        (point.y, point.x), (answer.geometry.y, answer.geometry.x)
    ).m
    where = describe((point.y, point.x), gazetteer)
    why = f"the point is {where}, {distance_m / 1000:.0f} km from {answer.address}"
    return label, place, distance_m, why


def _apart_m(point: Any, answer: Any, gazetteer: Gazetteer) -> float:
    """Return how far a point lies outside the disc and the extent of an answer."""
    distance_m = geodesic(
        (point.y, point.x), (answer.geometry.y, answer.geometry.x)
    ).m
    outside_m = distance_m - answer.uncertainty_m
    place = (
        gazetteer.library.by_id(answer.place_id)
        if answer.place_id
        else None
    )
    if place is None or answer.match == "computed":
        return float(outside_m)
    return min(
        float(outside_m), distance_to_extent_m(place, point.y, point.x)
    )
