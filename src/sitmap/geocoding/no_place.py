"""Words that name no place: "unknown", "N/A", "north", "police station".

The list is ``data/no_place.csv``.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from typing import Final

from sitmap.gazetteer.text import fold

DIRECTION: Final = "is a direction, and of what isn't said"
"""The reason for the words of direction."""

UNKNOWN: Final = "says that the place isn't known"
"""The reason for what stands for no place."""

_REASONS: Final = {
    "unknown": UNKNOWN,
    "direction": DIRECTION,
    "kind": "is a kind of place, and which one isn't said",
}
_DETERMINERS: Final = (
    "the ",
    "a ",
    "an ",
    "some ",
    "unknown ",
    "unidentified ",
    "unnamed ",
    "unspecified ",
    "several ",
    "main ",
    "local ",
)


def why_no_place(key: str) -> str:
    """Say why a folded phrase names no place; empty for what may name one.

    Examples
    --------
    >>> why_no_place("police station"), why_no_place("nice")
    ("is a kind of place, and which one isn't said", '')
    >>> why_no_place("an unnamed village")
    "is a kind of place, and which one isn't said"
    """
    listed = _listed()
    if key not in listed and not key.startswith(_DETERMINERS):
        return ""
    while (
        key not in listed and (shorter := _without_determiner(key)) != key
    ):
        key = shorter
    if key in listed:
        return _REASONS[listed[key]]
    return ""


def _without_determiner(key: str) -> str:
    return next(
        (
            key.removeprefix(word)
            for word in _DETERMINERS
            if key.startswith(word)
        ),
        key,
    )


@lru_cache(maxsize=1)
def _listed() -> dict[str, str]:
    """Read the list: folded phrase to what it says."""
    text = (files("sitmap.geocoding") / "data" / "no_place.csv").read_text(
        encoding="utf-8"
    )
    rows = csv.DictReader(
        line for line in text.splitlines() if not line.startswith("#")
    )
    return {fold(row["phrase"]): row["says"] for row in rows}
