"""A country and its capital of one name: which of them is meant, by the words beside it.

"Near Djibouti", "downtown Panama" and "a bar in Luxembourg" are the city. Of a large country a
market may be anywhere: there only words that a city alone has speak for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.gazetteer.text import fold
from sitmap.reports.languages import read_table
from sitmap.reports.languages.compiled import compile_pattern, per_language
from sitmap.reports.places.disambiguation import Sense
from sitmap.reports.places.words import load_capitals

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence

    from sitmap.gazetteer import Place
    from sitmap.reports.places.name import Name

_LOOK: Final = 60
"""Letters beside a name in which such words stand."""
_SMALL_M: Final = 150_000.0
"""Radius of a country of which most is in reach of its capital: Djibouti has 122 km, Panama 416."""
_SCORE: Final = 0.7
"""What such a reading is worth: above what counts as doubtful, below a bare name's."""


class _Words(NamedTuple):
    city_before: re.Pattern[str]
    city_thing: re.Pattern[str]
    city_behind: re.Pattern[str]


@per_language
def _load(language: str) -> _Words:
    table = read_table(language, "places")
    return _Words(
        *(compile_pattern(table[each], language) for each in _Words._fields)
    )


def prefer_capitals(
    text: str,
    names: Sequence[Name],
    senses: Mapping[str, Sense],
    language: str,
) -> dict[int, Sense]:
    """Return the city's sense for names of a country that mean its capital, by offset.

    Parameters
    ----------
    text
        The report.
    names
        Its names.
    senses
        What each means in the report.
    language
        Its code.
    """
    found: dict[int, Sense] = {}
    for name in names:
        sense = senses.get(name.key)
        country = sense.place if sense is not None else None
        if sense is None or country is None or country.kind != "country":
            continue
        city = find_capital(name.places, country)
        if city is not None and _is_city(text, name, country, language):
            found[name.start] = Sense(
                city, _SCORE, sense.support, sense.n_candidates
            )
    return found


def find_capital(places: Sequence[Place], country: Place) -> Place | None:
    """Return the capital of a country among places of one name.

    Parameters
    ----------
    places
        What the name may mean.
    country
        The country.
    """
    capital = load_capitals().get(country.country)
    return next(
        (
            each
            for each in places
            if each.country == country.country
            and each.kind in SETTLEMENTS
            and fold(each.name) == capital
        ),
        None,
    )


def _is_city(text: str, name: Name, country: Place, language: str) -> bool:
    words = _load(language)
    before = text[max(0, name.start - _LOOK) : name.start]
    if words.city_before.search(before):
        return True
    behind = text[name.end : name.end + _LOOK]
    begins_line = not before.rpartition("\n")[2].strip()
    if begins_line and words.city_behind.match(behind):
        return True
    is_small = country.uncertainty_m < _SMALL_M
    return is_small and words.city_thing.search(before) is not None
