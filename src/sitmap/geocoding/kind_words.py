# ruff: noqa: RUF001 - short forms in Cyrillic letters
"""Words that say what kind of place a name names.

"town", "oblast", "opština", "смт", "ilçesi", "محافظة".

The words themselves are in ``data/kind_words.csv`` and ``data/facility_words.csv``. They are looked
up by the words at either end of a name: a dictionary, as one pattern of a thousand words is slow.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BEFORE: Final = ("before", "either")
_AFTER: Final = ("after", "either")
_LONGEST: Final = 4
"""Words in the longest of them, "hydro power plant of" aside."""

_NAME_MARK: Final = "name"
_LINKS: Final = frozenset(
    [
        "of",
        "de",
        "del",
        "du",
        "des",
        "di",
        "da",
        "do",
        "dos",
        "i",
        "e",
        "të",
        "na",
        "u",
    ]
)
_ARTICLES: Final = frozenset(["the", "la", "le", "les", "l'"])
_ELIDED: Final = re.compile(r"^[dl]['’](?=\w)", re.IGNORECASE)
_SHORT_FORM: Final = re.compile(r"^((?:\w{1,5}|р-н|с-ще)\.)(?=\w)")


class KindWord(NamedTuple):
    """A kind word at an end of a name, and what is left of the name.

    Attributes
    ----------
    rest
        The name without it.
    kinds
        What the word may mean.
    word
        The word itself, in lower case.
    is_in_names
        Whether names begin or end with it as often as not ("Rio", "Park"): then only a place of
        that kind is called so without it.
    """

    rest: str
    kinds: frozenset[str]
    word: str
    is_in_names: bool = False


class _Meaning(NamedTuple):
    kinds: frozenset[str]
    is_in_names: bool


_Words = dict[str, _Meaning]


def place_word(name: str, *, at_end: bool) -> KindWord | None:
    """Take a word for settlements, units or nature off one end of a name.

    Examples
    --------
    >>> place_word("Sloviansk town", at_end=True).rest
    'Sloviansk'
    >>> place_word("préfecture de l'Ouham", at_end=False).rest
    'Ouham'
    >>> place_word("м.Дніпро", at_end=False).rest
    'Дніпро'
    """
    return _taken(name, _places()[at_end], at_end=at_end)


def facility_word(name: str, *, at_end: bool) -> KindWord | None:
    """Take a word for a thing at a place off one end of a name.

    Examples
    --------
    >>> facility_word("Kakhovka dam", at_end=True).word
    'dam'
    >>> facility_word("gare de Bangui", at_end=False).rest
    'Bangui'
    """
    return _taken(name, _facilities()[at_end], at_end=at_end)


def is_facility_word(text: str) -> bool:
    """Tell whether a text is a word for such a thing and nothing else: "вокзал".

    Examples
    --------
    >>> is_facility_word("Railway station"), is_facility_word("Kakhovka dam")
    (True, False)
    """
    word = _plain(text).strip(" .")
    return any(word in words for words in _facilities())


@lru_cache(maxsize=20_000)
def kinds_of_word(word: str) -> frozenset[str]:
    """Return the kinds that a kind word may mean.

    Examples
    --------
    >>> sorted(kinds_of_word("airfield"))
    ['airbase', 'airport']
    """
    key = _plain(word).strip(" ")
    for words in (*_places(), *_facilities()):
        if meaning := words.get(key) or words.get(key.strip(".")):
            return meaning.kinds
    return frozenset()


def _taken(
    name: str, words: Mapping[str, _Meaning], *, at_end: bool
) -> KindWord | None:
    """Take the longest word that is listed off an end of a name; something must be left."""
    parts = (name if at_end else _SHORT_FORM.sub(r"\1 ", name)).split()
    for count in range(min(_LONGEST, len(parts) - 1), 0, -1):
        said, rest = (
            (parts[-count:], parts[:-count])
            if at_end
            else (parts[:count], parts[count:])
        )
        word = _plain(" ".join(said))
        meaning = words.get(word) or words.get(word.rstrip("."))
        if meaning is not None:
            left = " ".join(rest) if at_end else _without_link(rest)
            return KindWord(
                left.strip(" ,-") or name,
                meaning.kinds,
                word,
                meaning.is_in_names,
            )
    return None


def _without_link(parts: list[str]) -> str:
    """Take "of", "de", "de l'" off what follows a kind word."""
    if len(parts) > 1 and _plain(parts[0]) in _LINKS:
        parts = parts[1:]
        if len(parts) > 1 and _plain(parts[0]) == "the":
            parts = parts[1:]
    return _ELIDED.sub("", " ".join(parts))


def without_article(name: str) -> str:
    """Take "the", "la", "le" off a name.

    Examples
    --------
    >>> without_article("la Kémo"), without_article("Las Vegas")
    ('Kémo', 'Las Vegas')
    """
    first, _, rest = name.partition(" ")
    return rest if rest and _plain(first) in _ARTICLES else name


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


@lru_cache(maxsize=1)
def _places() -> tuple[_Words, _Words]:
    return _listed("kind_words.csv")


@lru_cache(maxsize=1)
def _facilities() -> tuple[_Words, _Words]:
    return _listed("facility_words.csv")


def _listed(file: str) -> tuple[_Words, _Words]:
    """Return the words that stand before a name, and those that stand after it."""
    before: _Words = {}
    after: _Words = {}
    for row in _rows(file):
        kinds = row["kinds"].split()
        named = frozenset(kinds) - {_NAME_MARK}
        meaning = _Meaning(named, _NAME_MARK in kinds)
        for word in map(_plain, row["words"].split("|")):
            if row["at"] in _BEFORE:
                before.setdefault(word, meaning)
            if row["at"] in _AFTER:
                after.setdefault(word, meaning)
    return before, after


def _rows(file: str) -> Iterator[dict[str, str]]:
    text = (files("sitmap.geocoding") / "data" / file).read_text(
        encoding="utf-8"
    )
    yield from csv.DictReader(
        line for line in text.splitlines() if not line.startswith("#")
    )
