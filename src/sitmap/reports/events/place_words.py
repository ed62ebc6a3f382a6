"""The words by which a language says where an event is, compiled.

They stand in ``places.toml`` of the language; patterns of words before a place end where the
place begins.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitmap.gazetteer.kinds import precision_of
from sitmap.reports.languages import read_table
from sitmap.reports.languages.compiled import compile_pattern, per_language
from sitmap.reports.text.numbers import (
    number_pattern,
    thousands_pattern,
)
from sitmap.reports.text.patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitmap.reports.places.mentions import Mention

LOOK: Final = 60
"""Letters before a name in which its preposition stands."""
_NEAR: Final = 30
"""Letters before a name in which its "near" stands."""
_MEASURES: Final = ("units", "journeys", "rough_numbers", "bearings")
_FIGURES: Final = r"\d+(?:[.,]\d+)?"
PLACE: Final = "\0"
"""Stands for a place's name, so that a pattern can say where it is."""
# with the apostrophe as printed
_NAME: Final = r"(?P<name>[^\W\d_a-z][\w'’-]{2,}(?: [^\W\d_a-z][\w'’-]+)?)"  # noqa: RUF001
_CASED: Final = (
    "between_known",
    "holder",
    "of_country",
    "unlisted",
    "named_thing",
    "thing_goes_on",
    "lies_in",
    "held_by",
    "listed_with",
    "speaks",
    "speaker",
    "speaks_there",
    "spoke_in",
    "goes_on",
    "name_head",
    "name_tail",
    "holds",
)
"""Patterns that a capital letter tells something."""


class PlaceWords(NamedTuple):
    """A language's words of place, each named as in its ``places.toml``."""

    in_place: re.Pattern[str]
    target: re.Pattern[str]
    thing_of: re.Pattern[str]
    away: re.Pattern[str]
    from_or_to: re.Pattern[str]
    from_place: re.Pattern[str]
    aim: re.Pattern[str]
    holder: re.Pattern[str]
    of_country: re.Pattern[str]
    back_there: re.Pattern[str]
    speaker: re.Pattern[str]
    speaks_there: re.Pattern[str]
    spoke_in: re.Pattern[str]
    new_event: re.Pattern[str]
    speaks: re.Pattern[str]
    way: re.Pattern[str]
    near: re.Pattern[str]
    unlisted: re.Pattern[str]
    named_thing: re.Pattern[str]
    thing_goes_on: re.Pattern[str]
    sector: re.Pattern[str]
    lies_in: re.Pattern[str]
    held_by: re.Pattern[str]
    listed_with: re.Pattern[str]
    offset: re.Pattern[str]
    offset_behind: re.Pattern[str]
    distance: re.Pattern[str]
    distance_behind: re.Pattern[str]
    bearing_alone: re.Pattern[str]
    offset_of_it: re.Pattern[str]
    holds: re.Pattern[str]
    halfway: re.Pattern[str]
    onward: re.Pattern[str]
    apposition: re.Pattern[str]
    goes_on: re.Pattern[str]
    name_head: re.Pattern[str]
    name_tail: re.Pattern[str]
    to_where: re.Pattern[str]
    between: tuple[re.Pattern[str], ...]
    between_known: tuple[re.Pattern[str], ...]
    same_place: tuple[re.Pattern[str], ...]
    units: Mapping[str, float]
    journeys: Mapping[str, float]
    rough_numbers: Mapping[str, Sequence[float]]
    bearings: Mapping[str, float]
    language: str


@per_language
def load_place_words(language: str) -> PlaceWords:
    """Return a language's words of place.

    Examples
    --------
    >>> load_place_words("en").in_place.search("the market in ") is not None
    True
    """
    table = read_table(language, "places")
    ones = read_table(language, "numbers")["ones"]
    slots = {
        "{number_words}": "|".join(sorted(ones, key=len, reverse=True)),
        "{number}": _number_pattern(language, table["rough_numbers"]),
        "{journeys}": any_of(table["journeys"]),
    }
    fields: dict[str, Any] = {"language": language}
    table = {**table, **_road_patterns(table["between"])}
    for name in PlaceWords._fields[:-1]:
        value = table[name]
        flags = 0 if name in _CASED else re.IGNORECASE
        if name in _MEASURES:  # "" where a language's words have none
            value = {
                key.lower(): told for key, told in (value or {}).items()
            }
        elif isinstance(value, str):
            for slot, words in slots.items():
                value = value.replace(slot, words)
            value = compile_pattern(value, language, flags)
        else:
            value = tuple(
                compile_pattern(each, language, flags) for each in value
            )
        fields[name] = value
    return PlaceWords(**fields)


def _road_patterns(listed: list[str]) -> dict[str, list[str]]:
    """Return patterns of a road: both ends are `PLACE`, or one is and the other any name."""
    both: list[str] = []
    one_known: list[str] = []
    for pattern in listed:
        parts = pattern.replace("\\b{place}", "{place}").split("{place}")
        head, joint, tail = (
            f"{each}(?:the )?" if each.endswith(" ") else each
            for each in parts
        )
        both.append(f"{head}{PLACE}{joint}{PLACE}{tail}")
        for one, two in ((PLACE, _NAME), (_NAME, PLACE)):
            one_known.append(
                f"(?i:{head}){one}(?i:{joint}){two}(?i:{tail})"
            )
    return {"between": both, "between_known": one_known}


def _number_pattern(language: str, rough: Iterable[str]) -> str:
    """Return what a distance is counted by: "15", "1.5", "twenty", "une trentaine", "a"."""
    articles = read_table(language, "numbers")["articles"]
    words = f"{number_pattern(language)}|{any_of([*rough, *articles])}"
    figures = rf"{thousands_pattern(language)}|{_FIGURES}"
    return rf"(?<!\w)(?<!\d[.,])(?P<number>{figures}|{words})"


def word_place(
    text: str, place: Mention | None, language: str
) -> str | None:
    """Return the place as the report words it, with "near" before it.

    Parameters
    ----------
    text
        The report.
    place
        A place that it names, if any.
    language
        Its code.
    """
    if place is None:
        return None
    if place.place is not None and place.precision == "near":
        listed = precision_of(place.place.kind)
        if listed != "near":
            return place.surface  # computed: it holds its words
    near = load_place_words(language).near.search(
        text[max(0, place.start - _NEAR) : place.start]
    )
    return f"{near[0]}{place.surface}" if near else place.surface
