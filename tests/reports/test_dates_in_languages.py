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
def test_a_date_is_one_date_and_the_right_one(
    language, told, first, last
) -> None:
    """A weekday beside it, words for its number and a month of two words change nothing."""
    found = [
        span
        for span in find_dates(told, PUBLISHED, language=language)
        if span.first
    ]
    assert [(str(span.first), str(span.last)) for span in found] == [
        (first, last)
    ]


@pytest.mark.parametrize("code", list_languages())
def test_a_year_has_twelve_months_and_a_week_seven_days(code: str) -> None:
    """A month of two words is one month, and those behind it keep their number."""
    table = read_table(code, "dates")
    assert (len(table["months"]), len(table["weekdays"])) == (12, 7)


@pytest.mark.parametrize(
    ("language", "told", "day"),
    [
        (
            "tr",
            "Nusaybin'de iki aile arasında çatışma çıktı. Olay çarşamba akşamı yaşandı.",
            19,
        ),
        (
            "uk",
            "У Сумах невідомі підпалили авто активіста. Інцидент стався у вівторок.",
            18,
        ),
        (
            "sq",
            "Në Gostivar banorët protestuan për ujë. Protesta e së martës zgjati tri orë.",
            18,
        ),
        (
            "fr",
            "Des hommes armés ont attaqué Djibo. L'attaque a eu lieu jeudi.",
            20,
        ),
        (
            "es",
            "Hombres armados atacaron un bus en Tibú. El hecho ocurrió el jueves.",
            20,
        ),
    ],
)
def test_the_next_sentence_may_tell_the_day(
    language: str, told: str, day: int
) -> None:
    """It names what was told ("the incident was on Tuesday"): one event, of that day."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        found = parse_report(
            told, published=PUBLISHED, language=language
        ).incidents
    assert [str(each)[:10] for each in found["date_start"]] == [
        f"2024-06-{day}"
    ]


def _draft(told: str, language: str, published: str):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        return parse_report(
            told, published=published, language=language
        ).incidents


def test_the_full_stop_of_a_german_day_ends_no_sentence() -> None:
    """ "Am 14. Februar" is the day of what follows."""
    told = "Am 14. Februar hatte eine Drohne in Tschernobyl die Schutzhülle getroffen."
    (row,) = _draft(told, "de", "2025-02-27").itertuples()
    assert (str(row.date_start)[:10], row.quote) == ("2025-02-14", told)


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("1. novembra", "2024-11-01"),
        ("5. septembra", "2025-09-05"),
        ("20. jula", "2025-07-20"),
    ],
)
def test_a_day_without_a_year_is_past_unless_it_is_near(
    told: str, day: str
) -> None:
    """Written on 20 August: 1 November is last year's, 5 September may be announced."""
    (span,) = find_dates(told, date(2025, 8, 20), language="sr")
    assert str(span.first) == day


def test_the_day_of_another_place_is_no_event_s_own() -> None:
    """Lviv's Friday is told three paragraphs before: Sumy's explosion has the report's day."""
    told = (
        "У п'ятницю у Львові тисячі людей вийшли на мітинг проти корупції.\n\n"
        "У Сумах пролунав потужний вибух, пошкоджено будинок."
    )
    rows = _draft(told, "uk", "2025-06-11").set_index("place_name")
    assert str(rows.loc["Lviv", "date_start"])[:10] == "2025-06-06"
    assert str(rows.loc["Sumy", "date_end"])[:10] == "2025-06-11"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("tr", "Batman'da dün silahlı saldırıda 27 yaşındaki berber öldü."),
        (
            "sr",
            "U Nikšiću je sinoć ranjen M. J. (25), napadač je pucao iz automobila.",
        ),
        ("sq", "Dje në Pejë u qëllua me armë një 29-vjeçar dhe vdiq."),
    ],
)
def test_an_age_counts_nobody(language: str, told: str) -> None:
    """A man of 27 is one man."""
    (row,) = _draft(told, language, "2025-06-11").itertuples()
    counts = [row.fatalities_best, row.injured_best]
    assert all(str(count) in ("<NA>", "1") for count in counts)


def test_a_sentence_with_a_country_heads_no_item() -> None:
    """ "Auch die Ukraine traf." isn't where Tuapse lies."""
    told = (
        "Kiew. Russische Gleitbomben trafen am Mittwoch ein Wohnhaus in Kramatorsk.\n\n"
        "Auch die Ukraine traf. In der südrussischen Stadt Tuapse brennt seit der vergangenen "
        "Nacht nach einem Drohnenangriff eine Raffinerie."
    )
    rows = _draft(told, "de", "2025-02-27")
    assert rows["place_name"].tolist() == ["Kramatorsk", "Tuapse"]
