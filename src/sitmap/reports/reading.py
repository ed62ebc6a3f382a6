# ruff: noqa: E501, RUF001, SIM905  - patterns and word lists are kept whole; curly quotes and dashes are what news is written with; word lists read better as words
"""Reading a report's text: plain text, Markdown, HTML, standard input. Offsets count from the text as read here, for good."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SUFFIXES", "Source", "check_language", "read_source"]

SUFFIXES: Final = (".txt", ".md", ".html", ".htm")
_MOST_BYTES: Final = 10_000_000
_BINARY: Final = b"\x00"
_CONTROL_SHARE: Final = 0.05
_HIDDEN: Final = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "head", "nav", "footer", "aside", "form", "button"}
)
_BLOCKS: Final = frozenset(
    "p div br li tr h1 h2 h3 h4 h5 h6 blockquote section article header ul ol table hr pre figure figcaption".split()
)
_DATE_NAMES: Final = frozenset(
    {
        "article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dc.date.issued",
        "pubdate",
        "publishdate",
        "og:published_time",
        "parsely-pub-date",
    }
)
_COMMON: Final = {
    "English": frozenset("the of and to in was is that for on with said by at as were from has have had be it are an which who after".split()),
    "German": frozenset("der die das und ist nicht von mit den zu ein eine im auf für dem sich wurde".split()),
    "French": frozenset("le la les des et est dans une que pour sur par au du pas avec ont été".split()),
    "Spanish": frozenset("el la los las de que en una por con para del se su fue han".split()),
    "Turkish": frozenset("ve bir bu için ile olarak olan da de daha sonra gibi".split()),
    "Albanian": frozenset("dhe në të e i me për nga një që është janë kanë si".split()),
    "Serbian, Croatian or Bosnian": frozenset("i je u na se da su za od koji nije sa će bio ali".split()),
    "Russian": frozenset("и в не на что с по как к из за от был было".split()),
    "Ukrainian": frozenset("і в не на що з до як та від було у про під".split()),
    "Arabic": frozenset("في من على إلى أن التي عن مع هذا الذي".split()),
}  # fmt: skip
_SAMPLE: Final = 600
_FEW_WORDS: Final = 12
_SHARE: Final = 0.06


@dataclass(frozen=True, slots=True)
class Source:
    """A text as read, and what its file tells about it.

    Attributes
    ----------
    text
        The text that all offsets count in.
    title, published, url, source
        As the page states them; None where it doesn't.
    """

    text: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    source: str | None = None


def read_source(path: str | Path) -> Source:
    """Read a file, or standard input for ``-``.

    Parameters
    ----------
    path
        A ``.txt``, ``.md``, ``.html`` or ``.htm`` file; what has no known ending is read as plain text.

    Returns
    -------
    Source
        The text with line ends as they are; for HTML the visible text, in blocks.

    Raises
    ------
    InputError
        The file isn't there, is binary, or is larger than 10 MB.
    """
    data, name = _read_bytes(path)
    if len(data) > _MOST_BYTES:
        raise InputError(
            f"{name}: {len(data) / 1e6:.0f} MB is no report; split it, or read a folder of files (up to 10 MB each)"
        )
    text = _decode(data, name)
    if Path(name).suffix.lower() in (".html", ".htm") or text[:500].lstrip().lower().startswith(
        ("<!doctype html", "<html")
    ):
        return _read_html(text)
    return Source(text)


def _read_bytes(path: str | Path) -> tuple[bytes, str]:
    if str(path) == "-":
        return sys.stdin.buffer.read(), "standard input"
    path = Path(path)
    try:
        return path.read_bytes(), str(path)
    except OSError as error:
        reason = "is a folder: use read_reports" if path.is_dir() else f"can't be read ({error.strerror})"
        raise InputError(f"{path}: {reason}") from error


def _decode(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    control = sum(byte < 9 for byte in data[:4096])  # noqa: PLR2004  (tab is 9)
    if _BINARY in data[:65_536] or control > _CONTROL_SHARE * max(len(data[:4096]), 1):
        raise InputError(f"{name}: this is no text but a binary file; save it as .txt, .md or .html first")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _read_html(page: str) -> Source:
    parser = _Page()
    parser.feed(page)
    parser.close()
    body = _extract(page) or parser.visible()
    return Source(body, parser.title, parser.published, parser.url, parser.site)


def _extract(page: str) -> str | None:
    """Return the main text by trafilatura, where it is installed (the extra ``sitmap[html]``)."""
    try:
        import trafilatura
    except ImportError:
        return None
    text: str | None = trafilatura.extract(page, include_comments=False, include_tables=False)
    return text


class _Page(HTMLParser):
    """Collects the visible text of a page in blocks, and its title and date. Scripts are never run, nor read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title: str | None = None
        self.published: str | None = None
        self.url: str | None = None
        self.site: str | None = None
        self._pieces: list[str] = []
        self._hidden = 0
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "title":
            self._in_title = True
        if tag == "meta":
            self._read_meta(given)
        if tag == "time" and self.published is None:
            self.published = given.get("datetime") or None
        if tag == "link" and given.get("rel") == "canonical":
            self.url = given.get("href") or None
        if tag in _HIDDEN:
            self._hidden += 1
        if tag in _BLOCKS:
            self._pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        if tag in _BLOCKS:
            self._pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title = (self.title or "") + data.strip()
        elif not self._hidden:
            self._pieces.append(data)

    def _read_meta(self, given: dict[str, str]) -> None:
        name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
        content = given.get("content") or None
        if name in _DATE_NAMES and self.published is None:
            self.published = content
        if name == "og:site_name":
            self.site = content
        if name == "og:url" and self.url is None:
            self.url = content

    def visible(self) -> str:
        lines = (re.sub(r"\s+", " ", line).strip() for line in "".join(self._pieces).split("\n"))
        return "\n".join(line for line in lines if line)


def check_language(words: Sequence[str]) -> str:
    """Tell the language of a text by its commonest words: English is read, others are named.

    Parameters
    ----------
    words
        Lower-case words of the text.

    Examples
    --------
    >>> check_language("the police said that the road was closed to all in the north of the town".split())
    'English'
    >>> check_language("der Minister sagte dass die Straße im Norden nicht mit dem Auto zu erreichen ist".lower().split())
    'German'
    """
    sample = words[:_SAMPLE]
    if len(sample) < _FEW_WORDS or _share(sample, "English") >= _SHARE:
        return "English"
    best = max(_COMMON, key=lambda name: _share(sample, name))
    return best if _share(sample, best) >= _SHARE else "unknown"


def _share(words: Sequence[str], language: str) -> float:
    """Return how many of the words are among the commonest of a language."""
    return sum(map(_COMMON[language].__contains__, words)) / max(len(words), 1)
