"""Places that a report speaks of without their name: "the city", "the north of the country".

Each is read from the names around it. What cannot be read keeps no place: nothing is invented.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.kinds import KINDS, SETTLEMENTS, precision_of
from sitmap.gazetteer.text import fold
from sitmap.geocoding.kind_words import kinds_of_word
from sitmap.geodesy import distance_m
from sitmap.reports.languages.compiled import compile_pattern, per_language
from sitmap.reports.places.mentions import Mention
from sitmap.reports.places.words import load_capitals, load_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitmap.gazetteer import Place
    from sitmap.reports.places.lookup import Lookup
    from sitmap.reports.text.sentences import Sentence
    from sitmap.reports.text.tokenizer import Token

# letters before a description in which its place is named
_REACH: Final = 3_000
# degrees to either side of a direction that is told
_SECTOR: Final = 60.0
_NAMED: Final = ("place", "metonym", "organisation")


def find_descriptions(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    lookup: Lookup,
) -> list[Mention]:
    """Find descriptions of places and what they refer to.

    Parameters
    ----------
    text, tokens, sentences
        The text, its words and sentences.
    mentions
        The names found in it, in order.
    lookup
        What names mean.

    Returns
    -------
    list of Mention
        In order; a description that holds another ("the north of the country") is the only one of
        the two.
    """
    reader = _Reader(text, sentences, mentions, lookup)
    found: list[Mention] = []
    for match in _matches(text, tokens, lookup.language):
        kind = match.lastgroup or ""
        place, why = getattr(reader, f"read_{kind}")(match)
        if place is not None or kind != "thing":
            found.append(
                _describe(match.start(kind), match[kind], place, why)
            )
    return found


def _matches(
    text: str, tokens: Sequence[Token], language: str
) -> Iterator[re.Match[str]]:
    """Yield the descriptions, looked for only where one may begin: at one word in twelve."""
    pattern, seconds, behind = _pattern(language), _seconds(language), 0
    openers = load_words(language).description_openers
    for token, following in pairwise(tokens):
        if (
            token.key in openers
            and following.key in seconds
            and token.start >= behind
        ):
            match = pattern.match(text, token.start)
            if match is not None:
                behind = match.end()
                yield match


@lru_cache(maxsize=16)
def _seconds(language: str) -> frozenset[str]:
    """Return the second words of descriptions: one article in a hundred is worth trying."""
    words = load_words(language)
    phrases = (
        *words.the_country,
        *words.two_countries,
        *words.the_city,
        *words.vague_areas,
    )
    return words.description_seconds | {
        fold(phrase.split()[1]) for phrase in phrases
    }


@per_language
def _pattern(language: str) -> re.Pattern[str]:
    words = load_words(language)
    country = _any(words.the_country)
    directions = "|".join(
        sorted(words.directions_of_parts, key=len, reverse=True)
    )
    part = words.part_of.format(
        direction=f"(?:{directions})", country=country
    )
    # the group that closes last names the reading: each alternative is one group around the whole
    readings = {
        "capital": words.capital_of,
        "part": part,
        "neighbour": words.neighbour,
        "pair": _any(words.two_countries),
        "country": country,
        "city": _any(words.the_city),
        "thing": words.thing,
        "vague": _any(words.vague_areas),
    }
    every = "|".join(
        f"(?P<{name}>{reading})" for name, reading in readings.items()
    )
    return compile_pattern(
        rf"(?:{every}){words.no_description}", language, re.IGNORECASE
    )


def _any(phrases: Sequence[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in phrases)


class _Reader:
    """Reads one description after another; each method returns (place or None, why)."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        lookup: Lookup,
    ) -> None:
        self.text = text
        self.sentences = sentences
        self.lookup = lookup
        self.bearings = load_words(lookup.language).bearings
        self.named = [
            mention
            for mention in mentions
            if mention.place is not None and mention.kind in _NAMED
        ]
        self.named_things = [
            each
            for each in mentions
            if each.place is not None and each.kind == "facility"
        ]
        self.countries = [
            mention
            for mention in self.named
            if mention.place and mention.place.kind == "country"
        ]
        self.towns = [
            mention
            for mention in self.named
            if mention.place and mention.place.kind in SETTLEMENTS
        ]

    def read_capital(
        self, match: re.Match[str]
    ) -> tuple[Place | None, str]:
        inside = next(
            iter(_between(self.countries, match.start(), match.end())), None
        )
        capital = load_capitals().get(inside.country) if inside else None
        found = (
            [
                place
                for place in self.lookup.places(capital)
                if inside and place.country == inside.country
            ]
            if capital
            else []
        )
        return next(iter(found), None), "the capital of the country named"

    def read_country(
        self, match: re.Match[str]
    ) -> tuple[Place | None, str]:
        """Return the country named nearest in the sentence, else the one named most of all."""
        sentence = self._sentence(match.start())
        near = _between(self.countries, sentence.start, sentence.end)
        if near:
            nearest = min(
                near, key=lambda each: abs(each.start - match.start())
            )
            return nearest.place, "the country named in the sentence"
        return self._main_country, "the country that the report names most"

    def read_part(self, match: re.Match[str]) -> tuple[Place | None, str]:
        country, _ = self.read_country(match)
        direction = next(
            word for word in self.bearings if word in match["part"].lower()
        )
        if country is None:
            return None, "no country is named"
        key = f"{direction} {country.name.lower()}"
        areas = [
            place
            for place in self.lookup.places(key)
            if place.kind in ("region", "admin1")
        ]
        return next(
            iter(areas), country
        ), f"the {direction} of {country.name}"

    def read_neighbour(
        self, match: re.Match[str]
    ) -> tuple[Place | None, str]:
        """Return the nearest of the countries named that lies in that direction of the speaker."""
        direction = next(
            word
            for word in self.bearings
            if word in match["neighbour"].lower()
        )
        before = _between(
            self.countries,
            self._paragraph_start(match.start()),
            match.start(),
        )
        home = before[-1].place if before else self._main_country
        others = {
            place
            for place, _ in self._counts
            if home and place.id != home.id
        }
        inside = [
            place
            for place in others
            if home and _lies(home, place, self.bearings[direction])
        ]
        nearest = (
            min(inside, key=lambda place: _away(home, place), default=None)
            if home
            else None
        )
        return (
            nearest,
            f"named in the report, {direction} of {home.name if home else '?'}",
        )

    def read_pair(self, _: re.Match[str]) -> tuple[Place | None, str]:
        pair = self._counts[:2]
        return (pair[0][0] if pair else None), " and ".join(
            place.name for place, _ in pair
        )

    def read_city(self, match: re.Match[str]) -> tuple[Place | None, str]:
        before = _between(
            self.towns, self._paragraph_start(match.start()), match.start()
        )
        return (
            (before[-1].place, f"{before[-1].surface}, named before")
            if before
            else (None, "no town is named before")
        )

    def read_thing(self, match: re.Match[str]) -> tuple[Place | None, str]:
        """Return the last facility of that kind named before; what nobody named is no place."""
        word = match["thing"].rsplit(" ", 1)[-1].lower()
        kinds = kinds_of_word(word)
        near = (match.start() - _REACH, match.start())
        things = [
            each
            for each in _between(self.named_things, *near)
            if each.place and each.place.kind in kinds
        ]
        called = [
            each
            for each in _between(self.towns, *near)
            if self._is_called(each, word)
        ]
        last = max((*things, *called), key=_start_of, default=None)
        return (
            (last.place, f"{last.surface}, named before")
            if last
            else (None, "")
        )

    def _is_called(self, mention: Mention, word: str) -> bool:
        """Tell "the Jarinje crossing" from Jarinje."""
        return (
            self.text[mention.end : mention.end + 1 + len(word)].lower()
            == f" {word}"
        )

    def read_vague(self, _: re.Match[str]) -> tuple[Place | None, str]:
        return None, "no place is named"

    def _sentence(self, at: int) -> Sentence:
        return self.sentences[max(bisect_right(self._starts, at) - 1, 0)]

    def _paragraph_start(self, at: int) -> int:
        number = max(bisect_right(self._starts, at) - 1, 0)
        paragraph = self.sentences[number].paragraph
        while number and self.sentences[number - 1].paragraph == paragraph:
            number -= 1
        return self.sentences[number].start

    @cached_property
    def _starts(self) -> list[int]:
        return [each.start for each in self.sentences]

    @cached_property
    def _counts(self) -> list[tuple[Place, int]]:
        return Counter(
            each.place for each in self.countries if each.place
        ).most_common()

    @cached_property
    def _main_country(self) -> Place | None:
        return self._counts[0][0] if self._counts else None


def _between(
    mentions: Sequence[Mention], start: int, end: int
) -> Sequence[Mention]:
    """Return the mentions, given in order, that begin between two offsets."""
    return mentions[
        bisect_left(mentions, start, key=_start_of) : bisect_left(
            mentions, end, key=_start_of
        )
    ]


def _start_of(mention: Mention) -> int:
    return mention.start


def _lies(home: Place, place: Place, bearing: float) -> bool:
    east = (place.lon - home.lon) * math.cos(math.radians(home.lat))
    there = math.degrees(math.atan2(east, place.lat - home.lat)) % 360
    return abs((there - bearing + 180) % 360 - 180) <= _SECTOR


def _away(home: Place, place: Place) -> float:
    return distance_m(home.lat, home.lon, place.lat, place.lon)


def _describe(
    start: int, surface: str, place: Place | None, why: str
) -> Mention:
    if place is None:
        return Mention(
            start, start + len(surface), surface, "region", why=why
        )
    group = KINDS.get(place.kind, ("settlement",))[0]
    kind = (
        "facility"
        if group == "facility"
        else "region"
        if place.kind == "region"
        else "place"
    )
    return Mention(
        start,
        start + len(surface),
        surface,
        kind,
        place.name,
        place.id,
        place.country,
        place.lat,
        place.lon,
        precision_of(place.kind),
        place.uncertainty_m,
        0.6,
        why,
        place,
    )
