"""Lines below the column names to rows: empty lines, repeated names and totals left off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitmap.readers.columns import is_known
from sitmap.readers.formats.headings import find_totals
from sitmap.readers.rows import ABOVE, EMPTY, TAGS, Rows

if TYPE_CHECKING:
    import pandas as pd

    from sitmap.readers.formats.headings import Heading

_PADDED: Final = 20  # rows that show whether cells are padded
_FOOT: Final = 12  # last lines among which totals and notes are looked for
_RULE: Final = re.compile(r"\s*:?-{2,}:?\s*")
"""What parts the names from the rows of a Markdown table."""

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


def _trimmed(frame: pd.DataFrame) -> pd.DataFrame:
    """Take blanks off all cells where the first rows are padded: "2024-03-05, Gao, Mali"."""
    head = frame.head(_PADDED).to_numpy().ravel()
    if not any(
        isinstance(cell, str) and cell != cell.strip() for cell in head
    ):
        return frame
    stripped = {
        name: frame[name].str.strip().replace("", None) for name in frame
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
    """Find totals and notes among the last lines."""
    foot = frame.tail(_FOOT)
    found: dict[Any, str] = {}
    for label, row in foot.iterrows():
        why = find_totals(_cells(row))
        if why is not None:
            found[label] = why
    return found


def _cells(row: pd.Series[Any]) -> list[str | None]:
    return [cell if isinstance(cell, str) else None for cell in row]
