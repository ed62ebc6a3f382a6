"""Byte planes, and the lists of words that numbers point into."""

import numpy as np
import pandas as pd
import pytest

from sitmap.errors import InputError
from sitmap.layers.number_columns import (
    NO_VALUE,
    Codes,
    NumberColumn,
    count_days,
    width_of,
)


def _codes(rows):
    return Codes(np.arange(rows))


def test_planes_are_first_bytes_then_second_ones():
    """258 is 2 + 1 * 256 and 3 is 3 + 0 * 256: low bytes 2, 3, then high bytes 1, 0."""
    column = NumberColumn("x", "u16", np.array([258, 3]))
    assert column.planes() == bytes([2, 3, 1, 0])
    assert column.layout == ["x", "u16"]


def test_differences_start_from_zero():
    """3, 5, 4 are +3, +2, -1; -1 is ff in each of its four bytes."""
    column = NumberColumn("day", "d32", np.array([3, 5, 4]))
    assert column.planes() == bytes([3, 2, 255] + 3 * [0, 0, 255])


def test_a_column_without_rows_has_no_bytes():
    """An empty table is a page like any other."""
    assert NumberColumn("x", "f32", np.array([])).planes() == b""


@pytest.mark.parametrize(
    ("count", "kind"),
    [
        (0, "u8"),
        (255, "u8"),
        (256, "u16"),
        (65_535, "u16"),
        (65_536, "u32"),
    ],
)
def test_the_narrowest_width_that_holds_a_list_and_null(count, kind):
    """255 words need the numbers 0 to 255, which a byte holds; one more doesn't fit."""
    assert width_of(count) == kind


def test_zero_is_null_and_words_count_from_one():
    """In the order of the rows that the map has, not of the table."""
    codes = Codes(np.array([2, 0, 1, 3]))
    column = codes.add("x", pd.Series(["b", None, "a", "b"]))
    assert codes.lists["x"] == ["b", "a"]
    assert column.numbers.tolist() == [2, 1, 0, 1]


def test_categories_keep_their_order_and_unused_ones_go():
    """A list of types has the schema's order, and only what the table holds."""
    kinds = pd.Categorical(["z", "a", None], categories=["z", "m", "a"])
    codes = _codes(3)
    column = codes.add("x", pd.Series(kinds))
    assert codes.lists["x"] == ["z", "a"]
    assert column.numbers.tolist() == [1, 2, 0]


def test_categories_of_nothing_but_nulls():
    """No list, and zeros."""
    codes = _codes(2)
    empty = pd.Series(pd.Categorical([None, None], categories=["a"]))
    assert codes.add("x", empty).numbers.tolist() == [0, 0]
    assert codes.lists["x"] == []


def test_a_column_of_all_but_distinct_words_is_no_list_to_choose_from():
    """1,001 names of 1,500 rows are more than half; 750 of them are not."""
    many = pd.Series([f"n{at}" for at in range(1_001)] + ["n0"] * 499)
    assert _codes(1_500).add_few("x", many) is None
    fewer = pd.Series([f"n{at % 750}" for at in range(1_500)])
    assert _codes(1_500).add_few("x", fewer).kind == "u16"


def test_an_empty_column_is_no_list_either():
    """A choice of nothing is none."""
    assert _codes(2).add_few("x", pd.Series([None, None])) is None


def test_a_chosen_column_is_named_as_the_users_own():
    """So that it never stands in the way of one of the schema's with its name."""
    codes = _codes(3)
    column = codes.add_chosen("status", pd.Series([1.0, None, 2.5]))
    assert column.name == "own:status"
    assert codes.lists == {"own:status": ["1", "2.5"]}
    assert column.numbers.tolist() == [1, 0, 2]


def test_a_choice_of_too_many_is_told():
    """16 bits hold 65,535 of them."""
    many = pd.Series(range(65_535))
    with pytest.raises(InputError, match="'id' has 65,535 values"):
        _codes(65_535).add_chosen("id", many)


def test_days_before_1970_are_negative_and_none_is_the_lowest_number():
    """31 December 1969 is day -1; 29 February 2024 is 19,723 + 59."""
    days = pd.Series(pd.to_datetime(["1969-12-31", None, "2024-02-29"]))
    assert count_days(days).tolist() == [-1, NO_VALUE, 19_782]
