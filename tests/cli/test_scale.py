"""`sitmap aggregate`: what it says, and with which code it ends."""

import os
import signal
import subprocess
import sys
import time

import geopandas as gpd
import pytest
import shapely
from click.testing import CliRunner
from tests.scale.files import make_files

from sitmap.cli import main
from sitmap.scale import aggregate, digest, read_summary


def run(*arguments):
    return CliRunner().invoke(main, ["aggregate", *map(str, arguments)])


@pytest.fixture
def files(tmp_path):
    return make_files(tmp_path / "in", 3)


def test_counts_are_written_and_told(files, tmp_path):
    """How many, of how many, and why some are not among them."""
    result = run(
        tmp_path / "in" / "*.parquet",
        "--by",
        "week,h3:4",
        "-o",
        tmp_path / "a.parquet",
    )
    assert result.exit_code == 0, result.output
    assert (
        "counts by week, h3:4 and event type, of 894 incidents"
        in result.stdout
    )
    assert "left off: 3: coordinates are off the Earth ('2" in result.stdout
    assert "counted without a day: 3: no date" in result.stdout
    assert digest(tmp_path / "a.parquet") == digest(
        aggregate(files, "week,h3:4")
    )


def test_areas_and_columns_are_named(tmp_path):
    """Columns whose names nobody knows; areas told apart by a column."""
    (tmp_path / "a.csv").write_text(
        "east,north,jour,was\n20.5,42.5,03/04/2022,Riots\n", "utf-8"
    )
    area = {"name": ["A", "A"], "code": ["1", "2"]}
    boxes = [shapely.box(20, 42, 21, 43), shapely.box(30, 42, 31, 43)]
    gpd.GeoDataFrame(area, geometry=boxes, crs=4326).to_file(
        tmp_path / "areas.geojson"
    )
    said = [
        "--lon",
        "east",
        "--lat",
        "north",
        "--date",
        "jour",
        "--type",
        "was",
        "--monthfirst",
    ]
    output = [
        "-o",
        tmp_path / "a.parquet",
        "--by",
        "day,area",
        "--areas",
        tmp_path / "areas.geojson",
    ]
    assert "--area-id" in run(tmp_path / "a.csv", *said, *output).stderr
    result = run(tmp_path / "a.csv", *said, *output, "--area-id", "code")
    assert result.exit_code == 0, result.output
    row = read_summary(tmp_path / "a.parquet").iloc[0]
    assert (str(row["day"].date()), row["area"], row["event_type"]) == (
        "2022-03-04",
        "1",
        "Riots",
    )


def test_a_bad_file_ends_with_1_and_a_list_that_can_be_run_alone(
    files, tmp_path
):
    """The rest is counted; the list is an input, too."""
    good = files[1].read_bytes()
    files[1].write_bytes(good[:300])
    result = run(*files, "-o", tmp_path / "a.parquet")
    assert result.exit_code == 1
    assert "1 of 3 files are not in it, listed in" in result.stderr
    files[1].write_bytes(good)
    alone = run(
        "--from",
        tmp_path / "a.parquet.failed.txt",
        "-o",
        tmp_path / "b.parquet",
    )
    assert alone.exit_code == 0, alone.output
    assert digest(tmp_path / "b.parquet") == digest(aggregate(files[1]))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere.parquet", "-o", "a.parquet"], "no such file"),
        (["-o", "a.parquet"], "name the files"),
        (["x.parquet", "-o", "a.csv"], "as Parquet"),
        (
            ["x.parquet", "-o", "a.parquet", "--by", "hour,h3:5"],
            "h3:0 to h3:11",
        ),
        (
            ["x.parquet", "-o", "a.parquet", "--areas", "b.geojson"],
            "write --by day,area",
        ),
        (["--from", "nowhere.txt", "-o", "a.parquet"], "can't be read"),
    ],
)
def test_bad_usage_ends_with_2(arguments, told, tmp_path, monkeypatch):
    """One line, and nothing is left behind."""
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_keeps_what_was_counted(tmp_path, workers):
    """It says how to go on, and ends with 130 at once, however often it is pressed.

    The next run goes on.
    """
    make_files(tmp_path / "in", 40, rows=20_000)
    path = os.pathsep.join(each for each in sys.path if each)
    folder, out = str(tmp_path / "in"), str(tmp_path / "a.parquet")
    command = [
        sys.executable,
        "-m",
        "sitmap.cli",
        "aggregate",
        folder,
        "-o",
        out,
        "--workers",
        workers,
    ]
    environment = {**os.environ, "PYTHONPATH": path}
    with subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    ) as process:
        parts = tmp_path / "a.parquet.parts"
        while len(list(parts.glob("*.json"))) < 3:
            assert process.poll() is None
            time.sleep(0.005)
        for _ in range(2 if workers == "2" else 1):
            os.killpg(process.pid, signal.SIGINT)
            time.sleep(0.05)
        told = process.communicate(timeout=120)[1]
    assert process.returncode == 130, told
    assert "run the same command again to go on" in told
    assert run(tmp_path / "in", "-o", tmp_path / "a.parquet").exit_code == 0
    assert digest(tmp_path / "a.parquet") == digest(
        aggregate(tmp_path / "in")
    )
    assert not parts.exists()


def test_the_help_teaches():
    """What it counts, what happens after a crash, how a cluster is named."""
    said = run("--help").stdout
    for word in (
        "--by",
        "OUTPUT.failed.txt",
        "run the same command again",
        "tcp://HOST:8786",
        "Examples:",
    ):
        assert word in said
