"""Columns beyond the schema are read as text; those of numbers, days or truths are such."""

from __future__ import annotations

import pandas as pd
import pytest

from sitmap.layers.categories import categorize
from sitmap.layers.column_values import read_values


def labels(values: list[object], **options: object) -> list[str]:
    table = pd.DataFrame({"own": pd.Series(values, dtype=object)})
    told = categorize(table, "own", **options)  # type: ignore[arg-type]
    return [one.label for one in told.entries if one.count]


def test_numbers_that_are_text_are_classes_in_their_order() -> None:
    assert labels([str(at) for at in range(100)], classes=2) == [
        "0–49",
        "50–99",
    ]
    assert labels(["10", "9", "9", None, ""]) == ["9", "10", ""]


@pytest.mark.parametrize(
    "values",
    [
        ["007", "012"],
        ["12", "n/a"],
        ["1,5", "2,5"],
        ["1" * 20, "2" * 20],
        [1, "2"],
        ["", None],
    ],
    ids=[
        "names of digits",
        "a word among them",
        "commas",
        "codes",
        "of two kinds",
        "nothing",
    ],
)
def test_what_is_not_all_numbers_stays_as_it_is(
    values: list[object],
) -> None:
    column = pd.Series(values, dtype=object)
    assert read_values(column) is column


def test_days_that_are_text_are_months() -> None:
    told = ["2023-05-01", "2023-06-11", "2023-05-30 12:00"]
    assert labels(told) == ["2023-05", "2023-06"]
    assert labels(["2023-13-40", "2023-05-01"]) == [
        "2023-05-01",
        "2023-13-40",
    ]


def test_truths_that_are_text_are_one_spelling() -> None:
    assert labels(["TRUE", "true", "False"]) == ["true", "false"]
