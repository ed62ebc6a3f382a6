"""What cards show, in blocks of rows that the page reads when they are needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from sitmap.incidents import COLUMNS
from sitmap.layers.blobs import BLOCK_ROWS
from sitmap.layers.cell_words import say_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray


Notes = Literal["full", "short", "none"]

SHORT_NOTE: Final = 200
"""Characters that ``notes="short"`` keeps."""


class Texts:
    """What cards show, a column after the other within blocks of rows.

    Values parted by U+001F, columns by U+001E.

    JSON would take four times as long to write; numbers and booleans are told apart by their
    column's kind. The first `own` fields are the schema's, the others the table's.
    """

    def __init__(
        self,
        table: gpd.GeoDataFrame,
        order: NDArray[np.intp],
        *,
        notes: Notes,
        skip: set[str],
    ) -> None:
        self._order = order
        self._columns: list[_WordColumn | _ArrowColumn] = []
        self.fields: list[list[str]] = []
        self.own = 0
        known = [
            name for name in COLUMNS if name in table and name not in skip
        ]
        extra = [
            name
            for name in table.columns
            if name not in COLUMNS and name != table.geometry.name
        ]
        for name in [*known, *extra]:
            if (name == "notes" and notes == "none") or not _has_values(
                table[name]
            ):
                continue
            kind, words = say_cells(table[name])
            self.fields.append([str(name), kind])
            self.own += name in COLUMNS
            told = (
                _shorten(words)
                if name == "notes" and notes == "short"
                else words
            )
            self._columns.append(_as_column(told))

    def blocks(self) -> Iterator[bytes]:
        """Write the texts of one block of rows after the other."""
        for start in range(0, len(self._order), BLOCK_ROWS):
            yield self._join(start)

    def _join(self, start: int) -> bytes:
        rows = self._order[start : start + BLOCK_ROWS]
        return b"\x1e".join(words.join(rows) for words in self._columns)


class _WordColumn:
    """A column of texts of which blocks of rows are joined, in Python."""

    def __init__(self, words: NDArray[Any]) -> None:
        self._words = words

    def join(self, rows: NDArray[np.intp]) -> bytes:
        """Return the texts of some rows, parted by U+001F."""
        return _join_values(self._words[rows].tolist()).encode(
            "utf-8", "replace"
        )


class _ArrowColumn:
    """The same, joined by Arrow: a million texts are never objects of Python's."""

    def __init__(self, words: Any) -> None:
        self._array = words

    def join(self, rows: NDArray[np.intp]) -> bytes:
        """Return the texts of some rows, parted by U+001F."""
        import pyarrow as pa
        import pyarrow.compute as pc

        taken = self._array.take(pa.array(rows))
        ends = pa.array([0, len(rows)], pa.int64())
        whole = pa.LargeListArray.from_arrays(ends, taken)
        parting = pa.scalar("\x1f", pa.large_string())
        joined: bytes = (
            pc.binary_join(whole, parting)[0].as_buffer().to_pybytes()
        )
        is_plain = b"\x1e" not in joined and b"\x1d" not in joined
        if is_plain and joined.count(b"\x1f") == len(rows) - 1:
            return joined
        return _join_values(taken.to_pylist()).encode("utf-8", "replace")


def _as_column(words: Any) -> _WordColumn | _ArrowColumn:
    return (
        _WordColumn(words)
        if isinstance(words, np.ndarray)
        else _ArrowColumn(words)
    )


_ESCAPES: Final = {0x1D: "\x1d\x1d", 0x1E: "\x1dr", 0x1F: "\x1du"}


def _join_values(values: list[str]) -> str:
    text = "\x1f".join(values)
    if (
        text.count("\x1f") == len(values) - 1
        and "\x1e" not in text
        and "\x1d" not in text
    ):
        return text
    return "\x1f".join(value.translate(_ESCAPES) for value in values)


def _has_values(column: pd.Series[Any]) -> bool:
    return bool(column.head(100).notna().any() or column.notna().any())


def _shorten(words: Any) -> NDArray[Any]:
    words = words if isinstance(words, np.ndarray) else words.to_pylist()
    cut = [
        word if len(word) <= SHORT_NOTE else f"{word[:SHORT_NOTE]}…"
        for word in words
    ]
    return np.array(cut, dtype=object)
