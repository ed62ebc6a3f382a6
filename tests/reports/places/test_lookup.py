"""What names mean: places, codes, people of places, papers."""

import pytest
from tests.reports.places.sought import lookup_of

from sitmap.reports.places.lookup import is_main_name


def test_the_most_prominent_place_comes_first():
    found = lookup_of().places("paris")
    assert found[0].country == "FR"
    assert len({place.id for place in found}) == len(found)
    assert lookup_of().places("xyzzyx") == ()


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("U.S.", "United States"),
        ("N.C.", "North Carolina"),
        ("Calif.", "California"),
    ],
)
def test_short_forms_with_their_points(form, name):
    assert lookup_of().short_form(form).name == name
    assert lookup_of().bare_form(form.replace(".", "")).name == name
    assert lookup_of().short_form("Xyz.") is None


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("US", "United States"),
        ("US.OH", "Ohio"),
        ("XK", "Kosovo"),
        ("=Europe", "Europe"),
    ],
)
def test_codes_of_our_lists(code, name):
    assert lookup_of().by_code(code).name == name
    assert lookup_of().by_code("QQ") is None


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("serbian", "RS"),
        ("ukrainian", "UA"),
        ("congolese", "CD"),
        ("albanian", "AL"),
    ],
)
def test_people_are_from_their_country(word, country):
    assert lookup_of().demonym(word).country == country
    assert lookup_of().demonym("gunman") is None


@pytest.mark.parametrize(
    ("words", "country", "admin1"),
    [
        ("Kosovo", "XK", None),
        ("Alexandria", "EG", None),
        ("Alexandria, Louisiana", "US", "LA"),
        ("Tripoli, Lebanon", "LB", None),
    ],
)
def test_the_first_lies_in_the_last(words, country, admin1):
    found = lookup_of().phrase(words)
    assert found.country == country
    assert admin1 is None or found.admin1 == admin1
    assert lookup_of().phrase(f"{words}, Atlantis") is None


def test_a_phrase_of_nothing_means_nothing():
    assert lookup_of().phrase(" , ") is None


@pytest.mark.parametrize(
    ("source", "country"),
    [
        ("Kansas City Star", "US"),
        ("example.co.uk", "GB"),
        ("https://www.example.rs/news", "RS"),
        ("The Daily News", None),
        ("", None),
    ],
)
def test_a_paper_is_from_its_name_or_its_address(source, country):
    found = [place.country for place in lookup_of().home_of(source)]
    assert found == ([] if country is None else [country])


def test_a_name_among_many_is_no_main_name():
    """Paris is Paris, and Lutetia is, too; only the first is its name."""
    paris = lookup_of().places("paris")[0]
    assert is_main_name(paris, "paris")
    assert not is_main_name(paris, "lutetia")


def test_beginnings_of_names():
    assert lookup_of().begins_name("south sudan")
    assert not lookup_of().begins_name("xyzzyx yzz")
