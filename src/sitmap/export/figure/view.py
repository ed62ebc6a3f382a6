"""What a figure shows: Web Mercator as on the page, fitted to a frame of paper.

Figure coordinates are degrees: x is longitude, y the Mercator latitude (equal to latitude at the
equator), so that one unit is the same length both ways.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from sitmap.geodesy import EQUATOR_RADIUS_M

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sitmap.outlines import Box

_METRES_PER_DEGREE: Final = math.radians(EQUATOR_RADIUS_M)  # at the equator
_PAD: Final = 0.09  # of the box, so that no symbol is on the edge
# 18 km: a single place is shown with what lies around it
_LEAST_DEG: Final = 0.16
# degrees: Web Mercator ends at 85.05
_LIMIT: Final = 84.0
_PX_PER_MM: Final = 96 / 25.4
_TILE_PX: Final = 256  # the world at zoom 0


def mercator(latitude: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """Return the Mercator latitude in degrees.

    Examples
    --------
    >>> float(mercator(0.0)), round(float(mercator(60.0)), 2)
    (0.0, 75.46)
    """
    lat = np.radians(
        np.clip(np.asarray(latitude, dtype=np.float64), -_LIMIT, _LIMIT)
    )
    return np.asarray(np.degrees(np.arcsinh(np.tan(lat))))


def latitude(y: float) -> float:
    """Return the latitude of a Mercator latitude, both in degrees.

    Examples
    --------
    >>> round(latitude(75.46), 1)
    60.0
    """
    return math.degrees(math.atan(math.sinh(math.radians(y))))


def project(shapes: shapely.Geometry) -> shapely.Geometry:
    """Bring a geometry in degrees to figure coordinates."""
    return shapely.transform(
        shapes,
        lambda points: np.column_stack(
            [points[:, 0], mercator(points[:, 1])]
        ),
    )


@dataclass(frozen=True)
class View:
    """A frame of paper and the part of the world in it."""

    box: Box
    """West, south, east, north in degrees; east is beyond 180 across the antimeridian."""
    width_mm: float
    height_mm: float

    @property
    def limits(self) -> tuple[float, float, float, float]:
        """West, south, east, north in figure coordinates."""
        west, south, east, north = self.box
        return west, float(mercator(south)), east, float(mercator(north))

    @property
    def mm_per_unit(self) -> float:
        """Millimetres of paper for one degree of longitude."""
        return self.width_mm / (self.box[2] - self.box[0])

    @property
    def zoom(self) -> float:
        """The zoom of a page at this scale, on a screen of 96 pixels an inch."""
        return math.log2(self.mm_per_unit * _PX_PER_MM * 360 / _TILE_PX)

    def metres_to_units(
        self, metres: NDArray[np.float64], latitude: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return lengths at latitudes in figure coordinates."""
        return np.asarray(
            metres
            / (
                _METRES_PER_DEGREE
                * np.cos(np.radians(np.clip(latitude, -_LIMIT, _LIMIT)))
            )
        )

    @property
    def middle_latitude(self) -> float:
        """Latitude of the middle of the frame."""
        _, south, _, north = self.limits
        return math.degrees(
            math.atan(math.sinh(math.radians((south + north) / 2)))
        )

    @property
    def metres_across(self) -> float:
        """Width of the frame in metres on the ground, along its middle."""
        return (
            (self.box[2] - self.box[0])
            * _METRES_PER_DEGREE
            * math.cos(math.radians(self.middle_latitude))
        )


def fit_view(bounds: Box, width_mm: float, height_mm: float) -> View:
    """Fit bounds and a margin into a frame; the shorter side shows more of the world.

    Examples
    --------
    >>> view = fit_view((20.5, 42.6, 21.2, 43.2), 200, 150)
    >>> view.box[0] < 20.5 and view.box[3] > 43.2
    True
    """
    west, east = bounds[0], bounds[2]
    south, north = float(mercator(bounds[1])), float(mercator(bounds[3]))
    wide = max((east - west) * (1 + 2 * _PAD), _LEAST_DEG)
    tall = max((north - south) * (1 + 2 * _PAD), _LEAST_DEG)
    wide, tall = (
        max(wide, tall * width_mm / height_mm),
        max(tall, wide * height_mm / width_mm),
    )
    if wide > 360:  # noqa: PLR2004 - the whole world once is enough
        wide, tall = 360.0, 360.0 * height_mm / width_mm
    x = (west + east) / 2
    if east <= 180:  # noqa: PLR2004 - a frame across the antimeridian runs on beyond it
        x = min(max(x, wide / 2 - 180), 180 - wide / 2)
    y = (south + north) / 2
    latitudes = [
        math.degrees(
            math.atan(math.sinh(math.radians(y + side * tall / 2)))
        )
        for side in (-1, 1)
    ]
    return View(
        (x - wide / 2, latitudes[0], x + wide / 2, latitudes[1]),
        width_mm,
        height_mm,
    )


def corners_of(view: View) -> tuple[float, float, float, float]:
    """Return west, south, east and north of what a figure shows."""
    west, south, east, north = view.limits
    return west, south, east, north
