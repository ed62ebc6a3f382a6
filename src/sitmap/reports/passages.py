"""What a report is made of once it is read: text, words, sentences, mentions, dates. Everything by offsets."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sitmap.reports.dates import HINTS, TimeSpan, find_dates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sitmap.reports.blocks import Sentence
    from sitmap.reports.tokens import Token
    from sitmap.reports.toponyms import Mention

__all__ = ["Passages"]


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
    """

    text: str
    tokens: Sequence[Token]
    sentences: Sequence[Sentence]
    mentions: Sequence[Mention]
    published: date | None = None

    @cached_property
    def words(self) -> list[str]:
        """The folded words, as the lexicon is matched on."""
        return [token.key for token in self.tokens]

    @cached_property
    def _dates(self) -> dict[tuple[int, int], list[TimeSpan]]:
        return {}

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def token_range(self, start: int, end: int) -> tuple[int, int]:
        """Return (first, behind the last) of the words that begin between two offsets."""
        return bisect_left(self._token_starts, start), bisect_left(self._token_starts, end)

    def mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that begin between two offsets."""
        return self.mentions[
            bisect_left(self._mention_starts, start) : bisect_left(self._mention_starts, end)
        ]

    def dates_in(self, start: int, end: int) -> list[TimeSpan]:
        """Return the dates between two offsets."""
        found = self._dates.get((start, end))
        if found is None:
            first, last = self.token_range(start, end)
            hinted = any(
                token.key in HINTS or token.shape == "n" for token in self.tokens[first:last]
            )
            found = self._dates[start, end] = (
                find_dates(self.text, self.published, start, end) if hinted else []
            )
        return found
