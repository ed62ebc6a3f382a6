"""For whom a cell counts."""

from __future__ import annotations

import pytest

from sitmap.readers.notations.people import take_people


@pytest.mark.parametrize(
    ("cell", "kind", "count"),
    [
        ("3 killed", "fatalities", "3"),
        ("3 dead", "fatalities", "3"),
        ("5 wounded", "injured", "5"),
        ("4 (two children)", "fatalities", "4"),
        ("7", "fatalities", "7"),
    ],
)
def test_the_column_s_own_people_are_counted(
    cell: str, kind: str, count: str
) -> None:
    assert take_people(cell, kind) == (count, "")


def test_others_than_the_column_s_are_a_problem() -> None:
    _, problem = take_people("5 injured", "fatalities")
    assert "wounded" in problem
    _, problem = take_people("5 killed", "injured")
    assert problem
