"""The stories in docs/: what they begin with, and their steps."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STORIES = (
    "near",
    "diff",
    "counts",
    "review",
    "watch",
    "compare",
    "evidence",
)
EXIT = re.compile(r"\s+# exit code (\d+)$")

_CONSOLE = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
_STARTS = (
    "incidents/august-2022.csv",
    "presence/kfor-sites.csv",
    "reports/09-week-in-the-north.txt",
)


def steps_of(story: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command line with the lines that are told to follow it."""
    text = (ROOT / f"docs/{story}.md").read_text("utf-8")
    for block in _CONSOLE.findall(text):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, told = step.partition("\n")
            yield line, told.splitlines()


def prepare_desk(folder: Path) -> None:
    """Put the tables that the stories begin with into a folder."""
    for name in _STARTS:
        shutil.copy(ROOT / "data" / name, folder)
    shutil.copytree(ROOT / "docs/stories", folder, dirs_exist_ok=True)
    for name in ("inbox", "www"):
        (folder / name).mkdir()
    shutil.copy(folder / "week1.csv", folder / "inbox")
