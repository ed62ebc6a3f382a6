"""Letters that every match of a regular expression holds: a text without them needs no search.

To look for a few words in a text takes a tenth of what it takes to search it for a pattern, and
most patterns fit few texts.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, TypeVar

from ahocorasick import Automaton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST: Final = 64
"""Words beyond which to look for them takes as long as to search."""
_SHORTEST: Final = 3
"""Letters of a word that rules out enough texts to be worth looking for."""
_RARE: Final = 4
"""Letters of a word that isn't in most texts, as "and", "the" and "was" are."""
_Words = frozenset[str]
_NONE: Final[_Words] = frozenset()
_MOST_TEXTS: Final = 1_000
"""Texts whose answers are kept: a sentence is asked about for each of its triggers."""
_DOTTED: Final = "i\u0307"
"""What the capital İ is in lower case; the engine of `re` has it match a plain i."""


def may_match(hints: Iterable[str], lower: str) -> bool:
    """Tell whether a pattern with these hints may match a text, given in lower case (`to_lower`).

    Examples
    --------
    >>> may_match(("threat", "vow"), "they vowed revenge"), may_match(("threat",), "calm")
    (True, False)
    >>> may_match((), "of a pattern without hints nothing is known")
    True
    """
    known = False
    for hint in hints:
        if hint in lower:
            return True
        known = True
    return not known


def to_lower(text: str) -> str:
    """Return a text as hints are looked for in it."""
    return text.lower().replace(_DOTTED, "i")


class _HasHints(Protocol):
    @property
    def hints(self) -> tuple[str, ...]: ...


_Hinted = TypeVar("_Hinted", bound=_HasHints)


class Guard:
    """Which of a list of patterns may match a text, told for all of them at once.

    One automaton finds all their hints while it goes through the text once.

    Parameters
    ----------
    hints
        The hints of each pattern; one without any may match every text.

    Examples
    --------
    >>> guard = Guard([("threat", "vow"), (), ("put the",)])
    >>> bin(guard.numbers("THEY VOWED REVENGE")), bin(guard.numbers("they put the blame on him"))
    ('0b11', '0b110')
    """

    def __init__(self, hints: Iterable[Iterable[str]]) -> None:
        self._always = 0
        numbers: dict[str, int] = {}
        for number, words in enumerate(hints):
            told = tuple(words)
            if not told:
                self._always |= 1 << number
            for word in told:
                numbers[word] = numbers.get(word, 0) | 1 << number
        self._automaton = Automaton()
        for word, bits in numbers.items():
            self._automaton.add_word(word, bits)
        self._automaton.make_automaton()
        self.numbers = lru_cache(maxsize=_MOST_TEXTS)(self._numbers)

    def _numbers(self, text: str) -> int:
        """Return the numbers of the patterns that may match a text, as bits."""
        bits = self._always
        if not self._automaton:
            return bits
        for _, told in self._automaton.iter(to_lower(text)):
            bits |= told
        return bits


class Guarded(Generic[_Hinted]):
    """Patterns with hints, of which those are gone through that may match a text."""

    def __init__(self, patterns: Iterable[_Hinted]) -> None:
        self._patterns = tuple(patterns)

    def __iter__(self) -> Iterator[_Hinted]:
        """Yield all of them."""
        return iter(self._patterns)

    @cached_property
    def _guard(self) -> Guard:
        return Guard(each.hints for each in self._patterns)

    def likely(self, text: str) -> Iterator[_Hinted]:
        """Yield the patterns that may match a text, in their order."""
        left = self._guard.numbers(text)
        while left:
            yield self._patterns[(left & -left).bit_length() - 1]
            left &= left - 1


def _words_of(sequence: Iterable[Any]) -> _Words:
    """Return the best of what the parts of a sequence need."""
    return max(_needs_of(sequence), key=_worth, default=_NONE)


def _worth(words: _Words) -> tuple[bool, bool, int]:
    """Prefer words that are long enough, then few of them."""
    letters = _letters_of(words)
    return letters >= _SHORTEST, letters >= _RARE, -len(words)


def _letters_of(words: _Words) -> int:
    """Return how many letters the shortest of words has; " to " is in every text."""
    return min((len(each.strip()) for each in words), default=0)


def _needs_of(sequence: Iterable[Any]) -> Iterator[_Words]:
    """Yield sets of words of which a sequence needs one each: runs of letters, and alternatives."""
    run = ""
    for code, value in sequence:
        if str(code) == "LITERAL":
            run += chr(value).lower()
            continue
        if run:
            yield frozenset({run})
        run = ""
        inner = _needs_of_part(str(code), value)
        if inner and len(inner) <= _MOST:
            yield inner
    if run:
        yield frozenset({run})


def _needs_of_part(code: str, value: Any) -> _Words:
    if code == "SUBPATTERN":
        return _words_of(value[-1])
    if code in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, _, repeated = value
        return _words_of(repeated) if least else _NONE
    if code == "ATOMIC_GROUP":
        return _words_of(value)
    if code == "BRANCH":
        branches = [_words_of(each) for each in value[1]]
        return frozenset().union(*branches) if all(branches) else _NONE
    return _NONE


def hints_of(text: str, flags: int = 0) -> tuple[str, ...]:
    """Return lower-case words of which every match holds one; none where that can't be told.

    Examples
    --------
    >>> hints_of(r"(?:threat(?:ened)?|vow(?:s|ed)) to (?:bomb|shell)")
    ('bomb', 'shell')
    >>> hints_of(r"\\w+ ?(?:drill)?")
    ()
    """
    found = _words_of(import_module("re._parser").parse(text, flags))
    return tuple(sorted(found)) if _letters_of(found) >= _SHORTEST else ()
