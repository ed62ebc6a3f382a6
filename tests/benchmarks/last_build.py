"""The last build beside this one: the package as it was at a commit, for side-by-side benchmarks.

``python tests/benchmarks/last_build.py`` makes it (once, into build/last) and prints its folder;
``PYTHONPATH=build/last/COMMIT python script.py`` then runs a script on it, with the same libraries.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMIT = "145e867"
"""What every "today's build" in the benchmarks' tables is."""


def last_build(commit: str = COMMIT) -> Path:
    """Return the folder that holds the package of `commit`, building it the first time.

    It is installed without dependencies: both builds run on the libraries of this environment.
    """
    home = Path(os.environ.get("SITMAP_LAST_BUILD", ROOT / "build/last"))
    target = home / commit
    if (target / "sitmap").is_dir():
        return target
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home) as folder:
        source, made = Path(folder, "source"), Path(folder, "made")
        _unpack(commit, source)
        command = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
        ]
        environment = os.environ | {
            "PIP_CONSTRAINT": str(source / "constraints.txt")
        }
        environment.pop("PYTHONPATH", None)
        subprocess.run(
            [*command, "--target", made, source],
            check=True,
            env=environment,
        )
        shutil.move(made, target)
    return target


def _unpack(commit: str, source: Path) -> None:
    packed = subprocess.run(
        ["git", "archive", "--format=tar", commit],
        cwd=ROOT,
        check=False,
        capture_output=True,
    )
    if packed.returncode:
        sys.exit(
            f"the last build, {commit}, isn't in this clone's history; fetch it whole"
        )
    with tarfile.open(fileobj=BytesIO(packed.stdout)) as archive:
        archive.extractall(source, filter="data")


def run_on(build: Path | None, script: str, *arguments: str) -> str:
    """Run a Python script (its text) on a build, or on this one where that is None.

    Return stdout.
    """
    environment = os.environ | {"PYTHONPATH": str(build or ROOT / "src")}
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(
        command, check=True, env=environment, capture_output=True, text=True
    )
    return done.stdout


if __name__ == "__main__":
    print(last_build())
