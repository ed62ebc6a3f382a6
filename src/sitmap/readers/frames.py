"""DataFrames and lists of names are tables, too: read as a file of the same columns is."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from sitmap.errors import InputError
from sitmap.geocoding import locate as locate_places
from sitmap.incidents import COLUMNS, is_incident_table
from sitmap.incidents import conform as conform_columns
from sitmap.readers.formats.geometries import rows_of_shapes
from sitmap.readers.layout import Reading
from sitmap.readers.recognition import recognise
from sitmap.readers.renames import unique_names, whole_texts
from sitmap.readers.rows import Rows, describe_reading, note_reading
from sitmap.readers.table import make_incidents, warn_of_problems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FILE: Final = "the table"
_LOG: Final = logging.getLogger("sitmap.readers")
_TOLD: Final = 60  # letters of a value
_PLAIN: Final = "biufM"  # numpy's kinds of bools, numbers and dates


def conform(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    """Bring any frame into the incident table's columns, dtypes and CRS.

    Columns are recognised as those of a file are: by name, in any language, then by what they hold
    (`sitmap.readers.list_columns` says which was used for what). A table that has all of our
    columns passes as it is.

    Parameters
    ----------
    frame
        A DataFrame, or a GeoDataFrame in any CRS (EPSG:4326 is assumed where it names none).
        Columns that it lacks become null, columns beyond the schema are kept at the end.

    Returns
    -------
    geopandas.GeoDataFrame
        A new table in EPSG:4326 with the index of `frame`.

    Raises
    ------
    InputError
        A column under our own name holds what its dtype can't: words in ``fatalities_best``, say.

    Examples
    --------
    >>> import pandas as pd
    >>> table = conform(pd.DataFrame({"Town": ["Rudare"], "LAT": ["42,95"], "lng": ["20,83"]}))
    >>> table.loc[0, "place"], table.geometry.y[0], str(table.crs)
    ('Rudare', np.float64(42.95), 'EPSG:4326')
    """
    if is_incident_table(frame):
        return conform_columns(frame)
    table = _make(frame, None, None, somewhere=False)
    _refuse_misfits(frame, table)
    warn_of_problems(table, _FILE)
    return table


def _refuse_misfits(frame: pd.DataFrame, table: gpd.GeoDataFrame) -> None:
    """Refuse words in a column of numbers that is called as ours is: its maker meant ours."""
    if len(table) != len(frame):
        return
    plain = rows_of(frame).frame
    for name in plain.columns:
        if COLUMNS.get(name) in ("Int64", "float64"):
            said = plain[name].astype("string")
            bad = (
                said.notna()
                & said.str.contains(r"[^\W\d]")
                & table[name].isna().to_numpy()
            )
            for at in np.flatnonzero(bad.fillna(value=False))[:1]:
                label, value = frame.index[at], str(said.iloc[at])[:_TOLD]
                told = (
                    f"row {label}: {name} is {value!r}, which is no number"
                )
                raise InputError(f"{told}; correct it or leave it empty")


def read_frame(
    frame: pd.DataFrame,
    *,
    columns: Mapping[str, str] | None = None,
    dayfirst: bool | None = None,
    somewhere: bool = True,
) -> gpd.GeoDataFrame:
    """Read a frame as a file of the same columns is read.

    Parameters
    ----------
    frame
        A DataFrame or GeoDataFrame; its index stays.
    columns, dayfirst
        As for `sitmap.read`.
    somewhere
        Whether a table of which no column says where is refused, if it has rows.

    Raises
    ------
    InputError
        It is no frame, or no column names a place or a coordinate.
    """
    incidents = _make(
        frame, columns, dayfirst, somewhere=somewhere and len(frame) > 0
    )
    warn_of_problems(incidents, _FILE, stacklevel=4)
    return incidents


def _make(
    frame: pd.DataFrame,
    columns: Mapping[str, str] | None,
    dayfirst: bool | None,
    *,
    somewhere: bool,
) -> gpd.GeoDataFrame:
    if not isinstance(frame, pd.DataFrame):
        kind = type(frame).__name__
        raise InputError(
            f"incidents: a table or the path of a file is needed, not {kind}"
        )
    rows = recognise(rows_of(frame), Reading(_FILE))
    incidents = make_incidents(
        rows,
        file=_FILE,
        columns=columns,
        dayfirst=dayfirst,
        somewhere=somewhere,
    )
    note_reading(incidents, rows, file=_FILE, encoding=None)
    _LOG.info(describe_reading(incidents))
    if len(incidents) == len(frame):
        incidents.index = frame.index
    return incidents


def rows_of(frame: pd.DataFrame) -> Rows:
    """Take a frame as a format's reader hands one on, its rows counted from 0."""
    table = frame.set_axis(
        unique_names(map(_flat, frame.columns)), axis=1
    ).reset_index(drop=True)
    geometry = getattr(frame, "active_geometry_name", None)
    plain = {
        name: _plain(table[name])
        for name in table.columns
        if str(table.dtypes[name]) != "geometry"
    }
    others = [
        name
        for name in table.columns
        if name not in plain and name != _flat(geometry)
    ]
    made = pd.DataFrame(plain, index=table.index)
    numbers = range(len(made))
    named = (
        _flat(geometry)
        if geometry is not None
        else next(iter(others), None)
    )
    if named is None:  # no column of geometries, told or not
        return Rows(made, "a DataFrame", numbers=numbers)
    shapes = gpd.GeoDataFrame(
        made, geometry=_degrees(gpd.GeoSeries(table[named]))
    )
    rows = rows_of_shapes(shapes, "a DataFrame", word="row", of_file=False)
    return replace(rows, numbers=numbers)


def _flat(name: Any) -> str:
    """Write a column name of several levels as one."""
    return (
        " ".join(str(part) for part in name if part)
        if isinstance(name, tuple)
        else str(name)
    )


def _degrees(shapes: Any) -> gpd.GeoSeries:
    geometry = gpd.GeoSeries(shapes)
    known = (
        geometry.set_crs(4326)
        if geometry.crs is None
        else geometry.to_crs(4326)
    )
    shapes = known.to_numpy()
    return known.where(
        ~(shapely.is_missing(shapes) | shapely.is_empty(shapes)), None
    )


def _plain(column: pd.Series[Any]) -> pd.Series[Any]:
    """Bring a column to numbers, dates or texts."""
    if isinstance(column.dtype, pd.SparseDtype):
        return _plain(pd.Series(column.to_numpy(), index=column.index))
    if isinstance(column.dtype, pd.CategoricalDtype):
        return _plain(column.astype(column.dtype.categories.dtype))
    if pd.api.types.is_extension_array_dtype(
        column.dtype
    ) and not isinstance(column.dtype, pd.DatetimeTZDtype | pd.StringDtype):
        numeric = pd.api.types.is_numeric_dtype(column.dtype)
        return column if numeric else column.astype("string")
    if column.dtype.kind in _PLAIN:
        return column
    return (
        column
        if isinstance(column.dtype, pd.DatetimeTZDtype)
        else _texts(column)
    )


def _texts(column: pd.Series[Any]) -> pd.Series[Any]:
    """Write what isn't a number or a text as one; what stands for missing is missing."""
    dtype = column.dtype
    # Arrow holds whole texts and nothing else: a look at each cell would find none to change
    is_arrow = (
        isinstance(dtype, pd.StringDtype) and dtype.storage == "pyarrow"
    )
    if is_arrow and column.notna().any():
        return column.astype("str")
    values = [
        None if _is_missing(value) else value
        for value in whole_texts(column)
    ]
    simple = all(
        value is None or isinstance(value, int | float | str)
        for value in values
    )
    kept = (
        values
        if simple
        else [None if value is None else _word(value) for value in values]
    )
    return pd.Series(kept, index=column.index, dtype=object).infer_objects()


def _is_missing(value: Any) -> bool:
    return value is None or (
        pd.api.types.is_scalar(value) and bool(pd.isna(value))
    )


def _word(value: Any) -> str:
    return (
        value.decode("utf-8", "replace")
        if isinstance(value, bytes)
        else str(value)
    )


def locate(
    incidents: pd.DataFrame | Sequence[str] | pd.Series[Any],
    geocoder: Any = None,
    *,
    country: str | None = None,
) -> gpd.GeoDataFrame:
    """Fill rows without a geometry from their place, country and units.

    Parameters
    ----------
    incidents
        An incident table, any frame with a column of places (by any of the names that `sitmap.read`
        knows), or a list of names.
    geocoder
        A `Gazetteer`, `Online`, `Cascade` or any geopy geocoder; the embedded gazetteer if not
        given.
    country
        Of every row that names none: code or name.

    Returns
    -------
    geopandas.GeoDataFrame
        A new table in EPSG:4326. Rows that are found have ``geometry``, ``precision``,
        ``uncertainty_m``, ``place_name``, ``place_id``, ``country``, ``located_by`` and
        ``match_score`` (`sitmap.geocoding.locate`); the rest says why in ``problem``.

    Raises
    ------
    InputError
        No column names places, or the country isn't known.

    Examples
    --------
    >>> locate(["Prizren", "Atlantis"], country="XK").geometry.notna().tolist()
    [True, False]
    """
    table = _as_table(incidents)
    if country is not None:
        table = in_country(table, country)
    return locate_places(table, geocoder)


def _as_table(incidents: Any) -> Any:
    if isinstance(incidents, pd.DataFrame):
        return (
            incidents
            if is_incident_table(incidents)
            else read_frame(incidents)
        )
    names = [incidents] if isinstance(incidents, str) else incidents
    if not isinstance(names, pd.Series | list | tuple):
        kind = type(names).__name__
        raise InputError(
            f"locate: a table or a list of place names is needed, not {kind}"
        )
    return conform_columns(
        pd.DataFrame({"place": pd.Series(names, dtype=object)})
    )


def in_country(
    incidents: gpd.GeoDataFrame, country: str
) -> gpd.GeoDataFrame:
    """Say of which country places are that name none.

    Raises
    ------
    InputError
        No country is called so.
    """
    from sitmap.geocoding import check_country

    check_country(country)
    said = (
        incidents["country"]
        if "country" in incidents
        else pd.Series(pd.NA, incidents.index)
    )
    return incidents.assign(country=said.astype("string").fillna(country))
