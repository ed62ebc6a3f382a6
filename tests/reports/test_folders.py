"""Many reports: linked, resumable, and none left out without a line."""

import os
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from sitmap.errors import DataWarning, InputError
from sitmap.incidents import validate
from sitmap.reports import (
    join_reports,
    link_reports,
    list_reports,
    parse_report,
    read_report,
    read_reports,
)
from sitmap.reports.folders import sum_notes

STORY = (
    "Three people were killed in shelling near Bakhmut on Tuesday, police said.\n\nIn Kramatorsk,"
    " protesters blocked a road on Monday."
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(STORY)
    (tmp_path / "in" / "b.txt").write_text(
        "At least four people were killed by shells in Bakhmut on Tuesday, a rival paper wrote."
    )
    (tmp_path / "in" / "c.txt").write_bytes(b"\x00\x01\x02" * 99)
    return tmp_path


@pytest.mark.filterwarnings("ignore::sitmap.errors.DataWarning")
def test_the_same_incident_in_two_reports_is_linked_and_both_are_kept(
    folder,
):
    """Three dead here, four there: two rows that name each other."""
    table = read_reports(folder / "in", published="2022-12-01")
    pair = table[table["also_in"].notna()]
    assert sorted(pair["fatalities_best"]) == [3, 4]
    assert set(pair["also_in"]) == set(pair["incident_id"])


@pytest.mark.filterwarnings("ignore::sitmap.errors.DataWarning")
def test_a_run_goes_on_where_it_was(folder):
    """What was drafted is read from the cache, with the same result."""
    seen = []
    first = read_reports(
        folder / "in", cache=folder / "cache", published="2022-12-01"
    )
    (folder / "in" / "a.txt").touch()
    again = read_reports(
        folder / "in",
        cache=folder / "cache",
        published="2022-12-01",
        progress=lambda *step: seen.append(step[:2]),
    )
    assert again["incident_id"].tolist() == first["incident_id"].tolist()
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_what_cannot_be_read_and_what_lacks_is_told_once(folder):
    """A line for each kind of note, with the names of the reports."""
    for name in ("d", "e", "f", "g"):
        (folder / "in" / f"{name}.txt").write_text(
            "The committee of the town met in Geneva and will meet again."
        )
    with pytest.warns(DataWarning) as told:
        read_reports(folder / "in", published="2022-12-01")
    lines = sorted(str(each.message) for each in told)
    assert len(lines) == 2
    assert "c.txt: this is no text" in lines[0]
    assert (
        lines[1]
        == "d.txt, e.txt, f.txt and 1 more reports: no incident is told in the report"
    )


@pytest.mark.filterwarnings("ignore::sitmap.errors.DataWarning")
def test_a_run_that_was_stopped_reads_only_the_rest(folder):
    """What is in the cache isn't read again, whatever stopped the run."""

    def stop(number, *_):
        if number == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_reports(
            folder / "in",
            cache=folder / "cache",
            published="2022-12-01",
            progress=stop,
        )
    [kept] = (folder / "cache").glob("*.json")
    kept.write_text(
        kept.read_text().replace("police said", "read from the cache")
    )
    again = read_reports(
        folder / "in", cache=folder / "cache", published="2022-12-01"
    )
    assert again["notes"].str.contains("read from the cache").sum() == 1
    assert len(list((folder / "cache").glob("*.json"))) == 3


@pytest.mark.filterwarnings("ignore::sitmap.errors.DataWarning")
def test_other_options_are_no_reason_to_take_an_old_draft(folder):
    """Another day of publication gives other days."""
    first = read_reports(
        folder / "in", cache=folder / "cache", published="2022-12-01"
    )
    other = read_reports(
        folder / "in", cache=folder / "cache", published="2022-12-08"
    )
    assert (other["date_start"] - first["date_start"]).dt.days.tolist() == [
        7,
        7,
        7,
    ]


def test_a_copy_of_a_report_is_linked_and_has_ids_of_its_own():
    """No id stands twice in the table."""
    report = parse_report(STORY, published="2022-12-01")
    table = join_reports([report, report])
    assert table["incident_id"].is_unique
    assert len(table) == 4
    assert table["also_in"].notna().all()


def test_incidents_of_one_report_are_never_linked_with_each_other():
    """Two blasts in a town are two."""
    text = (
        "A car bomb exploded in Baidoa, in Somalia, on 3 March 2023. In Baidoa, gunmen attacked a"
        " convoy of soldiers on 3 March 2023."
    )
    table = parse_report(text, published="2023-03-05").incidents
    assert link_reports(table.assign(report="one"))["also_in"].isna().all()


def test_an_incident_has_the_same_id_in_a_folder_and_alone(folder):
    """So that a review of a folder fits the map of its reports."""
    alone = read_report(
        folder / "in" / "a.txt", published="2022-12-01"
    ).incidents["incident_id"]
    with pytest.warns(DataWarning):
        table = read_reports(folder / "in", published="2022-12-01")
    assert set(alone) <= set(table["incident_id"])


def test_a_folder_of_quiet_reports_gives_an_empty_valid_table(tmp_path):
    """With the columns that a full one has."""
    (tmp_path / "quiet.txt").write_text(
        "The committee of the town met in Geneva and will meet again."
    )
    with pytest.warns(DataWarning, match="no incident"):
        table = read_reports(tmp_path)
    assert len(table) == 0
    assert {"keep", "report", "also_in"} <= set(table.columns)
    assert validate(table).empty


def test_a_folder_without_reports_is_told(tmp_path):
    """A README alone is no report."""
    (tmp_path / "README.md").write_text("About this folder.")
    with pytest.raises(InputError, match="no report in this folder"):
        list_reports([tmp_path])


def test_files_that_are_no_reports_by_their_ending_are_named(folder):
    """A folder of documents is no empty folder; tables that commands wrote are nobody's report."""
    (folder / "in" / "d.pdf").write_bytes(b"%PDF")
    (folder / "in" / "draft.csv").write_text("a")
    with pytest.warns(DataWarning) as told:
        read_reports(folder / "in", published="2022-12-01")
    lines = [str(each.message) for each in told]
    assert any(
        line.startswith("d.pdf: no report by the ending, and not read")
        for line in lines
    )
    assert not any("draft.csv" in line for line in lines)


def test_a_link_to_nothing_is_named(folder):
    """What is called as a report and isn't there is no silence."""
    (folder / "in" / "d.txt").symlink_to(folder / "gone.txt")
    with pytest.warns(DataWarning) as told:
        read_reports(folder / "in", published="2022-12-01")
    assert str(told[0].message).startswith("d.txt: a link to nothing")


def test_notes_that_differ_in_a_day_are_one_line():
    """Five hundred reports with days of their own aren't five hundred lines."""
    told = {
        f"{name}.txt": [f"days are counted from {day}, its own"]
        for name, day in (("a", "2024-05-14"), ("b", "2024-05-15"))
    }
    assert sum_notes(told) == [
        "a.txt, b.txt: days are counted from …, its own"
    ]
    del told["b.txt"]
    assert sum_notes(told) == [
        "a.txt: days are counted from 2024-05-14, its own"
    ]


def test_reports_of_one_name_in_two_folders_keep_their_notes(tmp_path):
    """Each is named with its folder."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.txt").write_bytes(b"\x00\x01" * 99)
    with pytest.warns(DataWarning) as told:
        read_reports(tmp_path)
    (line,) = [str(each.message) for each in told]
    assert str(tmp_path / "a" / "report.txt") in line
    assert str(tmp_path / "b" / "report.txt") in line


def test_what_cannot_be_read_is_named_further_than_other_notes(tmp_path):
    """Somebody has to do something about each."""
    for number in range(14):
        (tmp_path / f"r{number:02}.txt").write_bytes(b"%PDF" + b"\x00" * 9)
    with pytest.warns(DataWarning, match=r"r11\.txt and 2 more reports: "):
        read_reports(tmp_path)


def test_a_folder_in_the_folder_is_read_and_a_loop_ends(folder):
    """A link to the folder itself, or to one above it, adds nothing and takes nothing away."""
    deep = folder / "in" / "sub" / "deep"
    deep.mkdir(parents=True)
    (deep / "d.txt").write_text(STORY)
    (deep / "loop").symlink_to(folder / "in")
    (folder / "in" / "self").symlink_to(folder / "in")
    names = [path.name for path in list_reports([folder / "in"])]
    assert names == ["a.txt", "b.txt", "c.txt", "d.txt"]
    with pytest.warns(DataWarning) as told:
        read_reports(folder / "in", published="2022-12-01")
    assert [str(each.message) for each in told if "link" in str(each)] == []


def test_a_link_to_a_folder_elsewhere_is_named(folder):
    """Its reports are read when it is given itself."""
    (folder / "else").mkdir()
    (folder / "else" / "z.txt").write_text(STORY)
    (folder / "in" / "away").symlink_to(folder / "else")
    with pytest.warns(DataWarning) as told:
        read_reports(folder / "in", published="2022-12-01")
    assert str(told[0].message).startswith(
        "away: a link to a folder, and not"
    )


def test_a_folder_that_cannot_be_listed_is_named(folder, monkeypatch):
    """What is in it is missing from the table."""
    closed = folder / "in" / "closed"
    closed.mkdir()
    scan = os.scandir

    def refuse(path):
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.warns(DataWarning) as told:
        read_reports(folder / "in", published="2022-12-01")
    assert str(told[0].message).startswith("closed: a folder that can't be")


def test_a_link_to_a_report_that_is_there_is_no_other_report(folder):
    """It would tell each event twice; a link to one elsewhere is a report."""
    (folder / "in" / "0.txt").symlink_to(folder / "in" / "a.txt")
    (folder / "far.txt").write_text(STORY)
    (folder / "in" / "far.txt").symlink_to(folder / "far.txt")
    names = [path.name for path in list_reports([folder / "in"])]
    assert names == ["a.txt", "b.txt", "c.txt", "far.txt"]
    given = [folder / "in" / "a.txt", folder / "in" / ".." / "in" / "a.txt"]
    assert list_reports(given) == given[:1]


@pytest.mark.filterwarnings("ignore::sitmap.errors.DataWarning")
def test_a_name_that_is_no_text_is_spelled(tmp_path):
    """Two such reports stay two, and are linked; a line break is part of a name."""
    for name in (b"\xff.txt", b"\xfe.txt", b"a\nb.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(
            STORY
        )
    table = read_reports(tmp_path, published="2022-12-01")
    names = [Path(name).name for name in table["report"].unique()]
    assert names == ["a\nb.txt", "\\udcfe.txt", "\\udcff.txt"]
    assert set(table["source"]) == set(names)
    assert table["also_in"].str.count(",").tolist() == [1] * 6


@pytest.mark.filterwarnings("ignore::sitmap.errors.DataWarning")
def test_a_report_that_is_removed_or_cannot_be_read_takes_its_rows_alone(
    folder,
):
    """In the middle of the others, between two runs that share their drafts."""
    kept = {"cache": folder / "cache", "published": "2022-12-01"}
    first = read_reports(folder / "in", **kept)
    (folder / "in" / "b.txt").unlink()
    (folder / "in" / "b.txt").write_bytes(b"\x00\x01" * 99)
    second = read_reports(folder / "in", **kept)
    mine = first["report"] != str(folder / "in" / "b.txt")
    assert (
        second["incident_id"].tolist()
        == first[mine]["incident_id"].tolist()
    )
    assert second["also_in"].isna().all()


def test_a_report_that_goes_away_while_others_are_read_is_one_line(folder):
    """The others are drafted."""

    def remove(number, *_):
        if number == 1:
            (folder / "in" / "b.txt").unlink()

    with pytest.warns(DataWarning) as told:
        table = read_reports(
            folder / "in", progress=remove, published="2022-12-01"
        )
    assert len(table) == 2
    lines = [str(each.message) for each in told]
    assert len([line for line in lines if "b.txt" in line]) == 1
    assert lines[0].startswith("left off: ")


@pytest.mark.filterwarnings("ignore::sitmap.errors.DataWarning")
def test_more_rows_than_stand_in_a_block_are_one_table(folder, monkeypatch):
    """The same as in one go, whatever is null in a block."""
    whole = read_reports(folder / "in", published="2022-12-01")
    monkeypatch.setattr("sitmap.reports.tables._BLOCK", 1)
    cut = read_reports(folder / "in", published="2022-12-01")
    assert_frame_equal(pd.DataFrame(cut), pd.DataFrame(whole))
