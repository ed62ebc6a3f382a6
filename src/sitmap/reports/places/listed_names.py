"""Names as the gazetteer lists them, whatever ending a language gives them in a sentence."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.reports.places.lookup import is_main_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitmap.gazetteer import Place
    from sitmap.reports.places.name import NameText
    from sitmap.reports.text.tokenizer import Token

_AS_WRITTEN: Final = 80
"""Prominence that a name gains that is listed as it stands, with no ending taken off."""
# letters; such words are names of well-known places alone
_SHORT_NAME: Final = 3
_OF_A_FORM: Final = 12
"""Places of a form of a name that stay in question beside those of other forms."""
_WELL_KNOWN: Final = 450
"""Prominence from which a name of three letters is believed behind an ending."""
_MAIN_NAME: Final = 100
"""Prominence that a place loses under a name that is one among many."""


def find_listed(
    text: NameText, tokens: Sequence[Token], key: str
) -> tuple[str, tuple[Place, ...]]:
    """Return the key under which words are listed, in one of their cases, and the places."""
    places = text.lookup.places(key)
    if text.rules.is_empty:
        return key, places
    ranked = [(_standing(places, key) + _AS_WRITTEN, key)] if places else []
    for form in text.rules.joined_forms([token.text for token in tokens]):
        listed = (
            text.lookup.places(form)
            if text.lookup.library.has(form)
            else ()
        )
        if form.isascii() and not key.isascii():
            listed = tuple(
                each for each in listed if each.country in text.rules.homes
            )
        rank = _standing(listed, form) if listed else -1
        # a town whose people nobody counted has rank 0
        if rank > (_WELL_KNOWN if len(form) <= _SHORT_NAME else -1):
            ranked.append((rank, form))
    ranked.sort(key=itemgetter(0), reverse=True)
    every = (
        place
        for _, form in ranked
        for place in text.lookup.places(form)[:_OF_A_FORM]
        if key.isascii()
        or not form.isascii()
        or place.country in text.rules.homes
    )
    found = tuple({place.id: place for place in every}.values())
    return ranked[0][1] if ranked else key, _without_units(text, found)


def _standing(places: Sequence[Place], form: str) -> float:
    """Return how prominent a form of a name is: a main name more than one among many."""
    return max(
        each.rank - (0 if is_main_name(each, form) else _MAIN_NAME)
        for each in places[:3]
    )


def _without_units(
    text: NameText, places: tuple[Place, ...]
) -> tuple[Place, ...]:
    """Leave out the units of towns of this name where units are named by an adjective."""
    if not text.rules.adjectives:
        return places
    towns = {
        (each.country, each.admin1)
        for each in places
        if each.kind in SETTLEMENTS
    }
    kept = (
        each
        for each in places
        if each.kind not in ("admin1", "admin2")
        or (each.country, each.admin1) not in towns
    )
    return tuple(kept)
