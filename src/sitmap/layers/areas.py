"""A user's own areas as a layer: districts, sectors; outlines for incidents known only to one."""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Any, ClassVar, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from sitmap.errors import DataWarning, InputError
from sitmap.geodesy import METRES_PER_DEGREE
from sitmap.layers.content import KeyEntry, KeyGroup, LayerContent, LinePicture, Stroke, StrokeLook
from sitmap.layers.element import PageLayer
from sitmap.layers.looks import COLOURS
from sitmap.layers.packing import SCALE, pack_rings
from sitmap.layers.payload import gzip_bytes
from sitmap.readers.area_names import find_codes, name_areas
from sitmap.readers.door import read_outlines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from sitmap.layers.content import MapFrame

__all__ = ["Areas", "read_areas", "to_degrees"]

_OUTLINE: Final = StrokeLook(COLOURS["border"], "#5d6872", width=1.0)

_LEVELS: Final = ("level", "placetype", "admin_level", "shapetype", "type")
_LEVEL_WORDS: Final = {
    "admin1": "admin1", "region": "admin1", "adm1": "admin1", "4": "admin1", "province": "admin1", "state": "admin1",
    "admin2": "admin2", "county": "admin2", "adm2": "admin2", "6": "admin2", "district": "admin2",
    "localadmin": "admin2", "municipality": "admin2", "country": "country", "adm0": "country", "2": "country",
}  # fmt: skip
_TOLERANCE_DEG: Final = 0.0015  # about 150 m, which no reader sees on a map of districts


class Areas(PageLayer):
    """Outlines of areas. An incident that is known only to a district is hatched in the district's outline.

    Parameters
    ----------
    areas
        Polygons in any CRS, with a column of names (``name``, ``name_sq``, ``name_sr``…, or as
        OCHA's COD, GADM, geoBoundaries, Overture or Who's On First call it), and where the file has
        more than one level a column for it (``level``, ``placetype``).
    name
        What the layer control calls it.
    show
        Whether the outlines are drawn when the page opens.

    Raises
    ------
    InputError
        There are no polygons, or no column names them.

    Examples
    --------
    >>> import folium, geopandas, shapely
    >>> square = geopandas.GeoDataFrame({"name": ["Sector A"]}, geometry=[shapely.box(20, 42, 21, 43)], crs=4326)
    >>> len(Areas(square).add_to(folium.Map(tiles=None)).areas)
    1
    """

    kind: ClassVar[str] = "areas"

    def __init__(self, areas: gpd.GeoDataFrame, name: str = "Areas", *, show: bool = True) -> None:
        super().__init__(name, show=show)
        self.areas = conform_areas(areas)

    def describe(self, frame: MapFrame) -> LayerContent:
        """Say the outlines, and which areas incidents may be known to lie in."""
        name = self.say_name("areas", frame.words)
        outlines = tuple(
            Stroke(names[0], shape, _OUTLINE, is_named=False)
            for names, shape in zip(self.areas["names"], self.areas.geometry, strict=True)
        )
        entry = KeyEntry(name, LinePicture(_OUTLINE))
        return LayerContent(
            self.kind,
            name,
            is_shown=self.show,
            key=(KeyGroup("", (entry,)),),
            strokes=outlines,
            areas=self.areas,
        )

    def settings(self) -> Mapping[str, Any]:
        """Return how many areas there are."""
        return {"count": len(self.areas)}

    def blobs(self) -> Mapping[str, bytes]:
        """Return the outlines as one gzip of JSON."""
        told = self._names_told()
        simple = self.areas.geometry.simplify_coverage(_TOLERANCE_DEG)
        areas = [
            {
                "id": "",
                "country": "",
                "names": [*names, *told.get(at, ())],
                "name": names[0],
                "rings": pack_rings([shape]),
            }
            for at, (names, shape) in enumerate(zip(self.areas["names"], simple, strict=True))
        ]
        return {
            "core": gzip_bytes(
                json.dumps({"scale": SCALE, "areas": areas}, ensure_ascii=False).encode()
            )
        }

    def _names_told(self) -> dict[int, list[str]]:
        """Return what the map's incidents call each area: those known to such an area only, and lying in it."""
        from sitmap.layers.incidents import Incidents

        siblings = [] if self._parent is None else list(self._parent._children.values())  # noqa: SLF001
        told: dict[int, list[str]] = {}
        for layer in siblings:
            if isinstance(layer, Incidents):
                for at, name in match_areas(layer.drawn, self.areas).items():
                    told.setdefault(at, []).extend(name)
        return told

    def _get_self_bounds(self) -> list[list[float | None]]:
        west, south, east, north = self.areas.total_bounds
        return [[south, west], [north, east]]


def read_areas(path: str | Path, *, name: str | None = None) -> gpd.GeoDataFrame:
    """Read polygons for `Areas`: GeoJSON, GeoPackage, FlatGeobuf, GeoParquet, KML, or a Shapefile.

    Parameters
    ----------
    path
        A local file.
    name
        The column that names the areas, where it isn't found: ``name="sector_code"``.

    Raises
    ------
    InputError
        The file can't be read, or isn't one of named polygons.
    """
    outlines = read_outlines(path)
    try:
        return conform_areas(outlines, name)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None


def conform_areas(areas: gpd.GeoDataFrame, name: str | None = None) -> gpd.GeoDataFrame:
    """Bring polygons into columns ``names`` (lists), ``level``, ``code`` and geometry, EPSG:4326."""
    if {"names", "level"} <= set(areas.columns):
        return areas
    polygons = areas[areas.geometry.notna() & areas.geom_type.isin(["Polygon", "MultiPolygon"])]
    has_lines = bool(areas.geom_type.isin(["LineString", "MultiLineString"]).any())
    if polygons.empty and has_lines:
        raise InputError("holds lines and no areas; draw them as lines: --lines (lines=)")
    if polygons.empty:
        raise InputError("the table of areas holds no polygons")
    if len(polygons) < len(areas):
        remedy = "; draw lines by --lines (lines=)" if has_lines else ""
        off = f"{len(areas) - len(polygons)} of {len(areas)} shapes are no areas, and left off"
        warnings.warn(f"areas: {off}{remedy}", DataWarning, stacklevel=4)
    polygons = to_degrees(polygons, "areas")
    told = pd.DataFrame(polygons.drop(columns=polygons.geometry.name))
    names, named_level = name_areas(told, name)
    columns = {str(column).casefold(): column for column in told.columns}
    level = next(
        (told[columns[column]] for column in _LEVELS if column in columns),
        pd.Series(named_level, told.index),
    )
    codes = find_codes([str(column) for column in told.columns])
    return gpd.GeoDataFrame(
        {
            "names": names,
            "level": level.astype("string").str.casefold().map(_LEVEL_WORDS).fillna("").to_list(),
            "code": told[codes[0]].astype("string").fillna("").to_list() if codes else "",
        },
        geometry=shapely.make_valid(polygons.geometry.to_numpy()),
        crs=4326,
    )


def to_degrees(shapes: gpd.GeoDataFrame, what: str) -> gpd.GeoDataFrame:
    """Bring shapes into EPSG:4326; without a CRS their numbers must be degrees.

    Raises
    ------
    InputError
        They aren't.
    """
    if shapes.crs:
        return shapes.to_crs(4326)
    west, south, east, north = shapes.total_bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004
        raise InputError(
            f"the table of {what} names no CRS, and its coordinates ({west:.0f}, {south:.0f}) are no "
            "degrees; add the .prj, or convert it to EPSG:4326"
        )
    return shapes.set_crs(4326)


def match_areas(incidents: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> dict[int, list[str]]:
    """Find for each coarse incident the area of its level that its point lies in; the smallest of several.

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
    fitting = pairs[(pairs["level"] == pairs["wanted"]) | (pairs["level"] == "")]
    best = fitting.sort_values("size").drop_duplicates("incident")
    names = coarse["place_name"].fillna(coarse["place"]).fillna(coarse["country"]).to_numpy()
    told: dict[int, list[str]] = {}
    for incident, area in zip(best["incident"], best["area"], strict=True):
        if pd.notna(names[incident]) and names[incident] not in told.setdefault(int(area), []):
            told[int(area)].append(str(names[incident]))
    return told


def join_areas(incidents: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> pd.Series[str]:
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
    >>> box = [shapely.box(20, 42, 21, 43)]
    >>> square = geopandas.GeoDataFrame({"name": ["A"]}, geometry=box, crs=4326)
    >>> points = geopandas.points_from_xy([20.5, 20.999, 30], [42.5] * 3, crs=4326)
    >>> told = {"precision": ["place"] * 3, "uncertainty_m": 2500.0}
    >>> table = sitmap.conform(geopandas.GeoDataFrame(told, geometry=points))
    >>> join_areas(table, conform_areas(square)).fillna("-").to_list()
    ['A', '-', '-']
    """
    first = pd.Series([names[0] for names in areas["names"]], dtype="string")
    joined = pd.Series(pd.NA, index=incidents.index, dtype="string")
    points, shapes = areas.sindex.query(incidents.geometry, predicate="within")
    inside = _lies_inside(incidents.iloc[points], areas.geometry.iloc[shapes])
    joined.iloc[points[inside]] = first.iloc[shapes[inside]].to_numpy()
    known = {name.casefold(): names[0] for names in areas["names"] for name in names}
    for column in ("place", "place_name"):
        named = incidents[column].astype("string").str.casefold().map(known)
        coarse = incidents["precision"].isin(["admin1", "admin2", "country"])
        joined = joined.mask(coarse & named.notna(), named)
    return joined


def _lies_inside(rows: gpd.GeoDataFrame, shapes: gpd.GeoSeries) -> NDArray[np.bool_]:
    """Tell whose whole disc lies within the shape that holds its point."""
    radius = rows["uncertainty_m"].fillna(0.0).to_numpy(dtype=float) / METRES_PER_DEGREE
    lat = rows.geometry.y.to_numpy()
    # a degree of longitude is shorter than one of latitude: measured as if it were as short, the
    # distance to the outline is never overstated
    shortest = np.maximum(np.cos(np.radians(np.clip(lat, -89, 89))), 0.01)
    away = shapely.distance(rows.geometry.to_numpy(), shapely.boundary(shapes.to_numpy()))
    inside: NDArray[np.bool_] = away * shortest >= radius
    return inside
