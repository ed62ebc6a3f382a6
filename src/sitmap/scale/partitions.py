"""A summary in many files: windows of days, cut by ranges of places.

Where the cuts lie depends on what was counted alone, and never on who counted it: one process and
a thousand write the same bytes.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sitmap.errors import InputError
from sitmap.scale.counts import NO_DAY, PLACE_BITS, Counts, split_spots
from sitmap.scale.plan import AreaSet, Plan
from sitmap.scale.summary import META, day_word, to_table
from sitmap.scratch import part_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import TracebackType

    from sitmap.scale.counts import Ints

MANIFEST: Final = "_summary.json"
"""What is in the folder, and of what; readers of Parquet pass over names that begin with _."""

_INCIDENTS: Final = 4_000_000
"""Incidents in a window of days, about: a task of seconds, and 250 tasks for a billion."""

_RANGES: Final = 8
"""Ranges of places in a window at most: half a million incidents a file."""

_GROUP_ROWS: Final = 131_072
"""Rows of a row group: always the same, so that the bytes don't tell how the counts were merged."""


@dataclass(frozen=True)
class Window:
    """Spots from `low` to before `high` (None for all that follow), called by their first day."""

    low: int
    high: int | None
    name: str


@dataclass(frozen=True)
class Partition:
    """One file of a summary.

    Attributes
    ----------
    file
        Its name in the folder.
    rows, incidents, bytes
        How much is in it.
    days
        The first and the last day, YYYY-MM-DD; None where nothing in it is dated.
    places
        The first and the last H3 base cell, or position among the areas.
    """

    file: str
    rows: int
    incidents: int
    bytes: int
    days: tuple[str, str] | None
    places: tuple[int, int]


def measure_counts(
    counts: Counts, plan: Plan
) -> tuple[dict[int, int], dict[int, int]]:
    """Return the incidents by day and by base cell (or area), however the rows were cut."""
    if not len(counts):
        return {}, {}
    day, place = split_spots(counts.spot)
    prefix = _prefixes(place, plan)
    sums = np.bincount(prefix, counts.incidents)
    starts = np.flatnonzero(np.diff(day, prepend=-1))
    by_day = np.add.reduceat(counts.incidents, starts)
    found = np.flatnonzero(sums)
    by_prefix = dict(
        zip(
            found.tolist(),
            sums[found].astype(np.int64).tolist(),
            strict=True,
        )
    )
    return dict(
        zip(day[starts].tolist(), by_day.tolist(), strict=True)
    ), by_prefix


def _prefixes(place: Ints, plan: Plan) -> Ints:
    return place >> (3 * (plan.resolution or 0))


def cut_days(incidents: Mapping[int, int]) -> list[Window]:
    """Cut the days into windows of some million incidents; undated rows have one of their own.

    Examples
    --------
    >>> [window.name for window in cut_days({738000: 3_900_000, 738001: 200_000, 738002: 7})]
    ['2021-07-30', '2021-08-01']
    """
    firsts, filled = [], _INCIDENTS
    for day, number in sorted(incidents.items()):
        if filled >= _INCIDENTS or day == NO_DAY:
            firsts.append(day)
            filled = 0
        filled += number
    lows = [day << PLACE_BITS for day in firsts]
    names = [day_word(day) or "undated" for day in firsts]
    return [
        Window(low, high, name)
        for (low, high), name in zip(
            pairwise([*lows, None]), names, strict=True
        )
        if low is not None
    ]


def cut_places(incidents: Mapping[int, int]) -> list[int]:
    """Return where ranges of base cells (or areas) begin, each with about the same incidents.

    Examples
    --------
    >>> cut_places({3: 5_000_000, 10: 1_000_000, 90: 5_000_000})
    [0, 10]
    """
    total = sum(incidents.values())
    wanted = min(_RANGES, -(-total // _INCIDENTS))
    firsts, filled = [0], 0
    for prefix, number in sorted(incidents.items()):
        if filled * wanted >= total and prefix > firsts[-1]:
            firsts.append(prefix)
            filled = 0
        filled += number
    return firsts


def write_window(
    counts: Iterable[Counts],
    window: Window,
    ranges: Sequence[int],
    folder: Path,
    plan: Plan,
) -> list[Partition]:
    """Write a window's counts, which come in order, as a file for each range of places.

    Each appears whole or not at all; one that is there is replaced.
    """
    with ExitStack() as stack:
        writers = [
            stack.enter_context(
                _Writer(folder / f"{window.name}_{number:02}.parquet", plan)
            )
            for number in range(len(ranges))
        ]
        for some in counts:
            place = split_spots(some.spot)[1]
            at = (
                np.searchsorted(
                    np.array(ranges), _prefixes(place, plan), "right"
                )
                - 1
            )
            for number in np.unique(at).tolist():
                writers[number].write(some.where(at == number))
    return [
        writer.partition
        for writer in writers
        if writer.partition is not None
    ]


class _Writer:
    """Writes one partition in row groups of one size, whatever pieces come."""

    def __init__(self, path: Path, plan: Plan) -> None:
        self._path, self._plan = path, plan
        self._open = ExitStack()
        self._writer: pq.ParquetWriter | None = None
        self._waiting: list[Counts] = []
        self._rows = self._incidents = 0
        self._days: list[int] = []
        self._places: list[int] = []
        self.partition: Partition | None = None

    def __enter__(self) -> Self:
        return self

    def write(self, counts: Counts) -> None:
        day, place = split_spots(counts.spot)
        prefix = _prefixes(place, self._plan)
        self._days += [int(day[0]), int(day[-1])]
        self._places = [
            min([int(prefix.min()), *self._places]),
            max([int(prefix.max()), *self._places]),
        ]
        self._rows += len(counts)
        self._incidents += int(counts.incidents.sum())
        self._waiting.append(counts)
        if sum(map(len, self._waiting)) >= _GROUP_ROWS:
            self._flush(last=False)

    def _flush(self, *, last: bool) -> None:
        if not self._waiting:
            return
        table = pa.concat_tables(
            [to_table(each, self._plan) for each in self._waiting]
        )
        table = table.combine_chunks()
        full = (
            table.num_rows
            if last
            else table.num_rows // _GROUP_ROWS * _GROUP_ROWS
        )
        if self._writer is None:
            said = json.dumps(
                {"by": self._plan.by, "part_of": MANIFEST}
            ).encode()
            schema = table.schema.with_metadata({META: said})
            part = self._open.enter_context(
                part_beside(self._path, sweep=False)
            )
            self._writer = self._open.enter_context(
                pq.ParquetWriter(
                    part,
                    schema,
                    compression="zstd",
                    write_page_checksum=True,
                )
            )
        self._writer.write_table(
            table.slice(0, full).cast(self._writer.schema), _GROUP_ROWS
        )
        rest = table.num_rows - full
        # all pieces but the last came to less than a row group: what is left over is of the last
        whole = len(self._waiting[-1])
        self._waiting = (
            [self._waiting[-1].slice(whole - rest, whole)] if rest else []
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self._open.__exit__(kind, error, trace)
            return
        with self._open:
            self._flush(last=True)
        if self._writer is None:
            return
        words = [day_word(day) for day in self._days]
        first, last = words[0], words[-1]
        self.partition = Partition(
            self._path.name,
            self._rows,
            self._incidents,
            self._path.stat().st_size,
            None if first is None or last is None else (first, last),
            (self._places[0], self._places[-1]),
        )


def write_manifest(
    folder: Path,
    metadata: Mapping[str, Any],
    partitions: Iterable[Partition],
) -> None:
    """Write what is in the folder; without it, a summary isn't whole."""
    listed = [
        asdict(each)
        for each in sorted(partitions, key=lambda each: each.file)
    ]
    said = json.dumps(
        {**metadata, "partitions": listed}, ensure_ascii=False, indent=1
    )
    with part_beside(folder / MANIFEST) as part:
        part.write_text(said, "utf-8", "surrogateescape")


def read_manifest(
    folder: str | Path,
) -> tuple[dict[str, Any], list[Partition]]:
    """Read what a summary's folder holds: its metadata and its partitions.

    Raises
    ------
    InputError
        It is no summary, or not whole.
    """
    path = Path(folder) / MANIFEST
    try:
        said = json.loads(path.read_text("utf-8", "surrogateescape"))
        partitions = [
            Partition(
                **{
                    **each,
                    "days": each["days"] and tuple(each["days"]),
                    "places": tuple(each["places"]),
                }
            )
            for each in said.pop("partitions")
        ]
    except FileNotFoundError:
        raise InputError(
            f"{folder}: is no summary, or one that isn't whole (it lacks {MANIFEST}); "
            "sitmap aggregate makes one"
        ) from None
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
    ) as error:
        raise InputError(
            f"{path}: can't be read ({error}); make the summary again"
        ) from None
    return said, partitions


def list_partitions(
    folder: str | Path,
    *,
    bounds: tuple[float, float, float, float] | None = None,
) -> list[Partition]:
    """List the partitions that may hold cells in `bounds` (west, south, east, north), or all."""
    said, partitions = read_manifest(folder)
    if bounds is None or said["by"][1] == "area":
        return partitions
    near = _base_cells_near(bounds)
    return [
        each
        for each in partitions
        if near & set(range(each.places[0], each.places[1] + 1))
    ]


_BULGE_DEG: Final = 4.0
"""More than finer cells reach out of their base cell, or its edges out of its corners."""


def _base_cells_near(bounds: tuple[float, float, float, float]) -> set[int]:
    """Return the numbers of the base cells that may reach into a view."""
    import h3

    west, south, east, north = bounds
    found = set()
    for cell in h3.get_res0_cells():
        corners = np.array(h3.cell_to_boundary(cell))
        lat, lon = corners.T
        high = max(abs(lat)) > 60  # noqa: PLR2004 - meridians are too near one another for boxes
        across = lon.max() - lon.min() > 180  # noqa: PLR2004 - degrees
        beside = (
            lon.max() + _BULGE_DEG < west or lon.min() - _BULGE_DEG > east
        )
        beyond = (
            lat.max() + _BULGE_DEG < south or lat.min() - _BULGE_DEG > north
        )
        polar = high and max(abs(south), abs(north)) > 50  # noqa: PLR2004 - degrees
        if polar or (not beyond and (across or not beside or west > east)):
            found.add(h3.get_base_cell_number(cell))
    return found


def read_partition(folder: str | Path, partition: Partition) -> pa.Table:
    """Read one partition.

    Raises
    ------
    InputError
        It is missing or damaged.
    """
    path = Path(folder) / partition.file
    remedy = "copy it again, or make the summary again: sitmap aggregate"
    try:
        size = path.stat().st_size
        if size != partition.bytes:
            raise InputError(
                f"{path}: has {size:,} bytes of {partition.bytes:,}; {remedy}"
            )
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            table = file.read()
    except FileNotFoundError:
        raise InputError(
            f"{path}: is missing from the summary; {remedy}"
        ) from None
    except (OSError, pa.ArrowException) as error:
        told = (str(error).splitlines() or [type(error).__name__])[0][:100]
        raise InputError(f"{path}: is damaged ({told}); {remedy}") from None
    return table


def read_partitions(
    folder: str | Path, partitions: Sequence[Partition]
) -> Iterator[pa.Table]:
    """Read partitions one after the other."""
    return (read_partition(folder, each) for each in partitions)


def read_folder(folder: str | Path) -> tuple[pa.Table, dict[str, Any]]:
    """Read a whole summary and its metadata."""
    said, partitions = read_manifest(folder)
    tables = list(read_partitions(folder, partitions)) or [
        _no_rows(said["by"][1])
    ]
    return pa.concat_tables(tables).unify_dictionaries(), said


def _no_rows(place: str) -> pa.Table:
    resolution = None if place == "area" else int(place.removeprefix("h3:"))
    areas = AreaSet((), ()) if resolution is None else None
    return to_table(Counts(), Plan(resolution=resolution, areas=areas))
