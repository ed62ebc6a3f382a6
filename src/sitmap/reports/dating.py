"""When an event was: the date that its clause tells, else its sentence, else its paragraph."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sitmap.reports.blocks import Sentence
    from sitmap.reports.dates import TimeSpan
    from sitmap.reports.passages import Passages

__all__ = ["Dating"]

_HISTORY_DAYS: Final = 365
_UNTIL: Final = re.compile(
    r"\b(?:until|till|by|from|since|effect on|due (?:on|for)|scheduled for|planned for|postponed? to|anniversary of)(?: the)? $",
    re.IGNORECASE,
)
_WHEN: Final = re.compile(r",? when\b")  # "calm until Thursday, when shots were fired"
_BACK: Final = 12
_SAME_DAY: Final = re.compile(
    r"\b(?:(?:hours|minutes|shortly) (?:later|earlier|after)|(?:the )?same day|later that day|earlier that day)\b",
    re.IGNORECASE,
)
_NEXT_DAY: Final = re.compile(
    r"\bthe (?:next|following) (?:day|morning|afternoon|evening|night)\b", re.IGNORECASE
)
_LATER: Final = re.compile(r"\W*(?:later|afterwards?|subsequently|then)\b", re.IGNORECASE)


class Dating:
    """Finds the days of a report's events.

    Parameters
    ----------
    passages
        The text and what was found in it.
    """

    def __init__(self, passages: Passages) -> None:
        self.passages = passages
        self.text = passages.text

    def find(self, number: int, start: int, end: int) -> tuple[TimeSpan | None, str]:
        """Look for the date in the clause, the sentence, the paragraph.

        Returns
        -------
        span, when
            ``when`` is ``clause``, ``sentence``, ``paragraph`` or ``nowhere``.
        """
        sentence = self.passages.sentences[number]
        spans = [
            span
            for span in self.passages.dates_in(sentence.start, sentence.end)
            if self._may_date(span, sentence)
        ]
        own = next((span for span in spans if start <= span.start < end), None)
        if own or spans:
            return (own, "clause") if own else (spans[0], "sentence")
        told = self.text[sentence.start : sentence.end]
        same_day = _SAME_DAY.search(told) is not None
        last = (
            None
            if _LATER.match(told) and not same_day
            else self._last_date(number, beyond=same_day)
        )
        if last is None:
            return None, "nowhere"
        return (_next_day(last) if _NEXT_DAY.search(told) else last), "paragraph"

    def is_history(self, span: TimeSpan | None) -> bool:
        """Tell whether a date lies so far back that it is told as history."""
        published = self.passages.published
        return bool(
            span and span.last and published and (published - span.last).days > _HISTORY_DAYS
        )

    def is_ahead(self, span: TimeSpan | None) -> bool:
        """Tell whether a date lies after the report's own day: nothing has happened on it yet."""
        published = self.passages.published
        return bool(span and span.first and published and span.first > published)

    def _last_date(self, number: int, *, beyond: bool = False) -> TimeSpan | None:
        """Return the last date told before, in the paragraph; the lead holds for the paragraph behind it, too."""
        here = self.passages.sentences[number].paragraph
        for sentence in reversed(self.passages.sentences[max(0, number - _BACK) : number]):
            if sentence.paragraph != here and here > 1 and not beyond:
                return None
            dates = (
                span
                for span in self.passages.dates_in(sentence.start, sentence.end)
                if self._may_date(span, sentence)
            )
            found = next(dates, None)
            if found is not None:
                return found
        return None

    def _may_date(self, span: TimeSpan, sentence: Sentence) -> bool:
        if span.first is None:
            return False
        if " … " in span.surface or _WHEN.match(self.text, span.end):
            return True
        return not _UNTIL.search(self.text[sentence.start : span.start])


def _next_day(span: TimeSpan) -> TimeSpan:
    if span.first is None or span.last is None or span.precision != "day":
        return span
    return replace(span, first=span.last + timedelta(days=1), last=span.last + timedelta(days=1))
