"""The word lists that reports are read with: plain files in ``data/``, loaded once.

They are data, not code, so that a reader who finds a word missing adds a line there.
"""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from sitmap.gazetteer.place import Place
from sitmap.gazetteer.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Words",
    "load_capitals",
    "load_codes",
    "load_counties",
    "load_demonyms",
    "load_middles",
    "load_regions",
    "load_words",
    "read_rows",
]

_DATA: Final = files("sitmap.reports") / "data"
_METRES: Final = 1_000.0


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists of ``words.toml``; every word is folded (`sitmap.gazetteer.text.fold`)."""

    titles: frozenset[str]
    first_names: frozenset[str]
    organisation_words: frozenset[str]
    process_words: frozenset[str]
    facility_words: frozenset[str]
    place_words: frozenset[str]
    kind_before: frozenset[str]
    prepositions: frozenset[str]
    locatives: frozenset[str]
    verbs_of_people: frozenset[str]
    verbs_of_states: frozenset[str]
    common_words: frozenset[str]
    vague_areas: tuple[str, ...] = field(default=())
    the_country: tuple[str, ...] = field(default=())
    the_city: tuple[str, ...] = field(default=())
    two_countries: tuple[str, ...] = field(default=())


@lru_cache(maxsize=1)
def load_words() -> Words:
    """Load ``words.toml``.

    Examples
    --------
    >>> "sheriff" in load_words().titles, "accord" in load_words().process_words
    (True, True)
    """
    content = tomllib.loads((_DATA / "words.toml").read_text("utf-8"))
    content.pop("dateline_ends", None)
    lists: dict[str, Any] = {name: _word_list(value) for name, value in content.items()}
    return Words(**lists)


def _word_list(value: str | list[str]) -> frozenset[str] | tuple[str, ...]:
    if isinstance(value, list):
        return tuple(value)
    return frozenset(key for word in value.split() for key in fold(word).split())


def read_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file in ``data/``; lines that begin with ``#`` are comments."""
    lines = (_DATA / name).read_text("utf-8").splitlines()
    yield from csv.DictReader(line for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def load_regions() -> dict[str, Place]:
    """Load world regions and seas by their folded names."""
    return {fold(row["name"]): _region(row) for row in read_rows("regions.csv")}


def _region(row: dict[str, str]) -> Place:
    return Place(
        id="region:" + re.sub(r"\W+", "-", row["name"].lower()),
        name=row["name"],
        kind="region",
        country="",
        admin1="",
        admin1_name="",
        admin2="",
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        population=0,
        rank=800,
        uncertainty_m=float(row["radius_km"]) * _METRES,
        source="reports",
    )


@lru_cache(maxsize=1)
def load_counties() -> dict[str, tuple[Place, ...]]:
    """Load the counties of the United States by their folded names: news names them more often than towns."""
    found: dict[str, tuple[Place, ...]] = {}
    for row in read_rows("counties.csv"):
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
        rank=350,
        uncertainty_m=float(row["radius_km"]) * _METRES,
        source="reports",
    )


@lru_cache(maxsize=1)
def load_middles() -> dict[str, tuple[float, float]]:
    """Load (lat, lon) of the middle of units whose towns lie far from it, by ``admin1:`` id."""
    return {
        f"admin1:{row['unit']}": (float(row["lat"]), float(row["lon"]))
        for row in read_rows("middles.csv")
    }


@lru_cache(maxsize=1)
def load_capitals() -> dict[str, str]:
    """Load the capital of each country: ISO code to folded name."""
    return {row["code"]: fold(row["name"]) for row in read_rows("capitals.csv")}


@lru_cache(maxsize=1)
def load_demonyms() -> dict[str, str]:
    """Load words for people and things of a place: folded word to code (``RS``, ``US.TX``, ``=Europe``, ``XX``)."""
    pairs = (
        (row["code"], word) for row in read_rows("demonyms.csv") for word in row["words"].split()
    )
    return {key: code for code, word in pairs if (key := fold(word))}


@lru_cache(maxsize=2)
def load_codes(name: str) -> dict[str, str]:
    """Load short forms (``abbreviations.csv``, ``postal.csv``): the form as written to its code."""
    return {row["form"]: row["code"] for row in read_rows(name)}
