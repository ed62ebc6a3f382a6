"""Any column of a table in colour: its values as categories, each with a shape and a colour.

Computed once by the layer; page and figure only draw what stands here.
"""

from __future__ import annotations

import difflib
import itertools
import re
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sitmap.errors import DataWarning, InputError
from sitmap.layers.classes import Scheme, find_edges, read_classes
from sitmap.layers.column_values import read_values
from sitmap.layers.looks import (
    LOOKS,
    NO_LOOK,
    RAMP,
    SYMBOL_COLOURS,
    Look,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sitmap.layers.classes import Classes

PALETTES: Final[Mapping[str, tuple[str, ...]]] = {
    # the colours of event types, without that of no type
    "okabe-ito": SYMBOL_COLOURS[:-1],
    # Paul Tol's schemes (https://personal.sron.nl/~pault/)
    "tol-bright": (
        "#4477aa",
        "#ee6677",
        "#228833",
        "#ccbb44",
        "#66ccee",
        "#aa3377",
    ),
    "tol-muted": (
        "#cc6677",
        "#332288",
        "#ddcc77",
        "#117733",
        "#88ccee",
        "#882255",
        "#44aa99",
        "#999933",
        "#aa4499",
    ),
    # from few to many: the ramp of counts, and matplotlib's viridis
    # (https://bids.github.io/colormap/)
    "ramp": ("#f8c173", "#f0985a", "#dc6b59", "#b54168", "#7c2370"),
    "viridis": ("#fde725", "#5ec962", "#21918c", "#3b528b", "#440154"),
}
"""Colours that readers with any colour vision tell apart, by name."""

SHAPES_BY_COUNT: Final = (
    "diamond",
    "burst",
    "triangle",
    "circle",
    "square",
    "hexagon",
    "triangle-down",
    "pentagon",
    "bar",
    "star",
    "octagon",
)
"""Shapes for the values of a column, the most frequent first."""

_DARKER: Final = {look.colour: look.dark for look in LOOKS}
"""The same colours on a dark page (web/src/theme.js)."""

_HEX: Final = re.compile(r"#[0-9a-fA-F]{6}")
# whole numbers up to which each is a category of its own
_FEW_NUMBERS: Final = 7
_NAMED: Final = 12  # values that "other" names; the cards have them all
_TO: Final = "\N{EN DASH}"  # between the ends of a class
_LONGEST: Final = 80  # characters of a value in a key


@dataclass(frozen=True, slots=True)
class Category:
    """A value or a class of values.

    Attributes
    ----------
    label
        The value; empty for the rest, and for rows without a value.
    look
        Shape and colours.
    count
        Rows of the table on the map.
    others
        How many values the rest has; 0 for all other categories.
    holds
        The most frequent values of the rest.
    is_apart
        Whether the values of the rest have symbols of their own on the map.
    side
        Whose unit a military symbol is, as the standards say it ("Hostile").
    """

    label: str
    look: Look
    count: int
    others: int = 0
    holds: tuple[str, ...] = ()
    side: str = ""
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class Categories:
    """The categories of a column, and the number of each row's; the last is "no value".

    A row that another column is told for has -1.
    """

    column: str
    entries: tuple[Category, ...]
    of_row: NDArray[np.int64]

    @property
    def lacking(self) -> int:
        """The number of the category of rows without a value."""
        return len(self.entries) - 1


def find_column(table: pd.DataFrame, column: str, option: str) -> str:
    """Return a table's column, by its name or its file's heading, or say which name is nearest.

    Raises
    ------
    InputError
        The table has no such column, or it is its geometry.

    Examples
    --------
    >>> find_column(pd.DataFrame({"weapon": []}), "wepon", "color_by")
    Traceback (most recent call last):
    sitmap.errors.InputError: color_by: the table has no column 'wepon'; did you mean 'weapon'?
    """
    names = [str(name) for name in table.columns if str(name) != "geometry"]
    if isinstance(column, str) and column in names:
        return column
    from sitmap.readers.assignment import find_heading  # 15 ms of patterns

    ours = find_heading(table, str(column))
    if ours is not None:
        return ours
    folded = {name.casefold(): name for name in names}
    asked = str(column)[:_LONGEST]
    near = difflib.get_close_matches(
        asked.casefold(), list(folded), n=1, cutoff=0.6
    )
    hint = (
        f"did you mean {folded[near[0]]!r}?"
        if near
        else f"it has {', '.join(names)[:300]}"
    )
    raise InputError(f"{option}: the table has no column {asked!r}; {hint}")


def _rest_of(
    rest: list[str], counts: pd.Series[int], *, rank: int
) -> Category:
    """Put the values without a colour of their own into one category."""
    look = Look(rank, "dot", NO_LOOK.colour, NO_LOOK.dark)
    held = tuple(name[:_LONGEST] for name in rest[:_NAMED])
    return Category("", look, int(counts[rest].sum()), len(rest), held)


def categorize(
    table: pd.DataFrame,
    column: str,
    *,
    palette: str | Iterable[str] | Mapping[str, str] | None = None,
    drawn: NDArray[np.bool_] | None = None,
    classes: Classes = None,
    option: str = "color_by",
) -> Categories:
    """Part the rows of a table by any column.

    Words are ordered by their number of rows, and what a palette has no colour for is one category;
    numbers are classes of about equal size, days are months or years.

    Parameters
    ----------
    table
        The incident table.
    column
        One of its columns.
    palette
        A name of `PALETTES`, colours as ``#rrggbb``, or a colour for each value.
    drawn
        The rows that count; by default all.
    classes
        How numbers are parted (`sitmap.layers.classes.read_classes`).
    option
        What the caller's option is called, for messages.

    Raises
    ------
    InputError
        The column isn't there or has no value, or the palette or the classes are none.

    Examples
    --------
    >>> table = pd.DataFrame({"weapon": ["drone", "mortar", "drone", None]})
    >>> [(one.label, one.count) for one in categorize(table, "weapon").entries]
    [('drone', 2), ('mortar', 1), ('', 1)]
    """
    values = read_values(table[find_column(table, column, option)])
    if len(values) and not values.notna().any():
        raise InputError(
            f"{option}: column {column!r} has no value in any row; choose another"
        )
    labels, ordered = _labels(values, read_classes(classes))
    on_map = np.ones(len(table), dtype=bool) if drawn is None else drawn
    counts = labels[on_map].value_counts()
    listed = (
        [name for name in ordered if counts.get(name, 0)]
        if ordered
        else _by_count(counts)
    )
    colours = _colours(palette, listed, is_ramp=bool(ordered))
    if (
        ordered
        and isinstance(colours, tuple)
        and len(colours) < len(listed)
    ):
        told = f"{len(listed)} classes need as many colours; the palette has {len(colours)}"
        raise InputError(f"palette: {told}")
    if isinstance(palette, Mapping) and listed and not colours:
        _say_unmatched(palette, column, listed)
    own = (
        listed[: len(colours)]
        if isinstance(colours, tuple)
        else list(colours)
    )
    rest = [name for name in listed if name not in set(own)]
    hues = (
        colours
        if isinstance(colours, tuple)
        else tuple(colours[name] for name in own)
    )
    entries = [
        Category(
            name[:_LONGEST],
            _look(at, hue, is_ramp=bool(ordered)),
            int(counts.get(name, 0)),
        )
        for at, (name, hue) in enumerate(zip(own, hues, strict=False))
    ]
    if rest:
        entries.append(_rest_of(rest, counts, rank=len(own)))
    look = Look(99, "dash", "#7f868f", "#8b93a0")
    entries.append(Category("", look, int(labels[on_map].isna().sum())))
    of_label = {name: at for at, name in enumerate(own)} | dict.fromkeys(
        rest, len(own)
    )
    coded = labels.map(of_label).fillna(len(entries) - 1)
    numbers = np.asarray(coded, dtype=np.int64)
    return Categories(column, tuple(entries), numbers)


def categorize_types(
    table: pd.DataFrame,
    looks: Mapping[str, Look],
    *,
    drawn: NDArray[np.bool_] | None = None,
) -> Categories:
    """Part the rows by event type, each with the look that the map gives it.

    Types that share the look of the rest are one category, which names them.

    Examples
    --------
    >>> table = pd.DataFrame({"event_type": pd.Categorical(["Riots", "Flood", None])})
    >>> told = categorize_types(table, {"Riots": LOOKS[4], "Flood": LOOKS[6]})
    >>> [(one.label, one.count) for one in told.entries], told.of_row.tolist()
    ([('Riots', 1), ('Flood', 1), ('', 1)], [0, 1, 2])
    """
    kinds = table["event_type"].astype("category").cat
    codes, names = (
        kinds.codes.to_numpy(),
        [str(name) for name in kinds.categories],
    )
    on_map = codes if drawn is None else codes[drawn]
    counts = np.bincount(on_map + 1, minlength=len(names) + 1)
    used = np.flatnonzero(
        np.bincount(codes + 1, minlength=len(names) + 1)[1:]
    )
    ranked = sorted(used, key=lambda at: looks.get(names[at], NO_LOOK).rank)
    rest = [at for at in ranked if looks.get(names[at], NO_LOOK) == NO_LOOK]
    own = (
        [at for at in ranked if at not in rest] if len(rest) > 1 else ranked
    )
    entries = [
        Category(
            names[at], looks.get(names[at], NO_LOOK), int(counts[at + 1])
        )
        for at in own
    ]
    place = np.full(len(names) + 1, len(own))
    place[[at + 1 for at in own]] = range(len(own))
    if len(rest) > 1:
        held = tuple(names[at][:_LONGEST] for at in rest[:_NAMED])
        total = int(counts[[at + 1 for at in rest]].sum())
        entries.append(Category("", NO_LOOK, total, len(rest), held))
        place[0] = len(own) + 1
    entries.append(Category("", NO_LOOK, int(counts[0])))
    return Categories(
        "event_type", tuple(entries), place[codes + 1].astype(np.int64)
    )


def _say_unmatched(
    palette: Iterable[str], column: str, listed: list[str]
) -> None:
    """Warn that a palette has colours for other values than the column's: all would be grey."""
    names = list(palette)[:_NAMED]
    asked = ", ".join(repr(str(name)[:_LONGEST]) for name in names)
    known = ", ".join(repr(name[:_LONGEST]) for name in listed[:_NAMED])
    told = f"palette: none of its values ({asked}) is in column {column!r}, which has {known}"
    warnings.warn(f"{told}; all are drawn grey", DataWarning, stacklevel=4)


def _look(rank: int, colour: str, *, is_ramp: bool) -> Look:
    shape = (
        "circle"
        if is_ramp
        else SHAPES_BY_COUNT[rank % len(SHAPES_BY_COUNT)]
    )
    return Look(rank, shape, colour, _DARKER.get(colour, colour))


def _by_count(counts: pd.Series[Any]) -> list[str]:
    """Order values by their rows, those of the same number by name."""
    return sorted(
        map(str, counts.index), key=lambda name: (-int(counts[name]), name)
    )


def _labels(
    values: pd.Series[Any], scheme: Scheme | None
) -> tuple[pd.Series[Any], list[str] | None]:
    """Say values in words, null where there is none; and the order that labels have, if any."""
    types = pd.api.types
    is_number = types.is_numeric_dtype(values) and not types.is_bool_dtype(
        values
    )
    if scheme is not None and not is_number:
        raise InputError(
            f"classes: column {values.name!r} has no numbers; leave classes out"
        )
    if types.is_bool_dtype(values):
        return _said(values, lambda value: str(bool(value)).lower()), None
    if types.is_datetime64_any_dtype(values):
        return _days(values)
    if types.is_numeric_dtype(values):
        return _classes(values.astype("Float64"), scheme)
    return _said(values, lambda value: " ".join(str(value).split())), None


def _said(values: pd.Series[Any], say: Any) -> pd.Series[Any]:
    words = values.astype(object).map(say, na_action="ignore")
    return words.where(
        values.notna().to_numpy() & (words != "").to_numpy(), None
    )


def _days(values: pd.Series[Any]) -> tuple[pd.Series[Any], list[str]]:
    """Months where there are few, else years; of many years the classes of numbers."""
    months = values.dt.strftime("%Y-%m").astype(object)
    few = len(PALETTES["ramp"])
    if months.nunique() <= few:
        return months.where(values.notna(), None), sorted(
            months.dropna().unique()
        )
    return _classes(values.dt.year.astype("Float64"))


def _classes(
    values: pd.Series[Any], scheme: Scheme | None = None
) -> tuple[pd.Series[Any], list[str]]:
    """Few whole numbers as they are, others in classes: as asked for, or by quantiles."""
    numbers = values.to_numpy(dtype=float, na_value=np.nan)
    numbers = np.where(np.isfinite(numbers), numbers, np.nan)
    distinct = np.unique(numbers[~np.isnan(numbers)])
    few = min(_FEW_NUMBERS, len(PALETTES["ramp"])) if scheme is None else 1
    if len(distinct) <= few:
        named = {value: _number(value) for value in distinct}
        labels = pd.Series(numbers, values.index).map(named).astype(object)
        return labels.where(labels.notna(), None), list(named.values())
    edges = find_edges(numbers[~np.isnan(numbers)], scheme or Scheme())
    at = np.clip(
        np.searchsorted(edges, numbers, side="right") - 1, 0, len(edges) - 2
    )
    names = _name_classes(edges, distinct)
    told = np.array(names, dtype=object)[at]
    told[np.isnan(numbers)] = None
    return pd.Series(told, values.index, dtype=object), names


def _name_classes(
    edges: NDArray[np.float64], distinct: NDArray[np.float64]
) -> list[str]:
    """Name classes by the first and last value that each may hold; whole numbers are both in it."""
    is_whole = bool((distinct == np.rint(distinct)).all())
    names = []
    for low, high in itertools.pairwise(edges[:-1]):
        last = high - 1 if is_whole else high
        upto = _number(last) if is_whole else f"<{_number(last)}"
        names.append(
            _number(low)
            if is_whole and low == last
            else f"{_number(low)}{_TO}{upto}"
        )
    low, high = edges[-2:]
    if low == high:
        return [*names, _number(low)]
    return [*names, f"{_number(low)}{_TO}{_number(high)}"]


def _number(value: float) -> str:
    return f"{value:.0f}" if float(value).is_integer() else f"{value:.4g}"


def _colours(
    palette: str | Iterable[str] | Mapping[str, str] | None,
    listed: list[str],
    *,
    is_ramp: bool,
) -> tuple[str, ...] | dict[str, str]:
    """Return colours in their order, or a colour for each value that has one."""
    if palette is None and is_ramp:
        return (
            PALETTES["ramp"]
            if len(listed) <= len(PALETTES["ramp"])
            else RAMP
        )
    if palette is None:
        return PALETTES["okabe-ito"]
    if isinstance(palette, str):
        if palette not in PALETTES:
            raise InputError(
                f"palette: {palette[:80]!r} isn't known; choose {', '.join(PALETTES)}"
            )
        return PALETTES[palette]
    if isinstance(palette, Mapping):
        named = {
            str(name): _colour(colour) for name, colour in palette.items()
        }
        return {name: named[name] for name in listed if name in named}
    colours = tuple(map(_colour, palette))
    if not colours:
        raise InputError("palette: has no colour; give some, as #c8501b")
    return colours


def _colour(colour: object) -> str:
    if isinstance(colour, str) and _HEX.fullmatch(colour):
        return colour.lower()
    raise InputError(
        f"palette: {str(colour)[:80]!r} is no colour; write it as #c8501b"
    )
