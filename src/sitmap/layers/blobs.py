"""Bytes of a page: compressed beside what follows, the same for the same data."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future


BLOCK_ROWS: Final = 4096
"""Rows in a block of texts."""


class Blobs(Mapping[str, bytes]):
    """Blobs that are compressed beside what follows, here and in other layers.

    Who asks for one waits for it.

    zlib works outside the interpreter's lock.
    """

    def __init__(self, level: int) -> None:
        self._level = level
        self._jobs: dict[str, Future[bytes]] = {}
        self._pool = ThreadPoolExecutor(max_workers=os.cpu_count())

    def add(self, name: str, data: bytes) -> None:
        """Begin to compress a blob."""
        self._jobs[name] = self._pool.submit(gzip_bytes, data, self._level)

    def __getitem__(self, name: str) -> bytes:
        """Return a blob when it is done."""
        return self._jobs[name].result()

    def __iter__(self) -> Iterator[str]:
        """Go through the names in their order."""
        return iter(self._jobs)

    def __len__(self) -> int:
        """Return how many blobs there are."""
        return len(self._jobs)


def gzip_bytes(
    data: bytes, level: int = 6, strategy: int = zlib.Z_DEFAULT_STRATEGY
) -> bytes:
    """Gzip with no time, name or system in the header: the same data gives the same bytes."""
    packer = zlib.compressobj(
        level, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, strategy
    )
    body = packer.compress(data) + packer.flush()
    tail = zlib.crc32(data).to_bytes(4, "little") + (
        len(data) & 0xFFFFFFFF
    ).to_bytes(4, "little")
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff" + body + tail


def json_bytes(value: Any) -> bytes:
    """Return JSON without blanks; numbers that JSON has not are an error."""
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )
    return text.encode("utf-8", "replace")
