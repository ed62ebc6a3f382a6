"""Areas that only their members outline: their names without the words for the kind of unit, their extents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.distances import distance_m

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["extent_of", "short_name"]

_UNIT_WORDS: Final = (
    "autonomous|special|administrative|republican|raionul|oblast|oblast'|province|provincia|region|région|governorate|"
    "district|department|departamento|département|county|state|municipality|prefecture|canton|krai|republic of|"
    "republic|voivodeship|division|wilaya|muhafazat|city|region of|parish|okrug|rayon|raion|the"
)
_UNIT_WORD: Final = re.compile(rf"(?<!\w)(?:{_UNIT_WORDS})(?!\w)", re.IGNORECASE)
_OUTLIER: Final = 0.01
_MARGIN: Final = 1.15
_MIN_RADIUS_M: Final = 10_000.0


def short_name(name: str) -> str:
    """Take the words for the kind of unit off its name.

    Examples
    --------
    >>> short_name("Donetsk Oblast"), short_name("Kachin State"), short_name("State")
    ('Donetsk', 'Kachin', 'State')
    """
    return " ".join(_UNIT_WORD.sub(" ", name).split()).strip(" '-") or name


def extent_of(
    points: Sequence[tuple[float, float]],
) -> tuple[float, float, float, tuple[float, float, float, float]]:
    """Return (lat, lon, radius in metres, box) that hold (lat, lon) points, without the far 1 %.

    Coordinates of members are sometimes wrong by a digit; one of them must not stretch a province
    over a continent.
    """
    lats, lons = sorted(lat for lat, _ in points), sorted(lon for _, lon in points)
    cut = int(len(points) * _OUTLIER)
    south, north = lats[cut], lats[-1 - cut]
    west, east = lons[cut], lons[-1 - cut]
    lat, lon = (south + north) / 2, (west + east) / 2
    distances = sorted(distance_m(lat, lon, *point) for point in points)
    return lat, lon, max(distances[-1 - cut] * _MARGIN, _MIN_RADIUS_M), (west, south, east, north)
