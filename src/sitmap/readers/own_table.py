"""Our own table as other programs give it back: its names, points and empty cells as they were.

GDAL and QGIS write the geometry of a CSV as X and Y or as WKT, cut the names of a Shapefile to ten
letters, and make texts of nothing where a cell is empty.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from sitmap.errors import DataWarning
from sitmap.formulas import free_text
from sitmap.incidents import COLUMNS, LATER_COLUMNS
from sitmap.readers.formats.geometries import rows_of_shapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitmap.readers.rows import Rows

DRAFT_ORDER: Final = (
    *(
        "keep",
        "title",
        "event_type",
        "sub_event_type",
        "date_start",
        "date_end",
        "place",
    ),
    *(
        "place_name",
        "precision",
        "status",
        "fatalities_best",
        "injured_best",
        "confidence",
    ),
    "quote",
)
"""What a draft has first, for its reviewer; the other columns follow in their order."""

_OURS: Final = frozenset(
    {"incident_id", "date_start", "date_precision", "precision"}
)
"""Columns that only an incident table has together."""

_CUT_SIGNS: Final = frozenset(
    {"incident_i", "date_preci", "date_start", "precision"}
)
"""The same in a Shapefile."""

# of a column's name in a Shapefile (dBase)
_LETTERS: Final = 10
# of these, before _1 to _9
_STEM: Final = 8
# from here on a number has two digits
_SINGLE: Final = 10
# numbers that two digits have
_MOST: Final = 100
_BYTES: Final = 254
"""Of a name and of a text in a Shapefile's table (dBASE III), and how GDAL numbers names that are
alike once they are cut: https://gdal.org/en/stable/drivers/vector/shapefile.html."""

_PAIRS: Final = (
    ("x", "y"),
    ("longitude", "latitude"),
    ("lon", "lat"),
    ("point_x", "point_y"),
)
"""Columns of coordinates that programs write, east first."""

_SHAPES: Final = ("wkt", "wkt_geom", "geometry", "geom", "the_geom")
"""Columns of shapes as text: GDAL's, QGIS's clipboard's, those of geopandas and of databases."""

_WKT: Final = re.compile(
    r"\s*(?:SRID=4326;)?\s*[A-Za-z]+\s*(?:Z|M|ZM)?\s*(?:\(|EMPTY)"
)
_DEGREES: Final = {"longitude": 180.0, "latitude": 90.0}


def restore_own(rows: Rows) -> Rows:
    """Bring a table that sitmap wrote back to its own columns, whatever program has had it since.

    Other tables pass as they are.

    Warns
    -----
    DataWarning
        Texts are as long as a Shapefile's longest, which are cut there.
    """
    frame = rows.frame
    whole = _whole_names([str(name) for name in frame.columns])
    if whole:
        _warn_of_cut_texts(frame)
        frame = frame.rename(columns=whole)
    if not set(frame.columns) >= _OURS:
        return rows
    if rows.reader.startswith("CSV"):
        frame = frame.rename(columns=lambda name: free_text(str(name)))
    placed = _with_points(_with_nulls(frame))
    if not isinstance(placed, gpd.GeoDataFrame) or isinstance(
        frame, gpd.GeoDataFrame
    ):
        return replace(rows, frame=placed)
    points = rows_of_shapes(
        placed, rows.reader, word=rows.word, faults=rows.faults
    )
    return replace(rows, frame=points.frame, faults=points.faults)


def _whole_names(names: Sequence[str]) -> dict[str, str]:
    """Return what names that a Shapefile cut were before; nothing where they are none of ours.

    Several are alike once they are cut, and are then numbered in the order of the table: today's,
    that of 0.1, or a draft's.
    """
    if not set(names) >= _CUT_SIGNS:
        return {}
    first = [name for name in COLUMNS if name not in LATER_COLUMNS]
    orders = [list(COLUMNS), first, _draft(COLUMNS), _draft(first)]
    found = [_match_cut(names, order) for order in orders]
    return min(zip(orders, found, strict=True), key=_misfit)[1]


def _misfit(pair: tuple[Sequence[str], dict[str, str]]) -> tuple[int, bool]:
    """Count what an order has and a match lacks, and tell whether they go in step."""
    order, match = pair
    there = set(match.values())
    return len(set(order) - there), [
        name for name in order if name in there
    ] != [*match.values()]


def _draft(order: Iterable[str]) -> list[str]:
    return [
        *DRAFT_ORDER,
        *(name for name in order if name not in DRAFT_ORDER),
    ]


def _match_cut(
    names: Sequence[str], order: Sequence[str]
) -> dict[str, str]:
    left = list(order)
    taken: set[str] = set()
    found: dict[str, str] = {}
    for name in names:
        fitting = [whole for whole in left if _cut(whole, taken) == name]
        best = name if name in fitting else next(iter(fitting), None)
        if best is not None:
            found[name] = best
            left.remove(best)
        taken.add(name.lower())
    return found


def _cut(name: str, taken: set[str]) -> str:
    """Cut a name as GDAL does for a Shapefile that has some names already."""
    cut, number = name[:_LETTERS], 1
    while cut.lower() in taken and number < _MOST:
        cut = (
            f"{name[:_STEM]}_{number}"
            if number < _SINGLE
            else f"{name[:_STEM]}{number}"
        )
        number += 1
    return cut


def _warn_of_cut_texts(frame: pd.DataFrame) -> None:
    longest = 0
    for name in frame.columns:
        if pd.api.types.is_string_dtype(frame[name].dtype):
            sizes = (
                frame[name]
                .dropna()
                .astype(str)
                .map(lambda text: len(text.encode()))
            )
            longest += int(
                (sizes >= _BYTES - 3).sum()
            )  # cut between letters of up to four bytes
    if longest:
        told = (
            f"{longest} texts are as long as a Shapefile allows ({_BYTES} bytes), and may have "
            "been cut; use a GeoPackage"
        )
        warnings.warn(told, DataWarning, stacklevel=5)


def _with_nulls(frame: pd.DataFrame) -> pd.DataFrame:
    """Make nothing of empty texts: an incident table tells no difference."""
    empty = {
        name: frame[name].mask(
            frame[name]
            .astype("string")
            .str.strip()
            .eq("")
            .fillna(value=False)
        )
        for name in frame.columns
        if name in COLUMNS and _may_hold_texts(frame[name])
    }
    changed = {
        name: column
        for name, column in empty.items()
        if not column.equals(frame[name])
    }
    return frame.assign(**changed) if changed else frame


def _may_hold_texts(column: pd.Series[Any]) -> bool:
    return pd.api.types.is_object_dtype(
        column.dtype
    ) or pd.api.types.is_string_dtype(column.dtype)


def _with_points(frame: pd.DataFrame) -> pd.DataFrame:
    """Take the points from where a program wrote them, before those of our own columns."""
    if getattr(frame, "active_geometry_name", None) is not None:
        return frame
    first = [str(name).casefold() for name in frame.columns[:2]]
    named = {str(name).casefold(): name for name in frame.columns}
    has_ours = {"longitude", "latitude"} <= set(frame.columns)
    for shape in _SHAPES:
        if (
            shape in named
            and (not has_ours or shape == first[0])
            and _is_wkt(frame[named[shape]])
        ):
            return _from_wkt(frame, named[shape])
    for pair in _PAIRS:
        if set(pair) <= set(named) and (
            not has_ours or set(pair) == set(first)
        ):
            east, north = (named[axis] for axis in pair)
            if _are_degrees(frame[east], "longitude") and _are_degrees(
                frame[north], "latitude"
            ):
                return _from_pair(frame, east, north)
    return frame


def _is_wkt(column: pd.Series[Any]) -> bool:
    said = column.dropna().astype(str)
    said = said[said.str.strip() != ""]
    return len(said) > 0 and bool(
        said.map(lambda text: _WKT.match(text) is not None).all()
    )


def _from_wkt(frame: pd.DataFrame, name: Any) -> pd.DataFrame:
    texts = (
        frame[name]
        .astype("string")
        .str.replace(r"^\s*SRID=\d+;", "", regex=True)
    )
    shapes = gpd.GeoSeries(
        shapely.from_wkt(
            texts.fillna("").to_numpy(dtype=object), on_invalid="ignore"
        ),
        index=frame.index,
        crs=4326,
    )
    shapes = shapes.where(
        ~(shapes.isna() | shapes.is_empty), None
    ).force_2d()
    bare = frame.drop(
        columns=[name, "longitude", "latitude"], errors="ignore"
    )
    if "uncertainty_m" in bare:  # an outline's radius goes there
        bare = bare.assign(
            uncertainty_m=pd.to_numeric(
                bare["uncertainty_m"], errors="coerce"
            )
        )
    placed: pd.DataFrame = gpd.GeoDataFrame(bare, geometry=shapes, crs=4326)
    return placed


def _are_degrees(column: pd.Series[Any], axis: str) -> bool:
    said = column.dropna()
    said = said[said.astype("string").str.strip() != ""]
    numbers = pd.to_numeric(said, errors="coerce")
    return bool(
        numbers.notna().all() and (numbers.abs() <= _DEGREES[axis]).all()
    )


def _from_pair(frame: pd.DataFrame, east: Any, north: Any) -> pd.DataFrame:
    lon, lat = frame[east], frame[north]
    bare = frame.drop(
        columns=[east, north, "longitude", "latitude"], errors="ignore"
    )
    return bare.assign(longitude=lon, latitude=lat)
