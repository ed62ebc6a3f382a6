"""Degrees in columns of their own parts: letters beside the number, degrees, minutes, seconds."""

import pandas as pd
import pytest

import sitmap
from sitmap.readers.assignment import describe_columns
from sitmap.readers.degree_columns import (
    find_degree_parts,
    find_hemispheres,
)

PLACES = ["Kayes", "Bukavu", "Gao"]


def points_of(table):
    return [(round(p.y, 4), round(p.x, 4)) for p in table.geometry]


@pytest.mark.parametrize(
    ("north", "east"),
    [("N/S", "E/W"), ("Hemisphere", "Unnamed"), ("ns", "ew")],
)
def test_letters_in_columns_of_their_own_sign_the_degrees(north, east):
    """Whatever the columns are called: Kayes lies in the west, Bukavu in the south."""
    rows = {
        "Place": PLACES,
        "Lat": ["14.4469", "2.5083", "16,2717"],
        north: ["N", "S", "n"],
        "Long": ["11.4445", "28.8608", "0.0447"],
        east: ["W", "E", "W"],
    }
    table = sitmap.read(pd.DataFrame(rows))
    assert points_of(table) == [
        (14.4469, -11.4445),
        (-2.5083, 28.8608),
        (16.2717, -0.0447),
    ]
    assert repr(north) in describe_columns(table)
    assert "not used" not in describe_columns(table)


def test_a_sign_or_a_letter_in_the_cell_goes_before_the_column():
    """Who writes -2.5 and S beside it means the south once."""
    rows = {
        "place": PLACES[:2],
        "lat": ["-2.5", "2.5 N"],
        "lon": ["28.8", "28.8"],
        "N/S": ["S", "S"],
        "E/W": ["E", "E"],
    }
    assert points_of(sitmap.read(pd.DataFrame(rows))) == [
        (-2.5, 28.8),
        (2.5, 28.8),
    ]


def test_yes_and_no_in_spanish_turn_no_latitude():
    """S and N alone are sí and no."""
    frame = pd.DataFrame(
        {
            "lat": ["4.6", "4.7"],
            "lon": ["-74", "-74"],
            "verificado": ["S", "N"],
        }
    )
    assert find_hemispheres(frame, ["verificado"]) == {}
    assert points_of(sitmap.read(frame)) == [(4.6, -74.0), (4.7, -74.0)]


@pytest.mark.parametrize(
    "heads",
    [
        [
            "Lat deg",
            "Lat min",
            "Lat sec",
            "Lat dir",
            "Lon deg",
            "Lon min",
            "Lon sec",
            "Lon dir",
        ],
        [
            "lat_d",
            "lat_m",
            "lat_s",
            "lat_ns",
            "lon_d",
            "lon_m",
            "lon_s",
            "lon_ew",
        ],
    ],
)
def test_degrees_minutes_and_seconds_in_columns_are_one_angle(heads):
    """14°26'49" N, 11°26'40" W; what has no minutes is whole degrees."""
    cells = [
        ["14", "26", "49", "N", "11", "26", "40", "W"],
        ["2", "30", "30", "S", "28", "51", "39", "E"],
    ]
    frame = pd.DataFrame(cells, columns=heads).assign(place=PLACES[:2])
    assert points_of(sitmap.read(frame)) == [
        (14.4469, -11.4444),
        (-2.5083, 28.8608),
    ]


def test_degrees_without_minutes_are_no_parts():
    """They may be decimal: then they are read as such."""
    assert find_degree_parts(["Lat deg", "Lon deg"]) == {}
