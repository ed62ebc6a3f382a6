"""The people that a passage counts: killed, wounded, missing, abducted, arrested.

What the words leave open stays open: "at least 12" has no upper bound, "dozens" no best number,
and where two voices differ there is a low and a high, and both are told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sitmap.reports.events.casualty_counts import (
    Count,
    count_exactly,
    count_told,
)
from sitmap.reports.events.casualty_frames import (
    KINDS,
    Frame,
    Kind,
    Words,
    load_kind,
    load_words,
)
from sitmap.reports.events.casualty_lists import (
    ARMED,
    CIVILIAN,
    counts_people,
    list_nouns,
    list_sides,
    reckon_parts,
    sum_list,
)
from sitmap.reports.languages import DEFAULT
from sitmap.reports.text.numbers import read_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitmap.reports.languages.hints import Guarded

_NEAR: Final = 30
"""Letters before a number in which stands what it counts."""
_TOO: Final = 8
"""Letters behind a count in which stands that it is of others: "was killed, too"."""
_BESIDE: Final = 40
"""Letters between two counts that are of one event: "; in the same attack"."""
_SIDES: Final = 80
"""Letters between the counts of two sides, which no words in between make one."""
_AT_HEAD: Final = 12
"""Letters before a total's words that still stand at the head: "and since", "in total since"."""
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
_ENDS: Final = re.compile(r"[.,;:()]|\sand\b")
_WORDS: Final = 3
"""Words behind a number in which stands whom it counts."""
_BREAKS: Final = re.compile(r"(?<=[.;!?])\s|,\s")


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
    killed_of, injured_of
        Sides of those counted, where their words tell (`casualty_lists.list_sides`).
    """

    fatalities: Count = field(default_factory=Count)
    injured: Count = field(default_factory=Count)
    missing: Count = field(default_factory=Count)
    abducted: Count = field(default_factory=Count)
    arrested: Count = field(default_factory=Count)
    counts_told: str = ""
    voice: str = ""
    killed_of: frozenset[str] = frozenset()
    injured_of: frozenset[str] = frozenset()

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


class _Passage:
    """What is read, and where frames fit it: they are asked again behind each count.

    Parameters
    ----------
    text
        What counts, without its measures and totals.
    beginnings
        Where counts may begin.
    """

    def __init__(self, text: str, beginnings: list[int]) -> None:
        self.text = text
        self._beginnings = beginnings
        self._fits: dict[int, _Fits] = {}

    def until(self, end: int) -> _Passage:
        """Return the part before an offset."""
        at = bisect_left(self._beginnings, end)
        return _Passage(self.text[:end], self._beginnings[:at])

    def fits(self, frame: Frame, start: int) -> Iterator[re.Match[str]]:
        """Yield where a frame fits, from an offset on."""
        # a frame's hash would go through its hints each time
        key = id(frame)
        known = self._fits.get(key)
        if known is None or start < known.start:
            told = self._matches(frame, start)
            known = self._fits[key] = _Fits(start, told)
        return known.behind(start)

    def _matches(self, frame: Frame, start: int) -> Iterator[re.Match[str]]:
        if frame.begins_with_count:
            for at in self._beginnings[
                bisect_left(self._beginnings, start) :
            ]:
                found = frame.pattern.match(self.text, at)
                if found is not None:
                    yield found
            return
        match = frame.pattern.search(self.text, start)
        while match is not None:
            yield match
            match = frame.pattern.search(self.text, match.start() + 1)


class _Fits:
    """Where a frame fits from an offset on, looked for as far as anybody asks."""

    def __init__(
        self, start: int, matches: Iterator[re.Match[str]]
    ) -> None:
        self.start = start
        self._matches = matches
        self._found: list[re.Match[str]] = []

    def behind(self, start: int) -> Iterator[re.Match[str]]:
        """Yield the matches that begin at an offset or behind it."""
        yield from (each for each in self._found if each.start() >= start)
        for match in self._matches:
            self._found.append(match)
            if match.start() >= start:
                yield match


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
    told = reckon_parts(told, words)
    read = _Passage(
        told,
        [each.start() for each in words.beginnings.finditer(told)],
    )
    counts = {
        kind: _count(read, kind, words) if told_of[kind] else None
        for kind in KINDS
    }
    voices = _voices(told, counts["killed"], words)
    some = any(counts.values())
    killed = (
        counts["killed"].count
        if counts["killed"]
        else _none(told, "killed", words, some=some)
    )
    counts_told = ""
    if voices:
        killed, counts_told = tell_voices(voices)
    injured = (
        counts["injured"].count
        if counts["injured"]
        else _none(told, "injured", words, some=some)
    )
    if words.died and words.died.search(told):
        injured = _less(injured, killed)
    if _are_prisoners(told, counts, words):
        counts["arrested"] = counts["abducted"]
        counts["abducted"] = None
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
        _sides(told, counts["killed"], words),
        _sides(told, counts["injured"], words),
    )


def tell_voices(
    voices: Iterable[tuple[Count, str]],
) -> tuple[Count, str]:
    """Return the bounds that several voices set, without a best, and the words that tell both."""
    told = list(voices)
    numbers = [
        number
        for count, _ in told
        for number in count
        if number is not None
    ]
    words = "; ".join(
        f"{_range(count)} killed ({voice})" for count, voice in told
    )
    return Count(min(numbers), None, max(numbers)), words


def _range(count: Count) -> str:
    """Return a number, or both ends of a range."""
    numbers = dict.fromkeys(each for each in count if each is not None)
    return "-".join(map(str, numbers))


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


def _sides(told: str, found: _Found | None, words: Words) -> frozenset[str]:
    if found is None:
        return frozenset()
    part = _IN_BRACKETS.sub("", told[found.start : found.end])
    if not list_nouns(part, words):
        # "killed 11 militants": whom it counts stands behind the frame
        behind = _ENDS.split(told[found.end :], maxsplit=1)[0]
        part = " ".join([part, *behind.split()[:_WORDS]])
    sides = list_sides(part, words)
    known = words.told_before is not None and words.told_before.match(part)
    if known and found.count.best == 1 and CIVILIAN in sides:
        return frozenset()  # "the man": he may be any of those told before
    return sides


def _are_prisoners(
    told: str, counts: Mapping[str, _Found | None], words: Words
) -> bool:
    """Tell armed men that were captured: "killed 11 militants and captured four"."""
    taken = counts["abducted"]
    if taken is None or counts["arrested"] or words.prisoners is None:
        return False
    part = told[taken.start : taken.end]
    if words.prisoners.search(part) is None:
        return False
    named = bool(list_nouns(part, words) - {"other", "another"})
    sides = _sides(told, taken if named else counts["killed"], words)
    return sides == {ARMED}


def _plain(found: _Found | None) -> Count:
    return found.count if found else Count()


def is_total(passage: str, language: str = DEFAULT) -> bool:
    """Tell whether a passage sums up to date: "since October more than 5,600 have been killed"."""
    return load_words(language).totals.search(passage) is not None


def _without_measures(passage: str, words: Words) -> str:
    """Blot out days, hours, distances and ages: their numbers count nobody."""
    passage = words.again.sub(
        lambda match: match["n"] + " " * len(match["again"]), passage
    )
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


def _none(told: str, kind: str, words: Words, *, some: bool) -> Count:
    """Return nobody where the words say so, but of some alone where others were hurt."""
    partly, others = words.none.get("partly"), words.none.get("others")
    for pattern in (words.none["any"], words.none[kind]):
        match = pattern.search(told)
        if match is None:
            continue
        if some and partly and partly.match(told, match.end()):
            continue
        if others and others.search(match[0]):
            continue
        return Count(0, 0, 0)
    return Count()


def _count(told: _Passage, kind: str, words: Words) -> _Found | None:
    """Return the count of a kind: a toll, else the first count with what is added to it."""
    frames = load_kind(words.language, kind)
    toll = next(_frames(told, frames.tolls, words, 0), None)
    if toll is not None:
        return toll
    found = _first(told, frames, words, 0)
    if found is None:
        loose = frames._replace(
            frames=frames.loose, singles=frames.loose_singles
        )
        return _first(told, loose, words, 0)
    found = _with_one_before(told, found, frames, words)
    while True:
        more = _first(told, frames, words, found.end)
        if more is None or not (
            _is_added(told.text, found.count, more, words)
            or _are_others(told.text, found, more, words)
        ):
            break
        found = _Found(found.start, more.end, found.count + more.count)
    return found


def _with_one_before(
    told: _Passage, found: _Found, kind: Kind, words: Words
) -> _Found:
    """Add one person told before "two others": "a teacher died and two others were killed"."""
    others = _is_added(told.text, Count(2), found, words)
    if not (others or words.sides):
        return found
    before = told.until(found.start)
    one = next(
        (
            each
            for each in _frames(before, kind.singles, words, 0)
            if not _is_nobody(before, each, words)
        ),
        None,
    )
    if one is None or one.count.best != 1:
        return found
    near = found.start - one.end <= _SIDES
    if not others and not (
        near and _are_of_two_sides(told.text, one, found, words)
    ):
        return found
    return _Found(one.start, found.end, one.count + found.count)


def _first(
    told: _Passage, kind: Kind, words: Words, start: int
) -> _Found | None:
    """Return the first count behind an offset: with a number, else a single person."""
    # a comma or an "and" is sooner found than a number: most sentences have one
    may_count = words.parts.search(told.text, start) or words.number.search(
        told.text, start
    )
    found = (
        list(_frames(told, kind.frames, words, start)) if may_count else []
    )
    if found:
        return min(found, key=lambda each: each.start)
    singles = _frames(told, kind.singles, words, start)
    return next(
        (each for each in singles if not _is_nobody(told, each, words)),
        None,
    )


def _is_nobody(told: _Passage, found: _Found, words: Words) -> bool:
    """Tell whether a single person is read within what says that there was none."""
    return any(
        match.start() < found.end and found.start < match.end()
        for match in words.none["any"].finditer(told.text)
    )


def _is_added(
    told: str, before: Count, found: _Found, words: Words
) -> bool:
    """Tell whether a count is of others than those counted before: "and the gunman also died"."""
    part = told[found.start : found.end + _TOO]
    if words.also is None or not words.also.search(part):
        return False
    if before.best != 1 and words.the_other is not None:
        part = words.the_other.sub("", part)
        if not words.also.search(part):
            return False
    return words.of_them is None or not words.of_them.search(part)


def _are_others(
    told: str, found: _Found, more: _Found, words: Words
) -> bool:
    """Tell whether two counts name other people: "18 rebels were killed; one soldier fell"."""
    near = more.start - found.end
    if near <= _SIDES and (
        _are_across(told, found, more, words)
        or _are_of_two_sides(told, found, more, words)
    ):
        return True
    if near > _BESIDE or words.apart is None:
        return False
    if words.apart.search(told, found.start, more.end):
        return False
    one, two = (
        list_nouns(told[each.start : each.end], words)
        for each in (found, more)
    )
    return bool(two) and one.isdisjoint(two)


def _are_across(
    told: str, found: _Found, more: _Found, words: Words
) -> bool:
    """Tell a count of the other side: "we lost three, the enemy's losses are put at 50"."""
    if words.other_side is None:
        return False
    behind = words.other_side.search(told, found.end, more.end)
    return behind is not None and not words.other_side.search(
        told, found.start, found.end
    )


def _are_of_two_sides(
    told: str, found: _Found, more: _Found, words: Words
) -> bool:
    """Tell counts of different sides: "six rebels died, while two soldiers lost their lives"."""
    one, two = (_sides(told, each, words) for each in (found, more))
    if not one or not two or one & two:
        return False
    between = told[found.end : more.start]
    return words.tellers is None or not words.tellers.search(between)


def _frames(
    told: _Passage, frames: Guarded[Frame], words: Words, start: int
) -> Iterator[_Found]:
    """Yield the first fit of each frame that counts people."""
    for frame in frames.likely(told.text):
        for match in told.fits(frame, start):
            if not counts_people(match, words):
                continue
            count = _count_of(match, words)
            if count is not None:
                yield _Found(match.start(), match.end(), count)
                break


def _count_of(match: re.Match[str], words: Words) -> Count | None:
    """Return what a frame counts; where it counts two, their sum."""
    groups = match.groupdict()
    if groups.get("list"):
        return sum_list(groups["list"], words)
    first = _one(groups, words)
    if groups.get("n"):
        hedge = (groups.get("hedge") or "").lower()
        told = count_told(groups["n"], hedge, words)
        if told is None:
            return None
        first = told
    if groups.get("plus") is not None:
        first = Count(first.low, first.best, None)
    more: int | None = 0
    if groups.get("also") or groups.get("pair"):
        more = 1
    elif groups.get("two"):
        more = 2
    elif groups.get("m"):
        more = read_number(groups["m"], words.language)
    return None if more is None else first + count_exactly(more)


def _one(groups: Mapping[str, str | None], words: Words) -> Count:
    """Return one, or two for a word that is two people: "a couple"."""
    told = (groups.get("one") or "").lower().split()
    return count_exactly(1 if words.twos.isdisjoint(told) else 2)


def _voices(
    told: str, killed: _Found | None, words: Words
) -> list[tuple[Count, str]]:
    """Return the numbers of dead that two voices give, with their words."""
    if killed is None or not _is_number_or_range(killed.count):
        return []
    voices: list[tuple[Count, str]] = []
    for pattern in words.told:
        for match in pattern.finditer(told, killed.end):
            before = told[
                max(killed.end, match.start("n") - _NEAR) : match.start("n")
            ].lower()
            if words.wounded.search(before):
                continue  # the number of the wounded
            number = read_number(match["n"], words.language)
            voice = _strip_voice(match["voice"], words)
            if not words.no_tellers.isdisjoint(voice.lower().split()):
                continue
            if not voice:
                continue
            if (
                number is None
                or voice.lower().split()[0] in words.no_voice
                or number in killed.count
            ):
                continue
            voices.append((count_exactly(number), voice))
            break
        if voices:
            break
    if not voices:
        return []
    return [(killed.count, _first_voice(told, killed, words)), *voices]


def _is_number_or_range(count: Count) -> bool:
    return count.best is not None or None not in (count.low, count.high)


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
