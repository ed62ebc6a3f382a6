"""A web page's text, title and day. Scripts are never run, and nothing of them is read."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any, Final, NamedTuple

from sitmap.reports.text.dates import parse_day

NO_EXTRACTOR: Final = (
    "trafilatura isn't installed, so menus and captions of the page may be read as text: "
    "pip install 'sitmap[reports]'"
)
_OPENINGS: Final = ("<!doctype html", "<html")
# letters that show whether a text is a page
_LOOKED_AT: Final = 500
_HIDDEN: Final = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "head",
        "nav",
        "footer",
        "aside",
        "button",
        "select",
    }
)
_BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "section",
        "article",
        "header",
        "ul",
        "ol",
        "table",
        "hr",
        "pre",
        "figure",
        "figcaption",
    ]
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


class Page(NamedTuple):
    """What a web page holds; None where it doesn't say."""

    text: str
    title: str | None
    published: str | None
    url: str | None
    source: str | None
    notes: tuple[str, ...]


def is_page(text: str) -> bool:
    """Tell a web page by how it begins."""
    return (
        text[:_LOOKED_AT]
        .lstrip("\ufeff \t\r\n")
        .lower()
        .startswith(_OPENINGS)
    )


def read_page(html: str) -> Page:
    """Read a web page's main text, by trafilatura where it is there, else all that is visible.

    Parameters
    ----------
    html
        The page. Its day of publication is taken from its own statements, never guessed from the
        text.
    """
    visible = _Visible()
    visible.feed(html)
    visible.close()
    extracted, notes = _extract(html)
    told = extracted or {}
    return Page(
        told.get("text") or visible.text(),
        _clean(told.get("title") or visible.title),
        _day(visible.published) or _day(told.get("date")),
        visible.url or told.get("url"),
        visible.site or told.get("sitename"),
        notes,
    )


def _extract(html: str) -> tuple[dict[str, Any] | None, tuple[str, ...]]:
    """Return the page's text and statements by trafilatura (an extra), or what to say without."""
    try:
        import trafilatura
    except ImportError:
        return None, (NO_EXTRACTOR,)
    stated = {"extensive_search": False, "original_date": True}
    found = trafilatura.bare_extraction(
        html,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=stated,
    )
    return (
        None
        if found is None
        else found
        if isinstance(found, dict)
        else found.as_dict()
    ), ()


def _clean(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _day(words: str | None) -> str | None:
    """Return a stated day if it is one: what a page says carelessly is no error of the reader's."""
    found = parse_day(words) if words else None
    return found.isoformat() if found else None


class _Visible(HTMLParser):
    """Collects a page's visible text in blocks, its title and date; scripts are never read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title: str | None = None
        self.published: str | None = None
        self.url: str | None = None
        self.site: str | None = None
        self._pieces: list[str] = []
        self._hidden = 0
        self._in_title = False

    def handle_starttag(
        self, tag: str, attrs: list[tuple[str, str | None]]
    ) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "title":
            self._in_title = True
        if tag == "meta":
            self._read_meta(given)
        if tag == "time" and self.published is None:
            self.published = given.get("datetime") or None
        if tag == "link" and given.get("rel") == "canonical":
            self.url = given.get("href") or None
        if (
            tag == "body"
        ):  # a head that is never closed, as HTML allows, ends here
            self._hidden = 0
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
        name = (
            given.get("property")
            or given.get("name")
            or given.get("itemprop")
            or ""
        ).lower()
        content = given.get("content") or None
        if name in _DATE_NAMES and self.published is None:
            self.published = content
        if name == "og:site_name":
            self.site = content
        if name == "og:url" and self.url is None:
            self.url = content

    def text(self) -> str:
        lines = (
            re.sub(r"\s+", " ", line).strip()
            for line in "".join(self._pieces).split("\n")
        )
        return "\n".join(line for line in lines if line)
