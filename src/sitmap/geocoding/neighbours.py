"""What the other rows of a table tell about a name: their countries, where they lie."""

from __future__ import annotations

import math
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.gazetteer.distances import distance_m

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitmap.gazetteer import Place
    from sitmap.geocoding.match import Match

__all__ = ["Spot", "TableHome", "TablePrior", "spots_of"]

_ENOUGH: Final = 3
_TELLING: Final = 150.0
_CELL_DEG: Final = 0.4
_COUNTRY_POINTS: Final = 300.0
_DENSITY_POINTS: Final = 200.0
_NEARLY_ALL: Final = 0.8
_ENOUGH_FOR_A_REGION: Final = 5
_REGION_M: Final = 300_000.0
_MARGIN_M: Final = 100_000.0


class Spot(NamedTuple):
    """A point that a table's place surely lies at, and its country."""

    country: str
    lat: float
    lon: float


def spots_of(matches: Iterable[Match]) -> list[Spot]:
    """Return where some matches lie."""
    return [Spot(match.place.country, match.lat, match.lon) for match in matches]


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
        self._cells = Counter(_cell(spot.lat, spot.lon) for spot in sure)
        self._places = list(sure)
        self._total = len(sure)

    @property
    def tells(self) -> bool:
        """Whether there are rows enough, and close enough to each other, to tell anything."""
        return self._total >= _ENOUGH and self.usual >= _TELLING

    @cached_property
    def usual(self) -> float:
        """Points that a row of this table gains on average: what an unlisted place would gain."""
        points = sum(self._points(country, lat, lon) for country, lat, lon in self._places)
        return points / self._total

    def __call__(self, place: Place) -> float:
        """Return the points that a place gains."""
        return self._points(place.country, place.lat, place.lon)

    def _points(self, country: str, lat: float, lon: float) -> float:
        share = self._countries[country] / self._total
        row, column = _cell(lat, lon)
        around = sum(
            self._cells[row + north, column + east] for north in (-1, 0, 1) for east in (-1, 0, 1)
        )
        return _COUNTRY_POINTS * share + _DENSITY_POINTS * math.sqrt(around / self._total)


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
        country, rows = next(iter(Counter(spot.country for spot in sure).most_common(1)), ("", 0))
        self.country = country if rows >= max(_ENOUGH, _NEARLY_ALL * len(sure)) else ""
        self._circle = _circle(sure) if len(sure) >= _ENOUGH_FOR_A_REGION else None

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
    radius_m = max(distance_m(lat, lon, spot.lat, spot.lon) for spot in sure)
    return (lat, lon, radius_m) if radius_m <= _REGION_M else None


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat / _CELL_DEG), math.floor(lon / _CELL_DEG)
