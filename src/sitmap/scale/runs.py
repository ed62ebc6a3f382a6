"""Runs: sorted counts as bytes, and their merge in windows, so that what grows is on disk and not in memory.

What grows with the input is the number of distinct keys (day, place and type), at most one per row.
A run holds up to two million of them, compressed; merging reads from each run only the window of
spots at hand.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa

from sitmap.scale.counts import Counts, Ints, merge_counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_BATCH: Final = 16_384
_WINDOW: Final = 1_000_000
"""Counts merged at a time: about 150 MB with what sorting needs."""

_MOST_RUNS: Final = 64
_META: Final = b"sitmap"
_Batches = tuple[Ints, Ints]
_COLUMNS: Final = ("spot", "kind", "incidents", "fatalities", "told")


def pack_counts(counts: Counts) -> bytes:
    """Write counts as one Arrow file, compressed, in batches that can be read one by one."""
    sink = pa.BufferOutputStream()
    firsts = range(0, len(counts), _BATCH)
    starts = counts.spot[firsts.start :: _BATCH].tolist()
    sizes = [min(_BATCH, len(counts) - first) for first in firsts]
    _write(sink, [counts], counts, {"starts": starts, "sizes": sizes})
    return bytes(sink.getvalue())


def _write(
    sink: Any,
    windows: Iterable[Counts],
    head: Counts,
    batches: Mapping[str, Any],
) -> _Batches:
    """Write sorted windows of counts under the vocabularies of `head`.

    Say where the batches begin.
    """
    stated = head.fatalities is not None
    starts, sizes = [], []
    names = _COLUMNS if stated else _COLUMNS[:3]
    types = {"kind": pa.int32()}
    said = json.dumps(
        {"kinds": head.kinds, "places": head.places, **batches},
        ensure_ascii=False,
    )
    schema = pa.schema(
        [(name, types.get(name, pa.int64())) for name in names],
        metadata={_META: said.encode()},
    )
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_file(sink, schema, options=options) as writer:
        for window in windows:
            columns = [
                _or_zeros(getattr(window, name), len(window))
                for name in names
            ]
            arrays = [
                pa.array(column, schema.field(name).type)
                for name, column in zip(names, columns, strict=True)
            ]
            for batch in pa.Table.from_arrays(
                arrays, schema=schema
            ).to_batches(max_chunksize=_BATCH):
                writer.write_batch(batch)
                starts.append(batch.column(0)[0].as_py())
                sizes.append(batch.num_rows)
    return np.array(starts, np.int64), np.array(sizes, np.int64)


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
            column.to_numpy().astype(np.int64, copy=False)
            for column in table.itercolumns()
        ]
        spot, kind, incidents, *figures = columns
        fatalities, told = figures or (None, None)
        return Counts(
            spot, kind, incidents, fatalities, told, self.kinds, self.places
        )

    def between(self, low: int, high: int | None) -> Counts:
        """Read the counts whose spots lie from `low` to before `high`."""
        first = max(int(np.searchsorted(self.starts, low, "left")) - 1, 0)
        last = (
            len(self.starts)
            if high is None
            else int(np.searchsorted(self.starts, high, "left"))
        )
        if first >= last:
            return Counts()
        counts = self.read(first, last)
        start = int(np.searchsorted(counts.spot, low, "left"))
        stop = (
            len(counts)
            if high is None
            else int(np.searchsorted(counts.spot, high, "left"))
        )
        # a copy of few lets go of the batches: hundreds of runs may be open
        return counts.slice(
            start, stop, copy=stop - start < len(counts) // 2
        )


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
        starts, sizes = _write(file, _windows(group), head, {})
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
    beside = made.with_suffix(".part")
    beside.write_text(json.dumps(index), "utf-8")
    beside.replace(_index_of(path))
    made.replace(path)


def merge_between(
    runs: Sequence[Run], low: int, high: int | None, kinds: tuple[str, ...]
) -> Iterator[Counts]:
    """Merge what runs hold of the spots from `low` to before `high`, in order."""
    for first, last in _bounds(runs, low, high):
        merged = merge_counts([run.between(first, last) for run in runs])
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
