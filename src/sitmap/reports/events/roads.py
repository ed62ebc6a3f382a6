"""Points between two places: "between X and Y", "on the road from X to Y", "the X-Y road".

The point is the middle, uncertain by half of the way. Of a road so long that this says nothing,
the two ends are no place of the event either.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Final

from sitmap.geodesy import geodesic_m
from sitmap.reports.events.mention_kinds import PLACE_KINDS, away_m
from sitmap.reports.events.place_words import LOOK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitmap.reports.events.place_words import PlaceWords
    from sitmap.reports.passages import Passages
    from sitmap.reports.places.mentions import Mention

MOST_BETWEEN_M: Final = 150_000.0
"""Two ends of a road lie nearer; else their names only stand side by side."""
_LONGEST_ROAD_M: Final = 450_000.0
"""… and further apart, one of the two is a namesake."""
_BEHIND: Final = 20
"""Letters behind the second end in which "road" stands."""
_STOP: Final = re.compile(r"[^\W\d_]{3}[.;!?]\s")


def find_middle(
    text: str,
    mentions: Sequence[Mention],
    words: PlaceWords,
    start: int,
    end: int,
) -> Mention | None:
    """Return the middle of the road between two places that are told as its ends.

    Parameters
    ----------
    text
        The report.
    mentions
        Places named between the offsets, in order.
    words
        Of the report's language.
    start, end
        Offsets of what is looked at.
    """
    return next(
        (
            middle(text, one, two)
            for one, two in _ends(text, mentions, words, start, end)
            if away_m(one, two) <= MOST_BETWEEN_M
        ),
        None,
    )


def find_long_roads(
    passages: Passages, words: PlaceWords
) -> frozenset[int]:
    """Return where the ends of long roads are named: "the Kaduna-Abuja expressway".

    Parameters
    ----------
    passages
        The text and the places that it names.
    words
        Of the report's language.
    """
    starts: set[int] = set()
    for sentence in passages.sentences:
        end = sentence.end + LOOK
        told = passages.mentions_in(sentence.start, end)
        inside = [each for each in told if each.kind in PLACE_KINDS]
        ends = _ends(passages.text, inside, words, sentence.start, end)
        for one, two in ends:
            if away_m(one, two) > MOST_BETWEEN_M:
                starts |= {one.start, two.start}
    return frozenset(starts)


def middle(text: str, one: Mention, two: Mention) -> Mention:
    """Return the spot between two places, uncertain by half their distance.

    Parameters
    ----------
    text
        The report.
    one, two
        Places with coordinates, as they are told.
    """
    exact_m = geodesic_m(
        (one.lat or 0.0, one.lon or 0.0), (two.lat or 0.0, two.lon or 0.0)
    )
    lat = ((one.lat or 0.0) + (two.lat or 0.0)) / 2
    lon = ((one.lon or 0.0) + (two.lon or 0.0)) / 2
    surface = " ".join(text[one.start : two.end].split())
    return replace(
        one,
        end=two.end,
        surface=surface,
        name=f"{one.name}–{two.name}",  # noqa: RUF001  (a dash of a road)
        lat=lat,
        lon=lon,
        precision="near",
        uncertainty_m=max(exact_m, away_m(one, two)) / 2,
        score=min(one.score, two.score),
        why=f"between {one.name} and {two.name}",
    )


def _ends(
    text: str,
    mentions: Sequence[Mention],
    words: PlaceWords,
    start: int,
    end: int,
) -> Iterator[tuple[Mention, Mention]]:
    """Yield pairs of places that are told as the ends of a road, however long."""
    known = [each for each in mentions if each.lat is not None]
    for one, two in combinations(known, 2):
        may_be = (
            two.start - one.end <= LOOK
            and one.place_id != two.place_id
            and away_m(one, two) <= _LONGEST_ROAD_M
        )
        if may_be and _are_told_as_ends(text, one, two, words, start, end):
            yield one, two


def _are_told_as_ends(
    text: str,
    one: Mention,
    two: Mention,
    words: PlaceWords,
    start: int,
    end: int,
) -> bool:
    if _STOP.search(text, one.end - 3, two.start):
        return False  # two sentences, or two clauses
    first = max(start, one.start - LOOK)
    # the two names stand as one letter each, so that a pattern can say where they are
    told = (
        f"{text[first : one.start]}\0{text[one.end : two.start]}\0"
        f"{text[two.end : min(end, two.end + _BEHIND)]}"
    )
    patterns = (
        each.replace("\\b{place}", "{place}").replace("{place}", "\0")
        for each in words.between
    )
    return any(
        re.search(_loose(each), told, re.IGNORECASE) for each in patterns
    )


def _loose(pattern: str) -> str:
    """Let an article stand before a place's letter."""
    return pattern.replace(" \0", r" (?:the )?" + "\0")
