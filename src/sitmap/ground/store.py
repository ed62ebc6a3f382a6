"""Where prepared ground is kept: what a user installed, and what was made of an extract before."""

from __future__ import annotations

import hashlib
import tempfile
import warnings
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import platformdirs

from sitmap.checksums import hash_file
from sitmap.errors import DataWarning, InputError, SitmapError
from sitmap.ground.prepare import prepare_ground
from sitmap.ground.prepared import (
    Prepared,
    copy_checked,
    is_prepared,
    read_prepared,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_ENDING: Final = ".ground"
_LAYOUT: Final = 1
"""Of what is prepared: raised when kinds or tolerances change, so that the cache is made anew."""

_KEPT: Final = 8
"""Extracts in the cache; what wasn't used for longest goes."""


def ground_folder() -> Path:
    """Return the folder of installed ground."""
    return platformdirs.user_data_path("sitmap", appauthor=False) / "ground"


def _cache_folder() -> Path:
    return (
        platformdirs.user_cache_path("sitmap", appauthor=False) / "ground"
    )


def open_ground(
    path: str | Path, *, progress: Callable[[str, int], None] | None = None
) -> Prepared:
    """Open a prepared file, or prepare an extract; the second time it comes from the cache.

    Parameters
    ----------
    path
        What `prepare_ground` reads, or what it wrote.
    progress
        As for `prepare_ground`.

    Raises
    ------
    InputError
        The file can't be read.
    """
    given = Path(path)
    if not given.is_file():
        raise InputError(
            f"{given}: is no file; give an OpenStreetMap extract, as kosovo.osm.pbf"
        )
    if is_prepared(given):
        return read_prepared(given)
    try:
        folder = _cache_folder()
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # a home that can't be written
        folder = Path(tempfile.mkdtemp(prefix="sitmap-ground-"))
    kept = folder / f"{hash_file(given)}-{_LAYOUT}{_ENDING}"
    with suppress(
        SitmapError, OSError
    ):  # what is there may be damaged, and is then made anew
        found = read_prepared(kept)
        kept.touch()
        return found
    prepare_ground(given, kept, progress=progress)
    _drop_oldest(folder)
    return read_prepared(kept)


def _drop_oldest(folder: Path) -> None:
    with suppress(OSError):
        files = sorted(
            folder.glob(f"*{_ENDING}"),
            key=lambda file: file.stat().st_mtime,
        )
        for file in files[:-_KEPT]:
            file.unlink(missing_ok=True)


def add_ground(path: str | Path) -> tuple[Path, Prepared]:
    """Install a prepared file, so that maps use it by default; every block of it is checked.

    Returns
    -------
    file, prepared
        Where it lies now, and what it holds.

    Raises
    ------
    InputError
        The file is none, or damaged.
    OutputError
        The folder can't be written.
    """
    given = Path(path)
    if not given.is_file():
        raise InputError(
            f"{given}: is no file; give what sitmap ground prepare wrote"
        )
    prepared = read_prepared(given)
    prepared.read(lambda _: True)
    target = ground_folder() / f"{given.stem}{_ENDING}"
    copy_checked(given, target)
    return target, read_prepared(target)


def remove_ground(name: str) -> Path:
    """Take an installed file away.

    Raises
    ------
    InputError
        There is none of this name.
    """
    known = {file.stem: file for file in _installed_files()}
    if name not in known:
        told = ", ".join(known) or "none"
        raise InputError(f"no ground is called {name!r}; installed: {told}")
    known[name].unlink()
    return known[name]


def _installed_files() -> list[Path]:
    with suppress(OSError, RuntimeError):
        return sorted(ground_folder().glob(f"*{_ENDING}"))
    return []


def installed_hash() -> str:
    """Return one SHA-256 of all that is installed, or nothing."""
    told = [hash_file(file) for file in _installed_files()]
    return (
        hashlib.sha256("".join(told).encode()).hexdigest() if told else ""
    )


def installed_ground() -> list[Prepared]:
    """Return what is installed; a file that can't be read is named in a warning and left off.

    Warns
    -----
    DataWarning
        A file is damaged.
    """
    found = []
    for file in _installed_files():
        try:
            found.append(read_prepared(file))
        except (SitmapError, OSError) as error:
            told = f"installed ground left off: {error} (or: sitmap ground remove {file.stem})"
            warnings.warn(told, DataWarning, stacklevel=2)
    return found
