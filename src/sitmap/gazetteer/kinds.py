"""Kinds of place: the vocabulary, and what a kind says about precision and prominence."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from sitmap.precision import Precision

Group = Literal["settlement", "area", "facility", "nature"]

KINDS: Final[dict[str, tuple[Group, Precision, float]]] = {
    # kind: (group, precision of a point that stands for it, usual radius in metres)
    "country": ("area", "country", 300_000),
    "admin1": ("area", "admin1", 75_000),
    "admin2": ("area", "admin2", 25_000),
    "admin3": ("area", "admin2", 12_000),
    "municipality": ("area", "admin2", 12_000),
    "region": ("area", "admin1", 75_000),
    "city": ("settlement", "place", 5_000),
    "town": ("settlement", "place", 2_500),
    "village": ("settlement", "place", 1_500),
    "quarter": ("settlement", "place", 1_000),
    "locality": ("settlement", "place", 2_500),
    "airport": ("facility", "exact", 2_000),
    "airbase": ("facility", "exact", 2_500),
    "base": ("facility", "exact", 1_000),
    "headquarters": ("facility", "exact", 500),
    "crossing": ("facility", "exact", 500),
    "checkpoint": ("facility", "exact", 500),
    "bridge": ("facility", "exact", 300),
    "dam": ("facility", "exact", 1_000),
    "nuclear_plant": ("facility", "exact", 1_500),
    "power_plant": ("facility", "exact", 1_500),
    "port": ("facility", "exact", 2_000),
    "hospital": ("facility", "exact", 500),
    "camp": ("facility", "exact", 1_500),
    "mine": ("facility", "exact", 2_000),
    "oil_field": ("facility", "place", 10_000),
    "prison": ("facility", "exact", 500),
    "school": ("facility", "exact", 300),
    "worship": ("facility", "exact", 300),
    "station": ("facility", "exact", 500),
    "building": ("facility", "exact", 300),
    "facility": ("facility", "exact", 1_000),
    "monument": ("facility", "exact", 500),
    "road": ("nature", "near", 10_000),
    "river": ("nature", "near", 50_000),
    "lake": ("nature", "near", 10_000),
    "sea": ("nature", "admin1", 200_000),
    "strait": ("nature", "near", 30_000),
    "island": ("nature", "place", 5_000),
    "mountain": ("nature", "place", 3_000),
    "pass": ("nature", "place", 1_500),
    "valley": ("nature", "near", 10_000),
    "forest": ("nature", "near", 10_000),
    "desert": ("nature", "admin1", 100_000),
    "park": ("nature", "near", 15_000),
    "nature": ("nature", "place", 3_000),
}

SETTLEMENTS: Final = frozenset(
    kind for kind, (group, _, _) in KINDS.items() if group == "settlement"
)
AREAS: Final = frozenset(
    kind for kind, (group, _, _) in KINDS.items() if group == "area"
)

UNCOUNTED_RANK: Final = 270
"""Prominence of a settlement without a population: nobody counted most villages (500 people)."""

# Kosovo comes before any city, Norfolk Island not before Norfolk; Ontario is the province, Donetsk
# the city.
_PEOPLED: Final = {"country": (250, 1.05), "admin1": (250, 0.45)}
# the top of the scale of prominence
_HIGHEST: Final = 1_000
# 2.5 km that gazetteers differ by (`settlement_radius_m`)
_SOURCES_APART_M: Final = 2_500
# people: a city, as the UN's degree of urbanisation has it
_CITY_POPULATION: Final = 50_000
# people: a town, as the UN's degree of urbanisation has it
_TOWN_POPULATION: Final = 5_000
_BASE_RANK: Final = {
    "region": 450,
    "admin2": 250,
    "municipality": 300,
    "admin3": 220,
}


def precision_of(kind: str) -> Precision:
    """Return the precision of a point that stands for a place of this kind."""
    return KINDS[kind][1] if kind in KINDS else "place"


def settlement_kind(population: int) -> str:
    """Name a settlement by its population: city, town or village.

    Examples
    --------
    >>> settlement_kind(700_000), settlement_kind(8_000), settlement_kind(0)
    ('city', 'town', 'village')
    """
    if population >= _CITY_POPULATION:
        return "city"
    return "town" if population >= _TOWN_POPULATION else "village"


def settlement_radius_m(population: int) -> float:
    """Radius in metres that holds a settlement, from its population.

    Built-up land grows a little slower than population: ``9·√population`` is 0.2 km for a village
    of 600, 2.8 km for 100,000 (Mitrovica) and 18 km for four million, about what their outlines
    measure. To that come 2.5 km that gazetteers differ by: one village in twenty lies farther from
    where another source puts it (UCDP's places in Ukraine against GeoNames' and Who's On First's).

    Examples
    --------
    >>> round(settlement_radius_m(100_000))
    5346
    """
    return _SOURCES_APART_M + 9 * math.sqrt(max(population, 0))


def prominence_of(kind: str, population: int = 0) -> int:
    """Prominence of a place, 0 to 1000: what a bare name means first.

    Examples
    --------
    >>> prominence_of("city", 700_000) > prominence_of("village", 656)
    True
    >>> prominence_of("country", 1_800_000) > prominence_of("city", 20_000_000)
    True
    """
    people = round(100 * math.log10(max(population, 0) + 1))
    if kind in SETTLEMENTS:
        return people
    if kind in _PEOPLED:
        floor, share = _PEOPLED[kind]
        return min(round(floor + share * people), _HIGHEST)
    return _BASE_RANK.get(kind, 150) + people // 10
