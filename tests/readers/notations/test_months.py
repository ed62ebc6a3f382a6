"""Names of months and weekdays in the languages that tables come in."""

from __future__ import annotations

import pytest

from sitmap.readers.notations.months import (
    is_before_date,
    join_month_names,
    month_number,
)


@pytest.mark.parametrize(
    ("number", "names"),
    [
        (1, "January janvier enero Januar janar Ocak"),
        (5, "May mai mayo Mai maj травня мая Mayıs"),
        (7, "July juillet julio Juli korrik липня июля Temmuz"),
        (
            12,
            "Dec décembre diciembre Dezember dhjetor грудня декабря Aralık",
        ),
    ],
)
def test_a_month_has_its_number(number: int, names: str) -> None:
    assert {month_number(name) for name in names.split()} == {number}


def test_a_word_that_is_no_month_is_none() -> None:
    assert month_number("soon") is None
    assert month_number("") is None


def test_two_words_of_the_levant_are_one_month() -> None:
    assert month_number(join_month_names("كانون الثاني")) == 1
    assert month_number(join_month_names("تشرين الثاني")) == 11


@pytest.mark.parametrize("word", ["Monday", "Fri.", "mardi", "понеділок,"])
def test_a_weekday_leads_up_to_a_date(word: str) -> None:
    assert is_before_date(word)
