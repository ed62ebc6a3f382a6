"""Delimited text (CSV, TSV, semicolons) to a frame of texts."""

from __future__ import annotations

import csv
import io
import re
import warnings
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.errors import DataWarning, InputError
from sitmap.readers.columns import is_known
from sitmap.readers.rows import EMPTY

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["find_header", "read_csv_text", "read_headless"]

_DELIMITERS: Final = ",;\t|"
_OPTIONS: Final[dict[str, Any]] = {
    "dtype": "string",
    "keep_default_na": False,
    "na_values": [""],
    "skip_blank_lines": False,
}
"""Everything stays text here: "NA" is a place name, "007" a code, and dates are decided by the whole column."""

_SCANNED: Final = 65_536
_LINES_ABOVE: Final = 12

_FIRST_LINE: Final = re.compile(r"^.*\S.*$", re.MULTILINE)
_GUARD: Final = re.compile(r"^'(?='*[=+\-@\t\r])")
"""The apostrophe that spreadsheets (and `sitmap.export.gis`) put before text which would run as a formula."""


def read_csv_text(text: str, *, file: str) -> pd.DataFrame:
    """Read delimited text with a header line; the delimiter is found from the header.

    A row with more fields than the header keeps the first of them and is counted in a warning. The
    index counts rows as a spreadsheet does, from 1 for the file's first line; rows without any cell
    are left out, so that it has gaps where they were, and what stands above the header isn't read.

    Raises
    ------
    InputError
        The text holds no table.

    Examples
    --------
    >>> read_csv_text("place;date\\nNA;2023-01-02\\n", file="x.csv").to_dict("index")
    {2: {'place': 'NA', 'date': '2023-01-02'}}
    """
    start, above = find_header(text)
    text = text[start:]
    delimiter = _find_delimiter(text, file)
    try:
        with warnings.catch_warnings():  # what pandas only warns of would cost a field silently
            warnings.simplefilter("error", pd.errors.ParserWarning)
            # bytes: a StringIO takes four of them for each letter
            frame = pd.read_csv(
                io.BytesIO(text.encode()), sep=delimiter, index_col=False, **_OPTIONS
            )
    except (pd.errors.ParserError, pd.errors.ParserWarning) as error:
        if "EOF inside string" in str(error):
            raise InputError(f"{file}: {_open_quote(text, above)}") from None
        frame = _read_ragged(text, delimiter, file, above)
    except pd.errors.EmptyDataError:
        raise InputError(f"{file}: is no table: it has no line of column names") from None
    frame.columns = [str(name).strip() for name in frame.columns]
    frame.index = pd.RangeIndex(above + 2, above + 2 + len(frame))
    if "'" in text and any(f"{before}'" in text for before in (delimiter, '"', "\n")):
        frame = frame.apply(lambda column: column.str.replace(_GUARD, "", regex=True))
    whole: pd.DataFrame = frame.dropna(how="all")
    return whole


def find_header(text: str) -> tuple[int, int]:
    """Return where the line of column names begins, and how many lines stand above it.

    A heading over the table is a line of one cell that is no column's name, above a line of
    several.
    """
    lines = text[:_SCANNED].split("\n")[: _LINES_ABOVE + 1]
    at = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if _cells(lines[at]) == 1 and not is_known(lines[at].strip(' \r"')):
        at = next((number for number in range(at + 1, len(lines)) if _cells(lines[number]) > 1), at)
    return sum(len(line) + 1 for line in lines[:at]), at


def _cells(line: str) -> int:
    """Count the filled cells of a line, by the delimiter that gives most of them."""
    return max(sum(cell.strip(' \r"') != "" for cell in line.split(mark)) for mark in _DELIMITERS)


def read_headless(
    text: str, names: Sequence[str], *, file: str
) -> tuple[pd.DataFrame, dict[int, str]]:
    """Read tab-separated lines without quotes or header, under the names of their layout.

    Returns
    -------
    frame, dropped
        The rows (their index counts lines from 1), and line number to reason for lines that don't
        fit the layout.

    Raises
    ------
    InputError
        No line fits.
    """
    lines = text.rstrip().split("\n")
    rows = {number: line.rstrip("\r").split("\t") for number, line in enumerate(lines, start=1)}
    wrong = {number: len(row) for number, row in rows.items() if len(row) != len(names)}
    dropped = {
        number: f"has {fields} fields where the layout has {len(names)}; the line is cut or joined"
        if any(rows[number])
        else EMPTY
        for number, fields in wrong.items()
    }
    if len(dropped) == len(rows):
        raise InputError(
            f"{file}: no line has the {len(names)} fields of its layout; fetch the file again"
        )
    kept = [number for number in rows if number not in dropped]
    columns = zip(*(rows[number] for number in kept), strict=True)
    cells = {
        name: pd.array(column, dtype="string") for name, column in zip(names, columns, strict=True)
    }
    return pd.DataFrame(cells, index=kept).replace("", pd.NA), dropped


def _find_delimiter(text: str, file: str) -> str:
    found = _FIRST_LINE.search(text)
    header = found[0] if found else ""
    if header.lstrip().startswith("<"):
        raise InputError(f"{file}: is no table but a page or XML; save the table as CSV first")
    names = {mark: len(next(csv.reader([header], delimiter=mark))) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: names[mark])


def _open_quote(text: str, above: int) -> str:
    """Say where the quote that never closes is likely to stand: the last line with an odd number of them."""
    odd = [
        number
        for number, line in enumerate(text.split("\n"), start=above + 1)
        if line.count('"') % 2
    ]
    return (
        f'line {odd[-1] if odd else 1} opens a quote (") that is never closed; close or double it'
    )


def _read_ragged(text: str, delimiter: str, file: str, above: int) -> pd.DataFrame:
    """Read rows of differing lengths; fields beyond the header's are left out, and that is told."""
    try:
        header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise InputError(
            f"{file}: is no table that can be read ({error}); check its quotes"
        ) from error
    width = len(header)
    long_rows = [
        (number, row) for number, row in enumerate(rows, start=above + 2) if len(row) > width
    ]
    if long_rows:
        number, row = long_rows[0]
        told = (
            f"{file}: {len(long_rows)} rows have more fields than the header's {width}; the extra fields are left out. "
            f"First: row {number}, {delimiter.join(row)[:60]!r}. Quote texts that hold {delimiter!r}"
        )
        warnings.warn(told, DataWarning, stacklevel=5)
    cells = [[*row[:width], *[""] * (width - len(row))] for row in rows]
    return pd.DataFrame(cells, columns=header, dtype="string").replace("", pd.NA)
