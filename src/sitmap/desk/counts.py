"""Counts for the report: by time, area, type or any column, with the dead, and nothing dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import shapely

from sitmap.desk.periods import NO_DATE, PERIODS, name_periods
from sitmap.errors import InputError
from sitmap.incidents import OFF_MAP_STATUSES, find_drawable
from sitmap.layers.area_matches import join_areas
from sitmap.layers.area_table import conform_areas
from sitmap.layers.cells import cell_width_m, cells_at
from sitmap.layers.labels import choose_name
from sitmap.readers.assignment import find_heading
from sitmap.readers.door import read_outlines
from sitmap.scale.area_names import confirm_areas, find_named_areas
from sitmap.scale.places import pack_points
from sitmap.scale.plan import AreaSet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import geopandas as gpd
    from numpy.typing import NDArray

AREA_KEYS: Final = ("area_code", "area")
"""Columns of a table counted by area."""
CELL: Final = "cell"
PER_PEOPLE: Final = 100_000
"""People that rates are of, as rates of deaths are told."""

_COLUMNS: Final = {"type": "event_type", "subtype": "sub_event_type"}
_DEAD: Final = ("fatalities_low", "fatalities_best", "fatalities_high")
_COARSE: Final = ("admin2", "admin1", "country")
_UNITS: Final = ("admin3", "admin2", "admin1")
"""Columns in which tables name the units that a place lies in."""
_NONE: Final = "(none)"
_NOT_LOCATED: Final = "(not located)"
_OUTSIDE: Final = "(outside the areas)"
_WIDER: Final = "(known less closely than a cell is wide)"
_UNSURE: Final = "(not surely in one area)"
# of longitude at 45 degrees: discs are drawn rather too large
_WIDEST_DEGREE_M: Final = 78_000.0


@dataclass(frozen=True)
class Counts:
    """What `count_incidents` counted.

    Attributes
    ----------
    table
        A row for each group that has incidents: its columns, ``incidents``,
        ``fatalities_low``, ``fatalities_best``, ``fatalities_high`` (empty where no row tells a
        number), ``without_fatalities`` (rows that tell none), ``only_to_region`` (rows whose
        place is known to a district, region or country only), and with a population
        ``incidents_per_100000`` and ``fatalities_per_100000``.
    counted
        The incidents that were counted.
    drawn, not_counted
        How many of them a map draws; how many are planned, threatened, denied or history.
    """

    table: pd.DataFrame
    counted: gpd.GeoDataFrame
    drawn: int
    not_counted: int

    def describe(self) -> str:
        """Say the sums in one line: the caption of the map and of the table."""
        told = [f"{len(self.counted):,} incidents"]
        days = self.counted["date_start"].dropna()
        if len(days):
            last = self.counted["date_end"].max()
            told[0] += f" from {days.min():%Y-%m-%d} to {last:%Y-%m-%d}"
        dead = self.counted["fatalities_best"].sum(min_count=1)
        if pd.notna(dead):
            without = int(self.counted["fatalities_best"].isna().sum())
            unsaid = f" ({without:,} tell no number)" if without else ""
            told.append(f"{int(dead):,} fatalities{unsaid}")
        if vague := _count_coarse(self.counted):
            told.append(f"{vague:,} known only to a region")
        told.append(f"{self.drawn:,} on the map")
        if self.not_counted:
            told.append(
                f"{self.not_counted:,} planned, threatened, denied or past not counted"
            )
        return "; ".join(told)


def count_incidents(
    incidents: gpd.GeoDataFrame,
    by: Sequence[str],
    *,
    areas: gpd.GeoDataFrame | None = None,
    resolution: int | None = None,
) -> Counts:
    """Count incidents by any of time, area, type and columns of the table.

    Parameters
    ----------
    incidents
        The incident table.
    by
        ``day``, ``week``, ``month``, ``quarter``, ``year`` (in which an incident began), ``area``,
        ``cell``, ``type``, ``subtype``, or the name of a column.
    areas
        As `read_counted_areas` reads them, for ``area``.
    resolution
        Of H3 cells, 0 to 15, for ``cell``.

    Raises
    ------
    InputError
        There is no such column, or no areas.

    Examples
    --------
    >>> from sitmap.incidents import conform
    >>> rows = {"date_start": ["2023-05-01", "2023-05-02", "2023-06-01"]}
    >>> table = conform(pd.DataFrame({**rows, "fatalities_best": [1, None, 2]}))
    >>> counted = count_incidents(table, ["month"]).table
    >>> counted[["month", "incidents", "fatalities_best"]].to_numpy().tolist()
    [['2023-05', 2, 1], ['2023-06', 1, 2]]
    """
    off = incidents["status"].isin(OFF_MAP_STATUSES)
    counted = incidents[~off]
    groups = _groups(counted, by, areas, resolution)
    table = _count(counted, groups)
    if areas is not None and "population" in areas and "area" in by:
        table = _add_rates(table, areas)
    drawn = int(find_drawable(counted.geometry).sum())
    return Counts(table, counted, drawn, int(off.sum()))


def read_counted_areas(
    path: str | Path,
    *,
    name: str | None = None,
    population: str | None = None,
    level: str | None = None,
    is_counted: bool = True,
) -> gpd.GeoDataFrame:
    """Read areas to count by, with their code, and the population where a column is named.

    Parameters
    ----------
    path
        The file.
    name, population
        Columns of it.
    level
        admin1, admin2 or country, where the file holds areas within areas.
    is_counted
        Whether incidents are counted by them, and they are not only drawn.

    Raises
    ------
    InputError
        The file holds no areas, or those of several levels; has no such column, or its numbers are
        none.
    """
    raw = read_outlines(path)
    is_area = raw.geometry.notna() & raw.geom_type.isin(
        ["Polygon", "MultiPolygon"]
    )
    areas = conform_areas(raw, name)
    areas = _with_people(areas, raw, is_area, population, path)
    if is_counted or level:
        return _of_level(areas, level, path)
    return areas


def _of_level(
    areas: gpd.GeoDataFrame, level: str | None, path: str | Path
) -> gpd.GeoDataFrame:
    """Keep the areas of a level: an incident is in one area, and never in a district alone."""
    counts = areas["level"].value_counts()
    if level is None:
        named = counts.drop("", errors="ignore")
        if len(named) > 1:
            told = ", ".join(
                f"{one}: {n:,}" for one, n in named.sort_index().items()
            )
            first = named.sort_index().index[0]
            raise InputError(
                f"{path}: holds areas within areas ({told}); say which to count by, as "
                f"--level {first}"
            )
        return areas
    if level not in counts:
        told = (
            ", ".join(sorted(one for one in counts.index if one)) or "none"
        )
        raise InputError(
            f"{path}: has no areas of level {level!r}; it has {told}"
        )
    return areas[areas["level"] == level].reset_index(drop=True)


def _with_people(
    areas: gpd.GeoDataFrame,
    raw: gpd.GeoDataFrame,
    is_area: pd.Series[bool],
    population: str | None,
    path: str | Path,
) -> gpd.GeoDataFrame:
    if population is None:
        return areas
    if population not in raw:
        columns = ", ".join(
            str(each) for each in raw.columns if each != raw.geometry.name
        )
        raise InputError(
            f"{path}: has no column {population!r}; it has {columns}"
        )
    people = pd.to_numeric(raw.loc[is_area, population], errors="coerce")
    if (people.isna() | (people <= 0)).all():
        raise InputError(
            f"{path}: {population!r} holds no numbers of people"
        )
    return areas.assign(population=people.where(people > 0).to_numpy())


def _groups(
    counted: gpd.GeoDataFrame,
    by: Sequence[str],
    areas: gpd.GeoDataFrame | None,
    resolution: int | None,
) -> pd.DataFrame:
    """Name the groups of each row, a column for each of `by`; an area has its code, too."""
    columns: dict[str, Any] = {}
    for name in by:
        if name in PERIODS:
            columns[name] = name_periods(counted, name)
        elif name == "area":
            columns["area_code"], columns["area"] = _areas_of(
                counted, areas
            )
        elif name == CELL and resolution is not None:
            columns[CELL] = _cells_of(counted, resolution)
        else:
            column = _column_of(counted, name)
            columns[column] = _texts(counted[column])
    return pd.DataFrame(columns, index=counted.index)


def _column_of(counted: gpd.GeoDataFrame, name: str) -> str:
    """Return a column by its name, our word for it, or its file's heading."""
    column = _COLUMNS.get(name, name)
    if column in counted and column != "geometry":
        return column
    ours = find_heading(counted, name)
    if ours is None:
        known = ", ".join([*PERIODS, "area", *_COLUMNS])
        raise InputError(
            f"--by {name}: is no column of the table, nor one of {known}"
        )
    return ours


def _texts(column: pd.Series[Any]) -> Any:
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return column.dt.strftime("%Y-%m-%d").fillna(NO_DATE)
    return column.astype("string").fillna(_NONE)


def call_areas(areas: gpd.GeoDataFrame) -> list[str]:
    """Call each area by its usual name; by its Albanian and its Serbian one where it has both.

    Examples
    --------
    >>> import geopandas as gpd
    >>> names = {"name_sq": ["Deçan"], "name_sr": ["Dečani"]}
    >>> shapes = gpd.GeoDataFrame(names, geometry=[shapely.box(20, 42, 21, 43)], crs=4326)
    >>> call_areas(conform_areas(shapes))
    ['Deçan / Dečani']
    """
    return [
        choose_name(told[0], own, "both")
        if {"sq", "sr"} <= own.keys()
        else told[0]
        for told, own in zip(areas["names"], areas["own"], strict=True)
    ]


def _areas_of(
    counted: gpd.GeoDataFrame, areas: gpd.GeoDataFrame | None
) -> tuple[Any, Any]:
    """Name the area of each row; one that isn't surely in an area says why, and stays."""
    if areas is None:
        raise InputError(
            "--by area: needs outlines: --areas districts.geojson"
        )
    names = areas["names"].explode().str.casefold()
    shared = set(names[names.duplicated(keep=False)])
    numbers = [str(at) for at in range(len(areas))]
    marked = [
        [number, *(each for each in told if each.casefold() not in shared)]
        for number, told in zip(numbers, areas["names"], strict=True)
    ]
    numbered = areas.assign(names=pd.Series(marked, areas.index))
    found = join_areas(counted, numbered)
    found = found.fillna(_named_areas(counted[found.isna()], numbered))
    first = dict(zip(numbers, call_areas(areas), strict=True))
    codes = dict(zip(numbers, areas["code"], strict=True))
    named = found.map(first).fillna(_why_not(counted, areas))
    return found.map(codes).fillna("").astype("string"), named.astype(
        "string"
    )


def _named_areas(
    rows: gpd.GeoDataFrame, areas: gpd.GeoDataFrame
) -> pd.Series[Any]:
    """Find the area that rows name as theirs, and that holds their point where they have one."""
    known = AreaSet(
        tuple(told[0] for told in areas["names"]),
        tuple(shapely.to_wkb(areas.geometry.to_numpy()).tolist()),
        tuple(
            (*told[1:], code)
            for told, code in zip(
                areas["names"], areas["code"], strict=True
            )
        ),
        tuple(areas["level"]),
    )
    located = find_drawable(rows.geometry).to_numpy()
    texts = [_plain_texts(rows, name) for name in _UNITS]
    coarse = rows["precision"].isin(_COARSE).to_numpy()
    texts += [
        _plain_texts(rows, name, only=coarse)
        for name in ("place", "place_name")
    ]
    lon, lat = np.zeros(len(rows)), np.zeros(len(rows))
    lon[located], lat[located] = shapely.get_coordinates(
        rows.geometry.to_numpy()[located]
    ).T
    at = confirm_areas(pack_points(lon, lat), located, texts, known)
    at = np.maximum(at, find_named_areas(~located, texts, known))
    named = pd.Series(at, rows.index).map(dict(enumerate(known.names)))
    return named.astype("string")


def _plain_texts(
    rows: gpd.GeoDataFrame,
    column: str,
    only: NDArray[np.bool_] | None = None,
) -> list[str | None]:
    """Return a column's texts, None where it has none; of some rows alone."""
    if column not in rows:
        return [None] * len(rows)
    told = rows[column].astype("string")
    told = told if only is None else told.where(only)
    plain: list[str | None] = (
        told.astype(object).where(told.notna(), None).tolist()
    )
    return plain


def _cells_of(counted: gpd.GeoDataFrame, resolution: int) -> Any:
    """Name the H3 cell of each point; what is known less closely than a cell is wide says so."""
    located = find_drawable(counted.geometry).to_numpy()
    named = np.full(len(counted), _NOT_LOCATED, dtype=object)
    points = shapely.get_coordinates(counted.geometry.to_numpy()[located])
    named[located] = [
        f"{cell:x}" for cell in cells_at(points, resolution).tolist()
    ]
    cells = pd.Series(named, counted.index, dtype="string")
    reach = counted["uncertainty_m"].fillna(0).to_numpy()
    cells = cells.mask(located & (reach > cell_width_m(resolution)), _WIDER)
    region = _region_of(counted)
    coarse = counted["precision"].isin(_COARSE) & region.notna()
    return cells.mask(coarse, "(known only to " + region + ")")


def _region_of(counted: gpd.GeoDataFrame) -> Any:
    told = (
        counted["place_name"]
        .fillna(counted["place"])
        .fillna(counted["country"])
    )
    return told.astype("string")


def _why_not(
    counted: gpd.GeoDataFrame, areas: gpd.GeoDataFrame
) -> pd.Series[Any]:
    """Say of each row why it isn't in an area, as if it were in none."""
    told = pd.Series(_UNSURE, counted.index, dtype="string")
    reach = counted["uncertainty_m"].fillna(0).to_numpy() / _WIDEST_DEGREE_M
    located = find_drawable(counted.geometry).to_numpy()
    discs = shapely.buffer(
        counted.geometry.to_numpy(), np.nan_to_num(reach)
    )
    near = np.unique(areas.sindex.query(discs, predicate="intersects")[0])
    away = located.copy()
    away[near] = False
    told = told.mask(away, _OUTSIDE)
    region = _region_of(counted)
    coarse = counted["precision"].isin(_COARSE) & region.notna()
    told = told.mask(coarse, "(known only to " + region + ")")
    return told.mask(~located & ~coarse, _NOT_LOCATED)


def _count(counted: gpd.GeoDataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    rows = groups.assign(
        incidents=1,
        **{name: counted[name] for name in _DEAD},
        without_fatalities=counted["fatalities_best"].isna().astype(int),
        only_to_region=counted["precision"].isin(_COARSE).astype(int),
    )
    keys = list(groups.columns)
    if not keys:
        raise InputError("--by: name what to count by, as month,type")
    grouped = rows.groupby(keys, sort=True, dropna=False, observed=True)
    sums = grouped[
        ["incidents", "without_fatalities", "only_to_region"]
    ].sum()
    dead = grouped[list(_DEAD)].sum(min_count=1)
    table = pd.concat([sums, dead], axis=1).astype("Int64").reset_index()
    return table[
        [*keys, "incidents", *_DEAD, "without_fatalities", "only_to_region"]
    ]


def _count_coarse(counted: gpd.GeoDataFrame) -> int:
    return int(counted["precision"].isin(_COARSE).sum())


def _add_rates(
    table: pd.DataFrame, areas: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Add rates to rows of areas with a population; a name alone that two areas share gets none."""
    first = call_areas(areas)
    keys = pd.MultiIndex.from_arrays([areas["code"].astype(str), first])
    people = pd.Series(areas["population"].to_numpy("float64"), keys)
    people = people[~people.index.duplicated(keep=False)]
    wanted = pd.MultiIndex.from_arrays(
        [table["area_code"].astype(str), table["area"].astype(str)]
    )
    population = people.reindex(wanted).to_numpy()
    return table.assign(
        population=pd.array(population.round(), dtype="Int64"),
        incidents_per_100000=_rate(table["incidents"], population),
        fatalities_per_100000=_rate(table["fatalities_best"], population),
    )


def _rate(counts: pd.Series[Any], population: Any) -> Any:
    rates = (
        counts.astype("Float64")
        * PER_PEOPLE
        / pd.array(population, dtype="Float64")
    )
    return rates.round(2)
