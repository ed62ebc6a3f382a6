"""Short forms of countries and states, and words that only look like one."""

import pytest
from tests.reports.places.sought import name_text

from sitmap.reports.places.short_forms import match_short_form, short_words


def match(written, word):
    text = name_text(written)
    at = next(
        n
        for n, token in enumerate(text.tokens)
        if token.text.startswith(word)
    )
    return match_short_form(text, at)


@pytest.mark.parametrize(
    ("written", "word", "place"),
    [
        ("The U.S. said so.", "U.S", "United States"),
        ("The UN and the US met.", "US", "United States"),
        ("A fire in Dayton, OH on Monday", "OH", "Ohio"),
        ("A fire in Jackson, Miss. on Monday", "Miss", "Mississippi"),
        ("In Raleigh, N.C. on Monday", "N.C", "North Carolina"),
    ],
)
def test_a_short_form_is_the_country_or_state(written, word, place):
    name = match(written, word)
    assert [each.name for each in name.places] == [place]
    assert name.reasons == ("a short form",)


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("The OH group", "OH"),
        ("In or out", "or"),
        ("Miss. Jones said", "Miss"),
        ("The mayor of Goma", "Goma"),
    ],
)
def test_what_only_looks_so_is_none(written, word):
    """A postal code needs a comma before it, and so does what is a word, too."""
    assert match(written, word) is None


def test_a_short_form_ends_behind_its_point():
    """The point belongs to it, and the quote shows it."""
    written = "In Raleigh, N.C. on Monday"
    name = match(written, "N.C")
    assert written[name.start : name.end] == "N.C."


def test_words_that_begin_a_short_form_have_no_point():
    assert {"OH", "NC"} <= short_words("en")
    assert "the" not in short_words("en")
