"""Parts to chunks: row groups, CSV, GDELT's lines, reports, each a stream of Arrow tables."""

from __future__ import annotations

import codecs
import csv
import io
import json
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from sitmap.errors import InputError
from sitmap.readers.encodings import guess_utf16
from sitmap.readers.layouts.gdelt import EVENT_COLUMNS
from sitmap.readers.notations.dates import decide_dayfirst
from sitmap.readers.recognition import find_layout
from sitmap.scale.encoded import encode, is_text, texts_of
from sitmap.scale.roles import Roles, find_roles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager

    from sitmap.scale.inputs import Part
    from sitmap.scale.plan import Plan

# rows read at a time: some 200 MB
CHUNK_ROWS: Final = 500_000
_BLOCK: Final = 1 << 20
"""Bytes of text read at a time: what fits in a processor's cache is read in half of the time."""

_LONGEST: Final = 32_000_000
"""Bytes of a row at most; beyond it, a quote that is never closed is likelier."""

_OPEN_QUOTE: Final = (
    'a quote (") is opened and never closed; close or double it'
)
# rows by which a column's kind is told
_SAMPLE: Final = 50_000
_HEAD: Final = 2_000  # rows whose values tell what a column holds
_DELIMITERS: Final = ",;\t|"
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
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


def read_chunks(
    part: Part, plan: Plan, skipped: Skipped, failed: dict[str, str]
) -> Iterator[pa.Table]:
    """Read a part as chunks of some hundred thousand rows.

    Parameters
    ----------
    part, plan
        What to read, and how.
    skipped
        Counts lines that are no rows.
    failed
        Takes the reports that can't be read, with the reason.

    Raises
    ------
    InputError
        The file can't be read further.
    """
    if part.format == "reports":
        yield from _read_reports(part, plan, failed)
    elif part.format == "parquet":
        yield from _read_parquet(part)
    else:
        yield from _read_text(part, plan, skipped)


def _wanted(part: Part) -> list[str]:
    if part.roles is None:
        raise InputError(f"{part.file}: no roles is known for it")
    return part.roles.wanted


def find_parquet_roles(
    parquet: pq.ParquetFile, plan: Plan, *, file: str
) -> Roles:
    """Find which column is which, and the CRS of the geometry."""
    schema = parquet.schema_arrow
    geometry, crs = _geo(schema.metadata or {}, file)
    plain = [
        name
        for name in schema.names
        if name != geometry
        and not pa.types.is_nested(schema.field(name).type)
    ]
    head = None
    if find_layout(schema.names) is None:  # else its record tells
        first = next(
            parquet.iter_batches(batch_size=_HEAD, columns=plain), None
        )
        head = None if first is None else first.to_pandas()
    roles = find_roles(
        schema.names, plan, file=file, geometry=geometry, crs=crs, head=head
    )
    column = roles.columns["date_start"]
    if not is_text(schema.field(column).type):
        return roles
    sample = next(
        parquet.iter_batches(batch_size=_SAMPLE, columns=[column]), None
    )
    return (
        roles
        if sample is None
        else roles.with_dayfirst(
            _decide(pa.chunked_array([sample.column(0)]))
        )
    )


def _decide(column: pa.ChunkedArray) -> bool | None:
    return decide_dayfirst(
        [text for text in texts_of(encode(column).distinct) if text]
    )


def _geo(metadata: dict[bytes, bytes], file: str) -> tuple[str | None, Any]:
    """Read GeoParquet's metadata: the column of points, and its CRS if that isn't degrees."""
    if b"geo" not in metadata:
        return None, None
    geo = json.loads(metadata[b"geo"])
    name = geo["primary_column"]
    about = geo["columns"][name]
    if about.get("encoding", "WKB") != "WKB":
        raise InputError(
            f"{file}: its points are stored as {about['encoding']}; write them as WKB (geopandas'"
            " default)"
        )
    crs = about.get("crs")
    degrees = crs is None or str(crs.get("id", {}).get("code")) in (
        "4326",
        "CRS84",
    )
    return name, None if degrees else crs


def _read_parquet(part: Part) -> Iterator[pa.Table]:
    wanted = _wanted(part)
    with pq.ParquetFile(part.file) as parquet:
        texts = [
            name
            for name in wanted
            if is_text(parquet.schema_arrow.field(name).type)
        ]
    with pq.ParquetFile(
        part.file,
        read_dictionary=texts,
        pre_buffer=False,
        buffer_size=1 << 20,
    ) as parquet:
        batches = parquet.iter_batches(
            CHUNK_ROWS,
            row_groups=list(part.groups),
            columns=wanted,
            use_threads=False,
        )
        for batch in batches:
            yield pa.Table.from_batches([batch]).select(wanted)


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


@dataclass(frozen=True)
class _Header:
    """What the first line of a CSV file says."""

    names: list[str]
    delimiter: str
    encoding: str
    lines: int


def _read_header(path: Path, encoding: str | None) -> _Header:
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
    return _Header(
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
    header = _read_header(path, plan.encoding)
    first = _read_first(path, header, header.names, _HEAD)
    head = None if first is None else first.to_pandas()
    roles = find_roles(header.names, plan, file=str(path), head=head)
    dates = [roles.columns["date_start"]]
    sample = _read_first(path, header, dates, _SAMPLE)
    if sample is None:
        return roles
    return roles.with_dayfirst(_decide(sample.column(0)))


def _read_first(
    path: Path, header: _Header, wanted: list[str], rows: int
) -> pa.Table | None:
    """Read some columns of the first rows; None where there is no row."""
    skipped = Skipped()
    opened = partial(_open_csv, path, header, wanted, skipped)
    return next(_regroup(_read_rows(opened, skipped), rows), None)


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


def _require_closed_quotes(path: Path, header: _Header) -> None:
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
                raise InputError(_OPEN_QUOTE) from None


@contextmanager
def _open_csv(
    path: Path,
    header: _Header,
    wanted: list[str],
    skipped: Skipped,
    block: int,
) -> Iterator[Any]:
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
            convert_options=_as_texts(wanted),
        )
        if quotes.odd:
            _require_closed_quotes(path, header)


def _as_texts(wanted: list[str]) -> pacsv.ConvertOptions:
    return pacsv.ConvertOptions(
        include_columns=wanted,
        column_types=dict.fromkeys(wanted, pa.string()),
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=True,
    )


def gdelt_roles(plan: Plan) -> Roles:
    """Return the roles of GDELT's raw Events files, which have no header."""
    return find_roles(EVENT_COLUMNS, plan)


def _read_text(
    part: Part, plan: Plan, skipped: Skipped
) -> Iterator[pa.Table]:
    path, wanted = Path(part.file), _wanted(part)
    opened = (
        partial(_open_gdelt, part, skipped)
        if part.format == "gdelt"
        else partial(
            _open_csv,
            path,
            _read_header(path, plan.encoding),
            wanted,
            skipped,
        )
    )
    for table in _regroup(_read_rows(opened, skipped), CHUNK_ROWS):
        yield table.select(wanted)


def _read_rows(
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


def _regroup(
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
            raise _LongRowError(_OPEN_QUOTE) from None
        raise


@contextmanager
def _open_gdelt(part: Part, skipped: Skipped, block: int) -> Iterator[Any]:
    with open_stream(part.file, start=part.start, stop=part.stop) as stream:
        yield pacsv.open_csv(
            stream,
            read_options=pacsv.ReadOptions(
                block_size=block,
                column_names=list(EVENT_COLUMNS),
                use_threads=False,
            ),
            parse_options=pacsv.ParseOptions(
                delimiter="\t",
                quote_char=False,
                newlines_in_values=False,
                invalid_row_handler=skipped,
            ),
            convert_options=_as_texts(_wanted(part)),
        )


def _read_reports(
    part: Part, plan: Plan, failed: dict[str, str]
) -> Iterator[pa.Table]:
    """Draft the incidents of some reports, and give them as rows."""
    from sitmap.scale.extraction import draft_chunk

    drafted = draft_chunk(
        part.files, published=plan.published, near=plan.country
    )
    failed.update(drafted.failed)
    points = drafted.incidents.geometry
    flat = drafted.incidents.assign(longitude=points.x, latitude=points.y)
    yield pa.Table.from_pandas(flat[list(_OF_DRAFTS)], preserve_index=False)


_OF_DRAFTS: Final = (
    "longitude",
    "latitude",
    "date_start",
    "event_type",
    "fatalities_best",
    "precision",
    "status",
    "place",
    "country",
)
