"""Files of a mission's presence: where its sites are, and how strong it was when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NoReturn

import geopandas as gpd
import pandas as pd

from sitmap.errors import InputError
from sitmap.readers.aliases import fold_name
from sitmap.readers.frames import rows_of
from sitmap.readers.notations.points import make_points
from sitmap.readers.renames import rename_columns, unique_names
from sitmap.readers.sniffing import read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sitmap.readers.rows import Rows

SITE_COLUMNS: Final = (
    *(
        "site_id",
        "name",
        "names_alt",
        "role",
        "lead_nation",
        "uncertainty_m",
    ),
    *("open_from", "open_to", "status", "source", "source_url"),
)
STRENGTH_COLUMNS: Final = (
    "as_of",
    "nation",
    "troops",
    "comparator",
    "source",
    "source_url",
)

_ALSO: Final = {
    "lead_nation": (
        "nation lead",
        "nation",
        "contingent",
        "lead",
        "country",
    ),
    "site_id": ("id", "number", "no"),
    "name": (
        "site",
        "site name",
        "camp",
        "base",
        "base name",
        "title",
        "place",
        "location",
    ),
    "names_alt": ("alternative names", "other names", "aka"),
    "role": ("type", "kind", "function", "description"),
    "open_from": ("opened", "from", "since", "start"),
    "open_to": ("closed", "to", "until", "end"),
    "uncertainty_m": ("accuracy", "uncertainty"),
    "source_url": ("url", "link"),
    "troops": ("total", "strength"),
    "as_of": ("date", "day"),
}
"""What tables of sites and of strength call our columns, beside their own names."""

_TOLD: Final = 300  # letters of a refusal


def read_presence(path: str | Path) -> gpd.GeoDataFrame:
    """Read a file of sites, in any of the formats that `sitmap.read` knows.

    Parameters
    ----------
    path
        A file with ``name`` and points, or ``latitude`` and ``longitude`` (by any of the names that
        `sitmap.read` knows), and what else it has of `SITE_COLUMNS`. ``open_from`` and ``open_to``
        are dates as written (1999, 2018-12-20); empty means not known.

    Returns
    -------
    geopandas.GeoDataFrame
        One row per site, EPSG:4326; further columns are kept.

    Raises
    ------
    InputError
        The file is no table of sites, or a site's coordinate is wrong.
    """
    rows, file = read_rows(path)
    return _make_sites(rows, file)


def conform_sites(sites: pd.DataFrame) -> gpd.GeoDataFrame:
    """Bring a table of sites into `SITE_COLUMNS`, EPSG:4326; columns beyond are kept.

    Raises
    ------
    InputError
        There is no ``name``, or nothing that says where.
    """
    if not isinstance(sites, pd.DataFrame):
        kind = type(sites).__name__
        raise InputError(
            f"presence: a table of sites or the path of a file is needed, not {kind}"
        )
    placed = (
        isinstance(sites, gpd.GeoDataFrame)
        and sites.active_geometry_name is not None
    )
    if not placed or "name" not in sites:
        return _make_sites(rows_of(sites), "presence").set_axis(sites.index)
    table: Any = sites
    if table.geometry.name != "geometry":
        table = table.rename_geometry("geometry")
    return _fill_columns(
        table.to_crs(4326) if table.crs else table.set_crs(4326)
    )


def _fill_columns(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    table = table.copy()
    table[[name for name in SITE_COLUMNS if name not in table]] = None
    empty = table.geometry.notna() & table.geometry.is_empty
    shapes = table.geometry.where(~empty, None)
    areas = shapes.notna() & (shapes.geom_type != "Point")
    table["geometry"] = shapes.where(~areas, shapes.representative_point())
    radius = pd.to_numeric(table["uncertainty_m"], errors="coerce")
    table["uncertainty_m"] = radius.astype("float64")
    return table


def _make_sites(rows: Rows, file: str) -> gpd.GeoDataFrame:
    """Make sites of rows; of a wrong coordinate or a missing name, the first is told."""
    frame = rows.frame.set_axis(unique_names(rows.frame.columns), axis=1)
    table, assigned = rename_columns(replace(rows, frame=frame), None, file)
    back = {
        ours: theirs
        for theirs, ours in assigned.columns.items()
        if ours not in _POINTS
    }
    table = _rename(table.rename(columns=back), SITE_COLUMNS)
    if "geometry" not in table and not {"longitude", "latitude"} <= set(
        table.columns
    ):
        _refuse(frame, file)
    if "name" not in table:
        _refuse(frame, file)
    problems = dict.fromkeys(
        table.index[table["name"].isna()], "a site without a name; give one"
    )
    if {"longitude", "latitude"} <= set(table.columns):
        points = make_points(table["longitude"], table["latitude"])
        problems |= points.problems
        table = table.drop(columns=["longitude", "latitude"])
        given = table.get("geometry", points.geometry)
        table["geometry"] = given.where(given.notna(), points.geometry)
    for at, problem in sorted(problems.items()):
        raise InputError(
            f"{file}: {rows.word} {rows.label(rows.numbers[at])}: {problem}"
        )
    return _fill_columns(
        gpd.GeoDataFrame(table, geometry="geometry", crs=4326)
    )


_POINTS: Final = ("longitude", "latitude", "coordinates", "uncertainty_m")


def _refuse(
    frame: pd.DataFrame,
    file: str,
    what: str = "sites needs name, lat and lon",
) -> NoReturn:
    names = ", ".join(
        str(name) for name in frame.columns if name != "geometry"
    )
    told = f"{file}: a table of {what}; it has {names}"
    raise InputError(
        told if len(told) <= _TOLD else f"{told[: _TOLD - 1]}…"
    )


def read_strength(path: str | Path) -> pd.DataFrame:
    """Read a file of strength figures.

    Parameters
    ----------
    path
        A table with ``as_of`` (a date), ``nation`` (TOTAL for the mission), ``troops`` (a number; a
        comparator before it, as in ``>3700``, goes to ``comparator``), ``source``, ``source_url``.

    Returns
    -------
    pandas.DataFrame
        `STRENGTH_COLUMNS`, sorted by date.

    Raises
    ------
    InputError
        The file has no ``as_of`` or no ``troops``.
    """
    rows, file = read_rows(path)
    frame = _rename(rows.frame, STRENGTH_COLUMNS)
    if not {"as_of", "troops"} <= set(frame.columns):
        _refuse(frame, file, "strength needs as_of and troops")
    return conform_strength(frame)


def conform_strength(frame: pd.DataFrame) -> pd.DataFrame:
    """Bring strength figures into `STRENGTH_COLUMNS`, the comparator apart from the number."""
    if not {"as_of", "troops"} <= set(frame.columns):
        raise InputError(
            "strength: a table with as_of and troops is needed; it has"
            f" {', '.join(map(str, frame.columns))}"
        )
    table = frame.copy()
    table[[name for name in STRENGTH_COLUMNS if name not in frame]] = None
    parts = (
        table["troops"]
        .astype("string")
        .str.extract(r"^\s*(?P<sign>[<>~≈≥≤]?)\s*(?P<number>[\d,.' ]+)")
    )
    numbers = parts["number"].str.replace(r"[,' ]", "", regex=True)
    table["troops"] = pd.to_numeric(numbers, errors="coerce").astype(
        "Int64"
    )
    table["comparator"] = (
        table["comparator"].fillna(parts["sign"]).fillna("")
    )
    table["nation"] = table["nation"].fillna("TOTAL")
    return table[[*STRENGTH_COLUMNS]].sort_values(
        "as_of", kind="stable", ignore_index=True
    )


def _rename(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Bring what has one of a column's other names under its own, each once."""
    folded = {name: fold_name(str(name)) for name in frame.columns}
    names: dict[Any, str] = {}
    for ours in columns:
        for word in (ours.replace("_", " "), *_ALSO.get(ours, ())):
            found = next(
                (name for name in folded if folded[name] == word), None
            )
            if (
                found is not None
                and found not in names
                and ours not in names.values()
            ):
                names[found] = ours
    return frame.rename(columns=names)
