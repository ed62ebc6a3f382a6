"""The schema of the incident table: its columns and code lists, and any frame brought into them.

Names and code lists follow ACLED where ACLED has one
(https://acleddata.com/knowledge-base/codebook/).
"""

from __future__ import annotations

import itertools
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from sitmap.errors import InputError
from sitmap.precision import PRECISIONS
from sitmap.vocabulary import DATE_PRECISIONS, EVENT_TYPES, STATUSES

__all__ = ["COLUMNS", "LATER_COLUMNS", "conform"]

_TEXT, _DAY, _COUNT, _NUMBER = "string", "datetime64[s]", "Int64", "float64"

COLUMNS: Final[dict[str, Any]] = {
    "incident_id": _TEXT,
    "event_type": "category",
    "sub_event_type": "category",
    "title": _TEXT,
    "notes": _TEXT,
    "date_start": _DAY,
    "date_end": _DAY,
    "date_precision": "category",
    "time": _TEXT,
    "time_offset": _TEXT,
    "place": _TEXT,
    "place_name": _TEXT,
    "place_id": _TEXT,
    "country": _TEXT,
    "precision": "category",
    "uncertainty_m": _NUMBER,
    "located_by": _TEXT,
    "match_score": _NUMBER,
    "actor1": _TEXT,
    "actor2": _TEXT,
    "fatalities_low": _COUNT,
    "fatalities_best": _COUNT,
    "fatalities_high": _COUNT,
    "injured_low": _COUNT,
    "injured_best": _COUNT,
    "injured_high": _COUNT,
    "missing_best": _COUNT,
    "abducted_best": _COUNT,
    "arrested_best": _COUNT,
    "counts_told": _TEXT,
    "status": "category",
    "status_told": _TEXT,
    "confidence": _NUMBER,
    "confidence_told": _TEXT,
    "confidence_reasons": _TEXT,
    "source": _TEXT,
    "source_url": _TEXT,
    "source_date": _DAY,
    "quote": _TEXT,
    "quote_start": _COUNT,
    "quote_end": _COUNT,
    "media": _TEXT,
    "archive_url": _TEXT,
    "sha256": _TEXT,
    "same_event": _TEXT,
    "problem": _TEXT,
}
"""Every column but ``geometry``, with its dtype.

``time`` is the hour as the source has it, HH:MM, and ``time_offset`` its ±HH:MM where it says one.
``status_told``, ``confidence_told`` and ``counts_told`` keep the source's own words; ``media``,
``archive_url`` and ``sha256`` hold several with a blank between; rows that tell one event share
``same_event``. ``problem`` says what was wrong with a row, or is null.
"""

LATER_COLUMNS: Final = frozenset(
    {
        "time",
        "time_offset",
        "missing_best",
        "abducted_best",
        "arrested_best",
        "counts_told",
        "status_told",
        "confidence_told",
        "media",
        "archive_url",
        "sha256",
        "same_event",
    }
)
"""What tables lack that sitmap 0.1 wrote; they are incident tables all the same."""

_CODE_LISTS: Final[dict[str, tuple[str, ...]]] = {
    "event_type": tuple(EVENT_TYPES),
    "sub_event_type": tuple(
        dict.fromkeys(sub for subs in EVENT_TYPES.values() for sub in subs)
    ),
    "date_precision": DATE_PRECISIONS,
    "precision": PRECISIONS,
    "status": STATUSES,
}
_CLOSED_LISTS: Final = ("date_precision", "precision", "status")


_COPIES_ON_WRITE: Final = int(pd.__version__.split(".", maxsplit=1)[0]) >= 3  # noqa: PLR2004
_COPY: Final = False if _COPIES_ON_WRITE else None
"""Columns are shared until they are written to, where pandas sees to that itself (from 3.0 on)."""


def conform(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    """Bring any frame into the incident table's columns, dtypes and CRS.

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
        A column holds what its dtype can't: words in ``fatalities_best``, say.

    Examples
    --------
    >>> table = conform(pd.DataFrame({"title": ["Road block"], "place": ["Rudare"]}))
    >>> table.loc[0, "place"], table.geometry.isna().all(), str(table.crs)
    ('Rudare', np.True_, 'EPSG:4326')
    """
    frame = _name_once(frame)
    geometry = _geometry_of(frame)
    nulls = {
        dtype: pd.Series(None, frame.index, dtype)
        for dtype in set(COLUMNS.values()) - {"category"}
    }
    columns = {
        name: _coerce(frame, name, dtype)
        if name in frame or dtype == "category"
        else nulls[dtype]
        for name, dtype in COLUMNS.items()
    }  # one column of nulls serves all of its kind
    extra = {
        name: frame[name]
        for name in frame.columns
        if name not in COLUMNS and name != geometry.name
    }
    table = gpd.GeoDataFrame(
        {**columns, **extra},
        geometry=geometry.set_axis(frame.index),
        crs=geometry.crs,
        copy=_COPY,
    )
    table.attrs.update(frame.attrs)  # how it was read
    _fill_ids(table)
    _fill_ends(table)
    return (
        table.rename_geometry("geometry")
        if table.geometry.name != "geometry"
        else table
    )


def _name_once(frame: pd.DataFrame) -> pd.DataFrame:
    """Give columns that are called as one before them a number, as joined tables have them."""
    if frame.columns.is_unique:
        return frame
    names: list[str] = []
    for name in map(str, frame.columns):
        fresh = (f"{name} ({number})" for number in itertools.count(2))
        names.append(
            name
            if name not in names
            else next(one for one in fresh if one not in names)
        )
    return frame.set_axis(names, axis=1)


def _geometry_of(frame: pd.DataFrame) -> gpd.GeoSeries:
    if (
        isinstance(frame, gpd.GeoDataFrame)
        and frame.active_geometry_name is not None
    ):
        geometry = frame.geometry
        degrees = (
            geometry.set_crs(4326)
            if geometry.crs is None
            else geometry.to_crs(4326)
        )
        areas = (
            degrees.notna()
            & ~degrees.is_empty
            & (degrees.geom_type != "Point")
        )
        return (
            degrees.where(~areas, degrees.representative_point())
            if areas.any()
            else degrees
        )
    if {"longitude", "latitude"} <= set(frame.columns):
        x, y = (
            pd.to_numeric(frame[name], errors="coerce")
            for name in ("longitude", "latitude")
        )
        points = gpd.GeoSeries(
            gpd.points_from_xy(x, y),
            index=frame.index,
            crs=4326,
            name="geometry",
        )
        return points.where(x.notna() & y.notna(), None)
    return gpd.GeoSeries(
        [None] * len(frame), index=frame.index, crs=4326, name="geometry"
    )


def _coerce(frame: pd.DataFrame, name: str, dtype: Any) -> Any:
    if name not in frame:
        return _coded(
            np.full(len(frame), -1), _CODE_LISTS[name], frame.index
        )
    try:
        return _cast(frame[name], name, dtype)
    except (ValueError, TypeError, OverflowError) as error:
        row, value = _first_misfit(frame[name], dtype)
        msg = (
            f"row {row}: {name} is {value!r}, which is no {_DTYPE_WORDS[dtype]}; correct it or"
            " leave it empty"
        )
        raise InputError(msg) from error


_DTYPE_WORDS: Final = {
    _TEXT: "text",
    _DAY: "date (YYYY-MM-DD)",
    _COUNT: "whole number",
    _NUMBER: "number",
    "category": "known code",
}


def _cast(column: Any, name: str, dtype: Any) -> Any:
    if dtype == "category":
        return _categorical(column, name)
    if dtype == _DAY:
        days = pd.to_datetime(
            column, format=None if _is_dated(column) else "ISO8601"
        )
        return days.dt.tz_localize(None).dt.normalize().astype(_DAY)
    if dtype in (_COUNT, _NUMBER):
        return pd.to_numeric(column).astype(dtype)
    return _text(column)


def _is_dated(column: Any) -> bool:
    return bool(pd.api.types.is_datetime64_any_dtype(column.dtype))


def _text(column: Any) -> Any:
    """Make texts; lone surrogates, which stand where one was cut in a character, are replaced.

    No file holds them.
    """
    try:
        texts = column.astype(_TEXT)
        if (
            texts.dtype.storage == "python"
        ):  # Arrow's texts are UTF-8 already
            "".join(texts.dropna()).encode()
    except UnicodeEncodeError:
        whole = [
            None
            if pd.isna(text)
            else str(text).encode("utf-8", "replace").decode()
            for text in column
        ]
        return pd.Series(whole, index=column.index, dtype=_TEXT)
    return texts


def _categorical(column: Any, name: str) -> Any:
    """Order by the code list.

    A source's own event types follow, unknown codes of a closed list don't.
    """
    known = _CODE_LISTS[name]
    codes, found = pd.factorize(column)
    words = [str(word) for word in found]
    beyond = sorted(set(words) - set(known))
    if name in _CLOSED_LISTS and beyond:
        raise ValueError(f"not in the list of {name}")
    place = {word: at for at, word in enumerate([*known, *beyond])}
    lookup = np.array(
        [*(place[word] for word in words), -1]
    )  # the last is what -1, for null, points to
    return _coded(lookup[codes], (*known, *beyond), column.index)


def _coded(
    codes: Any, categories: tuple[str, ...], index: pd.Index[Any]
) -> Any:
    coded = pd.Categorical.from_codes(
        codes, categories=pd.Index(categories)
    )
    return pd.Series(coded, index=index)


def _first_misfit(column: pd.Series[Any], dtype: str) -> tuple[Any, Any]:
    for row, value in column.items():
        try:
            _cast(pd.Series([value]), str(column.name), dtype)
        except (ValueError, TypeError, OverflowError):
            return row, value
    return column.index[0], column.iloc[0]


def _fill_ids(table: gpd.GeoDataFrame) -> None:
    """Give rows without an id one made from what they say, so that the same row keeps its id."""
    missing = table["incident_id"].isna()
    if not missing.any():
        return
    nameless = table if missing.all() else table[missing]
    said = pd.DataFrame(
        {
            "title": nameless["title"],
            "notes": nameless["notes"],
            "date_start": _days_as_texts(nameless["date_start"]),
            "place": nameless["place"],
            "source_url": nameless["source_url"],
        }
    )
    said = said.astype("string").fillna("")
    points = nameless.geometry
    seed = pd.util.hash_pandas_object(
        said.assign(x=points.x.round(5), y=points.y.round(5)), index=False
    )
    twin = seed.groupby(seed).cumcount()
    keys = seed + twin.astype("uint64")
    digits = keys.to_numpy().astype(">u8").tobytes().hex()  # 16 for each
    made = pd.Series(
        [f"i-{digits[at : at + 16]}" for at in range(0, len(digits), 16)],
        keys.index,
        _TEXT,
    )
    if missing.all():
        table["incident_id"] = made
    else:
        table.loc[missing, "incident_id"] = made


def _days_as_texts(days: pd.Series[Any]) -> pd.Series[Any]:
    """Write each day once: a table has few."""
    codes, distinct = pd.factorize(days)
    texts = pd.Series(distinct).astype("string").array
    return pd.Series(texts.take(codes, allow_fill=True), days.index)


def _fill_ends(table: gpd.GeoDataFrame) -> None:
    table["date_end"] = table["date_end"].fillna(table["date_start"])
    undated = table["date_start"].isna()
    precision = table["date_precision"].mask(
        undated & table["date_precision"].isna(), "unknown"
    )
    table["date_precision"] = precision.fillna("day")
