# ruff: noqa: PLR2004  - small numbers of words speak for themselves
"""Names that say of what kind they are: "Walker County", "Red River", "the region of Gao"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.geocoding.kind_words import kinds_of_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitmap.reports.places.name import Name, NameText

_CALLED: Final = 2.0
"""Points of a name that is called a province or the like, as in `features`."""
_UNIT_WORD: Final = 3
"""Letters of a word that is a kind of unit by itself: "il" is too much else."""
_UNITS: Final = frozenset(
    {"admin1", "admin2", "admin3", "municipality", "region"}
)
_NO_KINDS: Final[frozenset[str]] = frozenset()


@lru_cache(maxsize=20_000)
def _unit_kinds(word: str) -> frozenset[str]:
    """Return the units that a kind word may mean; none of "town", "il" or a word of no kind."""
    kinds = kinds_of_word(word) if len(word) >= _UNIT_WORD else _NO_KINDS
    return kinds & _UNITS if kinds.isdisjoint(SETTLEMENTS) else _NO_KINDS


def as_unit(text: NameText, name: Name) -> Name:
    """Read "Homs province" and "the region of Gao" as the unit, and never as its town."""
    if name.unit or name.key.startswith("=") or len(name.places) == 1:
        return name
    for word in _unit_words_beside(text, name):
        kinds = _unit_kinds(word)
        units = tuple(place for place in name.places if place.kind in kinds)
        if units:
            return name._replace(
                key=f"={name.key} {word}",
                places=units,
                unit=word,
                points=_CALLED,
                reasons=(f"called a {word}",),
            )
    return name


def _unit_words_beside(text: NameText, name: Name) -> Iterator[str]:
    """Yield the words that say what a name is of: behind it, before it, before "of"."""
    tokens, first = text.tokens, name.first
    if name.last < len(tokens):
        behind = tokens[name.last].key
        if _unit_kinds(behind) and text.is_beside(name.last):
            yield behind
    if not first:
        return
    before = tokens[first - 1].key
    if _unit_kinds(before) and text.is_beside(first):
        yield before
    if before != text.words.of_word or first == 1:
        return
    kind = tokens[first - 2].key
    linked = text.is_beside(first) and text.is_beside(first - 1)
    if _unit_kinds(kind) and linked:
        yield kind


def match_unit(text: NameText, at: int, end: int, key: str) -> Name | None:
    """Match "Walker County", listed or not, and "Red River"."""
    word = text.tokens[end - 1].key
    stem = " ".join(token.key for token in text.tokens[at : end - 1])
    if any(
        token.shape not in "CU" for token in text.tokens[at : end - 1]
    ) or (
        stem in text.words.common_words
        and word not in text.words.unit_words | text.words.waters
    ):
        return None
    if stem in text.words.no_stems:
        return None
    if (
        text.tokens[at].key in text.words.common_words
        and end - at > 2
        and text.tokens[at].key not in text.words.stem_openers
    ):
        return None
    counties = (
        text.lookup.counties(key) if word in text.words.county_words else ()
    )
    listed = (*counties, *text.lookup.places(key))
    if listed:
        return text.name(at, end, key, listed, unit=word)
    if word in text.words.unit_words:
        areas = tuple(
            place
            for place in text.lookup.places(stem)
            if place.kind in ("admin1", "admin2", "region")
        )
        return text.name(at, end, key, areas, unit=word)
    return (
        text.name(at, end, key, (), unit=word)
        if word in text.words.waters and end - at <= 3
        else None
    )


def match_adjective_unit(text: NameText, at: int, last: int) -> Name | None:
    """Match "Харківська область": the unit of the town that an adjective is of."""
    rules, word = text.rules, text.tokens[at].text
    if not rules.adjectives:
        return None
    behind = (
        at + 1 < last and text.tokens[at + 1].key in text.words.place_words
    )
    forms = (
        rules.towns_of(word) if behind else rules.towns_of(word, whole=True)
    )
    towns = (
        town for form in forms for town in text.lookup.places(form)[:3]
    )
    town = max(
        (each for each in towns if each.admin1),
        key=lambda each: each.rank,
        default=None,
    )
    unit = (
        text.lookup.by_code(f"{town.country}.{town.admin1}")
        if town
        else None
    )
    if unit is None:
        return None
    end = at + 2 if behind else at + 1
    key = f"={unit.id}"
    return text.name(at, end, key, (unit,), unit=text.tokens[end - 1].text)


def match_road(text: NameText, at: int, end: int, key: str) -> Name | None:
    """Match "Lee Street", "Interstate 95" or a road that the gazetteer has; never "the road"."""
    listed = text.lookup.places(key)
    if listed:
        return text.name(at, end, key, listed)
    inner = text.tokens[at : end - 1]
    if (
        len(inner) == 1
        and inner[0].key
        in text.words.common_words - text.words.street_names
    ):
        return None
    good = all(
        token.shape in "CUn" and token.key not in text.words.small_words
        for token in inner
    )
    if (
        not good
        or end - at > 4
        or all(token.key in text.words.titles for token in inner)
    ):
        return None
    return text.name(at, end, key, (), kind="facility")
