"""Delimited text (CSV, TSV, semicolons) to a frame of texts."""

from __future__ import annotations

import csv
import io
import warnings
from typing import Any, Final

import pandas as pd

from sitmap.errors import DataWarning, InputError

__all__ = ["read_csv_text"]

_DELIMITERS: Final = ",;\t|"
_OPTIONS: Final[dict[str, Any]] = {"dtype": "string", "keep_default_na": False, "na_values": [""]}
"""Everything stays text here: "NA" is a place name, "007" a code, and dates are decided by the whole column."""


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
        frame = pd.read_csv(io.StringIO(text), sep=delimiter, index_col=False, **_OPTIONS)
    except (pd.errors.ParserError, pd.errors.ParserWarning):
        frame = _read_ragged(text, delimiter, file)
    except pd.errors.EmptyDataError:
        raise InputError(f"{file}: is no table: it has no line of column names") from None
    frame.columns = [str(name).strip() for name in frame.columns]
    return frame.dropna(how="all")


def _find_delimiter(text: str, file: str) -> str:
    header = next((line for line in text.splitlines() if line.strip()), "")
    if header.lstrip().startswith("<"):
        raise InputError(f"{file}: is no table but a page or XML; save the table as CSV first")
    names = {mark: len(next(csv.reader([header], delimiter=mark))) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: names[mark])


def _read_ragged(text: str, delimiter: str, file: str) -> pd.DataFrame:
    width = len(next(csv.reader(io.StringIO(text), delimiter=delimiter)))
    long_rows: list[str] = []

    def keep_first(fields: list[str]) -> list[str]:
        long_rows.append(delimiter.join(fields)[:60])
        return fields[:width]

    try:
        frame = pd.read_csv(
            io.StringIO(text), sep=delimiter, index_col=False, engine="python", on_bad_lines=keep_first, **_OPTIONS
        )
    except (pd.errors.ParserError, csv.Error) as error:
        raise InputError(f"{file}: is no table that can be read ({error}); check its quotes") from error
    if long_rows:
        told = (
            f"{file}: {len(long_rows)} rows have more fields than the header's {width}; the extra fields are left out. "
            f"First: {long_rows[0]!r}. Quote texts that hold {delimiter!r}"
        )
        warnings.warn(told, DataWarning, stacklevel=4)
    return frame
