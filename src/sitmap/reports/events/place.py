"""Where an event is: what its clause tells, else its sentence, its item, the heading, the lead.

How far one had to look is said.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.text import fold
from sitmap.reports.events.holders import Holders
from sitmap.reports.events.item_places import ItemPlaces
from sitmap.reports.events.lead_places import LeadPlaces
from sitmap.reports.events.mention_kinds import (
    ONE_TOWN_M,
    PLACE_KINDS,
    away_m,
    is_area,
    is_country,
    is_town,
    is_unplaced_thing,
)
from sitmap.reports.events.namesakes import ReportPlaces
from sitmap.reports.events.offsets import move_by_words_of
from sitmap.reports.events.place_fallback import Found, PlaceFallback
from sitmap.reports.events.place_lists import list_others
from sitmap.reports.events.place_rank import PlaceRanking
from sitmap.reports.events.place_roles import (
    FROM_PLACE,
    IN,
    WAY,
    PlaceRoles,
)
from sitmap.reports.events.place_words import (
    LOOK,
    load_place_words,
    word_place,
)
from sitmap.reports.events.roads import MOST_BETWEEN_M, middle
from sitmap.reports.places.coordinates import COORDINATES
from sitmap.reports.places.words import load_capitals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitmap.reports.passages import Passages
    from sitmap.reports.places.mentions import Mention
    from sitmap.reports.text.sentences import Sentence

__all__ = ["Found", "PlaceFinder", "word_place"]

_DOUBTFUL: Final = 0.4
"""Score of coordinates that the name beside them speaks against."""


class PlaceFinder:
    """Finds the places of a report's events.

    Parameters
    ----------
    passages
        The text and what was found in it.
    """

    def __init__(self, passages: Passages) -> None:
        self._passages = passages
        self._text = passages.text
        self._words = load_place_words(passages.language)
        places = self._places = ReportPlaces(passages)
        self._roles = PlaceRoles(passages, places)
        self._ranking = PlaceRanking(passages, self._roles)
        items = ItemPlaces(passages, places, self._roles)
        lead = LeadPlaces(passages, places, self._roles, self._ranking)
        self._holders = Holders(passages, places, self._roles, items)
        self._fallback = PlaceFallback(
            passages,
            self._roles,
            self._ranking,
            items,
            lead,
            self._holders,
        )

    def find(
        self, number: int, start: int, end: int, trigger: int
    ) -> Found:
        """Look for the place in the clause, the sentence, the item, the headings.

        Parameters
        ----------
        number
            Of the sentence.
        start, end
            Offsets of the clause.
        trigger
            Offset of the word that tells the event.
        """
        plain = self._told_plainly(number, start, end, trigger)
        if plain is not None:
            return plain
        sentence = self._passages.sentences[number]
        way: Mention | None = None
        for first, last, where in (
            (start, end, "clause"),
            (sentence.start, sentence.end, "sentence"),
        ):
            found = self._ranking.best(first, last, trigger)
            if found is None:
                continue
            if self._roles.role(found) is not WAY and not is_unplaced_thing(
                found
            ):
                placed = self._holders.place_within(found, number)
                filed = self._is_place_line(found)
                return Found(placed, "lead" if filed else where)
            way = way or found
        beyond = self._fallback.find(number, trigger)
        if way is not None:
            return self._passed(way, beyond, number)
        clause = self._text[start:end]
        found_beyond = self._unless_spoken_elsewhere(beyond, number, clause)
        if found_beyond.mention is None:
            return self._spoken_of(number)
        return found_beyond

    def _told_plainly(
        self, number: int, start: int, end: int, trigger: int
    ) -> Found | None:
        """Return the place that coordinates give, or words that point at it."""
        exact = self._coordinates(number, start, end)
        if exact is not None:
            where = "clause" if start <= exact.start < end else "sentence"
            return Found(exact, where)
        told = self._told_of_it(number, trigger)
        if told is not None:
            return Found(told, "sentence")
        same = self._fallback.find_same(number, trigger)
        if same is None or self._is_told_apart(start, end, trigger):
            return None
        return Found(same, "item")

    def _is_told_apart(self, start: int, end: int, trigger: int) -> bool:
        """Tell a clause with a place of its own: "… in the same district, and burned Mbau"."""
        patterns = self._words.same_place
        if any(each.search(self._text, start, end) for each in patterns):
            return False
        own = self._ranking.best(start, end, trigger)
        return own is not None and self._roles.role(own) is not WAY

    def _spoken_of(self, number: int) -> Found:
        """Return where one speaks who tells of it, if the report names no other town.

        In a capital a whole country's officials speak.
        """
        sentence = self._passages.sentences[number]
        inside = self._passages.mentions_in(sentence.start, sentence.end)
        speaking = [x for x in inside if self._roles.is_speakers(x)]
        towns = set(self._places.towns)
        if len(towns) == 1 and {x.place_id for x in speaking} == towns:
            capital = load_capitals().get(speaking[0].country)
            if fold(speaking[0].name) != capital:
                return Found(speaking[0], "lead")
        return Found(None, "nowhere")

    def own_places(self, start: int, end: int) -> list[str]:
        """Return the ids of the settlements and facilities that a clause is set in.

        Parameters
        ----------
        start, end
            Offsets of the clause.
        """
        return [
            each.place_id
            for each in self._passages.mentions_in(start, end)
            if each.kind in PLACE_KINDS
            and self._roles.role(each).points >= FROM_PLACE.points
            and each.place is not None
            and not is_area(each)
        ]

    def listed_with(
        self, place: Mention | None, end: int
    ) -> Iterator[Mention]:
        """Yield the other places of a list: "in Batumi and in Kutaisi" are two events.

        Parameters
        ----------
        place
            The first of the list.
        end
            Offset where its clause ends.
        """
        return list_others(self._passages, place, end)

    def party(self, start: int, end: int) -> Mention | None:
        """Return the country that agrees: an agreement is drawn over the country.

        Parameters
        ----------
        start, end
            Offsets of the clause.
        """
        told = self._passages.mentions_in(start, end)
        inside = [each for each in told if is_country(each)]
        speaking = [each for each in inside if each.kind == "metonym"]
        named = [each for each in inside if each.kind == "place"]
        return next(reversed(speaking or named), None)

    def _unless_spoken_elsewhere(
        self, beyond: Found, number: int, clause: str
    ) -> Found:
        """Take no place told before for what is told anew by someone in another country."""
        place = beyond.mention
        if place is None or self._words.new_event.search(clause) is None:
            return beyond
        sentence = self._passages.sentences[number]
        speakers = [
            each
            for each in self._passages.mentions_in(
                sentence.start, sentence.end
            )
            if each.country and self._roles.is_speakers(each)
        ]
        if all(each.country == place.country for each in speakers):
            return beyond
        return Found(None, "nowhere")

    def _is_place_line(self, mention: Mention) -> bool:
        """Tell where a report is from: that is told of all of it, not of its first clause."""
        line = self._passages.dateline
        return line is not None and line[0] <= mention.start < line[1]

    def _passed(self, way: Mention, beyond: Found, number: int) -> Found:
        """Return where an event on a way or at an unlisted thing was: there, or at its item's."""
        sentence = self._passages.sentences[number]
        label = self._passages.outline[sentence.paragraph].label
        line = self._passages.dateline
        is_dateline = (
            label is not None
            and line is not None
            and line[0] <= label[0] < line[1]
        )
        base = beyond.mention
        if (
            base is None
            or base.place is None
            or beyond.where != "item"
            or label is None
            or is_dateline
            or (way.precision == "near" and is_area(base))
        ):
            return Found(way, "sentence")
        if self._is_halfway(way, base):
            return Found(middle(self._text, base, way), "sentence")
        return beyond

    def _is_halfway(self, way: Mention, base: Mention) -> bool:
        """Tell the middle of the way from an item's place: "halfway to Gao"."""
        if way.lat is None or base.lat is None:
            return False
        before = self._text[max(0, way.start - LOOK) : way.start]
        told = self._words.halfway.search(before) is not None
        return told and away_m(base, way) <= MOST_BETWEEN_M

    def _told_of_it(self, number: int, trigger: int) -> Mention | None:
        """Return a spot told from the item's own place: "7 miles north of us"."""
        text, words = self._text, self._words
        sentence = self._passages.sentences[number]
        match = words.offset_of_it.search(
            text, sentence.start, sentence.end
        )
        if match is None:
            return None
        told = self._passages.mentions_in(sentence.start, match.start())
        before = [
            each
            for each in told
            if each.kind in PLACE_KINDS
            and each.lat is not None
            and not is_country(each)
        ]
        base = (
            before[-1]
            if before
            else self._fallback.find(number, trigger).mention
        )
        if base is None or base.lat is None:
            return None
        return move_by_words_of(
            text, base, words, sentence.start, sentence.end
        )

    def _coordinates(
        self, number: int, start: int, end: int
    ) -> Mention | None:
        """Return what is written as degrees or as a grid reference: no name tells it better.

        Those of the clause come first, then the only ones of the sentence, then the only ones of
        the sentence behind it, if that names no place: "The video is geolocated to 48.28, 37.17".
        """
        if not self._has_coordinates:
            return None
        sentence = self._passages.sentences[number]
        inside = self._written(start, end)
        around = self._written(sentence.start, sentence.end)
        if inside or len(around) == 1:
            return self._beside_name((inside or around)[0], sentence)
        behind = self._passages.sentences[number + 1 : number + 2]
        if around or not behind:
            return None
        if behind[0].paragraph != sentence.paragraph:
            return None
        told = self._passages.mentions_in(behind[0].start, behind[0].end)
        written = self._written(behind[0].start, behind[0].end)
        return written[0] if len(written) == 1 == len(told) else None

    def _beside_name(self, exact: Mention, sentence: Sentence) -> Mention:
        """Say that coordinates and the town told beside them are of two places, where they are."""
        told = self._passages.mentions_in(sentence.start, sentence.end)
        towns = [
            each
            for each in told
            if is_town(each) and self._roles.role(each) is IN
        ]
        if not towns or any(
            away_m(exact, each) <= ONE_TOWN_M for each in towns
        ):
            return exact
        away_km = away_m(exact, towns[0]) / 1000
        why = f"{COORDINATES}; {towns[0].name}, which is told beside them, is {away_km:.0f} km away"
        return replace(exact, score=_DOUBTFUL, why=why)

    @cached_property
    def _has_coordinates(self) -> bool:
        return any(
            each.why.startswith(COORDINATES)
            for each in self._passages.mentions
        )

    def _written(self, start: int, end: int) -> list[Mention]:
        told = self._passages.mentions_in(start, end)
        return [each for each in told if each.why.startswith(COORDINATES)]
