"""Events of a report: triggers in clauses, each with its place, date, actors, casualties and status.

A clause is looked at first, then its sentence, then its paragraph; how far one had to look costs
confidence, and is said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sitmap.reports.actors import find_actors
from sitmap.reports.casualties import Casualties, Count, find_casualties
from sitmap.reports.clauses import Clause, join_clauses, part_coordinated, split_clauses
from sitmap.reports.confidence import weigh_confidence
from sitmap.reports.dating import Dating
from sitmap.reports.modality import is_unreal, status_of
from sitmap.reports.placing import Placing, word_place
from sitmap.reports.sequels import go_on, without_dates
from sitmap.reports.triggers import ENOUGH, find_hits, included_by, sum_weights, tells_event

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from sitmap.incidents import Status
    from sitmap.reports.blocks import Sentence
    from sitmap.reports.dates import TimeSpan
    from sitmap.reports.passages import Passages
    from sitmap.reports.toponyms import Mention
    from sitmap.reports.triggers import Hit

__all__ = ["Event", "find_events"]

_AHEAD: Final = 25
_SOUND: Final = 3.0
_STRONG: Final = 4.0
_NEAR: Final = ("clause", "sentence")
_UNKNOWN: Final = Casualties(Count(), Count())


@dataclass(frozen=True, slots=True)
class Event:
    """An event as one clause tells it. An extractor of your own fills the first three fields and what else it knows.

    Attributes
    ----------
    start, end
        Offsets of its sentence: the quote.
    sub_event_type
        Of the lexicon.
    trigger
        Offset of the word that told it; where it isn't told, the start.
    place
        The mention that places it, or None.
    words
        How the report words the place; by default as the mention does.
    first, last, date_precision
        Inclusive days, or None.
    actor1, actor2, casualties, status
        As the clause tells them.
    confidence
        0 to 1.
    reasons
        What the confidence is made of.
    own_place, own_date
        Whether its own sentence tells them.
    quotes
        Offsets of every sentence that tells it; by default the one.
    """

    start: int
    end: int
    sub_event_type: str
    trigger: int = -1
    place: Mention | None = None
    words: str | None = None
    first: date | None = None
    last: date | None = None
    date_precision: str = "unknown"
    actor1: str | None = None
    actor2: str | None = None
    casualties: Casualties = _UNKNOWN
    status: Status = "reported"
    confidence: float = 0.5
    reasons: tuple[str, ...] = ()
    own_place: bool = True
    own_date: bool = True
    quotes: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        """Fill what follows from the rest."""
        defaults = {
            "trigger": self.start if self.trigger < 0 else self.trigger,
            "words": self.place.surface
            if self.words is None and self.place is not None
            else self.words,
            "quotes": self.quotes or ((self.start, self.end),),
        }
        for name, value in defaults.items():
            object.__setattr__(self, name, value)


def find_events(passages: Passages, include: Collection[str] = ()) -> list[Event]:
    """Find the events of a report, in the order of the text, one per clause that tells one.

    Parameters
    ----------
    passages
        The text and what was found in it.
    include
        Kinds beside incidents that are drafted, too: ``diplomacy``, ``statements``, ``crime``,
        ``disasters``.
    """
    finder = _Finder(passages, frozenset(include))
    events: list[Event] = []
    for number, sentence in enumerate(passages.sentences):
        found = list(finder.events_of(number))
        if (
            not found
            and events
            and number
            and events[-1].quotes[-1][1] == passages.sentences[number - 1].end
        ):
            events[-1] = go_on(events[-1], passages, sentence, passages.sentences[number - 1])
        events.extend(found)
    return events


class _Finder:
    """Finds events sentence by sentence."""

    def __init__(self, passages: Passages, include: frozenset[str]) -> None:
        self.passages = passages
        self.text = passages.text
        self.include = include
        self.placing = Placing(passages)
        self.dating = Dating(passages)
        self._parted: tuple[int, list[tuple[int, int]]] = (-1, [])

    def events_of(self, number: int) -> Iterator[Event]:
        sentence = self.passages.sentences[number]
        if sentence.kind != "body":
            return
        for clause in self._clauses(sentence):
            event = self._event(number, clause)
            if event is not None:
                yield event
                yield from self._listed(event, clause)

    def _clauses(self, sentence: Sentence) -> Iterator[Clause]:
        """Yield what a sentence tells, event by event."""
        first, last = self.passages.token_range(sentence.start, sentence.end)
        if not tells_event(self.passages.words, first, last):
            return
        hits = find_hits(self.passages.words, first, last)
        real = [
            hit
            for hit in hits
            if not hit.is_event or not is_unreal(self.text, sentence.start, self._offset(hit))
        ]
        clauses = [
            Clause([hit for hit in real if start <= self._offset(hit) < end], start, end)
            for start, end in self._parts(sentence)
        ]
        filled = [clause for clause in clauses if clause.hits]
        for clause in join_clauses(filled, self.text, self.placing.own_places):
            yield from part_coordinated(clause, self.passages.words)

    def _parts(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Return the offsets of a sentence's clauses; the last sentence's are remembered."""
        if self._parted[0] != sentence.start:
            self._parted = (sentence.start, split_clauses(self.text, sentence.start, sentence.end))
        return self._parted[1]

    def _offset(self, hit: Hit) -> int:
        return self.passages.tokens[hit.first].start

    def _event(self, number: int, clause: Clause) -> Event | None:
        kind = self._kind(clause.hits)
        if kind is None:
            return None
        sentence = self.passages.sentences[number]
        at = self._offset(
            min(
                (hit for hit in clause.hits if hit.is_event),
                key=lambda hit: (-hit.weight, hit.first),
            )
        )
        place, where = self._place(kind, number, clause, at)
        span, when = self.dating.find(number, clause.start, clause.end)
        casualties = find_casualties(without_dates(self.passages, sentence))
        weight = sum(hit.weight for hit in clause.hits if hit.sub_event_type == kind)
        nowhere = place is None and span is None
        if _is_unknown(casualties) and (nowhere or not _is_sound(weight, where, when)):
            return None
        status = self._status(kind, sentence, clause, at, span)
        actor1, actor2 = find_actors(self.text[clause.start : clause.end], at - clause.start)
        confidence, reasons = weigh_confidence(place, where, when, status, weight)
        return Event(
            sentence.start, sentence.end, kind, at, place, word_place(self.text, place),
            *((span.first, span.last, span.precision) if span else (None, None, "unknown")),
            actor1, actor2, casualties, status, confidence, reasons, where in _NEAR, when in _NEAR,
        )  # fmt: skip

    def _listed(self, event: Event, clause: Clause) -> Iterator[Event]:
        if _is_unknown(event.casualties):
            for other in self.placing.listed_with(event.place, clause.end):
                yield replace(event, place=other, words=other.surface)

    def _place(self, kind: str, number: int, clause: Clause, at: int) -> tuple[Mention | None, str]:
        """Return the place, and how far it was sought; agreements and meetings have rules of their own."""
        place, where = self.placing.find(number, clause.start, clause.end, at)
        if kind == "Agreement" and where in ("paragraph", "nowhere"):
            place = self.placing.party(clause.start, clause.end)
            return place, "clause" if place else "nowhere"
        if kind == "Meeting" and _is_country(place):  # whose ministers met, perhaps; not where
            sentence = self.passages.sentences[number]
            place, _ = self.placing.find(number, sentence.start, sentence.end, at)
            return (None, "nowhere") if _is_country(place) else (place, "sentence")
        return place, where

    def _status(
        self, kind: str, sentence: Sentence, clause: Clause, at: int, span: TimeSpan | None
    ) -> Status:
        starts = (first for first, _ in self._parts(sentence) if first <= at)
        before = self.text[max(starts, default=clause.start) : at]
        ahead = self.text[at : at + _AHEAD] if kind == "Meeting" else ""
        told = self.text[sentence.start : sentence.end]
        status = status_of(told, before + ahead, historical=self.dating.is_history(span))
        return "planned" if status in _DONE and self.dating.is_ahead(span) else status

    def _kind(self, hits: Sequence[Hit]) -> str | None:
        """Return the type of a group of hits; one that must be asked for gives way to strong words of an incident."""
        if not any(hit.is_event and hit.weight >= ENOUGH for hit in hits):
            return None
        sums = sum_weights(hits)
        founded = {hit.sub_event_type for hit in hits if hit.is_event}
        ranked = sorted((name for name in sums if name in founded), key=lambda name: -sums[name])
        incident = next((name for name in ranked if included_by(name) is None), None)
        if incident is not None and (incident == ranked[0] or sums[incident] >= _STRONG):
            return incident if sums[incident] >= ENOUGH else None
        return ranked[0] if self._is_wanted(ranked[0]) and sums[ranked[0]] >= ENOUGH else None

    def _is_wanted(self, name: str) -> bool:
        needed = included_by(name)
        return needed is None or needed in self.include


_DONE: Final = frozenset({"reported", "confirmed", "claimed", "disputed", "historical"})
"""What nobody can say of a day after the report's own."""


def _is_country(place: Mention | None) -> bool:
    return place is not None and place.place is not None and place.place.kind == "country"


def _is_sound(weight: float, where: str, when: str) -> bool:
    """Tell whether an event without numbers is told surely enough: by strong words, or by its place or day nearby."""
    return weight >= _SOUND or where == "clause" or when in _NEAR


def _is_unknown(casualties: Casualties) -> bool:
    return casualties == _UNKNOWN
