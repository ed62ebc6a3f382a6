"""How many a number in a report is, with the bounds that the words around it set."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitmap.reports.text.numbers import number_pattern, read_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitmap.reports.events.casualty_frames import Words

# a count, of which a smaller one behind it may be the rest ("100 or 20")
_HUNDRED: Final = 100
_MOST: Final = 1_000_000
"""No event has more; a larger number counts something else."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its bounds; None where the words set none.

    Examples
    --------
    >>> Count(2, 2, None) + Count(1, 1, 1)
    Count(low=3, best=3, high=None)
    """

    low: int | None = None
    best: int | None = None
    high: int | None = None

    def __iter__(self) -> Iterator[int | None]:
        """Yield low, best and high."""
        return iter((self.low, self.best, self.high))

    def __add__(self, other: Count) -> Count:
        """Return the sum; a bound that either leaves open stays open."""
        pairs = zip(self, other, strict=True)
        return Count(
            *(
                None if one is None or two is None else one + two
                for one, two in pairs
            )
        )

    @property
    def is_known(self) -> bool:
        """Whether the words give any number."""
        return (self.low, self.best, self.high) != (None, None, None)


def count_exactly(number: int) -> Count:
    """Return a count without doubt."""
    return Count(number, number, number)


def count_told(number: str, hedge: str, words: Words) -> Count | None:
    """Return the count that a number, a range or a vague word tells behind a hedge."""
    lower = number.lower()
    if lower in words.dozens:
        low, high = words.dozens[lower]
        if low == high:
            return _hedged(low, hedge, words)
        return Count(low, None, high or None)
    # "cuarenta y tres" is one number, and "diez y doce" are two
    whole = re.fullmatch(number_pattern(words.language), lower)
    ends = [lower] if whole else words.joints.split(lower)
    values = [
        value
        for each in ends
        if (value := read_number(each, words.language)) is not None
    ]
    if len(values) < len(ends) or max(values) > _MOST:
        return None
    first, last = values[0], values[-1]
    if first >= _HUNDRED > last > 0:
        first = last = first + last  # "one hundred and twenty"
    if first != last:
        return Count(first, None, last)
    return _hedged(first, hedge, words)


def _hedged(number: int, hedge: str, words: Words) -> Count:
    """Return the bounds that a word before the number sets: "at least", "up to", "about"."""
    if hedge in words.low:
        return Count(number, number, None)
    if hedge in words.high:
        return Count(None, None, number)
    if hedge in words.under:
        return Count(None, None, number - 1)
    return Count(None, number, None) if hedge else count_exactly(number)
