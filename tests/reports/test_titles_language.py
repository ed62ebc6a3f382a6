"""Titles are in English, or in the language of the report."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from sitmap.cli import main
from sitmap.errors import InputError
from sitmap.reports import parse_report
from sitmap.reports.languages import list_languages, read_table

TOLD = {
    "uk": "У понеділок російські війська обстріляли Херсон, двоє людей загинули.",
    "ru": "В понедельник войска обстреляли Херсон, погибли два человека, сообщила полиция.",
    "de": "Am Montag wurde die Stadt Cherson mit Artillerie beschossen, zwei Tote.",
    "fr": "Lundi, l'artillerie a bombardé Kherson, deux personnes ont été tuées, dit la police.",
}
TITLES = {
    "uk": "Херсон: Обстріл, загинули: 2",
    "ru": "Херсон: Обстрел, погибли: 2",
    "de": "Beschuss in Cherson, Tote: 2",
    "fr": "Kherson : bombardement, morts : 2",
}


@pytest.mark.parametrize("language", sorted(TOLD))
def test_titles_are_in_the_language_that_is_asked_for(language):
    told = {
        titles: parse_report(
            TOLD[language], published="2024-11-13", titles=titles
        ).incidents
        for titles in ("en", "report")
    }
    assert told["en"]["title"].tolist() == ["Shelling in Kherson, 2 killed"]
    assert told["report"]["title"].tolist() == [TITLES[language]]
    # types are the code list's words, and the quote is the original's
    for rows in told.values():
        assert rows["sub_event_type"].tolist() == [
            "Shelling/artillery/missile attack"
        ]
        assert rows["quote"].tolist() == [TOLD[language]]


def test_every_language_has_a_title_for_every_type():
    kinds = set(read_table("en", "titles")["kinds"])
    for code in list_languages():
        table = read_table(code, "titles")
        assert set(table["kinds"]) == kinds, code
        assert set(table["statuses"]) == set(
            read_table("en", "titles")["statuses"]
        ), code


def test_another_language_is_refused():
    with pytest.raises(
        InputError, match=r"titles='xx': known are en, report"
    ):
        parse_report("Two were killed in Kherson.", titles="xx")


def test_the_draft_of_the_command_line(tmp_path):
    (tmp_path / "r.txt").write_text(TOLD["uk"], "utf-8")
    draft = tmp_path / "d.csv"
    told = CliRunner().invoke(
        main,
        [
            "extract",
            str(tmp_path / "r.txt"),
            "--published",
            "2024-11-13",
            "--titles",
            "report",
            "-o",
            str(draft),
        ],
    )
    assert told.exit_code == 0, told.output
    assert TITLES["uk"] in draft.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("language", "told", "title"),
    [
        (
            "fr",
            "Des hommes armés ont attaqué un convoi près de Gao samedi.",
            "Attack near Gao",
        ),
        (
            "ru",
            "Под Агдамом дорожник подорвался на мине в среду.",
            "Explosion near Aghdam",
        ),
        (
            "uk",
            "У вівторок бойовики захопили Донецьк.",
            "Rebels seize Donetsk",
        ),
        (
            "de",
            "Russische Truppen haben am Sonntag den Ort Korenewo zurückerobert.",
            "Troops seize Korenevo",
        ),
        (
            "uk",
            "У вівторок дрон влучив в автобус у Херсоні.",
            "Drone strike in Kherson",
        ),
    ],
)
def test_no_title_is_half_translated(language, told, title):
    """Actors, places near others and drones of a report are in the title's own language."""
    rows = parse_report(
        told, published="2024-11-13", language=language
    ).incidents
    assert rows["title"].tolist()[:1] == [title]


def test_who_denies_it_has_not_taken_the_town():
    """The army that denies is told first; the others would have taken it."""
    told = "The Ukrainian military denied that Russian forces had seized Donetsk on Friday."
    rows = parse_report(told, published="2024-11-13").incidents
    assert rows["title"].tolist() == [
        "Russian forces seize Donetsk (denied)"
    ]
    told = "Українські військові заперечили, що бойовики захопили Донецьк у п'ятницю."
    rows = parse_report(told, published="2024-11-13").incidents
    assert not any("seize" in title for title in rows["title"])


@pytest.mark.parametrize(
    ("told", "title"),
    [
        (
            "Government forces recaptured Wad Medani from rebels on Saturday.",
            "Government forces retake Wad Medani",
        ),
        ("The M23 seized Goma on Monday.", "M23 seizes Goma"),
    ],
)
def test_what_is_taken_back_is_retaken(told, title):
    rows = parse_report(told, published="2024-11-13").incidents
    assert rows["title"].tolist() == [title]
