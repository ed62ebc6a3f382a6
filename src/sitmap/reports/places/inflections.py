# ruff: noqa: RUF001, RUF002  - letters of other alphabets are what this module is about
"""Names in oblique cases: "у Краматорську", "Zubinog Potoka", "Şırnak'ta", "في معرة النعمان".

A language's rules take endings and glued prefixes off; what they leave counts only where the
gazetteer lists it. A likeness alone never makes a place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.text import fold
from sitmap.reports.languages import has_words, read_words
from sitmap.reports.text.tokenizer import in_one_alphabet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_SHORTEST: Final = 2
"""Letters of a stem that an ending may be taken off: of a shorter one nothing is left."""
_MOST: Final = 200
"""Combinations of forms of a name of several words that are tried."""
_ELIDED_NAME: Final = re.compile(r"(?:[dl]|qu)['’](?=[A-ZÀ-ÖØ-Þ])")
_ELISION: Final = re.compile(r"(?<!\w)(?:[dlDL]|[qQ]u)['’](?=\w)")


@dataclass(frozen=True)
class Inflections:
    """A language's rules of names.

    Attributes
    ----------
    endings
        An ending, and what may stand in its place in the name's first form.
    prefixes
        Letters that are glued to a name ("و", "ب").
    suffix_marks
        Marks behind which an ending stands ("’" in Turkish).
    locative_endings
        Endings behind such a mark that tell where: "Nusaybin’de".
    holder_endings
        Endings behind it that tell what the next name lies in: "Mardin’in Derik ilçesi".
    capital_nouns
        Whether every noun has a capital (German): a capital beside a name is no part of it.
    adjectives
        Endings of adjectives of towns, and what the town ends in: "Харківська" is of Харків.
    units
        Endings of units that are named for their town in one word: "Харківщина".
    letters
        The Latin letters that the gazetteer writes a name in, letter by letter; ``^`` before one
        that begins a name.
    homes
        Countries where names are written over so: what a transliterated name is looked for in.
    """

    endings: Sequence[tuple[str, tuple[str, ...]]] = ()
    prefixes: tuple[str, ...] = ()
    suffix_marks: str = ""
    locative_endings: frozenset[str] = frozenset()
    holder_endings: frozenset[str] = frozenset()
    capital_nouns: bool = False
    adjectives: Sequence[tuple[str, tuple[str, ...]]] = ()
    units: Sequence[tuple[str, tuple[str, ...]]] = ()
    letters: Mapping[str, str] | None = None
    homes: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether names are always in their first form."""
        return not (
            self.endings
            or self.prefixes
            or self.suffix_marks
            or self.letters
        )

    def base_forms(self, word: str) -> tuple[str, ...]:
        """Return the folded forms that a word may have in the gazetteer, its own first."""
        return _base_forms(self, word)

    def tells_where(self, word: str) -> bool:
        """Tell whether a name stands in the case of a place where, by the ending behind a mark."""
        return self._ending_of(word) in self.locative_endings

    def tells_holder(self, word: str) -> bool:
        """Tell whether a name stands in the case of what the next one lies in."""
        return self._ending_of(word) in self.holder_endings

    def _ending_of(self, word: str) -> str:
        """Return what stands behind the mark of an ending, or nothing."""
        if not self.suffix_marks:
            return ""
        return re.split(f"[{self.suffix_marks}]", word, maxsplit=1)[
            -1
        ].lower()

    def joined_forms(self, words: Sequence[str]) -> Iterator[str]:
        """Yield the folded names that words may be, the nearest to what is written first."""
        options = [self.base_forms(word) for word in words]
        ordered = sorted(
            islice(product(*map(enumerate, options)), _MOST),
            key=lambda each: sum(at for at, _ in each),
        )
        yield from (" ".join(form for _, form in each) for each in ordered)

    def first_form(self, written: str, key: str) -> str:
        """Return a name in its first form, letter for letter, by the gazetteer's key.

        Of "Краматорську", listed as "kramatorsk", that is "Краматорськ"; empty where no rule leads
        from one to the other.
        """
        options = [list(_forms(self, word)) for word in written.split()]
        forms = (
            " ".join(each) for each in islice(product(*options), _MOST)
        )
        found = next((form for form in forms if fold(form) == key), "")
        return "".join(
            letter.upper()
            if at < len(written) and written[at].isupper()
            else letter
            for at, letter in enumerate(found)
        )

    def towns_of(self, word: str, *, whole: bool = False) -> Iterator[str]:
        """Yield the folded names of towns that an adjective may be of, or a whole unit's name."""
        lower = word.lower()
        for form in dict.fromkeys((lower, *_latin(self, lower))):
            for ending, others in self.units if whole else self.adjectives:
                if (
                    form.endswith(ending)
                    and len(form) - len(ending) >= _SHORTEST - 1
                ):
                    stem = form[: -len(ending)]
                    yield from (fold(stem + other) for other in others)

    # the rules are shared between texts: one object a language
    __hash__ = object.__hash__


@lru_cache(maxsize=100_000)
def _base_forms(rules: Inflections, word: str) -> tuple[str, ...]:
    every = _forms(rules, word)
    found = dict.fromkeys(
        fold(form)
        for each in every
        for form in (each, *_latin(rules, each))
    )
    return tuple(each for each in found if each)


def _forms(rules: Inflections, word: str) -> Iterable[str]:
    """Return the lower-case forms that a word may be one of, its own first."""
    lower = take_off_elision(in_one_alphabet(word)).lower()
    if rules.suffix_marks:
        lower = re.split(f"[{rules.suffix_marks}]", lower, maxsplit=1)[0]
    bare = dict.fromkeys((lower, *_without_prefix(rules, lower)))
    return dict.fromkeys(
        [
            *bare,
            *(
                form
                for each in bare
                for form in _without_ending(rules, each)
            ),
        ]
    )


def take_off_elision(word: str) -> str:
    """Return "Ituri" for "d'Ituri".

    Examples
    --------
    >>> take_off_elision("d'Ituri"), take_off_elision("Goma"), take_off_elision("Erbil'de")
    ('Ituri', 'Goma', "Erbil'de")
    """
    return _ELISION.sub("", word, count=1)


def elision_of(word: str) -> int:
    """Return how many letters of an article are glued to a name: two of "d'Ituri"."""
    if word.isalpha():
        return 0
    match = _ELIDED_NAME.match(word)
    return match.end() if match else 0


def _without_prefix(rules: Inflections, word: str) -> Iterator[str]:
    for prefix in rules.prefixes:
        glued, _, other = prefix.partition("=")
        if word.startswith(glued) and len(word) - len(glued) >= _SHORTEST:
            yield other + word[len(glued) :]


def _without_ending(rules: Inflections, word: str) -> Iterator[str]:
    for ending, others in rules.endings:
        if not word.endswith(ending):
            continue
        stem = word[: len(word) - len(ending)]
        if len(stem) >= _SHORTEST:
            yield from (stem + other for other in others)
        elif stem and len(ending) > _SHORTEST:
            # a long ending says enough by itself: one letter may be all that is left of a name
            yield from (
                stem + other for other in others if len(other) >= _SHORTEST
            )


def _latin(rules: Inflections, word: str) -> tuple[str, ...]:
    if not rules.letters:
        return ()
    letters = rules.letters
    first = letters.get(f"^{word[:1]}") or letters.get(word[:1], word[:1])
    return (
        first + "".join(letters.get(letter, letter) for letter in word[1:]),
    )


@lru_cache(maxsize=32)
def load_inflections(language: str) -> Inflections:
    """Load a language's rules; a language of whole tables has none.

    Examples
    --------
    >>> load_inflections("en").is_empty
    True
    """
    if not has_words(language):
        return Inflections()
    words = read_words(language)
    letters = dict(
        pair.split("=") for pair in words.get("latin", "").split()
    )
    return Inflections(
        _pairs(words.get("endings", "")),
        tuple(words.get("prefixes", "").split()),
        words.get("suffix_marks", ""),
        frozenset(words.get("locative_endings", "").split()),
        frozenset(words.get("holder_endings", "").split()),
        bool(words.get("capital_nouns", False)),
        _pairs(words.get("adjectives", "")),
        _pairs(words.get("unit_endings", "")),
        letters or None,
        frozenset(words.get("homes", "").split()),
    )


def _pairs(rules: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Read "ах=и/а" and the like; ``-`` stands for no letter."""
    pairs = (rule.split("=") for rule in rules.split())
    return tuple(
        (
            "" if ending == "-" else ending,
            tuple(
                "" if each == "-" else each for each in others.split("/")
            ),
        )
        for ending, others in pairs
    )
