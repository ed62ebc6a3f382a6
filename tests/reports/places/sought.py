"""Texts as names are sought in them, for the tests of this folder."""

from functools import lru_cache

from sitmap.gazetteer import default_folders, open_gazetteer
from sitmap.reports.places.candidates import find_names
from sitmap.reports.places.lookup import Lookup
from sitmap.reports.places.name import NameText
from sitmap.reports.text.sentences import split_sentences
from sitmap.reports.text.tokenizer import split_tokens


@lru_cache
def lookup_of(language="en"):
    """The look-up of the gazetteer that is built in."""
    return Lookup(open_gazetteer(*default_folders()), language)


def name_text(written, language="en"):
    """A text before any name of it is found."""
    return NameText(written, split_tokens(written), lookup_of(language))


def names_in(written, language="en"):
    """Every name of a text, left to right."""
    sentences = split_sentences(written, language)
    tokens = split_tokens(written)
    return find_names(written, tokens, sentences, lookup_of(language))


def surfaces(written, language="en"):
    """The words of every name."""
    return [
        written[name.start : name.end]
        for name in names_in(written, language)
    ]
