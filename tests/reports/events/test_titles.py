"""Titles of events: as a person would write them."""

import pytest
from tests.reports.events.parsed import rows


@pytest.mark.parametrize(
    ("told", "title"),
    [
        (
            "Shells hit Zamzam camp in North Darfur on Tuesday, killing two.",
            "Shelling at Zamzam camp, 2 killed",
        ),
        (
            "Shells hit Kutum in North Darfur on Tuesday, killing two.",
            "Shelling in Kutum, 2 killed",
        ),
        (
            "A drone hit the Merowe Dam on Tuesday, Sudan's army said.",
            "Drone strike at Merowe Dam",
        ),
    ],
)
def test_one_is_at_a_dam_and_in_a_town(told, title):
    assert rows(told).iloc[0].title == title
