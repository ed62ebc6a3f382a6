"""The command line: what it prints, its exit codes, and one clear line for bad input."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from sitmap.cli import main


def run(*arguments):
    return CliRunner().invoke(
        main, [str(argument) for argument in arguments]
    )


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(
        "place,date,event\nMitrovica,2022-07-31,Sirens\nXyzzyburgh,2022-07-31,Lost\nPristina,2022-08-01,Talks\n"
    )
    return path


def test_help_names_every_command():
    """`--help` teaches the verbs in the order of the work."""
    text = run("--help").output.split("Commands:")[1]
    assert (
        text.index("\n  demo")
        < text.index("\n  geocode")
        < text.index("\n  map")
    )


def test_geocode_prints_point_place_and_how_it_is_known():
    """One line: coordinates, address, kind, radius, score, why."""
    result = run("geocode", "Banjska, Kosovo")
    assert result.exit_code == 0
    assert result.output.startswith("42.97333 20.78083  Banjska")
    assert "km" in result.output


def test_geocode_as_json():
    """JSON for pipes: coordinates and everything that is known."""
    place = json.loads(
        run("geocode", "Mitrovica", "--country", "XK", "--json").output
    )
    assert place["country"] == "XK"
    assert abs(place["latitude"] - 42.883) < 0.01


def test_geocode_all_lists_candidates():
    """Springfield is many places."""
    assert (
        len(run("geocode", "Springfield", "--all").output.splitlines()) > 5
    )


def test_geocode_not_found_is_exit_code_1():
    """Nothing found is a finding, with the next step."""
    result = run("geocode", "Xyzzyburgh")
    assert result.exit_code == 1
    assert "gazetteer add" in result.stderr


def test_map_counts_what_is_drawn_and_what_is_not(table, tmp_path):
    """The unknown place is told here and listed in the page; the others are on the map."""
    out = tmp_path / "map.html"
    result = run("map", table, "--country", "Kosovo", "-o", out)
    assert result.exit_code == 0, result.output
    assert (
        "3 rows: 2 with a place (2 looked up), 1 without" in result.output
    )
    assert "left off: Lost" in result.output
    assert out.stat().st_size > 100_000


def test_read_converts(table, tmp_path):
    """CSV to GeoJSON, places looked up, no row lost."""
    out = tmp_path / "out.geojson"
    assert run("read", table, "--country", "XK", "-o", out).exit_code == 0
    features = json.loads(out.read_text("utf-8"))["features"]
    assert [feature["geometry"] is not None for feature in features] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["map", "missing.csv"], "no such file"),
        (["map", "{table}", "--column", "place"], "OURS=THEIRS"),
        (["map", "{table}", "--column", "place=Ort"], "no column 'Ort'"),
        (["map", "{table}", "--date", "soon"], "2022-08-17"),
        (["map", "{table}", "-o", "{tmp}"], "is a folder"),
        (["read", "{table}", "-o", "out.xyz"], "endings"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(
    table, tmp_path, arguments, told
):
    """One line on stderr that names the fault and the remedy; no traceback."""
    filled = [word.format(table=table, tmp=tmp_path) for word in arguments]
    result = run(*filled)
    assert result.exit_code == 2
    assert told in result.stderr
    assert (
        len(
            [
                line
                for line in result.stderr.splitlines()
                if line.startswith("sitmap: ")
            ]
        )
        == 1
    )
    assert "Traceback" not in result.stderr


def test_demo_writes_the_sample_map(tmp_path):
    """The first command that anyone tries."""
    out = tmp_path / "demo.html"
    result = run("demo", "-o", out)
    assert result.exit_code == 0, result.output
    assert "16 incidents drawn" in result.output


def test_gazetteer_info_names_counts_and_credit():
    """What is in it, and whom to credit."""
    assert "GeoNames" in run("gazetteer", "info").output


def test_gazetteer_add_info_remove(tmp_path, monkeypatch):
    """A file in GeoNames' layout is added, listed and removed; a bad one changes nothing."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    row = "999000001\tXyzzyburgh\tXyzzyburgh\t\t42.9\t20.8\tP\tPPL\tXK\t\t\t\t\t\t0\t\t\tEurope/Belgrade\t2020-01-01\n"
    path = tmp_path / "XK.txt"
    path.write_text(row)
    assert "XK: 1 places" in run("gazetteer", "add", path).output
    assert "XK.txt" in run("gazetteer", "info").output
    path.write_text("no dump\n")
    assert run("gazetteer", "add", path).exit_code == 2
    assert "XK.txt" in run("gazetteer", "info").output
    assert run("gazetteer", "remove", "XK").exit_code == 0
    assert run("gazetteer", "remove", "XK").exit_code == 2


def test_figure_writes_a_picture(tmp_path, root):
    """A PDF of the sample incidents, at a size in millimetres."""
    pytest.importorskip("matplotlib")
    out = tmp_path / "map.pdf"
    result = run(
        "figure",
        root / "data/incidents/north-kosovo.csv",
        "--size",
        "200x120",
        "-o",
        out,
    )
    assert result.exit_code == 0, result.output
    assert out.read_bytes().startswith(b"%PDF")


def test_map_of_a_report(tmp_path):
    """A text becomes a draft, and the draft a map."""
    report = tmp_path / "report.txt"
    report.write_text(
        "Three people were killed when gunmen attacked a police patrol in Banjska, Kosovo, on 24"
        " September 2023.\n"
    )
    out = tmp_path / "map.html"
    result = run("map", report, "--published", "2023-09-25", "-o", out)
    assert result.exit_code == 0, result.output
    assert "1 incidents drawn" in result.output


def test_a_command_loads_what_it_uses_alone():
    """Help, geocoding and drafts wait for no map, table or chart library."""
    told = (
        "import sys, sitmap.cli; "
        "print(sorted({'folium', 'geopandas', 'pandas', 'matplotlib'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", told],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
