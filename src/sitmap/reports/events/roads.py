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
from sitmap.reports.events.mention_kinds import (
    PLACE_KINDS,
    away_m,
    is_alias,
)
from sitmap.reports.events.place_words import LOOK, PLACE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitmap.reports.events.place_words import PlaceWords
    from sitmap.reports.passages import Passages
    from sitmap.reports.places.mentions import Mention

MOST_BETWEEN_M: Final = 150_000.0
"""Two ends of a road lie nearer; else their names only stand side by side."""
_LONGEST_ROAD_M: Final = 450_000.0
"""… and further apart, one of the two is a namesake."""
_HALF_KNOWN_M: Final = 40_000.0
"""How far an event may be from the one end of a road that is known: half of a day's drive."""
_BEHIND: Final = 20
"""Letters behind the second end in which "road" stands."""
_STOP: Final = re.compile(r"[^\W\d_]{3}[.;!?]\s|\n\s*\n")


def find_ends(
    text: str,
    mentions: Sequence[Mention],
    words: PlaceWords,
    start: int,
    end: int,
) -> list[tuple[Mention, Mention]]:
    """Return the pairs of places that are told as the ends of a road that is no long one.

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
    return [
        (one, two)
        for one, two in _ends(text, mentions, words, start, end)
        if away_m(one, two) <= MOST_BETWEEN_M
    ]


def find_onward(
    text: str,
    mention: Mention,
    mentions: Sequence[Mention],
    words: PlaceWords,
) -> Mention | None:
    """Return where the road leads that begins at a place: "from Bandiagara on the road to Mopti".

    Parameters
    ----------
    text
        The report.
    mention
        The place.
    mentions
        Places named behind it.
    words
        Of the report's language.
    """
    match = words.onward.match(text, mention.end)
    if match is None:
        return None
    return next(
        (
            each
            for each in mentions
            if each.start == match.end()
            and each.lat is not None
            and may_be_road(mention, each)
        ),
        None,
    )


def widen_to_unlisted_end(
    text: str, mention: Mention, words: PlaceWords
) -> Mention:
    """Widen a place that is told as one end of a road whose other end no gazetteer has.

    Parameters
    ----------
    text
        The report.
    mention
        The end that is known.
    words
        Of the report's language.
    """
    first = max(0, mention.start - LOOK)
    before = text[first : mention.start]
    told = f"{before}{PLACE}{text[mention.end : mention.end + LOOK]}"
    for pattern in words.between_known:
        match = pattern.search(told)
        if match is None:
            continue
        end = match.end() - len(PLACE) + mention.end - mention.start
        start = first + match.start()
        return _widen(text, mention, start, first + end, match["name"])
    return mention


def _widen(
    text: str, mention: Mention, start: int, end: int, other: str
) -> Mention:
    return replace(
        mention,
        start=start,
        end=end,
        surface=" ".join(text[start:end].split()),
        precision="near",
        uncertainty_m=_HALF_KNOWN_M + (mention.uncertainty_m or 0.0),
        why=f"between {mention.name} and {other}, which isn't listed in the gazetteer",
    )


def find_long_roads(
    passages: Passages, words: PlaceWords
) -> dict[int, tuple[Mention, Mention]]:
    """Return the ends of long roads by where each is named: "the Kaduna-Abuja expressway".

    Parameters
    ----------
    passages
        The text and the places that it names.
    words
        Of the report's language.
    """
    roads: dict[int, tuple[Mention, Mention]] = {}
    for sentence in passages.sentences:
        end = sentence.end + LOOK
        told = passages.mentions_in(sentence.start, end)
        inside = [each for each in told if each.kind in PLACE_KINDS]
        ends = _ends(passages.text, inside, words, sentence.start, end)
        for one, two in ends:
            if away_m(one, two) > MOST_BETWEEN_M:
                roads[one.start] = roads[two.start] = (one, two)
    return roads


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
    """Yield pairs of places that are told as the ends of a road that may be one."""
    for one, two in _told_pairs(text, mentions, words, start, end):
        if may_be_road(one, two):
            yield one, two


def _told_pairs(
    text: str,
    mentions: Sequence[Mention],
    words: PlaceWords,
    start: int,
    end: int,
) -> Iterator[tuple[Mention, Mention]]:
    """Yield pairs of places that are told as the ends of a road, however far apart."""
    known = [each for each in mentions if each.lat is not None]
    for one, two in combinations(known, 2):
        may_be = (
            two.start - one.end <= LOOK and one.place_id != two.place_id
        )
        if may_be and _are_told_as_ends(text, one, two, words, start, end):
            yield one, two


def find_namesake_end(
    text: str,
    mentions: Sequence[Mention],
    words: PlaceWords,
    start: int,
    end: int,
) -> Mention | None:
    """Return the right one of two ends that lie too far apart: the other is only spelled like it.

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
    for one, two in _told_pairs(text, mentions, words, start, end):
        aliases = [each for each in (one, two) if is_alias(each)]
        if len(aliases) == 1 and not may_be_road(one, two):
            return two if aliases[0] is one else one
    return None


def may_be_road(one: Mention, two: Mention) -> bool:
    """Tell whether two places that have coordinates are near enough for one road."""
    return away_m(one, two) <= _LONGEST_ROAD_M


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
    told = (
        f"{text[first : one.start]}{PLACE}{text[one.end : two.start]}{PLACE}"
        f"{text[two.end : min(end, two.end + _BEHIND)]}"
    )
    return any(pattern.search(told) for pattern in words.between)
