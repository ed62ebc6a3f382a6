# ruff: noqa: PLR2004, RUF001  - small numbers of words and letters speak for themselves
"""Candidates: the runs of words in a text that could be a place's name."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from sitmap.reports.places.inflections import elision_of
from sitmap.reports.places.listed_names import find_listed
from sitmap.reports.places.name import Name, NameText
from sitmap.reports.places.short_forms import match_short_form
from sitmap.reports.places.unit_names import (
    as_unit,
    match_adjective_unit,
    match_road,
    match_unit,
)
from sitmap.reports.places.words import load_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitmap.reports.places.lookup import Lookup
    from sitmap.reports.protocols import NameSpan
    from sitmap.reports.text.sentences import Sentence
    from sitmap.reports.text.tokenizer import Token

_START, _KEY = itemgetter(0), itemgetter(3)
_LONGEST: Final = 6
"""Words of the longest name that is looked for; longer ones are titles of something."""


def find_names(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    lookup: Lookup,
) -> list[Name]:
    """Find the names of a text, longest first at each word, left to right; none overlaps another.

    Parameters
    ----------
    text
        The text as read.
    tokens, sentences
        Its words and sentences.
    lookup
        What names mean.
    """
    read = NameText(text, tokens, lookup)
    finder = _Finder(read)
    names: list[Name] = []
    behind = 0
    for number, capitals, last in _capitals(tokens, sentences):
        read.sentence = number
        for at in capitals:
            if at < behind:
                continue
            name = finder.longest(at, last)
            if name is not None:
                names.append(_without_article(as_unit(read, name), tokens))
                behind = name.last
    return names


def _without_article(name: Name, tokens: Sequence[Token]) -> Name:
    """Begin a name behind the article that is glued to it: "d'Ituri"."""
    letters = elision_of(tokens[name.first].text)
    return name._replace(start=name.start + letters) if letters else name


def name_spans(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    lookup: Lookup,
    spans: Sequence[NameSpan],
) -> list[Name]:
    """Look up names that someone else has found: the longest of ours there, else the words."""
    read = NameText(text, tokens, lookup)
    finder = _Finder(read)
    starts = [token.start for token in tokens]
    bounds = [sentence.end for sentence in sentences]
    names = []
    for span in sorted(spans):
        first, last = (
            bisect_left(starts, span.start),
            bisect_left(starts, span.end),
        )
        if first >= last:
            continue
        name = finder.named(first, last)
        number = min(bisect_left(bounds, span.end), len(bounds) - 1)
        names.append(name._replace(sentence=number))
    return names


def _capitals(
    tokens: Sequence[Token], sentences: Sequence[Sentence]
) -> Iterator[tuple[int, list[int], int]]:
    """Yield each sentence's number, the words that a name may begin with, and its end."""
    behind = (
        bisect_left(tokens, sentences[-1].end, key=_START)
        if sentences
        else 0
    )
    capitals = [
        at
        for at, (_, _, _, key, shape) in enumerate(tokens[:behind])
        if shape in "CUo" and key
    ]
    first = 0
    for number, sentence in enumerate(sentences):
        behind = bisect_left(tokens, sentence.end, key=_START)
        last = bisect_left(capitals, behind, first)
        yield number, capitals[first:last], behind
        first = last


@lru_cache(maxsize=16)
def _openers_and_closers(
    language: str,
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words with which a run may be a name though no listed name begins like it."""
    words = load_words(language)
    openers = words.bodies | words.numbered_roads | words.spellings.keys()
    return openers, words.place_words | words.roads


class _Finder:
    """Longest match at a token."""

    def __init__(self, text: NameText) -> None:
        self.text = text
        self.written = text.written
        self.tokens = text.tokens
        self.lookup = text.lookup
        self.words = text.words
        plurals = text.words.unit_plurals
        self._has_plurals = not plurals.isdisjoint(map(_KEY, text.tokens))
        self._openers, self._closers = _openers_and_closers(
            text.lookup.language
        )

    def longest(self, at: int, last: int) -> Name | None:
        token = self.tokens[at]
        if token.shape not in "CUo" or not token.key:
            return None
        found = match_short_form(self.text, at)
        found = found or match_adjective_unit(self.text, at, last)
        if found is not None:
            return found
        reach = self._reach(at, last)
        name = self._several(at, reach) if reach > at + 1 else None
        return name or self._single(at, token.key)

    def _several(self, at: int, reach: int) -> Name | None:
        """Return the longest name of several words."""
        nothing = self.lookup.nothing
        start = self.tokens[at].start
        for end in range(reach, at + 1, -1):
            surface = self.written[start : self.tokens[end - 1].end]
            if surface not in nothing:
                may_match = self._may_match(at, end)
                name = self._match(at, end) if may_match else None
                if name is not None:
                    return name
                nothing.add(surface)
        return None

    def _may_match(self, at: int, end: int) -> bool:
        """Tell by their first and last words most runs that name nothing."""
        first = self.tokens[at].key
        return (
            self.tokens[end - 1].key in self._closers
            or first in self._openers
            or not self.text.rules.is_empty
            or self.lookup.begins_name(f"{first} {self.tokens[at + 1].key}")
        )

    def named(self, first: int, last: int) -> Name:
        """Return the name of a given span.

        What we read there, else its folded words as they are.
        """
        found = self.longest(first, last)
        if found is not None and (
            found.last == last or found.end >= self.tokens[last - 1].end
        ):
            return found
        words = [
            token.key
            for token in self.tokens[first:last]
            if token.shape != "p"
        ]
        key = " ".join(
            words[1:]
            if words[0] == self.words.article_word and len(words) > 1
            else words
        )
        return self.text.name(
            first,
            last,
            key,
            self.lookup.places(key) or self.lookup.counties(key),
        )

    def _reach(self, at: int, last: int) -> int:
        """Return the furthest end of a run of capitals, connectors between them allowed."""
        best = end = at + 1
        connectors, breaks = self.words.connectors, self.words.breaks
        for token in self.tokens[end : min(last, at + _LONGEST)]:
            is_name = token.shape in "CUno" and token.key
            # most words behind a name end it; what stands between is looked at only for the others
            if (
                not is_name
                and token.key not in connectors
                and not self._is_hyphened(end)
            ):
                break
            if token.key in breaks or not self._joined(end):
                break
            end += 1
            if is_name:
                best = end
        return best

    def _is_hyphened(self, at: int) -> bool:
        """Tell a small word between hyphens: the "au" of Port-au-Prince."""
        return (
            self.written[self.tokens[at].start - 1]
            == "-"
            == self.written[self.tokens[at].end : self.tokens[at].end + 1]
        )

    def _joined(self, at: int) -> bool:
        gap = self.text.gap(at)
        if gap in (" ", "-", "\n", "\u00a0", "–") or gap == "":
            return True
        return (
            gap == ". " and self.tokens[at - 1].key in self.words.spellings
        )

    def _match(self, at: int, end: int) -> Name | None:
        """Match a run of several words."""
        tokens = self.tokens[at:end]
        key = " ".join([token.key for token in tokens])
        if (
            tokens[-1].key in self.words.place_words
            and tokens[0].key not in self.words.small_words
        ):
            unit = match_unit(self.text, at, end, key)
            if unit is not None:
                return unit
        if tokens[-1].key in self.words.roads or (
            tokens[0].key in self.words.numbered_roads
            and tokens[-1].shape == "n"
        ):
            return match_road(self.text, at, end, key)
        if (
            tokens[0].key in self.words.bodies
            and end == at + 2
            and tokens[1].shape in "CU"
            and tokens[1].key not in self.words.common_words
        ):
            return self.text.name(
                at,
                end,
                key,
                self.lookup.places(key),
                unit=tokens[0].key,
            )
        if tokens[-1].key in self.words.unit_plurals or (
            all(self._is_common(token.key) for token in tokens)
            and not self._is_known_pair(tokens, key)
        ):
            return None
        first = tokens[0]
        may_begin = (
            first.key == self.words.article_word
            or first.key in self.words.stem_openers
        )
        if (
            first.key in self.words.small_words and not may_begin
        ) or first.shape == "n":
            return None
        found, places = find_listed(self.text, tokens, key)
        return self.text.name(at, end, found, places) if places else None

    def _is_common(self, key: str) -> bool:
        return (
            key in self.words.small_words or key in self.words.common_words
        )

    def _is_known_pair(self, tokens: Sequence[Token], key: str) -> bool:
        """Tell names whose words are both common: "Red Sea", "East Bank"."""
        return self.text.is_famous(key) or (
            tokens[0].key in self.words.sides
            and bool(self.lookup.places(key))
        )

    def _single(self, at: int, key: str) -> Name | None:
        token = self.tokens[at]
        if key in self.words.small_words or len(key) < 2:
            return None
        demonym = self.lookup.demonym(key)
        if (
            demonym is not None
            and self._next_key(at) not in self.words.named_for
        ):
            return self.text.name(
                at, at + 1, key, (demonym,), kind="demonym"
            )
        if len(key) < 3 or (
            token.shape == "U"
            and len(key) < 4
            and not self.text.is_famous(key)
        ):
            return None
        key, places = find_listed(self.text, (token,), key)
        if key in self.words.common_words and key != token.key:
            return None
        if self._before_counties(at):
            return self.text.name(
                at,
                at + 1,
                key,
                self.lookup.counties(key) or places,
                unit="county",
            )
        return self.text.name(at, at + 1, key, places) if places else None

    def _next_key(self, at: int) -> str:
        return (
            self.tokens[at + 1].key
            if at + 1 < len(self.tokens)
            and self.tokens[at + 1].shape in "CU"
            else ""
        )

    def _before_counties(self, at: int) -> bool:
        """Read "Barrow, Clarke and Jackson counties"."""
        if not self._has_plurals:
            return False
        for token in self.tokens[at + 1 : at + 8]:
            if token.key in self.words.unit_plurals:
                return True
            if token.shape not in "CU" and token.key not in ("and", "or"):
                return False
        return False
