"""From a name and its context to ranked matches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.areas import short_name
from sitmap.gazetteer.distances import distance_m
from sitmap.gazetteer.kinds import AREAS, SETTLEMENTS, precision_of
from sitmap.gazetteer.text import MAX_LENGTH, fold
from sitmap.geocoding.areas import find_countries
from sitmap.geocoding.context import NO_CONTEXT, Context, is_inside
from sitmap.geocoding.match import Match, Outcome
from sitmap.geocoding.phrases import parse_phrase

if TYPE_CHECKING:
    from sitmap.gazetteer import Place, PlaceLibrary

__all__ = ["Resolver"]

_PRIMARY: Final = 60
_SUPPLEMENT: Final = 60
_NEAR: Final = 150
_AREA_PENALTY: Final = 40
_CLOSE_RANKS: Final = 60
_SAME_SPOT_M: Final = 15_000


class Resolver:
    """Resolves names against a library of places.

    Parameters
    ----------
    library
        The indexes to look in.
    """

    def __init__(self, library: PlaceLibrary) -> None:
        self.library = library

    def resolve(self, text: str, context: Context = NO_CONTEXT) -> Outcome:
        """Resolve one place phrase."""
        if len(text) > MAX_LENGTH:
            return Outcome("not_found", reason=f"{len(text)} characters are no place name")
        key = fold(text)
        if not key:
            return Outcome("not_found", reason="no letters in it")
        found = self._ranked(key, context)
        if not found:
            found = self._contained(text, context)
        if not found:
            return Outcome("not_found", reason=f"no place is called {text.strip()!r}{_where(context)}")
        return _outcome(found)

    def find_region(self, name: str, countries: frozenset[str]) -> tuple[tuple[Place, ...], ...]:
        """Find the units that a region's name may mean; nothing, if it isn't known."""
        key = fold(short_name(name))
        units = tuple(self.library.exact(key, countries))
        areas = tuple(place for place in units if place.kind in AREAS)
        return (areas or units,) if units else ()

    def _contained(self, text: str, context: Context) -> list[Match]:
        """Look up the first part of "Banjska, Zvečan, Kosovo" inside the others."""
        phrase = parse_phrase(text)
        key = fold(phrase.name)
        if not key or not phrase.containers:
            return []
        countries: frozenset[str] = context.countries
        regions = list(context.regions)
        for container in phrase.containers:
            codes = find_countries(self.library, [container])
            if codes:
                countries = codes & countries if countries else codes
            elif units := tuple(self.library.exact(fold(container))):
                regions.append(units)
        narrowed = Context(countries, tuple(regions), context.near, context.bbox, context.bounded)
        return self._ranked(key, narrowed)

    def _ranked(self, key: str, context: Context) -> list[Match]:
        places = self.library.exact(key, context.countries)
        for units in context.regions:
            places = [place for place in places if is_inside(place, units)]
        if context.bounded:
            places = [place for place in places if context.in_box(place)]
        matches = [_match(place, key, context) for place in places]
        return sorted(matches, key=lambda match: (-match.rank, match.place.id))


def _match(place: Place, key: str, context: Context) -> Match:
    primary = fold(place.name) == key
    rank = place.rank + (_PRIMARY if primary else 0) + (_SUPPLEMENT if place.source == "supplement" else 0)
    if place.kind in AREAS and place.kind != "country":
        rank -= _AREA_PENALTY
    if context.near is not None and distance_m(*context.near, place.lat, place.lon) < place.uncertainty_m + 50_000:
        rank += _NEAR
    if context.bbox is not None and context.in_box(place):
        rank += _NEAR
    return Match(
        place,
        0.97 if primary else 0.93,
        "exact" if primary else "alternate",
        precision_of(place.kind),
        place.uncertainty_m,
        place.lat,
        place.lon,
        place.name,
        f"{'main' if primary else 'another'} name of the {place.kind}{_where(context)}",
        rank,
    )


def _where(context: Context) -> str:
    return f" in {', '.join(sorted(context.countries))}" if context.countries else ""


def _outcome(found: list[Match]) -> Outcome:
    best = found[0]
    rivals = [match for match in found[1:] if _rivals(best, match)]
    if not rivals:
        return Outcome("found", tuple(found))
    return Outcome("ambiguous", tuple(found), reason=f"{len(rivals) + 1} places of this name are equally likely")


def _rivals(best: Match, other: Match) -> bool:
    """Tell whether another match is as likely and somewhere else."""
    if best.rank - other.rank > _CLOSE_RANKS or (best.place.kind in SETTLEMENTS and other.place.kind in AREAS):
        return False
    return distance_m(best.lat, best.lon, other.lat, other.lon) > best.uncertainty_m + _SAME_SPOT_M
