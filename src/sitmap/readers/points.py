"""Coordinates as tables write them, to points; what can't be a point says why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

__all__ = ["Points", "make_points"]

_MAX_LAT: Final = 90.0
_MAX_LON: Final = 180.0
_ONE_REGION_DEG: Final = 30.0
_ENOUGH: Final = 5  # rows that make a neighbourhood which a swapped point can be told from


@dataclass(frozen=True)
class Points:
    """``geometry`` (EPSG:4326, null where there is no usable coordinate) and ``problems`` by index label."""

    geometry: gpd.GeoSeries
    problems: dict[Any, str]


def make_points(longitude: pd.Series[Any], latitude: pd.Series[Any]) -> Points:
    """Make points of two columns in degrees.

    A coordinate out of range, half a pair, (0, 0), or a pair that looks swapped gives no point and a problem: a
    missing mark is better than a wrong one. Nothing is swapped back silently.

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
    points = gpd.GeoSeries(gpd.points_from_xy(lon.where(usable), lat.where(usable)), index=lon.index, crs=4326)
    return Points(points.where(usable, None), problems)


def _numbers(column: pd.Series[Any]) -> pd.Series[Any]:
    numbers = pd.to_numeric(column, errors="coerce").astype("float64")
    unread = numbers.isna() & column.notna()
    if unread.any():
        commas = column[unread].astype("string").str.strip().str.replace(r"^(-?\d+),(\d+)$", r"\1.\2", regex=True)
        numbers = numbers.fillna(pd.to_numeric(commas, errors="coerce").astype("float64"))
    return numbers.where(np.isfinite(numbers))


def _check_axis(name: str, texts: pd.Series[Any], values: pd.Series[Any], limit: float) -> dict[Any, str]:
    said = texts.notna() & (texts.astype("string").str.strip() != "")
    unread = texts[said & values.isna()]
    outside = texts[values.abs() > limit]
    return {
        **{label: f"{name} {text!r} is no number of degrees; write 42.89" for label, text in unread.items()},
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
        **dict.fromkeys(null_island, "coordinates are (0, 0), which stands for missing; give the place or the point"),
        **dict.fromkeys(no_lon, "there is a latitude but no longitude; give both"),
        **dict.fromkeys(no_lat, "there is a longitude but no latitude; give both"),
    }


def _check_swapped(lon: pd.Series[Any], lat: pd.Series[Any]) -> dict[Any, str]:
    """Find points that lie far from where the table is, and among it when longitude and latitude change places."""
    if len(lon) < _ENOUGH:
        return {}
    box = [float(axis.quantile(q)) for axis in (lon, lat) for q in (0.1, 0.9)]
    if max(box[1] - box[0], box[3] - box[2]) > _ONE_REGION_DEG:  # a table of the whole world has no outside
        return {}
    straight, swapped = _inside(lon, lat, box), _inside(lat, lon, box)
    suspects = lon.index[~straight & swapped]
    return {
        label: f"latitude {lat[label]:g} and longitude {lon[label]:g} look swapped: the other rows lie where "
        f"{lon[label]:g}, {lat[label]:g} would; exchange them"
        for label in suspects
    }


def _inside(lon: pd.Series[Any], lat: pd.Series[Any], box: list[float], slack: float = 3.0) -> pd.Series[bool]:
    west, east, south, north = box
    return lon.between(west - slack, east + slack) & lat.between(south - slack, north + slack)
