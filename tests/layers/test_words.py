"""The page's words in Python."""

from __future__ import annotations

import pytest

from sitmap.errors import InputError
from sitmap.layers.words import load_words


def test_a_language_without_words_is_named_and_not_english_in_silence() -> (
    None
):
    """Welsh isn't there: the error says so, and which are."""
    with pytest.raises(
        InputError, match=r"lang is 'cy'.*ar, de, en, es, fr"
    ):
        load_words("cy")


def test_a_country_behind_a_language_changes_no_words() -> None:
    """de-AT has the words of de."""
    assert load_words("de-AT").say("incidents", n=1) == load_words(
        "de"
    ).say("incidents", n=1)
