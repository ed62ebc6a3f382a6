"""Letters and words for directions, and what one letter means in two languages."""

from __future__ import annotations

import pytest

from sitmap.readers.notations.directions import (
    decide_letters,
    find_letters,
    name_directions,
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("42.89 north", "42.89 N"),
        ("12.5 Sud", "12.5 S"),
        ("20,87 Est", "20,87 E"),
        ("70 oeste", "70 W"),
        ("42,89 с.ш.", "42,89 N"),
        ("42.89 n", "42.89 n"),
    ],
)
def test_words_become_letters(text: str, named: str) -> None:
    assert name_directions(text) == named


def test_letters_that_are_named_are_not_asked_about() -> None:
    assert find_letters("42.89 N 20 o") == {"o"}


def test_the_other_letters_of_a_column_tell_what_o_is() -> None:
    german, question = decide_letters([["n", "o"], ["s", "w"]])
    assert (german["o"], german["w"], question) == ("E", "W", None)
    spanish, question = decide_letters([["n", "o"], ["s", "e"]])
    assert (spanish["o"], spanish["e"], question) == ("W", "E", None)


def test_o_alone_is_asked_for() -> None:
    meaning, question = decide_letters([["n", "o"]])
    assert "o" not in meaning
    assert question is not None
    assert "write E or W" in question
