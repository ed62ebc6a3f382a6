"""Clauses: which words of a sentence tell one event together, and which begin another."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.reports.events.event_types import STRATEGIC, event_type_of
from sitmap.reports.events.lexicon import ENOUGH
from sitmap.reports.events.trigger_patterns import AFTERMATH
from sitmap.reports.languages import DEFAULT, read_table
from sitmap.reports.languages.compiled import compile_pattern, per_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitmap.reports.events.lexicon import Hit

_WORD: Final = 24
"""Letters in which a word beside a cut stands."""
# words before a colon that may be a label
_LABEL_WORDS: Final = 4
_NEW_KIND: Final = 3.0
"""Weight from which a word of another kind begins an event of its own."""

_NEVER: Final = "(?!)"
"""Stands for words that a language leaves out."""


class _Rules(NamedTuple):
    cut: re.Pattern[str]
    relative: re.Pattern[str]
    closes: re.Pattern[str]
    leading: re.Pattern[str]
    leads_to: re.Pattern[str]
    goes_on: re.Pattern[str]
    pairs: frozenset[str]
    definite: re.Pattern[str]
    event_nouns: frozenset[str]
    paired_nouns: frozenset[str]
    points_back: re.Pattern[str]
    dated_back: re.Pattern[str]
    named_back: re.Pattern[str]
    aftermath_back: re.Pattern[str]
    another: re.Pattern[str]
    tolled_back: re.Pattern[str]
    care: re.Pattern[str]
    cared_from: re.Pattern[str]
    dead_of: re.Pattern[str]
    part_told: re.Pattern[str]
    set_at: re.Pattern[str]
    hospital_before: re.Pattern[str]
    hospital_behind: re.Pattern[str]


@per_language
def _rules(language: str) -> _Rules:
    table = read_table(language, "clauses")
    return _Rules(
        compile_pattern(table["cut"], language),
        compile_pattern(table.get("relative", _NEVER), language),
        compile_pattern(table.get("closes", _NEVER), language),
        compile_pattern(table.get("leading", _NEVER), language),
        compile_pattern(table.get("leads_to", _NEVER), language),
        compile_pattern(table["goes_on"], language),
        frozenset(table["pairs"].split()),
        compile_pattern(table["definite"], language, re.IGNORECASE),
        frozenset(table["event_nouns"].split()),
        frozenset(table["paired_nouns"].split()),
        compile_pattern(table["points_back"], language),
        compile_pattern(table["dated_back"], language),
        compile_pattern(table.get("named_back", _NEVER), language),
        compile_pattern(table["aftermath_back"], language),
        compile_pattern(table["another"], language, re.IGNORECASE),
        compile_pattern(table.get("tolled_back", _NEVER), language),
        compile_pattern(table.get("care", _NEVER), language),
        compile_pattern(table.get("cared_from", _NEVER), language),
        compile_pattern(table.get("dead_of", _NEVER), language),
        compile_pattern(table.get("part_told", _NEVER), language),
        compile_pattern(table.get("set_at", _NEVER), language),
        compile_pattern(table.get("hospital_before", _NEVER), language),
        compile_pattern(table.get("hospital_behind", _NEVER), language),
    )


class Clause(NamedTuple):
    """A clause: the hits of the lexicon in it, and its offsets."""

    hits: list[Hit]
    start: int
    end: int

    @property
    def kinds(self) -> set[str]:
        """The types that its words may found."""
        return {hit.sub_event_type for hit in self.hits if hit.is_event}


def split_clauses(
    text: str, start: int, end: int, language: str = DEFAULT
) -> list[tuple[int, int]]:
    """Return the offsets of a sentence's clauses.

    Examples
    --------
    >>> told = "Shots were fired in Zvečan, and two men were held"
    >>> [told[first:last] for first, last in split_clauses(told, 0, len(told))]
    ['Shots were fired in Zvečan, and ', 'two men were held']
    >>> told = "The army, which holds Bara, denied the raid"
    >>> [told[first:last] for first, last in split_clauses(told, 0, len(told))]
    ['The army, ', 'which holds Bara, ', 'denied the raid']
    >>> told = "After a blast in Quetta, gunmen shot two men"
    >>> [told[first:last] for first, last in split_clauses(told, 0, len(told))]
    ['After a blast in Quetta, ', 'gunmen shot two men']
    """
    rules = _rules(language)
    matches = rules.cut.finditer(text, start, end)
    cuts = [
        match.end()
        for match in matches
        if not _joins_pair(text, match, rules)
    ]
    for first, last in pairwise([*cuts, end]):
        if rules.relative.match(text, first, last):
            closing = rules.closes.search(text, first, last)
            cuts += [closing.end()] if closing else []
    leading = rules.leading.match(text, start, end)
    if leading:
        main = rules.leads_to.search(text, leading.end(), end)
        cuts += [main.end()] if main and main.end() not in cuts else []
    return list(pairwise([start, *sorted(cuts), end]))


def _joins_pair(text: str, match: re.Match[str], rules: _Rules) -> bool:
    """Tell whether a cut would part "sirens and gunfire"."""
    before = text[max(0, match.start() - _WORD) : match.start()].rsplit(
        None, 1
    )
    behind = text[match.end() : match.end() + _WORD].split(None, 1)
    nouns = rules.paired_nouns
    return (
        bool(before and behind)
        and before[-1].lower() in nouns
        and behind[0].strip(",.;").lower() in nouns
    )


def points_back(
    sentence: str, language: str = DEFAULT, *, aftermath: bool = False
) -> bool:
    """Tell whether a sentence goes on about what was told before: "It went off at noon".

    Parameters
    ----------
    sentence
        The sentence.
    language
        Of the sentence.
    aftermath
        It tells only who died or was hurt: "The driver died".
    """
    rules = _rules(language)
    pattern = rules.aftermath_back if aftermath else rules.points_back
    return pattern.match(sentence) is not None


def tolls_back(sentence: str, language: str = DEFAULT) -> bool:
    """Tell whether a sentence counts the dead of what was told before, a paragraph on.

    Examples
    --------
    >>> tolls_back("The army put the number of dead at 14."), tolls_back("The mayor fled.")
    (True, False)
    """
    return _rules(language).tolled_back.search(sentence) is not None


def is_of_care(
    sentence: str,
    place: tuple[int, int] | None = None,
    language: str = DEFAULT,
) -> bool:
    """Tell whether a sentence is of the wounded who were received, and its place the hospital's.

    Parameters
    ----------
    sentence
        The sentence.
    place
        Where in it the place's name begins and ends; without it the verb alone decides.
    language
        Of the sentence.

    Examples
    --------
    >>> told = "A doctor in Bandiagara said nine had been admitted."
    >>> is_of_care(told, (12, 22)), is_of_care("Nine were wounded in Bandiagara.", (21, 31))
    (True, False)
    """
    rules = _rules(language)
    if rules.care.search(sentence) is None:
        return False
    if place is None:
        return True
    start, end = place
    return (
        rules.hospital_before.search(sentence[:start]) is not None
        or rules.hospital_behind.match(sentence[end:]) is not None
    )


def is_of_many(sentence: str, language: str = DEFAULT) -> bool:
    """Tell whether a hospital tells of all whom it received from a place, not of one event.

    Examples
    --------
    >>> is_of_many("The hospital received 35 wounded from El Fasher.")
    True
    >>> is_of_many("The hospital received 35 wounded from the blast.")
    False
    """
    return _rules(language).cared_from.search(sentence) is not None


def find_setting(sentence: str, language: str = DEFAULT) -> int | None:
    """Return the offset behind the words that set what was told before at a place.

    Examples
    --------
    >>> told = "The blast took place in Zupče."
    >>> told[find_setting(told):]
    ' in Zupče.'
    >>> find_setting("A blast took place in Zupče.") is None
    True
    """
    found = _rules(language).set_at.search(sentence)
    return None if found is None else found.end()


def find_parts(
    text: str, start: int, end: int, language: str = DEFAULT
) -> list[tuple[int, int]]:
    """Return the offsets of what tells of some of those who were counted.

    Parameters
    ----------
    text
        The text.
    start, end
        Offsets of a sentence.
    language
        Of the text.

    Examples
    --------
    >>> told = "Nine were hurt, including two hit in a shootout, in Gao."
    >>> [(first, last)] = find_parts(told, 0, len(told))
    >>> told[first:last]
    'including two hit in a shootout'
    """
    found = _rules(language).part_told.finditer(text, start, end)
    return [match.span() for match in found]


def names_other_dead(
    sentence: str, before: str, language: str = DEFAULT
) -> bool:
    """Tell whether a sentence counts the dead of a place that wasn't named before.

    Examples
    --------
    >>> names_other_dead("The dead in Dhabab were two.", "Hays was hit.")
    True
    >>> names_other_dead("The dead in Hays were two.", "Hays was hit.")
    False
    """
    found = _rules(language).dead_of.search(sentence)
    return found is not None and found["where"] not in before


def dates_back(sentence: str, language: str = DEFAULT) -> bool:
    """Tell whether a sentence names what was told before, so that its day is that one's.

    Examples
    --------
    >>> dates_back("The attack took place on Monday."), dates_back("On Monday a mayor resigned.")
    (True, False)
    """
    return _rules(language).dated_back.match(sentence) is not None


def names_back(sentence: str, language: str = DEFAULT) -> bool:
    """Tell whether a sentence begins with what was told before, or with who did it.

    Examples
    --------
    >>> names_back("The assailants fired at a camp."), names_back("Gunmen fired at a camp.")
    (True, False)
    """
    return _rules(language).named_back.match(sentence) is not None


def tells_another(clause: str, language: str = DEFAULT) -> bool:
    """Tell whether a clause says that it tells of another event: "a second blast"."""
    return _rules(language).another.search(clause) is not None


def join_clauses(
    clauses: Sequence[Clause],
    text: str,
    starts: Sequence[int],
    own_places: Callable[[int, int], list[str]],
    own_days: Callable[[int, int], list[str]],
    language: str = DEFAULT,
) -> list[Clause]:
    """Join clauses that go on with the event before: no place of their own, no other kind.

    Parameters
    ----------
    clauses
        Clauses that hold hits.
    text
        The text as read.
    starts
        Offsets of its words.
    own_places
        Gives the ids of the places that a clause is set in.
    own_days
        Gives the days that it is told of.
    language
        Of the text.
    """
    goes_on = _rules(language).goes_on
    joined: list[Clause] = []
    for clause in clauses:
        finders = (own_places, own_days)
        if joined and not _begins(
            joined[-1], clause, text, starts, finders, goes_on
        ):
            before = joined[-1]
            joined[-1] = Clause(
                [*before.hits, *clause.hits], before.start, clause.end
            )
        else:
            joined.append(clause)
    return joined


def _begins(
    before: Clause,
    clause: Clause,
    text: str,
    starts: Sequence[int],
    finders: tuple[Callable[[int, int], list[str]], ...],
    goes_on: re.Pattern[str],
) -> bool:
    label = text[before.start : before.end].rstrip()
    if label.endswith(":") and label.count(" ") < _LABEL_WORDS:
        return False  # "Border fire: six were shot": what follows is what it names
    founding = [hit for hit in clause.hits if hit.is_event]
    strongest = max(founding, key=lambda hit: hit.weight, default=None)
    if strongest is None or strongest.weight < ENOUGH or not before.kinds:
        return False
    goes = (
        goes_on.match(text[clause.start : clause.end].strip()) is not None
    )
    told = [hit for hit in before.hits if hit.is_event]
    if goes and all(hit.role == AFTERMATH for hit in told):
        return False  # "two died in hospital in Gao after their car hit a mine near Ansongo"
    for find in finders:
        own, earlier = (
            find(clause.start, clause.end),
            find(before.start, before.end),
        )
        if own and earlier and not set(own) & set(earlier):
            return True
    # a clause that begins with its verb has the subject of the one before
    kinds = {event_type_of(kind) for kind in before.kinds} - {STRATEGIC}
    verb_first = starts[strongest.first] == clause.start
    if strongest.role == AFTERMATH or (
        verb_first and event_type_of(strongest.sub_event_type) in kinds
    ):
        return False
    new = (
        strongest.sub_event_type not in before.kinds
        and strongest.weight >= _NEW_KIND
    )
    return new and not goes


def is_told_before(
    text: str, start: int, trigger: int, word: str, language: str
) -> bool:
    """Tell whether a trigger is a noun that points back: "the attack was staged".

    Parameters
    ----------
    text
        The text as read.
    start, trigger
        Offsets of the sentence and of the trigger.
    word
        The trigger, folded.
    language
        Of the text.
    """
    rules = _rules(language)
    return (
        word in rules.event_nouns
        and rules.definite.search(text[start:trigger]) is not None
    )


def part_coordinated(
    clause: Clause, words: Sequence[str], language: str = DEFAULT
) -> Iterator[Clause]:
    """Part "sirens and gunfire" into two events that share the rest.

    Parameters
    ----------
    clause
        The clause.
    words
        Folded words of the text.
    language
        Of the text.
    """
    pair = _coordinated(clause.hits, words, _rules(language).pairs)
    if pair is None:
        yield clause
        return
    rest = [hit for hit in clause.hits if hit.first not in pair]
    for first in pair:
        part = [hit for hit in clause.hits if hit.first == first]
        shared = [
            hit
            for hit in rest
            if hit.sub_event_type == part[0].sub_event_type
        ]
        yield Clause([*part, *shared], clause.start, clause.end)


def _coordinated(
    hits: Sequence[Hit], words: Sequence[str], pairs: frozenset[str]
) -> tuple[int, int] | None:
    """Return the first words of two strong hits of different types that are joined by "and"."""
    founding = sorted(
        (hit for hit in hits if hit.tells_event and hit.weight >= ENOUGH),
        key=lambda hit: hit.first,
    )
    for one in founding:
        for two in founding:
            side_by_side = (
                two.first == one.first + 2 and words[one.first + 1] in pairs
            )
            if side_by_side and one.sub_event_type != two.sub_event_type:
                return one.first, two.first
    return None
