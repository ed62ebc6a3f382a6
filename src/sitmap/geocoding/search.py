"""The places that a phrase may name: as written, by another transcription, misspelled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from sitmap.gazetteer.kinds import AREAS, SETTLEMENTS
from sitmap.gazetteer.text import fold
from sitmap.geocoding.candidates import (
    find_exact,
    find_similar,
    find_sounding,
)
from sitmap.geocoding.disambiguation import Candidate, rank_candidates
from sitmap.geocoding.facilities import find_facility
from sitmap.geocoding.offsets import apply_offset, closest_pair, midpoint
from sitmap.geocoding.phrases import Reading
from sitmap.geocoding.relations import Offset
from sitmap.geocoding.units import nouns_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from sitmap.gazetteer import PlaceLibrary
    from sitmap.geocoding.context import Context
    from sitmap.geocoding.match import Match
    from sitmap.geocoding.phrases import Phrase

# prominence of a town of 16,000 people
_WELL_KNOWN: Final = 420
# answers that are kept: a table's distinct names
_KEPT: Final = 4_096
_WHOLE: Final = 100
"""Points of a place whose name has the kind word in it: Kampung Baru, before Baru."""

# edits between vowels, beside a name that is listed as written
_VOWELS_APART: Final = 2
# metres of a district (`sitmap.gazetteer.kinds`)
_UNIT_RADIUS_M: Final = 25_000.0
# of the score of its seat
_BY_SEAT: Final = 0.9


class PlaceSearch:
    """Finds the places that phrases name.

    Parameters
    ----------
    library
        The indexes to look in.
    """

    def __init__(self, library: PlaceLibrary) -> None:
        self.library = library
        self._found: dict[Any, tuple[Any, list[Candidate]]] = {}
        self.covered = frozenset(
            country
            for index in library.indexes[1:]
            for country in index.countries()
        )

    def find(self, phrase: Phrase, context: Context) -> list[Match]:
        """Find what a phrase names, and the spot that it tells relative to that."""
        if phrase.other is not None:
            phrase = _of_towns(phrase)
        find = find_facility if phrase.facility else PlaceSearch.named
        matches = find(self, phrase, context)
        if phrase.other is not None and matches:
            others = self.named(_of_towns(phrase.other), context)
            if others:
                return [midpoint(*closest_pair(matches, others))]
            # "between A and B" is near A where B isn't known
            return [
                apply_offset(
                    matches[0], replace(_offset(phrase), relation="near")
                )
            ]
        if phrase.offset is not None:
            return [apply_offset(match, phrase.offset) for match in matches]
        return matches

    def called(self, key: str, context: Context) -> list[Candidate]:
        """Return the places of this name; beside a small one, of other transcriptions too."""
        exact = find_exact(self.library, key, context)
        if (
            not exact
            or not context.countries
            or max(candidate.place.rank for candidate in exact)
            > _WELL_KNOWN
        ):
            return exact
        known = {candidate.place.id for candidate in exact}
        others = find_sounding(self.library, key, context)
        return exact + [
            other
            for other in others
            if other.place.id not in known and other.edits <= _VOWELS_APART
        ]

    def named(self, phrase: Phrase, context: Context) -> list[Match]:
        """Look up a name and its alternatives: as written first, then by likeness."""
        whole, *shorter = phrase.readings or (
            Reading(phrase.name, phrase.kinds),
        )
        others = [
            Reading(name, phrase.kinds) for name in phrase.alternatives
        ]
        tries: tuple[
            tuple[Callable[[str, Context], list[Candidate]], list[Reading]],
            ...,
        ] = (
            (self.called, [whole, *shorter, *others]),
            (self._inflected, shorter),
            (self._nearly_whole, [whole] if shorter else []),
            (self._similar, [*(shorter or [whole]), *others]),
        )
        for find, readings in tries:
            if matches := self._first(find, readings, context):
                return matches
        return self._unit_by_seat(phrase, context)

    def ranked(
        self,
        candidates: list[Candidate],
        context: Context,
        kinds: Collection[str] = (),
        length: int = 0,
    ) -> list[Match]:
        """Order candidates by how likely each is; ``length``: letters of the name."""
        covered = bool(self.covered) and all(
            candidate.place.country in self.covered
            for candidate in candidates
        )
        return rank_candidates(
            candidates, context, kinds, covered=covered, length=length
        )

    def _first(
        self,
        find: Callable[[str, Context], list[Candidate]],
        readings: Sequence[Reading],
        context: Context,
    ) -> list[Match]:
        """Unite what the readings find; the kinds are those of the reading that says most."""
        found: dict[str, Candidate] = {}
        kinds: frozenset[str] = frozenset()
        length = 0
        is_one = len(readings) == 1
        for reading in readings:
            kinds = reading.kinds or kinds
            key = fold(reading.name)
            length = max(length, len(key))
            for candidate in (
                _of_kind(self.known(find, key, context), reading)
                if key
                else ()
            ):
                is_whole = (
                    not is_one and not reading.kinds and candidate.is_main
                )
                whole = (
                    candidate._replace(bonus=_WHOLE)
                    if is_whole
                    else candidate
                )
                found.setdefault(candidate.place.id, whole)
        return (
            self.ranked(list(found.values()), context, kinds, length)
            if found
            else []
        )

    def known(
        self,
        find: Callable[[str, Context], list[Candidate]],
        key: str,
        context: Context,
    ) -> list[Candidate]:
        """Find candidates once: rows in doubt are asked again, and only their order may change."""
        if context.bounded:
            return find(key, context)
        asked = (find.__name__, key, context.countries, id(context.regions))
        known = self._found.get(asked)
        if known is None:
            if len(self._found) >= _KEPT:
                self._found.clear()
            # the regions are kept with the answer, so that no others get their id
            known = self._found[asked] = (
                context.regions,
                find(key, context),
            )
        return known[1]

    def _similar(self, key: str, context: Context) -> list[Candidate]:
        return find_similar(self.library, key, context)

    def _inflected(self, key: str, context: Context) -> list[Candidate]:
        """Return the places that an adjective or a genitive names: "qyteti i Pejës"."""
        if not context.countries:
            return []
        nouns = (
            find_exact(self.library, noun, context)
            for noun in nouns_of(key)
        )
        return [
            each._replace(match="alternate")
            for found in nouns
            for each in found
        ]

    def _nearly_whole(self, key: str, context: Context) -> list[Candidate]:
        """Return a name with its kind word, misspelled: "Juno Ridge" is a town and no ridge."""
        return [
            each
            for each in find_similar(self.library, key, context)
            if each.is_main and each.edits == 1
        ]

    def _unit_by_seat(
        self, phrase: Phrase, context: Context
    ) -> list[Match]:
        """Place an unlisted unit at the town that it is named after."""
        if (
            not phrase.kinds
            or not phrase.kinds <= AREAS
            or phrase.kinds <= {"admin1", "country"}
        ):
            return []
        readings = tuple(
            reading._replace(kinds=SETTLEMENTS)
            for reading in phrase.readings
        )
        seats = self.named(
            replace(phrase, kinds=SETTLEMENTS, readings=readings), context
        )
        return [
            match._replace(
                precision="admin2",
                uncertainty_m=_UNIT_RADIUS_M,
                match="area",
                score=round(match.score * _BY_SEAT, 3),
                why=f"the unit around it isn't listed; {match.why}",
            )
            for match in seats
        ]


def _of_towns(phrase: Phrase) -> Phrase:
    """Read the end of a road as a town, not as the province of its name."""
    if phrase.kinds or phrase.facility:
        return phrase
    readings = tuple(
        reading if reading.kinds else reading._replace(kinds=SETTLEMENTS)
        for reading in phrase.readings
    )
    return replace(phrase, kinds=SETTLEMENTS, readings=readings)


def _offset(phrase: Phrase) -> Offset:
    return phrase.offset or Offset("near")


def _of_kind(
    candidates: Iterable[Candidate], reading: Reading
) -> list[Candidate]:
    """Keep what can be called by a kind word: a town isn't an oblast, nor an oblast a town."""
    kinds = reading.kinds
    if reading.only:
        return [each for each in candidates if each.place.kind in kinds]
    if not kinds:
        return list(candidates)
    if kinds <= AREAS:
        return [each for each in candidates if each.place.kind in AREAS]
    if kinds <= SETTLEMENTS:
        return [each for each in candidates if each.place.kind not in AREAS]
    return list(candidates)
