"""Tables of several parts, put one below the other.

The sheets of a workbook, a sheet a month; the tables of a document, one a page; the files of an
archive, one a day. A column says from which part a row is.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.readers.aliases import fold_name
from sitmap.readers.columns import map_columns
from sitmap.readers.notations.statuses import read_status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitmap.readers.rows import Rows

_ALIKE: Final = 0.8
"""Which part of the names of the narrower table the wider one has too, a remark column aside."""

_LEAST: Final = 2  # names that two tables share
_WHERE_AND_WHEN: Final = frozenset(
    {
        "place",
        "longitude",
        "latitude",
        "coordinates",
        "date_start",
        "incident_id",
    }
)
_SHOWN: Final = 6  # parts that a line names
_PATTERNS: Final = frozenset(
    [
        "template",
        "templates",
        "example",
        "examples",
        "sample",
        "vorlage",
        "muster",
        "beispiel",
        "modele",
        "exemple",
        "plantilla",
        "ejemplo",
        "sablon",
        "primer",
        "shabllon",
        "shembull",
        "шаблон",
        "зразок",
        "пример",
        "образец",
        "предложак",
        "wzor",
        "szablon",
        "modelo",
        "exemplo",
        "ornek",
        "نموذج",
        "مثال",
    ]
)
"""What the sheet is called that is copied for a new month."""


def find_alike(tables: Mapping[str, Sequence[str]], best: str) -> list[str]:
    """Name the tables that have the columns of the best one, in their order.

    Parameters
    ----------
    tables
        Names of columns by the name of the table.
    best
        The table that the others are compared with.

    Examples
    --------
    >>> may, june = ["Date", "Town", "Killed"], ["date", "Town", "Killed", "Remarks"]
    >>> find_alike({"May": may, "June": june, "Codes": ["Code", "Meaning"]}, "May")
    ['May', 'June']
    """
    return [
        name
        for name, columns in tables.items()
        if name == best or _has_columns_of(columns, tables[best])
    ]


def _has_columns_of(columns: Sequence[str], others: Sequence[str]) -> bool:
    here, there = _folded(columns), _folded(others)
    shared = here & there
    narrower = min(len(here), len(there))
    return (
        len(shared) >= max(_LEAST, _ALIKE * narrower)
        and _targets(columns) & _WHERE_AND_WHEN
        == _targets(others) & _WHERE_AND_WHEN
    )


def _folded(names: Iterable[str]) -> set[str]:
    return {fold_name(name) for name in names if not _is_unnamed(name)}


def _is_unnamed(name: str) -> bool:
    return name.startswith("column ") and name[7:].isdecimal()


def _targets(names: Iterable[str]) -> set[str]:
    return set(map_columns(names).values())


def is_pattern(name: str) -> bool:
    """Tell a part that is only there to be copied, by its name.

    Examples
    --------
    >>> is_pattern("Template"), is_pattern("Tempio")
    (True, False)
    """
    return not _PATTERNS.isdisjoint(fold_name(name).split())


def find_copies(parts: Mapping[str, Rows]) -> dict[str, str]:
    """Find parts whose every row stands in another one: a sheet of the whole year, or a copy.

    Returns
    -------
    dict
        The part that says nothing of its own, and the one that holds its rows.

    Examples
    --------
    >>> from sitmap.readers.rows import Rows
    >>> may, june = ({"Date": [day], "Town": ["Peja"]} for day in ("3 May 2024", "1 June 2024"))
    >>> year = {"Date": ["3 May 2024", "1 June 2024"], "Town": ["Peja", "Peja"]}
    >>> tables = {"May": may, "June": june, "All": year}
    >>> find_copies({name: Rows(pd.DataFrame(told), "") for name, told in tables.items()})
    {'May': 'All', 'June': 'All'}
    """
    told = {name: _told(part.frame) for name, part in parts.items()}
    dated = any(_say_when(part.frame) for part in parts.values())
    if (
        not dated
    ):  # two rows alike may be of two months, which the sheets alone tell
        return {}
    copies: dict[str, str] = {}
    for name in reversed(list(parts)):
        whole = next(
            (
                other
                for other in parts
                if other not in {name, *copies}
                and told[name] <= told[other]
            ),
            None,
        )
        if whole is not None and told[name]:
            copies[name] = whole
    return {name: copies[name] for name in parts if name in copies}


def _say_when(frame: pd.DataFrame) -> bool:
    return bool(
        {"date_start", "incident_id"} & _targets(map(str, frame.columns))
    )


def _told(frame: pd.DataFrame) -> set[frozenset[tuple[str, Any]]]:
    """Return what each row says: the cells that hold something, under their names."""
    names = [fold_name(str(name)) for name in frame.columns]
    rows = frame.itertuples(index=False, name=None)
    return {
        frozenset(
            (name, cell)
            for name, cell in zip(names, row, strict=True)
            if isinstance(cell, str)
        )
        for row in rows
    }


def stack(parts: Mapping[str, Rows], *, word: str, reader: str) -> Rows:
    """Put tables of the same columns below each other, with a column that names the part.

    Parameters
    ----------
    parts
        The tables by name.
    word
        What a part is called: sheet, table, file. So is the column that names it; it is called
        status where the parts are named by it and the tables have no such column.
    reader
        Which reader took the file, in words.
    """
    named = _name_alike(parts)
    column = _free_column(word, parts, named)
    frames = [
        frame.assign(
            **{column: pd.array([name] * len(frame), dtype="string")}
        )
        for name, frame in zip(parts, named, strict=True)
    ]
    starts = _starts(parts.values())
    first = next(iter(parts.values()))
    return replace(
        first,
        frame=pd.concat(frames, ignore_index=True),
        reader=reader,
        numbers=list(
            chain.from_iterable(
                (number + start for number in part.numbers)
                for part, start in zip(parts.values(), starts, strict=True)
            )
        ),
        left_off={
            number + start: why
            for part, start in zip(parts.values(), starts, strict=True)
            for number, why in part.left_off.items()
        },
        faults=dict(_faults(parts.values())),
        parts=tuple(zip(starts, parts, strict=True)),
    )


def _name_alike(parts: Mapping[str, Rows]) -> list[pd.DataFrame]:
    """Call columns as the first part does, where another writes the same name differently."""
    first: dict[str, str] = {}
    frames = []
    for part in parts.values():
        names = [str(name) for name in part.frame.columns]
        for name in names:
            first.setdefault(fold_name(name) or name, name)
        same = [first[fold_name(name) or name] for name in names]
        unique = len(set(same)) == len(same)
        frames.append(
            part.frame.set_axis(same, axis=1) if unique else part.frame
        )
    return frames


def _free_column(
    word: str, parts: Iterable[str], frames: Sequence[pd.DataFrame]
) -> str:
    taken = {str(name) for frame in frames for name in frame.columns}
    by_status = any(map(read_status, parts)) and "status" not in _targets(
        taken
    )
    number, column = 1, "status" if by_status else word
    while column in taken:
        number += 1
        column = f"{column} {number}"
    return column


def _starts(parts: Iterable[Rows]) -> list[int]:
    """Count on from part to part, so that no two lines have one number."""
    starts, start = [], 0
    for part in parts:
        starts.append(start)
        lines = [*part.numbers[-1:], *part.left_off]
        start += max(lines, default=0)
    return starts


def _faults(parts: Iterable[Rows]) -> Iterator[tuple[int, str]]:
    above = 0
    for part in parts:
        told = part.faults
        for at, why in told.items():
            yield above + at, why
        above += len(part.frame)


def list_names(names: Sequence[str]) -> str:
    """List the names of parts for a line, and count those beyond the first few.

    Examples
    --------
    >>> list_names(["May", "June"])
    "'May', 'June'"
    """
    listed = ", ".join(repr(name) for name in names[:_SHOWN])
    more = len(names) - _SHOWN
    return f"{listed} and {more} more" if more > 0 else listed
