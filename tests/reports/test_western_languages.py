"""Reports in German, French, Spanish, Albanian, Turkish and Arabic: what tells no incident."""

from __future__ import annotations

import warnings

import pytest

from sitmap.errors import DataWarning
from sitmap.reports import parse_report
from sitmap.reports.languages import tells_incidents

QUIET = {
    "de a dud of the war": (
        "In Dresden wurde gestern eine Fliegerbombe aus dem Zweiten Weltkrieg entschärft."
    ),
    "de a fire": (
        "Ein Brand hat am Dienstag in Leipzig eine Lagerhalle zerstört. Ein Kurzschluss war schuld."
    ),
    "de a drill": (
        "Nach einer angenommenen Explosion wurden bei der Übung in Graz 20 Verletzte versorgt."
    ),
    "de figures": "Die Zahl der Messerangriffe ist in Hamburg um fünf Prozent gestiegen.",
    "de an anniversary": "In Berlin gedachten am Sonntag Hunderte der Opfer des Anschlags.",
    "fr a trial": (
        "Le tribunal de Lyon a condamné à douze ans "
        "de prison un homme qui avait poignardé son voisin."
    ),
    "fr a fire": "Un incendie s'est déclaré mardi dans un immeuble de Lille.",
    "fr a purchase": "L'armée achète 600 drones au constructeur de Toulouse pour Niamey.",
    "fr a match": "L'attaquant a tiré au but et Marseille s'est emparé de la première place.",
    "es a crash": (
        "Tres personas murieron el viernes en un choque entre un camión y un bus cerca de Pasto."
    ),
    "es a trial": (
        "El juez condenó a 12 años de cárcel a un hombre que apuñaló a su vecino en Soacha."
    ),
    "es a drill": (
        "Durante el simulacro en Cartagena, comandos asaltaron un buque y liberaron rehenes."
    ),
    "tr a drill": "Konya'daki tatbikatta komandolar binaya baskın düzenledi, patlamalar duyuldu.",
    "tr a boiler": (
        "Gaziantep'te meydana gelen patlamada iki işçi yaralandı. Kazan patlaması olduğu açıklandı."
    ),
    "tr a trial": "Ankara'da mahkeme, komşusunu bıçaklayan sanığa 12 yıl hapis cezası verdi.",
    "sq a fire": (
        "Një zjarr shkatërroi të martën një depo në Ferizaj. Shkak ishte një qark i shkurtër."
    ),
    "sq figures": "Vrasjet ranë për 5 për qind në Durrës vitin e kaluar.",
    "sq prices": "Çmimet shpërthyen në Shkodër dhe qytetarët sulmuan dyqanet.",
    "fr a pile-up": "Sur l'A9, un carambolage a fait un mort vendredi près de Lunel.",
    "de the road": "Auf der A 2 starben am Montag bei Ilz zwei Menschen in einem Kleinbus.",
    "ar talks": "تبدأ الاثنين في الدوحة محادثات لوقف إطلاق النار.",
    "ar dogs": "هاجمت كلاب ضالة طفلا السبت في إدلب وأصيب بجروح.",
    "ar a gas bottle": "انفجرت أسطوانة غاز في منزل بالموصل وأصيبت امرأة.",
}

TOLD = [
    (
        "de",
        "Bei einem Drohnenangriff auf Odessa sind am Freitag drei Menschen getötet worden.",
        ("Air/drone strike", "Odesa"),
    ),
    (
        "fr",
        "Deux soldats ont été tués samedi dans une embuscade près de Djibo.",
        ("Armed clash", "Djibo"),
    ),
    (
        "es",
        "Dejó tres muertos un ataque con drones en Jamundí el martes.",
        ("Air/drone strike", "Jamundí"),
    ),
    (
        "tr",
        "Şırnak'ta düzenlenen silahlı saldırıda iki asker yaralandı.",
        ("Attack", "Şırnak"),
    ),
    (
        "sq",
        "Në Leposaviq protestuesit bllokuan rrugën të hënën.",
        ("Peaceful protest", "Leposavić"),
    ),
    (
        "ar",
        "قتل جنديان بانفجار عبوة ناسفة في درعا الأحد.",
        ("Remote explosive/landmine/IED", "Dar‘ā"),
    ),
]


def _rows(told: str, language: str):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        return parse_report(
            told, published="2025-03-12", language=language
        ).incidents


@pytest.mark.parametrize("name", QUIET)
def test_a_quiet_report_is_no_incident(name: str) -> None:
    """Courts, accidents, drills, figures, purchases and sport tell of none."""
    assert _rows(QUIET[name], name.split(maxsplit=1)[0]).empty


@pytest.mark.parametrize(("language", "told", "expected"), TOLD)
def test_a_sentence_is_an_incident_of_its_type_and_place(
    language, told, expected
) -> None:
    """What was done, and where."""
    rows = _rows(told, language)
    assert rows[["sub_event_type", "place_name"]].to_numpy().tolist() == [
        list(expected)
    ]


@pytest.mark.parametrize(
    ("language", "told", "status"),
    [
        ("ar", "ونفت المحافظة قصف محطة المياه في الخفسة.", "denied"),
        (
            "tr",
            "İşçiler cuma günü Gebze'de protesto için yürüyecek.",
            "planned",
        ),
        (
            "fr",
            "L'attentat à la bombe à la gare de Perpignan était une fausse alerte.",
            "denied",
        ),
    ],
)
def test_what_is_denied_or_planned_is_told_so(
    language, told, status
) -> None:
    """A denial and a plan are no events that happened."""
    rows = _rows(told, language)
    assert set(rows["status"]) <= {status}


@pytest.mark.parametrize("code", ["de", "fr", "es", "sq", "tr", "ar"])
def test_incidents_are_drafted_by_default(code: str) -> None:
    """None of these languages needs ``--report-lang``."""
    assert tells_incidents(code)
