"""Ranking of the places that one clause names: by role, then the finest, then the nearest.

Names that no gazetteer has compete too: better no point than another's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.text import fold
from sitmap.reports.events.mention_kinds import (
    ORDER,
    PLACE_KINDS,
    coarseness,
    is_area,
    is_town,
)
from sitmap.reports.events.offsets import (
    find_offset,
    move_by_words_beside,
)
from sitmap.reports.events.place_roles import IN, NO, WAY
from sitmap.reports.events.place_words import LOOK, load_place_words
from sitmap.reports.events.roads import (
    find_ends,
    find_namesake_end,
    find_onward,
    may_be_road,
    middle,
    widen_to_unlisted_end,
)
from sitmap.reports.events.unlisted import put_at
from sitmap.reports.places.mentions import UNLISTED, Mention
from sitmap.reports.places.words import load_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitmap.reports.events.place_roles import PlaceRoles
    from sitmap.reports.passages import Passages


_AT: Final = 6
"""Letters between a road and the place on it: ", at"."""


class PlaceRanking:
    """Chooses among the places that a clause or a sentence names.

    Parameters
    ----------
    passages
        The text and what was found in it.
    roles
        What the words beside each place say of it.
    """

    def __init__(self, passages: Passages, roles: PlaceRoles) -> None:
        self._passages = passages
        self._roles = roles
        self._words = load_place_words(passages.language)
        self._lists = load_words(passages.language)

    def best(self, start: int, end: int, trigger: int) -> Mention | None:
        """Return the place that the words between two offsets set an event in.

        Parameters
        ----------
        start, end
            Offsets of a clause or a sentence.
        trigger
            Offset of the word that tells the event.
        """
        inside = self._places_in(start, end)
        road = self._road(inside, start, end)
        if road is not None:
            return road
        mentions = [each for each in inside if self._roles.may_place(each)]
        named = [each for each in mentions if each.place is not None]
        listed = [
            each for each in named if self._roles.role(each).points > 0
        ]
        if self._is_vaguely_told(mentions, listed, trigger):
            return _area_of(named)
        every = [*listed, *self._unlisted(start, end)]
        if not every:
            return None
        best = min(every, key=lambda each: self._rank(each, trigger))
        return self._moved(best, end)

    def _moved(self, best: Mention, end: int) -> Mention:
        """Move a place by what is told beside it, or widen it to a road that ends there."""
        text, words = self._passages.text, self._words
        if best.lat is None:
            return best
        road = self._roles.long_road(best)
        if road is not None:
            return middle(text, *road)
        behind = self._places_in(best.end, end + LOOK)
        toward = find_onward(text, best, behind, words)
        moved = move_by_words_beside(text, best, words, toward)
        return self._widened(best) if moved is best else moved

    def _widened(self, known: Mention) -> Mention:
        """Widen a place that a road begins at whose other end no gazetteer has."""
        if is_area(known):
            return known
        text = self._passages.text
        wide = widen_to_unlisted_end(text, known, self._words)
        # "on Thursday halfway to Ngala" names no road, and of a long one both ends may be listed
        is_day = self._passages.dates_in(wide.start, wide.end)
        others = [
            each
            for each in self._places_in(wide.start, wide.end)
            if each.start != known.start and may_be_road(each, known)
        ]
        return known if is_day or others else wide

    def _places_in(self, start: int, end: int) -> list[Mention]:
        told = self._passages.mentions_in(start, end)
        return [each for each in told if each.kind in PLACE_KINDS]

    def _road(
        self, inside: Sequence[Mention], start: int, end: int
    ) -> Mention | None:
        """Return the middle of a road; one of its ends may stand right beside the clause."""
        text, words = self._passages.text, self._words
        first = max(0, start - LOOK)
        around = self._places_in(first, end + LOOK)
        if len(around) < 2:  # noqa: PLR2004  (a road has two ends)
            return None
        told = (text, around, words, max(0, first - LOOK), end + LOOK)
        for ends in find_ends(*told):
            if ends[1].end > start and ends[0].start < end:
                return self._on_road(ends, inside, start, end)
        known = find_namesake_end(*told)
        if known is None or not start <= known.start < end:
            return None
        return self._widened(known)

    def _on_road(
        self,
        ends: tuple[Mention, Mention],
        inside: Sequence[Mention],
        start: int,
        end: int,
    ) -> Mention | None:
        """Return where on a road something was, or None where the road only explains a place."""
        text, words = self._passages.text, self._words
        for here, there in (ends, ends[::-1]):
            for each in inside:
                if each.place_id == here.place_id and find_offset(
                    text, each, words
                ):
                    return move_by_words_beside(text, each, words, there)
        if any(self._is_told_behind(ends, each) for each in inside):
            return None
        spot = middle(text, *ends)
        for each in self._unlisted(ends[1].end, end)[:1]:
            if each.start - ends[1].end <= _AT:
                return put_at(each, spot)
        for each in (*inside, *self._unlisted(start, end)):
            between = text[each.end : ends[0].start]
            if not words.apposition.fullmatch(between):
                continue
            return None if each.place else put_at(each, spot)
        return spot

    def _is_told_behind(
        self, ends: tuple[Mention, Mention], place: Mention
    ) -> bool:
        """Tell the town that follows a road: "on the road from Gondar to Metema, at Genda Wuha"."""
        if not is_town(place) or place.start <= ends[1].end:
            return False
        return self._roles.role(place) is IN

    def _is_vaguely_told(
        self,
        mentions: Iterable[Mention],
        listed: Sequence[Mention],
        trigger: int,
    ) -> bool:
        """Tell an event on "some roads" and its like, which are an area."""
        vague = next((x for x in mentions if self._is_vague(x)), None)
        if vague is None:
            return False
        nearest = min(
            (abs(each.start - trigger) for each in listed), default=None
        )
        return nearest is None or abs(vague.start - trigger) < nearest

    def _is_vague(self, mention: Mention) -> bool:
        return (
            mention.place is None
            and mention.kind == "region"
            and mention.surface.lower() in self._lists.vague_areas
        )

    def _rank(self, mention: Mention, trigger: int) -> tuple[object, ...]:
        """Order places: by role, then the finest, then the nearest, behind the trigger first."""
        role = self._roles.role(mention)
        return (
            self._is_place_line(mention),
            role is WAY,
            self._roles.is_holder(mention),
            coarseness(mention) > len(ORDER),
            coarseness(mention),
            -role.points,
            mention.start < trigger,
            abs(mention.start - trigger),
        )

    def _is_place_line(self, mention: Mention) -> bool:
        """Tell where a report is from: not where its first sentence is set, if it says where."""
        line = self._passages.dateline
        return line is not None and line[0] <= mention.start < line[1]

    def _unlisted(self, start: int, end: int) -> list[Mention]:
        """Return names that the gazetteer lacks: better no point than another's."""
        taken = [
            each.start
            for each in self._passages.mentions_in(start, end)
            if each.kind != "person"
            and not self._roles.is_cut_off(each)
            and not self._roles.is_stray(each)
            and not _is_unlisted_unit(each)
        ]
        mentions = (
            Mention(at, at + len(name), name, "place", why=UNLISTED)
            for at, name in self._told_names(start, end)
            if not any(at <= other < at + len(name) for other in taken)
        )
        return [
            x for x in mentions if self._roles.role_of_name(x) is not NO
        ]

    def _told_names(
        self, start: int, end: int
    ) -> Iterator[tuple[int, str]]:
        """Yield where words tell a place's name, listed or not, and the name."""
        text, words = self._passages.text, self._words
        things = [
            (match.start("name"), match["name"], match["thing"])
            for match in words.named_thing.finditer(text, start, end)
        ]
        at_things = {at for at, _, _ in things}
        for at, name, thing in things:
            if self._is_name(name.removesuffix(thing)):
                yield at, name
        for match in words.unlisted.finditer(text, start, end):
            at, name = match.start("name"), match["name"]
            if at not in at_things and self._is_name(name):
                yield at, name

    def _is_name(self, words: str) -> bool:
        common = self._lists.common_words
        is_common = any(_bare(word) in common for word in words.split())
        return not is_common and not words.isupper()


def _is_unlisted_unit(mention: Mention) -> bool:
    """Tell "Kanbalu Township" where the gazetteer has the town alone."""
    return mention.kind == "place" and mention.place is None


def _bare(word: str) -> str:
    """Return a word folded, without its possessive ending."""
    return fold(re.sub(r"['’]s?$", "", word))  # noqa: RUF001  (as printed)


def _area_of(mentions: Iterable[Mention]) -> Mention | None:
    """Return the area that "some roads" are in: a region or unit before a country."""
    areas = [each for each in mentions if is_area(each)]
    return min(areas, key=coarseness, default=None)
