"""Count incidents of any number: one interface for one process, several, and a Dask cluster."""

from __future__ import annotations

import warnings
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from sitmap.errors import DataWarning, InputError, OutputError
from sitmap.scale.chunks import locate_names, place_named
from sitmap.scale.clock import Clock
from sitmap.scale.cluster import (
    connect,
    find_workers,
    is_dask_frame,
    run_frames,
    run_tasks,
    share_plan,
)
from sitmap.scale.engines import run_here, run_pool
from sitmap.scale.folders import (
    check_folder,
    count_into_folder,
    is_folder_name,
)
from sitmap.scale.inputs import describe_columns, list_files, list_parts
from sitmap.scale.partial import Partial, merge
from sitmap.scale.runs import Run, merge_runs, pack_counts
from sitmap.scale.store import FolderStore, Kept, MemoryStore, Store, key_of
from sitmap.scale.summary import (
    make_metadata,
    to_frame,
    to_table,
    write_tables,
)
from sitmap.scale.work import Failure, Result, run_frame, run_part
from sitmap.scale.work_options import How, split_options
from sitmap.scratch import hold_alone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from sitmap.scale.inputs import Part
    from sitmap.scale.plan import Plan


@dataclass(frozen=True)
class Aggregated:
    """What `aggregate_to_file` wrote.

    It has the file, its rows, and its metadata (`by`, `rows`, `left_off`, `failed`…).
    """

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
        Files that could not be read are left off.

    Examples
    --------
    >>> from sitmap.samples import sample_path
    >>> summary = aggregate(sample_path("north-kosovo.csv"), by="month,h3:4")
    >>> told = summary.attrs["sitmap"]
    >>> int(summary["incidents"].sum()), told["rows"], told["left_off"]
    (14, 16, {'known only to its region': 2})
    """
    plan, how = split_options(by, options)
    collected = _collect(source, plan, MemoryStore(), how)
    table = pa.concat_tables(
        [to_table(part, plan) for part in merge_runs(collected.runs)]
        or [_no_rows(plan)]
    )
    return to_frame(table.unify_dictionaries(), collected.metadata(plan))


def aggregate_to_file(
    source: Any,
    out: str | Path,
    by: str | Sequence[str] = ("day", "h3:5"),
    **options: Any,
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
        The Parquet file to write, or a folder: a name without an ending. A folder gets a file for
        each window of days and range of places, merged by the workers themselves: with it, the
        one who asks hears a few kilobytes of a billion rows; all workers must see its place.
        `sitmap.scale.read_summary` reads both.
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
    if is_folder_name(out):
        check_folder(out)
        plan, how = split_options(by, options)
        keys, metadata, failed = _into_folder(source, out, plan, how)
        _list_failed(out.with_name(f"{out.name}.failed.txt"), failed)
        return Aggregated(out, keys, metadata)
    if out.suffix.lower() != ".parquet":
        told = (
            "name a .parquet file, or a folder (a name without an ending)"
        )
        raise OutputError(f"{out}: a summary is written as Parquet; {told}")
    if out.is_dir() or not out.parent.is_dir():
        why = "is a folder" if out.is_dir() else "its folder doesn't exist"
        raise OutputError(
            f"{out}: {why}; name a .parquet file in a folder that does"
        )
    if out.exists() and not out.is_file():
        raise OutputError(
            f"{out}: is a pipe or a device; a summary is a file: name one"
        )
    plan, how = split_options(by, options)
    store = FolderStore(out.with_name(f"{out.name}.parts"))
    try:
        with hold_alone(store.folder):
            return _into_file(source, out, plan, how, store)
    except BlockingIOError:
        raise OutputError(
            f"{out}: another run counts into it; wait until that has ended, or name another file"
        ) from None


def _into_file(
    source: Any, out: Path, plan: Plan, how: How, store: FolderStore
) -> Aggregated:
    try:
        collected = _collect(source, plan, store, how)
        tables = (
            to_table(part, plan)
            for part in merge_runs(collected.runs, store.folder)
        )
        metadata = collected.metadata(plan)
        keys = write_tables(tables, out, metadata, plan)
    finally:
        store.tidy()
    _list_failed(out.with_name(f"{out.name}.failed.txt"), collected.failed)
    if not collected.failed:
        store.remove()
    return Aggregated(out, keys, metadata)


def _into_folder(
    source: Any, out: Path, plan: Plan, how: How
) -> tuple[int, dict[str, Any], dict[str, str]]:
    if plan.resolution is not None:
        _require_h3()
    keys, metadata, failed = count_into_folder(
        source, out.absolute(), plan, how
    )
    _warn_of(failed, how)
    return keys, metadata, failed


def _warn_of(failed: Mapping[str, str], how: How) -> None:
    """Say what is left off, where nobody else does."""
    if failed and how.say is None:
        file, reason = next(iter(failed.items()))
        warnings.warn(
            f"{len(failed)} files are left off, {file} for one: {reason}",
            DataWarning,
            stacklevel=5,
        )


def _no_rows(plan: Plan) -> pa.Table:
    from sitmap.scale.counts import Counts

    return to_table(Counts(), plan)


def _list_failed(path: Path, failed: Mapping[str, str]) -> None:
    lines = [f"# {reason}\n{file}\n" for file, reason in failed.items()]
    if lines:
        path.write_text("".join(lines), "utf-8", "surrogateescape")
    elif path.is_file() and path.read_bytes().startswith(
        b"# "
    ):  # a list of ours
        path.unlink()


@dataclass
class _Collected:
    """All that was counted, before it is merged."""

    runs: list[Run] = field(default_factory=list)
    tallies: Partial = field(default_factory=Partial)
    sources: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)

    def metadata(self, plan: Plan) -> dict[str, Any]:
        return make_metadata(self.tallies, plan, self.sources, self.failed)


def _collect(source: Any, plan: Plan, store: Store, how: How) -> _Collected:
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
    collected.sources, collected.failed = (
        sources,
        dict(sorted(failed.items())),
    )
    _warn_of(collected.failed, how)
    return collected


def _require_h3() -> None:
    from importlib.util import find_spec

    if find_spec("h3") is None:
        raise InputError(
            "counting by H3 cell needs h3: pip install 'sitmap[scale]'"
        )


_Found = tuple[list[Kept], dict[str, str], list[str]]


def _collect_frame(
    frame: Any, plan: Plan, store: Store, how: How
) -> _Found:
    failed: dict[str, str] = {}
    kept: list[Kept] = []
    with ExitStack() as stack:
        wanted = how.scheduler is not None or how.engine == "dask"
        client = (
            stack.enter_context(
                connect(how.scheduler, workers=_of_cluster(how))
            )
            if wanted
            else _client_at_hand()
        )
        clock = Clock(frame.npartitions, 0, how)
        for number, result in run_frames(
            client, frame, run_frame, lambda _: (plan,), how.tell
        ):
            _take(
                f"partition {number}",
                f"partition-{number}",
                result,
                store,
                failed,
            )
            clock.tick(0, _rows_of(result))
            if isinstance(result, Result) and (
                found := store.get(f"partition-{number}")
            ):
                kept.append(found)
    return kept, failed, ["a Dask dataframe"]


def _client_at_hand() -> Any:
    from sitmap.scale.cluster import current_client

    return current_client()


def _of_cluster(how: How) -> int | None:
    if how.workers > 1:
        return how.workers
    return None


def _collect_files(
    source: Any, plan: Plan, store: Store, how: How
) -> _Found:
    failed: dict[str, str] = {}
    parts = {
        key_of(part, plan.fingerprint): part
        for part in list_parts(list_files(source), plan, failed)
    }
    if how.say_columns is not None:
        for line in describe_columns(parts.values()):
            how.say_columns(line)
    ready = {
        key
        for key in parts
        if (there := store.get(key)) is not None and not there.failed
    }
    clock = Clock(
        len(parts), sum(part.weight for part in parts.values()), how
    )
    clock.keep([parts[key].weight for key in ready])
    with _running(
        [part for key, part in parts.items() if key not in ready], plan, how
    ) as results:
        for part, result in results:
            _take(
                part.file,
                key_of(part, plan.fingerprint),
                result,
                store,
                failed,
            )
            clock.tick(part.weight, _rows_of(result))
    whole = {
        key: part for key, part in parts.items() if part.file not in failed
    }
    kept = [found for key in whole if (found := store.get(key)) is not None]
    for found in kept:
        failed |= found.failed
    sources = sorted(
        {file for part in whole.values() for file in part.files}
        - set(failed)
    )
    return kept, failed, sources


@contextmanager
def _running(
    parts: Sequence[Part], plan: Plan, how: How
) -> Iterator[Iterator[tuple[Part, Result | Failure]]]:
    """Start whoever does the work; in whichever way the caller leaves, they are stopped."""
    with ExitStack() as stack:
        if not parts:
            yield iter(())
        elif how.engine == "dask":
            client = stack.enter_context(
                connect(how.scheduler, workers=_of_cluster(how))
            )
            workers = find_workers(client, how.tell)
            shared = [share_plan(client, plan)]
            yield run_tasks(
                client, parts, run_part, shared, workers=workers
            )
        else:
            task = partial(run_part, plan=plan, codec="lz4")
            results = (
                run_here(parts, task)
                if how.workers == 1
                else run_pool(parts, task, how.workers)
            )
            stack.callback(results.close)
            yield results


def _take(
    name: str,
    key: str,
    result: Result | Failure,
    store: Store,
    failed: dict[str, str],
) -> None:
    if isinstance(result, Failure):
        failed.setdefault(name, result.reason)
    else:
        store.put(key, result)


def _rows_of(result: Result | Failure) -> int:
    if isinstance(result, Result):
        return result.rows
    return 0


def _placed(kept: Sequence[Kept], plan: Plan, geocoder: Any) -> _Collected:
    """Look up names of rows without coordinates, each once, and bring all counts under places."""
    collected = _Collected(
        runs=[run for each in kept for run in each.placed]
    )
    tallies = [each.tallies for each in kept]
    named = [run for each in kept for run in each.named]
    points = locate_names(
        {name for run in named for name in run.places or ()}, plan, geocoder
    )
    for run in named:
        found = place_named(
            Partial(named=run.read(0, len(run.starts))), points, plan
        )
        collected.runs += (
            [Run.open(pack_counts(found.placed))]
            if len(found.placed)
            else []
        )
        tallies.append(found)
    total = merge(
        [
            Partial(
                rows=each.rows, left_off=each.left_off, undated=each.undated
            )
            for each in tallies
        ]
    )
    collected.tallies = total
    return collected
