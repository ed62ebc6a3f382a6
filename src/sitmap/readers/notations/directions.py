"""Letters and words for north, south, east and west, by language.

A letter may mean two things: O is east in German and west in French and Spanish, S is south in
English and north (sever) in Serbian. The letters of a whole column tell the language; where they
don't, the value is asked for and never guessed.
"""

# ruff: noqa: RUF001 - Cyrillic letters are meant

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Direction = Literal["N", "S", "E", "W"]
_ORDER: Final[tuple[Direction, ...]] = ("N", "S", "E", "W")

_LETTERS: Final = {
    "English": "n s e w",
    "German": "n s o w",
    "Dutch": "n z o w",
    "French, Spanish, Italian": "n s e o",
    "Serbian, Croatian, Bosnian": "s j i z",
    "Serbian, Macedonian": "с ј и з",
    "Bulgarian": "с ю и з",
    "Russian": "с ю в з",
    "Ukrainian": "пн пд сх зх",
    "Albanian": "v j l p",
    "Turkish": "k g d b",
    "Arabic": "ش ج ق غ",
}
"""North, south, east, west."""

_LANGUAGES: Final[dict[str, dict[str, Direction]]] = {
    language: dict(zip(letters.split(), _ORDER, strict=True))
    for language, letters in _LETTERS.items()
}

_WORDS: Final[dict[Direction, str]] = {
    "N": (
        "north northern nord norte nördl nördlich nördliche n.br sever sjever severno sjeverno "
        "veri veriu kuzey noord "
        "север северной северная північ північної пн с.ш сш пн.ш пнш сев шимол شمال شمالا شمالاً "
        "شمالي"
    ),
    "S": (
        "south southern sud sur süd südl südlich südliche s.br jug južno jugu güney zuid юг южной "
        "південь південної "
        "пд ю.ш юш пд.ш пдш југ جنوب جنوبا جنوباً جنوبي"
    ),
    "E": (
        "east eastern est este ost östl östlich östliche ö.l istok istočno lindje lindjes doğu "
        "oost восток восточной "
        "схід східної сх в.д вд сх.д схд вост исток شرق شرقا شرقاً شرقي"
    ),
    "W": (
        "west western ouest oeste westl westlich westliche w.l zapad zapadno perëndim perëndimi "
        "batı запад западной "
        "захід західної зх зах з.д зд зх.д зхд зап غرب غربا غرباً غربي"
    ),
}
_BY_WORD: Final[dict[str, Direction]] = {
    word: direction
    for direction, words in _WORDS.items()
    for word in words.split()
}
_AROUND: Final = frozenset(
    [
        "latitude",
        "longitude",
        "lat",
        "lon",
        "long",
        "lng",
        "широты",
        "широта",
        "долготы",
        "долгота",
        "довготи",
        "довгота",
        "широти",
        "ш",
        "д",
        "breite",
        "länge",
        "širine",
        "dužine",
        "geografske",
        "latitud",
        "longitud",
        "latitudine",
        "longitudine",
        "of",
    ]
)
"""What stands beside a direction and says nothing more."""

_LOOKALIKE: Final = str.maketrans(
    {"е": "e"}
)  # no Cyrillic language has it for a direction
_RUN: Final = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*\.?")


def name_directions(text: str) -> str:
    """Write the words for directions as N, S, E and W; letters stay what they are.

    Examples
    --------
    >>> name_directions("42.89 North"), name_directions("20,87 в.д."), name_directions("lat 4 s")
    ('42.89 N', '20,87 E', '4 s')
    """
    return _RUN.sub(_name, text.casefold().translate(_LOOKALIKE)).strip()


def _name(match: re.Match[str]) -> str:
    word = match[0].rstrip(".")
    if word in _AROUND:
        return ""
    return _BY_WORD.get(word, word)


def find_letters(text: str) -> frozenset[str]:
    """Return the letters in a text that `name_directions` left, in lower case.

    Examples
    --------
    >>> sorted(find_letters("42 53 24 n 20 52 12 o")), sorted(find_letters("42.89 N"))
    (['n', 'o'], [])
    """
    return frozenset(
        word for word in _RUN.findall(text) if word not in _ORDER
    )


def decide_letters(
    told: Iterable[Iterable[str]], *, heading: str = ""
) -> tuple[Mapping[str, Direction], str | None]:
    """Tell what the letters of a column mean, by the languages that have all of them.

    Parameters
    ----------
    told
        Of each value its letters, as `find_letters` returns them.
    heading
        The column's name, which may be in a language that decides.

    Returns
    -------
    meaning, question
        Each letter's direction where it is plain, and one line about the one that isn't.

    Examples
    --------
    >>> decide_letters(["no", "nw"])[0]["o"], decide_letters(["ne", "no"])[0]["o"]
    ('E', 'W')
    >>> decide_letters(["no"])[1]
    "the letter 'O' may be east (Ost) or west (ouest, oeste); write E or W"
    """
    values = {frozenset(each) for each in told}
    values = {
        each for each in values if _fitting(each)
    }  # others are no directions
    found = frozenset().union(*values)
    named = _by_heading(heading)
    if named is not None and found <= set(_LANGUAGES[named]):
        return _LANGUAGES[named], None
    if _fitting(found):
        return _agree(_fitting(found), found)
    return _agree_by_value(values)  # a column of several languages


def _fitting(letters: frozenset[str]) -> list[dict[str, Direction]]:
    """Return the languages that have all letters; English alone where it has them."""
    fitting = [
        known for known in _LANGUAGES.values() if letters <= set(known)
    ]
    english = _LANGUAGES["English"]
    return [english] if english in fitting else fitting


def _agree(
    languages: list[dict[str, Direction]], letters: frozenset[str]
) -> tuple[dict[str, Direction], str | None]:
    """Keep what all languages say of a letter."""
    if len(languages) == 1:
        return languages[0], None
    meanings = {
        letter: {known[letter] for known in languages} for letter in letters
    }
    plain = {
        letter: next(iter(each))
        for letter, each in meanings.items()
        if len(each) == 1
    }
    unsure = sorted(meanings.keys() - plain.keys())
    return plain, _ask(unsure[0]) if unsure else None


def _agree_by_value(
    values: set[frozenset[str]],
) -> tuple[dict[str, Direction], str | None]:
    """Let each value tell its own letters, and keep what no two of them tell differently."""
    said: dict[str, set[Direction]] = {}
    question = None
    for letters in sorted(values, key=sorted):
        plain, asked = _agree(_fitting(letters), letters)
        question = question or asked
        for letter in letters & plain.keys():
            said.setdefault(letter, set()).add(plain[letter])
    agreed = {
        letter: next(iter(each))
        for letter, each in said.items()
        if len(each) == 1
    }
    return agreed, question


def _ask(letter: str) -> str:
    told = {"o": "may be east (Ost) or west (ouest, oeste); write E or W"}
    usual = "means two things; write N, S, E or W"
    return f"the letter {letter.upper()!r} {told.get(letter, usual)}"


_HEADINGS: Final = {
    "German": ("länge", "laenge", "breite", "koordinaten"),
    "French, Spanish, Italian": (
        "longitud",
        "latitud",
        "coordonn",
        "coordenad",
        "longitudine",
    ),
}


def _by_heading(heading: str) -> str | None:
    """Name the language of a heading; "longitude" and "latitude" are English as well."""
    words = (
        heading.casefold().replace("longitude", "").replace("latitude", "")
    )
    for language, starts in _HEADINGS.items():
        if any(start in words for start in starts):
            return language
    return None
