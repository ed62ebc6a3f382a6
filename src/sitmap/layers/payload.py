"""The compact encoding of an incident table.

Columns first, texts in blocks that are read when needed.

What the map draws from (point, day, type, precision, status, radius) comes as little-endian byte
planes in the blob ``core``; what only filters need comes in ``facets``; every word that a card
shows comes in blobs ``text/0``, ``text/1``…, each for `BLOCK_ROWS` rows. Rows on the map come
first, sorted by day; those left off follow. The same table gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, get_args

import numpy as np
import pandas as pd

from sitmap.errors import InputError
from sitmap.geocoding.credits import find_credits
from sitmap.incidents import find_left_off
from sitmap.layers.blobs import BLOCK_ROWS, Blobs, gzip_bytes, json_bytes
from sitmap.layers.core_columns import encode_core, summarize_core
from sitmap.layers.number_columns import (
    NO_VALUE,
    Codes,
    NumberColumn,
    count_days,
    width_of,
)
from sitmap.layers.text_blocks import Notes, Texts
from sitmap.layers.thumbnails import make_thumbnails
from sitmap.readers.rows import name_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd
    from numpy.typing import NDArray

    from sitmap.layers.categories import Categories
    from sitmap.layers.thumbnails import MediaFolders


__all__ = [
    "BLOCK_ROWS",
    "NO_VALUE",
    "Notes",
    "Payload",
    "encode_incidents",
    "gzip_bytes",
]

_LEVELS: Final = (
    (20_000, 6),
    (200_000, 4),
    (np.inf, 1),
)  # rows, and the compression that costs them no time to notice

_FACETS: Final = (
    "sub_event_type",
    "date_precision",
    "actor1",
    "actor2",
    "source",
)

_IN_CORE: Final = (
    "event_type",
    "precision",
    "status",
    "uncertainty_m",
    "date_start",
    "date_end",
)


@dataclass(frozen=True, slots=True)
class Payload:
    """What one layer writes into the page.

    Attributes
    ----------
    settings
        Plain values that JSON can hold.
    blobs
        Name to gzip bytes; the page keeps each in ``LAYER/name``.
    """

    settings: dict[str, Any]
    blobs: Mapping[str, bytes]


def encode_incidents(
    incidents: gpd.GeoDataFrame,
    *,
    notes: Notes = "full",
    left_off: pd.DataFrame | None = None,
    categories: Categories | None = None,
    filter_by: Sequence[str] = (),
    labels: Sequence[str] = (),
    media: MediaFolders | None = None,
) -> Payload:
    """Encode an incident table for the page.

    Parameters
    ----------
    incidents
        The incident table (`sitmap.incidents.conform`); columns beyond the schema go into the
        cards.
    notes
        ``"short"`` cuts the notes to 200 characters, ``"none"`` leaves them off.
    left_off
        The rows that the map doesn't draw (`sitmap.incidents.find_left_off`); found when it isn't
        given.
    categories
        What rows are coloured by in place of their event type.
    filter_by
        Columns that a reader can filter by beside the schema's.
    labels
        Words at each row's mark.
    media
        Where the files lie that rows name.

    Returns
    -------
    Payload
        Settings ``rows``, ``located``, ``undated``, ``bounds`` ((south, west), (north, east)),
        ``days`` (first and last, ISO), ``gazetteer`` (whether it found any place), ``credits`` (of
        online services) and the layout of the blobs ``core``, ``facets``, ``codes``, ``text/N``.

    Raises
    ------
    InputError
        `notes` is none of the three.

    Examples
    --------
    >>> import pandas as pd
    >>> from sitmap.incidents import conform
    >>> table = conform(pd.DataFrame({"title": ["Road block"], "place": ["Rudare"]}))
    >>> payload = encode_incidents(table)
    >>> payload.settings["rows"], payload.settings["located"], sorted(payload.blobs)
    (1, 0, ['codes', 'core', 'facets', 'text/0'])
    """
    if notes not in get_args(Notes):
        raise InputError(
            f"notes={notes!r} is not one of 'full', 'short', 'none'"
        )
    left_off = find_left_off(incidents) if left_off is None else left_off
    order, located = _order(incidents, left_off)
    codes = Codes(order)
    core = encode_core(incidents, order, codes)
    core += _looks_and_labels(categories, labels, codes)
    facets = [
        column
        for name in _FACETS
        if name in incidents
        if (column := codes.add_few(name, incidents[name]))
    ]
    texts = Texts(
        incidents,
        order,
        notes=notes,
        skip={*_IN_CORE, *(column.name for column in facets)},
    )
    chosen = [codes.add_chosen(name, incidents[name]) for name in filter_by]
    facets += chosen
    level = next(level for most, level in _LEVELS if len(incidents) <= most)
    blobs = Blobs(level)
    blobs.add("core", b"".join(column.planes() for column in core))
    blobs.add("facets", b"".join(column.planes() for column in facets))
    blobs.add(
        "codes",
        json_bytes(
            {**codes.lists, "left_off": _left_off(incidents, left_off)}
        ),
    )
    for number, block in enumerate(texts.blocks()):
        blobs.add(f"text/{number}", block)
    if claims := _list_claims(incidents, order):
        blobs.add("text/claims", json_bytes(claims))
    pictures = None if media is None else make_thumbnails(incidents, media)
    if pictures is not None:
        blobs.add("text/media", pictures)
    settings = {
        **summarize_core(core, located),
        **({"claims": True} if claims else {}),
        **({"media": True} if pictures is not None else {}),
        "core": [column.layout for column in core],
        "facets": [column.layout for column in facets],
        "text": {
            "rows": BLOCK_ROWS,
            "fields": texts.fields,
            "own": texts.own,
        },
        "gazetteer": _used_gazetteer(incidents),
        **_say_choices(incidents, categories, chosen),
    }
    return Payload(settings, blobs)


def _looks_and_labels(
    categories: Categories | None, labels: Sequence[str], codes: Codes
) -> list[NumberColumn]:
    """Return the columns that only some maps have: own categories, and words at the marks."""
    columns = []
    if categories is not None:
        codes.lists["category"] = [one.label for one in categories.entries]
        kind = width_of(len(categories.entries))
        numbers = (categories.of_row + 1)[codes.order]
        columns.append(NumberColumn("category", kind, numbers))
    if labels:
        said = pd.Series(labels, dtype=object).replace("", None)
        columns.append(codes.add("label", said))
    return columns


def _say_choices(
    incidents: pd.DataFrame,
    categories: Categories | None,
    chosen: Sequence[NumberColumn],
) -> dict[str, Any]:
    """Say what only some maps have: categories, columns to filter by, services to credit."""
    told = {
        "categories": None
        if categories is None
        else _say_categories(categories),
        "filter_by": [column.name for column in chosen],
        "credits": find_credits(incidents),
    }
    return {name: value for name, value in told.items() if value}


def _say_categories(categories: Categories) -> dict[str, Any]:
    entries = [
        {
            "label": one.label,
            "shape": one.look.shape,
            "light": one.look.colour,
            "dark": one.look.dark,
            **(
                {"others": one.others, "holds": list(one.holds)}
                if one.others
                else {}
            ),
        }
        for one in categories.entries
    ]
    return {"column": categories.column, "entries": entries}


def _order(
    incidents: gpd.GeoDataFrame, left_off: pd.DataFrame
) -> tuple[NDArray[np.intp], int]:
    """Rows on the map by day and hour (undated last), then those left off as they came.

    And how many are on it.
    """
    off = np.zeros(len(incidents), dtype=bool)
    off[incidents.index.isin(left_off["row"])] = True
    day = count_days(incidents["date_start"])
    day = np.where(
        off, 0, np.where(day == NO_VALUE, np.iinfo(np.int32).max, day)
    )
    keys = [day, off]
    if "time" in incidents and incidents["time"].notna().any():
        keys.insert(0, np.where(off, 0, _minutes(incidents)))
    return np.lexsort(keys), int((~off).sum())


def _minutes(table: gpd.GeoDataFrame) -> NDArray[np.float64]:
    """Minutes of the day as the source says them, of rows without an hour none, which comes last.

    Where every hour has its offset, hours are compared in UTC.
    """
    minutes = _clock_minutes(table["time"])
    offset = table["time_offset"]
    if (table["time"].isna() | offset.notna()).all():
        is_west = offset.str.startswith("-").fillna(value=False)
        minutes = minutes - np.where(is_west, -1, 1) * _clock_minutes(
            offset.str.slice(1)
        )
    return np.where(np.isnan(minutes), np.inf, minutes)


def _clock_minutes(clock: pd.Series[Any]) -> NDArray[np.float64]:
    parts = (
        clock.astype("string")
        .str.extract(r"^(\d{1,2}):(\d{2})$")
        .astype("float64")
    )
    return np.asarray(60 * parts[0] + parts[1], dtype=np.float64)


def _list_claims(
    table: gpd.GeoDataFrame, order: NDArray[np.intp]
) -> list[list[int]]:
    """List the rows, as the page numbers them, that tell of one event: two at least."""
    if "same_event" not in table or not table["same_event"].notna().any():
        return []
    events = pd.Series(table["same_event"].to_numpy()[order])
    rows = (
        pd.Series(np.arange(len(events)))
        .groupby(events.astype(object))
        .agg(list)
    )
    return [each for each in rows if len(each) > 1]


def _left_off(
    incidents: pd.DataFrame, left_off: pd.DataFrame
) -> dict[str, list[Any]]:
    numbers, reasons = pd.factorize(
        left_off["why"].astype("string").fillna("")
    )
    return {
        "row": name_rows(incidents, left_off["row"]),
        "why": numbers.tolist(),
        "reasons": [str(reason) for reason in reasons],
    }


def _used_gazetteer(table: gpd.GeoDataFrame) -> bool:
    """Whether any place was found in the gazetteer, which the map must then credit."""
    return any(
        str(how).startswith(("gazetteer", "report"))
        for how in table["located_by"].dropna().unique()
    )
