"""Files of evidence that rows name: what stands in their cells, where it lies, and its SHA-256."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import pandas as pd

from sitmap.checksums import hash_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

MediaState = Literal[
    "link", "file", "missing", "outside", "twice", "mismatch"
]
"""What became of a word: an address, a file as it should be, or why it is none."""

_LINK: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PARTED: Final = re.compile(r"\s*[;|\n]\s*")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)
_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{2,5}$")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file or an address that a row names.

    Attributes
    ----------
    row
        The row's label in the table.
    incident_id
        The row's id, for people.
    column
        ``media`` or ``archive_url``.
    word
        As the cell has it.
    state
        See `MediaState`.
    path
        Of the file, where there is one that may be read.
    sha256
        That the table states for it, or nothing.
    """

    row: Any
    incident_id: str
    column: str
    word: str
    state: MediaState
    path: Path | None = None
    sha256: str = ""


def split_media(text: str) -> list[str]:
    """List what a cell names: parted by semicolons, bars or lines, else by blanks.

    One file's name may have blanks in it: where only the last word has an ending, the cell is one
    name.

    Examples
    --------
    >>> split_media("a.jpg https://example.org/b"), split_media("bridge at night.jpg")
    (['a.jpg', 'https://example.org/b'], ['bridge at night.jpg'])
    >>> split_media("night 1.jpg; night 2.jpg")
    ['night 1.jpg', 'night 2.jpg']
    """
    parts = [part for part in _PARTED.split(text.strip()) if part]
    if len(parts) != 1:
        return parts
    words = parts[0].split()
    is_name = [
        bool(_ENDING.search(word) or _LINK.match(word)) for word in words
    ]
    return (
        words
        if all(is_name)
        else parts
        if sum(is_name) == 1 and is_name[-1]
        else words
    )


def list_attachments(
    table: pd.DataFrame,
    folders: Sequence[Path],
    *,
    allow_outside: bool = False,
) -> Iterator[Attachment]:
    """List what the rows name in ``media`` and ``archive_url``, with what is known of each.

    Parameters
    ----------
    table
        The incident table.
    folders
        Where the names are looked up: those of the tables' files.
    allow_outside
        Whether a name may lead out of them.
    """
    named = [name for name in ("media", "archive_url") if name in table]
    if not named:
        return
    rows = table[table[named].notna().any(axis=1)]
    ids = (
        rows["incident_id"]
        if "incident_id" in rows
        else rows.index.to_series()
    ).to_dict()
    texts = {
        name: rows[name].dropna().astype(str).to_dict() for name in named
    }
    hashes = (
        rows["sha256"]
        if "sha256" in rows
        else pd.Series(None, rows.index, dtype="string")
    )
    for row, told in hashes.items():
        cells = [(name, texts[name].get(row)) for name in named]
        words = [
            (name, word)
            for name, cell in cells
            if cell
            for word in split_media(cell)
        ]
        digests = "" if pd.isna(told) else str(told)
        for (name, word), digest in zip(
            words, _pair(digests, words), strict=True
        ):
            state, path = find_file(
                word, folders, digest, allow_outside=allow_outside
            )
            yield Attachment(
                row, str(ids[row]), name, word, state, path, digest
            )


def _pair(told: str, words: Sequence[tuple[str, str]]) -> list[str]:
    """Give each name its hash; where there are fewer or more, each may be any of them."""
    digests = [
        each.lower()
        for each in _PARTED.sub(" ", told).replace(",", " ").split()
    ]
    of_media = sum(name == "media" for name, _ in words)
    if len(digests) == len(words):
        return digests
    if len(digests) == of_media:
        return [*digests, *[""] * (len(words) - of_media)]
    return [" ".join(digests)] * len(words)


def find_file(
    word: str,
    folders: Sequence[Path],
    digest: str = "",
    *,
    allow_outside: bool = False,
) -> tuple[MediaState, Path | None]:
    """Say what a word names: an address, or a file of the folders, the same in all that have it.

    A file that isn't what its hash says has no path: it isn't the one that the row is about.
    """
    if _LINK.match(word) and not re.match(r"[A-Za-z]:[\\/]", word):
        return "link", None
    found: dict[str, Path] = {}
    is_outside = False
    for folder in folders:
        path = folder / word.replace("\\", "/")
        try:
            there = path.is_file()
            inside = path.resolve().is_relative_to(folder.resolve())
        except (
            OSError,
            RuntimeError,
            ValueError,
        ):  # a loop of links, NUL, a name too long
            continue
        if there and (inside or allow_outside):
            found.setdefault(hash_file(path), path)
        is_outside |= not inside
    fitting = {
        key: path
        for key, path in found.items()
        if not digest or key in digest.split()
    }
    if len(fitting) == 1:
        return "file", next(iter(fitting.values()))
    if fitting:
        return "twice", None
    return (
        "mismatch" if found else "outside" if is_outside else "missing"
    ), None


def bad_digests(table: pd.DataFrame) -> Iterable[tuple[Any, str]]:
    """List rows whose ``sha256`` holds something that is none: 64 hexadecimal digits."""
    if "sha256" not in table:
        return
    for row, told in table["sha256"].dropna().items():
        for each in _PARTED.sub(" ", str(told)).replace(",", " ").split():
            if not _DIGEST.fullmatch(each):
                yield row, each
