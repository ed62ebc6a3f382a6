"""Territories with two codes: Kosovo XK or RS, Gaza PS or IL, as a source has it.

No code is said to be the right one: a place that isn't known in the country given is looked for
under the other code too.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sitmap.gazetteer import Place


class _Territory(NamedTuple):
    country: str
    units: frozenset[str]


def shared_codes(countries: frozenset[str]) -> frozenset[str]:
    """Return the codes under which territories of some countries may be listed.

    Examples
    --------
    >>> sorted(shared_codes(frozenset({"RS"}))), shared_codes(frozenset({"SY"}))
    (['XK'], frozenset())
    """
    return frozenset(
        territory.country
        for country in countries
        for territory in _territories().get(country, ())
        if territory.country not in countries
    )


def belongs_to(place: Place, countries: frozenset[str]) -> bool:
    """Tell whether a place has the code of one of some countries, in some source."""
    if place.country in countries:
        return True
    return any(
        territory.country == place.country
        and (not territory.units or place.admin1 in territory.units)
        for country in countries
        for territory in _territories().get(country, ())
    )


@lru_cache(maxsize=1)
def _territories() -> dict[str, tuple[_Territory, ...]]:
    text = (
        files("sitmap.geocoding") / "data" / "shared_codes.csv"
    ).read_text(encoding="utf-8")
    found: dict[str, tuple[_Territory, ...]] = {}
    for row in csv.DictReader(
        line for line in text.splitlines() if not line.startswith("#")
    ):
        units = frozenset(filter(None, row["units"].split("|")))
        territory = _Territory(row["also"], units)
        found[row["given"]] = (*found.get(row["given"], ()), territory)
    return found
