"""Which area an incident belongs to: the one of its level that holds its point."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from sitmap.geodesy import METRES_PER_DEGREE

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray


def match_areas(
    incidents: gpd.GeoDataFrame, areas: gpd.GeoDataFrame
) -> dict[int, list[str]]:
    """Find for each coarse incident the area of its level that its point lies in.

    The smallest of several.

    Returns
    -------
    dict
        Position of the area in `areas` to the names that incidents give it.
    """
    coarse = incidents[incidents["precision"].isin(["admin1", "admin2"])]
    if coarse.empty:
        return {}
    points, shapes = areas.sindex.query(coarse.geometry, predicate="within")
    pairs = pd.DataFrame({"incident": points, "area": shapes})
    pairs["level"] = areas["level"].to_numpy()[shapes]
    pairs["wanted"] = coarse["precision"].astype(str).to_numpy()[points]
    pairs["size"] = shapely.area(areas.geometry.to_numpy())[shapes]
    fitting = pairs[
        (pairs["level"] == pairs["wanted"]) | (pairs["level"] == "")
    ]
    best = fitting.sort_values("size").drop_duplicates("incident")
    names = (
        coarse["place_name"]
        .fillna(coarse["place"])
        .fillna(coarse["country"])
        .to_numpy()
    )
    told: dict[int, list[str]] = {}
    for incident, area in zip(best["incident"], best["area"], strict=True):
        if pd.notna(names[incident]) and names[
            incident
        ] not in told.setdefault(int(area), []):
            told[int(area)].append(str(names[incident]))
    return told


def join_areas(
    incidents: gpd.GeoDataFrame, areas: gpd.GeoDataFrame
) -> pd.Series[str]:
    """Tell which area each incident belongs to: by its name, or because its disc lies inside.

    Parameters
    ----------
    incidents
        An incident table, EPSG:4326.
    areas
        As `conform_areas` makes them, EPSG:4326.

    Returns
    -------
    pandas.Series
        The area's first name, by the incidents' index; null where it isn't sure.

    Examples
    --------
    >>> import geopandas, shapely, sitmap
    >>> from sitmap.layers.area_table import conform_areas
    >>> box = [shapely.box(20, 42, 21, 43)]
    >>> square = geopandas.GeoDataFrame({"name": ["A"]}, geometry=box, crs=4326)
    >>> points = geopandas.points_from_xy([20.5, 20.999, 30], [42.5] * 3, crs=4326)
    >>> told = {"precision": ["place"] * 3, "uncertainty_m": 2500.0}
    >>> table = sitmap.conform(geopandas.GeoDataFrame(told, geometry=points))
    >>> join_areas(table, conform_areas(square)).fillna("-").to_list()
    ['A', '-', '-']
    """
    first = pd.Series(
        [names[0] for names in areas["names"]], dtype="string"
    )
    joined = pd.Series(pd.NA, index=incidents.index, dtype="string")
    points, shapes = areas.sindex.query(
        incidents.geometry, predicate="within"
    )
    inside = _lies_inside(
        incidents.iloc[points], areas.geometry.iloc[shapes]
    )
    joined.iloc[points[inside]] = first.iloc[shapes[inside]].to_numpy()
    known = {
        name.casefold(): names[0]
        for names in areas["names"]
        for name in names
    }
    for column in ("place", "place_name"):
        named = incidents[column].astype("string").str.casefold().map(known)
        coarse = incidents["precision"].isin(
            ["admin1", "admin2", "country"]
        )
        joined = joined.mask(coarse & named.notna(), named)
    return joined


def _lies_inside(
    rows: gpd.GeoDataFrame, shapes: gpd.GeoSeries
) -> NDArray[np.bool_]:
    """Tell whose whole disc lies within the shape that holds its point."""
    radius = (
        rows["uncertainty_m"].fillna(0.0).to_numpy(dtype=float)
        / METRES_PER_DEGREE
    )
    lat = rows.geometry.y.to_numpy()
    # a degree of longitude is shorter than one of latitude: measured as if it were as short, the
    # distance to the outline is never overstated
    shortest = np.maximum(np.cos(np.radians(np.clip(lat, -89, 89))), 0.01)
    away = shapely.distance(
        rows.geometry.to_numpy(), shapely.boundary(shapes.to_numpy())
    )
    inside: NDArray[np.bool_] = away * shortest >= radius
    return inside
