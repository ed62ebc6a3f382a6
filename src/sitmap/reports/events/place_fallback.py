"""Where to look for an event whose sentence names no place, the nearest first.

The sentences before it in its item, the item's head, the heading above, the lead, the dateline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.reports.events.mention_kinds import is_country, is_town
from sitmap.reports.events.place_roles import WAY
from sitmap.reports.events.place_words import load_place_words

if TYPE_CHECKING:
    from sitmap.reports.events.holders import Holders
    from sitmap.reports.events.item_places import ItemPlaces
    from sitmap.reports.events.lead_places import LeadPlaces
    from sitmap.reports.events.place_rank import PlaceRanking
    from sitmap.reports.events.place_roles import PlaceRoles
    from sitmap.reports.passages import Passages
    from sitmap.reports.places.mentions import Mention
    from sitmap.reports.text.outline import Item
    from sitmap.reports.text.sentences import Sentence

_BACK: Final = 4
"""Sentences before in the item that are looked at for a place."""
_SAME_BACK: Final = 6
"""Sentences before, in whatever item, to which "the same village" points back."""


class Found(NamedTuple):
    """A place, and where it was told: clause, sentence, item, heading, lead or nowhere."""

    mention: Mention | None
    where: str


class PlaceFallback:
    """Looks for a place outside of the sentence that tells an event.

    Parameters
    ----------
    passages
        The text and what was found in it.
    roles
        What the words beside each place say of it.
    ranking
        Chooses among the places of a sentence.
    items
        The places that head its items.
    lead
        Where the whole report is set.
    holders
        What holds the places that no gazetteer has.
    """

    def __init__(
        self,
        passages: Passages,
        roles: PlaceRoles,
        ranking: PlaceRanking,
        items: ItemPlaces,
        lead: LeadPlaces,
        holders: Holders,
    ) -> None:
        self._passages = passages
        self._roles = roles
        self._ranking = ranking
        self._items = items
        self._lead = lead
        self._holders = holders
        self._words = load_place_words(passages.language)

    def find(self, number: int, trigger: int) -> Found:
        """Look outside the sentence: label, sentences before, heading, the report's lead.

        Parameters
        ----------
        number
            Of the sentence that tells the event.
        trigger
            Offset of the word that tells it.
        """
        sentence = self._passages.sentences[number]
        item = self._passages.outline[sentence.paragraph]
        own = self._in_item(number, item, trigger)
        if own is not None:
            return Found(own, "item")
        heading = self._items.heading(item)
        if heading is not None:
            return Found(heading, "heading")
        is_logged = item.has_hour or item.label is not None
        lead = self._lead.lead(number, trigger) or self._lead.standfirst
        if lead is None and not is_logged:
            lead = self._holders.only_town
        return Found(lead, "nowhere" if lead is None else "lead")

    def find_same(self, number: int, trigger: int) -> Mention | None:
        """Return the place that a sentence calls the same as before: "in the same village".

        Parameters
        ----------
        number
            Of the sentence that tells the event.
        trigger
            Offset of the word that tells it.
        """
        sentences = self._passages.sentences
        own = sentences[number]
        text = self._passages.text
        patterns = self._words.same_place
        if not any(x.search(text, own.start, own.end) for x in patterns):
            return None
        for at in range(number - 1, max(-1, number - 1 - _SAME_BACK), -1):
            told = sentences[at]
            found = self._ranking.best(told.start, told.end, trigger)
            if found is None or is_country(found):
                continue
            if self._roles.role(found) is not WAY:
                return self._holders.place_within(found, at)
        return None

    def _in_item(
        self, number: int, item: Item, trigger: int
    ) -> Mention | None:
        """Return the place of the sentences before in an item, or of its run-in heading."""
        before = self._before(number, trigger)
        if before is not None:
            return before
        label = self._items.label(item)
        if label is None or label.lat is not None:
            return label
        return self._holders.place_label(label, item)

    def _before(self, number: int, trigger: int) -> Mention | None:
        """Return the place of the sentences before in the item, the nearest first."""
        own = self._passages.sentences[number]
        text = self._passages.text
        there = self._words.back_there.search(text, own.start, own.end)
        for at in range(number - 1, max(-1, number - 1 - _BACK), -1):
            sentence = self._passages.sentences[at]
            if sentence.paragraph != own.paragraph:
                return None
            found = self._last_town(sentence) if there else None
            found = found or self._ranking.best(
                sentence.start, sentence.end, trigger
            )
            if found is None or is_country(found):
                continue
            if self._roles.role(found) is not WAY:
                return self._holders.place_within(found, at)
        return None

    def _last_town(self, sentence: Sentence) -> Mention | None:
        """Return the town that a sentence names last, whatever it is there for."""
        told = self._passages.mentions_in(sentence.start, sentence.end)
        return next(
            (
                each
                for each in reversed(told)
                if each.kind == "place" and is_town(each)
            ),
            None,
        )
