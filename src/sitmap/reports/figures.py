"""Figures about a mission: its strength and who contributes to it, as the report states them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.reports.languages import read_table
from sitmap.reports.languages.compiled import compile_pattern, per_language
from sitmap.reports.text.numbers import read_number

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    import pandas as pd

    from sitmap.reports.passages import Passages

_N: Final = r"(?P<n>\d{1,3}(?:,\d{3})+|\d+|[a-z]+(?:-[a-z]+)?)"
_COLUMNS: Final = (
    "measure",
    "comparator",
    "value",
    "unit",
    "mission",
    "as_of",
    "start",
    "end",
    "quote",
    "sentence",
)


class _Words(NamedTuple):
    """A language's figures, compiled."""

    measures: Mapping[str, re.Pattern[str]]
    mission: re.Pattern[str]
    comparators: Mapping[str, str]


@per_language
def _load(language: str) -> _Words:
    table = read_table(language, "figures")
    hedge = rf"(?:(?P<hedge>{table['hedges']})\s+)?"
    measures = {
        name: compile_pattern(
            text.replace("{hedge}", hedge).replace("{n}", _N), language
        )
        for name, text in table["measures"].items()
    }
    return _Words(
        measures,
        compile_pattern(table["mission"], language),
        table["comparators"],
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a report states about a mission: a total of the mission, never of a place.

    Attributes
    ----------
    measure
        ``troops``, ``contributing_allies``, ``contributing_partners`` or ``contributing_nations``.
    comparator
        ``=``, ``>``, ``>=``, ``<``, ``<=`` or ``~``.
    value, unit, mission
        The number, and the report's words for what it counts and for whom.
    start, end
        Offsets of its words.
    sentence
        Offsets of the sentence that states it.
    """

    measure: str
    comparator: str
    value: int
    unit: str
    mission: str
    start: int
    end: int
    sentence: tuple[int, int]


def find_figures(passages: Passages) -> list[Figure]:
    """List the figures that a report states about a mission, in the order of the text.

    Parameters
    ----------
    passages
        The report's text and sentences.
    """
    return [
        each
        for sentence in passages.sentences
        for each in _figures(passages, sentence.start, sentence.end)
    ]


def _figures(passages: Passages, start: int, end: int) -> Iterator[Figure]:
    text, language = passages.text, passages.language_at(start)
    words = _load(language)
    mission = words.mission.search(text, start, end)
    if mission is None:
        return
    for name, pattern in words.measures.items():
        for match in pattern.finditer(text, start, end):
            value = read_number(match["n"], language)
            if value is not None:
                hedge = match["hedge"]
                comparator = (
                    words.comparators.get(hedge, "~") if hedge else "="
                )
                span = (match.start(), match.end(), (start, end))
                yield Figure(
                    name,
                    comparator,
                    value,
                    match["unit"],
                    mission[0],
                    *span,
                )


def tabulate_figures(
    figures: Sequence[Figure], text: str, published: date | None
) -> pd.DataFrame:
    """Return figures as a table: the fields of `Figure`, ``as_of``, ``quote``, ``sentence``."""
    import pandas as pd

    rows = [
        asdict(each)
        | {
            "as_of": published,
            "quote": text[each.start : each.end],
            "sentence": " ".join(text[slice(*each.sentence)].split()),
        }
        for each in figures
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS))
