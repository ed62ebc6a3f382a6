"""What incidents are drawn as: a colour by one column, a shape by another, or symbols of a set.

`part_symbols` says once which category each row is drawn as and what the key tells; page and figure
draw what stands here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, get_args

import numpy as np

from sitmap.errors import InputError
from sitmap.layers.categories import (
    SHAPES_BY_COUNT,
    Categories,
    Category,
    categorize,
    categorize_types,
    find_column,
)
from sitmap.layers.looks import NO_LOOK
from sitmap.layers.pictograms import find_pictogram

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from sitmap.layers.classes import Classes
    from sitmap.layers.looks import Look
    from sitmap.layers.military import Codes

SymbolSet = Literal["shapes", "pictograms", "ocha", "app6"]

SYMBOL_SETS: Final = get_args(SymbolSet)
"""Sets of symbols; "ocha" is another name of the pictograms, which are of our own drawing."""

_TYPES: Final = "event_type"
_NEUTRAL: Final = (
    "#4b5563",
    "#c9ced2",
)  # what shapes have in the key where colours tell else
# that readers tell apart in a key
_MOST_PICTOGRAMS: Final = 24
# lines of military symbols that a key on paper has room for
_MOST_TOLD: Final = 20
_MOST_HELD: Final = 12  # and that its line of the rest names
_SHAPES_APART: Final = 64  # more than any column has shapes: orders pairs by colour, then shape
CODE_COLUMNS: Final = ("sidc", "symbol_code", "app6", "app-6", "milsymbol")
"""What a column of symbol codes is called, in small letters."""


@dataclass(frozen=True)
class SymbolOptions:
    """What a layer of incidents is asked to draw its rows by (`sitmap.Incidents`)."""

    color_by: str | None = None
    palette: str | Iterable[str] | Mapping[str, str] | None = None
    symbol_by: str | None = None
    symbols: SymbolSet = "shapes"
    classes: Classes = None

    def __post_init__(self) -> None:
        """Refuse options that don't go together."""
        if self.symbols not in SYMBOL_SETS:
            known = ", ".join(SYMBOL_SETS)
            raise InputError(
                f"symbols: {str(self.symbols)[:80]!r} isn't known; choose {known}"
            )
        if self.palette is not None and self.color_by is None:
            raise InputError(
                "palette: says nothing without color_by; name a column"
            )
        if (
            self.classes is not None
            and self.color_by is None
            and self.symbol_by is None
        ):
            raise InputError(
                "classes: says nothing without color_by; name a column of numbers"
            )
        if self.symbols == "app6" and self.color_by is not None:
            raise InputError(
                "color_by: symbols of APP-6 have their own colours; leave it out"
            )

    @property
    def has_pictograms(self) -> bool:
        """Whether values are drawn as pictograms where there is one."""
        return self.symbols in ("pictograms", "ocha")

    @property
    def classes_of_symbols(self) -> Classes:
        """The classes, where they aren't those of the colours."""
        return self.classes if self.color_by is None else None

    @property
    def is_usual(self) -> bool:
        """Whether incidents are drawn by their type alone."""
        return (
            self.color_by is None
            and self.symbol_by is None
            and self.symbols == "shapes"
        )


@dataclass(frozen=True)
class Symbols:
    """What each row is drawn as, and the categories that the key tells, each with its own head."""

    categories: Categories
    told: tuple[Categories, ...]


def code_column(table: pd.DataFrame, options: SymbolOptions) -> str:
    """Return the column that has the symbol codes: the one named, or one of a usual name.

    Raises
    ------
    InputError
        There is none.
    """
    if options.symbol_by is not None:
        return find_column(table, options.symbol_by, "symbol_by")
    named = {str(name).casefold(): str(name) for name in table.columns}
    found = next(
        (named[name] for name in CODE_COLUMNS if name in named), None
    )
    if found is None:
        raise InputError(
            "symbols: app6 needs the column of codes; name it with symbol_by"
        )
    return found


def part_symbols(
    table: pd.DataFrame,
    options: SymbolOptions,
    looks: Mapping[str, Look],
    *,
    drawn: NDArray[np.bool_],
    codes: Codes | None = None,
) -> Symbols:
    """Part the rows of a table by what they are drawn as.

    Parameters
    ----------
    table
        The incident table.
    options
        By which columns and symbols.
    looks
        The look of each event type.
    drawn
        The rows that count.
    codes
        Its symbol codes, as they are drawn; None where it has none.
    """
    types = categorize_types(table, looks, drawn=drawn)
    if codes is not None:
        return _join_codes(codes.categories, types)
    colours = _colours(table, options, drawn) or types
    column = options.symbol_by or (
        _TYPES if options.has_pictograms else None
    )
    if column is None:
        return Symbols(colours, (colours,))
    if column == colours.column or (colours is types and _kinds(types) < 2):  # noqa: PLR2004
        same = (
            colours
            if column == colours.column
            else _by(table, column, options, drawn)
        )
        whole = _with_pictograms(same) if options.has_pictograms else same
        return Symbols(whole, (whole,))
    shapes = _shapes(table, column, options, drawn)
    return Symbols(_pair(colours, shapes), (_as_discs(colours), shapes))


def _kinds(types: Categories) -> int:
    return sum(bool(one.label and one.count) for one in types.entries)


def _colours(
    table: pd.DataFrame, options: SymbolOptions, drawn: NDArray[np.bool_]
) -> Categories | None:
    if options.color_by is None:
        return None
    return categorize(
        table,
        options.color_by,
        palette=options.palette,
        drawn=drawn,
        classes=options.classes,
    )


def _by(
    table: pd.DataFrame,
    column: str,
    options: SymbolOptions,
    drawn: NDArray[np.bool_],
) -> Categories:
    told = categorize(
        table,
        column,
        drawn=drawn,
        classes=options.classes_of_symbols,
        option="symbol_by",
    )
    return _shaped(told, is_neutral=False)


def _shapes(
    table: pd.DataFrame,
    column: str,
    options: SymbolOptions,
    drawn: NDArray[np.bool_],
) -> Categories:
    """Give the most frequent values of a column shapes, or pictograms where there are some."""
    most = len(SHAPES_BY_COUNT)
    if not options.has_pictograms:
        return _shaped(_plain(table, column, options, drawn, most))
    many = _with_pictograms(
        _plain(table, column, options, drawn, _MOST_PICTOGRAMS)
    )
    labelled = [one for one in many.entries if one.label]
    bare = np.cumsum([one.look.drawing is None for one in labelled])
    fits = max(1, int((bare <= most).sum()))
    return _shaped(
        _with_pictograms(_plain(table, column, options, drawn, fits))
    )


def _plain(
    table: pd.DataFrame,
    column: str,
    options: SymbolOptions,
    drawn: NDArray[np.bool_],
    most: int,
) -> Categories:
    greys = [_NEUTRAL[0]] * most
    return categorize(
        table,
        column,
        palette=greys,
        drawn=drawn,
        classes=options.classes_of_symbols,
        option="symbol_by",
    )


def _shaped(told: Categories, *, is_neutral: bool = True) -> Categories:
    """Give each value without a pictogram the next shape, in the neutral colour or its own."""
    shapes = iter(SHAPES_BY_COUNT)
    light, dark = _NEUTRAL
    entries = []
    for one in told.entries:
        is_shape = bool(one.label) and one.look.drawing is None
        look = (
            replace(one.look, shape=next(shapes, "dot"))
            if is_shape
            else one.look
        )
        neutral = replace(look, colour=light, dark=dark)
        entries.append(replace(one, look=neutral if is_neutral else look))
    return replace(told, entries=tuple(entries))


def _with_pictograms(told: Categories) -> Categories:
    return replace(told, entries=tuple(map(_with_pictogram, told.entries)))


def _with_pictogram(one: Category) -> Category:
    drawing = find_pictogram(one.label) if one.label else None
    if drawing is None:
        return one
    return replace(
        one, look=replace(one.look, shape=drawing.name, drawing=drawing)
    )


def _as_discs(colours: Categories) -> Categories:
    """Show colours without a shape that the marks don't have."""
    discs = (
        replace(one, look=replace(one.look, shape="circle"))
        for one in colours.entries
    )
    return replace(colours, entries=tuple(discs))


def _pair(colours: Categories, shapes: Categories) -> Categories:
    """Part rows by both columns, by colour first; only pairs that a row has are categories."""
    width = len(shapes.entries)
    pairs, of_row = np.unique(
        colours.of_row * width + shapes.of_row, return_inverse=True
    )
    entries = [
        _both(
            colours.entries[pair // width],
            shapes.entries[pair % width],
            int(pair),
            width,
        )
        for pair in pairs
    ]
    return Categories(
        colours.column, tuple(entries), of_row.astype(np.int64).ravel()
    )


def _both(
    colour: Category, shape: Category, pair: int, width: int
) -> Category:
    rank = pair // width * _SHAPES_APART + pair % width
    look = replace(
        shape.look,
        rank=rank,
        colour=colour.look.colour,
        dark=colour.look.dark,
    )
    return Category(f"{colour.label}, {shape.label}", look, 0)


def _join_codes(codes: Categories, types: Categories) -> Symbols:
    """Draw rows by their code, and those without one by their type."""
    has_code = codes.of_row >= 0
    first = len(codes.entries)
    entries = (
        *codes.entries,
        *(_after(one, first) for one in types.entries),
    )
    of_row = np.where(has_code, codes.of_row, types.of_row + first)
    usual = replace(types, of_row=np.where(has_code, -1, types.of_row))
    short = _shorten(codes)
    told = (short, usual) if (usual.of_row >= 0).any() else (short,)
    return Symbols(Categories(codes.column, entries, of_row), told)


def _shorten(codes: Categories) -> Categories:
    """Tell the most frequent symbols in the key; further ones are drawn, and told in one line."""
    listed = [at for at, one in enumerate(codes.entries) if one.label]
    if len(listed) <= _MOST_TOLD:
        return codes
    ranked = sorted(listed, key=lambda at: -codes.entries[at].count)
    kept, rest = sorted(ranked[:_MOST_TOLD]), ranked[_MOST_TOLD:]
    others = [one for one in codes.entries if one.others]
    held = tuple(codes.entries[at].label for at in rest[:_MOST_HELD])
    total = sum(codes.entries[at].count for at in rest)
    more = Category("", NO_LOOK, total, len(rest), held, is_apart=True)
    entries = (
        *(codes.entries[at] for at in kept),
        more,
        *others,
        codes.entries[-1],
    )
    number = np.full(len(codes.entries) + 1, len(kept))
    number[kept] = range(len(kept))
    number[len(listed) : -1] = range(len(kept) + 1, len(entries))
    number[-1] = -1  # of rows without a code
    return Categories(codes.column, entries, number[codes.of_row])


def _after(one: Category, first: int) -> Category:
    return replace(one, look=replace(one.look, rank=first + one.look.rank))
