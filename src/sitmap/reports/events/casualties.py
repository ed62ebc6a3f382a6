"""The people that a passage counts: killed, wounded, missing, abducted, arrested.

What the words leave open stays open: "at least 12" has no upper bound, "dozens" no best number,
and where two voices differ there is a low and a high, and both are told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.reports.events.casualty_frames import (
    KINDS,
    Frame,
    Words,
    load_kind,
    load_words,
)
from sitmap.reports.languages import DEFAULT
from sitmap.reports.languages.hints import may_match, to_lower
from sitmap.reports.text.numbers import read_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_COUNTING: Final = frozenset({"n", "m", "list", "also", "pair", "two"})
"""Groups of a frame that count; "pair" and "two" are one and two more than one."""
# a count, of which a smaller one behind it may be the rest ("100 or 20")
_HUNDRED: Final = 100
_NEAR: Final = 30
"""Letters before a number in which stands what it counts."""
_AT_HEAD: Final = 12
"""Letters before a total's words that still stand at the head: "and since", "in total since"."""
_BREAKS: Final = re.compile(r"(?<=[.;!?])\s|,\s")
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
    voice
        Who tells the dead, where the passage names one voice alone and no toll that has grown.
    """

    fatalities: Count = field(default_factory=Count)
    injured: Count = field(default_factory=Count)
    missing: Count = field(default_factory=Count)
    abducted: Count = field(default_factory=Count)
    arrested: Count = field(default_factory=Count)
    counts_told: str = ""
    voice: str = ""

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


class _Passage(NamedTuple):
    """What is read, and what every frame asks of it."""

    text: str
    lower: str
    beginnings: list[int]
    """Where counts may begin."""


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    count: Count


def find_casualties(
    passage: str, language: str = DEFAULT, *, dated: str | None = None
) -> Casualties:
    """Read the casualties that a passage tells.

    Parameters
    ----------
    passage
        What counts, its dates blanked or not.
    language
        Of the passage.
    dated
        The passage with its dates, in which totals to date are looked for ("since April").

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
    words = load_words(language)
    lower = passage.lower()
    told_of = {
        kind: any(stem in lower for stem in words.stems[kind])
        for kind in KINDS
    }
    if not any(told_of.values()):
        return Casualties()
    told = _without_totals(
        dated or passage, _without_measures(passage, words), words
    )
    read = _Passage(
        told,
        to_lower(told),
        [each.start() for each in words.beginnings.finditer(told)],
    )
    counts = {
        kind: _count(read, kind, words) if told_of[kind] else None
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
        killed, counts_told = tell_voices(voices)
    injured = (
        counts["injured"].count
        if counts["injured"]
        else _none(told, "injured", words)
    )
    if words.died and words.died.search(told):
        injured = _less(injured, killed)
    missing, abducted, arrested = (
        _plain(counts[kind]) for kind in KINDS[2:]
    )
    return Casualties(
        killed,
        injured,
        missing,
        abducted,
        arrested,
        counts_told,
        "" if voices else _only_voice(told, counts["killed"], words),
    )


def tell_voices(voices: Iterable[tuple[int, str]]) -> tuple[Count, str]:
    """Return the bounds that several voices set, without a best, and the words that tell both."""
    told = list(voices)
    numbers = [number for number, _ in told]
    words = "; ".join(
        f"{number} killed ({voice})" for number, voice in told
    )
    return Count(min(numbers), None, max(numbers)), words


def hear_another(
    before: str,
    passage: str,
    language: str = DEFAULT,
    *,
    dated: str | None = None,
) -> Casualties:
    """Read the casualties of a passage that may give another voice's number of what was told.

    "The government put the number at three" counts the dead only behind what counts them. As in
    `find_casualties`, `dated` is the passage with its dates.
    """
    found = find_casualties(passage, language, dated=dated)
    if found.is_known or not load_words(language).number.search(passage):
        return found
    both = find_casualties(f"{before} {passage}", language)
    if not both.counts_told:
        return found
    return Casualties(
        fatalities=both.fatalities, counts_told=both.counts_told
    )


def _only_voice(told: str, killed: _Found | None, words: Words) -> str:
    """Return who tells the dead; nobody where a toll has grown: it is told by all."""
    if killed is None or words.grown is None or words.grown.search(told):
        return ""
    if words.died and words.died.search(told):
        return ""  # those of the wounded who died later, beside the dead
    match = _match_voice(told, killed, words)
    voice = _strip_voice(match["voice"], words) if match else ""
    first = voice.lower().split()[:1]
    return "" if words.no_voice.issuperset(first) else voice


def _less(injured: Count, died: Count) -> Count:
    """Return the wounded without those of them who died."""
    if died.best is None:
        return injured
    lived = (
        None if each is None else max(each - died.best, 0)
        for each in injured
    )
    return Count(*lived)


def _plain(found: _Found | None) -> Count:
    return found.count if found else Count()


def is_total(passage: str, language: str = DEFAULT) -> bool:
    """Tell whether a passage sums up to date: "since October more than 5,600 have been killed"."""
    return load_words(language).totals.search(passage) is not None


def _without_measures(passage: str, words: Words) -> str:
    """Blot out days, hours, distances and ages: their numbers count nobody."""
    if words.age_behind is not None:
        passage = words.age_behind.sub(
            lambda match: " " * len(match[0]), passage
        )
    return words.measures.sub(
        lambda match: re.sub(r"\S", "x", match[0]), passage
    )


def _without_totals(passage: str, told: str, words: Words) -> str:
    """Blank the sentences that give totals to date: they count other events, too.

    They are looked for in the passage, and blanked in what is left of it without its measures.
    """
    if not words.totals.search(passage):
        return told
    kept: list[str] = []
    heads = False
    ends = [match.end() for match in _BREAKS.finditer(passage)]
    for start, end in pairwise([0, *ends, len(passage)]):
        match = words.totals.search(passage, start, end)
        if match is None and not heads:
            kept.append(told[start:end])
        # "since January, 118 have died": the total stands behind the comma
        heads = (
            match is not None
            and match.start() - start < _AT_HEAD
            and not words.number.search(told, match.end(), end)
        )
    return "".join(kept)


def _none(told: str, kind: str, words: Words) -> Count:
    if words.none["any"].search(told) or words.none[kind].search(told):
        return Count(0, 0, 0)
    return Count()


def _count(told: _Passage, kind: str, words: Words) -> _Found | None:
    """Return the first count of a kind: by frames with a number, else a single person."""
    may_count = words.number.search(told.text) or words.parts.search(
        told.text
    )
    found = list(_frames(told, kind, words)) if may_count else []
    if found:
        return min(found, key=lambda each: each.start)
    for frame in load_kind(words.language, kind).singles:
        if not may_match(frame.hints, told.lower):
            continue
        match = next(_matches(frame, told, words), None)
        if match is not None:
            return _Found(match.start(), match.end(), _one(match, words))
    return None


def _one(match: re.Match[str], words: Words) -> Count:
    """Return one, or two for a word that is two people: "a couple"."""
    told = (match.groupdict().get("one") or "").lower().split()
    return Count(1, 1, 1) if words.twos.isdisjoint(told) else Count(2, 2, 2)


def _matches(
    frame: Frame, told: _Passage, words: Words
) -> Iterator[re.Match[str]]:
    """Yield where a frame fits and what it counts are people."""
    for match in _fits(frame, told):
        if _counts_people(match.groupdict(), words):
            yield match


def _fits(frame: Frame, told: _Passage) -> Iterator[re.Match[str]]:
    if frame.begins_with_count:
        for start in told.beginnings:
            found = frame.pattern.match(told.text, start)
            if found is not None:
                yield found
        return
    match = frame.pattern.search(told.text)
    while match is not None:
        yield match
        match = frame.pattern.search(told.text, match.start() + 1)


def _counts_people(groups: Mapping[str, str | None], words: Words) -> bool:
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
    if (name := groups.get("named")) and not _is_person(name, words):
        return False
    listed = groups.get("list")
    items = [*loose, *(words.parts.split(listed) if listed else ())]
    return all(
        not words.nouns.isdisjoint(item.lower().split())
        or (listed is not None and _is_beast(item, words))
        for item in items
    )


def _is_beast(item: str, words: Words) -> bool:
    return words.beasts is not None and bool(words.beasts.search(item))


def _is_person(name: str, words: Words) -> bool:
    """Tell a person's name: two words or more, the last none for many people."""
    told = name.lower().split()
    if len(told) == 1 or not words.no_names.isdisjoint(told):
        return False
    return told[-1] not in words.nouns


def _is_many(groups: Mapping[str, str | None], words: Words) -> bool:
    """Tell "drivers died" from "a driver died": how many they were isn't told."""
    one, many = groups.get("one"), words.plural
    return bool(one and many and many.search(one.lower()))


def _frames(told: _Passage, kind: str, words: Words) -> Iterator[_Found]:
    for frame in load_kind(words.language, kind).frames:
        if not (
            frame.pattern.groupindex.keys() & _COUNTING
            and may_match(frame.hints, told.lower)
        ):
            continue
        for match in _matches(frame, told, words):
            count = _count_of(match, words)
            if count is not None:
                yield _Found(match.start(), match.end(), count)
                break


def _count_of(match: re.Match[str], words: Words) -> Count | None:
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
            told
            if groups.get("plus") is None
            else Count(told.low, told.best, None)
        )
    more: int | None = 0
    if groups.get("also") or groups.get("pair"):
        more = 1
    elif groups.get("two"):
        more = 2
    elif groups.get("m"):
        more = read_number(groups["m"], words.language)
    return (
        None
        if more is None
        else Count(*(_plus(each, more) for each in first))
    )


def _sum_list(told: str, words: Words) -> Count | None:
    """Return the sum of a list of people: "a mayor, his wife and two guards" are four."""
    total = 0
    for item in words.parts.split(told):
        if _is_beast(item, words):
            continue
        number = words.lead.search(item)
        one = 1 if words.twos.isdisjoint(item.lower().split()) else 2
        count = read_number(number[0], words.language) if number else one
        if count is None:
            return None
        total += count
    return Count(total, total, total) if total else None


def _plus(count: int | None, more: int) -> int | None:
    return None if count is None else count + more


def _bounded(number: str, hedge: str, words: Words) -> Count | None:
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


def _hedged(number: int, hedge: str, words: Words) -> Count:
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
    told: str, killed: _Found | None, words: Words
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


def _strip_voice(voice: str, words: Words) -> str:
    told = voice.split()
    while told and told[0].lower() in words.before_voice:
        told = told[1:]
    while told and told[-1].lower() in words.behind_voice:
        told = told[:-1]
    return " ".join(told)


def _first_voice(told: str, killed: _Found, words: Words) -> str:
    """Return who gives the first number: named behind it, or at the head of the passage."""
    match = _match_voice(told, killed, words)
    return match["voice"].strip() if match else "the report"


def _match_voice(
    told: str, killed: _Found, words: Words
) -> re.Match[str] | None:
    around = told[killed.end : killed.end + 60]
    behind = words.first[0].match(around.lstrip(" ,"))
    behind = behind or words.first[2].match(around)
    return behind or words.first[1].search(told[: killed.end])
