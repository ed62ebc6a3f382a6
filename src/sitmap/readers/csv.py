"""Delimited text (CSV, TSV, semicolons) to a frame of texts."""

from __future__ import annotations

import csv
import io
import re
import warnings
from typing import Any, Final

import pandas as pd

from sitmap.errors import DataWarning, InputError

__all__ = ["read_csv_text"]

_DELIMITERS: Final = ",;\t|"
_OPTIONS: Final[dict[str, Any]] = {"dtype": "string", "keep_default_na": False, "na_values": [""]}
"""Everything stays text here: "NA" is a place name, "007" a code, and dates are decided by the whole column."""

_GUARD: Final = re.compile(r"^'(?='*[=+\-@\t\r])")
"""The apostrophe that spreadsheets (and `sitmap.export.gis`) put before text which would run as a formula."""


def read_csv_text(text: str, *, file: str) -> pd.DataFrame:
    """Read delimited text with a header line; the delimiter is found from the header.

    A row with more fields than the header keeps the first of them and is counted in a warning.

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
    except (pd.errors.ParserError, pd.errors.ParserWarning):
        frame = _read_ragged(text, delimiter, file)
    except pd.errors.EmptyDataError:
        raise InputError(f"{file}: is no table: it has no line of column names") from None
    frame.columns = [str(name).strip() for name in frame.columns]
    guarded = {name: column.str.replace(_GUARD, "", regex=True) for name, column in frame.items()}
    whole: pd.DataFrame = frame.assign(**guarded).dropna(how="all")
    return whole


def _find_delimiter(text: str, file: str) -> str:
    header = next((line for line in text.splitlines() if line.strip()), "")
    if header.lstrip().startswith("<"):
        raise InputError(f"{file}: is no table but a page or XML; save the table as CSV first")
    names = {mark: len(next(csv.reader([header], delimiter=mark))) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: names[mark])


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
