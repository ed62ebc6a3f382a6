"""What changed between two tables: rows that are new, changed field by field, or gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sitmap.desk.answers import apply_answers
from sitmap.desk.matches import find_doubtful, match_rows
from sitmap.incidents import COLUMNS, read_coordinates
from sitmap.readers.assignment import list_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    from sitmap.desk.matches import Matches

_SPOT_DIGITS: Final = 5  # of a degree: 1 m; points closer are one
_NOT_COMPARED: Final = frozenset(
    {
        "incident_id",
        "problem",
        "source_table",
        "match_score",
        "located_by",
        "change",
        "changes",
    }
    | {"geometry", "longitude", "latitude"}
)
"""What rows are matched by, and what sitmap says of its own reading; points are compared apart."""
_TOLD_AS: Final = {"status_told": "status", "confidence_told": "confidence"}
"""Words that change with their code: where that did, they are no second change."""
_TABLE: Final = (
    *(
        "change",
        "incident_id",
        "date",
        "place",
        "title",
        "field",
        "before",
        "after",
        "why",
    ),
    "answer",
)
_NAMED: Final = 3  # ids that a note names


@dataclass(frozen=True)
class Changes:
    """What `find_changes` found.

    Attributes
    ----------
    table
        A row for each new row, each changed field, each row that is gone, and each pair that may be
        one row: ``change`` (new, changed, gone, doubtful), ``incident_id``, ``date``, ``place``,
        ``title``, ``field``, ``before``, ``after``, ``why``, and an empty ``answer``.
    new, changed, gone
        Index labels: of the new table for the first two, of the old one for the third.
    of_field
        Index labels of the new table, of each changed field in the order of `table`.
    same
        How many rows are as they were.
    notes
        What a reader should know: ids that stand twice, that moved, columns of one table only.
    """

    table: pd.DataFrame
    new: pd.Index[Any]
    changed: pd.Index[Any]
    gone: pd.Index[Any]
    same: int
    of_field: pd.Index[Any]
    notes: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(len(self.table))

    def describe(self) -> str:
        """Say the numbers in one line."""
        doubtful = int((self.table["change"] == "doubtful").sum())
        fields = int((self.table["change"] == "changed").sum())
        told = (
            f"{len(self.new):,} new, {len(self.changed):,} changed ({fields:,} fields), "
            f"{len(self.gone):,} gone, {self.same:,} as they were"
        )
        return (
            f"{told}; {doubtful:,} pairs may be one row"
            if doubtful
            else told
        )


def find_changes(
    old: gpd.GeoDataFrame,
    new: gpd.GeoDataFrame,
    *,
    answers: Mapping[tuple[str, str], str] | None = None,
) -> Changes:
    """Find what changed from one incident table to another.

    Rows are matched by ``incident_id``; where the same content stands under another id, the id
    moved. A new and a gone row that are alike are listed as doubtful, and stay new and gone, unless
    answers say that they are the same or that the one is new.

    Parameters
    ----------
    old, new
        The incident tables.
    answers
        The id before and the id after, to ``same`` or ``new`` (`sitmap.desk.answers`).

    Examples
    --------
    >>> from sitmap.incidents import conform
    >>> ids = {"incident_id": ["a", "b"]}
    >>> week1 = conform(pd.DataFrame({**ids, "fatalities_best": [1, 2]}))
    >>> week2 = conform(pd.DataFrame({"incident_id": ["b", "c"], "fatalities_best": [3, 0]}))
    >>> find_changes(week1, week2).table[["change", "incident_id"]].to_numpy().tolist()
    [['new', 'c'], ['changed', 'b'], ['gone', 'a']]
    """
    matches, unfit = apply_answers(
        match_rows(old, new), old, new, answers or {}
    )
    shared, notes = _shared_columns(old, new)
    fields, of_row = _compare(old, new, matches, shared)
    changed = np.unique(of_row)
    doubtful = _doubtful_rows(old, new, matches)
    pairs = list(zip(doubtful["before"], doubtful["after"], strict=True))
    doubtful = doubtful[[pair not in (answers or {}) for pair in pairs]]
    table = pd.concat(
        [
            _listed("new", new, matches.fresh),
            fields,
            _listed("gone", old, matches.gone),
            doubtful,
        ],
        ignore_index=True,
    )
    return Changes(
        table=table.reindex(columns=list(_TABLE)),
        new=new.index[matches.fresh],
        changed=new.index[changed],
        gone=old.index[matches.gone],
        same=len(matches.new) - len(changed),
        of_field=new.index[of_row],
        notes=(
            *notes,
            *_twice(old, "before"),
            *_twice(new, "after"),
            *_moved(matches),
            *unfit,
        ),
    )


def _shared_columns(
    old: pd.DataFrame, new: pd.DataFrame
) -> tuple[list[str], list[str]]:
    """Columns that both tables have, and notes on those that one has."""
    names = list(dict.fromkeys([*COLUMNS, *old.columns, *new.columns]))
    names = [name for name in names if name not in _NOT_COMPARED]
    before = _columns_of(old, names) if len(old) else set(names)
    after = _columns_of(new, names) if len(new) else set(names)
    lost = [name for name in names if name in before - after]
    added = [name for name in names if name in after - before]
    notes = []
    if lost:
        notes.append(
            f"columns of the first table only, not compared: {', '.join(lost)}"
        )
    if added:
        notes.append(
            f"columns of the second table only, not compared: {', '.join(added)}"
        )
    return [name for name in names if name in before & after], notes


def _columns_of(table: pd.DataFrame, names: list[str]) -> set[str]:
    """Columns that the table's source has; an empty one counts where the file names it."""
    used = set(list_columns(table)["used_for"])
    filled = {
        name
        for name in names
        if name in table and table[name].notna().any()
    }
    return filled | {
        name for name in names if name in table and name in used
    }


def _compare(
    old: gpd.GeoDataFrame,
    new: gpd.GeoDataFrame,
    matches: Matches,
    shared: list[str],
) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """List the fields that differ, by row of the new table, with the positions of the rows."""
    found = [_compare_points(old, new, matches)]
    found += [
        _compare_column(name, old[name], new[name], matches)
        for name in shared
    ]
    fields = pd.concat(
        [frame for frame in found if len(frame)] or found[:1],
        ignore_index=True,
    )
    fields = _once(fields).sort_values(
        "at", kind="stable", ignore_index=True
    )
    rows = fields["at"].to_numpy("int64")
    listed = _listed("changed", new, rows)
    for name in ("field", "before", "after"):
        listed[name] = fields[name].to_numpy(object)
    return listed, rows


def _once(fields: pd.DataFrame) -> pd.DataFrame:
    """Leave out words whose code changed in the same row."""
    listed = set(zip(fields["at"], fields["field"], strict=True))
    again = [
        (at, _TOLD_AS.get(field)) in listed
        for at, field in zip(fields["at"], fields["field"], strict=True)
    ]
    return fields[~np.array(again, bool)]


def _compare_column(
    name: str, old: pd.Series[Any], new: pd.Series[Any], matches: Matches
) -> pd.DataFrame:
    before, after = _comparable(old, new)
    before, after = before.take(matches.old), after.take(matches.new)
    either = ~(before.isna() & after.isna())
    differs = np.asarray(
        pd.Series(before != after).fillna(value=True), bool
    ) & np.asarray(either)
    rows = np.flatnonzero(differs)
    return pd.DataFrame(
        {
            "at": matches.new[rows],
            "field": name,
            "before": _told(before.take(rows)),
            "after": _told(after.take(rows)),
        }
    )


def _comparable(
    old: pd.Series[Any], new: pd.Series[Any]
) -> tuple[Any, Any]:
    """Arrays of one kind: categories and mixed kinds as the words that they stand for."""
    kinds = {old.dtype, new.dtype}
    if (
        len(kinds) == 1
        and not isinstance(old.dtype, pd.CategoricalDtype)
        and old.dtype != object
    ):
        return old.array, new.array
    return old.astype("string").array, new.astype("string").array


def _told(values: Any) -> NDArray[np.object_]:
    """Values as a person writes them: days without hours, whole numbers without a point."""
    series = pd.Series(values)
    if pd.api.types.is_datetime64_any_dtype(series.dtype):
        series = series.dt.strftime("%Y-%m-%d")
    elif pd.api.types.is_float_dtype(series.dtype):
        series = series.map(
            lambda value: f"{value:.10g}", na_action="ignore"
        )
    texts = series.astype("string").astype(object)
    return texts.where(texts.notna(), None).to_numpy(object)


def _compare_points(
    old: gpd.GeoDataFrame, new: gpd.GeoDataFrame, matches: Matches
) -> pd.DataFrame:
    """List points that moved by more than a metre, or that only one table has."""
    before = np.round(
        np.column_stack(read_coordinates(old.geometry)), _SPOT_DIGITS
    )[matches.old]
    after = np.round(
        np.column_stack(read_coordinates(new.geometry)), _SPOT_DIGITS
    )[matches.new]
    same = (before == after) | (np.isnan(before) & np.isnan(after))
    rows = np.flatnonzero(~same.all(axis=1))
    return pd.DataFrame(
        {
            "at": matches.new[rows],
            "field": "latitude, longitude",
            "before": [_told_point(lon, lat) for lon, lat in before[rows]],
            "after": [_told_point(lon, lat) for lon, lat in after[rows]],
        }
    )


def _told_point(lon: float, lat: float) -> str | None:
    return None if np.isnan(lon) else f"{_degrees(lat)}, {_degrees(lon)}"


def _degrees(value: float) -> str:
    return f"{value:.{_SPOT_DIGITS}f}".rstrip("0").rstrip(".")


def _listed(
    change: str, table: gpd.GeoDataFrame, rows: NDArray[np.int64]
) -> pd.DataFrame:
    """Name rows of a table as a reader finds them."""
    some = table.iloc[rows]
    what = some["title"].fillna(some["notes"])
    return pd.DataFrame(
        {
            "change": change,
            "incident_id": some["incident_id"].to_numpy(object),
            "date": some["date_start"]
            .dt.strftime("%Y-%m-%d")
            .to_numpy(object),
            "place": some["place_name"]
            .fillna(some["place"])
            .to_numpy(object),
            "title": what.to_numpy(object),
        }
    )


def _doubtful_rows(
    old: gpd.GeoDataFrame, new: gpd.GeoDataFrame, matches: Matches
) -> pd.DataFrame:
    pairs = find_doubtful(old, new, matches.gone, matches.fresh)
    listed = _listed("doubtful", new, pairs["fresh"].to_numpy("int64"))
    listed["field"] = "incident_id"
    listed["before"] = old["incident_id"].array[
        pairs["gone"].to_numpy("int64")
    ]
    listed["after"] = listed["incident_id"]
    listed["why"] = pairs["why"].to_numpy(object)
    return listed


def _twice(table: gpd.GeoDataFrame, which: str) -> Iterator[str]:
    ids = table["incident_id"]
    twice = ids[ids.duplicated()].unique()
    if len(twice):
        named = ", ".join(map(str, twice[:_NAMED]))
        more = (
            f" and {len(twice) - _NAMED:,} more"
            if len(twice) > _NAMED
            else ""
        )
        yield (
            f"the same id in several rows {which}: {named}{more}; "
            "they are told apart by their content"
        )


def _moved(matches: Matches) -> Iterator[str]:
    if matches.moved_ids:
        yield f"{matches.moved_ids:,} rows have another id than before; their content is the same"
