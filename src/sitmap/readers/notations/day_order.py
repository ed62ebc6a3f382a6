# ruff: noqa: RUF001 - letters of other scripts are meant
"""Whether the day or the month comes first in 03/04/2023, by what its column shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sitmap.readers.notations.date_patterns import NUMERIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitmap.readers.notations.calendars import Calendar


@dataclass(frozen=True)
class Conventions:
    """What a column's texts show together: the order of each layout, and the calendar."""

    orders: Mapping[str, bool | None] = field(default_factory=dict)
    calendar: Calendar | None = None


def name_layout(match: re.Match[str]) -> str:
    """Name the layout by its marks and what follows: exports of one kind write one kind of time."""
    rest = re.sub(r"\d+", "9", match[5].strip()).upper()
    return match[2] + rest.replace("AM", "M").replace("PM", "M")


def decide_orders(
    texts: Iterable[str], dayfirst: bool | None
) -> dict[str, bool | None]:
    """Return per layout whether the day comes first, or None where no value shows it."""
    firsts: dict[str, tuple[int, int]] = {}
    for text in texts:
        match = NUMERIC.fullmatch(text)
        if match:
            one, two = firsts.get(name_layout(match), (0, 0))
            firsts[name_layout(match)] = (
                max(one, int(match[1])),
                max(two, int(match[3])),
            )
    shown = {
        layout: _order(one, two) for layout, (one, two) in firsts.items()
    }
    elsewhere = {order for order in shown.values() if order is not None}
    fallback = (
        dayfirst
        if dayfirst is not None or len(elsewhere) != 1
        else elsewhere.pop()
    )
    return {
        layout: order
        if order is not None
        else fallback
        if fallback is not None
        else usual_order(layout)
        for layout, order in shown.items()
    }


_PATTERN: Final = re.compile(
    r"(?<![^\W_])(?:(?P<day>dd?|tt?|jj?|gg?|дд?)|(?P<month>mm?|мм?|aa?))"
    r"\s*[/.\-]\s*(?:mm?|мм?|aa?|dd?|tt?|jj?|gg?|дд?)\s*[/.\-]\s*(?:[yjaгvr]{2,4}|рррр)(?![^\W_])",
    re.IGNORECASE,
)
"""dd/mm/yyyy as it is spelt in English, German, French, Spanish, Slavic and Turkish."""


def order_of_pattern(text: str) -> bool | None:
    """Say whether the day comes first by how a heading spells it; None where it doesn't.

    Examples
    --------
    >>> order_of_pattern("Date (dd/mm/yyyy)"), order_of_pattern("Date [MM-DD-YYYY]")
    (True, False)
    >>> order_of_pattern("Date") is None
    True
    """
    found = _PATTERN.search(text)
    return None if found is None else found["day"] is not None


def usual_order(layout: str) -> bool | None:
    """Say that the day comes first where dots part a date: no locale of CLDR has it otherwise."""
    return True if layout.startswith(".") else None


def _order(highest_first: int, highest_second: int) -> bool | None:
    months = 12
    if highest_first > months >= highest_second:
        return True
    if highest_second > months >= highest_first:
        return False
    return None


class OneOrder(dict[str, "bool | None"]):
    """The same order for every layout."""

    def __init__(self, dayfirst: bool | None) -> None:
        super().__init__()
        self._dayfirst = dayfirst

    def get(self, key: str, default: Any = None) -> Any:
        """Return the order that was told, or the usual one of a layout."""
        del default
        return (
            usual_order(key) if self._dayfirst is None else self._dayfirst
        )
