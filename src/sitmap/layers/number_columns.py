"""Numbers of a page's rows as byte planes, and the lists of words that they point into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pandas as pd

from sitmap.errors import InputError
from sitmap.layers.cell_words import as_objects, say_cells

if TYPE_CHECKING:
    from numpy.typing import NDArray


OWN: Final = "own:"
"""What stands before a table's own column among the page's filters."""

NO_VALUE: Final = -(2**31)
"""What an int32 column holds for null."""

# what 16 bits hold beside 0 for none
MAX_CODES: Final = 65_535

# distinct values up to which a column is a list to choose from
_ALWAYS_FEW: Final = 1_000

EPOCH: Final = np.datetime64("1970-01-01", "D")


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """One numeric column; `kind` is how the page reads it.

    ``d32`` is int32 as differences from row to row.
    """

    name: str
    kind: Literal["i32", "d32", "f32", "u8", "u16", "u32"]
    numbers: NDArray[Any]

    @property
    def layout(self) -> list[str]:
        """Name and kind, as the page is told."""
        return [self.name, self.kind]

    def planes(self) -> bytes:
        """Return first bytes, then second ones, and so on: alike bytes compress best."""
        values = self.numbers
        if self.kind == "d32":
            values = np.diff(values.astype(np.int32), prepend=np.int32(0))
        raw = np.ascontiguousarray(values, dtype=_DTYPES[self.kind])
        return (
            raw.view(np.uint8).reshape(len(raw), raw.itemsize).T.tobytes()
        )


_DTYPES: Final = {
    "i32": "<i4",
    "d32": "<i4",
    "f32": "<f4",
    "u8": "u1",
    "u16": "<u2",
    "u32": "<u4",
}


class Codes:
    """Lists of the distinct values of columns.

    In a column 0 is null and i + 1 the i-th of its list.
    """

    def __init__(self, order: NDArray[np.intp]) -> None:
        self.order = order
        self.lists: dict[str, Any] = {}

    def add(self, name: str, column: pd.Series[Any]) -> NumberColumn:
        """Add a column that always has its list."""
        numbers, distinct = _distinct(column)
        self.lists[name] = [str(value) for value in distinct]
        return NumberColumn(
            name, width_of(len(distinct)), (numbers + 1)[self.order]
        )

    def add_few(
        self, name: str, column: pd.Series[Any]
    ) -> NumberColumn | None:
        """Add a column that a reader can choose from.

        A column of all but distinct words is a text.
        """
        numbers, distinct = _distinct(column)
        if not 0 < len(distinct) < MAX_CODES or len(distinct) > max(
            _ALWAYS_FEW, len(column) / 2
        ):
            return None
        self.lists[name] = [str(value) for value in distinct]
        return NumberColumn(
            name, width_of(len(distinct)), (numbers + 1)[self.order]
        )

    def add_chosen(self, name: str, column: pd.Series[Any]) -> NumberColumn:
        """Add a column that the map's maker chose to filter by, whatever it is called."""
        said = pd.Series(say_cells(column)[1], dtype=object).replace(
            "", None
        )
        numbers, distinct = pd.factorize(said)
        if len(distinct) >= MAX_CODES:
            raise InputError(
                f"filter_by: column {name!r} has {len(distinct):,} values; choose one with fewer"
            )
        own = f"{OWN}{name}"
        self.lists[own] = [str(value) for value in distinct]
        return NumberColumn(
            own, width_of(len(distinct)), (numbers + 1)[self.order]
        )


def _distinct(
    column: pd.Series[Any],
) -> tuple[NDArray[np.int64], NDArray[Any]]:
    """Give each value a number, -1 for null: categories in their own order, others as they come."""
    if not isinstance(column.dtype, pd.CategoricalDtype):
        numbers, distinct = pd.factorize(as_objects(column))
        return numbers, distinct
    codes = column.cat.codes.to_numpy().astype(np.int64)
    used = np.flatnonzero(np.bincount(codes[codes >= 0], minlength=1))
    rank = np.full(len(column.cat.categories) + 1, -1)
    if len(codes) and codes.max() >= 0:
        rank[used] = np.arange(len(used))
        return rank[codes], np.asarray(column.cat.categories, dtype=object)[
            used
        ]
    return codes, np.array([], dtype=object)


def width_of(count: int) -> Literal["u8", "u16", "u32"]:
    """Return the narrowest kind that holds a list of so many, and 0 for null."""
    return "u8" if count < 2**8 else "u16" if count < 2**16 else "u32"


def count_days(column: pd.Series[Any]) -> NDArray[np.int32]:
    """Return days since 1970, `NO_VALUE` where there is none."""
    stamps = column.to_numpy(dtype="datetime64[s]").astype("datetime64[D]")
    days = (stamps - EPOCH).astype(np.int64)
    return np.where(np.isnat(stamps), NO_VALUE, days).astype(np.int32)
