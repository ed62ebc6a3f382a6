"""The same incident in two reports: linked by ``also_in``, never merged away."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, Any

import pandas as pd

from sitmap.geodesy import distance_m
from sitmap.reports.tables import draft_rows, tabulate_incidents
from sitmap.same_event import BETWEEN_REPORTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import geopandas as gpd

    from sitmap.reports.report import Report


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
    return join_drafts(
        dict(zip(unique, map(draft_rows, every), strict=True))
    )


def join_drafts(
    drafts: Mapping[str, Sequence[Mapping[str, Any]]],
) -> gpd.GeoDataFrame:
    """Join the drafted rows of reports into one incident table, and link what two of them tell.

    Parameters
    ----------
    drafts
        Name of the report to its rows (`sitmap.reports.tables.draft_rows`).

    Returns
    -------
    geopandas.GeoDataFrame
        The incident table with ``report`` and ``also_in`` (`link_reports`).
    """
    rows = [
        {**row, "report": name}
        for name, draft in drafts.items()
        for row in draft
    ]
    table = tabulate_incidents(rows)
    return link_reports(
        table if rows else table.assign(report=pd.Series(dtype="string"))
    )


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
        The table with ``also_in``: the ids of the other rows, comma-separated; null where there is
        none. Ids are unique: the incidents of a copy of a report get their own.
    """
    incidents = incidents.assign(
        incident_id=_unique(incidents["incident_id"])
    )
    links: dict[int, list[str]] = defaultdict(list)
    ids = incidents["incident_id"].tolist()
    for one, two in _pairs(incidents):
        links[one].append(ids[two])
        links[two].append(ids[one])
    also = [
        ", ".join(sorted(links[at])) if at in links else None
        for at in range(len(incidents))
    ]
    return incidents.assign(
        also_in=pd.Series(also, index=incidents.index, dtype="string")
    )


def _unique(ids: pd.Series[str]) -> pd.Series[str]:
    copy = ids.groupby(ids).cumcount()
    return ids.where(copy == 0, ids + "-copy" + copy.astype("string"))


def _pairs(incidents: gpd.GeoDataFrame) -> Iterator[tuple[int, int]]:
    """Yield the rows that tell the same, by position, each pair once."""
    reports = incidents["report"].tolist()
    lats, lons = (
        incidents.geometry.y.tolist(),
        incidents.geometry.x.tolist(),
    )
    groups = _by_day(incidents)
    for (kind, day), members in groups.items():
        later = [
            each
            for step in range(1, BETWEEN_REPORTS.days + 1)
            for each in groups.get(
                (kind, day + pd.Timedelta(days=step)), ()
            )
        ]
        # a day that hundreds of reports tell has too many pairs to be held
        for one, two in chain(
            combinations(members, 2), product(members, later)
        ):
            if reports[one] == reports[two]:
                continue
            if (
                distance_m(lats[one], lons[one], lats[two], lons[two])
                <= BETWEEN_REPORTS.metres
            ):
                yield one, two


def _by_day(
    incidents: gpd.GeoDataFrame,
) -> dict[tuple[str, Any], list[int]]:
    """Group the rows that have a type, a day and a point."""
    groups: dict[tuple[str, Any], list[int]] = defaultdict(list)
    columns = (
        incidents["event_type"].astype("string"),
        incidents["date_start"],
        incidents.geometry,
    )
    for at, (kind, day, point) in enumerate(zip(*columns, strict=True)):
        if pd.notna(day) and pd.notna(kind) and point is not None:
            groups[kind, day].append(at)
    return dict(groups)
