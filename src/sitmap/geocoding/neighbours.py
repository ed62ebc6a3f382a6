"""What the other rows of a table tell about a name: their countries, where they lie."""

from __future__ import annotations

import math
from collections import Counter
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.geodesy import distance_m

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitmap.gazetteer import Place
    from sitmap.geocoding.match import Match

# sure places from which on a table has a home
_ENOUGH: Final = 3
# points from which on neighbours tell one namesake from another
_TELLING: Final = 150.0
# 45 km, a district
_WIDE_CELL_DEG: Final = 0.4
# Events of a table cluster within 15 km or so: twice as telling as the wider cells.
_NARROW_CELL_DEG: Final = 0.15
# for all of a table's sure places in the same narrow cell
_NARROW_POINTS: Final = 300.0
# for all of a table's sure places in the same country
_COUNTRY_POINTS: Final = 300.0
# for all of a table's sure places in the same wide cell
_WIDE_POINTS: Final = 200.0
# share of sure places in one country that makes it the table's
_NEARLY_ALL: Final = 0.8
# sure places that a circle may be drawn around
_ENOUGH_FOR_A_REGION: Final = 5
# radius up to which a table's places are one region
_REGION_M: Final = 300_000.0
# metres beyond that circle before a place is an outlier
_MARGIN_M: Final = 100_000.0


class Spot(NamedTuple):
    """A point that a table's place surely lies at, and its country."""

    country: str
    lat: float
    lon: float


def spots_of(matches: Iterable[Match]) -> list[Spot]:
    """Return where some matches lie."""
    return [
        Spot(match.place.country, match.lat, match.lon) for match in matches
    ]


class TablePrior:
    """Points for a place, from the places that a table's other rows surely name.

    Incidents of one table are mostly of one country, and cluster along roads and front lines.

    Parameters
    ----------
    sure
        Where the places are that need no help, and the table's own points.
    """

    def __init__(self, sure: Sequence[Spot]) -> None:
        self._countries = Counter(spot.country for spot in sure)
        self._wide = _spread(sure, _WIDE_CELL_DEG)
        self._narrow = _spread(sure, _NARROW_CELL_DEG)
        self._places = list(sure)
        self.own: Spot | None = None

    def without(self, own: Spot) -> TablePrior:
        """Return what the other rows tell: a row's own answer is no evidence for itself."""
        others = copy(self)
        others.own = own
        return others

    @property
    def tells(self) -> bool:
        """Whether there are rows enough, and close enough to each other, to tell anything."""
        return len(self._places) >= _ENOUGH and self.usual >= _TELLING

    @cached_property
    def usual(self) -> float:
        """Points that a row of this table gains on average: what an unlisted place would gain."""
        points = sum(self._points(spot, spot) for spot in self._places)
        return points / len(self._places)

    def __call__(self, place: Place) -> float:
        """Return the points that a place gains."""
        return self._points(
            Spot(place.country, place.lat, place.lon), self.own
        )

    def _points(self, at: Spot, own: Spot | None) -> float:
        """Return the points of a spot, from all rows but one."""
        total = max(len(self._places) - (own is not None), 1)
        same = self._countries[at.country] - (
            own is not None and own.country == at.country
        )
        wide = _around(self._wide, at, own, _WIDE_CELL_DEG) / total
        narrow = _around(self._narrow, at, own, _NARROW_CELL_DEG) / total
        density = _WIDE_POINTS * math.sqrt(
            wide
        ) + _NARROW_POINTS * math.sqrt(narrow)
        return _COUNTRY_POINTS * same / total + density


class TableHome:
    """Where a table's places are, if in one country or region.

    Parameters
    ----------
    sure
        Where the places are that need no help, and the table's own points.

    Attributes
    ----------
    country
        The code of the country that nearly all are in; empty if there is none.
    """

    def __init__(self, sure: Sequence[Spot]) -> None:
        country, rows = next(
            iter(Counter(spot.country for spot in sure).most_common(1)),
            ("", 0),
        )
        self.country = (
            country if rows >= max(_ENOUGH, _NEARLY_ALL * len(sure)) else ""
        )
        self._circle = (
            _circle(sure) if len(sure) >= _ENOUGH_FOR_A_REGION else None
        )

    def objection(self, match: Match) -> str:
        """Say why a doubtful match can't be one of this table's places; empty if it can."""
        if self.country and match.place.country != self.country:
            return f"the table's sure places are in {self.country}"
        if self._circle is None:
            return ""
        lat, lon, radius_m = self._circle
        away_m = distance_m(lat, lon, match.lat, match.lon)
        if away_m <= radius_m + _MARGIN_M + match.uncertainty_m:
            return ""
        return f"it lies {away_m / 1000:.0f} km from the middle of the table's other places"


def _circle(sure: Sequence[Spot]) -> tuple[float, float, float] | None:
    """Return (lat, lon, radius) of the circle around all places, unless larger than a region."""
    lat = sum(spot.lat for spot in sure) / len(sure)
    lon = sum(spot.lon for spot in sure) / len(sure)
    radius_m = max(
        distance_m(lat, lon, spot.lat, spot.lon) for spot in sure
    )
    return (lat, lon, radius_m) if radius_m <= _REGION_M else None


def _cell(spot: Spot, size_deg: float) -> tuple[int, int]:
    return math.floor(spot.lat / size_deg), math.floor(spot.lon / size_deg)


def _spread(
    sure: Sequence[Spot], size_deg: float
) -> Counter[tuple[int, int]]:
    """Count, for each cell, what lies in it and in the eight around it."""
    counts: Counter[tuple[int, int]] = Counter()
    steps = (-1, 0, 1)
    for spot in sure:
        row, column = _cell(spot, size_deg)
        counts.update(
            (row + north, column + east)
            for north in steps
            for east in steps
        )
    return counts


def _around(
    counts: Counter[tuple[int, int]],
    at: Spot,
    own: Spot | None,
    size_deg: float,
) -> int:
    """Return what lies around a spot, but for one row."""
    row, column = cell = _cell(at, size_deg)
    if own is None:
        return counts[cell]
    own_row, own_column = _cell(own, size_deg)
    return counts[cell] - (
        abs(own_row - row) <= 1 and abs(own_column - column) <= 1
    )
