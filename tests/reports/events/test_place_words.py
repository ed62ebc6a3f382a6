"""Every language that drafts has the words of place, and they are read."""

import pytest
from tests.reports.events.parsed import mention, passages

from sitmap.reports.events.place_words import load_place_words, word_place
from sitmap.reports.languages import list_languages, tells_incidents


@pytest.mark.parametrize(
    "language", [x for x in list_languages() if tells_incidents(x)]
)
def test_every_language_has_its_words_of_place(language):
    """A kilometre is a thousand metres in each."""
    words = load_place_words(language)
    assert 1000.0 in words.units.values()


def test_a_number_may_be_a_word():
    assert load_place_words("en").offset.search("ten km south of ")
    assert not load_place_words("en").offset.search("ton km south of ")


def test_a_place_is_worded_with_its_near():
    told = passages(
        "Shells fell near Bakhmut on Tuesday. Kramatorsk was calm."
    )
    near, far = mention(told, "Bakhmut"), mention(told, "Kramatorsk")
    assert word_place(told.text, near, "en") == "near Bakhmut"
    assert word_place(told.text, far, "en") == "Kramatorsk"
    assert word_place(told.text, None, "en") is None
