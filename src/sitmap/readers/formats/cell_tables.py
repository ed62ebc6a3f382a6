"""Tables of cells within one file, sheets of a workbook or tables of a document: which are read.

The one that is a table of incidents; those that have the same columns are stacked below it.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.errors import DataWarning, InputError
from sitmap.readers.columns import map_columns
from sitmap.readers.formats.headings import (
    SCANNED,
    Heading,
    find_heading,
    name_columns,
)
from sitmap.readers.formats.lines import rows_of_lines
from sitmap.readers.notations.months import month_number
from sitmap.readers.recognition import find_headless, find_layout
from sitmap.readers.stacked import (
    find_alike,
    find_copies,
    is_pattern,
    list_names,
    stack,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sitmap.readers.rows import Rows

# above what the names of any other table may come to
_KNOWN_LAYOUT: Final = 100
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MONTH: Final = re.compile(r"0[1-9]|1[0-2]")
_PLACED: Final = frozenset(
    {"place", "longitude", "latitude", "coordinates", "admin1", "admin2"}
)


@dataclass(frozen=True)
class CellTable:
    """A table of cells, which is looked at before it is read whole.

    Attributes
    ----------
    name
        What the file, or its order in it, calls the table.
    load
        Gives its first lines, or all; a line is a list of cells.
    merged
        Gives the merged cells: first line and column, last line and column, counted from 0.
    shown
        Whether a reader of the file sees it.
    links
        What the words of a cell link to, by its line and column.
    """

    name: str
    load: Callable[[int | None], list[list[Any]]]
    merged: Callable[
        [], Iterable[tuple[tuple[int, int], tuple[int, int]]]
    ] = tuple
    shown: bool = True
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)


def read_cell_tables(
    tables: Sequence[CellTable],
    *,
    wanted: str | None,
    word: str,
    reader: str,
    file: str,
) -> Rows:
    """Read the table of incidents among several, and stack those of the same columns.

    Parameters
    ----------
    tables
        All of the file, in its order.
    wanted
        The name of the one to read, as the user says.
    word
        What one is called: sheet, table.
    reader
        Which reader took the file, in words.
    file
        What messages call the file.

    Raises
    ------
    InputError
        There is no such table, or it is empty.

    Warns
    -----
    DataWarning
        There are several: which are read, and which aren't.
    """
    chosen, others = _choose(tables, wanted, word, file)
    read = {
        table.name: _read_whole(table, word, reader, file)
        for table in chosen
    }
    rows = next(iter(read.values()))
    if len(read) == 1:
        _tell_others(chosen[0].name, others, word, file)
        return rows
    told = {name: part for name, part in read.items() if len(part.frame)}
    copies = find_copies(told)
    parts = {
        name: part for name, part in told.items() if name not in copies
    }
    others += [f"{name} (empty)" for name in read if name not in told]
    _tell_stacked(parts, copies, others, word, file)
    if len(parts) < 2:  # noqa: PLR2004 - one table isn't stacked
        return next(iter(parts.values()), rows)
    return stack(
        parts, word=word, reader=f"{reader}, {word}s {list_names([*parts])}"
    )


def _read_whole(
    table: CellTable, word: str, reader: str, file: str
) -> Rows:
    cells = table.load(None)
    heading = _find_names(cells)
    if heading is None:
        raise InputError(
            f"{file}: {word} {table.name!r} is empty;"
            " a table needs a line of column names and rows"
        )
    _fill_merged(cells, table, heading.last)
    frame = _with_links(_frame(cells, heading), table.links)
    frame = add_month(frame, table.name)
    return rows_of_lines(frame, f"{reader}, {word} {table.name!r}", heading)


def _with_links(
    frame: pd.DataFrame, links: Mapping[tuple[int, int], str]
) -> pd.DataFrame:
    """Add a column of links beside each whose words link somewhere."""
    added: dict[str, pd.Series[Any]] = {}
    for at in sorted({column for _, column in links}):
        told = {
            line + 1: link
            for (line, column), link in links.items()
            if column == at and line + 1 in frame.index
        }
        if told and at < len(frame.columns):
            name = f"{frame.columns[at]} link"
            column = pd.Series(told, dtype="string").reindex(frame.index)
            added[name] = column
    return frame.assign(**added)


def add_month(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Complete a column of days by the month that its sheet is named after.

    Examples
    --------
    >>> frame = pd.DataFrame({"Day": ["5", "31"], "Town": ["Gao", "Kidal"]}, dtype="string")
    >>> add_month(frame, "March 2024")["Day"].to_list()
    ['2024-03-05', '2024-03-31']
    """
    month = _read_month(name)
    days = [
        str(theirs)
        for theirs, ours in map_columns(map(str, frame.columns)).items()
        if ours == "date_start"
    ]
    if month is None or not days:
        return frame
    said = frame[days[0]].dropna().str.strip().str.removesuffix(".")
    if said.empty or not said.str.fullmatch(r"[12]?\d|3[01]").all():
        return frame
    whole = f"{month}-" + said.str.zfill(2)
    return frame.assign(**{days[0]: whole.reindex(frame.index)})


def _read_month(name: str) -> str | None:
    """Read "March 2024", "2024-03" and "03.2024" as 2024-03."""
    years = _YEAR.findall(name)
    words = re.split(r"[\W_]+", _YEAR.sub(" ", name))
    told = {month_number(word) for word in words if word} - {None}
    told |= {int(word) for word in words if _MONTH.fullmatch(word)}
    if len(years) != 1 or len(told) != 1:
        return None
    return f"{years[0]}-{told.pop():02d}"


def number_names(names: Sequence[str]) -> list[str]:
    """Name tables by what stands above them, or else by their number; no name stands twice.

    Examples
    --------
    >>> number_names(["Gao", "", "Gao"])
    ['Gao', '2', 'Gao (3)']
    """
    taken: list[str] = []
    for number, name in enumerate(names, 1):
        told = name or str(number)
        taken.append(f"{told} ({number})" if told in taken else told)
    return taken


def _fill_merged(
    cells: list[list[Any]], table: CellTable, above: int
) -> None:
    """Write what stands in cells merged downwards into each row: it is said of all of them."""
    for (top, left), (bottom, right) in table.merged():
        if top <= above or bottom == top or left != right:
            continue
        for row in cells[top + 1 : bottom + 1]:
            if left < len(row) and row[left] in ("", None):
                row[left] = cells[top][left]


def _choose(
    tables: Sequence[CellTable], wanted: str | None, word: str, file: str
) -> tuple[list[CellTable], list[str]]:
    """Choose the table of incidents, of several the first, and those that have its columns."""
    by_name = {table.name: table for table in tables}
    if wanted is not None and wanted not in by_name:
        raise InputError(
            f"{file}: no {word} is called {wanted!r}; it has {', '.join(by_name)}"
        )
    if wanted is not None or len(tables) == 1:
        return [by_name[wanted or tables[0].name]], []
    shown = [table for table in tables if table.shown] or tables
    heads = {table.name: _texts(table.load(SCANNED + 1)) for table in shown}
    full = [name for name in heads if any(map(any, heads[name]))] or [
        *heads
    ][:1]
    best = max(
        full, key=lambda name: (_worth(heads[name]), not is_pattern(name))
    )
    alike = [
        name
        for name in find_alike(_columns(heads, full), best)
        if name == best or not is_pattern(name)
    ]
    others = [name for name in full if name not in alike]
    others += [
        f"{table.name} (hidden)" for table in tables if table not in shown
    ]
    return [by_name[name] for name in alike], others


def _columns(
    heads: Mapping[str, list[list[str | None]]], full: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    found = {name: _find_names_of(heads[name]) for name in full}
    return {
        name: heading.names if heading else ()
        for name, heading in found.items()
    }


def _worth(lines: list[list[str | None]]) -> int:
    """Tell how much a table looks like one of incidents: by the columns that it names."""
    heading = _find_names_of(lines)
    if heading is None:
        return -1
    if find_layout(heading.names) is not None or heading.first < 0:
        return _KNOWN_LAYOUT
    found = set(map_columns(heading.names).values())
    rows = len(lines) > heading.last + 1
    return len(found) * bool(found & _PLACED) * 2 + rows


def count_known(cells: Sequence[Sequence[Any]]) -> int:
    """Count the columns that a table of incidents has: none if it names no place or has no row."""
    heading = _find_names(cells)
    if heading is None or len(cells) <= heading.last + 1:
        return 0
    found = set(map_columns(heading.names).values())
    return len(found) * bool(found & _PLACED)


def _find_names(cells: Sequence[Sequence[Any]]) -> Heading | None:
    return _find_names_of(_texts(cells[: SCANNED + 1]))


def _find_names_of(lines: list[list[str | None]]) -> Heading | None:
    layout = find_headless(lines[0]) if lines else None
    if layout is not None:
        return Heading(-1, -1, layout.header)
    heading = find_heading(lines)
    if heading is None:
        return None
    upper, lower = lines[heading.first], lines[heading.last]
    filled = [at for at, cell in enumerate(upper) if cell]
    width = max(filled) + 1
    if upper is not lower:
        width = max(width, len(lower))
    names = heading.names[:width]
    return Heading(heading.first, heading.last, names)


def _frame(cells: list[list[Any]], heading: Heading) -> pd.DataFrame:
    above = heading.last + 1
    width = max((len(row) for row in cells), default=0)
    names = (
        heading.names + name_columns([None] * width)[len(heading.names) :]
    )
    columns = (
        list(zip(*cells[above:], strict=False))
        if len(cells) > above
        else []
    )
    texts = {
        name: pd.array([_text(value) for value in column], dtype="string")
        for name, column in zip(names, columns, strict=False)
    }
    index = pd.RangeIndex(above + 1, len(cells) + 1)
    frame = pd.DataFrame(texts, index=index if columns else None)
    beyond = [
        name
        for name in frame.columns[len(heading.names) :]
        if frame[name].isna().all()
    ]
    kept = frame.drop(columns=beyond)
    return (
        kept
        if columns
        else pd.DataFrame(columns=list(heading.names), dtype="string")
    )


def _texts(cells: Sequence[Sequence[Any]]) -> list[list[str | None]]:
    return [[_text(value) for value in row] for row in cells]


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, dt.datetime):
        is_day = value.time() == dt.time()
        if not is_day:
            return value.isoformat(sep=" ")
        day = value.date()
        return day.isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return repr(value) if isinstance(value, float) else str(value)


def _tell_others(
    name: str, others: Sequence[str], word: str, file: str
) -> None:
    if others:
        told = (
            f"{file}: {word} {name!r} is read; not read: {_listed(others)} (choose with layer=,"
            " on the command line --layer)"
        )
        warnings.warn(told, DataWarning, stacklevel=7)


def _tell_stacked(
    parts: Mapping[str, Rows],
    copies: Mapping[str, str],
    others: Sequence[str],
    word: str,
    file: str,
) -> None:
    """Say which tables are read as one, and which stand in another one already."""
    names = list_names([*parts])
    told = (
        f"{file}: {word}s {names} have the same columns and are read as one table, whose last"
        f" column names the {word}"
        if len(parts) > 1
        else f"{file}: {word} {names} is read"
    )
    wholes = dict.fromkeys(copies.values())
    for whole in wholes:
        held = [name for name, other in copies.items() if other == whole]
        told += (
            f"; the rows of {list_names(held)} stand in {whole!r} already"
        )
    if others:
        told += f"; not read: {_listed(others)}"
    warnings.warn(
        f"{told} (one alone: layer=, on the command line --layer)",
        DataWarning,
        stacklevel=7,
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(repr(name) for name in names)
