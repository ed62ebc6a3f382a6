"""Coordinates as tables write them, to points; what can't be a point says why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

__all__ = ["Points", "make_points", "split_pairs"]

_MAX_LAT: Final = 90.0
_MAX_LON: Final = 180.0
_ONE_REGION_DEG: Final = 30.0
_ENOUGH: Final = 5  # rows that make a neighbourhood which a swapped point can be told from


_SIXTY: Final = 60.0
_ANGLE: Final = re.compile(
    r"(?P<before>[NSEWnsew])?\s*(?P<deg>-?\d+(?:[.,]\d+)?)\s*[°º]?\s*(?:(?P<min>\d+(?:[.,]\d+)?)\s*['\u2032\u2019]\s*)?"
    r"(?:(?P<sec>\d+(?:[.,]\d+)?)\s*(?:\"|''|\u2033|\u201d)\s*)?(?P<after>[NSEWnsew])?"
)
"""No "O": it is west in Spanish and French, and east in German."""
_ONE: Final = r"[NSEWnsew]?\s*-?\d[^,;/\sNSEWnsew]*(?:,\d+)?(?:\s*[\d.,]+\s*['\"\u2032\u2033\u2019\u201d]+)*\s*[NSEWnsew]?"
_LONGEST_PAIR: Final = 80
_PAIR: Final = re.compile(rf"({_ONE})\s*(?:[,;/]|\s)\s*({_ONE})")
_WKT: Final = re.compile(
    r"\s*(?:SRID=4326;)?POINT\s*Z?M?\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)", re.IGNORECASE
)


@dataclass(frozen=True)
class Points:
    """``geometry`` (EPSG:4326, null where there is no usable coordinate) and ``problems`` by index label."""

    geometry: gpd.GeoSeries
    problems: dict[Any, str]


def make_points(longitude: pd.Series[Any], latitude: pd.Series[Any]) -> Points:
    """Make points of two columns in degrees.

    A coordinate out of range, half a pair, (0, 0), or a pair that looks swapped gives no point and
    a problem: a missing mark is better than a wrong one. Nothing is swapped back silently.

    Parameters
    ----------
    longitude, latitude
        Degrees, as numbers or texts; a decimal comma is read.

    Examples
    --------
    >>> found = make_points(pd.Series(["20.87", "21,16", "20.8"]), pd.Series(["42.89", "42,67", "142"]))
    >>> found.geometry.to_wkt().to_list()[:2], found.geometry.notna().to_list()
    (['POINT (20.87 42.89)', 'POINT (21.16 42.67)'], [True, True, False])
    >>> found.problems
    {2: "latitude '142' is not between -90 and 90; correct it"}
    """
    lon, lat = _numbers(longitude), _numbers(latitude)
    problems: dict[Any, str] = {}
    for name, texts, values, limit in (
        ("latitude", latitude, lat, _MAX_LAT),
        ("longitude", longitude, lon, _MAX_LON),
    ):
        problems |= _check_axis(name, texts, values, limit)
    problems |= _check_pairs(longitude, latitude, lon, lat, problems)
    usable = lon.notna() & lat.notna() & ~lon.index.isin(list(problems))
    problems |= _check_swapped(lon[usable], lat[usable])
    usable &= ~lon.index.isin(list(problems))
    points = gpd.GeoSeries(
        gpd.points_from_xy(lon.where(usable), lat.where(usable)), index=lon.index, crs=4326
    )
    return Points(points.where(usable, None), problems)


def _numbers(column: pd.Series[Any]) -> pd.Series[Any]:
    numbers = pd.to_numeric(column, errors="coerce").astype("float64")
    unread = column[numbers.isna() & column.notna()]
    if len(unread):
        known = {text: _degrees(text) for text in unread.astype("string").unique()}
        numbers = numbers.fillna(unread.astype("string").map(known).astype("float64"))
    return numbers.where(np.isfinite(numbers))


def _degrees(text: str) -> float | None:
    """Read degrees with a decimal comma, a letter for the hemisphere, or minutes and seconds."""
    found = _ANGLE.fullmatch(text.strip())
    if found is None or (found["before"] and found["after"]):
        return None
    degrees, minutes, seconds = (
        float((found[part] or "0").replace(",", ".")) for part in ("deg", "min", "sec")
    )
    if minutes >= _SIXTY or seconds >= _SIXTY:
        return None
    size = abs(degrees) + minutes / 60 + seconds / 3600
    letter, negative = (
        (found["before"] or found["after"] or "").upper(),
        found["deg"].startswith("-"),
    )
    if letter and negative:
        return None
    return -size if negative or letter in ("S", "W") else size


def split_pairs(
    column: pd.Series[Any], *, longitude_first: bool = False
) -> tuple[pd.Series[Any], pd.Series[Any]]:
    """Part texts that hold both coordinates: "42.89, 20.87", "42,89; 20,87", "42°53'N 20°52'E", "POINT (20.87 42.89)".

    Parameters
    ----------
    column
        Texts, latitude first as people write them; WKT has the longitude first.
    longitude_first
        Whether the column's name says the opposite ("lon, lat").

    Returns
    -------
    longitude, latitude
        Texts for `make_points`; one that can't be parted stays whole in the latitude, where it is
        told.

    Examples
    --------
    >>> longitude, latitude = split_pairs(pd.Series(["42.89, 20.87", "POINT (20.87 42.89)", "Zvečan"]))
    >>> latitude.to_list(), longitude.to_list()[:2]
    (['42.89', '42.89', 'Zvečan'], ['20.87', '20.87'])
    """
    known = {
        text: _split(text, longitude_first) for text in column.astype("string").dropna().unique()
    }
    texts = column.astype("string")
    longitude, latitude = (
        texts.map({text: pair[at] for text, pair in known.items()}) for at in (0, 1)
    )
    return longitude, latitude


def _split(text: str, longitude_first: bool) -> tuple[str | None, str]:
    point = _WKT.match(text)
    if point:
        return point[1], point[2]
    pair = _PAIR.fullmatch(text.strip(" ()[]\t\n")) if len(text) <= _LONGEST_PAIR else None
    if pair is None:
        return None, text
    first, second = pair[1].strip(), pair[2].strip()
    easting = first[0] in "EWew" or first[-1] in "EWew"
    return (first, second) if longitude_first or easting else (second, first)


def _check_axis(
    name: str, texts: pd.Series[Any], values: pd.Series[Any], limit: float
) -> dict[Any, str]:
    said = texts.notna() & (texts.astype("string").str.strip() != "")
    unread = texts[said & values.isna()]
    outside = texts[values.abs() > limit]
    return {
        **{
            label: f"{name} {text!r} is no number of degrees; write 42.89"
            for label, text in unread.items()
        },
        **{
            label: f"{name} {_plain(text)!r} is not between {-limit:.0f} and {limit:.0f}; correct it"
            for label, text in outside.items()
        },
    }


def _plain(value: Any) -> str:
    return str(value).strip()


def _check_pairs(
    longitude: pd.Series[Any],
    latitude: pd.Series[Any],
    lon: pd.Series[Any],
    lat: pd.Series[Any],
    known: dict[Any, str],
) -> dict[Any, str]:
    fresh = ~lon.index.isin(list(known))
    null_island = lon.index[fresh & (lon == 0) & (lat == 0)]
    no_lon = lon.index[fresh & lat.notna() & longitude.isna()]
    no_lat = lon.index[fresh & lon.notna() & latitude.isna()]
    return {
        **dict.fromkeys(
            null_island,
            "coordinates are (0, 0), which stands for missing; give the place or the point",
        ),
        **dict.fromkeys(no_lon, "there is a latitude but no longitude; give both"),
        **dict.fromkeys(no_lat, "there is a longitude but no latitude; give both"),
    }


def _check_swapped(lon: pd.Series[Any], lat: pd.Series[Any]) -> dict[Any, str]:
    """Find points that lie far from where the table is, and among it when longitude and latitude change places."""
    if len(lon) < _ENOUGH:
        return {}
    box = [float(axis.quantile(q)) for axis in (lon, lat) for q in (0.1, 0.9)]
    if (
        max(box[1] - box[0], box[3] - box[2]) > _ONE_REGION_DEG
    ):  # a table of the whole world has no outside
        return {}
    straight, swapped = _inside(lon, lat, box), _inside(lat, lon, box)
    suspects = lon.index[~straight & swapped]
    return {
        label: f"latitude {lat[label]:g} and longitude {lon[label]:g} look swapped: the other rows lie where "
        f"{lon[label]:g}, {lat[label]:g} would; exchange them"
        for label in suspects
    }


def _inside(
    lon: pd.Series[Any], lat: pd.Series[Any], box: list[float], slack: float = 3.0
) -> pd.Series[bool]:
    west, east, south, north = box
    return lon.between(west - slack, east + slack) & lat.between(south - slack, north + slack)
