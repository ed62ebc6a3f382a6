"""What sitmap 0.1.0 wrote still opens, or one line says why not and what to do."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner

import sitmap
from sitmap.cli import main
from sitmap.geocoding.online.cache import AnswerCache
from sitmap.reports.review import read_draft

FILES = Path(__file__).parent / "files_of_0_1"


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(FILES, tmp_path / "desk")
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


def run(*arguments: str) -> tuple[int, str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        done = CliRunner().invoke(main, list(arguments))
    assert "fault of sitmap" not in done.output
    return done.exit_code, done.output


@pytest.mark.parametrize(
    "ending", ["csv", "geojson", "gpkg", "parquet", "kml", "xlsx"]
)
@pytest.mark.filterwarnings("ignore::sitmap.errors.DataWarning")
def test_a_table_is_the_table_it_was(ending: str) -> None:
    table = sitmap.read(f"own.{ending}")
    assert table["title"][0] == '=Skirmish at the ford, "twice"'
    assert table.geometry[:2].to_wkt().to_list() == [
        "POINT (20.84028 42.9075)",
        "POINT (20.86667 42.88333)",
    ]
    assert table.geometry[2] is None
    assert table["located_by"].to_list()[:2] == [
        "source",
        "gazetteer:exact",
    ]
    assert table["fatalities_best"].to_list()[:2] == [3, 0]
    assert table["score"].astype(float).to_list() == [-99, -3.5, 7]
    assert table["status"].to_list() == ["confirmed", "reported", "planned"]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson"])
def test_a_draft_is_reviewed_and_drawn(ending: str) -> None:
    draft = read_draft(f"draft.{ending}")
    assert len(draft) == 2
    assert draft["fatalities_best"].notna().sum() == 1
    code, output = run(
        "map", "report.txt", f"draft.{ending}", "-o", "m.html"
    )
    assert (code, "2 incidents drawn" in output) == (0, True)


def test_a_spec_makes_its_map() -> None:
    code, output = run("map", "map.toml")
    assert (code, "2 incidents drawn, 1 left off" in output) == (0, True)
    assert Path("map.html").exists()


def test_a_spec_that_names_files_elsewhere_says_what_to_do(
    desk: Path,
) -> None:
    (desk / "specs").mkdir()
    text = (desk / "map.toml").read_text("utf-8")
    moved = text.replace('"t.csv"', '"../t.csv"').replace(
        '"sites.csv"', '"../sites.csv"'
    )
    (desk / "specs/map.toml").write_text(moved, "utf-8")
    code, output = run("map", "specs/map.toml")
    assert code == 2
    assert (
        "outside its own folder; if you trust it, say --allow-outside"
        in output
    )
    assert run("map", "specs/map.toml", "--allow-outside")[0] == 0


def test_a_summary_of_counts_is_drawn() -> None:
    code, output = run("map", "cells.parquet", "-o", "m.html")
    assert (code, "2 incidents in 1 cells, 1 left off" in output) == (
        0,
        True,
    )


def test_answers_of_services_are_kept() -> None:
    kept = AnswerCache(Path("answers.sqlite")).get("k1")
    assert kept is not None
    assert kept.places[0][:3] == ("Zvečan", 42.9, 20.84)


def test_drafts_that_were_kept_are_drafted_again() -> None:
    """They were read by other rules; the old ones stay where they are."""
    Path("reports").mkdir()
    shutil.copy("report.txt", "reports/a.txt")
    before = sorted(path.name for path in Path("kept").iterdir())
    assert (
        run("extract", "reports", "-o", "d.csv", "--cache", "kept")[0] == 0
    )
    after = sorted(path.name for path in Path("kept").iterdir())
    assert set(before) < set(after)


def test_country_files_say_that_they_are_to_be_added_again(
    tmp_path: Path,
) -> None:
    shutil.copytree(
        FILES / "gazetteer-1", tmp_path / "data/sitmap/gazetteer-1"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        done = CliRunner().invoke(main, ["gazetteer", "info"])
    assert done.exit_code == 0
    assert "country files of sitmap 0.1" in done.output
    assert "add them again" in done.output


def test_names_of_0_1_work_and_warn():
    """What is left off was called otherwise."""
    from sitmap import readers

    with pytest.warns(
        DeprecationWarning, match="list_dropped is called list_left_off"
    ):
        assert readers.list_dropped is readers.list_left_off
