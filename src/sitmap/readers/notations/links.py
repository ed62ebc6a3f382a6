"""Addresses of sources: plain, without scheme, in HTML anchors and Markdown, several in a cell."""

# ruff: noqa: RUF001 - quotes that are pasted are meant

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

# characters of a cell that are looked through: a dozen links
_LONGEST: Final = 8_000
_HREF: Final = re.compile(
    r"<a\b[^<>]{0,500}?\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))",
    re.IGNORECASE,
)
_ANCHOR: Final = re.compile(
    r"<a\b[^<>]*>[^<]*(?:<(?!/?a\b)[^<]*)*(?:</a\s*>|$)?",
    re.IGNORECASE | re.DOTALL,
)
_LABEL: Final = re.compile(
    r"<a\b[^>]*>(.*?)(?:</a\s*>|$)|\[([^\]]+)\]\(|\[https?://\S+\s([^\]]+)\]",
    re.IGNORECASE | re.DOTALL,
)
_TAG: Final = re.compile(r"<[^>]*>")
_LONGEST_NAME: Final = 200  # characters: a source's name, and no story
_MARKDOWN: Final = re.compile(
    r"\[[^\[\]]{0,300}\]\(\s*<?((?:[^\s<>()]|\([^\s<>()]*\))+)>?\s*(?:\"[^\"]{0,200}\")?\)"
)
_WIKI: Final = re.compile(r"\[(https?://\S+)(?:\s[^\]]*)?\]", re.IGNORECASE)
_START: Final = re.compile(
    r"https?:/{1,2}(?=[^\s/])|www\d?\.(?=\w)", re.IGNORECASE
)
_BETWEEN: Final = re.compile(
    r"[\s|<>\"\u00a0]+|[;,]\s*(?=https?://|www\.)", re.IGNORECASE
)
_AROUND: Final = " \t\r\n<>\"'“”‘’,;.|"
_BARE_HOST: Final = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}(?::\d{2,5})?/\S*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of a cell.

    Attributes
    ----------
    addresses
        Each once, in the cell's order.
    rest
        Whether anything else stands there.
    name
        The words of an anchor, or nothing.
    """

    addresses: tuple[str, ...]
    rest: bool = False
    name: str = ""


def find_links(text: str) -> Links:
    """Find the addresses, http and https alone, that a cell holds.

    Examples
    --------
    >>> find_links('<a href="https://example.org/a">Paper</a>').addresses
    ('https://example.org/a',)
    >>> find_links("https://example.org/b, https://example.org/c").addresses
    ('https://example.org/b', 'https://example.org/c')
    >>> find_links("www.example.org/d").addresses, find_links("javascript:alert(1)").addresses
    (('https://www.example.org/d',), ())
    """
    cut = text[:_LONGEST].strip()
    dressed = [
        next(filter(None, groups), "") for groups in _HREF.findall(cut)
    ]
    plain = _ANCHOR.sub(" ", cut) if dressed else cut
    for pattern in (_MARKDOWN, _WIKI):
        dressed += pattern.findall(plain)
        plain = pattern.sub(" ", plain)
    pieces = [*dressed, *_parted(plain)]
    found = [(piece, _address(html.unescape(piece))) for piece in pieces]
    addresses = tuple(
        dict.fromkeys(address for _, address in found if address)
    )
    rest = any(address is None for _, address in found)
    return Links(addresses, rest, _name_of(cut) if dressed else "")


def _name_of(text: str) -> str:
    """Return what an anchor is called, unless that is an address itself."""
    found = _LABEL.search(text)
    words = next(filter(None, found.groups()), "") if found else ""
    plain = " ".join(html.unescape(_TAG.sub(" ", words)).split())[
        :_LONGEST_NAME
    ]
    return "" if _START.match(plain) else plain


def _parted(text: str) -> list[str]:
    """Part a cell where the next address begins; a comma may be of an address."""
    starts = [
        found.start()
        for found in _START.finditer(text)
        if _begins(text, found.start())
    ]
    if len(starts) > 1:
        ends = [*starts[1:], len(text)]
        lead = (
            [text[: starts[0]]] if text[: starts[0]].strip(_AROUND) else []
        )
        parts = [
            text[start:end] for start, end in zip(starts, ends, strict=True)
        ]
        return lead + [
            piece
            for part in parts
            for piece in _BETWEEN.split(part.strip(_AROUND))
            if piece
        ]
    return [piece for piece in _BETWEEN.split(text) if piece.strip(_AROUND)]


def _begins(text: str, at: int) -> bool:
    """Tell the start of an address from one within another, as archives write it."""
    return at == 0 or text[at - 1] in " \t\r\n,;|<>\"'(\u00a0"


def _address(piece: str) -> str | None:
    plain = piece.strip(_AROUND).lstrip("(")
    plain = (
        plain[:-1] if plain.endswith(")") and "(" not in plain else plain
    )
    start = _START.match(plain)
    if start is None:
        plain = f"https://{plain}" if _BARE_HOST.fullmatch(plain) else ""
    elif start[0][:3].casefold() == "www":
        plain = f"https://{plain}"
    elif not start[0].endswith("//"):
        plain = plain.replace(":/", "://", 1)
    return plain if plain and _has_host(plain) else None


def _has_host(address: str) -> bool:
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return False
    return bool(host) and not re.search(r"[\s\x00-\x1f]", address)
