"""What changed between two tables: nothing lost, nothing told twice."""

import json

import pandas as pd
import pytest
from click.testing import CliRunner

from sitmap.cli import main
from sitmap.desk.diff import find_changes
from sitmap.incidents import conform
from sitmap.readers import read


def make(**columns):
    return conform(pd.DataFrame(columns))


def count(changes):
    return (
        len(changes.new),
        len(changes.changed),
        len(changes.gone),
        changes.same,
    )


def test_each_field_that_changed_is_a_row():
    """Two fields of one row: before and after, as a person writes them."""
    old = make(
        incident_id=["a"],
        title=["Shots"],
        fatalities_best=[1],
        date_start=["2023-05-01"],
    )
    new = make(
        incident_id=["a"],
        title=["Shots"],
        fatalities_best=[3],
        date_start=["2023-05-02"],
    )
    changes = find_changes(old, new)
    told = changes.table.set_index("field")[["before", "after"]].to_dict(
        "index"
    )
    assert told["fatalities_best"] == {"before": "1", "after": "3"}
    assert told["date_start"] == {
        "before": "2023-05-01",
        "after": "2023-05-02",
    }
    assert count(changes) == (0, 1, 0, 0)


def test_a_value_that_goes_is_a_change_and_one_that_comes_too():
    """Empty before or after, in a column that both tables have."""
    old = make(incident_id=["a", "b"], actor1=["Police", None])
    new = make(incident_id=["a", "b"], actor1=[None, "Police"])
    table = find_changes(old, new).table
    assert table["field"].to_list() == ["actor1", "actor1"]
    assert table["before"].isna().to_list() == [False, True]


def test_which_file_a_row_came_from_is_no_change_of_it():
    """The folder's second file has the row of its first again."""
    old = make(
        incident_id=["a"], title=["Shots"], source_table=["week1.csv"]
    )
    new = make(
        incident_id=["a"], title=["Shots"], source_table=["week2.csv"]
    )
    assert count(find_changes(old, new)) == (0, 0, 0, 1)


def test_a_point_that_moves_by_less_than_a_metre_has_not_moved():
    """The seventh decimal is no change, the third is."""
    old = make(
        incident_id=["a", "b"],
        longitude=[20.0, 20.0],
        latitude=[42.0, 42.0],
    )
    new = make(
        incident_id=["a", "b"],
        longitude=[20.0000001, 20.001],
        latitude=[42.0, 42.0],
    )
    table = find_changes(old, new).table
    assert table["incident_id"].to_list() == ["b"]
    assert table["after"].to_list() == ["42, 20.001"]


def test_ids_that_moved_are_no_changes():
    """A row put in above shifts every number: one new row, and a note."""
    titles = ["Shots", "March", "Fire"]
    old = make(incident_id=["1", "2", "3"], title=titles)
    new = make(incident_id=["1", "2", "3", "4"], title=["Arrest", *titles])
    changes = find_changes(old, new)
    assert count(changes) == (1, 0, 0, 3)
    assert changes.table["title"].to_list() == ["Arrest"]
    assert "3 rows have another id" in changes.notes[0]


def test_the_same_id_twice_loses_no_row():
    """Two rows of one id in both: the one whose number changed is found, and the id is said."""
    old = make(
        incident_id=["x", "x"],
        title=["Shots", "March"],
        fatalities_best=[0, 0],
    )
    new = make(
        incident_id=["x", "x"],
        title=["March", "Shots"],
        fatalities_best=[0, 2],
    )
    changes = find_changes(old, new)
    assert count(changes) == (0, 1, 0, 1)
    assert changes.table[["title", "after"]].to_numpy().tolist() == [
        ["Shots", "2"]
    ]
    assert (
        sum("the same id in several rows" in note for note in changes.notes)
        == 2
    )
    assert count(find_changes(old, old.iloc[:1])) == (0, 0, 1, 1)


def test_twins_without_ids_are_counted():
    """Three rows alike before and two after: one is gone."""
    old = make(title=["Shelling"] * 3, place=["Peja"] * 3)
    new = make(title=["Shelling"] * 2, place=["Peja"] * 2)
    assert count(find_changes(old, new)) == (0, 0, 1, 2)


def test_without_ids_a_changed_title_is_doubtful_and_stays_new_and_gone():
    """The list asks, and names why."""
    place = {
        "place": ["Peja"],
        "date_start": ["2023-05-01"],
        "event_type": ["Riots"],
    }
    changes = find_changes(
        make(title=["Shots"], **place), make(title=["Gunfire"], **place)
    )
    assert count(changes) == (1, 0, 1, 0)
    doubtful = changes.table[changes.table["change"] == "doubtful"]
    assert doubtful["why"].to_list() == ["same day, place and type"]


def test_a_column_of_one_table_is_said_once():
    """No change is told for each row."""
    old = make(incident_id=["a", "b"], title=["Shots", "Fire"])
    new = make(
        incident_id=["a", "b"],
        title=["Shots", "Fire"],
        weapon=["rifle", "none"],
    )
    changes = find_changes(old, new)
    assert not changes
    assert changes.notes == (
        "columns of the second table only, not compared: weapon",
    )


def test_categories_of_other_lists_compare_by_their_words():
    """A type of the source's own gives the column other codes."""
    old = make(incident_id=["a", "b"], event_type=["Riots", "Own"])
    new = make(incident_id=["a", "b"], event_type=["Riots", "Protests"])
    table = find_changes(old, new).table
    assert table[["before", "after"]].to_numpy().tolist() == [
        ["Own", "Protests"]
    ]


def test_empty_tables():
    """All is new, all is gone, nothing is anything."""
    some, none = (
        make(incident_id=["a"], title=["Shots"]),
        make(incident_id=["a"]).iloc[:0],
    )
    assert count(find_changes(none, some)) == (1, 0, 0, 0)
    assert count(find_changes(some, none)) == (0, 0, 1, 0)
    assert not find_changes(none, none)


@pytest.fixture
def weeks(root):
    return [
        str(root / f"docs/stories/week{number}.csv") for number in (1, 2)
    ]


def test_what_was_written_is_no_change(weeks, tmp_path):
    """A table and what sitmap reads of its own copy of it, in each format."""
    from sitmap.export.gis import write_table

    old = read(weeks[0])
    for ending in (".csv", ".geojson", ".gpkg"):
        assert not find_changes(
            old, read(write_table(old, tmp_path / f"t{ending}"))
        )


def test_the_command_ends_with_1_where_tables_differ(weeks, tmp_path):
    """The table has each difference; 0 where there is none; text of a table stays text."""
    output = tmp_path / "changes.json"
    result = CliRunner().invoke(main, ["diff", *weeks, "-o", str(output)])
    assert result.exit_code == 1
    rows = json.loads(output.read_text("utf-8"))
    assert [row["change"] for row in rows] == [
        "new",
        "changed",
        "changed",
        "changed",
        "gone",
    ]
    assert (
        CliRunner().invoke(main, ["diff", weeks[0], weeks[0]]).exit_code
        == 0
    )


def test_formulas_in_a_table_stay_texts(tmp_path):
    """What a spreadsheet would run gets an apostrophe in CSV."""
    for name, title in (("a", "x"), ("b", "=HYPERLINK(1)")):
        (tmp_path / f"{name}.csv").write_text(
            f"id,title,place\n1,{title},Peja\n", "utf-8"
        )
    told = [str(tmp_path / name) for name in ("a.csv", "b.csv")]
    CliRunner().invoke(main, ["diff", *told, "-o", str(tmp_path / "c.csv")])
    assert "'=HYPERLINK(1)" in (tmp_path / "c.csv").read_text("utf-8")


def test_an_output_that_is_an_input_is_refused(weeks, tmp_path):
    """Exit code 2 and one line; the file is as it was."""
    copy = tmp_path / "copy.csv"
    copy.write_text("id,title,place\n1,a,Peja\n", "utf-8")
    result = CliRunner().invoke(
        main, ["diff", str(copy), weeks[1], "-o", str(copy)]
    )
    assert (result.exit_code, "also what is read" in result.output) == (
        2,
        True,
    )
    result = CliRunner().invoke(
        main, ["diff", *weeks, "-o", str(tmp_path / "c.gpkg")]
    )
    assert (result.exit_code, ".csv, .xlsx, .json" in result.output) == (
        2,
        True,
    )
