"""Which words of a text tell an event: a language's trigger lexicon, matched by word.

The lexicon is data (`trigger_patterns`); this module only matches it. What kind of event the words
tell is weighed in `event_types`.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.reports.events.trigger_patterns import (
    AFTERMATH,
    CUE,
    EVENT,
    FRAME,
    LOOSE,
    LOOSE_FRAME,
    MASK,
    MOST_KNOWN,
    Pattern,
    Row,
    WordSet,
    as_word_set,
    listed_words,
    load_lexicon,
)
from sitmap.reports.languages import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

ENOUGH: Final = 2.2
"""The weight from which a word founds an incident by itself."""
GAP: Final = 10
"""Words that ``..`` skips at most: an object and its adjectives, not a clause."""
_WEAPONS: Final = ("air", "arty", "boom")
"""Lists of weapons: "shells hit the market" is no figure of speech."""
_DOERS: Final = (
    "people",
    "crowd",
    "government",
    "rebels",
    "building",
    "vehicle",
    "post",
    "forces",
    "nobodies",
    "mob",
    "animal",
)
"""Lists of who acts or suffers; weapons are left out, as they are often verbs."""
_ORDER = attrgetter("order")
DISASTERS: Final = "disasters"
"""Its types have little in common: arrests and arms seized are two events."""
LOOSE_ROLES: Final = (LOOSE, LOOSE_FRAME, AFTERMATH)
"""Roles of what founds nothing where nothing speaks of force or protest."""
UNFOUNDING_ROLES: Final = (CUE, MASK)
_FOUNDING: Final = (EVENT, FRAME, LOOSE, LOOSE_FRAME, AFTERMATH)


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
    role
        ``event`` and ``frame`` found an incident, ``loose`` does so where something else speaks
        of force or protest, ``after`` tells what one left behind, ``cue`` only helps to tell the
        type.
    """

    first: int
    last: int
    sub_event_type: str
    weight: float
    role: str

    @property
    def is_event(self) -> bool:
        """Whether it may found an incident."""
        return self.role != CUE

    @property
    def tells_event(self) -> bool:
        """Whether it tells the event itself, and not what it left behind."""
        return self.role in (EVENT, FRAME, LOOSE, LOOSE_FRAME)


def is_doer(word: str, language: str = DEFAULT) -> bool:
    """Tell whether a word is for who or what acts: what begins with one tells by its verb.

    Examples
    --------
    >>> is_doer("gunmen"), is_doer("attacked")
    (True, False)
    """
    return _doers(language)[word]


@lru_cache(maxsize=16)
def _doers(language: str) -> WordSet:
    return as_word_set(listed_words(language, _DOERS))


class Start(NamedTuple):
    """What a word is to the lexicon.

    Attributes
    ----------
    fits
        Bits of the elements that it fits.
    needs
        Bits of what the patterns that begin with it need behind it: nothing of it in the sentence,
        and none of them is looked at.
    alone
        The patterns that begin with it and need nothing behind it.
    groups
        The others, by the bit of what they need.
    leads
        Whether any pattern begins with it.
    """

    fits: int
    needs: int
    alone: Sequence[Pattern]
    groups: Mapping[int, Sequence[Pattern]]
    leads: bool

    def among(self, present: int) -> list[Pattern]:
        """Return the patterns that have all their elements in a sentence, in their order."""
        found = [*self.alone]
        needed = self.needs & present
        while needed:
            bit = needed & -needed
            needed ^= bit
            found += [
                each
                for each in self.groups[bit]
                if each.bits & present == each.bits
            ]
        found.sort(key=_ORDER)
        return found


class Starts(dict[str, "Start | None"]):
    """What words are to the lexicon, found when they are first met; None of one it doesn't know."""

    def __init__(self, language: str, *, founding: bool) -> None:
        super().__init__()
        self._lexicon = load_lexicon(language)
        self._founding = founding
        self._alike: dict[tuple[int, tuple[int, ...]], Start] = {}
        self.barriers = self._lexicon.barriers

    def __missing__(self, word: str) -> Start | None:
        """Find what a word is when it is first met."""
        if len(self) > MOST_KNOWN:
            self.clear()
        fits = self._lexicon.elements.fitting(word)
        self[word] = start = self._start(word, fits) if fits else None
        return start

    def among(
        self, words: Sequence[str], first: int, last: int
    ) -> list[tuple[int, Start]]:
        """Return which words of a text the lexicon knows, and where they stand."""
        known = map(self.__getitem__, words[first:last])
        return [
            (at, start) for at, start in enumerate(known, first) if start
        ]

    def _start(self, word: str, fits: int) -> Start:
        """Return one start for all words that fit alike, as most forms of a word do."""
        patterns = [
            pattern
            for pattern in self._find(word)
            if not self._founding or _founds(pattern)
        ]
        key = fits, tuple(map(_ORDER, patterns))
        known = self._alike.get(key)
        if known is None:
            known = self._alike[key] = _start_with(patterns, fits)
        return known

    def _find(self, word: str) -> Iterator[Pattern]:
        lexicon = self._lexicon
        yield from lexicon.by_word.get(word, ())
        for prefix in lexicon.elements.prefixes_of(word):
            yield from lexicon.by_prefix.get(prefix, ())


def _start_with(patterns: Sequence[Pattern], fits: int) -> Start:
    groups: dict[int, list[Pattern]] = {}
    needs = 0
    for pattern in patterns:
        groups.setdefault(pattern.need, []).append(pattern)
        needs |= pattern.need
    alone = groups.pop(0, [])
    return Start(fits, needs, alone, groups, bool(patterns))


def _founds(pattern: Pattern) -> bool:
    return pattern.role in _FOUNDING and pattern.weight >= ENOUGH


@lru_cache(maxsize=16)
def starts_of(language: str, *, founding: bool) -> Starts:
    """Return what words are to a language's patterns, or to those that found an event."""
    return Starts(language, founding=founding)


class EventWords:
    """The words of a text that the lexicon knows: a quick look, before `find_hits`.

    Parameters
    ----------
    words
        Folded words of the text.
    language
        Of the text.

    Examples
    --------
    >>> EventWords(["gunmen", "blocked", "the", "road"]).tell_event(0, 4)
    True
    >>> EventWords(["the", "road", "is", "long"]).tell_event(0, 4)
    False
    """

    def __init__(
        self, words: Sequence[str], language: str = DEFAULT
    ) -> None:
        self._words = words
        self._starts = starts_of(language, founding=True)
        self._told = self._starts.among(words, 0, len(words))
        self._at = [at for at, _ in self._told]

    def tell_event(self, first: int, last: int) -> bool:
        """Tell whether the words from one to before another found an event."""
        told = self._told[
            bisect_left(self._at, first) : bisect_left(self._at, last)
        ]
        hits = _hits(told, self._words, first, last, self._starts.barriers)
        return next(hits, None) is not None


def find_hits(
    words: Sequence[str],
    first: int = 0,
    last: int | None = None,
    language: str = DEFAULT,
) -> list[Hit]:
    """Find the patterns of the lexicon in folded words; what a mask covers is left out.

    Parameters
    ----------
    words
        Folded words of a text.
    first, last
        The part to look at; the whole by default.
    language
        Of the text.
    """
    hits = _every_hit(
        words, first, len(words) if last is None else last, language
    )
    masked = [(hit.first, hit.last) for hit in hits if hit.role == MASK]
    asked, weapons = (
        load_lexicon(language).includes,
        listed_words(language, _WEAPONS),
    )
    return [
        hit
        for hit in hits
        if hit.role != MASK
        and (
            hit.sub_event_type in asked
            or not _is_masked(hit, masked)
            # "shells tore through" masks the tearing, and not the shells
            or (
                hit.last > hit.first + 1
                and words[hit.first] in weapons
                and not _is_covered(hit, masked)
            )
        )
    ]


def _is_covered(hit: Hit, masked: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a figure of speech covers a hit: "charged with murder" is no mine."""
    return any(
        start <= hit.first and hit.last <= end for start, end in masked
    )


def _is_masked(hit: Hit, masked: Sequence[tuple[int, int]]) -> bool:
    """Tell whether the first or the last word of a hit is one of a figure of speech."""
    return any(
        start <= hit.first < end or start <= hit.last - 1 < end
        for start, end in masked
    )


def find_grounds(
    words: Iterable[str], language: str = DEFAULT
) -> frozenset[str]:
    """Return the words that speak of force or protest, whatever else they tell.

    Examples
    --------
    >>> sorted(find_grounds("the militia held the town hall".split()))
    ['militia']
    """
    grounds = load_lexicon(language).grounds
    return (
        frozenset()
        if grounds is None
        else frozenset(filter(grounds.__getitem__, words))
    )


def has_grounds(language: str) -> bool:
    """Tell whether a language lists words that speak of force or protest."""
    return load_lexicon(language).grounds is not None


def weaken(hits: Iterable[Hit]) -> list[Hit]:
    """Return hits as of a sentence without grounds: what is loose is no more than a cue."""
    return [
        hit._replace(role=CUE) if hit.role in LOOSE_ROLES else hit
        for hit in hits
    ]


def find_masked(
    words: Sequence[str], first: int, last: int, language: str = DEFAULT
) -> list[tuple[int, int]]:
    """Return the words that figures of speech cover ("struck a deal")."""
    hits = _every_hit(words, first, last, language)
    return [(hit.first, hit.last) for hit in hits if hit.role == MASK]


def _every_hit(
    words: Sequence[str], first: int, last: int, language: str
) -> list[Hit]:
    starts = starts_of(language, founding=False)
    told = starts.among(words, first, last)
    return list(_hits(told, words, first, last, starts.barriers))


def _hits(
    told: Sequence[tuple[int, Start]],
    words: Sequence[str],
    first: int,
    last: int,
    barriers: WordSet,
) -> Iterator[Hit]:
    leads = [each for each in told if each[1].leads]
    if not leads:
        return
    present = 0
    for _, start in told:
        present |= start.fits
    for at, start in leads:
        if not (start.alone or start.needs & present):
            continue
        for pattern in start.among(present):
            if end := _match(pattern, words, at, first, last, barriers):
                yield Hit(
                    at,
                    end,
                    pattern.sub_event_type,
                    pattern.weight,
                    pattern.role,
                )


def _match(
    pattern: Pattern,
    words: Sequence[str],
    at: int,
    first: int,
    last: int,
    barriers: WordSet,
) -> int:
    """Return the end of a match that begins at a word, or 0."""
    end = _match_row(pattern.parts[0], words, at, last, barriers)
    for row in pattern.parts[1:]:
        starts = range(first, last)
        if end and not any(
            _match_row(row, words, start, last, barriers)
            for start in starts
        ):
            return 0
    return end


def _match_row(
    row: Row, words: Sequence[str], at: int, last: int, barriers: WordSet
) -> int:
    gap = False
    for element in row:
        if element is None:
            gap = True
            continue
        stop = min(last, at + (GAP if gap else 1))
        while at < stop and not element.fits(words[at]):
            at = stop if barriers[words[at]] else at + 1
        if at >= stop:
            return 0
        at, gap = at + 1, False
    return at


def included_by(sub_event_type: str, language: str = DEFAULT) -> str | None:
    """Return what a type must be asked for by (``diplomacy``), or None: always drafted."""
    return load_lexicon(language).includes.get(sub_event_type)


def includes_of(language: str) -> Mapping[str, str]:
    """Return the types that must be asked for, and by what."""
    return load_lexicon(language).includes
