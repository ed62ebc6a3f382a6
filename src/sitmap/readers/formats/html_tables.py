"""Tables in an HTML page to rows, by way of lxml, which mends what pages leave open.

Cells are texts as a reader sees them: no script runs, nothing is fetched, and of links only those
of http(s) are kept.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import DataWarning, InputError
from sitmap.readers.formats.cell_tables import (
    CellTable,
    count_known,
    number_names,
    read_cell_tables,
)
from sitmap.readers.text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitmap.readers.rows import Rows

_SILENT: Final = frozenset(
    {"script", "style", "template", "noscript", "head"}
)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BREAKS: Final = (
    frozenset({"br", "p", "div", "li", "tr", "td", "th"}) | _HEADINGS
)
_LINK: Final = re.compile(r"https?://", re.IGNORECASE)
_CHARSET: Final = re.compile(
    rb"""charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE
)
_HEAD: Final = 4_096  # bytes in which a page says how it is encoded
_WIDEST: Final = 1_000  # columns; no table of incidents has as many
_LONGEST_NAME: Final = 60  # characters of a caption that names a table
_SPREADSHEET: Final = b"schemas-microsoft-com:office:spreadsheet"
_MARKS: Final = (b"<html", b"<!doctype html", b"<table", b"<body")
_PROSE: Final = 150
"""Words around the tables that a reader of the page would miss; a menu and a footer are fewer."""


def read_html_tables(
    data: bytes,
    *,
    file: str,
    encoding: str | None = None,
    wanted: str | None = None,
) -> Rows:
    """Read the table of incidents in a page, and those of the same columns with it.

    Parameters
    ----------
    data
        The page.
    file
        What messages call it.
    encoding
        As the user says; by default what the page says.
    wanted
        The caption of a table, or its number.

    Raises
    ------
    InputError
        It has no table, or lxml isn't installed.

    Warns
    -----
    DataWarning
        It has text around its tables, which isn't read.

    Examples
    --------
    >>> rows = "<tr><th>Day<th>Town<tr><td>1 May 2024<td>Gao &amp; Kidal"
    >>> page = f"<html><p>Week 18<table>{rows}</table>"
    >>> read_html_tables(page.encode(), file="a.html").frame.to_dict("records")
    [{'Day': '1 May 2024', 'Town': 'Gao & Kidal'}]
    """
    root = _parse(data, file, encoding)
    tables = _list_tables(root)
    if not tables:
        raise InputError(
            f"{file}: is a page without a table; a report is read by sitmap extract"
        )
    rows = read_cell_tables(
        tables, wanted=wanted, word="table", reader="HTML", file=file
    )
    words = len(_said(root).split())
    if words > _PROSE:
        warnings.warn(
            f"{file}: its table is read, and the {words:,} words around it aren't; sitmap extract"
            " reads them",
            DataWarning,
            stacklevel=6,
        )
    return rows


def is_page(start: bytes) -> bool:
    """Tell HTML by its first bytes, in small letters.

    Examples
    --------
    >>> is_page(b"<!doctype html><html>"), is_page(b"<?xml version='1.0'?><kml>")
    (True, False)
    """
    is_html = any(mark in start for mark in _MARKS)
    return is_html and _SPREADSHEET not in start


def count_columns(data: bytes) -> int:
    """Count the columns of incidents that the best table of a page has; 0 without lxml."""
    try:
        root = _parse(data, "the page", None)
    except InputError:
        return 0
    return max(
        (count_known(table.load(None)) for table in _list_tables(root)),
        default=0,
    )


def _parse(data: bytes, file: str, encoding: str | None) -> Any:
    try:
        from lxml import etree, html
    except ModuleNotFoundError:
        raise InputError(
            f"{file}: reading tables of pages needs lxml: pip install 'sitmap[html]'"
        ) from None
    text = decode(data, file=file, encoding=encoding or _declared(data))
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        root = html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        reason = " ".join(str(error).split())[:80]
        raise InputError(
            f"{file}: is no page that can be read ({reason}); save it again, or its table as CSV"
        ) from None
    return root


def _declared(data: bytes) -> str | None:
    """Return the encoding that the page says, where its bytes are in it."""
    found = _CHARSET.search(data[:_HEAD])
    if found is None:
        return None
    name = found[1].decode("ascii")
    try:
        data.decode(name)
    except (LookupError, UnicodeDecodeError):
        return None
    return name


def _list_tables(root: Any) -> list[CellTable]:
    found: list[tuple[str, _Grid]] = []
    heading = ""
    for element in root.iter():
        tag = element.tag
        if tag in _HEADINGS:
            heading = _said(element)
        elif tag == "table":
            captions = element.xpath("./caption")
            name = _said(captions[0]) if captions else heading
            short = name[:_LONGEST_NAME]
            grid = _read_grid(element)
            found.append((short, grid))
            heading = ""
    names = number_names([name for name, _ in found])
    grids = [grid for _, grid in found]
    named = zip(names, grids, strict=True)
    return [grid.as_table(name) for name, grid in named if grid.lines]


@dataclass
class _Grid:
    """Cells where they stand, with what spans several of them."""

    lines: list[list[str | None]] = field(default_factory=list)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(
        default_factory=list
    )
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    _taken: dict[int, int] = field(default_factory=dict)

    def as_table(self, name: str) -> CellTable:
        return CellTable(
            name,
            lambda most: [[*line] for line in self.lines[:most]],
            lambda: self.merged,
            links=self.links,
        )

    def add_line(
        self, cells: Iterator[tuple[Any, int, int]], most: int
    ) -> None:
        """Put a row's cells beside those that reach down into it."""
        at, line = len(self.lines), list[str | None]()
        for cell, wide, deep in cells:
            while self._taken.get(len(line), -1) >= at:
                line.append(None)
            left = len(line)
            if left + wide > _WIDEST:
                break
            line.extend([_said(cell) or None, *[None] * (wide - 1)])
            bottom = min(at + deep, most) - 1
            if bottom > at:
                self.merged.append(((at, left), (bottom, left + wide - 1)))
                self._taken |= dict.fromkeys(
                    range(left, left + wide), bottom
                )
            link = _find_link(cell)
            if link is not None and link != line[left]:
                self.links[at, left] = link
        self.lines.append(line)


def _read_grid(table: Any) -> _Grid:
    rows = [
        row
        for row in table.iter("tr")
        if next(row.iterancestors("table")) is table
    ]
    grid = _Grid()
    for row in rows:
        cells = (
            (
                cell,
                _span(cell, "colspan"),
                _span(cell, "rowspan", len(rows)),
            )
            for cell in row
            if cell.tag in {"td", "th"}
        )
        grid.add_line(cells, len(rows))
    width = max(map(len, grid.lines), default=0)
    grid.lines = [
        [*line, *[None] * (width - len(line))] for line in grid.lines
    ]
    return grid


def _span(cell: Any, name: str, rest: int = 1) -> int:
    """Read how many cells one takes; 0 rows are all that are left."""
    told = str(cell.get(name) or "1").strip()
    number = int(told) if told.isdecimal() and len(told) < 6 else 1  # noqa: PLR2004 - digits
    return min(number or rest, _WIDEST if name == "colspan" else 65_534)


def _find_link(cell: Any) -> str | None:
    links = (
        str(anchor.get("href") or "").strip() for anchor in cell.iter("a")
    )
    return next((link for link in links if _LINK.match(link)), None)


def _said(element: Any) -> str:
    """Return what a reader sees of an element, without a table within it."""
    parts: list[str] = []
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        one, is_done = stack.pop()
        if is_done:
            parts.append(" " if one.tag in _BREAKS else "")
            parts.append((one.tail or "") if one is not element else "")
            continue
        stack.append((one, True))
        inner = one is not element and one.tag == "table"
        if (
            isinstance(one.tag, str)
            and one.tag not in _SILENT
            and not inner
        ):
            parts.append(" " if one.tag in _BREAKS else "")
            parts.append(one.text or "")
            stack += [(child, False) for child in reversed(one)]
    return " ".join("".join(parts).split())
