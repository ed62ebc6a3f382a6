"""Lists of places: "in Batumi and in Kutaisi" are two events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitmap.reports.events.mention_kinds import is_town
from sitmap.reports.events.place_words import load_place_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitmap.reports.passages import Passages
    from sitmap.reports.places.mentions import Mention


def list_others(
    passages: Passages, place: Mention | None, end: int
) -> Iterator[Mention]:
    """Yield the other towns of a list that a town begins.

    Parameters
    ----------
    passages
        The text and what was found in it.
    place
        The first of the list.
    end
        Offset where its clause ends.
    """
    if place is None or not is_town(place):
        return
    words = load_place_words(passages.language)
    last = place
    for other in passages.mentions_in(place.end, end):
        is_listed = words.listed_with.fullmatch(
            passages.text, last.end, other.start
        )
        if not (is_town(other) and other.kind == "place" and is_listed):
            return
        yield other
        last = other
