"""The flat tables of an index: files mapped into memory, or bytes that never touch a disk.

A table is an array of numbers, a text, or a trie. Nothing is ever written beside them by a reader:
no lock, no cache; they may lie in a folder of somebody else's.
"""

from __future__ import annotations

import mmap
import sys
from array import array
from typing import TYPE_CHECKING, Any, Literal

import marisa_trie

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    Tables = Mapping[str, bytes | mmap.mmap]


def pack_numbers(
    code: str, values: Iterable[int] | Iterable[float]
) -> bytes:
    """Pack numbers as an array of one type (`array.typecodes`), little-endian on every machine."""
    packed = array(code, values)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def numbers_of(table: bytes | mmap.mmap, code: Literal["H", "I"]) -> Any:
    """View a table as an array of numbers, without copying it."""
    if sys.byteorder == "big":
        swapped = array(code, bytes(table))
        swapped.byteswap()
        return swapped
    return memoryview(table).cast(code)


def read_tables(folder: Path) -> dict[str, bytes | mmap.mmap]:
    """Map each file of a folder into memory; what is read of it is what is held."""
    return {
        path.name: _mapped(path)
        for path in folder.iterdir()
        if path.is_file()
    }


def _mapped(path: Path) -> bytes | mmap.mmap:
    with path.open("rb") as file:
        if not path.stat().st_size:
            return b""  # an empty file can't be mapped
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def pack_dictionary(
    name: str, entries: Mapping[str, list[int]]
) -> dict[str, bytes]:
    """Pack what each key stands for: a trie of the keys, and their numbers one after the other."""
    trie = marisa_trie.Trie(entries, num_tries=1)
    keys = sorted(entries, key=trie.key_id)
    starts, values = [0], []
    for key in keys:
        values.extend(entries[key])
        starts.append(len(values))
    return {
        f"{name}.trie": trie.tobytes(),
        f"{name}.starts": pack_numbers("I", starts),
        f"{name}.values": pack_numbers("I", values),
    }


class Dictionary:
    """Keys and the numbers that each stands for. A key that isn't there costs a microsecond.

    Parameters
    ----------
    tables
        The tables of an index.
    name
        Which dictionary of it.
    folder
        Where the tables are mapped from, None if they are in memory.
    """

    def __init__(
        self, tables: Tables, name: str, folder: Path | None
    ) -> None:
        trie = marisa_trie.Trie()
        if folder is None:
            trie.frombytes(bytes(tables[f"{name}.trie"]))
        else:
            trie.mmap(str(folder / f"{name}.trie"))
        self.trie = trie
        self.key_id = trie.get
        self.starts = numbers_of(tables[f"{name}.starts"], "I")
        self.values = numbers_of(tables[f"{name}.values"], "I")

    def get(self, key: str) -> Any:
        """Return the numbers of a key; none for one that isn't there.

        Examples
        --------
        >>> packed = pack_dictionary("towns", {"pristina": [7], "mitrovica": [3, 9]})
        >>> towns = Dictionary(packed, "towns", None)
        >>> list(towns.get("mitrovica")), list(towns.get("metrovica"))
        ([3, 9], [])
        """
        at = self.key_id(key)
        if at is None:
            return ()
        return self.values[self.starts[at] : self.starts[at + 1]]
