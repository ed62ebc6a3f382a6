# ruff: noqa: RUF001, RUF002  - look-alike letters are what this module is about
"""Folding: the one spelling under which a name is kept and looked up.

`fold` turns "Prishtinë", "PRISHTINE" and "Приштинë" into keys that a b-tree or a term dictionary
can compare byte by byte. It doesn't judge how a name sounds; that is `sitmap.gazetteer.romanize`.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

MAX_LENGTH: Final = 200
"""Characters of a name that are looked at. The longest name in GeoNames has 169; what is longer
is no name."""

_CYRILLIC: Final = dict(
    zip(
        "абвгґдеєжзиіјклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "g",
            "d",
            "e",
            "ie",
            "zh",
            "z",
            "i",
            "i",
            "j",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "-",
            "y",
            "-",
            "e",
            "iu",
            "ia",
        ],
        strict=True,
    )
) | {
    "ђ": "dj",
    "ћ": "c",
    "љ": "lj",
    "њ": "nj",
    "џ": "dz",
    "ѕ": "dz",
    "ғ": "g",
    "қ": "k",
    "ң": "n",
    "ү": "u",
    "ұ": "u",
    "ө": "o",
    "ә": "a",
    "һ": "h",
    "ӏ": "-",
}

_GREEK: Final = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        [
            "a",
            "v",
            "g",
            "d",
            "e",
            "z",
            "i",
            "th",
            "i",
            "k",
            "l",
            "m",
            "n",
            "x",
            "o",
            "p",
            "r",
            "s",
            "s",
            "t",
            "y",
            "f",
            "ch",
            "ps",
            "o",
        ],
        strict=True,
    )
)

_GEORGIAN: Final = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        [
            "a",
            "b",
            "g",
            "d",
            "e",
            "v",
            "z",
            "t",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "zh",
            "r",
            "s",
            "t",
            "u",
            "p",
            "k",
            "gh",
            "q",
            "sh",
            "ch",
            "ts",
            "dz",
            "ts",
            "ch",
            "kh",
            "j",
            "h",
        ],
        strict=True,
    )
)

_ARMENIAN: Final = dict(
    zip(
        "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
        [
            "a",
            "b",
            "g",
            "d",
            "e",
            "z",
            "e",
            "e",
            "t",
            "zh",
            "i",
            "l",
            "kh",
            "ts",
            "k",
            "h",
            "dz",
            "gh",
            "ch",
            "m",
            "y",
            "n",
            "sh",
            "o",
            "ch",
            "p",
            "j",
            "r",
            "s",
            "v",
            "t",
            "r",
            "ts",
            "u",
            "p",
            "k",
            "o",
            "f",
            "ev",
        ],
        strict=True,
    )
)

# Letters that NFKD leaves whole, and Arabic letters that scribes and keyboards interchange.
_LETTERS: Final = {
    "đ": "d",
    "ð": "d",
    "ø": "o",
    "ł": "l",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ı": "i",
    "ħ": "h",
    "ŧ": "t",
    "ə": "a",
    "ŋ": "ng",
    "ɓ": "b",
    "ɗ": "d",
    "ƙ": "k",
    "ƴ": "y",
    "ɛ": "e",
    "ɔ": "o",
    "ɣ": "g",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ک": "ك",
    "ة": "ه",
    "ە": "ه",
    "ۀ": "ه",
    "ھ": "ه",
    "ٱ": "ا",
    "ڵ": "ل",
    "ـ": "-",
}

_DROPPED: Final = "'’‘ʼʻʿʾ`´′ˈʹʺ“”\"\u200b\u200c\u200d\u2060\ufeff\u00ad·"


class _FoldTable(dict[int, str | None]):
    """A `str.translate` table that works out a character the first time it is met."""

    def __missing__(self, code: int) -> str | None:
        self[code] = result = _fold_character(chr(code))
        return result


def _fold_character(char: str) -> str | None:
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Lm", "Cf"):
        return None
    if category in ("Lo", "Ll", "Lu", "Lt", "Nd", "Mc"):
        lower = char.casefold()
        return "".join(_SPECIAL.get(each, each) for each in lower)
    return " "


_SPECIAL: Final[dict[str, str]] = {
    char: latin.replace("-", "")
    for table in (_CYRILLIC, _GREEK, _GEORGIAN, _ARMENIAN, _LETTERS)
    for char, latin in table.items()
}
_TABLE: Final = _FoldTable({ord(char): None for char in _DROPPED})
_VARIANTS: Final = str.maketrans(
    {
        "đ": "dj",
        "Đ": "Dj",
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "å": "aa",
        "Å": "Aa",
    }
)


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """Fold a name to its key: lower case, no marks, Latin letters where a script maps onto them.

    Apostrophes vanish, other punctuation becomes one space. Only the first `MAX_LENGTH` characters
    count.

    Parameters
    ----------
    name
        Any text. Nothing in it raises.

    Examples
    --------
    >>> fold("Prishtinë"), fold("Приштина"), fold("Stanychno-Luhans’ke")
    ('prishtine', 'prishtina', 'stanychno luhanske')
    """
    text = name[:MAX_LENGTH]
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return " ".join(text.translate(_TABLE).split())


def fold_variants(name: str) -> tuple[str, ...]:
    """Keys that a name is kept under: its own, and one with đ, ä, ö, ü, å spelled out.

    Examples
    --------
    >>> fold_variants("Đakovica")
    ('dakovica', 'djakovica')
    """
    key = fold(name)
    spelled = name.translate(_VARIANTS) if not name.isascii() else name
    return (
        (key,)
        if spelled == name
        else tuple(dict.fromkeys((key, fold(spelled))))
    )
