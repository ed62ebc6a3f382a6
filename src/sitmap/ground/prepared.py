"""Prepared files of ground: blocks by cell, from which a map is cut in a moment.

A file is ``sitmap ground 1`` and a line feed, the length of its head (four bytes, little-endian),
the head as JSON and the blocks, each compressed (xz). The head says where every block lies, how
large it is unpacked and its CRC-32. Whoever gets such a file from a stranger reads it within
bounds: nothing of it is larger than it says, and what it says has limits.
"""

from __future__ import annotations

import json
import lzma
import shutil
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import InputError, OutputError
from sitmap.ground.codec import decode_block
from sitmap.ground.features import Box, Features, join_features
from sitmap.ground.tags import clean_name
from sitmap.scratch import part_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

MAGIC: Final = b"sitmap ground 1\n"
_MOST_HEAD: Final = 16 << 20
"""Bytes of a head: some hundred a block, so 150,000 of them, which is a continent."""

_MOST_BLOCK: Final = 64 << 20
"""Bytes of a block unpacked: the densest cells have 5 MB."""

_MOST_MEMORY: Final = 64 << 20
"""For the decompressor, whose presets up to 6 need 9 MB."""

# of xz: 9 needs 674 MB to write
_PRESET: Final = 6


@dataclass(frozen=True)
class Block:
    """Where a block lies in its file, and the box of what it holds."""

    level: int
    offset: int
    size: int
    unpacked: int
    crc: int
    box: Box


@dataclass(frozen=True)
class Prepared:
    """A prepared file: what its head says.

    Attributes
    ----------
    path
        The file.
    name, credit, source_sha256
        Of the extract that it was made of.
    features
        How many it holds, by kind.
    blocks
        Its blocks.
    start
        Where the blocks begin, in bytes.
    """

    path: Path
    name: str
    credit: str
    source_sha256: str
    features: dict[str, int]
    blocks: tuple[Block, ...]
    start: int = field(repr=False, default=0)

    @property
    def box(self) -> Box:
        """West, south, east, north of all blocks; four zeros of an empty file."""
        if not self.blocks:
            return (0.0, 0.0, 0.0, 0.0)
        west, south, east, north = zip(
            *(block.box for block in self.blocks), strict=True
        )
        return (min(west), min(south), max(east), max(north))

    def read(self, wanted: Callable[[Block], bool]) -> Features:
        """Read the blocks that are wanted.

        Raises
        ------
        InputError
            A block is damaged.
        """
        with self.path.open("rb") as file:
            parts = [
                _read_block(file, self, block)
                for block in self.blocks
                if wanted(block)
            ]
        return join_features(parts)


def is_prepared(path: Path) -> bool:
    """Tell a prepared file by its first bytes."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def pack_block(
    level: int, box: Box, data: bytes, offset: int
) -> tuple[Block, bytes]:
    """Compress a block; `offset` is where it will lie behind the head."""
    packed = lzma.compress(
        data, format=lzma.FORMAT_XZ, check=lzma.CHECK_NONE, preset=_PRESET
    )
    return Block(
        level, offset, len(packed), len(data), zlib.crc32(data), box
    ), packed


def write_head(
    blocks: Iterable[Block],
    *,
    name: str,
    credit: str,
    source_sha256: str,
    features: dict[str, int],
) -> bytes:
    """Return what stands before the blocks."""
    rows = [
        [
            block.level,
            block.offset,
            block.size,
            block.unpacked,
            block.crc,
            *block.box,
        ]
        for block in blocks
    ]
    told = {
        "name": name,
        "credit": credit,
        "source_sha256": source_sha256,
        "features": features,
        "blocks": rows,
    }
    head = json.dumps(
        told, ensure_ascii=False, separators=(",", ":")
    ).encode()
    return b"".join([MAGIC, len(head).to_bytes(4, "little"), head])


def read_prepared(path: Path) -> Prepared:
    """Read the head of a prepared file.

    Raises
    ------
    InputError
        The file is no such file, of another version, cut off, or its head is out of bounds.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise InputError(
                f"{path}: no ground that this version of sitmap reads; prepare it again"
            )
        length = int.from_bytes(file.read(4), "little")
        start = len(MAGIC) + 4 + length
        if length > _MOST_HEAD or start > size:
            raise InputError(
                f"{path}: its head is cut off or out of bounds; fetch it again"
            )
        head = file.read(length)
    try:
        return _as_prepared(path, json.loads(head.decode()), start, size)
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        OverflowError,
        RecursionError,
    ) as error:
        raise InputError(
            f"{path}: its head is damaged ({str(error)[:120]}); fetch or prepare it again"
        ) from None


def _as_prepared(
    path: Path, told: dict[str, Any], start: int, size: int
) -> Prepared:
    blocks = tuple(_as_block(row) for row in told["blocks"])
    for block in blocks:
        if (
            not 0
            <= block.offset
            <= block.offset + block.size
            <= size - start
        ):
            raise ValueError(
                "a block lies outside the file, which may be cut off"
            )
        if not 0 <= block.unpacked <= _MOST_BLOCK:
            raise ValueError("a block is too large")
    return Prepared(
        path,
        clean_name(told["name"]),
        clean_name(told["credit"]),
        clean_name(told["source_sha256"]),
        {
            clean_name(kind): int(count)
            for kind, count in told["features"].items()
        },
        blocks,
        start,
    )


def _as_block(row: list[Any]) -> Block:
    level, offset, size, unpacked, crc = (int(value) for value in row[:5])
    west, south, east, north = (float(value) for value in row[5:])
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004 - degrees
        raise ValueError("a block's box isn't on the earth")
    return Block(
        level, offset, size, unpacked, crc, (west, south, east, north)
    )


def _read_block(file: Any, prepared: Prepared, block: Block) -> Features:
    name = f"{prepared.path}: a block"
    file.seek(prepared.start + block.offset)
    reader = lzma.LZMADecompressor(
        format=lzma.FORMAT_XZ, memlimit=_MOST_MEMORY
    )
    try:
        data = reader.decompress(
            file.read(block.size), max_length=block.unpacked + 1
        )
    except lzma.LZMAError:
        raise InputError(
            f"{name} can't be unpacked; fetch or prepare it again"
        ) from None
    if len(data) != block.unpacked or zlib.crc32(data) != block.crc:
        raise InputError(
            f"{name} is not what it was written as; fetch or prepare it again"
        )
    return decode_block(data, name=name)


def copy_checked(source: Path, target: Path) -> None:
    """Copy a file into a folder that is made if need be; the older one stays until it is whole.

    Raises
    ------
    OutputError
        It can't be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with part_beside(target) as part:
            shutil.copyfile(source, part)
    except OSError as error:
        told = f"{target}: can't be written ({error.strerror}); check space and permissions"
        raise OutputError(told) from None
