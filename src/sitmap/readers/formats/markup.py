"""Markup in descriptions, as map makers write them, to plain text and the links that it held."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

_TAG: Final = re.compile(
    r"<(?:[a-zA-Z/!])[^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);"
)
_PICTURE: Final = re.compile(
    r"""<img\b[^<>]*?\bsrc\s*=\s*["']?(https?://[^"'\s<>]+)""",
    re.IGNORECASE,
)
_BREAKS: Final = frozenset(
    {"br", "p", "div", "tr", "li", "td", "th", "h1", "h2", "h3", "h4"}
)
_SILENT: Final = frozenset({"script", "style", "head"})
_LONGEST: Final = 200_000  # characters; what is longer is left as it is


class _Text(HTMLParser):
    """Collects what a reader would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's
        self._silent += tag in _SILENT
        if tag in _BREAKS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        if tag in _BREAKS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def plain_text(text: str) -> str | None:
    """Take the markup out of a text; a text without any stays as it is.

    Examples
    --------
    >>> texts = ["<b>Stones</b> were thrown.<br>Two hurt.", "3 < 5 & 7", "<br>"]
    >>> tuple(map(plain_text, texts))
    ('Stones were thrown. Two hurt.', '3 < 5 & 7', None)
    """
    if len(text) > _LONGEST or not _TAG.search(text):
        return text if text.strip() else None
    parser = _Text()
    parser.feed(text)
    parser.close()
    return " ".join("".join(parser.parts).split()) or None


def find_pictures(text: str) -> list[str]:
    """Return the http(s) links of a text's pictures.

    Examples
    --------
    >>> find_pictures('<img src="https://example.org/a.jpg" height="200"/><br>')
    ['https://example.org/a.jpg']
    """
    return _PICTURE.findall(text[:_LONGEST])
