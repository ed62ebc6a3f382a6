"""A table of a user's own areas: polygons in degrees, with names, codes, levels and days."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import pandas as pd
import shapely

from sitmap.errors import DataWarning, InputError
from sitmap.layers.attributes import (
    LONGEST_NAME,
    find_kind,
    list_facts,
    own_names,
    say_value,
)
from sitmap.layers.spans import find_days, read_spans
from sitmap.readers.area_names import find_codes, find_names, name_areas
from sitmap.readers.door import read_outlines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

_LEVELS: Final = ("level", "placetype", "admin_level", "shapetype", "type")
_LEVEL_WORDS: Final = {
    "admin1": "admin1",
    "region": "admin1",
    "adm1": "admin1",
    "4": "admin1",
    "province": "admin1",
    "state": "admin1",
    "admin2": "admin2",
    "county": "admin2",
    "adm2": "admin2",
    "6": "admin2",
    "district": "admin2",
    "localadmin": "admin2",
    "municipality": "admin2",
    "country": "country",
    "adm0": "country",
    "2": "country",
}


def read_areas(
    path: str | Path, *, name: str | None = None
) -> gpd.GeoDataFrame:
    """Read polygons for `Areas`: GeoJSON, GeoPackage, FlatGeobuf, GeoParquet, KML, or a Shapefile.

    Parameters
    ----------
    path
        A local file; or a folder with a file for each day (``front-2022-03-05.geojson``…), each of
        which stands until the next.
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


def conform_areas(
    areas: gpd.GeoDataFrame, name: str | None = None
) -> gpd.GeoDataFrame:
    """Bring polygons into columns ``names`` (lists), ``level``, ``code`` and geometry, EPSG:4326.

    Beside them stand ``name_``, ``own`` (names by language), ``what``, ``from`` and ``to`` (ISO
    days, empty where not told) and ``facts`` (pairs of a column and its text).
    """
    if {"names", "level"} <= set(areas.columns):
        return areas
    polygons = to_degrees(_take_polygons(areas), "areas")
    told = pd.DataFrame(polygons.drop(columns=polygons.geometry.name))
    told.columns = told.columns.map(str)
    listed = list(told.columns)
    days = find_days(listed)
    names, named_level = _name(told, name, is_dated=bool(days))
    codes = find_codes(listed)
    first = [each[0][:LONGEST_NAME] for each in names]
    spans = read_spans(told, first, "areas")
    kind = find_kind(listed, of_areas=True) if days else None
    rows = [
        {str(key): row[key] for key in row}
        for row in told.to_dict("records")
    ]
    kinds = [kind] if kind else []
    said = {*find_names(listed)[:1], *days.values(), *kinds}
    table = gpd.GeoDataFrame(
        {
            "names": names,
            "level": _read_levels(told, named_level),
            "code": told[codes[0]].astype("string").fillna("").to_list()
            if codes
            else "",
            "name_": first,
            "own": [own_names(row) for row in rows],
            "what": (
                first
                if kind is None
                else [say_value(one)[:LONGEST_NAME] for one in told[kind]]
            ),
            "from": spans.begin,
            "to": spans.until,
            "facts": [list_facts(row, said) for row in rows],
        },
        geometry=_make_valid(polygons.geometry.to_numpy()),
        crs=4326,
    )
    return _without_wrong_days(table, spans.problems)


def _take_polygons(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Take the polygons of a table, and tell of what is none."""
    kinds = areas.geom_type
    is_area = areas.geometry.notna() & kinds.isin(
        ["Polygon", "MultiPolygon"]
    )
    polygons = areas[is_area]
    has_lines = bool(kinds.isin(["LineString", "MultiLineString"]).any())
    if polygons.empty and has_lines:
        raise InputError(
            "holds lines and no areas; draw them as lines: --lines (lines=)"
        )
    if polygons.empty:
        raise InputError("the table of areas holds no polygons")
    if len(polygons) < len(areas):
        remedy = "; draw lines by --lines (lines=)" if has_lines else ""
        off = f"{len(areas) - len(polygons)} of {len(areas)} shapes are no areas, and left off"
        warnings.warn(f"areas: {off}{remedy}", DataWarning, stacklevel=5)
    return polygons


def _read_levels(told: pd.DataFrame, named: str) -> list[str]:
    """Read which level each area is of, by its column or by that of the names."""
    columns = {column.casefold(): column for column in told.columns}
    level = next(
        (told[columns[column]] for column in _LEVELS if column in columns),
        pd.Series(named, told.index),
    )
    words = level.astype("string").str.casefold()
    return words.map(_LEVEL_WORDS).fillna("").to_list()


def _name(
    told: pd.DataFrame, given: str | None, *, is_dated: bool
) -> tuple[list[list[str]], str]:
    """Name the areas; what follows each other day by day needs no name."""
    if given is None and is_dated and not find_names(list(told.columns)):
        kind = find_kind(list(told.columns), of_areas=True)
        return [
            [say_value(one) if kind else ""]
            for one in told[kind or told.columns[0]]
        ], ""
    return name_areas(told, given)


def _make_valid(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Mend what crosses itself, and leave all others to the point as they are."""
    mended = shapes.copy()
    wrong = ~shapely.is_valid(shapes)
    mended[wrong] = shapely.make_valid(shapes[wrong])
    return mended


def _without_wrong_days(
    areas: gpd.GeoDataFrame, problems: Mapping[int, str]
) -> gpd.GeoDataFrame:
    """Leave off areas whose days can't be read, and say so: one shown always would be wrong."""
    if not problems:
        return areas
    at, why = next(iter(problems.items()))
    named = f"row {at + 1} ({areas['name_'].iloc[at]}): {why}"
    told = f"areas: {len(problems)} of {len(areas)} are left off for their days; {named}"
    if len(problems) == len(areas):
        raise InputError(told.removeprefix("areas: "))
    warnings.warn(told, DataWarning, stacklevel=5)
    return areas.drop(index=areas.index[list(problems)])


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
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004 - degrees
        raise InputError(
            f"the table of {what} names no CRS, and its coordinates ({west:.0f}, {south:.0f}) are"
            " no degrees; add the .prj, or convert it to EPSG:4326"
        )
    return shapes.set_crs(4326)
