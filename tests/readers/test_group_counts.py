"""Counts of people in columns by who they were."""

import pandas as pd
import pytest

import sitmap
from sitmap.readers import describe_columns
from sitmap.readers.group_counts import find_group_counts


def test_the_dead_of_all_sides_are_added_up():
    """As in reports of significant activities; the columns are told together."""
    rows = {
        "Place": ["Baqubah", "Mosul", "Kirkuk"],
        "FriendlyKIA": ["1", "0", None],
        "HostNationKIA": ["2", None, None],
        "CivilianKIA": ["3", "4.0", None],
        "CivilianWIA": ["5", "0", None],
        "EnemyWIA": ["0", "1", "2"],
    }
    table = sitmap.read(pd.DataFrame(rows))
    assert table["fatalities_best"].to_list()[:2] == [6, 4]
    assert table["fatalities_best"].isna().to_list() == [False, False, True]
    assert table["injured_best"].to_list() == [5, 1, 2]
    told = "fatalities_best from 'FriendlyKIA' and 'HostNationKIA' and 'CivilianKIA'"
    assert told in describe_columns(table)


@pytest.mark.filterwarnings("ignore::sitmap.errors.DataWarning")
def test_a_part_that_isnt_known_leaves_the_sum_open():
    """Five and an unknown number are no five."""
    rows = {
        "Place": ["Gao"],
        "Civilians killed": ["5"],
        "Soldiers killed": ["several"],
    }
    row = sitmap.read(pd.DataFrame(rows)).iloc[0]
    assert pd.isna(row["fatalities_best"])
    assert "'5 + several' is no number" in row["problem"]


def test_a_total_goes_before_its_parts_and_people_arent_counted_twice():
    """Women may be civilians."""
    parts = ["Civilians killed", "Soldiers killed"]
    assert find_group_counts(parts, ["fatalities_best"]) == {}
    assert find_group_counts([*parts, "Women killed"], []) == {}
    assert find_group_counts(["Civilians killed"], []) == {}
    assert find_group_counts(["Men killed", "Women killed"], []) == {
        "fatalities_best": ["Men killed", "Women killed"]
    }


def test_the_dead_by_sex_in_brackets_are_no_total(tmp_path):
    """Men and women make a whole; with children among them, nobody knows who is counted twice."""
    path = tmp_path / "a.csv"
    path.write_text(
        "Date,Place,Killed (M),Killed (F),Killed (children),Wounded (M),Wounded (F)\n"
        "2024-03-05,Gao,2,1,1,0,3\n",
        encoding="utf-8",
    )
    table = sitmap.read(path)
    assert table["injured_best"].to_list() == [3]
    assert table["fatalities_best"].isna().all()
    assert "Killed (M)" in describe_columns(table, all_names=True)
