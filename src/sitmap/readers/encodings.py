"""Which of the old Windows code pages a file is in.

Decided by the words that come out, not by chance.
"""

# ruff: noqa: RUF001, RUF002 - letters of other alphabets are meant

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# bytes that an encoding is guessed from
_SAMPLE: Final = 262_144
_WORD: Final = re.compile(r"[^\W\d_]+")
_ARABIC: Final = re.compile(r"[\u0621-\u064a]")

_ASCII: Final = 127
_NAMES: Final = 1_000  # bytes in which the names of columns are
_WEIGHED: Final = 8_192  # bytes of lines with letters beyond ASCII
_LETTERS: Final = (
    ("cp1250 iso8859_2", "íáéěýřčšžůúňťóď"),  # Czech
    ("cp1250 iso8859_2", "áíéýčžšúťľňôďäóŕĺ"),  # Slovak
    ("cp1250 iso8859_2", "łęąóżśćńź"),  # Polish
    ("cp1250 iso8859_2", "áéóöőüíúű"),  # Hungarian
    ("cp1250 iso8859_2", "ăşţîâ"),  # Romanian
    # Serbian, Croatian, Bosnian, Slovene, with names of Kosovo
    ("cp1250 iso8859_2", "čšćžđëöüç"),
    ("cp1252 mac_roman", "éèàêçâôîûùëïœü"),  # French
    ("cp1252 mac_roman", "üäöß"),  # German
    ("cp1252 mac_roman", "óíáéñúü"),  # Spanish
    ("cp1252 mac_roman", "ãçáéíóêõúâàô"),  # Portuguese
    ("cp1252 mac_roman", "àèùòìé"),  # Italian
    ("cp1252 mac_roman", "ëç"),  # Albanian
    ("cp1252 mac_roman", "äöå"),  # Swedish, Finnish
    ("cp1252 mac_roman", "øåäöæ"),  # Norwegian, Danish
    ("cp1254", "ışüçğöiâ"),  # Turkish; its dotted capital folds to i
)
"""Letters beyond ASCII of the languages of each page, the most frequent first."""

_PRIOR: Final = {
    "cp1252": -1.0,
    "cp1250": -1.0,
    "cp1254": -1.0,
    "iso8859_2": -3.0,
    "mac_roman": -5.0,
}
"""How usual a page is in files of today, in the unit of a letter's weight."""

_USUAL_PAGE: Final = "cp1252"
"""The page that is named where another reads the same."""

_FIRST, _LATER = (
    -1.5,
    -0.35,
)  # of a letter by its place among its language's
_FOREIGN: Final = -12.0  # a letter that no language of the page has
_NEIGHBOUR: Final = -9.5  # one that another of its languages has
_UNUSUAL: Final = -8.0  # one where the language hasn't it
_SIGNS: Final = frozenset("¶®©¬¦±¹²³¼½¾ºª¤¨¯´¸»«¿¡˝˛ˇ˘§°·√∫∂∑∏Ω†‡£¥")
"""No letter: beside one, a sign that the page is another."""

_WITH_SIGN: Final = re.compile(
    "(?s)(?=(.[" + re.escape("".join(sorted(_SIGNS))) + "].))"
)
_NO_TEXT: Final = re.compile("[\x80-\x9f\ufffd]")
_SIGN_WITHIN: Final = re.compile(
    r"[^\W\d_](?=[^\w\s\x00-\x7f’‘“”«»–—…·\u00a0][^\W\d_])"
)
_CAPITAL_WITHIN: Final = re.compile(
    r"[a-zß-ÿ][À-ÖØ-ÞŁŚŹŻČŠŽĽĄ](?=[a-z]|\b)"
)
_ODD: Final = (
    (
        "íáéěýřčšžůúňťóď",
        re.compile(r"ď[^aou]|ť[^aouis]|\b[ůý]|ý(?=n\b)|č(?=s)"),
    ),
    ("áíéýčžšúťľňôďäóŕĺ", re.compile(r"\bý|ý(?=n\b)|č(?=s)")),
    ("łęąóżśćńź", re.compile(r"(?:[aeouy]|\b)[ąę]|ł(?=[ąę]\w*ó)")),
    ("čšćžđëöüç", re.compile(r"č(?=s)")),
    ("ăşţîâ", re.compile(r"ă[oe]|\bă")),
    ("éèàêçâôîûùëïœü", re.compile(r"[aeou]è|è[aeiouy]|\bè|ù(?!\b)")),
    ("ãçáéíóêõúâàô", re.compile(r"ã(?![oens]|\b)|õ(?!e)|[àâ](?=[iu])")),
    ("àèùòìé", re.compile(r"[àèùòìé](?!\b)")),
    ("óíáéñúü", re.compile(r"ñ(?![aeiouáéíóú])")),
)
"""Where a language hasn't a letter: ã before o, e, n, s or an end in Portuguese, never ă in
Romanian; grave accents end Italian words."""

_USUAL: Final = {
    "íáéěýřčšžůúňťóď": "datum obec popis okres kraj nehoda udalost",
    "ăşţîâ": "localitate judet accident incendiu explozie atac descriere oras din",
    "ışüçğöiâ": "tarih yer olay ilce patlama protesto kaza polis ve bir",
    "ãçáéíóêõúâàô": "ataque mortos feridos local data distrito policia",
    "àèùòìé": "attacco morti feriti luogo data incendio esplosione",
    "éèàêçâôîûùëïœü": "lieu attaque morts blesses date localite tues cercle",
    "óíáéñúü": "fecha lugar muertos heridos municipio departamento ataque",
    "üäöß": "ort datum tote verletzte brand angriff",
    "ëç": "vendi data sulm zjarr te vrare",
    "áéóöőüíúű": "hely telepules esemeny halottak tuz baleset",
    "łęąóżśćńź": "miejsce opis zdarzenie atak ofiary",
}
"""A few words of tables, written as ASCII folds them, where letters leave it open."""

_WORD_WEIGHT: Final = 2.0


def guess_encoding(data: bytes) -> str:
    """Guess a code page of Windows, ISO 8859-2, Mac OS Roman or UTF-16, of bytes that are no UTF-8.

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
    names = [
        line for line in sample[:_NAMES].splitlines() if line.isascii()
    ]
    lines = [line for line in sample.splitlines() if not line.isascii()]
    told = b"\n".join(names + lines)[:_WEIGHED]
    best = max(_PRIOR, key=lambda page: _weigh_page(told, page))
    return _USUAL_PAGE if _read_the_same(sample, best) else best


def _read_the_same(told: bytes, page: str) -> bool:
    """Tell whether a page and the usual one read the same letters: á is E1 in both."""
    usual, read = (
        told.decode(each, "replace") for each in (_USUAL_PAGE, page)
    )
    return usual == read


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
    pairs = pairwise(word)
    return any(one.islower() and two.isupper() for one, two in pairs)


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


def _weigh_page(sample: bytes, page: str) -> float:
    """Weigh a page by the language of it that its letters fit best."""
    text = sample.decode(page, "replace")
    letters = Counter(
        letter.replace("İ", "i").lower()
        for letter in text
        if ord(letter) > _ASCII and letter.isalpha()
    )
    signs = sum(map(_is_beside_letter, _WITH_SIGN.findall(text)))
    signs += len(_NO_TEXT.findall(text)) + len(_SIGN_WITHIN.findall(text))
    capitals = len(_CAPITAL_WITHIN.findall(text))
    words = set(_WORD.findall(_unaccented(text.lower())))
    known = [told for pages, told in _LETTERS if page in pages.split()]
    weights = (
        _weigh_letters(text.lower(), letters, told, "".join(known))
        + _WORD_WEIGHT * len(words & set(_USUAL.get(told, "").split()))
        for told in known
    )
    return (
        _PRIOR[page] + max(weights) + _FOREIGN * signs + _UNUSUAL * capitals
    )


def _weigh_letters(
    text: str, letters: Mapping[str, int], told: str, page: str
) -> float:
    weight = 0.0
    for letter, count in letters.items():
        at = told.find(letter)
        each = _NEIGHBOUR if letter in page else _FOREIGN
        weight += count * (each if at < 0 else _FIRST + _LATER * at)
    odd = next((pattern for known, pattern in _ODD if known == told), None)
    if odd is not None:
        weight += _UNUSUAL * len(odd.findall(text))
    return weight


def _unaccented(text: str) -> str:
    dotted = text.replace("ı", "i")
    apart = unicodedata.normalize("NFD", dotted)
    letters = (each for each in apart if not unicodedata.combining(each))
    return "".join(letters)


def _is_beside_letter(around: str) -> bool:
    return around[0].isalpha() or around[-1].isalpha()
