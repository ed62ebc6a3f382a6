"""Names that say of what kind they are."""

import pytest
from tests.reports.places.sought import name_text, names_in, surfaces

from sitmap.reports.places.unit_names import as_unit, match_road, match_unit


def one(written, language="en"):
    [name] = names_in(written, language)
    return name


@pytest.mark.parametrize(
    "written",
    [
        "Shelling in Homs province went on.",
        "Shelling in the province of Homs went on.",
    ],
)
def test_a_town_that_is_called_a_province_is_the_province(written):
    """Behind it, or before "of"; the town of that name is none of its senses."""
    name = one(written)
    assert name.unit
    assert {place.kind for place in name.places} <= {"admin1", "admin2"}
    assert "SY" in {place.country for place in name.places}


def test_a_town_stays_a_town():
    """Nothing calls it anything else."""
    name = one("Shelling in Homs went on.")
    assert not name.unit
    assert name.places[0].kind not in ("admin1", "admin2")


def test_a_word_behind_a_comma_does_not_call_the_name():
    """Only blanks may stand between."""
    written = "They left Homs, province officials said."
    text = name_text(written)
    [name] = names_in(written)
    assert as_unit(text, name) == name
    assert not name.unit


def test_a_county_is_one_though_no_gazetteer_lists_it():
    """It names no place that is known, and no town of its first word."""
    text = name_text("Officers from Zzyzxa County said so.")
    name = match_unit(text, 2, 4, "zzyzxa county")
    assert (name.unit, name.places) == ("county", ())


def test_a_unit_of_common_words_is_none():
    text = name_text("In The County they said so.")
    assert match_unit(text, 1, 3, "the county") is None


def test_an_adjective_names_the_unit_of_its_town():
    """The region of Kharkiv, and not the town."""
    name = one("Обстріл, Харківська область, троє поранених.", "uk")
    [place] = name.places
    assert (place.country, place.kind) == ("UA", "admin1")
    assert place.name.startswith("Khark")


@pytest.mark.parametrize(
    ("written", "road"),
    [
        ("A bomb went off on Lee Street on Monday.", "Lee Street"),
        ("A crash on Interstate 95 killed two.", "Interstate 95"),
    ],
)
def test_a_road_is_a_facility_without_a_place(written, road):
    """It is no town of its first word, either."""
    name = next(
        each for each in names_in(written) if each.kind == "facility"
    )
    assert written[name.start : name.end] == road
    assert name.places == ()


def test_a_road_of_a_common_word_is_none():
    """ "High street" is one in every town."""
    text = name_text("on The Road to peace")
    assert match_road(text, 1, 3, "the road") is None
    assert surfaces("They were on the road to peace.") == []
