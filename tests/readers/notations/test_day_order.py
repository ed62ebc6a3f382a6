"""Which of day and month comes first: by what the column shows, never by a single value."""

import pytest

from sitmap.readers.notations.date_patterns import NUMERIC
from sitmap.readers.notations.day_order import (
    OneOrder,
    decide_orders,
    name_layout,
    usual_order,
)


def _name(text):
    return name_layout(NUMERIC.fullmatch(text))


def test_a_value_above_twelve_decides_its_layout():
    """22 can be no month: the day comes first for every date with slashes."""
    assert decide_orders(["03/04/2023", "22/01/2023"], None) == {"/": True}
    assert decide_orders(["03/04/2023", "01/22/2023"], None) == {"/": False}


def test_a_layout_that_shows_nothing_follows_the_others():
    """Spreadsheets rewrite some dates of a column: the hyphens take the order of the slashes."""
    assert decide_orders(["22/01/2023", "03-04-2023"], None) == {
        "/": True,
        "-": True,
    }


def test_layouts_that_disagree_give_no_order_to_a_third():
    """One layout is day first, another month first: nothing is taken from either."""
    texts = ["22/01/2023", "01-22-2023", "03.04.2023", "03/04/2023 12:00"]
    assert decide_orders(texts, None) == {
        "/": True,
        "-": False,
        ".": True,
        "/9:9": None,
    }


@pytest.mark.parametrize("dayfirst", [True, False])
def test_what_the_user_says_holds_where_the_column_shows_nothing(dayfirst):
    """An order that was told stands below one that the values themselves prove."""
    told = decide_orders(["03/04/2023", "22-01-2023"], dayfirst)
    assert told == {"/": dayfirst, "-": True}


def test_a_layout_that_contradicts_itself_has_no_order():
    """13/01 and 01/13 in one layout prove both orders, so neither."""
    assert decide_orders(["13/01/2023", "01/13/2023"], None) == {"/": None}


def test_dots_put_the_day_first():
    """No locale of CLDR writes 03.04.2023 with the month first."""
    assert decide_orders(["03.04.2023"], None) == {".": True}
    assert (usual_order("."), usual_order("/"), usual_order("-")) == (
        True,
        None,
        None,
    )


def test_a_layout_is_its_marks_and_the_kind_of_hour_behind():
    """AM and PM are one layout; an hour of 24 is another."""
    assert _name("03/04/2023 9:05 AM") == _name("12/11/2023 10:15 PM")
    assert _name("03/04/2023 9:05 AM") == "/9:9 M"
    assert _name("03/04/2023 09:05") == "/9:9"


def test_no_numeric_date_has_no_layout():
    """An empty column, and one of dates in words, show nothing."""
    assert decide_orders([], True) == {}
    assert decide_orders(["5 March 2023", "2023-03-05"], None) == {}


def test_one_order_holds_for_every_layout_but_none_keeps_the_dots():
    """A cell by itself: what was told, or what dots say alone."""
    assert OneOrder(dayfirst=False).get("anything") is False
    assert OneOrder(dayfirst=None).get(".9:9") is True
    assert OneOrder(dayfirst=None).get("/") is None
