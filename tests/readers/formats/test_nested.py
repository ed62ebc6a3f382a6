"""Values within values to one row of plain ones."""

import pandas as pd
import pytest

from sitmap.readers.formats.nested import flatten, make_table


@pytest.mark.parametrize(
    ("value", "flat"),
    [
        ({"lat": 1, "lng": 2}, {"latitude": 1, "longitude": 2}),
        ({"Latitude": 1, "Longitude": 2}, {"latitude": 1, "longitude": 2}),
        (
            {"type": "Point", "coordinates": [2, 1]},
            {"longitude": 2, "latitude": 1},
        ),
        (
            {"type": "Point", "coordinates": [2]},
            {"at.type": "Point", "at.coordinates": "[2]"},
        ),
        ({"lat": 1}, {"at.lat": 1}),
        ({"lat": None, "lng": 2}, {"latitude": None, "longitude": 2}),
    ],
)
def test_a_place_is_its_longitude_and_latitude(value, flat):
    """Half a place is none: what it says stays under its own name."""
    assert flatten({"at": value}) == flat


def test_parts_of_a_text_are_joined():
    """As Telegram exports one: strings, and objects with their kind."""
    parts = ["Shots in ", {"type": "bold", "text": "Zvečan"}, "."]
    assert flatten({"text": parts}) == {"text": "Shots in Zvečan."}


@pytest.mark.parametrize("text", [None, 5, ["x"]])
def test_objects_whose_text_is_none_are_no_text(text):
    """They stay what the file says, as JSON, and end in no traceback."""
    told = flatten({"tags": [{"type": "a", "text": text}]})
    assert told["tags"].startswith('[{"type": "a", "text": ')


def test_spans_and_stamps_are_dates():
    """An empty end is none; a stamp that is no day keeps its name."""
    assert flatten({"timespan": {"begin": "2024-04-05", "end": ""}}) == {
        "date_start": "2024-04-05",
        "date_end": None,
    }
    assert flatten({"timestamp": "2024-04-05T10:00Z"}) == {
        "date_start": "2024-04-05T10:00Z"
    }
    assert flatten({"timestamp": "1709649000"}) == {
        "timestamp": "1709649000"
    }


def test_the_first_value_of_a_name_stays():
    """A latitude of the row's own isn't replaced by one of an object behind it."""
    told = flatten({"latitude": 5, "at": {"lat": 1, "lng": 2}})
    assert told == {"latitude": 5, "longitude": 2}


def test_whole_numbers_stay_whole_beside_nulls():
    """3 is not 3.0; one beyond 64 bits stays exact as a text."""
    table = make_table([{"n": 3, "big": 2**70}, {"n": None, "big": 1}])
    assert str(table["n"].dtype) == "Int64"
    assert table["big"].to_list() == [str(2**70), "1"]


def test_no_rows_are_a_table_without_columns():
    """An empty list in a file is no error."""
    assert make_table([]).shape == (0, 0)
    assert isinstance(make_table([{}]), pd.DataFrame)
