"""What stands in brackets behind a name: another name, a finer place, or what nobody knows."""

import pandas as pd
import pytest

import sitmap


@pytest.fixture(scope="module")
def gazetteer():
    return sitmap.Gazetteer(folders=[])


@pytest.mark.parametrize(
    ("text", "finer"),
    [
        ("Leposavić (Belo Brdo)", "Belo Brdo"),
        ("Belo Brdo (Leposavić)", "Belo Brdo"),
        ("Zubin Potok (Gazivode)", "Gazivode"),
        ("Leposavić [Lešak]", "Lešak"),
        ("Mitrovica (Kosovska Mitrovica)", "Mitrovica"),
    ],
)
def test_of_a_town_and_a_village_in_brackets_the_finer_is_meant(
    gazetteer, text, finer
):
    """Whichever stands in the brackets; another name of one place stays that place."""
    outcome = gazetteer.resolve(text, country="XK")
    assert (outcome.status, outcome.best.label) == ("found", finer)
    assert not outcome.reason


def test_a_name_in_brackets_that_nobody_knows_is_told(gazetteer):
    """The town stands for it, and says so; what happened there is no name."""
    outcome = gazetteer.resolve("Leposavić (Nigdina)", country="XK")
    assert outcome.best.label == "Leposavić"
    assert "'Nigdina' in brackets" in outcome.reason
    assert not gazetteer.resolve("Leposavić (protest)", country="XK").reason
    table = sitmap.locate(
        pd.DataFrame({"place": ["Leposavić (Nigdina)"], "country": "XK"}),
        gazetteer,
    )
    assert "'Nigdina' in brackets" in table["problem"].iloc[0]
    assert table.geometry.notna().all()


@pytest.mark.parametrize(
    ("text", "country", "name"),
    [
        ("Aden (Yemen)", "YE", "Aden"),
        ("Aden/Yemen", "YE", "Aden"),
        ("Tripoli (Libya)", "LY", "Tripoli"),
        ("Tripoli (Lebanon)", "LB", "Tripoli"),
        ("Cairo (Illinois)", "US", "Cairo"),
        ("Paris (Texas)", "US", "Paris"),
        ("Syria (Homs)", "SY", "Homs"),
        ("Mosul / Ninewa", "IQ", "Mosul"),
        ("Tbilisi (Georgia)", "GE", "Tbilisi"),
    ],
)
def test_a_country_or_a_region_in_brackets_holds_the_place(
    gazetteer, text, country, name
):
    """It is no other name of the town, and no namesake elsewhere is drawn."""
    outcome = gazetteer.resolve(text)
    assert outcome.status == "found"
    assert (outcome.best.place.country, outcome.best.place.name) == (
        country,
        name,
    )
