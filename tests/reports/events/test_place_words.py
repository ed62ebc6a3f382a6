"""Every language that drafts has the words of place, and they are read."""

import pytest
from tests.reports.events.parsed import mention, passages

from sitmap.reports.events.place_words import load_place_words, word_place
from sitmap.reports.languages import (
    has_words,
    list_languages,
    read_words,
    tells_incidents,
)


@pytest.mark.parametrize(
    "language", [x for x in list_languages() if tells_incidents(x)]
)
def test_every_language_has_its_words_of_place(language):
    """A kilometre is a thousand metres in each, and north is north."""
    words = load_place_words(language)
    assert {0.0, 90.0, 180.0, 270.0} <= set(words.bearings.values())
    assert 1000.0 in words.units.values()


@pytest.mark.parametrize(
    "language",
    [x for x in list_languages() if tells_incidents(x) and has_words(x)],
)
def test_every_bearing_has_its_angle_and_every_unit_its_metres(language):
    """What a pattern finds is in the tables, or begins with a word there: it may be inflected."""
    told, words = read_words(language), load_place_words(language)
    angles = {_key(each) for each in words.bearings}
    for name in ("bearing_words", "bearing_behind"):
        for each in _listed(told.get(name, "")):
            assert any(_key(each).startswith(angle) for angle in angles), (
                each
            )
    for each in _listed(told["km_words"]):
        assert any(each.lower().startswith(unit) for unit in words.units), (
            each
        )


def _listed(words: str) -> list[str]:
    found = (each.strip().rstrip("*") for each in words.split(","))
    return [each for each in found if each not in {"", "-"}]


def _key(words: str) -> str:
    return words.lower().replace(" ", "").replace("-", "")


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


@pytest.mark.parametrize(
    "language", [x for x in list_languages() if not tells_incidents(x)]
)
def test_a_language_without_words_of_distance_is_read_without_them(
    language,
):
    """Its reports are drafted when they are asked for, and the build keeps its patterns."""
    assert isinstance(load_place_words(language).units, dict)
