"""Whether a report and its sentences are about conflict at all, and an event in them is one.

A match, a trial, a market or a memory is told in the words of war. A report is weighed as a whole,
then its paragraph and its sentence; what would be a figure of speech is believed where it counts
dead or tells outright.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sitmap.reports.events.domains import (
    Domains,
    count_words,
    find_domains,
    has_idle_fields,
    is_figurative,
    is_idle,
    is_of_field,
    is_opinion,
    is_public,
    is_retold,
    speaks_of,
)
from sitmap.reports.events.event import ARRESTS, OFF, OWN
from sitmap.reports.events.event_types import PUBLIC, event_type_of
from sitmap.reports.events.lexicon import find_grounds, has_grounds
from sitmap.reports.events.triggers import STRONG

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from sitmap.reports.events.casualties import Casualties
    from sitmap.reports.events.date import When
    from sitmap.reports.events.event import Event
    from sitmap.reports.events.place import Found
    from sitmap.reports.passages import Passages
    from sitmap.reports.text.sentences import Sentence


_PLAIN: Final = 6.0
"""Weight that it takes in a text that is all about sport or the weather."""
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
_LONG: Final = 120
"""Words from which a text is long enough to tell of what it is about …"""
_DENSE: Final = 0.05
"""… and the share of its words that speak of force where it is about that: .05 at the median."""
_STRAY: Final = 2
"""So few events in such a text are looked at twice."""
_LONG_AGO: Final = timedelta(days=20 * 365)
"""Events that far back are anniversaries, trials and "as in 1998", in the reports with gold."""
_DISTANT: Final = timedelta(days=100 * 365)
"""Nobody maps events so far back among incidents, even where a text is all about them."""
_MATCHES: Final = frozenset({"sport"})
_OWN_SUBJECT: Final = 3
"""Events of decades ago that make a text one about them, if they are most of its events."""


class Relevance:
    """Weighs what a report is about: the whole, a paragraph, a sentence."""

    def __init__(self, passages: Passages) -> None:
        self.passages = passages
        self.language = passages.language
        words = passages.words
        grounds = find_grounds(words, self.language)
        self._told = sum(map(grounds.__contains__, words))
        self.domains = find_domains(words, self.language, self._told)
        self.is_other, self.is_grounded = self._weigh_fields(grounds)
        self._fields: dict[int, bool] = {}

    @cached_property
    def _is_opinion(self) -> bool:
        """Whether the text says that it is a piece of opinion."""
        return is_opinion(self.passages.text, self.language)

    def _weigh_fields(self, grounds: Collection[str]) -> tuple[bool, bool]:
        """Tell whether the report is about another field, and whether it is about force."""
        words, told = self.passages.words, self._told
        if not has_grounds(self.language):
            return bool(self.domains.names), True
        others = count_words(words, self.language)
        is_other = bool(self.domains.names) or others >= max(
            _OTHERS * told, _FEW
        )
        many = len(
            grounds
        ) >= _MANY_GROUNDS and told >= _SHARE_OF_GROUNDS * len(words)
        return is_other, many and not is_other

    def is_figure_of_speech(
        self,
        sentence: Sentence,
        weight: float,
        casualties: Casualties,
        status: str = "reported",
    ) -> bool:
        """Tell whether the words of war are said of a match, a market, a plot or an illness.

        Parameters
        ----------
        weight
            How plainly the sentence tells an event: `STRONG` tells nothing else.
        status
            As it is told: of a match, plans are jokes.
        """
        if self._is_of_field(sentence.paragraph):
            return True
        if self.is_other:
            if self._is_apart(sentence, weight) and status not in OFF:
                return False
            return self._is_figure_in_other(sentence, weight, casualties)
        before = self.passages.start_before(sentence)
        words = self.passages.words_in(before, sentence.end)
        if not is_figurative(words, self.domains, self.language):
            return False
        return weight < _PLAIN and not casualties.is_known

    def is_rally_about(self, kind: str, when: When) -> bool:
        """Tell a protest of a day, in a report about a vote or prices: it is what people march for.

        Parameters
        ----------
        kind
            Sub-event type.
        when
            As it is told.
        """
        span, published = when.span, self.passages.published
        if span is None or span.last is None or published is None:
            return False
        is_fresh = published - _FRESH <= span.last
        dated = when.where in OWN and span.precision == "day" and is_fresh
        public = event_type_of(kind) in PUBLIC
        return public and dated and is_public(self.domains, self.language)

    def _is_figure_in_other(
        self, sentence: Sentence, weight: float, casualties: Casualties
    ) -> bool:
        """Tell the same of a report that is about another field."""
        if self.domains.names:
            # captives are of many a plot: only the dead and the wounded are taken at their word
            hurt = casualties.fatalities.is_known
            hurt = hurt or casualties.injured.is_known
            return weight < _PLAIN or not hurt
        own = self.passages.words_in(sentence.start, sentence.end)
        if weight >= STRONG and self._is_plain(own):
            return False
        return weight < _PLAIN - 1 and not casualties.is_known

    def _is_apart(self, sentence: Sentence, weight: float) -> bool:
        """Tell a paragraph of force in a report of a match: "In Štrpce, meanwhile, …".

        A film or a memory has such paragraphs, too, and they are its matter.
        """
        if self.domains.names != _MATCHES:
            return False
        item = self.passages.outline[sentence.paragraph]
        words = self.passages.words_in(item.start, item.end)
        own = self.passages.words_in(sentence.start, sentence.end)
        plain = weight >= STRONG or find_grounds(own, self.language)
        return bool(plain) and not speaks_of(
            words, self.domains, self.language
        )

    def is_of_another_field(
        self,
        kind: str,
        sentence: Sentence,
        casualties: Casualties,
        when: When,
    ) -> bool:
        """Tell whether a trial or a ceremony has the event as its matter, or a council fights."""
        if kind != ARRESTS and self._is_of_another_day(sentence, when):
            return True
        return self._is_idle(sentence, casualties)

    def _is_of_another_day(self, sentence: Sentence, when: When) -> bool:
        """Tell whether a sentence speaks of a trial or a ceremony, and the event is its matter."""
        if not is_retold(
            self.passages.words_in(sentence.start, sentence.end),
            self.language,
        ):
            return False
        last, published = (
            (when.span.last if when.span else None),
            self.passages.published,
        )
        if when.where not in OWN or last is None or published is None:
            return True
        return not published - _FRESH <= last <= published

    def _is_idle(self, sentence: Sentence, casualties: Casualties) -> bool:
        """Tell whether a council or prices fight: nobody is hurt and no weapon is named."""
        words = self.passages.words_in(sentence.start, sentence.end)
        if casualties.is_known or not is_idle(words, self.language):
            return False
        return not find_grounds(words, self.language)

    def is_beside_the_point(
        self,
        sentence: Sentence,
        casualties: Casualties,
        found: Found,
        when: When,
    ) -> bool:
        """Tell whether a report about other fields tells too little of an event to believe it.

        Where it does tell one, it says where, and when or who was hurt.
        """
        if when.where not in OWN and self._is_opinion:
            return True
        if not self.is_other:
            return False
        if not has_idle_fields(self.language):
            own = found.where in OWN and when.where in OWN
            return bool(self.domains.names) and not own
        if found.where not in OWN or self._is_of_others(sentence):
            return True
        return when.where not in OWN and not casualties.is_known

    def _is_of_others(self, sentence: Sentence) -> bool:
        """Tell whether what is around a sentence has more words of other fields than of force.

        That is its paragraph, or the sentence before it where paragraphs are long.
        """
        item = self.passages.outline[sentence.paragraph]
        words = self.passages.words_in(item.start, item.end)
        if len(words) > _SHORT_ITEM:
            before = self.passages.start_before(sentence)
            words = self.passages.words_in(before, sentence.end)
        return count_words(words, self.language) >= len(
            find_grounds(words, self.language)
        )

    def _is_of_field(self, paragraph: int) -> bool:
        known = self._fields.get(paragraph)
        if known is None:
            item = self.passages.outline[paragraph]
            words = self.passages.words_in(item.start, item.end)
            known = is_of_field(words, self.language)
            self._fields[paragraph] = known
        return known

    def without_stray(self, events: list[Event]) -> list[Event]:
        """Leave out what is told weakly in a long text that tells next to nothing of force.

        One such sentence of an essay, a review or a column is a figure of speech more often than
        an event; who died there, or the day and the place in the same sentence, make it one.
        """
        on_map = [each for each in events if each.status not in OFF]
        length = len(self.passages.words)
        if not on_map and length >= _LONG and has_grounds(self.language):
            # where nothing else is told, what won't or didn't happen has its place
            return [
                each
                for each in events
                if each.place is not None and each.place.lat is not None
            ]
        if (
            not has_grounds(self.language)
            or length < _LONG
            or len(on_map) > _STRAY
            or self._told >= _DENSE * length
        ):
            return events
        return [
            each for each in events if each.status in OFF or _is_plain(each)
        ]

    def _is_plain(self, words: Sequence[str]) -> bool:
        """Tell whether a sentence speaks of force in several words, and of no other field."""
        several = len(find_grounds(words, self.language)) >= _SEVERAL
        return several and not is_figurative(
            words, Domains(frozenset()), self.language
        )


def without_long_ago(
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


def _is_plain(event: Event) -> bool:
    counts = event.casualties
    hurt = counts.fatalities.is_known or counts.injured.is_known
    return hurt or (event.own_place and event.own_date)
