"""Cells that hold counts and measures: what a mark in a number means is decided by its column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sitmap.incidents import COLUMNS
from sitmap.readers.cells import LONGEST, fill_cells, texts_of
from sitmap.readers.notations.counts import (
    Count,
    decide_grouping,
    read_count,
    read_number,
)
from sitmap.readers.notations.statuses import (
    read_confidence_word,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Protocol

    class Problems(Protocol):
        """Collects one line a row."""

        def add(self, found: Mapping[Any, str]) -> None:
            """Take lines by index label."""


_COUNTED: Final = ("fatalities", "injured")
_ALONE: Final = ("missing_best", "abducted_best", "arrested_best")
_OFFSETS: Final = ("quote_start", "quote_end")
_MEASURES: Final = tuple(
    name for name, dtype in COLUMNS.items() if dtype == "float64"
)
_SHARES: Final = ("confidence", "match_score")
# of a hundred
_WHOLE_PERCENT: Final = 100.0


def count_rows(table: pd.DataFrame, problems: Problems) -> None:
    """Read counts of people; ranges and hedges go to the low and the high figure.

    Parameters
    ----------
    table
        Under our names.
    problems
        Takes what is no count.
    """
    for kind in _COUNTED:
        for end in ("best", "low", "high"):
            name = f"{kind}_{end}"
            if name in table:
                _read_counts(
                    table, name, problems, kind if end == "best" else None
                )
    for name in (*_ALONE, *_OFFSETS):
        if name in table:
            _read_counts(table, name, problems, None)


def _read_counts(
    table: pd.DataFrame, name: str, problems: Problems, kind: str | None
) -> None:
    if _are_whole(table[name]):
        return
    texts = _count_texts(table[name])
    distinct = texts.dropna().unique()
    grouping = decide_grouping(distinct)
    counted = name.partition("_")[0]
    known = {text: read_count(text, grouping, counted) for text in distinct}
    wrong = {
        text: told for text, told in known.items() if isinstance(told, str)
    }
    bad = texts[texts.isin(list(wrong))] if wrong else texts[:0]
    problems.add(
        {
            at: f"{name} {text[:LONGEST]!r} {wrong[text]}"
            for at, text in bad.items()
        }
    )
    counts = {
        text: found
        for text, found in known.items()
        if isinstance(found, Count)
    }
    if kind is None:
        ends = {
            text: _one_of(found, name) for text, found in counts.items()
        }
        _tell_ranges(name, texts, ends, problems)
        table[name] = texts.map(ends).astype("Int64")
        return
    for end in ("best", "low", "high"):
        told = {
            text: value
            for text, found in counts.items()
            if (value := getattr(found, end)) is not None
        }
        rows = texts[texts.isin(list(told))] if told else texts[:0]
        found = rows.map(told).astype("Int64")
        ours = f"{kind}_{end}"
        if ours == name:
            table[ours] = found.reindex(table.index)
        elif len(found):
            fill_cells(table, ours, found)


def _tell_ranges(
    name: str,
    texts: pd.Series[Any],
    ends: Mapping[str, int | None],
    problems: Problems,
) -> None:
    """Tell the cells whose range a column of one figure has no room for."""
    ranges = [text for text, end in ends.items() if end is None]
    problems.add(
        {
            at: f"{name} {text[:LONGEST]!r} is a range, and the column holds one figure; left empty"
            for at, text in texts[texts.isin(ranges)].items()
        }
    )


def _one_of(found: Count, name: str) -> int | None:
    """Return the figure that a column of one figure asks for: of "3-5" the low one is 3."""
    order = (
        (found.high, found.best, found.low)
        if name.endswith("_high")
        else (found.low, found.best, found.high)
    )
    return (
        found.best
        if name.endswith("_best")
        else next((n for n in order if n is not None), None)
    )


def _are_whole(column: pd.Series[Any]) -> bool:
    """Tell columns that hold whole numbers from 0 up, and nothing else, in one pass."""
    if not pd.api.types.is_integer_dtype(column.dtype):
        return False
    return not bool((column < 0).any())


def _count_texts(column: pd.Series[Any]) -> pd.Series[Any]:
    """Write numbers as texts without the point of a float, so that 3.0 and 3 are one."""
    if pd.api.types.is_float_dtype(column.dtype):
        told = {
            value: f"{value:.15g}" for value in column.dropna().unique()
        }
        return column.map(told).astype("string")
    return texts_of(column)


def measure_rows(table: pd.DataFrame, problems: Problems) -> None:
    """Read radii in metres and shares from 0 to 1, and words of confidence.

    Parameters
    ----------
    table
        Under our names.
    problems
        Takes what is no such number.
    """
    if "confidence" in table:
        _read_confidence_words(table)
    for name in _MEASURES:
        if name in table:
            numbers = pd.to_numeric(table[name], errors="coerce").astype(
                "float64"
            )
            texts = texts_of(table[name])
            numbers = numbers.fillna(_measured(texts[numbers.isna()], name))
            kept = _within(numbers, name)
            bad = texts[kept.isna() & texts.notna()]
            problems.add(
                {at: _no_measure(name, text) for at, text in bad.items()}
            )
            table[name] = kept


def _measured(texts: pd.Series[Any], name: str) -> pd.Series[Any]:
    units = ("", "m") if name == "uncertainty_m" else ("", "%")
    known = {}
    for text in texts.dropna().unique():
        found = read_number(text)
        if found and found[1] in units:
            known[text] = found[0] / (
                _WHOLE_PERCENT if found[1] == "%" else 1
            )
    return texts.map(known).astype("float64")


def _within(numbers: pd.Series[Any], name: str) -> pd.Series[Any]:
    highest = 1.0 if name in _SHARES else np.inf
    return numbers.where(
        (numbers >= 0) & (numbers <= highest) & np.isfinite(numbers)
    )


def _no_measure(name: str, text: str) -> str:
    what = (
        "a share from 0 to 1" if name in _SHARES else "a number of metres"
    )
    return f"{name} {text[:LONGEST]!r} is not {what}; left empty"


def _read_confidence_words(table: pd.DataFrame) -> None:
    texts = texts_of(table["confidence"])
    known = {
        text: read_confidence_word(text) for text in texts.dropna().unique()
    }
    words = {
        text: share for text, share in known.items() if share is not None
    }
    if words:
        fill_cells(table, "confidence_told", texts[texts.isin(list(words))])
        table["confidence"] = texts.where(
            ~texts.isin(list(words)), texts.map(words).astype("string")
        )
