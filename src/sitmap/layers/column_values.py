"""What a table's own column holds: tables keep unknown columns as text, numbers and days too."""

from __future__ import annotations

import re
from typing import Any, Final

import pandas as pd

_NUMBER: Final = re.compile(r"[+-]?(?:0|[1-9]\d{0,14})(?:\.\d+)?")
"""As a program writes it: "007" is a name, and 16 digits are a code."""

_DAY: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_TRUTHS: Final = {"true": True, "false": False}


def read_values(values: pd.Series[Any]) -> pd.Series[Any]:
    """Return a column of texts as numbers, days or truths where all of them are.

    Examples
    --------
    >>> read_values(pd.Series(["12", "7.5", None])).tolist()[:2]
    [12.0, 7.5]
    >>> read_values(pd.Series(["12", "n/a"])).tolist()
    ['12', 'n/a']
    """
    if not (pd.api.types.is_string_dtype(values) or values.dtype == object):
        return values
    distinct = [value for value in values.dropna().unique() if value != ""]
    if not distinct or not all(
        isinstance(value, str) for value in distinct
    ):
        return values
    told = values.replace("", None)
    words = [value.strip() for value in distinct]
    if all(map(_NUMBER.fullmatch, words)):
        return pd.to_numeric(told.astype("string").str.strip()).astype(
            "Float64"
        )
    if all(map(_DAY.fullmatch, words)):
        days = pd.to_datetime(told, errors="coerce", format="ISO8601")
        return days if days.notna().sum() == told.notna().sum() else values
    if {word.casefold() for word in words} <= set(_TRUTHS):
        truths = (
            told.astype("string").str.strip().str.casefold().map(_TRUTHS)
        )
        return truths.astype("boolean")
    return values
