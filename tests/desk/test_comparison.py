"""Two periods: what is surely in each, and no percentage of small numbers."""

import pandas as pd
import pytest
from click.testing import CliRunner

from sitmap.cli import main
from sitmap.desk.comparison import compare_periods, parse_period
from sitmap.errors import InputError
from sitmap.incidents import conform


def make(*days, precision="day", kind="Riots"):
    told = {"date_start": list(days), "date_precision": precision, "event_type": kind}
    return conform(pd.DataFrame({**told, "incident_id": [f"i{at}" for at in range(len(days))]}))


def test_percentages_stand_from_five_on():
    """Five and ten: 100 %; four and ten: no percentage, and the counts all the same."""
    for before, percent in ((5, 100), (4, pd.NA)):
        days = ["2024-01-05"] * before + ["2024-04-05"] * 10
        row = compare_periods(make(*days), ("2024Q1", "2024Q2"), ["type"])[0].iloc[0]
        assert (row["before"], row["after"], row["difference"]) == (before, 10, 10 - before)
        assert row["change_percent"] is percent or row["change_percent"] == percent


def test_what_is_in_one_period_only_is_zero_in_the_other():
    """A row for each group of either."""
    table = pd.concat([make("2023-05-01"), make("2024-05-01", kind="Battles")], ignore_index=True)
    rows = compare_periods(conform(table), ("2023", "2024"), ["type"])[0].set_index("event_type")
    assert rows[["before", "after"]].to_numpy().tolist() == [[0, 1], [1, 0]]


def test_a_vague_date_is_in_no_period_for_sure():
    """Of the year 2024: in the year, in no quarter of it; and a row without a date in neither."""
    table = make("2024-01-01", None, precision=["year", "unknown"])
    compared, unsure = compare_periods(table, ("2024Q1", "2024Q2"), ["type"])
    assert (len(compared), unsure) == (0, 2)
    compared, unsure = compare_periods(table, ("2023", "2024"), ["type"])
    assert (compared["after"].sum(), unsure) == (1, 1)


@pytest.mark.parametrize("told", ["2024Q5", "spring", "2024-13", "2024-02-02..2024-01-01", ""])
def test_what_is_no_period_is_one_line(told):
    """With what to write."""
    with pytest.raises(InputError, match="--periods"):
        parse_period(told)


def test_periods_that_overlap_are_refused():
    """A row would be counted twice."""
    with pytest.raises(InputError, match="overlap"):
        compare_periods(make("2024-01-05"), ("2024", "2024Q1"), ["type"])


def test_the_command(root, tmp_path):
    """May and June of the story: four and three of the eight, the rally only called for."""
    output = tmp_path / "c.json"
    told = ["compare", str(root / "docs/stories/month.csv"), "--periods", "2023-05", "2023-06"]
    result = CliRunner().invoke(main, [*told, "-o", str(output)])
    assert result.exit_code == 0, result.output
    assert "2023-05: 4; 2023-06: 3 incidents" in result.output
