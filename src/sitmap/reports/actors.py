# ruff: noqa: RUF001  - patterns and word lists are kept whole; curly quotes and dashes are what news is written with
"""Who did it and to whom, as far as the clause names them."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["find_actors"]

_HEADS: Final = (
    "forces|army|troops|soldiers|police|gendarmerie|gendarmes|militants?|rebels?|insurgents?|fighters|gunmen|gunman|separatists?|terrorists?|militias?|"
    "jihadists?|protesters|demonstrators|rioters|mob|villagers|civilians|residents|students|workers|supporters|activists|warplanes|jets|drones?|"
    "artillery|navy|air force|coast guard|peacekeepers|bandits|herdsmen|vigilantes|guards|officers|policemen|settlers|bomber|bombers|"
    "attackers?|assailants?|smugglers|migrants|Serbs|Albanians|Kurds|Taliban|Houthis?|KFOR|EULEX|NATO|Hezbollah|Hamas|al-Shabaab|Boko Haram|Islamic State|ISIS|ISIL|PKK|YPG|SDF"
)
_ACTOR: Final = re.compile(
    rf"\b(?:(?:[A-Z][\w’'-]+|local|unknown|unidentified|armed|masked|government|security|rebel|special|riot|border|national|angry|suspected|"
    rf"pro-\w+|anti-\w+|opposition|paramilitary|separatist|suicide|ethnic)\s+){{0,3}}(?:{_HEADS})\b"
)
_NO_ACTOR: Final = frozenset(
    {
        "The",
        "A",
        "An",
        "On",
        "In",
        "At",
        "When",
        "After",
        "But",
        "And",
        "Two",
        "Three",
        "As",
        "Later",
        "Meanwhile",
    }
)


def find_actors(clause: str, trigger: int) -> tuple[str | None, str | None]:
    """Return (who did it, who suffered it) as a clause names them.

    Parameters
    ----------
    clause
        The clause.
    trigger
        Offset of the trigger in it.

    Examples
    --------
    >>> clause = "the plant was captured by the Russian army"
    >>> find_actors(clause, clause.index("captured"))
    ('Russian army', None)
    >>> clause = "Unknown gunmen attacked a convoy of peacekeepers"
    >>> find_actors(clause, clause.index("attacked"))
    ('Unknown gunmen', 'peacekeepers')
    """
    found = [(match.start(), _clean(match[0])) for match in _ACTOR.finditer(clause)]
    by = next(
        (actor for at, actor in found if re.search(r"\bby (?:the |an? )?$", clause[:at])), None
    )
    before = [actor for at, actor in found if at < trigger and actor != by]
    after = [actor for at, actor in found if at > trigger and actor != by]
    if by is not None:
        return by, next(iter(before), None)
    if not before:
        return (next(iter(after), None), None) if trigger == 0 else (None, next(iter(after), None))
    return before[-1], next((actor for actor in after if actor != before[-1]), None)


def _clean(actor: str) -> str:
    first, _, rest = actor.partition(" ")
    return rest if first in _NO_ACTOR and rest else actor
