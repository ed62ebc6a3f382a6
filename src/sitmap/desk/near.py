"""Which incidents lie near which sites: surely, possibly or not, from disc to disc."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import shapely
from pyproj import Geod

from sitmap.errors import InputError
from sitmap.geodesy import distances_m
from sitmap.incidents import (
    OFF_MAP_STATUSES,
    find_drawable,
    read_coordinates,
)
from sitmap.precision import DEFAULT_RADIUS_M

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]

_WGS84: Final = Geod(ellps="WGS84")
_OFF_SPHERE: Final = 0.006
"""How far a distance on the sphere may be off the geodesic, as a share: flattening is 1/298."""
# of latitude, at the equator (WGS 84: 110,574)
_SHORTEST_DEGREE_M: Final = 110_500.0
_METRES: Final = 3  # decimals of a kilometre
_AT_ONCE: Final = 2_000_000  # pairs: 16 MB a column
# per degree of latitude, in which outlines are stretched alike
_BANDS: Final = 2.0


@dataclass(frozen=True)
class Nearness:
    """What `find_near` found.

    Attributes
    ----------
    incidents
        The incident table with the columns ``near`` (surely, possibly, not; unknown without a
        point), ``near_site``, ``near_km``, ``near_km_least``, ``near_km_most`` (of the site that is
        nearest), ``near_surely`` and ``near_possibly`` (all sites' names).
    pairs
        A row for each incident and site that may be near: ``row``, ``incident_id``, ``site``,
        ``near``, ``km``, ``km_least``, ``km_most``; the nearest first in each incident.
    """

    incidents: gpd.GeoDataFrame
    pairs: pd.DataFrame


def find_near(
    incidents: gpd.GeoDataFrame, sites: gpd.GeoDataFrame, within_km: float
) -> Nearness:
    """Find which incidents lie within a distance of which sites.

    An incident is a disc: its point and ``uncertainty_m``, by default that of its precision. So is
    a site, one without ``uncertainty_m`` being exact; outlines and lines are where they are drawn.
    An incident is *surely* within where every point of both discs is, *possibly* where some are.

    Parameters
    ----------
    incidents
        The incident table, EPSG:4326.
    sites
        Points, lines or outlines, EPSG:4326, with ``name`` and, where known, ``uncertainty_m``,
        ``open_from`` and ``open_to``: a site isn't compared with incidents of days when it surely
        wasn't open.
    within_km
        The distance.

    Raises
    ------
    InputError
        The distance is none, or there are no sites.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from sitmap.incidents import conform
    >>> said = {"incident_id": ["a", "b"], "longitude": [20.0, 20.2], "latitude": [42.0, 42.0]}
    >>> table = conform(pd.DataFrame({**said, "uncertainty_m": [100.0, 20_000.0]}))
    >>> post = gpd.GeoDataFrame({"name": ["Post"]}, geometry=[shapely.Point(20, 42)], crs=4326)
    >>> find_near(table, post, 5).incidents["near"].to_list()
    ['surely', 'possibly']
    """
    if not 0 <= within_km < np.inf:
        raise InputError(
            f"within {within_km} km: give a distance of 0 km or more"
        )
    if sites.empty:
        raise InputError(
            "the sites: none is there; give a table with a row for each"
        )
    found = [
        _measure(incidents, sites, part, within_km)
        for part in _candidates(incidents, sites, within_km)
    ]
    pairs = pd.concat(found, ignore_index=True).sort_values(
        ["_at", "km_least", "km", "_site"]
    )
    pairs = pairs.reset_index(drop=True)
    told = _tell_incidents(incidents, pairs)
    pairs.insert(0, "row", incidents.index.to_numpy()[pairs["_at"]])
    return Nearness(told, pairs.drop(columns=["_at", "_site"]))


def count_by_month(nearness: Nearness) -> pd.DataFrame:
    """Count the incidents near each site by month: ``site``, ``month``, ``surely``, ``possibly``.

    What is dated to a year only is counted under the year, what isn't dated under "no date".
    ``fatalities_surely`` and ``fatalities_possibly`` are the sums of ``fatalities_best``, empty
    where no row has a number. What is planned, threatened, denied or history isn't counted.
    """
    table = nearness.incidents
    off = table["status"].isin(OFF_MAP_STATUSES).to_numpy()
    at = table.index.get_indexer(pd.Index(nearness.pairs["row"]))
    rows, at = nearness.pairs[~off[at]], at[~off[at]]
    counted = pd.DataFrame(
        {
            "site": rows["site"].to_numpy(),
            "month": _months(table).to_numpy()[at],
            "near": rows["near"].to_numpy(),
            "dead": table["fatalities_best"].array[at],
        }
    )
    groups = counted.groupby(["site", "month", "near"], sort=True)["dead"]
    sums = {"n": groups.size(), "dead": groups.sum(min_count=1)}
    wide: Any = pd.DataFrame(sums).unstack("near")  # noqa: PD010 - counted already
    columns: dict[str, Any] = {}
    for near in ("surely", "possibly"):
        columns[near] = _column(wide, "n", near).fillna(0)
    for near in ("surely", "possibly"):
        columns[f"fatalities_{near}"] = _column(wide, "dead", near)
    return (
        pd.DataFrame(columns, index=wide.index)
        .astype("Int64")
        .reset_index()
    )


def _column(wide: pd.DataFrame, value: str, near: str) -> Any:
    if (value, near) in wide:
        return wide[value, near]
    return pd.Series(pd.NA, wide.index, dtype="Int64")


def _months(table: pd.DataFrame) -> Any:
    start: Any = table["date_start"]
    whole_year = table["date_precision"].isin(["year"])
    months = start.dt.strftime("%Y-%m").where(
        ~whole_year, start.dt.strftime("%Y")
    )
    return months.fillna("no date")


def _radii_m(incidents: gpd.GeoDataFrame) -> Floats:
    """Radius of each incident; where a table has none, that of the precision it tells."""
    usual = incidents["precision"].astype(object).map(DEFAULT_RADIUS_M)
    known = incidents["uncertainty_m"].fillna(usual.astype("float64"))
    return np.asarray(
        known.fillna(DEFAULT_RADIUS_M["unknown"]).clip(lower=0), "float64"
    )


def _site_radii_m(sites: gpd.GeoDataFrame) -> Floats:
    if "uncertainty_m" not in sites:
        return np.zeros(len(sites))
    radii = (
        pd.to_numeric(sites["uncertainty_m"], errors="coerce")
        .fillna(0)
        .clip(lower=0)
    )
    return np.asarray(radii, "float64")


def _candidates(
    incidents: gpd.GeoDataFrame, sites: gpd.GeoDataFrame, within_km: float
) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield pairs of positions whose boxes touch, part by part; at least one, if empty, part."""
    drawable = np.flatnonzero(find_drawable(incidents.geometry).to_numpy())
    lon, lat = (
        each[drawable] for each in read_coordinates(incidents.geometry)
    )
    reach = _radii_m(incidents)[drawable] + within_km * 1000
    tree = shapely.STRtree(_site_boxes(sites))
    for part in np.array_split(
        np.arange(len(drawable)), 1 + len(drawable) // _AT_ONCE
    ):
        boxes, owners = _boxes(
            lon[part], lon[part], lat[part], lat[part], reach[part]
        )
        mine, theirs = tree.query(boxes)
        both = (
            owners[mine] * len(sites) + theirs
        )  # a box across the antimeridian is there twice
        both = np.unique(both)
        at, site = both // len(sites), both % len(sites)
        yield drawable[part[at]], site


def _site_boxes(sites: gpd.GeoDataFrame) -> Any:
    """Boxes of the sites, each grown by its radius; empty where there is no shape."""
    west, south, east, north = sites.geometry.bounds.to_numpy("float64").T
    radii = _site_radii_m(sites)
    x, y = _spread_degrees(np.maximum(np.abs(south), np.abs(north)), radii)
    return shapely.box(west - x, south - y, east + x, north + y)


def _boxes(
    west: Floats,
    east: Floats,
    south: Floats,
    north: Floats,
    reach_m: Floats,
) -> Any:
    """Boxes that hold discs, with the position of each; across the antimeridian one comes twice."""
    x, y = _spread_degrees(
        np.maximum(np.abs(south), np.abs(north)), reach_m
    )
    left, right = west - x, east + x
    at = np.arange(len(west))
    turned = [
        (at, 0.0),
        (at[left < -180], 360.0),  # noqa: PLR2004 - degrees
        (at[right > 180], -360.0),  # noqa: PLR2004 - degrees
    ]
    owners = np.concatenate([rows for rows, _ in turned])
    shift = np.concatenate([np.full(len(rows), by) for rows, by in turned])
    boxes = shapely.box(
        left[owners] + shift,
        (south - y)[owners],
        right[owners] + shift,
        (north + y)[owners],
    )
    return boxes, owners


def _spread_degrees(
    latitude: Floats, reach_m: Floats
) -> tuple[Floats, Floats]:
    """Degrees of longitude and latitude that hold a disc; all longitudes where it holds a pole."""
    y = reach_m / _SHORTEST_DEGREE_M
    farthest = latitude + y
    angle = np.sin(np.radians(np.minimum(y, 90.0))) / np.cos(
        np.radians(np.minimum(latitude, 89.9))
    )
    x = np.degrees(np.arcsin(np.minimum(angle, 1.0))) * (1 + _OFF_SPHERE)
    return np.where((farthest >= 90) | (angle >= 1), 360.0, x), y  # noqa: PLR2004 - degrees


def _measure(
    incidents: gpd.GeoDataFrame,
    sites: gpd.GeoDataFrame,
    candidates: tuple[Numbers, Numbers],
    within_km: float,
) -> pd.DataFrame:
    """Measure candidates, and keep those that are possibly near."""
    at, site = _open_then(incidents, sites, *candidates)
    both_m = _radii_m(incidents)[at] + _site_radii_m(sites)[site]
    at, site, both_m, away_m = _distances(
        incidents, sites, at, site, both_m, within_km
    )
    least, most = (
        np.maximum(away_m - both_m, 0) / 1000,
        np.maximum(away_m + both_m, 0) / 1000,
    )
    near = least <= within_km
    at, site, least = at[near], site[near], least[near]
    most, away_m = most[near], away_m[near]
    names = (
        sites["name"].astype("string").fillna("(no name)").to_numpy(object)
    )
    return pd.DataFrame(
        {
            "_at": at,
            "_site": site,
            "incident_id": incidents["incident_id"].array[at],
            "site": names[site],
            "near": np.where(most <= within_km, "surely", "possibly"),
            "km": (np.maximum(away_m, 0) / 1000).round(_METRES),
            "km_least": least.round(_METRES),
            "km_most": most.round(_METRES),
        }
    )


def _distances(
    incidents: gpd.GeoDataFrame,
    sites: gpd.GeoDataFrame,
    at: Numbers,
    site: Numbers,
    both_m: Floats,
    within_km: float,
) -> tuple[Numbers, Numbers, Floats, Floats]:
    """Metres to the site, negative inside of an outline; what is surely too far is left off."""
    lon, lat = read_coordinates(incidents.geometry)
    shapes = sites.geometry.to_numpy()
    is_point = (
        shapely.get_type_id(shapes)[site] == shapely.GeometryType.POINT
    )
    to_lon, to_lat = (
        shapely.get_x(shapes)[site],
        shapely.get_y(shapes)[site],
    )
    inside = np.zeros(len(at), bool)
    for band in np.unique(np.round(lat[at[~is_point]] * _BANDS)):
        rows = np.flatnonzero(
            ~is_point & (np.round(lat[at] * _BANDS) == band)
        )
        nearest, within = _nearest_points(
            lon[at[rows]], lat[at[rows]], shapes[site[rows]], band / _BANDS
        )
        to_lon[rows], to_lat[rows] = nearest.T
        inside[rows] = within
    rough = distances_m(lat[at], lon[at], to_lat, to_lon)
    close = inside | (
        rough * (1 - _OFF_SPHERE) <= both_m + within_km * 1000
    )
    at, site, both_m, inside = (
        at[close],
        site[close],
        both_m[close],
        inside[close],
    )
    *_, away = _WGS84.inv(lon[at], lat[at], to_lon[close], to_lat[close])
    return at, site, both_m, np.where(inside, -np.asarray(away), away)


def _nearest_points(
    lon: Floats, lat: Floats, shapes: Any, latitude: float
) -> tuple[Floats, NDArray[np.bool_]]:
    """Nearest point of the edge of each shape, and whether the incident lies inside.

    The plane is stretched as the Earth is at that latitude: where the nearest point lies it tells
    well enough, as around it the distance hardly changes.
    """
    stretch = float(np.cos(np.radians(min(abs(latitude), 89.5))))
    kinds = shapely.get_dimensions(shapes)
    edges = np.where(kinds == 2, shapely.boundary(shapes), shapes)  # noqa: PLR2004 - an area
    turned = _turn_to(lon, shapes)
    flat = shapely.transform(edges, lambda xy: xy * (stretch, 1))
    spots = shapely.points(turned * stretch, lat)
    lines = shapely.shortest_line(spots, flat)
    ends = shapely.get_coordinates(shapely.get_point(lines, 1))
    inside = (kinds == 2) & shapely.covers(  # noqa: PLR2004 - polygons
        shapes, shapely.points(turned, lat)
    )
    return ends / (stretch, 1), inside


def _turn_to(lon: Floats, shapes: Any) -> Floats:
    """Longitudes on the side of the antimeridian where the shape is."""
    west, _, east, _ = shapely.bounds(shapes).T
    middle = (west + east) / 2
    turned: Floats = lon + 360 * np.round((middle - lon) / 360)
    return turned


def _open_then(
    incidents: gpd.GeoDataFrame,
    sites: gpd.GeoDataFrame,
    at: Numbers,
    site: Numbers,
) -> tuple[Numbers, Numbers]:
    """Leave out pairs of an incident and a site that surely wasn't open then."""
    first, last = (
        incidents["date_start"].to_numpy(),
        incidents["date_end"].to_numpy(),
    )
    keep = np.ones(len(at), bool)
    if "open_from" in sites:
        opened = _days(sites["open_from"], is_end=False)[site]
        keep &= ~(last[at] < opened)
    if "open_to" in sites:
        closed = _days(sites["open_to"], is_end=True)[site]
        keep &= ~(first[at] > closed)
    return at[keep], site[keep]


def _days(told: pd.Series[Any], *, is_end: bool) -> NDArray[np.datetime64]:
    """Read days as sites have them (1999, 2018-12, 2018-12-20): the first or last that may be."""
    texts = (
        told.astype("string")
        .str.strip()
        .str.extract(r"^(\d{4}(?:-\d\d(?:-\d\d)?)?)$")[0]
    )
    days = pd.to_datetime(texts, format="ISO8601", errors="coerce")
    if is_end:
        length = texts.str.len()
        days = days.mask(length == 4, days + pd.offsets.YearEnd(0))  # noqa: PLR2004 - 1999
        days = days.mask(length == 7, days + pd.offsets.MonthEnd(0))  # noqa: PLR2004 - 2018-12
    return days.to_numpy("datetime64[s]")


def _tell_incidents(
    incidents: gpd.GeoDataFrame, pairs: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Add to each incident what is near it; `pairs` are sorted, the nearest first."""
    located = find_drawable(incidents.geometry).to_numpy()
    near = np.where(located, "not", "unknown").astype(object)
    at = pairs["_at"].to_numpy()
    surely = (pairs["near"] == "surely").to_numpy()
    near[at] = "possibly"
    near[at[surely]] = "surely"
    first = pairs.drop_duplicates("_at")
    columns: dict[str, Any] = {"near": near}
    for name, of in (
        ("near_site", "site"),
        ("near_km", "km"),
        ("near_km_least", "km_least"),
        ("near_km_most", "km_most"),
    ):
        columns[name] = (
            first.set_index("_at")[of]
            .reindex(range(len(incidents)))
            .to_numpy()
        )
    columns["near_surely"] = _join_names(pairs[surely], len(incidents))
    columns["near_possibly"] = _join_names(pairs[~surely], len(incidents))
    return incidents.assign(
        **{
            name: pd.Series(values, incidents.index)
            for name, values in columns.items()
        }
    ).astype(
        dict.fromkeys(
            ("near", "near_site", "near_surely", "near_possibly"), "string"
        )
    )


def _join_names(pairs: pd.DataFrame, count: int) -> NDArray[np.object_]:
    told = np.full(count, None, dtype=object)
    for at, site in zip(
        pairs["_at"].to_numpy(), pairs["site"].to_numpy(), strict=True
    ):
        told[at] = site if told[at] is None else f"{told[at]}; {site}"
    return told
