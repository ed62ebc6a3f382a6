"""Delimited text (CSV, TSV, semicolons) to a frame of texts."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.errors import DataWarning, InputError
from sitmap.formulas import free_texts
from sitmap.readers.formats.headings import SCANNED, Heading, find_heading
from sitmap.readers.formats.layout_tables import (
    is_markdown,
    read_fixed_width,
    read_markdown,
)
from sitmap.readers.formats.lines import rows_of_lines
from sitmap.readers.notations.map_links import is_map_link, read_map_link
from sitmap.readers.recognition import find_headless
from sitmap.readers.rows import EMPTY, Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitmap.readers.layout import Layout
    from sitmap.readers.text import TextFile

_DELIMITERS: Final = ",;\t|"
_OPTIONS: Final[dict[str, Any]] = {
    "header": None,
    "index_col": False,
    "dtype": "string",
    "keep_default_na": False,
    "na_values": [""],
    "skip_blank_lines": False,
}
"""Everything stays text here: "NA" is a place name, "007" a code, and dates are decided by the
whole column."""

_WELL_PARTED: Final = (0.6, 2)
"""The part of the lines that a delimiter parts into as many cells, and their number."""

_MOST_LOOKED_AT: Final = 200_000  # rows whose cells are looked through

# characters in which the column names are looked for
_SAMPLE: Final = 262_144


def read_csv(text: TextFile, *, file: str) -> Rows:
    """Read delimited text; the delimiter and the line of column names are found.

    A file of a layout that has no line of names (GDELT, some of UCDP) is told by its first line of
    values. Titles above the names, empty lines and totals are left off, each with its reason.

    Raises
    ------
    InputError
        The text holds no table.

    Examples
    --------
    >>> from sitmap.readers.text import TextFile
    >>> lines = [b"place;date", b"NA;2023-01-02"]
    >>> rows = read_csv(TextFile(bytes([10]).join(lines)), file="x.csv")
    >>> rows.frame.to_dict("records"), rows.numbers
    ([{'place': 'NA', 'date': '2023-01-02'}], range(2, 3))
    """
    sample = text.head(_SAMPLE)
    set_out = _read_set_out(text, sample)
    if set_out is not None:
        return set_out
    delimiter = _find_delimiter(sample, file)
    lines = _lines(sample, delimiter)
    first: list[str | None] = next(lines, [])
    layout = find_headless(first)
    if layout is not None and not layout.quoted:
        return _read_unquoted(text, layout, file)
    if layout is not None:
        heading = Heading(-1, -1, layout.header)
        frame = _parse(text, delimiter, heading, file)
        return rows_of_lines(frame, "CSV without column names", heading)
    scanned = islice(_lines(sample, delimiter), SCANNED + 1)
    found = find_heading(list(scanned))
    if found is None:
        raise InputError(
            f"{file}: is no table: it has no line of column names"
        )
    frame = _parse(text, delimiter, found, file)
    return rows_of_lines(frame, "CSV", found)


def _read_set_out(text: TextFile, sample: str) -> Rows | None:
    """Read a table that is set out for the eye; None for one with delimiters."""
    first = sample.splitlines()[: SCANNED + 1]
    if is_markdown(first):
        return read_markdown(text.read())
    mark = _find_mark(sample)
    parted = _parted(sample, mark)
    if parted >= _WELL_PARTED:
        return None
    return read_fixed_width(text.read())


def _lines(sample: str, delimiter: str) -> Iterator[list[str | None]]:
    """Part the first lines into cells, whatever ends a line: LF, CRLF, or CR alone."""
    try:
        for line in csv.reader(
            io.StringIO(sample, newline=""), delimiter=delimiter
        ):
            yield [cell or None for cell in line]
    except csv.Error:
        return


def _parse(
    text: TextFile, delimiter: str, heading: Heading, file: str
) -> pd.DataFrame:
    """Read the lines below the names; the index counts them from the file's first line."""
    frame = _parse_by_arrow(text, delimiter, heading)
    if frame is None:
        frame = _parse_by_pandas(text, delimiter, heading, file)
    frame = _unglued(frame, text, delimiter, heading, file)
    above = heading.last + 1
    frame.index = pd.RangeIndex(above + 1, above + 1 + len(frame))
    return frame


def _unglued(
    frame: pd.DataFrame,
    text: TextFile,
    delimiter: str,
    heading: Heading,
    file: str,
) -> pd.DataFrame:
    """Part rows that a quote glued together, as one that opens no cell and a later one may."""
    if not text.quotes or len(frame) > _MOST_LOOKED_AT:
        return frame
    has_lines = any(
        frame[name].str.contains("\n", regex=False).any() for name in frame
    )
    if not has_lines:
        return frame
    plain = _read_unquoted_lines(text.read(), delimiter, heading)
    if plain is None or len(plain) <= len(frame):
        return frame
    told = (
        f"{file}: quotes in it would join {len(plain) - len(frame):,} lines to others, though each"
        " has the headings' fields; they are read as letters"
    )
    warnings.warn(told, DataWarning, stacklevel=6)
    return plain


def _parse_by_arrow(
    text: TextFile, delimiter: str, heading: Heading
) -> pd.DataFrame | None:
    """Read a regular table block by block, in a third of the memory; None where that can't be."""
    if text.quotes % 2 or not _ends_in_lf(
        text
    ):  # a quote that never closes is told by pandas
        return None
    try:
        from sitmap.readers.formats.arrow_csv import read_blocks
    except ModuleNotFoundError:
        return None
    with text.open() as stream:
        return read_blocks(
            stream,
            delimiter,
            heading.names,
            skip=_skipped(text, delimiter, heading),
        )


def _ends_in_lf(text: TextFile) -> bool:
    sample = text.head(_SAMPLE)
    return "\n" in sample or "\r" not in sample


def _skipped(text: TextFile, delimiter: str, heading: Heading) -> int:
    """Count the lines of the file that the names and what stands above them take."""
    reader = csv.reader(
        io.StringIO(text.head(_SAMPLE), newline=""), delimiter=delimiter
    )
    for _ in islice(reader, heading.last + 1):
        pass
    return reader.line_num


def _parse_by_pandas(
    text: TextFile, delimiter: str, heading: Heading, file: str
) -> pd.DataFrame:
    whole = text.read()
    options = {**_OPTIONS, "sep": delimiter, "names": list(heading.names)}
    try:
        with (
            warnings.catch_warnings()
        ):  # what pandas only warns of would cost a field silently
            warnings.simplefilter("error", pd.errors.ParserWarning)
            # bytes: a StringIO takes four of them for each letter
            data = io.BytesIO(whole.encode())
            frame = pd.DataFrame(
                pd.read_csv(data, skiprows=heading.last + 1, **options)
            )
    except (pd.errors.ParserError, pd.errors.ParserWarning) as error:
        is_open = "EOF inside string" in str(error)
        plain = (
            _read_unquoted_lines(whole, delimiter, heading)
            if is_open
            else None
        )
        if is_open and plain is None:
            raise InputError(
                f"{file}: {_open_quote(whole)}; close or double it"
            ) from None
        if plain is None:
            frame = _read_ragged(whole, delimiter, heading, file)
        else:
            told = (
                f"{file}: {_open_quote(whole)}; quotes are read as letters"
            )
            warnings.warn(told, DataWarning, stacklevel=6)
            frame = plain
    except pd.errors.EmptyDataError:
        frame = pd.DataFrame(columns=list(heading.names), dtype="string")
    if "'" in whole and any(
        f"{before}'" in whole for before in (delimiter, '"', "\n")
    ):
        frame = frame.apply(free_texts)
    return pd.DataFrame(frame)


def _find_delimiter(sample: str, file: str) -> str:
    """Take the delimiter that parts most of the first lines into as many cells each."""
    if "schemas-microsoft-com:office:spreadsheet" in sample[:4096]:
        raise InputError(
            f"{file}: is a spreadsheet in XML, as Excel 2003 wrote; open it and save it as .xlsx"
        )
    if sample[:256].lstrip().startswith("<"):
        raise InputError(
            f"{file}: is no table but a page or XML; save the table as CSV first"
        )
    return _find_mark(sample)


def _find_mark(sample: str) -> str:
    return max(_DELIMITERS, key=lambda mark: _parted(sample, mark))


def _parted(sample: str, delimiter: str) -> tuple[float, int]:
    """Return which part of the lines has the most frequent number of cells beyond one, and it."""
    lines = [
        line
        for line in islice(_lines(sample, delimiter), SCANNED)
        if any(line)
    ]
    widths = Counter(len(line) for line in lines if len(line) > 1)
    width, count = max(
        widths.items(), key=lambda found: found[::-1], default=(0, 0)
    )
    return count / max(len(lines), 1), width


def _read_unquoted_lines(
    text: str, delimiter: str, heading: Heading
) -> pd.DataFrame | None:
    """Read lines whose quotes are letters: 5" shell; None where any has not the names' fields.

    A cell that is quoted from end to end loses its quotes.
    """
    lines = text.splitlines()[heading.last + 1 :]
    rows = [line.split(delimiter) for line in lines if line.strip()]
    if any(len(row) != len(heading.names) for row in rows):
        return None
    cells = [[_unquoted(cell) for cell in row] for row in rows]
    frame = pd.DataFrame(cells, columns=list(heading.names), dtype="string")
    return frame.replace("", pd.NA)


def _unquoted(cell: str) -> str:
    whole = re.fullmatch(r'\s*"((?:[^"]|"")*)"\s*', cell)
    return whole[1].replace('""', '"') if whole else cell


def _open_quote(text: str) -> str:
    """Say where the quote that never closes is likely to stand.

    It is the last line with an odd number of them.
    """
    lines = enumerate(text.splitlines(), start=1)
    odd = [number for number, line in lines if line.count('"') % 2]
    line = odd[-1] if odd else 1
    return f'line {line} opens a quote (") that is never closed'


def _read_ragged(
    text: str, delimiter: str, heading: Heading, file: str
) -> pd.DataFrame:
    """Read rows of differing lengths; fields beyond the names are left off, and that is told."""
    try:
        lines = list(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        )
    except csv.Error as error:
        raise InputError(
            f"{file}: is no table that can be read ({error}); check its quotes"
        ) from error
    above, width = heading.last + 1, len(heading.names)
    rows = [
        _with_whole_link(row, width, delimiter) for row in lines[above:]
    ]
    beyond = [
        (number, row)
        for number, row in enumerate(rows, start=above + 1)
        if any(cell.strip() for cell in row[width:])
    ]
    if beyond:
        number, row = beyond[0]
        told = (
            f"{file}: {len(beyond)} rows have more fields than the header's {width}; the extra"
            f" fields are left off. First: row {number}, {delimiter.join(row)[:60]!r}. Quote texts"
            f" that hold {delimiter!r}"
        )
        warnings.warn(told, DataWarning, stacklevel=6)
    cells = [[*row[:width], *[""] * (width - len(row))] for row in rows]
    frame = pd.DataFrame(cells, columns=list(heading.names), dtype="string")
    return frame.replace("", pd.NA)


def _with_whole_link(
    row: list[str], width: int, delimiter: str
) -> list[str]:
    """Put a position together that the delimiter cut in a last field: geo:42.9,20.8."""
    if len(row) <= width or not is_map_link(row[width - 1]):
        return row
    whole = delimiter.join(row[width - 1 :])
    cut = isinstance(read_map_link(row[width - 1]), str)
    return (
        [*row[: width - 1], whole]
        if cut and not isinstance(read_map_link(whole), str)
        else row
    )


def _read_unquoted(text: TextFile, layout: Layout, file: str) -> Rows:
    """Read tab-separated lines without quotes or names; those that don't fit the layout are told.

    Raises
    ------
    InputError
        No line fits.
    """
    names = layout.header
    frame, wrong = _fitting_by_arrow(text, names) or _fitting(
        text.read(), names
    )
    if frame.empty:
        raise InputError(
            f"{file}: no line has the {len(names)} fields of its layout; fetch the file again"
        )
    left_off = {
        number: f"has {fields} fields where the layout has {len(names)}; the line is cut or joined"
        for number, fields in wrong.items()
    }
    lines = range(1, len(frame) + len(wrong) + 1)
    kept = (
        [number for number in lines if number not in wrong]
        if wrong
        else lines
    )
    blank = frame.isna().all(axis=1).to_numpy()
    if blank.any():
        last = max(
            number
            for number, none in zip(kept, blank, strict=True)
            if not none
        )
        empty = [
            number for number, none in zip(kept, blank, strict=True) if none
        ]
        left_off |= {number: EMPTY for number in empty if number < last}
        kept = [
            number
            for number, none in zip(kept, blank, strict=True)
            if not none
        ]
        frame = frame[~blank].reset_index(drop=True)
    return Rows(frame, "", numbers=kept, left_off=left_off)


def _fitting_by_arrow(
    text: TextFile, names: Sequence[str]
) -> tuple[pd.DataFrame, dict[int, int]] | None:
    try:
        from sitmap.readers.formats.arrow_csv import read_blocks
    except ModuleNotFoundError:
        return None
    wrong: dict[int, int] = {}
    with text.open() as stream:
        frame = read_blocks(stream, "\t", names, wrong=wrong)
    return None if frame is None else (frame, wrong)


def _fitting(
    text: str, names: Sequence[str]
) -> tuple[pd.DataFrame, dict[int, int]]:
    """Part lines at their tabs, and count the fields of those that have more or fewer."""
    lines = [
        line.rstrip("\r") for line in text.removesuffix("\n").split("\n")
    ]
    parted = [
        line.split("\t") if line else [""] * len(names) for line in lines
    ]
    wrong = {
        at: len(row)
        for at, row in enumerate(parted, 1)
        if len(row) != len(names)
    }
    rows = [row for row in parted if len(row) == len(names)]
    frame = pd.DataFrame(rows, columns=list(names), dtype="string")
    return frame.replace("", pd.NA), wrong
