"""Counts for the page: as fine as its size allows.

What is too much is added up, and what was added up is told.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sitmap.layers.blobs import gzip_bytes
from sitmap.layers.cells import compact, parents_of
from sitmap.layers.counted import NO_DAY, Counted, Step
from sitmap.layers.density_bins import bin_starts, bins_of, coarser_units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_DENSE: Final = 200_000_000  # counters that fit into memory without thought; more are sorted
_FEWEST: Final = 2  # resolution: cells of 160 km
_ROWS_AT_ONCE: Final = 1 << 22
_SPLIT: Final = 8  # resolution up to which a cell's digits fit into 31 bits
_U16: Final = 2**16
# most numbers are no larger; what is above it stands apart, with where it belongs
_LOW: Final = 255
# of the room, for the finest cells without their time
_TOTALS_SHARE: Final = 0.4


@dataclass(frozen=True, eq=False)
class Level:
    """Counts by place, event type and bin of time, in that order.

    Each place's types and bins make its *slots*.

    Attributes
    ----------
    resolution
        Of the cells; None for areas.
    unit
        Of the bins; None if all of the time is one.
    bins
        How many there are; undated counts come after the last.
    cells
        Sorted; empty for areas.
    places
        How many cells or areas there are.
    place, slot
        Of each count; the slot is type x (bins + 1) + bin.
    incidents, fatalities
        Of each count; fatalities None where they aren't kept by slot.
    """

    resolution: int | None
    unit: Step | None
    bins: int
    cells: NDArray[np.uint64]
    places: int
    place: NDArray[np.int64]
    slot: NDArray[np.int64]
    incidents: NDArray[np.int64]
    fatalities: NDArray[np.int64] | None

    @cached_property
    def encoded(self) -> tuple[dict[str, Any], dict[str, bytes]]:
        """The settings and blobs of the level.

        Counts come by place, those with most incidents first.

        Places of one size stand together, so that what is packed together is alike: a third
        smaller.
        """
        totals = np.bincount(
            self.place, self.incidents, minlength=self.places
        )
        size = np.floor(np.log2(np.maximum(totals, 1))).astype(np.int64)
        rank = np.empty(self.places, np.int64)
        rank[np.argsort(-size, kind="stable")] = np.arange(self.places)
        order = np.argsort(rank[self.place], kind="stable")
        slot, place = self.slot[order], self.place[order]
        steps = np.diff(slot, prepend=0)
        steps[np.flatnonzero(np.diff(place, prepend=-1))] = slot[
            np.flatnonzero(np.diff(place, prepend=-1))
        ]
        counts = {"step": steps, "incidents": self.incidents[order]}
        if self.fatalities is not None:
            counts["fatalities"] = self.fatalities[order]
        high = {
            name: np.flatnonzero(values > _LOW)
            for name, values in counts.items()
        }
        more = [
            part
            for name, at in high.items()
            for part in (("at", at), ("high", counts[name][at] >> 8))
        ]
        places = [
            ("size", size),
            ("counts", np.bincount(self.place, minlength=self.places)),
            *self._ids(),
        ]
        said = {
            "resolution": self.resolution,
            "unit": self.unit,
            "bins": self.bins,
            "places": self.places,
        }
        layouts = {
            "counts": len(slot),
            "high": {name: len(at) for name, at in high.items()},
            "place_layout": [
                [name, _kind(name, values)] for name, values in places
            ],
        }
        low = b"".join(
            (values & _LOW).astype(np.uint8).tobytes()
            for values in counts.values()
        )
        blobs = {
            "places": _pack(places),
            "counts": gzip_bytes(low, 9, zlib.Z_RLE),
            "more": _pack(more),
        }
        return {**said, **layouts}, blobs

    @property
    def size(self) -> int:
        """Bytes that the level takes, packed."""
        return sum(map(len, self.encoded[1].values()))

    def _ids(self) -> list[tuple[str, NDArray[np.int64]]]:
        if self.resolution is None:
            return []
        ids = compact(self.cells, self.resolution)
        if self.resolution <= _SPLIT:
            return [("id", ids)]
        bits = 3 * (self.resolution - _SPLIT)
        return [("id", ids >> bits), ("tail", ids & ((1 << bits) - 1))]

    def coarsen(
        self,
        resolution: int | None,
        unit: Step | None,
        first: int,
        *,
        fatalities: bool,
    ) -> Level:
        """Add up cells to those of `resolution` and time to `unit`."""
        cells, place = self.cells, self.place
        if resolution is not None and resolution != self.resolution:
            cells, parent = np.unique(
                parents_of(cells, resolution), return_inverse=True
            )
            place = parent.ravel()[place]
        kind, at = np.divmod(self.slot, self.bins + 1)
        bins = self.bins
        if unit is not None and self.unit is not None and unit != self.unit:
            starts = np.append(bin_starts(bins, self.unit, first), NO_DAY)
            moved = bins_of(starts, unit, first)
            bins = int(moved.max(initial=-1)) + 1
            at = np.where(moved < 0, bins, moved)[at]
        kept = self.fatalities if fatalities else None
        places = len(cells) if self.resolution is not None else self.places
        bare = replace(
            self,
            resolution=resolution,
            unit=unit,
            bins=bins,
            cells=cells,
            places=places,
        )
        return _added_up(
            bare, place, kind * (bins + 1) + at, self.incidents, kept
        )

    def without_time(self) -> Level:
        """Add up all of the time."""
        kind = self.slot // (self.bins + 1)
        bare = replace(self, unit=None, bins=0)
        return _added_up(
            bare, self.place, kind, self.incidents, self.fatalities
        )


def _kind(name: str, values: NDArray[np.int64]) -> str:
    if name in ("id", "at"):
        return "d32"
    if name == "high":
        return "u32"
    most = int(values.max(initial=0))
    return "u8" if most < 256 else "u16" if most < _U16 else "u32"  # noqa: PLR2004 - a byte


_TYPES: Final = {"d32": "<i4", "u8": "u1", "u16": "<u2", "u32": "<u4"}


def _pack(columns: list[tuple[str, NDArray[np.int64]]]) -> bytes:
    """Write byte planes, all least significant bytes of a column first.

    ``d32`` is written as differences from row to row.
    """
    planes = []
    for name, values in columns:
        kind = _kind(name, values)
        steps = np.diff(values, prepend=0) if kind == "d32" else values
        raw = np.ascontiguousarray(steps, dtype=_TYPES[kind])
        planes.append(
            raw.view(np.uint8).reshape(len(raw), raw.itemsize).T.tobytes()
        )
    return gzip_bytes(b"".join(planes), 9)


def _added_up(
    bare: Level,
    place: NDArray[np.int64],
    slot: NDArray[np.int64],
    incidents: NDArray[np.int64],
    fatalities: NDArray[np.int64] | None,
) -> Level:
    slots = int(slot.max(initial=0)) + 1
    key = place * slots + slot
    if bare.places * slots <= _DENSE:
        dense = _sum_dense(key, incidents, bare.places * slots)
        keys = np.flatnonzero(dense)
        killed = (
            None
            if fatalities is None
            else _sum_dense(key, fatalities, bare.places * slots)[keys]
        )
        return replace(
            bare,
            place=keys // slots,
            slot=keys % slots,
            incidents=dense[keys],
            fatalities=killed,
        )
    order = np.argsort(key)
    ordered = key[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=-1))
    sums = np.add.reduceat(incidents[order], starts)
    killed = (
        None
        if fatalities is None
        else np.add.reduceat(fatalities[order], starts)
    )
    keys = ordered[starts]
    return replace(
        bare,
        place=keys // slots,
        slot=keys % slots,
        incidents=sums,
        fatalities=killed,
    )


def _sum_dense(
    key: NDArray[np.int64], values: NDArray[np.int64], size: int
) -> NDArray[np.int64]:
    sums = np.zeros(size, np.int64)
    for start in range(0, len(key), _ROWS_AT_ONCE):
        rows = slice(start, start + _ROWS_AT_ONCE)
        np.add.at(sums, key[rows], values[rows])
    return sums


def count_all(
    counted: Counted, unit: Step, resolution: int | None
) -> Level:
    """Count a summary by its cells or areas (no finer than `resolution`), type and unit of time."""
    span = counted.span
    first = span[0] if span else 0
    bins = (
        0
        if span is None
        else int(bins_of(np.array([span[1]]), unit, first)[0]) + 1
    )
    at = _spread(counted.day, span, unit, bins)
    cells, place = counted.cells, counted.place
    if (
        resolution is not None
        and counted.resolution is not None
        and resolution < counted.resolution
    ):
        cells, parent = np.unique(
            parents_of(cells, resolution), return_inverse=True
        )
        place = parent.ravel()[place]
    own = (
        counted.resolution
        if resolution is None
        else min(resolution, counted.resolution or 0)
    )
    none = np.empty(0, np.int64)
    places = len(counted.names) if counted.by == "area" else len(cells)
    bare = Level(
        own if counted.by == "h3" else None,
        unit,
        bins,
        cells,
        places,
        none,
        none,
        none,
        None,
    )
    return _added_up(
        bare,
        place,
        counted.kind * (bins + 1) + at,
        counted.incidents,
        counted.fatalities,
    )


def _spread(
    days: NDArray[np.int64],
    span: tuple[int, int] | None,
    unit: Step,
    bins: int,
) -> NDArray[np.int64]:
    """Return each row's bin, by a table of all days; `bins` for undated rows."""
    if span is None:
        return np.zeros(len(days), np.int64)
    first, last = span
    table = np.append(
        bins_of(np.arange(first, last + 1), unit, first), bins
    )
    return table[np.where(days == NO_DAY, last - first + 1, days - first)]


def choose_levels(whole: Level, first: int, room: float) -> list[Level]:
    """Return the levels that the page gets.

    The whole, or where that is too large for `room` bytes, two.

    The first holds the time and is as fine as fits; the second has the finest cells and no time,
    for when no dates are chosen.
    """
    if whole.size <= room:
        return [whole]
    totals = _first_fitting(_coarser_totals(whole), room * _TOTALS_SHARE)
    timed = _first_fitting(_candidates(whole, first), room - totals.size)
    same = (
        timed.resolution == totals.resolution and totals.fatalities is None
    )
    return [timed] if same else [timed, totals]


def _first_fitting(levels: Iterator[Level], room: float) -> Level:
    """Return the first that fits, or else the last."""
    for level in levels:
        if level.size <= room:
            break
    return level


def _coarser_totals(whole: Level) -> Iterator[Level]:
    totals = whole.without_time()
    yield totals
    for resolution in range((whole.resolution or 0) - 1, _FEWEST - 1, -1):
        yield (
            totals := totals.coarsen(resolution, None, 0, fatalities=True)
        )


def _candidates(whole: Level, first: int) -> Iterator[Level]:
    """Yield the level ever coarser.

    Fatalities by time go first, then two sizes of cells, then time.
    """
    yield (bare := replace(whole, fatalities=None))
    unit, finest = whole.unit or "year", whole.resolution
    if finest is None:
        yield from (
            bare.coarsen(None, step, first, fatalities=False)
            for step in coarser_units(unit)
        )
        return
    sizes = range(finest - 1, _FEWEST - 1, -1)
    steps = [
        *product([unit], sizes[:2]),
        *product(coarser_units(unit), sizes),
    ]
    yield from (
        bare.coarsen(resolution, step, first, fatalities=False)
        for step, resolution in steps
    )
