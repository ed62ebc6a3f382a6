"""Places at the head of an item: its run-in heading, and the headings above it.

A bulletin tells a place once ("3.1 Kamenica: …", "Dikwa. Two lorries …", a heading of its own);
what stands below happened there.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.text import fold
from sitmap.reports.events.lead_places import is_only_filed_from
from sitmap.reports.events.mention_kinds import PLACE_KINDS, coarseness
from sitmap.reports.events.place_words import load_place_words
from sitmap.reports.events.roads import find_ends, middle
from sitmap.reports.places.mentions import UNLISTED, Mention
from sitmap.reports.places.words import load_words

if TYPE_CHECKING:
    from sitmap.reports.events.namesakes import ReportPlaces
    from sitmap.reports.events.place_roles import PlaceRoles
    from sitmap.reports.passages import Passages
    from sitmap.reports.text.outline import Item

_LABEL_WORDS: Final = 3
"""Words before a colon that may be a place."""


class ItemPlaces:
    """Reads the places that head the items of a report.

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
        self._text = passages.text
        self._places = places
        self._roles = roles
        self._lists = load_words(passages.language)

    def label(self, item: Item) -> Mention | None:
        """Return the place that an item's run-in heading names, listed or not.

        Parameters
        ----------
        item
            One of the report's outline.
        """
        if item.label is None:
            return None
        inside = [
            each
            for each in self._passages.mentions_in(*item.label)
            if each.kind in PLACE_KINDS
            and each.place is not None
            and not self._places.is_stray(each)
        ]
        words = load_place_words(self._passages.language)
        roads = find_ends(self._text, inside, words, *item.label)
        if roads:
            return middle(self._text, *roads[0])
        return min(
            inside, key=coarseness, default=None
        ) or self._unknown_label(*item.label)

    def head(self, item: Item) -> Mention | None:
        """Return the place that heads an item; a place line only tells who reports.

        Parameters
        ----------
        item
            One of the report's outline.
        """
        if item.label is None:
            return None
        end = item.label[1]
        is_marked = self._text[end : end + 1] in (":", ".")
        is_loud = self._text[slice(*item.label)].isupper()
        found = self.label(item) if is_marked or not is_loud else None
        if found is None or is_only_filed_from(self._passages, found):
            return None
        return found

    def heading(self, item: Item) -> Mention | None:
        """Return the place of the heading above an item; one of days alone is passed over.

        Parameters
        ----------
        item
            One of the report's outline.
        """
        at = item.heading
        while at is not None:
            above = self._passages.outline[at]
            inside = [
                each
                for each in self._passages.mentions_in(
                    above.start, above.end
                )
                if each.place and self._roles.may_place(each)
            ]
            if inside:
                return min(inside, key=coarseness)
            if not self._passages.dates_in(above.start, above.end):
                return None
            at = above.heading
        return None

    def is_all_place(self, item: Item) -> bool:
        """Tell a run-in heading that is a place's name, and no sentence with one.

        Parameters
        ----------
        item
            One of the report's outline.
        """
        if item.label is None:
            return False
        start, end = item.label
        for each in reversed(self._passages.mentions_in(start, end)):
            end = each.start if each.end >= end - 1 else end
        words = self._text[start:end].split()
        return all(fold(word) in self._unit_words for word in words)

    @cached_property
    def has_labels(self) -> bool:
        """Whether several items are headed by a place's name."""
        labels = (
            each.label for each in self._passages.outline if each.label
        )
        told = (self._passages.mentions_in(*label) for label in labels)
        return sum(map(bool, told)) > 1

    @cached_property
    def _unit_words(self) -> frozenset[str]:
        lists = self._lists
        return (
            lists.place_words
            | lists.kind_before
            | lists.unit_words
            | lists.small_words
        )

    def _unknown_label(self, start: int, end: int) -> Mention | None:
        """Return a run-in heading that names a place no gazetteer has: better than another's."""
        name = self._text[start:end]
        if self._told_labels[name] > 1:
            return None  # one who speaks again and again
        words = [fold(word) for word in name.split()]
        is_name = name.istitle() or name.isupper()
        if not is_name or len(words) > _LABEL_WORDS or not self.has_labels:
            return None
        lists = self._lists
        plain = lists.common_words | lists.titles | lists.small_words
        if any(word in plain for word in words):
            return None
        return Mention(start, end, name, "place", why=UNLISTED)

    @cached_property
    def _told_labels(self) -> Counter[str]:
        labels = (
            each.label for each in self._passages.outline if each.label
        )
        return Counter(self._text[start:end] for start, end in labels)
