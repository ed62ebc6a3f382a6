"""What is wrong with a date is one line with its remedy."""

import pytest

from sitmap.readers.notations.date_faults import say_unread, say_wrong_year


@pytest.mark.parametrize(
    ("year", "word"),
    [
        (1300, "Solar Hijri or Hijri"),
        (1445, "Solar Hijri or Hijri"),
        (1500, "Solar Hijri or Hijri"),
        (2400, "Buddhist"),
        (2567, "Buddhist"),
        (2650, "Buddhist"),
    ],
)
def test_a_year_of_another_calendar_names_it(year, word):
    """And says how the column's name tells which it is."""
    told = say_wrong_year(f"{year}-05-01", year)
    assert told.startswith(
        f"'{year}-05-01' has the year {year}, which may be"
    )
    assert word in told
    assert "say so in the column's name" in told


@pytest.mark.parametrize("year", [1299, 1501, 2399, 2651, 9999])
def test_a_year_of_no_calendar_asks_for_one(year):
    """Just outside those ranges nothing is guessed."""
    told = say_wrong_year("x", year)
    assert told == f"'x' has the year {year}; write 2022-07-31"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("3/4/23", "'3/4/23' has a year of two digits; write 2022-07-31"),
        (
            "29-31 May",
            (
                "'29-31 May' is more than one date; write 2022-07-31,"
                " and the end of a span in a column date_end"
            ),
        ),
        ("soon", "'soon' is no date that sitmap reads; write 2022-07-31"),
    ],
)
def test_three_reasons(text, told):
    """A short year, two dates in one cell, and no date."""
    assert say_unread(text) == told


def test_a_long_text_is_told_by_its_beginning():
    """A paragraph in a column of dates doesn't fill the terminal."""
    told = say_unread("a" * 500)
    assert told.startswith(f"'{'a' * 40}' is no date")
    assert len(say_wrong_year("b" * 500, 1)) < 100
