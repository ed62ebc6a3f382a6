"""Which column of a table is used for what: by its name, by its values, or not at all."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.incidents import COLUMNS
from sitmap.readers.aliases import fold_name
from sitmap.readers.columns import (
    PARTS,
    check_given,
    find_axes,
    find_dated,
    match_names,
)
from sitmap.readers.values import find_kind, fits, take_sample

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sitmap.readers.values import Kind

_USES: Final = "sitmap_columns"
"""The key in ``DataFrame.attrs``; its value is a text, so that copies cost nothing."""

_PAIR: Final = ("longitude", "latitude")
_SURELY: Final = frozenset(
    {"place", "title", "notes", "actor1", "actor2", "actors", "country"}
)
"""Columns that aren't used at all where the values are of another kind; others are used, and their
values told one by one, where the table has nothing better."""

_SURE: Final = _SURELY | {
    "source",
    "time",
    "uncertainty_m",
    "year",
    "date_end",
    "source_date",
    "status",
}
_SHOWN: Final = 8  # names in a line


@dataclass(frozen=True)
class Assignment:
    """Which column is used for what.

    Attributes
    ----------
    columns
        Theirs to ours.
    how
        Theirs to how it is known: name, values, given (by the user or the layout).
    parts
        Year, month and day to theirs, where the date stands in columns of its parts.
    looks
        What unused columns look like: dates, coordinates.
    other_places
        Further columns of places, for rows whose first one is empty.
    """

    columns: Mapping[str, str]
    how: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    looks: Mapping[str, str] = field(default_factory=dict)
    other_places: tuple[str, ...] = ()


class _Samples(dict[str, list[str]]):
    """Samples of a frame's columns, each taken when it is first asked for."""

    def __init__(self, frame: pd.DataFrame) -> None:
        super().__init__()
        self._frame = frame

    def __missing__(self, name: str) -> list[str]:
        self[name] = take_sample(self._frame[name])
        return self[name]


def assign_columns(
    frame: pd.DataFrame,
    given: Mapping[str, str] | None = None,
    *,
    layout: Mapping[str, str] | None = None,
    aside: Collection[str] = (),
    file: str = "the table",
) -> Assignment:
    """Find out which column of a table is which of ours.

    Names go first; a column whose values are of another kind is let go; then what is still missing
    is looked for among the values of the others: used where one column has them, else named.

    Parameters
    ----------
    frame
        The table under its own column names, which differ and are texts.
    given
        Ours to theirs, as the user says.
    layout
        The same, as the layout of the file says.
    aside
        Columns that the layout says to leave alone.
    file
        What messages call the file.

    Raises
    ------
    InputError
        `given` names a column that neither side has.

    Examples
    --------
    >>> table = pd.DataFrame({"Where was it": ["38.30, 26.21"], "Reported": ["January 05, 2020"]})
    >>> assign_columns(table).columns
    {'Reported': 'date_start', 'Where was it': 'coordinates'}
    """
    there = [
        name for name in frame.columns if not _is_geometry(frame, name)
    ]
    said = {**(layout or {}), **(given or {})}
    check_given(said, there, file)
    names = [
        name for name in there if name not in aside or name in said.values()
    ]
    samples = _Samples(frame)
    fixed = set(said.values())
    columns = _without_half(_by_name(names, said, samples, fixed), fixed)
    by_name = set(columns)
    placed = _has_geometry(frame)
    columns |= _by_values(names, columns, samples, placed=placed)
    _name_places(columns, fixed, placed=placed)
    others = _other_places(names, columns, samples)
    parts = _take_parts(columns)
    how = {
        name: "given"
        if name in fixed
        else "name"
        if name in by_name
        else "values"
        for name in columns
    }
    looks = _find_looks(names, columns, parts, samples, placed)
    return Assignment(columns, how, parts, looks, others)


def _name_places(
    columns: dict[str, str], fixed: Collection[str], *, placed: bool
) -> None:
    """Take a column "name" for the places of a table that says nothing else of where."""
    ours = set(columns.values())
    if placed or ours & {
        "place",
        "admin1",
        "admin2",
        *_PAIR,
        "coordinates",
    }:
        return
    for name, meaning in columns.items():
        if (
            meaning == "title"
            and name not in fixed
            and fold_name(name) in _BARE_NAMES
        ):
            columns[name] = "place"
            return


_BARE_NAMES: Final = frozenset(
    {
        "name",
        "names",
        "naziv",
        "назив",
        "назва",
        "название",
        "emri",
        "nom",
        "nombre",
        "ad",
        "adi",
    }
)


def _other_places(
    names: Sequence[str], columns: Mapping[str, str], samples: _Samples
) -> tuple[str, ...]:
    """List columns that are called after places, too: town, where "village" is the first."""
    if "place" not in columns.values():
        return ()
    free = [name for name in names if name not in columns]
    return tuple(
        name
        for name in free
        if match_names([name]) == {name: "place"}
        and samples[name]
        and fits(samples[name], "place")
    )


def _is_geometry(frame: pd.DataFrame, name: str) -> bool:
    return str(frame.dtypes[name]) == "geometry"


def _has_geometry(frame: pd.DataFrame) -> bool:
    return any(
        _is_geometry(frame, name) and frame[name].notna().any()
        for name in frame.columns
    )


def _by_name(
    names: Sequence[str],
    said: Mapping[str, str],
    samples: _Samples,
    fixed: set[str],
) -> dict[str, str]:
    """Match names, and once more without those that the values speak against, or that are empty.

    An empty column is used only where nothing else is called so: "date" beside an empty "start".
    """
    first = match_names(names, said)
    claims = {one for one in first.items() if one[0] not in fixed}
    empty = {
        (name, ours)
        for name, ours in claims
        # the day of a month that nobody filled in is no other column's date
        if not samples[name] and ours not in PARTS
    }
    barred = {
        (name, ours)
        for name, ours in claims - empty
        if not fits(samples[name], ours)
    }
    if not barred and not empty:
        return first
    second = match_names(names, said, barred=barred | empty)
    second = {
        name: ours
        for name, ours in second.items()
        if name in fixed
        or first.get(name) == ours
        or fits(samples[name], ours)
    }
    for name, ours in first.items():
        unclaimed = name not in second and ours not in second.values()
        if unclaimed and (
            (name, ours) in empty
            or (
                ours not in _SURE
                and not _is_elsewhere(ours, names, second, samples)
            )
        ):
            second[name] = ours
    return second


def _without_half(
    mapping: dict[str, str], fixed: Collection[str]
) -> dict[str, str]:
    """Let go of one coordinate without the other: "x" by itself may be anything."""
    halves = [name for name, ours in mapping.items() if ours in _PAIR]
    if len(halves) == 1 and halves[0] not in fixed:
        del mapping[halves[0]]
    return mapping


def _is_elsewhere(
    ours: str,
    names: Sequence[str],
    mapping: Mapping[str, str],
    samples: _Samples,
) -> bool:
    """Tell whether another column holds what this one should, or a place is named anyhow."""
    if ours in ("coordinates", *_PAIR) and "place" in mapping.values():
        return ours == "coordinates" or _is_weak(names)
    kind = (
        "dates"
        if ours == "date_start"
        else "coordinates"
        if ours == "coordinates"
        else None
    )
    free = (name for name in names if name not in mapping)
    return kind is not None and any(
        find_kind(samples[name]) == kind for name in free
    )


def _is_weak(names: Sequence[str]) -> bool:
    """Tell a table whose columns x and y may be metres of a grid that it doesn't name."""
    return {"x", "y"} <= {fold_name(name) for name in names}


def _by_values(
    names: Sequence[str],
    mapping: Mapping[str, str],
    samples: _Samples,
    *,
    placed: bool,
) -> dict[str, str]:
    """Use the only column of coordinates, dates or links where no name says which it is."""
    found: dict[str, str] = {}
    for ours, kind, missing in _needs(mapping, placed=placed):
        free = [
            name
            for name in names
            if name not in mapping and name not in found
        ]
        if missing:
            alike = [
                name for name in free if find_kind(samples[name]) == kind
            ]
            if ours == "date_start":
                alike = _dated(names, mapping, samples) or alike
            if len(alike) == 1:
                found[alike[0]] = ours
    return found


def _needs(
    mapping: Mapping[str, str], *, placed: bool
) -> list[tuple[str, Kind, bool]]:
    ours = set(mapping.values())
    pointless = not placed and not ours & {*_PAIR, "coordinates"}
    return [
        ("coordinates", "coordinates", pointless),
        ("date_start", "dates", not ours & {"date_start", "year"}),
        ("source_url", "links", "source_url" not in ours),
    ]


def _dated(
    names: Sequence[str], mapping: Mapping[str, str], samples: _Samples
) -> list[str]:
    """List columns named after a date that hold dates; the day of publication if none is."""
    dated = find_dated(names, {})
    free = [
        name
        for name in dated
        if name not in mapping and fits(samples[name], "date_start")
    ]
    if free or any(
        find_kind(samples[name]) == "dates"
        for name in names
        if name not in mapping
    ):
        return free
    return [name for name, ours in mapping.items() if ours == "source_date"]


def _take_parts(columns: dict[str, str]) -> dict[str, str]:
    """Take the parts of a date out of the mapping; they are used where no column has the whole."""
    parts = {ours: name for name, ours in columns.items() if ours in PARTS}
    for name in parts.values():
        del columns[name]
    return (
        parts
        if "year" in parts and "date_start" not in columns.values()
        else {}
    )


def _find_looks(
    names: Sequence[str],
    columns: Mapping[str, str],
    parts: Mapping[str, str],
    samples: _Samples,
    placed: bool,
) -> dict[str, str]:
    """Say of unused columns what they look like, where the table lacks just that."""
    free = [
        name
        for name in names
        if name not in columns and name not in parts.values()
    ]
    ours = set(columns.values())
    wanted = {
        kind
        for _, kind, missing in _needs(columns, placed=placed)
        if missing
    }
    wanted -= {"dates"} if parts else set()
    kinds = (
        {name: find_kind(samples[name]) for name in free} if wanted else {}
    )
    looks: dict[str, str] = {
        name: kind for name, kind in kinds.items() if kind in wanted
    }
    if "coordinates" in wanted and "place" not in ours:
        looks |= {
            name: kind for name, kind in kinds.items() if kind == "degrees"
        }
    if "coordinates" in wanted:
        axes_too = ("coordinates", *_PAIR)
        named = [
            name
            for name, ours in match_names(free).items()
            if ours in axes_too
        ]
        looks |= {
            name: "coordinates that can't be read"
            for name in named
            if samples[name]
        }
        axes = find_axes(free).values()
        looks |= dict.fromkeys(
            (name for pair in axes for name in pair), "coordinates"
        )
    return looks


def note_columns(
    table: pd.DataFrame,
    assignment: Assignment,
    names: Iterable[str],
    *,
    also: Sequence[str] = (),
) -> None:
    """Write into the table's ``attrs`` which columns were used for what."""
    used = [
        *(
            [ours, [name], assignment.how[name]]
            for name, ours in assignment.columns.items()
        ),
        *(
            [["date_start", list(assignment.parts.values()), "name"]]
            if assignment.parts
            else []
        ),
        *(["place", [name], "else"] for name in assignment.other_places),
    ]
    taken = {name for _, theirs, _ in used for name in theirs}
    unused = {
        name: assignment.looks.get(name, "")
        for name in names
        if name not in taken
    }
    said = {"used": used, "unused": unused, "also": list(also)}
    table.attrs[_USES] = json.dumps(said, ensure_ascii=False)


def list_columns(table: pd.DataFrame) -> pd.DataFrame:
    """List the columns of the file that a table comes from, and what each was used for.

    Returns
    -------
    pandas.DataFrame
        ``column`` (the file's name for it), ``used_for`` (ours; empty where it wasn't used) and
        ``why``: by its name, by its values, or what an unused one looks like.

    Examples
    --------
    >>> import sitmap
    >>> table = sitmap.read(pd.DataFrame({"Town": ["Peja"], "Happened": ["5 May 2023"], "x1": [7]}))
    >>> list_columns(table).to_dict("split")["data"]
    [['Town', 'place', 'by its name'], ['Happened', 'date_start', 'by its values'], ['x1', '', '']]
    """
    said = _said(table)
    rows = [
        (name, ours, _HOW[how])
        for ours, theirs, how in said["used"]
        for name in theirs
    ]
    rows += [
        (name, "", f"looks like {kind}" if kind else "")
        for name, kind in said["unused"].items()
    ]
    return pd.DataFrame(rows, columns=["column", "used_for", "why"])


_HOW: Final = {
    "else": "by its name, in rows without another",
    "name": "by its name",
    "values": "by its values",
    "given": "as said",
}


def find_heading(table: pd.DataFrame, heading: str) -> str | None:
    """Return our column that a file's heading was read into, or None.

    Examples
    --------
    >>> import sitmap
    >>> table = sitmap.read(pd.DataFrame({"Town": ["Peja"], "Happened": ["5 May 2023"]}))
    >>> find_heading(table, "town"), find_heading(table, "colour")
    ('place', None)
    """
    wanted = heading.strip().casefold()
    for ours, theirs, _ in _said(table)["used"]:
        called = [name.strip().casefold() for name in theirs]
        if called == [wanted] and ours in table:
            return str(ours)
    return None


def describe_columns(
    table: pd.DataFrame,
    *,
    all_names: bool = False,
    drawn: Collection[str] = (),
) -> str:
    """Say in one line which columns were used for what, and which weren't.

    Parameters
    ----------
    table
        What `sitmap.read` returned.
    all_names
        Whether every unused column is named, or the first few.
    drawn
        Columns of the file's own that a map or a table is made by, and so are used.

    Examples
    --------
    >>> import sitmap
    >>> rows = {"Town": ["Peja"], "Happened": ["5 May 2023"], "x1": [7]}
    >>> describe_columns(sitmap.read(pd.DataFrame(rows)))
    "date_start from 'Happened' (by its values), place from 'Town'; not used: 'x1'"
    """
    said = _said(table)
    used = [
        ours
        if theirs == [ours]
        else f"{ours} from {' and '.join(map(repr, theirs))}{_BY[how]}"
        for ours, theirs, how in _with_pair(said["used"])
    ]
    told = ", ".join([*used, *said["also"]])
    unused = [one for one in said["unused"].items() if one[0] not in drawn]
    looking = [
        f"{name!r} (looks like {kind})" for name, kind in unused if kind
    ]
    plain = [repr(name) for name, kind in unused if not kind]
    shown = (
        [*looking, *plain]
        if all_names
        else [*looking, *plain][: max(_SHOWN, len(looking))]
    )
    more = len(unused) - len(shown)
    left = ", ".join([*shown, *([f"{more} more"] if more else [])])
    return "; ".join(
        filter(None, [told, f"not used: {left}" if left else ""])
    )


_BY: Final = {
    "else": " (in rows without another)",
    "name": "",
    "values": " (by its values)",
    "given": "",
}


def _with_pair(used: list[list[Any]]) -> list[list[Any]]:
    """Tell both coordinates as one, first, and the rest in the order of our columns."""
    pair = [
        one
        for ours in (*_PAIR, "coordinates")
        for one in used
        if one[0] == ours
    ]
    rest = sorted(
        _by_ours(one for one in used if one not in pair),
        key=lambda one: _place_of(one[0]),
    )
    if not pair:
        return rest
    return [
        [
            "coordinates",
            [name for one in pair for name in one[1]],
            pair[0][2],
        ],
        *rest,
    ]


def _by_ours(used: Iterable[list[Any]]) -> list[list[Any]]:
    """Tell the columns that are added up for one of ours together."""
    found: dict[tuple[str, str], list[Any]] = {}
    for ours, theirs, how in used:
        kept = found.setdefault((str(ours), str(how)), [ours, [], how])
        kept[1].extend(theirs)
    return list(found.values())


def _place_of(ours: str) -> int:
    known = list(COLUMNS)
    return known.index(ours) if ours in known else -1


def _said(table: pd.DataFrame) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(
        table.attrs.get(_USES, '{"used": [], "unused": {}, "also": []}')
    )
    return said
