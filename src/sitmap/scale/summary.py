"""The summary table: a row per day, place and event type; how it is written and read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sitmap._version import __version__
from sitmap.errors import InputError, OutputError
from sitmap.scale.counts import NO_DAY, Counts, split_spots
from sitmap.scale.places import cells_of
from sitmap.scratch import part_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitmap.scale.partial import Partial
    from sitmap.scale.plan import Plan

META: Final = b"sitmap"
"""The key of a summary's metadata in Parquet."""

_EPOCH: Final = 719_162  # 1970-01-01, counted from 0001-01-01
_COLUMNS: Final = (
    "day",
    "cell",
    "area",
    "event_type",
    "incidents",
    "fatalities",
)


def make_metadata(
    partial: Partial,
    plan: Plan,
    sources: Sequence[str],
    failed: Mapping[str, str],
) -> dict[str, Any]:
    """Say what a summary was made of: ``rows`` is the sum of its incidents and of ``left_off``."""
    examples = {
        reason: told.example
        for reason, told in partial.left_off.items()
        if told.example
    }
    return {
        "by": plan.by,
        "rows": partial.rows,
        "left_off": {
            reason: told.rows
            for reason, told in partial.left_off.items()
            if told.rows
        },
        "undated": {
            reason: told.rows
            for reason, told in partial.undated.items()
            if told.rows
        },
        "examples": (
            examples
            | {
                reason: told.example
                for reason, told in partial.undated.items()
                if told.example
            }
        ),
        "sources": sorted(sources),
        "failed": dict(sorted(failed.items())),
        "sitmap": __version__,
    }


def day_word(day: int) -> str | None:
    """Return a day, counted from 0001-01-01, as YYYY-MM-DD; None for undated rows."""
    return None if day == NO_DAY else str(np.datetime64(day - _EPOCH, "D"))


def to_table(counts: Counts, plan: Plan) -> pa.Table:
    """Turn counts into rows of the summary table."""
    day, place = split_spots(counts.spot)
    seconds = (day - _EPOCH) * 86_400_000
    when = pa.array(seconds, pa.timestamp("ms"), mask=day == NO_DAY)
    kinds = pa.DictionaryArray.from_arrays(
        pa.array(counts.kind.astype(np.int32) - 1, mask=counts.kind == 0),
        pa.array(counts.kinds, pa.string()),
    )
    return pa.table(
        {
            "day": when,
            **_places(place, plan),
            "event_type": kinds,
            "incidents": pa.array(counts.incidents, pa.int64()),
            "fatalities": _fatalities(counts),
        }
    )


def _places(place: Any, plan: Plan) -> dict[str, Any]:
    if plan.areas is None:
        return {
            "cell": pa.array(
                cells_of(place, plan.resolution or 0), pa.uint64()
            )
        }
    names = pa.array(plan.areas.names, pa.string())
    return {
        "area": pa.DictionaryArray.from_arrays(
            pa.array(place, pa.int32()), names
        )
    }


def _fatalities(counts: Counts) -> pa.Array:
    if counts.fatalities is None or counts.told is None:
        return pa.nulls(len(counts), pa.int64())
    return pa.array(counts.fatalities, pa.int64(), mask=counts.told == 0)


def write_tables(
    tables: Iterable[pa.Table],
    path: str | Path,
    metadata: Mapping[str, Any],
    plan: Plan,
) -> int:
    """Write the parts of a summary, which are in order, as one Parquet file, at once or not at all.

    Returns
    -------
    int
        The rows of the summary.
    """
    target = Path(path).resolve()
    schema = to_table(Counts(), plan).schema.with_metadata(
        {META: json.dumps(metadata, ensure_ascii=False).encode()}
    )
    rows = 0
    try:
        with (
            part_beside(target) as part,
            pq.ParquetWriter(part, schema, compression="zstd") as writer,
        ):
            for table in tables:
                writer.write_table(table.cast(schema))
                rows += table.num_rows
    except OSError as error:
        raise OutputError(
            f"{path}: can't be written ({error.strerror or error})"
        ) from error
    return rows


def write_summary(summary: pd.DataFrame, path: str | Path) -> None:
    """Write a summary that is in memory; its ``attrs["sitmap"]`` goes along.

    Raises
    ------
    InputError
        It lacks a column of a summary.
    OutputError
        The file can't be written.
    """
    _require(summary.columns, "the table")
    said = json.dumps(
        summary.attrs.get("sitmap", {}), ensure_ascii=False
    ).encode()
    bare = summary.copy(deep=False)
    bare.attrs = {}
    table = pa.Table.from_pandas(bare, preserve_index=False)
    target = Path(path).resolve()
    try:
        with part_beside(target) as part:
            pq.write_table(
                table.replace_schema_metadata({META: said}),
                part,
                compression="zstd",
            )
    except OSError as error:
        raise OutputError(
            f"{path}: can't be written ({error.strerror or error})"
        ) from error


def read_summary(path: str | Path) -> pd.DataFrame:
    """Read a summary, a file or a folder, that `sitmap aggregate` or `write_summary` wrote.

    Returns
    -------
    pandas.DataFrame
        Columns ``day`` (datetime64; the first of the week, month or year; null for undated rows),
        ``cell`` (uint64) or ``area`` (category), ``event_type`` (category), ``incidents`` (int64),
        ``fatalities`` (Int64, null where no row states a figure). ``attrs["sitmap"]`` says by what
        it counts (``by``), of how many ``rows``, what was ``left_off`` and why, the ``sources``,
        and what ``failed``.

    Raises
    ------
    InputError
        There is no such file or folder, it is no summary, or a part of it is missing or damaged.
    """
    path = Path(path)
    if path.is_dir():
        from sitmap.scale.partitions import read_folder

        return to_frame(*read_folder(path))
    if not path.is_file():
        raise InputError(
            f"{path}: no such file; sitmap aggregate makes one"
        )
    try:
        table = pq.read_table(path)
    except (pa.ArrowException, OSError) as error:
        raise InputError(
            f"{path}: can't be read as Parquet ({str(error).splitlines()[0][:100]})"
        ) from None
    _require(table.column_names, str(path))
    return to_frame(
        table, json.loads((table.schema.metadata or {}).get(META, b"{}"))
    )


def to_frame(table: pa.Table, metadata: Mapping[str, Any]) -> pd.DataFrame:
    """Turn a summary's Arrow table into a frame."""
    frame: pd.DataFrame = table.replace_schema_metadata(None).to_pandas(
        types_mapper=(
            {pa.int64(): pd.Int64Dtype()}.get
            if table.column("fatalities").null_count
            else None
        )
    )
    for name in ("area", "event_type"):
        if name in frame:
            frame[name] = frame[name].astype("category")
    frame = frame.astype({"incidents": "int64", "fatalities": "Int64"})
    frame.attrs["sitmap"] = dict(metadata)
    return frame


def _require(columns: Iterable[str], file: str) -> None:
    there = set(columns)
    lacks = [
        name
        for name in ("day", "event_type", "incidents", "fatalities")
        if name not in there
    ]
    if not {"cell", "area"} & there:
        lacks.append("cell or area")
    if lacks:
        raise InputError(
            f"{file}: is no summary: it lacks {', '.join(lacks)}; sitmap aggregate makes one"
        )


def digest(summary: pd.DataFrame | str | Path) -> str:
    """Return a name for a summary's rows, whatever their order: equal summaries have equal ones.

    Parameters
    ----------
    summary
        A summary, or its file or folder, which is then read in parts.

    Examples
    --------
    >>> days, cells = ["2023-05-29", "2023-05-30"], np.array([1, 2], np.uint64)
    >>> rows = {"day": pd.to_datetime(days), "cell": cells, "event_type": ["Riots", None]}
    >>> both = pd.DataFrame({**rows, "incidents": [2, 1], "fatalities": [0, None]})
    >>> digest(both) == digest(both[::-1]), digest(both) == digest(both.head(1))
    (True, False)
    """
    parts = (
        [summary]
        if isinstance(summary, pd.DataFrame)
        else _frames_of(Path(summary))
    )
    rows, total = 0, 0
    for part in parts:
        rows += len(part)
        total += int(_hash_rows(part).sum(dtype=np.uint64))
    return f"{rows}-{total % 2**64:016x}"


def _frames_of(path: Path) -> Iterator[pd.DataFrame]:
    if path.is_dir():
        from sitmap.scale.partitions import list_partitions, read_partitions

        for table in read_partitions(path, list_partitions(path)):
            yield to_frame(table, {})
        return
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=500_000):
            yield to_frame(pa.Table.from_batches([batch]), {})


def _hash_rows(summary: pd.DataFrame) -> Any:
    names = [name for name in _COLUMNS if name in summary]
    plain = summary[names].astype(
        {
            "event_type": "string",
            "incidents": "int64",
            "fatalities": "Int64",
        }
    )
    plain["day"] = plain["day"].astype("datetime64[s]")
    if "area" in plain:
        plain["area"] = plain["area"].astype("string")
    return pd.util.hash_pandas_object(plain, index=False).to_numpy()
