"""Fields whose words sound like fighting: sport, weather, courts, the stage, history, talks."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sitmap.reports.languages import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Domains", "find_domains", "is_figurative"]

_FEW_WORDS = 30
"""A shorter text says too little of its field."""


class _Words(NamedTuple):
    fields: Mapping[str, frozenset[str]]
    sentence: int
    text: float
    least: int


class Domains(NamedTuple):
    """The fields that a text is about, most of it."""

    names: frozenset[str]


@lru_cache(maxsize=16)
def _load(language: str) -> _Words:
    table = read_table(language, "domains")
    fields: dict[str, set[str]] = {}
    for each in table["domains"]:
        for word in each["words"].split():
            fields.setdefault(word, set()).add(each["name"])
    limits = table["limits"]
    frozen = {word: frozenset(names) for word, names in fields.items()}
    return _Words(frozen, limits["sentence"], limits["text"] / 1000, limits["least"])


def find_domains(words: Sequence[str], language: str) -> Domains:
    """Return the fields that a text is full of words of.

    Examples
    --------
    >>> told = "the striker scored a goal in the final of the cup and the referee blew the match off"
    >>> sorted(find_domains(told.split() * 5, "en").names)
    ['sport']
    """
    known = _load(language)
    if len(words) < _FEW_WORDS:
        return Domains(frozenset())
    told = Counter(words)
    counts: Counter[str] = Counter()
    for word in told.keys() & known.fields.keys():
        for name in known.fields[word]:
            counts[name] += told[word]
    enough = max(known.text * len(words), known.least)
    full = (name for name, count in counts.items() if count >= enough)
    return Domains(frozenset(full))


def is_figurative(words: Sequence[str], domains: Domains, language: str) -> bool:
    """Tell whether a sentence speaks of such a field: by two of its words, or by its text.

    Parameters
    ----------
    words
        Folded words of the sentence.
    domains
        Of its text.
    language
        Of the text.
    """
    known = _load(language)
    found = known.fields.keys() & set(words)
    counts = Counter(name for word in found for name in known.fields[word])
    if domains.names:
        return True
    return any(count >= known.sentence for count in counts.values())
