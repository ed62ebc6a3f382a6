"""Dates against a Wednesday, 17 August 2022; expectations from a calendar."""

from datetime import date

import pytest

from sitmap.reports.text.dates import find_dates

WEDNESDAY = date(2022, 8, 17)


@pytest.mark.parametrize(
    ("words", "first", "last", "precision"),
    [
        ("on Monday", "2022-08-15", "2022-08-15", "day"),
        ("yesterday", "2022-08-16", "2022-08-16", "day"),
        ("overnight", "2022-08-16", "2022-08-17", "day"),
        ("last week", "2022-08-08", "2022-08-14", "week"),
        ("earlier this month", "2022-08-01", "2022-08-31", "month"),
        ("in July last year", "2021-07-01", "2021-07-31", "month"),
        ("in November", "2021-11-01", "2021-11-30", "month"),
        ("on March 4", "2022-03-04", "2022-03-04", "day"),
        ("on 28 December", "2021-12-28", "2021-12-28", "day"),
        ("until 1 September", "2022-09-01", "2022-09-01", "day"),
        (
            "quiet until Thursday, when shots were fired",
            "2022-08-11",
            "2022-08-11",
            "day",
        ),
        ("three days ago", "2022-08-14", "2022-08-14", "day"),
        ("between 3 and 5 May", "2022-05-03", "2022-05-05", "day"),
        ("on 9 May 2021", "2021-05-09", "2021-05-09", "day"),
        ("in 2014", "2014-01-01", "2014-12-31", "year"),
        (
            "hours before the rule takes effect on August 1",
            "2022-07-31",
            "2022-07-31",
            "day",
        ),
    ],
)
def test_words_become_days(words, first, last, precision):
    """Each way that news tells a day, with its precision kept."""
    span = find_dates(words, WEDNESDAY)[0]
    assert (str(span.first), str(span.last), span.precision) == (
        first,
        last,
        precision,
    )


def test_without_a_day_of_publication_relative_dates_say_so():
    """ "Yesterday" stays open and says what is missing; a full date doesn't need it."""
    yesterday, full = find_dates("yesterday, not on 9 May 2021")
    assert (yesterday.first, yesterday.why) == (
        None,
        "needs the day of publication",
    )
    assert full.first == date(2021, 5, 9)


def test_we_is_no_wednesday():
    """Little words are no dates."""
    assert find_dates("We may march on; the sun is set.", WEDNESDAY) == []


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        ("over the weekend", "2025-05-31", "2025-06-01"),
        ("at the weekend", "2025-05-31", "2025-06-01"),
        ("overnight on Sunday", "2025-06-01", "2025-06-02"),
        ("on 28.05.", "2025-05-28", "2025-05-28"),
        ("28MAY25", "2025-05-28", "2025-05-28"),
        ("on Tuesday of last week", "2025-05-27", "2025-05-27"),
        ("On the 20th another", "2025-05-20", "2025-05-20"),
    ],
)
def test_days_are_read_as_bulletins_write_them(
    told: str, first: str, last: str
) -> None:
    """Counted by hand from Tuesday, 3 June 2025."""
    spans = find_dates(f"Shells fell {told} in Goma.", date(2025, 6, 3))
    assert [(str(each.first), str(each.last)) for each in spans] == [
        (first, last)
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "sq",
            "E rrahën të premten e kaluar; ai ka tri brinjë të thyera, tha policia të hënën.",
        ),
        (
            "en",
            "On the night of March 4 and last Friday, two days after the attack of 12/11/2022.",
        ),
        (
            "uk",
            "У ніч на 12 листопада та минулої п'ятниці, за два дні після обстрілу 3 березня.",
        ),
        (
            "de",
            "Am vergangenen Freitag, in der Nacht zum 12. November, zwei Tage danach.",
        ),
        (
            "ar",
            "يوم الثلاثاء الماضي وفي ليلة 12 نوفمبر، بعد يومين من الهجوم.",
        ),
    ],
)
def test_a_part_that_ends_anywhere_is_read(language, text):
    """A clause may end within a date, or within a word: its dates are those that it holds."""
    for end in range(len(text) + 1):
        for span in find_dates(
            text, date(2025, 5, 28), 0, end, language=language
        ):
            assert span.end <= end
