"""One position as a notation tells it, and how far its digits reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitmap.precision import DEFAULT_RADIUS_M

if TYPE_CHECKING:
    from sitmap.precision import Precision

# degrees
MAX_LAT: Final = 90.0
# degrees
MAX_LON: Final = 180.0


@dataclass(frozen=True, slots=True)
class Position:
    """Longitude and latitude in degrees, and the radius in metres where the notation states one."""

    longitude: float
    latitude: float
    uncertainty_m: float | None = None


def is_on_earth(longitude: float, latitude: float) -> bool:
    """Tell degrees that can be a longitude and a latitude.

    Examples
    --------
    >>> is_on_earth(20.87, 42.89), is_on_earth(20.87, 142.0), is_on_earth(float("nan"), 0.0)
    (True, False, False)
    """
    return abs(longitude) <= MAX_LON and abs(latitude) <= MAX_LAT


def half_diagonal_m(
    south: float, west: float, north: float, east: float
) -> float:
    """Return half the diagonal of a box of degrees: the radius around its middle that holds it.

    Examples
    --------
    >>> round(half_diagonal_m(42.0, 20.0, 42.01, 20.01))
    693
    """
    from pyproj import Geod

    geod = Geod(ellps="WGS84")
    return float(geod.inv(west, south, east, north)[2]) / 2


def precision_within(radius_m: float) -> Precision:
    """Name the precision of a point that a source states by its radius alone.

    Examples
    --------
    >>> precision_within(7.1), precision_within(707.1)
    ('exact', 'near')
    """
    return "exact" if radius_m <= DEFAULT_RADIUS_M["exact"] else "near"
