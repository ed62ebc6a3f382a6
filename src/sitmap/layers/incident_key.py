"""The key of incidents in words: categories, statuses and precisions that the map really has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from sitmap.incidents import STATUSES
from sitmap.layers.content import (
    ClusterPicture,
    KeyEntry,
    KeyGroup,
    PrecisionPicture,
    SymbolPicture,
    Told,
)
from sitmap.layers.looks import NO_LOOK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitmap.layers.categories import Categories, Category
    from sitmap.layers.content import IncidentMarks
    from sitmap.layers.looks import Look
    from sitmap.layers.words import Words

_SPOTS: Final = ("exact", "place", "near", "unknown")
_AREAS: Final = frozenset({"admin2", "admin1", "country"})
_MOST_IN_RING: Final = 4  # shares that the ring of the key shows
_TYPES: Final = "event_type"


def say_column(column: str, words: Words) -> str:
    """Name a column of the table in words; one without an entry is said as it is."""
    key = f"filter_{column}"
    return (
        words.say(key) if key in words.table else column.replace("_", " ")
    )


def say_categories(categories: Categories, words: Words) -> tuple[str, ...]:
    """Say each category: its value, the rest with what it holds, and rows without a value."""
    return tuple(
        _say_category(categories, at, words)
        for at in range(len(categories.entries))
    )


def _say_category(categories: Categories, at: int, words: Words) -> str:
    one, column = categories.entries[at], categories.column
    if one.others:
        held = ", ".join(words.code(column, value) for value in one.holds)
        more = ", …" if one.others > len(one.holds) else ""
        return words.say("other_values", n=one.others, values=held + more)
    if at == categories.lacking:
        return words.say(
            "no_event_type" if column == _TYPES else "no_precision"
        )
    if one.side:
        return f"{words.code('side', one.side)}: {one.label}"
    return words.code(column, one.label)


def say_incident_key(
    marks: IncidentMarks, words: Words
) -> tuple[KeyGroup, ...]:
    """Say what symbols, statuses and precisions mean, of what is drawn."""
    told = marks.told or (Told(marks.categories, marks.of_drawn),)
    groups = [
        _told_group(one, words, is_only=len(told) == 1) for one in told
    ]
    entries = [entry for group in groups for entry in group.entries]
    first = _first_look(entries)
    groups = [*groups[:-1], _with_cluster(groups, marks, told, words)]
    groups += [
        KeyGroup(
            words.say("status_title"),
            _statuses(marks.drawn["status"], first, words),
        ),
        KeyGroup(
            words.say("precision_title"),
            _precisions(marks.drawn["precision"], first, words),
            is_folded=True,
        ),
    ]
    return tuple(group for group in groups if group.entries)


def _told_group(told: Told, words: Words, *, is_only: bool) -> KeyGroup:
    """Tell one column's categories; the event type needs no head where it is all there is."""
    column = told.categories.column
    if column == _TYPES:
        head = "" if is_only else words.say("types")
    else:
        head = say_column(column, words)
    return KeyGroup(head, _categories(told, words))


def _with_cluster(
    groups: Sequence[KeyGroup],
    marks: IncidentMarks,
    told: Sequence[Told],
    words: Words,
) -> KeyGroup:
    """Add what several incidents look like: the shares are those of the first column."""
    last = groups[-1]
    if len(marks.drawn) <= 1:
        return last
    pictures = [entry.picture for entry in groups[0].entries]
    looks = [one.look for one in pictures if isinstance(one, SymbolPicture)]
    is_types = len(told) == 1 and told[0].categories.column == _TYPES
    text = words.say("cluster" if is_types else "cluster_by")
    rings = tuple({look.colour: look for look in looks}.values())[
        :_MOST_IN_RING
    ]
    return replace(
        last, entries=(*last.entries, KeyEntry(text, ClusterPicture(rings)))
    )


def _categories(told: Told, words: Words) -> tuple[KeyEntry, ...]:
    categories = told.categories
    counts = np.bincount(
        told.of_drawn[told.of_drawn >= 0], minlength=len(categories.entries)
    )
    names = say_categories(categories, words)
    return tuple(
        KeyEntry(
            names[at], _picture(categories.entries[at]), int(counts[at])
        )
        for at in np.flatnonzero(counts)
    )


def _picture(one: Category) -> SymbolPicture | None:
    if one.is_apart:
        return None
    return SymbolPicture(one.look)


def _first_look(entries: Sequence[KeyEntry]) -> Look:
    found = (
        one.picture.look
        for one in entries
        if isinstance(one.picture, SymbolPicture)
    )
    return next(found, NO_LOOK)


def _statuses(
    told: pd.Series[str], look: Look, words: Words
) -> tuple[KeyEntry, ...]:
    """Say the statuses, unless all are just reported."""
    found = set(told.dropna().unique())
    if not found - {"reported"}:
        return ()
    return tuple(
        KeyEntry(words.code("status", name), SymbolPicture(look, name))
        for name in STATUSES
        if name in found
    )


def _precisions(
    told: pd.Series[str], look: Look, words: Words
) -> tuple[KeyEntry, ...]:
    found = {
        "unknown" if pd.isna(name) else str(name) for name in told.unique()
    }
    entries = [
        KeyEntry(
            words.say(f"precision:{name}"), PrecisionPicture(name, look)
        )
        for name in _SPOTS
        if name in found
    ]
    if found & _AREAS:
        entries.append(
            KeyEntry(words.say("area"), PrecisionPicture("admin1", look))
        )
    return tuple(entries)
