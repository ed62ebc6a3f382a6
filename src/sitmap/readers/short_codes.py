"""Short plus codes, which need a place near them: the town behind the code, or the row's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from sitmap.readers.notations.grids import read_plus_code
from sitmap.readers.notations.position import Position
from sitmap.readers.notations.positions import is_short_reference

if TYPE_CHECKING:
    from sitmap.readers.notations.points import Points


def find_short_codes(column: pd.Series[Any]) -> pd.Series[bool]:
    """Tell the rows whose cell is a short plus code, with or without a town behind it.

    Examples
    --------
    >>> find_short_codes(pd.Series(["VVR8+HC Zvečan", "8GJ2VVR8+HC", "42.9, 20.8"])).to_list()
    [True, False, False]
    """
    texts = column.astype("string")
    coded = (
        texts.str.contains("+", regex=False)
        .fillna(value=False)
        .astype(bool)
    )
    short = {
        text: is_short_reference(text) for text in texts[coded].unique()
    }
    return coded & texts.map(short).fillna(value=False).astype(bool)


def place_short_codes(
    column: pd.Series[Any], table: pd.DataFrame
) -> Points:
    """Read short plus codes by the towns that they or their rows name.

    Parameters
    ----------
    column
        Cells that `find_short_codes` told.
    table
        Under our names; its ``place`` and ``country`` help.
    """
    from sitmap.geocoding import geocode
    from sitmap.readers.notations.points import place_cells

    parts = (
        column.astype("string")
        .str.strip()
        .str.split(n=1, expand=True)
        .reindex(columns=[0, 1])
        .astype("string")
    )
    own = table["place"].reindex(column.index) if "place" in table else None
    town = (
        parts[1] if own is None else parts[1].fillna(own.astype("string"))
    )
    country = (
        table["country"].reindex(column.index)
        if "country" in table
        else None
    )
    named = town.fillna("")
    places = geocode(named, country=country)
    found = {
        label: _read(code, town, places.loc[label])
        for label, code, town in zip(
            column.index, parts[0], named, strict=True
        )
    }
    keys = pd.Series(
        [str(label) for label in column.index], column.index, dtype="string"
    )
    told = {key: found[label] for label, key in keys.items()}
    points = place_cells(keys, told)
    problems = {
        label: f"coordinates {column[label]!r} {found[label]}"
        for label in points.problems
        if isinstance(found[label], str)
    }
    return type(points)(
        points.geometry,
        points.problems | problems,
        points.uncertainty_m,
        points.precision,
    )


def _read(code: str, town: str, place: Any) -> Position | str:
    if not town:
        return (
            "is a short plus code; write the full code, or a town behind it"
        )
    if place["status"] != "found":
        return f"is a short plus code, and {town!r} is no one place; write the full code"
    near = Position(place.geometry.x, place.geometry.y)
    return read_plus_code(code.rstrip(","), near) or "is no plus code"
