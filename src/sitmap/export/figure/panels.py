"""Parting the incidents of a figure: by month, week, year, type, or any column of the table."""

from __future__ import annotations

import datetime as dt
import difflib
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.errors import OutputError
from sitmap.export.figure.scene import LAYER, LOOK, ROW
from sitmap.readers.assignment import find_heading

if TYPE_CHECKING:
    from sitmap.export.figure.scene import Scene
    from sitmap.layers.words import Words

PERIODS: Final = {"week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}
"""How a day is written for each, so that periods follow each other."""


def split_scene(
    scene: Scene, by: str, most: int
) -> list[tuple[str, Scene]]:
    """Part a scene's incidents.

    Periods follow each other; of a column the value with most rows comes first, and what is beyond
    the most parts is one part with its number of values. Rows that tell nothing come last, under
    their own head.

    Raises
    ------
    OutputError
        The column isn't there, there are no incidents, or the periods are more than `most`.
    """
    keys = _keys(scene.incidents, by)
    if not len(keys):
        raise OutputError(f"{by}: there are no incidents to part")
    names = _names(keys, by, most)
    parts = [
        (
            _head(str(name), by, scene.words),
            scene.only((keys == name).fillna(False).astype(bool)),
        )
        for name in names
    ]
    rest = keys.notna() & ~keys.isin(names)
    if rest.any():
        others = scene.words.say("more_rows", n=int(keys[rest].nunique()))
        parts.append((others, scene.only(rest)))
    if keys.isna().any():
        parts.append((_unknown(by, scene.words), scene.only(keys.isna())))
    return parts


def _keys(incidents: pd.DataFrame, by: str) -> Any:
    if by in PERIODS:
        return incidents["date_start"].dt.strftime(PERIODS[by])
    column = _find_column(incidents, by)
    if pd.api.types.is_datetime64_any_dtype(incidents[column]):
        return incidents[column].dt.strftime("%Y-%m-%d")
    told = incidents[column].astype("string").str.strip()
    return told.mask(told == "")


def _find_column(incidents: pd.DataFrame, by: str) -> str:
    hidden = {incidents.geometry.name, LOOK, LAYER, ROW}
    known = [str(name) for name in incidents.columns if name not in hidden]
    if by in known:
        return by
    ours = find_heading(incidents, by)
    if ours is not None:
        return ours
    alike = {name.casefold(): name for name in known}
    if by.casefold() in alike:
        return alike[by.casefold()]
    near = difflib.get_close_matches(by.casefold(), alike, n=1)
    hint = (
        f"did you mean {alike[near[0]]!r}?"
        if near
        else f"columns are {', '.join(known[:40])}"
    )
    raise OutputError(
        f"no column is called {by!r} (nor is it {', '.join(PERIODS)}); {hint}"
    )


def _names(keys: Any, by: str, most: int) -> list[Any]:
    if by in PERIODS:
        names = sorted(keys.dropna().unique())
        if len(names) > most:
            told = f"{by} gives {len(names)} parts; {most} are the most: filter, or take a longer"
            raise OutputError(f"{told} period")
        return names
    counts = keys.value_counts()
    ordered = sorted(
        counts.index, key=lambda name: (-counts[name], str(name))
    )
    return ordered if len(ordered) <= most else ordered[: most - 1]


def _head(name: str, by: str, words: Words) -> str:
    if by == "month":
        return words.month(dt.date(int(name[:4]), int(name[5:]), 1))
    if by == "week":
        monday = dt.date.fromisocalendar(int(name[:4]), int(name[6:]), 1)
        return f"{words.day(monday)} \u2013 {words.day(monday + dt.timedelta(days=6))}"
    if by in ("event_type", "sub_event_type", "status", "precision"):
        return words.code(by, name)
    return name


def _unknown(by: str, words: Words) -> str:
    if by in PERIODS:
        return words.say("date_unknown")
    own = {"event_type", "sub_event_type", "status", "precision", "source"}
    if by in own:
        return words.say(f"no_{by}")
    return "\u2013"
