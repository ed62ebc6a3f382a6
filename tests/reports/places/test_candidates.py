"""Which runs of words may be a place's name; longest first, left to right."""

import pytest
from tests.reports.places.sought import lookup_of, names_in, surfaces

from sitmap.reports.places.candidates import name_spans
from sitmap.reports.protocols import NameSpan
from sitmap.reports.text.sentences import split_sentences
from sitmap.reports.text.tokenizer import split_tokens


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("They fled from Goma to Bukavu.", ["Goma", "Bukavu"]),
        ("They fled to South Sudan.", ["South Sudan"]),
        ("Ships left Port-au-Prince on Monday.", ["Port-au-Prince"]),
        ("A plant near Frankfurt am Main burned.", ["Frankfurt am Main"]),
        ("Ships in the Red Sea were hit.", ["Red Sea"]),
        # no place: common words, a person's title, nothing in capitals
        ("The army said the town was calm.", []),
        ("the clashes went on in goma", []),
        ("", []),
    ],
)
def test_names_of_a_sentence(written, names):
    """Connectors join what capitals begin; what is common on both sides is none."""
    assert surfaces(written) == names


def test_a_name_that_holds_another_is_one():
    """South Sudan is never Sudan, nor Sudan in the south."""
    [name] = names_in("Fighting in South Sudan went on.")
    assert {place.country for place in name.places[:1]} == {"SS"}


def test_a_demonym_is_of_its_country():
    """And a street or a party named so is not."""
    [name] = names_in("Ukrainian troops withdrew.")
    assert name.kind == "demonym"
    assert name.places[0].country == "UA"


def test_names_know_their_sentence():
    names = names_in("Shots were fired in Goma. Two died in Bukavu.")
    assert [name.sentence for name in names] == [0, 1]


def test_a_glued_article_is_no_part_of_a_name():
    """ "d'Ituri" is Ituri, and the quote begins behind the apostrophe."""
    written = "Des combats ont éclaté dans la province d'Ituri lundi."
    assert surfaces(written, "fr") == ["Ituri"]


def test_counties_in_a_row_are_counties():
    """ "Barrow, Clarke and Jackson counties" are three, and no town of Alaska."""
    names = names_in("Storms hit Barrow, Clarke and Jackson counties.")
    units = {name.key: name.unit for name in names}
    assert units["barrow"] == units["clarke"] == "county"


def given(written, *spans, language="en"):
    tokens = split_tokens(written)
    sentences = split_sentences(written, language)
    told = [NameSpan(*span) for span in spans]
    return name_spans(written, tokens, sentences, lookup_of(language), told)


def test_spans_from_elsewhere_are_looked_up():
    """In the order of the text, with the places that we know for them."""
    written = "Shots were fired in Goma. Two died in Bukavu."
    names = given(written, (38, 44), (20, 24))
    assert [(each.key, each.sentence) for each in names] == [
        ("goma", 0),
        ("bukavu", 1),
    ]
    assert all(each.places[0].country == "CD" for each in names)


def test_a_span_that_we_know_nothing_of_keeps_its_words():
    """Its article is left out of the key; an empty span is none."""
    written = "They met at The Blue Gate yesterday."
    [name] = given(written, (12, 25), (5, 5))
    assert name.key == "blue gate"
    assert (name.start, name.end) == (12, 25)
