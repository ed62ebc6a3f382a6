"""The record of a layout: how a table is recognised, and what its columns and codes mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sitmap.readers.aliases import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sitmap.readers.rows import Rows

COUNTS: Final = (
    "holds counts of events, and no row of it is an incident; give single events, or map the "
    "counts by area: sitmap map SUMMARY --areas OUTLINES, where SUMMARY has area, day, "
    "event_type, incidents and fatalities as sitmap aggregate writes them"
)
"""Why a table of counts is refused, and what to do with it."""

OUTLINES: Final = (
    "holds outlines of {what}, and no row of it is an incident;"
    " draw it beside incidents: --{what}"
)
"""Why a table of outlines is refused, and what to do with it."""

DBF_LETTERS: Final = 10
"""Column names in a Shapefile are cut to this (dBase)."""


@dataclass(frozen=True)
class Reading:
    """What the caller says: what messages call the file, and the CAMEO roots to keep."""

    file: str = "the table"
    roots: Sequence[str] | None = None


@dataclass(frozen=True)
class Codes:
    """A column of codes, and what each stands for.

    Attributes
    ----------
    column
        The layout's column; of several names, the first that is there.
    values
        Code to our word, and for a precision also the radius in metres.
    pattern
        Where in the text the code is, as a regular expression with one group: ``r"\\((\\d)\\)"``.
    keep
        Whether a text that is no code stays as it is: event types of the source.
    otherwise
        What every other text stands for.
    look_up
        In place of `values`: code to what it stands for.
    """

    column: str | tuple[str, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    pattern: str = ""
    keep: bool = False
    otherwise: str | None = None
    look_up: Callable[[str], Any] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names that the column may have."""
        return (
            (self.column,) if isinstance(self.column, str) else self.column
        )

    def find(self, text: str) -> Any:
        """Return what a text stands for, or None."""
        said = re.search(self.pattern, text) if self.pattern else None
        code = said[1] if said else text.strip()
        if self.look_up is not None:
            return self.look_up(code)
        return self.values.get(code, text if self.keep else self.otherwise)


@dataclass(frozen=True, kw_only=True)
class Layout:
    """What one source's tables look like.

    Attributes
    ----------
    name
        What `sitmap.readers.describe_reading` calls it.
    told_by
        Sets of column names; a table that has all of one set is of this layout. Names are compared
        as words (`sitmap.readers.columns.fold_name`).
    columns
        Ours to theirs; of several names, the first that is there.
    precision, date_precision, event_type, sub_event_type
        Their codes. A precision's value is a pair: ours, and a radius in metres.
    status
        Of every row, as the source publishes what it was told; or its codes.
    date_parts, end_parts
        The columns of year, month and day, where a date is in three.
    unless
        Names of columns that a table of this layout never has.
    missing
        Ours to the texts that stand for "not known" there; under "counts" for every count.
    credit
        The source of rows that name none.
    title
        Whether a title is made of type, place and dead; the source's own is kept in its column.
    refused
        Why its rows are no incidents, and what to do with them.
    header
        The columns in order, in files that lack the line of names (`looks` tells them).
    looks
        Position in `header` to the pattern of its values.
    root
        The column of CAMEO root codes, of which a reader may keep some.
    quoted
        Whether its text may be quoted; GDELT's never is.
    open
        Whether columns that the record doesn't name may be matched by their names: for forms, whose
        questions are the author's own.
    aside
        Columns of an open layout that are never matched by their names.
    find
        What columns mean where names alone don't say: names to (ours to theirs).
    adapt
        What a record can't say: rows to rows, before the columns are matched.
    """

    name: str
    told_by: tuple[frozenset[str], ...] = ()
    columns: Mapping[str, str | tuple[str, ...]] = field(
        default_factory=dict
    )
    precision: Codes | None = None
    date_precision: Codes | None = None
    event_type: Codes | None = None
    sub_event_type: Codes | None = None
    status: str | Codes | None = "reported"
    date_parts: tuple[str, str, str] | None = None
    end_parts: tuple[str, str, str] | None = None
    unless: frozenset[str] = frozenset()
    missing: Mapping[str, frozenset[str]] = field(default_factory=dict)
    credit: str | None = None
    title: bool = False
    refused: str = ""
    header: tuple[str, ...] = ()
    looks: Mapping[int, str] = field(default_factory=dict)
    root: str = ""
    quoted: bool = True
    open: bool = False
    aside: frozenset[str] = frozenset()
    find: Callable[[Sequence[str]], Mapping[str, str]] | None = None
    adapt: Callable[[Rows, Reading], Rows] | None = None

    def weight(self, names: frozenset[str]) -> int:
        """Count the folded names that tell it: of two, the one that asks for more is right."""
        told = [frozenset(map(fold_key, needed)) for needed in self.told_by]
        if names & frozenset(map(fold_key, self.unless)):
            return 0
        return max(
            (len(needed) for needed in told if needed <= names), default=0
        )

    def match(self, names: Iterable[str]) -> dict[str, str]:
        """Return ours to theirs for the columns that are there.

        Examples
        --------
        >>> layout = Layout(name="x", columns={"place": ("city", "town"), "source": "desk"})
        >>> layout.match(["TOWN", "note"])
        {'place': 'TOWN'}
        """
        theirs = list(names)
        there = {fold_key(name): name for name in reversed(theirs)}
        found = {}
        for ours, wanted in self.columns.items():
            options = (wanted,) if isinstance(wanted, str) else wanted
            name = next(
                (
                    there[key]
                    for key in map(fold_key, options)
                    if key in there
                ),
                None,
            )
            if name is not None:
                found[ours] = name
        return {
            **found,
            **(self.find(theirs) if self.find is not None else {}),
        }

    def looks_like(self, cells: Sequence[str | None]) -> bool:
        """Tell a first line of values, in a file without names, by number and patterns."""
        return (
            bool(self.header)
            and len(cells) == len(self.header)
            and all(
                re.fullmatch(look, cells[at] or "")
                for at, look in self.looks.items()
            )
        )


@lru_cache(maxsize=10_000)
def fold_key(name: str) -> str:
    """Fold a name to compare it with a layout's: "GlobalEventID" is "globaleventid".

    Examples
    --------
    >>> fold_key("ADM1_PCODE") == fold_key("adm1Pcode"), fold_key("#")
    (True, 'no')
    """
    return fold_name(name).replace(" ", "") or name


def names_in_full(names: Sequence[str], layout: Layout) -> dict[str, str]:
    """Return theirs to the layout's for names that a Shapefile cut to ten letters.

    Examples
    --------
    >>> layout = Layout(name="x", told_by=(frozenset({"event_id_cnty", "event_date"}),))
    >>> names_in_full(["event_id_c", "event_date"], layout)
    {'event_id_c': 'event_id_cnty'}
    """
    if not any(len(name) == DBF_LETTERS for name in names):
        return {}
    if any(len(name) > DBF_LETTERS for name in names):
        return {}
    whole: dict[str, str] = {}
    for wanted in _all_names(layout):
        if len(wanted) > DBF_LETTERS:
            whole.setdefault(wanted[:DBF_LETTERS].casefold(), wanted)
    have = {name.casefold() for name in names}
    return {
        name: whole[name.casefold()]
        for name in names
        if name.casefold() in whole
        and whole[name.casefold()].casefold() not in have
    }


def _all_names(layout: Layout) -> list[str]:
    coded = (
        layout.precision,
        layout.date_precision,
        layout.event_type,
        layout.sub_event_type,
    )
    groups: list[Iterable[str]] = [
        *(
            (one,) if isinstance(one, str) else one
            for one in layout.columns.values()
        ),
        *(codes.names for codes in coded if codes is not None),
        *(sorted(needed) for needed in layout.told_by),
        layout.date_parts or (),
        layout.end_parts or (),
        layout.header,
    ]
    return list(dict.fromkeys(name for group in groups for name in group))
