"""What the words beside a place say of its role: where an event is, what was hit, who speaks.

"In Nyala" and "shelled Nyala" place an event; "the mayor of Nyala", "fled to Nyala" and "Nyala
said" don't, and "the road to Nyala" does only if nothing better is told.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.gazetteer.kinds import KINDS, SETTLEMENTS
from sitmap.gazetteer.text import fold
from sitmap.reports.events.mention_kinds import (
    GREAT_CITY,
    ORDER,
    PLACE_KINDS,
    coarseness,
    is_country,
)
from sitmap.reports.events.offsets import find_offset
from sitmap.reports.events.place_lists import find_list
from sitmap.reports.events.place_words import LOOK, load_place_words
from sitmap.reports.events.roads import find_long_roads
from sitmap.reports.places.words import load_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitmap.reports.events.namesakes import ReportPlaces
    from sitmap.reports.passages import Passages
    from sitmap.reports.places.mentions import Mention


_HYPHENED: Final = re.compile(r"\b(?P<word>[^\W\d_a-z][^\W\d_]{2,})-$")
"""What a hyphen joins to a name; an article is shorter."""


class Role(NamedTuple):
    """What the words beside a name make of it: how well it places an event."""

    points: float
    name: str


IN: Final = Role(3.0, "in")
"""Something is or happens there."""
TARGET: Final = Role(2.5, "target")
"""It was attacked, taken, crossed."""
THING: Final = Role(2.5, "thing of")
"""Something of it: "the market of Nyala"."""
FROM_PLACE: Final = Role(2.0, "from place")
"""What was taken from there was there."""
BARE: Final = Role(1.0, "bare")
"""No words say anything."""
WAY: Final = Role(0.2, "way")
"""A road leads there."""
NO: Final = Role(-1.0, "no place of an event")
"""Someone's home, a speaker, where one fled to."""


class PlaceRoles:
    """Reads the roles of a report's places.

    Parameters
    ----------
    passages
        The text and what was found in it.
    places
        The same places, taken together.
    """

    def __init__(self, passages: Passages, places: ReportPlaces) -> None:
        self._passages = passages
        self._places = places
        self._words = load_place_words(passages.language)
        self._roles: dict[int, Role] = {}

    def role(self, mention: Mention) -> Role:
        """Return what the words beside a name make of it.

        Parameters
        ----------
        mention
            One of the report.
        """
        known = self._roles.get(mention.start)
        if known is None:
            known = self._read_role(mention)
            self._roles[mention.start] = known
        return known

    def role_of_name(self, name: Mention) -> Role:
        """Return what the words before a name make of it that no gazetteer has.

        Parameters
        ----------
        name
            It may begin with a word that is the name of something else.
        """
        return self._role_after(self._words_before(name)) or BARE

    def may_place(self, mention: Mention) -> bool:
        """Tell whether a name can be where an event was.

        Parameters
        ----------
        mention
            One of the report.
        """
        return mention.kind in PLACE_KINDS and self.role(mention) is not NO

    def long_road(self, mention: Mention) -> tuple[Mention, Mention] | None:
        """Return the ends of the long road of which a name is one: "the Kaduna-Abuja highway".

        Parameters
        ----------
        mention
            One of the report.
        """
        return self._long_roads.get(mention.start)

    def is_holder(self, mention: Mention) -> bool:
        """Tell a place that only says what another lies in: "in the municipality of Zvečan".

        Parameters
        ----------
        mention
            One of the report.
        """
        start = max(0, mention.start - LOOK)
        before = self._passages.text[start : mention.start]
        return self._words.held_by.search(before) is not None

    def is_speakers(self, mention: Mention) -> bool:
        """Tell where one speaks who tells of it: "officials in Niamey said", "told AFP in Goma".

        Who speaks in a village tells of what happened there.

        Parameters
        ----------
        mention
            One of the report.
        """
        if self._speaks_of_itself(mention):
            return False
        words = self._words
        before = self._words_before(mention)
        if words.spoke_in.search(before):
            return True
        text = self._passages.text
        behind = text[mention.end : mention.end + LOOK]
        speaks = words.speaks_there.match(behind) is not None
        return speaks and words.speaker.search(before) is not None

    def _speaks_of_itself(self, mention: Mention) -> bool:
        place = mention.place
        if place is None or place.kind not in SETTLEMENTS:
            return False
        return place.population < GREAT_CITY

    def is_stray(self, mention: Mention) -> bool:
        """Tell a namesake far from all that the report names.

        Parameters
        ----------
        mention
            One of the report.
        """
        return self._places.is_stray(mention)

    def is_cut_off(self, mention: Mention) -> bool:
        """Tell a name that goes on with a word that isn't its own: the "Ras" of "Ras Isa".

        Parameters
        ----------
        mention
            One of the report.
        """
        place = mention.place
        if place is None:
            return False
        if self._is_tail(mention):
            return True
        if KINDS[place.kind][0] == "facility":
            goes_on = self._words.thing_goes_on
            return (
                goes_on.match(self._passages.text, mention.end) is not None
            )
        return place.kind in SETTLEMENTS and self._is_head(mention)

    def _is_head(self, mention: Mention) -> bool:
        """Tell the beginning of a name that no gazetteer has: the "Ras" of "Ras Isa"."""
        match = self._words.goes_on.match(self._passages.text, mention.end)
        if match is None or mention.kind != "place":
            return False
        # "Wadi Gaza" is no Wadi, whatever Gaza is, and "Moss Side" no Moss
        if self._words.name_head.fullmatch(mention.surface):
            return True
        if self._words.name_tail.fullmatch(match["word"]):
            return True
        inside = self._passages.mentions_in(mention.end, match.end())
        is_other = any(each.start == match.start("word") for each in inside)
        known = is_other or fold(match["word"]) in self._known_words
        return not known

    def _is_tail(self, mention: Mention) -> bool:
        """Tell the end of a name that no gazetteer has: the "Sava" of "Mayo-Sava"."""
        start = max(0, mention.start - LOOK)
        match = _HYPHENED.search(self._passages.text, start, mention.start)
        if match is None or fold(match["word"]) in self._known_words:
            return False
        before = self._passages.mentions_in(start, mention.start)
        return not any(each.end == match.end("word") for each in before)

    @cached_property
    def _known_words(self) -> frozenset[str]:
        """Words that may follow a name and are no part of it."""
        lists = load_words(self._passages.language)
        return (
            lists.common_words
            | lists.organisation_words
            | lists.local_bodies
            | lists.titles
        )

    @cached_property
    def _long_roads(self) -> Mapping[int, tuple[Mention, Mention]]:
        return find_long_roads(self._passages, self._words)

    def _read_role(self, mention: Mention) -> Role:
        if self.is_cut_off(mention):
            return NO
        if mention.start in self._long_roads:
            return WAY  # a road so long is at neither of its ends
        text = self._passages.text
        behind = text[mention.end : mention.end + LOOK]
        offset = find_offset(text, mention, self._words)
        if offset is not None:
            return NO if self._explains(offset.start) else IN
        if self._words.to_where.match(behind):
            return IN
        return self._role_in_words(mention, behind)

    def _role_in_words(self, mention: Mention, behind: str) -> Role:
        """Return what the words before and behind a name make of it."""
        before = self._words_before(mention)
        if self._is_of_someone(mention, before, behind):
            return NO
        if self._places.is_stray(mention):
            return NO
        if self._is_listed_with_none(mention):
            return NO
        told = self._role_after(before)
        if told is not None:
            return told
        return IN if self._words.lies_in.match(behind) else BARE

    def _is_listed_with_none(self, mention: Mention) -> bool:
        """Tell the last of "from Orel, Kursk and Bryansk": where one is from, all are."""
        first, *others = find_list(self._passages, mention)
        if first is mention:
            return False
        text = self._passages.text
        gaps = [
            text[one.end : two.start]
            for one, two in pairwise([first, *others])
        ]
        # with commas alone they may be of two clauses: "From Orel, Kursk was told"
        ends = any(gap.strip(" ,") for gap in gaps)
        return ends and self._role_after(self._words_before(first)) is NO

    def _explains(self, start: int) -> bool:
        """Tell an offset that only says where a place lies: "Jamundí, south of Cali".

        A gulf or a region it makes finer.
        """
        text = self._passages.text
        return any(
            each.place is not None
            and each.kind in PLACE_KINDS
            and coarseness(each) <= ORDER["settlement"]
            and self._words.apposition.fullmatch(text, each.end, start)
            for each in self._passages.mentions_in(start - LOOK, start)
        )

    def _words_before(self, mention: Mention) -> str:
        """Return the words before a name, of its own line if that begins right before it."""
        start = max(0, mention.start - LOOK)
        before = self._passages.text[start : mention.start]
        if before.rstrip(" ") == before.rstrip():
            return before
        return before[before.rfind("\n") + 1 :]

    def _is_of_someone(
        self, mention: Mention, before: str, behind: str
    ) -> bool:
        """Tell a name that says whose someone is, or who speaks."""
        words = self._words
        speaks = words.speaks.match(behind) is not None
        owns = is_country(mention) and words.of_country.match(behind)
        return bool(
            words.holder.match(behind)
            or (speaks and not words.in_place.search(before))
            or owns
            or words.away.search(before)
            or self.is_speakers(mention)
        )

    def _role_after(self, before: str) -> Role | None:
        """Return what the words before a name make of it, if they say anything."""
        words = self._words
        rules = (
            (words.from_place, FROM_PLACE),
            (words.aim, TARGET),
            (words.way, WAY),
            (words.from_or_to, NO),
            (words.in_place, IN),
            (words.target, TARGET),
            (words.thing_of, THING),
        )
        return next(
            (role for pattern, role in rules if pattern.search(before)),
            None,
        )
