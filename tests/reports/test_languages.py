"""Reports in the languages of the field: names in their cases, events, status, dates, the dead."""

from __future__ import annotations

import warnings

import pytest
from click.testing import CliRunner

from sitmap.cli import main
from sitmap.errors import DataWarning
from sitmap.reports import parse_report
from sitmap.reports.events.casualties import find_casualties
from sitmap.reports.languages import (
    identify_language,
    list_languages,
    tells_incidents,
)
from sitmap.reports.places.inflections import load_inflections

# told, day of publication; then type, place, day, status, dead: worked out by hand
EVENTS = {
    "uk": [
        (
            "У понеділок російські війська обстріляли Нікополь з артилерії, загинули двоє людей.",
            "2024-05-08",
            (
                "Shelling/artillery/missile attack",
                "Nikopol",
                "2024-05-06",
                "reported",
                2,
            ),
        ),
        (
            "У ніч на 3 травня дрон влучив у лікарню в Херсоні.",
            "2024-05-08",
            ("Air/drone strike", "Kherson", "2024-05-02", "reported", None),
        ),
        (
            "Поліція спростувала повідомлення про вибух у Полтаві 3 травня.",
            "2024-05-08",
            (
                "Remote explosive/landmine/IED",
                "Poltava",
                "2024-05-03",
                "denied",
                None,
            ),
        ),
    ],
    "ru": [
        (
            "Во вторник беспилотник ударил по автобусу в Шебекине, погибли три человека.",
            "2024-05-08",
            ("Air/drone strike", "Shebekino", "2024-05-07", "reported", 3),
        ),
        (
            "В четверг в Махачкале пройдёт митинг против застройки парка.",
            "2024-05-08",
            (
                "Peaceful protest",
                "Makhachkala",
                "2024-05-09",
                "planned",
                None,
            ),
        ),
    ],
    "sr": [
        (
            "U utorak uveče nepoznate osobe bacile su ručnu bombu na kuću u Zvečanu.",
            "2024-05-08",
            ("Grenade", "Zvečan", "2024-05-07", "reported", None),
        ),
        (
            "Nije tačno da je u Leposaviću otet novinar 6. maja, saopštila je policija.",
            "2024-05-08",
            (
                "Abduction/forced disappearance",
                "Leposavić",
                "2024-05-06",
                "denied",
                None,
            ),
        ),
    ],
    "sr-Cyrl": [
        (
            "У уторак увече непознате особе бациле су ручну бомбу на кућу у Звечану.",
            "2024-05-08",
            ("Grenade", "Zvečan", "2024-05-07", "reported", None),
        ),
    ],
    "fr": [
        (
            "Trois civils ont été tués mardi dans une frappe de drone à Goma.",
            "2024-05-08",
            ("Air/drone strike", "Goma", "2024-05-07", "reported", 3),
        ),
        (
            "Des inconnus ont enlevé deux médecins lundi à l'entrée de Bamako.",
            "2024-05-08",
            (
                "Abduction/forced disappearance",
                "Bamako",
                "2024-05-06",
                "reported",
                None,
            ),
        ),
    ],
    "es": [
        (
            "Cuatro soldados murieron el lunes en una emboscada cerca de Tumaco.",
            "2024-05-08",
            ("Armed clash", "Tumaco", "2024-05-06", "reported", 4),
        ),
        (
            "Una bomba estalló el martes en Cali y dejó dos heridos.",
            "2024-05-08",
            (
                "Remote explosive/landmine/IED",
                "Cali",
                "2024-05-07",
                "reported",
                None,
            ),
        ),
    ],
    "de": [
        (
            "Am Dienstag traf eine Drohne ein Wohnhaus in Charkiw, drei Menschen wurden getötet.",
            "2024-05-08",
            ("Air/drone strike", "Kharkiv", "2024-05-07", "reported", 3),
        ),
    ],
    "tr": [
        (
            "Şırnak'ta salı günü yola döşenen mayının patlaması sonucu iki asker öldü.",
            "2024-05-08",
            (
                "Remote explosive/landmine/IED",
                "Şırnak",
                "2024-05-07",
                "reported",
                2,
            ),
        ),
    ],
    "sq": [
        (
            "Të martën persona të panjohur hodhën një granatë drejt një shtëpie në Mitrovicë.",
            "2024-05-08",
            ("Grenade", "Mitrovica", "2024-05-07", "reported", None),
        ),
    ],
    "ar": [
        (
            "قُتل خمسة مدنيين يوم الثلاثاء في غارة على سوق في إدلب.",
            "2024-05-08",
            ("Air/drone strike", "Idlib", "2024-05-07", "reported", 5),
        ),
    ],
}
SHORT = {
    "uk": "у ніч на вівторок обстріляли місто",
    "ru": "в ночь на вторник обстреляли город, это был второй удар",
}
CASES = [
    (language, *event)
    for language, events in EVENTS.items()
    for event in events
]


def _read(text, published=None, language=None):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        return parse_report(text, published=published, language=language)


@pytest.mark.parametrize(("language", "told", "published", "right"), CASES)
def test_a_plain_sentence_is_one_incident_of_right_type_place_day_and_status(
    language, told, published, right
):
    """What one plain sentence tells is drafted once, with everything it says."""
    kind, place, day, status, dead = right
    rows = _read(told, published, language).incidents
    assert len(rows) == 1
    row = rows.iloc[0]
    assert (row["sub_event_type"], row["place_name"]) == (kind, place)
    assert (str(row["date_start"])[:10], row["status"]) == (day, status)
    if dead is not None:
        assert row["fatalities_best"] == dead


@pytest.mark.parametrize(
    ("language", "told", "place"),
    [
        ("uk", "Про це повідомили у Краматорську.", "Kramatorsk"),
        ("uk", "Бої тривають під Купянськом.", "Kupiansk"),
        ("uk", "Сумська область без світла.", "Sumy"),
        ("ru", "Об этом сообщили в Белгороде.", "Belgorod"),
        ("sr", "Patrole su viđene u Zvečanu.", "Zvečan"),
        ("sr", "Škola kod Zubinog Potoka radi.", "Zubin Potok"),
        ("sr-Cyrl", "Школа код Зубиног Потока ради.", "Zubin Potok"),
        ("tr", "Yol Şırnak'ta kapalı.", "Şırnak"),
        ("sq", "Patrulla u pa në Leposaviq.", "Leposavić"),
        ("sq", "Banorët e Leposaviqit presin.", "Leposavić"),
        ("ar", "الطريق مفتوح في معرة النعمان.", "Ma‘arrat an Nu‘mān"),
        ("fr", "Le gouverneur d'Ituri est à Bunia.", "Ituri"),
    ],
)
def test_a_name_in_an_oblique_case_finds_its_place(language, told, place):
    """Endings are taken off by rules, and what they leave is asked of the gazetteer."""
    names = list(_read(told, language=language).mentions["name"])
    assert any(str(name).startswith(place) for name in names)


def test_a_language_is_told_by_a_short_text():
    """A headline of five words is enough for letters and little words to tell."""
    for language, told in SHORT.items():
        assert identify_language(told.split()) == language


def test_a_language_that_is_not_read_is_named_and_invents_nothing():
    """Georgian is named; its places may be found, and no incident is."""
    with pytest.warns(DataWarning, match="Georgian"):
        report = parse_report(
            "თბილისი და ქუთაისი დიდი ქალაქებია, სადაც ბევრი ხალხი ცხოვრობს დღეს."
        )
    assert report.incidents.empty


def test_arabic_with_vowel_marks_is_read():
    """The marks split no word: the event is told with them as without."""
    rows = _read(
        "قُتِلَ ثَلاثَةٌ في غارَةٍ عَلَى سُوقٍ في إدْلِب.", "2024-05-08"
    ).incidents
    assert rows["place_name"].tolist() == ["Idlib"]
    assert rows["sub_event_type"].tolist() == ["Air/drone strike"]


def test_a_year_counts_nobody():
    """The year of a date beside the dead is no number of them."""
    found = find_casualties(
        "При взрыве 5 мая 2024 года погибли трое полицейских.", "ru"
    )
    assert found.fatalities.best == 3


def test_no_ending_is_taken_off_in_english():
    """A language of whole tables has no rules of endings."""
    assert load_inflections("en").is_empty


def test_every_language_loads_all_its_tables():
    """No pack lacks a word that a stage asks for."""
    for language in list_languages():
        _read("1, 2, 3.", "2024-05-08", language)
        assert isinstance(tells_incidents(language), bool)


def test_the_command_line_takes_a_language_and_refuses_an_unknown_one(
    tmp_path,
):
    """``--report-lang`` says what a text of few words doesn't tell."""
    report = tmp_path / "report.txt"
    report.write_text("У Херсоні вибух.", encoding="utf-8")
    given = [
        "extract",
        str(report),
        "--published",
        "2024-05-08",
        "-o",
        str(tmp_path / "draft.csv"),
    ]
    assert (
        CliRunner().invoke(main, [*given, "--report-lang", "uk"]).exit_code
        == 0
    )
    refused = CliRunner().invoke(main, [*given, "--report-lang", "xx"])
    assert refused.exit_code == 2
    assert "known are am, ar, de, en" in refused.output
