"""The user's own parts of the gazetteer: country files and learnt places, with rows and index.

    gazetteer/XK/current                 names the folder below
    gazetteer/XK/3f9a…/info.json         the country, how many places, from where, when
    gazetteer/XK/3f9a…/rows.txt.gz       the rows as they were given
    gazetteer/XK/3f9a…/index-2/…         what this version of sitmap made of them

A change is one rename of ``current``: whatever breaks on the way, the next look-up reads the old
state. A version that keeps its index in another way makes its own from the rows, without the
internet.
"""

from __future__ import annotations

import gzip
import json
import shutil
import zlib
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import GazetteerError
from sitmap.gazetteer.index import PlaceIndex
from sitmap.gazetteer.writer import FORMAT, write_index
from sitmap.scratch import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sitmap.gazetteer.sources import Entry

    Rebuild = Callable[[str, Path], Iterable[Entry]]

_INDEX: Final = f"index-{FORMAT}"


class Part:
    """A part as it lies on disk.

    Parameters
    ----------
    folder
        The folder that ``current`` names.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = folder.parent.name
        self.info: dict[str, Any] = json.loads(
            (folder / "info.json").read_text(encoding="utf-8")
        )
        if not isinstance(self.info, dict):
            raise TypeError(f"{folder}: info.json says nothing of its rows")

    def rows(self) -> bytes:
        """Return the rows as they were given.

        Raises
        ------
        GazetteerError
            If they can't be read.
        """
        try:
            return gzip.decompress(
                (self.folder / "rows.txt.gz").read_bytes()
            )
        except (OSError, EOFError, zlib.error) as error:
            raise GazetteerError(
                f"{self.folder}: its rows can't be read ({error}); add {self.name} again"
            ) from error


def list_parts(folder: Path) -> list[Part]:
    """List the parts in the user's folder; what isn't whole isn't there."""
    return sorted(_parts(folder), key=lambda part: part.name)


def _parts(folder: Path) -> Iterator[Part]:
    for pointer in folder.glob("*/current"):
        try:
            yield Part(
                pointer.parent / pointer.read_text(encoding="utf-8").strip()
            )
        except (OSError, ValueError, TypeError):
            continue


def put_part(
    folder: Path,
    name: str,
    rows: bytes,
    entries: Iterable[Entry],
    info: dict[str, Any],
) -> None:
    """Write a part, or put a newer one in its place.

    Raises
    ------
    GazetteerError
        If the folder can't be written. The part is then as it was before.
    """
    home = folder / name
    try:
        home.mkdir(parents=True, exist_ok=True)
        fresh = Path(
            mkdtemp(prefix=f"{sha256(rows).hexdigest()[:8]}-", dir=home)
        )
        try:
            (fresh / "rows.txt.gz").write_bytes(
                gzip.compress(rows, mtime=0)
            )
            (fresh / "info.json").write_text(
                json.dumps(info), encoding="utf-8"
            )
            write_index(fresh / _INDEX, entries, info)
            _point_to(fresh)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
    except OSError as error:
        raise GazetteerError(
            f"{home}: can't be written ({error}); nothing was changed"
        ) from error
    _sweep(home, fresh)


def _point_to(fresh: Path) -> None:
    draft = fresh / "current"
    draft.write_text(fresh.name, encoding="utf-8")
    draft.replace(fresh.parent / "current")


def _sweep(home: Path, kept: Path) -> None:
    for old in home.iterdir():
        if old.is_dir() and old != kept:
            shutil.rmtree(old, ignore_errors=True)


def drop_part(folder: Path, name: str) -> None:
    """Take a part away."""
    (folder / name / "current").unlink(missing_ok=True)
    shutil.rmtree(folder / name, ignore_errors=True)


def open_part(part: Part, rebuild: Rebuild) -> PlaceIndex:
    """Open the index of a part; one of another version or a damaged one is made anew from its rows.

    Where nothing may be written, it is made in memory.

    Parameters
    ----------
    part
        The part.
    rebuild
        Reads a file of rows: takes the part's name and the file.
    """
    target = part.folder / _INDEX
    if (target / "meta.json").exists():
        with suppress(GazetteerError):
            return PlaceIndex.open(target)
    with scratch_folder() as scratch:
        path = scratch / f"{part.name}.txt"
        path.write_bytes(part.rows())
        entries = list(rebuild(part.name, path))
    try:
        draft = Path(mkdtemp(prefix=f".{_INDEX}-", dir=part.folder))
        write_index(draft, entries, part.info)
        shutil.rmtree(target, ignore_errors=True)
        draft.rename(target)
    except OSError:
        return PlaceIndex.of(entries, part.info)
    return PlaceIndex.open(target)
