"""Ranking of the places that one clause names: by role, then the finest, then the nearest.

Names that no gazetteer has compete too: better no point than another's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitmap.gazetteer.text import fold
from sitmap.reports.events.mention_kinds import (
    ORDER,
    PLACE_KINDS,
    coarseness,
    is_area,
)
from sitmap.reports.events.offsets import move_by_words_before
from sitmap.reports.events.place_roles import WAY
from sitmap.reports.events.place_words import LOOK, load_place_words
from sitmap.reports.events.roads import find_middle
from sitmap.reports.places.mentions import Mention
from sitmap.reports.places.words import load_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitmap.reports.events.place_roles import PlaceRoles
    from sitmap.reports.passages import Passages


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
        return move_by_words_before(self._passages.text, best, self._words)

    def _places_in(self, start: int, end: int) -> list[Mention]:
        told = self._passages.mentions_in(start, end)
        return [each for each in told if each.kind in PLACE_KINDS]

    def _road(
        self, inside: Sequence[Mention], start: int, end: int
    ) -> Mention | None:
        """Return the middle of a road; its other end may stand right behind the clause."""
        beside = self._places_in(end, end + LOOK)
        stop = end + LOOK if beside else end
        road = find_middle(
            self._passages.text,
            [*inside, *beside],
            self._words,
            start,
            stop,
        )
        return road if road is not None and road.start < end else None

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
        text = self._passages.text
        taken = [
            each.start
            for each in self._passages.mentions_in(start, end)
            if each.kind != "person" and not self._roles.is_cut_off(each)
        ]
        found = [
            (match.start("name"), match["name"])
            for match in self._words.unlisted.finditer(text, start, end)
        ]
        return [
            Mention(
                at,
                at + len(name),
                name,
                "place",
                why="not listed in the gazetteer",
            )
            for at, name in found
            if not any(at <= other < at + len(name) for other in taken)
            and self._is_name(name)
        ]

    def _is_name(self, words: str) -> bool:
        common = self._lists.common_words
        is_common = any(_bare(word) in common for word in words.split())
        return not is_common and not words.isupper()


def _bare(word: str) -> str:
    """Return a word folded, without its possessive ending."""
    return fold(re.sub(r"['’]s?$", "", word))  # noqa: RUF001  (as printed)


def _area_of(mentions: Iterable[Mention]) -> Mention | None:
    """Return the area that "some roads" are in: a region or unit before a country."""
    areas = [each for each in mentions if is_area(each)]
    return min(areas, key=coarseness, default=None)
