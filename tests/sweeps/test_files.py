"""Every command that writes, under every fault of files: the old file or the whole new one."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import traceback
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_socket

from tests.desk.services import serve
from tests.sweeps.commands import (
    COARSE,
    KEEPS,
    LEFT_OFF,
    PRINTS,
    SERVER,
    WRITES,
    hand_over,
    list_commands,
    make_desk,
    make_ready,
    run,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[2]
UNDER_LOCALES = [name for name in WRITES if SERVER not in WRITES[name]]
QUICK = (
    *("read csv", "map", "extract", "merge", "near", "watch"),
    *("compare", "summary"),
)
"""For what takes a process of its own."""

EACH = tuple({words[0]: name for name, words in WRITES.items()}.values())
"""Each command once, for what takes many runs of each."""

pytestmark = [
    pytest.mark.usefixtures("desk"),
    pytest.mark.slow,
    # what openpyxl leaves behind where a disk is full complains when it is collected
    pytest.mark.filterwarnings(
        "ignore::pytest.PytestUnraisableExceptionWarning"
    ),
]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with what the commands read, and a user's folder of its own."""
    desk = tmp_path / "desk"
    desk.mkdir()
    monkeypatch.chdir(desk)
    for name in ("cache", "data"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(tmp_path / name))
    make_desk()
    return desk


@pytest.fixture
def words_of(monkeypatch):
    """Return a command's words once what it needs is there: a server, for one that asks one."""
    running = []

    def ready(name: str) -> tuple[str, ...]:
        words = {**WRITES, **KEEPS, **PRINTS}[name]
        make_ready(name)
        if SERVER not in words:
            return words
        for proxy in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.delenv(proxy, raising=False)
        pytest_socket.enable_socket()
        server = serve(hand_over())
        running.append(server)
        address = f"http://{server.__enter__().domain}"
        return tuple(address if one == SERVER else one for one in words)

    yield ready
    for server in running:
        server.__exit__(None, None, None)
    if running:
        pytest_socket.disable_socket(allow_unix_socket=True)


def test_every_command_is_in_the_table_or_left_off_with_its_reason():
    """Who adds a command says how it bears full disks, kills and pipes."""
    tables = {**WRITES, **KEEPS, **PRINTS}
    typed = {" ".join(words) for words in tables.values()}
    for command in list_commands():
        here = any(f"{words} ".startswith(f"{command} ") for words in typed)
        assert here != (command in LEFT_OFF), command
    assert set(LEFT_OFF) <= set(list_commands())


def output_of(name: str) -> Path:
    """Return the file that a command writes."""
    return Path(WRITES[name][-1])


def listed() -> dict[str, bytes]:
    """Return every file of the desk, by name."""
    files = (path for path in Path().rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in files}


def lines_of(output: str) -> list[str]:
    """Return the lines that say what is wrong."""
    return [
        line for line in output.splitlines() if line.startswith("sitmap: ")
    ]


@pytest.mark.parametrize("name", WRITES)
def test_each_command_writes_its_file_alone(name, words_of):
    """What is swept works to begin with."""
    words = words_of(name)
    before = listed()
    code, output = run(*words)
    assert code in (0, 1), output
    made = set(listed()) - set(before)
    assert str(output_of(name)) in made
    assert _seen(dict.fromkeys(made, b"")).keys() <= {str(output_of(name))}


@pytest.mark.parametrize("name", WRITES)
def test_a_full_disk_leaves_all_as_it_was(name, words_of):
    """No file may grow beyond a hundred bytes: the old file stays, nothing half beside it."""
    words = words_of(name)
    output_of(name).write_text("old")
    before = listed()
    code, output = _run_on_full_disk(words)
    assert code == 2, output
    assert len(lines_of(output)) >= 1
    assert _seen(listed()) == before


@pytest.mark.parametrize("name", KEEPS)
def test_a_full_disk_keeps_what_the_user_has(name, words_of, tmp_path):
    """What was added before is there, and one line says why no more is."""
    words = words_of(name)
    data = tmp_path / "data"
    before = {path: path.read_bytes() for path in _files_of(data)}
    code, output = _run_on_full_disk(words)
    assert code == 2, output
    assert len(lines_of(output)) == 1, output
    assert {path: path.read_bytes() for path in _files_of(data)} == before
    assert run(*words)[0] == 0


def _files_of(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _run_on_full_disk(words: tuple[str, ...]) -> tuple[int, str]:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        return run(*words)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def _seen(files: dict[str, bytes]) -> dict[str, bytes]:
    """Leave out locks, what fetch notes, and the parts of a count, from which it goes on."""
    kept = (".o.", "o.lock", "o.parquet.parts", "o.state.json")
    return {
        path: data
        for path, data in files.items()
        if not path.startswith(kept)
    }


@pytest.mark.parametrize("name", WRITES)
def test_a_read_only_folder_is_one_line(name, words_of):
    """Where not even the administrator may write."""
    folder = Path("/sys/kernel")
    if not folder.is_dir():
        pytest.skip("needs a folder that nobody may write to: /sys/kernel")
    *words, output_name = words_of(name)
    before = listed()
    code, output = run(*words, str(folder / output_name))
    assert code == 2, output
    assert len(lines_of(output)) >= 1
    assert listed() == before


NO_PIPE = {
    "read gpkg": "SQLite seeks",
    "read kml": "GDAL seeks",
    "aggregate": "Parquet of parts",
    "watch": "a page beside its state",
    "compare": "a page beside its table",
    "fetch kobo": "a table beside its state",
    "ground prepare": "blocks are written before the head",
}


@pytest.mark.parametrize(
    "name", [one for one in WRITES if one not in NO_PIPE]
)
def test_a_pipe_that_nobody_reads_ends_in_silence_or_one_line(
    name, words_of
):
    """Its reader has gone."""
    *words, output_name = words_of(name)
    ends = os.pipe()
    os.close(ends[0])
    pipe = Path(f"pipe{Path(output_name).suffix}")
    pipe.symlink_to(f"/dev/fd/{ends[1]}")
    try:
        code, output = run(*words, str(pipe))
    finally:
        os.close(ends[1])
    assert code in (2, 141), output
    assert pipe.is_symlink()


@pytest.mark.parametrize("name", PRINTS)
def test_a_terminal_that_was_closed_ends_in_silence(name, words_of):
    """As ``sitmap … | head -1`` does; where the locale has ASCII alone, too."""
    words = words_of(name)
    ends = os.pipe()
    os.close(ends[0])
    try:
        done = subprocess.run(
            [sys.executable, "-m", "sitmap.cli", *words],
            stdout=ends[1],
            stderr=subprocess.PIPE,
            env={**os.environ, **POOR},
            check=False,
        )
    finally:
        os.close(ends[1])
    told = done.stderr.decode("ascii", "replace")
    assert "Traceback" not in told
    assert "fault of sitmap" not in told
    assert done.returncode in (0, 1, 141), told


POOR = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
LOCALES = {
    "ASCII alone": POOR,
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
    "Arabic": {"LC_ALL": "ar_EG.UTF-8", "PYTHONUTF8": "0"},
}


@pytest.fixture(scope="module")
def usual(tmp_path_factory) -> dict[str, list]:
    """How each command ends under the usual locale, and the hash of what it writes."""
    folder = tmp_path_factory.mktemp("usual") / "there"
    folder.mkdir()  # beside it is what the user keeps, which no other test may have filled
    return _run_under({"LC_ALL": "C.UTF-8"}, UNDER_LOCALES, folder)


@pytest.mark.parametrize("locale", LOCALES)
def test_another_locale_changes_no_byte(locale, usual, tmp_path):
    """Every command where a locale has ASCII alone; some under those that others stumble over."""
    names = UNDER_LOCALES if locale == "ASCII alone" else QUICK
    folder = tmp_path / "there"
    folder.mkdir()
    found = _run_under(LOCALES[locale], names, folder)
    assert found == {name: usual[name] for name in names}


def _run_under(
    variables: dict[str, str], names: Iterable[str], folder: Path
) -> dict[str, list]:
    env = {**os.environ, **variables, "PYTHONPATH": _path()}
    # one list of fonts for all: matplotlib's order of them is that of the day it was made
    env["MPLCONFIGDIR"] = str(folder.parent.parent / "fonts")
    done = subprocess.run(
        [sys.executable, "-m", "tests.sweeps.commands", *names],
        cwd=folder,
        env={**env, "XDG_DATA_HOME": str(folder.parent / "data")},
        capture_output=True,
        check=False,
    )
    told = done.stderr[-2000:].decode("utf-8", "replace")
    assert done.returncode == 0, told
    return json.loads(done.stdout.splitlines()[-1])


def _path() -> str:
    parts = [str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
    return os.pathsep.join(filter(None, parts))


@pytest.mark.parametrize("name", WRITES)
def test_without_a_home_it_works_all_the_same(name, words_of, monkeypatch):
    """No HOME, and nowhere to keep anything."""
    if name == "gazetteer pack":
        pytest.skip("packs what was added to the user's own folder")
    words = words_of(name)
    _take_home_away(monkeypatch)
    code, output = run(*words)
    assert code in (0, 1), output
    assert output_of(name).stat().st_size


@pytest.mark.parametrize("name", KEEPS)
def test_without_a_home_what_would_be_kept_is_one_line(
    name, words_of, monkeypatch
):
    words = words_of(name)
    _take_home_away(monkeypatch)
    code, output = run(*words)
    assert code == 2, output
    assert len(lines_of(output)) == 1, output


def _take_home_away(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("DATA", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", "/proc/none")
    monkeypatch.delenv("HOME", raising=False)


DATED = {
    "read xlsx": "office files hold no day before 1980",
    "figure docx": "office files hold no day before 1980",
    "extract": "a draft that is there and has another day counts as reviewed",
    "evidence pack": "says when it was packed",
    "fetch kobo": "says when it was fetched",
}
"""What has a day in it; it is told, or the day is the only thing that differs."""


@pytest.mark.parametrize("name", WRITES)
def test_a_clock_that_went_back_changes_no_byte(
    name, words_of, monkeypatch
):
    """The inputs are from the year 2100, and now is 1971."""
    words = words_of(name)
    assert run(*words)[0] in (0, 1)
    first = output_of(name).read_bytes()
    for path in Path().rglob("*.*"):
        os.utime(path, (4_102_444_800, 4_102_444_800))
    monkeypatch.setattr("time.time", lambda: 31_536_000.0)
    code, output = run(*words)
    if code == 2:
        assert name in DATED
        assert "clock stands before 1980" in output
        assert output_of(name).read_bytes() == first
        return
    assert code in (0, 1), output
    if name not in DATED:
        assert output_of(name).read_bytes() == first


def _fork(work) -> int:
    """Do some work in a fork, which ends with its number; return the fork's."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a fork beside threads
        child = os.fork()
    if child:
        return child
    try:
        code = work()
    except BaseException:  # noqa: BLE001 - nothing of pytest runs on in a fork
        traceback.print_exc()
        code = 99
    os._exit(code)


def _killed_at(number: int, words: tuple[str, ...]) -> int:
    """Run a command in a fork that is killed before its n-th writing step; return how it ended."""
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

    def work() -> int:
        sys.addaudithook(step)
        return run(*words)[0]

    return os.waitpid(_fork(work), 0)[1]


@pytest.mark.parametrize("name", EACH)
def test_killed_at_every_write_it_leaves_the_old_or_the_new(name, words_of):
    """Before each file that is opened, renamed or removed: the file is whole."""
    words = words_of(name)
    run(*words)
    whole = output_of(name).read_bytes()
    beside = set(listed())
    inputs = {
        path: data
        for path, data in listed().items()
        if not path.startswith((".o", "o."))
    }
    for number in range(1, 60):
        output_of(name).write_bytes(whole)
        ended = _killed_at(number, words)
        assert _is_the_same(name, whole), number
        now = listed()
        assert {path: now.get(path) for path in inputs} == inputs
        if not os.WIFSIGNALED(ended):
            assert os.WEXITSTATUS(ended) in (0, 1), number
            break
    else:
        pytest.fail("never came to its end")
    assert number > 1
    assert set(listed()) <= beside, "the next run sweeps what a kill left"


def _is_the_same(name: str, whole: bytes) -> bool:
    """Tell whether an output is as it was; where it says when it was made, that there is one."""
    found = output_of(name).read_bytes()
    return found == whole or (name in DATED and len(found) > 0)


def _ends_of(name: str, words: tuple[str, ...], runs: int) -> list[int]:
    """Run a command several times at once, and return how each ended.

    In processes of their own, as forks share the places in files that are open; but for what asks
    the server, which this process alone may.
    """
    if name == "fetch kobo":
        forks = [_fork(lambda: run(*words)[0]) for _ in range(runs)]
        ends = [os.waitpid(fork, 0)[1] for fork in forks]
        return [os.waitstatus_to_exitcode(end) for end in ends]
    children = [
        subprocess.Popen(
            [sys.executable, "-m", "sitmap.cli", *words],
            env={**os.environ, "PYTHONPATH": _path()},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for _ in range(runs)
    ]
    told = [child.communicate()[1].decode() for child in children]
    assert not any("fault of sitmap" in each for each in told), told
    return [child.returncode for child in children]


@pytest.mark.parametrize("name", EACH)
def test_two_at_once_leave_one_whole_file(name, words_of):
    """Both write the same bytes; one may say that the other is at work."""
    words = words_of(name)
    # a process of its own has another list of fonts than this one
    _ends_of(name, words, 1) if COARSE[0] in words else run(*words)
    whole = output_of(name).read_bytes()
    ended = _ends_of(name, words, 2)
    refuses = (
        {2} if name in ("fetch kobo", "aggregate") else set()
    )  # one is at work
    assert set(ended) <= {0, 1, 3} | refuses, ended
    assert set(ended) & {0, 1}
    assert _is_the_same(name, whole)
