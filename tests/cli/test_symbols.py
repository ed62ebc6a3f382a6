"""Symbols from the command line: shapes, pictograms, codes, words, classes; and the spec."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from sitmap.cli import main

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings(
    "default"
)  # the command turns them into lines

UNITS = """title,date,latitude,longitude,sidc,unit,strength
A,2023-05-01,42.6,20.5,10031000161211000000,1st,12
B,2023-05-02,42.7,20.9,SHGPUCI----D---,<b>x</b>,40
C,2023-05-03,42.8,21.0,1.0031E+19,3rd,7
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "units.csv").write_text(UNITS)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.mark.parametrize(
    "options",
    [
        [
            "--symbol-by",
            "unit",
            "--label-by",
            "unit",
            "--color-by",
            "strength",
            "--classes",
            "2",
        ],
        ["--symbols", "ocha", "--symbol-by", "unit"],
        ["--color-by", "strength", "--classes", "0,10,50"],
    ],
    ids=["shapes", "pictograms", "edges"],
)
def test_a_spec_keeps_how_incidents_are_drawn(
    options: list[str], folder: Path
) -> None:
    made = run(
        "map",
        "units.csv",
        *options,
        "--save-spec",
        "x.toml",
        "-o",
        "map.html",
    )
    assert made.exit_code == 0, made.output
    assert run("map", "x.toml", "-o", "again.html").exit_code == 0
    assert (folder / "again.html").read_bytes() == (
        folder / "map.html"
    ).read_bytes()


def test_a_code_that_was_rounded_is_told_and_found_by_check() -> None:
    pytest.importorskip("quickjs")
    made = run("map", "units.csv", "--symbols", "app6", "-o", "map.html")
    assert made.exit_code == 0
    told = "1 of 3 codes in column 'sidc' can't be drawn; the first, in row 4, is"
    assert told in made.output
    found = run("check", "units.csv")
    assert found.exit_code == 1
    assert (
        "symbol code: row 4: '1.0031E+19' - a table program has rounded it"
        in found.output
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--symbol-by", "untis"], "did you mean 'unit'?"),
        (["--label-by", "untis"], "did you mean 'unit'?"),
        (
            ["--color-by", "strength", "--classes", "many"],
            "give a number from 2 to 7",
        ),
        (
            ["--color-by", "unit", "--classes", "3"],
            "column 'unit' has no numbers",
        ),
        (
            ["--symbols", "app6", "--color-by", "unit"],
            "have their own colours",
        ),
        (["--symbols", "nato"], "'nato' is not one of"),
    ],
)
def test_what_is_wrong_is_one_line_and_no_page(
    options: list[str], told: str, folder: Path
) -> None:
    result = run("map", "units.csv", *options, "-o", "map.html")
    assert result.exit_code == 2
    assert told in result.output
    assert "Traceback" not in result.output
    assert not (folder / "map.html").exists()
