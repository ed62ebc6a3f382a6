"""Files written whole or not at all."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import OutputError
from sitmap.scratch import part_beside

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST_DAY: Final = "1980-01-01T00:00:00Z"
"""The first day that a zip file can tell: what is written instead of the hour of writing."""

_CORE: Final = "docProps/core.xml"
_WRITTEN_AT: Final = re.compile(
    rb"(?<=>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?(?=<)"
)


def write_file(path: str | Path, data: bytes) -> Path:
    """Write a file by way of one beside it, so that a full disk or a crash leaves the old one.

    Raises
    ------
    OutputError
        The path is a folder, its parent doesn't exist, or it can't be written.
    """
    target = check_file(path)
    try:
        if _is_device(target):  # takes bytes, and is never replaced
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise OutputError(
            f"{target}: can't be written ({error.strerror}); check space and permissions"
        ) from error
    return Path(path)


def move_file(source: Path, path: str | Path) -> Path:
    """Put a file that is written already in its place, at once or not at all; it may be large.

    Raises
    ------
    OutputError
        As for `write_file`.
    """
    target = check_file(path)
    try:
        if _is_device(target):
            target.write_bytes(source.read_bytes())
            return Path(path)
        with part_beside(target) as part:
            shutil.copyfile(source, part)
    except OSError as error:
        raise OutputError(
            f"{target}: can't be written ({error.strerror}); check space and permissions"
        ) from error
    return Path(path)


def save_zip(save: Callable[[io.BytesIO], Any]) -> bytes:
    """Let a library save a document, and return its bytes without the hour that it was made at.

    Raises
    ------
    OutputError
        The machine's clock stands before 1980, where no zip file can be from.
    """
    buffer = io.BytesIO()
    try:
        save(buffer)
    except ValueError as error:
        if "before 1980" not in str(error):
            raise
        raise OutputError(
            "this machine's clock stands before 1980, and office files can't be from there; set it"
        ) from None
    return _settle_zip(buffer.getvalue())


def _settle_zip(data: bytes) -> bytes:
    """Write a zip file anew without the hour that it was made at: the same input, the same bytes.

    The days in ``docProps/core.xml``, which office programs show as a document's, go to the zip
    format's first.
    """
    settled = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == _CORE:
                content = _WRITTEN_AT.sub(FIRST_DAY.encode(), content)
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, content)
    return settled.getvalue()


def check_file(path: str | Path) -> Path:
    """Return the file that is written, a link's target, if it may be there.

    What takes long asks before it begins.

    Raises
    ------
    OutputError
        The path is a folder, or its parent doesn't exist.
    """
    given = Path(path)
    if "\0" in str(given):
        raise OutputError(
            f"{str(given)!r}: can't be written (no name holds a NUL); name another file"
        )
    try:
        if _is_device(given):
            return given
        target = given.resolve() if given.is_symlink() else given
        is_folder, has_parent = target.is_dir(), target.parent.is_dir()
    except (
        OSError,
        RuntimeError,
        ValueError,
    ) as error:  # a loop of links, a name too long
        reason = getattr(error, "strerror", None) or error
        raise OutputError(
            f"{given}: can't be written ({reason}); name another file"
        ) from error
    if is_folder:
        raise OutputError(f"{target}: is a folder; name a file in it")
    if not has_parent:
        raise OutputError(
            f"{target}: the folder {target.parent} doesn't exist; make it first"
        )
    return target


def _is_device(path: Path) -> bool:
    """Tell a device or a pipe, such as /dev/stdout, which link to what has no name."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _replace(target: Path, data: bytes) -> None:
    with part_beside(target) as part:
        part.write_bytes(data)
