"""CSV files in a stream: their header, which column is which, and quotes that are never closed."""

from __future__ import annotations

import codecs
import csv
import io
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.csv as pacsv

from sitmap.errors import InputError
from sitmap.readers.encodings import guess_utf16
from sitmap.readers.notations.dates import decide_dayfirst
from sitmap.scale.encoded import encode, texts_of
from sitmap.scale.roles import Roles, find_roles
from sitmap.scale.text_blocks import (
    OPEN_QUOTE,
    Skipped,
    as_texts,
    open_stream,
    read_rows,
    regroup,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitmap.scale.plan import Plan

# rows by which a column's kind is told
SAMPLE_ROWS: Final = 50_000
HEAD_ROWS: Final = 2_000  # rows whose values tell what a column holds
_DELIMITERS: Final = ",;\t|"
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def find_dayfirst(column: pa.ChunkedArray) -> bool | None:
    """Return whether days stand before months in a column of dates; None where none shows it."""
    return decide_dayfirst(
        [text for text in texts_of(encode(column).distinct) if text]
    )


@dataclass(frozen=True)
class CsvHeader:
    """What the first line of a CSV file says."""

    names: list[str]
    delimiter: str
    encoding: str
    lines: int


def read_header(path: Path, encoding: str | None) -> CsvHeader:
    """Read the first line that isn't blank: names, the mark between them, and the encoding.

    Raises
    ------
    InputError
        The file is in another encoding than it should be, or no text.
    """
    with open_stream(path) as stream:
        head = bytes(stream.read(1 << 20))
    known = (
        encoding
        or next((name for bom, name in _BOMS if head.startswith(bom)), None)
        or guess_utf16(head)
    )
    try:
        text = (
            codecs.getincrementaldecoder(known or "utf-8")()
            .decode(head)
            .removeprefix("\ufeff")
        )
    except (UnicodeDecodeError, LookupError):
        raise InputError(
            f"{path}: is not {known or 'UTF-8'}; name its encoding: encoding= (--encoding cp1252)"
        ) from None
    if "\x00" in text:
        raise InputError(
            f"{path}: is binary data of an unknown kind, and no table"
        )
    lines = text.splitlines()
    blank = next((at for at, line in enumerate(lines) if line.strip()), 0)
    first = lines[blank] if lines else ""
    names = {
        mark: next(csv.reader([first], delimiter=mark))
        for mark in _DELIMITERS
    }
    delimiter = max(_DELIMITERS, key=lambda mark: len(names[mark]))
    return CsvHeader(
        _distinct(names[delimiter]), delimiter, known or "utf-8", blank + 1
    )


def _distinct(names: list[str]) -> list[str]:
    """Add a number to names that a header has twice."""
    seen: dict[str, int] = {}
    distinct = []
    for name in (each.strip() for each in names):
        seen[name] = seen.get(name, 0) + 1
        distinct.append(
            name if seen[name] == 1 else f"{name}.{seen[name] - 1}"
        )
    return distinct


def find_csv_roles(path: Path, plan: Plan) -> Roles:
    """Find which column is which, and the order of day and month, from the head of a CSV file."""
    header = read_header(path, plan.encoding)
    first = _read_first(path, header, header.names, HEAD_ROWS)
    head = None if first is None else first.to_pandas()
    roles = find_roles(header.names, plan, file=str(path), head=head)
    dates = [roles.columns["date_start"]]
    sample = _read_first(path, header, dates, SAMPLE_ROWS)
    if sample is None:
        return roles
    return roles.with_dayfirst(find_dayfirst(sample.column(0)))


def _read_first(
    path: Path, header: CsvHeader, wanted: list[str], rows: int
) -> pa.Table | None:
    """Read some columns of the first rows; None where there is no row."""
    skipped = Skipped()
    opened = partial(open_csv, path, header, wanted, skipped)
    return next(regroup(read_rows(opened, skipped), rows), None)


class _Quotes(io.RawIOBase):
    """Counts the quotes that pass by.

    An odd number may be one that is never closed, and hides the rows behind it.
    """

    def __init__(self, stream: Any) -> None:
        super().__init__()
        self._stream = stream
        self.odd = False

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = bytes(self._stream.read(size))
        self.odd ^= bool(data.count(b'"') % 2)
        return data

    def readinto(self, buffer: Any) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _require_closed_quotes(path: Path, header: CsvHeader) -> None:
    """Read again, slowly, where the quotes are odd: a quote within a word opens nothing.

    Raises
    ------
    InputError
        The file ends within quotes.
    """
    with open_stream(path) as stream:
        lines = io.TextIOWrapper(
            io.BufferedReader(_Quotes(stream)),
            header.encoding,
            "replace",
            newline="",
        )
        try:
            for _ in csv.reader(
                lines, delimiter=header.delimiter, strict=True
            ):
                pass
        except csv.Error as error:
            if "unexpected end" in str(error) or "field larger" in str(
                error
            ):
                raise InputError(OPEN_QUOTE) from None


@contextmanager
def open_csv(
    path: Path,
    header: CsvHeader,
    wanted: list[str],
    skipped: Skipped,
    block: int,
) -> Iterator[Any]:
    """Open a file as batches of texts; a quote that is never closed is told at its end."""
    with open_stream(path) as stream:
        quotes = _Quotes(stream)
        yield pacsv.open_csv(
            quotes,
            read_options=pacsv.ReadOptions(
                block_size=block,
                encoding=header.encoding,
                column_names=header.names,
                skip_rows=header.lines,
                use_threads=False,
            ),
            parse_options=pacsv.ParseOptions(
                delimiter=header.delimiter,
                newlines_in_values=True,
                invalid_row_handler=skipped,
            ),
            convert_options=as_texts(wanted),
        )
        if quotes.odd:
            _require_closed_quotes(path, header)
