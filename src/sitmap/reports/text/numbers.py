"""Numbers in figures or in words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.reports.languages import DEFAULT, read_table
from sitmap.reports.languages.hints import to_lower
from sitmap.reports.text.patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_THOUSAND: Final = 1_000
"""From here on a word ends a group of hundreds."""

FIGURES: Final = r"\d{1,3}(?:,\d{3})+|\d+"


class _Words(NamedTuple):
    """Number words of a language, by their value."""

    ones: Mapping[str, int]
    tens: Mapping[str, int]
    larger: Mapping[str, int]
    articles: Mapping[str, int]
    rough: Mapping[str, int]
    exact: Mapping[str, int]
    joints: tuple[str, ...]
    """What stands before tens and ones: "a hundred and twenty"."""


@lru_cache(maxsize=16)
def _words(language: str) -> _Words:
    table = read_table(language, "numbers")
    tables = {
        name: table[name] for name in _Words._fields if name != "joints"
    }
    return _Words(**tables, joints=tuple(table.get("joints", ())))


@lru_cache(maxsize=16)
def number_pattern(language: str = DEFAULT) -> str:
    """Return a regular expression, without groups, of a number in figures or in words.

    Articles are none: "a" counts one only where something is counted.
    """
    words = _words(language)
    below = any_of(
        word
        for word, value in words.ones.items()
        if 0 < value < 10  # noqa: PLR2004 - a digit
    )
    small = rf"{any_of(words.tens)}(?:[- ]{below})?|{any_of(words.ones)}"
    larger = any_of(words.larger)
    # "two thousand three hundred and six", and American "two hundred fifty"
    after = rf" (?:{small})"
    if (
        words.joints
    ):  # but "between two hundred and three hundred" is two numbers
        joined = rf" {any_of(words.joints)} (?:{small})(?! {larger}\b)"
        after = rf"{joined}|{after}"
    rest = rf"{larger}(?:{after})?"
    many = rf"(?:(?:{small})|(?<=a ){rest})(?: {rest})*"
    article = rf"{any_of(words.articles)} {larger}(?:{after})(?: {rest})*"
    return rf"(?:{article}|{any_of(words.exact)}|{FIGURES}|{many})"


@lru_cache(maxsize=16)
def brief_number_pattern(language: str = DEFAULT) -> str:
    """Return a short pattern for numbers where many are looked for, but for "hundred and twenty".

    It takes a row of number words, whether they make one number or not: `read_number` tells.
    """
    words = _words(language)
    word = any_of([*words.ones, *words.tens, *words.larger])
    return rf"(?:{any_of(words.exact)}|{FIGURES}|{word}(?:[- ]{word})*)"


def read_number(words: str, language: str = DEFAULT) -> int | None:
    """Read a number in figures or words.

    Examples
    --------
    >>> read_number("3,700"), read_number("twenty-one"), read_number("a"), read_number("dozens")
    (3700, 21, 1, None)
    >>> read_number("two hundred"), read_number("a dozen"), read_number("one hundred and six")
    (200, 12, 106)
    """
    lower = " ".join(to_lower(words).replace(",", "").split())
    if lower.isdigit():
        return int(lower)
    known = _words(language)
    if lower in known.articles:
        return known.articles[lower]
    if lower in known.exact:
        return known.exact[lower]
    if lower in known.rough:
        return known.rough[lower]
    return _sum_words(re.split(r"[- ]", lower), known)


def _sum_words(parts: list[str], known: _Words) -> int | None:
    """Add up: what stands before a thousand or more is its group, and the next begins anew."""
    total = group = 0
    for part in parts:
        value = known.ones.get(part, known.tens.get(part))
        if part.isdigit():
            group += int(part)
        elif value is not None:
            group += value
        elif part in known.larger:
            group = max(group, 1) * known.larger[part]
            if known.larger[part] >= _THOUSAND:
                total, group = total + group, 0
        elif part not in known.articles and part not in known.joints:
            return None
    return total + group if parts and parts[0] else None
