"""Workbooks (.xlsx, .xlsb, .xls, .ods) by way of calamine: the sheets of incidents to rows."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import InputError
from sitmap.readers.archive import (
    open_archive,
    read_member,
    refuse_entities,
)
from sitmap.readers.formats.cell_tables import (
    CellTable,
    read_cell_tables,
)
from sitmap.readers.formats.sheet_marks import tell_marks

if TYPE_CHECKING:
    from pathlib import Path

    from sitmap.readers.rows import Rows

_BETWEEN: Final = re.compile(rb"(>)\s+(?=</?table:|</?office:|<text:p\b)")
"""White space that ODF says to ignore: LibreOffice writes it where it is told to indent."""

# a document type stands before everything else
_SCANNED_BYTES: Final = 4096


def read_sheet(
    path: Path,
    *,
    kind: str,
    sheet: str | None,
    file: str,
    zipped: bool = True,
) -> Rows:
    """Read a workbook's table of incidents, cells as texts: days as 2022-07-31, numbers without .0.

    Sheets that have the same columns (a sheet a month) are one table.

    Parameters
    ----------
    path
        The workbook.
    kind
        What to call it: "Excel".
    sheet
        Which sheet; by default the one that is a table of incidents and those of its columns, and a
        warning names them and the others.
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
    pages = [*filter(_is_sheet, book.sheets_metadata)]
    return read_cell_tables(
        [
            _sheet(book, about, path, kind, file)
            for about in pages or book.sheets_metadata
        ],
        wanted=sheet,
        word="sheet",
        reader=kind,
        file=file,
    )


def _sheet(
    book: Any, about: Any, path: Path, kind: str, file: str
) -> CellTable:
    name = str(about.name)

    def load(lines: int | None) -> list[list[Any]]:
        if lines is None and kind == "Excel" and zipfile.is_zipfile(path):
            tell_marks(path, name, file)
        return _cells(book, name, file, lines)

    return CellTable(
        name,
        load,
        lambda: (
            getattr(
                book.get_sheet_by_name(name), "merged_cell_ranges", None
            )
            or ()
        ),
        shown=str(about.visible).endswith("Visible"),
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


def _is_sheet(about: Any) -> bool:
    return str(about.typ).endswith("WorkSheet")
