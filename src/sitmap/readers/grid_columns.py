"""Positions of a grid in columns of their own parts: zone, square, easting, northing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.readers.aliases import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NAMES: Final[Mapping[str, frozenset[str]]] = {
    "easting": frozenset(
        [
            "easting",
            "eastings",
            "utm easting",
            "easting utm",
            "utm e",
            "utm x",
            "x utm",
            "utme",
            "este",
            "coordenada este",
            "rechtswert",
        ]
    ),
    "northing": frozenset(
        [
            "northing",
            "northings",
            "utm northing",
            "northing utm",
            "utm n",
            "utm y",
            "y utm",
            "utmn",
            "norte",
            "coordenada norte",
            "hochwert",
        ]
    ),
    "zone": frozenset(
        [
            "zone",
            "utm zone",
            "zone utm",
            "utmzone",
            "grid zone",
            "gzd",
            "zona",
            "zona utm",
            "utm zona",
            "huso",
            "zone letter",
        ]
    ),
    "square": frozenset(
        [
            "square",
            "grid square",
            "100km square",
            "100 km square",
            "mgrs square",
            "square id",
        ]
    ),
}
_SAID: Final = re.compile(
    r"\b(?:m|metres|meters|wgs ?84|utm ?\d{1,2} ?[a-z]?|zone ?\d{1,2} ?[a-z]?)\b"
)
_ZONE: Final = re.compile(
    r"(?:utm|zone)\s*(\d{1,2}\s*[C-HJ-NP-X])(?![^\W\d_])", re.IGNORECASE
)


def find_grid_columns(names: Iterable[str]) -> dict[str, str]:
    """Find the columns that hold an easting and a northing, and what else says where they are.

    Returns
    -------
    dict
        easting, northing, and where there are such zone and square, to the column's name; empty
        without the first two.

    Examples
    --------
    >>> find_grid_columns(["Date", "UTM Zone", "Easting (m)", "Northing (m)"])
    {'easting': 'Easting (m)', 'northing': 'Northing (m)', 'zone': 'UTM Zone'}
    >>> find_grid_columns(["Zone", "Easting"])
    {}
    """
    found: dict[str, str] = {}
    listed = list(names)
    for part, known in _NAMES.items():
        for name in listed:
            folded = fold_name(name)
            if folded in known or _SAID.sub("", folded).strip() in known:
                found.setdefault(part, name)
    return found if {"easting", "northing"} <= found.keys() else {}


def join_grid(
    frame: pd.DataFrame, parts: Mapping[str, str]
) -> pd.Series[Any]:
    """Write the parts as one reference, UTM or MGRS, as people write it in one cell.

    Parameters
    ----------
    frame
        The table.
    parts
        What `find_grid_columns` found.

    Examples
    --------
    >>> frame = pd.DataFrame({"Zone": ["34T"], "Easting": [489090.0], "Northing": ["4748880"]})
    >>> join_grid(frame, find_grid_columns(frame.columns)).to_list()
    ['34T 489090 4748880']
    """
    east, north = (
        _digits(frame[parts[part]]) for part in ("easting", "northing")
    )
    zone = (
        _texts(frame[parts["zone"]])
        if "zone" in parts
        else _zone_of_heading(frame, parts)
    )
    if "square" in parts:
        widths = (each.str.len().max() for each in (east, north))
        width = max((int(n) for n in widths if pd.notna(n)), default=0)
        square = _texts(frame[parts["square"]])
        return (
            zone
            + " "
            + square
            + " "
            + east.str.zfill(width)
            + " "
            + north.str.zfill(width)
        )
    pair = east + " " + north
    return (zone + " " + pair).fillna(pair)


def _zone_of_heading(
    frame: pd.DataFrame, parts: Mapping[str, str]
) -> pd.Series[Any]:
    """Take the zone out of "Easting (UTM 34N)"."""
    found = _ZONE.search(parts["easting"]) or _ZONE.search(
        parts["northing"]
    )
    return pd.Series(
        found[1] if found else pd.NA, frame.index, dtype="string"
    )


def _texts(column: pd.Series[Any]) -> pd.Series[Any]:
    texts = column.astype("string").str.strip()
    return texts.mask(texts == "")


def _digits(column: pd.Series[Any]) -> pd.Series[Any]:
    """Write eastings without the point of a float and without marks of thousands."""
    return _texts(column).str.replace(
        r"\.0+$|[,' \u00a0\u202f](?=\d{3})", "", regex=True
    )
