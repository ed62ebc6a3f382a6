"""The maps of a comparison: one for each side, their difference, its percent, and rates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sitmap.desk.comparison import call_cells, rate_column
from sitmap.desk.counts import AREA_KEYS, CELL
from sitmap.errors import InputError
from sitmap.export.comparison_page import render_comparison
from sitmap.export.figure import draw_multiples
from sitmap.export.files import write_file
from sitmap.layers.basemap import Basemap, box_around
from sitmap.layers.compared import (
    Compared,
    class_counts,
    class_differences,
    class_percents,
    class_rates,
    class_unrated,
)
from sitmap.layers.words import load_words
from sitmap.mapping import Map
from sitmap.maps.assemble import MapOptions, assemble

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

    from sitmap.desk.comparison import Comparison, Side
    from sitmap.layers.compared import Classes
    from sitmap.layers.words import Words
    from sitmap.maps.content import MapContent
    from sitmap.outlines import Box

# sides, of which a difference can be drawn
_PAIR: Final = 2
_LABELS: Final = 120  # names on each of the small maps
_TURNED: Final = "\u200f"
"""Keeps a name in Latin letters from turning the numbers beside it round (UAX #9)."""
_AROUND: Final = 0.04  # of the ground, beyond the outermost place


def draw_comparison(
    compared: Comparison,
    *,
    lang: str = "en",
    note: str | None = "auto",
) -> tuple[Basemap, tuple[MapContent, ...]]:
    """Return the basemap, and what each of the maps of a comparison says.

    Parameters
    ----------
    compared
        What was counted by area or by cell.
    lang
        Language of the maps' words, as BCP 47.
    note
        As `sitmap.Map` takes it.

    Raises
    ------
    InputError
        It is counted by something that has no place.
    """
    places = _places_of(compared)
    words = load_words(lang)
    box = _box_of(places)
    basemap = Basemap(box_around(box), labels=_LABELS, ground=False)
    Map(
        basemap=basemap, lang=lang
    )  # which tells the basemap in what language it names places
    maps = tuple(
        assemble(
            MapOptions(
                box,
                title=name,
                subtitle=told,
                lang=lang,
                names=lang,
                note=note,
                sources=(),
            ),
            [basemap, *layers],
        )
        for name, told, layers in _list_maps(compared, places, words)
    )
    return basemap, maps


def check_places(compared: Comparison) -> None:
    """Refuse to draw what is counted by something that has no place.

    Raises
    ------
    InputError
        Names what to count by.
    """
    _places_of(compared)


def write_comparison(
    compared: Comparison,
    path: str | Path,
    *,
    title: str | None = None,
    lang: str = "en",
) -> int:
    """Write a comparison as a page (``.html``) or as small maps (``.png``, ``.svg``, ``.pdf``).

    Returns
    -------
    int
        How many maps it has.

    Raises
    ------
    InputError
        It is counted by something that has no place.
    OutputError
        The file can't be written.
    """
    words = load_words(lang)
    basemap, maps = draw_comparison(compared, lang=lang)
    named = " · ".join(side.name for side in compared.sides)
    head = title or f"{words.say('compared')}: {named}"
    told = say_sums(compared, words)
    notes = say_notes(compared, words)
    if Path(path).suffix.lower() in (".png", ".svg", ".pdf"):
        draw_multiples(maps, path, title=head, subtitle=told, notes=notes)
        return len(maps)
    page = render_comparison(
        maps,
        basemap,
        _places_of(compared),
        _called(compared.table),
        title=head,
        subtitle=told,
        columns=say_columns(compared, words),
        counts=compared.counts,
        notes=notes,
    )
    write_file(path, page.encode("utf-8", "replace"))
    return len(maps)


def _called(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with its cells called by their towns."""
    return (
        table.assign(**{CELL: call_cells(table)})
        if CELL in table
        else table
    )


def say_sums(compared: Comparison, words: Words) -> str:
    """Say the incidents and the days of each side in one line."""
    turned = _TURNED if words.is_right_to_left else ""
    pairs = zip(compared.sides, compared.totals, strict=True)
    told = (
        f"{side.name}{turned}: {_say_side_sum(side, total, words)}"
        for side, total in pairs
    )
    return turned + f"; {turned}".join(told)


def _say_side_sum(side: Side, total: int, words: Words) -> str:
    told = words.say("incidents", n=total)
    return (
        told
        if side.days is None
        else f"{told}, {words.say('n_days', n=side.days)}"
    )


def _places_of(compared: Comparison) -> gpd.GeoDataFrame:
    places = compared.places
    if places is None or not (places["row"] >= 0).any():
        told = "a map compares areas or cells, and none has incidents; write a .csv, .xlsx or .json"
        raise InputError(
            f"--by {','.join(compared.by)}: {told}, or count --by area or --by cell"
        )
    return places


def _box_of(places: gpd.GeoDataFrame) -> Box:
    """Return what the places with incidents cover, and where there are few of many, no more."""
    west, south, east, north = map(
        float, places[places["row"] >= 0].total_bounds
    )
    pad = _AROUND * max(east - west, north - south)
    west, south = max(west - pad, -180.0), max(south - pad, -84.0)
    return (west, south, min(east + pad, 180.0), min(north + pad, 84.0))


_Told = tuple[str, str | None, list[Compared]]


def _list_maps(
    compared: Comparison, places: gpd.GeoDataFrame, words: Words
) -> Iterator[_Told]:
    yield from _map_sides(compared, places, words)
    if len(compared.sides) == _PAIR:
        yield _map_difference(compared, places, words)
        yield from _map_percent(compared, places, words)
    yield from _map_rates(compared, places, words)


def _values(
    compared: Comparison, places: gpd.GeoDataFrame, column: str
) -> NDArray[np.float64]:
    """Return a column's value of each place; NaN where it has none."""
    told = compared.table[column].to_numpy("float64", na_value=np.nan)
    rows = places["row"].to_numpy()
    return np.where(rows >= 0, told[np.maximum(rows, 0)], np.nan)


def _map_sides(
    compared: Comparison, places: gpd.GeoDataFrame, words: Words
) -> Iterator[_Told]:
    each = [_values(compared, places, name) for name in compared.counts]
    classes = class_counts(
        np.nan_to_num(np.concatenate(each)).astype(np.int64), words
    )
    for side, total, values in zip(
        compared.sides, compared.totals, each, strict=True
    ):
        told = _say_side_sum(side, total, words)
        counted = np.where(values > 0, values, np.nan)
        name = words.say("incidents_of", name=side.name)
        yield side.name, told, [_layer(name, counted, places, classes)]


def _layer(
    name: str,
    values: NDArray[np.float64],
    places: gpd.GeoDataFrame,
    classes: Classes,
) -> Compared:
    return Compared(
        name, values, list(places.geometry), classes, edges=True
    )


def _map_difference(
    compared: Comparison, places: gpd.GeoDataFrame, words: Words
) -> _Told:
    column = "difference_per_day" if compared.is_a_day else "difference"
    values = _values(compared, places, column)
    classes = class_differences(values, words, whole=not compared.is_a_day)
    name = words.say(column)
    one, other = (side.name for side in compared.sides)
    told = words.say("from_to", before=one, after=other)
    return name, told, [_layer(name, values, places, classes)]


def _map_percent(
    compared: Comparison, places: gpd.GeoDataFrame, words: Words
) -> Iterator[_Told]:
    values = _values(compared, places, "change_percent")
    if np.isnan(values).all():
        return
    name = words.say(
        "change_percent_a_day" if compared.is_uneven else "change_percent"
    )
    layers = [_layer(name, values, places, class_percents(words))]
    few = _without(values, places, compared, compared.counts)
    layers.append(_grey(words.say("too_few_for_percent"), few, places))
    yield name, words.say("from_five_on"), layers


def _map_rates(
    compared: Comparison, places: gpd.GeoDataFrame, words: Words
) -> Iterator[_Told]:
    if "population" not in compared.table:
        return
    a_day = compared.is_a_day
    columns = [rate_column(name, a_day=a_day) for name in compared.suffixes]
    each = [_values(compared, places, name) for name in columns]
    if np.isnan(np.concatenate(each)).all():
        return
    classes = class_rates(np.concatenate(each), words)
    what = words.say("per_people_a_day" if a_day else "per_people")
    for side, count, values in zip(
        compared.sides, compared.counts, each, strict=True
    ):
        name = f"{side.name}: {what}"
        few = _without(values, places, compared, [count])
        grey = _grey(words.say("too_few_for_rate"), few, places)
        yield (
            name,
            words.say("from_five_on"),
            [_layer(name, values, places, classes), grey],
        )


def _without(
    values: NDArray[np.float64],
    places: gpd.GeoDataFrame,
    compared: Comparison,
    counts: Sequence[str],
) -> NDArray[np.float64]:
    """Mark the places that have incidents and no rate."""
    sums = sum(
        np.nan_to_num(_values(compared, places, name)) for name in counts
    )
    return np.where(np.isnan(values) & (sums > 0), 0.0, np.nan)


def _grey(
    text: str, values: NDArray[np.float64], places: gpd.GeoDataFrame
) -> Compared:
    return Compared(
        text, values, list(places.geometry), class_unrated(text)
    )


def say_notes(compared: Comparison, words: Words) -> tuple[str, ...]:
    """Say what a reader must know: days, small numbers, and what stands on no map."""
    told = [note.say(words) for note in compared.notes]
    if compared.places is not None:
        drawn = compared.places.loc[compared.places["row"] >= 0, "row"]
        rest = compared.table.drop(index=drawn)
        count = int(rest[list(compared.counts)].sum().sum())
        told += [words.say("in_no_place", n=count)] if count else []
        told += _say_undrawn(compared, words)
    return (*told, words.say("small_numbers"))


def _say_undrawn(compared: Comparison, words: Words) -> list[str]:
    """Say which maps there are none of, for all numbers are too small."""
    table = compared.table
    keys = {"change_percent": ["change_percent"]}
    if "population" in table:
        keys["per_people"] = [
            rate_column(one, a_day=compared.is_a_day)
            for one in compared.suffixes
        ]
    empty = [
        key
        for key, columns in keys.items()
        if all(name in table for name in columns)
        and table[columns].isna().all(axis=None)
    ]
    return [words.say("no_map_of", name=words.say(key)) for key in empty]


def say_columns(compared: Comparison, words: Words) -> dict[str, str]:
    """Return the columns of the table that a page shows, and how it heads each."""
    sides = zip(
        compared.sides, compared.counts, compared.suffixes, strict=True
    )
    told: dict[str, str] = {}
    for name in compared.table:
        if name in (CELL, AREA_KEYS[1]):
            told[name] = words.say("place")
        elif name in (
            "difference",
            "change_percent",
            "difference_per_day",
            "population",
        ):
            told[name] = words.say(name)
    for side, count, suffix in sides:
        told |= _say_side(side.name, count, suffix, words)
    return {
        str(name): told[name] for name in compared.table if name in told
    }


def _say_side(
    name: str, count: str, suffix: str, words: Words
) -> dict[str, Any]:
    heads = {
        f"{suffix}_per_day": "a_day_of",
        rate_column(suffix, a_day=False): "per_people_of",
        rate_column(suffix, a_day=True): "per_people_a_day_of",
        f"fatalities_{suffix}": "killed_of",
    }
    return {count: name} | {
        column: words.say(key, name=name) for column, key in heads.items()
    }
