"""Doubtful pairs that somebody has judged: written, answered, read again, and applied."""

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from sitmap.cli import main
from sitmap.desk.answers import read_answers
from sitmap.desk.diff import find_changes
from sitmap.errors import InputError
from sitmap.export.plain_table import write_plain
from sitmap.incidents import conform


def table(*rows):
    names = ("incident_id", "title", "place", "date_start")
    frame = pd.DataFrame(rows, columns=names)
    return conform(frame.assign(event_type="Riots"))


OLD = table(
    ("a", "Fence put up", "Zvečan", "2023-05-30"),
    ("=b", "Shots", "Banjska", "2023-05-30"),
    ("c", "March", "Lešak", "2023-05-30"),
)
NEW = table(
    ("d", "Fence set up", "Zvečan", "2023-05-30"),
    ("e", "Shots heard", "Banjska", "2023-05-30"),
    ("c", "March", "Lešak", "2023-05-30"),
)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_what_diff_writes_is_answered_and_read_again(tmp_path, ending):
    """One pair is the same and is compared, one is new and is listed no more."""
    changes = find_changes(OLD, NEW)
    doubtful = changes.table[changes.table["change"] == "doubtful"]
    assert list(
        zip(doubtful["before"], doubtful["after"], strict=True)
    ) == [
        ("a", "d"),
        ("=b", "e"),
    ]
    filled = changes.table.copy()
    filled["answer"] = filled["before"].map({"a": "same", "=b": "New "})
    filled.loc[filled["change"] != "doubtful", "answer"] = None
    file = write_plain(filled, tmp_path / f"doubtful.{ending}")
    answers = read_answers(file)
    assert answers == {("a", "d"): "same", ("=b", "e"): "new"}
    judged = find_changes(OLD, NEW, answers=answers)
    told = judged.table[
        ["change", "incident_id", "field", "before", "after"]
    ].fillna("")
    assert told.to_numpy().tolist() == [
        ["new", "e", "", "", ""],
        ["changed", "d", "title", "Fence put up", "Fence set up"],
        ["gone", "=b", "", "", ""],
    ]
    assert judged.notes == ()


def test_an_answer_that_fits_nothing_is_told():
    """Rows that are matched already, or aren't there."""
    answers = {("c", "d"): "same", ("x", "y"): "new"}
    notes = find_changes(OLD, NEW, answers=answers).notes
    assert notes == (
        "answers that fit no gone and new row: c and d, x and y",
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("before,after\na,d\n", "lacks the column 'answer'"),
        (
            "before,after,answer\na,d,maybe\n",
            "row 2: answer is 'maybe'; write same or new",
        ),
        (
            "before,after,answer\na,d,same\na,e,same\n",
            "row 3: a can't be the same as e: a is d",
        ),
        (
            "before,after,answer\na,d,same\na,d,new\n",
            "row 3: a and d are answered twice",
        ),
        ("", "is no list of answers"),
    ],
)
def test_a_list_that_is_none_is_refused(tmp_path, text, why):
    """One line with the row and the remedy."""
    (tmp_path / "answers.csv").write_text(text, "utf-8")
    with pytest.raises(InputError, match=why.replace("?", r"\?")):
        read_answers(tmp_path / "answers.csv")


def test_semicolons_of_a_spreadsheet_are_read(tmp_path):
    """As Excel saves it where the comma is for decimals."""
    (tmp_path / "a.csv").write_text(
        "\ufeffbefore;after;answer\na;d;same\n", "utf-8"
    )
    assert read_answers(tmp_path / "a.csv") == {("a", "d"): "same"}


def test_the_map_takes_answers_too(tmp_path, monkeypatch):
    """Nothing is new any more; without --since there is nothing to judge."""
    monkeypatch.chdir(tmp_path)
    head = "incident_id,date,event_type,title,latitude,longitude\n"
    Path("old.csv").write_text(
        f"{head}a,2023-05-30,Riots,Fence put up,42.9,20.8\n", "utf-8"
    )
    Path("new.csv").write_text(
        f"{head}d,2023-05-30,Riots,Fence set up,42.9,20.8\n", "utf-8"
    )
    Path("answers.csv").write_text(
        "before,after,answer\na,d,same\n", "utf-8"
    )
    command = [
        "map",
        "new.csv",
        "--answers",
        "answers.csv",
        "-o",
        "map.html",
    ]
    told = CliRunner().invoke(main, [*command, "--since", "old.csv"]).output
    assert "since old.csv: 0 new, 1 changed, 0 gone" in told
    told = CliRunner().invoke(main, command)
    assert (told.exit_code, "give both" in told.output) == (2, True)
