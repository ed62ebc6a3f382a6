"""From which day to which each shape of a table was there."""

import numpy as np
import pandas as pd
import pytest

from sitmap.errors import DataWarning
from sitmap.layers.spans import (
    find_days,
    last_day,
    list_absent,
    read_spans,
    span_days,
    stands_on,
)


def _read(names, **columns):
    spans = read_spans(pd.DataFrame(columns), names)
    return list(zip(spans.begin, spans.until, strict=True)), spans.problems


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2022-03-01", "2022-03-01", "2022-03-01"),
        ("2022-02", "2022-02-01", "2022-02-28"),
        ("2024", "2024-01-01", "2024-12-31"),
        (2024.0, "2024-01-01", "2024-12-31"),
        ("about 2012", "2012-01-01", "2012-12-31"),
        ("present", "", ""),
        ("–", "", ""),
        (None, "", ""),
        (float("nan"), "", ""),
    ],
)
def test_what_a_cell_may_mean(cell, first, last):
    """A year begins on its first day and ends on its last; what is open has no day."""
    cells = pd.Series([cell], dtype=object)
    assert _read(["A"], **{"from": cells, "to": cells}) == (
        [(first, last)],
        {},
    )


def test_a_picture_stands_until_the_next():
    """The last for good; both rows of a day until the same one."""
    days = ["2022-03-01", "2022-03-01", "2022-03-05"]
    told, _ = _read(["N", "S", "N"], date=days)
    assert told == [
        ("2022-03-01", "2022-03-04"),
        ("2022-03-01", "2022-03-04"),
        ("2022-03-05", ""),
    ]


def test_names_that_do_not_come_again_are_of_their_day_on():
    """Each stands since its day: no pictures of one thing."""
    told, _ = _read(["A", "B"], date=["2022-03-01", "2022-03-05"])
    assert told == [("2022-03-01", ""), ("2022-03-05", "")]


def test_beginnings_without_ends_are_warned_of():
    """All would stand at once."""
    with pytest.warns(DataWarning, match="give a column `to`"):
        _read(["A", "A"], **{"from": ["2022-03-01", "2022-03-05"]})


def test_faults_are_told_by_row():
    """A day that is none, and an end before the beginning."""
    _, problems = _read(
        ["A", "B"],
        **{"from": ["soon", "2022-03-05"], "to": ["", "2022-03-01"]},
    )
    assert problems[0].startswith("'soon' is no date")
    assert (
        problems[1] == "ends on 2022-03-01, before it begins on 2022-03-05"
    )


def test_a_first_day_goes_before_a_day_of_pictures():
    """A table that has both tells spans."""
    assert find_days(["date", "valid from"]) == {"from": "valid from"}
    assert find_days(["Day"]) == {"on": "Day"}
    assert find_days(["name"]) == {}


def test_who_stands_on_a_day():
    """On its first and its last day too; without a day all do."""
    table = pd.DataFrame(
        {"from": ["", "2022-03-05", ""], "to": ["2022-03-05", "", ""]}
    )
    assert stands_on(table, "2022-03-05").tolist() == [True, True, True]
    assert stands_on(table, "2022-03-04").tolist() == [True, False, True]
    assert stands_on(table, "2022-03-06").tolist() == [False, True, True]
    assert stands_on(table, None).all()
    assert span_days(table) == ("2022-03-05", "2022-03-05")
    assert last_day(table.iloc[2:]) is None


def test_what_stands_in_another_shape_is_not_absent():
    """The front of the next day goes on; the one that ended for good is left off with its days."""
    table = pd.DataFrame(
        {
            "name_": ["Front", "Front", "Fence"],
            "what": ["", "", ""],
            "from": ["2022-03-01", "2022-03-05", "2022-01-01"],
            "to": ["2022-03-04", "", "2022-02-01"],
        }
    )
    stands = np.array([False, True, False])
    off = list_absent(
        table, stands, "2022-03-06", "was there on other days than"
    )
    assert off["what"].to_list() == ["Fence"]
    assert off["value"].to_list() == ["2022-01-01–2022-02-01"]
    assert off["why"].to_list() == [
        "was there on other days than 2022-03-06"
    ]
