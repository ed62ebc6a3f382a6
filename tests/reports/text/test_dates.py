"""Dates against a Wednesday, 17 August 2022; expectations from a calendar."""

import warnings
from datetime import date

import pytest

from sitmap.reports import parse_report
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
        # 2 September 2022 is a Friday, 2 September 2021 a Thursday
        ("Thursday 2 September", "2021-09-02", "2021-09-02", "day"),
        ("on Friday, August 12, police", "2022-08-12", "2022-08-12", "day"),
        ("12 August (Friday)", "2022-08-12", "2022-08-12", "day"),
        ("12/8/22", "2022-08-12", "2022-08-12", "day"),
        ("8/22/2021", "2021-08-22", "2021-08-22", "day"),
        ("2022/08/12", "2022-08-12", "2022-08-12", "day"),
        ("12-Aug-2022", "2022-08-12", "2022-08-12", "day"),
        ("for the third night running", "2022-08-16", "2022-08-17", "day"),
        ("a fifth consecutive day", "2022-08-16", "2022-08-17", "day"),
        ("the week of 7 March", "2022-03-07", "2022-03-13", "week"),
        ("week beginning March 7", "2022-03-07", "2022-03-13", "week"),
        ("week ending 13 March 2022", "2022-03-07", "2022-03-13", "week"),
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


def read(text, published=None, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return parse_report(text, published=published, **options)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        # the Friday before the day of each head, by a calendar
        ("EL FASHER, Sudan, 14 October 2025 — ", "2025-10-10"),
        ("KYIV (Agency) 3 March 2024 — ", "2024-03-01"),
        ("Pristina, 12.05.2024\n\n", "2024-05-10"),
        ("BRUSSELS, Sept 9, 2023 (Agency) - ", "2023-09-08"),
        ("Beirut - 2024-09-23. ", "2024-09-20"),
        ("Nairobi, Tuesday, June 25, 2024 – ", "2024-06-21"),
        ("MOGADISHU (14 Oct 2017) ", "2017-10-13"),
        ("Round-up for Sunday 14 July 2024\n\n", "2024-07-12"),
        ("Situation report No. 12 (as of 3 June 2024)\n\n", "2024-05-31"),
        ("Shots in the north\n\nPublished: 3 June 2024\n\n", "2024-05-31"),
    ],
)
def test_the_day_of_the_head_is_counted_from_and_said(head, day):
    """Without a day of publication, relative days count from the report's own; a note says so."""
    report = read(f"{head}Gunmen killed three people in Nikopol on Friday.")
    rows = report.incidents
    assert [str(each)[:10] for each in rows["date_start"]] == [day]
    assert any("counted from" in note for note in report.notes)


def test_a_head_of_another_month_than_publication_is_said():
    """Which of two days was meant is the user's to say."""
    told = "NIKOPOL, Ukraine, 4 May 2024 — Shells hit Nikopol on Saturday."
    notes = read(told, "2024-05-31").notes
    assert any("2024-05-04" in note for note in notes)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2012 rebels took the city of Timbuktu."),
        ("fr", "Depuis 2012, des groupes armés ont pris Tombouctou."),
        ("es", "Desde 2012 los rebeldes han tomado Tombuctú."),
        ("de", "Seit 2012 haben Rebellen Timbuktu eingenommen."),
        ("sr", "Godine 2012. pobunjenici su zauzeli Timbuktu."),
        ("tr", "2012'de isyancılar Timbuktu'yu ele geçirdi."),
        ("ar", "منذ عام 2012 استولى المتمردون على تمبكتو."),
        ("uk", "У 2012 році повстанці захопили Тімбукту."),
        ("ru", "С 2012 года повстанцы захватили Тимбукту."),
    ],
)
def test_what_a_year_tells_is_history_and_no_news(language, text):
    """The year of the sentence, and never the day of the report."""
    rows = read(text, "2024-07-15", language=language).incidents
    assert set(rows["status"]) <= {"historical"}
    assert {str(each)[:4] for each in rows["date_start"]} <= {"2012"}


def test_the_date_right_behind_a_word_is_its_own():
    """A hotel that was bombed in 1984 and reopened on Friday was not bombed on Friday."""
    told = "The hotel, bombed in 1984, reopened in Brighton on Friday."
    assert read(told, "2024-05-31").incidents.empty


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Police blotter, week of 7 April 2025", "2025-04-13"),
        ("Log for the week ending Sunday 13 April 2025", "2025-04-13"),
        ("Weekly report, 7-13 April 2025", "2025-04-13"),
        ("Report covering 7 to 13 April 2025", "2025-04-13"),
        ("Daily Report 9/2025 issued on 13 April 2025", "2025-04-13"),
        ("Situation report (as of 13 April 2025)", "2025-04-13"),
    ],
)
def test_entries_count_from_the_day_in_the_head(head, day):
    """A week's report comes out at its end, so that its entries aren't plans."""
    text = f"{head}\n\n8 April. Gunmen shot dead a driver in Gao.\n"
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        events = parse_report(text).events
    assert any(f"counted from {day}" in str(each.message) for each in told)
    (event,) = events
    assert str(event.first) == "2025-04-08"
    assert event.status == "reported"


def test_an_entry_s_own_day_without_a_year_is_nobody_else_s():
    """A dated sentence before doesn't lend its day to what tells another."""
    text = (
        "Gunmen shot dead a driver in Gao on 16 May 2025. "
        "Rebels shelled Kidal on Saturday.\n"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        first, second = parse_report(text).events
    assert str(first.first) == "2025-05-16"
    assert second.first is None
