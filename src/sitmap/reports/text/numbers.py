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

_TABLES: Final = ("ones", "tens", "larger", "articles", "rough", "exact")
_PARTED: Final = re.compile(r",|(?<=\d)[.٬\s](?=\d{3}(?!\d))")
"""What parts the thousands of a number in figures, in any language."""


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
    ten_joints: tuple[str, ...]
    """What stands between tens and ones: "vingt et un", "treinta y cinco"."""
    glue: str
    """Letters of an "and" that is glued to what follows: "مئة وعشرين"."""
    thousands: str
    """What thousands are parted by: "1,043", "1.043", "1 043"."""
    larger_alone: bool
    """Whether a hundred is a number by itself: "cent vingt", but "a hundred and twenty"."""


@lru_cache(maxsize=16)
def _words(language: str) -> _Words:
    table = read_table(language, "numbers")
    return _Words(
        **{name: table[name] for name in _TABLES},
        joints=tuple(table.get("joints", ())),
        ten_joints=tuple(table.get("ten_joints", ())),
        glue=str(table.get("glue", "")),
        thousands=str(table["thousands"]),
        larger_alone=table.get("larger_alone") is True,
    )


@lru_cache(maxsize=16)
def thousands_pattern(language: str = DEFAULT) -> str:
    r"""Return a regular expression of a number in figures whose thousands are parted.

    Examples
    --------
    >>> import re
    >>> bool(re.fullmatch(thousands_pattern("fr"), "1 043"))
    True
    """
    parted = _words(language).thousands
    return rf"\d{{1,3}}(?:[{parted}]\d{{3}})+(?!\d)"


def _figures(language: str) -> str:
    """Return what people are counted by in figures: nobody is half, so a comma parts thousands."""
    parted = _words(language).thousands
    return rf"\d{{1,3}}(?:[,{parted}]\d{{3}})+(?!\d)|\d+"


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
    joint = rf"(?:[- ]| {any_of(words.ten_joints)} )"
    long = any_of(each for each in words.ones if {"-", " "} & set(each))
    small = rf"{long}|{any_of(words.tens)}(?:{joint}{below})?|{any_of(words.ones)}"
    larger = any_of(words.larger)
    # "two thousand three hundred and six", and American "two hundred fifty"
    after = rf" (?:{any_of(words.ten_joints)} )?(?:{small})"
    if (
        words.joints
    ):  # but "between two hundred and three hundred" is two numbers
        joined = rf" {any_of(words.joints)} (?:{small})(?! {larger}\b)"
        after = rf"{joined}|{after}"
    if words.glue:
        after = rf" [{words.glue}](?:{any_of(words.exact)}|{small})|{after}"
    rest = rf"{larger}(?:{after})?"
    glue = f"[{words.glue}]?" if words.glue else ""
    begins = rest if words.larger_alone else rf"(?<=a ){rest}"
    many = rf"(?:{begins}|(?:{small}))(?: {glue}{rest})*"
    article = rf"{any_of(words.articles)} {larger}(?:{after})(?: {rest})*"
    return (
        rf"(?:{article}|{any_of(words.exact)}|{_figures(language)}|{many})"
    )


@lru_cache(maxsize=16)
def brief_number_pattern(language: str = DEFAULT) -> str:
    """Return a short pattern for numbers where many are looked for, but for "hundred and twenty".

    It takes a row of number words, whether they make one number or not: `read_number` tells.
    """
    words = _words(language)
    word = any_of([*words.ones, *words.tens, *words.larger])
    return rf"(?:{any_of(words.exact)}|{_figures(language)}|{word}(?:[- ]{word})*)"


def read_number(words: str, language: str = DEFAULT) -> int | None:
    """Read a number in figures or words.

    Examples
    --------
    >>> read_number("3,700"), read_number("twenty-one"), read_number("a"), read_number("dozens")
    (3700, 21, 1, None)
    >>> read_number("two hundred"), read_number("a dozen"), read_number("one hundred and six")
    (200, 12, 106)
    """
    lower = " ".join(_PARTED.sub("", to_lower(words)).split())
    if lower.isdigit():
        return int(lower)
    known = _words(language)
    for table in (known.articles, known.exact, known.rough, known.ones):
        if lower in table:
            return table[lower]
    return _sum_words(_parts(lower, known), known)


def _parts(lower: str, known: _Words) -> list[str]:
    """Return the words of a number: "quatre-vingt-dix" is one, "vingt-deux" are two."""
    return [
        part
        for each in lower.split(" ")
        for part in ([each] if each in known.ones else each.split("-"))
    ]


def _sum_words(parts: list[str], known: _Words) -> int | None:
    """Add up: what stands before a thousand or more is its group, and the next begins anew."""
    total = group = 0
    for told in parts:
        part = _without_glue(told, known)
        value = known.ones.get(part, known.tens.get(part))
        if part.isdigit():
            group += int(part)
        elif value is not None:
            group += value
        elif part in known.larger:
            group = max(group, 1) * known.larger[part]
            if known.larger[part] >= _THOUSAND:
                total, group = total + group, 0
        elif part not in {
            *known.articles,
            *known.joints,
            *known.ten_joints,
        }:
            return None
    return total + group if parts and parts[0] else None


def _without_glue(part: str, known: _Words) -> str:
    """Return a word without the "and" that is glued to it."""
    if not known.glue or part[:1] not in known.glue:
        return part
    rest = part[1:]
    listed = (known.ones, known.tens, known.larger)
    return rest if any(rest in table for table in listed) else part
