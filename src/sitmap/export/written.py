"""Which drafts are as sitmap wrote them, and which a person has changed since."""

from __future__ import annotations

import hashlib
import itertools
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import platformdirs

from sitmap.export.files import write_file

if TYPE_CHECKING:
    from pathlib import Path

_MOST: Final = 5_000
"""Drafts that are remembered, 65 bytes each; an older one counts as changed, and is kept."""


def find_free(path: Path, data: bytes) -> Path:
    """Return the path if nobody's work is lost there, or else one beside it.

    Parameters
    ----------
    path
        Where a draft is to go.
    data
        What it would hold.
    """
    known = set(_read_known())
    beside = (
        path.with_name(f"{path.stem}-{number}{path.suffix}")
        for number in itertools.count(2)
    )
    return next(
        each
        for each in itertools.chain([path], beside)
        if _may_go(each, data, known)
    )


def _may_go(path: Path, data: bytes, known: set[str]) -> bool:
    try:
        there = path.read_bytes() if path.is_file() else b""
    except OSError:
        return False
    return not there or there == data or _digest(there) in known


def remember_written(data: bytes) -> None:
    """Take down that a draft is as written; where that can't be kept, it counts as changed."""
    known = list(dict.fromkeys([*_read_known(), _digest(data)]))[-_MOST:]
    with suppress(OSError, RuntimeError):
        _home().mkdir(parents=True, exist_ok=True)
        write_file(_home() / "drafts.txt", "\n".join(known).encode())


def _read_known() -> list[str]:
    try:
        return (_home() / "drafts.txt").read_text("ascii").split()
    except (OSError, RuntimeError, ValueError):
        return []


def _home() -> Path:
    return platformdirs.user_cache_path("sitmap", appauthor=False)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
