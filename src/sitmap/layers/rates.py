"""Counts by area as rates: incidents per 100,000 people, where there are enough of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sitmap.errors import InputError
from sitmap.layers.classes import read_classes
from sitmap.layers.compared import UNRATED, class_rates
from sitmap.layers.content import (
    CountedPlaces,
    FillPicture,
    KeyEntry,
    KeyGroup,
)
from sitmap.readers.aliases import fold_name

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from sitmap.layers.classes import Classes
    from sitmap.layers.words import Words

# people that rates are of, as rates of deaths are told
PER_PEOPLE: Final = 100_000
ENOUGH: Final = 5
"""Incidents from which a rate is said, as comparisons have it (sitmap.desk.comparison)."""


def find_people(
    areas: gpd.GeoDataFrame, column: str
) -> NDArray[np.float64]:
    """Return the people of each area; NaN where none are told.

    Parameters
    ----------
    areas
        As `sitmap.read_areas` returns them: their own columns are among ``facts``.
    column
        The column that tells them.

    Raises
    ------
    InputError
        There is no such column, or no number of people in it.
    """
    wanted = fold_name(column)
    rows = [
        {fold_name(key): text for key, text in facts}
        for facts in areas["facts"]
    ]
    if not any(wanted in row for row in rows):
        known = ", ".join(
            dict.fromkeys(
                key for facts in areas["facts"] for key, _ in facts
            )
        )
        raise InputError(
            f"rate_by: the areas have no column {column!r}; they have {known[:200]}"
        )
    texts = pd.Series([row.get(wanted, "") for row in rows], dtype="string")
    plain = texts.str.replace(r"[\s,'\u2019]", "", regex=True)
    people = pd.to_numeric(plain, errors="coerce").to_numpy(
        dtype="float64", na_value=np.nan
    )
    found: NDArray[np.float64] = np.where(people > 0, people, np.nan)
    if np.isnan(found).all():
        raise InputError(
            f"rate_by: column {column!r} has no number of people; name another"
        )
    return found


def rates_of(
    counts: NDArray[Any], people: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return incidents per 100,000 people; NaN where few are counted, or nobody knows the people.

    Examples
    --------
    >>> rates_of(np.array([10, 4, 20]), np.array([50_000, 1_000, np.nan])).tolist()
    [20.0, nan, nan]
    """
    enough: NDArray[np.float64] = np.where(counts >= ENOUGH, counts, np.nan)
    return enough * PER_PEOPLE / people


def own_breaks(
    told: Classes, values: NDArray[Any]
) -> tuple[float, ...] | None:
    """Return where classes of one's own begin, the second and every further one.

    Raises
    ------
    InputError
        They are no edges: counts change with the days, and their classes must not.
    """
    scheme = read_classes(told)
    if scheme is None:
        return None
    if scheme.name != "edges":
        raise InputError(
            f"classes: {told!r}: counts by area or cell take edges, as 1,5,20"
        )
    is_whole = bool(np.all(values == np.rint(values)))
    if is_whole and any(edge != round(edge) for edge in scheme.edges):
        raise InputError(
            f"classes: {told!r}: counts are whole numbers; give whole edges"
        )
    least = 1 if is_whole else 0
    return tuple(edge for edge in scheme.edges if edge > least)


def rate_places(
    counted: CountedPlaces,
    people: NDArray[np.float64],
    breaks: tuple[float, ...] | None,
    words: Words,
) -> tuple[CountedPlaces, tuple[KeyGroup, ...]]:
    """Turn counts of areas into rates, and say the key of these.

    Parameters
    ----------
    counted
        Areas with their counts.
    people
        Of each of these areas.
    breaks
        Where classes begin, if they are the user's own.
    words
        Of the map's language.
    """
    rates = rates_of(counted.incidents, people)
    classes = class_rates(rates, words, breaks)
    pairs = zip(classes.texts, classes.colours, strict=True)
    entries = [
        KeyEntry(text, FillPicture(colour))
        for text, colour in pairs
        if text
    ]
    if np.isnan(rates).any():
        entries.append(
            KeyEntry(words.say("too_few_for_rate"), FillPicture(UNRATED))
        )
    key = KeyGroup(words.say("per_people"), tuple(entries), (counted.told,))
    rated = CountedPlaces(
        counted.what,
        counted.told,
        counted.outlines,
        rates,
        classes.breaks,
        classes.colours,
    )
    return rated, (key,)
