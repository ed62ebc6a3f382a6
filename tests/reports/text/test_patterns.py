"""Patterns of many words: the longest is found, letters that mean something to `re` are letters."""

import re

import pytest

from sitmap.reports.text.patterns import any_of


@pytest.mark.parametrize(
    "words", [["man", "many", "mane"], ["many", "mane", "man"]]
)
def test_the_longest_word_is_found_in_any_order(words):
    """A list of alternatives would find the first."""
    found = re.search(any_of(words), "many")
    assert found
    assert found[0] == "many"


@pytest.mark.parametrize(
    ("word", "text", "holds"),
    [
        ("a.b", "a.b", True),
        ("a.b", "axb", False),
        ("don't", "don’t", True),
        ("shell*", "shelling", True),
        ("shell*", "shells fell", False),
        ("(x", "(x", True),
    ],
)
def test_letters_are_themselves_but_two(word, text, holds):
    """An asterisk stands for the rest of a word, an apostrophe for each of its forms."""
    assert bool(re.fullmatch(any_of([word]), text)) is holds


def test_no_words_match_nothing():
    """Not even the empty text, which an empty group would."""
    assert re.search(any_of([]), "") is None
