"""Rows under named columns to the incident table: what every tabular format shares."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd

from sitmap.errors import DataWarning
from sitmap.incidents import add_problems, conform
from sitmap.readers.assignment import note_columns
from sitmap.readers.cells import code_rows, place_links, place_rows
from sitmap.readers.count_cells import count_rows, measure_rows
from sitmap.readers.date_cells import date_rows
from sitmap.readers.link_cells import link_rows
from sitmap.readers.notations.points import is_written
from sitmap.readers.notations.position import precision_within
from sitmap.readers.renames import (
    fill_places,
    free_name,
    is_placed,
    rename_columns,
    require_places,
)
from sitmap.readers.rows import group_told

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from sitmap.readers.rows import Rows

_SHOWN: Final = 3  # kinds of problems that a warning spells out
_NUMBERED: Final = re.compile(r"\w+ (\d+(?: of '[^']*')?): ")
# letters of ISO 3166-1 alpha-2
_CODE_LENGTH: Final = 2


def make_incidents(
    rows: Rows,
    *,
    file: str,
    columns: Mapping[str, str] | None = None,
    dayfirst: bool | None = None,
    somewhere: bool = True,
) -> gpd.GeoDataFrame:
    """Turn a format's rows into the incident table.

    Parameters
    ----------
    rows
        One row per incident, under the file's own column names.
    file
        What messages call the file.
    columns
        Ours to theirs, for names that aren't recognised; it goes before what the layout says.
    dayfirst
        The order of ``03/04/2023``, where the column doesn't show it.
    somewhere
        Whether a table of which no column says where is refused.

    Returns
    -------
    geopandas.GeoDataFrame
        The incident table; rows with a fault keep it in ``problem``, with their number.

    Raises
    ------
    InputError
        No column names a place or a coordinate.
    """
    table, assigned = rename_columns(rows, columns, file)
    if somewhere:
        require_places(table, rows.frame, file)
    read = {
        name for name in rows.frame.columns if is_placed(rows.frame, name)
    } | rows.consumed
    names = [str(name) for name in rows.frame.columns if name not in read]
    problems = _Problems(rows)
    problems.add(rows.faults)
    rows = rows.without_values()  # what isn't in the table needs no memory
    headings = {ours: theirs for theirs, ours in assigned.columns.items()}
    place_rows(table, problems, headings=headings)
    linked = not rows.ours and place_links(
        table, _without_point(table), problems
    )
    coarser = not rows.ours and fill_places(
        table, _without_point(table), assigned.other_places
    )
    date_rows(table, dayfirst, problems, headings=headings)
    count_rows(table, problems)
    measure_rows(table, problems)
    code_rows(table, problems, keep=_keep_aside)
    link_rows(table, problems, keep=_keep_aside)
    _split_actors(table)
    _name_countries(table)
    incidents = conform(
        gpd.GeoDataFrame(
            table.drop(columns=[*_PAIR, "coordinates"], errors="ignore"),
            geometry="geometry",
            crs=4326,
        )
    )
    if not rows.ours:
        _say_how_located(incidents)
    also = [
        *(["points of links to maps"] if linked else []),
        *(
            ["district, region or country where a row names no place"]
            if coarser
            else []
        ),
    ]
    told = add_problems(incidents, problems.texts)
    note_columns(told, assigned, names, also=also)
    return told


def _say_how_located(incidents: gpd.GeoDataFrame) -> None:
    """Say of points that they are the source's; how precise they are only where it says so."""
    stated = (
        incidents["uncertainty_m"] != 0
    )  # which is what a device writes that has no accuracy
    incidents["uncertainty_m"] = incidents["uncertainty_m"].where(stated)
    located = incidents.geometry.notna()
    incidents["located_by"] = incidents["located_by"].mask(
        located & incidents["located_by"].isna(), "source"
    )
    unsaid = located & incidents["precision"].isna()
    radii = incidents["uncertainty_m"][unsaid].dropna()
    precision = incidents["precision"].mask(unsaid, "unknown")
    precision[radii.index] = radii.map(precision_within)
    incidents["precision"] = precision


def _without_point(table: pd.DataFrame) -> pd.Series[bool]:
    """Tell the rows that have no point, and no coordinates that could be mended into one."""
    silent = table["geometry"].isna()
    for name in (*_PAIR, "coordinates"):
        if name in table and silent.any():
            silent &= ~is_written(table[name])
    return silent


_PAIR: Final = ("longitude", "latitude")


class _Problems:
    """Collects one line a row, each with the row's number as the reader of the file counts it."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows.without_values()
        self.texts: dict[Any, str] = {}

    def add(self, found: Mapping[Any, str]) -> None:
        for label, text in found.items():
            before = self.texts.get(label)
            if before is not None:
                self.texts[label] = f"{before}; {text}"
                continue
            number = self._rows.numbers[label]
            named = self._rows.label(number)
            word = self._rows.word
            self.texts[label] = f"{word} {named}: {text}"


def _keep_aside(
    table: pd.DataFrame, name: str, values: pd.Series[Any]
) -> None:
    """Keep what a column means beside what ours can hold, under a name that isn't ours."""
    table[free_name(name, table.columns)] = values


def _split_actors(table: pd.DataFrame) -> None:
    """Read "A; B" in one column as two actors; what is behind the second ; stays with it."""
    if "actors" in table and "actor1" not in table:
        told = table["actors"].astype("string")
        second = told.where(
            told.str.contains(";")
        )  # a split would give no column of nothing
        for name, texts, before in (
            ("actor1", told, r"(?s);.*"),
            ("actor2", second, r"(?s)^[^;]*;"),
        ):
            part = texts.str.replace(before, "", regex=True)
            bare = part.str.strip()
            is_empty = bare == ""
            table[name] = bare.mask(is_empty)


def _name_countries(table: pd.DataFrame) -> None:
    """Bring names of countries to their codes; the file's own words stay in ``country_in_file``."""
    if "country" not in table:
        return
    said = table["country"].astype("string")
    told = said.dropna()
    names = [
        name
        for name in told.unique()
        if not (len(name) == _CODE_LENGTH and name.isupper())
    ]
    codes = {name: code for name in names if (code := _country_code(name))}
    if codes:
        kept = free_name("country", table.columns)
        table[kept] = table["country"]
        table["country"] = said.replace(codes)


def _country_code(name: str) -> str | None:
    from sitmap.gazetteer import embedded_index
    from sitmap.geocoding.areas import find_countries

    for attempt in (
        name,
        re.sub(r"\s*\(.*\)", "", name),
    ):  # "Serbia (Yugoslavia)"
        found = find_countries(embedded_index(), [attempt])
        if len(found) == 1:
            return next(iter(found))
    return None


def warn_of_problems(
    incidents: gpd.GeoDataFrame, file: str, *, stacklevel: int = 3
) -> None:
    """Say in one warning how many rows have a problem, and spell out the first few."""
    told = incidents["problem"].dropna()
    if told.empty:
        return
    kinds = group_told(_with_number(text) for text in told)
    more = (
        f"; and {len(kinds) - _SHOWN} more kinds, in the column `problem`"
        if len(kinds) > _SHOWN
        else ""
    )
    message = (
        f"{file}: {len(told)} of {len(incidents)} rows have a problem:"
        f" {'; '.join(kinds[:_SHOWN])}{more}"
    )
    warnings.warn(message, DataWarning, stacklevel=stacklevel)


def _with_number(text: str) -> tuple[str | None, str]:
    found = _NUMBERED.match(text)
    return (found[1], text[found.end() :]) if found else (None, text)
