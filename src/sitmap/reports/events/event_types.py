"""Which kind of event words tell: the weights of what they matched, summed and ordered by type.

Sums decide, ties by the order of the lexicon's file; what was used tells more than what it did.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from sitmap.reports.events.lexicon import Hit, find_hits
from sitmap.reports.events.trigger_patterns import (
    AFTERMATH,
    FRAME,
    LOOSE_FRAME,
    load_lexicon,
)
from sitmap.reports.languages import DEFAULT
from sitmap.reports.text.tokenizer import split_tokens
from sitmap.vocabulary import EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FRAME_SHARE: Final = 0.5
"""What a frame counts towards the type: frames are wide, to miss no event, and overlap."""
_FADING: Final = 0.5
"""What a further pattern of a type adds, as a share of the one before."""
_PLAIN: Final = 2.5
"""Weight from which words tell what became of a protest."""
_MEANS: Final = 2.0
"""Weight from which words of a weapon tell what was used …"""
_SHARE: Final = 0.5
"""… and their least share of the weight of what it did."""
_HARM: Final = 2.8
"""Weight from which words tell harm to people: "gunmen" alone, who set a post on fire, have 2.5."""
_PEACEFUL: Final = "Peaceful protest"
PUBLIC: Final = frozenset({"Protests", "Riots"})
_PLANTED: Final = "Remote explosive/landmine/IED"
_ACCIDENT: Final = "Man-made disaster"
REMOTE: Final = "Explosions/Remote violence"
_DAMAGE: Final = "Looting/property destruction"
_ON_PEOPLE: Final = ("Attack", "Armed clash")
_EFFECTS: Final = frozenset({"Attack", _DAMAGE})
STRATEGIC: Final = "Strategic developments"
EXTRA_TYPES: Final = {
    "Meeting": "Diplomacy",
    "Attribution": "Statements",
    "Organised crime": "Crime",
    "Natural disaster": "Disasters",
    "Man-made disaster": "Disasters",
}
"""Sub-event types that ACLED doesn't have, and their event types; drafted when asked for."""
_TYPE_OF: Final = {
    sub: event for event, subs in EVENT_TYPES.items() for sub in subs
} | EXTRA_TYPES


def sum_weights(
    hits: Iterable[Hit], frame_share: float = _FRAME_SHARE
) -> dict[str, float]:
    """Sum the weights by type: the strongest whole, each further one at half of the one before.

    Many patterns say one thing; a second one that says it again adds little. What tells only an
    aftermath counts where nothing tells the event itself.
    """
    every = list(hits)
    if any(hit.tells_event for hit in every):
        every = [hit for hit in every if hit.role != AFTERMATH]
    weights: dict[str, list[float]] = defaultdict(list)
    for hit in every:
        share = frame_share if hit.role in (FRAME, LOOSE_FRAME) else 1.0
        weights[hit.sub_event_type].append(share * hit.weight)
    return {name: _fading(found) for name, found in weights.items()}


def _fading(weights: list[float]) -> float:
    ordered = sorted(weights, reverse=True)
    return sum(weight * _FADING**at for at, weight in enumerate(ordered))


def rank_types(sums: Mapping[str, float]) -> list[str]:
    """Order types by their weight, as far as what is told can be ordered so.

    What became of a protest tells more than that there was one, and what was used more than what
    it did: debris that set a store ablaze is a strike, no arson.
    """
    ranked = sorted(sums, key=lambda name: -sums[name])
    if not ranked:
        return ranked
    best = ranked[0]
    if best == _PEACEFUL:
        worse = (
            name
            for name in ranked
            if event_type_of(name) in PUBLIC and name != best
        )
        best = next((name for name in worse if sums[name] >= _PLAIN), best)
    elif best == _PLANTED and sums.get(_ACCIDENT, 0.0) >= _PLAIN:
        # a boiler or a gas pipe, and no bomb
        best = _ACCIDENT
    elif best == _DAMAGE and any(
        sums.get(name, 0.0) >= _HARM for name in _ON_PEOPLE
    ):
        # what was done to people before what was done to things
        best = max(_ON_PEOPLE, key=lambda name: sums.get(name, 0.0))
    elif best in _EFFECTS:
        least = max(_MEANS, _SHARE * sums[best])
        means = (name for name in ranked if event_type_of(name) == REMOTE)
        best = next((name for name in means if sums[name] >= least), best)
    return [best, *(name for name in ranked if name != best)]


def classify_event(text: str, language: str = DEFAULT) -> str | None:
    """Tell what kind of event a short text reports.

    Parameters
    ----------
    text
        A sentence or a few.
    language
        Of the text.

    Returns
    -------
    str or None
        A sub-event type of ACLED, or one of `EXTRA_TYPES`; None where no word tells.

    Examples
    --------
    >>> classify_event("Two suicide bombers blew themselves up at a busy market")
    'Suicide bomb'
    >>> classify_event("Warplanes bombed rebel-held towns east of the capital")
    'Air/drone strike'
    """
    words = [token.key for token in split_tokens(text)]
    sums = sum_weights(find_hits(words, language=language))
    order = load_lexicon(language).order
    in_order = {
        name: sums[name] for name in sorted(sums, key=order.__getitem__)
    }
    return next(iter(rank_types(in_order)), None)


def event_type_of(sub_event_type: str) -> str:
    """Return the event type that a sub-event type belongs to."""
    return _TYPE_OF[sub_event_type]
