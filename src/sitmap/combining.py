"""Several sources, one table: likely duplicates found and linked, disagreeing counts shown, merged only on request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sitmap.errors import InputError
from sitmap.incidents import COLUMNS, conform

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd

__all__ = ["combine", "find_duplicates"]

_KM_PER_DEGREE: Final = 111.32
_LIKELY: Final = 0.6
_COUNTS: Final = tuple(name for name in COLUMNS if name.startswith(("fatalities_", "injured_")))
_COMPARED: Final = (*_COUNTS, "event_type", "date_start", "status")
_WEIGHTS: Final = {"place": 0.3, "day": 0.2, "type": 0.15, "text": 0.35}


def find_duplicates(incidents: gpd.GeoDataFrame, *, km: float = 10.0, days: int = 1) -> pd.DataFrame:
    """Find pairs of rows that may tell of one event: near in place and date, alike in type and words.

    Parameters
    ----------
    incidents
        The incident table; rows without a place or a date are compared with none.
    km
        How far apart two reports of one event may lie.
    days
        How many days apart.

    Returns
    -------
    pandas.DataFrame
        ``row``, ``other`` (index labels), ``score`` (0 to 1) and ``why``, best first. A score is a suggestion.

    Examples
    --------
    >>> import sitmap
    >>> rows = {"title": ["Clashes in Zvečan", "Zvečan clashes"], "date_start": ["2023-05-29"] * 2}
    >>> table = sitmap.locate(conform(pd.DataFrame({**rows, "place": ["Zvečan"] * 2, "country": ["XK"] * 2})))
    >>> find_duplicates(table)[["row", "other"]].to_dict("records")
    [{'row': 0, 'other': 1}]
    """
    dated = incidents.geometry.notna() & incidents["date_start"].notna()
    rows = incidents[dated].reset_index(names="_label")
    near = _pairs_near(rows, km, days)
    if near.empty:
        return pd.DataFrame({"row": [], "other": [], "score": [], "why": []})
    scored = [_score(rows, int(one), int(two), km, days) for one, two in near.itertuples(index=False)]
    found = [pair for pair in scored if pair[2] >= _LIKELY]
    table = pd.DataFrame(found, columns=["row", "other", "score", "why"])
    return table.sort_values("score", ascending=False, kind="stable", ignore_index=True)


def _pairs_near(rows: pd.DataFrame, km: float, days: int) -> pd.DataFrame:
    """Return pairs of positions in the same or a neighbouring cell of a grid, at most so many days apart."""
    step = km / _KM_PER_DEGREE
    points: Any = rows["geometry"]
    stretch = np.cos(np.radians(np.clip(points.y.to_numpy().round(0), -85, 85)))
    cells = pd.DataFrame(
        {
            "at": np.arange(len(rows)),
            "x": np.floor(points.x.to_numpy() * stretch / step).astype("int64"),
            "y": np.floor(points.y.to_numpy() / step).astype("int64"),
            "day": (rows["date_start"] - pd.Timestamp(0)).dt.days,
        }
    )
    found = []
    for day in range(days + 1):
        for dx, dy in [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]:
            moved = cells.assign(x=cells["x"] + dx, y=cells["y"] + dy, day=cells["day"] + day)
            pairs = cells.merge(moved, on=["x", "y", "day"], suffixes=("", "_other"))[["at", "at_other"]]
            found.append(pairs[pairs["at"] != pairs["at_other"]])
    both = np.sort(pd.concat(found).to_numpy(), axis=1)
    return pd.DataFrame(both, columns=["one", "two"]).drop_duplicates().sort_values(["one", "two"])


def _score(rows: pd.DataFrame, one: int, two: int, km: float, days: int) -> tuple[Any, Any, float, str]:
    from geopy.distance import great_circle
    from rapidfuzz import fuzz, utils

    a, b = rows.iloc[one], rows.iloc[two]
    apart = great_circle((a["geometry"].y, a["geometry"].x), (b["geometry"].y, b["geometry"].x)).km
    gap = abs((a["date_start"] - b["date_start"]).days)
    same_type = pd.isna(a["event_type"]) or pd.isna(b["event_type"]) or a["event_type"] == b["event_type"]
    said = [" ".join(str(row[name]) for name in ("title", "notes") if pd.notna(row[name])) for row in (a, b)]
    alike = fuzz.token_set_ratio(*said, processor=utils.default_process) / 100 if all(said) else 0.5
    parts = {
        "place": max(0.0, 1 - apart / (2 * km)),
        "day": 1 - gap / (days + 1),
        "type": float(same_type),
        "text": alike,
    }
    score = sum(_WEIGHTS[name] * value for name, value in parts.items()) if apart <= km else 0.0
    kind = "same type" if same_type else "other type"
    why = f"{apart:.0f} km and {gap} days apart, {kind}, words alike {alike:.0%}"
    return a["_label"], b["_label"], round(score, 3), why


def combine(
    tables: Sequence[gpd.GeoDataFrame] | Mapping[str, gpd.GeoDataFrame],
    *,
    km: float = 10.0,
    days: int = 1,
    merge: bool = False,
) -> gpd.GeoDataFrame:
    """Put tables of several sources under each other, and link what is likely told twice.

    Parameters
    ----------
    tables
        Incident tables, or their names to them.
    km, days
        How far apart two tables may place and date one event.
    merge
        Keep one row of each group of linked rows: the first table's, with the lowest low and the highest high count of
        all, and ``merged_ids`` naming the others. Otherwise every row stays.

    Returns
    -------
    geopandas.GeoDataFrame
        The incident table with ``source_table`` (where the row comes from), ``same_event`` (one name for the rows that
        are linked, or null) and ``disagrees`` (counts, types, dates that differ, side by side).

    Raises
    ------
    InputError
        There is no table.
    """
    named = dict(tables) if hasattr(tables, "items") else {f"table {at}": one for at, one in enumerate(tables, start=1)}
    if not named:
        raise InputError("combine: there is no table; give a list of at least one")
    parts = [pd.DataFrame(conform(one)).assign(source_table=name) for name, one in named.items()]
    whole = conform(_with_geometry(pd.concat(parts, ignore_index=True)))
    whole["incident_id"] = _unique_ids(whole)
    pairs = find_duplicates(whole, km=km, days=days)
    tables_of = whole["source_table"]
    across = pairs[tables_of.reindex(pairs["row"]).to_numpy() != tables_of.reindex(pairs["other"]).to_numpy()]
    whole["same_event"] = _groups(whole, across)
    whole["disagrees"] = _disagreements(whole)
    return _merge(whole) if merge else whole


def _with_geometry(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    import geopandas as gpd

    return gpd.GeoDataFrame(frame, geometry="geometry", crs=4326)


def _unique_ids(whole: pd.DataFrame) -> pd.Series[Any]:
    ids = whole["incident_id"].astype("string")
    twice = ids.duplicated(keep="first")
    return ids.mask(twice, whole["source_table"].astype("string") + ":" + ids)


def _groups(whole: pd.DataFrame, pairs: pd.DataFrame) -> pd.Series[Any]:
    """Join pairs that share a row, and name each group by its first row."""
    root = {label: label for label in whole.index}

    def find(label: Any) -> Any:
        while root[label] != label:
            label = root[label]
        return label

    for one, two in zip(pairs["row"], pairs["other"], strict=True):
        first, second = sorted((find(one), find(two)))
        root[second] = first
    linked = set(pairs["row"]) | set(pairs["other"])
    ids = whole["incident_id"]
    return pd.Series(
        [ids[find(label)] if label in linked else None for label in whole.index], whole.index, dtype="string"
    )


def _disagreements(whole: pd.DataFrame) -> pd.Series[Any]:
    told = pd.Series([None] * len(whole), index=whole.index, dtype="string")
    for _, rows in whole[whole["same_event"].notna()].groupby("same_event"):
        differing = [_side_by_side(rows, name) for name in _COMPARED if len(rows[name].dropna().unique()) > 1]
        told[rows.index] = "; ".join(differing) or None
    return told


def _side_by_side(rows: pd.DataFrame, name: str) -> str:
    said = rows[rows[name].notna()]
    values = said[name].dt.strftime("%Y-%m-%d") if name == "date_start" else said[name].astype("string")
    sides = [f"{value} ({table})" for value, table in zip(values, said["source_table"], strict=True)]
    return f"{name}: {' / '.join(sides)}"


def _merge(whole: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    merged = whole.copy()
    merged["merged_ids"] = pd.Series([None] * len(whole), index=whole.index, dtype="string")
    gone: list[Any] = []
    for _, rows in whole[whole["same_event"].notna()].groupby("same_event"):
        first = rows.index[0]
        gone.extend(rows.index[1:])
        merged.loc[first, "merged_ids"] = ", ".join(rows["incident_id"].iloc[1:])
        for kind in ("fatalities", "injured"):
            counts = rows[[name for name in _COUNTS if name.startswith(kind)]].astype("Int64")
            if counts.notna().any(axis=None):
                merged.loc[first, f"{kind}_low"] = counts.min(axis=None)
                merged.loc[first, f"{kind}_high"] = counts.max(axis=None)
    return merged.drop(index=gone)
