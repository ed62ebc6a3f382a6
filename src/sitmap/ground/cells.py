"""Cells of a prepared ground: tiles of zoom 10, each with what far views need and the rest."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from sitmap.ground.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from sitmap.ground.features import Features

ZOOM: Final = 10
"""Of the tiles: some 27 km a side in Europe, half a megabyte where the map is dense."""

FAR: Final = 0
"""The level that views up to `_FAR_ZOOM` need."""

CLOSE: Final = 1
"""The level of the rest."""

# views up to here need the coarse level
_FAR_ZOOM: Final = 11
_IS_CLOSE: Final = np.array([kind.zoom > _FAR_ZOOM for kind in KINDS])
# degrees: Web Mercator ends at 85.05
_MOST_LAT: Final = 85.0


def cells_of(features: Features) -> NDArray[np.int64]:
    """Return the cell of the middle of each feature, shape (n,)."""
    west, south, east, north = shapely.bounds(features.shapes).T
    size = 2**ZOOM
    x = np.floor(((west + east) / 2 + 180) / 360 * size)
    lat = np.radians(np.clip((south + north) / 2, -_MOST_LAT, _MOST_LAT))
    y = np.floor((1 - np.arcsinh(np.tan(lat)) / math.pi) / 2 * size)
    cell = np.clip(x, 0, size - 1) * size + np.clip(y, 0, size - 1)
    return np.asarray(cell.astype(np.int64))


def split_levels(features: Features) -> Iterator[tuple[int, Features]]:
    """Yield the levels that hold something."""
    close: Any = _IS_CLOSE[features.kinds]
    for level, rows in ((FAR, ~close), (CLOSE, close)):
        if rows.any():
            yield level, features.only(rows)
