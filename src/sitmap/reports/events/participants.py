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
    from collections.abc import Iterator, Mapping, Sequence

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
    "persons",
    "bystanders",
)
_ARMED = ("state", "police", "rebels")
_TAKEN: Mapping[str, Mapping[str, str]] = {
    OVERTAKES: {"state": REGAINS},
    REGAINS: {"rebels": OVERTAKES},
}
"""What ground is taken for, by who takes it."""
FORCES = frozenset({"state", "police", "missions"})
_BEHIND = 60
"""Letters behind an actor that tell what befell it …"""
_BEFORE = 40
"""… and before it, that tell whether it is a subject."""
_NEVER = "(?!)"


class _Words(NamedTuple):
    found: re.Pattern[str]
    no_actor: frozenset[str]
    by: re.Pattern[str]
    speaks: re.Pattern[str]
    suffers: re.Pattern[str]
    said_by: re.Pattern[str]
    part_of: re.Pattern[str]
    aside: re.Pattern[str]
    deed: re.Pattern[str]
    counted: re.Pattern[str]
    between: re.Pattern[str]
    then: re.Pattern[str]
    made_of: re.Pattern[str]
    about_it: re.Pattern[str]
    kinds: Mapping[str, re.Pattern[str]]


class _Actor(NamedTuple):
    """Somebody named in a clause, and how the clause names them.

    Attributes
    ----------
    is_by
        Behind the word for the doer of a passive: "by rebels".
    is_hurt
        What befell them stands behind: "soldiers were shot".
    is_aside
        No doer: "an attack on police", "sheltering families", "the driver's mate", "rescuers".
    is_counted
        Behind a number: "killed four soldiers".
    is_side
        The first of two sides: "fighting between rebels and the army".
    is_then
        Behind "when" or "after": "was shot when soldiers opened fire".
    is_weapon
        No person: a drone may hit, and nobody is hurt in it.
    """

    start: int
    end: int
    name: str
    is_by: bool
    is_hurt: bool
    is_aside: bool
    is_counted: bool
    is_side: bool
    is_weapon: bool
    is_then: bool


@per_language
def _load(language: str) -> _Words:
    table = read_table(language, "participants")
    heads = {
        kind: [*_entries(table.get(kind, "")), *_phrases(table, kind)]
        for kind in _KINDS
    }
    # a sentence may begin with one
    heads = {kind: _with_capitals(words) for kind, words in heads.items()}
    every = any_of(head for words in heads.values() for head in words)
    modifiers = any_of(table["modifiers"].split())

    def read(name: str) -> re.Pattern[str]:
        return compile_pattern(table.get(name, _NEVER), language)

    return _Words(
        compile_pattern(
            rf"\b(?:(?:[A-ZÀ-ŽЀ-Я][\w’'-]+|pro-\w+|anti-\w+|{modifiers})\s+){{0,3}}(?:{every})\b",
            language,
        ),
        frozenset(table["no_actor"].split()),
        read("by"),
        read("speaks"),
        read("suffers"),
        read("said_by"),
        read("part_of"),
        read("aside"),
        read("deed"),
        read("counted"),
        read("between"),
        read("then"),
        read("made_of"),
        read("about_it"),
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
    >>> clause = "An attack on a police post killed two officers"
    >>> find_actors(clause, clause.index("attack"))
    (None, 'officers')
    """
    actors = list(_named_in(clause, trigger, _load(language)))
    doer = _doer(actors, trigger)
    return (
        doer.name if doer else None,
        _sufferer(actors, trigger, doer),
    )


def _named_in(clause: str, trigger: int, words: _Words) -> Iterator[_Actor]:
    """Yield who is named, but not who only tells of it, is counted among others or is a deed."""
    last = 0
    for match in words.found.finditer(clause):
        start, end = match.span()
        is_same = last and words.made_of.match(clause[last:start])
        last = end
        if is_same:
            continue
        before = clause[max(0, start - _BEFORE) : start]
        behind = clause[end : end + _BEHIND]
        name = _clean(match[0], words.no_actor)
        if (
            words.speaks.match(behind)
            or words.said_by.search(before)
            or words.part_of.search(before)
            or _is_deed(name, behind, words)
            or _is_about_it(behind, trigger - end, words)
        ):
            continue
        yield _Actor(
            start,
            end,
            name,
            bool(words.by.search(before)),
            bool(words.suffers.match(behind)),
            _is_aside(name, before, behind, words),
            bool(words.counted.search(before)),
            bool(words.between.search(before)),
            bool(words.kinds["weapons"].search(name)),
            bool(words.then.search(before)),
        )


def _is_aside(name: str, before: str, behind: str, words: _Words) -> bool:
    """Tell who does nothing: a target, who is named for what is theirs, who only helps."""
    is_owner = behind.startswith(("'s ", "’s ", "s' ", "s’ "))
    is_beside = words.kinds["bystanders"].search(name) is not None
    return is_owner or is_beside or words.aside.search(before) is not None


def _is_about_it(behind: str, trigger: int, words: _Words) -> bool:
    """Tell who did something about the event: "police have arrested two men over the fire"."""
    match = words.about_it.match(behind)
    return match is not None and not 0 <= trigger < match.end()


def _is_deed(name: str, behind: str, words: _Words) -> bool:
    """Tell a weapon that is part of what was done: "artillery shelling", "a rocket attack"."""
    alone = " " not in name and words.kinds["weapons"].match(name)
    return bool(alone and words.deed.match(behind))


def _doer(actors: Sequence[_Actor], trigger: int) -> _Actor | None:
    """Return the agent of the passive, the first of two sides, or the subject of the trigger."""
    for actor in actors:
        if actor.is_by or actor.is_side:
            return actor
    subjects = [
        each
        for each in actors
        if each.start <= trigger and not (each.is_hurt or each.is_aside)
    ]
    if not subjects:
        return next((each for each in actors if each.is_then), None)
    # "pupils whom gunmen took were freed": who was hurt stands between the subject and the trigger
    is_hurt = any(each.is_hurt for each in actors)
    return subjects[0] if is_hurt else subjects[-1]


def _sufferer(
    actors: Sequence[_Actor], trigger: int, doer: _Actor | None
) -> str | None:
    """Return who was hurt in so many words, is counted, or stands on the other side of the deed."""
    others = [
        each
        for each in actors
        if not each.is_weapon and (doer is None or each.name != doer.name)
    ]
    is_before = doer is not None and doer.is_by
    behind = [
        each
        for each in others
        if is_before == (each.start < trigger) and not each.is_then
    ]
    ranks = (
        [each for each in others if each.is_hurt],
        [each for each in behind if each.is_counted],
        behind,
        [each for each in others if each.is_aside],
    )
    return next((rank[0].name for rank in ranks if rank), None)


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
