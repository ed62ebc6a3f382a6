"""A summary in a folder: the same counts and the same bytes, whoever merged them."""

import json
import os
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from sitmap.errors import InputError, OutputError
from sitmap.scale import aggregate, aggregate_to_file, digest, read_summary
from sitmap.scale.partitions import (
    cut_days,
    cut_places,
    list_partitions,
    read_manifest,
)
from tests.scale.files import make_files


@pytest.fixture
def small_partitions(monkeypatch):
    """Windows of some hundred incidents, and row groups of fifty."""
    monkeypatch.setattr("sitmap.scale.partitions._INCIDENTS", 200)
    monkeypatch.setattr("sitmap.scale.partitions._GROUP_ROWS", 50)


@pytest.fixture
def files(tmp_path):
    """Six files of 300 rows."""
    return make_files(tmp_path / "in", 6)


def contents(folder):
    """Every file's bytes by its name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.usefixtures("small_partitions")
def test_a_folder_holds_what_the_frame_holds(files, tmp_path):
    """Rows, dtypes, metadata; and nothing else is left beside it."""
    frame = aggregate(files)
    done = aggregate_to_file(files, tmp_path / "counts")
    written = read_summary(tmp_path / "counts")
    assert done.keys == len(frame) == len(written)
    assert digest(tmp_path / "counts") == digest(written) == digest(frame)
    assert (
        written.dtypes.astype(str).to_dict()
        == frame.dtypes.astype(str).to_dict()
    )
    assert written.attrs == frame.attrs
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "counts",
        "in",
    ]
    assert len(list_partitions(tmp_path / "counts")) > 8


@pytest.mark.usefixtures("small_partitions")
def test_the_bytes_do_not_tell_how_the_rows_were_cut(
    files, tmp_path, monkeypatch
):
    """Parts of any size, in any order; runs merged in a tree."""
    aggregate_to_file(files, tmp_path / "a")
    monkeypatch.setattr("sitmap.scale.inputs._ROWS", 50)
    monkeypatch.setattr("sitmap.scale.streams.CHUNK_ROWS", 13)
    monkeypatch.setattr("sitmap.scale.work._FULL", 20)
    monkeypatch.setattr("sitmap.scale.runs._WINDOW", 60)
    monkeypatch.setattr("sitmap.scale.runs._BATCH", 16)
    monkeypatch.setattr("sitmap.scale.folders._SIDE_BY_SIDE", 5)
    monkeypatch.setattr("sitmap.scale.folders._GROUP", 3)
    monkeypatch.setattr("sitmap.scale.folders._KEYS", 2)
    aggregate_to_file(list(reversed(files)), tmp_path / "b")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


@pytest.mark.slow
def test_several_processes_write_the_same_bytes(files, tmp_path):
    """As one does."""
    aggregate_to_file(files, tmp_path / "a")
    aggregate_to_file(files, tmp_path / "b", workers=2)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_names_are_looked_up_all_together(tmp_path):
    """As in one file: what the other names tell of one is not lost."""
    rows = pd.DataFrame(
        {
            "place": ["Prizren", "Zvečan", "Nowhere at all", "Prizren"],
            "country": "XK",
            "date": "2023-05-29",
            "event_type": "Riots",
        }
    )
    for number in range(3):
        rows.to_csv(tmp_path / f"{number}.csv", index=False)
    files = [tmp_path / f"{number}.csv" for number in range(3)]
    aggregate_to_file(files, tmp_path / "counts", "day,h3:4")
    written = read_summary(tmp_path / "counts")
    assert digest(written) == digest(aggregate(files, "day,h3:4"))
    assert written["incidents"].sum() == 9
    assert sum(written.attrs["sitmap"]["left_off"].values()) == 3


def test_windows_of_days_follow_the_incidents():
    """Worked out by hand: a window ends where four million are full; undated rows stand apart."""
    undated = (1 << 22) - 1
    windows = cut_days(
        {738000: 3_000_000, 738001: 1_000_000, 738002: 1, undated: 5}
    )
    assert [window.name for window in windows] == [
        "2021-07-30",
        "2021-08-01",
        "undated",
    ]
    assert windows[0].high == windows[1].low
    assert windows[-1].high is None
    assert cut_days({}) == []


def test_ranges_of_places_hold_about_the_same():
    """Eight at most; one where there is little."""
    assert cut_places({5: 10, 80: 10}) == [0]
    assert len(cut_places(dict.fromkeys(range(122), 10_000_000))) == 8
    assert cut_places({}) == [0]


@pytest.mark.usefixtures("small_partitions")
def test_a_new_summary_replaces_the_one_before_whole(files, tmp_path):
    """No partition of the old one stays; something else than a summary is not replaced."""
    out = tmp_path / "counts"
    aggregate_to_file(files, out)
    many = len(list(out.iterdir()))
    aggregate_to_file(files[:1], out)
    assert len(list(out.iterdir())) < many
    assert digest(out) == digest(aggregate(files[:1]))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    with pytest.raises(
        OutputError, match="holds something that is no summary"
    ):
        aggregate_to_file(files, tmp_path / "mine")
    assert (tmp_path / "mine" / "letter.txt").read_text() == "dear"


@pytest.mark.usefixtures("small_partitions")
@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda path: path.unlink(), "is missing from the summary"),
        (
            lambda path: path.write_bytes(path.read_bytes()[:-40]),
            "bytes of",
        ),
        (
            lambda path: path.write_bytes(flipped(path.read_bytes())),
            "is damaged",
        ),
    ],
)
def test_a_partition_that_is_harmed_is_named(files, tmp_path, harm, told):
    """Missing, cut short, or a single bit of it turned: never other counts."""
    aggregate_to_file(files, tmp_path / "counts")
    _, partitions = read_manifest(tmp_path / "counts")
    harm(tmp_path / "counts" / partitions[2].file)
    with pytest.raises(InputError, match=told) as error:
        read_summary(tmp_path / "counts")
    assert partitions[2].file in str(error.value)
    assert "\n" not in str(error.value)


def flipped(data):
    """Turn a bit of a page of values."""
    harmed = bytearray(data)
    harmed[len(data) // 4] ^= 8
    return bytes(harmed)


def test_a_folder_that_is_not_whole_is_no_summary(files, tmp_path):
    """Without the list of what is in it, or with a torn one."""
    aggregate_to_file(files, tmp_path / "counts")
    manifest = tmp_path / "counts" / "_summary.json"
    whole = manifest.read_text("utf-8")
    manifest.write_text(whole[:90], "utf-8")
    with pytest.raises(InputError, match="can't be read"):
        read_summary(tmp_path / "counts")
    manifest.unlink()
    with pytest.raises(InputError, match=r"lacks _summary\.json"):
        read_summary(tmp_path / "counts")


def test_what_is_kept_and_damaged_is_counted_again(files, tmp_path):
    """A bit turned, which zstd may read as other counts: noticed, and counted anew."""
    out = tmp_path / "counts"

    def stop(now):
        if now.parts_done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        aggregate_to_file(files, out, progress=stop)
    kept = sorted((tmp_path / "counts.parts").glob("*-placed-0.arrow"))
    assert len(kept) == 4
    kept[1].write_bytes(flipped(kept[1].read_bytes()))
    standings = []
    aggregate_to_file(files, out, progress=standings.append)
    assert standings[0].parts_kept == 3
    assert digest(out) == digest(aggregate(files))


def test_what_is_damaged_before_the_merge_is_counted_again(
    files, tmp_path, monkeypatch
):
    """The run goes on by itself."""
    from sitmap.scale import folders

    survey, harmed = folders.survey_kept, []

    def harm_then_survey(keys, folder):
        if not harmed:
            harmed.append(min(folder.glob("*-placed-0.arrow")))
            harmed[0].write_bytes(b"torn")
        return survey(keys, folder)

    monkeypatch.setattr(folders, "survey_kept", harm_then_survey)
    aggregate_to_file(files, tmp_path / "counts")
    assert harmed
    assert digest(tmp_path / "counts") == digest(aggregate(files))


def test_nothing_to_count_is_a_summary_without_rows(tmp_path):
    """As in a file; its columns are there."""
    pd.DataFrame(
        {
            "longitude": [0.0],
            "latitude": [0.0],
            "date": ["2022-01-01"],
            "event_type": ["Riots"],
        }
    ).to_csv(tmp_path / "a.csv", index=False)
    done = aggregate_to_file(tmp_path / "a.csv", tmp_path / "counts")
    written = read_summary(tmp_path / "counts")
    assert (done.keys, len(written)) == (0, 0)
    assert written["cell"].dtype == np.uint64
    assert written.attrs["sitmap"]["rows"] == 1


def test_files_that_cannot_be_read_are_listed(files, tmp_path):
    """And the rest is counted; mended, only they are read."""
    good = files[2].read_bytes()
    files[2].write_bytes(good[:500])
    done = aggregate_to_file(files, tmp_path / "counts", say=print)
    assert list(done.metadata["failed"]) == [str(files[2])]
    assert str(files[2]) in (tmp_path / "counts.failed.txt").read_text(
        "utf-8"
    )
    files[2].write_bytes(good)
    standings = []
    aggregate_to_file(files, tmp_path / "counts", progress=standings.append)
    assert (standings[0].parts_kept, len(standings)) == (5, 1)
    assert not (tmp_path / "counts.failed.txt").exists()


@pytest.mark.slow
def test_a_run_killed_in_the_merge_leaves_the_old_summary_and_goes_on(
    files, tmp_path
):
    """kill -9 while the partitions are written."""
    out = tmp_path / "counts"
    aggregate_to_file(files[:2], out)
    before = contents(out)
    script = (
        "import os, sys; from sitmap.scale import aggregate_to_file, folders\n"
        "folders.write_manifest = lambda *_: os.kill(os.getpid(), 9)\n"
        "aggregate_to_file(sys.argv[2:], sys.argv[1])"
    )
    path = os.pathsep.join(each for each in sys.path if each)
    command = [sys.executable, "-c", script, str(out), *map(str, files)]
    killed = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": path}, check=False
    )
    assert killed.returncode == -9
    assert contents(out) == before
    standings = []
    aggregate_to_file(files, out, progress=standings.append)
    assert standings == []  # every part was kept
    assert digest(out) == digest(aggregate(files))
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "counts",
        "in",
    ]


def test_the_list_says_what_is_in_each_partition(files, tmp_path):
    """Its rows add up to the summary's."""
    done = aggregate_to_file(files, tmp_path / "counts")
    said = json.loads(
        (tmp_path / "counts" / "_summary.json").read_text("utf-8")
    )
    assert sum(each["rows"] for each in said["partitions"]) == done.keys
    assert sum(each["incidents"] for each in said["partitions"]) == 6 * 298
    assert said["rows"] == 1800
