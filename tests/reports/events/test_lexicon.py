"""Words that tell an event, found in the words of a text."""

import pytest

from sitmap.reports.events.lexicon import (
    EventWords,
    find_grounds,
    find_hits,
    find_masked,
    has_grounds,
    included_by,
    is_doer,
    weaken,
)


def kinds(text, language="en"):
    return {
        hit.sub_event_type
        for hit in find_hits(text.split(), language=language)
    }


def test_a_pattern_that_asks_for_two_things_needs_both():
    """Tear gas alone is no protest."""
    assert not any(
        hit.sub_event_type == "Protest with intervention" and hit.is_event
        for hit in weaken(find_hits(["tear", "gas", "factory"]))
    )


def test_a_hit_tells_which_words_it_covers():
    """The part that is looked at bounds them."""
    words = ["on", "sunday", "gunmen", "attacked", "a", "village"]
    hits = find_hits(words)
    assert {(hit.first, hit.last) for hit in hits} >= {(2, 4)}
    assert not find_hits(words, 0, 2)


def test_a_figure_of_speech_is_no_event():
    """They struck a deal, and shells that tore through a house are shells."""
    words = ["the", "parties", "struck", "a", "deal"]
    assert find_masked(words, 0, len(words)) == [(2, 5)]
    assert not [hit for hit in find_hits(words) if hit.is_event]


def test_what_is_loose_founds_nothing_without_grounds():
    """A blast may be a quarry's: without a word of force it only helps to tell the type."""
    hits = find_hits(["a", "blast", "at", "a", "quarry"])
    assert {hit.role for hit in hits} == {"loose frame", "cue"}
    assert {hit.role for hit in weaken(hits)} == {"cue"}
    shot = find_hits(["they", "were", "shot", "dead"])
    assert {hit.role for hit in weaken(shot)} == {"event", "frame", "cue"}


def test_grounds_are_words_of_force_or_protest():
    assert has_grounds("en")
    told = ["the", "militia", "held", "the", "town", "hall"]
    assert find_grounds(told) == {"militia"}
    assert not find_grounds(["the", "choir", "held", "the", "town", "hall"])


def test_diplomacy_must_be_asked_for():
    """And an attack must not."""
    assert included_by("Meeting") == "diplomacy"
    assert included_by("Attack") is None


@pytest.mark.parametrize("word", ["gunmen", "police", "protesters"])
def test_doers_act(word):
    assert is_doer(word)


@pytest.mark.parametrize("word", ["attacked", "shells", "road"])
def test_weapons_and_roads_are_no_doers(word):
    assert not is_doer(word)


def test_a_quick_look_finds_what_the_whole_look_finds():
    """Within the words that are asked for, and not beyond them."""
    words = EventWords(
        [
            "gunmen",
            "blocked",
            "the",
            "road",
            "and",
            "the",
            "road",
            "is",
            "long",
        ]
    )
    assert words.tell_event(0, 4)
    assert not words.tell_event(4, 9)
