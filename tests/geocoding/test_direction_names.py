"""Names that begin with a direction."""

import pytest

import sitmap


@pytest.fixture(scope="module")
def gazetteer():
    return sitmap.Gazetteer(folders=[])


@pytest.mark.parametrize(
    ("text", "country", "name"),
    [
        ("West Darfur", "SD", "Western Darfur"),
        ("North Darfur", "SD", "Northern Darfur"),
        ("Est", "CM", "East"),
        ("Sud", "CM", "South"),
    ],
)
def test_a_state_is_found_by_either_word_of_its_direction(
    gazetteer, text, country, name
):
    """And a region that is only a direction, in its country."""
    best = gazetteer.resolve(text, country=country).best
    assert (best.place.kind, best.place.name) == ("admin1", name)


def test_a_bare_direction_without_a_country_is_nowhere(gazetteer):
    """As before: of what isn't said."""
    assert gazetteer.resolve("Est").status == "not_found"
    assert gazetteer.resolve("North", country="XK").status == "not_found"
