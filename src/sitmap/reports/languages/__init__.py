"""What a language needs to be read: word lists, patterns and lexicons, as plain files in a folder.

Each language that reports are read in has a folder named by its ISO 639-1 code (``en``). The code
of this package names no word of any language; it asks a folder here for them. A reader who finds
a word missing adds it to a file, and a language is added by writing its folder.
"""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import InputError
from sitmap.gazetteer.text import fold
from sitmap.reports.languages.compiled import keep_language, kept_table
from sitmap.reports.languages.frames import (
    fill_table,
    has_words,
    read_words,
    sources_digest,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = [
    "DEFAULT",
    "check_language",
    "common_words",
    "has_words",
    "identify_language",
    "is_plainly",
    "keep_languages",
    "list_languages",
    "name_language",
    "rank_languages",
    "read_rows",
    "read_table",
    "read_words",
    "script_of",
    "split_words",
    "tells_incidents",
]

DEFAULT: Final = "en"
"""What a text is read as when it is too short to tell."""

_HOME: Final = files("sitmap.reports.languages")
_SHARED: Final = "shared"
"""The folder of the frames that languages fill with their words."""
_SAMPLE: Final = 600
"""Words looked at to tell a language: enough for any text, and a book costs no more."""
# words, too few to tell a language surely
_FEW_WORDS: Final = 12
_SHARE: Final = 0.06
"""Least share of a language's commonest words; running English has .3, a list of names none."""


@lru_cache(maxsize=1)
def list_languages() -> tuple[str, ...]:
    """Return the codes of the languages that reports are read in.

    Examples
    --------
    >>> "en" in list_languages()
    True
    """
    return tuple(
        sorted(
            each.name for each in _HOME.iterdir() if _is_language(each.name)
        )
    )


def _is_language(name: str) -> bool:
    return name != _SHARED and (
        (_HOME / name / "events.toml").is_file() or has_words(name)
    )


@lru_cache(maxsize=64)
def tells_incidents(code: str) -> bool:
    """Tell whether incidents are drafted from a language, and not its places alone."""
    if code not in list_languages():
        return False
    return not has_words(code) or bool(
        read_words(code).get("incidents", True)
    )


def check_language(code: str) -> str:
    """Return a language's code, or refuse one that isn't there.

    Raises
    ------
    InputError
        Reports aren't read in this language.
    """
    if code not in list_languages():
        known = ", ".join(list_languages())
        raise InputError(
            f"language={code!r}: reports aren't read in it; known are {known}"
        )
    return code


@lru_cache(maxsize=64)
def read_table(code: str, name: str) -> Mapping[str, Any]:
    """Return a language's TOML file, its own or a shared frame: ``read_table("en", "status")``."""
    check_language(code)
    kept: Mapping[str, Any] | None = kept_table(
        code, name, sources_digest()
    )
    return _read_table(code, name) if kept is None else kept


def _read_table(code: str, name: str) -> Mapping[str, Any]:
    own = _HOME / code / f"{name}.toml"
    if not own.is_file():
        filled = fill_table(code, name)
        if filled is not None:
            return filled
        own = _HOME / DEFAULT / f"{name}.toml"
    return tomllib.loads(own.read_text("utf-8"))


def keep_languages() -> None:
    """Compile and read every language, and keep what comes of it, for the build.

    What loads a language must be imported before (`sitmap.reports.pipeline` does).
    """
    for code in list_languages():
        names = {
            each.name.removesuffix(".toml")
            for each in (_HOME / DEFAULT).iterdir()
        }
        tables = {
            name: dict(_read_table(code, name))
            for name in names
            if not name.endswith(".csv")
        }
        if has_words(code):
            tables["words"] = dict(read_words(code))
        keep_language(code, sources_digest(), tables)


def read_rows(code: str, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a language's CSV file; lines that begin with ``#`` are comments."""
    path = _HOME / check_language(code) / name
    if not path.is_file():
        return
    lines = path.read_text("utf-8").splitlines()
    yield from csv.DictReader(
        line for line in lines if line and not line.startswith("#")
    )


def split_words(value: str) -> frozenset[str]:
    """Return the folded words of a list that is written as one text."""
    return frozenset(
        key for word in value.split() for key in fold(word).split()
    )


@lru_cache(maxsize=1)
def _common_words() -> dict[str, tuple[str, frozenset[str]]]:
    content = tomllib.loads(
        (_HOME / "common_words.toml").read_text("utf-8")
    )
    return {
        code: (each["name"], frozenset(each["words"].split()))
        for code, each in content.items()
    }


def common_words(code: str) -> frozenset[str]:
    """Return the commonest words of a language; none of one that has no list."""
    return _common_words().get(code, ("", frozenset()))[1]


def name_language(code: str) -> str:
    """Return the English name of a language, or ``unknown``.

    Examples
    --------
    >>> name_language("de")
    'German'
    """
    return _common_words().get(code, ("unknown", frozenset()))[0]


def identify_language(words: Sequence[str]) -> str:
    """Tell the language of a text by its commonest words; of a short text, the default.

    Parameters
    ----------
    words
        Lower-case words of the text.

    Returns
    -------
    str
        A code of ISO 639-1, or empty where no known language fits.

    Examples
    --------
    >>> identify_language("the police said that the road was shut to all in the north".split())
    'en'
    >>> told = "der Minister sagte dass die Straße im Norden nicht mit dem Auto zu erreichen ist"
    >>> identify_language(told.lower().split())
    'de'
    """
    if is_plainly(words, DEFAULT):
        return DEFAULT
    sample = _sample_of(words)
    script = script_of(sample)
    if script not in _SHARED_SCRIPTS:
        return _SCRIPTS.get(script, "")
    shares = _share_common(sample)
    # the order of the languages decides between equals, and the default before them all
    best = max(shares, key=lambda code: (shares[code], code == DEFAULT))
    if script == _LATIN and (
        len(sample) < _FEW_WORDS and shares[best] < _SURE
    ):
        several = shares[best] * len(sample) >= _SEVERAL
        return (
            best
            if several and shares[best] >= _CLEARLY * shares[DEFAULT]
            else DEFAULT
        )
    if shares[best] < _SHARE and len(sample) < _FEW_WORDS:
        return "" if shares[best] else _likeliest(script, sample)
    return best if shares[best] >= _SHARE else ""


def is_plainly(words: Sequence[str], language: str) -> bool:
    """Tell whether words are in a language for which no other needs to be asked: most texts are.

    Their letters are plain Latin ones, and the commonest words of the language are at least as
    many as those of all others together.

    Parameters
    ----------
    words
        Lower-case words of the text.
    language
        Code of the language.

    Examples
    --------
    >>> is_plainly("the police said that the road was shut to all in the north".split(), "en")
    True
    """
    sample = words[:_SAMPLE]
    own, others = _own_and_others(language)
    told = sum(map(own.__contains__, sample))
    if len(sample) < _FEW_WORDS or told < _SHARE * len(sample):
        return False
    written = " ".join(sample)
    return (
        told >= sum(map(others.__contains__, sample))
        and (written.isascii() or not _BEYOND_ASCII.search(written))
        and not any(each.search(written) for each in _ENDINGS.values())
    )


@lru_cache(maxsize=16)
def _own_and_others(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the commonest words of a language, and those of all others."""
    others = (
        common_words(code) for code in _common_words() if code != language
    )
    return common_words(language), frozenset().union(*others)


def _likeliest(script: str, sample: Sequence[str]) -> str:
    """Return what a few words are likeliest in, by their alphabet alone."""
    if not _PERSIAN.isdisjoint("".join(sample)):
        return ""
    return _LIKELIEST.get(script, "")


def rank_languages(words: Sequence[str]) -> dict[str, float]:
    """Return for each language that a text may be in the share of its commonest words.

    Parameters
    ----------
    words
        Lower-case words of the text.

    Examples
    --------
    >>> shares = rank_languages("the police said that the road was shut to all".split())
    >>> max(shares, key=shares.get), shares["de"]
    ('en', 0.0)
    """
    sample = _sample_of(words)
    script = script_of(sample)
    if script not in _SHARED_SCRIPTS:
        return {_SCRIPTS[script]: 1.0} if script in _SCRIPTS else {}
    return _share_common(sample)


def _sample_of(words: Sequence[str]) -> Sequence[str]:
    """Return as many words as tell a language, without the vowel marks of Arabic."""
    written = " ".join(words[:_SAMPLE])
    return (
        words[:_SAMPLE]
        if written.isascii()
        else _VOWEL_MARKS.sub("", written).split(" ")
    )


def _share_common(sample: Sequence[str]) -> dict[str, float]:
    """Return each language's share of a text, by its commonest words and by its own letters."""
    counts = _count_common(sample)
    written = " ".join(sample)
    if not written.isascii():
        told = set(written)
        for code, letters in _LETTERS.items():
            if not letters.isdisjoint(told):
                counts[code] += _LETTER_SHARE * sum(
                    not letters.isdisjoint(word) for word in sample
                )
    for code, ending in _ENDINGS.items():
        if ending.search(written):
            counts[code] += sum(map(bool, map(ending.search, sample)))
    return {
        code: count / max(len(sample), 1) for code, count in counts.items()
    }


def _count_common(words: Iterable[str]) -> dict[str, float]:
    """Count for each language how many words are among its commonest."""
    counts = dict.fromkeys(_common_words(), 0.0)
    languages = _languages_of_words()
    for word, count in Counter(
        filter(languages.__contains__, words)
    ).items():
        for code in languages[word]:
            counts[code] += count
    return counts


@lru_cache(maxsize=1)
def _languages_of_words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, (_, common) in _common_words().items():
        for word in common:
            found.setdefault(word, []).append(code)
    return found


def script_of(words: Sequence[str]) -> str:
    """Return the alphabet that most words begin in, by its name in Unicode.

    Examples
    --------
    >>> script_of(["вчера", "в", "Goma"])
    'CYRILLIC'
    """
    found: Counter[str] = Counter()
    for letter, count in Counter(
        map(itemgetter(0), filter(None, words))
    ).items():
        if letter.isalpha():
            found[unicodedata.name(letter, "").partition(" ")[0]] += count
    return found.most_common(1)[0][0] if found else _LATIN


_LATIN: Final = "LATIN"
_BEYOND_ASCII: Final = re.compile(r"[^\W\d_a-zA-Z]")
_VOWEL_MARKS: Final = re.compile("[\u064b-\u0652\u0670]")
"""What Arabic may write above and below its letters; most texts don't."""
_SHARED_SCRIPTS: Final = (_LATIN, "CYRILLIC", "ARABIC")
"""Alphabets of several languages that are told apart by their words."""
_SCRIPTS: Final = {
    "GEORGIAN": "ka",
    "ETHIOPIC": "am",
    "MYANMAR": "my",
    "ARMENIAN": "hy",
    "HEBREW": "he",
    "GREEK": "el",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "THAI": "th",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "TAMIL": "ta",
    "SINHALA": "si",
    "KHMER": "km",
}
"""Alphabets that one language is known by."""
_LETTERS: Final = {
    "uk": frozenset("іїєґ"),
    "ru": frozenset("ыэъё"),
    "sr-Cyrl": frozenset("јљњћђџ"),
    "tr": frozenset("ığş"),
    "de": frozenset("ßäü"),
    "sq": frozenset("ë"),
    "sr": frozenset("đžšćč"),
    "es": frozenset("ñ¿¡"),
}
"""Letters that no other of the known languages in the same alphabet has."""
_LETTER_SHARE: Final = 0.5
"""What a word with such a letter counts beside one of the commonest words."""
_SEVERAL: Final = 2
"""Common words of a language by which a few words are told, too, if the default has few."""
_CLEARLY: Final = 2
"""How many times the default's share another language has that a few words are told to be in."""
_LIKELIEST: Final = {"CYRILLIC": "ru", "ARABIC": "ar"}
"""The language with most readers in an alphabet, for a few words that no other claims."""
_PERSIAN: Final = frozenset("پچژگکیټډړښڤڕێۆ")
"""Letters of Persian, Urdu, Pashto and Kurdish that Arabic doesn't have."""
_ENDINGS: Final = {
    "tr": re.compile(
        "['\u2019](?:[dt][ae](?:n|ki)?|n?[\u0131iuü]n|[yn]?[\u0131iuüae])(?: |$)"
    )
}
"""Endings behind a mark that no other of the known languages has: "Hakkari'de"."""
_SURE: Final = 0.2
"""Share from which a text of a few words is told all the same."""
