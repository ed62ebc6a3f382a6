"""Counts by day, place and event type, and their merge: associative, commutative, with an identity.

A count is four numbers: a *spot* (day and place packed into one integer that sorts by day, then
place), a kind (event type), the incidents, and the fatalities of the rows that state them. Counts
are kept sorted by spot and kind, each pair once, so that two equal summaries are equal arrays,
however the rows were cut into chunks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

Ints = npt.NDArray[np.int64]

PLACE_BITS: Final = 41
"""Bits of a spot for the place: enough for H3 resolution 11, and for two trillion areas or
names."""

NO_DAY: Final = (1 << 22) - 1
"""The day of undated rows; it sorts behind every other. Day 0 is 0001-01-01."""

_UNDATED: Final = NO_DAY << PLACE_BITS
_PLACE_MASK: Final = (1 << PLACE_BITS) - 1
# of a signed integer of 64 bits, without its sign
_KEY_BITS: Final = 63


def _no_ints() -> Ints:
    return np.empty(0, np.int64)


@dataclass(frozen=True)
class Counts:
    """Incidents and fatalities by spot and kind, sorted, each pair once.

    The empty one is the merge's identity.

    Attributes
    ----------
    spot
        Day and place, see `to_spots`.
    kind
        0 where the source names no event type, else 1 + the position in `kinds`.
    incidents
        How many rows.
    fatalities, told
        The sum over the rows that state a figure, and how many do; None where no row does.
    kinds
        Event types, sorted, only those that occur.
    places
        Names that the place part of a spot counts, sorted; None where it is a cell or an area of
        the plan.
    """

    spot: Ints = field(default_factory=_no_ints)
    kind: Ints = field(default_factory=_no_ints)
    incidents: Ints = field(default_factory=_no_ints)
    fatalities: Ints | None = None
    told: Ints | None = None
    kinds: tuple[str, ...] = ()
    places: tuple[str, ...] | None = None

    def __len__(self) -> int:
        """Return the number of keys."""
        return len(self.spot)

    def slice(self, start: int, stop: int, *, copy: bool = False) -> Counts:
        """Return the counts from `start` to before `stop`, under the same vocabularies."""
        return self._pick(
            np.arange(start, stop) if copy else slice(start, stop)
        )

    def where(self, mask: npt.NDArray[np.bool_]) -> Counts:
        """Return some of the counts, under the same vocabularies."""
        return self if mask.all() else self._pick(mask)

    def _pick(self, cut: Any) -> Counts:
        fatalities, told = (
            None if each is None else each[cut]
            for each in (self.fatalities, self.told)
        )
        return Counts(
            self.spot[cut],
            self.kind[cut],
            self.incidents[cut],
            fatalities,
            told,
            self.kinds,
            self.places,
        )


def to_spots(day: Ints, place: Ints) -> Ints:
    """Pack day numbers (0 to `NO_DAY`) and place numbers into spots."""
    return (day << PLACE_BITS) | place


def split_spots(spot: Ints) -> tuple[Ints, Ints]:
    """Return the days and the places of spots.

    Examples
    --------
    >>> spots = to_spots(np.array([738000, NO_DAY]), np.array([7, 8]))
    >>> [part.tolist() for part in split_spots(spots)]
    [[738000, 4194303], [7, 8]]
    """
    return spot >> PLACE_BITS, spot & _PLACE_MASK


def count_rows(
    spot: Ints,
    kind: Ints,
    kinds: Sequence[str],
    *,
    places: Sequence[str] | None = None,
    fatalities: Ints | None = None,
    told: Ints | None = None,
) -> Counts:
    """Count rows, one element each.

    Parameters
    ----------
    spot, kind
        As in `Counts`, in any order; `kinds` and `places` must be sorted.
    kinds, places
        The vocabularies; what no row uses is left off of the result.
    fatalities, told
        The figure of each row, and 1 where it states one; 0 elsewhere.
    """
    grouped = _group(spot, kind, len(kinds), [None, fatalities, told])
    return _trim(
        *grouped,
        kinds=tuple(kinds),
        places=None if places is None else tuple(places),
    )


def merge_counts(parts: Sequence[Counts]) -> Counts:
    """Add up counts.

    Examples
    --------
    >>> spot = to_spots(np.array([738000]), np.array([7]))
    >>> one = count_rows(spot, np.array([1]), ["Riots"])
    >>> both = merge_counts([one, Counts(), one])
    >>> both.incidents.tolist(), both.kinds
    ([2], ('Riots',))
    """
    filled = [part for part in parts if len(part)]
    if len(filled) <= 1:
        return filled[0] if filled else Counts()
    kinds = tuple(sorted(set().union(*(part.kinds for part in filled))))
    named = filled[0].places is not None
    places = (
        tuple(sorted(set().union(*(part.places or () for part in filled))))
        if named
        else None
    )
    spot = np.concatenate([_respot(part, places) for part in filled])
    kind = np.concatenate(
        [_renumber(part.kind, part.kinds, kinds) for part in filled]
    )
    sums = [
        _column(filled, name)
        for name in ("incidents", "fatalities", "told")
    ]
    return Counts(*_group(spot, kind, len(kinds), sums), kinds, places)


def move_counts(
    counts: Counts, spot: Ints, keep: npt.NDArray[np.bool_]
) -> Counts:
    """Take some of the counts to other spots, and add up those that meet there."""
    sums = [
        None if each is None else each[keep]
        for each in (counts.incidents, counts.fatalities, counts.told)
    ]
    return _trim(
        *_group(spot[keep], counts.kind[keep], len(counts.kinds), sums),
        kinds=counts.kinds,
        places=None,
    )


def _column(parts: Sequence[Counts], name: str) -> Ints | None:
    columns = [getattr(part, name) for part in parts]
    if all(column is None for column in columns):
        return None
    zeros = (np.zeros(len(part), np.int64) for part in parts)
    return np.concatenate(
        [
            zero if column is None else column
            for column, zero in zip(columns, zeros, strict=True)
        ]
    )


def _renumber(kind: Ints, old: Sequence[str], new: Sequence[str]) -> Ints:
    """Move codes from one sorted vocabulary to another; code 0 stays."""
    if tuple(old) == tuple(new):
        return kind
    at = {word: number for number, word in enumerate(new, 1)}
    return np.array([0, *(at[word] for word in old)], np.int64)[kind]


def _respot(part: Counts, places: tuple[str, ...] | None) -> Ints:
    if places is None or part.places is None or part.places == places:
        return part.spot
    day, place = split_spots(part.spot)
    return to_spots(day, _renumber(place + 1, part.places, places) - 1)


_Grouped = tuple[Ints, Ints, Ints, Ints | None, Ints | None]


def _group(
    spot: Ints, kind: Ints, kinds: int, sums: Sequence[Ints | None]
) -> _Grouped:
    """Sort by spot and kind, and add up what falls together.

    Undated rows sort last and are far off: apart.
    """
    undated = spot >= _UNDATED
    if undated.any() and not undated.all():
        halves = [
            _group(
                spot[mask],
                kind[mask],
                kinds,
                [None if each is None else each[mask] for each in sums],
            )
            for mask in (~undated, undated)
        ]
        return reduce(_join, halves)
    packed = _sort_packed(spot, kind, kinds, sums)
    return packed or _sort_apart(spot, kind, sums)


def _sort_apart(
    spot: Ints, kind: Ints, sums: Sequence[Ints | None]
) -> _Grouped:
    order = np.lexsort((kind, spot))
    spot, kind = spot[order], kind[order]
    starts = _starts(
        (spot[1:] != spot[:-1]) | (kind[1:] != kind[:-1]), len(spot)
    )
    incidents, fatalities, told = (
        None if each is None else _add_up(each[order], starts)
        for each in sums
    )
    counted = (
        np.diff(starts, append=len(spot))
        if incidents is None
        else incidents
    )
    return spot[starts], kind[starts], counted, fatalities, told


def _join(one: _Grouped, two: _Grouped) -> _Grouped:
    joined: list[Any] = [
        None if a is None or b is None else np.concatenate([a, b])
        for a, b in zip(one, two, strict=True)
    ]
    return joined[0], joined[1], joined[2], joined[3], joined[4]


def _sort_packed(
    spot: Ints, kind: Ints, kinds: int, sums: Sequence[Ints | None]
) -> _Grouped | None:
    """Sort rows as one integer each, their figures in its low bits; None where that is too wide.

    Sorting integers and nothing else takes a quarter of the time of sorting positions and fetching
    the rows from there.
    """
    if not len(spot):
        return None
    widths = [kinds.bit_length(), *map(_width, sums)]
    room = _KEY_BITS - sum(widths)
    first, place_bits = int(spot.min()), PLACE_BITS
    if (int(spot.max()) - first).bit_length() > room:
        spot, first, place_bits = _squeeze(spot)
        if (int(spot.max()) - first).bit_length() > room:
            return None
    key = spot - first
    for column, width in zip([kind, *sums], widths, strict=True):
        if width:
            key <<= width
        if column is not None:
            key |= column
    key.sort()
    found = key >> sum(widths[1:])
    starts = _starts(found[1:] != found[:-1], len(found))
    figures = _unpack(key, widths[1:], sums, starts)
    found = found[starts]
    kind = found & ((1 << widths[0]) - 1)
    found >>= widths[0]
    found += first
    return _spread(found, place_bits), kind, *figures


def _unpack(
    key: Ints,
    widths: Sequence[int],
    sums: Sequence[Ints | None],
    starts: Ints,
) -> tuple[Ints, Ints | None, Ints | None]:
    """Add up the figures in the low bits of sorted keys; rows without a number are one each."""
    figures: list[Ints | None] = []
    for at, each in enumerate(sums):
        shift, mask = sum(widths[at + 1 :]), (1 << widths[at]) - 1
        figures.append(
            None if each is None else _add_up(key >> shift & mask, starts)
        )
    incidents, fatalities, told = figures
    if incidents is None:
        incidents = np.diff(starts, append=len(key))
    return incidents, fatalities, told


def _width(column: Ints | None) -> int:
    return 0 if column is None else int(column.max()).bit_length()


def _squeeze(spot: Ints) -> tuple[Ints, int, int]:
    """Take the room out of spots that their places don't need; the order stays.

    Returns
    -------
    squeezed, first, place_bits
        The least of them, and the bits for the place, for `_spread`.
    """
    squeezed, place = split_spots(spot)
    place_bits = _width(place)
    squeezed <<= place_bits
    squeezed |= place
    return squeezed, int(squeezed.min()), place_bits


def _spread(squeezed: Ints, place_bits: int) -> Ints:
    """Undo `_squeeze`."""
    if place_bits == PLACE_BITS:
        return squeezed
    return to_spots(
        squeezed >> place_bits, squeezed & ((1 << place_bits) - 1)
    )


def _starts(changes: npt.NDArray[np.bool_], length: int) -> Ints:
    return np.flatnonzero(
        np.concatenate([np.ones(min(length, 1), bool), changes])
    ).astype(np.int64)


def _add_up(values: Ints, starts: Ints) -> Ints:
    return np.add.reduceat(values, starts) if len(starts) else values[:0]


def _trim(
    spot: Ints,
    kind: Ints,
    incidents: Ints,
    fatalities: Ints | None,
    told: Ints | None,
    *,
    kinds: tuple[str, ...],
    places: tuple[str, ...] | None,
) -> Counts:
    """Leave words out of the vocabularies that no count uses."""
    used = tuple(
        word
        for word, n in zip(
            kinds,
            np.bincount(kind, minlength=len(kinds) + 1)[1:],
            strict=True,
        )
        if n
    )
    kind = kind if used == kinds else _narrow(kind, kinds, used)
    if told is not None and not told.any():
        fatalities = told = None
    trimmed = Counts(spot, kind, incidents, fatalities, told, used, places)
    if places is None:
        return trimmed
    there = np.unique(split_spots(spot)[1])
    kept = tuple(places[at] for at in there)
    day, place = split_spots(spot)
    return Counts(
        to_spots(day, np.searchsorted(there, place)),
        kind,
        incidents,
        fatalities,
        told,
        used,
        kept,
    )


def _narrow(kind: Ints, old: tuple[str, ...], new: tuple[str, ...]) -> Ints:
    at = {word: number for number, word in enumerate(new, 1)}
    return np.array([0, *(at.get(word, 0) for word in old)], np.int64)[kind]
