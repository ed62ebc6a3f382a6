"""The forms of a lemma, by a language's rules and lists: what the lexicon is matched with."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sitmap.gazetteer.text import fold
from sitmap.reports.languages import DEFAULT, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

_KINDS = ("verbs", "nouns")


class _Rule(NamedTuple):
    """What a lemma ends in, and what its forms put there; ``~`` is the ending itself."""

    ending: re.Pattern[str]
    forms: tuple[str, ...]

    def bend(self, lemma: str) -> list[str] | None:
        match = self.ending.search(lemma)
        if match is None:
            return None
        return [
            lemma[: match.start()] + form.replace("~", match[0])
            for form in self.forms
        ]


class _Forms(NamedTuple):
    rules: Mapping[str, tuple[_Rule, ...]]
    irregular: Mapping[str, frozenset[str]]


@lru_cache(maxsize=16)
def _load(language: str) -> _Forms:
    table = read_table(language, "forms")
    rules = {
        kind: tuple(
            _Rule(re.compile(f"{ending}$"), tuple(forms))
            for ending, *forms in table[kind]
        )
        for kind in _KINDS
    }
    irregular = {
        word: frozenset(forms.split())
        for word, forms in table["irregular"].items()
    }
    return _Forms(rules, irregular)


@lru_cache(maxsize=20_000)
def forms_of(lemma: str, language: str = DEFAULT) -> frozenset[str]:
    """Return every form of a lemma, as a verb and as a noun, folded.

    Examples
    --------
    >>> sorted(forms_of("strike"))
    ['stricken', 'strike', 'strikes', 'striking', 'struck']
    >>> sorted(forms_of("ambush"))
    ['ambush', 'ambushed', 'ambushes', 'ambushing']
    """
    known = _load(language)
    if lemma in known.irregular:
        return frozenset({fold(lemma), *map(fold, known.irregular[lemma])})
    found = {lemma}
    for kind in _KINDS:
        bent = (rule.bend(lemma) for rule in known.rules[kind])
        found.update(
            next((forms for forms in bent if forms is not None), [])
        )
    return frozenset(map(fold, found))
