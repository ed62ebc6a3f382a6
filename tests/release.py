"""Builds a release and tries it in empty environments (`make release`).

``python -m tests.release [PYTHON …]``.

The wheel with the newest and with the lowest versions that pyproject.toml allows, with every extra,
on each Python that is there; the sdist once. In each, a page, a figure, a table and a look-up.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build" / "release"
PYTHONS = ("python3.11", "python3.12", "python3.13")
"""As the classifiers in pyproject.toml have them; others, and paths, as arguments."""
LEVELS = ("highest", "lowest-direct")
"""uv's names for the newest and the lowest versions of what the project asks for itself."""

TRIES = (
    ("demo", "-o", "demo.html"),
    ("geocode", "Pristina"),
    ("read", "incidents.csv", "-o", "incidents.gpkg"),
    ("figure", "incidents.gpkg", "-o", "incidents.png"),
)
"""Run one after the other; each must end with 0 and without a word of Python's."""

INCIDENTS = "date,place,country,type\n2024-03-05,Mitrovica,XK,Protests\n2024-03-06,Zvečan,XK,Riots\n"


@dataclass(frozen=True)
class Outcome:
    """How one installation went."""

    what: str
    python: str
    level: str
    seconds: float
    fault: str


def build() -> list[Path]:
    """Build wheel and sdist, in an environment of their own."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    _run(sys.executable, "-m", "build", "--outdir", str(FOLDER), str(ROOT))
    return sorted(
        FOLDER.glob("sitmap-*"), key=lambda path: path.suffix != ".whl"
    )


def find_pythons(names: Iterable[str]) -> dict[str, str]:
    """Return version and path of those that are on this machine; none is fetched."""
    script = "import platform, sys; print(platform.python_version(), sys.executable)"
    found = {}
    for name in names:
        with suppress(OSError, subprocess.CalledProcessError):
            version, _, path = (
                _run(name, "-c", script).strip().partition(" ")
            )
            found[version] = path
    return found


def try_release(
    package: Path, python: tuple[str, str], level: str
) -> Outcome:
    """Install a package into an empty environment, and use it there."""
    began = monotonic()
    version, path = python
    with tempfile.TemporaryDirectory() as scratch:
        fault = _fault_of(package, path, level, Path(scratch))
    return Outcome(
        package.suffix[1:], version, level, monotonic() - began, fault
    )


def _fault_of(package: Path, python: str, level: str, scratch: Path) -> str:
    home = scratch / "env"
    at = ("--python", str(home / "bin" / "python"))
    wanted = ("-r", str(ROOT / "pyproject.toml"), "--all-extras")
    work = scratch / "work"
    work.mkdir()
    (work / "incidents.csv").write_text(INCIDENTS, encoding="utf-8")
    try:
        _run("uv", "venv", "--quiet", "--python", python, str(home))
        _run(
            "uv",
            "pip",
            "install",
            "--quiet",
            *at,
            "--resolution",
            level,
            *wanted,
        )
        _run(
            "uv",
            "pip",
            "install",
            "--quiet",
            *at,
            "--no-deps",
            str(package),
        )
        for arguments in TRIES:
            told = _run(
                str(home / "bin" / "sitmap"), *arguments, folder=work
            )
            if re.search(r"Traceback|Warning:", told):
                return f"sitmap {' '.join(arguments)}: {told.strip().splitlines()[-1]}"
    except subprocess.CalledProcessError as error:
        last = (
            (error.stderr or error.stdout or "").strip().splitlines()[-1:]
        )
        return f"{Path(error.cmd[0]).name} {error.cmd[1]}: {' '.join(last)}"
    return ""


def _tool(name: str) -> str:
    """Return the program of the environment that runs this, else the name as it is."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else name


def _run(program: str, *arguments: str, folder: Path | None = None) -> str:
    done = subprocess.run(
        [_tool(program), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout + done.stderr


def main(names: list[str]) -> int:
    """Build, try, and print one table; 1 if anything failed."""
    packages = build()
    wheel, sdist = packages[0], packages[-1]
    pythons = list(find_pythons(names or PYTHONS).items())
    tries = [
        (wheel, python, level) for python in pythons for level in LEVELS
    ]
    tries.append((sdist, pythons[0], LEVELS[0]))
    print(
        f"{'what':6} {'python':8} {'versions':14} {'s':>5}  outcome",
        flush=True,
    )
    failed = False
    for package, python, level in tries:
        one = try_release(package, python, level)
        told = one.fault or "works"
        print(
            f"{one.what:6} {one.python:8} {one.level:14} {one.seconds:5.0f}  {told}",
            flush=True,
        )
        failed |= bool(one.fault)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
