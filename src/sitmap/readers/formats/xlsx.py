"""Excel workbooks (.xlsx) by way of openpyxl: one sheet to a frame of texts."""

from __future__ import annotations

import datetime as dt
import warnings
import zipfile
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.errors import DataWarning, InputError
from sitmap.readers.archive import open_archive, refuse_entities
from sitmap.readers.rows import ABOVE, EMPTY, Rows

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_xlsx"]

_SCANNED: Final = 4096  # a document type stands before everything else


def read_xlsx(path: Path, *, sheet: str | None, file: str) -> Rows:
    """Read one sheet of a workbook, cells as texts as they are shown: days as 2022-07-31, whole numbers without .0.

    Parameters
    ----------
    path
        The workbook.
    sheet
        Which sheet; by default the first that holds something, and a warning names the others.
    file
        What messages call the file.

    Raises
    ------
    InputError
        The workbook is broken, a zip bomb, declares XML entities, or openpyxl isn't installed.
    """
    _check_parts(path, file)
    names, cells = _read_cells(path, sheet, file)
    _tell_others(names, file)
    header_at = _find_header(cells)
    if header_at is None:
        raise InputError(
            f"{file}: sheet {names[0]!r} is empty; a table needs a line of column names and rows"
        )
    header = cells[header_at]
    width = max(at for at, cell in enumerate(header) if cell is not None) + 1
    columns = _column_names(header[:width])
    body = [[*row[:width], *[None] * (width - len(row))] for row in cells[header_at + 1 :]]
    frame = pd.DataFrame(body, columns=columns, dtype="string")
    empty = frame.isna().all(axis=1)
    numbers = [at + header_at + 2 for at in range(len(frame))]
    dropped = {number: EMPTY for number, blank in zip(numbers, empty, strict=True) if blank}
    kept = [number for number, blank in zip(numbers, empty, strict=True) if not blank]
    _trim(dropped, max(kept, default=0))
    dropped |= dict.fromkeys(range(1, header_at + 1), ABOVE)
    rows = frame[~empty].reset_index(drop=True)
    return Rows(
        rows,
        f"Excel, sheet {names[0]!r}",
        numbers=kept,
        dropped=dropped,
        ours={"incident_id", "problem"} <= set(columns),
    )


def _trim(dropped: dict[int, str], last: int) -> None:
    """Lines below the last full one are no part of the table."""
    for number in [number for number in dropped if number > last]:
        del dropped[number]


def _check_parts(path: Path, file: str) -> None:
    with open_archive(path) as archive:
        for name in archive.namelist():
            if name.lower().endswith((".xml", ".rels")):
                with archive.open(name) as part:
                    refuse_entities(part.read(_SCANNED), file)


def _read_cells(
    path: Path, sheet: str | None, file: str
) -> tuple[list[str], list[list[str | None]]]:
    try:
        import openpyxl
    except ModuleNotFoundError:
        raise InputError(
            f"{file}: reading Excel needs openpyxl: pip install 'sitmap[excel]'"
        ) from None
    try:
        with (
            warnings.catch_warnings()
        ):  # styles and extensions that openpyxl leaves out are no matter here
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            return _read_sheet(book, sheet, file)
    except (ValueError, KeyError, TypeError, OSError, zipfile.BadZipFile, SyntaxError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(
            f"{file}: is no Excel workbook that can be read ({error}); save it again, or as CSV"
        ) from None


def _read_sheet(
    book: Any, sheet: str | None, file: str
) -> tuple[list[str], list[list[str | None]]]:
    names = list(book.sheetnames)
    if sheet is not None and sheet not in names:
        raise InputError(f"{file}: no sheet is called {sheet!r}; it has {', '.join(names)}")
    tables = {
        name: _cells(book[name])
        for name in ([sheet] if sheet else names)
        if hasattr(book[name], "iter_rows")
    }
    full = [name for name, cells in tables.items() if cells] or names[:1]
    return full, tables.get(full[0], [])


def _cells(sheet: Any) -> list[list[str | None]]:
    sheet.reset_dimensions()
    rows = [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return repr(value) if isinstance(value, float) else str(value)


def _find_header(cells: list[list[str | None]]) -> int | None:
    """Find the first line with two cells or more: what stands above it is a heading of the sheet."""
    filled = [sum(cell is not None for cell in row) for row in cells]
    wide = next((at for at, count in enumerate(filled) if count > 1), None)
    return (
        wide if wide is not None else next((at for at, count in enumerate(filled) if count), None)
    )


def _tell_others(names: list[str], file: str) -> None:
    if len(names) > 1:
        others = ", ".join(repr(name) for name in names[1:])
        told = f"{file}: sheet {names[0]!r} is read; not read: {others} (choose with layer=, on the command line --layer)"
        warnings.warn(told, DataWarning, stacklevel=7)


def _column_names(header: list[str | None]) -> list[str]:
    names: list[str] = []
    for at, cell in enumerate(header, start=1):
        name = (cell or f"column {at}").strip()
        names.append(name if name not in names else f"{name}.{at}")
    return names
