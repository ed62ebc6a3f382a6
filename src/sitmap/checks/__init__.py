"""What a careful editor asks before a map goes out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from sitmap.checks.findings import Finding, to_table
from sitmap.checks.frame import check_frame
from sitmap.checks.points import (
    find_far,
    find_on_centres,
    find_vague,
    find_wrong_points,
)
from sitmap.checks.rows import (
    find_broken,
    find_dates,
    find_off_map,
    find_twice,
    find_unsourced,
)
from sitmap.checks.symbol_codes import find_symbol_codes, find_undrawn
from sitmap.readers.frames import conform

if TYPE_CHECKING:
    from sitmap.maps.content import HasContent

__all__ = ["check", "check_map"]


def check(
    incidents: pd.DataFrame,
    *,
    places: bool = True,
    today: dt.date | None = None,
) -> pd.DataFrame:
    """List what looks wrong in an incident table.

    Parameters
    ----------
    incidents
        The incident table, or any frame that `sitmap.conform` makes one of.
    places
        Whether to compare each row's point with the place that it names: the slowest check, about
        700 distinct places a second.
    today
        The day that dates are compared with; by default today.

    Returns
    -------
    pandas.DataFrame
        ``check``, ``level`` ("error", "warning", "note"), ``row`` (index label, or null for the
        whole table), ``value``, ``why`` (what is wrong and what to do), worst first. Empty when all
        is well.

    Examples
    --------
    >>> from sitmap.incidents import conform
    >>> import datetime as dt, pandas as pd
    >>> row = {"title": "Clash", "date_start": "2031-01-01", "place": "x"}
    >>> table = conform(pd.DataFrame([row]))
    >>> check(table, places=False, today=dt.date(2024, 1, 1))["check"].to_list()
    ['future date', 'not on the map', 'no source']
    """
    incidents = conform(incidents)
    day = pd.Timestamp(today or dt.datetime.now(tz=dt.UTC).date())
    findings: list[Finding] = [
        *find_broken(incidents),
        *find_off_map(incidents),
        *find_wrong_points(incidents),
        *find_on_centres(incidents),
        *find_dates(incidents, day),
        *find_unsourced(incidents),
        *find_twice(incidents),
        *find_symbol_codes(incidents),
        *([*find_far(incidents), *find_vague(incidents)] if places else ()),
    ]
    return to_table(findings)


def check_map(
    one: HasContent, *, places: bool = True, today: dt.date | None = None
) -> pd.DataFrame:
    """List what looks wrong in a map: its tables, and what a reader will look for around them.

    Parameters
    ----------
    one
        A `sitmap.Map`.
    places, today
        As for `check`.

    Returns
    -------
    pandas.DataFrame
        As from `check`.
    """
    content = one.content()
    told = [
        layer.table for layer in content.layers if layer.table is not None
    ]
    tables = [check(table, places=places, today=today) for table in told]
    rows = [
        Finding(*row)
        for table in tables
        for row in table.itertuples(index=False)
    ]
    rows += find_undrawn(content, rows)
    return to_table([*check_frame(content), *rows])
