"""Pictures with a place on the earth: a scanned sheet or a satellite crop, warped to the page.

Pillow reads the picture, pyproj the projection of a GeoTIFF (its keys as OGC 19-008 numbers them).
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from sitmap.ground.features import Box

_MOST_PX: Final = 100_000_000
"""Of a source: a sheet of A0 at 300 dots per inch has 140 million, and is read at half of that."""

_FIRST_PX: Final = 4_000_000
"""Of the picture in the page, before it is made to fit."""

# pixels: a smaller picture shows nothing
_LEAST_PX: Final = 10_000
# of WebP: scans of maps stay legible
_QUALITY: Final = 80
_BASE64: Final = 4 / 3
_SCALE, _TIEPOINT, _TRANSFORM, _KEYS = 33550, 33922, 34264, 34735
_GEOGRAPHIC, _PROJECTED, _RASTER_TYPE = 2048, 3072, 1025
# value of GTRasterTypeGeoKey (OGC GeoTIFF 1.1)
_PIXEL_IS_POINT: Final = 2
# degrees: Web Mercator ends at 85.05
_MERCATOR_END: Final = 85.0

Affine = tuple[float, float, float, float, float, float]
"""x = a + b column + c row, y = d + e column + f row."""


@dataclass(frozen=True)
class Sheet:
    """A picture in Web Mercator: its box in degrees, and its bytes as WebP."""

    box: Box
    data: bytes
    width: int
    height: int


def read_sheet(
    path: Path, bounds: Sequence[float] | None, *, limit_mb: float
) -> Sheet:
    """Read a picture, warp it and make it fit.

    Parameters
    ----------
    path
        A GeoTIFF, or with `bounds` any picture that Pillow reads.
    bounds
        West, south, east, north of the picture in degrees.
    limit_mb
        What it may add to a page, in megabytes.

    Raises
    ------
    InputError
        The file is no picture, is too large, or doesn't say where it lies.
    """
    source = _open(path)
    with source:
        width, height = source.size
        if width * height > _MOST_PX:
            millions = width * height / 1e6
            raise InputError(
                f"{path}: has {millions:,.0f} million pixels, {_MOST_PX / 1e6:,.0f} are the most; "
                "make it smaller, as gdal_translate -outsize 50% 0 does"
            )
        affine, to_own = _place(path, source, bounds)
        try:
            pixels = _as_rgba(source)
        except Exception as error:  # noqa: BLE001 - Pillow's faults have many classes
            raise _no_picture(path, error) from None
    box = _box_of(path, affine, (width, height), to_own)
    return _fit(pixels, affine, box, to_own, limit_mb * 1e6)


def _open(path: Path) -> Any:
    try:
        from PIL import Image
    except ModuleNotFoundError:
        raise InputError(
            f"{path}: pictures are read by Pillow: pip install 'sitmap[ground]'"
        ) from None
    if not path.is_file():
        raise InputError(
            f"{path}: is no file; give a GeoTIFF, or a picture with its bounds"
        )
    try:
        Image.MAX_IMAGE_PIXELS = None  # the limit above says it in one line
        return Image.open(path)
    except Exception as error:  # noqa: BLE001 - another's code
        raise _no_picture(path, error) from None


def _no_picture(path: Path, error: Exception) -> InputError:
    why = (str(error).splitlines() or [type(error).__name__])[0][:120]
    return InputError(
        f"{path}: can't be read as a picture ({why}); save it as a GeoTIFF or PNG"
    )


def _place(
    path: Path, source: Any, bounds: Sequence[float] | None
) -> tuple[Affine, Callable[..., Any] | None]:
    """Return where pixels lie, and how degrees become the picture's own coordinates."""
    width, height = source.size
    if bounds is not None:
        west, south, east, north = _check_bounds(path, bounds)
        return (
            west,
            (east - west) / width,
            0.0,
            north,
            0.0,
            (south - north) / height,
        ), None
    tags = getattr(source, "tag_v2", {})
    affine = _affine_of(tags)
    if affine is None:
        raise InputError(
            f"{path}: doesn't say where it lies; give its bounds: "
            "west, south, east, north in degrees"
        )
    return affine, _projection_of(path, tags)


def _check_bounds(path: Path, bounds: Sequence[float]) -> Box:
    try:
        west, south, east, north = (float(side) for side in bounds)
    except (TypeError, ValueError):
        west = east = south = north = math.nan
    if not (-180 <= west < east <= 180 and -90 < south < north < 90):  # noqa: PLR2004 - degrees
        raise InputError(
            f"{path}: bounds {bounds!r} are no west, south, east, north in degrees"
        )
    return west, south, east, north


def _affine_of(tags: Any) -> Affine | None:
    keys = _geo_keys(tags)
    shift = 0.5 if keys.get(_RASTER_TYPE) == _PIXEL_IS_POINT else 0.0
    if _TRANSFORM in tags:
        b, c, _, a, e, f, _, d = (
            float(one) for one in tags[_TRANSFORM][:8]
        )
    elif _SCALE in tags and _TIEPOINT in tags:
        across, down = (float(one) for one in tags[_SCALE][:2])
        column, row, _, x, y, *_ = (float(one) for one in tags[_TIEPOINT])
        a, b, c, d, e, f = (
            x - column * across,
            across,
            0.0,
            y + row * down,
            0.0,
            -down,
        )
    else:
        return None
    return a - shift * (b + c), b, c, d - shift * (e + f), e, f


def _geo_keys(tags: Any) -> dict[int, int]:
    told = list(tags.get(_KEYS, ()))
    rows = [told[at : at + 4] for at in range(4, len(told) - 3, 4)]
    return {
        int(key): int(value) for key, place, _, value in rows if place == 0
    }


def _projection_of(path: Path, tags: Any) -> Callable[..., Any] | None:
    keys = _geo_keys(tags)
    code = keys.get(_PROJECTED, keys.get(_GEOGRAPHIC, 4326))
    if code == 4326:  # noqa: PLR2004 - WGS 84 in degrees
        return None
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    try:  # 32767 stands for one without a code
        return Transformer.from_crs(4326, code, always_xy=True).transform
    except ProjError:
        raise InputError(
            f"{path}: has a projection that isn't known (EPSG {code}); bring it to degrees first, "
            "as gdalwarp -t_srs EPSG:4326 does"
        ) from None


def _as_rgba(source: Any) -> NDArray[np.uint8]:
    """Return the pixels; more than eight bits are stretched from the 2nd percentile to the 98th."""
    if source.mode in ("I;16", "I;16B", "I;16L", "I", "F"):
        grey = np.asarray(source, dtype=np.float64)
        low, high = np.nanpercentile(grey, [2, 98])
        shown = np.clip((grey - low) / max(high - low, 1e-9) * 255, 0, 255)
        grey8 = np.nan_to_num(shown).astype(np.uint8)
        return np.dstack([grey8, grey8, grey8, np.full_like(grey8, 255)])
    return np.asarray(source.convert("RGBA"))


def _box_of(
    path: Path,
    affine: Affine,
    size: tuple[int, int],
    to_own: Callable[..., Any] | None,
) -> Box:
    """Return the box of a picture's edge in degrees."""
    along = np.linspace(0, 1, 33)
    edge = [
        (at * size[0], side * size[1]) for at in along for side in (0, 1)
    ]
    edge += [
        (side * size[0], at * size[1]) for at in along for side in (0, 1)
    ]
    columns, rows = np.array(edge).T
    a, b, c, d, e, f = affine
    lon, lat = a + b * columns + c * rows, d + e * columns + f * rows
    if to_own is not None:
        lon, lat = to_own(lon, lat, direction="INVERSE")
    box = (
        float(np.min(lon)),
        float(np.min(lat)),
        float(np.max(lon)),
        float(np.max(lat)),
    )
    is_there = bool(np.isfinite(lon).all() and np.isfinite(lat).all())
    within = -180 <= box[0] < box[2] <= 180 and -90 <= box[1] < box[3] <= 90  # noqa: PLR2004
    if not (is_there and within):
        raise InputError(
            f"{path}: lies outside the world by its own account; check its projection"
        )
    return (
        box[0],
        max(box[1], -_MERCATOR_END),
        box[2],
        min(box[3], _MERCATOR_END),
    )


def _fit(
    pixels: NDArray[np.uint8],
    affine: Affine,
    box: Box,
    to_own: Callable[..., Any] | None,
    limit: float,
) -> Sheet:
    from PIL import Image

    most = min(_FIRST_PX, pixels.shape[0] * pixels.shape[1])
    while True:
        warped = _warp(pixels, affine, box, to_own, most)
        file = io.BytesIO()
        Image.fromarray(warped, "RGBA").save(
            file, "WEBP", quality=_QUALITY, method=4
        )
        data = file.getvalue()
        if len(data) * _BASE64 <= limit or most <= _LEAST_PX:
            return Sheet(box, data, warped.shape[1], warped.shape[0])
        most = max(
            _LEAST_PX,
            int(most * max(0.2, 0.9 * limit / (len(data) * _BASE64))),
        )


def _warp(
    pixels: NDArray[np.uint8],
    affine: Affine,
    box: Box,
    to_own: Callable[..., Any] | None,
    most: int,
) -> NDArray[np.uint8]:
    """Take for each pixel of a Mercator picture the source's that lies there."""
    west, south, east, north = box
    bottom, top = _mercator(south), _mercator(north)
    aspect = (math.radians(east - west)) / (top - bottom)
    width = max(1, round(math.sqrt(most * aspect)))
    height = max(1, round(width / aspect))
    lon = west + (np.arange(width) + 0.5) / width * (east - west)
    mercator = top - (np.arange(height) + 0.5) / height * (top - bottom)
    x, y = np.meshgrid(lon, np.degrees(np.arctan(np.sinh(mercator))))
    if to_own is not None:
        x, y = to_own(x, y)
    a, b, c, d, e, f = affine
    scale = b * f - c * e
    column = ((x - a) * f - (y - d) * c) / scale
    row = ((y - d) * b - (x - a) * e) / scale
    with np.errstate(invalid="ignore"):
        inside = (
            (column >= 0)
            & (row >= 0)
            & (column < pixels.shape[1])
            & (row < pixels.shape[0])
        )
    out = np.zeros((height, width, 4), dtype=np.uint8)
    out[inside] = pixels[
        row[inside].astype(np.int64), column[inside].astype(np.int64)
    ]
    return out


def _mercator(latitude: float) -> float:
    return math.asinh(math.tan(math.radians(latitude)))
