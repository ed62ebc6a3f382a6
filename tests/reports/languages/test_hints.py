"""Words that every match holds: what rules a text out must never rule out a match."""

from __future__ import annotations

import re

import pytest

from sitmap.reports.events import casualty_frames, status
from sitmap.reports.languages import list_languages
from sitmap.reports.languages.hints import (
    Guard,
    Guarded,
    hints_of,
    may_match,
    to_lower,
)


@pytest.mark.parametrize(
    ("pattern", "hints"),
    [
        (r"\bkilled\b", ("killed",)),
        (r"(?:shelled|bombed) (?:on )?\w+", ("bombed", "shelled")),
        (r"(?:no |never )?\d+", ()),
        (r"(?:dead|)\w+", ()),
        (r"(?:attack){2}", ("attack",)),
        (r"(?:attack)*", ()),
        (r"(?<!un)armed(?! robbery)", ("armed",)),
        (r"Raketen[A-Z]?", ("raketen",)),
        (r"to\d", ()),
    ],
)
def test_words_that_a_match_must_hold(pattern, hints):
    """Optional and forbidden parts give none; short ones are in every text."""
    assert hints_of(pattern, re.IGNORECASE) == hints


@pytest.mark.parametrize("language", list_languages())
def test_no_rule_is_passed_over_that_holds(language):
    """What a rule matches in the text of any other rule, its hints are found in, too."""
    rules = status._load(language).rules
    frames = [
        frame
        for kind in casualty_frames.KINDS
        for frames in casualty_frames.load_kind(language, kind)
        for frame in frames
    ]
    patterns = [each.lazy.pattern for each in (*rules, *frames)]
    texts = [each.pattern for each in patterns[: len(rules)]]
    for pattern in patterns:
        hints = hints_of(pattern.pattern, re.IGNORECASE)
        for text in texts:
            match = pattern.search(text)
            assert match is None or may_match(hints, to_lower(match[0])), (
                pattern,
                match[0],
            )


def test_a_dotted_capital_is_looked_for_as_a_plain_one():
    """İ is two letters in lower case, and `re` has it match an i."""
    assert may_match(
        hints_of("isyan", re.IGNORECASE), to_lower("İSYAN çıktı")
    )


def test_the_hint_of_a_pattern_is_no_word_of_every_text():
    """A text without the rarer word needs no search; "and" would rule out none."""
    verbs = [
        f"{first}{second}aid" for first in "bcdfg" for second in "hjkl"
    ]
    hints = hints_of(rf"\b(?:{'|'.join(verbs)}) .* and .*")
    assert hints == tuple(verbs)
    assert not may_match(hints, "police and troops")


def test_a_guard_tells_what_each_pattern_would():
    """One pass over a text tells of every pattern what its own hints tell."""
    hints = [
        ("threat", "vow"),
        (),
        ("put the",),
        ("ow",),
        ("eat", "revenge"),
    ]
    guard = Guard(hints)
    texts = ("THEY VOWED REVENGE", "they put the blame", "a threat", "")
    for text in texts:
        told = [bool(guard.numbers(text) >> at & 1) for at in range(5)]
        assert told == [may_match(each, text.lower()) for each in hints]


def test_patterns_without_any_hint_may_all_match():
    """A language whose patterns nobody has looked into loses none of them."""
    assert Guard([(), ()]).numbers("whatever") == 0b11
    assert Guard([]).numbers("whatever") == 0


def test_only_what_may_match_is_gone_through():
    """The patterns stay in their order."""
    rules = [each for each in status._load("en").rules if each.hints]
    told = "Police denied on Monday that they would shell the town."
    lower = to_lower(told)
    expected = [each for each in rules if may_match(each.hints, lower)]
    assert [*Guarded(rules).likely(told)] == expected
    assert 0 < len(expected) < len(rules)
