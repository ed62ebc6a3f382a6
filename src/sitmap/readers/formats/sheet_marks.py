"""What a workbook's own XML says of a sheet and calamine doesn't: unsaved results, hidden rows.

A program that writes formulas without computing them (openpyxl and its like) leaves the results
out until a spreadsheet program has saved the file: their cells are empty.
"""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from sitmap.errors import DataWarning
from sitmap.readers.archive import open_archive, read_member

if TYPE_CHECKING:
    import zipfile
    from pathlib import Path

_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_UNSAVED: Final = re.compile(
    rb'<c\b[^>]*\br="([A-Z]{1,3}\d+)"[^>]*>\s*<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*'
    rb"</c>"
)
_HIDDEN: Final = re.compile(rb'<row\b[^>]*\bhidden="(?:1|true)"')
_SHOWN: Final = 3  # cells that a line names


def tell_marks(path: Path, sheet: str, file: str) -> None:
    """Warn of formulas whose results aren't in the file, and of hidden rows, which are read.

    Warns
    -----
    DataWarning
        There are some.
    """
    with open_archive(path) as archive:
        part = _find_part(archive, sheet, file)
        data = read_member(archive, part, file) if part else b""
    lines = filter(None, (_tell_unsaved(data), _tell_hidden(data)))
    for line in lines:
        told = f"{file}: sheet {sheet!r}: {line}"
        warnings.warn(told, DataWarning, stacklevel=9)


def _tell_unsaved(data: bytes) -> str:
    cells = [found.decode() for found in _UNSAVED.findall(data)]
    if not cells:
        return ""
    more = "…" if len(cells) > _SHOWN else ""
    named = ", ".join(cells[:_SHOWN])
    count = f"{len(cells):,} formulas"
    return (
        f"the results of {count} ({named}{more}) aren't saved in it, and read as empty;"
        " open it in a spreadsheet program and save it"
    )


def _tell_hidden(data: bytes) -> str:
    hidden = len(_HIDDEN.findall(data))
    if not hidden:
        return ""
    rows = "row is" if hidden == 1 else "rows are"
    return f"{hidden:,} {rows} hidden or filtered out in it, and read all the same"


def _find_part(
    archive: zipfile.ZipFile, sheet: str, file: str
) -> str | None:
    """Return the part of the archive that holds a sheet; None where it doesn't say."""
    names = set(archive.namelist())
    if not {_BOOK, _RELATIONS} <= names:
        return None
    try:
        book, relations = (
            ET.fromstring(read_member(archive, name, file))  # noqa: S314 - looked through before
            for name in (_BOOK, _RELATIONS)
        )
    except ET.ParseError:
        return None
    targets = {
        str(each.get("Id")): str(each.get("Target")) for each in relations
    }
    found = next(
        (
            targets.get(str(each.get(_R)), "")
            for each in book.iter()
            if each.get("name") == sheet and each.get(_R)
        ),
        "",
    )
    part = found.removeprefix("/").removeprefix("xl/")
    return f"xl/{part}" if f"xl/{part}" in names else None
