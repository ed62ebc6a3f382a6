"""Tables in a Word document (.docx) to rows: what the document says once its changes are accepted.

Read from its XML (ECMA-376, part 1, 17.4): python-docx leaves out of a cell's text what tracked
changes insert and what stands in fields to fill in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import InputError
from sitmap.readers.archive import (
    open_archive,
    parse_xml,
    read_member,
)
from sitmap.readers.formats.cell_tables import (
    CellTable,
    number_names,
    read_cell_tables,
)
from sitmap.readers.limits import check_size

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from xml.etree import ElementTree as ET

    from sitmap.readers.rows import Rows

DOCUMENT: Final = "word/document.xml"
_RELATIONS: Final = "word/_rels/document.xml.rels"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
)
_GONE: Final = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}tbl"})
"""What a cell's text has no part in: what is deleted, moved away, or a table of its own."""

_BREAKS: Final = frozenset({f"{_W}p", f"{_W}br", f"{_W}tab", f"{_W}cr"})
_LINK: Final = re.compile(r"https?://", re.IGNORECASE)
_LONGEST_NAME: Final = (
    60  # characters of a line above a table that names it
)
# bytes of memory that a byte of XML becomes
_XML_PER_BYTE: Final = 11
_WIDEST: Final = 1_000  # columns; Word allows 63


def read_word_tables(
    path: Path, *, file: str, wanted: str | None = None
) -> Rows:
    """Read the table of incidents in a document, and those of the same columns with it.

    Parameters
    ----------
    path
        The document.
    file
        What messages call it.
    wanted
        The line above a table, or its number.

    Raises
    ------
    InputError
        The document is damaged, declares XML entities, or has no table.
    """
    with open_archive(path) as archive:
        data = read_member(archive, DOCUMENT, file)
        related = (
            read_member(archive, _RELATIONS, file)
            if _RELATIONS in archive.namelist()
            else b""
        )
    check_size(len(data), path, per_byte=_XML_PER_BYTE)
    body = _parse(data, file)
    links = _list_links(_parse(related, file)) if related else {}
    tables = _list_tables(body, links)
    if not tables:
        raise InputError(
            f"{file}: is a Word document without a table; save a report's text as .txt"
        )
    return read_cell_tables(
        tables, wanted=wanted, word="table", reader="Word", file=file
    )


def _parse(data: bytes, file: str) -> ET.Element:
    return parse_xml(
        data, file, "is no Word document that can be read", "save it again"
    )


def _list_links(relations: ET.Element) -> dict[str, str]:
    return {
        str(each.get("Id")): str(each.get("Target"))
        for each in relations
        if _LINK.match(str(each.get("Target")))
    }


def _list_tables(
    body: ET.Element, links: Mapping[str, str]
) -> list[CellTable]:
    found: list[tuple[str, ET.Element]] = []
    line = ""
    for element in _blocks(body):
        if element.tag == f"{_W}tbl":
            found.append((line, element))
            line = ""
        else:
            told = _said(element)
            line = told if len(told) <= _LONGEST_NAME else line
    names = number_names([name for name, _ in found])
    return [
        _table(name, element, links)
        for name, (_, element) in zip(names, found, strict=True)
    ]


def _blocks(element: ET.Element) -> Iterator[ET.Element]:
    """Go through paragraphs outside of tables, and all tables, in their order."""
    stack = [*reversed(element)]
    while stack:
        one = stack.pop()
        if one.tag == f"{_W}p":
            yield one
        elif one.tag == f"{_W}tbl":
            yield one
            stack += [
                inner
                for cell in one.iter(f"{_W}tc")
                for inner in cell.findall(f"{_W}tbl")
            ]
        elif one.tag not in _GONE:
            stack += reversed(one)


def _table(
    name: str, element: ET.Element, links: Mapping[str, str]
) -> CellTable:
    lines: list[list[str | None]] = []
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = []
    linked: dict[tuple[int, int], str] = {}
    open_at: dict[int, int] = {}
    for row in _rows(element):
        at = len(lines)
        line: list[str | None] = [None] * _number(
            row.find(f"{_W}trPr/{_W}gridBefore"), 0
        )
        for cell in _cells(row):
            left = len(line)
            wide = _number(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1)
            goes_on = _goes_on(cell)
            line += [
                None if goes_on else _said(cell) or None,
                *[None] * (wide - 1),
            ]
            if not goes_on:
                open_at[left] = at
            elif left in open_at:
                merged.append(((open_at[left], left), (at, left)))
            link = _find_link(cell, links)
            if link and link != line[left]:
                linked[at, left] = link
        lines.append(line)
    width = max(map(len, lines), default=0)
    lines = [[*line, *[None] * (width - len(line))] for line in lines]
    return CellTable(
        name,
        lambda most: [[*line] for line in lines[:most]],
        lambda: merged,
        links=linked,
    )


def _rows(table: ET.Element) -> Iterator[ET.Element]:
    """Give the rows that stay, those within fields that repeat, too."""
    for row in _within(table, f"{_W}tr"):
        if row.find(f"{_W}trPr/{_W}del") is None:
            yield row


def _cells(row: ET.Element) -> Iterator[ET.Element]:
    yield from _within(row, f"{_W}tc")


def _within(element: ET.Element, tag: str) -> Iterator[ET.Element]:
    stack = [*reversed(element)]
    while stack:
        one = stack.pop()
        if one.tag == tag:
            yield one
        elif one.tag not in _GONE:
            stack += reversed(one)


def _number(element: ET.Element | None, otherwise: int) -> int:
    told = "" if element is None else str(element.get(f"{_W}val"))
    return min(int(told), _WIDEST) if told.isdecimal() else otherwise


def _goes_on(cell: ET.Element) -> bool:
    """Tell a cell that is merged with the one above it."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val") != "restart"


def _find_link(cell: ET.Element, links: Mapping[str, str]) -> str | None:
    ids = (str(each.get(f"{_R}id")) for each in cell.iter(f"{_W}hyperlink"))
    return next((links[one] for one in ids if one in links), None)


def _said(element: ET.Element) -> str:
    """Return the text of a cell or a paragraph, changes accepted."""
    parts: list[str] = []
    stack: list[Any] = [*reversed(element)]
    while stack:
        one = stack.pop()
        tag = one.tag
        if tag == f"{_W}t":
            text = one.text or ""
            parts.append(text)
        elif tag in _BREAKS:
            parts.append(" ")
        if tag not in _GONE:
            stack += reversed(one)
    whole = "".join(parts)
    words = whole.split()
    return " ".join(words)
