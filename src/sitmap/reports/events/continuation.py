"""What the next clause or sentence adds to an event: more dead, a day, damage, arrests, a riot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitmap.reports.events.casualties import hear_another
from sitmap.reports.events.casualty_counts import Count
from sitmap.reports.events.clause_counts import told_in
from sitmap.reports.events.clauses import (
    dates_back,
    find_setting,
    is_of_care,
    is_of_many,
    names_other_dead,
    points_back,
    tolls_back,
)
from sitmap.reports.events.coreference import add_casualties
from sitmap.reports.events.domains import has_idle_fields
from sitmap.reports.events.event import (
    ARRESTS,
    ATTACK,
    DAMAGE,
    OFF,
    OWN,
    PEACEFUL,
    RIOT,
)
from sitmap.reports.events.event_types import (
    PUBLIC,
    REMOTE,
    STRATEGIC,
    event_type_of,
)
from sitmap.reports.events.mention_kinds import away_m
from sitmap.reports.events.participants import FORCES, kind_of_actor
from sitmap.reports.events.place_words import word_place
from sitmap.reports.events.status import Telling, find_status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitmap.reports.events.casualties import Casualties
    from sitmap.reports.events.date import DateFinder
    from sitmap.reports.events.event import Event
    from sitmap.reports.events.place import PlaceFinder
    from sitmap.reports.passages import Passages
    from sitmap.reports.text.sentences import Sentence


_DISRUPTED: Final = "Disrupted weapons use"
_REACH: Final = 3
"""Sentences that may stand between an event and what it led to."""
_SEQUELS: Final = frozenset({ARRESTS, DAMAGE, _DISRUPTED})
"""What follows from an event in its own item, and is none beside it."""
_TOLL_GROWS: Final = 2
"""A toll told a paragraph later that is more than twice the event's is of the whole war."""
_SET_WITHIN_M: Final = 30_000.0
"""How far outside of where it was told to be an event may be set: a district's width."""
_VIOLENT: Final = frozenset(
    {"Battles", "Violence against civilians", "Riots"}
)


class Continuation:
    """Tells whether what follows goes on with an event, and takes what it adds."""

    def __init__(
        self, passages: Passages, places: PlaceFinder, dates: DateFinder
    ) -> None:
        self.passages = passages
        self.text = passages.text
        self.language = passages.language
        self.places = places
        self.dates = dates

    def is_sequel(self, event: Event, sequel: Event, number: int) -> bool:
        """Tell whether what is told belongs to the event just before: dead, damage, arrests.

        Parameters
        ----------
        number
            Of the sentence that tells the sequel.
        """
        if self._is_part(event, sequel):
            return True
        follows = self._follows(event, sequel)
        if not (sequel.is_aftermath or follows):
            return False
        same_type = event.sub_event_type == sequel.sub_event_type
        if follows and (sequel.own_date or same_type):
            return False
        told = self.text[sequel.start : sequel.end]
        cared = sequel.is_aftermath and self._is_of_hospital(sequel, told)
        if not cared and _is_elsewhere(event, sequel):
            return False
        back = sequel.is_aftermath and points_back(
            told, self.language, aftermath=True
        )
        another_day = sequel.own_date and event.first != sequel.first
        if another_day and not (back or cared):
            return False
        own_place = sequel.own_place and not cared
        near = self._is_near(event, number, own_place=own_place)
        return near and event.status not in OFF

    def _follows(self, event: Event, sequel: Event) -> bool:
        """Tell whether arrests, damage or finds are what an event leads to."""
        kind = sequel.sub_event_type
        follows = kind in _SEQUELS and event.quotes[-1][0] != sequel.start
        if kind == DAMAGE and sequel.actor1:
            # a police van that is torched; a crowd that torches is another matter
            return kind_of_actor(sequel.actor1, self.language) in FORCES
        if kind == _DISRUPTED:
            return follows and event_type_of(event.sub_event_type) == REMOTE
        return follows

    def _is_near(
        self, event: Event, number: int, *, own_place: bool
    ) -> bool:
        """Tell whether an event's last sentence is within reach of a sentence.

        That is its paragraph, or the one before where nothing else is named or labelled.
        """
        sentences = self.passages.sentences
        here = sentences[number].paragraph
        label = self.passages.outline[here].label
        beyond = 0 if own_place or label else 1
        return any(
            each.end == event.quotes[-1][1]
            and here - each.paragraph <= beyond
            for each in sentences[max(0, number - _REACH) : number + 1]
        )

    def _is_of_hospital(self, event: Event, told: str) -> bool:
        """Tell whether the place is of those who received the wounded."""
        if event.place is None:
            return False
        start = event.place.start - event.start
        place = (start, start + event.place.end - event.place.start)
        return start >= 0 and is_of_care(told, place, self.language)

    def _is_part(self, event: Event, sequel: Event) -> bool:
        """Tell whether a clause tells what else was done there: "and set granaries on fire"."""
        if event.quotes[-1][0] != sequel.start:
            return False
        if sequel.sub_event_type == PEACEFUL and not sequel.is_another:
            # "threw stones at the marchers, who blocked the road": one day in one street
            public = event_type_of(event.sub_event_type) in PUBLIC
            same = event.place is sequel.place or not sequel.own_place
            together = (
                event.first == sequel.first
                and event.status == sequel.status
            )
            return public and same and together
        violent = event_type_of(event.sub_event_type) in _VIOLENT
        if sequel.sub_event_type != DAMAGE:
            return violent and self._is_outcome(sequel)
        here = not sequel.own_place or event.place is sequel.place
        return (
            violent
            and here
            and event.first == sequel.first
            and event.status == sequel.status
        )

    def _is_outcome(self, sequel: Event) -> bool:
        """Tell whether a clause only tells who died or was held: "and two gunmen were killed"."""
        own = sequel.own_place or sequel.own_date or sequel.is_another
        if own or not has_idle_fields(self.language):
            return False
        return sequel.sub_event_type in (ATTACK, ARRESTS)

    def counts_dead_of(
        self, event: Event, found: Sequence[Event], sentence: Sentence
    ) -> bool:
        """Tell whether a sentence counts the dead of a violent event and beside it tells of moves.

        "The army, which has sent reinforcements, put the number of dead at 14."
        """
        told = self.text[sentence.start : sentence.end]
        return (
            bool(found)
            and all(_is_move(each) for each in found)
            and event_type_of(event.sub_event_type) in _VIOLENT
            and tolls_back(told, self.language)
        )

    def only_sets(
        self, event: Event, found: Sequence[Event], number: int
    ) -> bool:
        """Tell whether a sentence says of the event right before it no more than where it was."""
        before = self.passages.sentences[max(number - 1, 0)]
        return (
            len(found) == 1
            and event.quotes[-1][1] == before.end
            and not found[0].casualties.is_known
            and (event.own_date or not found[0].own_date)
            and self._set_at(event, number)[1]
        )

    def go_on(
        self, event: Event, number: int, *, moves: bool = False
    ) -> Event:
        """Take what the next sentence adds to an event: "Three were injured, police confirmed".

        Where it tells of moves, too, its places are theirs.
        """
        sentence, before = (
            self.passages.sentences[number],
            self.passages.sentences[max(number - 1, 0)],
        )
        here = event.quotes[-1][1] == sentence.end
        told = self.text[sentence.start : sentence.end]
        next_to = here or event.quotes[-1][1] == before.end
        # "By evening the hospital had counted 33 dead", behind what tells nothing of it
        follows = next_to or (
            tolls_back(told, self.language)
            and self._is_near(event, number, own_place=False)
        )
        if (
            not follows
            or sentence.kind != "body"
            or not (here or self._is_beside(before, sentence, told))
            or (not here and is_of_many(told, self.language))
            or names_other_dead(
                told, self.text[event.start : event.end], self.language
            )
        ):
            return event
        event, is_set = self._set_at(event, number)
        there = self.places.own_places(sentence.start, sentence.end)
        if (
            there
            and not is_set
            and event.place is not None
            and event.place.place_id not in there
            and not (moves or is_of_care(told, language=self.language))
        ):
            return event  # what is told there is another's
        event = self._dated_by(event, sentence)
        new = hear_another(
            told_in(self.passages, before),
            told_in(self.passages, sentence),
            self.language,
            dated=told,
        )
        beside = sentence.paragraph == before.paragraph and next_to
        if not (here or beside):
            new = _without_others(event.casualties, new)
        added = add_casualties(event.casualties, new)
        status = find_status(Telling(told, 0), self.language)
        confirmed = status == "confirmed" and event.status in (
            "reported",
            "claimed",
        )
        if added == event.casualties and not confirmed:
            return event
        quote = (sentence.start, sentence.end)
        return replace(
            event,
            casualties=added,
            status="confirmed" if confirmed else event.status,
            quotes=event.quotes if here else (*event.quotes, quote),
        )

    def _is_beside(
        self, before: Sentence, sentence: Sentence, told: str
    ) -> bool:
        """Tell whether a sentence goes on in its paragraph, or counts the dead in the next one."""
        if sentence.paragraph == before.paragraph:
            return True
        outline = self.passages.outline
        of_one_text = (
            sentence.paragraph - before.paragraph == 1
            and before.kind == "body"
            and not outline[sentence.paragraph].label
            and not outline[sentence.paragraph].has_hour
        )
        return of_one_text and (
            tolls_back(told, self.language)
            or is_of_care(told, language=self.language)
        )

    def _set_at(self, event: Event, number: int) -> tuple[Event, bool]:
        """Set an event where the next sentence says that it was, if that isn't far from it.

        Returns
        -------
        tuple of Event and bool
            The event, and whether the sentence sets it anywhere.
        """
        sentence = self.passages.sentences[number]
        told = self.text[sentence.start : sentence.end]
        behind = find_setting(told, self.language)
        if behind is None:
            return event, False
        at = sentence.start + behind
        found = self.places.find(number, at, sentence.end, at)
        spot, before = found.mention, event.place
        if spot is None or spot.lat is None or found.where not in OWN:
            return event, False
        if before is not None and before.lat is not None:
            around = (before.uncertainty_m or 0.0) + _SET_WITHIN_M
            if away_m(before, spot) > around:
                return event, False
            if spot.place_id == before.place_id:
                return event, True
        words = word_place(self.text, spot, self.language)
        set_there = replace(event, place=spot, words=words, own_place=True)
        return set_there, True

    def _dated_by(self, event: Event, sentence: Sentence) -> Event:
        """Take the day that "the incident happened on Monday" tells, if none was told before."""
        told = self.text[sentence.start : sentence.end]
        if event.own_date or not dates_back(told, self.language):
            return event
        spans = self.passages.dates_in(sentence.start, sentence.end)
        span = next(
            (each for each in spans if each.first is not None), None
        )
        if span is None or self.dates.is_ahead(span) or event.status in OFF:
            return event
        return replace(
            event,
            first=span.first,
            last=span.last,
            date_precision=span.precision,
            own_date=True,
            quotes=(*event.quotes, (sentence.start, sentence.end)),
        )


def turns_violent(event: Event, following: Event) -> bool:
    """Tell a protest and the riot that it turned into, in one sentence: one event, the riot.

    "Residents barricaded the road and stoned a vehicle."
    """
    one_sentence = (
        event.quotes[-1][0] == following.start and len(event.quotes) == 1
    )
    turned = (
        event.sub_event_type == PEACEFUL
        and following.sub_event_type == RIOT
    )
    same_place = not following.own_place or event.place is following.place
    same = (event.first, event.status) == (
        following.first,
        following.status,
    )
    return (
        one_sentence
        and turned
        and same_place
        and same
        and not following.is_another
    )


def _without_others(old: Casualties, new: Casualties) -> Casualties:
    """Leave off a toll that can't be of the event: "the death toll has passed 40,000"."""
    before, told = old.fatalities.best, new.fatalities.best
    if told is None:
        return new
    if before is not None and told <= _TOLL_GROWS * before:
        return new
    return replace(new, fatalities=Count(), counts_told="", voice="")


def _is_elsewhere(event: Event, sequel: Event) -> bool:
    """Tell whether what follows names a place of its own, and another one."""
    if not sequel.own_place or sequel.place is None or event.place is None:
        return False
    return sequel.place.place_id != event.place.place_id


def _is_move(event: Event) -> bool:
    """Tell a move of forces without a place of its own that counts somebody's dead."""
    kind = event_type_of(event.sub_event_type)
    return (
        kind == STRATEGIC
        and event.casualties.is_known
        and not event.own_place
    )
