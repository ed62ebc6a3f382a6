"""House rules that no linter holds: lists of exceptions that only shrink.

``python -m tests.test_house`` writes the list anew; a commit may make it shorter, never longer.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXCEPTIONS = Path(__file__).with_name("house.toml")
WIDTH = 100  # columns, as in pyproject.toml
ROOMS = ("src", "tests")
UNFORMATTED = ("# fmt: skip", "# fmt: off")


def _python_files() -> list[Path]:
    found = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    return [ROOT / "hatch_build.py", *sorted(p for p in found if "node_modules" not in p.parts)]


def _count() -> dict[str, dict[str, int]]:
    """Count per file the lines that are too long, and the places that the formatter leaves out."""
    too_long: dict[str, int] = {}
    unformatted: dict[str, int] = {}
    for path in _python_files():
        lines = path.read_text(encoding="utf-8").splitlines()
        name = path.relative_to(ROOT).as_posix()
        too_long[name] = sum(len(line) > WIDTH for line in lines)
        unformatted[name] = sum(line.rstrip().endswith(UNFORMATTED) for line in lines)
    counted = {"too_long": too_long, "unformatted": unformatted}
    return {kind: {name: n for name, n in files.items() if n} for kind, files in counted.items()}


def _allowed() -> dict[str, dict[str, int]]:
    return tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))


def test_no_file_has_more_long_lines_or_unformatted_places_than_its_list_allows():
    """A new line over 100 columns, or a new `fmt: skip`, is a fault: the lists only shrink."""
    allowed = _allowed()
    worse = {
        f"{name} ({kind})": (n, allowed[kind].get(name, 0))
        for kind, files in _count().items()
        for name, n in files.items()
        if n > allowed[kind].get(name, 0)
    }
    assert not worse, f"now and allowed: {worse}"


def test_no_exception_outlives_its_file():
    """A file that was mended or has gone leaves the list (python -m tests.test_house)."""
    counted = _count()
    gone = [
        f"{name} ({kind})"
        for kind, files in _allowed().items()
        for name in files
        if name not in counted[kind]
    ]
    assert not gone, gone


def _write() -> None:
    lines = [
        "# Exceptions to the house rules, counted per file; tests/test_house.py lets them only shrink."
    ]
    for kind, files in _count().items():
        lines += ["", f"[{kind}]", *(f'"{name}" = {n}' for name, n in files.items())]
    EXCEPTIONS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write()
