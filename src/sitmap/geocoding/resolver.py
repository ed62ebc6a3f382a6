"""From a place phrase and its context to ranked matches: the readings of a phrase, tried in turn."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.distances import box_around, distance_m
from sitmap.gazetteer.kinds import AREAS, SETTLEMENTS
from sitmap.gazetteer.text import MAX_LENGTH, fold
from sitmap.geocoding.areas import find_countries
from sitmap.geocoding.candidates import find_exact, find_similar, find_sounding, find_units
from sitmap.geocoding.context import NO_CONTEXT, Context, is_inside
from sitmap.geocoding.match import Match, Outcome
from sitmap.geocoding.noplaces import DIRECTION, UNKNOWN, why_no_place
from sitmap.geocoding.offsets import apply_offset, closest_pair, midpoint
from sitmap.geocoding.phrases import Offset, Phrase, parse_part, parse_phrase
from sitmap.geocoding.ranking import Candidate, rank_candidates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sitmap.gazetteer import Place, PlaceLibrary

__all__ = ["Resolver"]

_SURE: Final = 0.6
# Somewhere in the world there is a place that any word resembles.
_SURE_OF_RESEMBLANCE: Final = 0.75
# A word such as "Most" or "Pueblo" is meant as a name, without a country, only where a large city
# has it.
_LARGE_CITY: Final = 480
_WELL_KNOWN: Final = 420
_VOWELS_APART: Final = 2
_AREA_SCORE: Final = 0.7
_WIDE_AREA_SCORE: Final = 0.55
_WIDE_AREA_M: Final = 30_000
_AREA_RADIUS_M: Final = 60_000
_FACILITY_REACH_M: Final = 30_000
_FACILITY_SCORE: Final = 0.75
_TOWNS_TRIED: Final = 4
_MISSING_FACILITY_M: Final = 10_000
_CODE_LENGTHS: Final = (3, 4)
_COUNTRIES_TOLD: Final = 3
_SURE_BESIDE: Final = 0.8
_BESIDE_M: Final = 100_000


class Resolver:
    """Resolves place phrases against a library of places.

    Parameters
    ----------
    library
        The indexes to look in.
    """

    def __init__(self, library: PlaceLibrary) -> None:
        self.library = library
        self.find_region = lru_cache(maxsize=4_096)(self._find_region)
        self._covered = frozenset(
            country for index in library.indexes[1:] for country in index.countries()
        )

    def resolve(self, text: str, context: Context = NO_CONTEXT) -> Outcome:
        """Resolve one place phrase."""
        if len(text) > MAX_LENGTH:
            return Outcome("not_found", reason=f"{len(text)} characters are no place name")
        key = fold(text)
        if not key:
            return Outcome("not_found", reason="no letters in it")
        fault = why_no_place(key)
        if fault and not self._is_name(text, key, fault, context):
            return Outcome("not_found", reason=_no_place(fault))
        matches = self._ranked(self._called(key, context), context)
        if not matches:
            matches, fault = self._read(text, context)
        if not matches:
            return Outcome(
                "not_found", reason=_no_place(fault) if fault else self._unknown(context)
            )
        return _outcome(matches, context)

    def _is_name(self, text: str, key: str, fault: str, context: Context) -> bool:
        """Tell whether a word that is mostly no place is one here: a capitalised name, written as the gazetteer has it.

        Of the supplement, in the country that is given, or of a large city.
        """
        if text == text.lower():
            return False
        places = [candidate.place for candidate in find_exact(self.library, key, context)]
        if any(place.source == "supplement" for place in places):
            return True
        named = [place for place in places if place.name.casefold() == text.strip().casefold()]
        if context.countries or not text.isascii():  # Villé is a village, and its mark no accident
            return bool(named)
        return fault != DIRECTION and any(
            place.rank >= _LARGE_CITY and place.kind in SETTLEMENTS for place in named
        )

    def _unknown(self, context: Context) -> str:
        """Say that nothing is known by a name, and what helps."""
        helps = [] if context.countries else ["give its country"]
        helps.append("try another spelling")
        if lacking := sorted(context.countries - self._covered):
            codes = " ".join(lacking[:_COUNTRIES_TOLD])
            helps.append(f"add the country's villages with `sitmap gazetteer add {codes}`")
        elif not context.countries:
            helps.append("add a country's villages with `sitmap gazetteer add`")
        return f"no place of this name is known{_where(context)}; {', or '.join(helps)}"

    def _called(self, key: str, context: Context) -> list[Candidate]:
        """Return the places of this name, and beside a small one those whose name is another transcription of it."""
        exact = find_exact(self.library, key, context)
        if (
            not exact
            or not context.countries
            or max(candidate.place.rank for candidate in exact) > _WELL_KNOWN
        ):
            return exact
        known = {candidate.place.id for candidate in exact}
        others = find_sounding(self.library, key, context)
        return exact + [
            other
            for other in others
            if other.place.id not in known and other.edits <= _VOWELS_APART
        ]

    def _read(self, text: str, context: Context) -> tuple[list[Match], str]:
        """Try the readings of a phrase: what it says, a part of a place, a code; say why if its head is no name."""
        if codes := self._code(text, context):
            return codes, ""
        phrase = parse_phrase(text)
        fault = self._fault(phrase, context)
        inside, units = self._narrowed(phrase, context)
        if fault:
            return self._around(phrase, units), fault
        matches = self._phrase(phrase, inside)
        if not matches and (part := parse_part(text)) is not None:
            matches = self._phrase(part, self._narrowed(part, context)[0])
        if not matches and phrase.facility:
            matches = self._town_around(phrase, context)
        matches = matches or self._beside_seat(phrase, context)
        return matches or self._around(phrase, units or context.regions), ""

    def _beside_seat(self, phrase: Phrase, context: Context) -> list[Match]:
        """Find a sure place in the larger region, outside the district and not far: districts are redrawn.

        Alone, a district keeps its bounds, unless a town stands for it and its extent isn't known.
        """
        if not context.regions or (
            len(context.regions) == 1 and context.regions[-1][0].kind not in SETTLEMENTS
        ):
            return []
        seat = context.regions[-1][0]
        return [
            match
            for match in self._phrase(phrase, replace(context, regions=context.regions[:-1]))[:1]
            if match.score >= _SURE_BESIDE and not match.resembles
            and distance_m(seat.lat, seat.lon, match.lat, match.lon) <= _BESIDE_M
        ]  # fmt: skip

    def _town_around(self, phrase: Phrase, context: Context) -> list[Match]:
        """Place a thing that isn't listed at the town that is said to hold it: "Scrapyard market, Zaporizhzhia"."""
        for container in phrase.containers:
            town = parse_phrase(container)
            if town.facility or (town.kinds and town.kinds <= AREAS):
                continue
            if held := self._facility(replace(phrase, name=town.name, containers=()), context):
                return [match for match in held if match.match == "area"]
        return []

    def _fault(self, phrase: Phrase, context: Context) -> str:
        """Say why what a phrase calls its place is no name: "the village" of "near the village, Zvečan"."""
        for name in (phrase.text, phrase.name):
            key = fold(name)
            fault = why_no_place(key)
            # "Forest Hills" is a name though "hills" is none; "north bridge" isn't
            counts = fault and (name == phrase.text or phrase.facility or fault == UNKNOWN)
            if counts and not self._is_name(name, key, fault, context):
                return fault
        return ""

    def _narrowed(
        self, phrase: Phrase, context: Context
    ) -> tuple[Context, tuple[tuple[Place, ...], ...]]:
        """Add the containers of a phrase to its context; what isn't known narrows nothing."""
        countries, regions = context.countries, []
        for container in phrase.containers:
            if codes := find_countries(self.library, [container]):
                countries = (codes & countries) or countries or codes
            elif units := self.find_region(container, countries):
                regions.append(units)
        # a container that says country and region in one breath is kept; the caller's region stays
        # the outer gate
        return replace(context, countries=countries, regions=(*context.regions, *regions)), tuple(
            regions
        )

    def find_regions(self, name: str, countries: frozenset[str]) -> tuple[tuple[Place, ...], ...]:
        """Find nested units, the largest first: "Volnovakha raion, Donetsk oblast"; unknown ones narrow nothing."""
        regions: list[tuple[Place, ...]] = []
        for part in reversed(name.split(",")):
            units = self.find_region(part, countries)
            inside = tuple(
                unit for unit in units if all(is_inside(unit, outer) for outer in regions)
            )
            if inside:
                regions.append(inside)
        return tuple(regions)

    def _find_region(self, name: str, countries: frozenset[str]) -> tuple[Place, ...]:
        phrase = parse_phrase(name)
        units = (
            find_units(self.library, phrase.name, countries, phrase.kinds & AREAS)
            if fold(phrase.name)
            else ()
        )
        for other in phrase.alternatives:
            units = units or find_units(self.library, other, countries, phrase.kinds & AREAS)
        return units

    def _phrase(self, phrase: Phrase, context: Context) -> list[Match]:
        matches = (
            self._facility(phrase, context) if phrase.facility else self._place(phrase, context)
        )
        if phrase.other is not None and matches:
            others = self._place(phrase.other, context)
            if others:
                return [midpoint(*closest_pair(matches, others))]
            return [apply_offset(matches[0], _near_instead(phrase))]
        if phrase.offset is not None:
            return [apply_offset(match, phrase.offset) for match in matches]
        return matches

    def _place(self, phrase: Phrase, context: Context) -> list[Match]:
        """Look up a name and its alternatives: as written first, by sound and with typing errors after."""
        keys = [key for key in dict.fromkeys(map(fold, (phrase.name, *phrase.alternatives))) if key]
        for find in (self._called, self._whole(phrase), partial(find_similar, self.library)):
            found: dict[str, Candidate] = {}
            for key in keys:
                for candidate in find(key, context):
                    found.setdefault(candidate.place.id, candidate)
            wanted = _of_kind(found.values(), phrase)
            if wanted:
                return self._ranked(wanted, context, phrase)
        return self._unit_by_seat(phrase, context)

    def _whole(self, phrase: Phrase) -> Callable[[str, Context], list[Candidate]]:
        """Return a search for the name with its kind word: "Juno Ridge", misspelled, is a town and no ridge."""
        whole = fold(phrase.text)

        def find(key: str, context: Context) -> list[Candidate]:
            if key == whole or not whole:
                return []
            return [
                each
                for each in find_similar(self.library, whole, context)
                if each.is_main and each.edits == 1
            ]

        return find

    def _unit_by_seat(self, phrase: Phrase, context: Context) -> list[Match]:
        """Place an unlisted unit at the town that it is named after: "Sloviansk raion" lies around Sloviansk."""
        if (
            not phrase.kinds
            or not phrase.kinds <= AREAS
            or phrase.kinds & {"admin1", "country"} == phrase.kinds
        ):
            return []
        towns = self._place(replace(phrase, kinds=SETTLEMENTS), context)
        return [
            match._replace(precision="admin2", uncertainty_m=25_000.0, match="area", score=round(match.score * 0.9, 3),
                           why=f"the unit around it isn't listed; {match.why}")
            for match in towns
        ]  # fmt: skip

    def _facility(self, phrase: Phrase, context: Context) -> list[Match]:
        """Find a thing at a place: by its own name, by its kind near the place; else the place, which is then said."""
        named = fold(f"{phrase.name} {phrase.facility}")
        for find in (find_exact, find_similar):
            found = find(self.library, named, context)
            things = [each for each in found if each.place.kind in phrase.kinds]
            if things := things or [each for each in found if each.edits == 1 and each.is_main]:
                return self._ranked(things, context, phrase)
        towns = self._place(replace(phrase, facility="", kinds=frozenset()), context)
        if not towns:
            return []
        for town in towns[:_TOWNS_TRIED]:
            if near := self._facility_near(phrase, town):
                return near
        return [
            towns[0]._replace(
                precision="near", uncertainty_m=towns[0].uncertainty_m + _MISSING_FACILITY_M, match="area",
                score=round(towns[0].score * 0.8, 3),
                why=f"its {phrase.facility} isn't listed, so the place itself; {towns[0].why}",
            )
        ]  # fmt: skip

    def _facility_near(self, phrase: Phrase, town: Match) -> list[Match]:
        reach = town.uncertainty_m + _FACILITY_REACH_M
        around = self.library.within(box_around(town.lat, town.lon, reach), 50, phrase.kinds)
        near = [
            place
            for place in around
            if distance_m(town.lat, town.lon, place.lat, place.lon) <= reach
        ]
        called = [place for place in near if fold(town.place.name) in fold(place.name)] or near
        if len(called) != 1:
            return []
        ranked = rank_candidates(
            [Candidate(called[0], "alternate")], NO_CONTEXT, phrase.kinds, covered=True
        )
        return [
            match._replace(
                score=_FACILITY_SCORE, why=f"the only {phrase.facility} near {town.label}"
            )
            for match in ranked
        ]

    def _code(self, text: str, context: Context) -> list[Match]:
        """Read "BKPR" and "PRN" as airports."""
        code = text.strip()
        if not (code.isascii() and code.isupper() and len(code) in _CODE_LENGTHS):
            return []
        place = self.library.by_id(f"icao:{code}") or self.library.by_id(f"iata:{code}")
        if place is None or (context.countries and place.country not in context.countries):
            return []
        return self._ranked([Candidate(place, "code")], context)

    def _around(self, phrase: Phrase, regions: tuple[tuple[Place, ...], ...]) -> list[Match]:
        """Fall back on the smallest district that is named, as an area: the place in it isn't listed."""
        units = [unit for unit in _smallest(regions) if unit.uncertainty_m <= _AREA_RADIUS_M]
        if not units or not fold(phrase.name):
            return []
        ranked = rank_candidates(
            [Candidate(unit, "alternate") for unit in units[:1]], NO_CONTEXT, AREAS, covered=True
        )
        return [
            match._replace(score=_AREA_SCORE if match.uncertainty_m <= _WIDE_AREA_M else _WIDE_AREA_SCORE, match="area",
                           precision="near" if match.place.kind in SETTLEMENTS else match.precision,
                           uncertainty_m=max(match.uncertainty_m, _MISSING_FACILITY_M),
                           why=f"{phrase.name!r} isn't listed, so what holds it: {match.label}")
            for match in ranked
        ]  # fmt: skip

    def _ranked(
        self, candidates: list[Candidate], context: Context, phrase: Phrase | None = None
    ) -> list[Match]:
        covered = bool(self._covered) and all(
            candidate.place.country in self._covered for candidate in candidates
        )
        return rank_candidates(candidates, context, phrase.kinds if phrase else (), covered=covered)


def _near_instead(phrase: Phrase) -> Offset:
    """Read "between A and B" as "near A" where B isn't known."""
    return replace(phrase.offset, relation="near") if phrase.offset else Offset("near")


def _of_kind(candidates: Iterable[Candidate], phrase: Phrase) -> list[Candidate]:
    """Keep what can be called by the phrase's kind word: a town isn't an oblast, nor an oblast a town."""
    found = list(candidates)
    if phrase.kinds and phrase.kinds <= AREAS:
        return [candidate for candidate in found if candidate.place.kind in AREAS]
    if phrase.kinds == {"island"}:
        return [candidate for candidate in found if candidate.place.kind == "island"]
    if phrase.kinds and phrase.kinds <= SETTLEMENTS:
        return [candidate for candidate in found if candidate.place.kind not in AREAS]
    return found


def _smallest(regions: tuple[tuple[Place, ...], ...]) -> tuple[Place, ...]:
    return min(regions, key=lambda units: min(unit.uncertainty_m for unit in units), default=())


def _where(context: Context) -> str:
    inside = (
        context.regions[-1][0].name if context.regions else ", ".join(sorted(context.countries))
    )
    return f" in {inside}" if inside else ""


def _no_place(fault: str) -> str:
    return f"it {fault}; name the place"


def _outcome(matches: list[Match], context: Context) -> Outcome:
    best = matches[0]
    if best.resembles and not context.countries and best.score < _SURE_OF_RESEMBLANCE:
        reason = "a name that is only like it, and no country to look in"
        return Outcome("ambiguous", tuple(matches), reason=reason, is_suggestion=True)
    if best.score >= _SURE:
        return Outcome("found", tuple(matches))
    rivals = sum(match.rank > best.rank - 100 for match in matches[1:])
    if best.match == "area":
        reason = "only the area is known"
    elif rivals:
        reason = f"{rivals + 1} places are about as likely"
    else:
        reason = "another place of this name, not listed, is as likely"
    return Outcome("ambiguous", tuple(matches), reason=reason)
