"""Points told from a place by distance and bearing: "15 km north of Klina".

The point is computed; its uncertainty grows with the distance, which is told roundly.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitmap.geodesy import move
from sitmap.reports.events.place_words import LOOK
from sitmap.reports.text.numbers import read_number

if TYPE_CHECKING:
    from sitmap.reports.events.place_words import PlaceWords
    from sitmap.reports.places.mentions import Mention

_ROUGH: Final = 0.15
"""Share of a told distance by which it may be off: "3 km" is told to half a kilometre."""
_LEAST_OFFSET_M: Final = 500.0
"""Metres that a told distance is rounded by, at least."""


def move_by_words_before(
    text: str, mention: Mention, words: PlaceWords
) -> Mention:
    """Move a place by the distance that is told before it: "3 km south of Klina".

    Parameters
    ----------
    text
        The report.
    mention
        The place that is named.
    words
        Of the report's language.
    """
    before = text[max(0, mention.start - 2 * LOOK) : mention.start]
    match = words.offset.search(before)
    if match is None or mention.lat is None:
        return mention
    start = mention.start - len(before) + match.start()
    return _shift(text, mention, match, words, start, mention.end)


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
    return _shift(text, mention, match, words, match.start(), match.end())


def _shift(
    text: str,
    mention: Mention,
    match: re.Match[str],
    words: PlaceWords,
    start: int,
    end: int,
) -> Mention:
    away_m = _told_m(match, words)
    bearing = words.bearings[re.sub(r"[\s-]", "", match["bearing"].lower())]
    lat, lon = move(
        (mention.lat or 0.0, mention.lon or 0.0), bearing, away_m
    )
    uncertainty_m = (
        max(_LEAST_OFFSET_M, _ROUGH * away_m)
        + (mention.uncertainty_m or 0.0) / 2
    )
    return replace(
        mention,
        start=start,
        end=end,
        surface=" ".join(text[start:end].split()),
        lat=lat,
        lon=lon,
        precision="near",
        uncertainty_m=uncertainty_m,
        why=f"{match[0].strip()} {mention.name}",
    )


def _told_m(match: re.Match[str], words: PlaceWords) -> float:
    """Return the distance that words tell: "15 km", "three miles"."""
    number = match["number"].replace(",", ".")
    count = (
        float(number)
        if number[0].isdigit()
        else float(read_number(number) or 1)
    )
    return count * words.units[match["unit"].lower()]
