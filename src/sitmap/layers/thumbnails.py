"""Small pictures of the files that rows name, as cards show them: made anew, with nothing else."""

from __future__ import annotations

import base64
import io
import json
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.errors import DataWarning
from sitmap.media import bad_digests, list_attachments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sitmap.media import Attachment

MEDIA_MB: Final = 2.0
"""Megabytes of pictures in a page, about a hundred; basemap and script weigh 0.4."""

_SIDE_PX: Final = 320
"""Of the longer side: the card's width on a phone."""

_QUALITY: Final = 70  # of JPEG: no blocks to be seen at that size
_MOST_PIXELS: Final = 60_000_000
"""Of the largest cameras; a picture of 60 million takes 180 MB while it is made small."""

# bytes of a picture that is opened
_LARGEST_FILE: Final = 60_000_000
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
"""What is decoded: pictures. SVG is a document that may hold scripts."""

# rows that a message names
_MOST_TOLD: Final = 3


@dataclass(frozen=True)
class MediaFolders:
    """Where files are looked up that rows name, and what their pictures may weigh.

    Attributes
    ----------
    folders
        Those of the tables' files.
    mb
        Megabytes of all pictures of a page together.
    allow_outside
        Whether names may lead out of the folders.
    """

    folders: tuple[Path, ...]
    mb: float = MEDIA_MB
    allow_outside: bool = False


def make_thumbnails(
    table: pd.DataFrame, media: MediaFolders
) -> bytes | None:
    """Make the pictures of the files that a table's rows name; None if they name no file.

    The page gets JSON: ``pictures`` (JPEG, base64), and ``cells``: for each pair of cells of
    ``media`` and ``sha256`` its words, each with its state and the number of its picture.

    Parameters
    ----------
    table
        The incident table.
    media
        Where the files lie.

    Warns
    -----
    DataWarning
        A file isn't there, isn't what its ``sha256`` says, or isn't shown.
    """
    for line in _tell_digests(table):
        warnings.warn(line, DataWarning, stacklevel=2)
    if "media" not in table or not table["media"].notna().any():
        return None
    rows = pd.DataFrame(table[table["media"].notna()]).drop_duplicates(
        ["media", "sha256"]
    )
    named = list_attachments(
        rows, media.folders, allow_outside=media.allow_outside
    )
    found = [one for one in named if one.column == "media"]
    if all(one.state == "link" for one in found):
        return None
    pictures, shown = _make_pictures(found, int(media.mb * 1_000_000))
    keys = {row: _key(rows.loc[row]) for row in rows.index}
    cells: dict[str, list[list[Any]]] = {}
    for one in found:
        cells.setdefault(keys[one.row], []).append([one.word, *shown[one]])
    for line in _tell([(one, shown[one][0]) for one in found], media.mb):
        warnings.warn(line, DataWarning, stacklevel=2)
    told = json.dumps(
        {"pictures": pictures, "cells": cells}, ensure_ascii=False
    )
    return told.encode("utf-8", "replace")


def _key(row: pd.Series[Any]) -> str:
    """Return what the page looks a row's files up by: its cells of media and sha256."""
    return "\n".join(
        "" if pd.isna(row[name]) else str(row[name])
        for name in ("media", "sha256")
    )


Shown = dict["Attachment", tuple[str, int]]
"""What each is on the page (a state, or why it has no picture), and the number of its picture."""


def _make_pictures(
    found: Sequence[Attachment], most: int
) -> tuple[list[str], Shown]:
    """Make a picture of each file, until they weigh too much; a file is decoded once."""
    pictures: list[str] = []
    made: dict[Path, tuple[str, int]] = {}
    weight = 0
    shown: Shown = {}
    for one in found:
        if one.path is None:
            shown[one] = one.state, -1
            continue
        if one.path not in made:
            picture = draw_thumbnail(one.path) if weight < most else b""
            text = base64.b64encode(picture or b"").decode("ascii")
            fits = bool(text) and weight + len(text) <= most
            if fits:
                pictures.append(text)
                weight += len(text)
            why = (
                "file" if fits else "unread" if picture is None else "full"
            )
            made[one.path] = why, len(pictures) - 1 if fits else -1
        shown[one] = made[one.path]
    return pictures, shown


def draw_thumbnail(path: Path) -> bytes | None:
    """Return a small JPEG of a picture without anything but its colours, or None if it is none.

    Position, camera, comments and colour profiles stay behind: the picture is painted on a new one.
    """
    try:
        from PIL import Image, ImageOps
    except ModuleNotFoundError:
        return None
    try:
        if path.stat().st_size > _LARGEST_FILE:
            return None
        with warnings.catch_warnings():
            warnings.simplefilter(
                "error"
            )  # Pillow warns of what unpacks to too much
            with Image.open(
                path, formats=_FORMATS
            ) as picture:  # the first frame alone
                if picture.width * picture.height > _MOST_PIXELS:
                    return None
                picture.draft(
                    "RGB", (2 * _SIDE_PX, 2 * _SIDE_PX)
                )  # JPEG: decoded small
                turned = ImageOps.exif_transpose(picture)
                turned.thumbnail((_SIDE_PX, _SIDE_PX))
                colours = turned.convert("RGBA")
        blank = Image.new("RGB", colours.size, "white")
        blank.paste(colours, mask=colours.getchannel("A"))
        written = io.BytesIO()
        blank.save(written, "JPEG", quality=_QUALITY, optimize=True)
    except Exception:  # noqa: BLE001 - decoders of broken pictures raise whatever they like
        return None
    return written.getvalue()


_WHY: Final = {
    "missing": "not there",
    "outside": "outside the table's folder (--allow-outside)",
    "twice": "two files of one name that differ",
    "unread": "no picture that can be shown",
    "full": "no room",
}


def _tell_digests(table: pd.DataFrame) -> Iterator[str]:
    """Say which rows have something else in ``sha256``: the first few, and how many."""
    wrong = list(bad_digests(table))
    for row, digest in wrong[:_MOST_TOLD]:
        named = table.loc[row, "incident_id"]
        yield f"row {named}: sha256 {digest[:80]!r} is none; write 64 hexadecimal digits"
    if len(wrong) > _MOST_TOLD:
        yield f"sha256: {len(wrong) - _MOST_TOLD:,} more are none"


def _tell(
    found: Sequence[tuple[Attachment, str]], most_mb: float
) -> Iterator[str]:
    """Say which files aren't what their hash says, and how many have no picture, and why."""
    for one, why in found:
        if why == "mismatch":
            yield f"row {one.incident_id}: {one.word} isn't the file that its sha256 names"
    words = {
        why: [one.word for one, state in found if state == why]
        for why in _WHY
    }
    told = [
        f"{said}: {_list(words[why])}"
        for why, said in _WHY.items()
        if words[why]
    ]
    if told:
        room = f" (--media-mb {most_mb:g})" if words["full"] else ""
        yield f"media without a picture in the page: {'; '.join(told)}{room}"


def _list(words: Sequence[str]) -> str:
    more = len(words) - _MOST_TOLD
    named = ", ".join(word[:80] for word in words[:_MOST_TOLD])
    return f"{named} and {more:,} more" if more > 0 else named
