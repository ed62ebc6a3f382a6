# ruff: noqa: RUF001 - words of other languages
"""Counts that one cell tells in words: "2 killed, 3 injured", "3 KIA / 2 WIA", "Tote: 1"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sitmap.readers.columns import map_columns
from sitmap.readers.values import plain_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

_COUNTS: Final = frozenset(
    {
        "fatalities_best",
        "injured_best",
        "missing_best",
        "abducted_best",
        "arrested_best",
    }
)
_PART: Final = re.compile(
    r"\s*(?:[,;/&+]|\s(?:and|et|und|y|i|e|та|і|и|dhe|ve|و)\s)\s*"
)
_FIRST: Final = re.compile(
    r"(?P<number>\d{1,6})\s*(?P<word>[^\d\s:][^\d:]*)"
)
_LAST: Final = re.compile(
    r"(?P<word>[^\d:]*[^\d\s:])\s*[:=-]?\s*(?P<number>\d{1,6})"
)
_NONE: Final = frozenset(
    [
        "none",
        "nil",
        "no casualties",
        "no victims",
        "aucun",
        "ninguno",
        "keine",
        "нет",
        "немає",
    ]
)
_HAS_NUMBER: Final = re.compile(r"\d")
# distinct texts of a column that are read
_MOST: Final = 5_000


def find_told_counts(
    frame: pd.DataFrame, names: Iterable[str], taken: Iterable[str]
) -> tuple[str, dict[str, pd.Series[Any]]] | None:
    """Find the one column whose every cell tells counts in words, and read it.

    Parameters
    ----------
    frame
        The file's columns.
    names
        Those that nothing else is read from.
    taken
        Our columns that the table has: one of counts goes before words.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"Casualties": ["2 killed, 3 injured", "1 dead", "none", None]})
    >>> name, counts = find_told_counts(frame, ["Casualties"], [])
    >>> {ours: told.fillna("-").to_list() for ours, told in counts.items()}
    {'fatalities_best': ['2', '1', '0', '-'], 'injured_best': ['3', '-', '0', '-']}
    """
    if _COUNTS & set(taken):
        return None
    found = {
        name: counts
        for name in names
        if (counts := _read_column(frame[name])) is not None
    }
    return next(iter(found.items())) if len(found) == 1 else None


def _read_column(
    column: pd.Series[Any],
) -> dict[str, pd.Series[Any]] | None:
    texts = plain_texts(column)
    distinct = texts.dropna().unique()
    if not 0 < len(distinct) <= _MOST:
        return None
    told: dict[str, dict[str, str]] = {}
    for text in distinct:
        counts = read_told_counts(text)
        if counts is None:
            return None
        told[text] = counts
    if not any(map(_HAS_NUMBER.search, distinct)):
        return None
    named = dict.fromkeys(
        ours for counts in told.values() for ours in counts
    )
    return {ours: _pick(texts, told, ours) for ours in named}


def _pick(
    texts: pd.Series[Any], told: Mapping[str, Mapping[str, str]], ours: str
) -> pd.Series[Any]:
    known = {}
    for text, counts in told.items():
        known[text] = counts.get(ours)
    numbers = texts.map(known)
    picked: pd.Series[Any] = numbers.astype("string")
    return picked


@lru_cache(maxsize=10_000)
def read_told_counts(text: str) -> dict[str, str] | None:
    """Read what a cell counts; None where any part of it is no count.

    Examples
    --------
    >>> read_told_counts("3 KIA / 2 WIA")
    {'fatalities_best': '3', 'injured_best': '2'}
    >>> read_told_counts("двоє"), read_told_counts("3 houses"), read_told_counts("3")
    (None, None, None)
    """
    plain = text.strip().rstrip(".").casefold()
    if plain in _NONE:
        return {"fatalities_best": "0", "injured_best": "0"}
    counts: dict[str, str] = {}
    for part in _PART.split(plain):
        match = _FIRST.fullmatch(part) or _LAST.fullmatch(part)
        ours = _meaning(match["word"]) if match else None
        if match is None or ours is None or ours in counts:
            return None
        counts[ours] = match["number"]
    return counts


@lru_cache(maxsize=1_000)
def _meaning(word: str) -> str | None:
    bare = word.strip()
    ours = map_columns([bare]).get(bare)
    return ours if ours in _COUNTS else None
