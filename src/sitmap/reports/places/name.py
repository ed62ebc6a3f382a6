"""A name in a text, and the text as names are looked for in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.reports.places.inflections import load_inflections
from sitmap.reports.places.words import load_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitmap.gazetteer import Place
    from sitmap.reports.places.lookup import Lookup
    from sitmap.reports.text.tokenizer import Token

_FAMOUS: Final = 400
"""Prominence from which a name of common words or capitals alone is a place's."""


class Name(NamedTuple):
    """A run of words that may name a place.

    Attributes
    ----------
    first, last
        Its tokens: the first, and the one behind the last.
    start, end
        Offsets into the text.
    key
        Folded name, under which the report's other mentions of it are one group.
    places
        What it may mean; empty for what the gazetteer doesn't list.
    kind
        ``place``, ``facility``, ``region``, ``demonym``, ``metonym``, ``organisation`` or
        ``person``.
    points
        How strongly the words around it speak for a place.
    reasons
        Those words, named.
    sentence
        Number of its sentence.
    unit
        It carries a kind word: "Walker County".
    holder
        Key of the name that is said to hold it ("Lima, Ohio": ``ohio``).
    """

    first: int
    last: int
    start: int
    end: int
    key: str
    places: tuple[Place, ...]
    kind: str = "place"
    points: float = 0.0
    reasons: tuple[str, ...] = ()
    sentence: int = 0
    unit: str = ""
    holder: str = ""


class NameText:
    """A text with its words, and what its language says of them.

    Attributes
    ----------
    written
        The text as read.
    tokens
        Its words.
    lookup
        What names mean.
    sentence
        Number of the sentence that is looked at.
    words, rules
        The language's words about places, and its endings of names.
    """

    def __init__(
        self, written: str, tokens: Sequence[Token], lookup: Lookup
    ) -> None:
        self.written = written
        self.tokens = tokens
        self.lookup = lookup
        self.sentence = 0
        self.words = load_words(lookup.language)
        self.rules = load_inflections(lookup.language)

    def gap(self, at: int) -> str:
        """Return what stands between a word and the one before it."""
        return self.written[self.tokens[at - 1].end : self.tokens[at].start]

    def is_beside(self, at: int) -> bool:
        """Tell whether nothing but blanks stands before a word."""
        return self.gap(at).isspace()

    def is_behind_comma(self, at: int) -> bool:
        """Tell whether a comma alone stands before a word."""
        return at > 0 and self.gap(at).strip() == ","

    def is_famous(self, key: str) -> bool:
        """Tell whether a name is that of a place that everybody knows."""
        found = self.lookup.places(key)
        return bool(found) and found[0].rank >= _FAMOUS

    def name(
        self,
        at: int,
        end: int,
        key: str,
        places: tuple[Place, ...],
        *,
        kind: str = "place",
        unit: str = "",
        stop: int = 0,
    ) -> Name:
        """Return the name that a run of words is."""
        return Name(
            at,
            end,
            self.tokens[at].start,
            stop or self.tokens[end - 1].end,
            key,
            places,
            kind,
            sentence=self.sentence,
            unit=unit,
        )
