"""Which places a name may mean.

It asks gazetteer, short forms, demonyms and world regions at once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.gazetteer.text import fold
from sitmap.reports.languages import DEFAULT
from sitmap.reports.languages.compiled import compile_pattern, per_language
from sitmap.reports.places.arabic_articles import with_other_articles
from sitmap.reports.places.words import (
    load_codes,
    load_counties,
    load_demonyms,
    load_middles,
    load_other_names,
    load_regions,
    load_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitmap.gazetteer import Place, PlaceLibrary

# places of one name that are weighed
_MOST: Final = 40
# runs of words that are kept with their answers
_MOST_RUNS: Final = 200_000
# letters of a state's code
_CODE_LENGTH: Final = 2
# prominence of a town of 10,000 people
_KNOWN: Final = 400


class _Runs(set[str]):
    """Runs of words that name nothing, as written; too many, and all are forgotten."""

    def add(self, run: str) -> None:
        if len(self) > _MOST_RUNS:
            self.clear()
        super().add(run)


_BEGINNINGS: Final = (2, 3)
"""Words of a name's first two tokens: "D.I. Khan" has three in two."""


class Lookup:
    """Names to places, remembered: a report says the same names again and again.

    Parameters
    ----------
    library
        The gazetteer's indexes.
    language
        Whose words the names are in.
    """

    def __init__(
        self, library: PlaceLibrary, language: str = DEFAULT
    ) -> None:
        self.library = library
        self.language = language
        self._known: dict[str, tuple[Place, ...]] = {}
        self.nothing = _Runs()
        self._beginnings: dict[str, bool] = {}
        self._regions = load_regions()
        own = (*self._regions, *load_other_names())
        self._own_beginnings = frozenset(
            " ".join(name.split(" ")[:words])
            for name in own
            for words in _BEGINNINGS
        )
        self._short = load_codes("abbreviations.csv", language)
        self._bare = {
            form.replace(".", ""): code
            for form, code in self._short.items()
        }

    def places(self, key: str) -> tuple[Place, ...]:
        """Return the places that have this folded name, the most prominent first."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._find(key)
        return found

    def begins_name(self, words: str) -> bool:
        """Tell whether any listed name begins so."""
        known = self._beginnings.get(words)
        if known is None:
            if len(self._beginnings) > _MOST_RUNS:
                self._beginnings.clear()
            known = words in self._own_beginnings
            known = known or self.library.has_prefix(words)
            first, _, rest = words.partition(" ")
            articles = with_other_articles(first, rest)
            known = known or any(map(self.library.has_prefix, articles))
            self._beginnings[words] = known
        return known

    def short_form(self, form: str) -> Place | None:
        """Return what "N.C.", "Calif.", "US" and their like stand for."""
        code = self._short.get(form)
        return self.by_code(code) if code else None

    def bare_form(self, form: str) -> Place | None:
        """Return what "NC" or "Calif" stands for: a short form without its full stops."""
        code = self._bare.get(form)
        return self.by_code(code) if code else None

    def counties(self, key: str) -> tuple[Place, ...]:
        """Return the counties of this name, with or without the word "county"."""
        counties = load_counties()
        return (
            counties.get(key)
            or counties.get(f"{key} county")
            or counties.get(f"{key} parish", ())
        )

    def demonym(self, key: str) -> Place | None:
        """Return the place that a word like "serbian" is from."""
        code = load_demonyms(self.language).get(key)
        return self.by_code(code) if code and code != "XX" else None

    def phrase(self, words: str) -> Place | None:
        """Return what "Kosovo" or "Alexandria, Louisiana" means: the first lies in the last."""
        names = [part.strip() for part in words.split(",") if part.strip()]
        if not names:
            return None
        found = self.places(fold(names[0]))
        if len(names) > 1:
            units = self.places(fold(names[-1]))[:3]
            found = tuple(
                place
                for place in found
                for unit in units
                if _lies_in(place, unit)
            )
        return next(iter(found), None)

    def home_of(self, source: str) -> list[Place]:
        """Return the place in a paper's name ("Kansas City Star"), or its address's country."""
        for word in source.lower().replace("/", " ").split():
            ending = word.rpartition(".")[2].upper()
            country = (
                self.by_code({"UK": "GB"}.get(ending, ending))
                if "." in word and len(ending) == _CODE_LENGTH
                else None
            )
            if country is not None:
                return [country]
        words = fold(source).split()
        for size in (3, 2, 1):
            for at in range(len(words) - size + 1):
                found = self.places(" ".join(words[at : at + size]))
                if (
                    found
                    and found[0].rank > _KNOWN
                    and not set(words[at : at + size])
                    & load_words(self.language).common_words
                ):
                    return [found[0]]
        return []

    def by_code(self, code: str) -> Place | None:
        """Return the place of a code of our lists.

        ``US``, ``US.OH``, ``geonames:…``, ``=Europe``.
        """
        if code.startswith("="):
            return next(iter(self.places(fold(code[1:]))), None)
        prefix = (
            "" if ":" in code else "admin1:" if "." in code else "country:"
        )
        key = f" {prefix}{code}"
        if key not in self._known:
            place = self.library.by_id(prefix + code)
            self._known[key] = (_centred(place),) if place else ()
        return next(iter(self._known[key]), None)

    def _find(self, key: str) -> tuple[Place, ...]:
        if key in self._regions:
            return (_centred(self._regions[key]),)
        found = self.library.exact(key)
        if not found:
            others = map(self.library.exact, self._respelled(key))
            found = next(filter(None, others), [])
        if not found:
            return ()
        found = _without_foreign_countries(found, key, self.language)
        best = sorted(found, key=lambda place: -_standing(place, key))[
            :_MOST
        ]
        return tuple(_centred(place) for place in best)

    def _respelled(self, key: str) -> Iterator[str]:
        """Yield "saint paul" for "st paul", "ad durayhimi" for "al durayhimi", and the like."""
        if key in (others := load_other_names()):
            yield others[key]
        first, space, rest = key.partition(" ")
        if not space:
            return
        other = load_words(self.language).spellings.get(first)
        if other:
            yield f"{other} {rest}"
        yield from with_other_articles(first, rest)


def _without_foreign_countries(
    places: Sequence[Place], key: str, language: str
) -> list[Place]:
    """Leave out a country that has the name of its city in other languages alone.

    Tunisia is "Tunis" in Serbian; in English that is the city.
    """
    cities = {
        each.country
        for each in places
        if each.kind in SETTLEMENTS and fold(each.name) == key
    }
    return [
        each
        for each in places
        if each.kind != "country"
        or each.country not in cities
        or fold(each.name) == key
        or language.partition("-")[0] in _languages_of(each, key)
    ]


def _languages_of(place: Place, key: str) -> set[str]:
    """Return the languages that call a place so."""
    told = place.names_by_language
    return {language for language, name in told if fold(name) == key}


def _lies_in(place: Place, unit: Place) -> bool:
    inside = place.country == unit.country and place.id != unit.id
    return inside and (
        unit.kind == "country"
        or (bool(unit.admin1) and place.admin1 == unit.admin1)
    )


def _centred(place: Place) -> Place:
    """Put a very large unit's point into the middle of the unit, not of its towns."""
    large = place.kind in ("admin1", "region")
    middle = load_middles().get(place.id) if large else None
    return place._replace(lat=middle[0], lon=middle[1]) if middle else place


def _standing(place: Place, key: str) -> int:
    return place.rank - (0 if is_main_name(place, key) else 100)


@per_language
def _unit_words(language: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_words(language).unit_name_words))
    return compile_pattern(rf"\b(?:{words})\b ?", language)


def is_main_name(place: Place, key: str, language: str = DEFAULT) -> bool:
    """Tell whether a folded name is the one that the place is listed under, in some language."""
    main = fold(place.name)
    if key == main or any(
        key == fold(name) for _, name in place.names_by_language
    ):
        return True
    # without the words of units the name is shorter, and what is left of it stood there
    shorter = len(key) < len(main) and key.partition(" ")[0] in main
    return shorter and _unit_words(language).sub("", main).strip() == key
