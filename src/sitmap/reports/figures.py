# ruff: noqa: E501  - patterns and word lists are kept whole
"""Figures about a mission: its strength and who contributes to it, as the report states them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitmap.reports.casualties import read_number

if TYPE_CHECKING:
    import pandas as pd

    from sitmap.reports.passages import Passages

__all__ = ["find_figures"]

_HEDGE: Final = (
    r"(?:(?P<hedge>more than|over|at least|about|around|some|nearly|up to|approximately|fewer than|less than)\s+)?"
)
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
_COLUMNS: Final = ("measure", "comparator", "value", "unit", "mission", "as_of", "start", "end", "quote")


def find_figures(passages: Passages) -> pd.DataFrame:
    """List the figures that a report states about a mission.

    Parameters
    ----------
    passages
        The report's text and sentences.

    Returns
    -------
    pandas.DataFrame
        Columns measure (troops, contributing_allies, contributing_partners, contributing_nations), comparator (``=``, ``>``, ``>=``,
        ``<``, ``<=``, ``~``), value, unit, mission, as_of (the day of publication), start, end, quote. They are totals of the mission,
        never of a place.
    """
    import pandas as pd

    rows = [row for sentence in passages.sentences for row in _rows(passages, sentence.start, sentence.end)]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _rows(passages: Passages, start: int, end: int) -> list[dict[str, Any]]:
    mission = _MISSION.search(passages.text, start, end)
    if mission is None:
        return []
    found = ((name, match) for name, pattern in _FOUND.items() for match in pattern.finditer(passages.text, start, end))
    return [_row(name, match, mission[0], passages) for name, match in found if read_number(match["n"]) is not None]


def _row(name: str, match: re.Match[str], mission: str, passages: Passages) -> dict[str, Any]:
    hedge = match["hedge"]
    return {
        "measure": name,
        "comparator": _COMPARATORS.get(hedge, "~") if hedge else "=",
        "value": read_number(match["n"]),
        "unit": match["unit"],
        "mission": mission,
        "as_of": passages.published,
        "start": match.start(),
        "end": match.end(),
        "quote": match[0],
    }
