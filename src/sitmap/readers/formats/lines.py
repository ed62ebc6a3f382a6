"""Lines below the column names to rows: empty lines, repeated names and totals left off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitmap.readers.columns import is_known, map_columns
from sitmap.readers.formats.headings import find_totals, is_total
from sitmap.readers.formats.units import is_unit
from sitmap.readers.notations.day_order import order_of_pattern
from sitmap.readers.rows import (
    ABOVE,
    EMPTY,
    SECTION,
    TAGS,
    TOTAL,
    UNITS,
    Rows,
)

if TYPE_CHECKING:
    import pandas as pd

    from sitmap.readers.formats.headings import Heading

_LACKING: Final = 4  # columns, of which a total lacks some
_LABELS: Final = 2  # columns in which a total is called so
_NO_WORDS: Final = frozenset({"date_start", "incident_id", "time"})
"""What the first column holds where words alone in it head a section: "GAO REGION"."""

_BLANKS: Final = " \t"
_PADDED: Final = 20  # rows that show whether cells are padded
_FOOT: Final = 12  # last lines among which totals and notes are looked for
_RULE: Final = re.compile(r"\s*:?-{2,}:?\s*")
"""What parts the names from the rows of a Markdown table."""

_UNITS_LEAST: Final = 2  # cells of a line of units
_ENOUGH: Final = 3  # known names that make a second line of them


def rows_of_lines(
    frame: pd.DataFrame, reader: str, heading: Heading
) -> Rows:
    """Leave out the lines that are no rows, each with its reason.

    Parameters
    ----------
    frame
        Texts; the index counts lines from the file's first, which is 1.
    reader
        Which reader took the file, in words.
    heading
        The lines of column names; its first is -1 where there is none.
    """
    blank = frame.isna().all(axis=1)
    last = int(frame.index[~blank][-1]) if not blank.all() else 0
    left_off = dict.fromkeys(range(1, heading.first + 1), ABOVE)
    left_off |= dict.fromkeys(
        range(heading.first + 2, heading.last + 2), TAGS
    )
    left_off |= {
        int(number): EMPTY for number in frame.index[blank] if number < last
    }
    kept = _trimmed(frame[~blank] if blank.any() else frame)
    kept, units = _without_units(kept)
    left_off |= units
    reasons = {**_repeated_names(kept), **_feet(kept)}
    left_off |= {int(number): why for number, why in reasons.items()}
    rows = kept.drop(index=list(reasons)) if reasons else kept
    return Rows(
        rows.reset_index(drop=True),
        reader,
        numbers=[int(number) for number in rows.index]
        if left_off
        else _numbers(rows.index),
        left_off=dict(sorted(left_off.items())),
    )


def _without_units(
    frame: pd.DataFrame,
) -> tuple[pd.DataFrame, dict[int, str]]:
    """Take a line of units or types below the names off; how it spells a date goes to the name."""
    if len(frame) < _UNITS_LEAST:
        return frame, {}
    told = frame.iloc[0].dropna()
    least = max(_UNITS_LEAST, len(frame.columns) / 2)
    if len(told) < least or not all(map(is_unit, told)):
        return frame, {}
    spelt = {
        name: f"{name} ({cell.strip()})"
        for name, cell in told.items()
        if order_of_pattern(cell) is not None
    }
    number = int(frame.index[0])
    below = frame.iloc[1:]
    renamed = below.rename(columns=spelt)
    return renamed, {number: UNITS}


def _trimmed(frame: pd.DataFrame) -> pd.DataFrame:
    """Take blanks off all cells where most of the first rows are padded: "2024-03-05, Gao, Mali".

    A text that begins with a blank or a line of its own, among others that don't, keeps it.
    """
    cells = frame.head(_PADDED).to_numpy().ravel()
    told = [cell for cell in cells if isinstance(cell, str) and cell]
    padded = sum(cell != cell.strip(_BLANKS) for cell in told)
    if padded * 2 < len(told) or not padded:
        return frame
    stripped = {
        name: frame[name].str.strip(_BLANKS).replace("", None)
        for name in frame
    }
    return frame.assign(
        **{str(name): told for name, told in stripped.items()}
    )


def _numbers(index: pd.Index[Any]) -> range:
    return (
        range(int(index[0]), int(index[-1]) + 1) if len(index) else range(0)
    )


def _repeated_names(frame: pd.DataFrame) -> dict[Any, str]:
    """Find lines that say the column names again: pages stuck together, a second line of names."""
    names = [str(name) for name in frame.columns]
    found: dict[Any, str] = {}
    if len(names) > 1 and len(frame):
        first = frame.iloc[:, 0].str.strip() == names[0]
        for label in frame.index[first.fillna(value=False)]:
            cells = [cell.strip() for cell in frame.loc[label].dropna()]
            if len(cells) > 1 and set(cells) <= set(names):
                found[label] = TAGS
    below = list(frame.iloc[0].dropna()) if len(frame) else []
    if below and all(_RULE.fullmatch(cell) for cell in below):
        found[frame.index[0]] = TAGS
    known = sum(is_known(cell) for cell in below)
    if known >= _ENOUGH and known == len(below):
        found[frame.index[0]] = TAGS
    return found


def _feet(frame: pd.DataFrame) -> dict[Any, str]:
    """Find totals anywhere, headings of sections, and notes among the last lines."""
    found: dict[Any, str] = {}
    foot = set(frame.tail(_FOOT).index)
    for label in [*_few_said(frame), *foot]:
        why = find_totals(_cells(frame.loc[label]))
        if why is not None and (why == TOTAL or label in foot):
            found[label] = why
    return found | {
        label: SECTION for label in _sections(frame) if label not in found
    }


def _few_said(frame: pd.DataFrame) -> list[Any]:
    """List the rows whose first cell, or second, may be that of a total."""
    labels: dict[Any, None] = {}
    gaps = frame[frame.iloc[:, :_LACKING].isna().any(axis=1)]
    for name in frame.columns[:_LABELS]:
        texts = gaps[name].dropna()
        distinct = [text for text in texts.unique() if is_total(text)]
        if distinct:
            labels |= dict.fromkeys(texts.index[texts.isin(distinct)])
    return list(labels)


def _sections(frame: pd.DataFrame) -> list[Any]:
    """List the rows that say one thing, in words, where a date or a number of the row belongs."""
    first = str(frame.columns[0]) if len(frame.columns) else ""
    is_other = map_columns([first]).get(first) not in _NO_WORDS
    if is_other or len(frame.columns) <= _ENOUGH - 1:
        return []
    gaps = frame[frame.iloc[:, 1].isna()]
    alone = gaps.iloc[:, 1:].isna().all(axis=1)
    texts = gaps.iloc[:, 0][alone].dropna()
    words = texts.str.fullmatch(r"[^\d]*[^\W\d_]{3}[^\d]*").fillna(
        value=False
    )
    return list(texts.index[words])


def _cells(row: pd.Series[Any]) -> list[str | None]:
    return [cell if isinstance(cell, str) else None for cell in row]
