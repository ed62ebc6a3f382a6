"""The article of Arabic names in the ways that desks write it."""

import pytest

from sitmap.reports.places.arabic_articles import with_other_articles


@pytest.mark.parametrize(
    ("article", "rest", "other"),
    [
        ("al", "suwayda", "as suwayda"),
        ("el", "shaddadi", "ash shaddadi"),
        ("ed", "daein", "al daein"),
        ("ar", "raqqah", "el raqqah"),
        ("al", "dhale", "adh dhale"),
    ],
)
def test_an_article_is_written_as_it_is_spoken(article, rest, other):
    assert other in with_other_articles(article, rest)


@pytest.mark.parametrize("word", ["as", "new", "san", "abu"])
def test_other_words_are_no_article(word):
    """ "As Russia said" begins with an English word."""
    assert list(with_other_articles(word, "raqqah")) == []
