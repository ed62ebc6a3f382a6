"""The commands on reports, as a user types them: extract, review, map."""

import json
import re
import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from click.testing import CliRunner

from sitmap.cli import main
from sitmap.cli import reports as command
from sitmap.reports import read_report
from sitmap.reports.drafts import hold_drafts

pytestmark = pytest.mark.filterwarnings("always::sitmap.errors.DataWarning")

STORY = (
    "Three people were killed in shelling near Bakhmut on Tuesday, police said.\n\nIn Kramatorsk,"
    " protesters blocked a road on Monday. The foreign ministers met in Kyiv on Monday.\n"
)
PUBLISHED = ["--published", "2022-12-01"]


def run(*arguments):
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(STORY)
    (tmp_path / "in" / "b.md").write_text(
        "At least four people were killed by shells in Bakhmut on Tuesday, a paper wrote."
    )
    (tmp_path / "in" / "c.txt").write_bytes(b"%PDF-1.7 \x00")
    return tmp_path / "in"


def settings_of(page):
    return json.loads(
        re.search(
            r'class="sitmap-map"[^>]*>(.*?)</script>',
            page.read_text("utf-8"),
            re.DOTALL,
        )[1]
    )


def change(path, edit):
    """Edit a draft as its program would."""
    if path.suffix == ".csv":
        edit(pd.read_csv(path, dtype="string")).to_csv(path, index=False)
    elif path.suffix == ".xlsx":
        edit(pd.read_excel(path, dtype=object, engine="openpyxl")).to_excel(
            path, index=False
        )
    elif path.suffix == ".gpkg":
        edit(gpd.read_file(path, layer="incidents")).to_file(
            path, layer="incidents", driver="GPKG"
        )
    else:
        edit(gpd.read_file(path)).to_file(path, driver="GeoJSON")


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".geojson", ".gpkg"])
def test_a_draft_that_was_edited_wins_on_the_map(story, tmp_path, suffix):
    """Out as a file, a row dropped and one corrected, back in, onto the map; in every format."""
    draft = tmp_path / f"draft{suffix}"
    drafted = run("extract", story, *PUBLISHED, "-o", draft)
    assert drafted.exit_code == 0, drafted.output
    assert "2 incidents drafted, 2 with a place" in drafted.output

    def edit(table):
        table["keep"] = [
            "no" if "Bakhmut" in title else "yes"
            for title in table["title"]
        ]
        table["title"] = "Corrected by hand"
        return table

    change(draft, edit)
    shown = run("map", draft, "-o", tmp_path / "map.html")
    assert shown.exit_code == 0, shown.output
    assert "1 rows that the review doesn't keep" in shown.output
    assert "1 incidents drawn, 0 left off" in shown.output


def test_beside_its_report_a_review_wins_over_the_draft(story, tmp_path):
    """The text is shown whole, and the marks are those that the reviewer kept."""
    draft, page = tmp_path / "draft.csv", tmp_path / "map.html"
    run("extract", story, *PUBLISHED, "-o", draft)
    change(draft, lambda table: table.assign(keep=["no", "yes"]))
    shown = run("map", story, draft, *PUBLISHED, "-o", page)
    assert "1 incidents drawn, 0 left off" in shown.output
    [report] = settings_of(page)["reports"]
    assert report["text"] == STORY


def test_diplomacy_is_drafted_when_asked_for_by_both_commands(
    story, tmp_path
):
    """On the map as in the table."""
    assert (
        "3 incidents drafted"
        in run(
            "extract",
            story,
            *PUBLISHED,
            "--include",
            "diplomacy",
            "-o",
            tmp_path / "d.csv",
        ).output
    )
    assert (
        "3 rows"
        in run(
            "map",
            story,
            *PUBLISHED,
            "--include",
            "diplomacy",
            "-o",
            tmp_path / "m.html",
        ).output
    )
    assert (
        "2 rows"
        in run("map", story, *PUBLISHED, "-o", tmp_path / "m.html").output
    )


def test_near_brings_the_map_of_a_report_home(tmp_path):
    """Alexandria is Louisiana's where the user says so."""
    path = tmp_path / "r.txt"
    path.write_text(
        "Gunmen attacked a group of people in Alexandria on Friday, killing two, the police said."
    )
    out = tmp_path / "d.geojson"
    run("extract", path, *PUBLISHED, "--near", "Louisiana", "-o", out)
    assert gpd.read_file(out).geometry.x.iloc[0] == pytest.approx(
        -92.4, abs=0.2
    )
    assert (
        run(
            "map",
            path,
            *PUBLISHED,
            "--near",
            "Louisiana",
            "-o",
            tmp_path / "m.html",
        ).exit_code
        == 0
    )
    refused = run(
        "map", path, "--near", "Nowhereland", "-o", tmp_path / "m.html"
    )
    assert (
        refused.exit_code,
        "no place of this name" in refused.output,
    ) == (2, True)


def test_the_map_of_a_report_names_it_as_its_source(story, tmp_path):
    """By title, source or else by its file; of a quiet report, too."""
    run("map", story, *PUBLISHED, "-o", tmp_path / "m.html")
    assert [
        each["text"] for each in settings_of(tmp_path / "m.html")["sources"]
    ] == ["story.txt"]
    story.write_text(
        "QUIET DAY IN THE NORTH\n\nThe committee met in Mitrovica and will meet again in the"
        " spring.\n"
    )
    run("map", story, *PUBLISHED, "-o", tmp_path / "m.html")
    assert [
        each["text"] for each in settings_of(tmp_path / "m.html")["sources"]
    ] == ["QUIET DAY IN THE NORTH"]


def test_a_folder_is_drafted_with_what_two_reports_tell_linked(
    folder, tmp_path
):
    """Both counts stay; what is no report is told; nothing is left lying about."""
    out = tmp_path / "all.gpkg"
    done = run("extract", folder, *PUBLISHED, "-o", out)
    assert done.exit_code == 0, done.output
    assert (
        "3 reports read; 2 incidents are told in more than one"
        in done.output
    )
    assert "c.txt: this is no text but a PDF" in done.output
    table = gpd.read_file(out, layer="incidents")
    pair = table[table["also_in"].notna()]
    assert sorted(pair["fatalities_best"]) == [3, 4]
    assert set(pair["also_in"]) == set(pair["incident_id"])
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "all.gpkg",
        "in",
    ]


def test_a_folder_goes_onto_a_map_with_all_its_reports(folder, tmp_path):
    """Each text is there to read; what is no text is told."""
    shown = run("map", folder, *PUBLISHED, "-o", tmp_path / "m.html")
    assert "c.txt: this is no text but a PDF" in shown.output
    assert len(settings_of(tmp_path / "m.html")["reports"]) == 3


def test_stopped_from_the_keyboard_a_run_goes_on_from_there(
    folder, tmp_path, monkeypatch
):
    """One line tells how far it came; the second run reads only the rest, and tidies up."""
    counted = command.FileCount.__call__

    def stop(self, number, count, path):
        counted(self, number, count, path)
        if number == 2:
            raise KeyboardInterrupt

    out = tmp_path / "all.csv"
    monkeypatch.setattr(command.FileCount, "__call__", stop)
    stopped = run("extract", folder, *PUBLISHED, "-o", out)
    assert stopped.exit_code == 130
    assert (
        "stopped after 1 of 3 reports; the same command goes on from there"
        in stopped.output
    )
    assert not out.exists()
    assert len(list((tmp_path / "all.csv.drafts").iterdir())) == 1
    monkeypatch.setattr(command.FileCount, "__call__", counted)
    assert run("extract", folder, *PUBLISHED, "-o", out).exit_code == 0
    assert not (tmp_path / "all.csv.drafts").exists()


def test_two_runs_into_one_table_are_one(folder, tmp_path):
    """The second says so, and leaves the first's drafts; another table is another run."""
    out = tmp_path / "all.csv"
    with hold_drafts(tmp_path / "all.csv.drafts"):
        second = run("extract", folder, *PUBLISHED, "-o", out)
        other = run("extract", folder, *PUBLISHED, "-o", tmp_path / "b.csv")
    assert second.exit_code == 2
    assert second.output == (
        f"sitmap: {out}: another run drafts into it; wait until that has ended, or name another"
        " file\n"
    )
    assert other.exit_code == 0


def test_drafts_are_kept_until_the_table_is_written(
    folder, tmp_path, monkeypatch
):
    """A disk that fills up at the end costs no second reading."""

    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    out = tmp_path / "all.csv"
    with monkeypatch.context() as patch:
        patch.setattr("sitmap.export.draft.write_draft", fail)
        assert run("extract", folder, *PUBLISHED, "-o", out).exit_code == 2
    assert len(list((tmp_path / "all.csv.drafts").glob("*.json"))) == 3
    assert run("extract", folder, *PUBLISHED, "-o", out).exit_code == 0
    assert not (tmp_path / "all.csv.drafts").exists()


def test_the_map_of_a_folder_tells_what_was_not_read(folder, tmp_path):
    """As the table of it does."""
    (folder / "d.pdf").write_bytes(b"%PDF")
    shown = run("map", folder, *PUBLISHED, "-o", tmp_path / "m.html")
    assert "d.pdf: no report by the ending, and not read" in shown.output


def test_a_cache_that_the_user_names_is_kept(folder, tmp_path):
    """Later runs read only what is new."""
    run(
        "extract",
        folder,
        *PUBLISHED,
        "-o",
        tmp_path / "all.csv",
        "--cache",
        tmp_path / "kept",
    )
    assert len(list((tmp_path / "kept").glob("*.json"))) == 3


@pytest.mark.parametrize(
    "content", [b"", b"  \n \n", b"\x00\x01\x02" * 99, b"%PDF-1.4"]
)
def test_nothing_to_read_gives_a_line_and_an_empty_table_and_map(
    tmp_path, content
):
    """Exit code 2 where it is no text at all, and then nothing is written."""
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    for verb, name in (("extract", "out.csv"), ("map", "out.html")):
        done = run(verb, path, "-o", tmp_path / name)
        assert done.exit_code == (0 if not content.strip() else 2)
        assert "Traceback" not in done.output
        assert (tmp_path / name).exists() == (done.exit_code == 0)
    if not content.strip():
        assert len(pd.read_csv(tmp_path / "out.csv")) == 0


def test_a_wrong_ending_is_told_before_anything_is_read(folder, tmp_path):
    """Not after an hour's work."""
    done = run("extract", folder, "-o", tmp_path / "draft.doc")
    assert (
        done.exit_code,
        "choose one of these endings" in done.output,
    ) == (2, True)
    done = run("extract", folder, "-o", tmp_path / "nowhere" / "draft.csv")
    assert (done.exit_code, "make it first" in done.output) == (2, True)
    assert not (tmp_path / "nowhere").exists()


def test_a_report_comes_by_standard_input(tmp_path):
    """For both commands, as a process."""
    for verb, name in (("extract", "out.csv"), ("map", "out.html")):
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "sitmap.cli",
                verb,
                "-",
                *PUBLISHED,
                "-o",
                str(tmp_path / name),
            ],
            input=STORY,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "2 " in done.stdout
    assert Path(tmp_path / "out.html").stat().st_size > 100_000


def test_a_long_report_says_on_a_terminal_how_far_it_is(
    tmp_path, monkeypatch
):
    """By share of the text; a short report and a log get nothing."""
    from sitmap.cli import progress_lines as progress

    path = tmp_path / "long.txt"
    path.write_text("The road to Bakhmut was quiet on Monday. " * 6_000)
    told = []
    monkeypatch.setattr(
        progress.sys.stderr, "isatty", lambda: True, raising=False
    )
    monkeypatch.setattr(
        progress, "say_progress", lambda line, end: told.append((line, end))
    )
    share = progress.ReadShare(path)
    share(60_000, 120_000)
    assert not told
    share(60_000, 240_000)
    share(240_000, 240_000)
    assert told == [
        ("long.txt: 25 % read", False),
        ("long.txt: 100 % read", True),
    ]


def test_reading_tells_how_far_it_is(tmp_path):
    """From nothing to all, never back."""
    path = tmp_path / "long.txt"
    path.write_text("The road to Bakhmut was quiet on Monday.\n\n" * 2_000)
    shares = []
    read_report(
        path,
        published="2022-12-01",
        progress=lambda done, whole: shares.append((done, whole)),
    )
    done = [each for each, _ in shares]
    assert done == sorted(done)
    assert done[0] == 0
    assert shares[-1] == (len(path.read_text()),) * 2


def test_a_log_is_told_how_far_it_is(capsys, monkeypatch):
    """Every half minute; what takes less than that says nothing."""
    from sitmap.cli import progress_lines as progress

    now = [0.0]
    monkeypatch.setattr(progress, "monotonic", lambda: now[0])
    count = progress.FileCount()
    share = progress.ReadShare(Path("long.txt"))
    for seconds, number in ((0, 1), (20, 2), (31, 3), (40, 4), (62, 5)):
        now[0] = float(seconds)
        count(number, 500, Path("a.txt"))
        share(number * 1_000, 500_000)
    assert capsys.readouterr().err.splitlines() == [
        "sitmap: 2 of 500 reports read",
        "sitmap: long.txt: 0 % read",
        "sitmap: 4 of 500 reports read",
        "sitmap: long.txt: 1 % read",
    ]
