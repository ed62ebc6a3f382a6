"""How the source reads, in numbers: ``python -m tests.measures [REVISION …]``.

A column for each revision of the repository, and one for the files as they are. A body line is a
line of a function that holds code, its docstring left out; nodes are those of its syntax tree.
"""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
WORDS = Path(__file__).with_name("find_words.toml")
WIDTH = 100
FIELD_WORDS = frozenset({"geocoding", "mapping", "sniffing"})
"""Names in -ing that the field itself uses."""

UNNAMED = frozenset({"__init__.py", "__main__.py", "_version.py"})
"""Files that hold nothing of their own to test."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def measure(source: Path, tests: Path) -> dict[str, str]:
    """Measure the Python modules below a folder, beside the folder of their tests."""
    files = list(list_modules(source))
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    trees = {path: ast.parse(text) for path, text in texts.items()}
    lines = [line for text in texts.values() for line in text.splitlines()]
    bodies = [
        body
        for path, tree in trees.items()
        for body in _bodies(tree, texts[path])
    ]
    lengths = sorted(length for length, _ in bodies)
    comments = sum(line.strip().startswith("#") for line in lines)
    found, asked = find_words(source)
    named = list_named(source)
    tested = len(named) - len(list_untested(source, tests))
    return {
        "modules": f"{len(files)}",
        "lines": f"{len(lines):,}",
        "longest module": f"{max(len(text.splitlines()) for text in texts.values())}",
        "lines of a function, median": f"{median(lengths):.0f}",
        "lines of a function, 9 in 10": f"{lengths[int(0.9 * (len(lengths) - 1))]}",
        "nodes a body line, median": f"{median(nodes / length for length, nodes in bodies):.1f}",
        "comment lines a thousand": f"{1000 * comments / len(lines):.1f}",
        "named numbers, with their reason": "{1} of {0}".format(
            *_numbers(trees, texts)
        ),
        f"lines over {WIDTH}": f"{sum(len(line) > WIDTH for line in lines)}",
        "places left unformatted": f"{sum('fmt: skip' in line for line in lines)}",
        "names in __all__": f"{sum(map(_exported, trees.values()))}",
        "modules in -ing": f"{len(list_ing(source))}",
        "found by the field's word": f"{found} of {asked}",
        "modules with a test of their name": f"{tested} of {len(named)}",
    }


def list_modules(source: Path) -> Iterator[Path]:
    """Yield the Python files below a folder, npm's left out."""
    for path in sorted(source.rglob("*.py")):
        if "node_modules" not in path.parts:
            yield path


def list_named(source: Path) -> list[str]:
    """Return the modules that hold something of their own, by their paths below a folder."""
    return [
        path.relative_to(source).as_posix()
        for path in list_modules(source)
        if path.name not in UNNAMED
    ]


def list_untested(source: Path, tests: Path) -> list[str]:
    """Return those of them that have no test where a stranger looks: a/b.py in a/test_b.py."""
    return [
        name
        for name in list_named(source)
        if not (tests / name).with_name(f"test_{Path(name).name}").is_file()
    ]


def list_ing(source: Path) -> list[str]:
    """Return the modules and packages whose name ends in -ing without being a word of the field."""
    stems = {
        part
        for path in list_modules(source)
        for part in _stems(path.relative_to(source))
    }
    return sorted(
        stem
        for stem in stems
        if stem.endswith("ing") and stem not in FIELD_WORDS
    )


def find_words(source: Path) -> tuple[int, int]:
    """Count the words whose file is there and says them in its name or its folder's."""
    words: dict[str, str] = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    found = [
        word
        for word, name in words.items()
        if (source / name).is_file()
        and re.search(word, name.replace("_", " ").lower())
    ]
    return len(found), len(words)


def _stems(path: Path) -> Iterator[str]:
    yield from path.parts[:-1]
    yield path.stem


def _bodies(tree: ast.AST, text: str) -> Iterator[tuple[int, int]]:
    """Yield body lines and nodes of each function."""
    lines = text.splitlines()
    for node in ast.walk(tree):
        if isinstance(node, Function):
            start = (
                node.body[0].end_lineno
                if ast.get_docstring(node)
                else node.lineno
            )
            code = (line.strip() for line in lines[start : node.end_lineno])
            length = sum(
                bool(line) and not line.startswith("#") for line in code
            )
            nodes = sum(1 for part in node.body for _ in ast.walk(part))
            yield max(1, length), nodes


def _numbers(
    trees: dict[Path, ast.Module], texts: dict[Path, str]
) -> tuple[int, int]:
    """Count constants that are numbers, and those with a comment or a docstring of their own."""
    every = told = 0
    for path, tree in trees.items():
        lines = texts[path].splitlines()
        for node, after in zip(
            tree.body, [*tree.body[1:], None], strict=True
        ):
            if not isinstance(
                node, ast.Assign | ast.AnnAssign
            ) or not _is_number(node.value):
                continue
            every += 1
            before = (
                lines[node.lineno - 2].strip() if node.lineno > 1 else ""
            )
            has_comment = "#" in lines[
                (node.end_lineno or 1) - 1
            ] or before.startswith("#")
            told += has_comment or _is_text(after)
    return every, told


def _is_number(value: ast.expr | None) -> bool:
    if isinstance(value, ast.UnaryOp):
        value = value.operand
    is_constant = isinstance(value, ast.Constant)
    return is_constant and type(value.value) in (int, float)


def _is_text(node: ast.stmt | None) -> bool:
    is_constant = isinstance(node, ast.Expr) and isinstance(
        node.value, ast.Constant
    )
    return is_constant and isinstance(node.value.value, str)


def _exported(tree: ast.Module) -> int:
    for node in tree.body:
        targets = (
            node.targets
            if isinstance(node, ast.Assign)
            else [getattr(node, "target", None)]
        )
        if any(
            getattr(target, "id", "") == "__all__" for target in targets
        ):
            return len(node.value.elts)
    return 0


def _measure_project(root: Path) -> dict[str, str]:
    return measure(root / "src" / "sitmap", root / "tests")


def main(revisions: list[str]) -> None:
    """Print one table."""
    columns = {}
    for revision in revisions:
        packed = subprocess.run(
            ["git", "archive", revision, "src/sitmap", "tests"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
        with tempfile.TemporaryDirectory() as folder:
            with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
                archive.extractall(folder, filter="data")
            columns[revision[:9]] = _measure_project(Path(folder))
    columns["now"] = _measure_project(ROOT)
    print(f"{'':36}" + "".join(f"{name:>14}" for name in columns))
    for what in columns["now"]:
        print(
            f"{what:36}"
            + "".join(f"{column[what]:>14}" for column in columns.values())
        )


if __name__ == "__main__":
    main(sys.argv[1:])
