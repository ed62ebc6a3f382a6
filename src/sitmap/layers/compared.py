"""What is compared, as a layer: places filled by their count, their difference or their rate."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np

from sitmap.layers.content import (
    CountedPlaces,
    FillPicture,
    KeyEntry,
    KeyGroup,
    LayerContent,
    Stroke,
    StrokeLook,
)
from sitmap.layers.density_key import find_breaks, pick_colours
from sitmap.layers.element import PageLayer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from sitmap.layers.content import MapFrame
    from sitmap.layers.words import Words

_FEWER_MORE: Final = (
    "#542788",
    "#998ec3",
    "#d8daeb",
    "#f7f7f7",
    "#fee0b6",
    "#f1a340",
    "#b35806",
)
"""Purple for fewer, orange for more, which eyes of every kind tell apart: PuOr of ColorBrewer
(https://colorbrewer2.org/#type=diverging&scheme=PuOr&n=7), turned round."""

UNRATED: Final = "#c9cdd1"
"""Of places where a rate would say nothing; lighter than borders, darker than land."""

_EDGE: Final = StrokeLook("#5d6872", "#5d6872", width=0.7)
_STEPS: Final = 2  # beyond the first, each way from no difference
_PERCENTS: Final = (-49, -32, -9, 10, 50, 100)
"""Where classes begin: half as many is as far from the same as twice as many, 2/3 as 3/2."""
_SCALED: Final = 3  # digits of a rate that its classes begin at


@dataclass(frozen=True, slots=True)
class Classes:
    """Where the second and every further class begins, their colours, and how a key says each."""

    breaks: tuple[float, ...]
    colours: tuple[str, ...]
    texts: tuple[str, ...]


class Compared(PageLayer):
    """Places filled by class: one of the maps of a comparison.

    Parameters
    ----------
    name
        What the map shows, in its language.
    values
        Of each place; NaN where it has none, which isn't drawn.
    outlines
        The places, in degrees.
    classes
        Of the values.
    edges
        Whether the outlines of all places are drawn.
    """

    kind: ClassVar[str] = "compared"

    def __init__(
        self,
        name: str,
        values: NDArray[np.float64],
        outlines: Sequence[BaseGeometry],
        classes: Classes,
        *,
        edges: bool = False,
    ) -> None:
        super().__init__(name)
        self._values = values
        self._outlines = tuple(outlines)
        self._classes = classes
        self._edges = edges

    def describe(self, frame: MapFrame) -> LayerContent:  # noqa: ARG002 - every layer's signature
        """Say the places that have a value, their classes, and the key of these."""
        drawn = np.flatnonzero(~np.isnan(self._values))
        classes = self._classes
        counts = CountedPlaces(
            "area",
            "",
            tuple(self._outlines[at] for at in drawn),
            self._values[drawn],
            classes.breaks,
            classes.colours,
            tuple(drawn.tolist()),
        )
        return LayerContent(
            self.kind,
            self.label,
            key=self._say_key(counts),
            counts=counts,
            strokes=(
                tuple(
                    Stroke("", one, _EDGE, is_named=False)
                    for one in self._outlines
                )
                if self._edges
                else ()
            ),
        )

    def _say_key(self, counts: CountedPlaces) -> tuple[KeyGroup, ...]:
        """Say each class that a place is of."""
        used = set(counts.classes.tolist())
        pairs = zip(self._classes.texts, self._classes.colours, strict=True)
        entries = tuple(
            KeyEntry(text, FillPicture(colour))
            for at, (text, colour) in enumerate(pairs)
            if at in used
        )
        return (KeyGroup(self.label, entries),) if entries else ()


def class_counts(values: NDArray[Any], words: Words) -> Classes:
    """Return the classes of counts: those of all sides together, so that their maps compare.

    Examples
    --------
    >>> from sitmap.layers.words import load_words
    >>> class_counts(np.array([0, 1, 3]), load_words("en")).texts
    ('1', '2', '3 and more')
    """
    breaks = find_breaks(values)
    starts = [1, *breaks]
    ends = [*(one - 1 for one in breaks), None]
    texts = [
        _say_range(start, end, words)
        for start, end in zip(starts, ends, strict=True)
    ]
    return Classes(
        tuple(breaks), tuple(pick_colours(len(starts))), tuple(texts)
    )


def _say_range(start: float, end: float | None, words: Words) -> str:
    if end is None:
        return words.say("and_more", n=start)
    if start == end:
        return words.number(start)
    return words.say("class_range", **{"from": start, "to": end})


def class_rates(
    values: NDArray[np.float64],
    words: Words,
    own: tuple[float, ...] | None = None,
) -> Classes:
    """Return the classes of rates, which are no whole numbers; `own` says where they begin.

    Examples
    --------
    >>> from sitmap.layers.words import load_words
    >>> class_rates(np.array([0.31, 0.36, 0.42]), load_words("en")).texts[0]
    'less than 0.32'
    """
    breaks = _break_decimals(values) if own is None else list(own)
    if not breaks:
        return Classes(
            (), tuple(pick_colours(1)), (_say_all(values, words),)
        )
    texts = [words.say("less_than", number=_say(breaks[0], words))]
    texts += [
        words.say(
            "class_range",
            **{"from": _say(one, words), "to": _say(other, words)},
        )
        for one, other in pairwise(breaks)
    ]
    texts.append(words.say("and_more", n=_say(breaks[-1], words)))
    return Classes(
        tuple(breaks), tuple(pick_colours(len(texts))), tuple(texts)
    )


def _say_all(values: NDArray[np.float64], words: Words) -> str:
    found = values[~np.isnan(values)]
    return _say(float(found[0]), words) if len(found) else ""


def _break_decimals(values: NDArray[np.float64]) -> list[float]:
    """Return where classes of decimal numbers begin: as those of counts, scaled."""
    known = np.abs(values[~np.isnan(values)])
    if not len(known) or not known.max():
        return []
    power = 10.0 ** (_SCALED - math.ceil(math.log10(known.max())))
    return [
        one / power
        for one in find_breaks(np.rint(known * power).astype(np.int64))
    ]


def _say(value: float, words: Words) -> str:
    from babel.numbers import format_decimal

    if value == int(value):
        return words.number(int(value))
    return str(
        format_decimal(
            value,
            format="#,##0.######",
            locale=words.lang.replace("-", "_"),
        )
    )


def class_differences(
    values: NDArray[np.float64], words: Words, *, whole: bool
) -> Classes:
    """Return the classes of differences: as wide for fewer as for more, and one for none.

    Parameters
    ----------
    values
        Differences; NaN for none.
    words
        Of the map's language.
    whole
        Whether they are of counts, and not of counts a day.

    Examples
    --------
    >>> from sitmap.layers.words import load_words
    >>> told = class_differences(np.array([-9.0, 0, 2]), load_words("en"), whole=True)
    >>> told.breaks, told.texts[3:5]
    ((-6, -4, 0, 1, 5, 7), ('0', '+1 … +4'))
    """
    if not whole:
        steps = _thin(_break_decimals(values), _STEPS + 1)
        ends = [-one for one in reversed(steps)]
        return _class_around(
            [*ends, *steps], _say_decimals([*ends, *steps], words)
        )
    known = np.abs(values[~np.isnan(values)]).astype(np.int64)
    steps = [1, *_thin(find_breaks(known), _STEPS)]
    breaks = [*(1 - one for one in reversed(steps)), *steps]
    return _class_around(breaks, _say_wholes(breaks, words, ""))


def class_percents(words: Words) -> Classes:
    """Return the classes of changes in percent.

    Examples
    --------
    >>> from sitmap.layers.words import load_words
    >>> class_percents(load_words("en")).texts[2:5]
    ('-32 … -10 %', '-9 … +9 %', '+10 … +49 %')
    """
    return _class_around(
        list(_PERCENTS), _say_wholes(list(_PERCENTS), words, " %")
    )


def _thin(breaks: Sequence[float], most: int) -> list[float]:
    """Keep a few of the breaks, evenly."""
    if len(breaks) <= most:
        return list(breaks)
    return [
        breaks[(at + 1) * len(breaks) // (most + 1)] for at in range(most)
    ]


def _class_around(breaks: Sequence[float], texts: Sequence[str]) -> Classes:
    """Colour classes each way from the one in the middle."""
    middle, around = len(_FEWER_MORE) // 2, len(breaks) // 2
    away = _FEWER_MORE[middle - around : middle + around + 1]
    return Classes(tuple(breaks), away, tuple(texts))


def _say_wholes(
    breaks: Sequence[float], words: Words, unit: str
) -> list[str]:
    say: Callable[[float], str] = lambda one: _sign(  # noqa: E731 - chosen of two
        one, words.number(abs(int(one)))
    )
    inner = [
        say(one) if one == other - 1 else f"{say(one)} … {say(other - 1)}"
        for one, other in pairwise(breaks)
    ]
    ends = (f"≤ {say(breaks[0] - 1)}", f"≥ {say(breaks[-1])}")
    return [f"{text}{unit}" for text in (ends[0], *inner, ends[1])]


def _say_decimals(breaks: Sequence[float], words: Words) -> list[str]:
    if not breaks:
        return ["0"]
    say: Callable[[float], str] = lambda one: _sign(  # noqa: E731 - chosen of two
        one, _say(abs(one), words)
    )
    inner = [
        f"{say(one)} … {say(other)}" for one, other in pairwise(breaks)
    ]
    return [f"< {say(breaks[0])}", *inner, f"≥ {say(breaks[-1])}"]


def _sign(value: float, written: str) -> str:
    """Write a number with its sign, and 0 without."""
    return f"{'+' if value > 0 else '-' if value < 0 else ''}{written}"


def class_unrated(text: str) -> Classes:
    """Return the one class of places that no rate is told of."""
    return Classes((), (UNRATED,), (text,))
