"""Grid references: MGRS and UTM, plus codes, geohashes and H3 cells.

The point is the middle of the square that a reference names, and the uncertainty half the square's
diagonal, so that its digits say how precise it is.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitmap.errors import InputError
from sitmap.readers.notations.position import (
    Position,
    half_diagonal_m,
    is_on_earth,
)

if TYPE_CHECKING:
    from pyproj import Transformer

_HALF_DIAGONAL: Final = 2**0.5 / 2  # of a square of side 1

_DATUM: Final = r"(?:\s*[(\[]?WGS[ -]?(?:19)?84[)\]]?)?"
_MGRS: Final = re.compile(
    rf"(?:MGRS|GRID|GR|UTMREF)?[:\s]*((?:\d{{1,2}}\s*[C-HJ-NP-X]|"
    rf"[ABYZ])\s*[A-HJ-NP-Z]\s*[A-HJ-NP-V])"
    rf"([\d\s/,-]*){_DATUM}"
)
_NO_ZONE: Final = re.compile(
    r"(?:MGRS|GRID|GR|UTMREF)?[:\s]*[A-HJ-NP-Z]{2}\s*(\d{2,5}\s*\d{2,5})"
)
_MGRS_DIGITS: Final = 5  # each way; the sixth would be a tenth of a metre
_SQUARE_M: Final = 100_000.0  # a square of two letters


def read_mgrs(text: str) -> Position | str | None:
    """Read a reference of the Military Grid Reference System (MGRS), of any number of digits.

    Returns
    -------
    Position, str or None
        The middle of the square; what is wrong with a reference; None for what is no MGRS.

    Examples
    --------
    >>> found = read_mgrs("34T DN 8909 4888")
    >>> round(found.latitude, 5), round(found.longitude, 5), round(found.uncertainty_m, 1)
    (42.89249, 20.86644, 7.1)
    >>> read_mgrs("DN 8909 4888")
    'lacks its grid zone; write it before the square: 34T DN 8909 4888'
    """
    plain = re.sub(r"[/,;_-]+", " ", text.strip().upper())
    found = _MGRS.fullmatch(plain)
    if found is None:
        lacks = _NO_ZONE.fullmatch(plain)
        told = "lacks its grid zone; write it before the square: 34T DN 8909 4888"
        return (
            told
            if lacks and len(re.sub(r"\s", "", lacks[1])) % 2 == 0
            else None
        )
    pair = _easting_northing(found[2])
    if pair is None:
        return "has not the same number of digits for easting and northing; write 34T DN 8909 4888"
    return _mgrs_position(re.sub(r"\s", "", found[1]), *pair)


def _easting_northing(digits: str) -> tuple[str, str] | None:
    """Part the digits in two of one length, by the blank where there is one."""
    groups = re.findall(r"\d+", digits)
    run = "".join(groups)
    half = len(run) // 2
    if len(run) % 2 or (len(groups) == 2 and len(groups[0]) != half):  # noqa: PLR2004 - a pair
        return None
    return run[:half], run[half:]


def _mgrs_position(
    square: str, easting: str, northing: str
) -> Position | str:
    import mgrs

    digits = f"{easting[:_MGRS_DIGITS]}{northing[:_MGRS_DIGITS]}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "error"
            )  # a square outside of its band is only warned of
            latitude, longitude = mgrs.MGRS().toLatLon(f"{square}{digits}")
    except (mgrs.core.MGRSError, RuntimeWarning):
        return f"{square} is no square of the grid; correct its zone, band or letters"
    side = _SQUARE_M / 10 ** (len(digits) // 2)
    return Position(longitude, latitude, side * _HALF_DIAGONAL)


_PART: Final = r"(?:\.\d+|,\d{1,3}(?!\d))?"  # of a metre; after a comma, longer runs are a northing
_EN: Final = rf"(\d{{5,7}}{_PART})\s*"
_NN: Final = rf"(\d{{5,8}}{_PART})\s*"
_ZONE: Final = r"(?:UTM|ZONE|WGS[ -]?(?:19)?84|[:,/\s])*(\d{1,2})\s*([C-HJ-NP-X]|NORTH|SOUTH)"
_UTM: Final = (
    re.compile(
        rf"{_ZONE}[,;:/\s]*E?\s*{_EN}M?\s*E?[,;/\s]*N?\s*{_NN}M?\s*[NS]?{_DATUM}"
    ),
    re.compile(
        rf"E?\s*{_EN}M?\s*E?[,;/\s]+N?\s*{_NN}M?\s*N?[,;/\s(]*{_ZONE}\)?{_DATUM}"
    ),
)
_UTM_ORDER: Final = (
    (1, 2, 3, 4),
    (3, 4, 1, 2),
)  # groups of zone, band, easting, northing
_BARE_UTM: Final = re.compile(
    rf"E?\s*{_EN}M?\s*E?[,;/\s]+N?\s*(\d{{6,7}}(?:[.,]\d+)?)\s*M?\s*N?"
)
_NO_LETTER: Final = re.compile(
    rf"(?:UTM|ZONE|\s)*(\d{{1,2}})[,;/\s]+{_EN}[,;/\s]+{_NN}"
)
_BANDS: Final = "CDEFGHJKLMNPQRSTUVWX"
# degrees of latitude of a band of MGRS
_BAND_DEG: Final = 8
# degrees: where UTM begins
_SOUTHMOST: Final = -80
# a reference near the edge may keep its neighbour's letter
_BAND_SLACK_DEG: Final = 0.5
_BAND_S_NORTHING: Final = (
    3_540_000.0,
    4_430_000.0,
)  # 32 to 40 degrees north
_SOUTHERN_LAND: Final = range(
    18, 22
)  # zones with land where "S" for south has such northings
_UTM_EASTING: Final = (100_000.0, 900_000.0)


def read_utm(text: str) -> Position | str | None:
    """Read zone, band or hemisphere, easting and northing of Universal Transverse Mercator.

    The letter S is the band of 32 to 40 degrees north where the northing lies in it, else the
    southern hemisphere.

    Examples
    --------
    >>> found = read_utm("34T 488568 4748609")
    >>> round(found.latitude, 4), round(found.longitude, 4), round(found.uncertainty_m, 1)
    (42.89, 20.86, 0.7)
    >>> read_utm("488568 4748609")
    'looks like UTM without its zone; write it before: 34T 488568 4748609'
    """
    plain = _EPSG.sub(_zone_of_code, text.strip().upper())
    for pattern, order in zip(_UTM, _UTM_ORDER, strict=True):
        if found := pattern.fullmatch(plain):
            zone, band, easting, northing = (found[at] for at in order)
            return _utm_position(int(zone), band, easting, northing)
    if found := _NO_LETTER.fullmatch(plain):
        return f"lacks the letter of its zone; write {found[1]}N or {found[1]}S, or its band"
    if _BARE_UTM.fullmatch(plain):
        return "looks like UTM without its zone; write it before: 34T 488568 4748609"
    return None


_EPSG: Final = re.compile(r"^EPSG:{1,2}32([67])(\d{2})\b")


def _zone_of_code(found: re.Match[str]) -> str:
    return f"{found[2]} {'NORTH' if found[1] == '6' else 'SOUTH'}"


def _utm_position(
    zone: int, band: str, easting: str, northing: str
) -> Position | str:
    east, north = (
        float(each.replace(",", ".")) for each in (easting, northing)
    )
    low, high = _UTM_EASTING
    if (
        not 1 <= zone <= 60  # noqa: PLR2004 - zones of UTM
        or not low <= east <= high
        or not north <= 10_000_000  # noqa: PLR2004 - metres of UTM
    ):
        return "is no place of the UTM grid; correct its zone, easting or northing"
    southern = _is_southern(zone, band, north)
    if isinstance(southern, str):
        return southern
    longitude, latitude = _from_utm(zone, southern).transform(east, north)
    if not is_on_earth(longitude, latitude) or not _in_band(
        band, latitude, southern
    ):
        return f"lies outside of band {band}; correct the letter or the northing"
    decimals = min(
        len(re.split("[.,]", each)[1]) if re.search("[.,]", each) else 0
        for each in (easting, northing)
    )
    return Position(longitude, latitude, 10.0**-decimals * _HALF_DIAGONAL)


def _is_southern(zone: int, band: str, northing: float) -> bool | str:
    if band != "S":
        return band == "SOUTH" or (band != "NORTH" and band < "N")
    low, high = _BAND_S_NORTHING
    if not low <= northing <= high:
        return True
    if zone in _SOUTHERN_LAND:
        return f"{zone}S may be the band S or the southern hemisphere; write its band ({zone}F)"
    return False


def _in_band(band: str, latitude: float, southern: bool) -> bool:
    if len(band) > 1 or (band == "S" and southern):
        return True
    south = _SOUTHMOST + _BAND_DEG * _BANDS.index(band)
    height = 12 if band == "X" else _BAND_DEG  # the northmost band is wider
    inside = (
        south - _BAND_SLACK_DEG
        <= latitude
        <= south + height + _BAND_SLACK_DEG
    )
    return inside or (
        band == "N" and latitude > 0
    )  # N for the northern hemisphere


@lru_cache(maxsize=120)
def _from_utm(zone: int, southern: bool) -> Transformer:
    from pyproj import Transformer

    epsg = (32700 if southern else 32600) + zone
    return Transformer.from_crs(epsg, 4326, always_xy=True)


_PLUS_CODE: Final = re.compile(
    r"[23456789CFGHJMPQRVWX]{2,8}0*\+[23456789CFGHJMPQRVWX]{0,7}"
)


def is_short_code(text: str) -> bool:
    """Tell a plus code that needs a place near it: VVR8+HC.

    Examples
    --------
    >>> is_short_code("VVR8+HC"), is_short_code("8GJ2VVR8+HC")
    (True, False)
    """
    from openlocationcode import openlocationcode as olc

    return bool(_PLUS_CODE.fullmatch(text.upper())) and bool(
        olc.isShort(text.upper())
    )


def read_plus_code(
    text: str, near: Position | None = None
) -> Position | str | None:
    """Read an Open Location Code; a short one by a place near it.

    Examples
    --------
    >>> found = read_plus_code("8GJ2VVR8+HC")
    >>> round(found.latitude, 5), round(found.longitude, 5), round(found.uncertainty_m)
    (42.89144, 20.86606, 9)
    >>> read_plus_code("VVR8+HC", Position(20.87, 42.89)) == found
    True
    """
    from openlocationcode import openlocationcode as olc

    code = text.strip().upper()
    if not _PLUS_CODE.fullmatch(code) or not olc.isValid(code):
        return None
    if olc.isShort(code):
        if near is None:
            return "is a short plus code; write the full code, or a town behind it"
        code = olc.recoverNearest(code, near.latitude, near.longitude)
    area = olc.decode(code)
    box = (
        area.latitudeLo,
        area.longitudeLo,
        area.latitudeHi,
        area.longitudeHi,
    )
    return Position(
        area.longitudeCenter, area.latitudeCenter, half_diagonal_m(*box)
    )


_GEOHASH: Final = "0123456789bcdefghjkmnpqrstuvwxyz"  # http://geohash.org, five bits a letter
_GEOHASH_LENGTHS: Final = range(3, 13)


def read_geohash(text: str) -> Position | str:
    """Read a geohash, the middle of its cell.

    Examples
    --------
    >>> found = read_geohash("ezs42")  # https://en.wikipedia.org/wiki/Geohash
    >>> round(found.latitude, 3), round(found.longitude, 3)
    (42.605, -5.603)
    """
    letters = text.strip().lower()
    if len(letters) not in _GEOHASH_LENGTHS or not set(letters) <= set(
        _GEOHASH
    ):
        return f"{text[:40]!r} is no geohash"
    sides = {
        0: (-180.0, 180.0),
        1: (-90.0, 90.0),
    }  # bits of longitude and latitude take turns
    bits = "".join(f"{_GEOHASH.index(letter):05b}" for letter in letters)
    for at, bit in enumerate(bits):
        low, high = sides[at % 2]
        middle = (low + high) / 2
        sides[at % 2] = (middle, high) if bit == "1" else (low, middle)
    (west, east), (south, north) = sides[0], sides[1]
    radius = half_diagonal_m(south, west, north, east)
    return Position((west + east) / 2, (south + north) / 2, radius)


def read_h3(text: str) -> Position | str:
    """Read an H3 cell by its hexadecimal or decimal number, the middle of the cell.

    Raises
    ------
    InputError
        h3 isn't installed.

    Examples
    --------
    >>> found = read_h3("85283473fffffff")
    >>> round(found.latitude, 2), round(found.longitude, 2)
    (37.35, -121.98)
    """
    try:
        import h3
    except ModuleNotFoundError:
        raise InputError(
            "reading H3 cells needs h3: pip install 'sitmap[scale]'"
        ) from None
    cell = text.strip().lower()
    if cell.isdecimal() and len(cell) > 15:  # noqa: PLR2004 - hexadecimal cells have 15 digits
        cell = h3.int_to_str(int(cell))
    if not h3.is_valid_cell(cell):
        return f"{text[:40]!r} is no H3 cell"
    latitude, longitude = h3.cell_to_latlng(cell)
    return Position(
        longitude,
        latitude,
        _reach_m(longitude, latitude, h3.cell_to_boundary(cell)),
    )


def _reach_m(
    longitude: float,
    latitude: float,
    corners: tuple[tuple[float, float], ...],
) -> float:
    from pyproj import Geod

    geod = Geod(ellps="WGS84")
    return max(
        float(geod.inv(longitude, latitude, x, y)[2]) for y, x in corners
    )
