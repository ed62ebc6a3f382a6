"""What is heard of, claimed or over is told from what happened, in the moods of each language."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from sitmap.errors import DataWarning
from sitmap.reports import parse_report

PUBLISHED = "2026-05-20"
"""A Wednesday."""


def _read(language: str, told: str) -> list[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        report = parse_report(told, published=PUBLISHED, language=language)
    return list(report.incidents.itertuples())


@pytest.mark.parametrize(
    ("language", "told", "sub_type"),
    [
        (
            "de",
            "Russische Truppen wollen die Stadt Pokrowsk erobert haben.",
            "Government regains territory",
        ),
        (
            "de",
            "Die Huthi wollen vor Hodeida ein Schiff mit Raketen beschossen haben.",
            "Shelling/artillery/missile attack",
        ),
        (
            "de",
            "In Kursk soll am Montag eine Drohne ein Tanklager getroffen haben.",
            "Air/drone strike",
        ),
        (
            "fr",
            "L'aviation aurait également bombardé dimanche un marché à Gao.",
            "Air/drone strike",
        ),
        (
            "fr",
            "Dix soldats seraient morts lundi dans une embuscade à Diffa.",
            "Armed clash",
        ),
        (
            "es",
            "Guerrilleros habrían atacado el lunes una base militar en Arauca.",
            "Armed clash",
        ),
        (
            "sq",
            "Thuhet se të hënën në Kaçanik është sulmuar një patrullë policie.",
            "Armed clash",
        ),
        (
            "tr",
            "Gazze'de beş kişinin keskin nişancı ateşiyle öldürüldüğü öne sürüldü.",
            "Attack",
        ),
        (
            "ar",
            "أعلنت قوات الدعم السريع سيطرتها على مدينة النهود.",
            "Non-state actor overtakes territory",
        ),
    ],
)
def test_hearsay_is_a_claim_and_no_plan(
    language: str, told: str, sub_type: str
) -> None:
    """ "wollen … haben", "aurait …", "habrían …": somebody says so, and it is past."""
    (row,) = _read(language, told)
    assert (row.status, row.sub_event_type) == ("claimed", sub_type)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "fr",
            "Un engin a explosé lundi à Téra, un soldat pourrait être mort.",
        ),
        ("de", "Die Landwirte haben am Montag in Mainz demonstriert."),
        (
            "es",
            "Hombres armados mataron el lunes a dos mineros en Segovia.",
        ),
    ],
)
def test_what_is_told_plainly_stays_told(language: str, told: str) -> None:
    """No mood of hearsay, no claim."""
    (row,) = _read(language, told)
    assert row.status == "reported"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fr", "Le M23 affirme avoir pris Goma, ce que l'armée dément."),
        (
            "ru",
            "Боевики утверждают, что захватили Кидаль, но армия это опровергает.",
        ),
        (
            "de",
            "Die Miliz behauptet, Bunia eingenommen zu haben, doch die Armee dementierte.",
        ),
    ],
)
def test_a_claim_that_another_denies_stays_a_claim(
    language: str, told: str
) -> None:
    """Whose word is right, a map can't know; that one says so, it can."""
    assert _read(language, told)[0].status == "claimed"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("ru", "Информацию о взрыве в Энгельсе губернатор назвал ложью."),
        ("ru", "В полиции Тамбова о перестрелке ничего не знают."),
        (
            "tr",
            "SDG, Rakka'da bir köyü ele geçirdiği iddialarını yalanladı.",
        ),
        (
            "fr",
            "Les rebelles rejettent l'accusation d'avoir pillé l'hôpital de Goma.",
        ),
        (
            "uk",
            "Українські військові не обстрілювали Харків, запевнили в штабі.",
        ),
    ],
)
def test_a_denial_may_be_told_by_many_words(
    language: str, told: str
) -> None:
    """ "called it a lie", "knows nothing of it": denied, and off the map."""
    assert [row.status for row in _read(language, told)] == ["denied"]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "sr",
            "Stanje u Leposaviću je mirno i pod kontrolom, kažu iz KFOR-a.",
        ),
        ("es", "El incendio en Cuenca está bajo control."),
        ("ar", "تمكن رجال الإطفاء من السيطرة على حريق في سوق البصرة."),
        ("tr", "Muğla'daki yangın kontrol altına alındı."),
        ("uk", "Ситуація у Вовчанську під контролем, запевнив мер."),
        ("ru", "Пожар в Туапсе взят под контроль."),
    ],
)
def test_what_is_under_control_is_not_taken(
    language: str, told: str
) -> None:
    """A fire or a situation under control is no capture of a town."""
    assert _read(language, told) == []


@pytest.mark.parametrize(
    ("language", "told", "sub_type", "place"),
    [
        (
            "de",
            "Der Armee gelang es am Montag, Omdurman zurückzuerobern.",
            "Government regains territory",
            "Omdurman",
        ),
        (
            "de",
            "In Jena versuchten Unbekannte am Montag, eine Moschee anzuzünden.",
            "Looting/property destruction",
            "Jena",
        ),
        (
            "tr",
            "M23 isyancıları pazartesi günü Goma'yı ele geçirdi.",
            "Non-state actor overtakes territory",
            "Goma",
        ),
        (
            "tr",
            "Taliban güçleri pazartesi günü Kunduz kentinin kontrolünü ele geçirdi.",
            "Non-state actor overtakes territory",
            "Kunduz",
        ),
        (
            "ru",
            "В понедельник в Нальчике ликвидированы трое боевиков.",
            "Armed clash",
            "Nalchik",
        ),
        (
            "sr",
            "Skup podrške uhapšenim studentima održan je u ponedeljak u Kragujevcu.",
            "Peaceful protest",
            "Kragujevac",
        ),
        (
            "uk",
            "У понеділок у Києві поліція застосувала світлошумові гранати проти мітингувальників.",
            "Protest with intervention",
            "Kyiv",
        ),
    ],
)
def test_triggers_in_their_forms_tell_their_type(
    language: str, told: str, sub_type: str, place: str
) -> None:
    """Infinitives of separable verbs, verbs behind their object, who was killed in a raid."""
    (row,) = _read(language, told)
    assert (row.sub_event_type, row.place_name) == (sub_type, place)
    assert str(row.date_start)[:10] == "2026-05-18"


@pytest.mark.parametrize(
    ("language", "told", "first", "last"),
    [
        (
            "tr",
            "Harkiv'e pazartesiyi salıya bağlayan gece düzenlenen İHA saldırısında iki kişi öldü.",
            "2026-05-18",
            "2026-05-19",
        ),
        (
            "uk",
            "Упродовж минулої доби в Харкові дрон влучив у школу.",
            "2026-05-19",
            "2026-05-19",
        ),
        (
            "ru",
            "За минувшие сутки в Шебекине беспилотник ударил по школе.",
            "2026-05-19",
            "2026-05-19",
        ),
        (
            "fr",
            "Les syndicats projettent une marche vendredi à Lomé.",
            "2026-05-22",
            "2026-05-22",
        ),
        (
            "de",
            "In Erfurt rufen Gewerkschaften für Freitag zu einer Kundgebung auf.",
            "2026-05-22",
            "2026-05-22",
        ),
    ],
)
def test_days_are_told_in_the_ways_of_a_language(
    language: str, told: str, first: str, last: str
) -> None:
    """The night that ties two days, the past day and night, a day that is called for."""
    (row,) = _read(language, told)
    days = str(row.date_start)[:10], str(row.date_end)[:10]
    assert days == (first, last)


@pytest.mark.parametrize(
    ("language", "told", "day"),
    [
        ("sq", "Qindra veta protestuan në Gjilan dje.", "2026-05-19"),
        (
            "tr",
            "Taliban güçleri dün Kunduz kentini ele geçirdi.",
            "2026-05-19",
        ),
        (
            "es",
            "Hombres armados mataron hoy a dos mineros en Segovia.",
            "2026-05-20",
        ),
        (
            "fr",
            "Le JNIM a revendiqué mercredi l'attaque de lundi contre une caserne à Djibo.",
            "2026-05-18",
        ),
        (
            "de",
            "Die Gruppe bekannte sich am Mittwoch zum Angriff vom Montag auf eine Kaserne in Gao.",
            "2026-05-18",
        ),
    ],
)
def test_a_short_word_tells_the_day_and_the_events_own_day_wins(
    language: str, told: str, day: str
) -> None:
    """ "dje", "dün", "hoy" are enough; the day of a claim is not the day of the attack."""
    (row,) = _read(language, told)
    days = str(row.date_start)[:10], str(row.date_end)[:10]
    assert days == (day, day)


def test_the_eve_of_a_night_is_the_evening_before_it() -> None:
    """The night to the 19th begins on the 18th: its eve is the 18th, not the 17th."""
    told = (
        "У ніч на 19 травня дрони вдарили по складу в Сумах. "
        "Напередодні ввечері з артилерії обстріляли Білопілля."
    )
    rows = _read("uk", told)
    assert [str(row.date_end)[:10] for row in rows] == [
        "2026-05-19",
        "2026-05-18",
    ]


@pytest.mark.parametrize(
    ("language", "told", "place"),
    [
        ("uk", "Учора на околиці Сум дрон ударив по складу.", "Sumy"),
        ("uk", "Учора поблизу Часового Яру відбулися бої.", "Chasiv Yar"),
        (
            "uk",
            "Учора у Нижніх Сірогозах дрон ударив по школі.",
            "Nyzhni Sirohozy",
        ),
        (
            "ru",
            "Вчера в Нижнем Тагиле взорвали автомобиль.",
            "Nizhny Tagil",
        ),
        (
            "ru",
            "Вчера в Верхней Пышме взорвали автомобиль.",
            "Verkhnyaya Pyshma",
        ),
        (
            "sr",
            "Juče je kod Donjeg Vakufa eksplodirala bomba.",
            "Donji Vakuf",
        ),
        (
            "uk",
            "Учора росіяни скинули вибухівку на маршрутку в Дніпровському районі Херсона.",
            "Kherson",
        ),
    ],
)
def test_cases_and_districts_lead_to_the_town(
    language: str, told: str, place: str
) -> None:
    """Plural names, soft adjectives, marks behind "l" and "d", a district of another's name."""
    assert [row.place_name for row in _read(language, told)] == [place]


def test_a_town_is_no_province_of_another_country() -> None:
    """ "بلدة بارا" is called a town: no pin in Pará, and Kirkuk is the town of its province."""
    told = "وأعلنت قوات الدعم السريع سيطرتها على بلدة بارا أمس."
    assert not any(str(row.country) == "BR" for row in _read("ar", told))
    told = "انفجرت عبوة ناسفة أمس في كركوك وقتل ثلاثة جنود."
    (row,) = _read("ar", told)
    assert (row.place_name, row.precision) == ("Kirkuk", "place")


@pytest.mark.parametrize(
    ("language", "told", "sub_type"),
    [
        (
            "sq",
            "Persona të panjohur gjuajtën me gurë ndërtesën e komunës në Ferizaj dje.",
            "Mob violence",
        ),
        (
            "sq",
            "Tetë persona u lënduan dje në një përleshje mes tifozëve në Tetovë.",
            "Mob violence",
        ),
        (
            "sq",
            "Në Vlorë nisi dje grevë urie e naftëtarëve.",
            "Peaceful protest",
        ),
        (
            "ru",
            "Вчера в Ереване собрались люди, полиция пустила в ход светошумовые гранаты.",
            "Protest with intervention",
        ),
        (
            "es",
            "Soldados y pandilleros se enfrentaron ayer a tiros en Cúcuta.",
            "Armed clash",
        ),
    ],
)
def test_stones_fans_and_stun_grenades_tell_their_type(
    language: str, told: str, sub_type: str
) -> None:
    """Stones make no attack with arms, a brawl of fans is no sport."""
    assert [row.sub_event_type for row in _read(language, told)] == [
        sub_type
    ]


def test_a_condition_tells_no_event() -> None:
    """ "If talks collapse, fighting may start again": nothing has happened."""
    told = "Görüşmeler çökerse Halep'te çatışmalar yeniden başlayabilir."
    assert _read("tr", told) == []
    told = "Bursa'da arsa yüzünden çıkan silahlı kavgada dün bir kişi öldü."
    assert [row.place_name for row in _read("tr", told)] == ["Bursa"]
