"""The word lists that names are read with, and the places that the gazetteer leaves to reports."""

from __future__ import annotations

import csv
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from sitmap.gazetteer import embedded_index
from sitmap.gazetteer.place import Place
from sitmap.gazetteer.text import fold
from sitmap.reports.languages import (
    DEFAULT,
    read_rows,
    read_table,
    split_words,
)
from sitmap.reports.languages.compiled import compile_pattern, per_language

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

_DATA: Final = files("sitmap.reports") / "data"
# of a kilometre
_METRES: Final = 1_000.0
# prominence of a county: behind the towns of its name
_COUNTY_RANK: Final = 350


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists of a language's ``names.toml``; every word of a set is folded.

    What each list holds is said in the file, above the list.
    """

    titles: frozenset[str]
    first_names: frozenset[str]
    organisation_words: frozenset[str]
    process_words: frozenset[str]
    facility_words: frozenset[str]
    place_words: frozenset[str]
    kind_before: frozenset[str]
    prepositions: frozenset[str]
    locatives: frozenset[str]
    weak_locatives: frozenset[str]
    verbs_of_people: frozenset[str]
    verbs_of_states: frozenset[str]
    common_words: frozenset[str]
    connectors: frozenset[str]
    small_words: frozenset[str]
    breaks: frozenset[str]
    roads: frozenset[str]
    numbered_roads: frozenset[str]
    street_names: frozenset[str]
    named_for: frozenset[str]
    unit_words: frozenset[str]
    unit_plurals: frozenset[str]
    county_words: frozenset[str]
    waters: frozenset[str]
    bodies: frozenset[str]
    no_stems: frozenset[str]
    stem_openers: frozenset[str]
    sides: frozenset[str]
    directions: frozenset[str]
    press_words: frozenset[str]
    local_bodies: frozenset[str]
    behind_hyphen: frozenset[str]
    behind_place: frozenset[str]
    unit_name_words: frozenset[str]
    description_openers: frozenset[str]
    description_seconds: frozenset[str]
    directions_of_parts: frozenset[str]
    spellings: Mapping[str, str]
    bearings: Mapping[str, float]
    doubtful_forms: tuple[str, ...]
    bare_doubtful_forms: tuple[str, ...]
    party_letters: tuple[str, ...]
    articles: tuple[str, ...]
    adjective_endings: tuple[str, ...]
    vague_areas: tuple[str, ...]
    the_country: tuple[str, ...]
    the_city: tuple[str, ...]
    two_countries: tuple[str, ...]
    of_word: str
    article_word: str
    article_letter: str
    lies_in: re.Pattern[str]
    befalls: re.Pattern[str]
    acts_for: re.Pattern[str]
    inside: re.Pattern[str]
    second_of_two: re.Pattern[str]
    capital_of: str
    part_of: str
    neighbour: str
    thing: str
    no_description: str


@per_language
def load_words(language: str = DEFAULT) -> Words:
    """Load a language's word lists.

    Examples
    --------
    >>> "sheriff" in load_words().titles, "accord" in load_words().process_words
    (True, True)
    """
    table = read_table(language, "names")
    kinds = {each.name: str(each.type) for each in fields(Words)}
    return Words(
        **{
            name: _read_value(table[name], kind, language)
            for name, kind in kinds.items()
        }
    )


def _read_value(value: Any, kind: str, language: str) -> Any:
    if kind == "frozenset[str]":
        return split_words(value)
    if kind == "tuple[str, ...]":
        return tuple(value)
    if kind == "re.Pattern[str]":
        return compile_pattern(value, language)
    if isinstance(value, str) and kind.startswith("Mapping"):
        return dict(pair.split("=") for pair in value.split())
    return value


def _read_data(name: str) -> Iterator[dict[str, str]]:
    lines = (_DATA / name).read_text("utf-8").splitlines()
    yield from csv.DictReader(
        line for line in lines if line and not line.startswith("#")
    )


@lru_cache(maxsize=1)
def load_regions() -> dict[str, Place]:
    """Load the gazetteer's world regions and seas by their folded names, in every language."""
    return {
        fold(name): place
        for place in embedded_index().world_regions()
        for name in (
            place.name,
            *place.names,
            *(name for _, name in place.names_by_language),
        )
    }


@lru_cache(maxsize=1)
def load_counties() -> dict[str, tuple[Place, ...]]:
    """Load the counties of the United States by folded name: news names them more than towns."""
    found: dict[str, tuple[Place, ...]] = {}
    for row in _read_data("counties.csv"):
        key = fold(row["name"])
        found[key] = (*found.get(key, ()), _county(row))
    return found


def _county(row: dict[str, str]) -> Place:
    country, _, unit = row["unit"].partition(".")
    return Place(
        id=f"county:{unit}-{fold(row['name']).replace(' ', '-')}",
        name=row["name"],
        kind="admin2",
        country=country,
        admin1=unit,
        admin1_name=unit,
        admin2="",
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        population=0,
        rank=_COUNTY_RANK,
        uncertainty_m=float(row["radius_km"]) * _METRES,
        source="reports",
    )


@lru_cache(maxsize=1)
def load_middles() -> dict[str, tuple[float, float]]:
    """Load (lat, lon) of the middle of units and world regions that are very large, by id."""
    return {
        row["unit"] if ":" in row["unit"] else f"admin1:{row['unit']}": (
            float(row["lat"]),
            float(row["lon"]),
        )
        for row in _read_data("middles.csv")
    }


@lru_cache(maxsize=1)
def load_capitals() -> dict[str, str]:
    """Load the capital of each country: ISO code to folded name."""
    return {
        row["code"]: fold(row["name"]) for row in _read_data("capitals.csv")
    }


@lru_cache(maxsize=1)
def load_other_names() -> dict[str, str]:
    """Load what the press calls places, folded, and the folded names that gazetteers list."""
    return {
        fold(row["form"]): fold(row["name"])
        for row in _read_data("other_names.csv")
    }


@lru_cache(maxsize=16)
def load_demonyms(language: str = DEFAULT) -> dict[str, str]:
    """Load words for people and things of a place, by folded word.

    ``RS``, ``US.TX``, ``=Europe``.
    """
    rows = read_rows(language, "demonyms.csv")
    pairs = (
        (row["code"], word) for row in rows for word in row["words"].split()
    )
    return {key: code for code, word in pairs if (key := fold(word))}


@lru_cache(maxsize=16)
def load_codes(name: str, language: str = DEFAULT) -> dict[str, str]:
    """Load short forms (``abbreviations.csv``, ``postal.csv``): the form as written to its code."""
    return {row["form"]: row["code"] for row in read_rows(language, name)}
