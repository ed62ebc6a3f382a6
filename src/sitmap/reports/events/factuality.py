"""Whether an event happened as far as the report says, and whether it says enough to draft it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitmap.reports.events.domains import has_idle_fields
from sitmap.reports.events.event import OFF, OWN
from sitmap.reports.events.lexicon import has_grounds
from sitmap.reports.events.status import (
    Telling,
    find_status,
    is_at_large,
)
from sitmap.reports.events.triggers import STRONG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitmap.reports.events.casualties import Casualties
    from sitmap.reports.events.clauses import Clause
    from sitmap.reports.events.date import DateFinder, When
    from sitmap.reports.events.place import Found, PlaceFinder
    from sitmap.reports.events.triggers import Kind
    from sitmap.reports.passages import Passages
    from sitmap.reports.places.mentions import Mention
    from sitmap.reports.text.sentences import Sentence
    from sitmap.vocabulary import Status


_OUTRIGHT: Final = 12
"""Letters before a year at the head of a sentence: "Back in 2014, …"."""


class Factuality:
    """Reads status, and how fully an event is told."""

    def __init__(
        self, passages: Passages, places: PlaceFinder, dates: DateFinder
    ) -> None:
        self.passages = passages
        self.text = passages.text
        self.language = passages.language
        self.places = places
        self.dates = dates

    def told_as(
        self, number: int, clause: Clause, triggers: Sequence[int]
    ) -> tuple[Status | None, When]:
        """Return a clause's status, None if it tells nothing that happened, and its date.

        Parameters
        ----------
        number
            Of its sentence.
        triggers
            Offsets of what tells it, the plainest first.
        """
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

    def _status(self, number: int, at: int, when: When) -> Status | None:
        sentence = self.passages.sentences[number]
        told = self.text[sentence.start : sentence.end]
        telling = Telling(
            told,
            at - sentence.start,
            self._following(number),
            self._head(sentence),
        )
        status = find_status(telling, self.language)
        if status is None or status in OFF:
            return status
        if self.dates.is_ahead(when.span) and when.where in OWN:
            return "planned"
        if self.dates.is_history(when.span):
            return "historical"
        return status

    def _following(self, number: int) -> str:
        """Return the next sentence of the paragraph, which may deny what this one tells.

        One that names a place of its own denies what happened there.
        """
        here, *beyond = self.passages.sentences[number : number + 2]
        if not beyond or beyond[0].paragraph != here.paragraph:
            return ""
        [beside] = beyond
        its_own = self.places.own_places(beside.start, beside.end)
        if its_own and has_idle_fields(self.language):
            return ""
        return self.text[beside.start : beside.end]

    def _head(self, sentence: Sentence) -> str:
        """Return the run-in heading of a sentence's item, and the heading above it."""
        outline = self.passages.outline
        item = outline[sentence.paragraph]
        label = self.text[slice(*item.label)] if item.label else ""
        if item.heading is None:
            return label
        above = outline[item.heading]
        return f"{label}\n{self.text[above.start : above.end]}".strip()

    def is_told(
        self,
        kind: Kind,
        at: int,
        casualties: Casualties,
        found: Found,
        when: When,
        status: str,
    ) -> bool:
        """Tell whether enough is told of an event to draft it."""
        own_place, own_date = found.where in OWN, when.where in OWN
        if status in OFF:
            return own_place or own_date or found.mention is not None
        if not casualties.is_known and self._is_vague(
            at, found, when, status
        ):
            return False
        if kind.is_aftermath:
            return own_place or casualties.is_known
        return (
            kind.weight >= STRONG - 1
            or own_place
            or own_date
            or casualties.is_known
        )

    def _is_vague(
        self, at: int, found: Found, when: When, status: str
    ) -> bool:
        """Tell what happened to nobody, and nowhere, in some year, or in somebody's own words."""
        own_place, own_date = found.where in OWN, when.where in OWN
        # an anniversary tells no day of its own
        if found.mention is None or (
            status == "historical" and not own_date
        ):
            return True
        if self._is_half_said(when, at):
            return True
        if not own_date and self._is_at_large(at):
            return True
        # a place that no list has is told as one, and no region
        wide = is_wide(found.mention) and found.mention.place is not None
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
        sentence = self.passages.sentence_at(at)
        return (
            span.last < published
            and span.start - sentence.start > _OUTRIGHT
        )

    def _is_at_large(self, at: int) -> bool:
        """Tell what is said of many events or in passing: "jihadists attack convoys"."""
        sentence = self.passages.sentence_at(at)
        told = self.text[sentence.start : sentence.end]
        return is_at_large(told, at - sentence.start, self.language)

    def _is_quoted(self, at: int) -> bool:
        """Tell whether somebody's own words tell it: an odd number of quote marks before it."""
        sentence = self.passages.sentence_at(at)
        before = self.text[sentence.start : at]
        opened = before.count("“")
        if before.count("«") > before.count("»"):
            return True
        low = before.count("„")
        if low:
            return low > opened + before.count("”")
        return before.count('"') % 2 == 1 or opened > before.count("”")


def is_wide(place: Mention | None) -> bool:
    """Tell a country or a region, or no place at all: what is told of it may be of any day."""
    return (
        place is None
        or place.place is None
        or place.place.kind in ("country", "region")
    )
