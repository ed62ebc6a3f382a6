"""Phrases that name several places, or a mark on a road: said, and no point made up."""

import pytest

import sitmap
from sitmap.geocoding.several_places import read_mark

_GAZETTEER = sitmap.Gazetteer()


def resolve(text, country=None):
    return _GAZETTEER.resolve(text, country=country)


@pytest.mark.parametrize(
    ("text", "country", "names"),
    [
        ("Goma - Sake", "CD", ["Goma", "Sake"]),
        ("Goma – Sake", "CD", ["Goma", "Sake"]),
        ("Goma-Sake", "CD", ["Goma", "Sake"]),
        ("De Goma à Sake", "CD", ["Goma", "Sake"]),
        ("Gao -> Kidal", "ML", ["Gao", "Kidal"]),
        ("Gao & Kidal", "ML", ["Gao", "Kidal"]),
        ("Gao et Kidal", "ML", ["Gao", "Kidal"]),
        ("Gao, Kidal and Menaka", "ML", ["Gao", "Kidal", "Ménaka"]),
        ("Bria; Bangui", "CF", ["Bria", "Bangui"]),
        ("Горлівка та Донецьк", "UA", ["Horlivka", "Donetsk"]),
        ("Paris - London", None, ["Paris", "London"]),
    ],
)
def test_two_places_are_said_and_not_drawn(text, country, names):
    """Each is a candidate; a point for one of them, or between them, would be made up."""
    outcome = resolve(text, country)
    assert [match.place.name for match in outcome.matches] == names
    assert outcome.drawn is None
    assert f"names {len(names)} places" in outcome.reason


@pytest.mark.parametrize(
    ("text", "country", "name"),
    [
        ("Guinea-Bissau", None, "Guinea-Bissau"),
        ("Port-au-Prince", "HT", "Port-au-Prince"),
        ("Bosnia and Herzegovina", None, "Bosnia & Herzegovina"),
        ("Trinidad and Tobago", None, "Trinidad & Tobago"),
        ("Aix-en-Provence", "FR", "Aix-en-Provence"),
        ("Bobo-Dioulasso", "BF", "Bobo-Dioulasso"),
        ("Mitrovica / Mitrovicë", "XK", "Mitrovica"),
        ("Al - Bab", "SY", "Al Bāb"),
        ("Mali - Gao", None, "Gao"),
        ("Gao - Mali", None, "Gao"),
    ],
)
def test_names_with_dashes_and_conjunctions_stay_whole(text, country, name):
    """A name of its own, two names of one place, or a place and its country are one place."""
    outcome = resolve(text, country)
    assert outcome.status == "found"
    assert outcome.best.place.name == name


def test_a_road_between_two_places_is_still_computed():
    """What says that it lies between them has a point and a radius that reaches both."""
    outcome = resolve("Goma-Sake road", "CD")
    assert outcome.status == "found"
    assert outcome.best.label == "between Goma and Sake"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Aleppo, Idlib", "SY"),
        ("Bamako, Gao", "ML"),
        ("Kherson, Mykolaiv", "UA"),
    ],
)
def test_a_town_outside_the_one_behind_the_comma_is_in_doubt(text, country):
    """Two seats of regions: the first isn't in the second, so which is meant isn't sure."""
    outcome = resolve(text, country)
    assert outcome.drawn is None
    assert "isn't in" in outcome.reason


@pytest.mark.parametrize(
    ("text", "country", "name"),
    [
        ("Athens, Georgia", None, "Athens"),
        ("Portland, Oregon", None, "Portland"),
        ("Córdoba, Veracruz", "MX", "Córdoba"),
        ("London, Ontario", None, "London"),
        ("Kurakhove, Pokrovsk", "UA", "Kurakhove"),
    ],
)
def test_a_town_in_its_region_is_not(text, country, name):
    """A region or district behind the comma holds it."""
    outcome = resolve(text, country)
    assert outcome.status == "found"
    assert outcome.best.place.name == name


@pytest.mark.parametrize(
    ("text", "town", "kilometres"),
    [
        ("PK5", "", 5),
        ("P.K. 12", "", 12),
        ("Km 7", "", 7),
        ("PK 12, Bangui", "Bangui", 12),
        ("Bangui, PK5", "Bangui", 5),
        ("Bangui PK12", "Bangui", 12),
        ("км 60", "", 60),
    ],
)
def test_kilometre_marks_are_read(text, town, kilometres):
    """The number, and the town that it is counted from."""
    assert read_mark(text) == (town, kilometres)


@pytest.mark.parametrize(
    "text",
    ["K2", "PKK", "Pk", "5 km north of Bria", "Kilometre Five", "M5"],
)
def test_other_words_are_no_kilometre_mark(text):
    """A mountain, a party, a distance."""
    assert read_mark(text) is None


def test_a_mark_alone_says_what_lacks_and_with_its_town_is_around_it():
    """PK5 of Bangui lies within five kilometres beyond the town's own disc."""
    alone = resolve("PK5", "CF")
    assert alone.status == "not_found"
    assert "of which town isn't said" in alone.reason
    town, mark = (
        resolve("Bangui", "CF").best,
        resolve("Bangui, PK5", "CF").best,
    )
    assert mark.precision == "near"
    assert mark.uncertainty_m == pytest.approx(town.uncertainty_m + 5_000)
