"""Where a place is that no gazetteer has: one that is spelled alike, or what holds it.

Half of the villages that news names aren't in the embedded gazetteer. "Haut-Mbomou" in the same
sentence, the heading or the town that the report is from say where such a one lies, more or less.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer import default_folders, open_gazetteer
from sitmap.gazetteer.kinds import KINDS, precision_of
from sitmap.gazetteer.text import fold
from sitmap.geocoding.context import Context
from sitmap.geocoding.kind_words import facility_word, place_word
from sitmap.reports.places.mentions import UNLISTED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitmap.gazetteer import Place, PlaceLibrary
    from sitmap.geocoding.match import Match
    from sitmap.geocoding.resolver import Resolver
    from sitmap.reports.places.mentions import Mention

_INSIDE_M: Final = 10_000.0
"""How far a village is from the middle of what holds it, beside that one's own size."""
GUESSED: Final = 0.6
"""The most that a place scores that no gazetteer has."""
_UNITS: Final = frozenset({"admin1", "admin2", "admin3", "municipality"})
"""Kinds of what holds many villages."""
_ALIKE: Final = 0.5
"""Score from which a name of the same country is the same in another spelling."""
# letters; shorter words resemble too many names
_LEAST_LETTERS: Final = 5
_SAME: Final = 100.0
_LETTERS: Final = 80.0
"""Least likeness of spellings: Rampura and Rangpur have 71, Um Ruwaba and Umm Ruwaba 95."""


@lru_cache(maxsize=1)
def _resolver(library: PlaceLibrary) -> Resolver:
    # what resolves phrases is imported by the first name that is looked for so
    from sitmap.geocoding.resolver import Resolver

    return Resolver(library)


def find_alike(
    mention: Mention, countries: Iterable[str]
) -> Mention | None:
    """Return an unlisted name as the place of these countries that is spelled like it.

    Parameters
    ----------
    mention
        The name.
    countries
        Codes of the countries that the report is about.
    """
    told = place_word(mention.surface, at_end=True)
    thing = facility_word(mention.surface, at_end=True)
    bare = thing.rest if thing else mention.surface
    written = told.rest if told else bare
    found = (_find_town(bare, written, each) for each in countries)
    best = next((each for each in found if each is not None), None)
    if best is None:
        return None
    is_unit = told is not None and not _UNITS.isdisjoint(told.kinds)
    alike = _at_match(mention, best)
    return _widen_to_unit(alike) if is_unit else alike


def find_namesake(mention: Mention, country: str) -> Mention | None:
    """Return the settlement of a country that bears the very name that is written.

    Parameters
    ----------
    mention
        A place of this name elsewhere.
    country
        The code of the country.
    """
    library = open_gazetteer(*default_folders())
    towns = [
        each
        for each in library.exact(fold(mention.surface), (country,))
        if KINDS[each.kind][0] == "settlement"
    ]
    if not towns:
        return None
    best = max(towns, key=lambda each: each.rank)
    here = _at_place(mention, best, f"the one of its name in {country}")
    return replace(here, score=GUESSED)


def _find_town(surface: str, written: str, country: str) -> Match | None:
    """Return the settlement of a country whose name differs in a letter or two."""
    resolver = _resolver(open_gazetteer(*default_folders()))
    best = resolver.resolve(surface, Context(frozenset({country}))).best
    if (
        best is None
        or best.score < _ALIKE
        or KINDS[best.place.kind][0] != "settlement"
    ):
        return None
    return best if _is_near_in_letters(written, best.place) else None


def _at_match(mention: Mention, best: Match) -> Mention:
    here = _at_place(mention, best.place, f"spelled like {best.place.name}")
    return replace(
        here,
        lat=best.lat,
        lon=best.lon,
        uncertainty_m=best.uncertainty_m,
        score=min(best.score, GUESSED),
    )


def _at_place(mention: Mention, place: Place, why: str) -> Mention:
    return replace(
        mention,
        name=place.name,
        place_id=place.id,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        precision=precision_of(place.kind),
        uncertainty_m=place.uncertainty_m,
        why=why,
        place=place,
    )


def _widen_to_unit(town: Mention) -> Mention:
    """Widen the town that a unit is called by to the unit: "Kanbalu Township"."""
    _, precision, uncertainty_m = KINDS["admin2"]
    return replace(
        town,
        precision=precision,
        uncertainty_m=max(town.uncertainty_m or 0.0, uncertainty_m),
        why=f"{UNLISTED}; called by {town.name}",
    )


def _is_near_in_letters(surface: str, place: Place) -> bool:
    """Tell whether a name of a place differs from what is written in a letter or two."""
    from rapidfuzz.fuzz import ratio  # as seldom asked as the resolver

    told = fold(surface)
    least = _LETTERS if len(surface) >= _LEAST_LETTERS else _SAME
    names = (
        place.name,
        *place.names,
        *(name for _, name in place.names_by_language),
    )
    likeness = (ratio(told, fold(name)) for name in names)
    return any(each >= least for each in likeness)


def put_into(mention: Mention, holder: Mention) -> Mention:
    """Return an unlisted name at the place that holds it, as unsure as that is.

    Parameters
    ----------
    mention
        The name; it keeps its own words.
    holder
        A place with coordinates.
    """
    return replace(
        holder,
        start=mention.start,
        end=mention.end,
        surface=mention.surface,
        precision=holder.precision
        if holder.precision in ("admin1", "admin2")
        else "near",
        uncertainty_m=(holder.uncertainty_m or 0.0) + _INSIDE_M,
        score=min(holder.score, GUESSED),
        why=f"{UNLISTED}; told of {holder.name}",
    )


def put_at(name: Mention, spot: Mention) -> Mention:
    """Return an unlisted name at the spot that is told of it: "X, 12 km west of Mirebalais".

    Parameters
    ----------
    name
        The name; it keeps its own words.
    spot
        A computed point.
    """
    return replace(
        spot,
        start=name.start,
        end=name.end,
        surface=name.surface,
        score=min(spot.score, GUESSED),
        why=f"{UNLISTED}; {spot.why}",
    )
