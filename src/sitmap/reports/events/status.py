"""Whether what a sentence tells has happened: the rules are a language's (``status.toml``).

A rule looks before or after the trigger, in the next sentence or at the head of the item. What is
only wished, feared, ordered, rehearsed or asked about has status ``none`` and isn't drafted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from sitmap.reports.languages import DEFAULT, read_table
from sitmap.reports.languages.compiled import (
    LazyPattern,
    compile_pattern,
    per_language,
)
from sitmap.reports.languages.hints import Guard, may_match, to_lower

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitmap.vocabulary import Status

_NEAR: Final = 45
"""Letters before a trigger in which a negation or an infinitive is its own: about eight words."""
_NONE: Final = "none"
_MARK: Final = "¦"
"""Stands before the trigger where a pattern looks at both sides of it."""
_PARTS: Final = ",;:،؛"
"""What parts the phrases of a sentence."""


class Telling(NamedTuple):
    """How a report tells an event.

    Attributes
    ----------
    sentence
        Its sentence.
    trigger
        Offset of the trigger in the sentence.
    next_sentence
        What follows in the same item, or nothing.
    item
        The head of its item and the heading above.
    """

    sentence: str
    trigger: int
    next_sentence: str = ""
    item: str = ""


class _Rule(NamedTuple):
    status: str
    where: str
    lazy: LazyPattern
    unless: LazyPattern | None
    unless_sentence: LazyPattern | None
    hints: tuple[str, ...]
    """One of these is in every match: looking for them first costs a tenth of the pattern."""

    def holds(self, text: str, sentence: str) -> bool:
        if self.hints and not may_match(self.hints, to_lower(text)):
            return False
        if not self.lazy.pattern.search(text):
            return False
        if self.unless is not None and self.unless.pattern.search(text):
            return False
        return (
            self.unless_sentence is None
            or not self.unless_sentence.pattern.search(sentence)
        )


class _Rules(NamedTuple):
    rules: tuple[_Rule, ...]
    guard: Guard
    """Tells by the words of a sentence most rules that don't hold in any part of it."""
    at_large: tuple[re.Pattern[str], ...]
    """What is told of no one event."""
    looking: Mapping[str, int]
    """Bits of the rules that look at the next sentence, and at the item."""
    strong_break: re.Pattern[str]
    window: int


@per_language
def _load(language: str) -> _Rules:
    table = read_table(language, "status")
    pieces = {name: table[name] for name in ("party", "party_says")}
    rules = tuple(
        _read_rule(each, pieces, language) for each in table["rules"]
    )
    strong = compile_pattern(table["strong_break"], language, re.IGNORECASE)
    guard = Guard(rule.hints for rule in rules)
    looking = {
        where: sum(
            1 << at for at, rule in enumerate(rules) if rule.where == where
        )
        for where in ("next", "item")
    }
    at_large = tuple(
        compile_pattern(each, language)
        for each in table.get("at_large", ())
    )
    return _Rules(rules, guard, at_large, looking, strong, table["window"])


def _read_rule(
    told: Mapping[str, Any], pieces: Mapping[str, str], language: str
) -> _Rule:
    lazy = _fill(told["pattern"], pieces, language)
    unless, unless_sentence = (
        _fill(told[name], pieces, language) if name in told else None
        for name in ("not", "not_sentence")
    )
    hints = tuple(told.get("hints", ())) or lazy.hints
    return _Rule(
        told["status"],
        told["where"],
        lazy,
        unless,
        unless_sentence,
        hints,
    )


def _fill(
    pattern: str, pieces: Mapping[str, str], language: str
) -> LazyPattern:
    """Write out what the braces of a pattern stand for."""
    for name, text in pieces.items():
        pattern = pattern.replace(f"{{{name}}}", text)
    return LazyPattern(pattern, language, re.IGNORECASE)


def find_status(telling: Telling, language: str = DEFAULT) -> Status | None:
    """Read the status of an event from how it is told; None is told as nothing that happened.

    Examples
    --------
    >>> def read(told, trigger): return find_status(Telling(told, told.index(trigger)))
    >>> read("Police confirmed the shots.", "shots")
    'confirmed'
    >>> read("Rebels claimed to have shelled the base.", "shelled")
    'claimed'
    >>> read("The army denied shelling the town.", "shelling")
    'denied'
    >>> read("Protesters will march on Friday.", "march")
    'planned'
    >>> read("If stability is threatened, troops will attack.", "attack") is None
    True
    """
    known = _load(language)
    texts = _texts(telling, known)
    for rule in _likely(telling, known):
        text = texts[rule.where]
        if text and rule.holds(text, telling.sentence):
            return (
                None
                if rule.status == _NONE
                else cast("Status", rule.status)
            )
    return "reported"


def is_at_large(
    sentence: str, trigger: int, language: str = DEFAULT
) -> bool:
    """Tell what is said of many events, of none in particular, or of one in passing.

    Parameters
    ----------
    sentence
        The sentence that tells it.
    trigger
        Offset of the trigger in it.
    language
        Of the sentence.

    Examples
    --------
    >>> def read(told, trigger): return is_at_large(told, told.index(trigger))
    >>> read("Jihadists attack convoys and levy taxes.", "attack")
    True
    >>> read("Jihadists attacked a convoy.", "attacked")
    False
    """
    marked = f"{sentence[:trigger]}{_MARK}{sentence[trigger:]}"
    return any(
        pattern.search(marked) for pattern in _load(language).at_large
    )


def _likely(telling: Telling, known: _Rules) -> Iterator[_Rule]:
    """Yield the rules, in their order, that may hold by the words of what they look at."""
    following, item = known.looking["next"], known.looking["item"]
    numbers = known.guard.numbers
    left = numbers(telling.sentence) & ~(following | item)
    if telling.next_sentence:
        left |= numbers(telling.next_sentence) & following
    if telling.item:
        left |= numbers(telling.item) & item
    while left:
        yield known.rules[(left & -left).bit_length() - 1]
        left &= left - 1


def _texts(telling: Telling, known: _Rules) -> dict[str, str]:
    """Return the text that each place of a rule looks at."""
    sentence, trigger = telling.sentence, telling.trigger
    before = sentence[max(0, trigger - 3 * known.window) : trigger]
    cut = max(
        (match.end() for match in known.strong_break.finditer(before)),
        default=0,
    )
    behind = known.strong_break.search(sentence, trigger)
    return {
        "own": sentence[
            trigger - len(before) + cut : behind.start()
            if behind
            else len(sentence)
        ],
        "before": before[cut:] if cut else before,
        "whole_before": before,
        "last": before[
            max(cut, before.rfind(", ") + 1, before.rfind("; ") + 1) :
        ],
        "phrase": _phrase(sentence, trigger),
        "near": before[-_NEAR:],
        "after": sentence[trigger : trigger + known.window],
        "sentence": sentence,
        "next": telling.next_sentence,
        "item": telling.item,
    }


def _phrase(sentence: str, trigger: int) -> str:
    """Return what stands around a trigger between the marks that part a sentence."""
    start = max(sentence.rfind(mark, 0, trigger) for mark in _PARTS)
    ends = (sentence.find(mark, trigger) for mark in _PARTS)
    end = min((at for at in ends if at >= 0), default=len(sentence))
    return sentence[start + 1 : end]
