"""Ground from the command line: prepared, told, installed, drawn; and every fault is one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from tests.ground.made import LAT, LON, make_town

from sitmap.cli import main

if TYPE_CHECKING:
    from pathlib import Path

CREDIT = "OpenStreetMap contributors (ODbL)"


pytestmark = pytest.mark.filterwarnings(
    "default"
)  # the command turns them into lines


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    make_town().write(tmp_path / "town.osm")
    rows = f"title,latitude,longitude\nA shot,{LAT},{LON}\n"
    (tmp_path / "table.csv").write_text(rows)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_a_region_is_prepared_told_and_installed(folder: Path) -> None:
    assert (
        run("ground", "prepare", "town.osm", "-o", "town.ground").exit_code
        == 0
    )
    told = run("ground", "info", "town.ground").output
    assert "21 building" in told
    assert "42.895 to 42.922 north, 20.823 to 20.897 east" in told
    assert CREDIT in told
    assert run("ground", "add", "town.ground").exit_code == 0
    assert "town: 28 features of town.osm" in run("ground", "info").output
    run("map", "table.csv", "-o", "map.html")
    assert CREDIT in (folder / "map.html").read_text()
    run("map", "table.csv", "--ground", "none", "-o", "map.html")
    assert CREDIT not in (folder / "map.html").read_text()
    assert run("ground", "remove", "town").exit_code == 0
    assert "no ground is installed" in run("ground", "info").output


def test_a_map_on_an_extract_says_so_in_its_spec(folder: Path) -> None:
    """The same map comes of the spec; a changed extract is told."""
    made = run(
        "map",
        "table.csv",
        "--ground",
        "town.osm",
        "-o",
        "map.html",
        "--save-spec",
        "x.toml",
    )
    assert made.exit_code == 0
    first = (folder / "map.html").read_bytes()
    assert CREDIT in first.decode()
    (folder / "map.html").unlink()
    assert run("map", "x.toml").exit_code == 0
    assert (folder / "map.html").read_bytes() == first
    town = make_town()
    town.node(50, 50, place="village", name="Newer")
    town.write(folder / "town.osm")
    assert (
        "town.osm: has changed since the spec was written"
        in run("map", "x.toml").output
    )


def test_a_spec_without_ground_stays_without(folder: Path) -> None:
    run("ground", "prepare", "town.osm", "-o", "town.ground")
    run("ground", "add", "town.ground")
    options = (
        "--ground",
        "none",
        "-o",
        "map.html",
        "--save-spec",
        "x.toml",
    )
    assert run("map", "table.csv", *options).exit_code == 0
    assert run("map", "x.toml").exit_code == 0
    assert CREDIT not in (folder / "map.html").read_text()


def test_a_bad_extract_is_one_line_and_the_map_comes(folder: Path) -> None:
    (folder / "bad.osm.pbf").write_bytes(b"no extract")
    done = run(
        "map", "table.csv", "--ground", "bad.osm.pbf", "-o", "map.html"
    )
    assert done.exit_code == 0
    assert done.output.count("drawn without ground") == 1
    assert (folder / "map.html").is_file()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("map", "table.csv", "--ground", "nowhere.pbf"),
            "nowhere.pbf: is no file",
        ),
        (("map", "table.csv", "--ground-mb", "0"), "ground_mb is 0"),
        (
            ("ground", "info", "table.csv"),
            "table.csv: no ground that this version",
        ),
        (
            ("ground", "add", "table.csv"),
            "table.csv: no ground that this version",
        ),
        (("ground", "remove", "nothing"), "no ground is called 'nothing'"),
        (
            ("ground", "prepare", "table.csv", "-o", "x"),
            "table.csv: ground comes from",
        ),
        (
            ("ground", "prepare", "town.osm", "-o", "town.osm"),
            "is also what is read",
        ),
        (
            (
                "map",
                "table.csv",
                "--ground",
                "town.osm",
                "--tiles",
                "OpenStreetMap.Mapnik",
            ),
            "two grounds for one map",
        ),
    ],
)
@pytest.mark.usefixtures("folder")
def test_wrong_usage_is_one_line(
    arguments: tuple[str, ...], told: str
) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert told in done.output
    assert done.output.count("sitmap: ") == 1


@pytest.mark.usefixtures("folder")
def test_tiles_are_told_to_need_a_network() -> None:
    done = run(
        "map",
        "table.csv",
        "--tiles",
        "OpenStreetMap.Mapnik",
        "-o",
        "map.html",
    )
    assert (
        "the tiles of tile.openstreetmap.org are loaded when the page is opened"
        in done.output
    )


def test_a_figure_stands_on_ground_too(folder: Path) -> None:
    run("figure", "table.csv", "--ground", "town.osm", "-o", "map.svg")
    assert CREDIT in (folder / "map.svg").read_text()


@pytest.fixture
def picture(folder: Path) -> Path:
    image = pytest.importorskip("PIL.Image")
    image.new("RGB", (60, 40), (120, 160, 90)).save(folder / "scan.png")
    return folder / "scan.png"


def test_a_picture_lies_on_the_ground_and_in_the_spec(
    picture: Path, folder: Path
) -> None:
    """Whom to credit is words, and the map that comes of the spec is the same."""
    box = f"{LON - 0.1},{LAT - 0.1},{LON + 0.1},{LAT + 0.1}"
    told = (
        "--raster",
        picture.name,
        "--raster-bounds",
        box,
        "--raster-credit",
        "Survey <b>",
    )
    kept = ("--save-spec", "x.toml")
    assert (
        run("map", "table.csv", *told, *kept, "-o", "map.html").exit_code
        == 0
    )
    first = (folder / "map.html").read_bytes()
    assert b'id="raster_1/picture"' in first
    assert b"Survey <b>" not in first
    assert run("map", "x.toml", "-o", "again.html").exit_code == 0
    assert (folder / "again.html").read_bytes() == first
    assert run("figure", "table.csv", *told, "-o", "map.png").exit_code == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--raster", "scan.png"], "doesn't say where it lies"),
        (["--raster", "table.csv"], "can't be read as a picture"),
        (["--raster", "none.tif"], "is no file"),
        (["--raster-credit", "x"], "says nothing without raster"),
        (
            ["--raster", "scan.png", "--raster-bounds", "1,2,3"],
            "write west, south, east and north",
        ),
        (
            ["--raster", "scan.png", "--raster-opacity", "2"],
            "--raster-opacity",
        ),
    ],
)
@pytest.mark.usefixtures("picture")
def test_what_is_wrong_with_a_picture_is_one_line(
    options: list[str], told: str
) -> None:
    result = run("map", "table.csv", *options, "-o", "map.html")
    assert result.exit_code == 2
    assert told in result.output
    assert "Traceback" not in result.output
