"""Tables that are set out for the eye: Markdown's, and columns of a fixed width."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

import pandas as pd

from sitmap.readers.columns import map_columns
from sitmap.readers.formats.headings import SCANNED, find_heading
from sitmap.readers.formats.lines import rows_of_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitmap.readers.formats.headings import Heading
    from sitmap.readers.rows import Rows

_BAR: Final = re.compile(r"(?<!\\)\|")
_RULE: Final = re.compile(r"\s*\|?[\s:|+-]*-{2,}[\s:|+-]*\|?\s*")
_EMPHASIS: Final = re.compile(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1")
_KNOWN: Final = (
    2  # names of columns in the first line of a table of fixed width
)
_LEAST: Final = 3  # columns of one


def is_markdown(lines: Iterable[str]) -> bool:
    """Tell a table whose rows are between bars, with a rule below its names.

    Examples
    --------
    >>> is_markdown(["# Week 9", "", "| Date | Town |", "|:-----|-----:|", "| 1 May | Gao |"])
    True
    """
    told = [line for line in islice(lines, SCANNED) if line.strip()]
    ruled = any(_RULE.fullmatch(line) and "|" in line for line in told)
    return ruled and any(line.lstrip().startswith("|") for line in told)


def read_markdown(text: str) -> Rows | None:
    """Read the rows between bars; a bar with a backslash is a letter, and marks of emphasis none.

    Examples
    --------
    >>> rows = read_markdown("| Date | What |\\n|---|---|\\n| 1 May | **Shots** \\\\| fire |")
    >>> rows.frame.to_dict("records")
    [{'Date': '1 May', 'What': 'Shots | fire'}]
    """
    cells = [_cells(line) for line in text.splitlines()]
    return _rows(cells, "Markdown table")


def _cells(line: str) -> list[str | None]:
    if "|" not in line:
        return [line.strip() or None]
    bare = line.strip().removeprefix("|")
    parts = _BAR.split(bare)
    parts = parts[:-1] if not parts[-1].strip() else parts
    return [_plain(part) or None for part in parts]


def _plain(cell: str) -> str:
    return _EMPHASIS.sub(r"\2", cell.replace(r"\|", "|").strip())


def read_fixed_width(text: str) -> Rows | None:
    """Read columns that stand below each other, two blanks or more apart; None for other texts.

    Examples
    --------
    >>> table = "DATE      PLACE   KILLED\\n20240305  Gao          2\\n20240306  Menaka       0"
    >>> read_fixed_width(table).frame.to_dict("records")[0]
    {'DATE': '20240305', 'PLACE': 'Gao', 'KILLED': '2'}
    """
    lines = text.expandtabs().splitlines()
    at = next(
        (at for at, line in enumerate(lines[:SCANNED]) if _names(line)),
        None,
    )
    if at is None:
        return None
    below = [
        line
        for line in lines[at:]
        if line.strip() and not _RULE.fullmatch(line.replace(" ", "-"))
    ]
    spans = _find_starts(lines[at], below[1:]) or _find_gaps(
        below, len(_names(lines[at]))
    )
    if not spans or len(below) < _KNOWN:
        return None
    told = lines[:at], lines[at:]
    above: list[list[str | None]] = [
        [line.strip() or None] for line in told[0]
    ]
    cells = [_cut(line, spans) for line in told[1]]
    return _rows([*above, *cells], "fixed-width text")


def is_set_out(text: str) -> bool:
    """Tell a table of fixed width from prose by the first lines of a text.

    Examples
    --------
    >>> is_set_out("On 5 March shots were heard.  Two people were hurt.  Nobody died.")
    False
    """
    lines = text.splitlines()[:SCANNED]
    if is_markdown(lines):
        rows = read_markdown("\n".join(lines))
    else:
        rows = read_fixed_width("\n".join(lines[:-1] or lines))
    known = set(map_columns(rows.frame.columns).values()) if rows else set()
    return len(known) > _KNOWN


def _names(line: str) -> list[str]:
    bare = line.strip()
    names = re.split(r"\s{2,}", bare)
    known = map_columns(names)
    if len(names) >= _LEAST and len(known) >= _KNOWN:
        return names
    words = line.split()
    if len(words) < _LEAST:
        return []
    known = map_columns(words)
    if len(known) < len(words):
        return []
    return words


def _find_starts(names: str, lines: list[str]) -> list[int]:
    """Find the columns by where their names begin, if every line has a blank before it."""
    told = _names(names)
    starts, at = [], 0
    for name in told:
        at = names.index(name, at)
        starts.append(at)
        at += len(name)
    is_clear = all(
        line[start - 1 : start].strip() == ""
        for line in lines
        for start in starts[1:]
    )
    return starts if is_clear else []


def _find_gaps(lines: list[str], count: int) -> list[int]:
    """Find the columns by the blanks that all lines share; none where they aren't as many."""
    width = max(map(len, lines))
    columns = zip(*(line.ljust(width) for line in lines), strict=True)
    shared = "".join(
        " " if all(letter == " " for letter in column) else "x"
        for column in columns
    )
    starts = [match.start() for match in re.finditer(r"x+", shared)]
    return starts if len(starts) == count else []


def _cut(line: str, starts: list[int]) -> list[str | None]:
    ends = [*starts[1:], len(line)]
    spans = zip(starts, ends, strict=True)
    cells = (line[start:end] for start, end in spans)
    bare = (cell.strip() for cell in cells)
    return [cell or None for cell in bare]


def _rows(cells: list[list[str | None]], reader: str) -> Rows | None:
    first = cells[: SCANNED + 1]
    heading = find_heading(first)
    if heading is None:
        return None
    frame = _frame(cells, heading)
    return rows_of_lines(frame, reader, heading)


def _frame(cells: list[list[str | None]], heading: Heading) -> pd.DataFrame:
    above, width = heading.last + 1, len(heading.names)
    rows = [
        [*row[:width], *[None] * (width - len(row))]
        for row in cells[above:]
    ]
    frame = pd.DataFrame(rows, columns=list(heading.names), dtype="string")
    frame.index = pd.RangeIndex(above + 1, above + 1 + len(frame))
    return frame
