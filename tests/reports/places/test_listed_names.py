"""Names as the gazetteer lists them, in the case that a sentence puts them in."""

import pytest
from tests.reports.places.sought import name_text, names_in

from sitmap.reports.places.listed_names import find_listed


def listed(word, language):
    text = name_text(word, language)
    token = text.tokens[0]
    return find_listed(text, (token,), token.key)


@pytest.mark.parametrize(
    ("word", "language", "country"),
    [
        ("Харкові", "uk", "UA"),  # locative of Харків
        ("Киева", "ru", "UA"),  # genitive of Киев
        ("Prištini", "sr", "XK"),  # locative of Priština
        ("Prishtinës", "sq", "XK"),  # genitive of Prishtina
        ("Diyarbakır'da", "tr", "TR"),  # locative behind an apostrophe
    ],
)
def test_a_name_is_found_in_any_case(word, language, country):
    """The endings of the language are taken off."""
    [name] = names_in(f"{word} 3 4.", language)
    assert name.places[0].country == country


def test_a_language_without_endings_takes_names_as_they_stand():
    key, places = listed("Goma", "en")
    assert key == "goma"
    assert places[0].country == "CD"


def test_what_nobody_lists_has_no_places():
    assert listed("Xyzzyx", "en") == ("xyzzyx", ())
    assert listed("Xyzzyx", "uk")[1] == ()


def test_a_place_is_listed_once_whatever_forms_lead_to_it():
    """Two forms of a name that mean one town are one town."""
    _, places = listed("Харкові", "uk")
    assert len({place.id for place in places}) == len(places)
    assert places
