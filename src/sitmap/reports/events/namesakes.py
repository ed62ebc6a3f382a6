"""Namesakes: the places that a report names, taken together, and those that stray from them.

A town far from all that a report names, in a country that it doesn't name, is another of the name;
so is a village at the other end of its own country, where all else lies in one corner of it.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.gazetteer.text import fold
from sitmap.geocoding.kind_words import kinds_of_word
from sitmap.reports.events.mention_kinds import (
    GREAT_CITY,
    away_m,
    is_alias,
    is_town,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitmap.gazetteer import Place
    from sitmap.reports.passages import Passages
    from sitmap.reports.places.mentions import Mention

_FAR_M: Final = 1_500_000.0
"""Further than this from everything else that is named, a place is a namesake."""
_FAR_LITTLE_M: Final = 600_000.0
"""The same of a place that few know: Kuma near El Fasher is no town of Japan."""
_FAR_ALIAS_M: Final = 500_000.0
"""The same of a place that bears the name as another spelling: "Mambasa" is no Mombasa in Ituri."""
_KNOWN_RANK: Final = 450
"""Prominence of 30,000 people: less is known near by."""
_TOWN_RANK: Final = 400
"""Prominence of 10,000 people, a town …"""
_LOST_TOWN_M: Final = 1_000_000.0
"""… that is another of its name this far from the corner that the report is of: Volchansk."""
_CORNER_M: Final = 250_000.0
"""How far from its middle a report that is of one corner of a country has its places …"""
_WORD: Final = 16
"""Letters beside a name in which a word says what it is."""
_LEAST_CORNER: Final = 4
"""… the least number of these …"""
_LOST_M: Final = 400_000.0
"""… and how far from each of them a village of that country is another of its name."""
_BESIDE_UNIT_M: Final = 100_000.0
"""A unit is longer than round: this far outside its circle may still be in it."""
_UNITS: Final = ("admin1", "admin2", "region")
_MAIN: Final = 3
"""Countries that a name is looked for in that no gazetteer spells so."""
_SEVERAL: Final = 2
"""Countries that the headings of a bulletin of many countries name beside one's own."""
_NUMBERED: Final = re.compile(r"[^\W\d]+ \d+")
_FEW: Final = 3
"""Places of a report; with fewer it has no middle."""
_TOGETHER: Final = 0.75
"""Share of a report's places by which it is of one part of the world."""
_OFTEN: Final = 3
"""Times that a place counts at most."""
_MANY: Final = 40
"""Places looked at to tell whether a report is of one part of the world."""
_DISTRICTS: Final = ("admin2", "municipality")


class ReportPlaces:
    """The places that a report names, taken together.

    Parameters
    ----------
    passages
        The text and what was found in it.
    """

    def __init__(self, passages: Passages) -> None:
        self._passages = passages
        self._stray: dict[str, bool] = {}

    @cached_property
    def towns(self) -> dict[str, Mention]:
        """The towns that the report names, by id."""
        return {
            each.place_id: each
            for each in self._passages.mentions
            if each.kind == "place" and is_town(each)
        }

    @cached_property
    def _units(self) -> dict[str, Mention]:
        """The first-level units that the report names, by id."""
        return {
            each.place_id: each
            for each in self._passages.mentions
            if each.place and each.place.kind == "admin1"
        }

    @cached_property
    def main_countries(self) -> tuple[str, ...]:
        """The countries that most of the report's places lie in."""
        told = Counter(country for country, _ in self._countries if country)
        return tuple(country for country, _ in told.most_common(_MAIN))

    @cached_property
    def home_country(self) -> str:
        """The country that nearly all towns of the report lie in; empty if there is none."""
        told = Counter(each.country for each in self.towns.values())
        country, times = next(iter(told.most_common(1)), ("", 0))
        is_home = times >= _FEW and times >= _TOGETHER * told.total()
        return country if is_home else ""

    def is_stray(self, mention: Mention) -> bool:
        """Tell a namesake: far from all that the report names, in a country it doesn't name.

        Parameters
        ----------
        mention
            One of the report.
        """
        known = self._stray.get(mention.place_id)
        if known is None:
            known = self._read_stray(mention)
            self._stray[mention.place_id] = known
        return known

    def _read_stray(self, mention: Mention) -> bool:
        place = mention.place
        if place is None:
            return False
        if _NUMBERED.fullmatch(mention.surface):
            # "Sector 3" is a town's only in a report of its country
            return place.country not in self._named_countries
        if not _may_stray(mention, place) or self._is_listed(
            mention, place
        ):
            return False
        others = self._others(mention)
        return len(others) >= _FEW and self._is_apart(mention, others)

    def _is_apart(
        self, mention: Mention, others: Sequence[Mention]
    ) -> bool:
        """Tell a place far from the others that a report names."""
        place = mention.place
        if place is None:
            return False
        if is_alias(mention) and self._is_abroad(mention, others):
            return True
        if self._names_its_country(place):
            return self._is_lost(place, mention, others)
        far_m = _far_m(mention, place)
        return all(away_m(mention, each) > far_m for each in others)

    def _is_abroad(
        self, mention: Mention, others: Sequence[Mention]
    ) -> bool:
        """Tell a little town abroad, not beside the border, that is only spelled so, too."""
        place = mention.place
        if place is None:
            return False
        if place.population >= GREAT_CITY or place.kind not in SETTLEMENTS:
            return False
        named = (
            each
            for each in self._passages.mentions
            if each.kind != "demonym" and each.place_id != place.id
        )
        if any(each.country == place.country for each in named):
            return False
        return all(
            away_m(mention, each) > _BESIDE_UNIT_M for each in others
        )

    def _is_listed(self, mention: Mention, place: Place) -> bool:
        """Tell a known place of a list: each line or item of it may be of its own country."""
        if self._is_list:
            return place.population >= GREAT_CITY or place.kind == "admin1"
        if place.population < GREAT_CITY or is_alias(mention):
            return False
        others = {
            country
            for key, country in self._headings.items()
            if key != place.id
        }
        return place.id in self._headings and len(others) >= _SEVERAL

    @cached_property
    def _headings(self) -> dict[str, str]:
        """The countries of the places that head an item or a part, by id of the place."""
        spans = [
            each.label or (each.start, each.end)
            for each in self._passages.outline
            if each.label or each.is_heading
        ]
        return {
            mention.place_id: mention.country
            for span in spans
            for mention in self._passages.mentions_in(*span)
            if mention.place
        }

    def _is_lost(
        self, place: Place, mention: Mention, others: Sequence[Mention]
    ) -> bool:
        """Tell a village far from the one corner of its country that a report is of."""
        if _is_known(place) or self._is_in_named_unit(mention):
            return False
        corner = [
            each
            for each in _corner_of(others)
            if each.country == place.country
        ]
        is_town = (
            place.rank >= _TOWN_RANK
            and not is_alias(mention)
            and not self._is_called_village(mention)
        )
        lost_m = _LOST_TOWN_M if is_town else _LOST_M
        return len(corner) >= _LEAST_CORNER and all(
            away_m(mention, each) > lost_m for each in corner
        )

    def _is_called_village(self, mention: Mention) -> bool:
        """Tell "Zee Kone village", "the village of Zee Kone": no town of 25,000 is called so."""
        text = self._passages.text
        before = text[max(0, mention.start - _WORD) : mention.start].split()
        behind = re.findall(r"\w+", text[mention.end : mention.end + _WORD])
        words = (*before[-2:], *behind[:1])
        kinds = (kinds_of_word(fold(word)) for word in words)
        return any(
            "village" in each and "town" not in each for each in kinds
        )

    def _is_in_named_unit(self, mention: Mention) -> bool:
        """Tell whether the report names a unit that a place lies in or beside."""
        units = (
            each
            for each in self._passages.mentions
            if each.place and each.place.kind in _UNITS
        )
        return any(
            away_m(mention, each)
            < (each.uncertainty_m or 0.0) + _BESIDE_UNIT_M
            for each in units
        )

    def _others(self, mention: Mention) -> list[Mention]:
        """Return the other towns and units, if they are of one part of the world."""
        others = [
            each
            for key, each in (self.towns | self._units).items()
            if key != mention.place_id
        ]
        return _of_one_part(others[:_MANY], self._times_told)

    @cached_property
    def _times_told(self) -> Counter[str]:
        """How often the report names each place, by id."""
        return Counter(each.place_id for each in self._passages.mentions)

    def _names_its_country(self, place: Place) -> bool:
        """Tell whether something else of a place's country is named."""
        return any(
            country == place.country and key != place.id
            for country, key in self._countries
        )

    @cached_property
    def _is_list(self) -> bool:
        """Whether the report is a list of headlines: most lines end without a stop."""
        text = self._passages.text
        lines = [
            text[each.start : each.end] for each in self._passages.outline
        ]
        bare = sum(each[-1:].isalnum() for each in lines)
        return len(lines) > _FEW and bare > len(lines) / 2

    @cached_property
    def _named_countries(self) -> frozenset[str]:
        """The countries of all names but numbered ones: "Sector 2" is no witness of "Sector 3"."""
        return frozenset(
            each.place.country
            for each in self._passages.mentions
            if each.place and not _NUMBERED.fullmatch(each.surface)
        )

    @cached_property
    def _countries(self) -> list[tuple[str, str]]:
        """The countries of the places that the report names, with the places' ids, as told."""
        told = (
            (each.place.country, each.place_id)
            for each in self._passages.mentions
            if each.place
        )
        return list(dict.fromkeys(told))


def _may_stray(mention: Mention, place: Place) -> bool:
    """Tell what may be a namesake: towns, districts, and units that are called so elsewhere."""
    if place.kind in (*SETTLEMENTS, *_DISTRICTS):
        return True
    if place.kind == "region":
        return not _is_known(place)
    return place.kind == "admin1" and is_alias(mention)


def _far_m(mention: Mention, place: Place) -> float:
    """Return how far from all else a place is another of its name, metres."""
    if is_alias(mention):
        return _FAR_ALIAS_M
    return _FAR_M if _is_known(place) else _FAR_LITTLE_M


def _corner_of(places: Sequence[Mention]) -> list[Mention]:
    """Return the places of one corner of a country, if most of a report's are of it."""
    corners = (
        [each for each in places if away_m(middle, each) < _CORNER_M]
        for middle in places
    )
    largest = max(corners, key=len, default=[])
    return largest if len(largest) >= _TOGETHER * len(places) else []


def _of_one_part(
    places: Sequence[Mention], times: Mapping[str, int]
) -> list[Mention]:
    """Return the places that are of one part of the world: each has another not far from it.

    One in four may be a namesake elsewhere; of more than that the report is of many parts. What is
    told several times counts so often; what few know and stands alone is in doubt itself, and
    counts for nothing.
    """
    together = [
        one
        for one in places
        if any(
            one.place_id != two.place_id and away_m(one, two) < _FAR_M
            for two in places
        )
    ]
    alone = [each for each in places if each not in together]
    known = [each for each in alone if each.place and _is_known(each.place)]

    def weigh(told: Sequence[Mention]) -> int:
        return sum(min(times[each.place_id], _OFTEN) for each in told)

    most = len(together) >= _TOGETHER * len(places)
    of_one = weigh(together) >= _TOGETHER * weigh([*together, *known])
    return together if most or of_one else []


def _is_known(place: Place) -> bool:
    """Tell a place that news names without saying where it is."""
    return place.rank >= _KNOWN_RANK
