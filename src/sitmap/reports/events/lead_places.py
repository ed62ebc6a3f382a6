"""The place of a whole report: of its lead, its dateline, its title or its standfirst.

It holds for paragraphs that name no other place.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from sitmap.reports.events.mention_kinds import (
    GREAT_CITY,
    ORDER,
    PLACE_KINDS,
    away_m,
    coarseness,
    is_country,
    is_town,
)
from sitmap.reports.text.sentences import find_dateline

if TYPE_CHECKING:
    from sitmap.reports.events.namesakes import ReportPlaces
    from sitmap.reports.events.place_rank import PlaceRanking
    from sitmap.reports.events.place_roles import PlaceRoles
    from sitmap.reports.passages import Passages
    from sitmap.reports.places.mentions import Mention

_LEAD: Final = 200
"""Sentences of a lead that are looked at: a scan may be one paragraph of ten thousand."""
_APART_M: Final = 100_000.0
"""Two towns of a dateline so far apart are of two reporters."""
_QUESTIONS: Final = 3
"""Questions of an interview, at least."""
_HEAD: Final = slice(1, 4)
"""Items behind the title in which the dateline stands."""


def is_only_filed_from(passages: Passages, town: Mention) -> bool:
    """Tell a great city that a report names in its dateline alone.

    Agencies write from capitals about villages a thousand kilometres away.

    Parameters
    ----------
    passages
        The text and what was found in it.
    town
        A town that it names.
    """
    line = passages.dateline
    if line is None or town.place is None:
        return False
    if town.place.population < GREAT_CITY:
        return False
    told = (x for x in passages.mentions if x.place_id == town.place_id)
    return all(line[0] <= each.start < line[1] for each in told)


class LeadPlaces:
    """Reads where a whole report is set.

    Parameters
    ----------
    passages
        The text and what was found in it.
    places
        Its places, taken together.
    roles
        What the words beside each place say of it.
    ranking
        Chooses among the places of a sentence.
    """

    def __init__(
        self,
        passages: Passages,
        places: ReportPlaces,
        roles: PlaceRoles,
        ranking: PlaceRanking,
    ) -> None:
        self._passages = passages
        self._places = places
        self._roles = roles
        self._ranking = ranking

    def lead(self, number: int, trigger: int) -> Mention | None:
        """Return the place of the lead: what the first paragraphs set their event in.

        It holds for the paragraphs behind it as long as they name no other place.

        Parameters
        ----------
        number
            Of the sentence that tells the event.
        trigger
            Offset of the word that tells it.
        """
        sentences = self._passages.sentences
        here = sentences[number].paragraph
        item = self._passages.outline[here]
        marks = self._passages.text[item.start : item.body]
        is_numbered = any(letter.isdigit() for letter in marks)
        if item.has_hour or item.label is not None or is_numbered:
            # each item of a log or a bulletin is of its own place
            return self.dateline
        for at in range(number - 1, max(-1, number - 1 - _LEAD), -1):
            sentence = sentences[at]
            if here - sentence.paragraph > 1 or sentence.paragraph < (
                item.heading or 0
            ):
                break  # under another heading
            best = self._ranking.best
            found = best(sentence.start, sentence.end, trigger)
            if found is not None and found.place is not None:
                return None if is_country(found) else found
        return self.dateline

    @cached_property
    def dateline(self) -> Mention | None:
        """The place of the dateline, or the title's town where there is none."""
        found = find_dateline(self._passages.text) or self._later_dateline()
        if found is None:
            return self._title()
        inside = [
            each
            for each in self._passages.mentions_in(found[0], found[1] + 1)
            if each.place is not None
        ]
        towns = [each for each in inside if is_town(each)]
        if any(away_m(towns[0], each) > _APART_M for each in towns):
            return None  # "Yerevan/Baku": who wrote it is in two capitals
        return min(inside, key=coarseness, default=None)

    @cached_property
    def standfirst(self) -> Mention | None:
        """The only town of the line below the title of an interview."""
        text, outline = self._passages.text, self._passages.outline
        asked = sum(
            text[each.start : each.end].endswith("?") for each in outline
        )
        if asked < _QUESTIONS:
            return None
        first = outline[1]
        told = self._passages.mentions_in(first.start, first.end)
        towns = {
            each.place_id: each
            for each in told
            if is_town(each) and self._roles.may_place(each)
        }
        return next(iter(towns.values())) if len(towns) == 1 else None

    def _later_dateline(self) -> tuple[int, int, str | None] | None:
        """Find a dateline behind the title."""
        for item in self._passages.outline[_HEAD]:
            line = self._passages.text[item.start : item.end]
            found = find_dateline(line)
            if found is not None:
                start, end, day = found
                return item.start + start, item.start + end, day
        return None

    def _title(self) -> Mention | None:
        """Return the town that the title names, of a report that has no dateline."""
        outline = self._passages.outline
        if not outline:
            return None
        first = outline[0]
        inside = [
            each
            for each in self._passages.mentions_in(first.start, first.end)
            if each.place
            and each.kind in PLACE_KINDS
            and not self._places.is_stray(each)
            and not self._roles.is_speakers(each)
        ]
        best = min(inside, key=coarseness, default=None)
        is_fine = best is not None and coarseness(best) < len(ORDER)
        return best if is_fine else None
