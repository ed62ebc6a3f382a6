"""Titles of events, as a person would write them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitmap.gazetteer.text import fold
from sitmap.reports.languages import DEFAULT, read_table
from sitmap.reports.places.coordinates import COORDINATES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitmap.reports.events.event import Event

# letters of a title
_LONGEST: Final = 90


class _Noun(NamedTuple):
    noun: str
    words: frozenset[str]
    types: frozenset[str]
    needs: frozenset[str]

    def fits(self, kind: str, words: frozenset[str]) -> bool:
        told = not self.words.isdisjoint(words)
        needed = not self.needs or not self.needs.isdisjoint(words)
        return told and needed and (not self.types or kind in self.types)


class _Titles(NamedTuple):
    table: Mapping[str, Any]
    nouns: tuple[_Noun, ...]
    plural: frozenset[str]


@lru_cache(maxsize=16)
def _load(language: str) -> _Titles:
    table = read_table(language, "titles")
    nouns = tuple(
        _Noun(
            each["noun"],
            frozenset(each["words"].split()),
            frozenset(each.get("types", ())),
            frozenset(each.get("needs", "").split()),
        )
        for each in table["nouns"]
    )
    return _Titles(table, nouns, frozenset(table["plural_actors"].split()))


def title_event(event: Event, sentence: str, language: str) -> str:
    """Return a title for an event, in a language.

    Parameters
    ----------
    event
        The event.
    sentence
        The sentence that tells it.
    language
        Code of the language to write it in.
    """
    known = _load(language)
    title = _with_place(
        event, sentence, known, _place_name(event, language)
    )
    killed = event.casualties.fatalities.best
    injured = event.casualties.injured.best
    if killed:
        title = known.table["killed"].format(title=title, n=killed)
    elif injured:
        title = known.table["injured"].format(title=title, n=injured)
    form = known.table["statuses"].get(event.status)
    return (form.format(title=title) if form else title)[:_LONGEST]


def _place_name(event: Event, language: str) -> str:
    """Return the name of an event's place in a language, else its usual one, else as written."""
    if event.place is None:
        return ""
    place = event.place.place
    if place is None or language == DEFAULT:
        return event.place.name or event.place.surface
    key = language.lower().replace("-", "_")
    listed = next(
        (name for code, name in place.names_by_language if code == key), ""
    )
    return listed or event.place.first_form or place.name


def _with_place(
    event: Event, sentence: str, known: _Titles, place: str
) -> str:
    table, kind = known.table, event.sub_event_type
    if kind in table["takes_place"] and place:
        if not event.actor1:
            return str(table["taken"].format(place=place))
        many = fold(event.actor1).rsplit(" ", 1)[-1] in known.plural
        actor = event.actor1[:1].upper() + event.actor1[1:]
        return str(
            table["seize" if many else "seizes"].format(
                actor=actor, place=place
            )
        )
    words = frozenset(fold(sentence).split())
    what = next(
        (each.noun for each in known.nouns if each.fits(kind, words)),
        table["kinds"][kind],
    )
    if not place:
        return str(what)
    worded = bool(
        event.words and event.place and event.words != event.place.surface
    )
    if worded and event.place and event.place.name:
        return str(table["near_place"].format(what=what, words=event.words))
    is_point = event.place is not None and event.place.why.startswith(
        COORDINATES
    )
    form = table.get("at_point") if is_point else None
    return str((form or table["in_place"]).format(what=what, place=place))
