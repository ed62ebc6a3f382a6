"""Whom a map must name for the places that it draws."""

import pandas as pd
import pytest

from sitmap.geocoding.credits import SERVICE_CREDITS, find_credits


@pytest.mark.parametrize(
    ("located_by", "texts"),
    [
        (["source", None, ""], []),
        (["gazetteer:exact"], []),
        (["Nominatim"], ["© OpenStreetMap contributors"]),
        (["nominatim", "photon"], ["© OpenStreetMap contributors"]),
        (
            ["gazetteer:exact+here"],
            ["© HERE"],
        ),
        (["nobody's"], []),
    ],
)
def test_services_are_named_once(located_by, texts):
    """Also where a row took from two; the gazetteer's credit is the map's own."""
    told = find_credits(pd.DataFrame({"located_by": located_by}))
    assert [one["text"] for one in told] == texts


def test_a_service_of_ones_own_brings_its_credit():
    """Behind the known ones, without a link."""
    table = pd.DataFrame(
        {
            "located_by": ["nominatim", "mine"],
            "located_credit": [None, " © Mine "],
        }
    )
    assert find_credits(table)[1] == {"text": "© Mine", "url": None}
    assert find_credits(pd.DataFrame()) == []


def test_links_are_of_the_web():
    """They become links of the page."""
    for text, url in SERVICE_CREDITS.values():
        assert text
        assert url is None or url.startswith("https://")
