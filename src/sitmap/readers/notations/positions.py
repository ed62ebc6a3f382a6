"""One text to a position, whatever the notation; the letters and the order are the column's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sitmap.readers.notations.angles import (
    fold_angles,
    letters_of,
    read_angle,
)
from sitmap.readers.notations.directions import decide_letters
from sitmap.readers.notations.grids import (
    is_short_code,
    read_mgrs,
    read_plus_code,
    read_utm,
)
from sitmap.readers.notations.map_links import is_map_link, read_map_link
from sitmap.readers.notations.marks import fold_marks
from sitmap.readers.notations.position import Position, is_on_earth
from sitmap.readers.notations.shapes import is_shape, read_shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitmap.readers.notations.angles import Angle
    from sitmap.readers.notations.directions import Direction

# characters: no pair is longer, and no pattern is asked about more
_LONGEST_PAIR: Final = 120
_PLAIN: Final = re.compile(
    r"\s*[(\[]?\s*([-+]?\d{1,3}\.\d+)\s*[,;\s]\s*([-+]?\d{1,3}\.\d+)\s*[)\]]?\s*"
)
_WRAPPED: Final = " \t\r\n()[]{}<>'\"“”"
_HARD: Final = re.compile(r"[;|/\n\t]|, | & | and | - ")
_COMMENT: Final = re.compile(r"\s*\([^()\d]*\)\s*$")  # "(bridge)"
_ISO_6709: Final = re.compile(
    r"([+-]\d{2}(?:\.\d+)?)([+-]\d{3}(?:\.\d+)?)(?:[+-]\d+(?:\.\d+)?)?/?"
)
_BREAK: Final = re.compile(
    r"[,\s]+|(?<=[^\W\d_])(?=[-+\d])|(?<=[\d°'\"])(?=[^\W\d_])|(?<=['\"])(?=\d)"
)
_NUMBER: Final = r"[-+]?\d+(?:[.,]\d+)?"
_GEOPOINT: Final = re.compile(
    rf"({_NUMBER})\s+({_NUMBER})\s+({_NUMBER})(?:\s+({_NUMBER}))?"
)
_BY_COMMAS: Final = re.compile(
    r"([-+]?\d+(?:\.\d+)?),\s*([-+]?\d+(?:\.\d+)?),\s*([-+]?\d+(?:\.\d+)?)"
)
_PREFIX: Final = re.compile(
    r"(?:(?:gps|wgs ?-?84|coord(?:inate)?s?|position|pos|location|dms|dd|degrees)\.?\s*[:=]?\s+|"
    r"[:=]\s*)+",
    re.IGNORECASE,
)
_LATITUDE: Final = (
    "lat|latitude|latitud|latitudine|breite|širina|gjerësia|широта|ширина|"
    r"y(?=['\x22]?\s*[:=])"
)
_LONGITUDE: Final = (
    "lon|lng|long|longitude|longitud|longitudine|länge|dužina|gjatësia|довгота|долгота|дужина|"
    r"x(?=['\x22]?\s*[:=])"
)
_EASTWARD: Final = frozenset(
    [
        "lon",
        "lng",
        "long",
        "longitude",
        "longitud",
        "longitudine",
        "länge",
        "dužina",
        "gjatësia",
        "довгота",
        "долгота",
        "дужина",
        "x",
    ]
)
_NAMED: Final = re.compile(
    rf"\b(?P<one>{_LATITUDE}|{_LONGITUDE})\b[\s.'\"]*[:=]?[\s'\"]*(?P<first>[^:={{}}]*?)"
    rf"[\s,;'\"]+\b(?P<two>{_LATITUDE}|{_LONGITUDE})\b[\s.'\"]*[:=]?[\s'\"]*(?P<second>[^:={{}}]*)",
    re.IGNORECASE,
)
_ONE_OR_TWO: Final = re.compile(r"-?\d{1,3},\d+")
_UNREAD: Final = "is no coordinate that sitmap reads; write 42.89, 20.87"


@dataclass(frozen=True)
class Writing:
    """How a column writes its pairs: what its letters mean, what is unsure of them, and the order.

    Attributes
    ----------
    letters
        Each letter's direction where it is plain.
    question
        One line about the letter that may mean two things, or None.
    longitude_first
        Whether the column's name says so ("lon, lat").
    """

    letters: Mapping[str, Direction]
    question: str | None = None
    longitude_first: bool = False


_ENGLISH: Final = Writing(decide_letters(["n"])[0])


def decide_writing(
    texts: Iterable[str],
    *,
    heading: str = "",
    longitude_first: bool = False,
) -> Writing:
    """Look through the distinct texts of a column, or of two, for what its letters mean.

    Examples
    --------
    >>> decide_writing(["42°53' N 20°52' O", "42°53' N 3°2' W"]).letters["o"]
    'E'
    """
    told = {letters_of(text) for text in texts}
    meaning, question = decide_letters(told, heading=heading)
    return Writing(meaning, question, longitude_first)


def is_short_reference(text: str) -> bool:
    """Tell a plus code that needs a place near it, with or without one behind: "VVR8+HC Zvečan"."""
    return is_short_code(text.strip().split(" ", 1)[0].rstrip(","))


def read_position(text: str, writing: Writing = _ENGLISH) -> Any:
    """Read one cell that holds a position.

    Parameters
    ----------
    text
        Degrees in any writing, an MGRS or UTM reference, a plus code, a ``geo:`` URI, a map site's
        link, WKT, GeoJSON, EWKB, or the four numbers of an ODK geopoint.
    writing
        What the column shows (`decide_writing`).

    Returns
    -------
    Position, shapely.Geometry or str
        A line or an area comes as its geometry; a text is what is wrong, in words that follow the
        value.

    Examples
    --------
    >>> read_position("42°53'24\\"N 20°52'12\\"E")
    Position(longitude=20.87, latitude=42.89, uncertainty_m=None)
    >>> read_position("42.8914 20.866 512.3 4.5")
    Position(longitude=20.866, latitude=42.8914, uncertainty_m=4.5)
    >>> read_position("42,8914; 20,866").longitude, read_position("Zvečan")
    (20.866, 'is no coordinate that sitmap reads; write 42.89, 20.87')
    """
    if plain := _PLAIN.fullmatch(text):
        return _from_numbers(
            plain[1], plain[2], longitude_first=writing.longitude_first
        )
    return read_alone(text) or _read_pair(text, writing)


def read_alone(text: str) -> Any:
    """Read what means the same in any column: all but degrees, for which it returns None.

    Examples
    --------
    >>> read_alone("geo:42.89,20.87").latitude, read_alone("42.89 N 20.87 O")
    (42.89, None)
    """
    if is_shape(text) and not (
        text.lstrip().startswith("{") and _NAMED.search(text)
    ):
        return _from_shape(read_shape(text))
    if is_map_link(text):
        return read_map_link(text)
    if len(text) > _LONGEST_PAIR:
        return _UNREAD
    if found := _ISO_6709.fullmatch(text.strip()):
        return _from_numbers(found[1], found[2], longitude_first=False)
    return _read_reference(_COMMENT.sub("", text))


def _from_shape(found: Any) -> Any:
    if isinstance(found, str) or found.geom_type != "Point":
        return found
    return Position(found.x, found.y)


def _read_reference(text: str) -> Position | str | None:
    plain = fold_marks(text).strip(_WRAPPED)
    code, _, words = plain.partition(" ")
    if "+" in code and words and not any(map(str.isdecimal, words)):
        return read_plus_code(
            code.rstrip(",")
        )  # the town behind it is only said
    for read in (read_mgrs, read_utm, read_plus_code):
        if found := read(plain):
            return found
    return None


def _from_numbers(
    first: str, second: str, *, longitude_first: bool
) -> Position | str:
    one, two = float(first), float(second)
    return (
        _positioned(one, two) if longitude_first else _positioned(two, one)
    )


def _positioned(
    longitude: float, latitude: float, radius: float | None = None
) -> Position | str:
    if not is_on_earth(longitude, latitude):
        pair = f"latitude {latitude:g} and longitude {longitude:g}"
        return f"{pair} are no place on the Earth; correct them"
    return Position(longitude, latitude, radius)


def _read_pair(text: str, writing: Writing) -> Position | str:
    folded = _COMMENT.sub("", fold_marks(text)).strip(_WRAPPED)
    if named := _NAMED.search(folded):
        return _from_named(named, writing)
    folded = (
        _PREFIX.sub("", folded, count=1)
        if _PREFIX.match(folded)
        else folded
    )
    found = _GEOPOINT.fullmatch(folded)
    if found and not (found[1].isdecimal() and found[2].isdecimal()):
        return _from_geopoint(found, writing)
    if _BY_COMMAS.fullmatch(folded):
        return "holds three numbers; write latitude and longitude alone: 42.89, 20.87"
    if _ONE_OR_TWO.fullmatch(folded):
        return "may be one number or two; part latitude and longitude with a semicolon"
    angles = fold_angles(folded)
    hard = [
        part.strip(" ,") for part in _HARD.split(angles) if part.strip(" ,")
    ]
    readings = (
        [_pair_of(hard[0], hard[1], writing)] if len(hard) == 2 else []  # noqa: PLR2004 - a pair
    )
    if not any(readings):
        readings = [
            _pair_of(one, two, writing) for one, two in _halves(angles)
        ]
    likely = {
        each[:2]
        for each in readings
        if each and (each[0].axis or not each[2])
    }
    if len(likely) > 1:
        return "may be read in two ways; part latitude and longitude with a semicolon"
    return (
        _ordered(*likely.pop(), writing)
        if likely
        else _unread(angles, writing)
    )


_Reading = tuple["Angle", "Angle", int]


def _halves(text: str) -> Iterator[tuple[str, str]]:
    for found in _BREAK.finditer(text):
        one, two = (
            text[: found.start()].strip(" ,"),
            text[found.end() :].strip(" ,"),
        )
        if one and two:
            yield one, two


def _pair_of(one: str, two: str, writing: Writing) -> _Reading | None:
    """Read both halves, and how far they differ in form; two of one axis are no pair."""
    first, second = (
        read_angle(one, writing.letters),
        read_angle(two, writing.letters),
    )
    if first is None or second is None:
        return None
    if (first.axis is None) != (second.axis is None) or (
        first.axis is not None and first.axis == second.axis
    ):
        return None
    return first, second, abs(_parts(one) - _parts(two))


def _parts(angle: str) -> int:
    """Count degrees, minutes and seconds."""
    return len(re.findall(r"\d+(?:[.,]\d+)?", angle))


def _ordered(
    first: Angle, second: Angle, writing: Writing
) -> Position | str:
    eastward = first.axis == "EW" or (
        first.axis is None and writing.longitude_first
    )
    longitude, latitude = (first, second) if eastward else (second, first)
    return _positioned(longitude.degrees, latitude.degrees)


def _unread(angles: str, writing: Writing) -> str:
    asked = writing.question is not None and bool(
        letters_of(angles) - set(writing.letters)
    )
    return str(writing.question) if asked else _UNREAD


def _from_named(named: re.Match[str], writing: Writing) -> Position | str:
    eastward, second = (
        named[part].casefold() in _EASTWARD for part in ("one", "two")
    )
    if eastward == second:
        return _UNREAD
    one, two = (
        read_angle(
            fold_angles(named[part].strip(" ,;'\"{}()[]")), writing.letters
        )
        for part in ("first", "second")
    )
    if one is None or two is None:
        return _UNREAD
    longitude, latitude = (one, two) if eastward else (two, one)
    return _positioned(longitude.degrees, latitude.degrees)


def _from_geopoint(
    found: re.Match[str], writing: Writing
) -> Position | str:
    """Read ODK's latitude, longitude, altitude and accuracy; an accuracy of 0 is not stated."""
    numbers = [
        float(each.replace(",", "."))
        for each in found.groups()
        if each is not None
    ]
    if _may_be_minutes(found, numbers):
        return "may be degrees with minutes or a point with its height; write 42.89, 20.87"
    first, second = numbers[:2]
    radius = numbers[3] if len(numbers) > 3 and numbers[3] > 0 else None  # noqa: PLR2004
    if writing.longitude_first:
        return _positioned(first, second, radius)
    return _positioned(second, first, radius)


def _may_be_minutes(found: re.Match[str], numbers: list[float]) -> bool:
    """Tell "42 53.4 20 52.2", where whole degrees stand before minutes."""
    texts = found.groups()
    if texts[3] is None:
        return False
    whole = (
        texts[0].lstrip("+-").isdecimal()
        and texts[2].lstrip("+-").isdecimal()
    )
    sixty = 60
    return whole and all(abs(number) < sixty for number in numbers[1::2])
