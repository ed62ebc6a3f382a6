"""A table's columns under our names, with each of its own still there."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.errors import InputError
from sitmap.gazetteer import open_gazetteer
from sitmap.gazetteer.text import fold
from sitmap.geocoding.no_place import why_no_place
from sitmap.incidents import COLUMNS
from sitmap.readers.aliases import fold_name
from sitmap.readers.assignment import Assignment, assign_columns
from sitmap.readers.degree_columns import (
    add_hemisphere,
    find_degree_parts,
    find_hemispheres,
    join_degrees,
)
from sitmap.readers.grid_columns import find_grid_columns, join_grid
from sitmap.readers.group_counts import add_groups, find_group_counts
from sitmap.readers.told_counts import find_told_counts
from sitmap.readers.values import plain_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitmap.readers.rows import Rows

_PAIR: Final = ("longitude", "latitude")
_COARSER: Final = ("admin2", "admin1", "country")
_WRITTEN: Final = frozenset(
    {
        "problem",
        "place_name",
        "place_id",
        "located_by",
        "match_score",
        "confidence_reasons",
    }
    | {"quote_start", "quote_end"}
)
"""Columns that sitmap fills: in a table of somebody else's, the same name means another thing."""

_YES_OR_NO: Final = re.compile(
    r"yes|no|y|n|true|false|x|-|[01](\.0)?|ja|nein|oui|non|s[ií]|da|ne|po|jo",
    re.IGNORECASE,
)

_SIGNS: Final = frozenset(
    {"date_start", "date_precision", "uncertainty_m", "located_by", "quote"}
)
"""Names that only sitmap's tables have; with this many of them it is one, if cut."""
_THREE_WORDS: Final = (
    r"\s*(?:(?:https?://)?(?:w3w\.co|what3words\.com)/|/{3})?"
    r"[^\W\d_]{2,}\.[^\W\d_]{2,}\.[^\W\d_]{2,}\s*"
)
_SHOWN: Final = 50  # rows that show what a column holds
# of an incident table's own columns to take it for one
_ENOUGH: Final = 3


def unique_names(names: Iterable[Any]) -> list[str]:
    """Return names as texts, those that stand there twice with a number.

    Examples
    --------
    >>> unique_names(["lat", "lon", "lat", 3])
    ['lat', 'lon', 'lat (2)', '3']
    """
    unique: list[str] = []
    for given in names:
        name = _whole(str(given))
        number = 1
        fresh = name
        while fresh in unique:
            number += 1
            fresh = f"{name} ({number})"
        unique.append(fresh)
    return unique


def _whole(text: str) -> str:
    """Replace halves of characters, which no file holds and no column of texts takes."""
    return text.encode("utf-8", "replace").decode()


def whole_texts(column: pd.Series[Any]) -> pd.Series[Any]:
    """Replace halves of characters in a column of objects."""
    values = column.to_numpy()
    try:
        "".join(
            value for value in values if isinstance(value, str)
        ).encode()
    except UnicodeEncodeError:
        return column.map(
            lambda value: _whole(value) if isinstance(value, str) else value
        )
    return column


def free_name(name: str, taken: Iterable[str]) -> str:
    """Return what the file's own column is called beside ours of the same name.

    Examples
    --------
    >>> free_name("status", ["status"]), free_name("status", ["status", "status_in_file"])
    ('status_in_file', 'status_in_file_2')
    """
    there = set(taken)
    fresh, number = f"{name}_in_file", 1
    while fresh in there:
        number += 1
        fresh = f"{name}_in_file_{number}"
    return fresh


def rename_columns(
    rows: Rows, columns: Mapping[str, str] | None, file: str
) -> tuple[pd.DataFrame, Assignment]:
    """Bring the file's columns under our names.

    What then has a name of ours by accident gets out of the way (`free_name`); both coordinates in
    one column, and a date in columns of its parts, become columns of ours.

    Parameters
    ----------
    rows
        What a format's reader hands on.
    columns
        Ours to theirs, as the user says.
    file
        What messages call the file.
    """
    frame = rows.frame.set_axis(unique_names(rows.frame.columns), axis=1)
    objects = [
        str(name)
        for name in frame.columns
        if pd.api.types.is_object_dtype(frame[name])
    ]
    frame = frame.assign(
        **{name: whole_texts(frame[name]) for name in objects}
    )
    if rows.ours and not columns:
        same = {name: name for name in frame.columns if name in COLUMNS}
        return frame.copy(deep=False), Assignment(
            same, dict.fromkeys(same, "name")
        )
    frame = _as_geometry(frame)
    given = rows.columns
    assigned = assign_columns(
        frame, columns, layout=given, aside=rows.aside, file=file
    )
    names = _new_names(frame, assigned)
    table = frame.rename(columns=names)
    if (
        "coordinates" in table
        and "coordinates" in assigned.columns.values()
    ):
        table = _keep_coordinates(table, _theirs(assigned, "coordinates"))
    elif set(_PAIR) <= set(table.columns):
        table, assigned = _with_letters(table, frame, assigned)
    elif not is_placed(frame):
        table, assigned = _with_parts(table, frame, assigned)
    table, assigned = _with_groups(table, frame, assigned, rows.aside)
    return _say_near(_join_parts(table, assigned), assigned), assigned


def _as_geometry(frame: pd.DataFrame) -> pd.DataFrame:
    """Call the active geometry "geometry"; a column of texts under that name is the file's own."""
    active = getattr(frame, "active_geometry_name", None)
    if active is None or active == "geometry":
        return frame
    aside = (
        {"geometry": free_name("geometry", frame.columns)}
        if "geometry" in frame
        else {}
    )
    said: Any = frame.rename(columns=aside)
    placed: pd.DataFrame = said.rename_geometry("geometry")
    return placed


def _theirs(assigned: Assignment, wanted: str) -> str:
    return next(
        name for name, ours in assigned.columns.items() if ours == wanted
    )


def _new_names(frame: pd.DataFrame, assigned: Assignment) -> dict[str, str]:
    """Say what each column is called from now on."""
    placed = is_placed(frame)
    whole = placed and bool(frame["geometry"].notna().all())
    names = {
        name: ours
        for name, ours in assigned.columns.items()
        if not (whole and ours in _PAIR)
        and not _is_foreign(name, ours, frame)
    }
    taken = {*names.values(), *_PAIR, "coordinates", "geometry", *_WRITTEN}
    for name in frame.columns:
        if (
            (name in taken or name in COLUMNS)
            and name not in names
            and not (placed and name == "geometry")
        ):
            names[name] = free_name(name, [*frame.columns, *names.values()])
    return names


def is_placed(frame: pd.DataFrame, name: str = "geometry") -> bool:
    """Tell whether a column holds geometries, and isn't just called so."""
    at = (
        list(map(str, frame.columns)).index(name)
        if name in map(str, frame.columns)
        else None
    )
    return at is not None and str(frame.dtypes.iloc[at]) == "geometry"


def _is_foreign(name: str, ours: str, frame: pd.DataFrame) -> bool:
    if name != ours or len(_SIGNS & set(frame.columns)) >= _ENOUGH:
        return False
    return ours in _WRITTEN or (
        ours == "same_event" and _is_flag(frame[name])
    )


def _is_flag(column: pd.Series[Any]) -> bool:
    """Tell a column that says whether and not which: all that say yes would be one event."""
    said = column.dropna().astype(str).str.strip()
    return bool(said[said != ""].str.fullmatch(_YES_OR_NO).all())


def _keep_coordinates(table: pd.DataFrame, theirs: str) -> pd.DataFrame:
    """Keep the column that holds whole positions under its own name, beside ours to be read."""
    own = (
        free_name(theirs, table.columns)
        if theirs in ("coordinates", "geometry")
        else theirs
    )
    return table.assign(**{own: table["coordinates"]})


def _with_parts(
    table: pd.DataFrame, frame: pd.DataFrame, assigned: Assignment
) -> tuple[pd.DataFrame, Assignment]:
    """Take a grid's or an angle's parts in columns of their own for one column of positions."""
    grid = find_grid_columns(frame.columns)
    if grid:
        used = _also_used(
            assigned, dict.fromkeys(grid.values(), "coordinates"), "name"
        )
        return table.assign(coordinates=join_grid(frame, grid)), used
    return _with_angles(table, frame, assigned)


def _with_angles(
    table: pd.DataFrame, frame: pd.DataFrame, assigned: Assignment
) -> tuple[pd.DataFrame, Assignment]:
    """Join degrees, minutes and seconds, unless the degrees were found to be others."""
    axes = find_degree_parts(list(map(str, frame.columns)))
    parts = {
        name: axis for axis, each in axes.items() for name in each.values()
    }
    found = {
        name for name, ours in assigned.columns.items() if ours in _PAIR
    }
    if not found <= parts.keys():
        return table, assigned
    joined = {
        axis: join_degrees(frame, each) for axis, each in axes.items()
    }
    return table.assign(**joined), _also_used(assigned, parts, "name")


def _with_letters(
    table: pd.DataFrame, frame: pd.DataFrame, assigned: Assignment
) -> tuple[pd.DataFrame, Assignment]:
    """Take what stands beside the degrees: their minutes, or N, S, E and W."""
    joined, also = _with_angles(table, frame, assigned)
    if also is not assigned:
        return joined, also
    used = {*assigned.columns, *assigned.parts.values()}
    letters = find_hemispheres(
        frame, [name for name in frame.columns if name not in used]
    )
    if not letters:
        return table, assigned
    signed = {
        axis: add_hemisphere(table[axis], frame[name])
        for axis, name in letters.items()
    }
    named = {name: axis for axis, name in letters.items()}
    return table.assign(**signed), _also_used(assigned, named, "values")


def _with_groups(
    table: pd.DataFrame,
    frame: pd.DataFrame,
    assigned: Assignment,
    aside: Iterable[str],
) -> tuple[pd.DataFrame, Assignment]:
    """Add up the dead of civilians, soldiers and others where no column has them all."""
    used = {*assigned.columns, *assigned.parts.values(), *aside}
    free = [str(name) for name in frame.columns if name not in used]
    groups = find_group_counts(free, set(table.columns))
    if not groups:
        return _with_told_counts(table, frame, assigned, free)
    named = {name: ours for ours, names in groups.items() for name in names}
    return table.assign(**add_groups(frame, groups)), _also_used(
        assigned, named, "name"
    )


def _with_told_counts(
    table: pd.DataFrame,
    frame: pd.DataFrame,
    assigned: Assignment,
    free: Sequence[str],
) -> tuple[pd.DataFrame, Assignment]:
    """Read the counts of a column that tells them in words, where no column counts."""
    found = find_told_counts(frame, free, table.columns)
    if found is None:
        return table, assigned
    name, counts = found
    used = {name: next(iter(counts))}
    return table.assign(**counts), _also_used(assigned, used, "values")


def _also_used(
    assigned: Assignment, named: Mapping[str, str], how: str
) -> Assignment:
    """Note further columns, and how they are known; the main one of each of ours stays last."""
    return replace(
        assigned,
        columns={**named, **assigned.columns},
        how={**dict.fromkeys(named, how), **assigned.how},
    )


def _say_near(table: pd.DataFrame, assigned: Assignment) -> pd.DataFrame:
    """Say "near Peja" where the column is one of nearest towns: the event wasn't in it."""
    named = next(
        (
            name
            for name, ours in assigned.columns.items()
            if ours == "place"
        ),
        "",
    )
    if "place" not in table or not _NEAREST & set(fold_name(named).split()):
        return table
    told = _texts(table["place"])
    near = told.str.casefold().str.startswith("near ").fillna(value=True)
    return table.assign(place=told.where(near, "near " + told))


_NEAREST: Final = frozenset({"near", "nearest", "closest"})


def _join_parts(table: pd.DataFrame, assigned: Assignment) -> pd.DataFrame:
    """Write year, month and day as one text: 2023-5-29, 2023 May 30, 2023-05, 2023."""
    if not assigned.parts:
        return table
    year, month, day = (
        _part(table, assigned.parts.get(part))
        for part in ("year", "month", "day")
    )
    named = month.str.contains(r"[^\W\d]", na=False)
    mark = pd.Series("-", table.index, dtype="string").mask(named, " ")
    whole = year + mark + month + mark + day
    upto = (year + mark + month).mask(named, month + " " + year)
    return table.assign(date_start=whole.fillna(upto).fillna(year))


def _part(table: pd.DataFrame, name: str | None) -> pd.Series[Any]:
    if name is None:
        return pd.Series(pd.NA, table.index, dtype="string")
    texts = plain_texts(table[name])
    return texts.mask(texts == "0")


def require_places(
    table: pd.DataFrame, frame: pd.DataFrame, file: str
) -> None:
    """Refuse a table of which no column says where.

    Raises
    ------
    InputError
        In at most 300 characters, with the table's columns.
    """
    columns = set(table.columns)
    if (
        columns & {"place", "coordinates", *_COARSER}
        or set(_PAIR) <= columns
        or is_placed(frame)
    ):
        return
    if words := _find_three_words(frame):
        raise InputError(
            f"{file[:60]}: column {words[:40]!r} holds what3words addresses, which only their"
            " service can read; add a column with coordinates or the name of a place"
        )
    names = ", ".join(map(str, frame.columns[:15]))
    raise InputError(
        f"{file[:60]}: no column with a place or a coordinate; it has {names[:115]}. "
        'Name one: columns={"place": "…"} (on the command line: --column place=…)'
    )


def _find_three_words(frame: pd.DataFrame) -> str:
    """Name the column of ///filled.count.soap."""
    for name in frame.columns:
        said = frame[name].dropna().astype("string").head(_SHOWN)
        if len(said) and said.str.fullmatch(_THREE_WORDS).all():
            return str(name)
    return ""


def fill_places(
    table: pd.DataFrame,
    nowhere: pd.Series[bool],
    others: Sequence[str] = (),
) -> bool:
    """Where a row names no place, its district is the place, else its region, else its country.

    Parameters
    ----------
    table
        Changed in place; what stood there ("unknown") is kept in ``place_in_file``.
    nowhere
        The rows that have no point and no coordinates that could be one.
    others
        Further columns of places, which go before all of these.

    Returns
    -------
    bool
        Whether any row took the name of something larger.
    """
    coarser = [name for name in (*others, *_COARSER) if name in table]
    if not coarser:
        return False
    told = (
        _texts(table["place"])
        if "place" in table
        else pd.Series(pd.NA, table.index, "string")
    )
    silent = nowhere & _says_nothing(told)
    place = told.mask(silent)
    level = pd.Series(pd.NA, table.index, "string")
    for name in coarser:
        larger = _texts(table[name])
        larger = _country_names(larger) if name == "country" else larger
        if name in _COARSER:
            level = level.mask(silent & place.isna() & larger.notna(), name)
        place = place.where(~silent, place.fillna(larger))
    place = place.where(place.notna() | told.isna(), told)
    changed = bool(
        (silent & place.notna() & (place != told).fillna(value=True)).any()
    )
    if changed and (silent & told.notna()).any():
        table[free_name("place", table.columns)] = told
    if changed or "place" not in table:
        table["place"] = place
    if changed:  # what is known to a region only is looked up as that region, not as its town
        said = table.get("precision", level)
        table["precision"] = said.astype("string").fillna(level)
    return changed


def _country_names(column: pd.Series[Any]) -> pd.Series[Any]:
    """Write codes as names, by which a country is looked up as a place."""
    library = open_gazetteer()
    codes = [
        text
        for text in column.dropna().unique()
        if len(text) <= _CODE_LENGTH
    ]
    places = {
        code: library.by_id(f"iso:{code.casefold()}") for code in codes
    }
    return column.replace(
        {code: place.name for code, place in places.items() if place}
    )


_CODE_LENGTH: Final = 3  # of ISO 3166-1 alpha-3


def _texts(column: pd.Series[Any]) -> pd.Series[Any]:
    texts = column.astype("string").str.strip()
    return texts.mask(texts == "")


def _says_nothing(places: pd.Series[Any]) -> pd.Series[bool]:
    known = {
        text: bool(why_no_place(fold(text)))
        for text in places.dropna().unique()
    }
    return places.isna() | places.map(known).fillna(value=True).astype(bool)
