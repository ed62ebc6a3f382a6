"""Files written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from sitmap.errors import OutputError

__all__ = ["check_file", "write_file"]


def write_file(path: str | Path, data: bytes) -> Path:
    """Write a file by way of a temporary one beside it, so that a full disk or a crash leaves the old one.

    Raises
    ------
    OutputError
        The path is a folder, its parent doesn't exist, or it can't be written.
    """
    target = check_file(path)
    try:
        if (
            target.exists() and not target.is_file()
        ):  # a device or a pipe takes bytes, and is never replaced
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise OutputError(
            f"{target}: can't be written ({error.strerror}); check space and permissions"
        ) from error
    return Path(path)


def check_file(path: str | Path) -> Path:
    """Return the file that is written, a link's target, if it may be there: what takes long asks before it begins.

    Raises
    ------
    OutputError
        The path is a folder, or its parent doesn't exist.
    """
    target = Path(path).resolve() if Path(path).is_symlink() else Path(path)
    if target.is_dir():
        raise OutputError(f"{target}: is a folder; name a file in it")
    if not target.parent.is_dir():
        raise OutputError(f"{target}: the folder {target.parent} doesn't exist; make it first")
    return target


def _replace(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(_mode_of(target))
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode_of(target: Path) -> int:
    """Return the permissions of the file that is replaced, or those that a new file gets."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
