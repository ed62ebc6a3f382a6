"""Digits, signs and blanks that phones, word processors and other scripts put for plain ones."""

# ruff: noqa: RUF002 - marks that are pasted are meant

from __future__ import annotations

import re
import unicodedata
from typing import Final

_MINUS: Final = (
    "\u2212\u2010\u2011\u2012\u2013\u2014\ufe58\ufe63\uff0d\u207b"
)
_BLANKS: Final = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000"
)
_UNSEEN: Final = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068"
    "\u2069\u061c\ufeff\u00ad"
)
_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys(_MINUS, "-"),
        **dict.fromkeys(_BLANKS, " "),
        **dict.fromkeys(_UNSEEN),
        "\u066b": ".",  # Arabic decimal separator
        "\u066c": ",",  # Arabic thousands separator
        "\u060c": ",",  # Arabic comma
        "\uff0c": ",",
        "\uff0e": ".",
        "\uff1a": ":",
        "\uff0f": "/",
        "\uff0b": "+",
        "\u2236": ":",  # ratio
    }
)
_ANGLES: Final = str.maketrans(
    {
        **dict.fromkeys(
            "\u00ba\u02da\u1d52\u2070\u2218\u309c\u00b7\u25e6", "\u00b0"
        ),
        **dict.fromkeys(
            "\u2019\u2018\u201b\u2032\u02b9\u02bc\u02c8\u00b4`\uff07\u05f3",
            "'",
        ),
        **dict.fromkeys(
            "\u201d\u201c\u201e\u201f\u2033\u02ba\u02dd\uff02\u3003\u05f4",
            '"',
        ),
    }
)
_TWICE: Final = re.compile(r"'\s?'")


def fold_marks(text: str) -> str:
    """Write digits of any script, minus signs, blanks and decimal marks as ASCII does.

    Examples
    --------
    >>> fold_marks("٤٢٫٨٩"), fold_marks("−12.5"), fold_marks("1\u202f765")
    ('42.89', '-12.5', '1 765')
    """
    if text.isascii():
        return text
    plain = text.translate(_PLAIN)
    return plain if plain.isascii() else "".join(map(_digit, plain))


def _digit(letter: str) -> str:
    number = unicodedata.decimal(letter, None)
    return letter if number is None or letter.isascii() else str(number)


def fold_angle_marks(text: str) -> str:
    """Write the marks of degrees, minutes and seconds as °, ' and ", whatever was pasted for them.

    Examples
    --------
    >>> fold_angle_marks("42º53’29” N"), fold_angle_marks("20˚ 51′ 57.6′′ E")
    ('42°53\\'29" N', '20° 51\\' 57.6" E')
    """
    folded = fold_marks(text).translate(_ANGLES)
    return _TWICE.sub('"', folded)
