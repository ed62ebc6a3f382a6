"""What a layer of counts says: its places, their classes and colours, and the key of these."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sitmap.layers.content import (
    CountedPlaces,
    FillPicture,
    KeyEntry,
    KeyGroup,
)
from sitmap.layers.looks import RAMP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sitmap.layers.density import Density
    from sitmap.layers.words import Words
    from sitmap.outlines import Box

# cells over the map's width at most: a millimetre and a half each
_ACROSS: Final = 150
# across a cell of resolution 0, on the average; each finer one is 1/√7 of it
_CELL_DEG: Final = 19.9
# classes of the key
_MOST: Final = 7
# counts up to which each is a class
_FEW: Final = 7
# ratio of the highest to the lowest, below which classes are equal steps
_NARROW: Final = 10
_ROUND: Final = (1, 1.5, 2, 3, 4, 5, 7, 10)
_LOW, _HIGH = 0.05, 0.995


def say_count_key(
    counts: CountedPlaces, words: Words
) -> tuple[KeyGroup, ...]:
    """Say each class, from few to many."""
    breaks = [int(one) for one in counts.breaks]
    starts = [1, *breaks]
    ends: list[int | None] = [*(one - 1 for one in breaks), None]
    entries = tuple(
        KeyEntry(_say_class(words, start, end), FillPicture(colour))
        for start, end, colour in zip(
            starts, ends, counts.colours, strict=True
        )
    )
    return (
        KeyGroup(
            words.say(f"count_in_{counts.what}"), entries, (counts.told,)
        ),
    )


def _say_class(words: Words, start: int, end: int | None) -> str:
    if end is None:
        return words.say("and_more", n=start)
    if start == end:
        return words.number(start)
    return words.say("class_range", **{"from": start, "to": end})


def pick_colours(count: int) -> list[str]:
    """Return the colours of so many classes, from few to many."""
    if count == 1:
        return [RAMP[len(RAMP) // 2]]
    return [
        RAMP[math.floor(at * (len(RAMP) - 1) / (count - 1) + 0.5)]
        for at in range(count)
    ]


def count_places(
    layer: Density, bounds: Box, words: Words
) -> CountedPlaces:
    """Read what a layer counts, in cells as fine as paper shows over these bounds."""
    if layer.areas is not None:
        totals, what, told = (
            layer.totals(),
            "area",
            words.say("somewhere_in_area"),
        )
    else:
        resolution = _resolution_for(bounds)
        totals, what = layer.totals(resolution), "cell"
        level = min(resolution, layer.whole.resolution or 0)
        across = float(f"{_CELL_DEG * 111.3 / 7 ** (level / 2):.2g}")
        size = f"{words.number(across)} km"
        told = words.say("cells_of", size=size, h3=f"H3 {level}")
    if layer.days:
        told += ", " + "\u2013".join(layer.days)
    counted = totals[totals["incidents"] > 0]
    values = counted["incidents"].to_numpy()
    breaks = (
        tuple(find_breaks(values))
        if layer.own_breaks is None
        else layer.own_breaks
    )
    colours = tuple(pick_colours(len(breaks) + 1))
    return CountedPlaces(
        what, told, tuple(counted.geometry), values, breaks, colours
    )


def _resolution_for(bounds: Box) -> int:
    west, south, east, north = bounds
    widest = max(east - west, 1.4 * (north - south), 1e-6)
    return max(
        0,
        min(15, math.floor(2 * math.log(_CELL_DEG * _ACROSS / widest, 7))),
    )


def find_breaks(values: NDArray[Any]) -> list[int]:
    """Return where classes begin, as the page does (src/sitmap/web/src/density/classes.js).

    Examples
    --------
    >>> find_breaks(np.array([1, 2, 3])), find_breaks(np.array([0, 5, 9_000]))
    ([2, 3], [15, 50, 150, 500, 1500, 5000])
    """
    counted = np.sort(values[values > 0])
    if not len(counted):
        return []
    most = int(counted[-1])
    if most <= _FEW:
        return list(range(2, most + 1))
    last = len(counted) - 1
    low, high = (
        int(counted[math.floor(_LOW * last)]),
        int(counted[math.ceil(_HIGH * last)]),
    )
    low, high = max(1, low), max(high, low + 1)
    found = (
        _evenly(low, high) if high / low < _NARROW else _by_ratio(low, high)
    )
    return sorted({one for one in found if 1 < one <= most})


def _by_ratio(low: int, high: int) -> list[int]:
    return [
        _round_nicely(low * (high / low) ** (at / (_MOST - 0.5)))
        for at in range(1, _MOST)
    ]


def _evenly(low: int, high: int) -> list[int]:
    step = _round_nicely((high - low) / (_MOST - 1))
    first = math.ceil((low + 1) / step)
    return [
        (first + at) * step
        for at in range(_MOST - 1)
        if (first + at) * step <= high
    ]


def _round_nicely(value: float) -> int:
    power = 10.0 ** math.floor(math.log10(value))
    return math.ceil(
        min(_ROUND, key=lambda step: abs(step * power - value)) * power
    )
