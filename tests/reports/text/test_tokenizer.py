"""Words: every offset is the text's own."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sitmap.reports.text.sentences import split_sentences
from sitmap.reports.text.tokenizer import split_tokens


@given(st.text(max_size=400))
def test_no_offset_moves_whatever_the_text_holds(text):
    """A word's offsets cut the very word out of the text.

    Sentences follow each other and lose no letter.
    """
    assert all(
        text[token.start : token.end] == token.text
        for token in split_tokens(text)
    )
    sentences = split_sentences(text)
    assert all(one.end <= two.start for one, two in pairwise(sentences))
    kept = "".join(text[each.start : each.end] for each in sentences)
    assert sum(map(str.isalnum, kept)) == sum(map(str.isalnum, text))


def test_a_letter_that_grows_when_lowered_moves_nothing():
    """After KURTİ, whose lower case is one longer, offsets still fit."""
    text = "KURTİ MET VUCIC. Then Kosovo voted."
    token = next(
        token for token in split_tokens(text) if token.text == "Kosovo"
    )
    assert text[token.start : token.end] == "Kosovo"
