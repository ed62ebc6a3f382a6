"""What `quarto render` does, step by step with its own parts.

Cells run, pandoc converts, typst prints.

Quarto itself is no package of Python's or npm's; its parts are.
"""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_CELL = re.compile(r"^```\{python\}\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_ONLY = re.compile(
    r'^::: \{\.content-visible (when|unless)-format="html"\}\n(.*?)^:::$',
    re.DOTALL | re.MULTILINE,
)
_HEAD = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)


def render_report(path: Path, target: str) -> Path:
    """Render a report beside its file, as "html" or "pdf".

    Skips the test where a part isn't there.
    """
    import pytest

    pandoc = pytest.importorskip(
        "pypandoc", reason="needs pypandoc_binary"
    ).get_pandoc_path()
    text = _ONLY.sub(
        lambda found: (
            found[2] if (found[1] == "when") == (target == "html") else ""
        ),
        path.read_text(),
    )
    text = _run_cells(_HEAD.sub("", text), path.parent)
    output = path.with_suffix(".html" if target == "html" else ".typ")
    subprocess.run(
        [
            pandoc,
            "-f",
            "markdown",
            "-s",
            "-M",
            "title=Report",
            "-o",
            output,
        ],
        input=text,
        text=True,
        check=True,
        cwd=path.parent,
    )
    if target == "html":
        return output
    pytest.importorskip("typst", reason="needs typst").compile(
        output, output=path.with_suffix(".pdf")
    )
    return path.with_suffix(".pdf")


def _run_cells(text: str, folder: Path) -> str:
    """Put what each cell prints in the cell's place."""
    names: dict[str, Any] = {}
    with contextlib.chdir(folder):
        return _CELL.sub(lambda cell: _printed(cell[1], names), text)


def _printed(code: str, names: dict[str, Any]) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(code, names)  # noqa: S102 - our own example
    return out.getvalue()
