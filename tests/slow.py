"""Which tests are slow, by tests/slow.toml.

``python -m tests.slow RESULTS.xml …`` writes the list anew, from what ``pytest --junitxml`` wrote.
Tests of the list are marked `slow`, and the fast lane (``make test FAST=1``) leaves them out.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parents[1]
LIST = Path(__file__).with_name("slow.toml")
SLOW_S = 0.5
"""With what it needs made; of all tests a twentieth, and most of the time."""
FAST_S = 45.0
"""Seconds that all tests of the fast lane take together on one core.

To collect them and to start two workers takes half a minute more. The longest, parameters and all,
are left off until they fit.
"""


def name_of(node: str) -> str:
    """Return a test's file and function, whatever its parameters.

    Examples
    --------
    >>> name_of("tests/test_spec.py::test_hashes[csv]")
    'tests/test_spec.py::test_hashes'
    """
    return node.partition("[")[0]


def load_slow() -> frozenset[str]:
    """Return the tests that were slow when the list was written."""
    if not LIST.is_file():
        return frozenset()
    told = tomllib.loads(LIST.read_text(encoding="utf-8"))
    return frozenset(
        f"{file}::{test}" for file, tests in told.items() for test in tests
    )


def read_results(path: Path) -> dict[str, list[float]]:
    """Read the seconds of each test, by its parameters."""
    found: dict[str, list[float]] = defaultdict(list)
    for case in ET.parse(path).iter("testcase"):  # noqa: S314 - pytest wrote it
        file = _file_of(case.get("classname") or "")
        if file:
            name = name_of(f"{file}::{case.get('name')}")
            found[name].append(float(case.get("time") or 0))
    return found


def _file_of(dotted: str) -> str:
    """Return the file of a dotted name, whose last parts may be a class."""
    parts = dotted.split(".")
    while parts:
        path = Path(*parts).with_suffix(".py")
        if (ROOT / path).is_file():
            return path.as_posix()
        parts.pop()
    return ""


SHARED_S = 10.0
"""A file whose slowest test takes so long makes something for all: they are slow together."""


def choose_slow(seconds: dict[str, list[float]]) -> list[str]:
    """Return the tests that are slow themselves, or too many to fit into the fast lane.

    Examples
    --------
    >>> choose_slow({"a.py::test_one": [0.1], "a.py::test_map": [0.7]})
    ['a.py::test_map']
    >>> choose_slow({"a.py::test_one": [0.1], "b.py::test_all": [0.3] * 200})
    ['b.py::test_all']
    """
    slow: list[str] = []
    left = FAST_S
    shared = {
        name.partition("::")[0]
        for name, spent in seconds.items()
        if max(spent) >= SHARED_S
    }
    for name in sorted(seconds, key=lambda name: sum(seconds[name])):
        left -= sum(seconds[name])
        file = name.partition("::")[0]
        if left < 0 or max(seconds[name]) >= SLOW_S or file in shared:
            slow.append(name)
    return sorted(slow)


def write_slow(results: list[Path]) -> None:
    """Write the list."""
    seconds: dict[str, list[float]] = {}
    for path in results:
        seconds |= read_results(path)
    files: dict[str, list[str]] = defaultdict(list)
    for name in choose_slow(seconds):
        file, _, test = name.partition("::")
        if re.fullmatch(r"\w+", test):
            files[file].append(test)
    lines = [
        f"# Tests of {SLOW_S} s and more, or beyond the fast lane.",
        "# python -m tests.slow writes this anew.",
    ]
    for file, tests in files.items():
        lines += [
            "",
            f'"{file}" = [',
            *(f'  "{test}",' for test in tests),
            "]",
        ]
    LIST.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_slow([Path(each) for each in sys.argv[1:]])
