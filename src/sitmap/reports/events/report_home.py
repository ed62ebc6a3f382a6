"""What a whole report is of: the one town, region or unit that holds what it names nothing of.

A region that is named in passing, beside towns elsewhere, holds no village of theirs; nor does a
great city that an agency writes from.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.reports.events.lead_places import is_only_filed_from
from sitmap.reports.events.mention_kinds import (
    GREAT_CITY,
    ONE_TOWN_M,
    away_m,
    is_area,
    is_country,
)

if TYPE_CHECKING:
    from sitmap.reports.events.namesakes import ReportPlaces
    from sitmap.reports.events.place_roles import PlaceRoles
    from sitmap.reports.passages import Passages
    from sitmap.reports.places.mentions import Mention

_SLACK_DEG: Final = 0.1
"""How far a town may lie outside of the box of its region: outlines are rough."""


class ReportHome:
    """Finds what a whole report is of.

    Parameters
    ----------
    passages
        The text and what was found in it.
    places
        Its places, taken together.
    roles
        What the words beside each place say of it.
    """

    def __init__(
        self, passages: Passages, places: ReportPlaces, roles: PlaceRoles
    ) -> None:
        self._passages = passages
        self._places = places
        self._roles = roles

    @cached_property
    def only_town(self) -> Mention | None:
        """The town that the whole report is of, if it names no other that is far from it."""
        towns = [
            each
            for each in self._places.towns.values()
            if self._roles.may_place(each)
        ]
        first = towns[0] if towns else None
        if first is None or any(
            away_m(first, each) > ONE_TOWN_M for each in towns
        ):
            return None
        return first

    @cached_property
    def title_unit(self) -> Mention | None:
        """The finest unit that the title names, of a report that names no other region."""
        outline = self._passages.outline
        if not outline:
            return None
        title = outline[0]
        inside = self._passages.mentions_in(title.start, title.end)
        units = [
            each
            for each in inside
            if is_area(each)
            and not is_country(each)
            and self._roles.may_place(each)
        ]
        finest = min(units, key=_size_m, default=None)
        if finest is None:
            return None
        regions = (
            each
            for each in self._passages.mentions
            if each.place and each.place.kind == "admin1"
        )
        is_one = all(_is_in_or_beside(finest, each) for each in regions)
        return finest if is_one else None

    @cached_property
    def only_region(self) -> Mention | None:
        """The first mention of the region that the report is of, if it names one alone.

        One that is named in passing, beside towns elsewhere, holds no village of theirs.
        """
        areas = {
            each.place_id: each
            for each in reversed(self._passages.mentions)
            if each.place is not None
            and each.place.kind == "admin1"
            and self._roles.may_place(each)
        }
        if len(areas) != 1:
            return None
        region = next(iter(areas.values()))
        towns = self._places.towns.values()
        inside = [each for each in towns if not is_outside(each, region)]
        is_of_it = 2 * len(inside) >= len(towns)
        return region if is_of_it else None

    @cached_property
    def home_town(self) -> Mention | None:
        """The town that the report is of, but not a city that it was only filed from."""
        town = self.only_town
        if town is None:
            return None
        if is_only_filed_from(self._passages, town):
            return None
        if self._is_of_more(town):
            return None
        return town

    def town_before(self, end: int) -> Mention | None:
        """Return that town if it is named before an offset: what follows holds nothing here."""
        town = self.home_town
        if town is None:
            return None
        is_told = any(
            each.place_id == town.place_id and each.start < end
            for each in self._passages.mentions
        )
        return town if is_told else None

    def _is_of_more(self, town: Mention) -> bool:
        """Tell a great city's agency that writes of districts elsewhere, too."""
        line = self._passages.dateline
        if line is None or town.place is None:
            return False
        if town.place.population < GREAT_CITY:
            return False
        here = self._passages.mentions_in(*line)
        units = (
            each
            for each in self._passages.mentions
            if each.place and each.place.kind in ("admin1", "admin2")
        )
        is_filed = any(each.place_id == town.place_id for each in here)
        return is_filed and any(
            not _is_in_or_beside(town, each) for each in units
        )

    def heads_part(self, mention: Mention) -> bool:
        """Tell whether a place stands in a heading.

        Parameters
        ----------
        mention
            One of the report.
        """
        outline = self._passages.outline
        headings = (each for each in outline if each.is_heading)
        at = mention.start
        return any(each.start <= at < each.end for each in headings)


def _size_m(unit: Mention) -> float:
    return unit.uncertainty_m or 0.0


def _is_in_or_beside(town: Mention, unit: Mention) -> bool:
    """Tell whether a town lies in a unit or a little outside of its circle."""
    if town.country != unit.country:
        return False
    return away_m(town, unit) <= _size_m(unit) + ONE_TOWN_M


def is_outside(found: Mention, holder: Mention) -> bool:
    """Tell a namesake: a town that isn't in the region or country that is said to hold it.

    Parameters
    ----------
    found
        The town.
    holder
        What is said to hold it.
    """
    place, area = found.place, holder.place
    if place is None or area is None or place.kind not in SETTLEMENTS:
        return False
    if not area.country:
        return False  # a sea holds ships, not towns
    if place.country != area.country:
        return area.kind in ("country", "admin1", *SETTLEMENTS)
    if area.kind != "admin1" or area.bbox is None:
        return False
    west, south, east, north = area.bbox
    inside = west - _SLACK_DEG < place.lon < east + _SLACK_DEG
    return not (
        inside and south - _SLACK_DEG < place.lat < north + _SLACK_DEG
    )
