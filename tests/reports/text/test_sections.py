"""A report of two languages is read by passage, each in its own."""

from __future__ import annotations

import warnings

import pytest

from sitmap.errors import DataWarning
from sitmap.reports import parse_report
from sitmap.reports.text.sections import blank_others, split_by_language

ENGLISH = "The police said that two people were killed in the shelling of Kherson on Monday."
UKRAINIAN = "У понеділок російські війська обстріляли Херсон, двоє людей загинули, повідомила поліція."
SERBIAN = (
    "Policija je saopštila da je u petak na severu Kosova došlo do pucnjave u kojoj su "
    "ranjena dva čoveka."
)
ALBANIAN = "Policia tha se të premten në veri të Kosovës pati të shtëna dhe u plagosën dy persona."
GEORGIAN = "პოლიციამ განაცხადა, რომ ორშაბათს თბილისში ორი ადამიანი დაშავდა."


def _languages(text: str, language: str) -> list[str]:
    return [each.language for each in split_by_language(text, language)]


@pytest.mark.parametrize(
    ("paragraphs", "main", "languages"),
    [
        ((ENGLISH, UKRAINIAN), "en", ["en", "uk"]),
        ((UKRAINIAN, ENGLISH, UKRAINIAN), "uk", ["uk", "en", "uk"]),
        ((SERBIAN, ALBANIAN, ENGLISH), "sr", ["sr", "sq", "en"]),
        ((ENGLISH, "Kherson", "Mykolaiv, Odesa", ENGLISH), "en", ["en"]),
        ((ENGLISH, "«Слава Україні!»", ENGLISH), "en", ["en"]),
        ((ENGLISH, GEORGIAN), "en", ["en", "ka"]),
    ],
)
def test_a_section_ends_where_the_language_changes(
    paragraphs, main, languages
):
    assert _languages("\n\n".join(paragraphs), main) == languages
    assert _languages("\n".join(paragraphs), main) == languages


def test_a_heading_is_in_the_language_of_what_follows_it():
    text = f"{ENGLISH}\n\nОбстріл Херсона\n\n{UKRAINIAN}"
    english, ukrainian = split_by_language(text, "en")
    assert text[ukrainian.start :].startswith("Обстріл")
    assert (english.end, ukrainian.end) == (ukrainian.start, len(text))


def test_what_is_blank_moves_no_offset():
    text = f"{ENGLISH}\n\n{UKRAINIAN}"
    left = blank_others(text, split_by_language(text, "en"), "uk")
    assert len(left) == len(text)
    assert left.strip() == UKRAINIAN
    assert left.count("\n") == text.count("\n")


def test_both_languages_tell_their_incidents():
    text = (
        f"{UKRAINIAN}\n\nOn Monday a car bomb exploded in Melitopol, wounding three people, "
        "officials said, and the road was closed to all."
    )
    report = parse_report(text, published="2024-11-13")
    rows = report.incidents.sort_values("quote_start")
    assert rows["place_name"].tolist() == ["Kherson", "Melitopol"]
    assert rows["fatalities_best"].fillna(0).tolist() == [2, 0]
    assert rows["injured_best"].fillna(0).tolist() == [0, 3]
    for row in rows.itertuples():
        assert report.text[row.quote_start : row.quote_end] == row.quote


def test_the_same_event_in_two_languages_is_one_row():
    text = f"{UKRAINIAN}\n\n{ENGLISH}"
    (row,) = parse_report(
        text, published="2024-11-13"
    ).incidents.itertuples()
    assert (
        row.fatalities_best,
        row.place_name,
        len(row.quotes.split()),
    ) == (2, "Kherson", 2)


def test_a_language_that_is_named_is_taken_for_all():
    text = f"{UKRAINIAN}\n\n{ENGLISH}"
    report = parse_report(text, published="2024-11-13", language="uk")
    assert report.passages.others == ()


def test_one_language_is_one_section():
    with warnings.catch_warnings():
        warnings.simplefilter("error", DataWarning)
        report = parse_report(
            f"{ENGLISH}\n\n{ENGLISH}", published="2024-11-13"
        )
    assert report.passages.others == ()
    assert report.passages.language_at(0) == "en"


def test_a_few_words_in_another_alphabet_are_a_passage():
    """Eight words of Russian in an English report are told by their letters."""
    text = f"{ENGLISH}\n\nВ понедельник армия обстреляла Харьков, погибли три человека.\n"
    rows = parse_report(text, published="2024-11-13").incidents
    assert "Kharkiv" in rows["place_name"].tolist()


def test_a_passage_in_a_language_that_is_not_read_is_told():
    """Nothing is drafted from it by the rules of another, and a line says so."""
    polish = (
        "W sobotę rano na rynku w Lublinie doszło do bójki, w której zostało rannych pięć osób, "
        "a policja jest na miejscu."
    )
    with pytest.warns(DataWarning, match="a passage seems to be Polish"):
        report = parse_report(
            f"{ENGLISH}\n\n{polish}\n", published="2024-11-13"
        )
    assert "Lublin" not in report.incidents["place_name"].tolist()
    assert len(report.incidents) == 1
