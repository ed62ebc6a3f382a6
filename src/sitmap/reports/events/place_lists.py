"""Lists of places: "in Batumi and in Kutaisi" are two events, "from Orel and Kursk" none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitmap.reports.events.mention_kinds import is_town
from sitmap.reports.events.place_words import load_place_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitmap.reports.passages import Passages
    from sitmap.reports.places.mentions import Mention

_REACH: Final = 80
"""Letters on either side of a name in which the others of its list stand."""


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


def find_list(passages: Passages, mention: Mention) -> list[Mention]:
    """Return the list of names that a name stands in, in order; itself alone if in none.

    Parameters
    ----------
    passages
        The text and what was found in it.
    mention
        One of the report.
    """
    words = load_place_words(passages.language)
    start = max(0, mention.start - _REACH)
    around = passages.mentions_in(start, mention.end + _REACH)
    listed: list[Mention] = []
    for each in around:
        goes_on = listed and words.listed_with.fullmatch(
            passages.text, listed[-1].end, each.start
        )
        if not goes_on and mention in listed:
            break
        listed = [*listed, each] if goes_on else [each]
    return listed if mention in listed else [mention]
