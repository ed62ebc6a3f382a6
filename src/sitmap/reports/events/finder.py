"""Events of a report: triggers in clauses, each with place, date, actors, casualties, status.

A clause is looked at first, then its sentence, its item, the heading and the lead; how far one
had to look costs confidence, and is said.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.reports.events.casualties import (
    Casualties,
    Count,
    find_casualties,
    hear_another,
    is_total,
)
from sitmap.reports.events.clauses import (
    Clause,
    dates_back,
    is_of_care,
    is_told_before,
    join_clauses,
    part_coordinated,
    points_back,
    split_clauses,
    tells_another,
    tolls_back,
)
from sitmap.reports.events.confidence import weigh_confidence
from sitmap.reports.events.coreference import add_casualties
from sitmap.reports.events.date import DateFinder, When
from sitmap.reports.events.domains import (
    Domains,
    count_words,
    find_domains,
    has_idle_fields,
    is_figurative,
    is_idle,
    is_of_field,
    is_retold,
)
from sitmap.reports.events.event import Event
from sitmap.reports.events.lexicon import (
    AFTERMATH,
    ENOUGH,
    STRATEGIC,
    EventWords,
    event_type_of,
    find_grounds,
    find_hits,
    find_masked,
    has_grounds,
    included_by,
    is_doer,
    rank_types,
    sum_weights,
    weaken,
)
from sitmap.reports.events.participants import (
    find_actors,
    find_kinds,
    kind_of_actor,
)
from sitmap.reports.events.place import Found, PlaceFinder, word_place
from sitmap.reports.events.status import Telling, find_status
from sitmap.reports.passages import PLACE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import date

    from sitmap.reports.events.lexicon import Hit
    from sitmap.reports.passages import Passages
    from sitmap.reports.places.mentions import Mention
    from sitmap.reports.text.sentences import Sentence
    from sitmap.vocabulary import Status

_TOLD_EVERY: Final = 500
"""Sentences after which it is told how far one is: about a quarter of a second."""
_STRONG: Final = 4.0
"""Weight of words that tell nothing but an incident, whatever field the text is about."""
_PLAIN: Final = 6.0
"""Weight that it takes in a text that is all about sport or the weather."""
_OWN: Final = ("clause", "sentence")
_TOLD_BEFORE: Final = ("lead",)
_LOUD_SHARE: Final = 0.6
"""Share of lines in capitals from which capitals are the text's way and mark no heading."""
_DISASTERS: Final = "disasters"
_PROTESTS: Final = "Protests"
_ARRESTS: Final = "Arrests"
_SEQUELS: Final = frozenset(
    {"Arrests", "Looting/property destruction", "Disrupted weapons use"}
)
"""What follows from an event in its own item, and is none beside it."""
_OVERTAKES: Final = "Non-state actor overtakes territory"
_REGAINS: Final = "Government regains territory"
_ATTACK, _CLASH, _RIOT = "Attack", "Armed clash", "Violent demonstration"
_ARMED: Final = ("state", "police", "rebels")
_STOPS: Final = frozenset(";\u2013\u2014")
_PEACEFUL: Final = "Peaceful protest"
_PUBLIC: Final = frozenset({"Protests", "Riots"})
_DAMAGE: Final = "Looting/property destruction"
_TOLL_GROWS: Final = 2
"""A toll told a paragraph later that is more than twice the event's is of the whole war."""
_VIOLENT: Final = frozenset(
    {"Battles", "Violence against civilians", "Riots"}
)
_FORCES: Final = frozenset({"state", "police", "missions"})
_MANY_GROUNDS: Final = 3
"""Different words of force or protest from which a report is taken to be about such things …"""
_SHARE_OF_GROUNDS: Final = 0.012
"""… and their least share: reports of conflict have .012 to .08, local news .002."""
_OTHERS: Final = 0.8
"""Words of other fields to a word of force, from which a report is about something else: reports
of conflict have 0 to .6, of sport, courts, markets and memory .5 to 3 …"""
_SEVERAL: Final = 2
"""Different words of force by which a sentence tells of it though its report doesn't."""
_FEW: Final = 4
"""… and so many of them at least."""
_SHORT_ITEM: Final = 80
"""Words of a paragraph that is about one thing; a whole report in one paragraph has more."""
_FRESH: Final = timedelta(days=60)
"""Age from which what is told of a trial or a ceremony is what it is about, and no news of it."""
_FRAME_SHARE: Final = 0.7
"""What a frame counts towards the type in running text, which has more of them than a snippet."""
_TITLE: Final = re.compile(
    r"[\"“](?=[^\W\d_])(?:(?:[^\W\d_a-zß-öø-ÿ][\w'-]*|\d+|[^\W\d_]{1,3})"
    r"(?:\s|(?=[,.!?]?[\"”]))){1,8}[,.!?]?[\"”]"
)
"""A title in quotation marks: every word of four letters has a capital."""
_LONG: Final = 120
"""Words from which a text is long enough to tell of what it is about …"""
_DENSE: Final = 0.05
"""… and the share of its words that speak of force where it is about that: .05 at the median."""
_STRAY: Final = 2
"""So few events in such a text are looked at twice."""
_OUTRIGHT: Final = 12
"""Letters before a year at the head of a sentence: "Back in 2014, …"."""
_LONG_AGO: Final = timedelta(days=20 * 365)
"""Events that far back are anniversaries, trials and "as in 1998", in the reports with gold."""
_DISTANT: Final = timedelta(days=100 * 365)
"""Nobody maps events so far back among incidents, even where a text is all about them."""
_OWN_SUBJECT: Final = 3
"""Events of decades ago that make a text one about them, if they are most of its events."""
_OFF: Final = frozenset({"denied", "planned", "threatened"})


class _Kind(NamedTuple):
    """What a clause's words come to."""

    name: str
    weight: float
    is_aftermath: bool


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
    finder = _Finder(passages, frozenset(include))
    events: list[Event] = []
    for number, sentence in enumerate(passages.sentences):
        if progress is not None and number % _TOLD_EVERY == 0:
            progress(sentence.start, len(passages.text))
        found = list(finder.events_of(number))
        moves = bool(events) and finder.counts_dead_of(
            events[-1], found, sentence
        )
        if moves:
            found = []
        if not found and events:
            events[-1] = finder.go_on(events[-1], number, moves=moves)
        for event in found:
            if events and _turns_violent(events[-1], event):
                before = add_casualties(
                    events[-1].casualties, event.casualties
                )
                events[-1] = replace(
                    event, casualties=before, own_date=events[-1].own_date
                )
            elif events and finder.is_sequel(events[-1], event, number):
                events[-1] = finder.go_on(events[-1], number)
            else:
                events.append(event)
    if progress is not None:
        progress(len(passages.text), len(passages.text))
    return finder.without_stray(
        _without_long_ago(events, passages.published)
    )


def _turns_violent(event: Event, following: Event) -> bool:
    """Tell a protest and the riot that it turned into, in one sentence: one event, the riot.

    "Residents barricaded the road and stoned a vehicle."
    """
    one_sentence = (
        event.quotes[-1][0] == following.start and len(event.quotes) == 1
    )
    turned = (
        event.sub_event_type == _PEACEFUL
        and following.sub_event_type == _RIOT
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


def _without_long_ago(
    events: list[Event], published: date | None
) -> list[Event]:
    """Leave out what a report remembers of decades ago; a text about those days is read."""
    if published is None:
        return events
    first_day = published - _LONG_AGO
    distant = published - _DISTANT
    events = [
        each for each in events if each.last is None or each.last >= distant
    ]
    old = [
        each
        for each in events
        if each.last is not None and each.last < first_day
    ]
    if len(old) >= _OWN_SUBJECT and len(old) > len(events) / 2:
        return events
    return [each for each in events if each not in old]


class _Finder:
    """Finds events sentence by sentence."""

    def __init__(self, passages: Passages, include: frozenset[str]) -> None:
        self.passages = passages
        self.text = passages.text
        self.language = passages.language
        self.include = include
        self.places = PlaceFinder(passages)
        self.dates = DateFinder(passages)
        self.domains = find_domains(passages.words, self.language)
        loud = sum(each.kind == "heading" for each in passages.sentences)
        self.is_loud = loud > _LOUD_SHARE * len(passages.sentences)
        outline = passages.outline
        self.is_headlines = all(
            each.kind != "body" or outline[each.paragraph].is_heading
            for each in passages.sentences
        )
        self.is_other, self.is_grounded = self._weigh_fields()
        self.event_words = EventWords(passages.marked_words, self.language)
        self._fields: dict[int, bool] = {}
        self._parted: tuple[int, list[tuple[int, int]]] = (-1, [])

    def _weigh_fields(self) -> tuple[bool, bool]:
        """Tell whether the report is about another field, and whether it is about force."""
        words = self.passages.words
        if not has_grounds(self.language):
            return bool(self.domains.names), True
        grounds = find_grounds(words, self.language)
        told = sum(map(grounds.__contains__, words))
        others = count_words(words, self.language)
        is_other = bool(self.domains.names) or others >= max(
            _OTHERS * told, _FEW
        )
        many = len(
            grounds
        ) >= _MANY_GROUNDS and told >= _SHARE_OF_GROUNDS * len(words)
        return is_other, many and not is_other

    def events_of(self, number: int) -> Iterator[Event]:
        sentence = self.passages.sentences[number]
        item = self.passages.outline[sentence.paragraph]
        is_heading = (
            sentence.kind != "body" and not self.is_loud
        ) or item.is_heading
        if is_heading and not self.is_headlines:
            return
        clauses = list(self._clauses(sentence))
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
                counts = self.counts_in(sentence)
                event = replace(event, casualties=counts)  # noqa: PLW2901 - the next value
            yield event
            yield from self._listed(event, clause)

    def _clauses(self, sentence: Sentence) -> Iterator[Clause]:
        """Yield what a sentence tells, event by event."""
        first, last = self.passages.token_range(
            sentence.start, sentence.end
        )
        words = self.passages.marked_words
        if not self.event_words.tell_event(first, last):
            return
        hits = [
            hit
            for hit in find_hits(words, first, last, self.language)
            if self._is_whole(hit)
        ]
        hits = self._without_titles(hits, sentence)
        if not self.is_grounded and not find_grounds(
            words[first:last], self.language
        ):
            hits = weaken(hits)
        placed = [(self._at(hit), hit) for hit in hits]
        clauses = [
            Clause(
                [hit for at, hit in placed if start <= at < end], start, end
            )
            for start, end in self._parts(sentence)
        ]
        filled = [clause for clause in clauses if clause.hits]
        own_places = self.places.own_places
        own_days = self.dates.own_days
        for clause in join_clauses(
            filled,
            self.text,
            self.passages.token_starts,
            own_places,
            own_days,
            self.language,
        ):
            yield from part_coordinated(clause, words, self.language)

    def _without_titles(
        self, hits: list[Hit], sentence: Sentence
    ) -> list[Hit]:
        """Leave out what stands in the title of a work: "The Ambush" is a novel."""
        titles = [
            match.span()
            for match in _TITLE.finditer(
                self.text, sentence.start, sentence.end
            )
        ]
        return [
            hit
            for hit in hits
            if not any(
                start < self._verb_end(hit) <= end for start, end in titles
            )
        ]

    def _verb_end(self, hit: Hit) -> int:
        return self.passages.tokens[hit.last - 1].end

    def _is_whole(self, hit: Hit) -> bool:
        """Tell whether a pattern stays within what a semicolon or a dash parts."""
        tokens = self.passages.tokens
        told = self.text[tokens[hit.first].start : tokens[hit.last - 1].end]
        return _STOPS.isdisjoint(told)

    def _at(self, hit: Hit) -> int:
        """Return where a hit stands: at its verb; an accident where what had it is named."""
        accident = self._asked(hit.sub_event_type) is not None
        return self._offset(hit) if accident else self._verb(hit)

    def _parts(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Return the offsets of a sentence's clauses; the last sentence's are remembered."""
        if self._parted[0] != sentence.start:
            parts = split_clauses(
                self.text, sentence.start, sentence.end, self.language
            )
            self._parted = (sentence.start, parts)
        return self._parted[1]

    def _offset(self, hit: Hit) -> int:
        return self.passages.tokens[hit.first].start

    def _event(
        self, number: int, clause: Clause, *, alone: bool
    ) -> Event | None:
        """Return what a clause tells: its likeliest kind that is told as anything at all."""
        wished: int | None = None
        for kind in self._kinds(clause.hits):
            at = self._triggers(clause, kind)[0]
            # "sirens sounded to call a protest": the protest is only wished, the sirens told
            if wished is None or at < wished:
                status, when = self._told_as(number, clause, kind)
                if status is not None:
                    return self._event_of_kind(
                        number, clause, kind, status, when, alone=alone
                    )
                wished = at
        return None

    def _told_as(
        self, number: int, clause: Clause, kind: _Kind
    ) -> tuple[Status | None, When]:
        """Return a kind's status, None if it is told as nothing that happened, and its date."""
        triggers = self._triggers(clause, kind)
        when = self.dates.find(
            number, clause.start, clause.end, triggers[0]
        )
        told = (
            (each, self._status(number, each, when)) for each in triggers
        )
        first, status = next(
            ((at, each) for at, each in told if each is not None), (0, None)
        )
        if status != "planned":
            return status, when
        # "blocked the road and announced a protest": what happened before what is to come
        before = [each for each in triggers if each < first]
        done = any(
            self._status(number, each, when) == "reported"
            for each in before
        )
        return "reported" if done else status, when

    def _event_of_kind(
        self,
        number: int,
        clause: Clause,
        kind: _Kind,
        status: Status,
        when: When,
        *,
        alone: bool,
    ) -> Event | None:
        sentence = self.passages.sentences[number]
        item = self.passages.outline[sentence.paragraph]
        if not kind.is_aftermath and self._is_told_before(sentence, clause):
            kind = kind._replace(is_aftermath=True)
        casualties = self.counts_in(sentence, None if alone else clause)
        if self._is_figure_of_speech(sentence, kind, casualties):
            return None
        if self._is_of_another_field(kind, sentence, casualties, when):
            return None
        at = self._triggers(clause, kind)[0]
        of_accident = kind.is_aftermath and self._is_of_accident(
            number, clause
        )
        if of_accident or self._is_total(clause, kind, sentence.start, at):
            return None
        found = self._place(kind.name, number, clause, at)
        if has_idle_fields(self.language) and self._is_date_of_another(
            when, found
        ):
            when = When(None, "nowhere")
        undated = when.span is None and not self._asked(kind.name)
        if undated and not _is_wide(found.mention):
            when = self.dates.assume(number)
        if not self._is_told(kind, at, casualties, found, when, status):
            return None
        if self._is_beside_the_point(sentence, casualties, found, when):
            return None
        part = self.text[clause.start : clause.end]
        actor1, actor2 = find_actors(part, at - clause.start, self.language)
        name = self._by_actors(kind.name, actor1, actor2, part)
        confidence, reasons = weigh_confidence(
            found.mention, found.where, when.where, status, kind.weight
        )
        span = (
            self.dates.ahead(when.span)
            if status == "planned"
            else when.span
        )
        return Event(
            sentence.start,
            sentence.end,
            name,
            at,
            found.mention,
            word_place(self.text, found.mention, self.language),
            span.first if span else None,
            span.last if span else None,
            span.precision if span else "unknown",
            actor1,
            actor2,
            casualties,
            status,
            confidence,
            reasons,
            found.where in _OWN,
            when.where in _OWN,
            is_aftermath=kind.is_aftermath,
            is_another=tells_another(part, self.language),
            item=sentence.paragraph
            if item.label or item.has_hour
            else None,
            points_back=points_back(
                self.text[sentence.start : sentence.end], self.language
            ),
            dates_back=dates_back(
                self.text[sentence.start : sentence.end], self.language
            ),
            object_words=self._object_words(sentence),
        )

    def _is_of_accident(self, number: int, clause: Clause) -> bool:
        """Tell whether who died did so on the road, in a storm or by an animal.

        A figure of speech or an animal is named in the clause, or the sentence before tells of an
        accident and of nothing else.
        """
        if any(
            hit.role != AFTERMATH for hit in clause.hits if hit.is_event
        ):
            return False
        words = self.passages.marked_words
        span = self.passages.token_range(clause.start, clause.end)
        if find_masked(words, *span, self.language):
            return True
        sentence = self.passages.sentences[number]
        before = self._before(sentence)
        if before == clause.start:
            return False
        span = self.passages.token_range(before, clause.start)
        told = [
            hit
            for hit in find_hits(words, *span, self.language)
            if hit.is_event and hit.weight >= ENOUGH
        ]
        return bool(told) and all(
            self._asked(hit.sub_event_type) == _DISASTERS
            or hit.role == AFTERMATH
            for hit in told
        )

    def _is_total(
        self, clause: Clause, kind: _Kind, start: int, at: int
    ) -> bool:
        """Tell a sum to date: "since January the force has lost 22 men, and 163 were arrested"."""
        counts = any(hit.role == AFTERMATH for hit in clause.hits)
        told = self.text[clause.start : clause.end]
        if counts and is_total(told, self.language):
            return True
        return kind.name == _ARRESTS and is_total(
            self.text[start:at], self.language
        )

    def _is_date_of_another(self, when: When, found: Found) -> bool:
        """Tell whether a date is of what was told of another place, in a sentence before."""
        if (
            when.where not in _TOLD_BEFORE
            or found.where not in _OWN
            or when.span is None
        ):
            return False
        sentences = self.passages.sentences
        at = (
            bisect_right(
                sentences, when.span.start, key=lambda each: each.start
            )
            - 1
        )
        there = self.places.own_places(
            sentences[at].start, sentences[at].end
        )
        here = found.mention.place_id if found.mention else ""
        return bool(there) and here not in there

    def _is_told_before(self, sentence: Sentence, clause: Clause) -> bool:
        """Tell whether all that tells the event points back to one that was told."""
        founding = [
            hit
            for hit in clause.hits
            if hit.tells_event and hit.weight >= ENOUGH
        ]
        return bool(founding) and all(
            is_told_before(
                self.text,
                sentence.start,
                self._offset(hit),
                self.passages.words[hit.first],
                self.language,
            )
            for hit in founding
        )

    def told(self, sentence: Sentence, clause: Clause | None = None) -> str:
        """Return the words of a sentence, or of one clause of it, with their dates blanked.

        The 24 of "24 May" counts none. Where a sentence tells two events, each has its own dead.
        """
        start, end = (
            (clause.start, clause.end)
            if clause
            else (sentence.start, sentence.end)
        )
        told = self.text[start:end]
        for span in self.passages.dates_in(sentence.start, sentence.end):
            first = span.start if span.reads != "before" else span.end
            first, last = (
                max(first - start, 0),
                min(span.end - start, len(told)),
            )
            if first < last:
                told = told[:first] + " " * (last - first) + told[last:]
        return told

    def counts_in(
        self, sentence: Sentence, clause: Clause | None = None
    ) -> Casualties:
        """Read the casualties of a sentence, or of one clause of it."""
        part = clause or sentence
        return find_casualties(
            self.told(sentence, clause),
            self.language,
            dated=self.text[part.start : part.end],
        )

    def _triggers(self, clause: Clause, kind: _Kind) -> list[int]:
        """Return the offsets of the words that tell the event, the plainest first."""
        founding = [hit for hit in clause.hits if hit.is_event]
        own = [
            hit for hit in founding if hit.sub_event_type == kind.name
        ] or founding
        ranked = sorted(own, key=lambda hit: (-hit.weight, hit.first))
        plain = [hit for hit in ranked[1:] if hit.weight >= _STRONG]
        return [self._verb(hit) for hit in (ranked[0], *plain)]

    def _verb(self, hit: Hit) -> int:
        """Return where a hit tells what happened: behind the place or the doer it begins with."""
        first = self.passages.marked_words[hit.first]
        named = first == PLACE or is_doer(first, self.language)
        return self.passages.tokens[
            hit.last - 1 if named else hit.first
        ].start

    def _kinds(self, hits: Sequence[Hit]) -> list[_Kind]:
        """Return what hits come to, the likeliest first; incidents before what is asked for."""
        if not any(hit.is_event and hit.weight >= ENOUGH for hit in hits):
            return []
        sums = sum_weights(hits, frame_share=_FRAME_SHARE)
        founded = {hit.sub_event_type for hit in hits if hit.is_event}
        ranked = rank_types(
            {
                name: weight
                for name, weight in sums.items()
                if name in founded
            }
        )
        incident = next(
            (name for name in ranked if not self._asked(name)), None
        )
        aftermath = not any(hit.tells_event for hit in hits)
        if incident is None or (
            incident != ranked[0] and sums[incident] < _STRONG
        ):
            best = ranked[0]
            wanted = (
                self._asked(best) in self.include and sums[best] >= ENOUGH
            )
            return [_Kind(best, sums[best], aftermath)] if wanted else []
        rest = [
            name
            for name in ranked
            if name != incident and not self._asked(name)
        ]
        kinds = [
            _Kind(name, _weigh(hits, name), aftermath)
            for name in (incident, *rest)
        ]
        return [
            kinds[0],
            *(kind for kind in kinds[1:] if kind.weight >= ENOUGH),
        ]

    def _asked(self, name: str) -> str | None:
        return included_by(name, self.language)

    def _is_figure_of_speech(
        self, sentence: Sentence, kind: _Kind, casualties: Casualties
    ) -> bool:
        if self._is_of_field(sentence.paragraph):
            return True
        first, last = self.passages.token_range(
            self._before(sentence), sentence.end
        )
        words = self.passages.words[first:last]
        if not self.is_other and not is_figurative(
            words, self.domains, self.language
        ):
            return False
        if self.is_other:
            own = self.passages.words[
                slice(
                    *self.passages.token_range(sentence.start, sentence.end)
                )
            ]
            if self.domains.names:
                # captives are of many a plot: only the dead and the wounded are taken at their word
                hurt = (
                    casualties.fatalities.is_known
                    or casualties.injured.is_known
                )
                return kind.weight < _PLAIN or not hurt
            plain = kind.weight >= _STRONG and self._is_plain(own)
            return (
                not plain
                and kind.weight < _PLAIN - 1
                and not casualties.is_known
            )
        return kind.weight < _PLAIN and not casualties.is_known

    def _is_of_another_field(
        self,
        kind: _Kind,
        sentence: Sentence,
        casualties: Casualties,
        when: When,
    ) -> bool:
        if kind.name != _ARRESTS and self._is_of_another_day(
            sentence, when
        ):
            return True
        return self._is_idle(sentence, casualties)

    def _is_of_another_day(self, sentence: Sentence, when: When) -> bool:
        """Tell whether a sentence speaks of a trial or a ceremony, and the event is its matter."""
        if not is_retold(self._words_of(sentence), self.language):
            return False
        last, published = (
            (when.span.last if when.span else None),
            self.passages.published,
        )
        if when.where not in _OWN or last is None or published is None:
            return True
        return not published - _FRESH <= last <= published

    def _is_idle(self, sentence: Sentence, casualties: Casualties) -> bool:
        """Tell whether a council or prices fight: nobody is hurt and no weapon is named."""
        words = self._words_of(sentence)
        if casualties.is_known or not is_idle(words, self.language):
            return False
        return not find_grounds(words, self.language)

    def _is_beside_the_point(
        self,
        sentence: Sentence,
        casualties: Casualties,
        found: Found,
        when: When,
    ) -> bool:
        """Tell whether a report about other fields tells too little of an event to believe it.

        Where it does tell one, it says where, and when or who was hurt.
        """
        if not self.is_other or not has_idle_fields(self.language):
            return False
        if found.where not in _OWN or self._is_of_others(sentence):
            return True
        return when.where not in _OWN and not casualties.is_known

    def _is_of_others(self, sentence: Sentence) -> bool:
        """Tell whether what is around a sentence has more words of other fields than of force.

        That is its paragraph, or the sentence before it where paragraphs are long.
        """
        item = self.passages.outline[sentence.paragraph]
        first, last = self.passages.token_range(item.start, item.end)
        if last - first > _SHORT_ITEM:
            first, last = self.passages.token_range(
                self._before(sentence), sentence.end
            )
        words = self.passages.words[first:last]
        return count_words(words, self.language) >= len(
            find_grounds(words, self.language)
        )

    def _words_of(self, sentence: Sentence) -> Sequence[str]:
        return self.passages.words[
            slice(*self.passages.token_range(sentence.start, sentence.end))
        ]

    def _is_of_field(self, paragraph: int) -> bool:
        known = self._fields.get(paragraph)
        if known is None:
            item = self.passages.outline[paragraph]
            words = self.passages.words[
                slice(*self.passages.token_range(item.start, item.end))
            ]
            known = self._fields[paragraph] = is_of_field(
                words, self.language
            )
        return known

    def _is_plain(self, words: Sequence[str]) -> bool:
        """Tell whether a sentence speaks of force in several words, and of no other field."""
        several = len(find_grounds(words, self.language)) >= _SEVERAL
        return several and not is_figurative(
            words, Domains(frozenset()), self.language
        )

    def _before(self, sentence: Sentence) -> int:
        """Return where the sentence before begins, if it is of the same paragraph."""
        sentences = self.passages.sentences
        at = bisect_left(
            sentences, sentence.start, key=lambda each: each.start
        )
        before = sentences[at - 1] if at else sentence
        return (
            before.start
            if before.paragraph == sentence.paragraph
            else sentence.start
        )

    def _place(
        self, kind: str, number: int, clause: Clause, at: int
    ) -> Found:
        """Return the place; agreements and meetings have rules of their own."""
        found = self.places.find(number, clause.start, clause.end, at)
        if kind == "Agreement" and found.where not in _OWN:
            party = self.places.party(clause.start, clause.end)
            if party is None and found.where == "item":
                return found  # elders and militias are of the place
            return Found(party, "clause" if party else "nowhere")
        if kind == "Meeting" and _is_country(found.mention):
            sentence = self.passages.sentences[number]
            wider = self.places.find(
                number, sentence.start, sentence.end, at
            )
            # whose ministers met, perhaps; not where
            return (
                Found(None, "nowhere")
                if _is_country(wider.mention)
                else wider
            )
        return found

    def _status(self, number: int, at: int, when: When) -> Status | None:
        sentences = self.passages.sentences
        sentence = sentences[number]
        following = ""
        if (
            number + 1 < len(sentences)
            and sentences[number + 1].paragraph == sentence.paragraph
        ):
            beside = sentences[number + 1]
            if not (
                has_idle_fields(self.language)
                and self._is_of_its_own(beside)
            ):
                following = self.text[beside.start : beside.end]
        told = self.text[sentence.start : sentence.end]
        telling = Telling(
            told, at - sentence.start, following, self._head(sentence)
        )
        status = find_status(telling, self.language)
        if status is not None and status not in _OFF:
            if self.dates.is_ahead(when.span) and when.where in _OWN:
                return "planned"
            if self.dates.is_history(when.span):
                return "historical"
        return status

    def _is_of_its_own(self, sentence: Sentence) -> bool:
        """Tell whether a sentence names a place: what it denies is not what was told before."""
        return bool(self.places.own_places(sentence.start, sentence.end))

    def _head(self, sentence: Sentence) -> str:
        """Return the run-in heading of a sentence's item, and the heading above it."""
        item = self.passages.outline[sentence.paragraph]
        label = self.text[slice(*item.label)] if item.label else ""
        above = (
            self.passages.outline[item.heading]
            if item.heading is not None
            else None
        )
        return f"{label}\n{self.text[above.start : above.end] if above else ''}".strip()

    def _is_told(
        self,
        kind: _Kind,
        at: int,
        casualties: Casualties,
        found: Found,
        when: When,
        status: str,
    ) -> bool:
        """Tell whether enough is told of an event to draft it."""
        own_place, own_date = found.where in _OWN, when.where in _OWN
        if status in _OFF:
            return own_place or own_date or found.mention is not None
        if not casualties.is_known and self._is_vague(
            at, found, when, status
        ):
            return False
        if kind.is_aftermath:
            return own_place or casualties.is_known
        return (
            kind.weight >= _STRONG - 1
            or own_place
            or own_date
            or casualties.is_known
        )

    def _is_vague(
        self, at: int, found: Found, when: When, status: str
    ) -> bool:
        """Tell what happened to nobody, and nowhere, in some year, or in somebody's own words."""
        own_place, own_date = found.where in _OWN, when.where in _OWN
        # an anniversary tells no day of its own
        if found.mention is None or (
            status == "historical" and not own_date
        ):
            return True
        if self._is_half_said(when, at):
            return True
        # a place that no list has is told as one, and no region
        wide = _is_wide(found.mention) and found.mention.place is not None
        if (
            wide
            and not own_place
            and not own_date
            and has_grounds(self.language)
        ):
            return True
        inside = found.where == "clause" or when.where == "clause"
        return self._is_quoted(at) and not inside

    def _is_half_said(self, when: When, at: int) -> bool:
        """Tell history in passing, by its year: "work on the road had led to scuffles in 2023".

        A sentence that begins with the year tells it outright.
        """
        span, published = when.span, self.passages.published
        if (
            span is None
            or span.precision != "year"
            or span.last is None
            or published is None
        ):
            return False
        sentence = self._sentence_at(at)
        return (
            span.last < published
            and span.start - sentence.start > _OUTRIGHT
        )

    def _sentence_at(self, at: int) -> Sentence:
        sentences = self.passages.sentences
        return sentences[
            bisect_right(sentences, at, key=lambda each: each.start) - 1
        ]

    def _is_quoted(self, at: int) -> bool:
        """Tell whether somebody's own words tell it: an odd number of quote marks before it."""
        sentence = self._sentence_at(at)
        before = self.text[sentence.start : at]
        low, angled = (
            before.count("„"),
            before.count("«") > before.count("»"),
        )
        if low or angled:
            return angled or low > before.count("“") + before.count("”")
        return before.count('"') % 2 == 1 or before.count(
            "“"
        ) > before.count("”")

    def _by_actors(
        self, name: str, actor1: str | None, actor2: str | None, part: str
    ) -> str:
        """Let who acted decide between types that differ by the actor."""
        doer = kind_of_actor(actor1, self.language)
        victim = kind_of_actor(actor2, self.language)
        if name == _OVERTAKES and doer == "state":
            return _REGAINS
        if name == _ATTACK and doer in _ARMED and victim in _ARMED:
            return _CLASH
        if name == _CLASH and {doer, victim} == {"police", "crowd"}:
            return _RIOT
        if name == _DAMAGE and doer == "crowd":
            return _RIOT
        if name == _CLASH and doer in ("rebels", "unknown"):
            kinds = find_kinds(part, self.language)
            return (
                _ATTACK
                if "crowd" in kinds and kinds.isdisjoint(_FORCES)
                else name
            )
        return name

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

    def _dated_by(self, event: Event, sentence: Sentence) -> Event:
        """Take the day that "the incident happened on Monday" tells, if none was told before."""
        told = self.text[sentence.start : sentence.end]
        if event.own_date or not dates_back(told, self.language):
            return event
        spans = self.passages.dates_in(sentence.start, sentence.end)
        span = next(
            (each for each in spans if each.first is not None), None
        )
        if (
            span is None
            or self.dates.is_ahead(span)
            or event.status in _OFF
        ):
            return event
        return replace(
            event,
            first=span.first,
            last=span.last,
            date_precision=span.precision,
            own_date=True,
            quotes=(*event.quotes, (sentence.start, sentence.end)),
        )

    def without_stray(self, events: list[Event]) -> list[Event]:
        """Leave out what is told weakly in a long text that tells next to nothing of force.

        One such sentence of an essay, a review or a column is a figure of speech more often than
        an event; who died there, or the day and the place in the same sentence, make it one.
        """
        words = self.passages.words
        on_map = [each for each in events if each.status not in _OFF]
        if (
            not has_grounds(self.language)
            or len(words) < _LONG
            or len(on_map) > _STRAY
        ):
            return events
        told = sum(
            map(find_grounds(words, self.language).__contains__, words)
        )
        if told >= _DENSE * len(words):
            return events
        return [
            each
            for each in events
            if each.status in _OFF or _is_plain(each)
        ]

    def is_sequel(self, event: Event, sequel: Event, number: int) -> bool:
        """Tell whether what is told belongs to the event just before: dead, damage, arrests."""
        sentences = self.passages.sentences
        follows = (
            sequel.sub_event_type in _SEQUELS
            and event.quotes[-1][0] != sequel.start
        )
        if sequel.sub_event_type == _DAMAGE and sequel.actor1:
            # a police van that is torched; a crowd that torches is another matter
            follows = kind_of_actor(sequel.actor1, self.language) in _FORCES
        if sequel.sub_event_type == "Disrupted weapons use":
            shot_at = (
                event_type_of(event.sub_event_type)
                == "Explosions/Remote violence"
            )
            follows = follows and shot_at
        if self._is_part(event, sequel):
            return True
        if not (sequel.is_aftermath or follows):
            return False
        if follows and (
            sequel.own_date or event.sub_event_type == sequel.sub_event_type
        ):
            return False
        told = self.text[sequel.start : sequel.end]
        cared = sequel.is_aftermath and self._is_of_hospital(sequel, told)
        both = sequel.own_place and event.place and sequel.place
        if (
            both
            and not cared
            and event.place
            and sequel.place
            and sequel.place.place_id != event.place.place_id
        ):
            return False
        back = sequel.is_aftermath and points_back(
            told, self.language, aftermath=True
        )
        if (
            sequel.own_date
            and event.first != sequel.first
            and not (back or cared)
        ):
            return False
        last = event.quotes[-1][1]
        here = sentences[number].paragraph
        beyond = (
            0
            if (sequel.own_place and not cared)
            or self.passages.outline[here].label
            else 1
        )
        near = any(
            each.end == last and here - each.paragraph <= beyond
            for each in sentences[max(0, number - 3) : number + 1]
        )
        return near and event.status not in _OFF

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
        if sequel.sub_event_type == _PEACEFUL and not sequel.is_another:
            # "threw stones at the marchers, who blocked the road": one day in one street
            public = event_type_of(event.sub_event_type) in _PUBLIC
            same = event.place is sequel.place or not sequel.own_place
            together = (
                event.first == sequel.first
                and event.status == sequel.status
            )
            return public and same and together
        violent = event_type_of(event.sub_event_type) in _VIOLENT
        if sequel.sub_event_type != _DAMAGE:
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
        return sequel.sub_event_type in (_ATTACK, _ARRESTS)

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
        follows = here or event.quotes[-1][1] == before.end
        told = self.text[sentence.start : sentence.end]
        if (
            not follows
            or sentence.kind != "body"
            or not (here or self._is_beside(before, sentence, told))
        ):
            return event
        there = self.places.own_places(sentence.start, sentence.end)
        if (
            there
            and event.place is not None
            and event.place.place_id not in there
            and not (moves or is_of_care(told, language=self.language))
        ):
            return event  # what is told there is another's
        event = self._dated_by(event, sentence)
        new = hear_another(
            self.told(before),
            self.told(sentence),
            self.language,
            dated=told,
        )
        if sentence.paragraph != before.paragraph and not here:
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


def _without_others(old: Casualties, new: Casualties) -> Casualties:
    """Leave off a toll that can't be of the event: "the death toll has passed 40,000"."""
    before, told = old.fatalities.best, new.fatalities.best
    if told is None:
        return new
    if before is not None and told <= _TOLL_GROWS * before:
        return new
    return replace(new, fatalities=Count(), counts_told="", voice="")


def _is_move(event: Event) -> bool:
    """Tell a move of forces without a place of its own that counts somebody's dead."""
    kind = event_type_of(event.sub_event_type)
    return (
        kind == STRATEGIC
        and event.casualties.is_known
        and not event.own_place
    )


def _is_plain(event: Event) -> bool:
    counts = event.casualties
    hurt = counts.fatalities.is_known or counts.injured.is_known
    return hurt or (event.own_place and event.own_date)


def _is_wide(place: Mention | None) -> bool:
    """Tell a country or a region, or no place at all: what is told of it may be of any day."""
    return (
        place is None
        or place.place is None
        or place.place.kind in ("country", "region")
    )


def _weigh(hits: Sequence[Hit], name: str) -> float:
    """Return how plainly words tell a type: the strongest, and half of the next."""
    weights = sorted(
        (hit.weight for hit in hits if hit.sub_event_type == name),
        reverse=True,
    )
    return sum(
        weight * share
        for weight, share in zip(weights, (1.0, 0.5), strict=False)
    )


def _is_country(place: Mention | None) -> bool:
    return (
        place is not None
        and place.place is not None
        and place.place.kind == "country"
    )
