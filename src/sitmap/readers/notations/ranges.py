"""Spans of days in one cell: "5–7 March 2024", "29.–31.5.2023", "from 29 Feb to 2 March 2024"."""

# ruff: noqa: RUF001, RUF002 - letters of other scripts and dashes are meant

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# characters: no span is longer, and no pattern is asked about more
_LONGEST: Final = 80
_LEAD: Final = re.compile(
    r"(?:(?:from|between|during|night of|nights of|overnight|du|des|del|vom|von|zwischen|nuit du|"
    r"od|između|"
    r"з|від|с|од|између|между|между|nga|između|da|dal|entre(?: el)?)\s+(?:the\s+)?)(?=\S*\d|"
    r"[^\W\d_]+ \d)",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    r"\s+(?:to|until|till|through|thru|and|bis|und|au|et|al?|y|e|deri(?: më)?|dhe|do|i|до|по|и|і|"
    r"та|ile|–|-|—)\s+"
    r"|(?<=\d),\s?(?=\d{1,2}\.?\s[^\W\d_])|\s*(?:[/~]|\.\.+)\s*|"
    r"(?<=[\d.])-(?=\d)|(?<=[^\W\d_])-(?=[^\W\d_]|\d)|"
    r"(?<=\d)-(?=[^\W\d_]{3})",
    re.IGNORECASE,
)
_DAYS_BEHIND: Final = re.compile(
    r"([^\W\d_]{3,14}\.?)\s+(\d{1,2})\s?[-/]\s?(\d{1,2}),?\s+(\d{4})"
)
_DAY: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(\D.*)", re.DOTALL)
_YEAR_LAST: Final = re.compile(r".*?(\d{4})\D{0,5}", re.DOTALL)
_SEPARATED: Final = re.compile(r"\d{1,2}([./-])\d{1,2}\.?")


def halve_range(text: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of dates that a cell may stand for, the first completed from the second.

    Examples
    --------
    >>> ("5 March 2024", "7 March 2024") in halve_range("5-7 March 2024")
    True
    >>> ("March 5 2024", "March 7 2024") in halve_range("March 5-7, 2024")
    True
    """
    if len(text) > _LONGEST:
        return
    if found := _DAYS_BEHIND.fullmatch(text):
        month, first, last, year = found.groups()
        yield f"{month} {first} {year}", f"{month} {last} {year}"
    body = _LEAD.sub("", text, count=1) if _LEAD.match(text) else text
    for gap in _BETWEEN.finditer(body):
        left, right = (
            body[: gap.start()].strip(" ,"),
            body[gap.end() :].strip(" ,"),
        )
        if left and right:
            yield from (
                (completed, right) for completed in _completed(left, right)
            )


def _completed(left: str, right: str) -> Iterator[str]:
    """Yield the first date as it is, with month and year of the second, and with its year."""
    yield left
    after = _DAY.fullmatch(right)
    bare = left.rstrip(".")
    if bare.isdecimal() and after:
        yield bare + after[2]
    year = _YEAR_LAST.fullmatch(right)
    if year and year[1] not in left:
        mark = _SEPARATED.fullmatch(left)
        yield f"{bare}{mark[1]}{year[1]}" if mark else f"{left} {year[1]}"
