"""Figures about a mission: its strength and who contributes to it, as the report states them."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from sitmap.reports.casualties import read_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    import pandas as pd

    from sitmap.reports.passages import Passages

__all__ = ["Figure", "find_figures", "tabulate_figures"]

_HEDGE: Final = r"(?:(?P<hedge>more than|over|at least|about|around|some|nearly|up to|approximately|fewer than|less than)\s+)?"
_N: Final = r"(?P<n>\d{1,3}(?:,\d{3})+|\d+|[a-z]+(?:-[a-z]+)?)"
_MEASURES: Final = {
    "troops": rf"{_HEDGE}(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{2,}})\s+(?:[\w-]+ )?(?P<unit>soldiers|troops|peacekeepers|personnel|servicemen|police officers|monitors|observers)",
    "contributing_allies": rf"{_HEDGE}{_N}\s+(?:NATO )?(?P<unit>Allies|allies|allied nations|member states)\b",
    "contributing_partners": rf"{_HEDGE}{_N}\s+(?P<unit>partners|partner nations|partner countries)\b",
    "contributing_nations": rf"(?:from|by)\s+{_HEDGE}{_N}\s+(?:contributing )?(?P<unit>nations|countries)\b",
}  # fmt: skip
_FOUND: Final = {name: re.compile(pattern) for name, pattern in _MEASURES.items()}
_MISSION: Final = re.compile(
    r"\b(?:KFOR|EULEX|UNMIK|UNIFIL|MINUSMA|MONUSCO|MINUSCA|UNMISS|EUFOR|UNDOF|UNFICYP|OSCE(?: [A-Z][\w]+)*|AMISOM|ATMIS|ISAF|SFOR|IFOR|[A-Z][\w-]* (?:[Mm]ission|[Ff]orce)|mission|peacekeeping force)\b"
)
_COMPARATORS: Final = {
    "more than": ">",
    "over": ">",
    "at least": ">=",
    "up to": "<=",
    "fewer than": "<",
    "less than": "<",
}
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
        for each in _figures(passages.text, sentence.start, sentence.end)
    ]


def _figures(text: str, start: int, end: int) -> Iterator[Figure]:
    mission = _MISSION.search(text, start, end)
    if mission is None:
        return
    for name, pattern in _FOUND.items():
        for match in pattern.finditer(text, start, end):
            value = read_number(match["n"])
            if value is not None:
                hedge = match["hedge"]
                comparator = _COMPARATORS.get(hedge, "~") if hedge else "="
                unit = match["unit"]
                yield Figure(
                    name,
                    comparator,
                    value,
                    unit,
                    mission[0],
                    match.start(),
                    match.end(),
                    (start, end),
                )


def tabulate_figures(figures: Sequence[Figure], text: str, published: date | None) -> pd.DataFrame:
    """Return figures as a table: the fields of `Figure`, ``as_of`` (the day of publication), ``quote`` and ``sentence`` in words."""
    import pandas as pd

    rows = [
        asdict(each) | {
            "as_of": published,
            "quote": text[each.start : each.end],
            "sentence": " ".join(text[slice(*each.sentence)].split()),
        }
        for each in figures
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(_COLUMNS))
