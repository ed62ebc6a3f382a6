"""Which of the old Windows code pages a file is in.

Decided by the words that come out, not by chance.
"""

# ruff: noqa: RUF002 - letters of other alphabets are meant

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

# bytes that an encoding is guessed from
_SAMPLE: Final = 262_144
_WORD: Final = re.compile(r"[^\W\d_]+")
_ARABIC: Final = re.compile(r"[\u0621-\u064a]")

# Letters that differ between cp1250 and cp1252, and what each is worth as evidence for its reading.
# A letter that no language of the region writes there (Icelandic eth, superscripts inside a word)
# speaks for the other page.
_CENTRAL: Final = dict.fromkeys(
    "čćđČĆĐłŁąęĄĘńŃśŚźŹżŻřŘěĚůŮűŰőŐďťňăĂțșľĽ", 1.0
)
_WESTERN: Final = dict.fromkeys("èàêùÈÀÊñÑõÕãÃïœŒøØåÅûòìÎÿ", 1.0) | {
    "æ": 0.2,
    "Æ": 0.2,
    "ð": -0.5,
    "Ð": -0.5,
    "³": -1.0,
}
_TURKISH: Final = dict.fromkeys("ışğİŞĞ", 1.0) | dict.fromkeys(
    "ãåæøñõèêàáíóúìòùëïôäÁÍÓÚÉéźżłěřů", -1.0
)
"""Letters that only Turkish has there, and those that it lacks."""

_VOWELS: Final = frozenset("aeiouAEIOU")


def guess_encoding(data: bytes) -> str:
    """Guess one of cp1250 to cp1252, cp1254, cp1256, or UTF-16, of bytes that are not UTF-8.

    Examples
    --------
    >>> words = {"cp1250": "Zvečan, Peć", "cp1252": "près de Pejë"}
    >>> tuple(guess_encoding(told.encode(page)) for page, told in words.items())
    ('cp1250', 'cp1252')
    >>> guess_encoding("Слов'янськ, Харків".encode("cp1251"))
    'cp1251'
    >>> guess_encoding("إدلب".encode("cp1256"))
    'cp1256'
    >>> guess_encoding("Hakkâri, Şırnak, yaralı".encode("cp1254"))
    'cp1254'
    """
    sample = data[:_SAMPLE]
    wide = guess_utf16(sample)
    if wide is not None:
        return wide
    if _looks_arabic(sample):
        return "cp1256"
    if _looks_cyrillic(sample):
        return "cp1251"
    central = _evidence(sample.decode("cp1250", "replace"), _CENTRAL)
    western = _evidence(sample.decode("cp1252", "replace"), _WESTERN)
    turkish = _evidence(sample.decode("cp1254", "replace"), _TURKISH)
    if turkish > max(central, western, 0.0):
        return "cp1254"
    return "cp1250" if central > western else "cp1252"


def guess_utf16(data: bytes) -> str | None:
    """Tell UTF-16 without a byte-order mark by where its zero bytes are.

    Every second byte of Latin text is zero.

    Examples
    --------
    >>> guess_utf16("place,date".encode("utf-16-le")), guess_utf16(b"place,date")
    ('utf-16-le', None)
    """
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    most = len(sample) // 5
    if odd > most and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > most and odd == 0 else None


def _looks_arabic(sample: bytes) -> bool:
    """Read as Cyrillic, Arabic has capitals within its words."""
    words = [
        word
        for word in _WORD.findall(sample.decode("cp1251", "replace"))
        if not word.isascii()
    ]
    odd = sum(_has_capital_within(word) for word in words)
    letters = _ARABIC.findall(sample.decode("cp1256", "replace"))
    return odd > len(words) / 4 and len(letters) > len(words)


def _has_capital_within(word: str) -> bool:
    return any(
        one.islower() and two.isupper() for one, two in pairwise(word)
    )


def _looks_cyrillic(sample: bytes) -> bool:
    """Cyrillic words are written in high bytes from end to end.

    Accented Latin ones only here and there.
    """
    words = [
        word
        for word in _WORD.findall(sample.decode("cp1251", "replace"))
        if not word.isascii()
    ]
    whole = sum(
        len(word) > 2 and not any(letter.isascii() for letter in word)  # noqa: PLR2004 - letters
        for word in words
    )
    return whole > len(words) / 2


def _evidence(text: str, weights: dict[str, float]) -> float:
    return sum(
        _weight(word, place, weights)
        for word in _WORD.findall(text)
        for place in range(len(word))
    )


def _weight(word: str, place: int, weights: dict[str, float]) -> float:
    """Weigh one letter: è beside another vowel is hardly French, č there is."""
    letter = word[place]
    if letter not in weights:
        return 0.0
    beside = {
        word[place - 1] if place else "",
        word[place + 1] if place + 1 < len(word) else "",
    }
    if letter in "èÈ" and (beside & _VOWELS or not place):
        return -0.5
    return weights[letter]
