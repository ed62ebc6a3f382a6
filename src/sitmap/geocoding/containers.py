"""What a place is said to lie in: countries, regions, districts, towns; the widest is read first.

In "Massingir, Gaza, Mozambique" the part farthest right holds all others: it is read first, and
what stands before it is looked for inside it only. What isn't known narrows nothing, and is told.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from sitmap.geocoding.areas import find_countries
from sitmap.geocoding.context import Context, is_inside
from sitmap.geocoding.phrases import parse_phrase
from sitmap.geocoding.units import find_seats, find_towns, find_units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitmap.gazetteer import Place, PlaceLibrary

_Units = tuple["Place", ...]
# letters of the longest code of a state: NSW, for one
_LONGEST_CODE: Final = 3
_MOST_READ: Final = 6
"""Containers that are read: a list of thirty names is no address."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the containers of a phrase came to.

    Attributes
    ----------
    context
        Where the place must lie.
    units
        What each container that is known may be, the widest first.
    unknown
        Containers that no country, region or town is called.
    """

    context: Context
    units: tuple[_Units, ...] = ()
    unknown: tuple[str, ...] = ()


class Containers:
    """Reads containers against a library of places.

    Parameters
    ----------
    library
        The indexes to look in.
    """

    def __init__(self, library: PlaceLibrary) -> None:
        self._library = library
        self._units = lru_cache(maxsize=4_096)(self._find_units)
        self._countries = lru_cache(maxsize=4_096)(self._find_countries)

    def read(
        self, names: Sequence[str], context: Context, *, towns: bool = True
    ) -> Held:
        """Narrow a context by containers.

        Parameters
        ----------
        names
            The containers, the smallest first.
        context
            What is known besides; nothing leaves it.
        towns
            Whether a town may be a container too: "Coney Island, Brooklyn".
        """
        held = Held(context)
        for name in tuple(reversed(names))[:_MOST_READ]:
            held = self._narrowed(held, name, towns=towns)
        return held

    def _narrowed(self, held: Held, name: str, *, towns: bool) -> Held:
        """Read the next container, inside those before it."""
        context = held.context
        countries, units = self._meanings(name, context)
        if units:
            known = frozenset(
                unit.country for unit in units if unit.country
            )
            inside = replace(
                context,
                countries=context.countries or known,
                regions=(*context.regions, units),
                is_assumed=context.is_assumed or not context.countries,
            )
            return replace(held, context=inside, units=(*held.units, units))
        if countries:
            return replace(
                held, context=replace(context, countries=countries)
            )
        seats = self._towns(name, context) if towns else ()
        if seats:
            inside = replace(context, regions=(*context.regions, seats))
            return replace(held, context=inside, units=(*held.units, seats))
        return replace(held, unknown=(*held.unknown, name))

    def _meanings(
        self, name: str, context: Context
    ) -> tuple[frozenset[str], _Units]:
        """Return the countries that a name means, and the units if it may be one of those (too).

        "Georgia" is a country and a state, "CA" Canada and California: what lies in it decides.
        """
        codes = self._countries(name)
        if context.countries:
            inside = codes & context.countries
            if inside and not context.regions:
                return inside, ()
            units = (
                ()
                if inside
                else self._within(
                    self._units(name, context.countries), context
                )
            )
            return inside, units
        units = self._units(name, frozenset())
        if not codes or not units:
            return codes, units
        wholes = (
            self._library.by_id(f"country:{code}") for code in sorted(codes)
        )
        return frozenset(), (*(whole for whole in wholes if whole), *units)

    def _within(self, units: _Units, context: Context) -> _Units:
        """Keep the units inside those that are read already; a unit inside itself is no news."""
        return tuple(
            unit
            for unit in units
            if all(is_inside(unit, outer) for outer in context.regions)
        )

    def _towns(self, name: str, context: Context) -> _Units:
        """Return the town that holds a place, with the district that may be meant by it."""
        return self._within(
            find_towns(self._library, name, context.countries), context
        )

    def _find_countries(self, name: str) -> frozenset[str]:
        return find_countries(self._library, [name])

    def _find_units(self, name: str, countries: frozenset[str]) -> _Units:
        coded = tuple(
            unit
            for unit in self._coded(name)
            if not countries or unit.country in countries
        )
        phrase = parse_phrase(name)
        found = find_units(self._library, phrase, countries)
        return (*coded, *found) or find_seats(
            self._library, phrase, countries
        )

    def _coded(self, name: str) -> _Units:
        """Return the states that have a code: WA is Washington and Western Australia."""
        if len(name) > _LONGEST_CODE or not name.isupper():
            return ()
        units = (
            self._library.by_id(f"admin1:{code}")
            for code in _state_codes().get(name, ())
        )
        return tuple(unit for unit in units if unit is not None)


@lru_cache(maxsize=1)
def _state_codes() -> dict[str, tuple[str, ...]]:
    """Read the codes that addresses end with: the code to the gazetteer's codes of the units."""
    text = (
        files("sitmap.geocoding") / "data" / "state_codes.csv"
    ).read_text(encoding="utf-8")
    codes: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader(
        line for line in text.splitlines() if not line.startswith("#")
    ):
        codes[row["code"]] = (*codes.get(row["code"], ()), row["unit"])
    return codes
