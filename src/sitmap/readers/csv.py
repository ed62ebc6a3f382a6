"""Delimited text (CSV, TSV, semicolons) to a frame of texts."""

from __future__ import annotations

import csv
import io
import re
import warnings
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.errors import DataWarning, InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["read_csv_text", "read_headless"]

_DELIMITERS: Final = ",;\t|"
_OPTIONS: Final[dict[str, Any]] = {"dtype": "string", "keep_default_na": False, "na_values": [""]}
"""Everything stays text here: "NA" is a place name, "007" a code, and dates are decided by the whole column."""

_FIRST_LINE: Final = re.compile(r"^.*\S.*$", re.MULTILINE)
_GUARD: Final = re.compile(r"^'(?='*[=+\-@\t\r])")
"""The apostrophe that spreadsheets (and `sitmap.export.gis`) put before text which would run as a formula."""


def read_csv_text(text: str, *, file: str) -> pd.DataFrame:
    """Read delimited text with a header line; the delimiter is found from the header.

    A row with more fields than the header keeps the first of them and is counted in a warning. The index counts the
    rows below the header from 0; rows without any cell are left out, so that it has gaps where they were.

    Raises
    ------
    InputError
        The text holds no table.

    Examples
    --------
    >>> read_csv_text("place;date\\nNA;2023-01-02\\n", file="x.csv").to_dict("records")
    [{'place': 'NA', 'date': '2023-01-02'}]
    """
    delimiter = _find_delimiter(text, file)
    try:
        with warnings.catch_warnings():  # what pandas only warns of would cost a field silently
            warnings.simplefilter("error", pd.errors.ParserWarning)
            frame = pd.read_csv(io.StringIO(text), sep=delimiter, index_col=False, **_OPTIONS)
    except (pd.errors.ParserError, pd.errors.ParserWarning) as error:
        if "EOF inside string" in str(error):
            raise InputError(f"{file}: {_open_quote(text)}") from None
        frame = _read_ragged(text, delimiter, file)
    except pd.errors.EmptyDataError:
        raise InputError(f"{file}: is no table: it has no line of column names") from None
    frame.columns = [str(name).strip() for name in frame.columns]
    if any(f"{before}'" in text for before in (delimiter, '"', "\n")):
        frame = frame.apply(lambda column: column.str.replace(_GUARD, "", regex=True))
    whole: pd.DataFrame = frame.dropna(how="all")
    return whole


def read_headless(text: str, names: Sequence[str], *, file: str) -> tuple[pd.DataFrame, dict[int, str]]:
    """Read tab-separated lines without quotes or header, under the names of their layout.

    Returns
    -------
    frame, dropped
        The rows (their index counts lines from 0), and line number to reason for lines that don't fit the layout.

    Raises
    ------
    InputError
        No line fits.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    rows = [line.split("\t") for line in lines]
    dropped = {
        number: f"has {len(row)} fields where the layout has {len(names)}; the line is cut or joined"
        for number, row in enumerate(rows, start=1)
        if len(row) != len(names)
    }
    if len(dropped) == len(rows):
        raise InputError(f"{file}: no line has the {len(names)} fields of its layout; fetch the file again")
    kept = [index for index, row in enumerate(rows) if len(row) == len(names)]
    columns = zip(*(rows[index] for index in kept), strict=True)
    cells = {name: pd.array(column, dtype="string") for name, column in zip(names, columns, strict=True)}
    return pd.DataFrame(cells, index=kept).replace("", pd.NA), dropped


def _find_delimiter(text: str, file: str) -> str:
    found = _FIRST_LINE.search(text)
    header = found[0] if found else ""
    if header.lstrip().startswith("<"):
        raise InputError(f"{file}: is no table but a page or XML; save the table as CSV first")
    names = {mark: len(next(csv.reader([header], delimiter=mark))) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: names[mark])


def _open_quote(text: str) -> str:
    """Say where the quote that never closes is likely to stand: the last line with an odd number of them."""
    odd = [number for number, line in enumerate(text.splitlines(), start=1) if line.count('"') % 2]
    return f'line {odd[-1] if odd else 1} opens a quote (") that is never closed; close or double it'


def _read_ragged(text: str, delimiter: str, file: str) -> pd.DataFrame:
    """Read rows of differing lengths; fields beyond the header's are left out, and that is told."""
    try:
        header, *rows = (row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row)
    except csv.Error as error:
        raise InputError(f"{file}: is no table that can be read ({error}); check its quotes") from error
    width = len(header)
    long_rows = [row for row in rows if len(row) > width]
    if long_rows:
        first = delimiter.join(long_rows[0])[:60]
        told = (
            f"{file}: {len(long_rows)} rows have more fields than the header's {width}; the extra fields are left out. "
            f"First: {first!r}. Quote texts that hold {delimiter!r}"
        )
        warnings.warn(told, DataWarning, stacklevel=5)
    cells = [[*row[:width], *[""] * (width - len(row))] for row in rows]
    return pd.DataFrame(cells, columns=header, dtype="string").replace("", pd.NA)
