"""No command writes over what it reads or somebody reviewed, or anything when it refuses."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner

import sitmap
from sitmap.cli import main
from sitmap.export.written import find_free, remember_written
from sitmap.samples import sample_path

TABLE = "title,place,country,date,lat,lon\nA fire,Zvečan,Kosovo,2023-05-29,42.9,20.84\n"
SITES = "name,lat,lon\nCamp,42.9,20.8\n"
STRENGTH = "as_of,nation,troops\n2023-01-01,TOTAL,3700\n"
AREAS = (
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A"},'
    '"geometry":{"type":"Polygon","coordinates":[[[20,42],[21,42],[21,43],[20,43],[20,42]]]}}]}'
)
REPORT = "Two people were killed by shelling in Mitrovica on 29 May 2023, police said.\n"


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name, text in {
        "t.csv": TABLE,
        "sites.csv": SITES,
        "strength.csv": STRENGTH,
        "areas.geojson": AREAS,
        "report.txt": REPORT,
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    os.link(tmp_path / "t.csv", tmp_path / "hard.csv")
    (tmp_path / "soft.csv").symlink_to("t.csv")
    (tmp_path / "folder").mkdir()
    (tmp_path / "page.html").symlink_to("t.csv")
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        done = CliRunner().invoke(main, list(arguments))
    return done.exit_code, done.output


def contents(folder: Path) -> dict[str, bytes]:
    files = (
        path
        for path in folder.rglob("*")
        if path.is_file() and "cache" not in path.parts
    )
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in files
    }


@pytest.mark.parametrize(
    "command",
    [
        "read t.csv -o t.csv",
        "read t.csv -o ./folder/../t.csv",
        "read t.csv -o hard.csv",
        "read t.csv -o soft.csv",
        "read soft.csv -o t.csv",
        "map t.csv -o t.csv",
        "map t.csv -o page.html",
        "map report.txt -o report.txt",
        "map t.csv --presence sites.csv -o sites.csv",
        "map t.csv -o other.csv",
        "map t.csv -o m.html --save-spec t.csv",
        "map t.csv -o m.html --save-spec m.html",
        "map t.csv --areas areas.geojson -o m.html --save-spec areas.geojson",
        "map t.csv -o m.html --save-spec strength.csv",
        "figure t.csv -o t.csv",
        "geocode t.csv -o t.csv",
        "geocode t.csv --online nominatim --user-agent a/1(a@b.example) --cache t.csv -o u.csv",
        "aggregate t.csv -o t.csv",
        "extract report.txt -o report.txt",
        "extract t.csv -o t.csv",
    ],
)
def test_an_output_that_is_an_input_is_refused_and_nothing_is_written(
    command: str, desk: Path
) -> None:
    before = contents(desk)
    code, output = run(*command.split(" "))
    assert code == 2, output
    assert "Traceback" not in output
    assert contents(desk) == before


def test_where_a_service_fails_the_list_of_failures_is_not_written_over_the_input(
    desk: Path,
) -> None:
    (desk / "a-failed.csv").write_text(TABLE, "utf-8")
    code, output = run("geocode", "a-failed.csv", "-o", "a.csv")
    assert (code, "also what is read" in output) == (2, True)


def test_a_summary_in_the_folder_that_it_counts_is_not_written_over(
    desk: Path,
) -> None:
    (desk / "folder/t.csv").write_text(TABLE, "utf-8")
    assert run("aggregate", "folder", "-o", "folder/sum.parquet")[0] == 0
    code, output = run("aggregate", "folder", "-o", "folder/sum.parquet")
    assert (code, "also what is read" in output) == (2, True)


def test_a_draft_that_was_reviewed_is_kept_and_the_new_one_goes_beside(
    desk: Path,
) -> None:
    code, output = run("extract", "report.txt", "-o", "draft.csv")
    assert code == 0, output
    reviewed = (desk / "draft.csv").read_text("utf-8").replace(
        "yes", "no", 1
    ) + "# mine\n"
    (desk / "draft.csv").write_text(reviewed, "utf-8")
    code, output = run(
        "extract", "report.txt", "--near", "Kosovo", "-o", "draft.csv"
    )
    assert code == 0
    assert "draft-2.csv: " in output
    assert (
        "draft.csv isn't as sitmap wrote it and is kept; --force" in output
    )
    assert (desk / "draft.csv").read_text("utf-8") == reviewed
    assert (desk / "draft-2.csv").read_text("utf-8").startswith("keep,")
    code, _ = run("extract", "report.txt", "-o", "draft.csv", "--force")
    assert code == 0
    assert "# mine" not in (desk / "draft.csv").read_text("utf-8")


def test_a_draft_that_nobody_touched_is_replaced(desk: Path) -> None:
    run("extract", "report.txt", "-o", "draft.csv")
    (desk / "report.txt").write_text(
        REPORT.replace("Two", "Three"), "utf-8"
    )
    run("extract", "report.txt", "-o", "draft.csv")
    assert not (desk / "draft-2.csv").exists()
    assert "Three people" in (desk / "draft.csv").read_text("utf-8")


def test_somebody_elses_file_in_the_place_of_a_draft_is_kept(
    desk: Path,
) -> None:
    run("extract", "report.txt", "-o", "hard.csv")
    assert (desk / "t.csv").read_text("utf-8") == TABLE
    assert (desk / "hard-2.csv").exists()


def test_where_nothing_can_be_remembered_a_draft_counts_as_reviewed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/none")
    draft = tmp_path / "draft.csv"
    draft.write_bytes(b"one")
    remember_written(b"one")
    assert find_free(draft, b"two") == tmp_path / "draft-2.csv"
    assert find_free(draft, b"one") == draft


@pytest.mark.parametrize("verb", ["extract", "map"])
def test_a_refused_report_leaves_what_is_there(
    verb: str, desk: Path
) -> None:
    (desk / "report.txt").write_bytes(b"%PDF-1.7 binary")
    name = "draft.csv" if verb == "extract" else "m.html"
    (desk / name).write_text("somebody's work", "utf-8")
    assert run(verb, "report.txt", "-o", name)[0] == 2
    assert (desk / name).read_text("utf-8") == "somebody's work"


def test_tidying_up_deletes_nothing_of_the_users(desk: Path) -> None:
    for name in ("x.csv.drafts", "x.parquet.parts"):
        (desk / name).mkdir()
        (desk / name / "notes.txt").write_text("mine", "utf-8")
        (desk / name / "mine.json").write_text("{}", "utf-8")
    (desk / "x.parquet.failed.txt").write_text("mine", "utf-8")
    (desk / "folder/a.txt").write_text(REPORT, "utf-8")
    assert run("extract", "folder", "-o", "x.csv")[0] == 0
    assert run("aggregate", "t.csv", "-o", "x.parquet")[0] == 0
    for name in ("x.csv.drafts", "x.parquet.parts"):
        left = sorted(path.name for path in (desk / name).iterdir())
        assert left == ["mine.json", "notes.txt"]
    assert (desk / "x.parquet.failed.txt").read_text("utf-8") == "mine"


def test_damaged_drafts_in_a_cache_are_drafted_again(desk: Path) -> None:
    (desk / "folder/a.txt").write_text(REPORT, "utf-8")
    run("extract", "folder", "-o", "one.csv", "--cache", "kept")
    for broken in (
        b"",
        b"[]",
        b'{"rows": 3, "notes": []}',
        b'{"rows": [], "notes": [1]}',
    ):
        for file in (desk / "kept").iterdir():
            file.write_bytes(broken)
        code, output = run(
            "extract",
            "folder",
            "-o",
            "two.csv",
            "--cache",
            "kept",
            "--force",
        )
        assert code == 0, output
        assert (desk / "two.csv").read_bytes() == (
            desk / "one.csv"
        ).read_bytes()


def test_standard_output_holds_the_table_and_nothing_else(
    desk: Path,
) -> None:
    if not Path("/dev/stdout").exists():
        pytest.skip("needs /dev/stdout")
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(sitmap.__file__).parents[1]),
    }
    (desk / "out.csv").symlink_to("/dev/stdout")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "sitmap.cli",
            "read",
            "t.csv",
            "-o",
            "out.csv",
        ],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[0].startswith("incident_id,")
    assert len(done.stdout.splitlines()) == 2
    assert "out.csv: 1 rows" in done.stderr
    shown = subprocess.run(
        [
            sys.executable,
            "-m",
            "sitmap.cli",
            "map",
            "t.csv",
            "-o",
            "/dev/stdout",
        ],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.startswith("<!DOCTYPE html>")
    assert shown.stdout.rstrip().endswith("</html>")


def test_samples_are_never_written_over() -> None:
    sample = str(sample_path("north-kosovo.csv"))
    assert run("read", sample, "-o", sample)[0] == 2
