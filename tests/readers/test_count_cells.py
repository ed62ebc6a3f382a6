"""Cells that hold counts of people and measures."""

import pandas as pd
import pytest

from sitmap.readers.count_cells import count_rows, measure_rows


class _Told(dict):
    """What a reader collects."""

    def add(self, found):
        self.update(found)


def _count(**columns):
    table, told = pd.DataFrame(columns), _Told()
    count_rows(table, told)
    return table, told


def _list(column):
    return [None if pd.isna(value) else value for value in column]


@pytest.mark.parametrize(
    ("cell", "low", "best", "high"),
    [
        ("3", None, 3, None),
        ("3.0", None, 3, None),
        ("3-5", 3, None, 5),
        ("at least 4", 4, 4, None),
        ("up to 12", None, None, 12),
        ("none", None, 0, None),
    ],
)
def test_a_cell_goes_to_the_figures_that_it_tells(cell, low, best, high):
    """A range has no best figure, "at least" is that figure and its low end."""
    table, told = _count(fatalities_best=[cell, "1"])
    ends = [
        table[f"fatalities_{end}"][0]
        if f"fatalities_{end}" in table
        else pd.NA
        for end in ("low", "best", "high")
    ]
    assert _list(ends) == [low, best, high]
    assert not told


def test_a_range_in_a_column_of_one_figure_is_told():
    """The missing have neither a low nor a high one: nothing is lost in silence."""
    table, told = _count(missing_best=["3-5", "2"])
    assert _list(table["missing_best"]) == [None, 2]
    assert told == {
        0: "missing_best '3-5' is a range, and the column holds one figure;"
        " left empty"
    }


def test_the_ends_of_a_range_fill_their_own_columns():
    """Of "3-5" a column of low figures takes 3 and one of high figures 5."""
    table, _ = _count(injured_low=["3-5"], injured_high=["3-5"])
    assert _list(table["injured_low"]) == [3]
    assert _list(table["injured_high"]) == [5]


def test_what_is_no_count_is_told_with_its_cell():
    """And left empty."""
    table, told = _count(fatalities_best=["many", "-2", "1"])
    assert _list(table["fatalities_best"]) == [None, None, 1]
    assert set(told) == {0, 1}
    assert told[0].startswith("fatalities_best 'many' is no number")


def test_whole_numbers_are_taken_as_they_are():
    """A column that is counted already costs no look at each cell; with one below 0 it does."""
    table, told = _count(fatalities_best=[0, 7])
    assert _list(table["fatalities_best"]) == [0, 7]
    _, negative = _count(fatalities_best=[-1, 7])
    assert not told
    assert list(negative) == [0]


def test_measures_and_their_limits():
    """Metres from 0 up, shares up to 1, percent of a hundred; the rest is told."""
    table = pd.DataFrame(
        {
            "uncertainty_m": ["500", "250 m", "-1", "inf", "far"],
            "confidence": ["0.5", "80 %", "1", "1.5", None],
        }
    )
    told = _Told()
    measure_rows(table, told)
    assert _list(table["uncertainty_m"]) == [500, 250, None, None, None]
    assert _list(table["confidence"]) == [0.5, 0.8, 1, None, None]
    assert set(told) == {2, 3, 4}


def test_words_of_confidence_are_kept_beside_their_share():
    """The source's own word stays in the table."""
    table = pd.DataFrame({"confidence": ["high", "0.25"]})
    measure_rows(table, _Told())
    assert table["confidence_told"].fillna("").to_list() == ["high", ""]
    assert 0.5 < table["confidence"][0] <= 1
    assert table["confidence"][1] == 0.25
