"""Several sources in one table, which links likely duplicates and shows counts that disagree.

Rows are merged only on request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sitmap.errors import InputError
from sitmap.geodesy import METRES_PER_DEGREE, distances_m
from sitmap.incidents import COLUMNS, conform
from sitmap.same_event import BETWEEN_TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd

__all__ = ["combine", "find_duplicates"]

_KM: Final = BETWEEN_TABLES.metres / 1000
_LIKELY: Final = 0.6  # of a score of at most 1
_COUNTS: Final = tuple(
    name for name in COLUMNS if name.endswith(("_low", "_best", "_high"))
)
_COMPARED: Final = (*_COUNTS, "event_type", "date_start", "status")
_WEIGHTS: Final = {"place": 0.3, "day": 0.2, "type": 0.15, "text": 0.35}


def find_duplicates(
    incidents: gpd.GeoDataFrame,
    *,
    km: float = _KM,
    days: int = BETWEEN_TABLES.days,
) -> pd.DataFrame:
    """Find pairs of rows that may tell of one event: near in place and date, alike in words.

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
        ``row``, ``other`` (index labels), ``score`` (0 to 1) and ``why``, best first. A score is a
        suggestion.

    Examples
    --------
    >>> import sitmap
    >>> rows = {"title": ["Clashes in Zvečan", "Zvečan clashes"], "date_start": ["2023-05-29"] * 2}
    >>> rows |= {"place": ["Zvečan"] * 2, "country": ["XK"] * 2}
    >>> table = sitmap.locate(conform(pd.DataFrame(rows)))
    >>> find_duplicates(table)[["row", "other"]].to_dict("records")
    [{'row': 0, 'other': 1}]
    """
    return _find_pairs(incidents, km, days)


def _find_pairs(
    incidents: Any,
    km: float,
    days: int,
    groups: pd.Series[Any] | None = None,
) -> pd.DataFrame:
    """Find pairs as `find_duplicates` does; of different groups only, where groups are given."""
    dated = (
        incidents.geometry.notna() & incidents["date_start"].notna()
    ).to_numpy()
    rows = incidents[dated].reset_index(names="_label")
    near = _pairs_near(rows, km, days)
    if groups is not None:
        codes = pd.factorize(groups[dated])[0]
        near = near[codes[near["one"]] != codes[near["two"]]]
    scored = _score(
        rows, near["one"].to_numpy(), near["two"].to_numpy(), km, days
    )
    found = scored[scored["score"] >= _LIKELY]
    return found.sort_values(
        "score", ascending=False, kind="stable", ignore_index=True
    )


def _pairs_near(rows: pd.DataFrame, km: float, days: int) -> pd.DataFrame:
    """Return pairs of positions in the same cell or neighbours, at most so many days apart."""
    step = km * 1000 / METRES_PER_DEGREE
    points: Any = rows["geometry"]
    stretch = np.cos(
        np.radians(np.clip(points.y.to_numpy().round(0), -85, 85))
    )
    cells = pd.DataFrame(
        {
            "at": np.arange(len(rows)),
            "x": np.floor(points.x.to_numpy() * stretch / step).astype(
                "int64"
            ),
            "y": np.floor(points.y.to_numpy() / step).astype("int64"),
            "day": (rows["date_start"] - pd.Timestamp(0)).dt.days,
        }
    )
    found = []
    for day in range(days + 1):
        for dx, dy in [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]:
            moved = cells.assign(
                x=cells["x"] + dx, y=cells["y"] + dy, day=cells["day"] + day
            )
            pairs = cells.merge(
                moved, on=["x", "y", "day"], suffixes=("", "_other")
            )[["at", "at_other"]]
            found.append(pairs[pairs["at"] != pairs["at_other"]])
    both = np.sort(pd.concat(found).to_numpy(), axis=1)
    return (
        pd.DataFrame(both, columns=["one", "two"])
        .drop_duplicates()
        .sort_values(["one", "two"])
    )


def _score(
    rows: Any, one: Any, two: Any, km: float, days: int
) -> pd.DataFrame:
    """Score pairs of positions, all at once: by distance, days, type and words."""
    apart = _distances_km(rows, one, two)
    day = (
        rows["date_start"]
        .to_numpy()
        .astype("datetime64[D]")
        .astype("int64")
    )
    gap = np.abs(day[one] - day[two])
    kind = pd.factorize(rows["event_type"].astype(object))[0]  # -1 for none
    same_type = (kind[one] == kind[two]) | (kind[one] < 0) | (kind[two] < 0)
    alike = _likeness(rows, one, two)
    parts = {
        "place": np.clip(1 - apart / (2 * km), 0, None),
        "day": 1 - gap / (days + 1),
        "type": same_type.astype(float),
        "text": alike,
    }
    score = np.where(
        apart <= km,
        sum(_WEIGHTS[name] * value for name, value in parts.items()),
        0.0,
    ).round(3)
    labels = rows["_label"].to_numpy()
    likely = score >= _LIKELY
    why = [
        f"{far:.0f} km and {days_apart} days apart, {'same type' if same else 'other type'}, words"
        f" alike {words:.0%}"
        for far, days_apart, same, words in zip(
            apart[likely],
            gap[likely],
            same_type[likely],
            alike[likely],
            strict=True,
        )
    ]
    return pd.DataFrame(
        {
            "row": labels[one[likely]],
            "other": labels[two[likely]],
            "score": score[likely],
            "why": pd.Series(why, dtype=object),
        }
    )


def _distances_km(rows: Any, one: Any, two: Any) -> Any:
    lon, lat = rows.geometry.x.to_numpy(), rows.geometry.y.to_numpy()
    return distances_m(lat[one], lon[one], lat[two], lon[two]) / 1000


def _likeness(rows: Any, one: Any, two: Any) -> Any:
    """Compare titles and notes, each pair of different texts once; .5 where one says nothing."""
    from rapidfuzz import fuzz, process, utils

    said = (
        rows["title"]
        .astype("string")
        .fillna("")
        .str.cat(rows["notes"].astype("string").fillna(""), sep=" ")
    )
    codes, texts = pd.factorize(said.str.strip().map(utils.default_process))
    low, high = (
        np.minimum(codes[one], codes[two]),
        np.maximum(codes[one], codes[two]),
    )
    pairs, at = np.unique(
        np.stack([low, high]), axis=1, return_inverse=True
    )
    words = np.asarray(texts, dtype=object)
    alike = (
        process.cpdist(
            words[pairs[0]],
            words[pairs[1]],
            scorer=fuzz.token_set_ratio,
            workers=-1,
        )
        / 100
    )
    silent = (words[pairs[0]] == "") | (words[pairs[1]] == "")
    return np.where(silent, 0.5, alike)[at.ravel()]


def combine(
    tables: Sequence[gpd.GeoDataFrame] | Mapping[str, gpd.GeoDataFrame],
    *,
    km: float = _KM,
    days: int = BETWEEN_TABLES.days,
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
        Keep one row of each group of linked rows: the first table's, with the lowest low and the
        highest high count of all, and ``merged_ids`` naming the others. Otherwise every row stays.

    Returns
    -------
    geopandas.GeoDataFrame
        The incident table with ``source_table`` (where the row comes from), ``same_event`` (one
        name for the rows that are linked, at most one of each table, or null) and ``disagrees``
        (counts, types, dates that differ, side by side).

    Raises
    ------
    InputError
        There is no table.
    """
    named = (
        dict(tables)
        if hasattr(tables, "items")
        else {f"table {at}": one for at, one in enumerate(tables, start=1)}
    )
    if not named:
        raise InputError(
            "combine: there is no table; give a list of at least one"
        )
    parts = [
        pd.DataFrame(conform(one)).assign(source_table=name)
        for name, one in named.items()
    ]
    whole = conform(_with_geometry(pd.concat(parts, ignore_index=True)))
    whole["incident_id"] = _unique_ids(whole)
    whole["same_event"] = _groups(
        whole, _find_pairs(whole, km, days, whole["source_table"])
    )
    whole["disagrees"] = _disagreements(whole)
    return _merge(whole) if merge else whole


def _with_geometry(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    import geopandas as gpd

    return gpd.GeoDataFrame(frame, geometry="geometry", crs=4326)


def _unique_ids(whole: pd.DataFrame) -> pd.Series[Any]:
    ids = whole["incident_id"].astype("string")
    twice = ids.duplicated(keep="first")
    return ids.mask(
        twice, whole["source_table"].astype("string") + ":" + ids
    )


def _groups(whole: pd.DataFrame, pairs: pd.DataFrame) -> pd.Series[Any]:
    """Join pairs that share a row, best first, and name each group by its first row.

    No group takes two rows of one table: what a source tells as two events stays two.
    """
    root = {label: label for label in whole.index}
    tables = {
        label: {name} for label, name in whole["source_table"].items()
    }

    def find(label: Any) -> Any:
        while root[label] != label:
            label = root[label]
        return label

    for one, two in zip(pairs["row"], pairs["other"], strict=True):
        first, second = sorted((find(one), find(two)))
        if first != second and not tables[first] & tables[second]:
            root[second] = first
            tables[first] |= tables[second]
    ids = whole["incident_id"]
    groups = [
        ids[home] if len(tables[home := find(label)]) > 1 else None
        for label in whole.index
    ]
    return pd.Series(groups, whole.index, dtype="string")


def _disagreements(whole: pd.DataFrame) -> pd.Series[Any]:
    """Put what linked rows say differently side by side, the same text in each row of a group."""
    linked = pd.DataFrame(whole[whole["same_event"].notna()])
    told: dict[Any, list[str]] = {}
    for name in _COMPARED:
        values = (
            linked[name].astype("string")
            if isinstance(linked[name].dtype, pd.CategoricalDtype)
            else linked[name]
        )
        several = values.groupby(linked["same_event"]).nunique() > 1  # noqa: PD101 - of each group
        said = linked[
            linked["same_event"].isin(several.index[several])
            & values.notna()
        ]
        for event, rows in said.groupby("same_event", sort=False):
            told.setdefault(event, []).append(_side_by_side(rows, name))
    return (
        whole["same_event"]
        .map(
            {
                event: "; ".join(differing)
                for event, differing in told.items()
            }
        )
        .astype("string")
    )


def _side_by_side(said: pd.DataFrame, name: str) -> str:
    values = (
        said[name].dt.strftime("%Y-%m-%d")
        if name == "date_start"
        else said[name].astype("string")
    )
    sides = [
        f"{value} ({table})"
        for value, table in zip(values, said["source_table"], strict=True)
    ]
    return f"{name}: {' / '.join(sides)}"


def _merge(whole: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Keep the first row of each group, with the lowest and the highest count told in it."""
    merged = whole.copy()
    linked = pd.DataFrame(
        whole[whole["same_event"].notna()].drop(columns="geometry")
    )
    event = linked["same_event"]
    later = event.duplicated(keep="first")
    firsts = linked.index[~later]
    others = (
        linked.loc[later, "incident_id"]
        .groupby(event[later])
        .agg(", ".join)
    )
    merged["merged_ids"] = pd.Series(
        event[firsts].map(others), firsts, dtype="string"
    ).reindex(whole.index)
    for kind in ("fatalities", "injured"):
        counts = linked[
            [name for name in _COUNTS if name.startswith(kind)]
        ].astype("Int64")
        for end, pick in (("low", "min"), ("high", "max")):
            ends = getattr(counts, pick)(axis=1).groupby(event).agg(pick)
            merged.loc[firsts, f"{kind}_{end}"] = (
                event[firsts].map(ends).astype("Int64")
            )
    return merged.drop(index=linked.index[later])
