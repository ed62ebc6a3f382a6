"""Count incidents of any number: one interface for one process, several, and a Dask cluster."""

from __future__ import annotations

import warnings
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Literal

import pyarrow as pa

from sitmap.errors import DataWarning, InputError, OutputError
from sitmap.scale.chunks import locate_names, place_named
from sitmap.scale.cluster import connect, is_dask_frame, run_frames, run_tasks
from sitmap.scale.engines import run_here, run_pool
from sitmap.scale.inputs import list_files, list_parts
from sitmap.scale.partial import Partial, merge
from sitmap.scale.plan import make_plan
from sitmap.scale.runs import Run, merge_runs, pack_counts
from sitmap.scale.store import FolderStore, Kept, MemoryStore, Store, key_of
from sitmap.scale.summary import make_metadata, to_frame, to_table, write_tables
from sitmap.scale.work import Failure, Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import pandas as pd

    from sitmap.scale.inputs import Part
    from sitmap.scale.plan import Plan

__all__ = ["Aggregated", "Standing", "aggregate", "aggregate_to_file"]

Engine = Literal["local", "dask"]
ENGINES: Final = ("local", "dask")


@dataclass(frozen=True)
class Standing:
    """How far the work is, as a progress function gets it.

    Attributes
    ----------
    parts, parts_done, parts_kept
        All, done, and of these kept from a run that was stopped.
    bytes, bytes_done, bytes_kept
        The same in bytes of the input.
    rows
        Rows counted in this run.
    seconds
        Since it began.
    """

    parts: int
    parts_done: int
    parts_kept: int
    bytes: int
    bytes_done: int
    bytes_kept: int
    rows: int
    seconds: float

    @property
    def seconds_left(self) -> float | None:
        """Return how long the rest will take at the speed so far; None while that isn't known."""
        fresh = self.bytes_done - self.bytes_kept
        return self.seconds * (self.bytes - self.bytes_done) / fresh if fresh > 0 else None


Progress = "Callable[[Standing], None]"


@dataclass(frozen=True)
class Aggregated:
    """What `aggregate_to_file` wrote: the file, its rows, and its metadata (`by`, `rows`, `left_out`, `failed`…)."""

    path: Path
    keys: int
    metadata: Mapping[str, Any]


def aggregate(
    source: Any, by: str | Sequence[str] = ("day", "h3:5"), **options: Any
) -> pd.DataFrame:
    """Count incidents by time, place and event type.

    Parameters
    ----------
    source
        A path, a glob (``"gdelt/*.parquet"``), a folder, or several: Parquet and CSV in any layout
        that `sitmap.read` knows, GDELT's raw files, also packed, and reports. Or a Dask dataframe.
    by
        A step of time (day, week, month, year) and a kind of place (area, h3:0 to h3:11).
    **options
        As for `aggregate_to_file`.

    Returns
    -------
    pandas.DataFrame
        As `sitmap.scale.read_summary` returns it.

    Raises
    ------
    InputError
        Nothing could be counted.

    Warns
    -----
    DataWarning
        Files that could not be read are left out.

    Examples
    --------
    >>> from sitmap.samples import sample_path
    >>> summary = aggregate(sample_path("north-kosovo.csv"), by="month,h3:4")
    >>> int(summary["incidents"].sum()), summary.attrs["sitmap"]["rows"], summary.attrs["sitmap"]["left_out"]
    (14, 16, {'known only to its region': 2})
    """
    plan, how = _split(by, options)
    collected = _collect(source, plan, MemoryStore(), how)
    table = pa.concat_tables(
        [to_table(part, plan) for part in merge_runs(collected.runs)] or [_no_rows(plan)]
    )
    return to_frame(table.unify_dictionaries(), collected.metadata(plan))


def aggregate_to_file(
    source: Any, out: str | Path, by: str | Sequence[str] = ("day", "h3:5"), **options: Any
) -> Aggregated:
    """Count incidents, and write the summary as Parquet in bounded memory.

    What grows with the input are the distinct keys (day, place and type). They wait on disk, in
    ``OUT.parts`` beside the output, until all is counted; a run that was stopped goes on from
    there. Files that can't be read are listed in ``OUT.failed.txt``; mend them and run it again,
    and only they are counted anew. (A Dask dataframe has no files to know again: it is counted from
    the start.)

    Parameters
    ----------
    source, by
        As for `aggregate`.
    out
        The Parquet file to write; `sitmap.scale.read_summary` reads it.
    engine
        ``"local"`` or ``"dask"``.
    workers
        Processes on this machine; 1 counts in this one.
    scheduler
        Address of a Dask scheduler, which implies ``engine="dask"``. Without it, the client at
        hand, or workers on this machine.
    progress
        Called with a `Standing` after each part.
    say
        Called with a line on what the user should know, such as workers that can't be used.
    say_columns
        Called with a line for each kind of file: which of its columns is used for what.
    geocoder
        For rows without coordinates; the embedded gazetteer if not given.
    areas, area_id, columns, dayfirst, encoding, roots, coarse, show_statuses, locate, country,
    published
        As for `sitmap.scale.make_plan`.

    Raises
    ------
    InputError
        Nothing could be counted, an option isn't understood, or the scheduler doesn't answer.
    OutputError
        The output can't be written.
    """
    out = Path(out)
    if out.suffix.lower() != ".parquet":
        raise OutputError(f"{out}: a summary is written as Parquet; name a .parquet file")
    if out.is_dir() or not out.parent.is_dir():
        why = "is a folder" if out.is_dir() else "its folder doesn't exist"
        raise OutputError(f"{out}: {why}; name a .parquet file in a folder that does")
    plan, how = _split(by, options)
    store = FolderStore(out.with_name(f"{out.name}.parts"))
    try:
        collected = _collect(source, plan, store, how)
        tables = (to_table(part, plan) for part in merge_runs(collected.runs, store.folder))
        metadata = collected.metadata(plan)
        keys = write_tables(tables, out, metadata, plan)
    finally:
        store.tidy()
    _list_failed(out.with_name(f"{out.name}.failed.txt"), collected.failed)
    if not collected.failed:
        store.remove()
    return Aggregated(out, keys, metadata)


def _no_rows(plan: Plan) -> pa.Table:
    from sitmap.scale.counts import Counts

    return to_table(Counts(), plan)


def _list_failed(path: Path, failed: Mapping[str, str]) -> None:
    lines = [f"# {reason}\n{file}\n" for file, reason in failed.items()]
    if lines:
        path.write_text("".join(lines), "utf-8", "surrogateescape")
    elif path.is_file() and path.read_bytes().startswith(b"# "):  # a list of ours
        path.unlink()


@dataclass(frozen=True)
class _How:
    """Who does the work, and who hears of it."""

    engine: Engine = "local"
    workers: int = 1
    scheduler: str | None = None
    progress: Callable[[Standing], None] | None = None
    say: Callable[[str], None] | None = None
    say_columns: Callable[[str], None] | None = None
    geocoder: Any = None

    def tell(self, line: str) -> None:
        """Say a line, as a warning where nobody listens."""
        if self.say is not None:
            self.say(line)
        else:
            warnings.warn(line, DataWarning, stacklevel=4)


def _split(by: str | Sequence[str], options: dict[str, Any]) -> tuple[Plan, _How]:
    """Part the options of the plan from those of the work, and check them."""
    work = {name: options.pop(name) for name in list(options) if name in _How.__dataclass_fields__}
    engine = work.get("engine") or ("dask" if work.get("scheduler") else "local")
    if engine not in ENGINES:
        raise InputError(f"engine {engine!r}: choose one of {', '.join(ENGINES)}")
    if engine == "local" and work.get("scheduler"):
        raise InputError("a scheduler is for engine dask; leave one of the two away")
    if not 1 <= work.get("workers", 1) <= 1000:  # noqa: PLR2004
        raise InputError(f"workers {work['workers']}: give the number of processes, 1 or more")
    return make_plan(by, **options), _How(**{**work, "engine": engine})


@dataclass
class _Collected:
    """All that was counted, before it is merged."""

    runs: list[Run] = field(default_factory=list)
    tallies: Partial = field(default_factory=Partial)
    sources: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)

    def metadata(self, plan: Plan) -> dict[str, Any]:
        return make_metadata(self.tallies, plan, self.sources, self.failed)


def _collect(source: Any, plan: Plan, store: Store, how: _How) -> _Collected:
    if plan.resolution is not None:
        _require_h3()
    if is_dask_frame(source):
        kept, failed, sources = _collect_frame(source, plan, store, how)
    else:
        kept, failed, sources = _collect_files(source, plan, store, how)
    if not kept and failed:
        file, reason = next(iter(failed.items()))
        raise InputError(f"nothing could be counted; {file}: {reason}")
    collected = _placed(kept, plan, how.geocoder)
    collected.sources, collected.failed = sources, dict(sorted(failed.items()))
    if failed and how.say is None:
        file, reason = next(iter(collected.failed.items()))
        warnings.warn(
            f"{len(failed)} files are left out, {file} for one: {reason}", DataWarning, stacklevel=4
        )
    return collected


def _require_h3() -> None:
    from importlib.util import find_spec

    if find_spec("h3") is None:
        raise InputError("counting by H3 cell needs h3: pip install 'sitmap[scale]'")


_Found = tuple[list[Kept], dict[str, str], list[str]]


def _collect_frame(frame: Any, plan: Plan, store: Store, how: _How) -> _Found:
    failed: dict[str, str] = {}
    kept: list[Kept] = []
    with ExitStack() as stack:
        wanted = how.scheduler is not None or how.engine == "dask"
        client = (
            stack.enter_context(connect(how.scheduler, workers=_of_cluster(how)))
            if wanted
            else _client_at_hand()
        )
        clock = _Clock(frame.npartitions, 0, how)
        for number, result in run_frames(client, frame, plan, how.tell):
            _take(f"partition {number}", f"partition-{number}", result, store, failed)
            clock.tick(0, result)
            if isinstance(result, Result) and (found := store.get(f"partition-{number}")):
                kept.append(found)
    return kept, failed, ["a Dask dataframe"]


def _client_at_hand() -> Any:
    from sitmap.scale.cluster import current_client

    return current_client()


def _of_cluster(how: _How) -> int | None:
    return how.workers if how.workers > 1 else None


def _collect_files(source: Any, plan: Plan, store: Store, how: _How) -> _Found:
    failed: dict[str, str] = {}
    parts = {
        key_of(part, plan.fingerprint): part
        for part in list_parts(list_files(source), plan, failed)
    }
    if how.say_columns is not None:
        for line in _list_columns(parts.values()):
            how.say_columns(line)
    ready = {key for key in parts if (there := store.get(key)) is not None and not there.failed}
    clock = _Clock(len(parts), sum(part.weight for part in parts.values()), how)
    clock.keep([parts[key].weight for key in ready])
    with _running([part for key, part in parts.items() if key not in ready], plan, how) as results:
        for part, result in results:
            _take(part.file, key_of(part, plan.fingerprint), result, store, failed)
            clock.tick(part.weight, result)
    whole = {key: part for key, part in parts.items() if part.file not in failed}
    kept = [found for key in whole if (found := store.get(key)) is not None]
    for found in kept:
        failed |= found.failed
    sources = sorted({file for part in whole.values() for file in part.files} - set(failed))
    return kept, failed, sources


def _list_columns(parts: Iterable[Part]) -> list[str]:
    """Say which columns are used for what: a line for each kind of file, of three kinds at most."""
    kinds: dict[str, list[str]] = {}
    for part in parts:
        if part.roles is not None:
            kinds.setdefault(part.roles.describe(), []).append(part.file)
    lines = [
        f"{Path(files[0]).name}{f' and {more} more' if (more := len({*files}) - 1) else ''}: {told}"
        for told, files in kinds.items()
    ]
    rest = [f"… and {len(lines) - _KINDS_TOLD} more kinds of files"]
    return lines[:_KINDS_TOLD] + (rest if len(lines) > _KINDS_TOLD else [])


_KINDS_TOLD: Final = 3


@contextmanager
def _running(
    parts: Sequence[Part], plan: Plan, how: _How
) -> Iterator[Iterator[tuple[Part, Result | Failure]]]:
    """Start whoever does the work; in whichever way the caller leaves, they are stopped."""
    with ExitStack() as stack:
        if not parts:
            yield iter(())
        elif how.engine == "dask":
            client = stack.enter_context(connect(how.scheduler, workers=_of_cluster(how)))
            yield run_tasks(client, parts, plan, how.tell)
        else:
            results = (
                run_here(parts, plan) if how.workers == 1 else run_pool(parts, plan, how.workers)
            )
            stack.callback(results.close)
            yield results


def _take(
    name: str, key: str, result: Result | Failure, store: Store, failed: dict[str, str]
) -> None:
    if isinstance(result, Failure):
        failed.setdefault(name, result.reason)
    else:
        store.put(key, result)


class _Clock:
    """Keeps count of what is done."""

    def __init__(self, parts: int, weight: int, how: _How) -> None:
        self._parts, self._weight, self._progress = parts, weight, how.progress
        self._begun = monotonic()
        self._kept = self._kept_bytes = self._done = self._bytes = self._rows = 0

    def keep(self, weights: list[int]) -> None:
        self._kept = self._done = len(weights)
        self._kept_bytes = self._bytes = sum(weights)

    def tick(self, weight: int, result: Result | Failure) -> None:
        self._done += 1
        self._bytes += weight
        self._rows += result.rows if isinstance(result, Result) else 0
        if self._progress is not None:
            self._progress(Standing(self._parts, self._done, self._kept, self._weight, self._bytes, self._kept_bytes,
                                    self._rows, monotonic() - self._begun))  # fmt: skip


def _placed(kept: Sequence[Kept], plan: Plan, geocoder: Any) -> _Collected:
    """Look up the names of rows without coordinates, each once, and bring all the counts under places."""
    collected = _Collected(runs=[run for each in kept for run in each.placed])
    tallies = [each.tallies for each in kept]
    named = [run for each in kept for run in each.named]
    points = locate_names({name for run in named for name in run.places or ()}, plan, geocoder)
    for run in named:
        found = place_named(Partial(named=run.read(0, len(run.starts))), points, plan)
        collected.runs += [Run.open(pack_counts(found.placed))] if len(found.placed) else []
        tallies.append(found)
    total = merge(
        [Partial(rows=each.rows, left_out=each.left_out, undated=each.undated) for each in tallies]
    )
    collected.tallies = total
    return collected
