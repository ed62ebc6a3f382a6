"""What workers do for a summary in a folder: count, keep, look up names, merge. Only words go back.

Results pass from worker to worker by the folder that all of them see: a worker that dies takes
nothing along, and a task that is done twice writes the same bytes twice.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from sitmap.errors import OutputError
from sitmap.scale.chunks import locate_names, place_named
from sitmap.scale.inputs import list_parts
from sitmap.scale.partial import Partial, merge
from sitmap.scale.partitions import measure_counts, write_window
from sitmap.scale.runs import Run, merge_between, merge_into, pack_counts
from sitmap.scale.store import (
    FolderStore,
    key_of,
    write_json,
    write_whole,
)
from sitmap.scale.work import Failure, Result, run_frame, run_part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitmap.scale.counts import Counts
    from sitmap.scale.inputs import Part
    from sitmap.scale.partitions import Partition, Window
    from sitmap.scale.plan import Plan

_ORDER: Final = "order.json"
_POINTS: Final = "points.json"


@dataclass(frozen=True)
class Listed:
    """Parts of some files by key, which are counted already, and the files that can't be read."""

    parts: tuple[tuple[str, Part], ...]
    ready: frozenset[str]
    failed: Mapping[str, str]


@dataclass(frozen=True)
class Done:
    """A part that is counted and kept: its rows."""

    rows: int


@dataclass(frozen=True)
class Damage:
    """Keys whose kept results can't be read any more."""

    keys: tuple[str, ...]


@dataclass(frozen=True)
class Span:
    """A kept run: its file's name, and the first and the last spot in it."""

    file: str
    first: int
    last: int


@dataclass(frozen=True)
class Survey:
    """What kept results hold, but for the counts.

    Attributes
    ----------
    tallies
        Rows, and what became of those that aren't counted.
    failed
        Reports that couldn't be read.
    days, places
        Incidents by day, and by base cell or area: where the summary is cut.
    kinds
        Event types.
    runs
        Runs of counts that have a place.
    named
        Keys that have counts under names.
    damaged
        Keys that can't be read.
    """

    tallies: Partial = field(default_factory=Partial)
    failed: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[int, int] = field(default_factory=dict)
    places: Mapping[int, int] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    runs: tuple[Span, ...] = ()
    named: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()


def add_surveys(surveys: Sequence[Survey]) -> Survey:
    """Add up surveys, in any order.

    Examples
    --------
    >>> add_surveys([Survey(days={738000: 2}), Survey(days={738000: 1})]).days
    {738000: 3}
    """
    return Survey(
        merge([each.tallies for each in surveys]),
        {
            file: why
            for each in surveys
            for file, why in each.failed.items()
        },
        _add_up([each.days for each in surveys]),
        _add_up([each.places for each in surveys]),
        frozenset[str]().union(*(each.kinds for each in surveys)),
        tuple(run for each in surveys for run in each.runs),
        tuple(key for each in surveys for key in each.named),
        tuple(key for each in surveys for key in each.damaged),
    )


def _add_up(sums: Sequence[Mapping[int, int]]) -> dict[int, int]:
    total: dict[int, int] = {}
    for each in sums:
        for key, number in each.items():
            total[key] = total.get(key, 0) + number
    return total


def list_some(files: Sequence[str], plan: Plan, folder: Path) -> Listed:
    """Cut some files into parts, and see which of them are counted."""
    failed: dict[str, str] = {}
    store = FolderStore(folder)
    parts = tuple(
        (key_of(part, plan.fingerprint), part)
        for part in list_parts(map(Path, files), plan, failed)
    )
    kept = ((key, store.get(key)) for key, _ in parts)
    ready = frozenset(
        key for key, found in kept if found is not None and not found.failed
    )
    return Listed(parts, ready, failed)


def keep_parts(
    parts: Sequence[tuple[str, Part]], plan: Plan, folder: Path
) -> list[Done | Failure]:
    """Count parts, and keep their counts in the folder; what one that died kept stays done."""
    return [_keep_part(key, part, plan, folder) for key, part in parts]


def _keep_part(
    key: str, part: Part, plan: Plan, folder: Path
) -> Done | Failure:
    kept = FolderStore(folder).get(key)
    if kept is not None and not kept.failed:
        return Done(kept.tallies.rows)
    return _keep(key, run_part(part, plan), plan, folder)


def keep_frame(
    frame: Any, key: str, plan: Plan, folder: Path
) -> Done | Failure:
    """Count one partition of a frame, and keep its counts in the folder."""
    return _keep(key, run_frame(frame, plan), plan, folder)


def _keep(
    key: str, result: Result | Failure, plan: Plan, folder: Path
) -> Done | Failure:
    if isinstance(result, Failure):
        return result
    measures = [_measure(Run.open(data), plan) for data in result.placed]
    try:
        FolderStore(folder).put(key, result, _said_of(measures))
    except OutputError as error:
        return Failure(str(error))
    return Done(result.rows)


_Measure = tuple[
    dict[int, int], dict[int, int], tuple[str, ...], tuple[int, int]
]


def _measure(run: Run, plan: Plan) -> _Measure:
    return _measure_counts(run.read(0, len(run.starts)), plan)


def _measure_counts(counts: Counts, plan: Plan) -> _Measure:
    span = (int(counts.spot[0]), int(counts.spot[-1]))
    return (*measure_counts(counts, plan), counts.kinds, span)


def _said_of(measures: Sequence[_Measure]) -> dict[str, Any]:
    """Say in JSON what a survey needs."""
    days, places, kinds, spans = (
        zip(*measures, strict=True) if measures else ((), (), (), ())
    )
    return {
        "days": list(_add_up(days).items()),
        "places": list(_add_up(places).items()),
        "kinds": sorted(set().union(*kinds)),
        "spans": list(spans),
    }


def _survey_of(
    said: Mapping[str, Any], files: Sequence[str], **more: Any
) -> Survey:
    runs = tuple(
        Span(file, first, last)
        for file, (first, last) in zip(files, said["spans"], strict=True)
    )
    days, places = (dict(said[name]) for name in ("days", "places"))
    return Survey(
        days=days,
        places=places,
        kinds=frozenset(said["kinds"]),
        runs=runs,
        **more,
    )


def survey_kept(keys: Sequence[str], folder: Path) -> Survey:
    """Say what some kept results hold."""
    return add_surveys(
        [_survey_one(key, FolderStore(folder)) for key in keys]
    )


def _survey_one(key: str, store: FolderStore) -> Survey:
    kept = store.get(key)
    if kept is None or "spans" not in kept.more:
        return Survey(damaged=(key,))
    files = [Path(str(run.source)).name for run in kept.placed]
    named = (key,) if kept.named else ()
    return _survey_of(
        kept.more,
        files,
        tallies=kept.tallies,
        failed=kept.failed,
        named=named,
    )


def locate_kept(
    keys: Sequence[str], plan: Plan, folder: Path, work: Path, geocoder: Any
) -> Done | Damage:
    """Look up the names in kept results, all together: the others tell where one lies."""
    store = FolderStore(folder)
    names: set[str] = set()
    for key in keys:
        kept = store.get(key)
        if kept is None:
            return Damage((key,))
        names.update(
            name for run in kept.named for name in run.places or ()
        )
    points = locate_names(names, plan, geocoder)
    write_json(work / _POINTS, points)
    return Done(len(points))


def place_kept(key: str, plan: Plan, folder: Path, work: Path) -> Survey:
    """Move the counts that a kept result has under names to the places that were found."""
    kept = FolderStore(folder).get(key)
    if kept is None:
        return Survey(damaged=(key,))
    found = json.loads((work / _POINTS).read_text("utf-8", "surrogatepass"))
    points = {
        name: at if isinstance(at, str) else (at[0], at[1])
        for name, at in found.items()
    }
    moved = merge(
        [
            place_named(
                Partial(named=run.read(0, len(run.starts))), points, plan
            )
            for run in kept.named
        ]
    )
    if not len(moved.placed):
        return Survey(tallies=moved)
    file = work / f"{key}.arrow"
    write_whole(file, pack_counts(moved.placed))
    said = _said_of([_measure_counts(moved.placed, plan)])
    tallies = Partial(left_off=moved.left_off, undated=moved.undated)
    return _survey_of(said, [f"{work.name}/{file.name}"], tallies=tallies)


def merge_group(
    item: tuple[str, Sequence[Span]], folder: Path, work: Path
) -> Span | Damage:
    """Merge many runs into one, where there are too many to be read side by side."""
    number, spans = item
    runs = _open_runs(spans, folder)
    if isinstance(runs, Damage):
        return runs
    file = work / f"merged-{number}.arrow"
    merge_into(file, runs)
    first, last = (
        min(span.first for span in spans),
        max(span.last for span in spans),
    )
    return Span(f"{work.name}/{file.name}", first, last)


def write_order(
    work: Path,
    runs: Sequence[Span],
    kinds: Sequence[str],
    ranges: Sequence[int],
) -> None:
    """Write down what is to be merged: too long to send along with each window."""
    spans = [(run.file, run.first, run.last) for run in runs]
    write_json(
        work / _ORDER,
        {"runs": spans, "kinds": list(kinds), "ranges": list(ranges)},
    )


def merge_window(
    window: Window, plan: Plan, folder: Path, work: Path, out: Path
) -> tuple[Partition, ...] | Damage | Failure:
    """Merge what the kept runs hold of a window, and write its partitions."""
    said = json.loads((work / _ORDER).read_text("utf-8", "surrogatepass"))
    spans = [Span(*each) for each in said["runs"]]
    within = [
        span
        for span in spans
        if span.last >= window.low
        and (window.high is None or span.first < window.high)
    ]
    runs = _open_runs(within, folder)
    if isinstance(runs, Damage):
        return runs
    try:
        counts = merge_between(
            runs, window.low, window.high, tuple(said["kinds"])
        )
        return tuple(
            write_window(counts, window, said["ranges"], out, plan)
        )
    except (pa.ArrowException, OSError) as error:
        return Failure(
            f"{out}: can't be written ({error}); make room and run it again"
        )


def _open_runs(spans: Sequence[Span], folder: Path) -> list[Run] | Damage:
    try:
        return [Run.open(folder / span.file) for span in spans]
    except (
        OSError,
        ValueError,
        KeyError,
    ):  # pyarrow's ArrowInvalid is a ValueError
        bad = [
            span.file for span in spans if not _opens(folder / span.file)
        ]
        return Damage(tuple(bad))


def _opens(path: Path) -> bool:
    try:
        Run.open(path)
    except (OSError, ValueError, KeyError):
        return False
    return True
