"""What holds a place: the district or region that a village is told to lie in.

A village that no gazetteer has is put there, as unsure as that is; a namesake that lies elsewhere
is put there too.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.reports.events.lead_places import is_only_filed_from
from sitmap.reports.events.mention_kinds import (
    away_m,
    is_area,
    is_country,
)
from sitmap.reports.events.offsets import find_offset, move_by_words_beside
from sitmap.reports.events.place_words import LOOK, load_place_words
from sitmap.reports.events.unlisted import find_alike, put_at, put_into

if TYPE_CHECKING:
    from sitmap.reports.events.item_places import ItemPlaces
    from sitmap.reports.events.namesakes import ReportPlaces
    from sitmap.reports.events.place_roles import PlaceRoles
    from sitmap.reports.passages import Passages
    from sitmap.reports.places.mentions import Mention
    from sitmap.reports.text.outline import Item

_ONE_TOWN_M: Final = 30_000.0
"""A city and its suburbs."""
_SLACK_DEG: Final = 0.1
"""How far a town may lie outside of the box of its region: outlines are rough."""


class Holders:
    """Puts places into what holds them.

    Parameters
    ----------
    passages
        The text and what was found in it.
    places
        Its places, taken together.
    roles
        What the words beside each place say of it.
    items
        The places that head its items.
    """

    def __init__(
        self,
        passages: Passages,
        places: ReportPlaces,
        roles: PlaceRoles,
        items: ItemPlaces,
    ) -> None:
        self._passages = passages
        self._places = places
        self._roles = roles
        self._items = items
        self._words = load_place_words(passages.language)

    def place_within(self, found: Mention, number: int) -> Mention:
        """Put a place that no gazetteer has where one spelled alike is, or into what holds it.

        "Kayfoun, Aley district" lies in the district; it keeps its own words, and says how.

        Parameters
        ----------
        found
            A place that an event is set in.
        number
            Of the sentence that names it.
        """
        sentence = self._passages.sentences[number]
        behind = self._behind(found, sentence.end)
        item = self._passages.outline[sentence.paragraph]
        if found.place is not None or found.lat is not None:
            return self._not_outside(found, behind or self._list_head(item))
        told = self._told_from(found, sentence.end)
        if told is not None:
            return put_at(found, told)
        alike = self._alike(found)
        if alike is not None:
            text = self._passages.text
            return move_by_words_beside(text, alike, self._words)
        holder = (
            behind
            or self._region_in(sentence.start, sentence.end)
            or self._items.head(item)
            or self._around(item)
        )
        return _put(found, holder)

    def place_label(self, label: Mention, item: Item) -> Mention:
        """Put a heading that no gazetteer has where one spelled alike is, or into its region.

        Parameters
        ----------
        label
            The heading.
        item
            What it heads.
        """
        alike = self._alike(label)
        if alike is not None:
            return alike
        holder = self._region_in(item.start, item.end)
        return _put(label, holder or self._around(item))

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
            away_m(first, each) > _ONE_TOWN_M for each in towns
        ):
            return None
        return first

    @cached_property
    def _only_region(self) -> Mention | None:
        """The first mention of the region that the report is of, if it names one alone."""
        areas = {
            each.place_id: each
            for each in reversed(self._passages.mentions)
            if each.place is not None
            and each.place.kind == "admin1"
            and self._roles.may_place(each)
        }
        return next(iter(areas.values())) if len(areas) == 1 else None

    @cached_property
    def _home_town(self) -> Mention | None:
        """The town that the report is of, but not a city that it was only filed from."""
        town = self.only_town
        if town is None or is_only_filed_from(self._passages, town):
            return None
        return town

    def _around(self, item: Item) -> Mention | None:
        """Return the heading above an item, or else what the whole report is of."""
        told = self._items.heading(item) or self._home_town
        region = self._only_region
        if told or region is None or region.start < item.end:
            return told or region
        # what heads a part that follows holds that part
        return None if self._heads_part(region) else region

    def _heads_part(self, mention: Mention) -> bool:
        """Tell whether a place stands in a heading."""
        return any(
            each.is_heading and each.start <= mention.start < each.end
            for each in self._passages.outline
        )

    def _list_head(self, item: Item) -> Mention | None:
        """Return the place that heads an item of a list of places."""
        is_listed = self._items.has_labels and self._items.is_all_place(
            item
        )
        return self._items.head(item) if is_listed else None

    def _alike(self, name: Mention) -> Mention | None:
        """Return a name as the place that is spelled like it, but not as a namesake abroad."""
        alike = find_alike(name, self._places.main_countries)
        if alike is None or self._places.is_stray(alike):
            return None
        return alike

    def _behind(self, found: Mention, end: int) -> Mention | None:
        """Return what is said right behind a place to hold it: "Maga, Kebbi State"."""
        inside = self._passages.mentions_in(
            found.end, min(end, found.end + LOOK)
        )
        text, holds = self._passages.text, self._words.holds
        return next(
            (
                each
                for each in inside
                if each.place is not None
                and self._roles.may_place(each)
                and holds.fullmatch(text, found.end, each.start)
            ),
            None,
        )

    def _told_from(self, found: Mention, end: int) -> Mention | None:
        """Return the point that is told of a name: "Saut-d'Eau, 12 km west of Mirebalais"."""
        text, words = self._passages.text, self._words
        for each in self._passages.mentions_in(found.end, end)[:1]:
            offset = find_offset(text, each, words)
            if offset is None or offset.away_m is None or each.lat is None:
                continue  # how far isn't told
            between = text[found.end : offset.start]
            if words.apposition.fullmatch(between):
                return move_by_words_beside(text, each, words)
        return None

    def _region_in(self, start: int, end: int) -> Mention | None:
        """Return the region or district that a sentence is set in."""
        return next(
            (
                each
                for each in self._passages.mentions_in(start, end)
                if is_area(each)
                and not is_country(each)
                and self._roles.may_place(each)
            ),
            None,
        )

    @staticmethod
    def _not_outside(found: Mention, holder: Mention | None) -> Mention:
        if holder is None or not _is_outside(found, holder):
            return found
        return put_into(found, holder)


def _put(name: Mention, holder: Mention | None) -> Mention:
    if holder is None or _holds_none(holder):
        return name
    return put_into(name, holder)


def _holds_none(holder: Mention) -> bool:
    """Tell what puts a village nowhere: a whole country, or a sea."""
    place = holder.place
    return place is None or place.kind == "country" or not place.country


def _is_outside(found: Mention, holder: Mention) -> bool:
    """Tell a namesake: a town that isn't in the region or country that is said to hold it."""
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
