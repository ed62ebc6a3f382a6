"""House rules that no linter holds: lists of exceptions that only shrink.

``python -m tests.test_house`` writes the list anew; a commit may make it shorter, never longer.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

from tests.measures import (
    find_words,
    list_ing,
    list_modules,
    list_untested,
    measure,
)

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "sitmap"
TESTS = Path(__file__).parent
EXCEPTIONS = Path(__file__).with_name("house.toml")
WIDTH = 100  # columns, as in pyproject.toml
ROOMS = ("src", "tests")
UNFORMATTED = ("# fmt: skip", "# fmt: off")


def _python_files() -> list[Path]:
    found = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    return [
        ROOT / "hatch_build.py",
        *sorted(p for p in found if "node_modules" not in p.parts),
    ]


def _count() -> dict[str, dict[str, int]]:
    """Count per file what the rules don't want.

    Lines that are too long, places that the formatter leaves out, modules without a test.
    """
    too_long: dict[str, int] = {}
    unformatted: dict[str, int] = {}
    for path in _python_files():
        lines = path.read_text(encoding="utf-8").splitlines()
        name = path.relative_to(ROOT).as_posix()
        too_long[name] = sum(len(line) > WIDTH for line in lines)
        unformatted[name] = sum(
            line.rstrip().endswith(UNFORMATTED) for line in lines
        )
    untested = dict.fromkeys(
        (f"src/sitmap/{name}" for name in list_untested(SOURCE, TESTS)), 1
    )
    counted = {
        "too_long": too_long,
        "unformatted": unformatted,
        "untested": untested,
    }
    return {
        kind: {name: n for name, n in files.items() if n}
        for kind, files in counted.items()
    }


def _allowed() -> dict[str, dict[str, int]]:
    return tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))


def test_no_file_is_worse_than_its_list_allows():
    """A line over 100 columns, a `fmt: skip`, a module without its test: the lists only shrink."""
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


def test_names_are_the_fields():
    """No module ends in -ing that the field itself doesn't call so (tests/measures.py)."""
    assert list_ing(SOURCE) == []


def test_a_newcomer_finds_the_file_by_its_word():
    """Every word of tests/find_words.toml is in the name or the folder of the file that holds it."""
    found, asked = find_words(SOURCE)
    assert found == asked >= 36


def test_a_files_name_is_unique_within_its_package():
    """Two files of one package, its folders and all, never have the same name."""
    names = Counter(
        (path.relative_to(SOURCE).parts[0], path.name)
        for path in list_modules(SOURCE)
        if not path.name.startswith("__") and path.parent != SOURCE
    )
    assert not [name for name, files in names.items() if files > 1]


def test_functions_are_short_and_lines_are_airy():
    """Half of the functions in 10 lines, nine in ten in 25, nine nodes of syntax a line."""
    told = measure(SOURCE, TESTS)
    assert float(told["lines of a function, median"]) <= 10
    assert float(told["lines of a function, 9 in 10"]) <= 25
    assert float(told["nodes a body line, median"]) <= 9


def _write() -> None:
    lines = [
        (
            "# Exceptions to the house rules, counted per file; tests/test_house.py lets them only"
            " shrink."
        )
    ]
    for kind, files in _count().items():
        lines += [
            "",
            f"[{kind}]",
            *(f'"{name}" = {n}' for name, n in files.items()),
        ]
    EXCEPTIONS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write()
