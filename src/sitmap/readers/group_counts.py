"""Counts of people by who they were, where no column has them all: FriendlyKIA, CivilianKIA."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from sitmap.readers.aliases import fold_name, load_headings
from sitmap.readers.values import plain_texts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from typing import Any

_SIDES: Final = frozenset(
    [
        "civilian",
        "civilians",
        "civ",
        "friendly",
        "enemy",
        "hostile",
        "host",
        "nation",
        "coalition",
        "allied",
        "military",
        "soldier",
        "soldiers",
        "army",
        "police",
        "gendarmes",
        "security",
        "forces",
        "force",
        "militant",
        "militants",
        "insurgent",
        "insurgents",
        "rebel",
        "rebels",
        "fighters",
        "combatants",
        "terrorists",
        "state",
        "government",
        "armed",
        "group",
        "groups",
        "ansf",
        "isf",
        "peacekeepers",
        "un",
    ]
)
"""Whom columns count by side; nobody is of two."""

_BY_SEX: Final = frozenset(
    [
        "m",
        "f",
        "w",
        "male",
        "female",
        "males",
        "females",
        "masculino",
        "femenino",
    ]
)
_BY_AGE: Final = frozenset(
    [
        "children",
        "child",
        "minors",
        "minor",
        "boys",
        "girls",
        "adults",
        "adult",
        "enfants",
        "mineurs",
        "ninos",
        "menores",
        "kinder",
        "deca",
        "djeca",
        "femije",
        "діти",
        "дети",
        "cocuk",
        "اطفال",
    ]
)
_GROWN: Final = frozenset(
    [
        "men",
        "women",
        "man",
        "woman",
        "hommes",
        "femmes",
        "hombres",
        "mujeres",
        "manner",
        "frauen",
        "muskarci",
        "zene",
        "burra",
        "gra",
        "чоловіки",
        "жінки",
        "мужчины",
        "женщины",
        "erkek",
        "kadin",
        "رجال",
        "نساء",
    ]
)
_SEXES: Final = _BY_SEX | _BY_AGE | _GROWN
"""Whom they count by age and sex: with the sides, people would be counted twice."""

_COUNTED: Final = ("fatalities_best", "injured_best")
# columns that make a whole of parts
_ENOUGH: Final = 2


def find_group_counts(
    names: Iterable[str], taken: Collection[str]
) -> dict[str, list[str]]:
    """Find columns that count the dead, or the wounded, of one group each.

    Parameters
    ----------
    names
        Columns that nothing else is read from.
    taken
        Our columns that the table has; a total goes before its parts.

    Returns
    -------
    dict
        Ours to the columns to be added up: all by side, or all by age and sex, two at least.

    Examples
    --------
    >>> find_group_counts(["FriendlyKIA", "CivilianKIA", "EnemyWIA", "Killed in town"], [])
    {'fatalities_best': ['FriendlyKIA', 'CivilianKIA']}
    >>> find_group_counts(["Civilians killed", "Women killed"], [])
    {}
    """
    listed = list(names)
    found = {}
    for ours in _COUNTED:
        heads = [
            frozenset(head.split()) for head in load_headings().names[ours]
        ]
        groups = {
            name: group
            for name in listed
            if (group := _group_of(fold_name(name), heads))
        }
        whole = all(group <= _SIDES for group in groups.values()) or all(
            group <= _SEXES for group in groups.values()
        )
        everybody = frozenset().union(*groups.values())
        # a girl among the children is a female, too
        is_twice = everybody & _BY_SEX and everybody & _BY_AGE
        if is_twice or not whole:
            continue
        if ours not in taken and len(groups) >= _ENOUGH:
            found[ours] = list(groups)
    return found


def _group_of(
    folded: str, heads: Iterable[frozenset[str]]
) -> frozenset[str]:
    """Return the words for a group beside those for the dead; empty where there are others."""
    words = frozenset(folded.split()) - load_headings().fillers
    rests = (words - head for head in heads if head < words)
    return next(
        (rest for rest in rests if rest <= _SIDES or rest <= _SEXES),
        frozenset(),
    )


def add_groups(
    frame: pd.DataFrame, groups: Mapping[str, list[str]]
) -> dict[str, pd.Series[Any]]:
    """Add the columns up as texts; a cell that is no whole number leaves its row to be told.

    Examples
    --------
    >>> frame = pd.DataFrame({"a": ["2", None], "b": ["3", None], "c": ["?", "1"]})
    >>> add_groups(frame, {"fatalities_best": ["a", "b"]})["fatalities_best"].to_list()
    ['5', <NA>]
    >>> add_groups(frame, {"fatalities_best": ["a", "c"]})["fatalities_best"].to_list()
    ['2 + ?', '1']
    """
    return {ours: _sum(frame[names]) for ours, names in groups.items()}


def _sum(frame: pd.DataFrame) -> pd.Series[Any]:
    texts = pd.DataFrame({name: plain_texts(frame[name]) for name in frame})
    numbers = texts.apply(pd.to_numeric, errors="coerce")
    known = texts.notna().any(axis=1)
    is_whole = (numbers.notna() | texts.isna()).all(axis=1)
    total = numbers.sum(axis=1, min_count=1).astype("string")
    summed: pd.Series[Any] = total.str.removesuffix(".0").where(known)
    for label in texts.index[~is_whole]:
        summed[label] = " + ".join(texts.loc[label].dropna())
    return summed
