"""Periods or tables side by side: counts, differences and rates, and none of small numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from sitmap.desk.counts import (
    AREA_KEYS,
    CELL,
    PER_PEOPLE,
    call_areas,
    count_incidents,
)
from sitmap.desk.periods import Days, check_apart, find_days, parse_period
from sitmap.errors import InputError
from sitmap.layers.cells import cell_outlines, parse_cells, resolution_of
from sitmap.layers.density_places import name_towns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sitmap.layers.words import Words

ENOUGH: Final = 5
"""Counts below which a percentage or a rate says nothing: one incident more is a fifth and more."""

TOWN: Final = "town"
"""Column with the largest town of a cell."""
_PAIR: Final = ("before", "after")
_MEASURED: Final = ("incidents", "fatalities_best")
_UNEVEN: Final = 0.05
"""Of the days: between a month of 30 and of 31, or two quarters, counts are as good as rates."""
_SHORT_OF: Final = 0.1  # of a period: so much without rows at its end may be rows still to come
# of a rate: more would claim what counts of a few dozen can't tell
_DIGITS: Final = 3


@dataclass(frozen=True)
class Side:
    """One of what is compared: its name, its days, and the incidents that are surely of them.

    `span` is None where no row of a table has a date.
    """

    name: str
    span: Days | None
    incidents: gpd.GeoDataFrame

    @property
    def days(self) -> int | None:
        """How many days it has, the first and the last among them."""
        return (
            None
            if self.span is None
            else (self.span[1] - self.span[0]).days + 1
        )


@dataclass(frozen=True)
class Note:
    """What a reader must know, as an entry of the words and the values in it."""

    key: str
    values: Mapping[str, Any]

    def say(self, words: Words) -> str:
        """Say it in a language."""
        return words.say(self.key, **self.values)


@dataclass(frozen=True)
class Comparison:
    """What `compare_sides` counted.

    Attributes
    ----------
    by
        What it is counted by.
    sides
        What is compared, in their order.
    table
        A row for each group that has incidents in any of them; a cell has its largest ``town``. Of
        two: ``before``, ``after``,
        ``difference``, ``change_percent`` (empty where one of the two is under five),
        ``fatalities_before``, ``fatalities_after``; of more, ``incidents_NAME`` and
        ``fatalities_NAME``. Where their days differ in number, the counts a day, of which the
        percentages then are; where the outlines have a population, ``population`` and rates per
        100,000 people, empty where fewer than five are counted.
    places
        Outlines of areas or cells: ``name``, and ``row``, the row of the table, -1 for those
        without incidents. None where it is counted by something else.
    unsure
        Rows that are dated too vaguely, or not at all, to be surely of one side.
    notes
        What else a reader must know, a line each.
    """

    by: tuple[str, ...]
    sides: tuple[Side, ...]
    table: pd.DataFrame
    places: gpd.GeoDataFrame | None
    unsure: int
    notes: tuple[Note, ...]

    @property
    def suffixes(self) -> tuple[str, ...]:
        """What the table's columns call the sides."""
        return name_sides(self.sides)

    @property
    def is_uneven(self) -> bool:
        """Whether the sides have unlike numbers of days."""
        days = {side.days for side in self.sides}
        return len(days) > 1 and None not in days

    @property
    def is_a_day(self) -> bool:
        """Whether the numbers of days are so unlike that maps and rates are a day."""
        days = [side.days or 0 for side in self.sides]
        return self.is_uneven and max(days) > (1 + _UNEVEN) * min(days)

    @property
    def counts(self) -> tuple[str, ...]:
        """The columns of the table that hold the incidents of each side."""
        if len(self.sides) == len(_PAIR):
            return _PAIR
        return tuple(f"incidents_{name}" for name in self.suffixes)

    @property
    def totals(self) -> tuple[int, ...]:
        """The incidents of each side, those that no place is known of among them."""
        return tuple(int(self.table[name].sum()) for name in self.counts)

    def describe(self) -> str:
        """Say the sums in one line: the caption of page, figure and table."""
        told = []
        for side, total in zip(self.sides, self.totals, strict=True):
            days = (
                ""
                if side.days is None
                else f" ({side.days:,} day{'s' * (side.days != 1)})"
            )
            told.append(f"{side.name}{days}: {total:,}")
        return "; ".join(told) + " incidents"


def name_sides(sides: Sequence[Side]) -> tuple[str, ...]:
    """Return what columns call the sides: before and after, or their own names of more than two."""
    return (
        _PAIR
        if len(sides) == len(_PAIR)
        else tuple(side.name for side in sides)
    )


def split_periods(
    incidents: gpd.GeoDataFrame, periods: Sequence[str]
) -> tuple[tuple[Side, ...], int]:
    """Take the incidents that are surely of each period.

    Returns
    -------
    sides, unsure
        The periods in the order given; and how many rows are dated too vaguely, or not at all, to
        be surely in one of them or out of all.

    Raises
    ------
    InputError
        A period is none, two of them overlap, or the table tells of another time.
    """
    check_apart(periods)
    start, end = find_days(incidents)
    sides, unsure = [], start.isna()
    for told in periods:
        first, last = parse_period(told)
        inside = (start >= first) & (end <= last)
        unsure |= (start <= last) & (end >= first) & ~inside
        sides.append(Side(told, (first, last), incidents[inside]))
    _check_told(sides, start, end)
    return tuple(sides), int(unsure.sum())


def _check_told(sides: Sequence[Side], start: Any, end: Any) -> None:
    """Refuse a period that the table says nothing of: no rows there aren't no incidents."""
    if start.isna().all():
        raise InputError(
            "no row of the table has a date: there are no periods to compare"
        )
    first, last = start.min(), end.max()
    for side in sides:
        if side.span is not None and (
            side.span[1] < first or side.span[0] > last
        ):
            raise InputError(
                f"--periods {side.name}: the table holds no rows of that time; its rows are of "
                f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"
            )


def take_tables(
    tables: Mapping[str, gpd.GeoDataFrame], periods: Sequence[str] = ()
) -> tuple[tuple[Side, ...], int]:
    """Take tables as what is compared: whole, or each table's part in the period of its turn.

    Raises
    ------
    InputError
        A table holds no rows, or the periods aren't one for each.
    """
    for name, table in tables.items():
        if table.empty:
            raise InputError(
                f"{name}: holds no rows: there is nothing to compare"
            )
    if not periods:
        return tuple(
            _whole(name, table) for name, table in tables.items()
        ), 0
    if len(periods) != len(tables):
        raise InputError(
            f"--periods: give {len(tables)}, one for each of the files in turn"
        )
    sides, unsure = [], 0
    for (name, table), told in zip(tables.items(), periods, strict=True):
        (side,), vague = split_periods(table, [told])
        sides.append(Side(f"{name}, {told}", side.span, side.incidents))
        unsure += vague
    return tuple(sides), unsure


def _whole(name: str, table: gpd.GeoDataFrame) -> Side:
    start, end = find_days(table)
    span = None if start.isna().all() else (start.min(), end.max())
    return Side(name, span, table)


def compare_sides(
    sides: Sequence[Side],
    by: Sequence[str],
    *,
    areas: gpd.GeoDataFrame | None = None,
    resolution: int | None = None,
    unsure: int = 0,
) -> Comparison:
    """Count what is compared by area, cell, type or columns.

    Parameters
    ----------
    sides
        As `split_periods` or `take_tables` return them.
    by, areas, resolution
        As `sitmap.desk.counts.count_incidents` takes them.
    unsure
        Rows that are surely of no side.

    Raises
    ------
    InputError
        There is no such column, or no side has a row that is counted.

    Examples
    --------
    >>> from sitmap.incidents import conform
    >>> days = ["2024-01-05", "2024-04-05", "2024-04-06"]
    >>> table = conform(pd.DataFrame({"date_start": days, "event_type": "Riots"}))
    >>> sides, _ = split_periods(table, ["2024Q1", "2024Q2"])
    >>> compared = compare_sides(sides, ["type"])
    >>> compared.table[["before", "after", "difference"]].to_numpy().tolist()
    [[1, 2, 1]]
    """
    counted = [
        count_incidents(
            side.incidents, by, areas=areas, resolution=resolution
        )
        for side in sides
    ]
    if not sum(len(one.counted) for one in counted):
        names = " nor ".join(side.name for side in sides)
        raise InputError(
            f"no incident is surely of {names}: there is nothing to compare"
        )
    table = _join([one.table for one in counted], name_sides(sides))
    bare = Comparison(tuple(by), tuple(sides), table, None, unsure, ())
    table = _name_cells(_add_rates(bare))
    places = _find_places(table, by, areas)
    notes = _note(bare, sum(one.not_counted for one in counted))
    return Comparison(tuple(by), tuple(sides), table, places, unsure, notes)


def _join(
    tables: Sequence[pd.DataFrame], names: Sequence[str]
) -> pd.DataFrame:
    """Put the counts of all sides into one table, 0 where a group has none."""
    columns = [str(name) for name in tables[0]]
    keys = columns[: columns.index("incidents")]
    keys += ["population"] if "population" in columns else []
    sides = [
        _rename(table[[*keys, *_MEASURED]], name)
        for table, name in zip(tables, names, strict=True)
    ]
    joined = sides[0]
    for side in sides[1:]:
        joined = joined.merge(side, on=keys, how="outer")
    counts = [_count_column(name) for name in names]
    joined[counts] = joined[counts].fillna(0).astype("Int64")
    return _sort_reasons_last(joined, keys)


def _rename(table: pd.DataFrame, name: str) -> pd.DataFrame:
    own = (_count_column(name), f"fatalities_{name}")
    return table.rename(columns=dict(zip(_MEASURED, own, strict=True)))


def _count_column(name: str) -> str:
    if name in _PAIR:
        return name
    return f"incidents_{name}"


def _sort_reasons_last(
    joined: pd.DataFrame, keys: Sequence[str]
) -> pd.DataFrame:
    """Sort by what is counted by; rows that say why they have no place come last."""
    place = next(
        (name for name in (CELL, AREA_KEYS[1]) if name in joined), None
    )
    if place is None:
        return joined.sort_values(list(keys), ignore_index=True)
    is_reason = joined[place].astype("string").str.startswith("(")
    ordered = joined.assign(_last=is_reason).sort_values(
        ["_last", *keys], ignore_index=True
    )
    return ordered.drop(columns="_last")


def _add_rates(compared: Comparison) -> pd.DataFrame:
    """Add differences, changes in percent, counts a day and rates per people; order the columns."""
    table = compared.table
    dead = {
        f"fatalities_{name}": table[f"fatalities_{name}"]
        for name in compared.suffixes
    }
    own = (*compared.counts, *dead, "population")
    keys = [str(name) for name in table if name not in own]
    change = _change(compared) if compared.counts == _PAIR else {}
    rates = {**change, **_count_a_day(compared), **_rate_people(compared)}
    return table[[*keys, *compared.counts]].assign(**rates, **dead)


def _change(compared: Comparison) -> dict[str, Any]:
    """Count the difference, and the change in percent where neither side is small."""
    before, after = (compared.table[name] for name in compared.counts)
    enough = (before >= ENOUGH) & (after >= ENOUGH)
    share = after / before.where(enough)
    if compared.is_uneven:
        one, other = (side.days or 1 for side in compared.sides)
        share = share * one / other
    percent = (100 * (share - 1)).round().astype("Int64")
    return {"difference": after - before, "change_percent": percent}


def _count_a_day(compared: Comparison) -> dict[str, Any]:
    """Divide the counts by the days, where these differ."""
    if not compared.is_uneven:
        return {}
    pairs = zip(compared.counts, compared.sides, strict=True)
    each = [
        compared.table[count] / (side.days or 1) for count, side in pairs
    ]
    told = {
        f"{name}_per_day": rate.map(round_digits)
        for name, rate in zip(compared.suffixes, each, strict=True)
    }
    if compared.counts == _PAIR:
        told["difference_per_day"] = (each[1] - each[0]).map(round_digits)
    return told


def _rate_people(compared: Comparison) -> dict[str, Any]:
    """Divide the counts by the people, and of very uneven sides by the days."""
    if "population" not in compared.table:
        return {}
    people = compared.table["population"]
    told: dict[str, Any] = {"population": people}
    for name, count, side in zip(
        compared.suffixes, compared.counts, compared.sides, strict=True
    ):
        column = rate_column(name, a_day=compared.is_a_day)
        days = side.days if compared.is_a_day else 1
        told[column] = _rate(compared.table[count], people, days or 1)
    return told


def rate_column(name: str, *, a_day: bool) -> str:
    """Return the column that holds a side's rates per 100,000 people."""
    return f"{name}_per_100000{'_per_day' if a_day else ''}"


def _rate(counts: pd.Series[Any], people: Any, days: int) -> Any:
    rates = counts.where(counts >= ENOUGH) * PER_PEOPLE / people / days
    return rates.astype("Float64").map(round_digits)


def round_digits(value: Any) -> Any:
    """Round to three digits that tell something.

    Examples
    --------
    >>> round_digits(0.0123456), round_digits(1234.5)
    (0.0123, 1230.0)
    """
    return value if pd.isna(value) else float(f"{value:.{_DIGITS}g}")


def _name_cells(table: pd.DataFrame) -> pd.DataFrame:
    """Add the largest town of each cell."""
    if CELL not in table:
        return table
    cells, valid = parse_cells(table[CELL])
    towns = np.full(len(table), "", dtype=object)
    if valid.any():
        towns[valid] = name_towns(
            cells[valid], int(resolution_of(cells[valid])[0])
        )
    named = table.copy()
    told = pd.Series(towns, table.index, dtype="string")
    named.insert(list(table).index(CELL) + 1, TOWN, told)
    return named


def _find_places(
    table: pd.DataFrame, by: Sequence[str], areas: gpd.GeoDataFrame | None
) -> gpd.GeoDataFrame | None:
    """Return the outlines of what is counted by, each with its row; areas of one name are one."""
    if list(by) == [CELL]:
        cells, valid = parse_cells(table[CELL])
        rows = np.flatnonzero(valid)
        names = call_cells(table).iloc[rows].to_list()
        return gpd.GeoDataFrame(
            {"name": names, "row": rows},
            geometry=cell_outlines(cells[rows]),
            crs=4326,
        )
    if list(by) != ["area"] or areas is None:
        return None
    named = gpd.GeoDataFrame(
        {"area_code": areas["code"].astype(str), "area": call_areas(areas)},
        geometry=areas.geometry,
        crs=4326,
    )
    shapes = named.dissolve(list(AREA_KEYS), as_index=False, sort=False)
    rows = _rows_of(shapes, table)
    return gpd.GeoDataFrame(
        {"name": shapes["area"], "row": rows},
        geometry=shapes.geometry,
        crs=4326,
    )


def call_cells(table: pd.DataFrame) -> Any:
    """Call each cell by its largest town, or else by itself."""
    return table[CELL].mask(table[TOWN] != "", table[TOWN])


def _rows_of(
    shapes: pd.DataFrame, table: pd.DataFrame
) -> NDArray[np.int64]:
    keys = list(AREA_KEYS)
    known = pd.MultiIndex.from_frame(table[keys].astype(str))
    found: NDArray[np.int64] = known.get_indexer(
        pd.MultiIndex.from_frame(shapes[keys].astype(str))
    )
    return found


def _note(compared: Comparison, not_counted: int) -> tuple[Note, ...]:
    told = []
    if compared.unsure:
        told.append(Note("days_unsure", {"n": compared.unsure}))
    if compared.is_uneven:
        days = ", ".join(
            f"{side.name}: {side.days:,}" for side in compared.sides
        )
        told.append(
            Note(
                "days_differ_much" if compared.is_a_day else "days_differ",
                {"days": days},
            )
        )
    told += [
        note
        for side in compared.sides
        if (note := _note_end(side)) is not None
    ]
    if not_counted:
        told.append(Note("off_map_not_counted", {"n": not_counted}))
    return tuple(told)


def _note_end(side: Side) -> Note | None:
    """Say where a period's last rows are long before its end: others may still come."""
    if side.span is None or side.days is None or side.incidents.empty:
        return None
    last = find_days(side.incidents)[1].max()
    if (side.span[1] - last).days <= _SHORT_OF * side.days:
        return None
    return Note(
        "may_not_be_whole", {"name": side.name, "day": f"{last:%Y-%m-%d}"}
    )
