"""The options of a map, each checked for its type and range, whoever wrote it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, get_args

from sitmap.errors import InputError
from sitmap.layers.basemap import KosovoOutline
from sitmap.layers.classes import read_classes
from sitmap.layers.presence import iso_day
from sitmap.layers.symbols import SYMBOL_SETS
from sitmap.policies import check_formulas
from sitmap.views import check_views
from sitmap.vocabulary import Names, PageLanguage

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE_LANGUAGES: Final = get_args(PageLanguage)
"""Languages that the page has words in (`web/src/strings.js`)."""

_LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LONGEST_LINE: Final = 1_000
"""Characters of a title or a source; a page's head shows about 120."""

_LONGEST_TEXT: Final = 20_000
"""Characters of a note."""

_HIGHEST_PX: Final = 20_000
"""Pixels of a frame in a notebook, several screens high."""

_DEEPEST: Final = 24
"""Leaflet's deepest zoom that any service draws."""

_LARGEST_MB: Final = 2_000
"""A browser holds no text much longer than half a gigabyte."""


def check_options(**options: Any) -> None:
    """Refuse an option of a map that has the wrong type, or lies out of range.

    Parameters
    ----------
    **options
        As for `sitmap.Map`; what is None or no plain option is passed over.

    Raises
    ------
    InputError
        Names the option, its value, and what it may be.

    Examples
    --------
    >>> check_options(title="North Kosovo", height=560)
    >>> check_options(height="560px")
    Traceback (most recent call last):
    sitmap.errors.InputError: height is '560px'; give a whole number from 1 to 20000
    """
    for name, value in options.items():
        if value is not None and name in _CHECKS:
            told = _CHECKS[name](value)
            if told:
                raise InputError(f"{name} is {_quote(value)}; {told}")


def _quote(value: Any) -> str:
    told = repr(value)
    return told if len(told) <= 80 else f"{told[:80]}…"  # noqa: PLR2004 - a message's own measure


def _text(longest: int) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if isinstance(value, str) and len(value) <= longest:
            return ""
        return f"give a text of at most {longest:,} characters"

    return check


def _choice(*known: str) -> Callable[[Any], str]:
    told = f"choose one of {', '.join(known)}"
    return lambda value: (
        "" if isinstance(value, str) and value in known else told
    )


def _number(
    low: float, high: float, *, whole: bool = False
) -> Callable[[Any], str]:
    kinds = int if whole else (int, float)
    told = (
        f"give a {'whole ' if whole else ''}number from {low:g} to {high:g}"
    )

    def check(value: Any) -> str:
        # numpy's numbers are numbers, too; true and false are none
        plain = value.item() if hasattr(value, "item") else value
        fits = (
            isinstance(plain, kinds)
            and not isinstance(plain, bool)
            and low <= plain <= high
        )
        return "" if fits else told

    return check


def _flag(value: Any) -> str:
    if isinstance(value, bool):
        return ""
    return "say true or false"


def _language(value: Any) -> str:
    known = ", ".join(PAGE_LANGUAGES)
    if isinstance(value, str) and _LANGUAGE_TAG.fullmatch(value):
        spoken = value.partition("-")[0] in PAGE_LANGUAGES
        return (
            ""
            if spoken
            else f"the page has no words in it: choose one of {known}"
        )
    return f"that is no language: write one of {known}"


def _day(value: Any) -> str:
    try:
        iso_day(value)
    except InputError:
        return "that is no day: write it as 2022-08-17"
    return ""


def _words(value: Any) -> str:
    if isinstance(value, str):
        return ""
    fits = isinstance(value, Iterable) and not isinstance(
        value, str | bytes | Mapping
    )
    if fits and all(isinstance(one, str) for one in value):
        return ""
    return "give one name, or a list of them"


def _palette(value: Any) -> str:
    if isinstance(value, str | Mapping):
        return ""
    return "give a palette's name, a list of colours, or a colour for each value"


def _classes(value: Any) -> str:
    try:
        read_classes(list(value) if isinstance(value, tuple) else value)
    except InputError as error:
        return str(error).partition("; ")[2]
    return ""


def _sources(value: Any) -> str:
    told = "give a list of texts, or of pairs of a text and a link"
    if not isinstance(value, Iterable) or isinstance(
        value, str | bytes | Mapping
    ):
        return told
    return "" if all(_is_source(one) for one in value) else told


def _is_source(one: Any) -> bool:
    """Tell a text, or a pair of a text and its link; what isn't http(s) stays words on the page."""
    if isinstance(one, str):
        return len(one) <= _LONGEST_LINE
    if not isinstance(one, list | tuple) or len(one) != 2:  # noqa: PLR2004 - a pair
        return False
    text, url = one
    is_short = isinstance(text, str) and len(text) <= _LONGEST_LINE
    return is_short and (url is None or isinstance(url, str))


def _location(value: Any) -> str:
    told = "give latitude and longitude in degrees, as [42.9, 20.9]"
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        return told
    degrees = list(value)
    if len(degrees) != 2 or any(_number(-360, 360)(one) for one in degrees):  # noqa: PLR2004
        return told
    return (
        "" if abs(degrees[0]) <= 90 and math.isfinite(degrees[1]) else told  # noqa: PLR2004
    )


def _bounds(value: Any) -> str:
    told = "give west, south, east and north in degrees, as [20.4, 42.8, 21.0, 43.3]"
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        return told
    degrees = list(value)
    faults = [_number(-360, 360)(one) for one in degrees]
    fits = len(faults) == 4 and not any(faults)  # noqa: PLR2004 - the sides of a box
    return "" if fits else told


_CHECKS: Final[Mapping[str, Callable[[Any], str]]] = {
    "title": _text(_LONGEST_LINE),
    "subtitle": _text(_LONGEST_LINE),
    "note": _text(_LONGEST_TEXT),
    "status_formulas": check_formulas,
    "views": check_views,
    "date": _day,
    "names": _choice(*get_args(Names)),
    "lang": _language,
    "sources": _sources,
    "kosovo_outline": _choice(*get_args(KosovoOutline)),
    "show_statuses": _words,
    "color_by": _text(_LONGEST_LINE),
    "rate_by": _text(_LONGEST_LINE),
    "palette": lambda value: _palette(value) if _words(value) else "",
    "filter_by": _words,
    "symbol_by": _text(_LONGEST_LINE),
    "symbols": _choice(*SYMBOL_SETS),
    "label_by": _text(_LONGEST_LINE),
    "classes": _classes,
    "raster_bounds": _bounds,
    "raster_credit": _text(_LONGEST_LINE),
    "raster_opacity": _number(0, 1),
    "location": _location,
    "zoom_start": _number(0, _DEEPEST, whole=True),
    "height": _number(1, _HIGHEST_PX, whole=True),
    "page_mb": _number(0, _LARGEST_MB),
    "media_mb": _number(0, _LARGEST_MB),
    "media_outside": _flag,
}
