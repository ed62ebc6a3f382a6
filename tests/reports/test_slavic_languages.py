"""Reports in Ukrainian, Russian and Serbian: quiet contexts, villages, plans beside events."""

from __future__ import annotations

import warnings

import pytest

from sitmap.errors import DataWarning
from sitmap.reports import parse_report
from sitmap.reports.languages import identify_language, tells_incidents
from sitmap.reports.places.inflections import load_inflections

QUIET = {
    "a trial": "Суд у Харкові засудив до дев'яти років чоловіка, який торік побив сусіда.",
    "a purchase": "Міністерство оголосило тендер на закупівлю двадцяти тисяч дронів у Києві.",
    "a drill": "Під Псковом прошли учения: условный противник захватил аэродром.",
    "a crash": "В Сумах через ДТП загинули двоє людей, ще троє травмовані.",
    "gas": "В Самаре из-за взрыва газа в жилом доме пострадали трое.",
    "a car crash": "U sudaru dva automobila kod Čačka poginula je jedna osoba.",
    "a play": "Premijera predstave o ubistvu u Sarajevu održana je u Zagrebu.",
    "an exhibition": "U Mostaru je otvorena izložba o ratu: autor je snimao granatiranje Sarajeva.",
    "an anniversary": "U Nišu je obeležena godišnjica bombardovanja iz 1999. godine.",
    "figures": "Od početka godine u Prištini je zabeleženo 120 krađa i 40 tuča.",
    "the exchange": "Цене нафте експлодирале су на берзи у Лондону.",
}

TOLD = [
    (
        "На Донеччині внаслідок удару по Костянтинівці загинуло четверо цивільних.",
        ("Shelling/artillery/missile attack", "Kostiantynivka", "reported"),
    ),
    (
        "СБУ затримала в Одесі агента, який коригував удари по порту.",
        ("Arrests", "Odesa", "reported"),
    ),
    (
        "Близько ста мешканців Чернівців учора перекрили дорогу на Хотин.",
        ("Peaceful protest", "Chernivtsi", "reported"),
    ),
    (
        "В Минске задержали сорок участников акции протеста, силовики применили слезоточивый газ.",
        ("Protest with intervention", "Minsk", "reported"),
    ),
    (
        "Ministar tvrdi da su srpske snage otele trojicu policajaca kod Gnjilana.",
        ("Abduction/forced disappearance", "Gjilan", "claimed"),
    ),
    (
        "U Prijedoru je oskrnavljeno groblje, polomljeno je deset spomenika.",
        ("Looting/property destruction", "Prijedor", "reported"),
    ),
    (
        "U Preševu je bačena bomba na kuću odbornika, a povređenih nije bilo.",
        ("Remote explosive/landmine/IED", "Preševo", "reported"),
    ),
    (
        "У Бујановцу су радници у петак блокирали пут према Врању и најавили нови протест.",
        ("Peaceful protest", "Bujanovac", "reported"),
    ),
    (
        "Nepoznati napadači pucali su na vozilo policije u blizini Zvečana.",
        ("Armed clash", "Zvečan", "reported"),
    ),
    (
        "U Bihaću su migranti pretučeni palicama, tvrdi nevladina organizacija.",
        ("Attack", "Bihać", "claimed"),
    ),
    (
        "В Каспийске неизвестные бросили коктейль Молотова в отделение банка.",
        ("Grenade", "Kaspiysk", "reported"),
    ),
]


def _rows(told: str):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        return parse_report(told, published="2025-03-12").incidents


@pytest.mark.parametrize("name", QUIET)
def test_a_quiet_sentence_is_no_incident(name: str) -> None:
    """Courts, purchases, drills, accidents, the stage and anniversaries tell of none."""
    assert _rows(QUIET[name]).empty


@pytest.mark.parametrize(("told", "expected"), TOLD)
def test_a_sentence_is_an_incident_of_its_type_place_and_status(
    told: str, expected
) -> None:
    """What was done, where, and as how sure it is told."""
    rows = _rows(told)
    kept = (
        rows[["sub_event_type", "place_name", "status"]].to_numpy().tolist()
    )
    assert kept[:1] == [list(expected)]


def test_a_plan_told_beside_an_event_leaves_the_event_reported() -> None:
    """One sentence tells a protest of yesterday and announces another."""
    rows = _rows(
        "U Leposaviću su roditelji juče protestovali, a novi skup najavljen je za sredu."
    )
    assert rows["status"].tolist()[0] == "reported"


def test_all_slavic_languages_draft_incidents_by_default() -> None:
    """None needs ``--report-lang``."""
    assert all(
        tells_incidents(code) for code in ("uk", "ru", "sr", "sr-Cyrl")
    )


def test_a_name_without_cyrillic_in_the_gazetteer_is_asked_for_in_latin() -> (
    None
):
    """By KMU 55 of 2010, the letter that begins a name apart: Юнаківку is Yunakivka."""
    assert "yunakivka" in load_inflections("uk").base_forms("Юнаківку")
    assert "bujanovac" in load_inflections("sr-Cyrl").base_forms(
        "Бујановцу"
    )


def test_five_words_of_serbian_are_told_by_two_common_ones() -> None:
    """A short text with no English word in it needs no large share of common words."""
    assert (
        identify_language(["u", "bujanovcu", "je", "izboden", "mladić"])
        == "sr"
    )
    assert (
        identify_language(["gunmen", "killed", "five", "in", "goma"])
        == "en"
    )


REPORT_OF_OTHER_THINGS = """Цены взорвали рынок в Самаре

Волки напали на отару под Элистой, убиты сорок овец. Охотники застрелили двух хищников.

На свадьбе в Махачкале похитили невесту: таков обычай. Хакеры атаковали сервер мэрии.

Компания захватила рынок доставки в Казани. В Мурманске сошла лавина, перекрыта дорога.

В Пскове дадут салют: орудия выстрелят тридцать раз. В Смоленске вспомнили, как в 1812 году
французы сожгли город.
"""


def test_a_report_of_wolves_weddings_hackers_and_salutes_is_quiet() -> None:
    """An attack, a capture or a burning founds no incident where nothing speaks of force."""
    assert _rows(REPORT_OF_OTHER_THINGS).empty


def test_an_age_counts_nobody() -> None:
    """Sixty years are no sixty wounded."""
    rows = _rows(
        "Окупанти обстріляли Нікополь, поранений 60-річний чоловік."
    )
    assert rows["injured_best"].isna().all() or rows[
        "injured_best"
    ].tolist() == [1]


FIELDS = {
    "a trial": (
        """Pred Višim sudom u Beogradu nastavljeno je suđenje optuženima za ubistvo.

Tužilac tvrdi da je prvooptuženi bacio bombu u lokal i otvorio vatru iz puške u Zemunu. Svedok je
čuo pucnje, a branilac traži novo ročište."""
    ),
    "a drill": (
        """Учения десантников под Псковом

По сценарию, диверсанты взорвали мост у Острова и захватили заложников в школе. Артиллерия
нанесла удар по колонне условного противника на полигоне."""
    ),
    "a film": (
        """Прем'єра в Одесі

У серіалі герой потрапляє в засідку під Харковом, а на екрані вибухає автомобіль біля суду.
Глядачі плакали, критики хвалять зйомки."""
    ),
    "a memorial": (
        """Godišnjica u Tuzli

Položeno je cveće pred spomenikom ubijenima granatom 1995. godine u Tuzli. Istoričar je podsetio
na opsadu i granatiranje Sarajeva."""
    ),
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_paragraph_about_another_field_tells_no_incident(
    name: str,
) -> None:
    """Three words of one field in a paragraph: what it tells is tried, drilled or shown."""
    assert _rows(FIELDS[name]).empty


def test_one_dead_and_two_wounded_are_not_two_dead() -> None:
    """The number behind "dead and" is of the wounded."""
    rows = _rows("Загиблий та двоє поранених: наслідки обстрілу Херсона.")
    assert rows["injured_best"].tolist() == [2]
    assert 2 not in rows["fatalities_best"].fillna(0).tolist()


def test_a_short_word_in_an_oblique_case_finds_its_town() -> None:
    """The name of Kryvyi Rih changes its only vowel."""
    rows = _rows("Ракета влучила в офіс у Кривому Розі, є загиблі.")
    assert rows["place_name"].tolist() == ["Kryvyy Rih"]


def test_letters_of_two_alphabets_in_one_word_hide_no_town() -> None:
    """Latin a, c, e, o, p in a Cyrillic word look the same and are read the same."""
    mixed = "Ракета влучила в Херсон, загинуло двоє людей.".translate(
        str.maketrans("аео", "aeo")
    )
    rows = _rows(mixed)
    assert rows["place_name"].tolist() == ["Kherson"]


def test_a_protest_because_of_threats_is_no_threat() -> None:
    """What is threatened is the reason, and the protest was held."""
    rows = _rows(
        "U Čačku je juče održan protest zbog pretnji novinarki, okupilo se sto ljudi."
    )
    assert rows["status"].tolist() == ["reported"]
