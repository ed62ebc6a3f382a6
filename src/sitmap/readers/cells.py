"""What the cells of a table's columns say: positions and codes here, the rest beside.

Dates and hours are in date_cells.py, counts and measures in count_cells.py, links in link_cells.py.

Each step changes the table's columns of ours in place, and adds one line for each row that holds
what can't be read. What a column says together (the order of day and month, what a mark in a
number means) is decided before any of its values is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd

from sitmap.incidents import DATE_PRECISIONS, STATUSES
from sitmap.precision import PRECISIONS
from sitmap.readers.aliases import fold_name
from sitmap.readers.columns import is_longitude_first
from sitmap.readers.notations.map_links import (
    is_map_link,
    read_map_link,
)
from sitmap.readers.notations.points import (
    make_points,
    read_cells,
    read_positions,
)
from sitmap.readers.notations.position import Position
from sitmap.readers.notations.statuses import (
    read_status,
    read_verified,
)
from sitmap.readers.short_codes import find_short_codes, place_short_codes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Protocol

    from sitmap.readers.notations.points import Points

    class Problems(Protocol):
        """Collects one line a row."""

        def add(self, found: Mapping[Any, str]) -> None:
            """Take lines by index label."""


_PAIR: Final = ("longitude", "latitude")
_CELLS: Final = {"geohash": "geohash", "h3": "h3"}
"""Kinds of cells, and what a column's name says of them."""
LONGEST: Final = 60  # characters of a value that a line repeats


def place_rows(
    table: pd.DataFrame, problems: Problems, *, headings: Mapping[str, str]
) -> None:
    """Read longitude and latitude, and a column of whole positions where a row has no pair.

    Parameters
    ----------
    table
        Under our names; gets ``geometry``, and ``uncertainty_m`` and ``precision`` where the
        notation states them and the table doesn't.
    problems
        Takes what is no position.
    headings
        Ours to the file's own names, which may tell the notation and the order.
    """
    if "geometry" not in table:
        table["geometry"] = gpd.GeoSeries(
            [None] * len(table), index=table.index, crs=4326
        )
    lacking = table["geometry"].isna()
    if set(_PAIR) <= set(table.columns):
        heading = " ".join(headings.get(name, "") for name in _PAIR)
        pair = [table.loc[lacking, name] for name in _PAIR]
        _put(table, make_points(*pair, heading=heading), problems)
    if "coordinates" in table:
        for name in _PAIR:
            lacking &= ~_says(table[name]) if name in table else True
        told = table.loc[lacking, "coordinates"]
        short = find_short_codes(told)
        _put(
            table,
            _read_column(told[~short], headings.get("coordinates", "")),
            problems,
        )
        if short.any():
            _put(table, place_short_codes(told[short], table), problems)


def place_links(
    table: pd.DataFrame, lacking: pd.Series[bool], problems: Problems
) -> bool:
    """Take the point of a link to a map where a row has no other one.

    Returns
    -------
    bool
        Whether any row has its point from there.
    """
    if "source_url" not in table:
        return False
    told = table.loc[lacking, "source_url"].dropna().astype("string")
    links = told[[is_map_link(text) for text in told]]
    pointed = [isinstance(read_map_link(link), Position) for link in links]
    _put(table, read_positions(links[pointed]), problems)
    return any(pointed)


def _read_column(column: pd.Series[Any], heading: str) -> Points:
    """Read a column of positions; geohashes and H3 cells only where its name says so."""
    words = fold_name(heading)
    kind = next(
        (name for name, mark in _CELLS.items() if mark in words), None
    )
    if kind is not None:
        return read_cells(column, kind)
    texts = (
        column.map(_hexadecimal)
        if pd.api.types.is_object_dtype(column.dtype)
        else column
    )
    first = is_longitude_first(heading)
    return read_positions(texts, heading=heading, longitude_first=first)


def _hexadecimal(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value


def _put(table: pd.DataFrame, found: Points, problems: Problems) -> None:
    """Put points into the table, with the radius and the precision of those that state them."""
    shapes = table["geometry"].to_numpy().copy()
    shapes[table.index.get_indexer(found.geometry.index)] = (
        found.geometry.to_numpy()
    )
    table["geometry"] = gpd.GeoSeries(shapes, index=table.index, crs=4326)
    problems.add(found.problems)
    told = [
        table[name]
        for name in ("precision", "uncertainty_m")
        if name in table
    ]
    unsaid = pd.Series(True, index=table.index)
    for column in told:
        unsaid &= ~_says(column)
    rows = found.uncertainty_m.index[unsaid[found.uncertainty_m.index]]
    if len(rows):
        fill_cells(table, "uncertainty_m", found.uncertainty_m[rows])
        fill_cells(table, "precision", found.precision[rows])


def fill_cells(
    table: pd.DataFrame, name: str, found: pd.Series[Any]
) -> None:
    """Put what the cells tell where the column is silent; nothing is made of nothing."""
    if found.empty:
        return
    told = found.reindex(table.index)
    given = table.get(name)
    if given is not None and given.dtype != told.dtype:
        given, told = given.astype(object), told.astype(object)
    table[name] = told if given is None else given.where(_says(given), told)


def _says(column: pd.Series[Any]) -> pd.Series[bool]:
    said = column.notna()
    if pd.api.types.is_string_dtype(column.dtype):
        said &= column.astype("string").str.strip() != ""
    return said.fillna(value=False).astype(bool)


def texts_of(column: pd.Series[Any]) -> pd.Series[Any]:
    """Return the texts of a column, None where there is none."""
    texts = column.astype("string").str.strip()
    return texts.mask(texts == "")


_CODES: Final = {
    "status": STATUSES,
    "precision": PRECISIONS,
    "date_precision": DATE_PRECISIONS,
}


def code_rows(
    table: pd.DataFrame,
    problems: Problems,
    *,
    keep: Callable[[pd.DataFrame, str, pd.Series[Any]], None],
) -> None:
    """Read the columns of codes; words for a status in any language, kept in ``status_told``.

    Parameters
    ----------
    table
        Under our names.
    problems
        Takes what is no code.
    keep
        Called with the table, a column's name and its values where these mean something else.
    """
    for name, codes in _CODES.items():
        if name not in table or _is_coded(table[name], codes):
            continue
        texts = texts_of(table[name])
        distinct = list(texts.dropna().unique())
        flags = read_verified(distinct) if name == "status" else {}
        codes_of = {text: _code_of(name, text) for text in distinct}
        known: dict[str, str | None] = {**codes_of, **flags}
        foreign = bool(known) and not any(known.values())
        if foreign:  # a column of another meaning under the same name
            keep(table, name, table[name])
        elif name == "status":
            ours = (
                "status_told" in table
            )  # then a plain code is no word of somebody else's
            told = [
                text
                for text, code in known.items()
                if code and (text != code or not ours)
            ]
            fill_cells(table, "status_told", texts[texts.isin(told)])
        wrong = (
            []
            if foreign
            else [text for text, code in known.items() if code is None]
        )
        bad = texts[texts.isin(wrong)] if wrong else texts[:0]
        problems.add({at: _no_code(name, text) for at, text in bad.items()})
        table[name] = _map_distinct(texts, known)


def _map_distinct(
    texts: pd.Series[Any], known: Mapping[str, str | None]
) -> pd.Series[Any]:
    """Put for each text what is known of it: few distinct ones are looked up once."""
    numbers, distinct = pd.factorize(texts)
    mapped = pd.array([known[text] for text in distinct], dtype="string")
    return pd.Series(
        mapped.take(numbers, allow_fill=True), index=texts.index
    )


def _is_coded(column: pd.Series[Any], codes: tuple[str, ...]) -> bool:
    dtype = column.dtype
    return isinstance(dtype, pd.CategoricalDtype) and set(
        dtype.categories
    ) <= set(codes)


def _code_of(name: str, text: str) -> str | None:
    if name == "status":
        return read_status(text)
    words = text.casefold().replace("_", " ").split()
    word = words[0].strip("(,;:") if words else ""
    return word if word in _CODES[name] else None


def _no_code(name: str, text: str) -> str:
    return f"{name} {text[:LONGEST]!r} is none of {', '.join(_CODES[name])}; left empty"
