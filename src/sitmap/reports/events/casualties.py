# ruff: noqa: RUF001  - curly quotes and dashes are what news is written with
"""The people that a passage counts: killed, wounded, missing, abducted, arrested.

What the words leave open stays open: "at least 12" has no upper bound, "dozens" no best number,
and where two voices differ there is a low and a high, and both are told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitmap.reports.languages import DEFAULT, read_table
from sitmap.reports.languages.compiled import (
    compile_pattern,
    kept_hints,
    per_language,
)
from sitmap.reports.languages.hints import may_match, to_lower
from sitmap.reports.places.words import load_demonyms
from sitmap.reports.text.numbers import number_pattern, read_number
from sitmap.reports.text.patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KINDS: Final = ("killed", "injured", "missing", "abducted", "arrested")
_ONE_WORD: Final = r"[\w’'-]+"
_HUNDRED: Final = 100
_NEAR: Final = 30
"""Letters before a number in which stands what it counts."""
_MOST: Final = 1_000_000
"""No event has more; a larger number counts something else."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its bounds; None where the words set none."""

    low: int | None = None
    best: int | None = None
    high: int | None = None

    def __iter__(self) -> Iterator[int | None]:
        """Yield low, best and high."""
        return iter((self.low, self.best, self.high))

    @property
    def is_known(self) -> bool:
        """Whether the words give any number."""
        return (self.low, self.best, self.high) != (None, None, None)


@dataclass(frozen=True, slots=True)
class Casualties:
    """The people that a passage counts.

    Attributes
    ----------
    fatalities, injured, missing, abducted, arrested
        How many; empty counts where it doesn't say.
    counts_told
        Both numbers with their voices where two voices differ, else empty.
    """

    fatalities: Count = field(default_factory=Count)
    injured: Count = field(default_factory=Count)
    missing: Count = field(default_factory=Count)
    abducted: Count = field(default_factory=Count)
    arrested: Count = field(default_factory=Count)
    counts_told: str = ""

    @property
    def is_known(self) -> bool:
        """Whether anything is counted."""
        every = (
            self.fatalities,
            self.injured,
            self.missing,
            self.abducted,
            self.arrested,
        )
        return any(count.is_known for count in every)


class _Frame(NamedTuple):
    pattern: re.Pattern[str]
    hints: tuple[str, ...]


class _Kind(NamedTuple):
    frames: tuple[_Frame, ...]
    singles: tuple[_Frame, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    count: Count


class _Words(NamedTuple):
    """A language's casualties, compiled."""

    stems: Mapping[str, tuple[str, ...]]
    number: re.Pattern[str]
    nouns: frozenset[str]
    plural: re.Pattern[str] | None
    twos: frozenset[str]
    totals: re.Pattern[str]
    none: Mapping[str, re.Pattern[str]]
    wounded: re.Pattern[str]
    parts: re.Pattern[str]
    lead: re.Pattern[str]
    told: tuple[re.Pattern[str], ...]
    first: tuple[re.Pattern[str], ...]
    no_voice: frozenset[str]
    before_voice: frozenset[str]
    dozens: Mapping[str, tuple[int, int]]
    low: tuple[str, ...]
    high: tuple[str, ...]
    under: tuple[str, ...]
    joints: re.Pattern[str]
    language: str


@per_language
def _load(language: str) -> _Words:
    table = read_table(language, "casualties")
    pieces = _pieces(table, language)
    voices = table["voices"]
    plural = table["people"].get("plural")
    return _Words(
        stems={
            kind: tuple(stems) for kind, stems in table["stems"].items()
        },
        number=compile_pattern(
            rf"\d|\b(?:{number_pattern(language)}|{any_of(table['dozens'])})\b",
            language,
            re.IGNORECASE,
        ),
        nouns=frozenset(
            [*table["people"]["nouns"].split(), *load_demonyms(language)]
        ),
        plural=compile_pattern(plural, language) if plural else None,
        twos=frozenset(table["people"].get("twos", "").split()),
        totals=compile_pattern(
            table["people"]["totals"], language, re.IGNORECASE
        ),
        none={
            name: compile_pattern(text, language, re.IGNORECASE)
            for name, text in table["none"].items()
        },
        lead=compile_pattern(
            rf"\b{number_pattern(language)}\b{_no_age(table['people'])}",
            language,
            re.IGNORECASE,
        ),
        parts=compile_pattern(rf",?\s+{table['and']}\s+|,\s+", language),
        wounded=compile_pattern(
            table["injured"]["active"], language, re.IGNORECASE
        ),
        told=tuple(
            _compile(each, pieces, language) for each in voices["told"]
        ),
        first=tuple(
            _compile(each, pieces, language) for each in voices["first"]
        ),
        no_voice=frozenset(voices["no_voice"].split()),
        before_voice=frozenset(voices["before_voice"].split()),
        dozens={
            word: (pair[0], pair[1])
            for word, pair in table["dozens"].items()
        },
        low=tuple(table["hedges_low"]),
        high=tuple(table["hedges_high"]),
        under=tuple(table.get("hedges_under", ())),
        joints=compile_pattern(
            rf"\s*(?:–|\b(?:{table['or']}|{table['and']})\b|(?<=\d)-(?=\d))\s*",
            language,
        ),
        language=language,
    )


def _pieces(table: Mapping[str, Any], language: str) -> dict[str, str]:
    """Return what the braces of a frame stand for."""
    names = ("low", "high", "under", "rough")
    hedges = any_of(
        [each for name in names for each in table.get(f"hedges_{name}", ())]
    )
    number = number_pattern(language)
    to = rf"(?:{number})(?:\s*(?:-|–|{table['or']})\s*(?:{number})(?!\s*(?:km|m)\b))?"
    between = rf"(?:{number})\s+{table['and']}\s+(?:{number})"
    people = table["people"]
    word = _word(people)
    few = rf"{word}(?:\s+{word}){{0,3}}?"
    of = rf"(?:\s+{people['of']})?" if "of" in people else ""
    item = rf"\b(?:{number}|{people['single']}){of}\s+{word}(?:\s+{word}){{0,2}}"
    return {
        "n": (
            rf"(?:\b(?P<hedge>{hedges})\s+)?\b(?<!{table['no']} )"
            rf"{_not_behind(people)}"
            rf"(?:{table['between']}\s+)?"
            rf"(?P<n>(?<={table['between']} ){between}|{to}|{any_of(table['dozens'])})"
            rf"(?:\s+of)?(?![\w.,]*\d|[^\W\d_])(?P<plus>\+)?{_no_age(people)}"
        ),
        "people": rf"(?:(?:\s+|-)(?P<people>{few}))?",
        "behind": people["behind"],
        "folk": rf"(?:\s+|-)(?P<people>{few})",
        "m": rf"\b(?P<m>{number}|{any_of(read_table(language, 'numbers')['articles'])})",
        "people2": rf"(?:(?:\s+|-)(?P<people2>{few}))?",
        "list": rf"(?P<list>{item}(?:,\s+{item})*,?\s+{table['and']}\s+{item})",
        "someone": rf"\b(?:{people['single']})\s+(?P<some>{word}(?:\s+{word}){{0,3}})",
        "one": rf"{_not_behind(people)}\b(?:{people['single']})\s+(?P<one>{few})",
        "also": rf"(?:{people['single']})\s+(?P<also>{word}(?:\s+{word})?)",
        "job": rf"(?P<one>{_ONE_WORD})",
        "age": r"\d{1,2}",
        "link": table["people"]["link"],
        "no_object": people["no_object"],
        "no_people": people["no_people"],
    }


def _word(people: Mapping[str, Any]) -> str:
    """Return what a word for people is: any, but for those that begin something else."""
    no_noun = people.get("not_people")
    return rf"(?!{no_noun}){_ONE_WORD}" if no_noun else _ONE_WORD


def _not_behind(people: Mapping[str, Any]) -> str:
    """Return what keeps "none of the 40 passengers" from counting."""
    return "".join(f"(?<!{each} )" for each in people.get("none_of", ()))


def _no_age(people: Mapping[str, Any]) -> str:
    """Return what keeps the 6 of "a 6-year-old girl" from counting six."""
    ages = people.get("ages", ())
    return rf"(?!-{any_of(ages)}s?\b)" if ages else ""


@lru_cache(maxsize=64)
def _load_kind(language: str, kind: str) -> _Kind:
    """Compile the frames of a kind when one is first asked for: few reports need all."""
    every = read_table(language, "casualties")
    return _read_kind(every[kind], _pieces(every, language), language)


@per_language
def _load_kinds(language: str) -> tuple[_Kind, ...]:
    return tuple(_load_kind(language, kind) for kind in KINDS)


def _read_kind(
    table: Mapping[str, Any], pieces: Mapping[str, str], language: str
) -> _Kind:
    own = {
        **pieces,
        **{name: table[name] for name in ("done", "dies", "active")},
    }
    frames, singles = (
        tuple(
            _read_frame(_compile(each, own, language), language)
            for each in table[name]
        )
        for name in ("frames", "singles")
    )
    return _Kind(frames, singles)


def _read_frame(pattern: re.Pattern[str], language: str) -> _Frame:
    return _Frame(
        pattern, kept_hints(pattern.pattern, language, re.IGNORECASE)
    )


def _compile(
    frame: str, pieces: Mapping[str, str], language: str
) -> re.Pattern[str]:
    filled = re.sub(
        r"\{([a-z]\w*)\}", lambda match: pieces[match[1]], frame
    )
    return compile_pattern(filled, language, re.IGNORECASE)


def find_casualties(passage: str, language: str = DEFAULT) -> Casualties:
    """Read the casualties that a passage tells.

    Examples
    --------
    >>> found = find_casualties("Three people were killed and at least 12 wounded by a shell.")
    >>> found.fatalities.best, found.injured
    (3, Count(low=12, best=12, high=None))
    >>> find_casualties("Two drone strikes killed nine civilians.").fatalities.best
    9
    >>> find_casualties("There were no casualties.").fatalities
    Count(low=0, best=0, high=0)
    """
    words = _load(language)
    lower = passage.lower()
    told_of = {
        kind: any(stem in lower for stem in words.stems[kind])
        for kind in KINDS
    }
    if not any(told_of.values()):
        return Casualties()
    told = _without_totals(passage, words)
    counts = {
        kind: _count(told, kind, words) if told_of[kind] else None
        for kind in KINDS
    }
    voices = _voices(told, counts["killed"], words)
    killed = (
        counts["killed"].count
        if counts["killed"]
        else _none(told, "killed", words)
    )
    counts_told = ""
    if voices:
        numbers = [number for number, _ in voices]
        killed = Count(min(numbers), None, max(numbers))
        counts_told = "; ".join(
            f"{number} killed ({voice})" for number, voice in voices
        )
    injured = (
        counts["injured"].count
        if counts["injured"]
        else _none(told, "injured", words)
    )
    missing, abducted, arrested = (
        _plain(counts[kind]) for kind in KINDS[2:]
    )
    return Casualties(
        killed, injured, missing, abducted, arrested, counts_told
    )


def _plain(found: _Found | None) -> Count:
    return found.count if found else Count()


def is_total(passage: str, language: str = DEFAULT) -> bool:
    """Tell whether a passage sums up to date: "since October more than 5,600 have been killed"."""
    return _load(language).totals.search(passage) is not None


def _without_totals(passage: str, words: _Words) -> str:
    """Blank the sentences that give totals to date: they count other events, too."""
    if not words.totals.search(passage):
        return passage
    sentences = re.split(r"(?<=[.;!?])\s|,\s", passage)
    return " ".join(
        "" if words.totals.search(each) else each for each in sentences
    )


def _none(told: str, kind: str, words: _Words) -> Count:
    if words.none["any"].search(told) or words.none[kind].search(told):
        return Count(0, 0, 0)
    return Count()


def _count(told: str, kind: str, words: _Words) -> _Found | None:
    """Return the first count of a kind: by frames with a number, else a single person."""
    may_count = words.number.search(told) or words.parts.search(told)
    found = list(_frames(told, kind, words)) if may_count else []
    if found:
        return min(found, key=lambda each: each.start)
    lower = to_lower(told)
    for frame in _load_kind(words.language, kind).singles:
        if not may_match(frame.hints, lower):
            continue
        match = next(_matches(frame.pattern, told, words), None)
        if match is not None:
            return _Found(match.start(), match.end(), Count(1, 1, 1))
    return None


def _matches(
    pattern: re.Pattern[str], told: str, words: _Words
) -> Iterator[re.Match[str]]:
    """Yield where a frame fits and what it counts are people."""
    match = pattern.search(told)
    while match is not None:
        if _counts_people(match.groupdict(), words):
            yield match
        match = pattern.search(told, match.start() + 1)


def _counts_people(groups: Mapping[str, str | None], words: _Words) -> bool:
    """Tell whether what a frame counts are people: "killed the mayor", not "the deal"."""
    noun = (groups.get("people") or groups.get("one") or "").rsplit(
        None, 1
    )[-1:]
    if noun and (
        noun[0].lower() not in words.nouns or _is_many(groups, words)
    ):
        return False
    loose = [
        each for name in ("some", "also") if (each := groups.get(name))
    ]
    listed = groups.get("list")
    items = [*loose, *(words.parts.split(listed) if listed else ())]
    return all(
        not words.nouns.isdisjoint(item.lower().split()) for item in items
    )


def _is_many(groups: Mapping[str, str | None], words: _Words) -> bool:
    """Tell "drivers died" from "a driver died": how many they were isn't told."""
    one, many = groups.get("one"), words.plural
    return bool(one and many and many.search(one.lower()))


def _frames(told: str, kind: str, words: _Words) -> Iterator[_Found]:
    lower = to_lower(told)
    for pattern, hints in _load_kind(words.language, kind).frames:
        if not (
            pattern.groupindex.keys() & {"n", "m", "list", "also"}
            and may_match(hints, lower)
        ):
            continue
        for match in _matches(pattern, told, words):
            count = _count_of(match, words)
            if count is not None:
                yield _Found(match.start(), match.end(), count)
                break


def _count_of(match: re.Match[str], words: _Words) -> Count | None:
    """Return what a frame counts; where it counts two, their sum."""
    groups = match.groupdict()
    if groups.get("list"):
        return _sum_list(groups["list"], words)
    first = Count(1, 1, 1)
    if groups.get("n"):
        told = _bounded(
            groups["n"], (groups.get("hedge") or "").lower(), words
        )
        if told is None:
            return None
        first = (
            Count(told.low, told.best, None) if groups.get("plus") else told
        )
    if not (groups.get("m") or groups.get("also")):
        return first
    more = (
        1
        if groups.get("also")
        else read_number(groups["m"], words.language)
    )
    return (
        None
        if more is None
        else Count(*(_plus(each, more) for each in first))
    )


def _sum_list(told: str, words: _Words) -> Count | None:
    """Return the sum of a list of people: "a mayor, his wife and two guards" are four."""
    total = 0
    for item in words.parts.split(told):
        number = words.lead.search(item)
        one = 1 if words.twos.isdisjoint(item.lower().split()) else 2
        count = read_number(number[0], words.language) if number else one
        if count is None:
            return None
        total += count
    return Count(total, total, total)


def _plus(count: int | None, more: int) -> int | None:
    return None if count is None else count + more


def _bounded(number: str, hedge: str, words: _Words) -> Count | None:
    lower = number.lower()
    if lower in words.dozens:
        low, high = words.dozens[lower]
        return Count(low, low if low == high else None, high or None)
    ends = words.joints.split(lower)
    values = [read_number(each, words.language) for each in ends]
    if (
        None in values
        or not values
        or max(value or 0 for value in values) > _MOST
    ):
        return None
    first, last = values[0], values[-1]
    if (
        first is not None
        and last is not None
        and first >= _HUNDRED > last > 0
    ):
        first = last = first + last  # "one hundred and twenty"
    if first != last:
        return Count(first, None, last)
    return _hedged(first or 0, hedge, words)


def _hedged(number: int, hedge: str, words: _Words) -> Count:
    """Return the bounds that a word before the number sets: "at least", "up to", "about"."""
    if hedge in words.low:
        return Count(number, number, None)
    if hedge in words.high:
        return Count(None, None, number)
    if hedge in words.under:
        return Count(None, None, number - 1)
    return (
        Count(None, number, None)
        if hedge
        else Count(number, number, number)
    )


def _voices(
    told: str, killed: _Found | None, words: _Words
) -> list[tuple[int, str]]:
    """Return the numbers of dead that two voices give, with their words."""
    if killed is None or killed.count.best is None:
        return []
    voices: list[tuple[int, str]] = []
    for pattern in words.told:
        for match in pattern.finditer(told, killed.end):
            before = told[
                max(killed.end, match.start("n") - _NEAR) : match.start("n")
            ].lower()
            if words.wounded.search(before):
                continue  # the number of the wounded
            number = read_number(match["n"], words.language)
            voice = _strip_voice(match["voice"], words)
            if not voice:
                continue
            if (
                number is None
                or voice.lower().split()[0] in words.no_voice
                or number == killed.count.best
            ):
                continue
            voices.append((number, voice))
            break
        if voices:
            break
    if not voices:
        return []
    return [(killed.count.best, _first_voice(told, killed, words)), *voices]


def _strip_voice(voice: str, words: _Words) -> str:
    told = voice.split()
    while told and told[0].lower() in words.before_voice:
        told = told[1:]
    return " ".join(told)


def _first_voice(told: str, killed: _Found, words: _Words) -> str:
    """Return who gives the first number: named behind it, or at the head of the passage."""
    around = told[killed.end : killed.end + 60]
    match = words.first[0].match(around.lstrip(" ,")) or words.first[
        2
    ].match(around)
    match = match or words.first[1].search(told[: killed.end])
    return match["voice"].strip() if match else "the report"
