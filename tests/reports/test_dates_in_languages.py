"""Dates in languages other than English: ordinal words, months of two names, nights, weekdays."""

from __future__ import annotations

import warnings
from datetime import date

import pytest

from sitmap.errors import DataWarning
from sitmap.reports import parse_report
from sitmap.reports.languages import list_languages, read_table
from sitmap.reports.text.dates import find_dates

PUBLISHED = date(2024, 6, 23)  # a Sunday


@pytest.mark.parametrize(
    ("language", "told", "first", "last"),
    [
        ("uk", "двадцять першого травня", "2024-05-21", "2024-05-21"),
        ("uk", "у вівторок, 11 червня", "2024-06-11", "2024-06-11"),
        ("ru", "первого июня", "2024-06-01", "2024-06-01"),
        ("sr", "dvadeset prvog maja", "2024-05-21", "2024-05-21"),
        ("sr-Cyrl", "петог јуна", "2024-06-05", "2024-06-05"),
        ("fr", "le premier juin", "2024-06-01", "2024-06-01"),
        ("fr", "dans la nuit du 5 au 6 juin", "2024-06-05", "2024-06-06"),
        ("fr", "mardi 11, à l'aube", "2024-06-11", "2024-06-11"),
        ("es", "el 5 de junio", "2024-06-05", "2024-06-05"),
        ("es", "el primero de junio", "2024-06-01", "2024-06-01"),
        ("es", "sábado 6 de enero", "2024-01-06", "2024-01-06"),
        ("de", "am Dienstag, dem 11. Juni", "2024-06-11", "2024-06-11"),
        ("de", "am ersten Juni", "2024-06-01", "2024-06-01"),
        ("tr", "5 Haziran Çarşamba günü", "2024-06-05", "2024-06-05"),
        ("ar", "في الخامس من يونيو", "2024-06-05", "2024-06-05"),
        ("ar", "في الحادي والعشرين من أيار", "2024-05-21", "2024-05-21"),
        ("ar", "في 12 تشرين الثاني 2023", "2023-11-12", "2023-11-12"),
        ("ar", "5 كانون الثاني", "2024-01-05", "2024-01-05"),
        ("ar", "يوم الثلاثاء 11 حزيران", "2024-06-11", "2024-06-11"),
    ],
)
def test_a_date_is_one_date_and_the_right_one(language, told, first, last) -> None:
    """A weekday beside it, words for its number and a month of two words change nothing."""
    found = [span for span in find_dates(told, PUBLISHED, language=language) if span.first]
    assert [(str(span.first), str(span.last)) for span in found] == [(first, last)]


@pytest.mark.parametrize("code", list_languages())
def test_a_year_has_twelve_months_and_a_week_seven_days(code: str) -> None:
    """A month of two words is one month, and those behind it keep their number."""
    table = read_table(code, "dates")
    assert (len(table["months"]), len(table["weekdays"])) == (12, 7)


@pytest.mark.parametrize(
    ("language", "told", "day"),
    [
        ("tr", "Nusaybin'de iki aile arasında çatışma çıktı. Olay çarşamba akşamı yaşandı.", 19),
        ("uk", "У Сумах невідомі підпалили авто активіста. Інцидент стався у вівторок.", 18),
        ("sq", "Në Gostivar banorët protestuan për ujë. Protesta e së martës zgjati tri orë.", 18),
        ("fr", "Des hommes armés ont attaqué Djibo. L'attaque a eu lieu jeudi.", 20),
        ("es", "Hombres armados atacaron un bus en Tibú. El hecho ocurrió el jueves.", 20),
    ],
)
def test_the_next_sentence_may_tell_the_day(language: str, told: str, day: int) -> None:
    """It names what was told ("the incident was on Tuesday"): one event, of that day."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        found = parse_report(told, published=PUBLISHED, language=language).incidents
    assert [str(each)[:10] for each in found["date_start"]] == [f"2024-06-{day}"]
