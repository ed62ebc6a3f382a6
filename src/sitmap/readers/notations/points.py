"""Columns of coordinates to points; what can't be a point says why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from sitmap.readers.notations.angles import fold_angles, read_angle
from sitmap.readers.notations.grids import read_geohash, read_h3
from sitmap.readers.notations.position import (
    MAX_LAT,
    MAX_LON,
    Position,
    precision_within,
)
from sitmap.readers.notations.positions import (
    decide_writing,
    read_alone,
    read_position,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from sitmap.readers.notations.positions import Writing

# the most usual
_PLAIN_PAIR: Final = r"^[(\[]?\s*([-+]?\d{1,3}\.\d+)\s*[,;\s]\s*([-+]?\d{1,3}\.\d+)\s*[)\]]?$"
_LONGEST: Final = 60  # characters of a value that a line repeats
# width of a table's points up to which one of them may be swapped by mistake
_ONE_REGION_DEG: Final = 30.0
_ENOUGH: Final = 5  # rows that make a neighbourhood which a swapped point can be told from


@dataclass(frozen=True)
class Points:
    """What became of columns of coordinates.

    Attributes
    ----------
    geometry
        EPSG:4326, null where there is no usable coordinate.
    problems
        What is wrong, by index label.
    uncertainty_m, precision
        By index label, of the rows whose notation states them.
    """

    geometry: gpd.GeoSeries
    problems: dict[Any, str]
    uncertainty_m: pd.Series[Any] = field(
        default_factory=lambda: pd.Series(dtype="float64")
    )
    precision: pd.Series[Any] = field(
        default_factory=lambda: pd.Series(dtype="string")
    )


def shared_points(
    longitude: pd.Series[Any], latitude: pd.Series[Any]
) -> NDArray[Any]:
    """Make points, one object for each that differs: events lie at the same places over and over.

    Examples
    --------
    >>> points = shared_points(pd.Series([20.8, 20.8, 20.9]), pd.Series([42.9, 42.9, 42.9]))
    >>> points[0] is points[1], points[2].x
    (True, 20.9)
    """
    pairs = longitude.to_numpy(np.float64) + 1j * latitude.to_numpy(
        np.float64
    )
    distinct, place = np.unique(pairs, return_inverse=True)
    points: NDArray[Any] = shapely.points(distinct.real, distinct.imag)[
        place
    ]
    return points


def make_points(
    longitude: pd.Series[Any],
    latitude: pd.Series[Any],
    *,
    heading: str = "",
) -> Points:
    """Make points of two columns in degrees.

    A coordinate out of range, half a pair, (0, 0), or a pair that looks swapped gives no point and
    a problem: a missing mark is better than a wrong one. Nothing is swapped back silently.

    Parameters
    ----------
    longitude, latitude
        Degrees, as numbers or texts in any writing (`sitmap.readers.notations.angles`).
    heading
        The columns' names, which may be in a language that tells what the letter O means.

    Examples
    --------
    >>> longitude = pd.Series(["20.87", "21,16", "20.8"])
    >>> found = make_points(longitude, pd.Series(["42 53 24 N", "42,67", "142"]))
    >>> found.geometry.to_wkt().to_list()[:2], found.geometry.notna().to_list()
    (['POINT (20.87 42.89)', 'POINT (21.16 42.67)'], [True, True, False])
    >>> found.problems
    {2: "latitude '142' is not between -90 and 90; correct it"}
    """
    plain = [_plain_numbers(column) for column in (longitude, latitude)]
    unread = [
        _unread_texts(*each)
        for each in zip((longitude, latitude), plain, strict=True)
    ]
    writing = decide_writing(
        [text for texts in unread for text in texts], heading=heading
    )
    lon = _numbers(longitude, plain[0], unread[0], writing, "EW")
    lat = _numbers(latitude, plain[1], unread[1], writing, "NS")
    problems: dict[Any, str] = {}
    for name, texts, values, limit in (
        ("latitude", latitude, lat, MAX_LAT),
        ("longitude", longitude, lon, MAX_LON),
    ):
        problems |= _check_axis(name, texts, values, limit, writing)
    problems |= _check_pairs(longitude, latitude, lon, lat, problems)
    return _checked_points(lon, lat, problems)


def _checked_points(
    lon: pd.Series[Any], lat: pd.Series[Any], problems: dict[Any, str]
) -> Points:
    wrong = lon.index.isin(list(problems))
    usable = lon.notna() & lat.notna() & ~wrong
    swapped = _check_swapped(lon[usable], lat[usable])
    usable &= ~lon.index.isin(list(swapped))
    points = gpd.GeoSeries(
        shared_points(lon.where(usable), lat.where(usable)),
        index=lon.index,
        crs=4326,
    )
    return Points(points.where(usable, None), problems | swapped)


def _plain_numbers(column: pd.Series[Any]) -> pd.Series[Any]:
    return pd.to_numeric(column, errors="coerce").astype("float64")


def _unread_texts(
    column: pd.Series[Any], numbers: pd.Series[Any]
) -> list[str]:
    """Return the distinct texts of a column that are no plain numbers."""
    unread = column[numbers.isna() & column.notna()]
    return [] if unread.empty else list(unread.astype("string").unique())


def _numbers(
    column: pd.Series[Any],
    plain: pd.Series[Any],
    unread: list[str],
    writing: Writing,
    axis: str,
) -> pd.Series[Any]:
    numbers = plain
    if unread:
        known = {text: _degrees(text, writing, axis) for text in unread}
        told = (
            column[numbers.isna()]
            .astype("string")
            .map(known)
            .astype("float64")
        )
        numbers = numbers.fillna(told)
    return numbers.where(np.isfinite(numbers))


def _degrees(text: str, writing: Writing, axis: str) -> float | None:
    """Read one angle; what says that it belongs to the other axis is none."""
    angle = read_angle(fold_angles(text), writing.letters)
    return (
        angle.degrees
        if angle is not None and angle.axis in (axis, None)
        else None
    )


def _check_axis(
    name: str,
    texts: pd.Series[Any],
    values: pd.Series[Any],
    limit: float,
    writing: Writing,
) -> dict[Any, str]:
    unread = texts[values.isna()]
    unread = unread[is_written(unread)]
    outside = texts[values.abs() > limit]
    within = f"between {-limit:.0f} and {limit:.0f}"
    ask = f"; {writing.question}" if writing.question else "; write 42.89"
    return {
        **{
            label: f"{name} {_short(text)!r} is no number of degrees{ask}"
            for label, text in unread.items()
        },
        **{
            label: f"{name} {_short(_plain(text))!r} is not {within}; correct it"
            for label, text in outside.items()
        },
    }


_NOTHING: Final = frozenset(
    (
        "",
        "-",
        "--",
        "\u2014",
        "?",
        "n/a",
        "na",
        "n.a.",
        "#n/a",
        "none",
        "null",
    )
) | {"nan", "unknown", "n/d", "\u043d/\u0434"}
"""What people write where there is no coordinate."""


def is_written(column: pd.Series[Any]) -> pd.Series[bool]:
    """Tell which cells of a column hold anything but blanks and marks for nothing.

    Examples
    --------
    >>> texts, numbers = pd.Series(["42.89", " ", None]), pd.Series([0.0])
    >>> is_written(texts).to_list(), is_written(numbers).to_list()
    ([True, False, False], [True])
    """
    there = column.notna()
    if pd.api.types.is_numeric_dtype(column.dtype):
        return there  # as texts, they would take a microsecond each
    texts = column.astype("string").str.strip().str.casefold()
    blank = texts.isin(_NOTHING)
    return there & ~blank.fillna(value=True).astype(bool)


def _short(value: Any) -> Any:
    """Cut a text for a message; numbers stay."""
    return value[:_LONGEST] if isinstance(value, str) else value


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
        **dict.fromkeys(null_island, _NULL_ISLAND),
        **dict.fromkeys(
            no_lon, "there is a latitude but no longitude; give both"
        ),
        **dict.fromkeys(
            no_lat, "there is a longitude but no latitude; give both"
        ),
    }


_NULL_ISLAND: Final = (
    "coordinates are (0, 0), which stands for missing; "
    "give the place or the point"
)


def _check_swapped(
    lon: pd.Series[Any], lat: pd.Series[Any]
) -> dict[Any, str]:
    """Find points far from where the table is, and in it when longitude and latitude swap."""
    if len(lon) < _ENOUGH:
        return {}
    box = [
        float(axis.quantile(q)) for axis in (lon, lat) for q in (0.1, 0.9)
    ]
    if (
        max(box[1] - box[0], box[3] - box[2]) > _ONE_REGION_DEG
    ):  # a table of the whole world has no outside
        return {}
    straight, swapped = _inside(lon, lat, box), _inside(lat, lon, box)
    suspects = lon.index[~straight & swapped]
    return {
        label: (
            f"latitude {lat[label]:g} and longitude {lon[label]:g} look swapped: "
            f"the other rows lie where {lon[label]:g}, {lat[label]:g} would; exchange them"
        )
        for label in suspects
    }


def _inside(
    lon: pd.Series[Any],
    lat: pd.Series[Any],
    box: list[float],
    slack: float = 3.0,
) -> pd.Series[bool]:
    west, east, south, north = box
    return lon.between(west - slack, east + slack) & lat.between(
        south - slack, north + slack
    )


def read_positions(
    column: pd.Series[Any],
    *,
    heading: str = "",
    longitude_first: bool = False,
) -> Points:
    """Read a column whose cells hold whole positions, in any notation of `read_position`.

    Parameters
    ----------
    column
        Texts; latitude first where two numbers stand beside each other, as people write them.
    heading
        The column's name: "MGRS", "Koordinaten".
    longitude_first
        Whether the name says the opposite ("lon, lat").

    Examples
    --------
    >>> found = read_positions(pd.Series(["42.89, 20.87", "34T DN 8909 4888", "Zvečan"]))
    >>> found.geometry.to_wkt(rounding_precision=5).to_list()[:2]
    ['POINT (20.87 42.89)', 'POINT (20.86644 42.89249)']
    >>> found.uncertainty_m.round(1).to_list(), found.precision.to_list()
    ([7.1], ['exact'])
    >>> found.problems
    {2: "coordinates 'Zvečan' is no coordinate that sitmap reads; write 42.89, 20.87"}
    """
    texts = column.astype("string").str.strip()
    pairs = texts.str.extract(_PLAIN_PAIR).astype("float64")
    lon, lat = (
        (pairs[0], pairs[1]) if longitude_first else (pairs[1], pairs[0])
    )
    rest = texts[pairs[0].isna()]
    distinct = [text for text in rest.dropna().unique() if text]
    alone = {
        text: found
        for text in distinct
        if (found := read_alone(text)) is not None
    }
    degrees = [text for text in distinct if text not in alone]
    writing = decide_writing(
        degrees, heading=heading, longitude_first=longitude_first
    )
    known = alone | {text: read_position(text, writing) for text in degrees}
    return place_cells(texts, known, (lon, lat))


_CELLS: Final[dict[str, Callable[[str], Position | str]]] = {
    "geohash": read_geohash,
    "h3": read_h3,
}


def read_cells(column: pd.Series[Any], kind: str) -> Points:
    """Read a column of geohashes or H3 cells, which only its name can tell from other words.

    Examples
    --------
    >>> found = read_cells(pd.Series(["ezs42", "north"]), "geohash")
    >>> found.geometry.to_wkt(rounding_precision=3).to_list()[0], found.precision.to_list()
    ('POINT (-5.603 42.605)', ['near'])
    """
    texts = column.astype("string").str.strip()
    distinct = [text for text in texts.dropna().unique() if text]
    return place_cells(
        texts, {text: _CELLS[kind](text) for text in distinct}
    )


def place_cells(
    texts: pd.Series[Any],
    known: Mapping[str, Any],
    plain: tuple[pd.Series[Any], pd.Series[Any]] | None = None,
) -> Points:
    """Spread what distinct texts say (Position, geometry, or what is wrong) over their rows.

    Parameters
    ----------
    texts
        The column.
    known
        Of its texts what they say.
    plain
        Longitudes and latitudes that are known already, of other rows.
    """
    places = {
        text: found
        for text, found in known.items()
        if isinstance(found, Position)
    }
    shapes = {
        text: found
        for text, found in known.items()
        if not isinstance(found, (Position, str))
    }
    lon = texts.map(
        {text: each.longitude for text, each in places.items()}
    ).astype("float64")
    lat = texts.map(
        {text: each.latitude for text, each in places.items()}
    ).astype("float64")
    if plain is not None:
        lon, lat = lon.fillna(plain[0]), lat.fillna(plain[1])
    problems = _told(texts, known) | _off_earth(texts, lon, lat)
    problems |= dict.fromkeys(
        lon.index[(lon == 0) & (lat == 0)], _NULL_ISLAND
    )
    found = _checked_points(lon, lat, problems)
    stated = {
        text: each.uncertainty_m
        for text, each in places.items()
        if each.uncertainty_m
    }
    points = Points(found.geometry, found.problems)
    if stated:
        radius = (
            texts.map(stated)
            .astype("float64")
            .where(found.geometry.notna())
            .dropna()
        )
        precision = radius.map(precision_within).astype("string")
        points = Points(found.geometry, found.problems, radius, precision)
    return _with_shapes(points, texts, shapes) if shapes else points


def _off_earth(
    texts: pd.Series[Any], lon: pd.Series[Any], lat: pd.Series[Any]
) -> dict[Any, str]:
    outside = (lon.abs() > MAX_LON) | (lat.abs() > MAX_LAT)
    return {
        label: f"coordinates {text[:_LONGEST]!r} are no place on the Earth; correct them"
        for label, text in texts[outside].items()
    }


def _told(
    texts: pd.Series[Any], known: Mapping[str, Any]
) -> dict[Any, str]:
    wrong = {
        text: told for text, told in known.items() if isinstance(told, str)
    }
    rows = texts[texts.isin(list(wrong))] if wrong else texts[:0]
    return {
        label: f"coordinates {text[:_LONGEST]!r} {wrong[text]}"
        for label, text in rows.items()
    }


def _with_shapes(
    points: Points, texts: pd.Series[Any], shapes: Mapping[str, Any]
) -> Points:
    """Put points on lines and areas, with the radius that holds them, as of GIS files."""
    from sitmap.readers.formats.geometries import rows_of_shapes

    drawn = texts[texts.isin(list(shapes))]
    frame = gpd.GeoDataFrame(
        geometry=[shapes[text] for text in drawn], crs=4326
    )
    rows = rows_of_shapes(frame, "WKT")
    placed = pd.DataFrame(rows.frame).set_axis(drawn.index)
    geometry = points.geometry.copy()
    geometry[drawn.index] = gpd.GeoSeries(placed["geometry"], crs=4326)
    told = {drawn.index[at]: fault for at, fault in rows.faults.items()}
    if "uncertainty_m" not in placed:
        return Points(
            geometry,
            points.problems | told,
            points.uncertainty_m,
            points.precision,
        )
    held = placed[placed["uncertainty_m"].notna()]
    radius = pd.concat(
        [points.uncertainty_m, held["uncertainty_m"].astype("float64")]
    )
    precision = pd.concat(
        [points.precision, held["precision"].astype("string")]
    )
    return Points(geometry, points.problems | told, radius, precision)
