"""What files of boundaries call their areas: names, level and codes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.errors import InputError
from sitmap.readers.aliases import fold_name

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMES: Final = (
    *(
        "name",
        "name en",
        "name sq",
        "name sr",
        "shape name",
        "shapename",
        "admin name",
    ),
    *(
        "wof name",
        "names primary",
        "names",
        "namelsad",
        "name latn",
        "nuts name",
        "name engli",
    ),
    *(
        "label",
        "area",
        "area name",
        "district",
        "municipality",
        "sector",
        "region",
        "title",
    ),
    *(
        "naziv",
        "emri",
        "nom",
        "nombre",
        "назва",
        "название",
        "назив",
        "име",
        "الاسم",
        "ad",
        "adi",
    ),
)
"""Folded; of geoBoundaries, Natural Earth, Who's On First, Overture, NUTS, and of people's own."""

_BY_LEVEL: Final = (
    re.compile(
        r"adm(?:in)? ?(?P<level>[0-5]) (?:name|en|ref name)$"
    ),  # COD-AB, new and old
    re.compile(r"name ?(?P<level>[0-5])$"),  # GADM
    re.compile(
        r"adm(?:in)? ?(?P<level>[0-5]) (?:name ?\d|(?!pcode)[a-z]{2})$"
    ),  # in other languages
    re.compile(
        r"(?:lad|ltla|ctyua|rgn|wd|lsoa|msoa)\d{2}nm$"
    ),  # of the United Kingdom
)
_CODES: Final = (
    re.compile(r"adm(?:in)? ?(?P<level>[0-5]) pcode$"),
    re.compile(r"gid ?(?P<level>[0-5])$"),
    re.compile(r"(?:shape id|wof id|nuts id|geoid|pcode|iso 3166 2|id)$"),
)
_LEVELS: Final = ("country", "admin1", "admin2")
_TOLD: Final = 300  # letters of a refusal


def find_names(names: Sequence[str]) -> list[str]:
    """List the columns that name a table's areas, the best first: of units, the finest level's.

    Examples
    --------
    >>> find_names(["adm1_name", "adm2_name", "adm2_name1", "adm2_pcode", "area_sqkm"])
    ['adm2_name', 'adm2_name1']
    >>> find_names(["GID_0", "NAME_0", "NAME_1", "NAME_2"]), find_names(["wof:name", "wof:id"])
    (['NAME_2'], ['wof:name'])
    """
    folded = {name: fold_name(name) for name in names}
    plain = [
        name for word in _NAMES for name in names if folded[name] == word
    ]
    levels = {name: _level_of(key) for name, key in folded.items()}
    finest = max(
        (level for level in levels.values() if level is not None),
        default=None,
    )
    named = [
        name
        for pattern in _BY_LEVEL
        for name in names
        if pattern.match(folded[name]) and levels[name] == finest
    ]
    own = [
        name
        for name in plain
        if folded[name] == "name" or folded[name].startswith("name ")
    ]
    return list(dict.fromkeys([*own, *named, *plain]))


def _level_of(key: str) -> int | None:
    for pattern in _BY_LEVEL[:-1]:
        if found := pattern.match(key):
            return int(found["level"])
    return None


def find_level(name: str) -> str:
    """Return the level that a column's name says: country, admin1, admin2 and what is finer.

    Examples
    --------
    >>> find_level("adm2_name"), find_level("NAME_1"), find_level("ADM3_EN"), find_level("name")
    ('admin2', 'admin1', 'admin2', '')
    """
    level = _level_of(fold_name(name))
    return "" if level is None else _LEVELS[min(level, len(_LEVELS) - 1)]


def find_codes(names: Sequence[str]) -> list[str]:
    """List the columns that tell areas apart by a code, the finest level's first.

    Examples
    --------
    >>> find_codes(["adm1_pcode", "adm2_pcode", "adm2_name"])
    ['adm2_pcode', 'adm1_pcode']
    """
    found = [
        (name, match.groupdict().get("level") or "0")
        for pattern in _CODES
        for name in names
        if (match := pattern.match(fold_name(name)))
    ]
    return [
        name for name, _ in sorted(found, key=lambda pair: -int(pair[1]))
    ]


def name_areas(
    table: pd.DataFrame, given: str | None = None
) -> tuple[list[list[str]], str]:
    """Name each area of a table: its names, the first to call it by, and their level.

    Parameters
    ----------
    table
        Attributes of the areas, without their geometry.
    given
        The column that names them, as the user says.

    Raises
    ------
    InputError
        No column names them; with those that may.
    """
    columns = [str(name) for name in table.columns]
    named = [given] if given is not None else find_names(columns)
    if not named or named[0] not in columns:
        lacks = (
            f"no column {given!r}"
            if given is not None
            else "no column `name` to call them by"
        )
        told = (
            f"the table of areas has {lacks}; it has {', '.join(columns)}"
        )
        remedy = '. Say which: name="…" (--area-name …)'
        raise InputError(told[: _TOLD - len(remedy)] + remedy)
    chosen = table.set_axis(columns, axis=1)[named]
    rows = chosen.astype(object).to_numpy()
    return [
        [_text(value) for value in row if _says(value)] or [""]
        for row in rows
    ], find_level(named[0])


def _says(value: Any) -> bool:
    return isinstance(value, dict) or (
        pd.api.types.is_scalar(value) and not pd.isna(value)
    )


def _text(value: Any) -> str:
    """Return a name; of Overture's record of names, the primary one."""
    record = value
    if isinstance(value, str) and value.startswith("{"):
        try:
            record = json.loads(value)
        except ValueError:
            record = value
    if isinstance(record, dict):
        return str(record.get("primary") or next(iter(record.values()), ""))
    return str(value)
