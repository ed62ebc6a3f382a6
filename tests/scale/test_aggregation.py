"""One interface: in this process, in several, stopped and gone on with; always the same summary."""

import os
import signal
import subprocess
import sys

import pandas as pd
import pyarrow.parquet as pq
import pytest

from sitmap.errors import InputError, OutputError
from sitmap.scale import (
    aggregate,
    aggregate_to_file,
    digest,
    read_summary,
    write_summary,
)
from tests.scale.files import make_files


@pytest.fixture
def files(tmp_path):
    """Six files of 300 rows."""
    return make_files(tmp_path / "in", 6)


def test_a_file_is_the_frame(files, tmp_path):
    """Written in windows or kept in memory: rows, dtypes, metadata."""
    frame = aggregate(files)
    done = aggregate_to_file(files, tmp_path / "a.parquet")
    written = read_summary(tmp_path / "a.parquet")
    assert (done.keys, digest(written)) == (len(frame), digest(frame))
    assert digest(tmp_path / "a.parquet") == digest(frame)
    assert dict(written.dtypes.astype(str)) == {
        "day": "datetime64[ms]",
        "cell": "uint64",
        "event_type": "category",
        "incidents": "int64",
        "fatalities": "Int64",
    }
    assert written.attrs == frame.attrs
    said = written.attrs["sitmap"]
    assert said["by"] == ["day", "h3:5"]
    assert (
        said["rows"]
        == 1800
        == written["incidents"].sum() + sum(said["left_off"].values())
    )
    assert (
        pq.read_schema(tmp_path / "a.parquet").field("cell").type
        == "uint64"
    )


def test_the_file_is_the_same_bytes_again(files, tmp_path, monkeypatch):
    """In whatever order and size the parts come."""
    aggregate_to_file(files, tmp_path / "a.parquet")
    monkeypatch.setattr("sitmap.scale.inputs._ROWS", 50)
    monkeypatch.setattr("sitmap.scale.streams.CHUNK_ROWS", 13)
    monkeypatch.setattr("sitmap.scale.work._FULL", 20)
    aggregate_to_file(list(reversed(files)), tmp_path / "b.parquet")
    assert (tmp_path / "a.parquet").read_bytes() == (
        tmp_path / "b.parquet"
    ).read_bytes()


def test_a_summary_can_be_written_from_memory(files, tmp_path):
    """What `write_summary` writes, `read_summary` reads."""
    frame = aggregate(files)
    write_summary(frame, tmp_path / "a.parquet")
    again = read_summary(tmp_path / "a.parquet")
    assert digest(again) == digest(frame)
    assert again.attrs == frame.attrs
    with pytest.raises(InputError, match="lacks day, event_type"):
        write_summary(pd.DataFrame({"a": [1]}), tmp_path / "b.parquet")
    with pytest.raises(InputError, match="no such file"):
        read_summary(tmp_path / "b.parquet")


@pytest.mark.slow
def test_several_processes_come_to_the_same(files, tmp_path):
    """To the byte."""
    aggregate_to_file(files, tmp_path / "a.parquet")
    aggregate_to_file(files, tmp_path / "b.parquet", workers=2)
    assert (tmp_path / "a.parquet").read_bytes() == (
        tmp_path / "b.parquet"
    ).read_bytes()


@pytest.mark.slow
def test_a_killed_process_of_the_pool_loses_nothing(files, tmp_path):
    """Its parts are done again by another."""
    killed = []

    def kill_one(now):
        if not killed and now.parts_done == 1:
            from multiprocessing import active_children

            killed.append(active_children()[0].pid)
            os.kill(killed[0], signal.SIGKILL)

    aggregate_to_file(
        files, tmp_path / "b.parquet", workers=2, progress=kill_one
    )
    assert killed
    assert digest(tmp_path / "b.parquet") == digest(aggregate(files))


class StopError(Exception):
    """Stands for Ctrl-C."""


def stopped_after(parts):
    """A progress function that stops the work."""

    def progress(now):
        if now.parts_done == parts:
            raise StopError

    return progress


def test_a_stopped_run_goes_on_where_it_was(files, tmp_path):
    """Parts that were done aren't done again, and what is written is the same."""
    out = tmp_path / "a.parquet"
    with pytest.raises(StopError):
        aggregate_to_file(files, out, progress=stopped_after(4))
    assert not out.exists()
    standings = []
    aggregate_to_file(files, out, progress=standings.append)
    assert (
        standings[0].parts_kept,
        standings[0].parts_done,
        len(standings),
    ) == (4, 5, 2)
    assert digest(out) == digest(aggregate(files))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "a.parquet",
        "in",
    ]


def test_what_has_changed_is_counted_again(files, tmp_path):
    """Another file under the name, another question, a damaged part."""
    out = tmp_path / "a.parquet"

    def stop_then_run(by="day,h3:5"):
        standings = []
        aggregate_to_file(files, out, by, progress=standings.append)
        return standings[0].parts_kept

    def stop():
        with pytest.raises(StopError):
            aggregate_to_file(files, out, progress=stopped_after(3))

    stop()
    pd.read_parquet(files[0]).head(10).to_parquet(files[0])
    assert stop_then_run() == 2
    stop()
    assert stop_then_run("day,h3:4") == 0
    stop()
    for path in list((tmp_path / "a.parquet.parts").glob("*.arrow"))[:1]:
        path.write_bytes(b"not any more")
    assert stop_then_run() == 2
    assert digest(out) == digest(aggregate(files))


def test_failed_files_are_listed_and_can_be_run_again_alone(
    files, tmp_path
):
    """The list is a list of inputs; mended, only they are counted."""
    out, good = tmp_path / "a.parquet", files[2].read_bytes()
    files[2].write_bytes(good[:500])
    lines = []
    done = aggregate_to_file(files, out, say=lines.append)
    listed = tmp_path / "a.parquet.failed.txt"
    assert list(done.metadata["failed"]) == [str(files[2])]
    assert listed.read_text("utf-8").splitlines()[1] == str(files[2])
    assert digest(out) == digest(aggregate([*files[:2], *files[3:]]))
    files[2].write_bytes(good)
    standings = []
    aggregate_to_file(files, out, progress=standings.append)
    assert (standings[0].parts_kept, len(standings)) == (5, 1)
    assert digest(out) == digest(aggregate(files))
    assert not listed.exists()
    assert not (tmp_path / "a.parquet.parts").exists()


@pytest.mark.slow
def test_a_run_that_was_killed_goes_on(files, tmp_path):
    """kill -9 in the middle leaves whole parts or none."""
    script = (
        "import sys, time; from sitmap.scale import aggregate_to_file\n"
        "tell = lambda now: (print(now.parts_done, flush=True), time.sleep(.2))\n"
        "aggregate_to_file(sys.argv[2:], sys.argv[1], progress=tell)"
    )
    out = tmp_path / "a.parquet"
    path = os.pathsep.join(each for each in sys.path if each)
    command = [sys.executable, "-c", script, str(out), *map(str, files)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    ) as process:
        while process.stdout.readline().strip() != "2":
            assert process.poll() is None
        process.kill()
    standings = []
    aggregate_to_file(files, out, progress=standings.append)
    assert standings[0].parts_kept >= 2
    assert digest(out) == digest(aggregate(files))


def test_the_rest_of_the_time_is_told(files):
    """From the bytes done in this run."""
    standings = []
    aggregate(files, progress=standings.append)
    assert [now.parts_done for now in standings] == [1, 2, 3, 4, 5, 6]
    assert standings[2].seconds_left > 0
    assert standings[-1].seconds_left == 0
    assert standings[-1].rows == 1800


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"engine": "spark"}, "choose one of local, dask"),
        (
            {"engine": "local", "scheduler": "tcp://a:1"},
            "leave one of the two away",
        ),
        ({"workers": 0}, "1 or more"),
        ({"by": "day,area"}, "--areas FILE"),
    ],
)
def test_options_that_make_no_sense_are_refused(files, options, told):
    """In one line."""
    with pytest.raises(InputError, match=told):
        aggregate(files, **options)


def test_an_output_that_cannot_be_written_is_told_before_anything_is_read(
    tmp_path,
):
    """A folder that isn't there, one that is, another format."""
    for path, told in {
        tmp_path / "nowhere" / "a.parquet": "doesn't exist",
        tmp_path / "a.csv": "Parquet",
    }.items():
        with pytest.raises(OutputError, match=told):
            aggregate_to_file("*.parquet", path)
    with pytest.raises(InputError, match="in quotes"):
        aggregate_to_file(
            str(tmp_path / "*.parquet"), tmp_path / "a.parquet"
        )
    assert list(tmp_path.iterdir()) == []


def test_no_chunk_is_larger_than_memory_allows(tmp_path, monkeypatch):
    """One row group of 20,000 rows is read in pieces, and what is counted is packed away on the way."""
    from sitmap.scale import chunks, work

    sizes, packs = [], []
    count, pack = chunks.count_chunk, work.pack_counts
    monkeypatch.setattr(
        work,
        "count_chunk",
        lambda rows, *more: (
            sizes.append(rows.num_rows),
            count(rows, *more),
        )[1],
    )
    monkeypatch.setattr(
        work,
        "pack_counts",
        lambda counts, codec: (
            packs.append(len(counts)),
            pack(counts, codec),
        )[1],
    )
    monkeypatch.setattr("sitmap.scale.streams.CHUNK_ROWS", 1000)
    monkeypatch.setattr(work, "_FULL", 2000)
    files = make_files(tmp_path / "in", 1, rows=20_000)
    assert aggregate(files)["incidents"].sum() == 19_998
    assert (len(sizes), max(sizes)) == (20, 1000)
    assert len(packs) > 3
