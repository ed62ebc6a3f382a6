"""What kind of place a mention is: a town, a country, how coarse, how far from another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.kinds import KINDS, SETTLEMENTS
from sitmap.gazetteer.text import fold
from sitmap.geodesy import distance_m

if TYPE_CHECKING:
    from sitmap.reports.places.mentions import Mention

PLACE_KINDS: Final = ("place", "facility", "region")
"""Kinds of mention that can place an event."""
ORDER: Final = {"facility": 0, "settlement": 1, "nature": 2, "area": 3}
"""Groups of kinds of place, the finest first."""

ONE_TOWN_M: Final = 30_000.0
"""A city and its suburbs."""
GREAT_CITY: Final = 200_000
"""People of a city that news names without its country, and in which the whole country's
agencies, officials and reporters speak."""


def is_country(mention: Mention) -> bool:
    """Tell a country."""
    return mention.place is not None and mention.place.kind == "country"


def is_town(mention: Mention) -> bool:
    """Tell a settlement of any size."""
    return mention.place is not None and mention.place.kind in SETTLEMENTS


def is_unplaced_thing(mention: Mention) -> bool:
    """Tell a street or a building that the gazetteer lacks: its town is told elsewhere."""
    return mention.place is None and mention.kind == "facility"


def is_area(mention: Mention) -> bool:
    """Tell a unit, a region or a country."""
    place = mention.place
    return place is not None and KINDS[place.kind][0] == "area"


def coarseness(mention: Mention) -> int:
    """Return a rank: 0 of a facility, up to a country's, which is beyond all of `ORDER`."""
    if mention.place is None:
        return ORDER["settlement"]
    if mention.place.kind == "country":
        return len(ORDER) + 1
    return ORDER[KINDS.get(mention.place.kind, ("settlement",))[0]]


def is_alias(mention: Mention) -> bool:
    """Tell a place that bears the name as another spelling."""
    return fold(mention.surface) != fold(mention.name)


def away_m(one: Mention, two: Mention) -> float:
    """Return the metres between two mentions that have coordinates."""
    assert one.lat is not None and one.lon is not None  # noqa: S101, PT018 - for mypy
    assert two.lat is not None and two.lon is not None  # noqa: S101, PT018 - for mypy
    return distance_m(one.lat, one.lon, two.lat, two.lon)
