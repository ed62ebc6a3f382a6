"""Zip files from strangers: looked at before a byte is unpacked."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from sitmap.errors import InputError
from sitmap.readers.limits import check_size

if TYPE_CHECKING:
    from pathlib import Path

# files of an archive that is no bomb
_MOST_MEMBERS: Final = 10_000
# a sheet of one repeated number reaches about 100
_LARGEST_RATIO: Final = 250
_SMALL: Final = 20_000_000  # bytes that may come from any ratio
DAMAGED_ZIP: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
    struct.error,
)
"""What zipfile raises for archives that are cut short or changed."""


def open_archive(path: Path) -> zipfile.ZipFile:
    """Open a zip file whose members, by their own account, fit into memory.

    Raises
    ------
    InputError
        It is broken, or unpacks to more than is sensible (a zip bomb).
    """
    try:
        archive = zipfile.ZipFile(path)
        members = archive.infolist()
    except DAMAGED_ZIP as error:
        raise InputError(
            f"{path}: is no zip file that can be read ({str(error)[:80]}); fetch it again"
        ) from None
    _check_members(members, path)
    return archive


def _check_members(members: list[zipfile.ZipInfo], path: Path) -> None:
    whole = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    bomb = whole > _SMALL and whole / packed > _LARGEST_RATIO
    if bomb or len(members) > _MOST_MEMBERS:
        raise InputError(
            f"{path}: unpacks {packed:,} bytes to {whole:,} in {len(members):,} files, as a zip"
            " bomb does; not opened"
        )
    if any(member.flag_bits & 1 for member in members):
        raise InputError(f"{path}: is encrypted; unpack it first")
    check_size(whole, path)


def read_member(
    archive: zipfile.ZipFile,
    name: str,
    file: str,
    *,
    most: int | None = None,
) -> bytes:
    """Read a member, and no more of it than its header promises.

    Parameters
    ----------
    archive, name
        The archive, and the member's name in it.
    file
        What messages call the archive.
    most
        Bytes to read, where its start is enough.

    Raises
    ------
    InputError
        The member is damaged or longer than it says.
    """
    info = archive.getinfo(name)
    try:
        with archive.open(info) as member:
            data = member.read(info.file_size + 1 if most is None else most)
    except DAMAGED_ZIP as error:
        reason = str(error)[:80] or type(error).__name__
        raise InputError(
            f"{file}: {name[:80]} in it is damaged ({reason}); fetch the file again"
        ) from None
    if most is None and len(data) > info.file_size:
        raise InputError(
            f"{file}: {name} in it is longer than it says, as in a zip bomb; not read"
        )
    return data


def unpack_to(
    archive: zipfile.ZipFile, names: list[str], folder: Path, file: str
) -> list[Path]:
    """Unpack members by their bare names: no member leaves the folder."""
    paths = []
    for name in names:
        target = folder / PurePosixPath(name.replace("\\", "/")).name
        target.write_bytes(read_member(archive, name, file))
        paths.append(target)
    return paths


def refuse_entities(data: bytes, file: str) -> None:
    """Refuse XML with a document type.

    The only use of one here is an attack (XXE, a billion laughs).

    Raises
    ------
    InputError
        There is one.
    """
    plain = data.replace(b"\x00", b"")  # UTF-16 too
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise InputError(
            f"{file}: its XML declares entities (<!DOCTYPE>), which sitmap doesn't read; take"
            " them out"
        )


def parse_xml(
    data: bytes,
    file: str,
    problem: str = "is no valid XML",
    remedy: str = "export it again",
) -> ET.Element:
    """Parse XML of a stranger, which may declare nothing.

    Raises
    ------
    InputError
        It declares entities, or can't be parsed: `problem` and `remedy` say so.
    """
    refuse_entities(data, file)
    try:
        return ET.fromstring(data)  # noqa: S314 - there is no document type left in it
    except (ET.ParseError, ValueError, LookupError) as error:
        raise InputError(f"{file}: {problem} ({error}); {remedy}") from None
