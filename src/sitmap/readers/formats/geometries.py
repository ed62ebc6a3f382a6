"""Shapes of whatever kind to the points of incidents; what is no point is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import geopandas as gpd
import numpy as np
import shapely

from sitmap.readers.columns import map_columns
from sitmap.readers.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

EMPTY_SHAPE: Final = "its geometry is empty; left without a place"

_LARGEST_M: Final = 150_000.0
"""Radius beyond which a disc says nothing of where an incident was: twice that of a province."""

_LINES: Final = (
    shapely.GeometryType.LINESTRING,
    shapely.GeometryType.MULTILINESTRING,
)
_LON_MAX: Final = 180.0 + 1e-9
_LAT_MAX: Final = 90.0 + 1e-9
"""Degrees; a point on the antimeridian may come a hair beyond it from another CRS."""

# as a named place, of which nobody asks an outline
_SMALL_M: Final = 2_500.0
_EVENT: Final = frozenset(
    {
        "event_type",
        "sub_event_type",
        "actor1",
        "fatalities_best",
        "injured_best",
    }
)
"""Columns that an incident has and an outline of an area doesn't; a front has its day, too."""


def rows_of_shapes(
    frame: gpd.GeoDataFrame,
    reader: str,
    *,
    word: str = "feature",
    faults: Mapping[int, str] | None = None,
    ours: bool = False,
    of_file: bool = True,
) -> Rows:
    """Bring every geometry to a point or none, with the radius that holds it in ``uncertainty_m``.

    A collection of one point is that point. A line or an area becomes a point on it, up to the size
    of a province; what is larger is left without a place. Both are told as faults of their rows.

    Parameters
    ----------
    frame
        In EPSG:4326, with a plain index.
    reader, word, ours
        As in `sitmap.readers.rows.Rows`.
    faults
        What is known already.
    of_file
        Whether points beyond the Earth are taken out; the user's own frame is left as it is, and
        its map says what it leaves off.
    """
    frame, off = _without_far_away(frame) if of_file else (frame, {})
    shapes = np.asarray(frame.geometry.array, dtype=object)
    given = ~shapely.is_missing(shapes)
    empty = given & shapely.is_empty(shapes)
    plain = shapely.get_type_id(shapes) == shapely.GeometryType.POINT
    other = given & ~empty & ~plain
    told = dict(faults or {}) | off
    for at in map(int, np.flatnonzero(empty)):
        told.setdefault(at, EMPTY_SHAPE)
    numbers = range(1, len(frame) + 1)
    if not empty.any() and not other.any():
        return Rows(
            frame,
            reader,
            numbers=numbers,
            word=word,
            faults=told,
            ours=ours,
        )
    single = other & (shapely.get_num_coordinates(shapes) == 1)
    points, radii = _to_points(shapes, empty, single, other & ~single)
    for at in map(int, np.flatnonzero(radii > _SMALL_M)):
        told.setdefault(at, _told(radii[at], _option(shapes[at : at + 1])))
    alone = (
        bool(other.any()) and not (given & ~empty & (plain | single)).any()
    )
    return Rows(
        _with_points(frame, points, radii),
        reader,
        numbers=numbers,
        word=word,
        faults=told,
        ours=ours,
        outlines=_option(shapes[other])
        if alone and _are_no_incidents(frame, radii)
        else "",
    )


def _without_far_away(
    frame: gpd.GeoDataFrame,
) -> tuple[gpd.GeoDataFrame, dict[int, str]]:
    """Take out shapes that aren't on Earth: metres under the name of a CRS in degrees, damage."""
    shapes = np.asarray(frame.geometry.array, dtype=object)
    west, south, east, north = shapely.bounds(shapes).T
    with np.errstate(invalid="ignore"):
        on_earth = (west >= -_LON_MAX) & (east <= _LON_MAX)
        on_earth &= (south >= -_LAT_MAX) & (north <= _LAT_MAX)
    far = (
        ~on_earth & ~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)
    )
    if not far.any():
        return frame, {}
    told = {
        int(at): (
            f"its coordinates ({west[at]:g}, {south[at]:g}) are no longitude and latitude in "
            "degrees; left without a place: check the file's CRS"
        )
        for at in np.flatnonzero(far)
    }
    kept = shapes.copy()
    kept[far] = None
    return frame.set_geometry(
        gpd.GeoSeries(kept, index=frame.index, crs=frame.crs)
    ), told


def _to_points(
    shapes: NDArray[Any],
    empty: NDArray[np.bool_],
    single: NDArray[np.bool_],
    outlined: NDArray[np.bool_],
) -> tuple[NDArray[Any], NDArray[np.float64]]:
    points = shapes.copy()
    points[empty] = None
    points[single] = shapely.points(shapely.get_coordinates(shapes[single]))
    radii = np.full(len(shapes), np.nan)
    if outlined.any():
        inside = shapely.point_on_surface(shapes[outlined])
        radii[outlined] = _holding_radii_m(shapes[outlined], inside)
        points[outlined] = np.where(
            radii[outlined] > _LARGEST_M, None, inside
        )
    return points, radii


def _with_points(
    frame: gpd.GeoDataFrame,
    points: NDArray[Any],
    radii: NDArray[np.float64],
) -> gpd.GeoDataFrame:
    held = ~np.isnan(radii) & (radii <= _LARGEST_M)
    made = frame.set_geometry(
        gpd.GeoSeries(points, index=frame.index, crs=frame.crs)
    )
    if not held.any():
        return made
    for name, value in (("uncertainty_m", radii), ("precision", "near")):
        made[name] = made.get(name)
        made.loc[held, name] = (
            value[held] if isinstance(value, np.ndarray) else value
        )
    return made


def _option(shapes: NDArray[Any]) -> Literal["areas", "lines"]:
    """Name the option that draws shapes as what they are."""
    return (
        "lines"
        if bool(np.isin(shapely.get_type_id(shapes), _LINES).all())
        else "areas"
    )


def _told(radius_m: float, option: str) -> str:
    size = f"{radius_m / 1000:,.0f} km"
    if radius_m > _LARGEST_M:
        told = f"its outline reaches {size} from its middle, too far for a point"
        return f"{told}; draw it: --{option}"
    told = "is a line" if option == "lines" else "is a line or an area"
    return f"{told}; drawn as the circle of {size} that holds it (outlines: --{option})"


def _are_no_incidents(
    frame: pd.DataFrame, radii: NDArray[np.float64]
) -> bool:
    """Tell outlines that nothing calls incidents, or of which none is small enough for one.

    A day alone makes incidents of outlines up to a province: a fire's pixel, a minefield.
    """
    names = [
        str(name)
        for name in frame.columns
        if str(frame.dtypes[name]) != "geometry"
    ]
    found = set(map_columns(names).values())
    is_small = not (radii > _LARGEST_M).any()
    events = found & (_EVENT | {"date_start"} if is_small else _EVENT)
    return not events or not (radii <= _LARGEST_M).any()


def _holding_radii_m(
    shapes: NDArray[Any], inside: NDArray[Any]
) -> NDArray[np.float64]:
    """Geodesic distance from each point to the farthest corner of its shape's bounds."""
    from pyproj import Geod

    geod = Geod(ellps="WGS84")
    bounds = shapely.bounds(shapes)
    lon, lat = shapely.get_x(inside), shapely.get_y(inside)
    corners = [(bounds[:, x], bounds[:, y]) for x in (0, 2) for y in (1, 3)]
    distances = [geod.inv(lon, lat, x, y)[2] for x, y in corners]
    farthest: NDArray[np.float64] = np.max(distances, axis=0)
    return farthest
