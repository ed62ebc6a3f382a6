"""Text files as blocks of rows: unpacked, from an offset on, put together to tables of a size."""

from __future__ import annotations

import io
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.csv as pacsv

from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager

_BLOCK: Final = 1 << 20
"""Bytes of text read at a time: what fits in a processor's cache is read in half of the time."""
_LONGEST: Final = 32_000_000
"""Bytes of a row at most; beyond it, a quote that is never closed is likelier."""
OPEN_QUOTE: Final = (
    'a quote (") is opened and never closed; close or double it'
)


@dataclass
class Skipped:
    """Counts the lines that a reader could not take for a row."""

    rows: int = 0
    example: str | None = None
    reason: str = field(
        default="the line has more or fewer fields than the header",
        init=False,
    )

    def __call__(self, row: Any) -> str:
        """Take note of an invalid row, as pyarrow hands it over."""
        self.rows += 1
        said = f"{row.actual_columns} fields, not {row.expected_columns}"
        self.example = (
            said if self.example is None else min(said, self.example)
        )
        return "skip"

    def forget(self) -> None:
        """Count anew: the file is read from its start again."""
        self.rows, self.example = 0, None


@contextmanager
def open_stream(
    path: str | Path, *, start: int = 0, stop: int = 0
) -> Iterator[Any]:
    """Open a file, unpacked if it is a gzip, or a zip of one.

    Or the bytes from `start` to before `stop`.
    """
    path = Path(path)
    with path.open("rb") as file:
        head = file.read(4)
        file.seek(0)
        if head.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(file) as archive:
                yield archive.open(_only_member(archive, path))
        elif head.startswith(b"\x1f\x8b"):
            yield pa.CompressedInputStream(file, "gzip")
        else:
            yield _Range(file, start, stop) if start or stop else file


def _only_member(archive: zipfile.ZipFile, path: Path) -> str:
    names = [
        name
        for name in archive.namelist()
        if not name.endswith("/") and "__MACOSX" not in name
    ]
    if len(names) != 1:
        raise InputError(
            f"{path}: holds {len(names)} files; unpack it first"
        )
    return names[0]


class _Range(io.RawIOBase):
    """The bytes of a file from `start` to before `stop`; to its end where `stop` is 0."""

    def __init__(self, file: Any, start: int, stop: int) -> None:
        super().__init__()
        self._file, self._stop = file, stop
        file.seek(start)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        left = self._stop - self._file.tell() if self._stop else size
        return bytes(self._file.read(left if size < 0 else min(size, left)))

    def readinto(self, buffer: Any) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def as_texts(wanted: list[str]) -> pacsv.ConvertOptions:
    """Return how columns are read as the texts that they hold; an empty one is null."""
    return pacsv.ConvertOptions(
        include_columns=wanted,
        column_types=dict.fromkeys(wanted, pa.string()),
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=True,
    )


def read_rows(
    opened: Callable[[int], AbstractContextManager[Any]], skipped: Skipped
) -> Iterator[pa.RecordBatch]:
    """Read in small blocks; where a row is longer than one, again in large ones from that row."""
    given = 0
    try:
        for batch in _batches(opened(_BLOCK)):
            given += batch.num_rows
            yield batch
    except _LongRowError:
        skipped.forget()
        for batch in _batches(opened(_LONGEST)):
            fresh = batch.slice(min(given, batch.num_rows))
            given -= batch.num_rows - fresh.num_rows
            if fresh.num_rows:
                yield fresh


def regroup(
    batches: Iterable[pa.RecordBatch], rows: int
) -> Iterator[pa.Table]:
    """Put batches together, or cut them, to tables of so many rows; the last may have fewer."""
    waiting: list[pa.RecordBatch] = []
    length = 0
    for batch in batches:
        waiting.append(batch)
        length += batch.num_rows
        while length >= rows:
            table = pa.Table.from_batches(waiting)
            yield table.slice(0, rows)
            waiting = table.slice(rows).to_batches()
            length -= rows
    if length:
        yield pa.Table.from_batches(waiting)


class _LongRowError(InputError):
    """A row doesn't fit in a block, which is rare, unless a quote is left open."""


def _batches(
    opened: AbstractContextManager[Any],
) -> Iterator[pa.RecordBatch]:
    """Read on to the end.

    A table of no rows has none, and a quote that is left open is said to be that.
    """
    try:
        with opened as reader:
            yield from reader
    except pa.ArrowInvalid as error:
        if "Empty CSV" in str(error):
            return
        if "straddl" in str(error):
            raise _LongRowError(OPEN_QUOTE) from None
        raise
