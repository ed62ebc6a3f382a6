"""Names written over by published rules: what they are, where they lead, that they are marked."""

from __future__ import annotations

import pytest

from sitmap import geocode
from sitmap.gazetteer import embedded_index
from sitmap.gazetteer.place import Place
from sitmap.gazetteer.sources import Entry
from sitmap.gazetteer.text import fold
from sitmap.gazetteer.transliteration import (
    list_systems,
    make_names,
    with_made_names,
)


def _written(name: str, system: str, language: str) -> str:
    return next(
        each.write(name)
        for each in list_systems()
        if (each.name, each.of) == (system, language)
    )


@pytest.mark.parametrize(
    ("name", "system", "language", "written"),
    [
        # the examples of resolution 55 of 2010
        ("Згорани", "kmu-2010", "uk", "Zghorany"),
        ("Розгон", "kmu-2010", "uk", "Rozghon"),
        ("Єнакієве", "kmu-2010", "uk", "Yenakiieve"),
        ("Їжакевич", "kmu-2010", "uk", "Yizhakevych"),
        ("Йосипівка", "kmu-2010", "uk", "Yosypivka"),
        ("Щербухи", "kmu-2010", "uk", "Shcherbukhy"),
        ("Знам'янка", "kmu-2010", "uk", "Znamianka"),
        ("Часів Яр", "duden", "uk", "Tschassiw Jar"),
        ("Лисичанськ", "duden", "uk", "Lyssytschansk"),
        ("Вугледар", "usual-fr", "uk", "Vouhledar"),
        ("Харків", "usual-es", "uk", "Jarkiv"),
        ("Вовчанськ", "usual-tr", "uk", "Vovçansk"),
        ("Вовчанськ", "pravopis", "uk", "Vovčansk"),
        ("Енгельс", "bgn-pcgn-1947", "ru", "Yengels"),
        ("Джанкой", "usual-tr", "ru", "Djankoy"),
        ("Čačak", "digraphia", "sr", "Чачак"),
        ("Ljubovija", "digraphia", "sr", "Љубовија"),
        ("Khān Yūnis", "bgn-pcgn-1956", "ar", "خان يونس"),
        ("Al Jaghbūb", "bgn-pcgn-1956", "ar", "الجغبوب"),
        ("Kabkābīyah", "bgn-pcgn-1956", "ar", "كبكابية"),
        ("Khān Yūnis", "usual-de", "ar", "Chan Junis"),
    ],
)
def test_a_system_writes_as_it_is_published(
    name, system, language, written
):
    assert _written(name, system, language) == written


def test_a_place_whose_own_name_is_not_known_gets_none():
    assert make_names("Odessa", ["Odesa"], "UA") == {}
    assert make_names("Lagos", ["Eko"], "NG") == {}
    assert make_names("Marrakech", ["Marrakesh"], "MA") == {}


def test_a_name_in_its_own_script_is_never_made_again():
    made = make_names("Khān Yūnis", ["خانيونس"], "PS")
    assert {system.into for system in made.values()} == {
        "de",
        "fr",
        "es",
        "tr",
    }


def test_what_is_made_takes_no_listed_name_away():
    def entry(number: int, name: str, *others: str) -> Entry:
        place = Place(
            f"t:{number}",
            name,
            "town",
            "UA",
            "",
            "",
            "",
            48.0,
            37.0,
            0,
            0,
            2_000.0,
        )
        return Entry(place, frozenset([name, *others]))

    first, second = with_made_names(
        [
            entry(1, "Vuhledar", "Вугледар"),
            entry(2, "Wuhledar"),
        ]
    )
    assert "Wuhledar" not in first.made
    assert "Vouhledar" in first.made
    assert second.made == frozenset()


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Wuhledar", "Vuhledar"),
        ("Tschassiw Jar", "Chasiv Yar"),
        ("Lyssytschansk", "Lysychansk"),
        ("Chan Junis", "Khān Yūnis"),
    ],
)
def test_the_gazetteer_knows_them_and_says_so(written, name):
    (found,) = geocode(written).itertuples()
    assert (found.address.split(",")[0], found.match) == (
        name,
        "transliterated",
    )
    ((place, role),) = embedded_index().named(fold(written))[:1]
    assert (place.name, role) == (name, "made")
