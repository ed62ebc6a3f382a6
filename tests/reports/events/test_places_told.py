"""Where an event was: names that no gazetteer has, namesakes, roads and spots told beside them."""

from __future__ import annotations

from typing import Any

import pytest

from sitmap.reports import parse_report


def read(text: str) -> list[Any]:
    """Return the drafted rows of a text."""
    rows = parse_report(text, published="2024-06-03").incidents
    return list(rows.itertuples())


def away_km(row: Any, lat: float, lon: float) -> float:
    """Return about how far a row lies from a point."""
    return 111 * max(abs(row.geometry.y - lat), abs(row.geometry.x - lon))


UNPLACED = [
    # the field of an agency's country, and no town that was named before it
    "A bomb exploded in Sebha on Friday. Protesters shut the El Sharara oil field on Saturday.",
    # whose aircraft it were tells no place
    "US aircraft struck a radar site on Kamaran island on Friday.",
    # the end of a name that is hyphenated
    "Boko Haram killed three villagers at Gassama, Mayo-Sava, on Friday.",
]


@pytest.mark.parametrize("text", UNPLACED)
def test_what_is_not_listed_is_said_and_drawn_nowhere(text: str) -> None:
    """No other place of the text stands in for it."""
    row = read(text)[-1]
    assert row.geometry is None or row.geometry.is_empty
    assert "not listed in the gazetteer" in str(row) or row.place


def test_a_thing_lies_at_the_town_that_is_told_behind_it() -> None:
    """The camp itself isn't listed; the town that it is in is."""
    (row,) = read("Mortars landed on Halane camp, Mogadishu, on Friday.")
    assert away_km(row, 2.04, 45.34) < 15
    assert row.precision == "near"


def test_a_spot_at_sea_is_counted_from_the_port() -> None:
    """Who says so, in Piraeus, is a shipping company; the gulf is less exact than the offset."""
    (row,) = read(
        "A tanker was hit by a drone in the Gulf of Sirte, 30 nautical miles north of Ras Lanuf,"
        " on Sunday, a shipping company in Piraeus said."
    )
    assert away_km(row, 31.0, 18.57) < 15


def test_a_place_behind_a_road_is_where_it_was() -> None:
    """ "At Sake" says more than the road that leads by it."""
    (row,) = read(
        "On the road from Goma to Masisi nine refugees were kidnapped at Sake on Friday."
    )
    assert away_km(row, -1.57, 29.04) < 10
    assert row.precision == "place"


def test_only_the_side_is_told_of_a_village() -> None:
    """ "Bula Burde, south of Beledweyne" is the listed Bulo Burde, and no spot beside the city."""
    (row,) = read(
        "Fighters overran a base in Bula Burde, south of Beledweyne, in Somalia on Friday."
    )
    assert away_km(row, 3.85, 45.57) < 15


def test_a_namesake_far_from_the_spot_told_of_it_is_another() -> None:
    """There are several Novooleksiivka; this one lies west of Selydove."""
    (row,) = read(
        "Russian troops captured Novooleksiivka, 9 km west of Selydove, on Sunday."
    )
    assert away_km(row, 48.15, 37.18) < 15


def test_another_in_the_same_district_has_its_own_place() -> None:
    """ "The same" holds for the clause that says so."""
    rows = read(
        "Gunmen shot two men in Muidumbe district on Monday. They attacked a village in the same"
        " district, and burned 30 houses in Macomia on Tuesday."
    )
    assert away_km(rows[-1], -12.25, 40.13) < 20


def test_a_brigade_is_not_the_mosque_it_is_named_for() -> None:
    """ "Al-Aqsa Martyrs Hospital in Deir al-Balah" is in Gaza."""
    (row,) = read(
        "Shells hit Al-Aqsa Martyrs Hospital in Deir al-Balah on Sunday."
    )
    assert away_km(row, 31.42, 34.35) < 10


def test_a_little_town_of_two_countries_is_the_one_of_the_report() -> None:
    """Buşayrā in Jordan is larger than Al Buşayrah beside Deir ez-Zor."""
    rows = read(
        "A bomb exploded in Damascus on Friday. Shots were fired in Daraa. A man was shot dead in"
        " Jaramana on Saturday.\n\nA patrol came under fire in Al-Busayrah on Sunday."
    )
    assert away_km(rows[-1], 35.16, 40.43) < 15


def test_a_namesake_of_another_province_is_put_beside_its_town() -> None:
    """The port of Pivdennyi near Odesa is no Pivdenne of Kharkiv; a department is not its town."""
    (port,) = read(
        "A missile hit the port of Pivdennyi near Odesa on Friday."
    )
    assert away_km(port, 46.48, 30.73) < 40
    (town,) = read("Gunmen burned a bus in Saravena, Arauca, on Friday.")
    assert away_km(town, 6.95, -71.87) < 15
