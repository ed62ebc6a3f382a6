"""Dates, spans, hours and other calendars, each as its source means it."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitmap.readers.notations.clock import read_clock
from sitmap.readers.notations.dates import parse_dates, read_moment


@pytest.mark.parametrize(
    ("text", "day", "time", "offset"),
    [
        ("011430ZAUG22", "2022-08-01", "14:30", "+00:00"),
        ("01 1430Z AUG 22", "2022-08-01", "14:30", "+00:00"),
        ("022005BAUG22", "2022-08-02", "20:05", "+02:00"),
        ("03 0900 AUG 22", "2022-08-03", "09:00", None),
        ("011430RAUG2022", "2022-08-01", "14:30", "-05:00"),
        ("011430MAY22", "2022-05-01", "14:30", None),
        ("011430JAUG22", "2022-08-01", "14:30", None),
        ("011430LAUG22", "2022-08-01", "14:30", None),
        ("011430AAPR22", "2022-04-01", "14:30", "+01:00"),
        ("2022-07-31T18:00:00Z", "2022-07-31", "18:00", "+00:00"),
        ("2022-07-31T23:30:00+02:00", "2022-07-31", "23:30", "+02:00"),
        ("2024-03-05T10:00:00.000+05:30", "2024-03-05", "10:00", "+05:30"),
        ("2022-07-31 2:30 PM", "2022-07-31", "14:30", None),
        ("05-Mar-24 14:30", "2024-03-05", "14:30", None),
        ("2024/3/5 24:00", "2024-03-05", "24:00", None),
        ("5 March 2024 at 14h30", "2024-03-05", "14:30", None),
        ("5. März 2024, 9 Uhr", "2024-03-05", "09:00", None),
        ("Tuesday, 5 March 2024", "2024-03-05", None, None),
        ("2024-03-05Z", "2024-03-05", None, None),
        ("01AUG2022", "2022-08-01", None, None),
        ("1709649000", "2024-03-05", "14:30", "+00:00"),
        ("1709649000000", "2024-03-05", "14:30", "+00:00"),
        ("202403051430", "2024-03-05", "14:30", None),
        ("20240305143000", "2024-03-05", "14:30", None),
        ("45356", "2024-03-05", None, None),
        ("45356.604166", "2024-03-05", "14:30", None),
        ("5 сентября 2023 года", "2023-09-05", None, None),
        ("5 Eylül 2023", "2023-09-05", None, None),
        ("5 września 2023", "2023-09-05", None, None),
        ("5 септември 2023", "2023-09-05", None, None),
        ("5 rujna 2023.", "2023-09-05", None, None),
        ("5 سبتمبر 2023", "2023-09-05", None, None),
        ("5 تشرين الأول 2023", "2023-10-05", None, None),
        ("1430Z 01 AUG 22", "2022-08-01", "14:30", "+00:00"),
        ("01AUG22 1430Z", "2022-08-01", "14:30", "+00:00"),
        ("14:30, 5 March 2024", "2024-03-05", "14:30", None),
        ("Tue Mar 05 14:30:00 +0000 2024", "2024-03-05", "14:30", "+00:00"),
        ("2024-03-05 10:00:00-05:00", "2024-03-05", "10:00", "-05:00"),
        ("2024-03-05 10:00-12:00", "2024-03-05", "10:00", None),
        ("2024-03-05 14:30 (local time)", "2024-03-05", "14:30", None),
        ("2024-03-05 morning", "2024-03-05", None, None),
        ("the 5th of March 2024", "2024-03-05", None, None),
        ("Mar. 5, 2024", "2024-03-05", None, None),
        ("mar 5 mars 2024", "2024-03-05", None, None),
        ("12.III.2024", "2024-03-12", None, None),
        ("5. 3. 2024.", "2024-03-05", None, None),
        ("2024年3月5日", "2024-03-05", None, None),
        ("٥ مارس ٢٠٢٤", "2024-03-05", None, None),
        ("5 de março de 2024", "2024-03-05", None, None),
    ],
)
def test_days_and_hours(text, day, time, offset):
    """The day and the hour as the source says them, in its own offset."""
    found = read_moment(text)
    assert (found.start, found.precision) == (day, "day")
    assert (found.time, found.offset) == (time, offset)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024-W10", "2024-03-04", "2024-03-10", "week"),
        ("week 10 of 2024", "2024-03-04", "2024-03-10", "week"),
        ("KW 10/2024", "2024-03-04", "2024-03-10", "week"),
        ("2024 Q1", "2024-01-01", "2024-03-31", "month"),
        ("Q4 2024", "2024-10-01", "2024-12-31", "month"),
        ("5–7 March 2024", "2024-03-05", "2024-03-07", "day"),
        ("March 5-7, 2024", "2024-03-05", "2024-03-07", "day"),
        ("29 Feb - 2 March 2024", "2024-02-29", "2024-03-02", "day"),
        (
            "from 29 February to 2 March 2024",
            "2024-02-29",
            "2024-03-02",
            "day",
        ),
        ("29.-31.5.2023", "2023-05-29", "2023-05-31", "day"),
        ("29.05.2023-30.05.2023", "2023-05-29", "2023-05-30", "day"),
        ("2023-05-29/2023-05-31", "2023-05-29", "2023-05-31", "day"),
        ("du 5 au 7 mars 2024", "2024-03-05", "2024-03-07", "day"),
        ("5. bis 7. März 2024", "2024-03-05", "2024-03-07", "day"),
        ("2024-03-05 to 2024-03-07", "2024-03-05", "2024-03-07", "day"),
        (
            "2024-03-05 10:00 to 2024-03-07 12:00",
            "2024-03-05",
            "2024-03-07",
            "day",
        ),
        ("5, 6 March 2024", "2024-03-05", "2024-03-06", "day"),
        ("5/6 March 2024", "2024-03-05", "2024-03-06", "day"),
        ("March-April 2024", "2024-03-01", "2024-04-30", "month"),
        ("2014-2016", "2014-01-01", "2016-12-31", "year"),
        ("March 2024", "2024-03-01", None, "month"),
        ("mid-March 2024", "2024-03-01", None, "month"),
        ("3/2024", "2024-03-01", None, "month"),
        ("2024", "2024-01-01", None, "year"),
    ],
)
def test_spans(text, first, last, precision):
    """Both ends where the cell tells them; the coarser of two precisions."""
    found = read_moment(text, dayfirst=True)
    assert (found.start, found.end, found.precision) == (
        first,
        last,
        precision,
    )


@pytest.mark.parametrize(
    ("texts", "heading", "days"),
    [
        (["1403/01/14"], "Date (Jalali)", ["2024-04-02"]),
        (["۱۴۰۳/۰۱/۱۴"], "تاریخ شمسی", ["2024-04-02"]),
        (["۱۴۰۳/۰۱/۱۴"], "date", ["2024-04-02"]),
        (["1403/01/14"], "تاریخ", ["2024-04-02"]),
        (
            ["1403/01/31", "1403/02/01"],
            "date",
            ["2024-04-19", "2024-04-20"],
        ),
        (["14 Farvardin 1403"], "date", ["2024-04-02"]),
        (["14 فروردین 1403"], "date", ["2024-04-02"]),
        (["1445-09-05"], "date", ["2024-03-15"]),
        (["5 Ramadan 1445"], "date", ["2024-03-15"]),
        (["5 رمضان 1445 هـ"], "date", ["2024-03-15"]),
        (["1402-09-05"], "Hijri date", ["1982-06-26"]),
        (
            ["15/03/2567", "16/03/2567"],
            "date",
            ["2024-03-15", "2024-03-16"],
        ),
        (["15 มีนาคม 2567"], "date", ["2024-03-15"]),
        (["15/03/2567"], "วันที่ (พ.ศ.)", ["2024-03-15"]),
    ],
)
def test_other_calendars_are_converted_where_they_are_plain(
    texts, heading, days
):
    """By the heading, the month's name, the era, or by years that only one calendar can have."""
    found = parse_dates(pd.Series(texts), heading=heading)
    assert found.day.dt.strftime("%Y-%m-%d").to_list() == days


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (
            ["1403/01/14"],
            "the year 1403, which may be Solar Hijri or Hijri",
        ),
        (["1403/01/14", "2024-03-05"], "may be Solar Hijri or Hijri"),
        (["1445-09-05", "2024-03-05"], "may be Solar Hijri or Hijri"),
        (["15/03/2567", "2024-03-05"], "may be Buddhist"),
        (["0025-03-05"], "the year 25"),
        (["0024-03-05"], "the year 24"),
        (["3024-03-05"], "the year 3024"),
        (["2024-02-30"], "no date"),
        (["2024-W60"], "no date"),
        (["7-5 March 2024"], "ends before it begins"),
        (["311430ZFEB22"], "no date"),
        (["listopad 2023"], "no date"),
    ],
)
def test_a_year_of_another_calendar_is_asked_for_and_no_date(texts, told):
    """1402 is never 622 years ago, nor is 0025 the reign of Tiberius."""
    found = parse_dates(pd.Series(texts))
    assert found.day.isna()[0]
    assert told in found.problems[0]


def test_dots_put_the_day_first():
    """03.05.2024 is 3 May wherever dots part dates, unless the column shows the month first."""
    dots = parse_dates(pd.Series(["03.05.2024"]))
    shown = parse_dates(pd.Series(["05.29.2024", "03.05.2024"]))
    said = parse_dates(pd.Series(["03.05.2024"]), dayfirst=False)
    assert dots.day.dt.strftime("%m-%d").to_list() == ["05-03"]
    assert shown.day.dt.strftime("%m-%d").to_list() == ["05-29", "03-05"]
    assert said.day.dt.strftime("%m-%d").to_list() == ["03-05"]
    assert read_moment("03.05.2024").start == "2024-05-03"
    assert isinstance(read_moment("03/05/2024"), str)


def test_hours_of_midnight_alone_are_no_hours():
    """An export of days writes 00:00:00 behind each; among other hours it is one."""
    none = parse_dates(
        pd.Series(["2024-03-05 00:00:00", "2024-03-06T00:00:00Z"])
    )
    some = parse_dates(
        pd.Series(["2024-03-05 00:00:00", "2024-03-06 14:30:00"])
    )
    stamps = parse_dates(
        pd.Series(pd.to_datetime(["2024-03-05 14:30", "2024-03-06 00:00"]))
    )
    assert none.time.empty
    assert some.time.to_list() == ["00:00", "14:30"]
    assert stamps.time.to_list() == ["14:30", "00:00"]


def test_spans_share_the_order_of_their_column():
    """One 22/01 in a span shows that the day comes first in all of them."""
    found = parse_dates(
        pd.Series(["22/01/2014 - 23/01/2014", "03/02/2014 - 05/02/2014"])
    )
    assert found.day.dt.strftime("%m-%d").to_list() == ["01-22", "02-03"]
    assert found.end.dt.strftime("%m-%d").to_list() == ["01-23", "02-05"]


@pytest.mark.parametrize(
    "text", ["in the morning", "25:00", "14:61", "24:30", "13 pm", ""]
)
def test_what_is_no_hour_is_none(text):
    """Words and impossible hours are none."""
    assert read_clock(text) is None


@settings(deadline=None)
@given(
    st.dates(min_value=pd.Timestamp(1700, 1, 1).date()).filter(
        lambda day: day.year < 2200
    )
)
def test_layouts_of_a_day_come_back(day):
    """Written in five layouts, read as the same day."""
    for layout in (
        "%Y-%m-%d",
        "%d %B %Y",
        "%B %d, %Y",
        "%d %b %Y",
        "%Y%m%d",
    ):
        assert read_moment(day.strftime(layout)).start == day.isoformat()
    assert (
        read_moment(day.strftime("%d/%m/%Y"), dayfirst=True).start
        == day.isoformat()
    )


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_is_a_traceback(text):
    """Any text is a moment or one line."""
    read_moment(text)
    read_clock(text)
