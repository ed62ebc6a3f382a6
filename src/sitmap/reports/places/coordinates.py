# ruff: noqa: RUF001  - primes and quotes are what degrees are written with
"""Coordinates that a report writes in its text: "geolocated to 48.2870, 37.1755"."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from sitmap.geodesy import METRES_PER_DEGREE
from sitmap.reports.places.mentions import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitmap.readers.notations.position import Position

COORDINATES: Final = "coordinates in the text"
"""Why such a mention is where it is."""
_DEGREES: Final = r"[-+−]?\d{{1,{digits}}}[.,]\d{{3,8}}\s?°?\s?[{letters}]?"
_ANGLE: Final = (
    r"\d{{1,{digits}}}\s?°\s?\d{{1,2}}(?:[.,]\d+)?\s?['′’]\s?"
    r"(?:\d{{1,2}}(?:[.,]\d+)?\s?(?:[\"″”]|['′’]{{2}})\s?)?[{letters}]"
)
_GAP: Final = r"\s*[,;/ ]\s*"


def _pair(angle: str) -> str:
    north = angle.format(digits=2, letters="NS")
    return rf"(?:[NS]\s?)?{north}{_GAP}(?:[EW]\s?)?{angle.format(digits=3, letters='EW')}"


_GRID: Final = (
    r"\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?"
    r"(?:\d{10}|\d{8}|\d{6}|\d{4}|\d{2,5} \d{2,5})"
)
_WRITTEN: Final = re.compile(
    rf"(?<![\w.,€$£])(?:{_pair(_DEGREES)}|{_pair(_ANGLE)}|(?P<grid>{_GRID}))(?![\w]|[.,]\d)"
)
_MAY_BE_WRITTEN: Final = re.compile(
    rf"\d(?:[.,]\d{{3,8}}\s?°?\s?[NS]?{_GAP}(?:[EW]\s?)?[-+−]?\d{{1,3}}[.,]\d{{3}}"
    r"|\s?°|\s?[C-X]\s?[A-Z]{2}\s?\d)"
)
"""What every position holds, behind a figure: most texts are looked through for this alone."""
_DECIMALS: Final = re.compile(r"[.,](\d+)")
_PLAIN_DECIMALS: Final = 4
"""Least decimals of degrees that nothing marks as such."""
# metres: no report is surer of a spot
_LEAST_M: Final = 10.0
_SECOND_M: Final = 50.0
"""Degrees, minutes and seconds reach 22 m; written by hand, twice that."""
_MINUTES: Final = re.compile("['′’]")


def find_coordinates(text: str) -> list[Mention]:
    """Return what stands in a text as degrees, or as a reference of the military grid.

    Degrees are read as latitude before longitude, each with three decimals at least (four where
    no letter or sign marks them), or with minutes: what is shorter may be any two numbers.

    Examples
    --------
    >>> found = find_coordinates("Flag video geolocated to 22.9135, 93.6778, says the thread.")
    >>> [(each.surface, each.lat, each.lon) for each in found]
    [('22.9135, 93.6778', 22.9135, 93.6778)]
    >>> find_coordinates("Prices rose from 1.125 to 1.250 a litre.")
    []
    """
    return list(_read_all(text)) if _MAY_BE_WRITTEN.search(text) else []


def _read_all(text: str) -> Iterator[Mention]:
    for match in _WRITTEN.finditer(text):
        found = _read(match[0]) if _is_plain_enough(match[0]) else None
        if found is None:
            continue
        uncertainty_m = found.uncertainty_m or _reach_m(match[0])
        yield Mention(
            match.start(),
            match.end(),
            match[0],
            "place",
            match[0],
            lat=found.latitude,
            lon=found.longitude,
            precision="exact",
            uncertainty_m=uncertainty_m,
            score=1.0,
            why=COORDINATES,
        )


def _is_plain_enough(written: str) -> bool:
    """Tell a position from two prices: it has letters, degrees or four decimals."""
    if "°" in written or any(map(str.isalpha, written)):
        return True
    return (
        min(len(match[1]) for match in _DECIMALS.finditer(written))
        >= _PLAIN_DECIMALS
    )


def _read(written: str) -> Position | None:
    """Read what was found; None where it is no place on the Earth."""
    # most reports hold none: what reads every notation is imported by the first that does
    from sitmap.readers.notations.position import Position
    from sitmap.readers.notations.positions import (
        decide_writing,
        read_alone,
        read_position,
    )

    found = read_alone(written)
    if found is None:
        found = read_position(written, decide_writing([written]))
    return found if isinstance(found, Position) else None


def _reach_m(written: str) -> float:
    """Return how far the last digit of degrees reaches: three decimals are told to 80 m."""
    decimals = [len(match[1]) for match in _DECIMALS.finditer(written)]
    if not decimals or _MINUTES.search(written):
        return _SECOND_M
    return max(
        _LEAST_M,
        METRES_PER_DEGREE / math.sqrt(2) / math.pow(10, max(decimals)),
    )
