"""What the files of dates say, held against a calendar's twelve months and seven days."""

import pytest

from sitmap.reports.languages import list_languages
from sitmap.reports.text.date_arithmetic import READERS
from sitmap.reports.text.date_words import date_hints, date_words


@pytest.mark.parametrize("language", list_languages())
def test_every_language_has_a_year_and_a_week(language):
    """Twelve months and seven weekdays, each with a word at least."""
    words = date_words(language)
    assert set(words.months.values()) == set(range(1, 13))
    assert set(words.weekdays.values()) == set(range(7))


@pytest.mark.parametrize("language", list_languages())
def test_every_pattern_names_a_way_to_read(language):
    """A pattern whose way nobody knows would fail on the first report that has such words."""
    words = date_words(language)
    assert {reads for reads, _ in words.patterns} <= READERS.keys()


@pytest.mark.parametrize("language", list_languages())
def test_the_whole_pattern_names_the_one_that_matched(language):
    """One group for each pattern, by its number."""
    words = date_words(language)
    assert [*words.found.groupindex] == [
        f"p{at}" for at in range(len(words.patterns))
    ]


@pytest.mark.parametrize(
    ("language", "month", "weekday"),
    [
        ("en", "march", "tuesday"),
        ("fr", "mars", "mardi"),
        ("de", "märz", "dienstag"),
        ("es", "marzo", "martes"),
        ("sq", "mars", "martë"),
        ("sr", "mart", "utorak"),
        ("ru", "марта", "вторник"),
        ("uk", "березня", "вівторок"),
        ("tr", "mart", "salı"),
        ("ar", "مارس", "الثلاثاء"),
    ],
)
def test_march_is_the_third_month_and_tuesday_the_second_day(
    language, month, weekday
):
    """Days are counted from Monday, 0, as in `datetime`."""
    words = date_words(language)
    assert words.months[month] == 3
    assert words.weekdays[weekday] == 1


def test_a_word_is_looked_up_as_far_as_its_apostrophe():
    """The Ukrainian Friday, п'ятниця, begins a date by its first letter."""
    assert "п" in date_words("uk").beginners
    assert not any("'" in word for word in date_words("uk").beginners)


def test_hints_are_folded_words():
    """Compared with the folded words of a text, one by one."""
    assert {"march", "tuesday", "week"} <= date_hints("en")
    assert all(" " not in hint for hint in date_hints("en"))
