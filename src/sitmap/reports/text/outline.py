# ruff: noqa: RUF001  - curly quotes and dashes are what news is written with
"""The outline of a text: its items with their run-in headings, and the headings above them.

A report of many items ("3.1 Kamenica: …", "[06:12] …", "Dikwa. Two lorries …") tells place and
day once, at the head of an item or of a section; what stands below belongs to it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.reports.text.sentences import find_headlines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitmap.reports.text.sentences import Sentence

_MARKS: Final = re.compile(
    r"(?:(?:[-–—•*▪‣·→➡▶►]+|->|–>|#{1,4})\s+|\d{1,3}/(?:\d{1,3})?\s+"
    r"|\(?\d{1,3}(?:\.\d{1,3})+[.)]?\s+|\(?\d{1,3}[.)]\s+"
    r"|\(?[A-Za-z][.)]\s+|\[?\d{1,2}[:.h]\d{2}\]?(?:\s?[ap]\.?m\.?)?(?:[,.:/|–—-]|\s[–—-])?\s+"
    r"|[A-Z][a-z]{1,9}\.? (?:[Nn]o\.? ?)?#?\d{1,6}[.:)]\s+|[#№]\d{1,6}[.:)]?\s+"
    r"|\d{1,3}\s[–—-]\s+"
    r"|(?:\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?|[Dd]itto)\s[–—-]\s+(?=[^\n]*\s[–—-]\s)"
    r"|\[\d{1,2}[:.]\d{2}\]\s*|\d{6}[A-Z](?: [A-Z]{3} \d\d)?(?: \([a-z]+\))?\.?\s+|\d{6}\s[–—-]\s)+"
)
_CLOCK: Final = re.compile(
    r"(?:\(?(?:\d{1,3}|[A-Za-z])[.)]\s+)?(?:\[?\d{1,2}[:.]\d{2}\b|\d{6}[A-Z]\b)"
)
_LABEL: Final = re.compile(
    # initials and figures have marks of their own: "D.I. Khan", "M 4.5"
    r"(?P<label>[^\W\d_](?:[^\n.:;!?“”\"–—]|(?<=\d)[:.](?=\d)|(?<=\b[A-Z])\.){1,60}?)"
    r"(?:(?:(?<!\b[A-Z])\.|:)(?=\s)| [–—-]{1,2} (?=\S))"
)
# words of a label before a colon
_MOST_LABEL_WORDS: Final = 7
# words of a heading without a mark at its end
_MOST_HEADING_WORDS: Final = 9
_BULLETS: Final = "-–—•*▪‣·"
_NO_HEADING_ENDS: Final = ".!?…,;”\"'"


class Item(NamedTuple):
    """A paragraph or an item of a list.

    Attributes
    ----------
    start, end
        Offsets of its words, the marks before them included.
    body
        Offset behind its marks: number, bullet, hour.
    label
        Offsets of its run-in heading, or None.
    heading
        Number of the heading above it, or None; the title is no such heading.
    is_heading
        It is a heading itself.
    has_hour
        It begins with an hour, as the items of a log do.
    """

    start: int
    end: int
    body: int
    label: tuple[int, int] | None
    heading: int | None
    is_heading: bool
    has_hour: bool


Outline = tuple[Item, ...]


def find_marks(text: str, start: int, end: int) -> int:
    """Return the offset behind the number, bullet or hour that an item begins with."""
    match = _MARKS.match(text, start, end)
    return match.end() if match else start


def find_items(text: str, sentences: Sequence[Sentence]) -> Outline:
    """Return the items of a text, by the number of the paragraph.

    Examples
    --------
    >>> from sitmap.reports.text.sentences import split_sentences
    >>> text = "PEJA REGION\\n1.1 Klina: a tractor hit a mine.\\n1.2 Deçan. Shots were heard."
    >>> [text[slice(*item.label)] for item in find_items(text, split_sentences(text)) if item.label]
    ['Klina', 'Deçan']
    """
    return _find_items(text, tuple(sentences))


@lru_cache(maxsize=1)
def _find_items(text: str, sentences: tuple[Sentence, ...]) -> Outline:
    """Find them once for all that ask for the items of one text."""
    spans = _paragraph_spans(sentences)
    headlines = find_headlines(text)
    items: list[Item] = []
    heading: int | None = None
    for number, (start, end, count) in enumerate(spans):
        body = find_marks(text, start, end)
        alone = count == 1 and start not in headlines
        is_heading = alone and _is_heading(text, start, body, end)
        label = None if is_heading else _find_label(text, body, end)
        hour = _CLOCK.match(text, start) is not None
        items.append(
            Item(start, end, body, label, heading, is_heading, hour)
        )
        if is_heading and number:
            heading = number
    return tuple(items)


def _paragraph_spans(
    sentences: Sequence[Sentence],
) -> list[tuple[int, int, int]]:
    spans: list[tuple[int, int, int]] = []
    for sentence in sentences:
        if sentence.paragraph == len(spans):
            spans.append((sentence.start, sentence.end, 1))
        else:
            start, _, count = spans[-1]
            spans[-1] = (start, sentence.end, count + 1)
    return spans


def _is_heading(text: str, begin: int, start: int, end: int) -> bool:
    words = text[start:end].split()
    if text[begin] in _BULLETS:
        return False
    return (
        bool(words)
        and len(words) <= _MOST_HEADING_WORDS
        and text[end - 1] not in _NO_HEADING_ENDS
    )


def _find_label(text: str, start: int, end: int) -> tuple[int, int] | None:
    match = _LABEL.match(text, start, end)
    if match is None or match.end() >= end:
        return None
    words = match["label"].split()
    if len(words) > _MOST_LABEL_WORDS:
        return None
    return match.start("label"), match.end("label")
