"""The careful editor at the command line.

A file made by hand for each question, its row named as in the file.
"""

import json

import pytest
from tests.cli.made import HEAD, SOUND, run


def check_lines(tmp_path, *lines):
    """Findings of a table with these lines below its header."""
    path = tmp_path / "table.csv"
    path.write_text("\n".join([HEAD, *lines]) + "\n", "utf-8")
    result = run("check", path, "--json")
    assert result.exit_code in (0, 1), result.output
    found = json.loads(result.stdout)
    assert (result.exit_code == 1) == bool(found)
    return {(one["check"], one["level"], one["row"]) for one in found}


def test_a_sound_file(tmp_path):
    """Nothing found, exit code 0."""
    assert check_lines(tmp_path, SOUND) == set()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            SOUND.replace("42.907,20.840", "0,0"),
            ("at (0, 0)", "warning"),
        ),  # drawn where its place is
        (
            SOUND.replace("Zvečan,XK,42.907,20.840", ",XK,0,0"),
            ("at (0, 0)", "error"),
        ),
        (
            SOUND.replace("42.907,20.840", "20.840,42.907"),
            ("swapped", "error"),
        ),
        (
            SOUND.replace("Zvečan,XK,42.907,20.840", ",XK,142.907,20.840"),
            ("off the Earth", "error"),
        ),
        (
            SOUND.replace("Zvečan,XK,42.907,20.840", ",,42.0,18.5"),
            ("in the sea", "warning"),
        ),  # off Budva
        (
            SOUND.replace("42.907,20.840", "48.86,2.35"),
            ("outside its country", "warning"),
        ),
        (
            SOUND.replace("42.907,20.840", "42.66,21.16"),
            ("far from its place", "warning"),
        ),  # Pristina
        (
            SOUND.replace("42.907,20.840", ",").replace(
                "Zvečan", "Nowhereville"
            ),
            ("not on the map", "warning"),
        ),
        (
            SOUND.replace("2023-05-29", "2199-01-01"),
            ("future date", "error"),
        ),
        (SOUND.replace("2023-05-29", ""), ("no date", "warning")),
        (
            SOUND.replace("Clash", "KFOR plans to deploy"),
            ("planned shown as done", "note"),
        ),
        (
            SOUND.replace("Clash", "Serbia vows to send troops"),
            ("planned shown as done", "note"),
        ),
        (SOUND.replace("KFOR", ""), ("no source", "warning")),
        (
            SOUND.replace("Zvečan", "Kosovo").replace(
                ",place,Riots", ",exact,Riots"
            ),
            ("exact on a centre", "warning"),
        ),
        (
            SOUND.replace("2023-05-29", "29/13/2023"),
            ("problem while reading", "note"),
        ),
    ],
)
def test_each_question_has_its_row(tmp_path, line, found):
    """A sound row first, so that the faulty one is row 3 of the file.

    What is told of the whole table has no row.
    """
    findings = check_lines(tmp_path, SOUND, line)
    row = None if found[0] in ("no date", "no source") else 3
    assert (*found, row) in findings


def test_many_exact_rows_on_one_point(tmp_path):
    """Five events on one exact point: each of them is named, as each needs mending."""
    exact = SOUND.replace(",place,", ",exact,")
    lines = [exact.replace("Clash", f"Clash {at}") for at in range(5)]
    found = check_lines(tmp_path, *lines)
    assert {
        row for name, _, row in found if name == "exact on a centre"
    } == {2, 3, 4, 5, 6}
    assert "exact on a centre" not in {
        name for name, _, _ in check_lines(tmp_path, *lines[:4])
    }


def test_duplicates(tmp_path):
    """The second is named; another count of dead is no duplicate but a disagreement (`sitmap.combine`)."""
    assert ("duplicate", "warning", 3) in check_lines(
        tmp_path, SOUND, SOUND
    )


def test_all_rows_of_a_far_point_are_named(tmp_path):
    """A point that is wrong in twenty rows is wrong in each."""
    far = SOUND.replace("42.907,20.840", "42.66,21.16")
    lines = [far.replace("Clash", f"Clash {at}") for at in range(20)]
    found = {
        row
        for name, _, row in check_lines(tmp_path, *lines)
        if name == "far from its place"
    }
    assert found == set(range(2, 22))


def test_findings_of_a_kind_share_a_line(tmp_path):
    """A thousand future dates are one line with their number and the first rows."""
    rows = [
        SOUND.replace("Clash", f"Clash {at}").replace(
            "2023-05-29", "2199-01-01"
        )
        for at in range(1000)
    ]
    path = tmp_path / "table.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", "utf-8")
    result = run("check", path, "--no-places")
    (line,) = [
        line
        for line in result.stdout.splitlines()
        if line.startswith("error: future date")
    ]
    assert line.startswith(
        "error: future date: 1,000 rows (2, 3, 4, 5, 6, …): '2199-01-01' - lies in the future"
    )
    assert "1,000 findings" in result.stdout


@pytest.mark.parametrize(
    "missing", ["title", "place", "country", "lat,lon", "date", "source"]
)
@pytest.mark.parametrize("bad", ["last week", "soon"])
def test_a_problem_is_told_of_a_row_that_lacks_anything_else(
    tmp_path, missing, bad
):
    """The row with the bad date is named, whichever other column the table doesn't have."""
    columns = HEAD.split(",")
    kept = [
        at
        for at, name in enumerate(columns)
        if name not in missing.split(",")
    ]
    wrong = SOUND.replace("2023-05-29", bad)
    path = tmp_path / "table.csv"
    lines = [
        [line.split(",")[at] for at in kept]
        for line in (HEAD, SOUND, wrong)
    ]
    path.write_text(
        "\n".join(",".join(line) for line in lines) + "\n", "utf-8"
    )
    result = run("check", path)
    assert result.exit_code == 1
    told = [
        line
        for line in result.stdout.splitlines()
        if "problem while reading: row 3" in line
    ]
    assert missing == "date" or f"date_start '{bad}' is no date" in told[0]


def test_a_row_with_nothing_but_a_point_and_a_bad_date_is_told(tmp_path):
    path = tmp_path / "fires.csv"
    path.write_text(
        "lat,lon,date\n42.9,20.9,soon\n42.8,20.8,2023-05-29\n", "utf-8"
    )
    result = run("check", path)
    assert result.exit_code == 1
    assert (
        "problem while reading: row 2: date_start 'soon'" in result.stdout
    )
    assert "Traceback" not in result.output
