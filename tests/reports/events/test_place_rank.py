"""The best of the places that one clause names."""

import pytest
from tests.reports.events.parsed import passages

from sitmap.reports.events.namesakes import ReportPlaces
from sitmap.reports.events.place_rank import PlaceRanking
from sitmap.reports.events.place_roles import PlaceRoles


def best(told: str, trigger: str) -> str | None:
    read = passages(told)
    ranking = PlaceRanking(read, PlaceRoles(read, ReportPlaces(read)))
    at = told.index(trigger)
    found = ranking.best(0, len(told), at)
    return found.surface if found else None


@pytest.mark.parametrize(
    ("told", "trigger", "place"),
    [
        # the finest first: a village before its region, that before the country
        (
            "In Sudan's North Darfur, shells fell on El Fasher.",
            "shells",
            "El Fasher",
        ),
        (
            "In Sudan, shells fell on North Darfur.",
            "shells",
            "North Darfur",
        ),
        # of two towns, the one that something is in before one only named
        ("Drones launched from Poltava hit Kharkiv.", "hit", "Kharkiv"),
        # behind the trigger before in front of it
        ("In Kharkiv shells fell, and in Izium.", "fell", "Izium"),
        # whose home it is, where one fled, who speaks: nowhere
        ("The mayor of Kharkiv was wounded by shells.", "wounded", None),
        # a name that no gazetteer has, before a country
        (
            "In Mali, gunmen raided Tin-Essakorane.",
            "raided",
            "Tin-Essakorane",
        ),
    ],
)
def test_the_place_of_a_clause(told, trigger, place):
    assert best(told, trigger) == place


def test_some_roads_are_an_area():
    """ "Some roads" lie in the region that is named with them, not in the town named further on."""
    told = "Protesters blocked several roads in Transnistria; Chisinau was calm."
    assert best(told, "blocked") == "Transnistria"
