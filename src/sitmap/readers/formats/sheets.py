"""Workbooks (.xlsx, .xlsb, .xls, .ods) by way of calamine: the sheet of incidents to rows."""

from __future__ import annotations

import datetime as dt
import re
import warnings
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.errors import DataWarning, InputError
from sitmap.readers.archive import (
    open_archive,
    read_member,
    refuse_entities,
)
from sitmap.readers.columns import map_columns
from sitmap.readers.formats.headings import (
    SCANNED,
    Heading,
    find_heading,
    name_columns,
)
from sitmap.readers.formats.lines import rows_of_lines
from sitmap.readers.recognition import find_headless, find_layout

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sitmap.readers.rows import Rows

_BETWEEN: Final = re.compile(rb"(>)\s+(?=</?table:|</?office:|<text:p\b)")
"""White space that ODF says to ignore: LibreOffice writes it where it is told to indent."""

# a document type stands before everything else
_SCANNED_BYTES: Final = 4096
# above what the names of any other sheet may come to
_KNOWN_LAYOUT: Final = 100
_PLACED: Final = frozenset(
    {"place", "longitude", "latitude", "coordinates", "admin1", "admin2"}
)


def read_sheet(
    path: Path,
    *,
    kind: str,
    sheet: str | None,
    file: str,
    zipped: bool = True,
) -> Rows:
    """Read one sheet of a workbook, cells as texts: days as 2022-07-31, numbers without .0.

    Parameters
    ----------
    path
        The workbook.
    kind
        What to call it: "Excel".
    sheet
        Which sheet; by default the one that is a table of incidents, and a warning names it and
        the others.
    file
        What messages call the file.
    zipped
        Whether it is a zip file of XML (.xlsx, .ods), which is looked at before it is opened.

    Raises
    ------
    InputError
        The workbook is broken, locked, a zip bomb, declares XML entities, or python-calamine isn't
        installed.
    """
    if zipped:
        _check_parts(path, file)
    book = _open(path, kind, file)
    name, others = _choose(book, sheet, file)
    cells = _cells(book, name, file)
    heading = _find_names(cells)
    if heading is None:
        raise InputError(
            f"{file}: sheet {name!r} is empty; a table needs a line of column names and rows"
        )
    _fill_merged(cells, book, name, heading.last)
    _tell_others(name, others, file)
    return rows_of_lines(
        _frame(cells, heading), f"{kind}, sheet {name!r}", heading
    )


def _check_parts(path: Path, file: str) -> None:
    with open_archive(path) as archive:
        for name in archive.namelist():
            if name.lower().endswith((".xml", ".rels")):
                refuse_entities(
                    read_member(archive, name, file, most=_SCANNED_BYTES),
                    file,
                )


def _open(
    path: Path | BytesIO, kind: str, file: str, *, packed: bool = False
) -> Any:
    try:
        import python_calamine as calamine
    except ModuleNotFoundError:
        raise InputError(
            f"{file}: reading {kind} needs python-calamine: pip install 'sitmap[excel]'"
        ) from None
    try:
        return calamine.load_workbook(path)
    except calamine.PasswordError:
        raise InputError(
            f"{file}: is locked with a password; save it without one"
        ) from None
    except (calamine.CalamineError, OSError, ValueError) as error:
        if not packed and kind == "OpenDocument":
            return _open(_packed(path, file), kind, file, packed=True)
        raise InputError(
            f"{file}: is no {kind} workbook that can be read ({_one_line(error)}); save it again, "
            "or as CSV"
        ) from None


def _packed(path: Path | BytesIO, file: str) -> BytesIO:
    """Take the white space between cells out, which calamine can't read."""
    data = BytesIO()
    with (
        zipfile.ZipFile(path) as archive,
        zipfile.ZipFile(data, "w") as packed,
    ):
        for name in archive.namelist():
            part = read_member(archive, name, file)
            if name == "content.xml":
                part = _BETWEEN.sub(rb"\1", part)
            packed.writestr(
                zipfile.ZipInfo(name), part
            )  # whatever this machine's clock says
    data.seek(0)
    return data


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:120]


def _cells(
    book: Any, name: str, file: str, lines: int | None = None
) -> list[list[Any]]:
    import python_calamine as calamine

    try:
        sheet = book.get_sheet_by_name(name)
        found: list[list[Any]] = sheet.to_python(
            skip_empty_area=False, nrows=lines
        )
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise InputError(
            f"{file}: sheet {name!r} can't be read ({_one_line(error)}); save it again, or as CSV"
        ) from None
    return found


def _fill_merged(
    cells: list[list[Any]], book: Any, name: str, above: int
) -> None:
    """Write what stands in cells merged downwards into each row: it is said of all of them."""
    merged = getattr(
        book.get_sheet_by_name(name), "merged_cell_ranges", None
    )
    for (top, left), (bottom, right) in merged or ():
        if top <= above or bottom == top or left != right:
            continue
        for row in cells[top + 1 : bottom + 1]:
            if left < len(row) and row[left] in ("", None):
                row[left] = cells[top][left]


def _choose(
    book: Any, sheet: str | None, file: str
) -> tuple[str, list[str]]:
    """Choose the sheet that is a table of incidents; of several, the first."""
    names = [str(name) for name in book.sheet_names]
    if sheet is not None and sheet not in names:
        raise InputError(
            f"{file}: no sheet is called {sheet!r}; it has {', '.join(names)}"
        )
    if sheet is not None or len(names) == 1:
        return sheet or names[0], []
    visible = [
        str(each.name) for each in book.sheets_metadata if _is_table(each)
    ] or names
    heads = {
        name: _texts(_cells(book, name, file, SCANNED + 1))
        for name in visible
    }
    full = [
        name for name in visible if any(any(line) for line in heads[name])
    ] or names[:1]
    best = max(full, key=lambda name: _worth(heads[name]))
    return best, [name for name in full if name != best]


def _is_table(about: Any) -> bool:
    kind, shown = str(about.typ), str(about.visible)
    return kind.endswith("WorkSheet") and shown.endswith("Visible")


def _worth(lines: list[list[str | None]]) -> int:
    """Tell how much a sheet looks like a table of incidents: by the columns that it names."""
    heading = _find_names_of(lines)
    if heading is None:
        return -1
    if find_layout(heading.names) is not None or heading.first < 0:
        return _KNOWN_LAYOUT
    found = set(map_columns(heading.names).values())
    rows = len(lines) > heading.last + 1
    return len(found) * bool(found & _PLACED) * 2 + rows


def _find_names(cells: Sequence[Sequence[Any]]) -> Heading | None:
    return _find_names_of(_texts(cells[: SCANNED + 1]))


def _find_names_of(lines: list[list[str | None]]) -> Heading | None:
    layout = find_headless(lines[0]) if lines else None
    if layout is not None:
        return Heading(-1, -1, layout.header)
    heading = find_heading(lines)
    if heading is None:
        return None
    last = (
        max(at for at, cell in enumerate(lines[heading.first]) if cell) + 1
    )
    width = max(
        last,
        len(lines[heading.last]) if heading.first != heading.last else 0,
    )
    return Heading(heading.first, heading.last, heading.names[:width])


def _frame(cells: list[list[Any]], heading: Heading) -> pd.DataFrame:
    above = heading.last + 1
    width = max((len(row) for row in cells), default=0)
    names = (
        heading.names + name_columns([None] * width)[len(heading.names) :]
    )
    columns = (
        list(zip(*cells[above:], strict=False))
        if len(cells) > above
        else []
    )
    texts = {
        name: pd.array([_text(value) for value in column], dtype="string")
        for name, column in zip(names, columns, strict=False)
    }
    index = pd.RangeIndex(above + 1, len(cells) + 1)
    frame = pd.DataFrame(texts, index=index if columns else None)
    beyond = [
        name
        for name in frame.columns[len(heading.names) :]
        if frame[name].isna().all()
    ]
    kept = frame.drop(columns=beyond)
    return (
        kept
        if columns
        else pd.DataFrame(columns=list(heading.names), dtype="string")
    )


def _texts(cells: Sequence[Sequence[Any]]) -> list[list[str | None]]:
    return [[_text(value) for value in row] for row in cells]


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, dt.datetime):
        return (
            value.date().isoformat()
            if value.time() == dt.time()
            else value.isoformat(sep=" ")
        )
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return repr(value) if isinstance(value, float) else str(value)


def _tell_others(name: str, others: list[str], file: str) -> None:
    if others:
        listed = ", ".join(repr(other) for other in others)
        told = (
            f"{file}: sheet {name!r} is read; not read: {listed} (choose with layer=, on the"
            " command line --layer)"
        )
        warnings.warn(told, DataWarning, stacklevel=6)
