"""A table's columns under our names."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point

import sitmap
from sitmap.errors import InputError
from sitmap.readers.renames import (
    fill_places,
    free_name,
    is_placed,
    rename_columns,
    require_places,
    unique_names,
    whole_texts,
)
from sitmap.readers.rows import Rows


def _renamed(columns, asked=None, **known):
    rows = Rows(pd.DataFrame(columns), "CSV", **known)
    return rename_columns(rows, asked, "x.csv")[0]


def test_names_that_stand_there_twice_get_the_next_free_number():
    """A number that the file itself has taken is passed over."""
    assert unique_names(["a", "a (2)", "a", "a"]) == [
        "a",
        "a (2)",
        "a (3)",
        "a (4)",
    ]


def test_half_a_character_becomes_a_question_mark():
    """No file can be written with half of a surrogate pair; other values stay what they are."""
    column = pd.Series(["a\ud800", 3, None], dtype=object)
    assert whole_texts(column).tolist() == ["a?", 3, None]
    sound = pd.Series(["č"], dtype=object)
    assert whole_texts(sound) is sound


def test_a_column_called_as_ours_that_isnt_used_gets_out_of_the_way():
    """What the file calls match_score is not how well sitmap found a place."""
    told = _renamed({"place": ["Peja"], "match_score": ["7:0"]})
    assert "match_score" not in told
    assert told["match_score_in_file"].to_list() == ["7:0"]
    assert free_name("x", ["x_in_file", "x_in_file_2"]) == "x_in_file_3"


def test_a_flag_is_no_event_that_rows_share():
    """All rows that say yes to "same_event" would be one event."""
    flags = _renamed({"place": ["a", "b"], "same_event": ["yes", "no"]})
    assert "same_event" not in flags
    names = _renamed({"place": ["a", "b"], "same_event": ["e1", "e1"]})
    assert names["same_event"].to_list() == ["e1", "e1"]


@pytest.mark.parametrize(
    ("year", "month", "day", "told"),
    [
        ("2023", "5", "29", "2023-5-29"),
        ("2023", "May", "30", "2023 May 30"),
        ("2023.0", "5.0", "", "2023-5"),
        ("2023", "May", "0", "May 2023"),
        ("2023", "", "4", "2023"),
    ],
)
def test_parts_of_a_date_are_written_as_one(year, month, day, told):
    """A day without its month is of no use; floats of spreadsheets lose their point."""
    columns = {
        "place": ["a"],
        "Year": [year],
        "Month": [month],
        "Day": [day],
    }
    assert _renamed(columns)["date_start"].to_list() == [told]


def test_the_nearest_town_is_near_once():
    """What says so already isn't "near near"."""
    told = _renamed({"Nearest town": ["Peja", "near Deçan", None]})
    assert told["place"].fillna("").to_list() == [
        "near Peja",
        "near Deçan",
        "",
    ]


def test_a_table_without_places_names_its_columns_and_the_remedy():
    """In at most 300 characters, however wide the table is."""
    wide = pd.DataFrame({f"column number {at}": [1] for at in range(99)})
    with pytest.raises(InputError, match="no column with a place") as told:
        require_places(wide, wide, "x" * 200)
    assert len(str(told.value)) <= 300
    assert "--column place=" in str(told.value)
    half = pd.DataFrame({"latitude": [1.0]})
    with pytest.raises(InputError):
        require_places(half, half, "x")


def test_points_are_places_enough():
    """A column of shapes says where; one that is only called geometry does not."""
    shapes = gpd.GeoDataFrame(geometry=[Point(20, 42)], crs=4326)
    require_places(shapes, shapes, "x")
    assert is_placed(shapes)
    assert not is_placed(pd.DataFrame({"geometry": ["POINT (20 42)"]}))


def test_a_row_without_a_place_is_known_to_its_region():
    """Its district stands for "unknown", at its own precision, and what was said stays."""
    table = pd.DataFrame(
        {
            "place": ["unknown", "Peja", None, "unknown"],
            "admin2": ["Deçan", "Pejë", None, None],
            "country": ["XK", "XK", "RS", None],
        }
    )
    nowhere = pd.Series(True, index=table.index)
    assert fill_places(table, nowhere)
    assert table["place"].to_list() == [
        "Deçan",
        "Peja",
        "Serbia",
        "unknown",
    ]
    assert table["precision"].fillna("").to_list() == [
        "admin2",
        "",
        "country",
        "",
    ]
    assert table["place_in_file"].fillna("").to_list()[0] == "unknown"


def test_a_row_with_a_point_keeps_its_silence():
    """Nothing coarser is written beside a position."""
    table = pd.DataFrame({"place": [None], "admin1": ["Prizren"]})
    assert not fill_places(table, pd.Series([False]))
    assert table["place"].isna().all()


def test_what3words_alone_is_told(tmp_path):
    """Nobody but their service can read them, and a line says so."""
    path = tmp_path / "a.csv"
    path.write_text(
        "Date,w3w\n2024-03-05,///filled.count.soap\n", encoding="utf-8"
    )
    with pytest.raises(
        InputError, match="'w3w' holds what3words addresses"
    ):
        sitmap.read(path)
