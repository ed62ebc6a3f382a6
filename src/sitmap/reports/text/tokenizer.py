# ruff: noqa: RUF001, RUF002  - curly quotes and dashes are what news is written with
"""Words of a text with their offsets; the text is never changed, so that no offset moves."""

from __future__ import annotations

import re
from itertools import accumulate, repeat
from operator import itemgetter
from typing import Final, NamedTuple

from sitmap.gazetteer.text import fold

# vowels that stand above or beside a letter are part of a word (Arabic, Devanagari, Burmese);
# an abbreviation with full stops (U.S., W.Va., Jan.), a possessive ending, a word or number
_TOKEN: Final = re.compile(
    r"([A-Z]\.(?:(?:[A-Z]\.)+|[A-Z][a-z]{1,3}\.)|(?<=\w)['’](?:s|S)\b"
    r"|\w[\w\u064b-\u0652\u0670\u0900-\u094f\u102b-\u103e\u1056-\u1060]*(?:['’ʼ](?![sS]\b)\w+)*)"
)
# letters of a word; what is longer is no word
_LONG: Final = 100
# words that are kept with their shapes
_MOST_KNOWN: Final = 200_000
_NUMBER: Final = "n"
_LOWER: Final = "l"
_CAPITAL: Final = "C"
_UPPER: Final = "U"
_POSSESSIVE: Final = "p"
_ELISION: Final = re.compile(
    r"^(?:[dlnsjcmtDLNSJCMT]|[qQ]u)['’](?=[a-zà-öø-ÿœ])"
)
"""An article or the like that is glued to a word of French: the word is what follows."""
_OTHER: Final = "o"
_CASELESS: Final = frozenset(map(chr, range(0x10D0, 0x1100)))
"""Georgian letters: they have capitals in Unicode, which nobody writes names with."""
_ELIDED: Final = re.compile(r"(?:[dl]|qu)['’](?=[A-ZÀ-ÖØ-Þ])")
"""An article before a name: "d'Ituri"."""


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
        ``C`` begins with a capital, ``U`` all capitals (two letters or more), ``l`` lower case,
        ``n`` a number, ``p`` a possessive ending, ``o`` of an alphabet without capitals.
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
    >>> [(token.text, token.shape) for token in split_tokens("KURTİ met Kosovo’s men in W.Va.")]
    [('KURTİ', 'U'), ('met', 'l'), ('Kosovo', 'C'), ('’s', 'p'), ('men', 'l'), ('in', 'l'), \
('W.Va.', 'C')]
    """
    # split, accumulate and zip go through the text at the speed of C; a match object for each word
    # takes twice as long
    pieces = _TOKEN.split(text)
    edges = list(accumulate(map(len, pieces)))
    words = pieces[1::2]
    told = list(map(_KNOWN.__getitem__, words))
    keys, shapes = map(itemgetter(0), told), map(itemgetter(1), told)
    return list(
        map(
            tuple.__new__,
            repeat(Token),
            zip(edges[::2], edges[1::2], words, keys, shapes, strict=False),
        )
    )


class _Known(dict[str, tuple[str, str]]):
    """Words with their key and shape, learnt when first met; too many, and all are forgotten."""

    def __missing__(self, word: str) -> tuple[str, str]:
        if len(self) > _MOST_KNOWN:
            self.clear()
        if word.isascii() and word.isalpha() and len(word) < _LONG:
            # what folding comes to for most words
            key = word.lower()
            shape = _LOWER if key == word else _shape(word)
        else:
            key = fold(_ELISION.sub("", in_one_alphabet(word)))
            shape = _shape(word)
        told = self[word] = key, shape
        return told


_KNOWN: Final = _Known()


def in_one_alphabet(word: str) -> str:
    """Return a word of Latin and Cyrillic letters that look alike in the alphabet it is meant in.

    Examples
    --------
    >>> in_one_alphabet("Kиїв") == "Київ", in_one_alphabet("Kyiv")
    (True, 'Kyiv')
    """
    if word.isascii():
        return word
    latin = set(_LATIN_LETTER.findall(word))
    cyrillic = set(_CYRILLIC_LETTER.findall(word)) if latin else set()
    if not (latin and cyrillic):
        return word
    if latin.issubset(_LATIN_ALIKE):
        return word.translate(str.maketrans(_LATIN_ALIKE, _CYRILLIC_ALIKE))
    if cyrillic.issubset(_CYRILLIC_ALIKE):
        return word.translate(str.maketrans(_CYRILLIC_ALIKE, _LATIN_ALIKE))
    return word


_LATIN_LETTER: Final = re.compile("[A-Za-z]")
_CYRILLIC_LETTER: Final = re.compile("[\u0400-\u04ff]")
# letters that look the same in both alphabets (Unicode's confusables)
_LATIN_ALIKE: Final = "ABCEHIKMOPTXaceiopxy"
_CYRILLIC_ALIKE: Final = "АВСЕНІКМОРТХасеіорху"


def _shape(word: str) -> str:
    first = word[0]
    if first in "'’":
        return _POSSESSIVE
    if first.isdigit():
        return _NUMBER
    if first.isalpha() and (
        first.lower() == first.upper() or first in _CASELESS
    ):
        return _OTHER
    if not first.isupper():
        return _CAPITAL if _ELIDED.match(word) else _LOWER
    return _UPPER if len(word) > 1 and word.isupper() else _CAPITAL
