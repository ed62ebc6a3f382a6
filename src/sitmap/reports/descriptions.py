# ruff: noqa: E501, RUF001  - patterns and word lists are kept whole; curly quotes and dashes are what news is written with
"""Places that a report speaks of without their name: "the city", "the north of the country", "our northern neighbour".

Each is read from the names around it. What cannot be read keeps no place: nothing is invented.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.distances import distance_m
from sitmap.gazetteer.kinds import KINDS, SETTLEMENTS, precision_of
from sitmap.geocoding.kindwords import kinds_of_word
from sitmap.reports.lexicons import load_capitals, load_words
from sitmap.reports.toponyms import Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitmap.gazetteer import Place
    from sitmap.reports.blocks import Sentence
    from sitmap.reports.lookup import Lookup

__all__ = ["find_descriptions"]

_DIRECTION: Final = r"(?P<direction>north|south|east|west)(?:ern)?"
_BEARINGS: Final = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}
_SECTOR: Final = 60.0
_NAMED: Final = ("place", "metonym", "organisation")


def find_descriptions(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], lookup: Lookup
) -> list[Mention]:
    """Find descriptions of places and what they refer to.

    Parameters
    ----------
    text, sentences
        The text and its sentences.
    mentions
        The names found in it, in order.
    lookup
        What names mean.

    Returns
    -------
    list of Mention
        In order; a description that holds another ("the north of the country") is the only one of the two.
    """
    reader = _Reader(sentences, mentions, lookup)
    found: list[Mention] = []
    for match in _pattern().finditer(text):
        kind = match.lastgroup or ""
        place, why = getattr(reader, f"read_{kind}")(match)
        if place is not None or kind != "thing":
            found.append(_describe(match.start(kind), match[kind], place, why))
    return found


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    words = load_words()
    # the group that closes last names the reading: each alternative is one group around the whole
    return re.compile(
        r"\b(?:"
        rf"(?P<capital>the capital (?:city )?of [^\W\d_]\w+)"
        rf"|(?P<part>the (?:far )?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west) of (?:{_any(words.the_country)}))"
        rf"|(?P<neighbour>(?:our|its|their|the country['’]s) (?:north|south|east|west)ern neighbou?r)"
        rf"|(?P<pair>{_any(words.two_countries)})|(?P<country>{_any(words.the_country)})"
        rf"|(?P<city>{_any(words.the_city)})|(?P<thing>the (?:border |power |nuclear |air )?(?:crossing|bridge|plant|airport|base|dam|camp|hospital|prison|port|monastery))|(?P<vague>{_any(words.vague_areas)})"
        r")\b(?! of [A-Z])",
        re.IGNORECASE,
    )


def _any(phrases: Sequence[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in phrases)


class _Reader:
    """Reads one description after another; each method returns (place or None, why)."""

    def __init__(self, sentences: Sequence[Sentence], mentions: Sequence[Mention], lookup: Lookup) -> None:
        self.sentences = sentences
        self.lookup = lookup
        self.named = [mention for mention in mentions if mention.place is not None and mention.kind in _NAMED]
        self.named_things = [each for each in mentions if each.place is not None and each.kind == "facility"]
        self.countries = [mention for mention in self.named if mention.place and mention.place.kind == "country"]
        self.towns = [mention for mention in self.named if mention.place and mention.place.kind in SETTLEMENTS]

    def read_capital(self, match: re.Match[str]) -> tuple[Place | None, str]:
        inside = next((each for each in self.countries if match.start() <= each.start < match.end()), None)
        capital = load_capitals().get(inside.country) if inside else None
        found = (
            [place for place in self.lookup.places(capital) if inside and place.country == inside.country]
            if capital
            else []
        )
        return next(iter(found), None), "the capital of the country named"

    def read_country(self, match: re.Match[str]) -> tuple[Place | None, str]:
        """Return the country named nearest in the sentence, else the one that the report names most."""
        sentence = self._sentence(match.start())
        near = [each for each in self.countries if sentence.start <= each.start < sentence.end]
        if near:
            return min(
                near, key=lambda each: abs(each.start - match.start())
            ).place, "the country named in the sentence"
        return self._main_country(), "the country that the report names most"

    def read_part(self, match: re.Match[str]) -> tuple[Place | None, str]:
        country, _ = self.read_country(match)
        direction = match["part"].split()[1].lower()
        if country is None:
            return None, "no country is named"
        key = f"{direction} {country.name.lower()}"
        areas = [place for place in self.lookup.places(key) if place.kind in ("region", "admin1")]
        return next(iter(areas), country), f"the {direction} of {country.name}"

    def read_neighbour(self, match: re.Match[str]) -> tuple[Place | None, str]:
        """Return the nearest of the countries named that lies in that direction from the speaker's own."""
        direction = next(word for word in _BEARINGS if word in match["neighbour"].lower())
        before = [
            each.place for each in self.countries if each.end <= match.start() and self._same_paragraph(each, match)
        ]
        home = (before[-1] if before else None) or self._main_country()
        others = {each.place for each in self.countries if each.place and home and each.place.id != home.id}
        inside = [place for place in others if home and _lies(home, place, _BEARINGS[direction])]
        nearest = min(inside, key=lambda place: _away(home, place), default=None) if home else None
        return nearest, f"named in the report, {direction} of {home.name if home else '?'}"

    def read_pair(self, _: re.Match[str]) -> tuple[Place | None, str]:
        counts = Counter(each.name for each in self.countries).most_common(2)
        first = counts[0][0] if counts else ""
        place = next((each.place for each in self.countries if each.name == first), None)
        return place, " and ".join(name for name, _ in counts)

    def read_city(self, match: re.Match[str]) -> tuple[Place | None, str]:
        before = [each for each in self.towns if each.end <= match.start() and self._same_paragraph(each, match)]
        return (
            (before[-1].place, f"{before[-1].surface}, named before") if before else (None, "no town is named before")
        )

    def read_thing(self, match: re.Match[str]) -> tuple[Place | None, str]:
        """Return the last facility of that kind named before; a thing that nobody named is no place."""
        word = match["thing"].rsplit(" ", 1)[-1].lower()
        kinds = kinds_of_word(word)
        before = [
            each for each in self.named_things if each.end <= match.start() and each.place and each.place.kind in kinds
        ]
        return (before[-1].place, f"{before[-1].surface}, named before") if before else (None, "")

    def read_vague(self, _: re.Match[str]) -> tuple[Place | None, str]:
        return None, "no place is named"

    def _sentence(self, at: int) -> Sentence:
        return next((each for each in self.sentences if each.start <= at < each.end), self.sentences[-1])

    def _same_paragraph(self, mention: Mention, match: re.Match[str]) -> bool:
        return self._sentence(mention.start).paragraph == self._sentence(match.start()).paragraph

    def _main_country(self) -> Place | None:
        counts = Counter(each.place for each in self.countries)
        return counts.most_common(1)[0][0] if counts else None


def _lies(home: Place, place: Place, bearing: float) -> bool:
    east = (place.lon - home.lon) * math.cos(math.radians(home.lat))
    there = math.degrees(math.atan2(east, place.lat - home.lat)) % 360
    return abs((there - bearing + 180) % 360 - 180) <= _SECTOR


def _away(home: Place, place: Place) -> float:
    return distance_m(home.lat, home.lon, place.lat, place.lon)


def _describe(start: int, surface: str, place: Place | None, why: str) -> Mention:
    if place is None:
        return Mention(start, start + len(surface), surface, "region", why=why)
    group = KINDS.get(place.kind, ("settlement",))[0]
    kind = "facility" if group == "facility" else "region" if place.kind == "region" else "place"
    return Mention(
        start, start + len(surface), surface, kind, place.name, place.id, place.country, place.lat, place.lon,
        precision_of(place.kind), place.uncertainty_m, 0.6, why, place,
    )  # fmt: skip
