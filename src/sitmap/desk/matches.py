"""Which row of a new table is which of an old one: by id, and where ids moved by content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sitmap.incidents import read_coordinates

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    Positions = NDArray[np.int64]
    Mask = NDArray[np.bool_]

_CONTENT: Final = ("title", "notes", "date_start", "place", "source_url")
"""What a row says of its event, beside its point: two that agree in all of it are one."""
_NEAR_DIGITS: Final = 3  # of a degree: 100 m
_SPOT_DIGITS: Final = 5  # of a degree: 1 m
_MOST_TWINS: Final = 3  # rows that are alike on a side: more say nothing about which is which


@dataclass(frozen=True)
class Matches:
    """Positions of rows: pairs that are one (`old`, `new`), and what is in one table only."""

    old: Positions
    new: Positions
    gone: Positions
    fresh: Positions
    moved_ids: int


def match_rows(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame) -> Matches:
    """Match by ``incident_id``; rows whose content is found under another id have moved.

    Where an id stands twice in a table, its rows are told apart by their content, then by order.

    Examples
    --------
    >>> from sitmap.incidents import conform
    >>> a = conform(pd.DataFrame({"incident_id": ["1", "2"], "title": ["Shots", "March"]}))
    >>> b = conform(pd.DataFrame({"incident_id": ["2", "3"], "title": ["Shots", "March"]}))
    >>> found = match_rows(a, b)
    >>> found.old.tolist(), found.new.tolist(), found.moved_ids
    ([0, 1], [0, 1], 2)
    """
    content = _hash_content(old), _hash_content(new)
    ids = _hash_ids(old), _hash_ids(new)
    same = _pair(_keys(ids[0], content[0]), _keys(ids[1], content[1]))
    free = _free(len(old), same[0]), _free(len(new), same[1])
    telling = free[0][_tells(old)[free[0]]], free[1][_tells(new)[free[1]]]
    moved = _pair_unique(content[0], content[1], *telling)
    free = (
        free[0][~np.isin(free[0], moved[0])],
        free[1][~np.isin(free[1], moved[1])],
    )
    changed = _pair(_numbered(ids[0][free[0]]), _numbered(ids[1][free[1]]))
    left, right = free[0][changed[0]], free[1][changed[1]]
    pairs = (
        np.concatenate([same[0], moved[0], left]),
        np.concatenate([same[1], moved[1], right]),
    )
    order = np.argsort(pairs[1], kind="stable")
    renamed = int((ids[0][moved[0]] != ids[1][moved[1]]).sum())
    return Matches(
        pairs[0][order],
        pairs[1][order],
        free[0][~np.isin(free[0], left)],
        free[1][~np.isin(free[1], right)],
        renamed,
    )


def _hash_ids(table: gpd.GeoDataFrame) -> NDArray[np.uint64]:
    ids: Any = table["incident_id"].astype("string").fillna("")
    return np.asarray(
        pd.util.hash_pandas_object(ids, index=False, categorize=False)
    )


def _hash_content(table: gpd.GeoDataFrame) -> NDArray[np.uint64]:
    """Hash what each row says of its event."""
    mixed = np.zeros(len(table), np.uint64)
    for name in _CONTENT:
        column: Any = table[name]
        if not column.notna().any():
            continue
        hashed = np.asarray(
            pd.util.hash_pandas_object(
                column, index=False, categorize=False
            )
        )
        mixed = _mix(mixed, hashed, column.notna().to_numpy())
    for degrees in read_coordinates(table.geometry):
        spot = np.round(np.nan_to_num(degrees, nan=999.0), _SPOT_DIGITS)
        mixed = _mix(mixed, pd.util.hash_array(spot), np.isfinite(degrees))
    return mixed


def _tells(table: gpd.GeoDataFrame) -> Mask:
    """Rows that say enough to be known again: words, or a day and a place."""
    words: Any = table["title"].notna() | table["notes"].notna()
    where = table["place"].notna() | table.geometry.notna()
    return np.asarray(words | (table["date_start"].notna() & where), bool)


def _mix(
    mixed: NDArray[np.uint64], hashed: NDArray[np.uint64], known: Mask
) -> Any:
    """Add a column's hashes so that the order of columns counts (the prime of FNV-1a)."""
    return mixed * np.uint64(1_099_511_628_211) + np.where(
        known, hashed, np.uint64(1)
    )


def _keys(
    ids: NDArray[np.uint64], content: NDArray[np.uint64]
) -> NDArray[np.uint64]:
    return _numbered(_mix(ids, content, np.ones(len(ids), bool)))


def _numbered(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Make the second, third… of equal keys keys of their own."""
    series = pd.Series(keys)
    if series.is_unique:
        return keys
    later = series.groupby(series).cumcount().to_numpy().astype(np.uint64)
    return np.asarray(
        keys + later * np.uint64(0x9E3779B97F4A7C15)
    )  # 2**64 by the golden ratio


def _pair(
    old: NDArray[np.uint64], new: NDArray[np.uint64]
) -> tuple[Positions, Positions]:
    """Return the positions of keys that are in both; each is there once."""
    found = pd.Index(new).get_indexer(pd.Index(old))
    return np.flatnonzero(found >= 0), found[found >= 0]


def _free(count: int, taken: Positions) -> Positions:
    is_free = np.ones(count, bool)
    is_free[taken] = False
    return np.flatnonzero(is_free)


def _pair_unique(
    old: NDArray[np.uint64],
    new: NDArray[np.uint64],
    free_old: Positions,
    free_new: Positions,
) -> tuple[Positions, Positions]:
    """Pair what is left by content that each side has once, and that says something."""
    mine, theirs = pd.Series(old[free_old]), pd.Series(new[free_new])
    mine, theirs = (
        mine[~mine.duplicated(keep=False)],
        theirs[~theirs.duplicated(keep=False)],
    )
    found = pd.Index(theirs).get_indexer(pd.Index(mine))
    left = mine.index.to_numpy()[found >= 0]
    right = theirs.index.to_numpy()[found[found >= 0]]
    return free_old[left], free_new[right]


def find_doubtful(
    old: gpd.GeoDataFrame,
    new: gpd.GeoDataFrame,
    gone: Positions,
    fresh: Positions,
) -> pd.DataFrame:
    """Find gone and new rows that may be one row: ``gone``, ``fresh`` (positions) and ``why``."""
    mine, theirs = _traits(old, gone), _traits(new, fresh)
    found = [
        _share(
            mine,
            theirs,
            ["day", "spot", "kind"],
            "same day, place and type",
        ),
        _share(mine, theirs, ["title", "day"], "same title and day"),
        _share(mine, theirs, ["title", "spot"], "same title and place"),
    ]
    pairs = pd.concat(found, ignore_index=True)
    whole = pairs.groupby(["gone", "fresh"], sort=True)["why"].agg(
        "; ".join
    )
    return whole.reset_index()


def _traits(table: gpd.GeoDataFrame, rows: Positions) -> pd.DataFrame:
    some = table.iloc[rows]
    lon, lat = read_coordinates(some.geometry)
    point = pd.Series(lon).round(_NEAR_DIGITS).astype("string")
    point = (
        point + " " + pd.Series(lat).round(_NEAR_DIGITS).astype("string")
    )
    place = some["place"].reset_index(drop=True).str.casefold()
    return pd.DataFrame(
        {
            "at": rows,
            "day": some["date_start"].to_numpy(),
            "spot": place.where(place.notna(), point).to_numpy(),
            "kind": some["event_type"]
            .astype("string")
            .fillna("")
            .to_numpy(),
            "title": some["title"].str.casefold().str.strip().to_numpy(),
        }
    )


def _share(
    mine: pd.DataFrame, theirs: pd.DataFrame, by: list[str], why: str
) -> pd.DataFrame:
    """Pair rows that agree in some traits, of groups in which it may be told which is which."""
    sides = []
    for side in (mine, theirs):
        told = side.dropna(subset=by)
        size = told.groupby(by, observed=True)["at"].transform("size")
        sides.append(told.loc[size <= _MOST_TWINS, [*by, "at"]])
    both = sides[0].merge(sides[1], on=by, suffixes=("_old", "_new"))
    return pd.DataFrame(
        {"gone": both["at_old"], "fresh": both["at_new"], "why": why}
    )
