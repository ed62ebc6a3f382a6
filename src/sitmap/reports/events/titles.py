"""Titles of events, as a person would write them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitmap.gazetteer.text import fold
from sitmap.geocoding.kind_words import facility_word
from sitmap.reports.events.participants import kind_of_actor
from sitmap.reports.languages import (
    DEFAULT,
    has_words,
    read_table,
    read_words,
)
from sitmap.reports.places.coordinates import COORDINATES
from sitmap.reports.text.patterns import any_of

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
    retakes: re.Pattern[str] | None


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
    words = table.get("retake_words", "").split()
    retakes = re.compile(rf"\b{any_of(words)}", re.IGNORECASE)
    plural = frozenset(table["plural_actors"].split())
    return _Titles(table, nouns, plural, retakes if words else None)


def title_event(
    event: Event, sentence: str, language: str, told_in: str | None = None
) -> str:
    """Return a title for an event, in a language.

    Parameters
    ----------
    event
        The event.
    sentence
        The sentence that tells it.
    language
        Code of the language to write it in.
    told_in
        Code of the language of the sentence; by default the title's own. Words of another
        language don't get into a title.
    """
    known = _load(language)
    place = _place_name(event, language)
    title = _with_place(
        event, sentence, known, place, told_in or language, language
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
    event: Event,
    sentence: str,
    known: _Titles,
    place: str,
    told_in: str,
    language: str,
) -> str:
    table, kind = known.table, event.sub_event_type
    if kind in table["takes_place"] and place:
        return _taken(event, sentence, known, place, told_in, language)
    what = _name_what(kind, sentence, known, told_in, language)
    if not place:
        return str(what)
    worded = bool(
        event.words and event.place and event.words != event.place.surface
    )
    if worded and event.place and event.place.name:
        if told_in != language:
            near = table.get("near", table["in_place"])
            return str(near.format(what=what, place=place))
        return str(table["near_place"].format(what=what, words=event.words))
    is_point = event.place is not None and event.place.why.startswith(
        COORDINATES
    )
    is_spot = told_in == language and _is_spot(place)
    form = table.get("at_point") if is_point or is_spot else None
    return str((form or table["in_place"]).format(what=what, place=place))


def _is_spot(name: str) -> bool:
    """Tell by its last word what one is at, and not in: "Ibar bridge"."""
    return facility_word(name, at_end=True) is not None


def _name_what(
    kind: str, sentence: str, known: _Titles, told_in: str, language: str
) -> str:
    """Return the noun for what happened: by a word of the sentence, else the type's own."""
    plain = str(known.table["kinds"][kind])
    if told_in == language:
        words = frozenset(fold(sentence).split())
        fitting = (
            each.noun for each in known.nouns if each.fits(kind, words)
        )
        return next(fitting, plain)
    for each in known.table.get("foreign_nouns", ()):
        found = kind in each["types"] and has_words(told_in)
        if found and _told_by(told_in, each["words"]).search(sentence):
            return str(each["noun"])
    return plain


@lru_cache(maxsize=64)
def _told_by(language: str, name: str) -> re.Pattern[str]:
    """Compile a list of a language's lexicon."""
    lexicon = read_words(language).get("lexicon", {})
    listed = str(lexicon.get(name, "")).split(",")
    words = [word.strip() for word in listed if word.strip()]
    return re.compile(
        rf"\b{any_of(words)}\b" if words else "(?!)", re.IGNORECASE
    )


def _taken(
    event: Event,
    sentence: str,
    known: _Titles,
    place: str,
    told_in: str,
    language: str,
) -> str:
    """Return who takes a place, in words of the title's language; else that it is taken."""
    table, actor = known.table, event.actor1
    if actor and told_in != language:
        actor = _translate_actor(actor, known, told_in)
        # who denies it is told first, and took nothing
        actor = None if event.status == "denied" else actor
    if not actor:
        return str(table["taken"].format(place=place))
    many = fold(actor).rsplit(" ", 1)[-1] in known.plural
    actor = actor[:1].upper() + actor[1:]
    back = known.retakes and known.retakes.search(sentence)
    verb = "retake" if back else "seize"
    form = table[verb if many else f"{verb}s"]
    return str(form.format(actor=actor, place=place))


def _translate_actor(
    actor: str, known: _Titles, told_in: str
) -> str | None:
    """Return the word for an actor of that kind; a short name in capitals stays: RSF, M23."""
    if actor.isascii() and actor.isupper():
        return actor
    kinds: Mapping[str, str] = known.table.get("actors", {})
    return kinds.get(kind_of_actor(actor, told_in))
