"""A summary table as codes: incidents by day, cell or area, and event type.

Checked, and what is faulty told.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, cast, get_args

import numpy as np
import pandas as pd

from sitmap.errors import InputError
from sitmap.layers.cells import parents_of, parse_cells, resolution_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

Step = Literal["day", "week", "month", "year"]

NO_DAY: Final = -(2**31)
"""The day of undated counts."""

_LIST: Final = "_summary.json"  # as sitmap.scale.partitions writes it
_ENDINGS: Final = (".parquet", ".pq", ".csv")
# types that a page filters by; the rarest are one
_KINDS_AT_MOST: Final = 40
_SURE: Final = 3  # distinct days from which their pattern tells the step
_THURSDAY: Final = 3  # 1970-01-01 was one: days from the Monday before


@dataclass(frozen=True, eq=False)
class Counted:
    """A summary table, a row for each key, as codes.

    Attributes
    ----------
    by
        Whether places are H3 cells or areas.
    step
        What a `day` stands for.
    resolution
        Of the cells; None for areas.
    cells
        The distinct cells, sorted; empty for areas.
    names
        The distinct areas by name; empty for cells.
    place, day, kind
        Of each row: position in `cells` or `names`, days since 1970 (`NO_DAY` for none), position
        in `kinds`.
    kinds
        Event types, the most frequent first, None for rows that name none; of more than forty, the
        last is "…".
    others
        How many event types "…" stands for.
    incidents, fatalities
        Of each row; fatalities 0 where none are stated, and None where no row states any.
    left_off
        Reason to incidents (or rows, where a row says no number) that can't be counted.
    sources
        Whom to credit.
    """

    by: Literal["h3", "area"]
    step: Step
    resolution: int | None
    cells: NDArray[np.uint64]
    names: tuple[str, ...]
    place: NDArray[np.int64]
    day: NDArray[np.int64]
    kind: NDArray[np.int64]
    kinds: tuple[str | None, ...]
    others: int
    incidents: NDArray[np.int64]
    fatalities: NDArray[np.int64] | None
    left_off: Mapping[str, int]
    sources: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many incidents are counted."""
        return int(self.incidents.sum())

    def without_rows(self) -> Counted:
        """Return what is known of the whole, without its rows."""
        none = np.empty(0, np.int64)
        return replace(
            self,
            place=none,
            day=none,
            kind=none,
            incidents=none,
            fatalities=None,
        )

    @property
    def span(self) -> tuple[int, int] | None:
        """First and last day with incidents, in days since 1970; None where no row has a day."""
        dated = self.day[self.day != NO_DAY]
        return (int(dated.min()), int(dated.max())) if len(dated) else None


def is_summary(table: Any) -> bool:
    """Tell a summary (a table, or a path) from incidents, by its metadata or by its columns.

    Examples
    --------
    >>> is_summary(pd.DataFrame({"cell": ["851f1d4bfffffff"], "incidents": [3]}))
    True
    >>> is_summary(pd.DataFrame({"place": ["Zvečan"], "date": ["2022-08-01"]}))
    False
    """
    try:
        columns = (
            table.columns
            if isinstance(table, pd.DataFrame)
            else _columns_of(Path(table))
        )
    except (OSError, ValueError, TypeError):
        return False
    return {"incidents"} <= set(columns) and bool(
        {"cell", "area"} & set(columns)
    )


def is_summary_folder(path: str | Path) -> bool:
    """Tell the folder of a summary (`sitmap aggregate -o FOLDER`) by the list of what is in it."""
    return (Path(path) / _LIST).is_file()


def _columns_of(path: Path) -> Iterable[str]:
    if is_summary_folder(path):
        return ("cell", "incidents")
    if path.suffix.lower() not in _ENDINGS or not path.is_file():
        return ()
    if path.suffix.lower() == ".csv":
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            return [
                name.strip().strip('"')
                for name in file.readline().split(",")
            ]
    try:
        import pyarrow.parquet as pq
    except ModuleNotFoundError:
        return ()
    return cast("Iterable[str]", pq.read_schema(path).names)


def read_counted(table: pd.DataFrame | str | Path) -> Counted:
    """Read a summary table.

    Parameters
    ----------
    table
        Columns ``incidents``, ``cell`` (H3, as numbers or hexadecimal words) or ``area`` (names),
        and if there are ``day``, ``event_type`` and ``fatalities``; or the path of such a Parquet
        or CSV file. What the metadata ``sitmap`` says (``DataFrame.attrs``, or the Parquet file's)
        is used: ``by``, ``left_off``, ``sources``.

    Raises
    ------
    InputError
        The file can't be read, a column is missing, or no row can be counted.

    Examples
    --------
    >>> rows = {"cell": ["851f1d4bfffffff", "nowhere"], "incidents": [3, 4]}
    >>> rows |= {"day": ["2022-07-31", "2022-08-01"]}
    >>> counted = read_counted(pd.DataFrame(rows))
    >>> counted.total, counted.resolution, counted.left_off
    (3, 5, {"no H3 cell: 'nowhere'": 4})
    """
    if not isinstance(table, pd.DataFrame) and is_summary_folder(table):
        from sitmap.scale.summary import read_summary

        return _count(read_summary(table))
    frame, where = (
        (table, "the summary")
        if isinstance(table, pd.DataFrame)
        else (_read(Path(table)), str(table))
    )
    try:
        return _count(frame)
    except InputError as error:
        raise InputError(f"{where}: {error}") from None


def _read(path: Path) -> pd.DataFrame:
    if not path.is_file():
        raise InputError(
            f"{path}: no such file; sitmap aggregate makes one"
        )
    try:
        if path.suffix.lower() == ".csv":
            texts = dict.fromkeys(("cell", "area", "event_type"), "string")
            return pd.read_csv(
                path,
                dtype=cast("Any", texts),
                keep_default_na=False,
                na_values=[""],
            )
        return _read_parquet(path)
    except ModuleNotFoundError:
        raise InputError(
            f"{path}: reading Parquet needs pyarrow: pip install 'sitmap[parquet]'"
        ) from None
    except (OSError, ValueError) as error:
        raise InputError(
            f"{path}: can't be read as a summary ({str(error).splitlines()[0][:100]})"
        ) from None


def _read_parquet(path: Path) -> pd.DataFrame:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    said = json.loads((table.schema.metadata or {}).get(b"sitmap", b"{}"))
    whole = {
        pa.uint64(): pd.UInt64Dtype(),
        pa.int64(): pd.Int64Dtype(),
    }  # a null would make decimal numbers of them
    nulls = "cell" in table.column_names and table.column("cell").null_count
    frame: pd.DataFrame = table.to_pandas(
        types_mapper=whole.get if nulls else None
    )
    frame.attrs["sitmap"] = said
    return frame


def _require_counts(frame: pd.DataFrame) -> None:
    """Refuse a table that counts nothing, or nowhere."""
    if "incidents" in frame and {"cell", "area"} & set(frame):
        return
    lacking = "incidents" if "incidents" not in frame else "cell or area"
    has = ", ".join(map(str, frame.columns[:12])) or "none"
    raise InputError(
        f"has no column {lacking} (its columns: {has}); sitmap aggregate makes such a table"
    )


def _count(frame: pd.DataFrame) -> Counted:
    _require_counts(frame)
    said = frame.attrs.get("sitmap")
    said = said if isinstance(said, dict) else {}
    left_off: Counter[str] = Counter(_said_left_off(said))
    incidents, fit = _whole_numbers(frame["incidents"])
    left_off.update(
        _tally(
            "no number of incidents",
            frame["incidents"][~fit],
            np.ones(int((~fit).sum())),
        )
    )
    read_places = _read_cells if "cell" in frame else _read_areas
    place, places, resolution, reasons = read_places(frame, incidents)
    day, no_day = _read_days(frame)
    for reason, faulty, column in (*reasons, ("no date", no_day, "day")):
        if not faulty.any():
            continue
        left_off.update(
            _tally(
                reason, frame[column][faulty & fit], incidents[faulty & fit]
            )
        )
        fit &= ~faulty
    fit &= incidents > 0
    kind, kinds, others = _read_kinds(frame, incidents)
    fatalities = _read_fatalities(frame)
    if not fit.any():
        raise InputError(f"no row can be counted{_first(left_off)}")
    rows = slice(None) if fit.all() else fit
    return Counted(
        by="h3" if "cell" in frame else "area",
        step=_step_of(said, day[rows]),
        resolution=resolution,
        cells=np.asarray(
            places if "cell" in frame else (), dtype=np.uint64
        ),
        names=() if "cell" in frame else tuple(map(str, places)),
        place=place[rows],
        day=day[rows],
        kind=kind[rows],
        kinds=kinds,
        others=others,
        incidents=incidents[rows],
        fatalities=None if fatalities is None else fatalities[rows],
        left_off=dict(left_off),
        sources=tuple(map(str, said.get("sources", ()))),
    )


def _said_left_off(said: Mapping[str, Any]) -> dict[str, int]:
    """Return what the maker of the summary left off: rows by reason, and whole files."""
    reasons = {
        str(reason): int(rows)
        for reason, rows in (
            said.get("left_off") or said.get("left_out") or {}
        ).items()
        if rows
    }
    return reasons | {
        f"a whole file: {file}: {why}": 1
        for file, why in (said.get("failed") or {}).items()
    }


def _first(left_off: Mapping[str, int]) -> str:
    return f": {next(iter(left_off))}" if left_off else ""


def _tally(
    reason: str, values: pd.Series[Any], incidents: NDArray[Any]
) -> dict[str, int]:
    """Count what shares a reason, with the first value as an example."""
    if not len(values):
        return {}
    first = next((value for value in values if pd.notna(value)), None)
    return {
        reason if first is None else f"{reason}: {str(first)[:60]!r}": int(
            incidents.sum()
        )
    }


def _whole_numbers(
    column: pd.Series[Any],
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    numbers = pd.to_numeric(column, errors="coerce")
    if pd.api.types.is_integer_dtype(numbers) and not numbers.hasnans:
        whole = numbers.to_numpy(dtype=np.int64)
        return whole, whole >= 0
    values = numbers.to_numpy(dtype=np.float64, na_value=np.nan)
    fit = (
        np.isfinite(values)
        & (values >= 0)
        & (values < 2**53)
        & (values == np.floor(values))
    )
    return np.where(fit, values, 0).astype(np.int64), fit


_Reasons = list[tuple[str, "NDArray[np.bool_]", str]]


def _read_cells(
    frame: pd.DataFrame, incidents: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.uint64], int, _Reasons]:
    """Code the cells; finer ones than most go to their parents."""
    if pd.api.types.is_float_dtype(frame["cell"]):
        raise InputError(
            "column cell holds decimal numbers, which can't hold cells; keep them as whole numbers"
            " or words"
        )
    codes, distinct = _factorize(frame["cell"])
    cells, valid = parse_cells(distinct)
    if not valid.any():
        example = f", as {str(distinct[0])[:40]!r}" if len(distinct) else ""
        raise InputError(
            f"column cell holds no H3 cells{example}; they look like 851f1d4bfffffff"
        )
    weights = np.bincount(
        codes[codes >= 0], incidents[codes >= 0], minlength=len(cells)
    )
    levels = resolution_of(cells)
    main = int(np.bincount(levels[valid], weights[valid] + 1e-9).argmax())
    fine = valid & (levels >= main)
    whole, of_cell = np.unique(
        parents_of(cells[fine], main), return_inverse=True
    )
    place_of = np.full(
        len(cells) + 1, -1
    )  # the last is of rows without a cell
    place_of[:-1][fine] = of_cell.ravel()
    invalid, coarse = (
        np.append(mask, also)[codes]
        for mask, also in ((~valid, True), (valid & ~fine, False))
    )
    reasons = [
        ("no H3 cell", invalid, "cell"),
        (
            f"a larger cell than H3 {main}, in which the others are",
            coarse,
            "cell",
        ),
    ]
    return place_of[codes], whole, main, reasons


def _read_areas(
    frame: pd.DataFrame,
    incidents: NDArray[np.int64],  # noqa: ARG001 - as _read_cells
) -> tuple[NDArray[np.int64], Sequence[str], None, _Reasons]:
    codes, distinct = _factorize(frame["area"])
    return (
        codes,
        [str(name) for name in distinct],
        None,
        [("no area", codes < 0, "area")],
    )


def _factorize(
    column: pd.Series[Any],
) -> tuple[NDArray[np.int64], list[Any]]:
    """Code a column, -1 for null; a category keeps its codes."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy().astype(np.int64), list(
            column.cat.categories
        )
    codes, distinct = pd.factorize(column)
    return codes.astype(np.int64), list(distinct)


def _read_days(
    frame: pd.DataFrame,
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the days and which rows say something that is none."""
    if "day" not in frame:
        return np.full(len(frame), NO_DAY), np.zeros(len(frame), bool)
    given = frame["day"]
    stamps = (
        given
        if pd.api.types.is_datetime64_any_dtype(given)
        else _to_stamps(given)
    )
    if stamps.dt.tz is not None:
        stamps = stamps.dt.tz_localize(None)
    days = stamps.to_numpy().astype("datetime64[D]")
    missing = np.isnat(days)
    faulty = (
        missing & given.notna().to_numpy() if missing.any() else missing
    )
    return np.where(missing, NO_DAY, days.astype(np.int64)), faulty


def _to_stamps(column: pd.Series[Any]) -> pd.Series[Any]:
    codes, distinct = pd.factorize(column)
    known = pd.to_datetime(
        pd.Series(distinct).astype("string"),
        errors="coerce",
        format="ISO8601",
        utc=True,
    )
    return pd.Series(
        pd.concat(
            [known, pd.Series([pd.NaT], dtype=known.dtype)]
        ).to_numpy()[codes]
    )


def _read_kinds(
    frame: pd.DataFrame, incidents: NDArray[np.int64]
) -> tuple[NDArray[np.int64], tuple[str | None, ...], int]:
    """Code the event types, the most frequent first; rare ones of very many go together."""
    if "event_type" not in frame:
        return np.zeros(len(frame), np.int64), (None,), 0
    codes, distinct = _factorize(frame["event_type"])
    names: list[str | None] = [*(str(name) for name in distinct), None]
    weights = np.bincount(
        np.where(codes < 0, len(distinct), codes),
        incidents,
        minlength=len(names),
    )
    used = [
        int(at)
        for at in np.argsort(-weights, kind="stable")
        if weights[at] > 0
    ]
    kept = (
        used if len(used) <= _KINDS_AT_MOST else used[: _KINDS_AT_MOST - 1]
    )
    others = len(used) - len(kept)
    rank = np.full(len(names), len(kept) if others else 0)
    rank[kept] = np.arange(len(kept))
    return (
        rank[codes],
        (*(names[at] for at in kept), *(["…"] if others else [])),
        others,
    )


def _read_fatalities(frame: pd.DataFrame) -> NDArray[np.int64] | None:
    if "fatalities" not in frame or not frame["fatalities"].notna().any():
        return None
    return _whole_numbers(frame["fatalities"])[0]


def _step_of(said: Mapping[str, Any], day: NDArray[np.int64]) -> Step:
    """Return the step that the metadata names, or that the days show."""
    named = next(
        (word for word in said.get("by", ()) if word in get_args(Step)),
        None,
    )
    if named is not None:
        return cast("Step", named)
    days = np.unique(day[day != NO_DAY])
    if len(days) < _SURE:
        return "day"
    dates = days.astype("datetime64[D]")
    if (dates == dates.astype("datetime64[Y]")).all():
        return "year"
    if (dates == dates.astype("datetime64[M]")).all():
        return "month"
    return "week" if ((days + _THURSDAY) % 7 == 0).all() else "day"
