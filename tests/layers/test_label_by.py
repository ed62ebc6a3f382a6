"""Words at the marks: one short line each, whatever a column holds."""

from __future__ import annotations

import pandas as pd
import pytest

from sitmap.errors import InputError
from sitmap.layers.label_by import read_labels


def labels(values: list[object]) -> tuple[str, ...]:
    return read_labels(
        pd.DataFrame({"unit": pd.Series(values, dtype=object)}), "unit"
    )


def test_a_long_text_is_cut_at_a_blank_near_its_end() -> None:
    (told,) = labels(["The 3rd battalion of the 72nd mechanised brigade"])
    assert told == "The 3rd battalion of the 72nd…"
    (whole,) = labels(["x" * 60])
    assert whole == "x" * 39 + "…"


def test_what_breaks_or_turns_a_line_is_left_out() -> None:
    assert labels(["a\r\nb\x1b[31m", "\u202egnp.exe", None]) == (
        "a b [31m",
        "gnp.exe",
        "",
    )


def test_numbers_and_days_are_said_plainly() -> None:
    assert labels([3.0, 2.5, True]) == ("3", "2.5", "True")
    days = pd.DataFrame({"day": pd.to_datetime(["2023-05-01", None])})
    assert read_labels(days, "day") == ("2023-05-01", "")


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(
        InputError,
        match="label_by: the table has no column 'unti'; did you mean",
    ):
        read_labels(pd.DataFrame({"unit": ["a"]}), "unti")
    with pytest.raises(InputError, match="has no value in any row"):
        labels([None, None])
