"""Columns of a table in a report's text that count people: "Place | Event | Killed | Injured".

A row's cells hold bare numbers, which no sentence would tell; its header says what they count.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from sitmap.reports.events.casualties import Casualties
from sitmap.reports.events.casualty_counts import Count, count_exactly
from sitmap.reports.events.casualty_frames import KINDS
from sitmap.reports.languages import DEFAULT, read_table
from sitmap.reports.languages.compiled import (
    compile_pattern,
    per_language,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_MARKS: Final = ("|", "\t")
"""What parts the cells of a line."""
_CELLS: Final = 3
"""Cells of a line that is a row of a table, at the least."""
_NUMBER: Final = re.compile(r"(\d{1,3}(?:[,. ]\d{3})+|\d{1,6})(\+?)")
_FIELDS: Final = {kind: kind for kind in KINDS} | {"killed": "fatalities"}


def find_rows(text: str, language: str = DEFAULT) -> dict[int, Casualties]:
    """Find the rows of tables that count people in columns.

    Returns
    -------
    dict
        What each row counts, by the offset of its line.

    Examples
    --------
    >>> told = "Place | Event | Killed | Injured\\nHays | Shelling | 2 | 5\\n"
    >>> row = find_rows(told)[33]
    >>> row.fatalities.best, row.injured.best
    (2, 5)
    """
    if not any(mark in text for mark in _MARKS):
        return {}
    lines = _lines(text)
    blocks = groupby(lines, key=lambda line: len(line[1]))
    return {
        start: counts
        for width, block in blocks
        if width >= _CELLS
        for start, counts in _read_block(list(block), language)
    }


def fill_counts(told: Casualties, row: Casualties) -> Casualties:
    """Return what a row's words count, with what its columns count in its place."""
    columns = {
        field: count
        for field in _FIELDS.values()
        if (count := getattr(row, field)).is_known
    }
    return replace(told, **columns)


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield every line's offset and cells; a line without marks has one."""
    start = 0
    for line in text.splitlines(keepends=True):
        mark = next((each for each in _MARKS if each in line), None)
        cells = line.strip().strip("|").split(mark) if mark else [line]
        yield start, [cell.strip() for cell in cells]
        start += len(line)


def _read_block(
    block: Sequence[tuple[int, list[str]]], language: str
) -> Iterator[tuple[int, Casualties]]:
    """Yield the rows below a header that names what its columns count."""
    (_, header), *rows = block
    columns = _name_columns(header, language)
    if not columns:
        return
    for start, cells in rows:
        killed, injured, missing, abducted, arrested = (
            _sum_cells([cells[at] for at in columns.get(kind, ())])
            for kind in KINDS
        )
        told = Casualties(killed, injured, missing, abducted, arrested)
        if told.is_known:
            yield start, told


def _name_columns(
    header: Sequence[str], language: str
) -> Mapping[str, list[int]]:
    """Return which columns count which kind: of several that name one, those of all people."""
    if any(_NUMBER.fullmatch(cell) for cell in header):
        return {}
    patterns = _patterns(language)
    named = {
        kind: [
            at
            for at, cell in enumerate(header)
            if patterns[kind].search(cell)
        ]
        for kind in KINDS
    }
    for kind, places in named.items():
        total = [
            at for at in places if patterns["total"].search(header[at])
        ]
        named[kind] = total[:1] or places
    return {kind: places for kind, places in named.items() if places}


def _sum_cells(cells: Sequence[str]) -> Count:
    counts = [count for cell in cells if (count := _read_cell(cell))]
    return sum(counts[1:], counts[0]) if counts else Count()


def _read_cell(cell: str) -> Count | None:
    """Return the number of a cell; None where it holds anything else."""
    found = _NUMBER.fullmatch(cell)
    if found is None:
        return None
    number = int(re.sub(r"\D", "", found[1]))
    return Count(number, number) if found[2] else count_exactly(number)


@per_language
def _patterns(language: str) -> Mapping[str, re.Pattern[str]]:
    columns = read_table(language, "casualties").get("columns", {})
    return {
        name: compile_pattern(
            columns.get(name, "(?!)"), language, re.IGNORECASE
        )
        for name in (*KINDS, "total")
    }
