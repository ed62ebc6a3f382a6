# ruff: noqa: E501, RUF001  - patterns and word lists are kept whole; curly quotes and dashes are what news is written with
"""Events of a report: triggers in clauses, each with its place, date, actors, casualties and status.

A clause is looked at first, then its sentence, then its paragraph; how far one had to look costs confidence, and is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.kinds import KINDS, SETTLEMENTS
from sitmap.gazetteer.text import fold
from sitmap.reports.actors import find_actors
from sitmap.reports.casualties import Casualties, Count, find_casualties
from sitmap.reports.confidence import weigh_confidence
from sitmap.reports.lexicons import load_words
from sitmap.reports.modality import is_unreal, status_of
from sitmap.reports.sequels import go_on, without_dates
from sitmap.reports.toponyms import Mention
from sitmap.reports.triggers import ENOUGH, find_hits, included_by, sum_weights, tells_event

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from sitmap.incidents import Status
    from sitmap.reports.blocks import Sentence
    from sitmap.reports.dates import TimeSpan
    from sitmap.reports.passages import Passages
    from sitmap.reports.triggers import Hit

__all__ = ["Event", "find_events"]

_AHEAD: Final = 25
_SOUND: Final = 3.0
_STRONG: Final = 4.0
_HISTORY_DAYS: Final = 365
_CLAUSE: Final = re.compile(
    r"(?:[;:]\s|,? (?:and|but|while|whereas|as) (?=(?:the |a |an |in |on |at |[a-z]+ )?[^,;.]{3,}?)|, (?=(?:which|who|where|when|killing|wounding|leaving)\b)|\s[–—]\s)"
)
_UNTIL: Final = re.compile(
    r"\b(?:until|till|by|from|since|effect on|due (?:on|for)|scheduled for|planned for|postponed? to|anniversary of)(?: the)? $",
    re.IGNORECASE,
)
_AWAY: Final = re.compile(
    r"\b(?:ambassador|envoy|visit|travel\w*|flew|return\w*|minister|president|spokes\w+|according) (?:to|of|from|in|for) (?:the )?$",
    re.IGNORECASE,
)
_WHERE: Final = re.compile(
    r"\b(?:in|at|near|outside|on|around|inside|across|throughout|within|off|over|between|of|through|into|towards?|against|from|to|along|west of|east of|north of|south of) (?:the |a )?(?:[\w-]+ ){0,3}$",
    re.IGNORECASE,
)
_HOLDER: Final = re.compile(
    r"(?:['’]s)? (?:(?:[Dd]eputy|[Vv]ice|[Ff]ormer|[Aa]cting|[Ff]oreign|[Dd]efen[cs]e|[Ii]nterior) )*(?:[Pp]resident|[Pp]rime [Mm]inister|[Mm]inister|[Gg]overnment|[Aa]mbassador|[Pp]arliament|[Aa]rmy|[Mm]ilitary|[Cc]hief|[Ll]eader|[Oo]fficials?|[Aa]uthorities)\b"
)
_BACK: Final = 12
_WAY: Final = re.compile(
    r"\b(?:(?:road|roads|highway|route|way|bridge|train|bus|border|leading|bound|headed|heading|en route|fled|flee|taken|brought|troops|soldiers) (?:to|from|for|with|towards?)|from)(?: the)? $"
)
_SAME_DAY: Final = re.compile(
    r"\b(?:(?:hours|minutes|shortly) (?:later|earlier|after)|(?:the )?same day|later that day|earlier that day)\b",
    re.IGNORECASE,
)
_NEXT_DAY: Final = re.compile(r"\bthe (?:next|following) (?:day|morning|afternoon|evening|night)\b", re.IGNORECASE)
_UNLISTED: Final = re.compile(
    r"\b(?:in|near|at|outside|village of|town of|city of|district of|on the outskirts of) (?P<name>[A-ZÀ-ÞŠŽČĆĐ][\w'-]{2,}(?: [A-ZÀ-ÞŠŽČĆĐ][\w'-]+)?)"
)
_LISTED_WITH: Final = re.compile(r"(?:,|,? and)(?: (?:in|near|at|outside))?(?: the)? ")
_LATER: Final = re.compile(r"\W*(?:later|afterwards?|subsequently|then)\b", re.IGNORECASE)
_ORDER: Final = {"facility": 0, "settlement": 1, "nature": 2, "area": 3}


@dataclass(frozen=True, slots=True)
class Event:
    """An event as one clause tells it.

    Attributes
    ----------
    start, end
        Offsets of its sentence: the quote.
    trigger
        Offset of the word that told it.
    sub_event_type
        Of the lexicon.
    place
        The mention that places it, or None.
    words
        How the report words the place.
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
        Offsets of every sentence that tells it.
    """

    start: int
    end: int
    trigger: int
    sub_event_type: str
    place: Mention | None
    words: str | None
    first: date | None
    last: date | None
    date_precision: str
    actor1: str | None
    actor2: str | None
    casualties: Casualties
    status: Status
    confidence: float
    reasons: tuple[str, ...]
    own_place: bool
    own_date: bool
    quotes: tuple[tuple[int, int], ...] = field(default=())


def find_events(passages: Passages, include: Collection[str] = ()) -> list[Event]:
    """Find the events of a report, in the order of the text, one per clause that tells one.

    Parameters
    ----------
    passages
        The text and what was found in it.
    include
        Kinds beside incidents that are drafted, too: ``diplomacy``, ``statements``, ``crime``, ``disasters``.
    """
    finder = _Finder(passages, frozenset(include))
    events: list[Event] = []
    for number, sentence in enumerate(passages.sentences):
        found = list(finder.events_of(number))
        if not found and events and number and events[-1].quotes[-1][1] == passages.sentences[number - 1].end:
            events[-1] = go_on(events[-1], passages, sentence, passages.sentences[number - 1])
        events.extend(found)
    return events


class _Finder:
    """Finds events sentence by sentence, and remembers where and when the paragraph is."""

    def __init__(self, passages: Passages, include: frozenset[str]) -> None:
        self.passages = passages
        self.text = passages.text
        self.include = include
        self.at = 0

    def events_of(self, number: int) -> Iterator[Event]:
        sentence = self.passages.sentences[number]
        self.at = number
        if sentence.kind == "body":
            for hits, start, end in self._groups(sentence):
                yield from self._event(sentence, hits, start, end)

    def _last_place(self) -> Mention | None:
        """Return the place of the paragraph so far: the first local one of the sentence before, or of the one before that."""
        here = self.passages.sentences[self.at].paragraph
        for number in range(self.at - 1, -1, -1):
            sentence = self.passages.sentences[number]
            if sentence.paragraph != here:
                return None
            inside = (each for each in self.passages.mentions_in(sentence.start, sentence.end) if self._may_place(each))
            local = next((each for each in inside if each.place and each.place.kind != "country"), None)
            if local is not None:
                return local
        return None

    def _last_date(self, *, beyond: bool = False) -> TimeSpan | None:
        """Return the last date told before, in the paragraph; the lead holds for the paragraph behind it, too."""
        here = self.passages.sentences[self.at].paragraph
        for sentence in reversed(self.passages.sentences[max(0, self.at - _BACK) : self.at]):
            if sentence.paragraph != here and here > 1 and not beyond:
                return None
            dates = (
                span for span in self.passages.dates_in(sentence.start, sentence.end) if self._may_date(span, sentence)
            )
            found = next(dates, None)
            if found is not None:
                return found
        return None

    def _groups(self, sentence: Sentence) -> Iterator[tuple[list[Hit], int, int]]:
        """Yield the hits of a sentence by what they tell together, with the offsets of their clause."""
        first, last = self.passages.token_range(sentence.start, sentence.end)
        if not tells_event(self.passages.words, first, last):
            return
        hits = find_hits(self.passages.words, first, last)
        real = [hit for hit in hits if not hit.is_event or not is_unreal(self.text, sentence.start, self._offset(hit))]
        groups = [group for start, end in self._clauses(sentence) if (group := self._within(real, start, end))[0]]
        for hits_of, start, end in _joined(groups, self):
            yield from ((part, start, end) for part in _coordinated(hits_of, self.passages.words))

    def _offset(self, hit: Hit) -> int:
        return self.passages.tokens[hit.first].start

    def _clauses(self, sentence: Sentence) -> list[tuple[int, int]]:
        cuts = [match.end() for match in _CLAUSE.finditer(self.text, sentence.start, sentence.end)]
        edges = [sentence.start, *cuts, sentence.end]
        return list(pairwise(edges))

    def _within(self, hits: Sequence[Hit], start: int, end: int) -> tuple[list[Hit], int, int]:
        return [hit for hit in hits if start <= self._offset(hit) < end], start, end

    def own_places(self, start: int, end: int) -> list[str]:
        """Return the ids of settlements and facilities that a clause is set in."""
        inside = [
            each for each in self.passages.mentions_in(start, end) if self._may_place(each) and self._is_where(each)
        ]
        return [each.place_id for each in inside if each.place and KINDS[each.place.kind][0] != "area"]

    def _event(self, sentence: Sentence, hits: Sequence[Hit], start: int, end: int) -> Iterator[Event]:
        kind = self._kind(hits)
        if kind is None:
            return
        trigger = min((hit for hit in hits if hit.is_event), key=lambda hit: (-hit.weight, hit.first))
        at = self._offset(trigger)
        place, where = self._place(sentence, start, end, at)
        if kind == "Agreement" and where in ("paragraph", "nowhere"):
            place = self._party(start, end)
            where = "clause" if place else "nowhere"
        if kind == "Meeting" and place is not None and place.place and place.place.kind == "country":
            place, where = None, "nowhere"
        span, when = self._date(sentence, start, end)
        casualties = find_casualties(without_dates(self.passages, sentence))
        if place is None and span is None and _is_unknown(casualties):
            return
        weight = sum(hit.weight for hit in hits if hit.sub_event_type == kind)
        if weight < _SOUND and where != "clause" and when not in ("clause", "sentence") and _is_unknown(casualties):
            return
        clause = self.text[sentence.start : sentence.end]
        cut = max((first for first, _ in self._clauses(sentence) if first <= at), default=start)
        ahead = self.text[at : at + _AHEAD] if kind == "Meeting" else ""
        status = status_of(clause, self.text[cut:at] + ahead, historical=self._is_history(span))
        actor1, actor2 = find_actors(self.text[start:end], at - start)
        confidence, reasons = weigh_confidence(place, where, when, status, weight)
        event = Event(
            sentence.start, sentence.end, at, kind, place, _wording(self.text, place), span.first if span else None, span.last if span else None,
            span.precision if span else "unknown", actor1, actor2, casualties, status, confidence, reasons,
            where in ("clause", "sentence"), when in ("clause", "sentence"), ((sentence.start, sentence.end),),
        )  # fmt: skip
        yield event
        if _is_unknown(casualties):
            yield from (replace(event, place=other, words=other.surface) for other in self._listed_with(place, end))

    def _listed_with(self, place: Mention | None, end: int) -> Iterator[Mention]:
        """Yield the other places of a list: "in Batumi and in Kutaisi" are two events where no number is shared."""
        if place is None or place.place is None or place.place.kind not in SETTLEMENTS:
            return
        last = place
        for other in self.passages.mentions_in(place.end, end):
            town = other.place is not None and other.place.kind in SETTLEMENTS and other.kind == "place"
            if not town or not _LISTED_WITH.fullmatch(self.text, last.end, other.start):
                return
            yield other
            last = other

    def _party(self, start: int, end: int) -> Mention | None:
        """Return the country that agrees: an agreement is drawn over the country, not at a spot."""
        inside = [each for each in self.passages.mentions_in(start, end) if each.place and each.place.kind == "country"]
        speaking = [each for each in inside if each.kind == "metonym"]
        return next(reversed(speaking or [each for each in inside if each.kind == "place"]), None)

    def _kind(self, hits: Sequence[Hit]) -> str | None:
        """Return the type of a group of hits; one that must be asked for gives way only to strong words."""
        if not any(hit.is_event and hit.weight >= ENOUGH for hit in hits):
            return None
        sums = sum_weights(hits)
        founded = {hit.sub_event_type for hit in hits if hit.is_event}
        ranked = sorted((name for name in sums if name in founded), key=lambda name: -sums[name])
        best = ranked[0]
        if self._is_wanted(best):
            return best if sums[best] >= ENOUGH else None
        return next((name for name in ranked[1:] if self._is_wanted(name) and sums[name] >= _STRONG), None)

    def _is_wanted(self, name: str) -> bool:
        needed = included_by(name)
        return needed is None or needed in self.include

    def _may_place(self, mention: Mention) -> bool:
        if mention.kind not in ("place", "facility", "region") or _HOLDER.match(self.text, mention.end):
            return False
        return not _AWAY.search(self.text[max(0, mention.start - 40) : mention.start])

    def _is_where(self, mention: Mention) -> bool:
        return _WHERE.search(self.text[max(0, mention.start - 50) : mention.start]) is not None

    def _place(self, sentence: Sentence, start: int, end: int, trigger: int) -> tuple[Mention | None, str]:
        """Look for the place in the clause, the sentence, the paragraph."""
        inside = [*self._places(start, end), *self._unlisted(start, end)]
        vague = next((each for each in inside if each.place is None and each.kind == "region"), None)
        named = [each for each in inside if each.place is not None or each.kind == "place"]
        if named and not (vague and abs(vague.start - trigger) < abs(named[0].start - trigger)):
            return self._best(named, trigger), "clause"
        around = [each for each in self._places(sentence.start, sentence.end) if each.place is not None]
        if vague is not None:
            areas = [each for each in around if each.place and each.place.kind in ("region", "admin1", "admin2")]
            countries = [each for each in around if each.place and each.place.kind == "country"]
            return next(iter(areas or countries), None), "sentence"
        if around:
            return self._best(around, trigger), "sentence"
        last = self._last_place()
        return (last, "paragraph") if last else (None, "nowhere")

    def _unlisted(self, start: int, end: int) -> list[Mention]:
        """Return names behind "in" or "the village of" that the gazetteer doesn't list: better no point than another's."""
        taken = {each.start for each in self.passages.mentions_in(start, end)}
        common = load_words().common_words
        matches = _UNLISTED.finditer(self.text, start, end)
        found = [(match.start("name"), match["name"]) for match in matches if match.start("name") not in taken]
        return [
            Mention(at, at + len(name), name, "place", why="not listed in the gazetteer")
            for at, name in found
            if not any(fold(word) in common for word in name.split()) and not name.isupper()
        ]

    def _places(self, start: int, end: int) -> list[Mention]:
        inside = [each for each in self.passages.mentions_in(start, end) if self._may_place(each)]
        where = [each for each in inside if self._is_where(each)]
        return where or [each for each in inside if each.place is not None]

    def _best(self, mentions: Sequence[Mention], trigger: int) -> Mention:
        """Return the most precise place; of equals, the one nearest to the trigger, places behind it first."""
        return min(
            mentions,
            key=lambda each: (self._is_way(each), _coarseness(each), each.start < trigger, abs(each.start - trigger)),
        )

    def _is_way(self, mention: Mention) -> bool:
        """Tell whether a place only names a road or a direction: "on the road to Leposavić"."""
        return _WAY.search(self.text[max(0, mention.start - 40) : mention.start]) is not None

    def _date(self, sentence: Sentence, start: int, end: int) -> tuple[TimeSpan | None, str]:
        spans = [
            span for span in self.passages.dates_in(sentence.start, sentence.end) if self._may_date(span, sentence)
        ]
        own = next((span for span in spans if start <= span.start < end), None)
        if own or spans:
            return (own, "clause") if own else (spans[0], "sentence")
        told = self.text[sentence.start : sentence.end]
        same_day = _SAME_DAY.search(told) is not None
        last = None if _LATER.match(told) and not same_day else self._last_date(beyond=same_day)
        if last is None:
            return None, "nowhere"
        return (_next_day(last) if _NEXT_DAY.search(told) else last), "paragraph"

    def _may_date(self, span: TimeSpan, sentence: Sentence) -> bool:
        if span.first is None:
            return False
        return " … " in span.surface or not _UNTIL.search(self.text[sentence.start : span.start])

    def _is_history(self, span: TimeSpan | None) -> bool:
        published = self.passages.published
        return bool(span and span.last and published and (published - span.last).days > _HISTORY_DAYS)


def _next_day(span: TimeSpan) -> TimeSpan:
    if span.first is None or span.last is None or span.precision != "day":
        return span
    return replace(span, first=span.last + timedelta(days=1), last=span.last + timedelta(days=1))


def _is_unknown(casualties: Casualties) -> bool:
    return casualties.fatalities == Count() == casualties.injured


def _joined(groups: Sequence[tuple[list[Hit], int, int]], finder: _Finder) -> list[tuple[list[Hit], int, int]]:
    """Join clauses that go on with the event before: they name no place of their own and begin no event of another kind."""
    joined: list[tuple[list[Hit], int, int]] = []
    for hits, start, end in groups:
        if joined and not _begins(joined[-1], (hits, start, end), finder):
            before, first, _ = joined[-1]
            joined[-1] = ([*before, *hits], first, end)
        else:
            joined.append((hits, start, end))
    return joined


def _begins(before: tuple[list[Hit], int, int], clause: tuple[list[Hit], int, int], finder: _Finder) -> bool:
    hits, start, end = clause
    strongest = max((hit for hit in hits if hit.is_event), key=lambda hit: hit.weight, default=None)
    if strongest is None or strongest.weight < ENOUGH or not any(hit.is_event for hit in before[0]):
        return False
    places, earlier = finder.own_places(start, end), finder.own_places(before[1], before[2])
    if places and earlier and not set(places) & set(earlier):
        return True
    known = {hit.sub_event_type for hit in before[0] if hit.is_event}
    return strongest.sub_event_type not in known and strongest.weight >= 3 and not _goes_on(finder.text[start:end])  # noqa: PLR2004


def _goes_on(clause: str) -> bool:
    return (
        re.match(
            r"(?:killing|wounding|leaving|which|who|where|when|killed|wounded|injured|and killed|arrested)\b",
            clause.strip(),
        )
        is not None
    )


def _coordinated(hits: list[Hit], words: Sequence[str]) -> list[list[Hit]]:
    """Part "sirens and gunfire" into two events that share the rest."""
    founding = sorted((hit for hit in hits if hit.is_event and hit.weight >= ENOUGH), key=lambda hit: hit.first)
    for one in founding:
        for two in founding:
            pair = (
                two.first == one.first + 2
                and words[one.first + 1] == "and"
                and one.sub_event_type != two.sub_event_type
            )
            if pair:
                rest = [hit for hit in hits if hit.first not in (one.first, two.first)]
                parts = ([hit for hit in hits if hit.first == each.first] for each in (one, two))
                return [
                    [*part, *(hit for hit in rest if hit.sub_event_type == part[0].sub_event_type)] for part in parts
                ]
    return [hits]


def _coarseness(mention: Mention) -> int:
    if mention.place is None:
        return _ORDER["settlement"]
    if mention.place.kind == "country":
        return len(_ORDER) + 1
    return _ORDER[KINDS.get(mention.place.kind, ("settlement",))[0]]


def _wording(text: str, place: Mention | None) -> str | None:
    """Return the place as the report words it, with "near" before it."""
    if place is None:
        return None
    near = re.search(
        r"\b(?:near|outside|close to|in the vicinity of|on the outskirts of) (?:the )?$",
        text[max(0, place.start - 30) : place.start],
    )
    return f"{near[0]}{place.surface}" if near else place.surface
