"""Namesakes: the places that a report names, taken together, and those that stray from them.

A town far from all that a report names, in a country that it doesn't name, is another of the name.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.gazetteer.text import fold
from sitmap.reports.events.mention_kinds import away_m, is_town

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitmap.gazetteer import Place
    from sitmap.reports.passages import Passages
    from sitmap.reports.places.mentions import Mention

_FAR_M: Final = 1_500_000.0
"""Further than this from everything else that is named, a place is a namesake."""
_FAR_ALIAS_M: Final = 500_000.0
"""The same of a place that bears the name as another spelling: "Mambasa" is no Mombasa in Ituri."""
_GREAT: Final = 200_000
"""People of a city that a headline names without its country."""
_MAIN: Final = 3
"""Countries that a name is looked for in that no gazetteer spells so."""
_NUMBERED: Final = re.compile(r"[^\W\d]+ \d+")
_FEW: Final = 3
"""Places of a report; with fewer it has no middle."""
_TOGETHER: Final = 0.75
"""Share of a report's places by which it is of one part of the world."""
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
    def main_countries(self) -> tuple[str, ...]:
        """The countries that most of the report's places lie in."""
        told = Counter(country for country, _ in self._countries if country)
        return tuple(country for country, _ in told.most_common(_MAIN))

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
        if place.kind not in (*SETTLEMENTS, *_DISTRICTS):
            return False
        others = self._others(mention)
        if len(others) < _FEW:
            return False
        if self._is_list and place.population >= _GREAT:
            return False  # each line of a list of headlines is of its own country
        return not self._names_its_country(place) and all(
            away_m(mention, each) > _far_m(mention) for each in others
        )

    def _others(self, mention: Mention) -> list[Mention]:
        """Return the other towns, if they are of one part of the world."""
        others = [
            each
            for key, each in self.towns.items()
            if key != mention.place_id
        ]
        return _of_one_part(others[:_MANY])

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


def _far_m(mention: Mention) -> float:
    own_name = fold(mention.surface) == fold(mention.name)
    return _FAR_M if own_name else _FAR_ALIAS_M


def _of_one_part(places: Sequence[Mention]) -> list[Mention]:
    """Return the places that are of one part of the world: each has another not far from it.

    One in four may be a namesake elsewhere; of more than that the report is of many parts.
    """
    together = [
        one
        for one in places
        if any(
            one.place_id != two.place_id and away_m(one, two) < _FAR_M
            for two in places
        )
    ]
    return together if len(together) >= _TOGETHER * len(places) else []
