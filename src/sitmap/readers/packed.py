"""Zip files that hold tables: one, or several of the same columns, as a file a day."""

from __future__ import annotations

import warnings
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from sitmap.errors import DataWarning, InputError
from sitmap.readers.archive import open_archive, read_member
from sitmap.readers.columns import map_columns
from sitmap.readers.recognition import find_layout
from sitmap.readers.stacked import (
    find_alike,
    find_copies,
    list_names,
    stack,
)
from sitmap.scratch import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sitmap.readers.rows import Rows

    Read = Callable[[Path, str], tuple[Rows, str | None]]

_TABLES: Final = frozenset(
    {
        ".csv",
        ".tsv",
        ".tab",
        ".txt",
        ".xlsx",
        ".xlsm",
        ".xlsb",
        ".xls",
        ".ods",
        ".json",
        ".jsonl",
        ".ndjson",
        ".geojson",
        ".parquet",
        ".gpkg",
        ".gpx",
        ".htm",
        ".html",
        ".docx",
    }
)
_KNOWN_LAYOUT: Final = (
    100  # above what the names of any other table come to
)


def read_packed(
    path: Path,
    names: Sequence[str],
    read: Read,
    *,
    wanted: str | None,
    file: str,
) -> tuple[Rows, str | None]:
    """Read the tables of a zip file; those of the same columns are one, and a column says which.

    Parameters
    ----------
    path
        The zip file.
    names
        Its files.
    read
        Reads one that was unpacked, under the name that messages call it by.
    wanted
        Which file, as the user says.
    file
        What messages call the zip file.

    Raises
    ------
    InputError
        None of them is a table, or there is no such file.

    Warns
    -----
    DataWarning
        There are several: which are read, and which aren't.
    """
    members = _choose(names, wanted, file)
    found: dict[str, tuple[Rows, str | None]] = {}
    unread = {name: "" for name in names if name not in members}
    with open_archive(path) as archive, scratch_folder() as folder:
        for number, name in enumerate(members):
            one = (
                Path(folder)
                / f"{number}{PurePosixPath(name).suffix.lower()}"
            )
            one.write_bytes(read_member(archive, name, file))
            try:
                found[name] = read(one, name)
            except InputError as error:
                if len(members) == 1:
                    raise
                unread[name] = str(error).removeprefix(f"{file}:{name}: ")
    if not found:
        first = next(iter(unread.items()))
        raise InputError(
            f"{file}: holds {len(names)} files, none of them a table; {first[0]}: {first[1]}"
        )
    if len(members) == 1:
        return next(iter(found.values()))
    return _join(found, unread, file)


def _choose(
    names: Sequence[str], wanted: str | None, file: str
) -> list[str]:
    if wanted is not None and wanted not in names:
        raise InputError(
            f"{file}: holds no file {wanted!r}; it has {list_names(names)}"
        )
    if wanted is not None:
        return [wanted]
    tables = [
        name
        for name in names
        if PurePosixPath(name).suffix.lower() in _TABLES
        and not PurePosixPath(name).name.startswith(("._", "~$", "."))
    ]
    if not tables and len(names) != 1:
        raise InputError(
            f"{file}: holds {len(names)} files ({list_names(names)}) and none that sitmap knows;"
            " unpack it first"
        )
    return sorted(tables) or [*names]


def _join(
    found: Mapping[str, tuple[Rows, str | None]],
    unread: Mapping[str, str],
    file: str,
) -> tuple[Rows, str | None]:
    tables = {name: rows for name, (rows, _) in found.items()}
    columns = {
        name: [str(each) for each in rows.frame.columns]
        for name, rows in tables.items()
    }
    best = max(columns, key=lambda name: _worth(columns[name]))
    alike = {name: tables[name] for name in find_alike(columns, best)}
    copies = find_copies(alike)
    parts = {name: alike[name] for name in alike if name not in copies}
    others = [*(name for name in tables if name not in alike), *unread]
    _tell(
        parts, copies, [_with_reason(name, unread) for name in others], file
    )
    encodings = {found[name][1] for name in parts}
    encoding = encodings.pop() if len(encodings) == 1 else None
    if len(parts) == 1:
        return next(iter(parts.values())), encoding
    reader = (
        f"{next(iter(parts.values())).reader}, files {list_names([*parts])}"
    )
    return stack(parts, word="file", reader=reader), encoding


def _worth(names: Sequence[str]) -> int:
    return (
        _KNOWN_LAYOUT
        if find_layout(names) is not None
        else len(set(map_columns(names).values()))
    )


def _with_reason(name: str, unread: Mapping[str, str]) -> str:
    why = unread.get(name, "")
    return f"{name} ({why})" if why else name


def _tell(
    parts: Mapping[str, Rows],
    copies: Mapping[str, str],
    others: Sequence[str],
    file: str,
) -> None:
    told = (
        f"{file}: {len(parts)} files have the same columns and are read as one table, whose last"
        " column names the file"
        if len(parts) > 1
        else f"{file}: {next(iter(parts))!r} is read"
    )
    if copies:
        told += f"; {list_names([*copies])} hold no row of their own"
    if others:
        told += f"; not read: {list_names(others)}"
    warnings.warn(
        f"{told} (one alone: layer=, on the command line --layer)",
        DataWarning,
        stacklevel=6,
    )
