"""A text without the marks that few write: vowels of Arabic, stresses, one word in two alphabets.

The rules of a language are written for plain words. What is found in the plain text is moved back
to the text as it was given, so that every offset and quote is of that one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sitmap.reports.text.tokenizer import in_one_alphabet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitmap.reports.events.event import Event
    from sitmap.reports.passages import Passages
    from sitmap.reports.places.mentions import Mention

_MARKS: Final = re.compile(
    "[\u064b-\u0652\u0670\u0640]"  # vowels of Arabic, and the stroke that makes words longer
    "|(?<=[\u0400-\u04ff])\u0301"  # the stress of a Cyrillic word
    "|[\u00ad\u200b\u2060\ufeff]"  # where a line may be broken, or not: seen by nobody
)
_BEYOND_LATIN: Final = re.compile("[\u0300-\u0670\u00ad\u200b\u2060\ufeff]")
"""Letters and marks between Latin and Arabic's last, and those that nobody sees.

A text without them is plain as it is.
"""
_MIXED: Final = re.compile(
    r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]"
)
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text as the rules read it.

    Attributes
    ----------
    text
        Without marks, each word in one alphabet.
    given
        As it was given.
    kept
        Where each letter of `text` stands in `given`; None where none was left out.
    """

    text: str
    given: str
    kept: Sequence[int] | None = None

    def start_of(self, offset: int) -> int:
        """Return where in the given text what begins at an offset of the plain one begins."""
        if self.kept is None:
            return offset
        return (
            self.kept[offset]
            if offset < len(self.kept)
            else len(self.given)
        )

    def restore_passages(self, passages: Passages) -> Passages:
        """Return passages with the offsets and words of the given text."""
        if self.text == self.given:
            return passages
        at = self.start_of
        return replace(
            passages,
            text=self._restore_text(passages.text),
            others=tuple(map(self.restore_passages, passages.others)),
            tokens=[
                each._replace(start=at(each.start), end=at(each.end))
                for each in passages.tokens
            ],
            sentences=[
                each._replace(start=at(each.start), end=at(each.end))
                for each in passages.sentences
            ],
            mentions=[
                self._restore_mention(each) for each in passages.mentions
            ],
        )

    def restore_events(self, events: Iterable[Event]) -> tuple[Event, ...]:
        """Return events with the offsets of the given text."""
        if self.text == self.given:
            return tuple(events)
        return tuple(self._restore_event(each) for each in events)

    def _restore_text(self, text: str) -> str:
        """Return the given text, blank where a passage's text is."""
        if text == self.text:
            return self.given
        letters = [" "] * len(self.given)
        for at, letter in enumerate(text):
            if not letter.isspace():
                letters[self.start_of(at)] = self.given[self.start_of(at)]
        return "".join(letters)

    def _restore_mention(self, mention: Mention) -> Mention:
        start, end = (
            self.start_of(mention.start),
            self.start_of(mention.end),
        )
        return replace(
            mention, start=start, end=end, surface=self.given[start:end]
        )

    def _restore_event(self, event: Event) -> Event:
        quotes = tuple(
            (self.start_of(start), self.start_of(end))
            for start, end in event.quotes
        )
        return replace(
            event,
            start=self.start_of(event.start),
            end=self.start_of(event.end),
            trigger=self.start_of(event.trigger),
            place=None
            if event.place is None
            else self._restore_mention(event.place),
            quotes=quotes,
        )


def make_plain(given: str) -> PlainText:
    """Take the marks off a text, and write each word in the alphabet that it is meant in.

    Examples
    --------
    >>> plain = make_plain("قُتِلَ رجل")
    >>> plain.text, plain.start_of(4)
    ('قتل رجل', 7)
    """
    if not _BEYOND_LATIN.search(given):
        return PlainText(given, given)
    text = given
    if _MIXED.search(text):
        text = _WORD.sub(lambda match: in_one_alphabet(match[0]), text)
    if not _MARKS.search(text):
        return PlainText(text, given)
    dropped = {
        at for match in _MARKS.finditer(text) for at in range(*match.span())
    }
    kept = [at for at in range(len(text)) if at not in dropped]
    return PlainText("".join([text[at] for at in kept]), given, kept)
