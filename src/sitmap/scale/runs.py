"""Runs: sorted counts as bytes, merged in windows, so that what grows is on disk.

What grows with the input is the number of distinct keys (day, place and type), at most one per row.
A run holds about a million of them, compressed; merging reads from each run only the window of
spots at hand.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pyarrow as pa

from sitmap.scale.counts import Counts, Ints, merge_counts
from sitmap.scratch import part_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# groups that are merged at a time
_BATCH: Final = 16_384
_WINDOW: Final = 1_000_000
"""Counts merged at a time: about 150 MB with what sorting needs."""

# files that are open at a time
_MOST_RUNS: Final = 64
_META: Final = b"sitmap"
_Batches = tuple[Ints, Ints]
_COLUMNS: Final = ("step", "kind", "incidents", "fatalities", "told")
"""Of a run; a step is how far a spot is behind the one before it: small numbers, mostly."""

_TYPES: Final = (pa.uint8(), pa.uint16(), pa.uint32(), pa.int64())
_WIDE: Final = (pa.int64(),) * len(_COLUMNS)


def _types_of(counts: Counts) -> tuple[pa.DataType, ...]:
    """Return the smallest type for each column."""
    figures = [getattr(counts, name) for name in _COLUMNS[1:]]
    most = [
        0 if column is None else int(column.max(initial=0))
        for column in figures
    ]
    return pa.int64(), *map(_type_of, most)


def _type_of(most: int) -> pa.DataType:
    return next(
        (kind for kind in _TYPES if most < 1 << kind.bit_width), _TYPES[-1]
    )


Codec = Literal["lz4", "zstd"]
"""Of runs: lz4 takes half of the time, zstd half of the bytes (a network waits for those)."""


def pack_counts(counts: Counts, codec: Codec = "zstd") -> bytes:
    """Write counts as one Arrow file, compressed, in batches that can be read one by one."""
    sink = pa.BufferOutputStream()
    firsts = range(0, len(counts), _BATCH)
    starts = counts.spot[firsts.start :: _BATCH].tolist()
    sizes = [min(_BATCH, len(counts) - first) for first in firsts]
    batches = {"starts": starts, "sizes": sizes}
    _write(sink, [counts], counts, _types_of(counts), batches, codec)
    return bytes(sink.getvalue())


def _write(
    sink: Any,
    windows: Iterable[Counts],
    head: Counts,
    types: Sequence[pa.DataType],
    batches: Mapping[str, Any],
    codec: Codec = "zstd",
) -> _Batches:
    """Write sorted windows of counts under the vocabularies of `head`.

    Say where the batches begin.
    """
    starts: list[Ints] = []
    sizes: list[int] = []
    schema = _schema_of(head, types, batches)
    options = pa.ipc.IpcWriteOptions(compression=codec)
    before = 0
    with pa.ipc.new_file(sink, schema, options=options) as writer:
        for window in windows:
            if not len(window):
                continue
            columns = [np.diff(window.spot, prepend=before)]
            columns += [
                _or_zeros(getattr(window, name), len(window))
                for name in schema.names[1:]
            ]
            arrays = [
                pa.array(column.astype(field.type.to_pandas_dtype()))
                for column, field in zip(columns, schema, strict=True)
            ]
            for batch in pa.Table.from_arrays(
                arrays, schema=schema
            ).to_batches(max_chunksize=_BATCH):
                writer.write_batch(batch)
                sizes.append(batch.num_rows)
            starts.append(window.spot[::_BATCH])
            before = int(window.spot[-1])
    return (
        np.concatenate([np.empty(0, np.int64), *starts]),
        np.array(sizes, np.int64),
    )


def _schema_of(
    head: Counts, types: Sequence[pa.DataType], batches: Mapping[str, Any]
) -> pa.Schema:
    names = _COLUMNS if head.fatalities is not None else _COLUMNS[:3]
    said = {"kinds": head.kinds, "places": head.places, **batches}
    return pa.schema(
        list(zip(names, types, strict=False)),
        metadata={_META: json.dumps(said, ensure_ascii=False).encode()},
    )


def _or_zeros(column: Ints | None, length: int) -> Ints:
    return np.zeros(length, np.int64) if column is None else column


def unpack_counts(data: bytes) -> Counts:
    """Read what `pack_counts` wrote.

    Examples
    --------
    >>> from sitmap.scale.counts import count_rows, to_spots
    >>> counts = count_rows(to_spots(np.array([738000]), np.array([7])), np.array([1]), ["Riots"])
    >>> unpack_counts(pack_counts(counts)).incidents.tolist()
    [1]
    """
    run = Run.open(data)
    return run.read(0, len(run.starts))


@dataclass(frozen=True)
class Run:
    """Sorted counts that can be read in parts.

    Attributes
    ----------
    source
        A file, or its bytes.
    starts
        The first spot of each batch.
    sizes
        The counts in each batch.
    kinds, places, stated
        The vocabularies, and whether there are figures of fatalities.
    """

    source: Path | bytes
    starts: Ints
    sizes: Ints
    kinds: tuple[str, ...]
    places: tuple[str, ...] | None
    stated: bool

    @classmethod
    def open(cls, source: Path | bytes) -> Run:
        """Read what `pack_counts` wrote, but for the counts themselves."""
        with _opened(source) as reader:
            said = json.loads(reader.schema.metadata[_META])
            if "starts" not in said and isinstance(source, Path):
                said |= json.loads(_index_of(source).read_text("utf-8"))
            stated = "fatalities" in reader.schema.names
        starts, sizes = (
            np.array(said[name], np.int64) for name in ("starts", "sizes")
        )
        places = None if said["places"] is None else tuple(said["places"])
        return cls(
            source, starts, sizes, tuple(said["kinds"]), places, stated
        )

    def read(self, first: int, last: int) -> Counts:
        """Read the batches from `first` to before `last`."""
        with _opened(self.source) as reader:
            batches = [reader.get_batch(at) for at in range(first, last)]
            table = pa.Table.from_batches(batches, schema=reader.schema)
        columns = [
            column.to_numpy().astype(np.int64)
            for column in table.itercolumns()
        ]
        steps, kind, incidents, *figures = columns
        fatalities, told = figures or (None, None)
        if len(steps):
            steps[0] = self.starts[first]
        spot = np.cumsum(steps, out=steps)
        return Counts(
            spot, kind, incidents, fatalities, told, self.kinds, self.places
        )

    def between(self, low: int, high: int | None) -> list[Counts]:
        """Read the counts whose spots lie from `low` to before `high`."""
        first = self.first_batch(low)
        last = _find(self.starts, high)
        if first >= last:
            return []
        counts = self.read(first, last)
        start, stop = _find(counts.spot, low), _find(counts.spot, high)
        # a copy of few lets go of the batches: hundreds of runs may be open
        few = stop - start < len(counts) // 2
        return [counts.slice(start, stop, copy=few)]

    def first_batch(self, low: int) -> int:
        """Return the first batch that may hold a spot."""
        return max(_find(self.starts, low) - 1, 0)


class _Forward:
    """Reads a run window by window, each batch once: what a window leaves of it waits."""

    def __init__(self, run: Run, low: int) -> None:
        self._run = run
        self._next = run.first_batch(low)
        self._rest = Counts()

    def between(self, low: int, high: int | None) -> list[Counts]:
        """Read the counts whose spots lie from `low` to before `high`, behind all that was read."""
        parts = [self._rest]
        last = _find(self._run.starts, high)
        if self._next < last:
            parts.append(self._run.read(self._next, last))
            self._next = last
        ends = [_find(part.spot, high) for part in parts]
        self._rest = parts[-1].slice(ends[-1], len(parts[-1]), copy=True)
        return [
            part.slice(_find(part.spot, low), end)
            for part, end in zip(parts, ends, strict=True)
        ]


def _find(sorted_: Ints, spot: int | None) -> int:
    """Return how many lie before a spot; all where there is none."""
    if spot is None:
        return len(sorted_)
    return int(np.searchsorted(sorted_, spot, "left"))


def _index_of(path: Path) -> Path:
    """Name the file that says where a merged run's batches begin: known at its end only."""
    return path.with_suffix(".index.json")


def _opened(source: Path | bytes) -> Any:
    return pa.ipc.open_file(
        pa.BufferReader(source)
        if isinstance(source, bytes)
        else pa.OSFile(str(source))
    )


def merge_runs(
    runs: Sequence[Run], folder: Path | None = None
) -> Iterator[Counts]:
    """Merge runs window by window, in the order of spots.

    Each yield is sorted and behind the one before it.

    Parameters
    ----------
    runs
        Any number: more than 64 are merged in groups first, into `folder`.
    folder
        Where groups are kept meanwhile; a temporary one if not given.
    """
    with tempfile.TemporaryDirectory(dir=folder, prefix="merging-") as name:
        level = list(runs)
        while len(level) > _MOST_RUNS:
            groups = [
                level[at : at + _MOST_RUNS]
                for at in range(0, len(level), _MOST_RUNS)
            ]
            level = [_merge_group(group, Path(name)) for group in groups]
        yield from _windows(level)


def _merge_group(group: Sequence[Run], folder: Path) -> Run:
    with tempfile.NamedTemporaryFile(
        dir=folder, suffix=".arrow", delete=False
    ) as file:
        head = _head(group)
        starts, sizes = _write(file, _windows(group), head, _WIDE, {})
    return Run(
        Path(file.name),
        starts,
        sizes,
        head.kinds,
        None,
        head.fatalities is not None,
    )


def merge_into(path: Path, group: Sequence[Run]) -> None:
    """Merge runs into one that `Run.open` reads; it appears whole or not at all."""
    run = _merge_group(group, path.parent)
    made = Path(str(run.source))
    index = {"starts": run.starts.tolist(), "sizes": run.sizes.tolist()}
    with part_beside(_index_of(path), sweep=False) as part:
        part.write_text(json.dumps(index), "utf-8")
    made.replace(path)


def merge_between(
    runs: Sequence[Run], low: int, high: int | None, kinds: tuple[str, ...]
) -> Iterator[Counts]:
    """Merge what runs hold of the spots from `low` to before `high`, in order."""
    few = len(runs) <= _MOST_RUNS
    readers = [_Forward(run, low) if few else run for run in runs]
    for first, last in _bounds(runs, low, high):
        merged = merge_counts(
            [part for run in readers for part in run.between(first, last)]
        )
        if len(merged):
            yield _under(merged, kinds)


def _head(runs: Sequence[Run]) -> Counts:
    """Return empty counts that have the vocabularies of all the runs."""
    kinds = tuple(sorted(set().union(*(run.kinds for run in runs))))
    stated = (
        np.empty(0, np.int64) if any(run.stated for run in runs) else None
    )
    return Counts(fatalities=stated, told=stated, kinds=kinds)


def _windows(runs: Sequence[Run]) -> Iterator[Counts]:
    return merge_between(runs, 0, None, _head(runs).kinds)


def _bounds(
    runs: Sequence[Run], low: int, high: int | None
) -> list[tuple[int, int | None]]:
    """Cut the spots from `low` to before `high` into windows of about the same number of counts."""
    starts = (
        np.concatenate([run.starts for run in runs])
        if runs
        else np.empty(0, np.int64)
    )
    sizes = (
        np.concatenate([run.sizes for run in runs])
        if runs
        else np.empty(0, np.int64)
    )
    if not len(starts):
        return []
    within = (
        (starts >= low) & (starts < high)
        if high is not None
        else starts >= low
    )
    order = np.argsort(starts[within], kind="stable")
    window = np.cumsum(sizes[within][order]) // _WINDOW
    firsts = starts[within][order][
        np.flatnonzero(np.diff(window, prepend=-1))
    ]
    lows = [int(each) for each in np.unique(np.append(firsts[1:], low))]
    return list(zip(lows, [*lows[1:], high], strict=True))


def _under(counts: Counts, kinds: tuple[str, ...]) -> Counts:
    """Bring counts under a vocabulary that holds theirs, so that all windows share one."""
    if counts.kinds == kinds:
        return counts
    at = {word: number for number, word in enumerate(kinds, 1)}
    kind = np.array([0, *(at[word] for word in counts.kinds)], np.int64)[
        counts.kind
    ]
    return Counts(
        counts.spot,
        kind,
        counts.incidents,
        counts.fatalities,
        counts.told,
        kinds,
        counts.places,
    )
