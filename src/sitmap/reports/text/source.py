"""A report's text: plain text, Markdown, HTML, an e-mail, standard input.

Offsets count from the text as read here, for good.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sitmap.errors import InputError
from sitmap.readers.encodings import guess_utf16
from sitmap.reports.text import mail
from sitmap.reports.text.decoded import decode_noted
from sitmap.reports.text.endings import MAILS, PAGES
from sitmap.reports.text.page_worker import read_bounded
from sitmap.reports.text.pages import is_page
from sitmap.sanitize import spell_name

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
_BOMS: Final = (b"\xff\xfe", b"\xfe\xff")
_SAVE: Final = "save it as .txt, .md or .html first"
_PICTURE: Final = (
    "a picture",
    "have its words read by a program for text recognition (OCR), and save them as .txt",
)
_KINDS: Final = {
    b"%PDF": (
        "a PDF",
        "save its text as .txt first (pdftotext does it, or select all and copy)",
    ),
    b"PK\x03\x04": (
        "a zip file (a Word or Excel document, perhaps)",
        f"unpack it, or {_SAVE}",
    ),
    b"\xd0\xcf\x11\xe0": (
        "an old Word or Excel document, or an Outlook message",
        _SAVE,
    ),
    b"{\\rtf": ("rich text", _SAVE),
    b"\x1f\x8b": ("a packed file (gzip)", "unpack it first"),
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF87a": _PICTURE,
    b"GIF89a": _PICTURE,
    b"II*\x00": _PICTURE,
    b"MM\x00*": _PICTURE,
    b"RIFF": (
        "a picture, a sound or a film",
        "write its words into a .txt",
    ),
}
"""How files begin that people take for text: what they are, and the remedy."""
_WORDLIKE: Final = (b"RIFF",)
"""A text may begin so, too: only what else is no text is taken for it."""
_CERTAIN: Final = tuple(start for start in _KINDS if start not in _WORDLIKE)


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
        A ``.txt``, ``.md``, ``.html``, ``.htm`` or ``.eml`` file, or a page saved as ``.mhtml``;
        what has no known ending is read as what it begins like, or as plain text.

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
    name = (
        "standard input"
        if str(path) == "-"
        else spell_name(Path(path).name)
    )
    data = _read_bytes(path)
    if _is_binary(data):
        kind, remedy = _kind_of(data)
        why = f"{name}: this is no text but {kind}, so nothing was read; {remedy}"
        return Source("", name=name, notes=(why,), refused=True)
    is_mail = Path(name).suffix.lower() in MAILS or mail.is_mail(data)
    letter = mail.read_mail(data[:MOST_BYTES], name) if is_mail else None
    if letter is None:
        return _read_text(data, name)
    notes = (_too_long(name, MOST_BYTES),) if len(data) > MOST_BYTES else ()
    body = Source(letter.text, name=name)
    if letter.is_page:
        body = _read_page(letter.text[:MOST_PAGE_BYTES], name)
    return replace(
        body,
        title=letter.title or body.title,
        published=letter.published or body.published,
        notes=(*notes, *body.notes, *letter.notes),
    )


def _read_text(data: bytes, name: str) -> Source:
    """Read a page, or what is taken for plain text."""
    ascii_head = data[:_HEAD].decode("ascii", "ignore")
    page = Path(name).suffix.lower() in PAGES or is_page(ascii_head)
    most = min(MOST_BYTES, MOST_PAGE_BYTES) if page else MOST_BYTES
    cut = (_too_long(name, most),) if len(data) > most else ()
    text, guesses = _decode(_whole_lines(data, most), name)
    notes = (*cut, *guesses)
    if page or is_page(text):
        told = _read_page(text, name)
        return replace(told, notes=(*notes, *told.notes))
    return Source(text, name=name, notes=notes)


def _read_page(html: str, name: str) -> Source:
    told = read_bounded(html, name)
    return Source(
        told.text,
        told.title,
        told.published,
        told.url,
        told.source,
        name,
        told.notes,
    )


def _decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Decode by what the bytes are, or else by what a page says of itself."""
    declared = _CHARSET.search(data[:_HEAD])
    try:
        if declared and is_page(data[:_HEAD].decode("ascii", "ignore")):
            name_of_it = declared[1].decode("ascii")
            encoding = "utf-8" if _is_utf8(data) else name_of_it
            return data.decode(encoding, "replace"), ()
    except LookupError:  # it declares an encoding that nobody knows
        pass
    return decode_noted(data, name)


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
    if data.startswith(_CERTAIN):
        return True
    if data.startswith(_BOMS) or guess_utf16(data):
        return False
    control = sum(byte < 9 for byte in start)  # noqa: PLR2004  (tab is 9)
    return b"\x00" in data[:65_536] or control > _CONTROL_SHARE * max(
        len(start), 1
    )


def _kind_of(data: bytes) -> tuple[str, str]:
    """Return what a file is that is no text, and what to do."""
    return next(
        (told for start, told in _KINDS.items() if data.startswith(start)),
        ("a binary file", _SAVE),
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
