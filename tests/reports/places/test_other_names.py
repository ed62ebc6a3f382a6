"""Names that desks write in their own way are found: short forms, articles, saints."""

from __future__ import annotations

import pytest

from sitmap.gazetteer import open_gazetteer
from sitmap.gazetteer.text import fold
from sitmap.reports import parse_report
from sitmap.reports.places.lookup import Lookup

WRITTEN = [
    ("D.I. Khan", "PK", "Dera Ismail Khan"),
    ("DG Khan", "PK", "Dera Ghazi Khan"),
    ("Deir Ezzor", "SY", "Deir ez-Zor"),
    ("Ash Shaddadi", "SY", "Shaddadi"),
    ("Sta. Catalina", "PH", "Santa Catalina"),
    ("Gen. Santos", "PH", "General Santos"),
    ("Rajouri", "IN", "Rajaori"),
]


@pytest.mark.parametrize(("written", "country", "name"), WRITTEN)
def test_a_desks_own_spelling_is_listed(
    written: str, country: str, name: str
) -> None:
    """The most prominent place of a spelling is the one that the press means by it."""
    place = Lookup(open_gazetteer()).places(fold(written))[0]
    assert (place.country, place.name) == (country, name)


def test_an_article_that_is_spoken_alike_is_the_plain_one() -> None:
    """ "Al Durayhimi" is Ad Durayhimi in Yemen, where gazetteers list one of the two."""
    told = "Gunmen killed two soldiers in Al Durayhimi on Monday."
    row = parse_report(told, published="2024-06-03").incidents.iloc[0]
    assert row["country"] == "YE"
    assert abs(row.geometry.y - 14.64) < 0.05


def test_a_saints_town_is_taken_whole() -> None:
    """ "de las" belongs to a name as "de la" does."""
    told = "A priest was shot dead in San Cristóbal de las Casas on Sunday."
    row = parse_report(told, published="2024-06-03").incidents.iloc[0]
    assert row["place_name"] == "San Cristóbal de las Casas"
    assert row["country"] == "MX"
