"""What single rows say wrongly or not at all: dates, statuses, sources, the same thing twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitmap.checks.findings import Finding
from sitmap.incidents import (
    COLUMNS,
    find_left_off,
    read_coordinates,
    validate,
)
from sitmap.readers.aliases import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

_PLANS: Final = re.compile(
    r"\b(?:will (?:be|take|hold|deploy|start)|plans? to|planned|scheduled|expected"
    r" to|vow(?:s|ed)? to|"
    r"threaten(?:s|ed)? to)\b",
    re.IGNORECASE,
)
_DONE: Final = frozenset({"confirmed", "reported"})
_SAME: Final = (
    "date_start",
    "date_end",
    "event_type",
    "sub_event_type",
    "title",
    "notes",
    "place",
    "actor1",
    "actor2",
    "fatalities_best",
    "source",
    "source_url",
)

_ROW_NUMBERS: Final = frozenset(
    {
        "fid",
        "ogc fid",
        "objectid",
        "object id",
        "globalid",
        "id",
        "uuid",
        "index",
        "no",
        "nr",
        "row",
        "sheet",
        "table",
        "file",
    }
)
"""What a program that exports calls the number of a row: twice the same row has two of them.
So has what a stacked table calls the part that a row is from."""

# What readers say of a point that they left off (sitmap.readers.notations.points), and which
# question of an editor that is.
_POINT_PROBLEMS: Final = (
    (re.compile(r"are \(0, 0\)"), "at (0, 0)"),
    (re.compile(r"look swapped"), "swapped"),
    (
        re.compile(
            r"is not between|no longitude and latitude|no place on the Earth"
        ),
        "off the Earth",
    ),
)


def _is_number_of_row(name: str) -> bool:
    return fold_name(str(name)) in _ROW_NUMBERS


def find_broken(incidents: gpd.GeoDataFrame) -> Iterator[Finding]:
    """Find what contradicts the schema: ids that aren't unique, ends before beginnings."""
    for found in validate(incidents).itertuples():
        yield Finding(
            "broken row",
            "error",
            found.row,
            found.value,
            f"{found.column} {found.why}; correct it",
        )


def find_off_map(incidents: gpd.GeoDataFrame) -> Iterator[Finding]:
    """Find rows that a map can't show, and what their reader said of the others."""
    for row in find_left_off(incidents).itertuples():
        why = str(row.why)
        if not why.startswith("status is"):
            wrong = _point_problem(why)
            yield Finding(
                wrong or "not on the map",
                "error" if wrong else "warning",
                row.row,
                row.value,
                why,
            )
    told = incidents.loc[
        incidents["problem"].notna() & incidents.geometry.notna(), "problem"
    ]
    for label, problem in told.items():
        place, wrong = (
            incidents["place"].get(label),
            _point_problem(str(problem)),
        )
        if wrong:
            yield Finding(
                wrong,
                "warning",
                label,
                place,
                f"{problem}; drawn where its place is",
            )
        else:
            yield Finding(
                "problem while reading", "note", label, place, problem
            )


def _point_problem(text: str) -> str | None:
    return next(
        (name for pattern, name in _POINT_PROBLEMS if pattern.search(text)),
        None,
    )


def find_dates(
    incidents: gpd.GeoDataFrame, today: pd.Timestamp
) -> Iterator[Finding]:
    """Find future dates, plans shown as done, and rows without a date."""
    done = incidents["status"].isna() | incidents["status"].isin(_DONE)
    for label, day in incidents.loc[
        done & (incidents["date_start"] > today), "date_start"
    ].items():
        why = "lies in the future; correct the date, or say status planned"
        yield Finding("future date", "error", label, f"{day:%Y-%m-%d}", why)
    said = (
        incidents.loc[done, "title"]
        .fillna(incidents.loc[done, "notes"])
        .dropna()
    )
    for label, text in said[said.str.contains(_PLANS)].items():
        why = (
            "reads like a plan and is shown as done;"
            " say status planned or threatened, if it is one"
        )
        yield Finding(
            "planned shown as done", "note", label, str(text)[:80], why
        )
    undated = int(incidents["date_start"].isna().sum())
    if undated:
        yield Finding(
            "no date",
            "warning",
            None,
            f"{undated} rows",
            "have no date; the timeline leaves them off",
        )


def find_unsourced(incidents: gpd.GeoDataFrame) -> Iterator[Finding]:
    """Find rows that nobody answers for."""
    lacking = int(
        (incidents["source"].isna() & incidents["source_url"].isna()).sum()
    )
    if lacking:
        why = "name no source; a mark that can't be traced proves nothing"
        yield Finding("no source", "warning", None, f"{lacking} rows", why)


def find_twice(incidents: gpd.GeoDataFrame) -> Iterator[Finding]:
    """Find rows that say the same in every word, of the same point, and in every further column.

    `sitmap.combine` finds those that say nearly the same.
    """
    for label in incidents.index[find_repeated(incidents)]:
        row = incidents.loc[label]
        value = next(
            (
                row[name]
                for name in ("title", "notes")
                if isinstance(row[name], str)
            ),
            "",
        )
        yield Finding(
            "duplicate",
            "warning",
            label,
            value[:80],
            "says what an earlier row says; keep one",
        )


def find_repeated(incidents: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    """Tell which rows say what an earlier row says, in every word and of the same point.

    Rows without a title and notes say too little for that.
    """
    said = incidents[["title", "notes"]].notna().any(axis=1)
    alike = incidents[said & incidents.duplicated(list(_SAME), keep=False)]
    lon, lat = read_coordinates(alike.geometry)
    further = [
        name
        for name in alike
        if name not in (*COLUMNS, "geometry")
        and not _is_number_of_row(name)
    ]
    compared = alike[[*_SAME, *further]].astype(
        dict.fromkeys(further, "string")
    )
    same = compared.assign(_lon=lon, _lat=lat).duplicated(keep="first")
    repeated: NDArray[np.bool_] = incidents.index.isin(alike.index[same])
    return repeated
