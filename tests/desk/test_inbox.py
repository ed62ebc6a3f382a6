"""A folder that tables are put into: each row once, each file accounted for."""

import pandas as pd
import pytest

import sitmap
from sitmap.desk.inbox import has_tables, list_inbox, read_inbox
from sitmap.errors import InputError

HEAD = "incident_id,title,date,place,lat,lon\n"
ONE = "a,Shots,2024-05-01,Peja,42.66,20.29\n"
TWO = "b,Fire,2024-05-02,Gjakova,42.38,20.43\n"


@pytest.fixture
def put(tmp_path):
    def put_into(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return put_into


def read(folder, **options):
    return read_inbox(folder, sitmap.read, **options)


def test_what_is_no_input_is_passed_over(put, tmp_path):
    """Hidden files, locks of office programs, a README, what lies beside a Shapefile, our own."""
    for name in (
        ".hidden.csv",
        "~$t.xlsx",
        "README.md",
        ".git/a.csv",
        "s.shp",
        "s.dbf",
        "s.prj",
    ):
        put(name, "x")
    log = put("log.jsonl", "x")
    put("sub/b.csv", HEAD)
    put("alone.dbf", "x")
    names = [
        each.relative_to(tmp_path).as_posix()
        for each in list_inbox(tmp_path, but=[log])
    ]
    assert names == ["alone.dbf", "s.shp", "sub/b.csv"]


def test_a_folder_that_is_none_is_told(tmp_path):
    with pytest.raises(
        InputError, match="is no folder; name one that tables and reports"
    ):
        list_inbox(tmp_path / "nowhere")


def test_a_folder_of_reports_alone_has_no_tables(put, tmp_path):
    put("a.txt", "Shots were fired in Peja.")
    assert not has_tables(tmp_path)
    put("b.csv", HEAD + ONE)
    assert has_tables(tmp_path)


def test_a_row_that_was_there_before_counts_once(put, tmp_path):
    """By its content, whatever the file is called."""
    put("1.csv", HEAD + ONE)
    put("2.csv", HEAD + ONE + TWO)
    inbox = read(tmp_path)
    assert sorted(inbox.incidents["title"]) == ["Fire", "Shots"]
    assert [
        (one.file, one.rows, one.again, one.newer) for one in inbox.taken
    ] == [
        ("1.csv", 1, 0, 0),
        ("2.csv", 2, 1, 0),
    ]


def test_a_later_file_corrects_a_row_of_the_same_id(put, tmp_path):
    """They share title and place: the day was wrong."""
    put("1.csv", HEAD + ONE)
    put("2.csv", HEAD + ONE.replace("2024-05-01", "2024-05-03"))
    inbox = read(tmp_path)
    assert [str(day.date()) for day in inbox.incidents["date_start"]] == [
        "2024-05-03"
    ]
    assert inbox.taken[1].newer == 1


def test_one_id_of_two_things_keeps_both(put, tmp_path):
    """The later one under its file's name."""
    put("1.csv", HEAD + ONE)
    put("2.csv", HEAD + TWO.replace("b,", "a,", 1))
    table = read(tmp_path).incidents
    assert sorted(table["incident_id"]) == ["2.csv:a", "a"]
    assert sorted(table["source_table"]) == ["1.csv", "2.csv"]


def test_files_that_cannot_be_read_are_set_aside_with_their_reason(
    put, tmp_path
):
    put("1.csv", HEAD + ONE)
    put("2.csv.part", HEAD)
    put("3.exe", "x")
    put("4.csv", "")
    inbox = read(tmp_path)
    assert {
        one.file: one.reason.split(": ")[1] for one in inbox.set_aside
    } == {
        "2.csv.part": "is not whole yet (.part); it is read when it is",
        "3.exe": "is no table and no report by its ending",
        "4.csv": "is empty",
    }
    assert len(inbox.incidents) == 1
    with pytest.raises(InputError, match="is not whole yet"):
        read(tmp_path, strict=True)


def test_reports_are_named_and_not_read(put, tmp_path):
    report = put("a.txt", "Shots were fired in Peja on Monday.\n")
    inbox = read(tmp_path)
    assert inbox.reports == (report,)
    assert inbox.incidents is None


def test_the_digest_is_of_names_and_bytes(put, tmp_path):
    """A day later and elsewhere it is the same; another byte or name is another."""
    path = put("1.csv", HEAD + ONE)
    first = read(tmp_path).digest
    path.touch()
    assert read(tmp_path).digest == first
    path.write_text(HEAD + TWO, "utf-8")
    second = read(tmp_path).digest
    path.rename(tmp_path / "2.csv")
    assert len({first, second, read(tmp_path).digest}) == 3


def test_rows_keep_their_points_through_the_join(put, tmp_path):
    put("1.csv", HEAD + ONE)
    put("2.csv", HEAD + TWO)
    table = read(tmp_path).incidents
    assert isinstance(table, pd.DataFrame)
    assert sorted(table.geometry.y.round(2)) == [42.38, 42.66]
    assert table.crs == 4326
