"""Where a table begins and ends among the lines of a sheet or a CSV: titles above, totals below.

Lines are lists of cells (texts, or None for empty ones), as every container of lines gives them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitmap.readers.aliases import fold_name
from sitmap.readers.columns import is_known
from sitmap.readers.recognition import find_layout
from sitmap.readers.rows import NOTE, TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SCANNED: Final = 40
"""Lines that are looked through for the column names: what is titled lower isn't a table."""

# cells of a line that may be the names of a known layout
_LAYOUT_AT_LEAST: Final = 5
_ENOUGH: Final = 2  # known names that make a line of column names
_NUMBER: Final = re.compile(
    r"\s*[-+\u2212]?[\d\s.,:/%\u00a0-]*\d[\d\s.,:/%\u00a0-]*\s*"
)
_TOTALS: Final = frozenset(
    [
        "total",
        "totals",
        "subtotal",
        "sum",
        "summe",
        "gesamt",
        "insgesamt",
        "ukupno",
        "gjithsej",
        "shuma",
        "totali",
        "somme",
        "suma",
        "всього",
        "усього",
        "разом",
        "итого",
        "всего",
        "укупно",
        "вкупно",
        "toplam",
        "المجموع",
        "الإجمالي",
    ]
)
_BELOW: Final = re.compile(
    r"\s*(?:(?:sources?|notes?|quelle|джерело|izvor|burimi|fuente)\b|\*).*"
)


@dataclass(frozen=True)
class Heading:
    """The line (or two) of column names.

    Attributes
    ----------
    first, last
        Its lines, counted from 0; one line has the same in both.
    names
        The names of the columns, all of them different and none empty.
    """

    first: int
    last: int
    names: tuple[str, ...]


def find_heading(lines: Sequence[Sequence[str | None]]) -> Heading | None:
    """Find the line of column names, below whatever title block; None where no line has a cell.

    It is the first line with several cells, unless a later one holds more names that tables give
    their columns. Names under merged headings are read together with them.

    Examples
    --------
    >>> title, names = [["Prepared by", "JOC"], []], ["Date", "Town"]
    >>> find_heading([["Incidents of May"], *title, names, ["1 May", "Peja"]])
    Heading(first=3, last=3, names=('Date', 'Town'))
    >>> merged = [["Date", "Place", None], [None, "Town", "District"], ["1 May", "Peja", "Pec"]]
    >>> find_heading(merged).names
    ('Date', 'Town', 'District')
    """
    scanned = lines[:SCANNED]
    filled = [
        0 if _is_hint(line) else sum(map(_is_said, line))
        for line in scanned
    ]
    first = next((at for at, count in enumerate(filled) if count), None)
    if first is None:
        return None
    wide = [
        at for at, count in enumerate(filled) if count >= _LAYOUT_AT_LEAST
    ]
    told = next(
        (
            at
            for at in wide
            if find_layout(filter(None, scanned[at])) is not None
        ),
        None,
    )
    if told is not None:
        return Heading(told, told, name_columns(scanned[told]))
    at = first
    if filled[first] == 1 and not is_known(_only(scanned[first])):
        at = next(
            (at for at, count in enumerate(filled) if count > 1), first
        )
    at = _better_known(scanned, at)
    for upper in (at - 1, at):
        two = (
            scanned[upper : upper + 2]
            if upper >= 0 and filled[upper]
            else ()
        )
        joined = _join(*two) if len(two) > 1 else None
        if joined is not None:
            return Heading(upper, upper + 1, name_columns(joined))
    return Heading(at, at, name_columns(scanned[at]))


def _is_said(cell: str | None) -> bool:
    return cell is not None and cell.strip() != ""


def _is_hint(line: Sequence[str | None]) -> bool:
    """Tell "sep=;", which Excel takes for its own."""
    return bool(line) and (line[0] or "").lower().startswith("sep=")


def _only(line: Sequence[str | None]) -> str:
    return next(
        cell.strip() for cell in line if cell is not None and cell.strip()
    )


def _known(line: Sequence[str | None]) -> int:
    return sum(
        is_known(cell.strip())
        for cell in line
        if cell is not None and cell.strip()
    )


def _better_known(lines: Sequence[Sequence[str | None]], at: int) -> int:
    """Prefer a later line that holds names of columns where the first holds hardly any."""
    known = _known(lines[at])
    if known >= _ENOUGH:
        return at
    counts = {
        later: _known(lines[later]) for later in range(at + 1, len(lines))
    }
    best = max(counts, key=lambda later: counts[later], default=at)
    return best if counts.get(best, 0) >= max(_ENOUGH, known + 1) else at


def _join(
    upper: Sequence[str | None], lower: Sequence[str | None]
) -> list[str | None] | None:
    """Read merged headings together with the names below; None where the lower line is data."""
    said = [
        cell.strip() for cell in lower if cell is not None and cell.strip()
    ]
    open_below = any(
        not _is_said(top) and _is_said(low)
        for top, low in zip(upper[1:], lower[1:], strict=False)
    )
    if (
        not said
        or not any(map(_is_said, upper))
        or _is_title(upper, lower)
        or not open_below
        or any(_NUMBER.fullmatch(cell) for cell in said)
    ):
        return None
    if len({*said}) < len(said) and not _repeats_by_group(upper, lower):
        return None
    joined = list(_joined(upper, lower))
    better = sum(is_known(name) for name in joined if name) - _known(upper)
    return joined if better > 0 and all(joined[: len(lower)]) else None


def _is_title(
    upper: Sequence[str | None], lower: Sequence[str | None]
) -> bool:
    """Tell a title above the first column, which heads all of them and groups none."""
    alone = not any(map(_is_said, upper[1:]))
    return alone and bool(lower) and _is_said(lower[0])


def _repeats_by_group(
    upper: Sequence[str | None], lower: Sequence[str | None]
) -> bool:
    """Tell "low, high, low, high" under two headings from two columns of one name."""
    pairs = list(_grouped(upper, lower))
    return len(set(pairs)) == len(pairs)


def _grouped(
    upper: Sequence[str | None], lower: Sequence[str | None]
) -> Iterator[tuple[str, str]]:
    group = ""
    for at in range(max(len(upper), len(lower))):
        top = (upper[at] if at < len(upper) else None) or ""
        low = (lower[at] if at < len(lower) else None) or ""
        group = top.strip() or group
        yield (group if low.strip() else top.strip()), low.strip()


def _joined(
    upper: Sequence[str | None], lower: Sequence[str | None]
) -> Iterator[str | None]:
    names = [low for _, low in _grouped(upper, lower)]
    for group, low in _grouped(upper, lower):
        both = f"{group} {low}".strip()
        plain = (
            low
            and names.count(low) == 1
            and is_known(low)
            and not is_known(both)
        )
        yield (low if plain else both) or None


def name_columns(cells: Sequence[str | None]) -> tuple[str, ...]:
    """Name columns after their heading: no name is empty, and none stands twice.

    Examples
    --------
    >>> name_columns(["Town", None, "Town", " Date "])
    ('Town', 'column 2', 'Town.3', 'Date')
    """
    names: dict[str, None] = {}
    for at, cell in enumerate(cells, start=1):
        name = (cell or "").strip() or f"column {at}"
        while name in names:
            name = f"{name}.{at}"
        names[name] = None
    return tuple(names)


def find_totals(line: Sequence[str | None]) -> str | None:
    """Say why a line is no row of its table: a total, or a note below it; None for a row.

    Examples
    --------
    >>> find_totals(["Total", None, "17", "4"]), find_totals(["Source: JOC", None, None])
    ('is a total, no incident', 'is a note, no incident')
    >>> find_totals(["Total", "2023-05-29", "Peja"]) is None
    True
    """
    said = [
        cell.strip() for cell in line if cell is not None and cell.strip()
    ]
    if not said:
        return None
    words = [cell for cell in said if not _NUMBER.fullmatch(cell)]
    if words == said[:1] and len(said) > 1 and is_total(words[0]):
        return TOTAL
    if (
        len(said) == 1
        and len(line) > _ENOUGH
        and _BELOW.fullmatch(said[0].casefold())
    ):
        return NOTE
    return None


def is_total(text: str) -> bool:
    """Tell whether a cell calls its line a total.

    Examples
    --------
    >>> is_total("Total March"), is_total("Totoro")
    (True, False)
    """
    return bool(set(fold_name(text).split()[:2]) & _TOTALS)
