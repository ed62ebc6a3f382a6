"""Positions of a grid in columns of their own parts."""

import pandas as pd
import pytest

from sitmap.readers.grid_columns import find_grid_columns, join_grid


def _joined(**columns):
    frame = pd.DataFrame(columns)
    joined = join_grid(frame, find_grid_columns(frame.columns))
    return joined.fillna("").to_list()


@pytest.mark.parametrize(
    "names",
    [
        ("Easting", "Northing"),
        ("UTM_E", "UTM_N"),
        ("Easting (m)", "Northing (m)"),
        ("Rechtswert", "Hochwert"),
        ("Easting UTM 34N", "Northing UTM 34N"),
    ],
)
def test_names_of_both_halves(names):
    """In several languages, with a unit or a zone behind them."""
    found = find_grid_columns(["Date", *names])
    assert (found["easting"], found["northing"]) == names


def test_half_a_position_is_none():
    """Nor is a zone of some other kind beside an easting."""
    assert find_grid_columns(["Zone", "Easting"]) == {}
    assert find_grid_columns(["Zone", "Northing"]) == {}
    assert find_grid_columns([]) == {}


def test_points_of_floats_and_marks_of_thousands_go():
    """489,090.0 and 489 090 are 489090; a fraction of a metre stays."""
    told = _joined(
        Zone=["34T"] * 3,
        Easting=["489,090.0", "489 090", "489090.5"],
        Northing=["4748880"] * 3,
    )
    assert told == [
        "34T 489090 4748880",
        "34T 489090 4748880",
        "34T 489090.5 4748880",
    ]


def test_a_row_without_its_zone_has_its_pair_alone():
    """The reader then says what is missing; a row without a half has nothing."""
    told = _joined(
        Zone=["34T", None, "34T"],
        Easting=["489090", "489090", None],
        Northing=["4748880"] * 3,
    )
    assert told == ["34T 489090 4748880", "489090 4748880", ""]


def test_the_zone_of_a_heading_is_every_rows():
    """As in "Easting (UTM 34T)"."""
    told = _joined(
        **{"Easting (UTM 34T)": ["489090"], "Northing": ["4748880"]}
    )
    assert told == ["34T 489090 4748880"]


def test_a_square_has_as_many_digits_east_as_north():
    """MGRS 34T DN 00890 48880: zeros that a spreadsheet took are put back."""
    told = _joined(
        GZD=["34T"], Square=["DN"], Easting=["890"], Northing=["48880"]
    )
    assert told == ["34T DN 00890 48880"]


def test_squares_without_any_number_are_empty():
    """A form that nobody has filled in is no fault of the reader's."""
    told = _joined(
        GZD=["34T"], Square=["DN"], Easting=[None], Northing=[None]
    )
    assert told == [""]
