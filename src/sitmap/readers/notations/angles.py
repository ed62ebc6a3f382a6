"""Degrees in every writing: decimal, with minutes and seconds, run together, with letter, sign."""

# ruff: noqa: RUF002 - marks that are pasted are meant

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from sitmap.readers.notations.directions import (
    find_letters,
    name_directions,
)
from sitmap.readers.notations.marks import fold_angle_marks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitmap.readers.notations.directions import Direction

# minutes of a degree, seconds of a minute
_SIXTY: Final = 60.0
# characters: no angle is longer, and no pattern is asked about more
_LONGEST: Final = 60

_UNITS: Final = (
    (
        re.compile(
            r"(\d)\s*d\s*(\d+)\s*m\s*(\d+(?:[.,]\d+)?)\s*s(?![^\W\d_]{2})"
        ),
        r"\1°\2'\3" + '"',
    ),
    (
        re.compile(r"(\d)\s*d\s*(\d+(?:[.,]\d+)?)\s*m(?![^\W\d_]{2})"),
        r"\1°\2'",
    ),
    (re.compile(r"(?<=\d)\s*(?:degrees?|deg|grad|stopni)\b\.?"), "°"),
    (re.compile(r"(?<=\d)\s*(?:minutes?|min)\b\.?"), "'"),
    (re.compile(r"(?<=\d)\s*(?:seconds?|secs?)\b\.?"), '"'),
)

_NUMBER: Final = r"\d+(?:[.,]\d+)?"
_DECIMAL: Final = re.compile(r"(\d{1,15}(?:[.,]\d+)?)\s*°?")
_BY_MINUTES: Final = re.compile(
    rf"(\d{{1,3}})(?:[.,]0+)?\s*(?P<part>[°:]|\s|-)\s*({_NUMBER})\s*(?P<end>')?"
)
_BY_SECONDS: Final = re.compile(
    rf"(\d{{1,3}})\s*(?:[°:]|\s|-)\s*(\d{{1,2}})\s*(?:[':]|\s|-)\s*({_NUMBER})\s*\"?"
)
_BY_DOTS: Final = re.compile(r"(\d{1,3})\.(\d{2})\.(\d{2}(?:,\d+)?)")
_TOGETHER: Final = re.compile(r"(\d{4,7})([.,]\d+)?")
_BEFORE: Final = re.compile(
    r"([^\W\d_]{1,2})\.?\s*(?=[\d+-])(.*)", re.DOTALL
)
_AFTER: Final = re.compile(r"(.*[\d°'\"])\s*([^\W\d_]{1,2})\.?", re.DOTALL)
_WITHIN: Final = re.compile(
    r"(\d{1,3}°?)\s*([^\W\d_]{1,2})\s*(\d{1,2}(?:[.,]\d+)?'?(?:\s*\d.*)?)"
)

# Digits of degrees and minutes written together, by what they are degrees of: 4253 N, 02052 E;
# six and seven hold the seconds, too (ICAO Annex 15, AIS).
_WHOLE_DEGREES: Final = {4: 2, 5: 3, 6: 2, 7: 3}
# digits of DDMMSS
_WITH_SECONDS: Final = 6


@dataclass(frozen=True, slots=True)
class Angle:
    """Degrees with their sign, and which axis a letter names: NS, EW, or None without a letter."""

    degrees: float
    axis: Literal["NS", "EW"] | None = None


def fold_angles(text: str) -> str:
    """Bring marks, units and words for directions to one writing; all that follows reads that.

    Examples
    --------
    >>> fold_angles("42º 53’ North"), fold_angles("20deg 51min 57.6sec E")
    ("42° 53' N", '20° 51\\' 57.6" e')
    """
    folded = name_directions(fold_angle_marks(text))
    for pattern, plain in _UNITS:
        folded = pattern.sub(plain, folded)
    return folded.strip()


def letters_of(text: str) -> frozenset[str]:
    """Return the letters of a text of degrees whose meaning the column has to tell.

    Examples
    --------
    >>> sorted(letters_of("20° 52' O")), sorted(letters_of("42d53m24s N"))
    (['o'], ['n'])
    """
    return (
        find_letters(fold_angles(text))
        if len(text) <= 2 * _LONGEST
        else frozenset()
    )


def read_angle(
    folded: str, letters: Mapping[str, Direction]
) -> Angle | None:
    """Read degrees that `fold_angles` has folded.

    Parameters
    ----------
    folded
        One angle.
    letters
        What single letters mean (`sitmap.readers.notations.directions.decide_letters`).

    Examples
    --------
    >>> from sitmap.readers.notations.directions import decide_letters
    >>> letters, _ = decide_letters(["n"])
    >>> read_angle(fold_angles("12-33N"), letters), read_angle(fold_angles("0205212E"), letters)
    (Angle(degrees=12.55, axis='NS'), Angle(degrees=20.87, axis='EW'))
    >>> read_angle(fold_angles("−12,5"), letters)
    Angle(degrees=-12.5, axis=None)
    """
    if len(folded) > _LONGEST:
        return None
    body, direction = _part_direction(folded, letters)
    if body is None:
        return None
    sign = body[:1] if body.startswith(("+", "-")) else ""
    digits = body[len(sign) :]
    size = _size(digits.strip(), direction)
    if size is None or (sign and direction is not None):
        return None
    negative = sign == "-" or direction in ("S", "W")
    axis: Literal["NS", "EW"] | None = None
    if direction is not None:
        axis = "NS" if direction in ("N", "S") else "EW"
    return Angle(-size if negative else size, axis)


def _part_direction(
    folded: str, letters: Mapping[str, Direction]
) -> tuple[str | None, Direction | None]:
    """Take the direction off the front, the end, or out of the middle ("12N33"); None if bad."""
    known = {**letters, "N": "N", "S": "S", "E": "E", "W": "W"}
    for pattern, body, letter in ((_BEFORE, 2, 1), (_AFTER, 1, 2)):
        if found := pattern.fullmatch(folded):
            direction = known.get(found[letter])
            return (found[body], direction) if direction else (None, None)
    if found := _WITHIN.fullmatch(folded):
        direction = known.get(found[2])
        return (
            (f"{found[1].rstrip('°')}° {found[3]}", direction)
            if direction
            else (None, None)
        )
    return folded, None


def _size(digits: str, direction: Direction | None) -> float | None:
    """Return the size of an angle without its sign, or None where it is none."""
    if direction is not None and (found := _TOGETHER.fullmatch(digits)):
        return _from_run(found[1], found[2] or "")
    if found := _DECIMAL.fullmatch(digits):
        return _float(found[1])
    if found := _BY_SECONDS.fullmatch(digits) or _BY_DOTS.fullmatch(digits):
        return _sexagesimal(found[1], found[2], found[3])
    if found := _BY_MINUTES.fullmatch(digits):
        if found["part"] == "-" and direction is None:
            return None  # "12-33" may be a range
        return _sexagesimal(found[1], found[3], "0")
    return None


def _from_run(digits: str, fraction: str) -> float | None:
    """Read 425324 and 0205212, 4253.4 and 02052.2."""
    whole = _WHOLE_DEGREES[len(digits)]
    degrees, rest = digits[:whole], digits[whole:]
    if len(digits) >= _WITH_SECONDS:
        return _sexagesimal(degrees, rest[:2], rest[2:] + fraction)
    return _sexagesimal(degrees, rest + fraction, "0")


def _sexagesimal(degrees: str, minutes: str, seconds: str) -> float | None:
    minute, second = _float(minutes), _float(seconds)
    if minute >= _SIXTY or second >= _SIXTY:
        return None
    return int(degrees) + minute / _SIXTY + second / _SIXTY**2


def _float(text: str) -> float:
    return float(text.replace(",", "."))
