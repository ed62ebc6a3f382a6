"""Points told from a place: "15 km north of Klina", "12 miles outside Ansongo", "south of Gusau".

With a distance and a bearing the point is computed. With a distance alone it stays at the place,
and its circle holds all that is so far away, unless a road says to which side: "20 km from
Bandiagara on the road to Mopti". With a bearing alone it stays there too, as near it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.geodesy import initial_bearing, move
from sitmap.reports.events.mention_kinds import is_area
from sitmap.reports.events.place_words import LOOK
from sitmap.reports.text.numbers import read_number, thousands_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitmap.reports.events.place_words import PlaceWords
    from sitmap.reports.places.mentions import Mention

_ROUGH: Final = 0.15
"""Share of a told distance by which it may be off: "3 km" is told to half a kilometre."""
_ROUGH_JOURNEY: Final = 0.5
"""The same of a journey: a day's walk is anything from 15 to 45 km."""
_ROUGH_ROAD: Final = 0.3
"""The same of kilometres of a road, which bends: as the crow flies it is that much shorter."""
_LEAST_OFFSET_M: Final = 500.0
"""Metres that a told distance is rounded by, at least."""
_BESIDE_M: Final = 15_000.0
"""How far away "south of Gusau" may be, where it isn't told: beyond that another town is named."""
_MOST_M: Final = 1_000_000.0
"""Nobody tells where something was from further away: a number read wrongly, or nonsense."""


class Offset(NamedTuple):
    """What words tell of a point by a place beside it.

    Attributes
    ----------
    start, end
        Offsets of these words.
    away_m
        The distance, or None.
    bearing
        Degrees from north, or None.
    rough
        Share of the distance by which it may be off.
    """

    start: int
    end: int
    away_m: float | None
    bearing: float | None
    rough: float


def find_offset(
    text: str, mention: Mention, words: PlaceWords
) -> Offset | None:
    """Return what the words beside a place tell of a point by it, if they do.

    Parameters
    ----------
    text
        The report.
    mention
        The place.
    words
        Of the report's language.
    """
    first = max(0, mention.start - 2 * LOOK)
    before = text[first : mention.start]
    behind = text[mention.end : mention.end + LOOK]
    found = [
        _read(match, words, first)
        for pattern in (words.offset, words.distance, words.bearing_alone)
        if (match := pattern.search(before)) is not None
    ]
    found += [
        _read(match, words, mention.end)
        for pattern in (words.offset_behind, words.distance_behind)
        if (match := pattern.match(behind)) is not None
    ]
    return next(
        (each for each in found if (each.away_m or 0.0) <= _MOST_M), None
    )


def move_by_words_beside(
    text: str,
    mention: Mention,
    words: PlaceWords,
    toward: Mention | None = None,
) -> Mention:
    """Move a place by what is told beside it: "3 km south of Klina".

    A country or a region has no point to count from; it stays as it is.

    Parameters
    ----------
    text
        The report.
    mention
        The place that is named.
    words
        Of the report's language.
    toward
        The other end of the road that the distance is told along.
    """
    if mention.lat is None or is_area(mention):
        return mention
    offset = find_offset(text, mention, words)
    if offset is None:
        return mention
    return _place(text, mention, offset, toward)


def move_by_words_of(
    text: str, mention: Mention, words: PlaceWords, start: int, end: int
) -> Mention:
    """Move an item's place by what its sentence tells: "20 km west of the town".

    Parameters
    ----------
    text
        The report.
    mention
        The place that "the town" means.
    words
        Of the report's language.
    start, end
        Offsets of the sentence.
    """
    match = words.offset_of_it.search(text, start, end)
    if match is None or mention.lat is None:
        return mention
    offset = _read(match, words, 0)
    spot = _place(text, mention, offset, None)
    surface = " ".join(text[offset.start : offset.end].split())
    return replace(
        spot, start=offset.start, end=offset.end, surface=surface
    )


def _read(match: re.Match[str], words: PlaceWords, shift: int) -> Offset:
    told = match.groupdict()
    bearing = told.get("bearing")
    unit = told.get("unit")
    is_journey = unit is not None and unit.lower() in words.journeys
    return Offset(
        match.start() + shift,
        match.end() + shift,
        None if unit is None else _read_m(match["number"], unit, words),
        None if bearing is None else _read_bearing(bearing, words),
        _ROUGH_JOURNEY if is_journey else _ROUGH,
    )


def _place(
    text: str, mention: Mention, offset: Offset, toward: Mention | None
) -> Mention:
    """Return the point that an offset tells of a place, in its own words."""
    here = (mention.lat or 0.0, mention.lon or 0.0)
    away_m, bearing, rough = offset.away_m, offset.bearing, offset.rough
    told = " ".join(text[offset.start : offset.end].split())
    why = f"{told} {mention.name}"
    if away_m is None:
        off_m, why = _BESIDE_M, f"{why}; how far isn't told"
    else:
        if bearing is None and toward is not None:
            there = (toward.lat or 0.0, toward.lon or 0.0)
            bearing, rough = initial_bearing(here, there), _ROUGH_ROAD
            why = f"{why}, towards {toward.name}"
        if bearing is None:
            off_m = (1 + rough) * away_m
            why = f"{why}; to which side isn't told"
        else:
            here = move(here, bearing, away_m)
            off_m = max(_LEAST_OFFSET_M, rough * away_m)
    start = min(offset.start, mention.start)
    end = max(offset.end, mention.end)
    return replace(
        mention,
        start=start,
        end=end,
        surface=" ".join(text[start:end].split()),
        lat=here[0],
        lon=here[1],
        precision="near",
        uncertainty_m=off_m + (mention.uncertainty_m or 0.0) / 2,
        why=why,
    )


def _read_m(number: str, unit: str, words: PlaceWords) -> float:
    """Return the distance that words tell: "15 km", "three miles", "a day's walk"."""
    return _read_count(number.lower(), words) * _by_beginning(
        {**words.units, **words.journeys}, unit.lower()
    )


def _read_count(number: str, words: PlaceWords) -> float:
    if re.fullmatch(thousands_pattern(words.language), number):
        return float(re.sub(r"\D", "", number))
    if number[0].isdigit():
        return float(number.replace(",", "."))
    rough = words.rough_numbers.get(number)
    if rough is not None:
        return float(rough[0])
    return float(read_number(number, words.language) or 1)


def _read_bearing(told: str, words: PlaceWords) -> float:
    key = re.sub(r"[\s-]", "", told.lower())
    return _by_beginning(words.bearings, key)


def _by_beginning(table: Mapping[str, float], word: str) -> float:
    """Return the value of the longest word that a word begins with: it may be inflected."""
    stems = [key for key in table if word.startswith(key)]
    return table[max(stems, key=len)]
