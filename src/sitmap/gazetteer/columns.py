"""The places of an index by where they lie: boxes are asked of whole columns at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import numpy as np

from sitmap.gazetteer.records import DEGREE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from sitmap.gazetteer.tables import Tables

# the layout of `sitmap.gazetteer.records`
_LAYOUT: Final = np.dtype(
    [
        ("lat", "<i4"),
        ("lon", "<i4"),
        ("population", "<u4"),
        ("radius", "<f4"),
        ("rank", "<u2"),
        ("kind", "u1"),
        ("source", "u1"),
        ("unit", "<u4"),
        ("number", "<u4"),
        ("name", "<u4"),
        ("name_length", "<u2"),
        ("extra", "<u4"),
    ]
)


class Columns:
    """What the records of an index say, column by column.

    Parameters
    ----------
    tables
        The tables of the index.
    """

    def __init__(self, tables: Tables) -> None:
        self._records = np.frombuffer(tables["records"], dtype=_LAYOUT)
        self._by_latitude = np.frombuffer(
            tables["by_latitude"], dtype="<u4"
        )
        self._latitudes = self._records["lat"][self._by_latitude]
        kinds, _ = json.loads(bytes(tables["records.words"]))
        self._kinds = {kind: number for number, kind in enumerate(kinds)}

    def within(
        self,
        edges: Sequence[int],
        limit: int,
        kinds: Iterable[str] | None = None,
    ) -> list[int]:
        """Return the numbers of the most prominent places in (west, south, east, north)."""
        inside = self._inside(edges, kinds)
        order = np.argsort(
            -self._records["rank"][inside].astype(np.int32), kind="stable"
        )
        return inside[order[:limit]].tolist()  # type: ignore[no-any-return]

    def spots_within(
        self, edges: Sequence[int], kinds: Iterable[str]
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the numbers of the places in a box, and where they are: degrees, (n, 2)."""
        inside = self._inside(edges, kinds)
        spots = np.column_stack(
            [self._records[axis][inside] for axis in ("lon", "lat")]
        )
        return inside.astype(np.int64), spots / DEGREE

    def _inside(
        self, edges: Sequence[int], kinds: Iterable[str] | None
    ) -> NDArray[np.uint32]:
        west, south, east, north = edges
        first, last = np.searchsorted(self._latitudes, (south, north + 1))
        inside = self._by_latitude[first:last]
        longitudes = self._records["lon"][inside]
        is_wanted = (longitudes >= west) & (longitudes <= east)
        if kinds is not None:
            wanted = [
                self._kinds[kind] for kind in kinds if kind in self._kinds
            ]
            is_wanted &= np.isin(self._records["kind"][inside], wanted)
        found: NDArray[np.uint32] = inside[is_wanted]
        return found
