"""Lines of the lexicon as patterns: elements, bits and stems."""

import pytest

from sitmap.reports.events.trigger_patterns import (
    Element,
    WordSet,
    as_word_set,
    listed_words,
    load_lexicon,
)
from sitmap.reports.languages import list_languages


def patterns(language):
    lexicon = load_lexicon(language)
    rows = (*lexicon.by_word.values(), *lexicon.by_prefix.values())
    return {each.order: each for row in rows for each in row}.values()


def test_an_element_stands_for_its_words_and_what_begins_with_its_stems():
    """A stem is no word within another."""
    element = Element(frozenset({"hit"}), ("shell",), 1)
    assert element.fits("hit")
    assert element.fits("shelling")
    assert not element.fits("hits")
    assert not element.fits("seashell")


def test_a_set_of_words_answers_by_word_and_by_stem():
    """Folded, as the words of a text are."""
    words = as_word_set(["Élection", "manif*"])
    assert words["election"]
    assert words["manifestants"]
    assert not words["human"]


def test_a_set_of_words_keeps_no_more_than_a_long_report_has(monkeypatch):
    """It forgets what it knew, and answers as before."""
    monkeypatch.setattr(
        "sitmap.reports.events.trigger_patterns.MOST_KNOWN", 3
    )
    words = WordSet(frozenset({"mine"}), ())
    assert [words[f"word{at}"] for at in range(20)] == [False] * 20
    assert words["mine"]
    assert len(words) <= 4


@pytest.mark.parametrize("language", list_languages())
def test_every_pattern_begins_with_a_word_and_needs_what_it_is_made_of(
    language,
):
    """Whether a sentence has all of a pattern is one comparison of numbers."""
    for pattern in patterns(language):
        elements = [one for row in pattern.parts for one in row if one]
        bits = {one.bit for one in elements}
        assert pattern.parts[0][0] is not None
        assert pattern.bits == sum(bits)
        assert all(bit.bit_count() == 1 for bit in bits)
        assert pattern.need == 0 or pattern.need in bits
        assert pattern.weight > 0 or pattern.role == "mask"


def test_a_word_has_the_bits_of_all_elements_that_it_fits():
    """By itself and by its stems."""
    elements = load_lexicon("en").elements
    every = {
        one.bit: one
        for each in patterns("en")
        for row in each.parts
        for one in row
        if one
    }
    for word in ("shelling", "gunmen", "the", "protesters"):
        bits = elements.fitting(word)
        fitting = sum(bit for bit, one in every.items() if one.fits(word))
        assert bits & sum(every) == fitting


def test_lists_are_words_as_they_stand_and_lemmas_in_every_form():
    """Who is counted is of the list of people, too."""
    people = listed_words("en", ("people",))
    assert {"civilians", "soldiers"} <= people
    assert listed_words("en", ("no such list",)) == frozenset()
