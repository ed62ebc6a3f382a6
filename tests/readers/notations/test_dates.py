"""Dates as tables write them: never guessed value by value."""

import pandas as pd
import pytest

import sitmap
from sitmap.errors import DataWarning
from sitmap.readers.notations.dates import parse_dates


def days(texts, **options):
    found = parse_dates(pd.Series(texts, dtype="string"), **options)
    return found.day.dt.strftime("%Y-%m-%d").to_list(), found


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("2022-07-31", "2022-07-31", "day"),
        ("2022-07-31T18:00:00Z", "2022-07-31", "day"),
        ("20220731", "2022-07-31", "day"),
        ("31.07.2022", "2022-07-31", "day"),
        ("31 July 2022", "2022-07-31", "day"),
        ("July 31, 2022", "2022-07-31", "day"),
        ("Jul 2022", "2022-07-01", "month"),
        ("2022-07", "2022-07-01", "month"),
        ("2022", "2022-01-01", "year"),
    ],
)
def test_layouts(text, day, precision):
    """Each layout gives its day, and says how precise it is."""
    got, found = days([text])
    assert got == [day]
    assert found.precision.to_list() == [precision]


def test_one_clear_value_decides_the_column():
    """22/01 can only be day first, so 03/02 beside it is 3 February."""
    assert days(["22/01/2014", "03/02/2014"])[0] == [
        "2014-01-22",
        "2014-02-03",
    ]
    assert days(["1/22/2014", "3/2/2014"])[0] == [
        "2014-01-22",
        "2014-03-02",
    ]


def test_an_undecided_column_is_left_empty_with_the_remedy():
    """03/04 alone may be March or April: no date, and the way to say which."""
    got, found = days(["03/04/2023"])
    assert got[0] is None or pd.isna(got[0])
    assert "dayfirst" in found.problems[0]
    assert days(["03/04/2023"], dayfirst=True)[0] == ["2023-04-03"]
    assert days(["03/04/2023"], dayfirst=False)[0] == ["2023-03-04"]


def test_a_column_that_contradicts_itself_is_left_empty():
    """13/01 and 01/13 in one layout.

    Nothing decides 03/02, and the clear ones can't both be right.
    """
    _, found = days(["13/01/2023", "01/13/2023", "03/02/2023"])
    assert 2 in found.problems


def test_impossible_days_are_told():
    """31 February is no date."""
    _, found = days(["2022-02-31"])
    assert "no date" in found.problems[0]


def test_dates_already_read_keep_their_day():
    """A datetime column passes through, time zone taken off."""
    column = pd.Series(pd.to_datetime(["2022-07-31T23:00:00+02:00"]))
    assert parse_dates(column).day.dt.strftime("%Y-%m-%d").to_list() == [
        "2022-07-31"
    ]


def test_a_span_that_ends_before_it_begins_is_told_and_drawn_on_its_first_day(
    tmp_path,
):
    """Reversed days would be on no day of the timeline."""
    path = tmp_path / "spans.csv"
    path.write_text(
        "title,date,date_end,place\n"
        "reversed,2024-05-10,2024-05-01,Zvečan\n"
        "one day,2024-05-10,2024-05-10,Zvečan\n"
        "open,2024-05-10,,Zvečan\n",
        "utf-8",
    )
    with pytest.warns(DataWarning, match="1 of 3 rows"):
        table = sitmap.read(path)
    assert table["date_end"].dt.strftime("%m-%d").to_list() == ["05-10"] * 3
    assert table["problem"].fillna("").to_list() == [
        "row 2: date_end 2024-05-01 lies before date_start; correct it",
        "",
        "",
    ]
