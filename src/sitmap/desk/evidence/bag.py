"""A folder as a bag of BagIt (RFC 8493), and a bag as a zip file, the same bytes each time.

The files in it are stored and not compressed: no version of a compressor changes the bytes, and no
pack unpacks to more than itself.
"""

from __future__ import annotations

import logging
import stat
import unicodedata
import zipfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from sitmap.checksums import hash_file
from sitmap.errors import InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT: Final = "evidence"
"""The bag's one folder in the zip file, as RFC 8493, section 4, asks for."""

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)  # of the zip format
_PLAIN_FILE: Final = (stat.S_IFREG | 0o644) << 16
_MOST_FILES: Final = 20_000
"""Files in a pack; more than any desk keeps to one map."""

_LONGEST_NAME: Final = 255  # bytes; of a file's name in most systems
_CHUNK: Final = 1 << 20
_FORBIDDEN: Final = frozenset(
    '\\:*?"<>|'
)  # no file of Windows has them in its name
_DAMAGED: Final = (
    zipfile.BadZipFile,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
)
"""What reading a broken member raises."""


def load_bagit() -> Any:
    """Return the library that writes and checks bags.

    Raises
    ------
    OutputError
        It isn't installed.
    """
    try:
        import bagit
    except ModuleNotFoundError:
        raise OutputError(
            "evidence packs need bagit: pip install 'sitmap[evidence]'"
        ) from None
    logging.getLogger("bagit").setLevel(
        logging.CRITICAL
    )  # what it finds is told by us
    return bagit


def make_bag(folder: Path, info: Mapping[str, str]) -> None:
    """Make a folder a bag: what is in it moves to ``data``, hashes and the facts stand beside."""
    load_bagit().make_bag(
        str(folder), bag_info=dict(info), checksums=["sha256"]
    )


def zip_bag(folder: Path, path: Path) -> str:
    """Write a bag as a zip file, and return its SHA-256."""
    with zipfile.ZipFile(
        path, "w", zipfile.ZIP_STORED, strict_timestamps=True
    ) as pack:
        for file in sorted(
            one for one in folder.rglob("*") if one.is_file()
        ):
            name = f"{ROOT}/{file.relative_to(folder).as_posix()}"
            check_name(name, path)
            member = zipfile.ZipInfo(name, date_time=_FIRST_DAY)
            member.create_system, member.external_attr = (
                3,
                _PLAIN_FILE,
            )  # as on Unix, everywhere
            member.file_size = file.stat().st_size
            with (
                file.open("rb") as source,
                pack.open(member, "w") as target,
            ):
                while chunk := source.read(_CHUNK):
                    target.write(chunk)
    return hash_file(path)


def check_name(name: str, pack: Path) -> PurePosixPath:
    """Return a member's path below the bag's folder.

    Raises
    ------
    InputError
        It leads elsewhere, or could on some system.
    """
    parts = name.split("/")
    is_plain = all(
        part not in ("", ".", "..")
        and len(part.encode("utf-8", "replace")) <= _LONGEST_NAME
        and not _FORBIDDEN & set(part)
        and part.isprintable()
        and part == part.rstrip(". ")
        for part in parts
    )
    if len(parts) < 2 or parts[0] != ROOT or not is_plain:  # noqa: PLR2004 - folder and file
        raise InputError(
            f"{pack}: names {name[:80]!r}, which is no file of a pack; don't open it"
        )
    return PurePosixPath(*parts[1:])


def extract_pack(pack: Path, folder: Path) -> list[str]:
    """Unpack a pack, which may be hostile, and return the files that are damaged.

    Raises
    ------
    InputError
        It is no pack; it has links, doubled names, compressed files, or paths that lead outside.
    """
    try:
        with zipfile.ZipFile(pack) as opened:
            members = _check_members(opened.infolist(), pack)
            return [
                str(where)
                for member, where in members.items()
                if not _extract(opened, member, folder / where)
            ]
    except InputError:
        raise
    except OSError as error:
        raise InputError(
            f"{pack}: can't be unpacked ({error.strerror}); don't open it"
        ) from None
    except _DAMAGED as error:
        raise InputError(
            f"{pack}: is no zip file that can be read ({error})"
        ) from None


def _check_members(
    members: list[zipfile.ZipInfo], pack: Path
) -> dict[zipfile.ZipInfo, PurePosixPath]:
    if len(members) > _MOST_FILES:
        raise InputError(
            f"{pack}: holds {len(members):,} files; a pack has {_MOST_FILES:,} at most"
        )
    found: dict[str, str] = {}
    places: dict[zipfile.ZipInfo, PurePosixPath] = {}
    for member in members:
        name = member.orig_filename
        where = check_name(name, pack)
        _check_kind(member, pack)
        key = unicodedata.normalize("NFC", name).casefold()
        if key in found:
            raise InputError(
                f"{pack}: holds {name[:80]!r} twice ({found[key]!r}); don't open it"
            )
        found[key] = name
        places[member] = where
    if sum(member.file_size for member in members) > pack.stat().st_size:
        raise InputError(
            f"{pack}: says that it holds more than its own size; don't open it"
        )
    return places


def _check_kind(member: zipfile.ZipInfo, pack: Path) -> None:
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise InputError(
            f"{pack}: {member.filename!r} is a link or no file; don't open it"
        )
    if member.flag_bits & 1:
        raise InputError(
            f"{pack}: {member.filename!r} is encrypted; no pack is"
        )
    if member.compress_type != zipfile.ZIP_STORED:
        told = "which packs aren't; was it packed anew? Any BagIt tool checks the unpacked folder"
        raise InputError(
            f"{pack}: {member.filename!r} is compressed, {told}"
        )


def _extract(
    opened: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path
) -> bool:
    """Write a member, and tell whether it is whole."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with opened.open(member) as source, path.open("xb") as target:
            while chunk := source.read(_CHUNK):
                target.write(chunk)
    except _DAMAGED:
        path.unlink(missing_ok=True)
        return False
    return True
