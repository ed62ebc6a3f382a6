"""A report's text: plain text, Markdown, HTML, standard input.

Offsets count from the text as read here, for good.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sitmap.errors import InputError
from sitmap.readers.encodings import guess_utf16
from sitmap.readers.text import decode
from sitmap.reports.text.page_worker import read_bounded
from sitmap.reports.text.pages import is_page

SUFFIXES: Final = (".txt", ".md", ".html", ".htm")
MOST_BYTES: Final = 6_000_000
"""A report is a few kilobytes; a file longer than this is an archive of them, or no report."""
MOST_PAGE_BYTES: Final = 2_000_000
"""A web page that is longer is no news page, and its parser takes its time."""

# of letters that no text has as control characters
_CONTROL_SHARE: Final = 0.05
# bytes in which a page names its encoding (HTML has 1,024)
_HEAD: Final = 2048
_CHARSET: Final = re.compile(
    rb"charset=[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE
)
_PAGES: Final = (".html", ".htm")
_BOMS: Final = (b"\xff\xfe", b"\xfe\xff")
_KINDS: Final = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip file (a Word or Excel document, perhaps)",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel document",
    b"{\\rtf": "rich text",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF87a": "a picture",
    b"GIF89a": "a picture",
    b"II*\x00": "a picture",
    b"MM\x00*": "a picture",
}
"""How files begin that people take for text."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text as read, and what its file tells about it.

    Attributes
    ----------
    text
        The text that all offsets count in.
    title, published, url, source
        As the page states them; None where it doesn't.
    name
        Of the file.
    notes
        What a reader should know of the reading.
    refused
        It is no text at all.
    """

    text: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    source: str | None = None
    name: str | None = None
    notes: tuple[str, ...] = ()
    refused: bool = False


def read_source(path: str | Path) -> Source:
    """Read a file, or standard input for ``-``.

    Parameters
    ----------
    path
        A ``.txt``, ``.md``, ``.html`` or ``.htm`` file; what has no known ending is read as plain
        text.

    Returns
    -------
    Source
        The text with line ends as they are; for HTML the visible text, in blocks. What is no text
        at all is empty, and what is far too long for a report is read as far as `MOST_BYTES`:
        ``notes`` say so.

    Raises
    ------
    InputError
        The file isn't there, or can't be read.
    """
    name = "standard input" if str(path) == "-" else Path(path).name
    data = _read_bytes(path)
    if _is_binary(data):
        why = (
            f"{name}: this is no text but {_kind_of(data)}, so nothing was read; "
            "save it as .txt, .md or .html first"
        )
        return Source("", name=name, notes=(why,), refused=True)
    ascii_head = data[:_HEAD].decode("ascii", "ignore")
    page = Path(name).suffix.lower() in _PAGES or is_page(ascii_head)
    most = min(MOST_BYTES, MOST_PAGE_BYTES) if page else MOST_BYTES
    notes = (_too_long(name, most),) if len(data) > most else ()
    text = _decode(_whole_lines(data, most), name)
    if page or is_page(text):
        told = read_bounded(text, name)
        return Source(
            told.text,
            told.title,
            told.published,
            told.url,
            told.source,
            name,
            (*notes, *told.notes),
        )
    return Source(text, name=name, notes=notes)


def _decode(data: bytes, name: str) -> str:
    """Decode by what the bytes are, or else by what a page says of itself."""
    declared = _CHARSET.search(data[:_HEAD])
    try:
        if declared and is_page(data[:_HEAD].decode("ascii", "ignore")):
            return data.decode(
                "utf-8" if _is_utf8(data) else declared[1].decode("ascii"),
                "replace",
            )
    except LookupError:  # it declares an encoding that nobody knows
        pass
    return decode(data, file=name)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _read_bytes(path: str | Path) -> bytes:
    """Read no more than is of use: the rest of a gigabyte stays on the disk."""
    if str(path) == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with Path(path).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        told = (
            "is a folder: use read_reports"
            if Path(path).is_dir()
            else f"can't be read ({error.strerror})"
        )
        raise InputError(f"{path}: {told}") from error


def _is_binary(data: bytes) -> bool:
    start = data[:4096]
    if data.startswith(_BOMS) or guess_utf16(data):
        return False
    control = sum(byte < 9 for byte in start)  # noqa: PLR2004  (tab is 9)
    return (
        b"\x00" in data[:65_536]
        or data.startswith(tuple(_KINDS))
        or control > _CONTROL_SHARE * max(len(start), 1)
    )


def _kind_of(data: bytes) -> str:
    return next(
        (kind for start, kind in _KINDS.items() if data.startswith(start)),
        "a binary file",
    )


def _too_long(name: str, most: int) -> str:
    return (
        f"{name}: only the first {most / 1e6:.0f} MB were read; "
        "put each report into a file of its own, and read the folder"
    )


def _whole_lines(data: bytes, most: int) -> bytes:
    """Cut what is too long behind its last whole line, so that no letter is cut."""
    if len(data) <= most:
        return data
    end = max(data.rfind(b"\n", 0, most), data.rfind(b" ", 0, most), 0)
    return data[: end or most]
