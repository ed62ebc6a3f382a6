"""What a report is made of once it is read: text, words, sentences, mentions, dates.

Everything stands by its offsets.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from sitmap.reports.events.count_columns import find_rows
from sitmap.reports.languages import DEFAULT
from sitmap.reports.text.date_words import date_hints, months_and_words
from sitmap.reports.text.dates import TimeSpan, find_dates
from sitmap.reports.text.outline import Outline, find_items
from sitmap.reports.text.sentences import (
    find_colon_dateline,
    find_dateline,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sitmap.reports.events.casualties import Casualties
    from sitmap.reports.places.mentions import Mention
    from sitmap.reports.text.sentences import Sentence
    from sitmap.reports.text.tokenizer import Token

PLACE: Final = "@place"
"""Stands for the words of a place's name, whatever they are."""
MONTH: Final = "@month"
"""Stands for a month whose name is a word, too: "on March 23" tells of no march."""
_MARK: Final = 3
"""Letters of the dash behind a place line and its blanks."""
_HEAD: Final = 3
"""Sentences at the head of a report in which its period is told."""
_PERIODS: Final = ("range", "long_range")
_LATE_DAYS: Final = 10
"""A weekly comes out within days of its period's end."""
_START: Final = attrgetter("start")
_PLACES: Final = ("place", "facility", "metonym")


@dataclass(frozen=True)
class Passages:
    """A text with what was found in it.

    Attributes
    ----------
    text
        The text as read.
    tokens, sentences, mentions
        Its words, sentences and place mentions, each in order.
    published
        The day that relative dates are counted from, if known.
    language
        Its code.
    others
        Passages in other languages, each within the same text with all else blank.
    """

    text: str
    tokens: Sequence[Token]
    sentences: Sequence[Sentence]
    mentions: Sequence[Mention]
    published: date | None = None
    language: str = DEFAULT
    others: tuple[Passages, ...] = ()

    def language_at(self, offset: int) -> str:
        """Return the code of the language that the text is in at an offset."""
        return next(
            (
                each.language
                for each in self.others
                if not each.text[offset].isspace()
            ),
            self.language,
        )

    @cached_property
    def outline(self) -> Outline:
        """Its items, by number of paragraph."""
        return find_items(self.text, self.sentences)

    @cached_property
    def reference(self) -> date | None:
        """The day that weekdays are counted from: of publication, or the end of its period.

        A bulletin of "20-26 January" that came out on Monday, the 27th, means the Monday before.
        """
        if self.published is None:
            return None
        for sentence in self.sentences[:_HEAD]:
            spans = find_dates(
                self.text,
                self.published,
                sentence.start,
                sentence.end,
                language=self.language,
            )
            for span in spans:
                if (
                    span.reads not in _PERIODS
                    or span.first is None
                    or span.last is None
                ):
                    continue
                behind = (self.published - span.last).days
                if span.first < span.last and 0 < behind <= _LATE_DAYS:
                    return span.last
        return self.published

    @cached_property
    def dateline(self) -> tuple[int, int] | None:
        """Offsets of the place line and its day, at the beginning or behind a title."""
        for item in self.outline[:_HEAD]:
            found = find_dateline(self.text[item.start : item.end])
            if found is not None:
                day = found[2] or ""
                # an agency may stand between the place and the day
                at = self.text.find(day, item.start + found[1])
                return item.start + found[0], at + len(day) + _MARK
        return self._colon_dateline()

    def _colon_dateline(self) -> tuple[int, int] | None:
        """Return a place line with a colon; the items of a log have all one, and none is it."""
        lines = [
            (
                item.start,
                find_colon_dateline(self.text[item.start : item.end]),
            )
            for item in self.outline
        ]
        told = [(start, line) for start, line in lines if line is not None]
        if len(told) != 1 or len(lines) == 1:
            return None
        start, (first, behind, day) = told[0]
        end = self.text.find(day, start + behind) + len(day)
        return start + first, end + _MARK

    @cached_property
    def count_rows(self) -> dict[int, Casualties]:
        """What the rows of its tables count in columns, by the offset of their lines."""
        return find_rows(self.text, self.language)

    @cached_property
    def words(self) -> list[str]:
        """The folded words, as the lexicon is matched on."""
        return [token.key for token in self.tokens]

    @cached_property
    def marked_words(self) -> list[str]:
        """The folded words with `PLACE` where a place's name stands, as patterns may ask."""
        words = list(self.words)
        for mention in self.mentions:
            if mention.kind in _PLACES:
                first, last = self.token_range(mention.start, mention.end)
                words[first:last] = [PLACE] * (last - first)
        for at in self._months():
            words[at] = MONTH
        return words

    def _months(self) -> list[int]:
        """Return the words that are months of a date, and would tell something otherwise."""
        doubtful = months_and_words(self.language)
        found = [
            at
            for at, token in enumerate(self.tokens)
            if token.key in doubtful and token.shape != "l"
        ]
        return [at for at in found if self._is_dated(self.tokens[at])]

    def _is_dated(self, token: Token) -> bool:
        sentence = self.sentence_at(token.start)
        spans = self.dates_in(sentence.start, sentence.end)
        return any(span.start <= token.start < span.end for span in spans)

    @cached_property
    def _dates(self) -> dict[tuple[int, int], list[TimeSpan]]:
        return {}

    @cached_property
    def token_starts(self) -> list[int]:
        """Offsets of the words."""
        return [token.start for token in self.tokens]

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def token_range(self, start: int, end: int) -> tuple[int, int]:
        """Return (first, behind the last) of the words that begin between two offsets."""
        return bisect_left(self.token_starts, start), bisect_left(
            self.token_starts, end
        )

    def words_in(self, start: int, end: int) -> list[str]:
        """Return the folded words that begin between two offsets."""
        return self.words[slice(*self.token_range(start, end))]

    def sentence_at(self, offset: int) -> Sentence:
        """Return the last sentence that begins at an offset or before it."""
        at = bisect_right(self.sentences, offset, key=_START) - 1
        return self.sentences[at]

    def start_before(self, sentence: Sentence) -> int:
        """Return where the sentence before begins, if it is of the same paragraph."""
        at = bisect_left(self.sentences, sentence.start, key=_START)
        before = self.sentences[at - 1] if at else sentence
        beside = before.paragraph == sentence.paragraph
        return before.start if beside else sentence.start

    def mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that begin between two offsets."""
        return self.mentions[
            bisect_left(self._mention_starts, start) : bisect_left(
                self._mention_starts, end
            )
        ]

    def dates_in(self, start: int, end: int) -> list[TimeSpan]:
        """Return the dates between two offsets."""
        found = self._dates.get((start, end))
        if found is None:
            first, last = self.token_range(start, end)
            hints, tokens = (
                date_hints(self.language),
                self.tokens[first:last],
            )
            hinted = any(
                token.key in hints or token.shape == "n" for token in tokens
            )
            found = self._dates[start, end] = (
                find_dates(
                    self.text,
                    self.reference,
                    start,
                    end,
                    language=self.language,
                )
                if hinted
                else []
            )
        return found
