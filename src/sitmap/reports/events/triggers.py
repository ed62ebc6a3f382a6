"""The words that tell an event: the clauses of a sentence that have them, and what they come to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.reports.events.clauses import (
    Clause,
    find_parts,
    join_clauses,
    part_coordinated,
    split_clauses,
)
from sitmap.reports.events.event_types import rank_types, sum_weights
from sitmap.reports.events.lexicon import (
    DISASTERS,
    ENOUGH,
    EventWords,
    find_grounds,
    find_hits,
    included_by,
    is_doer,
    weaken,
)
from sitmap.reports.events.trigger_patterns import AFTERMATH
from sitmap.reports.passages import PLACE
from sitmap.reports.places.words import load_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitmap.reports.events.date import DateFinder
    from sitmap.reports.events.lexicon import Hit
    from sitmap.reports.events.place import PlaceFinder
    from sitmap.reports.passages import Passages
    from sitmap.reports.text.sentences import Sentence


STRONG: Final = 4.0
"""Weight of words that tell nothing but an incident, whatever field the text is about."""
_STOPS: Final = frozenset(";\u2013\u2014")
_FRAME_SHARE: Final = 0.7
"""What a frame counts towards the type in running text, which has more of them than a snippet."""
_SHORT_TITLE: Final = 4
"""Letters of a title before a surname ("Mr", "Sgt"): "General Strike" names nobody."""
_TITLE: Final = re.compile(
    r"[\"“](?=[^\W\d_])(?:(?:[^\W\d_a-zß-öø-ÿ][\w'-]*|\d+|[^\W\d_]{1,3})"
    r"(?:\s|(?=[,.!?]?[\"”]))){1,8}[,.!?]?[\"”]"
)
"""A title in quotation marks: every word of four letters has a capital."""


class Kind(NamedTuple):
    """What a clause's words come to."""

    name: str
    weight: float
    is_aftermath: bool


class Triggers:
    """Finds what tells an event, sentence by sentence."""

    def __init__(
        self,
        passages: Passages,
        places: PlaceFinder,
        dates: DateFinder,
        include: frozenset[str],
        *,
        is_grounded: bool,
    ) -> None:
        self.passages = passages
        self.text = passages.text
        self.language = passages.language
        self.is_grounded = is_grounded
        self.places = places
        self.dates = dates
        self.include = include
        self.event_words = EventWords(passages.marked_words, self.language)
        self._parted: tuple[int, list[tuple[int, int]]] = (-1, [])

    def clauses_of(self, sentence: Sentence) -> Iterator[Clause]:
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
            if self._is_whole(hit) and not self._is_surname(hit)
        ]
        hits = self._without_titles(hits, sentence)
        hits = self._without_parts(hits, sentence)
        if not self.is_grounded and not find_grounds(
            words[first:last], self.language
        ):
            hits = weaken(hits)
        if not founds_event(hits):
            return
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

    def _without_parts(
        self, hits: list[Hit], sentence: Sentence
    ) -> list[Hit]:
        """Leave out what befell some of those who are counted, where what befell all is told."""
        parts = find_parts(
            self.text, sentence.start, sentence.end, self.language
        )
        if not parts:
            return hits
        first = parts[0][0]
        kept = [
            hit
            for hit in hits
            if not any(start <= self._at(hit) < end for start, end in parts)
        ]
        before = [hit for hit in kept if self._at(hit) < first]
        return kept if founds_event(before) else hits

    def _is_surname(self, hit: Hit) -> bool:
        """Tell words that only name somebody: "Mr. Lynch", "Dick Lynch"."""
        at = self._verb_word(hit)
        token, before = (
            self.passages.tokens[at],
            self.passages.tokens[max(at - 1, 0)],
        )
        capitals = token.shape == before.shape == "C"
        return capitals and self._is_of_person(before.key)

    def _is_of_person(self, word: str) -> bool:
        """Tell a first name, or a title that is a short form."""
        words = load_words(self.language)
        is_title = word in words.titles and len(word) <= _SHORT_TITLE
        return is_title or word in words.first_names

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
        return (
            self.passages.tokens[hit.first].start
            if accident
            else self._verb(hit)
        )

    def _parts(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Return the offsets of a sentence's clauses; the last sentence's are remembered."""
        if self._parted[0] != sentence.start:
            parts = split_clauses(
                self.text, sentence.start, sentence.end, self.language
            )
            self._parted = (sentence.start, parts)
        return self._parted[1]

    def offsets_of(self, clause: Clause, kind: Kind) -> list[int]:
        """Return the offsets of the words that tell the event, the plainest first."""
        founding = [hit for hit in clause.hits if hit.is_event]
        own = [
            hit for hit in founding if hit.sub_event_type == kind.name
        ] or founding
        ranked = sorted(own, key=lambda hit: (-hit.weight, hit.first))
        plain = [hit for hit in ranked[1:] if hit.weight >= STRONG]
        return [self._verb(hit) for hit in (ranked[0], *plain)]

    def _verb(self, hit: Hit) -> int:
        """Return where a hit tells what happened: behind the place or the doer it begins with."""
        return self.passages.tokens[self._verb_word(hit)].start

    def _verb_word(self, hit: Hit) -> int:
        first = self.passages.marked_words[hit.first]
        named = first == PLACE or is_doer(first, self.language)
        return hit.last - 1 if named else hit.first

    def kinds_of(self, hits: Sequence[Hit]) -> list[Kind]:
        """Return what hits come to, the likeliest first; incidents before what is asked for."""
        if not founds_event(hits):
            return []
        sums = sum_weights(hits, frame_share=_FRAME_SHARE)
        founded = {hit.sub_event_type for hit in hits if hit.is_event}
        ranked = rank_types(
            {name: sums[name] for name in sums if name in founded}
        )
        aftermath = not any(hit.tells_event for hit in hits)
        incidents = [name for name in ranked if not self._asked(name)]
        likeliest = ranked[0]
        if not incidents or (
            incidents[0] != likeliest
            and sums[incidents[0]] < STRONG
            and not self._is_said_of(likeliest, hits)
        ):
            wanted = self._asked(likeliest) in self.include
            if not wanted or sums[likeliest] < ENOUGH:
                return []
            return [Kind(likeliest, sums[likeliest], aftermath)]
        first, *others = (
            Kind(name, _weigh(hits, name), aftermath) for name in incidents
        )
        return [first, *(each for each in others if each.weight >= ENOUGH)]

    def _is_said_of(self, name: str, hits: Sequence[Hit]) -> bool:
        """Tell words about an event from the event: "two were killed, he said, blaming the rebels".

        A storm that kills is no such word: it is what happened.
        """
        if self._asked(name) in (None, DISASTERS):
            return False
        return any(hit.role == AFTERMATH for hit in hits)

    def _asked(self, name: str) -> str | None:
        return included_by(name, self.language)


def founds_event(hits: Sequence[Hit]) -> bool:
    """Tell whether any of the words is strong enough to found an event."""
    return any(hit.is_event and hit.weight >= ENOUGH for hit in hits)


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
