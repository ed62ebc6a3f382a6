"""Several sources in one table.

Every row stays, likely twins are linked, counts stand side by side.
"""

import warnings

import geopandas as gpd
import pandas as pd
import pytest
import shapely

import sitmap
from sitmap.deduplication import combine, find_duplicates
from sitmap.errors import DataWarning, InputError
from sitmap.incidents import conform
from tests.work import count_calls


def table(rows):
    frame = pd.DataFrame(rows)
    points = [
        shapely.Point(row.pop("x", 20.84), row.pop("y", 42.907))
        for row in rows
    ]
    return conform(
        gpd.GeoDataFrame(
            frame.drop(columns=["x", "y"], errors="ignore"),
            geometry=points,
            crs=4326,
        )
    )


def acled():
    return table(
        [
            {
                "incident_id": "1",
                "title": "Crowd clashes with troops in Zvecan",
                "date_start": "2023-05-29",
                "fatalities_best": 0,
            },
            {
                "incident_id": "2",
                "title": "Shots near Banjska",
                "date_start": "2023-09-24",
                "fatalities_best": 4,
                "y": 42.97,
            },
        ]
    )


def ucdp():
    return table(
        [
            {
                "incident_id": "1",
                "title": "Clashes with crowd in Zvecan",
                "date_start": "2023-05-30",
                "fatalities_best": 1,
            },
            {
                "incident_id": "9",
                "title": "A road block",
                "date_start": "2022-12-10",
                "fatalities_best": 0,
            },
        ]
    )


def test_rows_and_sources_are_kept():
    """Two and two are four; an id that both use gets its table's name."""
    both = combine({"ACLED": acled(), "UCDP": ucdp()})
    assert both["source_table"].to_list() == [
        "ACLED",
        "ACLED",
        "UCDP",
        "UCDP",
    ]
    assert both["incident_id"].to_list() == ["1", "2", "UCDP:1", "9"]


def test_likely_twins_are_linked_and_disagree_in_the_open():
    """One day and no distance apart, the same words: one event, 0 and 1 dead."""
    both = combine({"ACLED": acled(), "UCDP": ucdp()})
    assert both["same_event"].isna().to_list() == [False, True, False, True]
    assert both.loc[0, "same_event"] == both.loc[2, "same_event"] == "1"
    assert (
        "fatalities_best: 0 (ACLED) / 1 (UCDP)" in both.loc[2, "disagrees"]
    )
    assert (
        "date_start: 2023-05-29 (ACLED) / 2023-05-30 (UCDP)"
        in both.loc[0, "disagrees"]
    )


def test_merging_is_asked_for():
    """One row is left of the two, with the lowest and the highest count and the other's id."""
    merged = combine({"ACLED": acled(), "UCDP": ucdp()}, merge=True)
    assert len(merged) == 3
    assert merged.loc[
        0, ["fatalities_low", "fatalities_high", "merged_ids"]
    ].to_list() == [
        0,
        1,
        "UCDP:1",
    ]


def test_what_one_source_tells_as_two_events_stays_two():
    """Three blasts in a town on a day, told alike by both.

    Three events, each linked to one of the other's.
    """
    blasts = [
        {
            "incident_id": str(at),
            "title": f"Blast {at}",
            "date_start": "2023-05-29",
        }
        for at in range(3)
    ]
    both = combine({"A": table(blasts), "B": table(blasts)})
    assert both["same_event"].to_list() == ["0", "1", "2"] * 2
    assert (
        len(combine({"A": table(blasts), "B": table(blasts)}, merge=True))
        == 3
    )


def test_a_year_of_two_sources_is_compared_by_columns(shared):
    """3,883 events beside themselves.

    Each finds itself, and the pairs of a town's worst day are no obstacle.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        ucdp_rows = sitmap.read(shared / "incidents/ucdp-ged-ukraine.csv")
    tables = {"A": ucdp_rows, "B": ucdp_rows}
    assert count_calls(lambda: combine(tables)) < 200 * len(ucdp_rows)
    both = combine(tables)
    linked = both[both["same_event"].notna()]
    assert len(linked) > 7000
    assert linked["same_event"].value_counts().max() == 2


def test_far_or_other_words_are_two_events():
    """60 km apart, or with nothing in common but the day."""
    far = table(
        [
            {"title": "Clash", "date_start": "2023-05-29"},
            {"title": "Clash", "date_start": "2023-05-29", "y": 43.45},
        ]
    )
    assert find_duplicates(far).empty
    other = table(
        [
            {
                "title": "Prices of bread rise",
                "date_start": "2023-05-29",
                "event_type": "Protests",
            },
            {
                "title": "Gunmen storm a monastery",
                "date_start": "2023-05-29",
                "event_type": "Battles",
            },
        ]
    )
    assert find_duplicates(other).empty


def test_nothing_to_combine():
    """An empty list is a mistake; one table is a table."""
    with pytest.raises(InputError, match="no table"):
        combine([])
    assert len(combine([acled()])) == 2
