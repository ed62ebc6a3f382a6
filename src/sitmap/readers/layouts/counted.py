"""Tables of anybody's that count events by time and region: told by a column of counts, refused.

A row of them is a week or a month of a region. Drawn as an incident, four hundred battles would be
one, at the town that the region is called after.
"""

# ruff: noqa: RUF001 - Cyrillic words are meant

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.errors import InputError
from sitmap.readers.aliases import fold_name
from sitmap.readers.columns import match_names
from sitmap.readers.layout import COUNTS, Layout
from sitmap.readers.notations.months import month_number

if TYPE_CHECKING:
    from sitmap.readers.layout import Reading
    from sitmap.readers.rows import Rows

_NUMBER: Final = (
    "no|nr|num|number|count|total|sum|anzahl|zahl|nombre|numero|broj|numri|liczba|sayisi|"
    "кількість|количество|число|број"
)
_EVENTS: Final = (
    "events|incidents|attacks|ereignisse|vorfalle|evenements|attaques|eventos|incidentes|ataques|"
    "dogadaja|incidenata|napada|ngjarjeve|incidenteve|olay|zdarzen|incydentow|"
    "подій|інцидентів|атак|событий|инцидентов|догађаја|инцидената|настани"
)
_COUNT_NAME: Final = re.compile(
    rf"(?:(?:{_NUMBER}) )?(?:of |d |de |der |e )?(?:{_EVENTS})(?: (?:{_NUMBER}))?"
)
_PIVOTED: Final = 3  # columns of months or years
_MONTH_AND_YEAR: Final = 2  # words
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_OF_ONE: Final = frozenset(
    {"incident_id", "title", "notes", "actor1", "source_url", "time"}
)
"""What a table of single incidents has and a table of counts has not."""


def _refuse_counts(rows: Rows, reading: Reading) -> Rows:
    counted = next(
        (
            name
            for name in rows.frame.columns
            if _counts_events(rows.frame, name)
        ),
        None,
    )
    if counted is None:
        return _refuse_pivot(rows, reading)
    others = [
        str(name)
        for name in rows.frame.columns
        if name not in ("geometry", counted)
    ]
    if _OF_ONE & set(match_names(others).values()):
        return rows
    raise InputError(
        f"{reading.file}: {COUNTS} (its column {str(counted)!r} counts them)"
    )


def _refuse_pivot(rows: Rows, reading: Reading) -> Rows:
    """Refuse counts of places by month or year, a column each."""
    spans = [name for name in rows.frame.columns if _is_span(str(name))]
    others = [str(name) for name in rows.frame.columns if name not in spans]
    if (
        len(spans) < _PIVOTED
        or _OF_ONE & set(match_names(others).values())
        or not all(_is_whole(rows.frame[name]) for name in spans)
    ):
        return rows
    listed = ", ".join(map(repr, map(str, spans[:_PIVOTED])))
    raise InputError(
        f"{reading.file}: {COUNTS} (its columns {listed}… count them)"
    )


def _is_span(name: str) -> bool:
    """Tell a column of a month or a year: "Jan", "March 2024", "2024"."""
    plain = re.sub(r"[-_.]", " ", name)
    words = plain.split()
    if not words or len(words) > _MONTH_AND_YEAR:
        return False
    return all(
        _YEAR.fullmatch(word) or month_number(word) is not None
        for word in words
    )


def _is_whole(column: pd.Series[Any]) -> bool:
    said = column.dropna()
    numbers = pd.to_numeric(said, errors="coerce")
    return bool((numbers.notna() & (numbers % 1 == 0)).all())


def _counts_events(frame: pd.DataFrame, name: Any) -> bool:
    """Tell a column that is called as a number of events, and holds whole numbers beyond one."""
    if not _COUNT_NAME.fullmatch(fold_name(str(name))):
        return False
    numbers = pd.to_numeric(frame[name], errors="coerce").dropna()
    is_whole = (
        len(numbers) > 0 and len(numbers) == frame[name].notna().sum()
    )
    return bool(is_whole and (numbers % 1 == 0).all() and numbers.max() > 1)


LAYOUTS: Final = (Layout(name="counts of events", adapt=_refuse_counts),)
