"""Names that begin with a direction, said in two ways: West Darfur is listed as Western Darfur."""

from __future__ import annotations

from typing import Final

_ENDING: Final = "ern"
_DIRECTIONS: Final = (
    *("north", "south", "east", "west"),
    *("northeast", "northwest", "southeast", "southwest"),
)


def other_direction(key: str) -> str:
    """Return a folded name with its direction said the other way; empty where it has none.

    Examples
    --------
    >>> other_direction("west darfur"), other_direction("northern aleppo"), other_direction("gao")
    ('western darfur', 'north aleppo', '')
    """
    first, _, rest = key.partition(" ")
    if not rest:
        return ""
    if first in _DIRECTIONS:
        return f"{first}{_ENDING} {rest}"
    short = first.removesuffix(_ENDING)
    return (
        f"{short} {rest}" if short != first and short in _DIRECTIONS else ""
    )
