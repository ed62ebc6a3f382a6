"""Sites that incidents are compared with: posts, roads, districts, and the rings around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pyproj
import shapely

from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

_QUARTER: Final = 18  # segments of a quarter circle: 5 degrees each


def read_sites(path: str | Path) -> gpd.GeoDataFrame:
    """Read sites from any table or file of shapes, with ``name`` and geometry as it stands.

    Parameters
    ----------
    path
        A mission's sites (`sitmap.read_presence`), outlines (`sitmap.read_areas`), or lines and
        points with a name.

    Raises
    ------
    InputError
        It is none of them.
    """
    from sitmap.readers import read_presence

    shapes = _read_shapes(path)
    kinds = set() if shapes is None else set(shapes.geom_type.dropna())
    if kinds and not any(
        kind.endswith(("Point", "LineString")) for kind in kinds
    ):
        return _outlines(path)
    sites = read_presence(path)
    if shapes is not None and kinds - {"Point"}:
        if len(shapes) != len(sites):
            raise InputError(
                f"{path}: holds {len(shapes)} shapes for {len(sites)} sites; give one layer of them"
            )
        sites = sites.set_geometry(
            gpd.GeoSeries(shapes.to_numpy(), sites.index, crs=4326)
        )
    placed = sites.geometry.notna() & ~sites.geometry.is_empty
    if not placed.any():
        raise InputError(
            f"{path}: no site has a place; give each its lat and lon"
        )
    return sites[placed].reset_index(drop=True)


def _read_shapes(path: str | Path) -> gpd.GeoSeries | None:
    """Read shapes as they stand: rows of incidents make a point of a line or an area."""
    from sitmap.readers.door import read_outlines
    from sitmap.readers.sniffing import read_rows

    told = read_rows(path)[0].frame.get("geometry")
    if not isinstance(told, gpd.GeoSeries):
        return None
    try:
        shapes = read_outlines(path, of="lines").geometry
    except InputError:  # a table, whose cells hold points
        return told
    return shapes if shapes.crs is None else shapes.to_crs(4326)


def _outlines(path: str | Path) -> gpd.GeoDataFrame:
    from sitmap.layers import Areas, read_areas

    areas = Areas(read_areas(path)).areas
    names = [told[0] for told in areas["names"]]
    return gpd.GeoDataFrame(
        {"name": names}, geometry=areas.geometry.to_numpy(), crs=4326
    )


def draw_rings(
    sites: gpd.GeoDataFrame, within_km: float
) -> gpd.GeoDataFrame:
    """Draw what lies within a distance of each site: outlines named after the sites.

    Examples
    --------
    >>> post = gpd.GeoDataFrame({"name": ["Post"]}, geometry=[shapely.Point(20, 42)], crs=4326)
    >>> ring = draw_rings(post, 5)
    >>> ring["name"].to_list(), round(float(ring.total_bounds[3]) - 42, 3)
    (['Post, 5 km around'], 0.045)
    """
    rings = [_ring(shape, within_km * 1000) for shape in sites.geometry]
    names = [f"{name}, {within_km:g} km around" for name in sites["name"]]
    return gpd.GeoDataFrame({"name": names}, geometry=rings, crs=4326)


def _ring(shape: Any, within_m: float) -> Any:
    """Grow a shape in a projection that is true to distance around its middle."""
    lon, lat = shapely.get_coordinates(shapely.centroid(shape))[0]
    there = pyproj.Proj(proj="aeqd", lon_0=lon, lat_0=lat, datum="WGS84")
    flat = shapely.transform(shape, _each_way(there, inverse=False))
    grown = shapely.buffer(flat, max(within_m, 1.0), quad_segs=_QUARTER)
    back = shapely.transform(grown, _each_way(there, inverse=True))
    # beside the site, across the antimeridian too
    return shapely.transform(
        back,
        lambda xy: np.c_[
            lon + (xy[:, 0] - lon + 180) % 360 - 180, xy[:, 1]
        ],
    )


def _each_way(
    there: pyproj.Proj, *, inverse: bool
) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
    return lambda xy: np.column_stack(
        there(xy[:, 0], xy[:, 1], inverse=inverse)
    )
