"""Which kind of event words tell: the trigger lexicon (``data/triggers.toml``), matched word by word.

The lexicon is data; this module only matches it. Sums of weights by type decide, ties by the order
of the file.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.gazetteer.text import fold
from sitmap.incidents import EVENT_TYPES
from sitmap.reports.tokens import split_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = [
    "ENOUGH",
    "EXTRA_TYPES",
    "Hit",
    "classify_event",
    "event_type_of",
    "find_hits",
    "included_by",
    "sum_weights",
    "tells_event",
]

ENOUGH: Final = 2.2
"""The weight from which a word founds an incident by itself."""
_GAP: Final = 8
_MOST_KNOWN: Final = 100_000
_PREFIXES: Final = range(3, 13)

EXTRA_TYPES: Final = {
    "Meeting": "Diplomacy",
    "Attribution": "Statements",
    "Organised crime": "Crime",
    "Natural disaster": "Disasters",
    "Man-made disaster": "Disasters",
}
"""Sub-event types that ACLED doesn't have, with the event type they are listed under; drafted only when asked for."""

_TYPE_OF: Final = {sub: event for event, subs in EVENT_TYPES.items() for sub in subs} | EXTRA_TYPES


class Hit(NamedTuple):
    """A pattern found.

    Attributes
    ----------
    first, last
        Its words: the first, and the one behind the last.
    sub_event_type
        What it speaks for.
    weight
        How strongly.
    is_event
        Whether it may found an incident, or only help to tell the type.
    """

    first: int
    last: int
    sub_event_type: str
    weight: float
    is_event: bool


@dataclass(frozen=True, slots=True)
class _Pattern:
    parts: tuple[tuple[tuple[frozenset[str], tuple[str, ...]] | None, ...], ...]
    """Conjuncts; each a row of elements: (words, prefixes), or None for a gap."""
    sub_event_type: str
    weight: float
    is_event: bool
    need: frozenset[str] | None = None
    """One of these words at least must be there: most patterns fail on this, at little cost."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    by_word: Mapping[str, Sequence[_Pattern]]
    by_prefix: Mapping[str, Sequence[_Pattern]]
    stems: frozenset[str]
    """The first letters of all prefixes."""
    includes: Mapping[str, str]
    order: Mapping[str, int]


@lru_cache(maxsize=1)
def _load() -> _Lexicon:
    content = tomllib.loads((files("sitmap.reports") / "data" / "triggers.toml").read_text("utf-8"))
    lists = {name: frozenset(words.split()) for name, words in content["words"].items()}
    by_word: dict[str, list[_Pattern]] = defaultdict(list)
    by_prefix: dict[str, list[_Pattern]] = defaultdict(list)
    for entry in content["types"]:
        for role in ("event", "cue"):
            for line in entry.get(role, ()):
                pattern = _parse(line, entry["name"], lists, is_event=role == "event")
                first = pattern.parts[0][0]
                assert first is not None  # noqa: S101  (a pattern begins with a word)
                for word in first[0]:
                    by_word[word].append(pattern)
                for prefix in first[1]:
                    by_prefix[prefix].append(pattern)
    includes = {entry["name"]: entry["include"] for entry in content["types"] if "include" in entry}
    stems = frozenset(prefix[: _PREFIXES[0]] for prefix in by_prefix)
    order = {entry["name"]: at for at, entry in enumerate(content["types"])}
    return _Lexicon(by_word, by_prefix, stems, includes, order)


def _parse(
    line: str, name: str, lists: Mapping[str, frozenset[str]], *, is_event: bool
) -> _Pattern:
    words, _, weight = line.rpartition(" ")
    parts = tuple(
        tuple(_element(word, lists) for word in _words(part)) for part in words.split("&")
    )
    elements = [element for part in parts for element in part if element is not None]
    needs = (element[0] for element in elements[1:] if not element[1])
    return _Pattern(parts, name, float(weight), is_event, min(needs, key=len, default=None))


def _words(part: str) -> Iterator[str]:
    """Yield the words of a pattern; a hyphenated one is two words in a text."""
    for word in part.split():
        yield from [word] if word == ".." or word.startswith("<") else word.split("-")


def _element(
    word: str, lists: Mapping[str, frozenset[str]]
) -> tuple[frozenset[str], tuple[str, ...]] | None:
    if word == "..":
        return None
    if word.startswith("<"):
        return lists[word[1:-1]], ()
    if word.endswith("*"):
        return frozenset(), (fold(word[:-1]),)
    return frozenset({fold(word)}), ()


class _Starts(dict[str, tuple[_Pattern, ...]]):
    """The patterns that may begin at a word, found when it is first met; all are forgotten when there are too many."""

    def __missing__(self, word: str) -> tuple[_Pattern, ...]:
        if len(self) > _MOST_KNOWN:
            self.clear()
        found = self[word] = self.find(word)
        return found

    def find(self, word: str) -> tuple[_Pattern, ...]:
        lexicon = _load()
        named = lexicon.by_word.get(word, ())
        if word[: _PREFIXES[0]] not in lexicon.stems:
            return tuple(named)
        prefixed = (
            each
            for size in _PREFIXES
            if size <= len(word)
            for each in lexicon.by_prefix.get(word[:size], ())
        )
        return (*named, *prefixed)


class _Founders(_Starts):
    """Those of the patterns that found an incident by themselves: at most words there is none."""

    def find(self, word: str) -> tuple[_Pattern, ...]:
        every = super().find(word)
        return (
            tuple([each for each in every if each.is_event and each.weight >= ENOUGH])
            if every
            else every
        )


_STARTS: Final = _Starts()
_FOUNDERS: Final = _Founders()


def tells_event(words: Sequence[str], first: int = 0, last: int | None = None) -> bool:
    """Tell whether folded words found an event: a quick look, before `find_hits`.

    Examples
    --------
    >>> tells_event(["gunmen", "blocked", "the", "road"]), tells_event(["the", "road", "is", "long"])
    (True, False)
    """
    return (
        next(_hits(_FOUNDERS, words, first, len(words) if last is None else last), None) is not None
    )


def find_hits(words: Sequence[str], first: int = 0, last: int | None = None) -> list[Hit]:
    """Find the patterns of the lexicon in folded words.

    Parameters
    ----------
    words
        Folded words of a text.
    first, last
        The part to look at; the whole by default.
    """
    return list(_hits(_STARTS, words, first, len(words) if last is None else last))


def _hits(starts: _Starts, words: Sequence[str], first: int, last: int) -> Iterator[Hit]:
    part = words[first:last]
    present = frozenset(part)
    for at, patterns in enumerate(map(starts.__getitem__, part), first):
        for pattern in patterns:
            if (pattern.need is None or not pattern.need.isdisjoint(present)) and (
                end := _match(pattern, words, at, first, last)
            ):
                yield Hit(at, end, pattern.sub_event_type, pattern.weight, pattern.is_event)


def _match(pattern: _Pattern, words: Sequence[str], at: int, first: int, last: int) -> int:
    """Return the end of a match that begins at a word, or 0."""
    end = _match_row(pattern.parts[0], words, at, last)
    for row in pattern.parts[1:]:
        if end and not any(_match_row(row, words, start, last) for start in range(first, last)):
            return 0
    return end


def _match_row(
    row: Sequence[tuple[frozenset[str], tuple[str, ...]] | None],
    words: Sequence[str],
    at: int,
    last: int,
) -> int:
    gap = False
    for element in row:
        if element is None:
            gap = True
            continue
        stop = min(last, at + _GAP) if gap else min(last, at + 1)
        found = next((index for index in range(at, stop) if _fits(element, words[index])), None)
        if found is None:
            return 0
        at, gap = found + 1, False
    return at


def _fits(element: tuple[frozenset[str], tuple[str, ...]], word: str) -> bool:
    return word in element[0] or (bool(element[1]) and word.startswith(element[1]))


def sum_weights(hits: Iterable[Hit]) -> dict[str, float]:
    """Sum the weights by type; a pattern that says the same twice counts half the second time."""
    sums: dict[str, float] = defaultdict(float)
    seen: dict[tuple[str, float], int] = defaultdict(int)
    for hit in hits:
        seen[hit.sub_event_type, hit.weight] += 1
        sums[hit.sub_event_type] += hit.weight / seen[hit.sub_event_type, hit.weight]
    return dict(sums)


def classify_event(text: str) -> str | None:
    """Tell what kind of event a short text reports.

    Parameters
    ----------
    text
        A sentence or a few.

    Returns
    -------
    str or None
        A sub-event type of ACLED, or one of `EXTRA_TYPES`; None where no word tells.

    Examples
    --------
    >>> classify_event("Two suicide bombers blew themselves up at a busy market")
    'Suicide bomb'
    >>> classify_event("Warplanes bombed rebel-held towns east of the capital")
    'Air/drone strike'
    """
    words = [token.key for token in split_tokens(text)]
    sums = sum_weights(find_hits(words))
    order = _load().order
    return max(sums, key=lambda name: (sums[name], -order[name]), default=None)


def event_type_of(sub_event_type: str) -> str:
    """Return the event type that a sub-event type belongs to."""
    return _TYPE_OF[sub_event_type]


def included_by(sub_event_type: str) -> str | None:
    """Return the name under which a type must be asked for (``diplomacy``), or None where it is always drafted."""
    return _load().includes.get(sub_event_type)
