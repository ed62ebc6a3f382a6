"""A column of APP-6 or MIL-STD-2525 codes as categories: each with its symbol and its words."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd

from sitmap.errors import DataWarning, InputError
from sitmap.layers.app6 import AFFILIATIONS, draw_code, find_fault
from sitmap.layers.categories import Categories, Category
from sitmap.layers.looks import NO_LOOK, Look
from sitmap.readers.rows import list_numbers

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

    from sitmap.layers.app6 import MilitarySymbol

_MOST: Final = 60  # symbols that a key can tell; further ones are "other"
_NAMED: Final = 12  # codes that "other" names
_UNKNOWN: Final = (
    "the standards have no such symbol; compare the code with their list"
)
_MEASURE: Final = "it is a control measure, a line or an area: draw it with lines or areas"
_MEASURES: Final = re.compile(r"G.*|\d{4}25.*")


class Undrawn(NamedTuple):
    """A row whose code can't be drawn: it has the usual mark of its type."""

    row: Hashable
    value: str
    why: str


@dataclass(frozen=True)
class Codes:
    """The symbols of a column, -1 for rows without one, and what can't be drawn of it."""

    categories: Categories
    undrawn: tuple[Undrawn, ...]


def read_codes(
    table: pd.DataFrame, column: str, *, drawn: NDArray[np.bool_]
) -> Codes:
    """Draw the codes of a column; those of the rows that count, the most frequent first.

    Raises
    ------
    InputError
        No row has a code that can be drawn, or the extra isn't installed.

    Warns
    -----
    DataWarning
        Some codes can't be drawn: how many, and the first with its row.
    """
    told = [_say(value) for value in table[column].astype(object)]
    counts = Counter(
        code
        for code, on_map in zip(told, drawn, strict=True)
        if code and on_map
    )
    found, faults = _draw([code for code, _ in counts.most_common()])
    undrawn = _list_undrawn(table.loc[drawn, column], faults)
    first = _say_first(table, undrawn[0]) if undrawn else ""
    if not found:
        raise InputError(_say_none(column, first))
    if undrawn:
        _warn(column, len(undrawn), sum(counts.values()), first)
    return Codes(_categories(column, told, counts, found), undrawn)


def find_undrawable(
    table: pd.DataFrame, column: str
) -> tuple[Undrawn, ...]:
    """List the rows whose code can't be drawn; without the extra, those that are no codes."""
    codes = dict.fromkeys(
        _say(value) for value in table[column].astype(object)
    )
    if find_spec("quickjs") is None:
        faults = {
            code: fault
            for code in codes
            if code and (fault := find_fault(code))
        }
    else:
        _, faults = _draw([code for code in codes if code])
    return _list_undrawn(table[column], faults)


def _draw(
    codes: list[str],
) -> tuple[dict[str, MilitarySymbol], dict[str, str]]:
    """Return the symbols of codes, and what is wrong with those that have none."""
    found: dict[str, MilitarySymbol] = {}
    faults: dict[str, str] = {}
    for code in codes:
        fault = find_fault(code)
        symbol = None if fault else draw_code(code)
        if symbol is None:
            faults[code] = fault or (
                _MEASURE if _MEASURES.fullmatch(code) else _UNKNOWN
            )
        else:
            found[code] = symbol
    return found, faults


def _list_undrawn(
    values: pd.Series[Any], faults: dict[str, str]
) -> tuple[Undrawn, ...]:
    told = (
        (row, value, _say(value))
        for row, value in values.astype(object).items()
    )
    return tuple(
        Undrawn(row, str(value), faults[code])
        for row, value, code in told
        if code in faults
    )


def _say(value: Any) -> str:
    """Write a code as the standards do: numbers without a point, letters as capitals."""
    if pd.isna(value):
        return ""
    return "".join(str(value).split()).upper()


def _say_none(column: str, first: str) -> str:
    if not first:
        return f"symbol_by: column {column!r} has no code in any row on the map; choose another"
    return f"symbol_by: no code of column {column!r} can be drawn; the first, {first}"


def _warn(column: str, undrawn: int, total: int, first: str) -> None:
    what = f"{undrawn:,} of {total:,} codes in column {column!r} can't be drawn"
    told = f"symbol_by: {what}; the first, {first}"
    warnings.warn(
        f"{told}; these rows have their usual marks",
        DataWarning,
        stacklevel=5,
    )


def _say_first(table: pd.DataFrame, one: Undrawn) -> str:
    """Name a row as its file's reader counts it, as all messages do; a frame's by its label."""
    numbers = list_numbers(table)
    if numbers is not None:
        row = str(numbers[table.index.get_indexer(pd.Index([one.row]))[0]])
    elif isinstance(table.index, pd.RangeIndex):
        row = f"{one.row} (counted from 0)"
    else:
        row = str(one.row)
    return f"in row {row}, is {one.value[:40]!r}: {one.why}"


def _categories(
    column: str,
    told: list[str],
    counts: Counter[str],
    found: dict[str, MilitarySymbol],
) -> Categories:
    order = list(AFFILIATIONS)
    shown = sorted(
        list(found)[:_MOST],
        key=lambda code: (
            order.index(_side(found[code])),
            -counts[code],
            code,
        ),
    )
    names = Counter(_words(found[code], code) for code in shown)
    entries = [
        _entry(
            rank,
            code,
            found[code],
            counts[code],
            is_named=names[_words(found[code], code)] > 1,
        )
        for rank, code in enumerate(shown)
    ]
    number = {code: at for at, code in enumerate(shown)}
    rest = list(found)[_MOST:]
    if rest:
        look = Look(len(shown), "dot", NO_LOOK.colour, NO_LOOK.dark)
        total = sum(counts[code] for code in rest)
        entries.append(
            Category("", look, total, len(rest), tuple(rest[:_NAMED]))
        )
        number |= dict.fromkeys(rest, len(shown))
    entries.append(Category("", NO_LOOK, 0))
    of_row = np.array(
        [number.get(code, -1) for code in told], dtype=np.int64
    )
    return Categories(column, tuple(entries), of_row)


def _side(symbol: MilitarySymbol) -> str:
    return (
        symbol.affiliation
        if symbol.affiliation in AFFILIATIONS
        else "Unknown"
    )


def _words(symbol: MilitarySymbol, code: str) -> str:
    told = [part for part in (symbol.name, symbol.echelon.lower()) if part]
    return f"{symbol.affiliation}: {', '.join(told) or code}"


def _entry(
    rank: int,
    code: str,
    symbol: MilitarySymbol,
    count: int,
    *,
    is_named: bool,
) -> Category:
    colour, dark = AFFILIATIONS[_side(symbol)]
    look = Look(rank, symbol.drawing.name, colour, dark, symbol.drawing)
    _, _, words = _words(symbol, code).partition(": ")
    label = f"{words} ({code})" if is_named and words != code else words
    return Category(label, look, count, side=_side(symbol))
