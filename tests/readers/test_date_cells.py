"""Cells that hold days and hours."""

import pandas as pd
import pytest

import sitmap
from sitmap.readers.date_cells import date_rows


class _Told(dict):
    """What a reader collects."""

    def add(self, found):
        self.update(found)


def _dated(headings=None, dayfirst=None, **columns):
    table, told = pd.DataFrame(columns, dtype="string"), _Told()
    date_rows(table, dayfirst, told, headings=headings or {})
    return table, told


def _list(column):
    return column.astype("string").fillna("").to_list()


def test_a_span_in_one_cell_has_its_end():
    """Where no column says the end; one that does is kept."""
    table, told = _dated(
        date_start=["5-7 March 2024", "5-7 March 2024"],
        date_end=[None, "2024-03-06"],
    )
    ends = table["date_end"].dt.strftime("%m-%d")
    assert ends.to_list() == ["03-07", "03-06"]
    assert not told


def test_an_end_before_its_beginning_is_left_off_and_told():
    """Such a span is on no day of a timeline."""
    table, told = _dated(date_start=["2024-05-10"], date_end=["2024-05-01"])
    assert table["date_end"].isna().all()
    assert told == {
        0: "date_end 2024-05-01 lies before date_start; correct it"
    }


@pytest.mark.parametrize(
    ("cells", "hours"),
    [
        (["930", "1430"], ["09:30", "14:30"]),
        (["45", "930"], ["00:45", "09:30"]),
        (["9", "14"], ["09:00", "14:00"]),
        (["9:05 pm", "14h30"], ["21:05", "14:30"]),
    ],
)
def test_hours_without_marks_are_decided_by_the_column(cells, hours):
    """45 is 00:45 beside 930; 9 and 14 alone are hours."""
    table, told = _dated(date_start=["2024-03-05"] * 2, time=cells)
    assert _list(table["time"]) == hours
    assert not told


def test_hours_that_are_all_midnight_are_none():
    """That is how exports write that there is no hour."""
    table, _ = _dated(date_start=["2024-03-05"] * 2, time=["00:00", "0:00"])
    assert _list(table["time"]) == ["", ""]


def test_what_is_no_hour_is_told():
    """With how one is written."""
    _, told = _dated(date_start=["2024-03-05"], time=["later"])
    assert told == {0: "time 'later' is no hour; write 14:30"}


@pytest.mark.parametrize(
    "heading", ["Time (UTC)", "hour_utc", "time utc", "Zeit (UTC+0)"]
)
def test_the_heading_tells_the_zone(heading):
    """Of every hour that doesn't tell its own."""
    table, _ = _dated(
        {"time": heading},
        date_start=["2024-03-05"] * 2,
        time=["14:30", "15:30+02:00"],
    )
    assert _list(table["time_offset"]) == ["+00:00", "+02:00"]


def test_the_hour_of_a_date_goes_where_no_hour_is_told():
    """A column of hours goes before it, with its own silence about the zone."""
    table, _ = _dated(
        date_start=["2024-03-05T10:00+01:00", "2024-03-06T11:00+01:00"],
        time=["14:30", None],
    )
    assert _list(table["time"]) == ["14:30", "11:00"]
    assert _list(table["time_offset"]) == ["", "+01:00"]


def test_what_is_no_day_names_its_column():
    """Two columns of days may each have a fault of its own."""
    _, told = _dated(date_start=["2024-03-05"], source_date=["soon"])
    assert told[0].startswith("source_date 'soon' is no date")


def test_an_end_shows_the_order_of_the_start():
    """3/31 is no day of a thirty-first month, so 3/1 is the first of March."""
    rows = {
        "place": ["Gao"],
        "date_from": ["3/1/2024"],
        "date_to": ["3/31/2024"],
    }
    row = sitmap.read(pd.DataFrame(rows)).iloc[0]
    assert f"{row['date_start']:%Y-%m-%d}" == "2024-03-01"
    assert f"{row['date_end']:%Y-%m-%d}" == "2024-03-31"
