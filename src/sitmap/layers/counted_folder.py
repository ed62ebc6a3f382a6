"""A summary in a folder, of any size, brought down to what a map shows while it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

import numpy as np
import pandas as pd

from sitmap.errors import InputError
from sitmap.layers.cells import cell_centres, parents_of
from sitmap.layers.density_bins import (
    STEPS,
    bin_starts,
    bins_of,
    choose_unit,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pyarrow as pa
    from numpy.typing import NDArray

    from sitmap.layers.counted import Step
    from sitmap.scale.partitions import Partition

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees; west is greater than east across the antimeridian."""

_MOST_ROWS: Final = 3_000_000
"""Counts held at most, beside a partition's (120 MB): beyond it cells are added up."""

# resolution of H3; wider cells are as large as countries
_COARSEST: Final = 2
OUTSIDE: Final = "outside the view (bounds=)"
"""Why an incident isn't on a map that was cut."""


class Reduced(NamedTuple):
    """A summary's counts as a map needs them.

    Attributes
    ----------
    frame
        As a summary; the days of a unit of time are added up under one of them.
    unit
        By which time was added up.
    resolution
        Of the summary's own cells; None for areas.
    """

    frame: pd.DataFrame
    unit: Step
    resolution: int | None


def read_reduced(
    folder: str | Path,
    *,
    bounds: Bounds | None = None,
    step: Step | None = None,
    resolution: int | None = None,
) -> Reduced:
    """Read a summary's folder partition by partition, in bounded memory.

    Parameters
    ----------
    folder
        As `sitmap aggregate -o FOLDER` writes it.
    bounds
        Of the view: cells whose centre lies beyond it are not counted, and partitions that have
        none within it are not read.
    step, resolution
        No finer than these; by default as fine as a timeline has room for, and as the summary.

    Raises
    ------
    InputError
        It is no summary, a part of it is missing or damaged, or nothing lies in the view.
    """
    from sitmap.scale.partitions import (
        list_partitions,
        read_manifest,
        read_partitions,
    )

    said, every = read_manifest(folder)
    own_step, place = cast("Step", said["by"][0]), said["by"][1]
    own = None if place == "area" else int(place.removeprefix("h3:"))
    if bounds is not None and own is None:
        raise InputError(
            "bounds= is for counts by cell; for areas, give those in view as areas="
        )
    partitions = list_partitions(folder, bounds=bounds)
    span = _span_of(partitions)
    unit = max(
        choose_unit(own_step, span) if step is None else step,
        own_step,
        key=STEPS.index,
    )
    finest = (
        own if own is None or resolution is None else min(own, resolution)
    )
    tables = read_partitions(folder, partitions)
    frames = (
        _reduce(table, unit, span, finest, bounds) for table in tables
    )
    frame = _add_up(frames, finest)
    incidents = sum(each.incidents for each in every)
    outside = incidents - int(frame["incidents"].sum())
    left_off = said["left_off"] | ({OUTSIDE: outside} if outside else {})
    frame.attrs["sitmap"] = {**said, "left_off": left_off}
    if not len(frame):
        raise InputError(
            f"{folder}: no incidents {'in this view' if bounds else 'in it'}"
        )
    return Reduced(frame, unit, own)


def _span_of(partitions: Sequence[Partition]) -> tuple[int, int] | None:
    days = [
        day
        for each in partitions
        if each.days is not None
        for day in each.days
    ]
    if not days:
        return None
    first, last = (
        int(np.datetime64(day, "D").astype(np.int64))
        for day in (min(days), max(days))
    )
    return first, last


def _reduce(
    table: pa.Table,
    unit: Step,
    span: tuple[int, int] | None,
    resolution: int | None,
    bounds: Bounds | None,
) -> pd.DataFrame:
    """Bring a partition's rows down to the unit of time and the size of cells."""
    frame: pd.DataFrame = table.replace_schema_metadata(None).to_pandas()
    if bounds is not None:
        frame = frame[_rows_in_view(frame["cell"], bounds)]
    day = frame["day"].to_numpy().astype("datetime64[D]")
    if span is not None:
        day = _to_units(day, unit, span)
    place = (
        frame["area"]
        if resolution is None
        else _parents(frame["cell"], resolution)
    )
    frame = frame.assign(
        day=day.astype("datetime64[s]"),
        **{"area" if resolution is None else "cell": place},
    )
    return _group(frame)


def _rows_in_view(
    cells: pd.Series[Any], bounds: Bounds
) -> NDArray[np.bool_]:
    codes, distinct = pd.factorize(cells)
    return in_view(distinct.to_numpy().astype(np.uint64), bounds)[codes]


def in_view(cells: NDArray[np.uint64], bounds: Bounds) -> NDArray[np.bool_]:
    """Tell which cells have their centre in a view.

    Examples
    --------
    >>> in_view(np.array([0x851F1D4BFFFFFFF], np.uint64), (0, 40, 30, 60)).tolist()
    [True]
    """
    west, south, east, north = bounds
    lon, lat = cell_centres(cells).T
    beside = (
        (lon >= west) & (lon <= east)
        if west <= east
        else (lon >= west) | (lon <= east)
    )
    return cast(
        "NDArray[np.bool_]", beside & (lat >= south) & (lat <= north)
    )


def _to_units(
    day: NDArray[Any], unit: Step, span: tuple[int, int]
) -> NDArray[Any]:
    """Bring days to the first of their unit; the first and the last day of all stay, to be told."""
    first, last = span
    missing = np.isnat(day)
    number = np.where(missing, first, day.astype(np.int64))
    at = bins_of(number, unit, first)
    starts = np.maximum(
        bin_starts(int(at.max(initial=0)) + 1, unit, first), first
    )
    brought = np.where(number == last, last, starts[at])
    return np.where(
        missing, np.datetime64("NaT", "D"), brought.astype("datetime64[D]")
    )


def _parents(cells: pd.Series[Any], resolution: int) -> NDArray[np.uint64]:
    return parents_of(cells.to_numpy().astype(np.uint64), resolution)


def _group(frame: pd.DataFrame) -> pd.DataFrame:
    keys = ["day", "cell" if "cell" in frame else "area", "event_type"]
    if len(frame) and frame["fatalities"].isna().all():
        frame = frame.assign(fatalities=np.nan)
    grouped = frame.groupby(keys, sort=True, observed=True, dropna=False)
    sums = grouped[["incidents", "fatalities"]].sum(min_count=1)
    return sums.reset_index()


def _add_up(
    frames: Iterator[pd.DataFrame], resolution: int | None
) -> pd.DataFrame:
    """Add up partitions; where there are too many counts, in larger cells."""
    total: pd.DataFrame | None = None
    waiting: list[pd.DataFrame] = []
    for frame in frames:
        if resolution is not None and total is not None:
            frame = _group(  # noqa: PLW2901 - the next value
                frame.assign(cell=_parents(frame["cell"], resolution))
            )
        waiting.append(frame)
        if (
            sum(map(len, waiting)) + (0 if total is None else len(total))
            < _MOST_ROWS
        ):
            continue
        total = _joined([*([] if total is None else [total]), *waiting])
        waiting = []
        while (
            resolution is not None
            and len(total) > _MOST_ROWS // 2
            and resolution > _COARSEST
        ):
            resolution -= 1
            total = _group(
                total.assign(cell=_parents(total["cell"], resolution))
            )
    return _joined([*([] if total is None else [total]), *waiting])


def _joined(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Put counts together whose categories may differ."""
    if not frames:
        return pd.DataFrame({"incidents": np.empty(0, np.int64)})
    texts = {
        name: "str" for name in ("area", "event_type") if name in frames[0]
    }
    return _group(
        pd.concat(
            [frame.astype(texts) for frame in frames], ignore_index=True
        )
    )
