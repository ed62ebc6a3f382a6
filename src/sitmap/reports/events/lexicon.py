"""Which kind of event words tell: a language's trigger lexicon (``events.toml``), matched by word.

The lexicon is data; this module only matches it. Its lemmas are matched in every form
(`sitmap.reports.events.forms`). Sums of weights by type decide, ties by the order of the file.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitmap.gazetteer.text import fold
from sitmap.reports.events.forms import forms_of
from sitmap.reports.languages import DEFAULT, common_words, read_table
from sitmap.reports.text.tokenizer import split_tokens
from sitmap.vocabulary import EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import (
        Collection,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )

ENOUGH: Final = 2.2
"""The weight from which a word founds an incident by itself."""
GAP: Final = 10
"""Words that ``..`` skips at most: an object and its adjectives, not a clause."""
_FRAME_SHARE: Final = 0.5
"""What a frame counts towards the type: frames are wide, to miss no event, and overlap."""
_FADING: Final = 0.5
"""What a further pattern of a type adds, as a share of the one before."""
_PLAIN: Final = 2.5
"""Weight from which words tell what became of a protest."""
_MEANS: Final = 2.0
"""Weight from which words of a weapon tell what was used …"""
_SHARE: Final = 0.5
"""… and their least share of the weight of what it did."""
_HARM: Final = 2.8
"""Weight from which words tell harm to people: "gunmen" alone, who set a post on fire, have 2.5."""
_PEACEFUL: Final = "Peaceful protest"
PUBLIC: Final = frozenset({"Protests", "Riots"})
_PLANTED: Final = "Remote explosive/landmine/IED"
_ACCIDENT: Final = "Man-made disaster"
REMOTE: Final = "Explosions/Remote violence"
_DAMAGE: Final = "Looting/property destruction"
_ON_PEOPLE: Final = ("Attack", "Armed clash")
_EFFECTS: Final = frozenset({"Attack", _DAMAGE})
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
# words that are kept with their answers: those of a long report
_MOST_KNOWN: Final = 100_000
_SHORTEST, _LONGEST = 3, 12
"""Letters of a stem that are looked at."""
_FORMS: Final = 10
"""Words that a stem stands for, about."""
_ORDER, _COMMONNESS = attrgetter("order"), attrgetter("commonness")
AFTERMATH: Final = "after"
"""Role of words that tell who died or was hurt, and not how."""
STRATEGIC: Final = "Strategic developments"
DISASTERS: Final = "disasters"
"""Its types have little in common: arrests and arms seized are two events."""
_EVENT, _FRAME, _CUE, _MASK = "event", "frame", "cue", "mask"
_LOOSE, _LOOSE_FRAME = "loose", "loose frame"
_KEYS: Final = {
    "event": _EVENT,
    "frames": _FRAME,
    "loose": _LOOSE,
    "loose_frames": _LOOSE_FRAME,
    "after": AFTERMATH,
    "cue": _CUE,
}
"""The lists of a type in the file, and the roles that their patterns have."""
LOOSE_ROLES: Final = (_LOOSE, _LOOSE_FRAME, AFTERMATH)
"""Roles of what founds nothing where nothing speaks of force or protest."""
UNFOUNDING_ROLES: Final = (_CUE, _MASK)
_FOUNDING: Final = (_EVENT, _FRAME, _LOOSE, _LOOSE_FRAME, AFTERMATH)

EXTRA_TYPES: Final = {
    "Meeting": "Diplomacy",
    "Attribution": "Statements",
    "Organised crime": "Crime",
    "Natural disaster": "Disasters",
    "Man-made disaster": "Disasters",
}
"""Sub-event types that ACLED doesn't have, and their event types; drafted when asked for."""

_TYPE_OF: Final = {
    sub: event for event, subs in EVENT_TYPES.items() for sub in subs
} | EXTRA_TYPES


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
        return self.role != _CUE

    @property
    def tells_event(self) -> bool:
        """Whether it tells the event itself, and not what it left behind."""
        return self.role in (_EVENT, _FRAME, _LOOSE, _LOOSE_FRAME)


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
class _Lexicon:
    by_word: Mapping[str, Sequence[Pattern]]
    by_prefix: Mapping[str, Sequence[Pattern]]
    elements: _Elements
    includes: Mapping[str, str]
    order: Mapping[str, int]
    grounds: _Grounds | None
    """Words that speak of force or protest; without one, what is loose founds nothing."""
    barriers: _Grounds
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


class _Grounds(dict[str, bool]):
    """Which words speak of force or protest, by themselves or by their stem."""

    def __init__(
        self, words: frozenset[str], prefixes: tuple[str, ...]
    ) -> None:
        super().__init__()
        self._element = Element(words, prefixes, 0)

    def __missing__(self, word: str) -> bool:
        if len(self) > _MOST_KNOWN:
            self.clear()
        found = self[word] = self._element.fits(word)
        return found


@lru_cache(maxsize=16)
def _load(language: str) -> _Lexicon:
    content = read_table(language, "events")
    lists = _read_lists(content, language)
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
    barriers = _listed(content.get("barriers", "").split())
    grounds = (
        _Grounds(*_read_element("<grounds>", lists))
        if "grounds" in lists.known
        else None
    )
    return _Lexicon(
        by_word, by_prefix, elements, includes, order, grounds, barriers
    )


def _read_lists(content: Mapping[str, Any], language: str) -> _Lists:
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


def is_doer(word: str, language: str = DEFAULT) -> bool:
    """Tell whether a word is for who or what acts: what begins with one tells by its verb.

    Examples
    --------
    >>> is_doer("gunmen"), is_doer("attacked")
    (True, False)
    """
    return _doers(language)[word]


@lru_cache(maxsize=16)
def _doers(language: str) -> _Grounds:
    return _listed(_nouns(language, _DOERS))


def _listed(words: Collection[str]) -> _Grounds:
    """Return which words a list has, by themselves or by their stem."""
    stems = tuple(_prefix(word) for word in words if word.endswith("*"))
    return _Grounds(
        frozenset(fold(word) for word in words if not word.endswith("*")),
        stems,
    )


@lru_cache(maxsize=32)
def _nouns(language: str, names: tuple[str, ...]) -> frozenset[str]:
    lists = _read_lists(read_table(language, "events"), language).known
    none: frozenset[str] = frozenset()
    return none.union(*(lists.get(name, none) for name in names))


def _lines(content: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield every pattern with its type and role."""
    for entry in content["types"]:
        for key, role in _KEYS.items():
            for line in entry.get(key, ()):
                yield line, entry["name"], role
    for line in content["masks"]:
        yield f"{line} 0", "", _MASK


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
        self._lexicon = _load(language)
        self._founding = founding
        self._alike: dict[tuple[int, tuple[int, ...]], Start] = {}
        self.barriers = self._lexicon.barriers

    def __missing__(self, word: str) -> Start | None:
        """Find what a word is when it is first met."""
        if len(self) > _MOST_KNOWN:
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
    masked = [(hit.first, hit.last) for hit in hits if hit.role == _MASK]
    asked, weapons = _load(language).includes, _nouns(language, _WEAPONS)
    return [
        hit
        for hit in hits
        if hit.role != _MASK
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
    grounds = _load(language).grounds
    return (
        frozenset()
        if grounds is None
        else frozenset(filter(grounds.__getitem__, words))
    )


def has_grounds(language: str) -> bool:
    """Tell whether a language lists words that speak of force or protest."""
    return _load(language).grounds is not None


def weaken(hits: Iterable[Hit]) -> list[Hit]:
    """Return hits as of a sentence without grounds: what is loose is no more than a cue."""
    return [
        hit._replace(role=_CUE) if hit.role in LOOSE_ROLES else hit
        for hit in hits
    ]


def find_masked(
    words: Sequence[str], first: int, last: int, language: str = DEFAULT
) -> list[tuple[int, int]]:
    """Return the words that figures of speech cover ("struck a deal")."""
    hits = _every_hit(words, first, last, language)
    return [(hit.first, hit.last) for hit in hits if hit.role == _MASK]


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
    barriers: _Grounds,
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
    barriers: _Grounds,
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
    row: Row, words: Sequence[str], at: int, last: int, barriers: _Grounds
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


def sum_weights(
    hits: Iterable[Hit], frame_share: float = _FRAME_SHARE
) -> dict[str, float]:
    """Sum the weights by type: the strongest whole, each further one at half of the one before.

    Many patterns say one thing; a second one that says it again adds little. What tells only an
    aftermath counts where nothing tells the event itself.
    """
    every = list(hits)
    if any(hit.tells_event for hit in every):
        every = [hit for hit in every if hit.role != AFTERMATH]
    weights: dict[str, list[float]] = defaultdict(list)
    for hit in every:
        share = frame_share if hit.role in (_FRAME, _LOOSE_FRAME) else 1.0
        weights[hit.sub_event_type].append(share * hit.weight)
    return {name: _fading(found) for name, found in weights.items()}


def _fading(weights: list[float]) -> float:
    ordered = sorted(weights, reverse=True)
    return sum(weight * _FADING**at for at, weight in enumerate(ordered))


def rank_types(sums: Mapping[str, float]) -> list[str]:
    """Order types by their weight, as far as what is told can be ordered so.

    What became of a protest tells more than that there was one, and what was used more than what
    it did: debris that set a store ablaze is a strike, no arson.
    """
    ranked = sorted(sums, key=lambda name: -sums[name])
    if not ranked:
        return ranked
    best = ranked[0]
    if best == _PEACEFUL:
        worse = (
            name
            for name in ranked
            if event_type_of(name) in PUBLIC and name != best
        )
        best = next((name for name in worse if sums[name] >= _PLAIN), best)
    elif best == _PLANTED and sums.get(_ACCIDENT, 0.0) >= _PLAIN:
        # a boiler or a gas pipe, and no bomb
        best = _ACCIDENT
    elif best == _DAMAGE and any(
        sums.get(name, 0.0) >= _HARM for name in _ON_PEOPLE
    ):
        # what was done to people before what was done to things
        best = max(_ON_PEOPLE, key=lambda name: sums.get(name, 0.0))
    elif best in _EFFECTS:
        least = max(_MEANS, _SHARE * sums[best])
        means = (name for name in ranked if event_type_of(name) == REMOTE)
        best = next((name for name in means if sums[name] >= least), best)
    return [best, *(name for name in ranked if name != best)]


def classify_event(text: str, language: str = DEFAULT) -> str | None:
    """Tell what kind of event a short text reports.

    Parameters
    ----------
    text
        A sentence or a few.
    language
        Of the text.

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
    sums = sum_weights(find_hits(words, language=language))
    order = _load(language).order
    in_order = {
        name: sums[name] for name in sorted(sums, key=order.__getitem__)
    }
    return next(iter(rank_types(in_order)), None)


def event_type_of(sub_event_type: str) -> str:
    """Return the event type that a sub-event type belongs to."""
    return _TYPE_OF[sub_event_type]


def included_by(sub_event_type: str, language: str = DEFAULT) -> str | None:
    """Return what a type must be asked for by (``diplomacy``), or None: always drafted."""
    return _load(language).includes.get(sub_event_type)


def includes_of(language: str) -> Mapping[str, str]:
    """Return the types that must be asked for, and by what."""
    return _load(language).includes
