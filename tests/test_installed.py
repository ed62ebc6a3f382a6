"""An install that its user may only read: made by another, or on a disk that can't be written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANOTHER = "54321"
_READ_ALL = "-all,+dac_read_search"  # the interpreter may lie in a folder of its maker's

_TABLE = "title,place,country,date\nA fire,Mitrovica,Kosovo,2023-05-29\n"
_REPORT = "Shots were fired in Mitrovica on 29 May 2023, police said.\n"
_COMMANDS = (
    ("demo", "-o", "demo.html"),
    ("geocode", "Banjska, Kosovo"),
    ("gazetteer", "info"),
    ("map", "table.csv", "-o", "map.html"),
    ("read", "table.csv", "-o", "table.gpkg"),
    ("summary", "table.csv"),
    ("aggregate", "table.csv", "-o", "counts.parquet"),
    ("extract", "report.txt", "-o", "draft.csv"),
)


@pytest.fixture(scope="module")
def installed() -> Iterator[Path]:
    """A copy of the package that nobody may write."""
    folder = Path(tempfile.mkdtemp(prefix="sitmap-installed-"))
    source = Path(sys.modules["sitmap"].__file__ or "").parent
    if not (source / "_assets/gazetteer").is_dir():
        pytest.skip("the assets aren't built")
    shutil.copytree(
        source,
        folder / "sitmap",
        ignore=shutil.ignore_patterns("web", "__pycache__"),
    )
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder
    for path in [
        folder,
        *(path for path in folder.rglob("*") if path.is_dir()),
    ]:
        path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def desk() -> Iterator[Path]:
    """A folder with a table and a report that anybody may write into."""
    folder = Path(tempfile.mkdtemp(prefix="sitmap-desk-"))
    folder.chmod(0o777)
    (folder / "table.csv").write_text(_TABLE, "utf-8")
    (folder / "report.txt").write_text(_REPORT, "utf-8")
    yield folder
    shutil.rmtree(folder)


def _as_another() -> list[str]:
    """Return what runs a command as somebody who can't write the package."""
    if os.name != "posix":
        pytest.skip("needs POSIX permissions")
    if os.geteuid() != 0:
        return []
    if not (setpriv := shutil.which("setpriv")):
        pytest.skip(
            "root may write anything; needs setpriv (util-linux) to become another user"
        )
    ids = ["--reuid", _ANOTHER, "--regid", _ANOTHER, "--clear-groups"]
    return [
        setpriv,
        *ids,
        *("--inh-caps", _READ_ALL),
        *("--ambient-caps", _READ_ALL),
        *("--bounding-set", _READ_ALL),
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "home", [{}, {"HOME": "/nonexistent"}, {"XDG_DATA_HOME": "/proc/none"}]
)
def test_every_command_works_where_package_home_and_caches_cant_be_written(
    installed: Path, desk: Path, home: dict[str, str]
) -> None:
    before = {
        path: path.stat().st_mtime_ns for path in installed.rglob("*")
    }
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(installed),
        **home,
    }
    environment["XDG_CACHE_HOME"] = "/proc/none"
    for command in _COMMANDS if home else _COMMANDS[:4]:
        done = subprocess.run(
            [
                *_as_another(),
                sys.executable,
                "-B",
                "-m",
                "sitmap.cli",
                *command,
            ],
            cwd=desk,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (command, done.stderr)
        assert "Traceback" not in done.stderr
    assert (desk / "map.html").stat().st_size > 100_000
    assert {
        path: path.stat().st_mtime_ns for path in installed.rglob("*")
    } == before


def test_what_can_only_be_read_leaves_no_folder_behind(
    installed: Path, desk: Path
) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(installed),
        "TMPDIR": str(desk),
        "HOME": "/nonexistent",
    }
    command = [
        sys.executable,
        "-B",
        "-m",
        "sitmap.cli",
        "geocode",
        "Zvečan",
    ]
    done = subprocess.run(
        [*_as_another(), *command],
        cwd=desk,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in desk.iterdir()) == [
        "report.txt",
        "table.csv",
    ]


def test_no_asset_is_for_its_maker_alone() -> None:
    assets = (
        Path(sys.modules["sitmap"].__file__ or "").parent
        / "_assets/gazetteer"
    )
    if not assets.is_dir():
        pytest.skip("the assets aren't built")
    private = [
        path.name
        for path in assets.rglob("*")
        if not path.stat().st_mode & 0o044
    ]
    assert private == []
