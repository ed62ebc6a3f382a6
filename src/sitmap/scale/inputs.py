"""Files to parts: what one task reads, small enough for any machine."""

from __future__ import annotations

import glob
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from sitmap.errors import InputError
from sitmap.readers.archive import DAMAGED_ZIP
from sitmap.readers.recognition import find_headless, find_layout
from sitmap.reports.text.endings import SUFFIXES
from sitmap.scale.csv_files import find_csv_roles
from sitmap.scale.streams import find_parquet_roles, gdelt_roles
from sitmap.scale.text_blocks import open_stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitmap.scale.plan import Plan
    from sitmap.scale.roles import Roles

Format = Literal["parquet", "csv", "gdelt", "reports"]

# of a part: what a process has room for
_ROWS: Final = 2_000_000
# of a part: what a process has room for
_BYTES: Final = 256_000_000
# of a part
_REPORTS: Final = 16
_TABLES: Final = (
    ".parquet",
    ".pq",
    ".geoparquet",
    ".csv",
    ".tsv",
    ".gz",
    ".zip",
)


@dataclass(frozen=True)
class Part:
    """What one task reads.

    Attributes
    ----------
    files
        The file; several only for reports.
    format
        How to read it.
    roles
        Which column is which; None for reports.
    groups
        Row groups of a Parquet file.
    start, stop
        Bytes of a GDELT file; stop 0 means to the end.
    weight
        Bytes, for the progress.
    stamp
        Size and time of change of the files: a part is the same only while they are.
    """

    files: tuple[str, ...]
    format: Format
    roles: Roles | None = None
    groups: tuple[int, ...] = ()
    start: int = 0
    stop: int = 0
    weight: int = 0
    stamp: str = ""

    @property
    def file(self) -> str:
        """Return the file, or the first of several."""
        return self.files[0]


def list_files(paths: str | Path | Iterable[str | Path]) -> list[Path]:
    """List the files that paths, globs and folders name, sorted, each once.

    Raises
    ------
    InputError
        One of them names no file, or a link.
    """
    found: set[Path] = set()
    for path in [paths] if isinstance(paths, (str, Path)) else paths:
        found.update(_expand(str(path)))
    return sorted(found)


def _expand(path: str) -> list[Path]:
    if "://" in path or path.startswith("/vsi"):
        raise InputError(
            f"{path}: sitmap reads local files only; mount the storage, or give a Dask dataframe"
            " of it"
        )
    if Path(path).is_dir():
        files = [
            each
            for each in Path(path).rglob("*")
            if each.is_file() and not each.name.startswith((".", "_"))
        ]
        tables = [each for each in files if each.suffix.lower() in _TABLES]
        inside = tables or [
            each for each in files if each.suffix.lower() in SUFFIXES
        ]
        if not inside:
            raise InputError(
                f"{path}: no Parquet or CSV file and no report in this folder"
            )
        return inside
    if Path(path).is_file():
        return [Path(path)]
    listed = glob.glob(path, recursive=True)  # noqa: PTH207 - Path.glob takes no absolute pattern
    matched = [Path(each) for each in listed if Path(each).is_file()]
    if not matched:
        raise InputError(
            f"{path}: no such file; check the name, and put a pattern with * in quotes"
        )
    return matched


def list_parts(
    files: Iterable[Path], plan: Plan, failed: dict[str, str]
) -> Iterator[Part]:
    """Cut files into parts.

    A file that can't be read goes into `failed` with one line, and the rest goes on.
    """
    reports: list[Path] = []
    for file in files:
        try:
            parts = list(_cut(file, plan, reports))
        except InputError as error:
            failed[str(file)] = str(error).removeprefix(f"{file}: ")
        except (
            OSError,
            pa.ArrowException,
            ValueError,
            *DAMAGED_ZIP,
        ) as error:
            failed[str(file)] = _one_line(error)
        else:
            stamp = _stamp(file)
            yield from (replace(part, stamp=stamp) for part in parts)
    for at in range(0, len(reports), _REPORTS):
        some = reports[at : at + _REPORTS]
        weight = sum(file.stat().st_size for file in some)
        yield Part(
            tuple(map(str, some)),
            "reports",
            weight=weight,
            stamp=" ".join(map(_stamp, some)),
        )


def _one_line(error: Exception) -> str:
    text = " ".join(str(error).split())
    return f"can't be read ({text[:150] or type(error).__name__}); write it again"


def _stamp(file: Path) -> str:
    about = file.stat()
    return f"{about.st_size}-{about.st_mtime_ns}"


def _cut(file: Path, plan: Plan, reports: list[Path]) -> Iterator[Part]:
    with file.open("rb") as opened:
        head = opened.read(65_536)
    if not head.strip():
        raise InputError(f"{file}: is empty")
    if head.startswith(b"PAR1"):
        yield from _cut_parquet(file, plan)
        return
    name = _refusal(head)
    if name is not None and file.suffix.lower() not in SUFFIXES:
        raise InputError(
            f"{file}: {name}; sitmap read {file.name} -o {file.stem}.parquet makes a table of it"
        )
    packed = head.startswith((b"\x1f\x8b", b"PK\x03\x04"))
    first = _first_line(file) if packed else head.split(b"\n", 1)[0]
    line = first.decode("utf-8", "replace")
    fields = line.rstrip("\r\n").split("\t")
    headless = find_headless(fields)
    found = headless or find_layout(line.rstrip("\r\n").split(","))
    if found is not None and found.name == "GDELT 2.0 Mentions":
        raise InputError(
            f"{file}: GDELT mentions name no place; give the events"
        )
    if headless is not None:
        yield from _cut_gdelt(file, plan, packed=packed)
    elif file.suffix.lower() in SUFFIXES:
        reports.append(file)
    else:
        yield Part(
            (str(file),),
            "csv",
            find_csv_roles(file, plan),
            weight=file.stat().st_size,
        )


_REFUSED: Final = {
    b"SQLite format 3\x00": "is a GeoPackage",
    b"\x00\x00\x27\x0a": "is a Shapefile",
    b"fgb\x03": "is FlatGeobuf",
    b"\xd0\xcf\x11\xe0": "is an old Excel file",
    b"{": "is JSON",
    b"[": "is JSON",
    b"<": "is a page or XML",
    b"%PDF": "is a PDF",
}


def _refusal(head: bytes) -> str | None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"PK") and b"xl/" in head:
        return "is an Excel workbook"
    return next(
        (
            name
            for magic, name in _REFUSED.items()
            if start.startswith(magic)
        ),
        None,
    )


def _first_line(file: Path) -> bytes:
    with open_stream(file) as stream:
        return bytes(stream.read(65_536)).split(b"\n", 1)[0]


def _cut_parquet(file: Path, plan: Plan) -> Iterator[Part]:
    with pq.ParquetFile(file) as parquet:
        roles = find_parquet_roles(parquet, plan, file=str(file))
        groups: list[int] = []
        rows = 0
        weight = 0
        for at in range(parquet.num_row_groups):
            about = parquet.metadata.row_group(at)
            if groups and rows + about.num_rows > _ROWS:
                yield Part(
                    (str(file),),
                    "parquet",
                    roles,
                    tuple(groups),
                    weight=weight,
                )
                groups, rows, weight = [], 0, 0
            groups.append(at)
            rows += about.num_rows
            weight += about.total_byte_size
        if groups:
            yield Part(
                (str(file),), "parquet", roles, tuple(groups), weight=weight
            )


def _cut_gdelt(file: Path, plan: Plan, *, packed: bool) -> Iterator[Part]:
    """Cut by bytes: GDELT's lines have no quotes, so that a line's end is a row's end."""
    size = file.stat().st_size
    roles = gdelt_roles(plan)
    cuts = [0] if packed else _line_starts(file, size)
    for start, stop in zip(cuts, [*cuts[1:], 0], strict=True):
        yield Part(
            (str(file),),
            "gdelt",
            roles,
            start=start,
            stop=stop,
            weight=(stop or size) - start,
        )


def _line_starts(file: Path, size: int) -> list[int]:
    with file.open("rb") as opened:
        starts = {0}
        for at in range(_BYTES, size, _BYTES):
            opened.seek(at)
            opened.readline()
            starts.add(opened.tell())
    return sorted(starts - {size})


def describe_columns(parts: Iterable[Part]) -> list[str]:
    """Say which columns are used for what: a line for each kind of file, of three kinds at most."""
    kinds: dict[str, list[str]] = {}
    for part in parts:
        if part.roles is not None:
            kinds.setdefault(part.roles.describe(), []).append(part.file)
    lines = [
        f"{Path(files[0]).name}{f' and {more} more' if (more := len({*files}) - 1) else ''}: {told}"
        for told, files in kinds.items()
    ]
    rest = [f"… and {len(lines) - _KINDS_TOLD} more kinds of files"]
    return lines[:_KINDS_TOLD] + (rest if len(lines) > _KINDS_TOLD else [])


# kinds of files that a message names
_KINDS_TOLD: Final = 3
