"""From a place phrase and its context to an outcome: the readings, tried in turn."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.kinds import AREAS, SETTLEMENTS
from sitmap.gazetteer.text import MAX_LENGTH, fold
from sitmap.geocoding.areas import find_countries
from sitmap.geocoding.brackets import find_finer, unknown_brackets
from sitmap.geocoding.candidates import find_exact
from sitmap.geocoding.containers import Containers, Held
from sitmap.geocoding.context import NO_CONTEXT, Context
from sitmap.geocoding.direction_names import other_direction
from sitmap.geocoding.disambiguation import Candidate, rank_candidates
from sitmap.geocoding.facilities import find_holding_town
from sitmap.geocoding.kind_words import place_word
from sitmap.geocoding.match import Match, Outcome
from sitmap.geocoding.no_place import DIRECTION, UNKNOWN, why_no_place
from sitmap.geocoding.phrases import Phrase, parse_part, parse_phrase
from sitmap.geocoding.search import PlaceSearch
from sitmap.geocoding.several_places import (
    find_beside,
    find_joined,
    find_mark,
    find_several,
)
from sitmap.geocoding.territories import belongs_to, shared_codes
from sitmap.geocoding.verdict import joined, judge
from sitmap.geodesy import distance_m

if TYPE_CHECKING:
    from sitmap.gazetteer import Place, PlaceLibrary

# A word such as "Most" or "Pueblo" is meant as a name, without a country, only where a large city
# has it.
_LARGE_CITY: Final = 480
# A part is read of what is known by its name, 30,000 people and more: América has no south.
_KNOWN_ENOUGH: Final = 450
_TOWN: Final = 400
"""Prominence of a town of 10,000 people."""

# score of the whole, from which on a part of it is read
_SURE_OF_PART: Final = 0.6
# of an area that stands for a place in it
_AREA_SCORE: Final = 0.7
# of one that is wide
_WIDE_AREA_SCORE: Final = 0.55
# metres of radius: more than a district
_WIDE_AREA_M: Final = 30_000
# metres of radius that an area has at least
_LEAST_AREA_M: Final = 10_000
# A district is seldom narrower than this share of its region.
_OF_ITS_REGION: Final = 0.4
# Districts reach farther from their seat than where most of their places lie.
_BEYOND: Final = 1.9
_WIDEST_AREA_M: Final = 400_000
"""Of areas that an unlisted place is drawn as: a province of Congo, not a country."""

_LINES: Final = re.compile(r"[\s,]*[\r\n]+[\s,]*")
_CODE_LENGTHS: Final = (3, 4)
# codes that a remedy names
_COUNTRIES_TOLD: Final = 3
# score of a place outside the district that is named
_SURE_BESIDE: Final = 0.8
# metres from the district's seat, the most that redrawn districts differ by
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
        self.search = PlaceSearch(library)
        self.containers = Containers(library)
        self._gate = lru_cache(maxsize=4_096)(self._find_gate)
        # what stands behind commas and beside dashes is asked of again in every row
        self._asked = lru_cache(maxsize=4_096)(self._resolve)

    def resolve(self, text: str, context: Context = NO_CONTEXT) -> Outcome:
        """Resolve one place phrase; lines of a cell are parts of an address."""
        text = _LINES.sub(", ", text.strip())
        outcome = self._resolve(text, context)
        beside = find_beside(outcome, text, context, self._asked)
        if beside is not None:
            return beside
        if (
            context.countries
            and not context.regions
            and not _is_by_name(outcome)
        ):
            return self._under_other_code(text, context) or outcome
        return outcome

    def _under_other_code(
        self, text: str, context: Context
    ) -> Outcome | None:
        """Look where codes differ between sources: Gaza is PS or IL, Pristina XK or RS."""
        others = shared_codes(context.countries)
        if not others:
            return None
        there = replace(context, countries=others, unknown=())
        if context.unknown:
            there = self.narrowed(there, ", ".join(context.unknown))
        outcome = self._resolve(text, there)
        best = outcome.best
        if (
            best is None
            or not _is_by_name(outcome)
            or not belongs_to(best.place, context.countries)
        ):
            return None
        return outcome.with_reason(
            joined(outcome.reason, f"listed under {best.place.country}")
        )

    def _resolve(self, text: str, context: Context) -> Outcome:
        if len(text) > MAX_LENGTH:
            return Outcome(
                "not_found",
                reason=f"{len(text)} characters are no place name",
            )
        key = fold(text)
        if not key:
            return Outcome("not_found", reason="no letters in it")
        fault = why_no_place(key)
        if fault and not self._is_name(text, key, fault, context):
            return self._nowhere(context, fault)
        exact = self.search.known(self.search.called, key, context)
        if not exact and (other := other_direction(key)):
            exact = self.search.known(self.search.called, other, context)
        if exact and not _has_kind_word(text):
            ranked = self.search.ranked(exact, context, length=len(key))
            return self._judged(text, ranked, context)
        several = find_several(text, context, self._asked)
        return several or self._read_alone(text, context)

    def _read_alone(self, text: str, context: Context) -> Outcome:
        """Read a phrase that lists no places; "Goma-Sake" does where the whole is no name."""
        asked = self._asked
        mark = find_mark(text, context, asked)
        if mark is not None:
            return mark
        outcome = self._read(text, context)
        if "-" not in text or _is_by_name(outcome):
            return outcome
        joined_names = find_joined(text, context, asked)
        return joined_names or outcome

    def _judged(
        self, text: str, ranked: list[Match], context: Context
    ) -> Outcome:
        """Judge places of a name; the region that is given may be drawn for one in doubt."""
        outcome = judge(ranked, context)
        if outcome.is_firm or not context.regions:
            return outcome
        why = f"which {text.strip()!r} in it is meant isn't sure"
        return judge(ranked, context, self._areas(context.regions, why))

    def narrowed(self, context: Context, region: str) -> Context:
        """Return a context inside a region, or nested ones: "Volnovakha raion, Donetsk oblast".

        What isn't known narrows nothing, and is told with the answer.
        """
        held = self._gate(region, context.countries)
        return replace(
            context,
            countries=held.context.countries,
            regions=held.context.regions,
            is_assumed=held.context.is_assumed,
            unknown=held.unknown,
        )

    def _find_gate(self, region: str, countries: frozenset[str]) -> Held:
        parts = [part.strip() for part in region.split(",") if part.strip()]
        return self.containers.read(
            parts, Context(countries), towns=len(parts) > 1
        )

    def _is_name(
        self, text: str, key: str, fault: str, context: Context
    ) -> bool:
        """Tell whether a word that is mostly no place is one here.

        That is a capitalised name, written as the gazetteer has it: of the supplement, in the
        country that is given, or of a large city.
        """
        if text == text.lower():
            return False
        places = [
            candidate.place
            for candidate in find_exact(self.library, key, context)
        ]
        if any(place.source == "supplement" for place in places):
            return True
        named = [
            place
            for place in places
            if place.name.casefold() == text.strip().casefold()
        ]
        if (
            context.countries or not text.isascii()
        ):  # Villé is a village, and its mark no accident; Est is a region of Cameroon
            return bool(named) or (
                fault == DIRECTION
                and any(place.kind in AREAS for place in places)
            )
        return fault != DIRECTION and any(
            place.rank >= _LARGE_CITY and place.kind in SETTLEMENTS
            for place in named
        )

    def _nowhere(self, context: Context, fault: str) -> Outcome:
        """Answer words for no place with the region that is known, if one is."""
        reason = f"it {fault}; name the place"
        regions = context.regions
        areas = self._areas(regions, reason, widest_m=math.inf)
        if areas:
            return judge(areas, context)
        return Outcome("not_found", reason=reason)

    def _unknown(self, context: Context, unknown: tuple[str, ...]) -> str:
        """Say that nothing is known by a name, and what helps."""
        helps = [] if context.countries else ["give its country"]
        helps.append("try another spelling")
        if lacking := sorted(context.countries - self.search.covered):
            codes = " ".join(lacking[:_COUNTRIES_TOLD])
            helps.append(
                f"add the country's villages with `sitmap gazetteer add {codes}`"
            )
        elif not context.countries:
            helps.append(
                "add a country's villages with `sitmap gazetteer add`"
            )
        nor = f", nor a region {unknown[0]!r}" if unknown else ""
        return f"no place of this name is known{_where(context)}{nor}; {', or '.join(helps)}"

    def _read(self, text: str, context: Context) -> Outcome:
        """Try the readings of a phrase: a code, what it says, a part of a place, what holds it."""
        if codes := self._code(text, context):
            return judge(codes, context)
        phrase = parse_phrase(text)
        held = self.containers.read(phrase.containers, context)
        fault = self._fault(phrase, held.context)
        if fault:
            return self._nowhere(held.context, fault)
        matches = self._sought(text, phrase, held)
        if not matches and held.context.is_assumed:
            known = self._known_elsewhere(phrase, held.context)
            if known is not None:
                return known
        if not matches and (turned := self._turned(phrase)):
            return self._read(turned, context)
        inside = replace(
            held.context, unknown=(*context.unknown, *held.unknown)
        )
        areas = self._instead(phrase, held, context)
        if matches or areas:
            outcome = judge(
                matches or areas, inside, areas if matches else ()
            )
            return self._with_brackets(outcome, phrase, held.context)
        return Outcome(
            "not_found", reason=self._unknown(held.context, inside.unknown)
        )

    def _with_brackets(
        self, outcome: Outcome, phrase: Phrase, context: Context
    ) -> Outcome:
        """Tell of a place that stands for a name in brackets, too, which isn't its own."""
        best = outcome.best
        if not phrase.bracketed or best is None:
            return outcome
        if not _is_by_name(outcome):
            return outcome
        told = unknown_brackets(
            self.search, self.containers, phrase, best, context
        )
        reason = joined(outcome.reason, told)
        return outcome.with_reason(reason)

    def _sought(self, text: str, phrase: Phrase, held: Held) -> list[Match]:
        """Look for a phrase inside what holds it."""
        matches = find_finer(
            self.search, self.containers, phrase, held.context
        ) or self.search.find(phrase, held.context)
        if not matches and (part := parse_part(text)) is not None:
            matches = self._part(part, held)
        if not matches and phrase.facility:
            matches = find_holding_town(self.search, phrase, held.context)
        return matches or self._beside_seat(phrase, held.context)

    def _turned(self, phrase: Phrase) -> str:
        """Turn an address round that begins with its country: "Ukraine, Kherson Oblast, X"."""
        parts = (phrase.text, *phrase.containers)
        is_first = phrase.containers and find_countries(
            self.library, [phrase.text]
        )
        if not is_first or find_countries(self.library, [parts[-1]]):
            return ""
        return ", ".join(reversed(parts))

    def _known_elsewhere(
        self, phrase: Phrase, context: Context
    ) -> Outcome | None:
        """Return the town of just that name in a country that none of the regions is in.

        Only where no country is given and regions of several countries have the name: there are
        more of them than are listed under it (the Nord of Cameroon), and the own name of a
        well-known town weighs more.
        """
        if len(context.countries) == 1:
            return None
        names = tuple(units[0].name for units in context.regions)
        world = replace(
            context, countries=frozenset(), regions=(), unknown=names
        )
        found = self.search.find(phrase, world)
        if (
            not found
            or found[0].match != "exact"
            or found[0].place.rank < _TOWN
        ):
            return None
        return judge(found, world)

    def _part(self, part: Phrase, held: Held) -> list[Match]:
        """Read "northern Aleppo": only of a place that is surely known by the name."""
        context = self.containers.read(
            part.containers, held.context
        ).context
        return [
            match
            for match in self.search.find(part, context)
            if not match.resembles
            and match.score >= _SURE_OF_PART
            and (context.countries or match.place.rank >= _KNOWN_ENOUGH)
        ]

    def _beside_seat(self, phrase: Phrase, context: Context) -> list[Match]:
        """Find a sure place outside the district, in its region and not far.

        Districts are redrawn. Alone, one keeps its bounds, unless a town stands for it and its
        extent isn't known.
        """
        regions = context.regions
        if not regions or (
            len(regions) == 1 and regions[-1][0].kind not in SETTLEMENTS
        ):
            return []
        seat = regions[-1][0]
        return [
            match
            for match in self.search.find(
                phrase, replace(context, regions=regions[:-1])
            )[:1]
            if match.score >= _SURE_BESIDE
            and not match.resembles
            and distance_m(seat.lat, seat.lon, match.lat, match.lon)
            <= _BESIDE_M
        ]

    def _fault(self, phrase: Phrase, context: Context) -> str:
        """Say why what a phrase calls its place is no name: "near the village, Zvečan"."""
        for name in (phrase.text, phrase.name):
            key = fold(name)
            fault = why_no_place(key)
            # "Forest Hills" is a name though "hills" is none; "north bridge" isn't
            is_whole = name == phrase.text or phrase.facility
            counts = fault and (is_whole or fault == UNKNOWN)
            if not counts:
                continue
            if not self._is_name(name, key, fault, context):
                return fault
        return ""

    def _code(self, text: str, context: Context) -> list[Match]:
        """Read "BKPR" and "PRN" as airports."""
        code = text.strip()
        if not (
            code.isascii() and code.isupper() and len(code) in _CODE_LENGTHS
        ):
            return []
        place = self.library.by_id(f"icao:{code}") or self.library.by_id(
            f"iata:{code}"
        )
        if place is None or (
            context.countries and place.country not in context.countries
        ):
            return []
        return self.search.ranked([Candidate(place, "code")], context)

    def _instead(
        self, phrase: Phrase, held: Held, context: Context
    ) -> list[Match]:
        """Return the smallest unit that is named, as an area: the place in it isn't known."""
        if not fold(phrase.name):
            return []
        why = f"{phrase.name!r} isn't known in it"
        units = held.units or context.regions
        areas = self._areas(units, why)
        beyond = (phrase.offset and phrase.offset.distance_m) or 0.0
        return [
            area._replace(uncertainty_m=area.uncertainty_m + beyond)
            for area in areas
        ]

    def _with_reach(self, unit: Place) -> Place:
        """Widen a district of which the embedded gazetteer knows hardly more than the seat."""
        if not unit.id.startswith("admin2:"):
            return unit
        region = self.library.by_id(f"admin1:{unit.country}.{unit.admin1}")
        least = region.uncertainty_m * _OF_ITS_REGION if region else 0.0
        return unit._replace(uncertainty_m=max(unit.uncertainty_m, least))

    def _areas(
        self,
        regions: tuple[tuple[Place, ...], ...],
        why: str,
        widest_m: float = _WIDEST_AREA_M,
    ) -> list[Match]:
        units = tuple(map(self._with_reach, _smallest(regions)))
        if any(unit.uncertainty_m > widest_m for unit in units):
            return []
        ranked = rank_candidates(
            [Candidate(unit, "alternate") for unit in units],
            NO_CONTEXT,
            AREAS,
            covered=True,
        )
        return [_area(match, why) for match in ranked]


def _has_kind_word(text: str) -> bool:
    """Tell whether a name may also be read without a word at its end: "London town"."""
    name = text.strip()
    return any(
        place_word(name, at_end=at_end) is not None
        for at_end in (True, False)
    )


def _is_by_name(outcome: Outcome) -> bool:
    """Tell whether the best match has the name that was asked for."""
    best = outcome.best
    return best is not None and not best.resembles and best.match != "area"


def _area(match: Match, why: str) -> Match:
    """Return a unit as an answer for what lies in it."""
    is_wide = match.uncertainty_m > _WIDE_AREA_M
    is_seat = match.place.kind in SETTLEMENTS
    return match._replace(
        score=_WIDE_AREA_SCORE if is_wide else _AREA_SCORE,
        match="area",
        precision="near" if is_seat else match.precision,
        uncertainty_m=max(
            match.uncertainty_m * (_BEYOND if is_seat else 1), _LEAST_AREA_M
        ),
        why=f"{why}, so the area that holds it: {match.label}",
    )


def _smallest(regions: tuple[tuple[Place, ...], ...]) -> tuple[Place, ...]:
    return min(
        regions,
        key=lambda units: min(unit.uncertainty_m for unit in units),
        default=(),
    )


def _where(context: Context) -> str:
    inside = (
        context.regions[-1][0].name
        if context.regions
        else ", ".join(sorted(context.countries))
    )
    return f" in {inside}" if inside else ""
