"""Where results wait for their merge: in memory, or beside the output so that a run goes on."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol
from zlib import crc32

from sitmap.errors import OutputError
from sitmap.scale.partial import Partial, Told
from sitmap.scale.runs import Run
from sitmap.scratch import part_beside

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sitmap.scale.inputs import Part
    from sitmap.scale.work import Result

_KEPT: Final = re.compile(
    r"\.?(partition-\d+|[0-9a-f]{24})(-(placed|named)-\d+)?(\.arrow|\.json)?"
    r"(\.[0-9a-f]+\.sitmap\.part)?"
)
"""Names of what is kept, and of parts of it that a killed process left."""

_MERGED: Final = re.compile(r"merging-\w{8}")
"""Names of folders that a run which was killed leaves."""


def key_of(part: Part, fingerprint: str) -> str:
    """Name a part's result by all that it was made from.

    The plan, the files as they are now, what of them.
    """
    said = [
        fingerprint,
        part.files,
        part.format,
        part.groups,
        part.start,
        part.stop,
        part.stamp,
    ]
    return hashlib.sha256(
        json.dumps(said).encode("utf-8", "surrogatepass")
    ).hexdigest()[:24]


class Kept(NamedTuple):
    """A result that waits: its runs, its tallies, and the reports that failed in it."""

    placed: list[Run]
    named: list[Run]
    tallies: Partial
    failed: Mapping[str, str]
    more: Mapping[str, Any] = {}


class Store(Protocol):
    """Keeps results by key."""

    def put(self, key: str, result: Result) -> None:
        """Keep a result."""

    def get(self, key: str) -> Kept | None:
        """Return what was kept, or None."""


class MemoryStore:
    """Keeps results, which are packed, in memory."""

    def __init__(self) -> None:
        self._results: dict[str, Result] = {}

    def put(self, key: str, result: Result) -> None:
        """Keep a result."""
        self._results[key] = result

    def get(self, key: str) -> Kept | None:
        """Return what was kept, or None."""
        result = self._results.get(key)
        if result is None:
            return None
        placed, named = (
            [Run.open(data) for data in runs]
            for runs in (result.placed, result.named)
        )
        return Kept(placed, named, _tallies(result), result.failed)


class FolderStore:
    """Keeps results in a folder.

    The counts, and then a small file that says the result is whole.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(
                f"{folder}: can't be made ({error.strerror}); the output goes beside it"
            ) from error

    def put(
        self,
        key: str,
        result: Result,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        """Keep a result, and `more` that is known of it; a kill in the middle leaves no whole one.

        Raises
        ------
        OutputError
            The disk is full, or the folder is gone.
        """
        try:
            for name, runs in (
                ("placed", result.placed),
                ("named", result.named),
            ):
                for at, data in enumerate(runs):
                    write_whole(
                        self.folder / f"{key}-{name}-{at}.arrow", data
                    )
            said = {
                "placed": list(map(crc32, result.placed)),
                "named": list(map(crc32, result.named)),
                "rows": result.rows,
                "left_off": result.left_off,
                "undated": result.undated,
                "failed": result.failed,
                **(more or {}),
            }
            write_json(self.folder / f"{key}.json", said)
        except OSError as error:
            raise OutputError(
                f"{self.folder}: can't be written ({error.strerror or error}); what is there is"
                " kept: make room and run it again"
            ) from error

    def get(self, key: str) -> Kept | None:
        """Return what was kept as it was written, or None: it is made again."""
        try:
            said = json.loads(
                (self.folder / f"{key}.json").read_text(
                    "utf-8", "surrogatepass"
                )
            )
            placed, named = (
                [
                    _open_run(
                        self.folder / f"{key}-{name}-{at}.arrow", check
                    )
                    for at, check in enumerate(said[name])
                ]
                for name in ("placed", "named")
            )
            left_off, undated = (
                {why: Told(*told) for why, told in said[name].items()}
                for name in ("left_off", "undated")
            )
            tallies = Partial(
                rows=said["rows"], left_off=left_off, undated=undated
            )
            return Kept(placed, named, tallies, dict(said["failed"]), said)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None  # pyarrow's ArrowInvalid is a ValueError

    def remove(self) -> None:
        """Delete all that was kept, and the folder if nothing else is in it."""
        with suppress(OSError):
            for file in self.folder.iterdir():
                if _KEPT.fullmatch(file.name):
                    file.unlink()
                elif _MERGED.fullmatch(file.name):
                    shutil.rmtree(file)
            self.folder.rmdir()

    def tidy(self) -> None:
        """Delete the folder if nothing is kept in it."""
        if self.folder.is_dir() and not any(self.folder.iterdir()):
            self.remove()


def write_json(path: Path, said: Any) -> None:
    """Write values as `write_whole` does; names of files need not be text."""
    text = json.dumps(said, ensure_ascii=False)
    write_whole(path, text.encode("utf-8", "surrogatepass"))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that appears at once; two workers may write the same one."""
    with part_beside(path, sweep=False) as part:
        part.write_bytes(data)


def _open_run(path: Path, check: int) -> Run:
    """Open a run if it is what was written.

    Compressed bytes that were damaged may still be read, as other counts.

    Raises
    ------
    ValueError
        It is not.
    """
    found = 0
    with path.open("rb") as file:
        while some := file.read(1 << 20):
            found = crc32(some, found)
    if found != check:
        raise ValueError(f"{path}: isn't what was written")
    return Run.open(path)


def _tallies(result: Result) -> Partial:
    return Partial(
        rows=result.rows, left_off=result.left_off, undated=result.undated
    )
