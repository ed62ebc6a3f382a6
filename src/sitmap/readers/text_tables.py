"""Tables in files with the ending of a text: copied out of a spreadsheet, Markdown, pages."""

from __future__ import annotations

import csv
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitmap.readers.columns import map_columns
from sitmap.readers.encodings import guess_utf16
from sitmap.readers.formats.layout_tables import is_set_out

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENDINGS: Final = frozenset({".txt", ".md"})
_MARKS: Final = ("\t", ";", "|", ",")
# bytes; the names and a few lines are enough
_HEAD: Final = 4_096
_LINES: Final = 6
# bytes of a page that is looked through
_LARGEST_PAGE: Final = 20_000_000
PAGES: Final = frozenset({".html", ".htm"})
# columns whose names are known: prose with commas has none
_KNOWN: Final = 3


def is_text_table(path: str | Path) -> bool:
    """Tell a table in a .txt, .md or .html file from a report.

    A page holds a table with columns of incidents; of a text, the first lines have as many cells
    each, and the very first names columns.

    Examples
    --------
    >>> is_text_table("report.docx")
    False
    """
    file = Path(path)
    if file.suffix.lower() in PAGES:
        return _is_page_of_a_table(file)
    if file.suffix.lower() not in _ENDINGS or not file.is_file():
        return False
    try:
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return False
    encoding = guess_utf16(head) or "utf-8-sig"
    text = head.decode(encoding, errors="replace").lstrip("\ufeff")
    lines = [line for line in text.splitlines() if line.strip()][:_LINES]
    if len(lines) > 1 and any(_is_parted(lines, mark) for mark in _MARKS):
        return True
    return is_set_out(text)


def _is_page_of_a_table(file: Path) -> bool:
    """Tell a page that holds a table of incidents from an article."""
    from sitmap.readers.formats.html_tables import count_columns

    try:
        if not file.is_file() or file.stat().st_size > _LARGEST_PAGE:
            return False
        data = file.read_bytes()
    except OSError:
        return False
    return b"<t" in data.lower() and count_columns(data) >= _KNOWN


def _is_parted(lines: Sequence[str], mark: str) -> bool:
    if lines[0].count(mark) < _KNOWN - 1:
        return False
    whole = lines[:-1] if len(lines) > 2 else lines  # noqa: PLR2004 - the last may be cut
    try:
        rows = list(islice(csv.reader(whole, delimiter=mark), _LINES))
    except csv.Error:
        return False
    names = [cell.strip() for cell in rows[0] if cell.strip()]
    is_even = len({len(row) for row in rows}) == 1
    return (
        is_even
        and len(set(names)) == len(names)
        and len(map_columns(names)) >= _KNOWN
    )
