"""Words that name no place, and the places that are named like them."""

import pytest

import sitmap
from sitmap.geocoding.no_place import _listed, why_no_place


@pytest.fixture(scope="module")
def gazetteer():
    return sitmap.Gazetteer(folders=[])


@pytest.mark.parametrize(
    "text",
    [
        "Unknown",
        "unspecified",
        "VARIOUS",
        "several villages",
        "n/a",
        "None",
        "not stated",
        "the border",
        "Border",
        "near the police station",
        "South",
        "an unnamed village",
        "town",
        "City centre",
        "Checkpoint",
        "somewhere",
        "i panjohur",
        "непознато",
        "невідомо",
        "неизвестно",
        "inconnu",
        "desconocido",
        "bilinmiyor",
        "غير معروف",
        "main hospital",
        "north bridge",
        "TBD",
    ],
)
def test_no_place_is_not_found_and_says_why(gazetteer, text):
    """In the project's languages, with articles and relations."""
    outcome = gazetteer.resolve(text)
    assert outcome.status == "not_found"
    assert outcome.reason.startswith("it ")


@pytest.mark.parametrize(
    "text",
    ["Nice", "Split", "Most", "Pueblo", "Istok", "Forest Hills", "Villé"],
)
def test_a_place_that_is_named_like_a_word_stays_a_place(gazetteer, text):
    """Capitalised and a city of that name, of the supplement, or with another word."""
    assert gazetteer.resolve(text).best is not None


def test_a_country_makes_a_word_a_name(gazetteer):
    """North is a region of Cameroon, None a town of Italy; written small they aren't."""
    assert (
        gazetteer.resolve("North", country="CM").best.place.kind == "admin1"
    )
    assert (
        gazetteer.resolve("None", country="IT").best.place.country == "IT"
    )
    assert gazetteer.resolve("none", country="IT").status == "not_found"


def test_an_unknown_place_in_a_district_is_the_district(gazetteer):
    """What holds it is known, as an area."""
    match = gazetteer.resolve(
        "unknown location, Zvečan municipality", country="XK"
    ).best
    assert (match.match, match.precision) == ("area", "admin2")


def test_each_row_of_the_list_says_one_of_three_things():
    """A misspelled category would be a KeyError in a user's table."""
    assert all(why_no_place(key) for key in _listed())
