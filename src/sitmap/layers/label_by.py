"""The words at the marks of a map: a column's text, as one short line each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pandas as pd

from sitmap.errors import InputError
from sitmap.layers.categories import find_column
from sitmap.sanitize import one_line

if TYPE_CHECKING:
    from typing import Any

# characters: what stands beside a mark without hiding the next
_LONGEST: Final = 40
# of the last characters: how far back a text is cut at a blank
_WORD: Final = 12
_ELLIPSIS: Final = "\N{HORIZONTAL ELLIPSIS}"
_TURNS: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of a text: in a label it would turn what stands around it."""


def read_labels(table: pd.DataFrame, column: str | None) -> tuple[str, ...]:
    """Return each row's label, "" where it has none; nothing without a column.

    Raises
    ------
    InputError
        The column isn't there, or has no value.

    Examples
    --------
    >>> read_labels(pd.DataFrame({"unit": ["2nd  Rifle\\nCompany", None]}), "unit")
    ('2nd Rifle Company', '')
    """
    if column is None:
        return ()
    values = table[find_column(table, column, "label_by")]
    if len(values) and not values.notna().any():
        raise InputError(
            f"label_by: column {column!r} has no value in any row; choose another"
        )
    if pd.api.types.is_datetime64_any_dtype(values):
        values = values.dt.strftime("%Y-%m-%d")
    return tuple(
        "" if pd.isna(value) else _clip(_say(value))
        for value in values.astype(object)
    )


def _say(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return one_line(_TURNS.sub("", str(value)))


def _clip(text: str) -> str:
    """Cut a long text, at a blank if there is one near."""
    if len(text) <= _LONGEST:
        return text
    cut = text[: _LONGEST - 1]
    at = cut.rfind(" ", _LONGEST - _WORD)
    return (cut[:at] if at > 0 else cut).rstrip(" ,;:") + _ELLIPSIS
