"""Two reviews of one draft as one table: what one changed stands, rival changes are told."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.errors import InputError
from sitmap.export.gis import to_csv_text
from sitmap.formulas import free_text
from sitmap.incidents import conform
from sitmap.readers.located import says_no
from sitmap.reports.review import order_draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas as gpd

Row = dict[str, str]
"""A row as the cells of its CSV; what isn't known is empty."""

_TOGETHER: Final = (
    ("event_type", "sub_event_type"),
    ("status", "status_told"),
    ("confidence", "confidence_told", "confidence_reasons"),
    ("date_start", "date_end", "date_precision", "time", "time_offset"),
    (
        *(
            "place",
            "place_name",
            "place_id",
            "country",
            "precision",
            "uncertainty_m",
        ),
        *("located_by", "match_score", "longitude", "latitude"),
    ),
    ("fatalities_best", "fatalities_low", "fatalities_high"),
    ("injured_best", "injured_low", "injured_high"),
    ("quote", "quote_start", "quote_end", "quotes"),
)
"""Columns that say one thing together: half of each review would say a third."""

_SIGNED: Final = ("reviewed_by", "reviewed_at")
"""Who and when differ where nothing is in conflict."""

_MISSING: Final = "row"


@dataclass(frozen=True)
class Conflict:
    """What two reviews say otherwise of one row.

    Attributes
    ----------
    incident_id
        Of the row.
    title
        Of the row, in the base or where it was added.
    column
        What they differ in: the first of columns that belong together, or ``row`` where one changed
        a row that the other took out of the file.
    base, ours, theirs
        What each says; of columns that belong together those that differ, with a blank between.
    """

    incident_id: str
    title: str
    column: str
    base: str
    ours: str
    theirs: str


@dataclass(frozen=True)
class Merged:
    """The table that two reviews make, and what they don't agree on: that is as in the base."""

    incidents: gpd.GeoDataFrame
    conflicts: tuple[Conflict, ...]


def merge_reviews(
    base: gpd.GeoDataFrame, ours: gpd.GeoDataFrame, theirs: gpd.GeoDataFrame
) -> Merged:
    """Merge two reviews of a draft, row by ``incident_id`` and column by column.

    Parameters
    ----------
    base
        The draft that both began from.
    ours, theirs
        The two reviews.

    Returns
    -------
    Merged
        Rows in the order of the base, then those that a review added. What both changed, and
        otherwise, is as the base has it, and stands in ``merge_conflicts``.

    Raises
    ------
    InputError
        An id stands twice in a table.

    Examples
    --------
    >>> row = {"incident_id": ["a"], "title": ["Fire"], "status": ["reported"]}
    >>> draft = conform(pd.DataFrame(row))
    >>> sure, other = draft.assign(status="confirmed"), draft.assign(title="A fire")
    >>> merge_reviews(draft, sure, other).incidents.loc[0, ["title", "status"]].to_list()
    ['A fire', 'confirmed']
    >>> merge_reviews(draft, sure, draft.assign(status="denied")).conflicts[0].column
    'status'
    """
    tables = [_read_rows(table) for table in (base, ours, theirs)]
    columns = list(
        dict.fromkeys(name for _, head in tables for name in head)
    )
    groups = _groups(columns)
    rows, conflicts = [], []
    for incident_id in dict.fromkeys(
        key for found, _ in tables for key in found
    ):
        versions = [found.get(incident_id) for found, _ in tables]
        row, told = _merge_row(incident_id, versions, groups)
        conflicts += told
        rows += [] if row is None else [row]
    return Merged(_to_table(rows, columns), tuple(conflicts))


def _read_rows(table: gpd.GeoDataFrame) -> tuple[dict[str, Row], list[str]]:
    """Return the rows by id, as cells of a CSV, and the columns."""
    text = to_csv_text(order_draft(conform(table)))
    head, *lines = (
        [free_text(cell) for cell in line]
        for line in csv.reader(io.StringIO(text))
    )
    found: dict[str, Row] = {}
    for number, cells in enumerate(lines, start=2):
        row = dict(zip(head, cells, strict=True))
        row["keep"] = str(not says_no(row["keep"]))
        key = row["incident_id"]
        if key in found:
            told = f"row {number}: incident_id {key!r} stands twice; give one of the rows another"
            raise InputError(told)
        found[key] = row
    return found, head


def _groups(columns: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the columns that are compared as one, those of no group each for itself."""
    known = list(columns)
    together = [
        tuple(name for name in group if name in known)
        for group in _TOGETHER
    ]
    grouped = {name for group in together for name in group}
    apart = [
        (name,)
        for name in known
        if name not in grouped and name not in _SIGNED
    ]
    return [*apart, *(group for group in together if group)]


def _merge_row(
    incident_id: str,
    versions: Sequence[Row | None],
    groups: Iterable[tuple[str, ...]],
) -> tuple[Row | None, list[Conflict]]:
    base, ours, theirs = versions
    if ours is None or theirs is None:
        return _merge_missing(incident_id, versions)
    row = dict(ours) if base is None else dict(base)
    title = row.get("title", "")
    conflicts: list[Conflict] = []
    for group in groups:
        before, one, other = (
            _cells(version, group) for version in (base, ours, theirs)
        )
        if other in (one, before):
            row.update(zip(group, one, strict=True))
        elif one == before:
            row.update(zip(group, other, strict=True))
        else:
            apart = [at for at, cell in enumerate(one) if cell != other[at]]
            said = [
                _say(cells[at] for at in apart)
                for cells in (before, one, other)
            ]
            conflicts.append(Conflict(incident_id, title, group[0], *said))
            if base is not None:
                row.update(zip(group, before, strict=True))
    row.update(_sign(ours, theirs))
    row["merge_conflicts"] = "; ".join(
        f"{each.column}: {each.ours} / {each.theirs}" for each in conflicts
    )
    return row, conflicts


def _merge_missing(
    incident_id: str, versions: Sequence[Row | None]
) -> tuple[Row | None, list[Conflict]]:
    """Decide on a row that a review doesn't hold: added by the other, or taken out."""
    base, ours, theirs = versions
    there = ours if theirs is None else theirs
    if base is None or there is None or _content(there) == _content(base):
        return (there if base is None else None), []
    said = [
        _say(_content(row)) if row else "taken out"
        for row in (ours, theirs)
    ]
    told = Conflict(incident_id, base.get("title", ""), _MISSING, "", *said)
    return {
        **there,
        "merge_conflicts": f"{_MISSING}: {said[0]} / {said[1]}",
    }, [told]


def _content(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        value
        for name, value in sorted(row.items())
        if name not in _SIGNED and value
    )


def _cells(row: Row | None, group: Iterable[str]) -> tuple[str, ...]:
    return tuple((row or {}).get(name, "") for name in group)


def _say(cells: Iterable[str]) -> str:
    return (
        " ".join(dict.fromkeys(cell for cell in cells if cell)) or "nothing"
    )


def _sign(ours: Row, theirs: Row) -> Row:
    """Name both reviewers, and the later hour."""
    by, at = (
        [row.get(name, "") for row in (ours, theirs)] for name in _SIGNED
    )
    names = "; ".join(dict.fromkeys(name for name in by if name))
    return {_SIGNED[0]: names, _SIGNED[1]: max(at)} if names else {}


def _to_table(
    rows: Iterable[Row], columns: Sequence[str]
) -> gpd.GeoDataFrame:
    added = ("merge_conflicts", *_SIGNED)
    kept = list(rows)
    extra = [
        name
        for name in added
        if name not in columns and any(row.get(name) for row in kept)
    ]
    names = [*columns, *extra]
    values: dict[str, list[Any]] = {
        name: [row.get(name) or None for row in kept] for name in names
    }
    table = conform(pd.DataFrame(values, dtype=object))
    return table.drop(columns=["longitude", "latitude"], errors="ignore")
