"""Rows under named columns to the incident table: what every tabular format shares."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd

from sitmap.errors import DataWarning, InputError
from sitmap.incidents import COLUMNS, DATE_PRECISIONS, STATUSES, add_problems, conform
from sitmap.precision import PRECISIONS
from sitmap.readers.columns import map_columns
from sitmap.readers.dates import parse_dates
from sitmap.readers.points import make_points

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["make_incidents", "warn_of_problems"]

_DAYS: Final = ("date_start", "date_end", "source_date")
_NUMBERS: Final = tuple(name for name, dtype in COLUMNS.items() if dtype in ("Int64", "float64"))
_SHOWN: Final = 3  # problems that a warning spells out


def make_incidents(
    frame: pd.DataFrame,
    *,
    file: str,
    columns: Mapping[str, str] | None = None,
    dayfirst: bool | None = None,
    row_word: str = "row",
    first_row: int = 2,
) -> gpd.GeoDataFrame:
    """Turn a frame of texts (or a GeoDataFrame) into the incident table.

    Parameters
    ----------
    frame
        One row per incident, under the file's own column names.
    file
        What messages call the file.
    columns
        Ours to theirs, for names that aren't recognised.
    dayfirst
        The order of ``03/04/2023``, where the column doesn't show it.
    row_word, first_row
        How messages count: ``row 2`` is the first below a header.

    Returns
    -------
    geopandas.GeoDataFrame
        The incident table; rows with a fault keep it in ``problem``, with their number.

    Raises
    ------
    InputError
        No column names a place or a coordinate.
    """
    mapping = map_columns([str(name) for name in frame.columns if name != "geometry"], columns, file=file)
    table = frame.rename(columns=mapping)
    _require_places(table, frame, file)
    problems = _Problems(table.index, row_word, first_row)
    _place_rows(table, problems)
    _date_rows(table, dayfirst, problems)
    _number_rows(table, problems)
    _code_rows(table, problems)
    _split_actors(table)
    incidents = conform(gpd.GeoDataFrame(table.drop(columns=["longitude", "latitude"], errors="ignore"), crs=4326))
    located = incidents.geometry.notna()
    incidents["located_by"] = incidents["located_by"].mask(located & incidents["located_by"].isna(), "source")
    incidents["precision"] = incidents["precision"].mask(located & incidents["precision"].isna(), "unknown")
    return add_problems(incidents, problems.texts)


class _Problems:
    """Collects one line a row, each with the row's number as the reader of the file counts it."""

    def __init__(self, index: pd.Index[Any], word: str, first: int) -> None:
        self._numbers = {label: number for number, label in enumerate(index, start=first)}
        self._word = word
        self.texts: dict[Any, str] = {}

    def add(self, found: Mapping[Any, str]) -> None:
        for label, text in found.items():
            before = self.texts.get(label)
            told = f"{self._word} {self._numbers[label]}: {text}" if before is None else f"{before}; {text}"
            self.texts[label] = told


def _require_places(table: pd.DataFrame, frame: pd.DataFrame, file: str) -> None:
    pair = {"longitude", "latitude"} <= set(table.columns)
    if pair or {"place", "geometry"} & set(table.columns):
        return
    names = ", ".join(str(name) for name in frame.columns[:15])
    raise InputError(
        f"{file}: no column with a place or a coordinate; it has {names}. "
        'Name one: columns={"place": "…"} (on the command line: --column place=…)'
    )


def _place_rows(table: pd.DataFrame, problems: _Problems) -> None:
    if "geometry" not in table:
        table["geometry"] = None
    if {"longitude", "latitude"} <= set(table.columns):
        points = make_points(table["longitude"], table["latitude"])
        table["geometry"] = points.geometry
        problems.add(points.problems)


def _date_rows(table: pd.DataFrame, dayfirst: bool | None, problems: _Problems) -> None:
    for name in _DAYS:
        if name in table:
            found = parse_dates(table[name], dayfirst=dayfirst)
            problems.add({label: f"{name} {text}" for label, text in found.problems.items()})
            table[name] = found.day
            if name == "date_start" and "date_precision" not in table:
                table["date_precision"] = found.precision


def _number_rows(table: pd.DataFrame, problems: _Problems) -> None:
    for name in _NUMBERS:
        if name in table:
            texts = table[name]
            numbers = pd.to_numeric(texts, errors="coerce")
            if COLUMNS[name] == "Int64":
                numbers = numbers.where(numbers == numbers.round())
            bad = texts[numbers.isna() & texts.notna()]
            problems.add({label: f"{name} {text!r} is no number; left empty" for label, text in bad.items()})
            table[name] = numbers


_CODES: Final = {"status": STATUSES, "precision": PRECISIONS, "date_precision": DATE_PRECISIONS}


def _code_rows(table: pd.DataFrame, problems: _Problems) -> None:
    for name, codes in _CODES.items():
        if name in table:
            texts = table[name].astype("string").str.strip().str.casefold()
            first = texts.str.extract(rf"^({'|'.join(codes)})\b", expand=False)
            if texts.notna().any() and first.isna().all():
                table[f"{name}_in_file"] = table[name]  # a column of another meaning under the same name
            bad = table[name][first.isna() & texts.notna() & (texts != "")]
            choices = ", ".join(codes)
            if f"{name}_in_file" not in table:
                problems.add(
                    {label: f"{name} {text!r} is none of {choices}; left empty" for label, text in bad.items()}
                )
            table[name] = first


def _split_actors(table: pd.DataFrame) -> None:
    """Read "A; B" in one column as two actors; what is behind the second ; stays with it."""
    if "actors" in table and "actor1" not in table:
        parts = table["actors"].astype("string").str.split(";", n=1, expand=True).reindex(columns=[0, 1])
        table["actor1"], table["actor2"] = parts[0].str.strip(), parts[1].str.strip()


def warn_of_problems(incidents: gpd.GeoDataFrame, file: str, *, stacklevel: int = 3) -> None:
    """Say in one warning how many rows have a problem, and spell out the first few."""
    told = incidents["problem"].dropna()
    if told.empty:
        return
    shown = "; ".join(told.iloc[:_SHOWN])
    more = f" (+{len(told) - _SHOWN} more, in the column `problem`)" if len(told) > _SHOWN else ""
    message = f"{file}: {len(told)} of {len(incidents)} rows have a problem: {shown}{more}"
    warnings.warn(message, DataWarning, stacklevel=stacklevel)
