"""Degrees in columns of their own parts: N or S beside the latitude; degrees, minutes, seconds."""

from __future__ import annotations

# ruff: noqa: RUF001 - letters of other scripts are meant
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.readers.aliases import fold_name, load_headings
from sitmap.readers.values import plain_texts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

AXES: Final = ("latitude", "longitude")
"""Ours, in the order in which people write them."""

_LETTERS: Final[Mapping[str, frozenset[str]]] = {
    "latitude": frozenset(["n", "s", "north", "south", "с", "ю"]),
    "longitude": frozenset(["e", "w", "o", "east", "west", "в", "з"]),
}
_PARTS: Final[Mapping[str, frozenset[str]]] = {
    "degrees": frozenset(["deg", "degs", "degree", "degrees", "d", "grad"]),
    "minutes": frozenset(["min", "mins", "minute", "minutes", "m"]),
    "seconds": frozenset(["sec", "secs", "second", "seconds", "s"]),
    "letter": frozenset(
        ["dir", "direction", "hemisphere", "hemi", "ns", "ew", "ref"]
    ),
}
# rows that show that a column holds no letters: most hold none
_SAMPLE: Final = 50
_PLAIN: Final = r"\d{1,3}(?:[.,]\d+)?"
"""A number of degrees without a sign or a letter of its own."""


def find_hemispheres(
    frame: pd.DataFrame, free: Iterable[str]
) -> dict[str, str]:
    """Find the columns that say N or S, and E or W, of coordinates in other columns.

    Both are needed: S and N alone may be yes and no.

    Parameters
    ----------
    frame
        The table.
    free
        Its columns that nothing else is read from.

    Returns
    -------
    dict
        latitude and longitude to the column's name, or empty.

    Examples
    --------
    >>> frame = pd.DataFrame({"Lat": [14.4, 2.5], "N/S": ["N", "S"], "E/W": ["W", "E"]})
    >>> find_hemispheres(frame, ["N/S", "E/W"])
    {'latitude': 'N/S', 'longitude': 'E/W'}
    >>> find_hemispheres(frame, ["N/S"])
    {}
    """
    found: dict[str, str] = {}
    for name in free:
        if not pd.api.types.is_string_dtype(frame[name]):
            continue
        said = frame[name].dropna()
        axis = _axis_of(said.head(_SAMPLE)) and _axis_of(said)
        if axis:
            found.setdefault(axis, name)
    return found if len(found) == len(AXES) else {}


def _axis_of(column: pd.Series[Any]) -> str:
    """Return the axis that all letters of a column belong to; empty where there are others."""
    said = plain_texts(column).str.casefold().str.rstrip(".").dropna()
    return next(
        (
            axis
            for axis in AXES
            if len(said) and said.isin(_LETTERS[axis]).all()
        ),
        "",
    )


def add_hemisphere(
    degrees: pd.Series[Any], letters: pd.Series[Any]
) -> pd.Series[Any]:
    """Write the letter behind the degrees that have no sign or letter of their own.

    Examples
    --------
    >>> add_hemisphere(pd.Series([14.4, -2.5]), pd.Series(["S", "S"])).to_list()
    ['14.4 S', '-2.5']
    """
    told, letter = plain_texts(degrees), plain_texts(letters)
    is_plain = told.str.fullmatch(_PLAIN).fillna(value=False)
    return (told + " " + letter).where(is_plain & letter.notna(), told)


def find_degree_parts(
    names: Collection[str],
) -> dict[str, dict[str, str]]:
    """Find columns of degrees and minutes, perhaps of seconds and a letter, for both axes.

    Returns
    -------
    dict
        latitude and longitude to their parts and the columns' names; empty where one lacks its
        degrees or minutes.

    Examples
    --------
    >>> find_degree_parts(["Lat deg", "Lat min", "LonDeg", "LonMin"])["longitude"]
    {'degrees': 'LonDeg', 'minutes': 'LonMin'}
    >>> find_degree_parts(["Lat deg", "Lat min", "Lon deg"])
    {}
    """
    lists = load_headings()
    words = {"latitude": lists.latitudes, "longitude": lists.longitudes}
    found: dict[str, dict[str, str]] = {axis: {} for axis in AXES}
    for name in names:
        folded = fold_name(name).split()
        for axis in AXES:
            rest = [word for word in folded if word not in words[axis]]
            if len(rest) == len(folded):
                continue
            part = _part_of("".join(rest))
            if part:
                found[axis].setdefault(part, name)
    is_whole = all(
        {"degrees", "minutes"} <= parts.keys() for parts in found.values()
    )
    return found if is_whole else {}


def join_degrees(
    frame: pd.DataFrame, parts: Mapping[str, str]
) -> pd.Series[Any]:
    """Write one axis as people write it in one cell.

    Examples
    --------
    >>> frame = pd.DataFrame({"d": [14], "m": [26.0], "s": ["49"], "ns": ["N"]})
    >>> parts = {"degrees": "d", "minutes": "m", "seconds": "s", "letter": "ns"}
    >>> join_degrees(frame, parts).to_list()
    ['14°26\\'49" N']
    """
    degrees, minutes = (
        plain_texts(frame[parts[part]]) for part in ("degrees", "minutes")
    )
    joined = (degrees + "°" + minutes + "'").fillna(degrees + "°")
    for part, mark, before in (("seconds", '"', ""), ("letter", "", " ")):
        if part in parts:
            said = before + plain_texts(frame[parts[part]]) + mark
            joined = joined + said.fillna("")
    return joined


def _part_of(word: str) -> str:
    return next(
        (part for part, words in _PARTS.items() if word in words), ""
    )
