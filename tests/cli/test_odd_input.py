"""What can't be is one line, and odd names and texts are written in every format.

Files that are damaged are in tests/sweeps/test_formats.py.
"""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from xml.dom import minidom

import pytest
from click.testing import CliRunner

import sitmap
from sitmap.cli import main
from sitmap.errors import InputError, OutputError

TABLE = "title,place,country,date\nA fire,Zvečan,Kosovo,2023-05-29\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text(TABLE, "utf-8")
    (tmp_path / "loop").symlink_to("loop")
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        done = CliRunner().invoke(main, list(arguments))
    assert "fault of sitmap" not in done.output, done.output
    return done.exit_code, done.output


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    "command",
    [
        ("read", "loop", "-o", "o.csv"),
        ("read", "t.csv", "-o", "loop.csv/x.csv"),
        ("map", "t.csv", "-o", "loop"),
        ("map", "t.csv", "--areas", "loop", "-o", "m.html"),
        ("map", "t.csv", "--presence", "loop", "-o", "m.html"),
        ("extract", "loop", "-o", "d.csv"),
        ("aggregate", "loop", "-o", "a.parquet"),
        ("read", "t.csv", "-o", "x" * 300 + ".csv"),
        ("read", "x" * 300 + ".csv", "-o", "o.csv"),
        ("read", "a\0b.csv", "-o", "o.csv"),
        ("figure", "t.csv", "--dpi", "nan", "-o", "m.png"),
        ("figure", "t.csv", "--dpi", "1e9", "-o", "m.png"),
        ("figure", "t.csv", "--dpi", "-1", "-o", "m.png"),
        ("figure", "t.csv", "--size", "nanxnan", "-o", "m.png"),
        ("read", "t.csv", "--max-mb", "nan", "-o", "o.csv"),
        ("read", "t.csv", "--max-mb", "0", "-o", "o.csv"),
    ],
)
def test_what_cannot_be_is_one_line(command: tuple[str, ...]) -> None:
    code, output = run(*command)
    assert code == 2, output
    assert (
        len(
            [
                line
                for line in output.splitlines()
                if line.startswith("sitmap: ")
            ]
        )
        == 1
    )


def test_a_name_of_255_bytes_is_a_name(desk: Path) -> None:
    (desk / f"{'a' * 251}.csv").write_text(TABLE, "utf-8")
    assert (
        run("read", f"{'a' * 251}.csv", "-o", f"{'ć' * 125}b.csv")[0] == 0
    )
    assert (desk / f"{'ć' * 125}b.csv").exists()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("ending", ["html", "png", "svg", "pdf", "docx"])
def test_a_title_of_controls_and_half_letters_is_a_title(
    ending: str,
) -> None:
    """As an argument that isn't UTF-8 gives it."""
    verb = "map" if ending == "html" else "figure"
    code, output = run(
        verb,
        "t.csv",
        "--title",
        "a\udcffb\x08\x1b[1mc",
        "-o",
        f"m.{ending}",
    )
    assert code == 0, output
    if ending == "svg":
        minidom.parse("m.svg")  # noqa: S318 - our own


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    "ending", ["csv", "geojson", "gpkg", "kml", "xlsx", "parquet"]
)
def test_a_cut_emoji_in_json_reaches_every_format(ending: str) -> None:
    event = {
        "place": "Zvečan",
        "date": "2023-05-29",
        "title": "x\ud83d",
        "notes": "y😀",
    }
    Path("e.json").write_text(json.dumps([event]), "ascii")
    code, output = run("read", "e.json", "-o", f"o.{ending}")
    assert code == 0, output
    back = sitmap.read(f"o.{ending}")
    assert (back["title"][0], back["notes"][0]) == ("x\ufffd", "y😀")


@pytest.mark.usefixtures("desk")
def test_a_cut_emoji_is_drawn_as_a_mark() -> None:
    Path("e.json").write_text(
        '[{"place": "Zvečan", "title": "x\\ud83d"}]', "utf-8"
    )
    assert run("map", "e.json", "-o", "m.html")[0] == 0
    assert run("figure", "e.json", "-o", "m.png")[0] == 0


@pytest.mark.parametrize("dpi", [float("nan"), 0, -5, 1e6, float("inf")])
def test_a_picture_has_pixels_that_memory_holds(
    tmp_path: Path, dpi: float
) -> None:
    with pytest.raises(OutputError, match="fits on this page"):
        sitmap.Map(title="x").figure(tmp_path / "a.png", dpi=dpi)


@pytest.mark.parametrize("size", [0, -1, float("nan")])
def test_a_size_limit_is_a_size(tmp_path: Path, size: float) -> None:
    (tmp_path / "t.csv").write_text(TABLE, "utf-8")
    with pytest.raises(InputError, match="max_mb is"):
        sitmap.read(tmp_path / "t.csv", max_mb=size)
