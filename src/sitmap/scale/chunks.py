"""From a chunk of rows to a partial result.

Its functions are pure, the same on one core and on many machines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa

from sitmap.scale.area_names import confirm_areas, find_named_areas
from sitmap.scale.counts import (
    Counts,
    count_rows,
    move_counts,
    split_spots,
    to_spots,
)
from sitmap.scale.encoded import encode, texts_of
from sitmap.scale.partial import Partial, Told, merge, merge_tallies
from sitmap.scale.places import pack_points, places_of
from sitmap.scale.roles import Roles, find_roles
from sitmap.scale.rows import (
    Screen,
    find_coarse,
    find_hidden,
    read_days,
    read_fatalities,
    read_kinds,
    read_points,
    refuse_coarse,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from sitmap.scale.counts import Ints
    from sitmap.scale.plan import Plan

_SEPARATOR: Final = "\x1f"
_NOWHERE: Final = "no coordinates and no place"
_NO_AREA: Final = "in none of the areas"
_NOT_FOUND: Final = (
    "the place has no coordinates, and its name is not found or doubtful"
)
_COARSE: Final = "the place has no coordinates, and its name is a region's or a country's"

_NAMED_BY: Final = {"region": ("admin1", "place"), "country": ("country",)}
"""Columns that name what a row is known to."""

Points = dict[str, tuple[float, float] | str]
"""Name to longitude and latitude, or to the reason why it has none."""


def count_chunk(
    rows: pa.Table | pd.DataFrame, plan: Plan, roles: Roles | None = None
) -> Partial:
    """Count a chunk of rows.

    Parameters
    ----------
    rows
        Any part of a table: an incident table, or one in a roles that `sitmap.read` knows.
    plan
        What to count by.
    roles
        Which column is which; found from the names if not given.

    Returns
    -------
    Partial
        Merge it with those of other chunks by `merge`. How the rows are cut into chunks makes no
        difference.

    Examples
    --------
    >>> from sitmap.scale.plan import make_plan
    >>> rows = pd.DataFrame({"lon": [20.87, 20.87, 0], "lat": [42.89, 42.89, 0]})
    >>> rows = rows.assign(date="2023-05-29", type="Riots")
    >>> partial = count_chunk(rows, make_plan("day,h3:5"))
    >>> partial.placed.incidents.tolist(), partial.left_off
    ([2], {'coordinates are (0, 0), which stands for missing': Told(rows=1, example=None)})
    """
    table = _as_table(rows)
    roles = roles or find_roles(
        table.column_names, plan, geometry=_geometry_column(table)
    )
    screen = Screen(table.num_rows)
    find_hidden(table, roles, plan, screen)
    key, located = read_points(table, roles, plan, screen)
    known = _find_named(table, roles, plan, (key, located), screen)
    by_name = np.zeros(0, bool) if known is None else known >= 0
    asked = located & screen.passed
    place, kept = _find_places(
        key, asked if known is None else asked & ~by_name, plan, screen
    )
    if known is not None:
        place, kept = np.where(by_name, known, place), kept | by_name
        located = located | by_name
    names, codes = _read_names(table, roles, plan, screen.passed & ~located)
    screen.refuse(~located & (codes < 0), _NOWHERE)
    days, undated = read_days(table, roles, plan, screen.passed)
    named = screen.passed & ~located
    return Partial(
        placed=_count(table, roles, days, place, kept & screen.passed),
        named=_count(table, roles, days, codes, named, names)
        if named.any()
        else Counts(),
        rows=table.num_rows,
        left_off=merge_tallies([screen.tally()]),
        undated=merge_tallies([undated]),
    )


def _as_table(rows: pa.Table | pd.DataFrame) -> pa.Table:
    if isinstance(rows, pa.Table):
        return rows
    plain = (
        pd.DataFrame(_as_degrees(rows))
        if hasattr(rows, "geom_type")
        else rows.copy(deep=False)
    )
    plain.attrs = {}  # they needn't be JSON
    return pa.Table.from_pandas(plain, preserve_index=False)


def _as_degrees(points: Any) -> Any:
    """Return a GeoDataFrame's points as WKB in EPSG:4326, under the name that is looked for."""
    degrees = (
        points
        if points.crs is None or points.crs.to_epsg() == 4326  # noqa: PLR2004 - its EPSG code
        else points.to_crs(4326)
    )
    return (
        degrees.rename_geometry("geometry").to_wkb()
        if degrees.geometry.name != "geometry"
        else degrees.to_wkb()
    )


def _geometry_column(table: pa.Table) -> str | None:
    binary = "geometry" in table.column_names and pa.types.is_binary(
        table.schema.field("geometry").type
    )
    return "geometry" if binary else None


def _find_named(
    table: pa.Table,
    roles: Roles,
    plan: Plan,
    points: tuple[Ints, npt.NDArray[np.bool_]],
    screen: Screen,
) -> Ints | None:
    """Find the areas of rows that are known to them by name alone, and refuse other coarse ones.

    None where nothing is counted by area.
    """
    key, located = points
    if plan.areas is None:
        return None
    known = np.full(table.num_rows, -1, np.int64)
    coarse = {} if plan.coarse else find_coarse(table, roles)
    for what, rows in coarse.items():
        asked = screen.passed & rows & located
        if asked.any():
            texts = [
                _texts(table, roles.columns.get(role))
                for role in _NAMED_BY[what]
            ]
            known = np.maximum(
                known, confirm_areas(key, asked, texts, plan.areas, what)
            )
    pointless = screen.passed & ~located
    if pointless.any():
        texts = [
            _texts(table, roles.columns.get(role))
            for role in _NAMED_BY["region"]
        ]
        known = np.maximum(
            known, find_named_areas(pointless, texts, plan.areas)
        )
    refuse_coarse(
        {place: rows & (known < 0) for place, rows in coarse.items()},
        screen,
    )
    return known


def _find_places(
    key: Ints, rows: npt.NDArray[np.bool_], plan: Plan, screen: Screen
) -> tuple[Ints, npt.NDArray[np.bool_]]:
    place = _look_up(key, rows, plan)
    screen.refuse(rows & (place < 0), _NO_AREA)
    return place, rows & (place >= 0)


def _look_up(key: Ints, rows: npt.NDArray[np.bool_], plan: Plan) -> Ints:
    """Look up the distinct coordinates of some rows; -1 for the others."""
    at = None if rows.all() else np.flatnonzero(rows)
    codes, distinct = pd.factorize(key if at is None else key.take(at))
    found = (
        places_of(plan).find(np.asarray(distinct))[codes]
        if len(distinct)
        else np.empty(0, np.int64)
    )
    if at is None:
        return found
    place = np.full(len(key), -1, np.int64)
    place[at] = found
    return place


def _read_names(
    table: pa.Table, roles: Roles, plan: Plan, rows: npt.NDArray[np.bool_]
) -> tuple[tuple[str, ...], Ints]:
    """Return the distinct names of rows without coordinates, sorted, and which is each row's."""
    nothing = np.full(table.num_rows, -1, np.int64)
    if not plan.locate or "place" not in roles.columns or not rows.any():
        return (), nothing
    columns = [
        roles.columns.get(role) for role in ("place", "country", "admin1")
    ]
    asked = table.filter(pa.array(rows))
    texts = [_texts(asked, column) for column in columns]
    joined = [
        _SEPARATOR.join(part or "" for part in parts) if parts[0] else None
        for parts in zip(*texts, strict=True)
    ]
    names = sorted({name for name in joined if name is not None})
    at = {name: number for number, name in enumerate(names)}
    nothing[rows] = [-1 if name is None else at[name] for name in joined]
    return tuple(names), nothing


def _texts(table: pa.Table, column: str | None) -> list[str | None]:
    if column is None:
        return [None] * table.num_rows
    coded = encode(table[column])
    return list(coded.spread(texts_of(coded.distinct), object, None))


def _count(
    table: pa.Table,
    roles: Roles,
    days: Ints,
    place: Ints,
    rows: npt.NDArray[np.bool_],
    places: tuple[str, ...] | None = None,
) -> Counts:
    kind, kinds = read_kinds(table, roles)
    stated = read_fatalities(table, roles)
    columns = [to_spots(days, place), kind, *(stated or ())]
    if not rows.all():
        at = np.flatnonzero(rows)  # faster than the mask, column by column
        columns = [column.take(at) for column in columns]
    spot, kind, *figures = columns
    fatalities, told = figures or (None, None)
    return count_rows(
        spot,
        kind,
        kinds,
        places=places,
        fatalities=fatalities,
        told=told,
    )


def list_names(partial: Partial) -> list[str]:
    """Return the distinct names of a partial result's rows that have no coordinates yet."""
    return list(partial.named.places or ())


def locate_names(
    names: Iterable[str], plan: Plan, geocoder: Any = None
) -> Points:
    """Look up distinct names, as `sitmap.locate` does with a whole table.

    What is doubtful is no answer.

    Examples
    --------
    >>> from sitmap.scale.plan import Plan
    >>> locate_names(["Prizren\\x1fXK\\x1f"], Plan(resolution=5))
    {'Prizren\\x1fXK\\x1f': (20.73972, 42.21389)}
    """
    asked = sorted(set(names))
    if not asked:
        return {}
    from sitmap.geocoding import locate

    parts = pd.DataFrame(
        [name.split(_SEPARATOR) for name in asked],
        columns=["place", "country", "admin1"],
    )
    parts = parts.mask(parts == "")
    parts["country"] = (
        parts["country"].fillna(plan.country)
        if plan.country
        else parts["country"]
    )
    found = locate(
        parts.dropna(axis="columns", how="all"), geocoder=geocoder
    )
    rough = found["precision"].isin(["admin1", "country"]) & (
        not plan.coarse
    )
    return {
        name: _NOT_FOUND
        if point is None
        else (_COARSE if coarse else (point.x, point.y))
        for name, point, coarse in zip(
            asked, found.geometry, rough, strict=True
        )
    }


def place_named(partial: Partial, points: Points, plan: Plan) -> Partial:
    """Move the rows that a partial result has under names to the cells or areas of those names."""
    if not len(partial.named):
        return partial
    named, names = partial.named, partial.named.places or ()
    places = _places_of_names([points[name] for name in names], plan)
    day, name = split_spots(named.spot)
    keep = places[name] >= 0
    lost = zip(
        name[~keep].tolist(), named.incidents[~keep].tolist(), strict=True
    )
    left_off = merge_tallies(
        _lost(names[at], points[names[at]], rows) for at, rows in lost
    )
    placed = move_counts(named, to_spots(day, places[name]), keep)
    rest = Partial(
        partial.placed,
        Counts(),
        partial.rows,
        partial.left_off,
        partial.undated,
    )
    return merge([rest, Partial(placed=placed, left_off=left_off)])


def _places_of_names(
    found: list[tuple[float, float] | str], plan: Plan
) -> Ints:
    lonlat = np.array(
        [
            (np.nan, np.nan) if isinstance(point, str) else point
            for point in found
        ],
        np.float64,
    )
    known = ~np.isnan(lonlat[:, 0])
    keys, distinct = pd.factorize(pack_points(*lonlat[known].T))
    places = np.full(len(found), -1, np.int64)
    places[known] = (
        places_of(plan).find(np.asarray(distinct))[keys]
        if known.any()
        else 0
    )
    return places


def _lost(
    name: str, point: tuple[float, float] | str, rows: int
) -> dict[str, Told]:
    reason = point if isinstance(point, str) else _NO_AREA
    return {reason: Told(rows, name.split(_SEPARATOR, maxsplit=1)[0][:40])}
