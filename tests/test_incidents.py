"""The incident table: dtypes, ids, what is left off a map and why."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point

from sitmap.errors import InputError
from sitmap.incidents import (
    COLUMNS,
    add_problems,
    conform,
    find_left_off,
    validate,
)


def table(**columns: list) -> gpd.GeoDataFrame:
    """A small table with points where `x` is given."""
    xs = columns.pop("x", None)
    frame = pd.DataFrame(columns)
    if xs is None:
        return conform(frame)
    return conform(
        gpd.GeoDataFrame(
            frame,
            geometry=[None if x is None else Point(x, 42) for x in xs],
            crs=4326,
        )
    )


def test_conform_gives_every_column_its_dtype():
    """Whatever comes in, the schema's columns are there with the schema's dtypes, and EPSG:4326."""
    incidents = table(
        title=["a"],
        fatalities_best=["3"],
        date_start=["2022-07-31"],
        match_score=[1],
    )
    assert {name: str(incidents[name].dtype) for name in COLUMNS} == COLUMNS
    assert incidents.loc[0, "fatalities_best"] == 3
    assert incidents.crs.to_epsg() == 4326


def test_an_empty_table_conforms():
    """No rows is a valid table, with all columns."""
    incidents = conform(pd.DataFrame({"title": []}))
    assert len(incidents) == 0
    assert set(COLUMNS) <= set(incidents.columns)
    assert validate(incidents).empty


def test_points_in_another_crs_are_brought_to_degrees():
    """A point in Web Mercator lands where it belongs: x 2,226,389.8 m is 20 degrees east."""
    frame = gpd.GeoDataFrame(
        {"title": ["a"]}, geometry=[Point(2226389.8, 0)], crs=3857
    )
    assert conform(frame).geometry.x[0] == pytest.approx(20, abs=1e-5)


def test_columns_beyond_the_schema_are_kept():
    """A source's own columns survive, behind the schema's."""
    assert list(table(title=["a"], colour=["red"]).columns)[-2:] == [
        "colour",
        "geometry",
    ]


def test_ids_come_from_the_content_and_are_unique():
    """The same row gets the same id in every run, and twins get different ones."""
    one, two = table(title=["a", "a", "b"]), table(title=["b", "a"])
    assert one["incident_id"].is_unique
    assert one.loc[2, "incident_id"] == two.loc[0, "incident_id"]


def test_a_source_event_type_beyond_acled_is_kept():
    """Event types are a list that a source may extend: an earthquake is no riot."""
    assert table(event_type=["Riots", "earthquake"])[
        "event_type"
    ].to_list() == [
        "Riots",
        "earthquake",
    ]


def test_a_status_beyond_the_list_names_row_value_and_remedy():
    """Statuses decide what is drawn, so an unknown one is an error in one line."""
    with pytest.raises(InputError, match=r"row 1: status is 'rumour'"):
        table(status=["reported", "rumour"])


def test_words_for_a_count_name_row_and_value():
    """A count that is no number is told with its row."""
    with pytest.raises(
        InputError, match=r"row 1: fatalities_best is 'many'"
    ):
        table(fatalities_best=["3", "many"])


@pytest.mark.parametrize(
    "status", ["planned", "threatened", "denied", "historical"]
)
def test_what_did_not_happen_is_left_off_with_its_status(status):
    """Planned, threatened, denied and historical rows stay in the table and off the map."""
    incidents = table(
        title=["a", "b"], status=["reported", status], x=[20, 21]
    )
    off = find_left_off(incidents)
    assert off["row"].to_list() == [1]
    assert status in off.loc[1, "why"]
    assert find_left_off(incidents, show_statuses=[status]).empty


def test_a_row_without_a_place_is_left_off_with_its_problem():
    """What was wrong with the row is the reason that the reader of the map sees."""
    incidents = add_problems(
        table(title=["a"]),
        {0: "row 2: latitude '142' is not between -90 and 90"},
    )
    assert find_left_off(incidents)["why"].to_list() == [
        "row 2: latitude '142' is not between -90 and 90"
    ]


def test_problems_add_up():
    """A second problem doesn't hide the first."""
    incidents = add_problems(
        add_problems(table(title=["a"]), {0: "one"}), {0: "two"}
    )
    assert incidents.loc[0, "problem"] == "one; two"


def test_validate_finds_an_end_before_its_start():
    """Dates that run backwards are reported with their column."""
    found = validate(
        table(date_start=["2022-08-02"], date_end=["2022-08-01"])
    )
    assert found["column"].to_list() == ["date_end"]


def test_validate_asks_for_the_schema():
    """A frame that never went through conform is told what it lacks."""
    with pytest.raises(InputError, match="lacks incident_id"):
        validate(
            gpd.GeoDataFrame(
                {"title": ["a"]}, geometry=[Point(0, 1)], crs=4326
            )
        )


def test_a_column_that_stands_there_twice_is_kept_by_another_name():
    """Tables put side by side have one column twice; the first is it, the second stays beside."""
    first = conform(pd.DataFrame({"title": ["a"], "weapon": ["drone"]}))
    second = pd.DataFrame({"title": ["b"], "weapon": ["mine"]})
    table = conform(pd.concat([first, second], axis=1))
    assert table.loc[0, ["title", "weapon"]].to_list() == ["a", "drone"]
    assert table.loc[0, ["title (2)", "weapon (2)"]].to_list() == [
        "b",
        "mine",
    ]


def test_a_problem_that_is_told_is_not_told_again():
    """A table goes through files and comes back as it was."""
    table = conform(pd.DataFrame({"title": ["a", "b"]}))
    once = add_problems(table, {0: "no place", 1: "no date"})
    twice = add_problems(once, {0: "no place", 1: "no source"})
    assert twice["problem"].to_list() == ["no place", "no date; no source"]
