"""A language's words and patterns of dates (``dates.toml``), compiled once."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitmap.gazetteer.text import fold
from sitmap.reports.languages import DEFAULT, read_table
from sitmap.reports.languages.compiled import compile_pattern, per_language
from sitmap.reports.text.patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_DAY: Final = r"(?:[0-3]?\d(?:{endings})?|{words})"
_YEAR: Final = r"(?:19|20)\d\d"


class DateWords(NamedTuple):
    """A language's dates, compiled."""

    found: re.Pattern[str]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    beginners: frozenset[str]
    hints: frozenset[str]
    months: Mapping[str, int]
    heading_words: frozenset[str]
    deadline_words: frozenset[str]
    weekdays: Mapping[str, int]
    near: Mapping[str, tuple[int, int]]
    units: Mapping[str, str]
    steps: Mapping[str, int]
    day_words: Mapping[str, int]
    """Days of a month in words: "the fifth of"."""
    weekday_steps: Mapping[str, int]
    seasons: Mapping[str, tuple[int, int]]
    parts: Mapping[str, tuple[int, int]]
    future: re.Pattern[str]
    past_behind: re.Pattern[str]
    right_before: re.Pattern[str]
    before: re.Pattern[str]
    language: str


def _positions(lists: list[list[str]], first: int) -> dict[str, int]:
    return {
        word: at for at, words in enumerate(lists, first) for word in words
    }


@per_language
def date_words(language: str) -> DateWords:
    """Return a language's dates.

    Examples
    --------
    >>> date_words("en").months["march"], date_words("fr").weekdays["mardi"]
    (3, 1)
    """
    table = read_table(language, "dates")
    months = _positions(table["months"], 1)
    weekdays = _positions(table["weekdays"], 0)
    units = {
        word: unit
        for unit, words in table["units"].items()
        for word in words
    }
    numbers = read_table(language, "numbers")
    counts = (*numbers["ones"], *numbers["articles"], *numbers["rough"])
    day_words = table.get("day_words", {})
    names = {
        "day": _DAY.format(
            endings=any_of(table["day_endings"].split()),
            words=any_of(day_words),
        ),
        "year": _YEAR,
        "month": rf"(?:{any_of(months)})\b\.?",
        "months_short": any_of(months),
        "weekday": rf"(?:{any_of(weekdays)})",
        "full_weekday": table["full_weekday"],
        "near": any_of(table["near"]),
        "steps": any_of(table["steps"]),
        "unit": rf"(?:{any_of(units)})",
        "number_words": any_of(counts),
    }
    patterns = [
        (each["reads"], _fill(each["pattern"], names))
        for each in table["patterns"]
    ]
    compiled = partial(
        compile_pattern, language=language, flags=re.IGNORECASE
    )
    return DateWords(
        found=compiled(_any_pattern(pattern for _, pattern in patterns)),
        patterns=tuple(
            (reads, compiled(pattern)) for reads, pattern in patterns
        ),
        beginners=_beginners(table, numbers, {*months, *weekdays, *counts}),
        hints=_hints(table, {*months, *weekdays, *units}),
        months=months,
        heading_words=frozenset(table.get("heading_words", "").split()),
        deadline_words=frozenset(table.get("deadline_words", "").split()),
        weekdays=weekdays,
        near=_pairs(table["near"], str.lower),
        units=units,
        steps=table["steps"],
        day_words=day_words,
        weekday_steps=table["weekday_steps"],
        seasons=_pairs(table["seasons"]),
        parts=_pairs(table["part_of_month"]),
        future=compiled(table["future"]),
        past_behind=compiled(table["past_behind"]),
        right_before=compiled(table["future_right_before"]),
        before=compiled(table["before"]),
        language=language,
    )


def _any_pattern(patterns: Iterable[str]) -> str:
    """Join patterns into one whose groups p0, p1 … tell which of them matched."""
    ungrouped = [
        re.sub(r"\(\?P<\w+>", "(?:", pattern) for pattern in patterns
    ]
    return "|".join(
        f"(?P<p{at}>{each})" for at, each in enumerate(ungrouped)
    )


def _beginners(
    table: Mapping[str, Any], numbers: Mapping[str, Any], words: set[str]
) -> frozenset[str]:
    """Return the words that a date may begin with.

    A word is looked up as far as its apostrophe: the Ukrainian Friday has one.
    """
    phrases = (
        *table["near"],
        *table["steps"],
        *table["weekday_steps"],
        *table["part_of_month"],
        *numbers["rough"],
        *table.get("day_words", {}),
    )
    first = {phrase.split()[0] for phrase in phrases}
    return frozenset(
        re.split("['\u2019]", word, maxsplit=1)[0]
        for word in words | first | {*table["beginners"].split()}
    )


def _hints(table: Mapping[str, Any], words: set[str]) -> frozenset[str]:
    told = {*words, *table["seasons"], *table["hints"].split()}
    return frozenset(key for hint in told for key in fold(hint).split())


def _pairs(
    table: Mapping[str, Sequence[int]], key: Callable[[str], str] = str
) -> dict[str, tuple[int, int]]:
    return {key(name): (pair[0], pair[1]) for name, pair in table.items()}


def _fill(pattern: str, names: Mapping[str, str]) -> str:
    return re.sub(r"\{([a-z]\w*)\}", lambda match: names[match[1]], pattern)


def date_hints(language: str = DEFAULT) -> frozenset[str]:
    """Return folded words of which every date holds one, if it holds no number."""
    return date_words(language).hints


def months_and_words(language: str = DEFAULT) -> frozenset[str]:
    """Return folded names of months that are words of other things, too: a march, in English."""
    table = read_table(language, "dates")
    return frozenset(table.get("months_and_words", "").split())
