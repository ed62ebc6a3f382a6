"""Temporary files and folders: gone when their work is done, or at the next run if it was killed.

Whoever makes one holds a lock on it, which ends with its process, however that ends; so what nobody
holds was left behind. Windows has no such lock: there, what a kill leaves stays.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Final

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_FOLDER: Final = ("sitmap-", ".scratch")
_PART: Final = ".sitmap.part"
_PREFIX: Final = 40
"""Characters of a file's name in that of its temporary one; most systems allow 255 bytes."""


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Make a temporary folder for some work; those that killed processes left go first.

    Examples
    --------
    >>> with scratch_folder() as folder:
    ...     _ = (folder / "a.txt").write_text("x")
    >>> folder.exists()
    False
    """
    prefix, suffix = _FOLDER
    _sweep(Path(tempfile.gettempdir()).glob(f"{prefix}*{suffix}"))
    folder, handle = _make_held(lambda: tempfile.mkdtemp(suffix, prefix))
    try:
        yield Path(folder)
    finally:
        _release(handle)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def part_beside(target: Path, *, sweep: bool = True) -> Iterator[Path]:
    """Make a file beside another, which takes its place once it is written; it goes if that fails.

    It has the permissions of the file that it replaces, or those that a new file gets. What killed
    processes left of this file goes first; where thousands are written into a folder, which would
    be listed for each, `sweep` is left out, and `sweep_parts` called once.

    Examples
    --------
    >>> with scratch_folder() as folder:
    ...     with part_beside(folder / "a.txt") as part:
    ...         _ = part.write_text("x")
    ...     [path.name for path in folder.iterdir()]
    ['a.txt']
    """
    prefix = f".{target.name[:_PREFIX]}."
    if sweep:
        _sweep(target.parent.glob(f"{escape(prefix)}*{_PART}"))
    name, handle = _make_held(lambda: _make_part(prefix, target))
    try:
        yield Path(name)
        Path(name).replace(target)
    finally:
        _release(handle)
        Path(name).unlink(missing_ok=True)


def sweep_parts(folder: Path) -> None:
    """Remove the parts that killed processes left in a folder.

    Examples
    --------
    >>> with scratch_folder() as folder:
    ...     _ = (folder / ".a.txt.0123.sitmap.part").write_text("x")
    ...     sweep_parts(folder)
    ...     list(folder.iterdir())
    []
    """
    _sweep(folder.glob(f".*{_PART}"))


@contextmanager
def hold_alone(path: Path) -> Iterator[None]:
    """Hold a file or folder for this process alone; the lock ends with the process.

    Raises
    ------
    BlockingIOError
        Another process holds it.

    Examples
    --------
    >>> with scratch_folder() as folder:
    ...     (folder / "parts").mkdir()
    ...     with hold_alone(folder / "parts"):
    ...         (folder / "parts").is_dir()
    True
    """
    if fcntl is None and path.is_dir():
        yield
        return
    try:
        handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    except FileNotFoundError:  # the other has just ended, and removed it
        raise BlockingIOError(path) from None
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    """Lock what is open until it is closed; a disk that knows no locks gives none, and False.

    Raises
    ------
    BlockingIOError
        Another process holds it.
    """
    if fcntl is None:
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(*error.args) from error
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:
        return False
    return True


def _make_part(prefix: str, target: Path) -> str:
    """Make an empty file with the permissions of the one that it replaces, or of any new one."""
    part = target.with_name(f"{prefix}{token_hex(8)}{_PART}")
    old = target.stat().st_mode if target.exists() else None
    mode = 0o666 if old is None else stat.S_IMODE(old)
    os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode))
    if old is not None:  # what the user's umask took away
        part.chmod(mode)
    return str(part)


def _make_held(make: Callable[[], str]) -> tuple[str, int | None]:
    """Make a path and hold it; anew if another process swept it before it was held."""
    while True:
        path = make()
        if fcntl is None:
            return path, None
        with suppress(FileNotFoundError):
            handle = os.open(path, os.O_RDONLY)
            with suppress(BlockingIOError):
                _lock(handle)
                if os.path.lexists(path):
                    return path, handle
            os.close(handle)


def _release(handle: int | None) -> None:
    if handle is not None:
        os.close(handle)


def _sweep(left: Iterable[Path]) -> None:
    """Remove what is the user's own and nobody holds."""
    if fcntl is None:
        return
    for path in list(left):
        with suppress(OSError):
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
            try:
                if os.fstat(handle).st_uid == os.geteuid() and _lock(
                    handle
                ):
                    _remove(path)
            finally:
                os.close(handle)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink()
