"""What tables call their columns, in fourteen languages: the lists of ``headings/``, folded."""

from __future__ import annotations

# ruff: noqa: RUF001 - letters of other scripts are meant
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_LANGUAGES: Final = (
    "en",
    "sq",
    "sr",
    "uk",
    "fr",
    "es",
    "de",
    "bs",
    "mk",
    "ru",
    "tr",
    "ar",
    "pl",
    "fa",
)
"""In the order in which their headings are tried."""

_LETTERS: Final = str.maketrans(
    {
        "đ": "d",
        "Đ": "D",
        "№": "no",
        "#": " no ",
        "º": "o",
        "ł": "l",
        "Ł": "L",
        "ı": "i",
        "ё": "е",
        "Ё": "Е",
    }
    | {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ى": "ي",
        "ة": "ه",
        "\u0640": "",
    }  # Arabic, as it is typed
)
_LATIN_ACCENTED: Final = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff]")
_MARKS: Final = re.compile(r"[\u0300-\u036f\u064b-\u0652\u0670]")
_HUMP: Final = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=[a-z]\d)(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z]{2})"
)
_ARTICLE: Final = re.compile(r"\bال(?=\w{3})")


@dataclass(frozen=True)
class Headings:
    """Everything that the lists say, folded.

    Attributes
    ----------
    names
        Ours to what tables call it, the preferred ones first.
    fillers
        Words that only say what a table is of.
    dates, others
        Words that make a heading one of a date, and words that unmake it.
    latitudes, longitudes, not_axes
        The same for the two halves of a coordinate.
    positions
        Words that make a heading one of both coordinates.
    kinds
        Kinds of place, which are no place's name.
    occurrences
        Words by which a date is that of the event, and of no report of it.
    stamps
        What forms call the moment at which they were filled in.
    """

    names: dict[str, tuple[str, ...]]
    fillers: frozenset[str]
    dates: frozenset[str]
    others: frozenset[str]
    latitudes: frozenset[str]
    longitudes: frozenset[str]
    not_axes: frozenset[str]
    positions: frozenset[str]
    kinds: frozenset[str]
    occurrences: frozenset[str]
    stamps: frozenset[str]


def fold_name(name: str) -> str:
    """Fold a column name to lower-case words without accents; Cyrillic letters stay what they are.

    Examples
    --------
    >>> fold_name(" Event_Date "), fold_name("eventDate"), fold_name("Vrsta događaja")
    ('event date', 'event date', 'vrsta dogadaja')
    >>> fold_name("Übersicht"), fold_name("Країна"), fold_name("الإحداثيات")
    ('ubersicht', 'країна', 'احداثيات')
    """
    plain = unicodedata.normalize("NFC", name).translate(_LETTERS)
    spaced = _LATIN_ACCENTED.sub(_strip, _HUMP.sub(" ", plain))
    words = (
        re.sub(r"[\W_]+", " ", _MARKS.sub("", spaced)).strip().casefold()
    )
    return _ARTICLE.sub("", words)


def _strip(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFD", match[0])[0]


@cache
def load_headings() -> Headings:
    """Read the lists, once.

    Examples
    --------
    >>> load_headings().names["latitude"][:2], "datum" in load_headings().dates
    (('latitude', 'lat'), True)
    """
    lists: dict[str, dict[str, None]] = {}
    for language in _LANGUAGES:
        text = (
            files("sitmap.readers") / "headings" / f"{language}.toml"
        ).read_text("utf-8")
        for key, written in tomllib.loads(text).items():
            lists.setdefault(key, {}).update(
                dict.fromkeys(map(fold_name, written))
            )
    words = {key: frozenset(lists.pop(key)) for key in _WORDS}
    return Headings(
        names={ours: tuple(names) for ours, names in lists.items()}, **words
    )


_WORDS: Final = (
    "fillers",
    "dates",
    "others",
    "latitudes",
    "longitudes",
    "not_axes",
    "positions",
    "kinds",
    "occurrences",
    "stamps",
)
