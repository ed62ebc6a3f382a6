"""A map of what is new since an earlier table, a map's spec or a day."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.desk.diff import find_changes
from sitmap.errors import InputError
from sitmap.layers.changed import (
    CHANGE,
    FIELDS,
    NEW,
    ChangedIncidents,
    News,
    order_fields,
    say_field,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    from sitmap.desk.answers import Answers

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def _tell_new(
    incidents: gpd.GeoDataFrame,
    old: gpd.GeoDataFrame,
    since: str,
    answers: Answers | None,
    **options: Any,
) -> ChangedIncidents:
    """Return the layer of a table that is compared with an earlier one.

    Parameters
    ----------
    incidents, old
        The incident table and the earlier one.
    since
        What the earlier one is called.
    answers
        What was judged of doubtful pairs.
    **options
        Of `sitmap.Incidents`.
    """
    table = incidents.reset_index(drop=True)
    changes = find_changes(old, table, answers=answers)
    fields = changes.table[changes.table["change"] == "changed"]
    told = [say_field(row) for row in fields.itertuples()]
    marked = _mark_new(table, changes.new)
    marked.loc[changes.changed, CHANGE] = "changed"
    joined = (
        pd.Series(told, changes.of_field, dtype=object)
        .iloc[order_fields(fields)]
        .groupby(level=0)
        .agg("; ".join)
    )
    marked[FIELDS] = joined.reindex(marked.index).astype("string")
    return ChangedIncidents(marked, News(since, changes.table), **options)


def _tell_since(
    incidents: gpd.GeoDataFrame, day: str, **options: Any
) -> ChangedIncidents:
    """Return the layer of a table in which what is of a day or later, or told since, is new.

    Raises
    ------
    InputError
        `day` is none.
    """
    try:
        first = pd.Timestamp(date.fromisoformat(day))
    except ValueError:
        raise InputError(
            f"--since {day}: is no day; write it as 2022-08-17"
        ) from None
    table = incidents.reset_index(drop=True)
    is_new = (table["date_end"] >= first) | (table["source_date"] >= first)
    new = table.index[is_new.fillna(value=False)]
    listed = pd.DataFrame(
        {"change": NEW, "incident_id": table.loc[new, "incident_id"]}
    )
    empty = ("title", "place", "field", "before", "after", "why", "date")
    listed = listed.reindex(columns=[*listed.columns, *empty])
    return ChangedIncidents(
        _mark_new(table, new), News(day, listed), **options
    )


def _mark_new(table: gpd.GeoDataFrame, new: Any) -> gpd.GeoDataFrame:
    """Return the table with `CHANGE` and `FIELDS`, the rows of some labels being new."""
    marked = table.assign(
        **{
            CHANGE: pd.Series(None, table.index, dtype="string"),
            FIELDS: None,
        }
    )
    marked.loc[new, CHANGE] = NEW
    return marked


def make_layer(
    incidents: gpd.GeoDataFrame,
    since: str | tuple[str, gpd.GeoDataFrame],
    read: Callable[[str], gpd.GeoDataFrame],
    *,
    answers: Answers | None = None,
    **options: Any,
) -> ChangedIncidents:
    """Return the layer of a table compared with a day, with an earlier table, or a map's spec.

    A table that is read already comes with its name.

    Raises
    ------
    InputError
        It is none of them.
    """
    if isinstance(since, tuple):
        return _tell_new(incidents, since[1], since[0], answers, **options)
    if _DAY.fullmatch(since) and not Path(since).exists():
        return _tell_since(incidents, since, **options)
    old = (
        _incidents_of(since)
        if since.lower().endswith(".toml")
        else read(since)
    )
    return _tell_new(incidents, old, Path(since).name, answers, **options)


def _incidents_of(spec: str) -> gpd.GeoDataFrame:
    from sitmap.spec import build_map, read_spec

    layers = build_map(read_spec(spec)).incidents
    if not layers:
        raise InputError(
            f"{spec}: its map has no incidents; name a table to compare with"
        )
    return layers[0].incidents
