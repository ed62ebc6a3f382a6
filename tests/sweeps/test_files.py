"""Every command that writes, under every fault of files: the old file or the whole new one."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitmap.cli import main

ROOT = Path(__file__).parent.parent.parent
STORIES = ROOT / "docs" / "stories"

COMMANDS: dict[str, tuple[str, ...]] = {
    "read csv": ("read", "t.csv", "-o", "o.csv"),
    "read geojson": ("read", "t.csv", "-o", "o.geojson"),
    "read kml": ("read", "t.csv", "-o", "o.kml"),
    "read xlsx": ("read", "t.csv", "-o", "o.xlsx"),
    "read parquet": ("read", "t.csv", "-o", "o.parquet"),
    "read gpkg": ("read", "t.csv", "-o", "o.gpkg"),
    "map": ("map", "t.csv", "-o", "o.html"),
    "figure": ("figure", "t.csv", "-o", "o.svg"),
    "extract": (
        "extract",
        "r.txt",
        "--published",
        "2022-08-17",
        "-o",
        "o.csv",
    ),
    "review": ("review", "draft.csv", "r.txt", "-o", "o.html"),
    "merge": ("merge", "draft.csv", "anna.csv", "bekim.csv", "-o", "o.csv"),
    "combine": ("combine", "t.csv", "t2.csv", "-o", "o.csv"),
    "diff": ("diff", "t.csv", "t2.csv", "-o", "o.csv"),
    "near": (
        "near",
        "t.csv",
        "--sites",
        "sites.csv",
        "--within",
        "5",
        "-o",
        "o.csv",
    ),
    "geocode": ("geocode", "places.csv", "-o", "o.csv"),
    "summary": ("summary", "t.csv", "--by", "type", "-o", "o.csv"),
    "compare": (
        "compare",
        "t.csv",
        "t2.csv",
        "--by",
        "cell",
        "-o",
        "o.html",
    ),
    "aggregate": ("aggregate", "t.csv", "-o", "o.parquet"),
    "watch": ("watch", "inbox", "--once", "-o", "o.html"),
}
QUICK = (
    "read csv",
    "read gpkg",
    "map",
    "extract",
    "merge",
    "diff",
    "near",
    "watch",
)
"""For what needs many runs of each."""

pytestmark = [
    pytest.mark.usefixtures("desk"),
    pytest.mark.slow,
    # what openpyxl leaves behind where a disk is full complains when it is collected
    pytest.mark.filterwarnings(
        "ignore::pytest.PytestUnraisableExceptionWarning"
    ),
]

SITES = "name,lat,lon\nPost,42.9,20.84\n"
REPORT = "Two soldiers were killed near Mitrovica on 17 August 2022, officials said.\n"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with what the commands read."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copy(STORIES / "week1.csv", "t.csv")
    shutil.copy(STORIES / "week2.csv", "t2.csv")
    for name in ("anna", "bekim", "draft"):
        shutil.copy(STORIES / f"review-{name}.csv", f"{name}.csv")
    Path("sites.csv").write_text(SITES, "utf-8")
    Path("r.txt").write_text(REPORT, "utf-8")
    Path("places.csv").write_text("place,country\nZvečan,Kosovo\n", "utf-8")
    Path("inbox").mkdir()
    shutil.copy("t.csv", "inbox/t.csv")
    return tmp_path


def run(*words: str) -> tuple[int, str]:
    """Run a command; a fault of ours fails the test."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        done = CliRunner().invoke(main, list(words))
    assert "fault of sitmap" not in done.output, done.output
    assert "Traceback" not in done.output
    return done.exit_code, done.output


def output_of(name: str) -> Path:
    """Return the file that a command writes."""
    return Path(COMMANDS[name][-1])


def listed() -> dict[str, bytes]:
    """Return every file of the desk but what is kept in the cache, by name."""
    files = (
        path
        for path in Path().rglob("*")
        if path.is_file() and "cache" not in path.parts
    )
    return {str(path): path.read_bytes() for path in files}


def lines_of(output: str) -> list[str]:
    """Return the lines that say what is wrong."""
    return [
        line for line in output.splitlines() if line.startswith("sitmap: ")
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_writes_its_file_alone(name):
    """What is swept works to begin with."""
    before = listed()
    code, output = run(*COMMANDS[name])
    assert code in (0, 1), output
    made = set(listed()) - set(before)
    assert str(output_of(name)) in made
    assert {
        path for path in made if not path.startswith((".o", "o."))
    } == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_full_disk_leaves_all_as_it_was(name):
    """No file may grow beyond a hundred bytes: the old file stays, nothing half beside it."""
    output_of(name).write_text("old")
    before = listed()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        code, output = run(*COMMANDS[name])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert code == 2, output
    assert len(lines_of(output)) >= 1
    assert _seen(listed()) == before


def _seen(files: dict[str, bytes]) -> dict[str, bytes]:
    """Leave out locks, and the parts of a count, from which it goes on."""
    kept = (".o.", "o.lock", "o.parquet.parts")
    return {
        path: data
        for path, data in files.items()
        if not path.startswith(kept)
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_a_read_only_folder_is_one_line(name):
    """Where not even the administrator may write."""
    folder = Path("/sys/kernel")
    if not folder.is_dir():
        pytest.skip("needs a folder that nobody may write to: /sys/kernel")
    before = listed()
    words = [*COMMANDS[name][:-1], str(folder / COMMANDS[name][-1])]
    code, output = run(*words)
    assert code == 2, output
    assert len(lines_of(output)) >= 1
    assert listed() == before


@pytest.mark.parametrize("name", COMMANDS)
def test_a_pipe_that_nobody_reads_ends_in_silence_or_one_line(name):
    """Its reader has gone."""
    if name in ("read gpkg", "aggregate", "watch", "compare", "read kml"):
        pytest.skip("writes no pipe")
    ends = os.pipe()
    os.close(ends[0])
    ending = COMMANDS[name][-1].rpartition(".")[2]
    Path(f"pipe.{ending}").symlink_to(f"/dev/fd/{ends[1]}")
    try:
        code, output = run(*COMMANDS[name][:-1], f"pipe.{ending}")
    finally:
        os.close(ends[1])
    assert code in (2, 141), output
    assert Path(f"pipe.{ending}").is_symlink()


@pytest.mark.parametrize("name", COMMANDS)
def test_without_a_home_it_works_all_the_same(name, monkeypatch):
    """No HOME, and nowhere to keep anything."""
    for variable in (
        "HOME",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
    ):
        monkeypatch.setenv(variable, "/proc/none")
    monkeypatch.delenv("HOME")
    code, output = run(*COMMANDS[name])
    assert code in (0, 1), output
    assert output_of(name).stat().st_size


@pytest.mark.parametrize("name", COMMANDS)
def test_a_clock_that_went_back_changes_no_byte(name, monkeypatch):
    """The inputs are from the year 2100, and now is 1971."""
    assert run(*COMMANDS[name])[0] in (0, 1)
    first = output_of(name).read_bytes()
    for path in Path().rglob("*.*"):
        os.utime(path, (4_102_444_800, 4_102_444_800))
    monkeypatch.setattr("time.time", lambda: 31_536_000.0)
    code, output = run(*COMMANDS[name])
    if name == "read xlsx":
        assert (code, "clock stands before 1980" in output) == (2, True), (
            output
        )
        assert output_of(name).read_bytes() == first
        return
    assert code in (0, 1), output
    if (
        name != "extract"
    ):  # a draft that is there and has another day counts as reviewed
        assert output_of(name).read_bytes() == first


def _killed_at(number: int, words: tuple[str, ...]) -> int:
    """Run a command in a fork that is killed before its n-th writing step; return how it ended."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a fork beside threads
        child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    count = [0]

    def step(event: str, told: tuple[object, ...]) -> None:
        writes = (
            event == "open"
            and isinstance(told[2], int)
            and told[2] & (os.O_WRONLY | os.O_RDWR)
        )
        if writes or event in (
            "os.rename",
            "os.remove",
            "os.mkdir",
            "sqlite3.connect",
        ):
            count[0] += 1
            if count[0] == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(step)
    try:
        code = run(*words)[0]
    except BaseException:  # noqa: BLE001 - nothing of pytest runs on in a fork
        code = 99
    os._exit(code)


@pytest.mark.parametrize("name", QUICK)
def test_killed_at_every_write_it_leaves_the_old_or_the_new(name):
    """Before each file that is opened, renamed or removed: the file is whole."""
    run(*COMMANDS[name])
    whole = output_of(name).read_bytes()
    inputs = {
        path: data
        for path, data in listed().items()
        if not path.startswith((".o", "o."))
    }
    for number in range(1, 60):
        output_of(name).write_bytes(whole)
        ended = _killed_at(number, COMMANDS[name])
        assert output_of(name).read_bytes() == whole, number
        now = listed()
        assert {path: now.get(path) for path in inputs} == inputs
        if not os.WIFSIGNALED(ended):
            assert os.WEXITSTATUS(ended) in (0, 1), number
            break
    else:
        pytest.fail("never came to its end")
    assert number > 1


@pytest.mark.parametrize("name", QUICK)
def test_two_at_once_leave_one_whole_file(name):
    """Both write the same bytes; one may say that the other is at work."""
    run(*COMMANDS[name])
    whole = output_of(name).read_bytes()
    children = []
    for _ in range(2):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            child = os.fork()
        if not child:
            try:
                code = run(*COMMANDS[name])[0]
            except BaseException:  # noqa: BLE001 - as above
                code = 99
            os._exit(code)
        children.append(child)
    ended = [
        os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        for child in children
    ]
    assert set(ended) <= {0, 1, 3}
    assert output_of(name).read_bytes() == whole
