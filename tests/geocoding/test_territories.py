"""Territories with two codes: no code is said to be the right one."""

import pytest
from tests.geocoding.made_places import make_place

from sitmap.geocoding.territories import belongs_to, shared_codes


def _codes(*countries):
    return shared_codes(frozenset(countries))


def test_a_code_that_is_asked_for_already_is_no_other():
    """Serbia's sources list Kosovo's places, too; asked for both, none is added."""
    assert "XK" in _codes("RS")
    assert "XK" not in _codes("RS", "XK")
    assert _codes("SY") == frozenset()
    assert _codes() == frozenset()


def test_where_both_list_it_sharing_goes_both_ways():
    """Gaza and East Jerusalem stand under either code."""
    assert "PS" in _codes("IL")
    assert "IL" in _codes("PS")


@pytest.mark.parametrize(
    ("country", "asked", "belongs"),
    [
        ("XK", "XK", True),
        ("XK", "RS", True),
        ("AL", "RS", False),
        ("XK", "AL", False),
        ("RS", "XK", False),
    ],
)
def test_a_place_belongs_to_the_codes_that_some_source_gives_it(
    country, asked, belongs
):
    """Mitrovica is Kosovo's and, in others' tables, Serbia's; Tirana is not."""
    place = make_place(country=country)
    assert belongs_to(place, frozenset({asked})) is belongs


def test_of_some_countries_only_named_units_are_shared():
    """Of Israel's the district of Jerusalem (06) may be Palestine's, Haifa (04) not."""
    palestine = frozenset({"PS"})
    jerusalem = make_place(country="IL", admin1="06")
    assert belongs_to(jerusalem, palestine)
    assert not belongs_to(make_place(country="IL", admin1="04"), palestine)
