"""Events of a report: triggers in clauses, each with place, date, actors, casualties, status.

A clause is looked at first, then its sentence, its item, the heading and the lead; how far one
had to look costs confidence, and is said.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.reports.events.aftermath import (
    is_of_accident,
    is_sum_to_date,
    points_to_told,
)
from sitmap.reports.events.clause_counts import counts_in, row_of
from sitmap.reports.events.clauses import (
    dates_back,
    names_back,
    points_back,
    tells_another,
)
from sitmap.reports.events.confidence import weigh_confidence
from sitmap.reports.events.continuation import Continuation, turns_violent
from sitmap.reports.events.coreference import add_casualties
from sitmap.reports.events.date import DateFinder, When
from sitmap.reports.events.domains import has_idle_fields
from sitmap.reports.events.event import ATTACK, DAMAGE, OWN, Event
from sitmap.reports.events.event_types import event_type_of
from sitmap.reports.events.factuality import Factuality, is_wide
from sitmap.reports.events.lexicon import included_by
from sitmap.reports.events.mention_kinds import is_country
from sitmap.reports.events.participants import find_actors, type_by_actors
from sitmap.reports.events.place import Found, PlaceFinder, word_place
from sitmap.reports.events.quick_look import may_tell_event
from sitmap.reports.events.relevance import Relevance, without_long_ago
from sitmap.reports.events.triggers import Triggers

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from sitmap.reports.events.casualties import Casualties
    from sitmap.reports.events.clauses import Clause
    from sitmap.reports.events.triggers import Kind
    from sitmap.reports.passages import Passages
    from sitmap.reports.text.outline import Item
    from sitmap.reports.text.sentences import Sentence
    from sitmap.vocabulary import Status

_TOLD_EVERY: Final = 500
"""Sentences after which it is told how far one is: about a quarter of a second."""
_TOLD_BEFORE: Final = ("lead",)
_LOUD_SHARE: Final = 0.6
"""Share of lines in capitals from which capitals are the text's way and mark no heading."""
_AROUND: Final = ("item", "heading")
_PROTESTS: Final = "Protests"
_CELL: Final = " | "
"""Parts the cells of a table's row."""
_HEAD_WORDS: Final = 9
"""Words of a run-in headline with its label: "Lower Kurram: Convoy ambushed in the pass."."""
_FAR: Final = ("heading", "lead")
"""Where a place stands that is of the report's news and not of what it remembers."""


def find_events(
    passages: Passages,
    include: Collection[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> list[Event]:
    """Find the events of a report, in the order of the text, one per clause that tells one.

    Parameters
    ----------
    passages
        The text and what was found in it.
    include
        Kinds beside incidents that are drafted, too: ``diplomacy``, ``statements``, ``crime``,
        ``disasters``.
    progress
        Called now and then as (characters read, characters).
    """
    whole = len(passages.text)
    tell = progress or (lambda _done, _whole: None)
    tell(0, whole)
    relevance = Relevance(passages)
    is_grounded = relevance.is_grounded
    events: list[Event] = []
    if may_tell_event(passages, include, is_grounded=is_grounded):
        finder = _Finder(passages, frozenset(include), relevance)
        for number, sentence in enumerate(passages.sentences):
            if number and number % _TOLD_EVERY == 0:
                tell(sentence.start, whole)
            finder.add_events(events, number)
    tell(whole, whole)
    return relevance.without_stray(
        without_long_ago(events, passages.published)
    )


class _Told(NamedTuple):
    """What a clause tells, before its place is looked for."""

    number: int
    sentence: Sentence
    clause: Clause
    kind: Kind
    at: int
    counts: Casualties
    status: Status


class _Finder:
    """Finds events sentence by sentence."""

    def __init__(
        self,
        passages: Passages,
        include: frozenset[str],
        relevance: Relevance,
    ) -> None:
        self.passages = passages
        self.text = passages.text
        self.language = passages.language
        self.places = PlaceFinder(passages)
        self.dates = DateFinder(passages)
        self.relevance = relevance
        self.triggers = Triggers(
            passages,
            self.places,
            self.dates,
            include,
            is_grounded=self.relevance.is_grounded,
        )
        self.factuality = Factuality(passages, self.places, self.dates)
        self.continuation = Continuation(passages, self.places, self.dates)
        loud = sum(each.kind == "heading" for each in passages.sentences)
        self.is_loud = loud > _LOUD_SHARE * len(passages.sentences)
        outline = passages.outline
        self.is_headlines = all(
            each.kind != "body" or outline[each.paragraph].is_heading
            for each in passages.sentences
        )

    def add_events(self, events: list[Event], number: int) -> None:
        """Add what a sentence tells to the events before it, or to the last of them."""
        sentence = self.passages.sentences[number]
        found = list(self._events_of(number))
        moves = bool(events) and self.continuation.counts_dead_of(
            events[-1], found, sentence
        )
        sets = bool(events) and self.continuation.only_sets(
            events[-1], found, number
        )
        if events and (moves or sets or not found):
            events[-1] = self.continuation.go_on(
                events[-1], number, moves=moves
            )
            return
        for event in found:
            self._add(events, event, number)

    def _add(self, events: list[Event], event: Event, number: int) -> None:
        if events and turns_violent(events[-1], event):
            before = events[-1]
            counts = add_casualties(before.casualties, event.casualties)
            events[-1] = replace(
                event, casualties=counts, own_date=before.own_date
            )
        elif events and self.continuation.is_sequel(
            events[-1], event, number
        ):
            events[-1] = self.continuation.go_on(events[-1], number)
        else:
            events.append(event)

    def _events_of(self, number: int) -> Iterator[Event]:
        sentence = self.passages.sentences[number]
        item = self.passages.outline[sentence.paragraph]
        is_heading = (
            sentence.kind != "body" and not self.is_loud
        ) or item.is_heading
        if is_heading and not self.is_headlines:
            return
        clauses = list(self.triggers.clauses_of(sentence))
        alone = len(clauses) == 1
        found = [
            (self._event(number, each, alone=alone), each)
            for each in clauses
        ]
        events = [
            (event, clause) for event, clause in found if event is not None
        ]
        for event, clause in events:
            if len(events) == 1 and not alone:
                # the other clauses told nothing of their own: the counts are this event's
                counts = counts_in(self.passages, sentence)
                event = replace(event, casualties=counts)  # noqa: PLW2901 - the next value
            yield event
            yield from self._listed(event, clause)

    def _event(
        self, number: int, clause: Clause, *, alone: bool
    ) -> Event | None:
        """Return what a clause tells: its likeliest kind that is told as anything at all."""
        wished: int | None = None
        for kind in self.triggers.kinds_of(clause.hits):
            triggers = self.triggers.offsets_of(clause, kind)
            # "sirens sounded to call a protest": the protest is only wished, the sirens told
            if wished is not None and triggers[0] >= wished:
                continue
            status, when = self.factuality.told_as(number, clause, triggers)
            if status is not None:
                at = triggers[0]
                return self._event_of_kind(
                    number, clause, kind, at, status, when, alone=alone
                )
            wished = triggers[0]
        return None

    def _event_of_kind(
        self,
        number: int,
        clause: Clause,
        kind: Kind,
        at: int,
        status: Status,
        when: When,
        *,
        alone: bool,
    ) -> Event | None:
        sentence = self.passages.sentences[number]
        if not kind.is_aftermath and points_to_told(
            self.passages, sentence, clause
        ):
            kind = kind._replace(is_aftermath=True)
        counts = counts_in(
            self.passages, sentence, None if alone else clause
        )
        told = _Told(number, sentence, clause, kind, at, counts, status)
        if self._is_none(told, when):
            return None
        found = self._place(kind.name, number, clause, at)
        in_passing = not counts.is_known or _is_of_a_year(when)
        if status == "historical" and in_passing:
            # remembered in passing: the dateline is of the news, not of it
            found = _without_far(found)
        when = self._when(told, found, when)
        if not self.factuality.is_told(
            kind, at, counts, found, when, status
        ):
            return None
        is_rally = self.relevance.is_rally_about(kind.name, when)
        if not is_rally and self.relevance.is_beside_the_point(
            sentence, counts, found, when
        ):
            return None
        return self._drafted(told, found, when)

    def _is_none(self, told: _Told, when: When) -> bool:
        """Tell whether a clause speaks in a figure, of another field, an accident or a sum."""
        _, sentence, clause, kind, at, counts, _ = told
        is_rally = self.relevance.is_rally_about(kind.name, when)
        if not is_rally and self.relevance.is_figure_of_speech(
            sentence, kind.weight, counts, told.status
        ):
            return True
        if self.relevance.is_of_another_field(
            kind.name, sentence, counts, when
        ):
            return True
        if kind.is_aftermath and is_of_accident(
            self.passages, told.number, clause
        ):
            return True
        return is_sum_to_date(
            self.passages, clause, kind.name, sentence.start, at
        )

    def _when(self, told: _Told, found: Found, when: When) -> When:
        """Return the day of an event, once its place is known."""
        if self._is_date_of_another(told, when, found):
            when = When(None, "nowhere")
        asked = included_by(told.kind.name, self.language)
        if (
            when.span is None
            and asked is None
            and not is_wide(found.mention)
        ):
            return self.dates.assume(told.number)
        return when

    def _drafted(self, told: _Told, found: Found, when: When) -> Event:
        _, sentence, clause, kind, at, counts, status = told
        item = self.passages.outline[sentence.paragraph]
        words = self.text[sentence.start : sentence.end]
        part = self.text[clause.start : clause.end]
        actor1, actor2 = find_actors(part, at - clause.start, self.language)
        confidence, reasons = weigh_confidence(
            found.mention, found.where, when.where, status, kind.weight
        )
        span = when.span
        if status == "planned":
            span = self.dates.ahead(span)
        return Event(
            start=sentence.start,
            end=sentence.end,
            sub_event_type=type_by_actors(
                _type_by_dead(kind.name, counts),
                actor1,
                actor2,
                part,
                self.language,
            ),
            trigger=at,
            place=found.mention,
            words=word_place(self.text, found.mention, self.language),
            first=span.first if span else None,
            last=span.last if span else None,
            date_precision=span.precision if span else "unknown",
            actor1=actor1,
            actor2=actor2,
            casualties=counts,
            status=status,
            confidence=confidence,
            reasons=reasons,
            own_place=found.where in OWN,
            own_date=when.where in OWN,
            by_item=found.where in _AROUND,
            dated_by_item=when.where == "item",
            is_aftermath=kind.is_aftermath,
            is_another=tells_another(part, self.language),
            is_head=self._is_head(told, when),
            item=sentence.paragraph if self._is_entry(item) else None,
            row=row_of(self.passages, sentence),
            points_back=points_back(words, self.language),
            dates_back=dates_back(words, self.language),
            names_back=names_back(words, self.language),
            object_words=self._object_words(sentence),
        )

    def _is_entry(self, item: Item) -> bool:
        """Tell an entry of a log, a bulletin or a table: by its label, hour, day or cells."""
        if item.label or item.has_hour:
            return True
        days = self.passages.dates_in(item.start, item.end)
        is_dated = any(span.start == item.body for span in days)
        return is_dated or _CELL in self.text[item.start : item.end]

    def _is_head(self, told: _Told, when: When) -> bool:
        """Tell a few words at the head of a paragraph that the next sentence tells in full."""
        sentence = told.sentence
        item = self.passages.outline[sentence.paragraph]
        first, last = self.passages.token_range(item.body, sentence.end)
        return (
            sentence.start <= item.body
            and last - first <= _HEAD_WORDS
            and when.where not in OWN
            and not told.counts.is_known
        )

    def _is_date_of_another(
        self, told: _Told, when: When, found: Found
    ) -> bool:
        """Tell whether a date is of what was told of another place, in a sentence before."""
        if (
            when.where not in _TOLD_BEFORE
            or when.span is None
            or found.mention is None
        ):
            return False
        dated = self.passages.sentence_at(when.span.start)
        there = self.places.own_places(dated.start, dated.end)
        elsewhere = found.mention.place_id not in there
        if has_idle_fields(self.language):
            return found.where in OWN and bool(there) and elsewhere
        known = found.mention.place is not None
        return known and elsewhere and self._are_items(told.sentence, dated)

    def _are_items(self, one: Sentence, two: Sentence) -> bool:
        """Tell whether two sentences are of two items, each with a run-in heading of its own."""
        outline = self.passages.outline
        items = (outline[one.paragraph], outline[two.paragraph])
        return items[0] is not items[1] and all(
            each.label for each in items
        )

    def _place(
        self, kind: str, number: int, clause: Clause, at: int
    ) -> Found:
        """Return the place; agreements and meetings have rules of their own."""
        found = self.places.find(number, clause.start, clause.end, at)
        if kind == "Agreement" and found.where not in OWN:
            party = self.places.party(clause.start, clause.end)
            if party is None and found.where == "item":
                return found  # elders and militias are of the place
            return Found(party, "clause" if party else "nowhere")
        if kind == "Meeting" and _is_of_country(found):
            sentence = self.passages.sentences[number]
            wider = self.places.find(
                number, sentence.start, sentence.end, at
            )
            # whose ministers met, perhaps; not where
            nowhere = Found(None, "nowhere")
            return nowhere if _is_of_country(wider) else wider
        return found

    def _object_words(self, sentence: Sentence) -> frozenset[str]:
        first, last = self.passages.token_range(
            sentence.start, sentence.end
        )
        tokens = self.passages.tokens[first:last]
        return frozenset(
            each.key
            for each in tokens
            if each.shape == "l" and len(each.key) > 3  # noqa: PLR2004 - letters
        )

    def _listed(self, event: Event, clause: Clause) -> Iterator[Event]:
        if (
            event.casualties.is_known
            or event_type_of(event.sub_event_type) != _PROTESTS
        ):
            return
        for other in self.places.listed_with(event.place, clause.end):
            yield replace(event, place=other, words=other.surface)


def _type_by_dead(name: str, counts: Casualties) -> str:
    """Return an attack for what burned people and no house: ACLED's destruction kills nobody."""
    dead = counts.fatalities.low or counts.fatalities.best
    return ATTACK if name == DAMAGE and dead else name


def _without_far(found: Found) -> Found:
    return Found(None, "nowhere") if found.where in _FAR else found


def _is_of_a_year(when: When) -> bool:
    """Tell a whole war: "in 2020, a 44-day war killed 6,500"."""
    return when.span is not None and when.span.precision == "year"


def _is_of_country(found: Found) -> bool:
    return found.mention is not None and is_country(found.mention)
