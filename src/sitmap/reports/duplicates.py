"""The same incident in two reports: linked by ``also_in``, never merged away.

Rows are compared by blocks of one type, a few days and a few kilometres, and those of one type, day
and point at once: so thousands of reports take about as many times as long as one does.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd

from sitmap.geodesy import MEAN_RADIUS_M, distances_m
from sitmap.reports.tables import draft_rows, tabulate_incidents
from sitmap.same_event import BETWEEN_REPORTS
from sitmap.sanitize import spell_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import geopandas as gpd
    from numpy.typing import NDArray

    from sitmap.reports.report import Report

    Positions = NDArray[np.intp]

_NAMED: Final = 100
"""Others that a row names: all of them would make a table of n copies n times as wide, and more
than 32,767 characters are no cell of a workbook."""


def join_reports(reports: Iterable[Report]) -> gpd.GeoDataFrame:
    """Join the incidents of reports into one table; what two of them tell is linked.

    A single report keeps its own table.

    Parameters
    ----------
    reports
        As `sitmap.read_report` makes them.
    """
    every = list(reports)
    if len(every) == 1:
        return every[0].incidents
    names = [each.source or each.title or "report" for each in every]
    unique = [
        name if names.count(name) == 1 else f"{name} ({at})"
        for at, name in enumerate(names, 1)
    ]
    return join_drafts(zip(unique, map(draft_rows, every), strict=True))


def join_drafts(
    drafts: Iterable[tuple[str, Iterable[Mapping[str, Any]]]],
) -> gpd.GeoDataFrame:
    """Join the drafted rows of reports into one incident table, and link what two of them tell.

    Parameters
    ----------
    drafts
        The name of each report and its rows (`sitmap.reports.tables.draft_rows`); they are taken
        one after the other, and not kept.

    Returns
    -------
    geopandas.GeoDataFrame
        The incident table with ``report`` and ``also_in`` (`link_reports`).
    """
    rows = (
        {**row, "report": spell_name(name)}
        for name, draft in drafts
        for row in draft
    )
    table = tabulate_incidents(rows)
    if "report" not in table:
        table = table.assign(report=pd.Series(dtype="string"))
    return link_reports(table)


def link_reports(incidents: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Link the rows of different reports that tell the same incident.

    Same type, same day (or the next), within 5 km.

    Parameters
    ----------
    incidents
        The incident table with a column ``report``.

    Returns
    -------
    geopandas.GeoDataFrame
        The table with ``also_in``: the ids of the other rows in order, comma-separated; null where
        there is none. Of more than a hundred, the first hundred are named and the rest is counted
        ("…, and 399 more"). Ids are unique: the incidents of a copy of a report get their own.
    """
    incidents = incidents.assign(
        incident_id=_unique(incidents["incident_id"])
    )
    also = pd.Series(
        _name_others(incidents), index=incidents.index, dtype="string"
    )
    return incidents.assign(also_in=also)


def _unique(ids: pd.Series[str]) -> pd.Series[str]:
    copy = ids.groupby(ids).cumcount()
    return ids.where(copy == 0, ids + "-copy" + copy.astype("string"))


def _name_others(incidents: gpd.GeoDataFrame) -> list[str | None]:
    """Name for each row the others that tell it, in the order of their ids."""
    ids = incidents["incident_id"].to_numpy(object)
    order = np.argsort(ids)
    rank = np.argsort(order)
    reports = pd.factorize(incidents["report"])[0]
    named: list[str | None] = [None] * len(incidents)
    for spot in _find_spots(incidents):
        alike = order[np.sort(rank[spot.near])]
        tellers, rows = np.unique(reports[alike], return_counts=True)
        if len(tellers) == 1:
            continue
        own = dict(zip(tellers.tolist(), rows.tolist(), strict=True))
        for at in spot.rows.tolist():
            report = int(reports[at])
            # so many hold the first hundred that another report tells
            first = alike[: _NAMED + own[report]]
            others = first[reports[first] != report][:_NAMED]
            count = len(alike) - own[report]
            named[at] = _name_some(ids[others], count)
    return named


def _name_some(ids: Sequence[str], count: int) -> str:
    rest = count - len(ids)
    return ", ".join([*ids, *([f"and {rest:,} more"] if rest else [])])


class _Spot(NamedTuple):
    """Rows of one type, day and point, and those that tell the same, which they are of."""

    rows: Positions
    near: Positions


class _Key(NamedTuple):
    """What is told: its type, its day and where."""

    kind: str
    day: int
    lat: float
    lon: float


def _find_spots(incidents: gpd.GeoDataFrame) -> Iterator[_Spot]:
    """Yield the spots of all rows that have a type, a day and a point."""
    rows = _group_rows(incidents)
    blocks: dict[tuple[Any, ...], list[_Key]] = defaultdict(list)
    for key in rows:
        blocks[key.kind, key.day, *_cell_of(key)].append(key)
    for key, here in rows.items():
        near = [rows[other] for other in _keys_near(key, blocks)]
        yield _Spot(here, np.concatenate(near))


def _group_rows(incidents: gpd.GeoDataFrame) -> dict[_Key, Positions]:
    points = incidents.geometry
    frame = pd.DataFrame(
        {
            "kind": incidents["event_type"].astype(object).to_numpy(),
            "day": incidents["date_start"]
            .to_numpy()
            .astype("datetime64[D]"),
            "lat": points.y.to_numpy(),
            "lon": points.x.to_numpy(),
        }
    )
    told = frame.dropna()
    days = told["day"].to_numpy().astype("datetime64[D]").astype(int)
    groups: dict[_Key, list[int]] = defaultdict(list)
    columns = (told["kind"], days, told["lat"], told["lon"])
    for at, said in zip(
        told.index, zip(*columns, strict=True), strict=True
    ):
        groups[_Key(*said)].append(at)
    return {key: np.array(at) for key, at in groups.items()}


def _keys_near(
    key: _Key, blocks: Mapping[tuple[Any, ...], Sequence[_Key]]
) -> list[_Key]:
    """Return what may be the same, itself among it, from the blocks around its own."""
    step = (-1, 0, 1)
    days = range(-BETWEEN_REPORTS.days, BETWEEN_REPORTS.days + 1)
    x, y, z = _cell_of(key)
    around = [
        other
        for day, dx, dy, dz in product(days, step, step, step)
        for other in blocks.get(
            (key.kind, key.day + day, x + dx, y + dy, z + dz), ()
        )
    ]
    lats, lons = np.array([(each.lat, each.lon) for each in around]).T
    away_m = distances_m(key.lat, key.lon, lats, lons)
    near = np.flatnonzero(away_m <= BETWEEN_REPORTS.metres)
    return [around[at] for at in near]


def _cell_of(key: _Key) -> tuple[int, int, int]:
    """Return the cube of space that a point of the sphere lies in: no pole and no date line.

    A chord is shorter than the way along the ground, so what is near lies in a neighbouring cube.
    """
    lat, lon = np.radians(key.lat), np.radians(key.lon)
    level = np.cos(lat)
    place = level * np.cos(lon), level * np.sin(lon), np.sin(lat)
    edge = BETWEEN_REPORTS.metres / MEAN_RADIUS_M
    x, y, z = (int(each // edge) for each in place)
    return x, y, z
