# ruff: noqa: RUF001  - curly quotes and dashes are what news is written with
"""Who did it and to whom, as far as the clause names them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from sitmap.reports.events.event import (
    ATTACK,
    CLASH,
    DAMAGE,
    OVERTAKES,
    REGAINS,
    RIOT,
)
from sitmap.reports.languages import DEFAULT, read_table
from sitmap.reports.languages.compiled import compile_pattern, per_language
from sitmap.reports.text.patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Mapping

# "rebel forces" are rebels before they are forces
_KINDS = (
    "rebels",
    "state",
    "police",
    "unknown",
    "crowd",
    "missions",
    "weapons",
    "people_of",
)
_ARMED = ("state", "police", "rebels")
_TAKEN: Mapping[str, Mapping[str, str]] = {
    OVERTAKES: {"state": REGAINS},
    REGAINS: {"rebels": OVERTAKES},
}
"""What ground is taken for, by who takes it."""
FORCES = frozenset({"state", "police", "missions"})
_BEHIND = 60
"""Letters behind an actor that tell what befell it."""


class _Words(NamedTuple):
    found: re.Pattern[str]
    no_actor: frozenset[str]
    by: re.Pattern[str]
    speaks: re.Pattern[str]
    suffers: re.Pattern[str]
    said_by: re.Pattern[str]
    kinds: Mapping[str, re.Pattern[str]]


@per_language
def _load(language: str) -> _Words:
    table = read_table(language, "participants")
    heads = {
        kind: [*_entries(table[kind]), *_phrases(table, kind)]
        for kind in _KINDS
    }
    # a sentence may begin with one
    heads = {kind: _with_capitals(words) for kind, words in heads.items()}
    every = any_of(head for words in heads.values() for head in words)
    modifiers = any_of(table["modifiers"].split())
    return _Words(
        compile_pattern(
            rf"\b(?:(?:[A-ZÀ-ŽЀ-Я][\w’'-]+|pro-\w+|anti-\w+|{modifiers})\s+){{0,3}}(?:{every})\b",
            language,
        ),
        frozenset(table["no_actor"].split()),
        compile_pattern(table["by"], language),
        compile_pattern(table["speaks"], language),
        compile_pattern(table.get("suffers", "(?!)"), language),
        compile_pattern(table["said_by"], language),
        {
            kind: compile_pattern(rf"\b(?:{any_of(words)})$", language)
            for kind, words in heads.items()
        },
    )


def find_actors(
    clause: str, trigger: int, language: str = DEFAULT
) -> tuple[str | None, str | None]:
    """Return (who did it, who suffered it) as a clause names them.

    Parameters
    ----------
    clause
        The clause.
    trigger
        Offset of the trigger in it.
    language
        Of the clause.

    Examples
    --------
    >>> clause = "the plant was captured by the Russian army"
    >>> find_actors(clause, clause.index("captured"))
    ('Russian army', None)
    >>> clause = "Two policemen were shot by rebels"
    >>> find_actors(clause, clause.index("shot"))
    ('rebels', 'policemen')
    >>> clause = "Unknown gunmen attacked a convoy of peacekeepers"
    >>> find_actors(clause, clause.index("attacked"))
    ('Unknown gunmen', 'peacekeepers')
    """
    words = _load(language)
    named = [
        (match.start(), match.end(), _clean(match[0], words.no_actor))
        for match in words.found.finditer(clause)
        if not words.speaks.match(clause[match.end() : match.end() + 40])
        and not words.said_by.search(
            clause, max(0, match.start() - 40), match.start()
        )
    ]
    found = [(start, actor) for start, _, actor in named]
    victim = next(
        (
            actor
            for _, end, actor in named
            if words.suffers.match(clause[end : end + _BEHIND])
        ),
        None,
    )
    by = next(
        (actor for at, actor in found if words.by.search(clause[:at])), None
    )
    if victim is not None:
        others = (
            actor
            for at, actor in found
            if at < trigger and actor not in (victim, by)
        )
        return by or next(others, None), victim
    before = [actor for at, actor in found if at < trigger and actor != by]
    after = [actor for at, actor in found if at > trigger and actor != by]
    if by is not None:
        return by, next(iter(before), None)
    if not before:
        first = next(iter(after), None)
        return (first, None) if trigger == 0 else (None, first)
    return before[-1], next(
        (actor for actor in after if actor != before[-1]), None
    )


def find_kinds(clause: str, language: str = DEFAULT) -> frozenset[str]:
    """Return the kinds of all who are named in a clause.

    Examples
    --------
    >>> sorted(find_kinds("Jihadists killed ten villagers near a post of the army"))
    ['crowd', 'rebels', 'state']
    """
    found = _load(language).found.finditer(clause)
    return frozenset(kind_of_actor(match[0], language) for match in found)


def _entries(listed: str) -> list[str]:
    return [word for word in re.split(r"[\s|]+", listed) if word]


def _phrases(table: Mapping[str, Any], kind: str) -> list[str]:
    """Return who acts in several words; a list of none adds none, and not the empty word."""
    return [
        phrase
        for phrase in table.get(f"{kind}_phrases", "").split("|")
        if phrase
    ]


def _with_capitals(words: list[str]) -> list[str]:
    """Return words as they are, as a sentence begins with them, and as names."""
    titles = (" ".join(map(_begin_upper, word.split())) for word in words)
    return [*words, *map(_begin_upper, words), *titles]


def _begin_upper(word: str) -> str:
    return word[:1].upper() + word[1:]


def _clean(actor: str, no_actor: frozenset[str]) -> str:
    first, _, rest = actor.partition(" ")
    return rest if first in no_actor and rest else actor


def kind_of_actor(actor: str | None, language: str = DEFAULT) -> str:
    """Return what kind of actor a name is: ``state``, ``police``, ``rebels``, ``crowd`` …; or "".

    Examples
    --------
    >>> kind_of_actor("Russian army"), kind_of_actor("Unknown gunmen"), kind_of_actor(None)
    ('state', 'unknown', '')
    """
    if actor is None:
        return ""
    kinds = _load(language).kinds
    return next(
        (kind for kind, pattern in kinds.items() if pattern.search(actor)),
        "",
    )


def type_by_actors(
    name: str,
    actor1: str | None,
    actor2: str | None,
    clause: str,
    language: str = DEFAULT,
) -> str:
    """Let who acted decide between types that differ by the actor.

    Examples
    --------
    >>> type_by_actors("Attack", "Jihadists", "soldiers", "Jihadists attacked soldiers")
    'Armed clash'
    """
    doer = kind_of_actor(actor1, language)
    victim = kind_of_actor(actor2, language)
    if name in _TAKEN:
        return _TAKEN[name].get(doer, name)
    if name == ATTACK and doer in _ARMED and victim in _ARMED:
        return CLASH
    if name == CLASH and {doer, victim} == {"police", "crowd"}:
        return RIOT
    if name == DAMAGE and doer == "crowd":
        return RIOT
    if name == CLASH and doer in ("rebels", "unknown"):
        kinds = find_kinds(clause, language)
        alone = "crowd" in kinds and kinds.isdisjoint(FORCES)
        return ATTACK if alone else name
    return name
