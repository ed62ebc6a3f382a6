"""A language's trigger lexicon (``events.toml``) as patterns of words.

Lemmas stand for every form (`sitmap.reports.events.forms`). A pattern is made of elements, each of
which has a bit of its own: whether a sentence has all of a pattern's is one comparison of numbers.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitmap.gazetteer.text import fold
from sitmap.reports.events.forms import forms_of
from sitmap.reports.languages import common_words, read_table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

# words that are kept with their answers: those of a long report
MOST_KNOWN: Final = 100_000
_SHORTEST, _LONGEST = 3, 12
"""Letters of a stem that are looked at."""
_FORMS: Final = 10
"""Words that a stem stands for, about."""
_COMMONNESS = attrgetter("commonness")
AFTERMATH: Final = "after"
"""Role of words that tell who died or was hurt, and not how."""
EVENT, FRAME, CUE, MASK = "event", "frame", "cue", "mask"
LOOSE, LOOSE_FRAME = "loose", "loose frame"
_KEYS: Final = {
    "event": EVENT,
    "frames": FRAME,
    "loose": LOOSE,
    "loose_frames": LOOSE_FRAME,
    "after": AFTERMATH,
    "cue": CUE,
}
"""The lists of a type in the file, and the roles that their patterns have."""


class Element(NamedTuple):
    """A word of a pattern: the words and stems that it stands for."""

    words: frozenset[str]
    prefixes: tuple[str, ...]
    bit: int
    """Its own bit in the numbers that tell which elements a word or a sentence has."""
    commonness: tuple[bool, int] = (False, 0)
    """By how many sentences have one: articles last, and long lists before them."""

    def fits(self, word: str) -> bool:
        """Tell whether a word is one that it stands for."""
        return word in self.words or (
            bool(self.prefixes) and word.startswith(self.prefixes)
        )


Row = tuple[Element | None, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A line of the lexicon."""

    parts: tuple[Row, ...]
    """Conjuncts; each a row of elements, or None for a gap."""
    sub_event_type: str
    weight: float
    role: str
    order: int
    """Number of its line in the file."""
    bits: int
    """Of its elements: a sentence that lacks one of them is not looked at, at little cost."""
    need: int
    """Bit of the rarest element behind the first, or 0."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's patterns by the words and stems that they begin with."""

    by_word: Mapping[str, Sequence[Pattern]]
    by_prefix: Mapping[str, Sequence[Pattern]]
    elements: _Elements
    includes: Mapping[str, str]
    order: Mapping[str, int]
    grounds: WordSet | None
    """Words that speak of force or protest; without one, what is loose founds nothing."""
    barriers: WordSet
    """Words that no gap of a pattern reaches over: another clause begins with them."""


class _Lists(NamedTuple):
    """The word lists that patterns name."""

    known: Mapping[str, frozenset[str]]
    language: str


class _Elements:
    """The elements that patterns are made of, and which of them a word fits."""

    def __init__(self, lists: _Lists) -> None:
        self._lists = lists
        self._common = common_words(lists.language)
        self._known: dict[str, Element] = {}
        self._by_word: defaultdict[str, int] = defaultdict(int)
        self._by_prefix: defaultdict[str, int] = defaultdict(int)
        self._stems: defaultdict[str, list[str]] = defaultdict(list)
        """The prefixes by their first letters, the shorter ones first."""

    def get(self, written: str) -> Element | None:
        """Return the element of a word of a pattern; None for a gap."""
        if written == "..":
            return None
        known = self._known.get(written)
        if known is None:
            words, prefixes = _read_element(written, self._lists)
            is_common = not self._common.isdisjoint(words)
            commonness = is_common, len(words) + _FORMS * len(prefixes)
            known = Element(
                words, prefixes, 1 << len(self._known), commonness
            )
            self._known[written] = known
            for word in words:
                self._by_word[word] |= known.bit
            for prefix in prefixes:
                if (
                    prefix not in self._by_prefix
                    and len(prefix) >= _SHORTEST
                ):
                    insort(self._stems[prefix[:_SHORTEST]], prefix, key=len)
                self._by_prefix[prefix] |= known.bit
        return known

    def fitting(self, word: str) -> int:
        """Return the bits of the elements that a word fits."""
        bits = self._by_word.get(word, 0)
        for prefix in self.prefixes_of(word):
            bits |= self._by_prefix[prefix]
        return bits

    def prefixes_of(self, word: str) -> list[str]:
        """Return what a word begins with that is one of the stems."""
        stems = self._stems.get(word[:_SHORTEST])
        if stems is None:
            return []
        return [stem for stem in stems if word.startswith(stem)]


class WordSet(dict[str, bool]):
    """Which words speak of force or protest, by themselves or by their stem."""

    def __init__(
        self, words: frozenset[str], prefixes: tuple[str, ...]
    ) -> None:
        super().__init__()
        self._element = Element(words, prefixes, 0)

    def __missing__(self, word: str) -> bool:
        """Look at a word when it is first met."""
        if len(self) > MOST_KNOWN:
            self.clear()
        found = self[word] = self._element.fits(word)
        return found


@lru_cache(maxsize=16)
def load_lexicon(language: str) -> Lexicon:
    """Return a language's patterns.

    Examples
    --------
    >>> {each.sub_event_type for each in load_lexicon("en").by_word["warplanes"] if each.weight > 2}
    {'Air/drone strike'}
    """
    content = read_table(language, "events")
    lists = _read_lists(language)
    elements = _Elements(lists)
    by_word: dict[str, list[Pattern]] = defaultdict(list)
    by_prefix: dict[str, list[Pattern]] = defaultdict(list)
    for number, (line, name, role) in enumerate(_lines(content)):
        pattern = _parse(line, name, role, number, elements)
        first = pattern.parts[0][0]
        assert first is not None  # noqa: S101  (a pattern begins with a word)
        for word in first.words:
            by_word[word].append(pattern)
        for prefix in first.prefixes:
            by_prefix[prefix].append(pattern)
    types = content["types"]
    includes = {
        entry["name"]: entry["include"]
        for entry in types
        if "include" in entry
    }
    order = {entry["name"]: at for at, entry in enumerate(types)}
    barriers = as_word_set(content.get("barriers", "").split())
    grounds = (
        WordSet(*_read_element("<grounds>", lists))
        if "grounds" in lists.known
        else None
    )
    return Lexicon(
        by_word, by_prefix, elements, includes, order, grounds, barriers
    )


@lru_cache(maxsize=16)
def _read_lists(language: str) -> _Lists:
    content = read_table(language, "events")
    exact = {
        name: frozenset(
            word if word.isascii() or word.endswith("*") else fold(word)
            for word in words.split()
        )
        for name, words in content["words"].items()
    }
    bent = {
        name: frozenset(
            form
            for lemma in words.split()
            for form in forms_of(lemma, language)
        )
        for name, words in content["lemmas"].items()
    }
    counted = frozenset(
        read_table(language, "casualties")["people"]["nouns"].split()
    )
    exact["people"] = exact.get("people", frozenset()) | counted
    names = exact.keys() | bent.keys()
    none: frozenset[str] = frozenset()
    joined = {
        name: exact.get(name, none) | bent.get(name, none) for name in names
    }
    return _Lists(joined, language)


def as_word_set(words: Collection[str]) -> WordSet:
    """Return which words a list has, by themselves or by their stem."""
    stems = tuple(_prefix(word) for word in words if word.endswith("*"))
    return WordSet(
        frozenset(fold(word) for word in words if not word.endswith("*")),
        stems,
    )


@lru_cache(maxsize=32)
def listed_words(language: str, names: tuple[str, ...]) -> frozenset[str]:
    """Return the words and stems of a language's lists of these names."""
    lists = _read_lists(language).known
    none: frozenset[str] = frozenset()
    return none.union(*(lists.get(name, none) for name in names))


def _lines(content: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield every pattern with its type and role."""
    for entry in content["types"]:
        for key, role in _KEYS.items():
            for line in entry.get(key, ()):
                yield line, entry["name"], role
    for line in content["masks"]:
        yield f"{line} 0", "", MASK


def _parse(
    line: str, name: str, role: str, order: int, elements: _Elements
) -> Pattern:
    words, _, weight = line.rpartition(" ")
    parts = tuple(
        tuple(map(elements.get, _words(part))) for part in words.split("&")
    )
    every = [
        element for part in parts for element in part if element is not None
    ]
    bits = 0
    for element in every:
        bits |= element.bit
    need = min(every[1:], key=_COMMONNESS).bit if len(every) > 1 else 0
    return Pattern(parts, name, float(weight), role, order, bits, need)


def _words(part: str) -> Iterator[str]:
    """Yield the words of a pattern; a hyphenated one is two words in a text."""
    if "-" not in part:
        yield from part.split()
        return
    for word in part.split():
        whole = "<" in word or "|" in word or word.startswith("@")
        yield from [word] if whole else word.split("-")


def _read_element(
    written: str, lists: _Lists
) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words and the stems that a word of a pattern stands for."""
    words: set[str] = set()
    prefixes: list[str] = []
    for each in written.split("|"):
        if each.startswith("<"):
            listed = lists.known[each[1:-1]]
            prefixes += [
                _prefix(stem) for stem in listed if stem.endswith("*")
            ]
            words |= {word for word in listed if not word.endswith("*")}
        elif each.startswith("~"):
            words |= forms_of(each[1:], lists.language)
        elif each.endswith("*"):
            prefixes.append(_prefix(each))
        else:
            words.add(each if each.startswith("@") else fold(each))
    return frozenset(words), tuple(prefixes)


def _prefix(stem: str) -> str:
    """Return the folded letters of a stem, as many as are looked at."""
    return fold(stem[:-1])[:_LONGEST]
