# ruff: noqa: RUF001, RUF002  - curly quotes and dashes are what news is written with
"""Words of a text with their offsets: the text itself is never changed, so that no offset ever moves."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from sitmap.gazetteer.text import fold

__all__ = ["Token", "split_tokens"]

# an abbreviation with full stops (U.S., W.Va., Jan.), a possessive ending, a word or number
_TOKEN: Final = re.compile(
    r"(?:[A-Z]\.){2,}|[A-Z]\.[A-Z][a-z]{1,3}\.|(?<=\w)['’](?:s|S)\b|\w+(?:['’ʼ](?![sS]\b)\w+)*|\d[\d,.]*\d"
)
_NUMBER: Final = "n"
_LOWER: Final = "l"
_CAPITAL: Final = "C"
_UPPER: Final = "U"
_POSSESSIVE: Final = "p"


class Token(NamedTuple):
    """A word.

    Attributes
    ----------
    start, end
        Offsets into the text, in code points.
    text
        As written.
    key
        Folded (`sitmap.gazetteer.text.fold`).
    shape
        ``C`` begins with a capital, ``U`` all capitals (two letters or more), ``l`` lower case, ``n`` a number, ``p`` a
        possessive ending.
    """

    start: int
    end: int
    text: str
    key: str
    shape: str


def split_tokens(text: str) -> list[Token]:
    """Split a text into words.

    Examples
    --------
    >>> [(token.text, token.shape) for token in split_tokens("KURTİ met Kosovo’s police in W.Va. on 3 May")]
    [('KURTİ', 'U'), ('met', 'l'), ('Kosovo', 'C'), ('’s', 'p'), ('police', 'l'), ('in', 'l'), ('W.Va.', 'C'), \
('on', 'l'), ('3', 'n'), ('May', 'C')]
    """
    tokens = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        key, shape = _key_and_shape(word)
        tokens.append(Token(match.start(), match.end(), word, key, shape))
    return tokens


@lru_cache(maxsize=65_536)
def _key_and_shape(word: str) -> tuple[str, str]:
    return fold(word), _shape(word)


def _shape(word: str) -> str:
    first = word[0]
    if first in "'’":
        return _POSSESSIVE
    if first.isdigit():
        return _NUMBER
    if not first.isupper() and not (first.isalpha() and first.lower() == first.upper()):
        return _LOWER
    return _UPPER if len(word) > 1 and word.isupper() else _CAPITAL
