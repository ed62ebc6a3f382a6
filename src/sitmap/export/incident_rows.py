"""The incidents of a map as rows of words: the table of a figure, a Word document or a slide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitmap.layers.words import Words

__all__ = ["HEADS", "UNBROKEN", "IncidentRow", "NumberedRow", "list_rows"]

UNBROKEN: Final = "\u2011"
"""A hyphen at which no line ends."""

HEADS: Final = ("time", "place", "incidents_title", "fatalities", "source")
"""Words of the heads, in the order of `IncidentRow`, behind the number."""


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident in words of the map's language; what isn't known is empty."""

    day: str
    place: str
    what: str
    dead: str
    source: str


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """A row with what stands at its mark on the map, if that has a number."""

    number: int | None
    row: IncidentRow


def list_rows(incidents: pd.DataFrame, words: Words) -> Iterator[IncidentRow]:
    """Say each incident in words, in the order of the table.

    Examples
    --------
    >>> import sitmap
    >>> from sitmap.layers.words import load_words
    >>> table = sitmap.conform(pd.DataFrame({"title": ["A fire"], "fatalities_best": [2]}))
    >>> next(list_rows(table, load_words("en")))
    IncidentRow(day='', place='', what='A fire', dead='2', source='')
    """
    for row in incidents.to_dict("records"):
        day, dead = row["date_start"], row["fatalities_best"]
        what = _first(row, "title", "notes")
        yield IncidentRow(
            "" if pd.isna(day) else f"{day:%Y-%m-%d}".replace("-", UNBROKEN),
            _first(row, "place_name", "place"),
            what or words.code("event_type", _first(row, "event_type")),
            "" if pd.isna(dead) else words.number(int(dead)),
            _first(row, "source", "source_url"),
        )


def _first(row: Mapping[Any, Any], *names: str) -> str:
    """Return the first of some columns that says anything."""
    return next((str(row[name]) for name in names if not pd.isna(row[name])), "")
