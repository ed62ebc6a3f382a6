"""Whether an .osm.pbf file is whole: GDAL reads one that is cut off or damaged without a word.

A file is a row of blobs (https://wiki.openstreetmap.org/wiki/PBF_Format): the length of a header
(four bytes, big-endian), the header, and as many bytes as it says, compressed with a checksum.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, BinaryIO, Final

from sitmap.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST_HEADER: Final = 64 * 1024
_LONGEST_BLOB: Final = 32 * 1024 * 1024
_DATASIZE: Final = 3
"""Number of the field that tells the blob's length."""

# number of the field in a Blob (OSM's fileformat.proto)
_ZLIB_DATA: Final = 3
# wire type of protocol buffers
_VARINT: Final = 0
# wire type of protocol buffers
_BYTES: Final = 2


def check_whole(path: Path) -> None:
    """Refuse a file that is no row of whole blobs.

    Raises
    ------
    InputError
        It is cut off, or no .osm.pbf at all.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        at = 0
        while at < size:
            length = _read_blob(file, first=at == 0)
            at = file.tell() + length if length >= 0 else size + 1
            if at > size:
                raise InputError(
                    f"{path}: is no whole .osm.pbf; download it again, and compare its size with "
                    "the source's"
                )
            if not _is_sound(file.read(length)):
                raise InputError(
                    f"{path}: a part of it is damaged, {at - length:,} bytes from its beginning; "
                    "download it again"
                )
    if not size:
        raise InputError(f"{path}: is empty; download it again")


def _is_sound(blob: bytes) -> bool:
    """Tell whether a blob that is compressed by zlib, as nearly all are, is as it was written."""
    packed = _find_bytes(blob, _ZLIB_DATA)
    if packed is None:
        return True
    try:
        reader = zlib.decompressobj()
        reader.decompress(packed, _LONGEST_BLOB)
    except zlib.error:
        return False
    return reader.eof


def _find_bytes(message: bytes, wanted: int) -> bytes | None:
    """Return a field of bytes of a protobuf message."""
    at = 0
    while at < len(message):
        key, at = _read_varint(message, at)
        value, at = _read_varint(message, at)
        if key & 7 != _BYTES:
            continue
        if key >> 3 == wanted:
            return message[at : at + value]
        at += value
    return None


def _read_blob(file: BinaryIO, *, first: bool) -> int:
    """Return how long the next blob is, or -1 where none begins."""
    length = int.from_bytes(file.read(4), "big")
    if not 0 < length <= _LONGEST_HEADER:
        return -1
    header = file.read(length)
    if first and b"OSMHeader" not in header:
        return -1
    size = _find_datasize(header)
    if size <= _LONGEST_BLOB:
        return size
    return -1


def _find_datasize(header: bytes) -> int:
    at = 0
    while at < len(header):
        key, at = _read_varint(header, at)
        value, at = _read_varint(header, at)
        if key >> 3 == _DATASIZE:
            return value
        if key & 7 == _BYTES:
            at += value
        elif key & 7 != _VARINT:
            return -1
    return -1


def _read_varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(data):
        value |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
        if data[at - 1] < 0x80:  # noqa: PLR2004 - the last byte has no mark that more follow
            break
    return value, at
