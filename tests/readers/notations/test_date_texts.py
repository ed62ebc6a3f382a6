"""A date in any layout, from one cell."""

import pytest

from sitmap.readers.notations.date_texts import (
    bare_date,
    parse_date,
    read_moment,
    read_text,
)
from sitmap.readers.notations.day_order import Conventions
from sitmap.readers.notations.moment import Moment


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Montag, 29. Mai 2023", "29. Mai 2023"),
        ("on Tuesday 5 March 2024", "5 March 2024"),
        ("5. 3. 2024", "5.3.2024"),
        ("٥ March 2024", "5 March 2024"),
        ("2024-03-05", "2024-03-05"),
        ("", ""),
    ],
)
def test_what_stands_before_a_date_is_taken_off(text, bare):
    """Weekdays, articles, blanks behind dots, and the digits of other scripts."""
    assert bare_date(text) == bare


def test_a_text_is_read_no_further_than_a_date_can_be_long():
    """A cell of a million characters costs what one of 200 does."""
    assert bare_date("x" * 1_000_000) == "x" * 200


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("٢٠٢٤-٠٣-٠٥", Moment("2024-03-05", "day")),
        ("late May 2023", Moment("2023-05-01", "month")),
        ("14:30, 5 March 2024", Moment("2024-03-05", "day", time="14:30")),
        ("5-7 March 2024", Moment("2024-03-05", "day", "2024-03-07")),
        (
            "Feb 2024 - Mar 2024",
            Moment("2024-02-01", "month", "2024-03-31"),
        ),
        ("2022 to 2023", Moment("2022-01-01", "year", "2023-12-31")),
        (
            "Dec 2023 to Feb 2024",
            Moment("2023-12-01", "month", "2024-02-29"),
        ),
    ],
)
def test_parts_hours_and_spans(text, moment):
    """A span ends on the last day of its last month or year: 29 February in 2024."""
    assert read_moment(text) == moment


def test_the_coarser_end_is_the_precision_of_a_span():
    """From a day to a month is known to the month."""
    found = read_moment("5 March 2024 to April 2024")
    assert (found.start, found.end, found.precision) == (
        "2024-03-05",
        "2024-04-30",
        "month",
    )


def test_a_span_backwards_is_told():
    """Seven to five March: which of the two is wrong is the user's to say."""
    assert (
        read_moment("7 March 2024 to 5 March 2024")
        == "'7 March 2024 to 5 March 2024' ends before it begins; correct it"
    )


def test_a_cell_alone_never_shows_its_order():
    """22/01/2014 is read by its column or by what the user says, not by itself."""
    told = "'22/01/2014' may be day/month or month/day;"
    assert parse_date("22/01/2014").startswith(told)
    assert parse_date("22/01/2014", dayfirst=True) == ("2014-01-22", "day")
    assert parse_date("22.01.2014") == ("2014-01-22", "day")


def test_the_users_order_is_not_bent_to_make_a_date():
    """With the month first there is no month 22, and that is said."""
    told = parse_date("22/01/2014", dayfirst=False)
    assert told == (
        "'22/01/2014' is no date that sitmap reads; write 2022-07-31"
    )


def test_a_faults_text_is_the_cells_own():
    """The message quotes what the file has, not what was made of it."""
    told = read_text("nonsense", Conventions(), "Montag, nonsense")
    assert told.startswith("'Montag, nonsense' is no date")


@pytest.mark.parametrize("text", ["1445-09-01", "2567-03-05"])
def test_another_calendar_is_asked_for(text):
    """Its year alone doesn't say which calendar it is of."""
    assert "has the year" in read_moment(text)


def test_a_polish_year_has_its_letter():
    """5 marca 2024 r. is how official letters date."""
    assert parse_date("5 marca 2024 r.") == ("2024-03-05", "day")
    assert parse_date("05.03.2024 r.") == ("2024-03-05", "day")
