"""What holds a place: the district or region that a village is told to lie in.

A village that no gazetteer has is put there, as unsure as that is; a namesake that lies elsewhere
is put there too.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sitmap.reports.events.mention_kinds import (
    GREAT_CITY,
    ONE_TOWN_M,
    away_m,
    is_alias,
    is_area,
    is_country,
    is_town,
)
from sitmap.reports.events.offsets import find_offset, move_by_words_beside
from sitmap.reports.events.place_lists import find_list
from sitmap.reports.events.place_roles import IN
from sitmap.reports.events.place_words import LOOK, load_place_words
from sitmap.reports.events.report_home import ReportHome, is_outside
from sitmap.reports.events.unlisted import (
    find_alike,
    find_namesake,
    put_at,
    put_into,
)

if TYPE_CHECKING:
    from sitmap.reports.events.item_places import ItemPlaces
    from sitmap.reports.events.namesakes import ReportPlaces
    from sitmap.reports.events.place_roles import PlaceRoles
    from sitmap.reports.passages import Passages
    from sitmap.reports.places.mentions import Mention
    from sitmap.reports.text.outline import Item
    from sitmap.reports.text.sentences import Sentence

_SIDE_M: Final = 60_000.0
"""How far a village may be that is only told to lie "south of Hodeidah" or on a road to it."""
_PAIR: Final = 2
"""A village and its town; more names are a list."""
_KNOWN_TOWN: Final = 30_000
"""People of a town that is named without its country."""
_LABEL_WORDS: Final = 3
"""Small words of a run-in heading: "Dikwa, in the north."."""
_OPENING: Final = 24
"""Letters with which a sentence may open before the town that it is set in."""


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
        self._home = ReportHome(passages, places, roles)

    @property
    def only_town(self) -> Mention | None:
        """The town that the whole report is of, if it names no other that is far from it."""
        return self._home.only_town

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
        told = self._told_from(found, sentence.end)
        if found.place is not None or found.lat is not None:
            if told is not None and _is_elsewhere(found, told):
                return put_at(found, told)
            for beside in (behind, self._sector(found, sentence)):
                if beside is not None and self._is_far_from(found, beside):
                    return put_into(found, beside)
            holder = behind or self._list_head(item)
            return self._not_outside(self._at_home(found), holder)
        alike = self._alike(found, sentence)
        if told is not None and not _agree(alike, told):
            return put_at(found, told)
        if alike is not None:
            text = self._passages.text
            return move_by_words_beside(text, alike, self._words)
        holder = (
            behind
            or self._region_in(sentence.start, sentence.end)
            or self._town_before(found, sentence)
            or self._head(item, sentence)
            or self._around(item, is_thing=_is_thing(found))
        )
        return _put(found, holder)

    def _sector(self, found: Mention, sentence: Sentence) -> Mention | None:
        """Return the town whose part of the front a sentence tells of: "the Huliaipole sector"."""
        before = self._passages.mentions_in(sentence.start, found.start)
        text = self._passages.text
        return next(
            (
                each
                for each in reversed(before)
                if each.lat is not None
                and self._words.sector.match(
                    text[each.end : each.end + LOOK]
                )
            ),
            None,
        )

    def place_label(self, label: Mention, item: Item) -> Mention:
        """Put a heading that no gazetteer has where one spelled alike is, or into its region.

        Parameters
        ----------
        label
            The heading.
        item
            What it heads.
        """
        alike = self._alike(label, None)
        if alike is not None:
            return alike
        holder = self._region_in(item.start, item.end)
        return _put(label, holder or self._around(item))

    def _head(self, item: Item, sentence: Sentence) -> Mention | None:
        """Return the place that heads an item, but not a city with a day: that is a dateline."""
        head = self._items.head(item)
        if head is None or head.place is None or item.label is None:
            return head
        start, end = item.label
        told = self._passages.text[start:end].split()
        own = self._passages.mentions_in(sentence.start, sentence.end)[:1]
        if any(
            self._passages.text[x.end] == ":" for x in own if x.start >= end
        ):
            return None  # "Kaduna: …" heads what follows it
        if sum(word.islower() for word in told) > _LABEL_WORDS:
            return None  # a short sentence is no heading
        if not is_town(head) or head.place.population < GREAT_CITY:
            return head
        is_day_line = self._passages.dates_in(start, end + _OPENING)
        return None if is_day_line else head

    def _around(
        self, item: Item, *, is_thing: bool = False
    ) -> Mention | None:
        """Return the heading above an item, or else what the whole report is of.

        An oil field or a crossing may be far from the town that the report is of.
        """
        home = self._home
        town = None if is_thing else home.town_before(item.end)
        told = self._items.heading(item) or town or home.title_unit
        region = home.only_region
        if told or region is None or region.start < item.end:
            return told or region
        # what heads a part that follows holds that part
        return None if home.heads_part(region) else region

    def _list_head(self, item: Item) -> Mention | None:
        """Return the place that heads an item of a list of places."""
        is_listed = self._items.has_labels and self._items.is_all_place(
            item
        )
        return self._items.head(item) if is_listed else None

    def _alike(
        self, name: Mention, sentence: Sentence | None
    ) -> Mention | None:
        """Return a name as the place that is spelled like it, but not as a namesake abroad."""
        countries = self._places.main_countries
        if sentence is not None:
            told = self._passages.mentions_in(sentence.start, sentence.end)
            own = (each.country for each in told if each.country)
            countries = tuple(dict.fromkeys((*countries, *own)))
        exact = (find_namesake(name, each) for each in countries)
        alike = next(filter(None, exact), None)
        alike = alike or find_alike(name, countries)
        if alike is None or self._places.is_stray(alike):
            return None
        return alike

    def _at_home(self, found: Mention) -> Mention:
        """Return a little town abroad as its namesake in the country that the report is of."""
        home = self._places.home_country
        place = found.place
        if not home or place is None or not is_town(found):
            return found
        if place.country == home or found.precision == "near":
            return found
        if place.population >= _KNOWN_TOWN and not is_alias(found):
            return found
        return find_namesake(found, home) or found

    def _town_before(
        self, found: Mention, sentence: Sentence
    ) -> Mention | None:
        """Return the town that a sentence begins with: "In Mogadishu, a blast at Halane camp"."""
        told = self._passages.mentions_in(
            sentence.start, sentence.start + LOOK
        )
        towns = [each for each in told if is_town(each)]
        if len(towns) != 1 or towns[0].start > found.start:
            return None
        is_first = towns[0].start - sentence.start <= _OPENING
        return (
            towns[0]
            if is_first and self._roles.role(towns[0]) is IN
            else None
        )

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

    def _is_far_from(self, found: Mention, holder: Mention) -> bool:
        """Tell a namesake of a village that is told beside its town: "Baure, Safana"."""
        if found.lat is None or found.precision == "near":
            return False
        if found.country != holder.country or not is_town(holder):
            return False
        if not is_town(found) or found.place_id == holder.place_id:
            return False
        one, two = found.place, holder.place
        if one is None or two is None or one.admin1 == two.admin1:
            return False  # "Saravena, Arauca" lies in the department, not in its town
        listed = find_list(self._passages, found)
        text = self._passages.text
        gaps = (text[a.end : b.start] for a, b in pairwise(listed))
        if len(listed) > _PAIR or any(each.strip(" ,") for each in gaps):
            return False  # "Kherson, Mykolaiv and Odesa" are a list
        return away_m(found, holder) > _SIDE_M

    def _told_from(self, found: Mention, end: int) -> Mention | None:
        """Return the point that is told of a name: "Saut-d'Eau, 12 km west of Mirebalais".

        Where only the side is told, or the road, it is somewhere near.
        """
        text, words = self._passages.text, self._words
        for each in self._passages.mentions_in(found.end, end)[:1]:
            if each.lat is None or is_area(each):
                continue
            if words.onward.fullmatch(text, found.end, each.start):
                return _widened(each, f"on a road to {each.name}")
            offset = find_offset(text, each, words)
            if offset is None:
                continue
            between = text[found.end : offset.start]
            if not words.apposition.fullmatch(between):
                continue
            moved = move_by_words_beside(text, each, words)
            if offset.away_m is not None:
                return moved
            return _widened(moved, moved.why)
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
        if holder is None or not is_outside(found, holder):
            return found
        put = put_into(found, holder)
        if not holder.country:
            return put
        namesake = find_namesake(found, holder.country)
        if namesake is None:
            return put
        return put if is_outside(namesake, holder) else namesake


def _is_thing(name: Mention) -> bool:
    """Tell a name that ends with what it is: "El Sharara oil field"."""
    return name.surface.split()[-1].islower()


def _widened(spot: Mention, why: str) -> Mention:
    """Widen a spot to all that is told to lie to one side of it, however far."""
    return replace(
        spot,
        precision="near",
        uncertainty_m=max(spot.uncertainty_m or 0.0, _SIDE_M),
        why=why,
    )


def _agree(alike: Mention | None, told: Mention) -> bool:
    """Tell whether a place spelled alike is where it is told to be, as far as that goes."""
    if alike is None:
        return False
    reach_m = told.uncertainty_m or 0.0
    off_m = away_m(alike, told)
    return off_m <= 2 * reach_m


def _is_elsewhere(found: Mention, told: Mention) -> bool:
    """Tell a namesake: a place far from the spot that is told of it, and told with a distance."""
    if found.precision == "near" or found.lat is None:
        return False
    if told.uncertainty_m == _SIDE_M:
        return False  # "Kunduz, north of Kabul" is far from it
    off_m = away_m(found, told) - (told.uncertainty_m or 0.0)
    return off_m > ONE_TOWN_M


def _put(name: Mention, holder: Mention | None) -> Mention:
    if holder is None or _holds_none(holder):
        return name
    return put_into(name, holder)


def _holds_none(holder: Mention) -> bool:
    """Tell what puts a village nowhere: a whole country, or a sea."""
    place = holder.place
    return place is None or place.kind == "country" or not place.country
