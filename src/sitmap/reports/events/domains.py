"""Fields whose words sound like fighting: sport, weather, courts, the stage, history, talks."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitmap.gazetteer.text import fold
from sitmap.reports.languages import read_table
from sitmap.reports.languages.compiled import compile_pattern, per_language

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

_OF_FIELD: Final = 3
"""Different words of a field by which a paragraph is about it."""
_SEVERAL: Final = 2
"""Different words of such a field by which a sentence is about it."""
_FEW_WORDS = 30
"""A shorter text says too little of its field."""
_MARK: Final = 2
"""Words that a set phrase of a field counts: two of them, or one and a word, mark a text."""

_NEVER: Final = "(?!)"
_MARKED: Final = 0.5
"""Words of a field to a word of force, from which its set phrases are believed."""


class _Fields(dict[str, frozenset[str]]):
    """The fields of a word, by itself or by its stem; found when it is first met."""

    def __init__(self, listed: Mapping[str, frozenset[str]]) -> None:
        super().__init__(listed)
        self._stems = {
            word[:-1]: names
            for word, names in listed.items()
            if word.endswith("*")
        }

    def present(self, words: AbstractSet[str]) -> AbstractSet[str]:
        """Return the words that may be of a field: all, where stems have to be asked for."""
        return words if self._stems else self.keys() & words

    def __missing__(self, word: str) -> frozenset[str]:
        stems = (
            (word[:size] for size in range(3, len(word) + 1))
            if self._stems
            else ()
        )
        found = next(
            (self._stems[stem] for stem in stems if stem in self._stems),
            _NONE,
        )
        if len(self) < _MOST_KNOWN:
            self[word] = found
        return found


_NONE: Final[frozenset[str]] = frozenset()
# words that are kept with their answers: those of a long report
_MOST_KNOWN: Final = 100_000


class _Mark(NamedTuple):
    """A set phrase of a kind of text: "in cinemas", "advise against all travel"."""

    words: tuple[str, ...]
    field: str
    before: int
    """Words before the longest, which is looked for: few texts have it, and all have "in"."""


class _Words(NamedTuple):
    fields: _Fields
    marks: Mapping[str, Sequence[_Mark]]
    of_texts: frozenset[str]
    """Fields that one sentence of a report of conflict may well speak of, and no whole report."""
    retold: frozenset[str]
    """Fields that tell of what was long ago: a trial, a ceremony."""
    idle: frozenset[str]
    """Fields that borrow words of fighting for what nobody does with a weapon."""
    public: frozenset[str]
    """Fields that people take to the street for: a text of one may well tell of force."""
    sentence: int
    text: float
    least: int
    share: float
    """What such a word counts beside a word of force: stems are wider than whole words."""


_OUTNUMBERED: Final = 2
"""How many times the words of a field those of force outnumber it in news of a protest about it:
"an election, at which the army once fired" has as many of both."""


class Domains(NamedTuple):
    """The fields that a text is about, most of it."""

    names: frozenset[str]


@lru_cache(maxsize=16)
def _load(language: str) -> _Words:
    table = read_table(language, "domains")
    fields: dict[str, set[str]] = {}
    for each in table["domains"]:
        for word in each["words"].split():
            key = (
                fold(word[:-1]) + "*" if word.endswith("*") else fold(word)
            )
            fields.setdefault(key, set()).add(each["name"])
    limits = table["limits"]
    frozen = {word: frozenset(names) for word, names in fields.items()}
    flags = {
        flag: frozenset(
            each["name"] for each in table["domains"] if each.get(flag)
        )
        for flag in ("of_texts", "retold", "idle", "public")
    }
    return _Words(
        _Fields(frozen),
        _read_marks(table["domains"]),
        flags["of_texts"],
        flags["retold"],
        flags["idle"],
        flags["public"],
        limits["sentence"],
        limits["text"] / 1000,
        limits["least"],
        limits["share"],
    )


def _read_marks(
    domains: Sequence[Mapping[str, Any]],
) -> dict[str, list[_Mark]]:
    """Return the set phrases by their longest words."""
    marks: dict[str, list[_Mark]] = {}
    for each in domains:
        for phrase in each.get("marks", ()):
            words = tuple(map(fold, phrase.split()))
            longest = max(words, key=len)
            marks.setdefault(longest, []).append(
                _Mark(words, each["name"], words.index(longest))
            )
    return marks


def find_domains(
    words: Sequence[str], language: str, told: int = 0
) -> Domains:
    """Return the fields that a text is full of words of.

    Parameters
    ----------
    words
        Folded words of the text.
    language
        Of the text.
    told
        How many of them speak of force: a set phrase of a field makes no field of a text that is
        full of those.

    Examples
    --------
    >>> told = "the striker scored a goal in the final and the referee blew the match off"
    >>> sorted(find_domains(told.split() * 5, "en").names)
    ['sport']
    """
    known = _load(language)
    if len(words) < _FEW_WORDS:
        return Domains(frozenset())
    counts: Counter[str] = Counter()
    for word, count in _count_present(words, known.fields).items():
        for name in known.fields[word]:
            counts[name] += count
    marked = Counter(mark.field for mark in _find_marks(words, known.marks))
    for name, count in marked.items():
        with_marks = counts[name] + _MARK * count
        if with_marks >= _MARKED * told:
            counts[name] = with_marks
    enough = max(known.text * len(words), known.least)
    full = (name for name, count in counts.items() if count >= enough)
    return Domains(
        frozenset(
            name
            for name in full
            if name not in known.public
            or told < _OUTNUMBERED * counts[name]
        )
    )


def _find_marks(
    words: Sequence[str], marks: Mapping[str, Sequence[_Mark]]
) -> Iterator[_Mark]:
    """Yield the set phrases that a text has, each as often as it does."""
    marked = map(marks.__contains__, words)
    for at in compress(range(len(words)), marked):
        for mark in marks[words[at]]:
            first = at - mark.before
            told = words[max(first, 0) : first + len(mark.words)]
            if tuple(told) == mark.words:
                yield mark


def count_words(words: Sequence[str], language: str) -> int:
    """Count the words of a text that are of any such field, as words of force count.

    Examples
    --------
    >>> count_words("the referee and the judge shook hands".split(), "en")
    2
    """
    known = _load(language)
    told = _count_present(words, known.fields)
    return int(
        known.share
        * sum(count for word, count in told.items() if known.fields[word])
    )


def _count_present(words: Sequence[str], fields: _Fields) -> Counter[str]:
    """Count the words that may be of a field; most are of none."""
    present = fields.present(frozenset(words))
    return Counter(filter(present.__contains__, words))


def speaks_of(
    words: Sequence[str], domains: Domains, language: str
) -> bool:
    """Tell whether any word of a paragraph is of the fields that its text is about.

    Examples
    --------
    >>> sport = Domains(frozenset({"sport"}))
    >>> speaks_of("the referee left early".split(), sport, "en")
    True
    >>> speaks_of("stones hit a bus".split(), sport, "en")
    False
    """
    fields = _load(language).fields
    told = _count_present(words, fields)
    return any(fields[word] & domains.names for word in told)


def is_public(domains: Domains, language: str) -> bool:
    """Tell whether a text's fields are all such as people take to the street for."""
    return bool(domains.names) and domains.names <= _load(language).public


@per_language
def _opinion(language: str) -> re.Pattern[str]:
    pattern = read_table(language, "domains").get("opinion", _NEVER)
    return compile_pattern(pattern, language)


def is_opinion(text: str, language: str) -> bool:
    """Tell a piece of opinion, which says so in its first line or in its last.

    Examples
    --------
    >>> is_opinion("Opinion: The war we stopped counting", "en")
    True
    >>> is_opinion("Two men were killed in Gao, in the mayor's opinion by bandits.", "en")
    False
    """
    return _opinion(language).search(text) is not None


def is_figurative(
    words: Sequence[str], domains: Domains, language: str
) -> bool:
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
    found = known.fields.present(set(words))
    counts = Counter(name for word in found for name in known.fields[word])
    if domains.names:
        return True
    told = (
        count
        for name, count in counts.items()
        if name not in known.of_texts
    )
    return any(count >= known.sentence for count in told)


def is_of_field(words: Sequence[str], language: str) -> bool:
    """Tell a paragraph about a trial, a drill or a film: by three words of one field.

    Only languages that list fields of whole texts are asked.

    Parameters
    ----------
    words
        Folded words of the paragraph.
    language
        Of the text.
    """
    known = _load(language)
    if not known.of_texts:
        return False
    told = _count_present(words, known.fields)
    counts = Counter(name for word in told for name in known.fields[word])
    return any(count >= _OF_FIELD for count in counts.values())


def is_retold(words: Sequence[str], language: str) -> bool:
    """Tell whether a sentence is about a trial or a ceremony, which tell of what was.

    Parameters
    ----------
    words
        Folded words of the sentence.
    language
        Of the text.
    """
    return _tells_of(words, language, _load(language).retold)


def is_idle(words: Sequence[str], language: str) -> bool:
    """Tell whether a sentence is about a council, prices or science, where words fight.

    Parameters
    ----------
    words
        Folded words of the sentence.
    language
        Of the text.
    """
    return _tells_of(words, language, _load(language).idle)


def has_idle_fields(language: str) -> bool:
    """Tell whether a language lists fields that borrow words of fighting."""
    return bool(_load(language).idle)


def _tells_of(
    words: Sequence[str], language: str, fields: frozenset[str]
) -> bool:
    """Tell whether different words of one of some fields are told."""
    if not fields:
        return False
    known = _load(language).fields
    told = known.present(frozenset(words))
    counts = Counter(
        name for word in told for name in known[word] if name in fields
    )
    return any(count >= _SEVERAL for count in counts.values())
