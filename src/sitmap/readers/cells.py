"""What the cells of a table's columns say: dates and hours, counts and measures, codes, links.

Each step changes the table's columns of ours in place, and adds one line for each row that holds
what can't be read. What a column says together (the order of day and month, what a mark in a
number means) is decided before any of its values is read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from sitmap.incidents import COLUMNS, DATE_PRECISIONS, STATUSES
from sitmap.precision import PRECISIONS
from sitmap.readers.aliases import fold_name
from sitmap.readers.columns import is_longitude_first
from sitmap.readers.notations.clock import read_clock, read_offset
from sitmap.readers.notations.counts import (
    Count,
    decide_grouping,
    read_count,
    read_number,
)
from sitmap.readers.notations.dates import parse_dates, read_moment
from sitmap.readers.notations.links import Links, find_links
from sitmap.readers.notations.moment import Moment
from sitmap.readers.notations.points import (
    make_points,
    read_cells,
    read_positions,
)
from sitmap.readers.notations.statuses import (
    read_confidence_word,
    read_status,
)
from sitmap.readers.short_codes import find_short_codes, place_short_codes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Protocol

    from sitmap.readers.notations.dates import Dates
    from sitmap.readers.notations.points import Points

    class Problems(Protocol):
        """Collects one line a row."""

        def add(self, found: Mapping[Any, str]) -> None:
            """Take lines by index label."""


_PAIR: Final = ("longitude", "latitude")
_CELLS: Final = {"geohash": "geohash", "h3": "h3"}
"""Kinds of cells, and what a column's name says of them."""
_DAYS: Final = ("date_start", "date_end", "source_date")
_COUNTED: Final = ("fatalities", "injured")
_ALONE: Final = ("missing_best", "abducted_best", "arrested_best")
_OFFSETS: Final = ("quote_start", "quote_end")
_MEASURES: Final = tuple(
    name for name, dtype in COLUMNS.items() if dtype == "float64"
)
_SHARES: Final = ("confidence", "match_score")
# of a hundred
_WHOLE_PERCENT: Final = 100.0
_MIDNIGHT: Final = "00:00"
_HOURS: Final = 2  # digits
_LONGEST: Final = 60  # characters of a value that a line repeats


def place_rows(
    table: pd.DataFrame, problems: Problems, *, headings: Mapping[str, str]
) -> None:
    """Read longitude and latitude, and a column of whole positions where a row has no pair.

    Parameters
    ----------
    table
        Under our names; gets ``geometry``, and ``uncertainty_m`` and ``precision`` where the
        notation states them and the table doesn't.
    problems
        Takes what is no position.
    headings
        Ours to the file's own names, which may tell the notation and the order.
    """
    if "geometry" not in table:
        table["geometry"] = gpd.GeoSeries(
            [None] * len(table), index=table.index, crs=4326
        )
    lacking = table["geometry"].isna()
    if set(_PAIR) <= set(table.columns):
        heading = " ".join(headings.get(name, "") for name in _PAIR)
        pair = [table.loc[lacking, name] for name in _PAIR]
        _put(table, make_points(*pair, heading=heading), problems)
    if "coordinates" in table:
        for name in _PAIR:
            lacking &= ~_says(table[name]) if name in table else True
        told = table.loc[lacking, "coordinates"]
        short = find_short_codes(told)
        _put(
            table,
            _read_column(told[~short], headings.get("coordinates", "")),
            problems,
        )
        if short.any():
            _put(table, place_short_codes(told[short], table), problems)


def _read_column(column: pd.Series[Any], heading: str) -> Points:
    """Read a column of positions; geohashes and H3 cells only where its name says so."""
    words = fold_name(heading)
    kind = next(
        (name for name, mark in _CELLS.items() if mark in words), None
    )
    if kind is not None:
        return read_cells(column, kind)
    texts = (
        column.map(_hexadecimal)
        if pd.api.types.is_object_dtype(column.dtype)
        else column
    )
    first = is_longitude_first(heading)
    return read_positions(texts, heading=heading, longitude_first=first)


def _hexadecimal(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value


def _put(table: pd.DataFrame, found: Points, problems: Problems) -> None:
    """Put points into the table, with the radius and the precision of those that state them."""
    shapes = table["geometry"].to_numpy().copy()
    shapes[table.index.get_indexer(found.geometry.index)] = (
        found.geometry.to_numpy()
    )
    table["geometry"] = gpd.GeoSeries(shapes, index=table.index, crs=4326)
    problems.add(found.problems)
    told = [
        table[name]
        for name in ("precision", "uncertainty_m")
        if name in table
    ]
    unsaid = pd.Series(True, index=table.index)
    for column in told:
        unsaid &= ~_says(column)
    rows = found.uncertainty_m.index[unsaid[found.uncertainty_m.index]]
    if len(rows):
        _fill(table, "uncertainty_m", found.uncertainty_m[rows])
        _fill(table, "precision", found.precision[rows])


def date_rows(
    table: pd.DataFrame,
    dayfirst: bool | None,
    problems: Problems,
    *,
    headings: Mapping[str, str],
) -> None:
    """Read the columns of dates, and the hours that they or a column of hours tell.

    Parameters
    ----------
    table
        Under our names.
    dayfirst
        The order of ``03/04/2023``, where a column doesn't show it.
    problems
        Takes what can't be read.
    headings
        Ours to the file's own names, which may tell another calendar or the zone of the hours.
    """
    hours = None
    for name in _DAYS:
        if name in table:
            found = parse_dates(
                table[name],
                dayfirst=dayfirst,
                heading=headings.get(name, ""),
            )
            problems.add(
                {
                    label: f"{name} {text}"
                    for label, text in found.problems.items()
                }
            )
            table[name] = found.day
            if name == "date_start":
                _fill(table, "date_precision", found.precision)
                _fill(table, "date_end", found.end)
                hours = _with_zone(found, _zone_of(headings.get(name, "")))
    _end_rows(table, problems)
    _hour_rows(table, problems, hours, headings.get("time", ""))


def _end_rows(table: pd.DataFrame, problems: Problems) -> None:
    """Leave off ends before their beginning: such a span is on no day."""
    if not {"date_start", "date_end"} <= set(table.columns):
        return
    begun, ended = (
        pd.to_datetime(table[name], errors="coerce")
        for name in ("date_start", "date_end")
    )
    reversed_ends = ended[ended < begun]
    if len(reversed_ends):
        problems.add(
            {
                label: f"date_end {day:%Y-%m-%d} lies before date_start; correct it"
                for label, day in reversed_ends.items()
            }
        )
        table["date_end"] = table["date_end"].mask(ended < begun)


def _with_zone(found: Dates, zone: str | None) -> Dates:
    """Give hours without an offset the one that the column's name tells."""
    if zone is None or found.time.empty:
        return found
    told = found.offset.reindex(found.time.index).fillna(zone)
    return replace(found, offset=told)


def _fill(table: pd.DataFrame, name: str, found: pd.Series[Any]) -> None:
    """Put what the cells tell where the column is silent; nothing is made of nothing."""
    if found.empty:
        return
    told = found.reindex(table.index)
    given = table.get(name)
    if given is not None and given.dtype != told.dtype:
        given, told = given.astype(object), told.astype(object)
    table[name] = told if given is None else given.where(_says(given), told)


def _says(column: pd.Series[Any]) -> pd.Series[bool]:
    said = column.notna()
    if pd.api.types.is_string_dtype(column.dtype):
        said &= column.astype("string").str.strip() != ""
    return said.fillna(value=False).astype(bool)


def _hour_rows(
    table: pd.DataFrame,
    problems: Problems,
    dates: Dates | None,
    heading: str,
) -> None:
    """Read a column of hours; a row that has none takes the hour of its date."""
    if "time" in table:
        _read_hours(table, problems, heading)
    if "time_offset" in table:
        table["time_offset"] = _each(table["time_offset"], read_offset)
    if dates is not None and len(dates.time):
        silent = table["time"].isna() if "time" in table else None
        _fill(table, "time", dates.time)
        of_date = (
            dates.offset
            if silent is None
            else dates.offset[silent[dates.offset.index]]
        )
        _fill(table, "time_offset", of_date)


def _read_hours(
    table: pd.DataFrame, problems: Problems, heading: str
) -> None:
    texts = _texts(table["time"])
    texts = _hours_of_digits(texts)
    known = {text: _read_hour(text) for text in texts.dropna().unique()}
    bad = texts[
        texts.isin([text for text, found in known.items() if found is None])
    ]
    told = {
        label: f"time {text[:_LONGEST]!r} is no hour; write 14:30"
        for label, text in bad.items()
    }
    times = texts.map(
        {text: found[0] for text, found in known.items() if found}
    )
    silent = bool((times.dropna() == _MIDNIGHT).all())
    table["time"] = (
        times.mask(times.notna()).astype("string")
        if silent
        else times.astype("string")
    )
    problems.add(told)
    zone = _zone_of(heading)
    offsets = texts.map(
        {text: found[1] for text, found in known.items() if found}
    ).astype("string")
    offsets = (
        offsets.fillna(zone).where(table["time"].notna())
        if zone
        else offsets
    )
    if offsets.notna().any():
        _fill(table, "time_offset", offsets)


def _zone_of(heading: str) -> str | None:
    """Return the offset that a column's name tells: "Time (UTC)", "hour_utc", "Zeit (UTC+2)"."""
    last = (
        heading.replace("_", " ")
        .rstrip(") ")
        .replace("(", " ")
        .rpartition(" ")[2]
    )
    return read_offset(last) if len(last) > 1 else None


def _texts(column: pd.Series[Any]) -> pd.Series[Any]:
    texts = column.astype("string").str.strip()
    return texts.mask(texts == "")


def _hours_of_digits(texts: pd.Series[Any]) -> pd.Series[Any]:
    """Write 930 and 45 as 0930 and 0045 where a column has hours and minutes without a mark."""
    plain = texts.str.removesuffix(".0")
    digits = (
        plain.str.fullmatch(r"\d{1,4}").fillna(value=False).astype(bool)
    )
    if not digits.any():
        return texts
    longer = bool((plain[digits].str.len() > _HOURS).any())
    clocks = (
        plain[digits].str.zfill(4)
        if longer
        else plain[digits].str.zfill(2) + ":00"
    )
    return texts.where(~digits, clocks.reindex(texts.index))


def _read_hour(text: str) -> tuple[str, str | None] | None:
    if clock := read_clock(text):
        return clock.time, clock.offset
    moment = read_moment(text)
    if isinstance(moment, Moment) and moment.time:
        return moment.time, moment.offset
    return None


def _each(
    column: pd.Series[Any], read: Callable[[str], str | None]
) -> pd.Series[Any]:
    texts = _texts(column)
    return texts.map(
        {text: read(text) for text in texts.dropna().unique()}
    ).astype("string")


def count_rows(table: pd.DataFrame, problems: Problems) -> None:
    """Read counts of people; ranges and hedges go to the low and the high figure.

    Parameters
    ----------
    table
        Under our names.
    problems
        Takes what is no count.
    """
    for kind in _COUNTED:
        for end in ("best", "low", "high"):
            name = f"{kind}_{end}"
            if name in table:
                _read_counts(
                    table, name, problems, kind if end == "best" else None
                )
    for name in (*_ALONE, *_OFFSETS):
        if name in table:
            _read_counts(table, name, problems, None)


def _read_counts(
    table: pd.DataFrame, name: str, problems: Problems, kind: str | None
) -> None:
    if _are_whole(table[name]):
        return
    texts = _count_texts(table[name])
    distinct = texts.dropna().unique()
    grouping = decide_grouping(distinct)
    counted = name.partition("_")[0]
    known = {text: read_count(text, grouping, counted) for text in distinct}
    wrong = {
        text: told for text, told in known.items() if isinstance(told, str)
    }
    bad = texts[texts.isin(list(wrong))] if wrong else texts[:0]
    problems.add(
        {
            at: f"{name} {text[:_LONGEST]!r} {wrong[text]}"
            for at, text in bad.items()
        }
    )
    counts = {
        text: found
        for text, found in known.items()
        if isinstance(found, Count)
    }
    if kind is None:
        ends = {
            text: _one_of(found, name) for text, found in counts.items()
        }
        table[name] = texts.map(ends).astype("Int64")
        return
    for end in ("best", "low", "high"):
        told = {
            text: value
            for text, found in counts.items()
            if (value := getattr(found, end)) is not None
        }
        rows = texts[texts.isin(list(told))] if told else texts[:0]
        found = rows.map(told).astype("Int64")
        ours = f"{kind}_{end}"
        if ours == name:
            table[ours] = found.reindex(table.index)
        elif len(found):
            _fill(table, ours, found)


def _one_of(found: Count, name: str) -> int | None:
    """Return the figure that a column of one figure asks for: of "3-5" the low one is 3."""
    order = (
        (found.high, found.best, found.low)
        if name.endswith("_high")
        else (found.low, found.best, found.high)
    )
    return (
        found.best
        if name.endswith("_best")
        else next((n for n in order if n is not None), None)
    )


def _are_whole(column: pd.Series[Any]) -> bool:
    """Tell columns that hold whole numbers from 0 up, and nothing else, in one pass."""
    if not pd.api.types.is_integer_dtype(column.dtype):
        return False
    return not bool((column < 0).any())


def _count_texts(column: pd.Series[Any]) -> pd.Series[Any]:
    """Write numbers as texts without the point of a float, so that 3.0 and 3 are one."""
    if pd.api.types.is_float_dtype(column.dtype):
        told = {
            value: f"{value:.15g}" for value in column.dropna().unique()
        }
        return column.map(told).astype("string")
    return _texts(column)


def measure_rows(table: pd.DataFrame, problems: Problems) -> None:
    """Read radii in metres and shares from 0 to 1, and words of confidence.

    Parameters
    ----------
    table
        Under our names.
    problems
        Takes what is no such number.
    """
    if "confidence" in table:
        _read_confidence_words(table)
    for name in _MEASURES:
        if name in table:
            numbers = pd.to_numeric(table[name], errors="coerce").astype(
                "float64"
            )
            texts = _texts(table[name])
            numbers = numbers.fillna(_measured(texts[numbers.isna()], name))
            kept = _within(numbers, name)
            bad = texts[kept.isna() & texts.notna()]
            problems.add(
                {at: _no_measure(name, text) for at, text in bad.items()}
            )
            table[name] = kept


def _measured(texts: pd.Series[Any], name: str) -> pd.Series[Any]:
    units = ("", "m") if name == "uncertainty_m" else ("", "%")
    known = {}
    for text in texts.dropna().unique():
        found = read_number(text)
        if found and found[1] in units:
            known[text] = found[0] / (
                _WHOLE_PERCENT if found[1] == "%" else 1
            )
    return texts.map(known).astype("float64")


def _within(numbers: pd.Series[Any], name: str) -> pd.Series[Any]:
    highest = 1.0 if name in _SHARES else np.inf
    return numbers.where(
        (numbers >= 0) & (numbers <= highest) & np.isfinite(numbers)
    )


def _no_measure(name: str, text: str) -> str:
    what = (
        "a share from 0 to 1" if name in _SHARES else "a number of metres"
    )
    return f"{name} {text[:_LONGEST]!r} is not {what}; left empty"


def _read_confidence_words(table: pd.DataFrame) -> None:
    texts = _texts(table["confidence"])
    known = {
        text: read_confidence_word(text) for text in texts.dropna().unique()
    }
    words = {
        text: share for text, share in known.items() if share is not None
    }
    if words:
        _fill(table, "confidence_told", texts[texts.isin(list(words))])
        table["confidence"] = texts.where(
            ~texts.isin(list(words)), texts.map(words).astype("string")
        )


_CODES: Final = {
    "status": STATUSES,
    "precision": PRECISIONS,
    "date_precision": DATE_PRECISIONS,
}


def code_rows(
    table: pd.DataFrame,
    problems: Problems,
    *,
    keep: Callable[[pd.DataFrame, str, pd.Series[Any]], None],
) -> None:
    """Read the columns of codes; words for a status in any language, kept in ``status_told``.

    Parameters
    ----------
    table
        Under our names.
    problems
        Takes what is no code.
    keep
        Called with the table, a column's name and its values where these mean something else.
    """
    for name, codes in _CODES.items():
        if name not in table or _is_coded(table[name], codes):
            continue
        texts = _texts(table[name])
        known = {
            text: _code_of(name, text) for text in texts.dropna().unique()
        }
        foreign = bool(known) and not any(known.values())
        if foreign:  # a column of another meaning under the same name
            keep(table, name, table[name])
        elif name == "status":
            ours = (
                "status_told" in table
            )  # then a plain code is no word of somebody else's
            told = [
                text
                for text, code in known.items()
                if code and (text != code or not ours)
            ]
            _fill(table, "status_told", texts[texts.isin(told)])
        wrong = (
            []
            if foreign
            else [text for text, code in known.items() if code is None]
        )
        bad = texts[texts.isin(wrong)] if wrong else texts[:0]
        problems.add({at: _no_code(name, text) for at, text in bad.items()})
        table[name] = _map_distinct(texts, known)


def _map_distinct(
    texts: pd.Series[Any], known: Mapping[str, str | None]
) -> pd.Series[Any]:
    """Put for each text what is known of it: few distinct ones are looked up once."""
    numbers, distinct = pd.factorize(texts)
    mapped = pd.array([known[text] for text in distinct], dtype="string")
    return pd.Series(
        mapped.take(numbers, allow_fill=True), index=texts.index
    )


def _is_coded(column: pd.Series[Any], codes: tuple[str, ...]) -> bool:
    dtype = column.dtype
    return isinstance(dtype, pd.CategoricalDtype) and set(
        dtype.categories
    ) <= set(codes)


def _code_of(name: str, text: str) -> str | None:
    if name == "status":
        return read_status(text)
    word = text.casefold().replace("_", " ").split()[0].strip("(,;:")
    return word if word in _CODES[name] else None


def _no_code(name: str, text: str) -> str:
    return f"{name} {text[:_LONGEST]!r} is none of {', '.join(_CODES[name])}; left empty"


_SPACES: Final = "".join(filter(str.isspace, map(chr, range(0x3001))))
_PLAIN_LINK: Final = rf'^https?://[^{_SPACES},;|<>"]+$'
"""White space by name: pandas leaves Arrow, which is ten times as fast, for a `\\s`."""


def link_rows(
    table: pd.DataFrame,
    problems: Problems,
    *,
    keep: Callable[[pd.DataFrame, str, pd.Series[Any]], None],
) -> None:
    """Read ``source_url``: every address of a cell, a blank between; what is none is told.

    Where no column is one of links, those that stand among the names of sources are taken; the
    words of an anchor name the source. ``media`` and ``archive_url`` are parted the same way.

    Parameters
    ----------
    table
        Under our names.
    problems
        Takes cells without an address.
    keep
        Called with the table, the column's name and the cells that say more than addresses.
    """
    if "source_url" in table:
        _read_links(table, problems, keep)
    elif "source" in table:
        _links_of_sources(table)
    for name in ("media", "archive_url"):
        if name in table:
            texts = _texts(table[name])
            found = {text: _listed(text) for text in _odd_links(texts)}
            table[name] = texts.replace(found) if found else texts


def _odd_links(texts: pd.Series[Any]) -> list[str]:
    """Return the distinct texts that are more than one plain address."""
    plain = texts.isna() | texts.str.contains(
        _PLAIN_LINK, regex=True
    ).fillna(value=False)
    return list(texts[~plain.astype(bool)].unique())


def _listed(text: str) -> str:
    links = find_links(text)
    return (
        text
        if links.rest or not links.addresses
        else " ".join(links.addresses)
    )


def _read_links(
    table: pd.DataFrame,
    problems: Problems,
    keep: Callable[[pd.DataFrame, str, pd.Series[Any]], None],
) -> None:
    texts = _texts(table["source_url"])
    known = {text: find_links(text) for text in _odd_links(texts)}
    if known:
        wrong = [
            text for text, links in known.items() if not links.addresses
        ]
        bad = texts[texts.isin(wrong)]
        problems.add({at: _no_link(text) for at, text in bad.items()})
        rest = [
            text
            for text, links in known.items()
            if links.rest or not links.addresses
        ]
        if rest:
            keep(table, "source_url", texts.where(texts.isin(rest)))
        _fill(table, "source", _named(texts, known))
    table["source_url"] = _addresses(texts, known)


def _addresses(
    texts: pd.Series[Any], known: Mapping[str, Links]
) -> pd.Series[Any]:
    if not known:
        return texts
    found = {
        text: " ".join(links.addresses) or None
        for text, links in known.items()
    }
    dressed = texts.isin(list(found))
    return texts.where(~dressed, texts.map(found).astype("string"))


def _named(
    texts: pd.Series[Any], known: Mapping[str, Links]
) -> pd.Series[Any]:
    """Return the words of anchors, of the rows that have them."""
    names = {
        text: links.name for text, links in known.items() if links.name
    }
    return (
        texts.map(names).dropna().astype("string") if names else texts[:0]
    )


def _links_of_sources(table: pd.DataFrame) -> None:
    """Take the addresses out of a column of sources; the words that stand beside them stay."""
    texts = _texts(table["source"])
    likely = (
        texts.str.contains(r"(?i)https?:|www\.", regex=True)
        .fillna(value=False)
        .astype(bool)
    )
    known = {text: find_links(text) for text in texts[likely].unique()}
    known = {
        text: links for text, links in known.items() if links.addresses
    }
    if not known:
        return
    linked = texts.where(texts.isin(list(known)))
    table["source_url"] = _addresses(linked, known)
    bare = [text for text, links in known.items() if not links.rest]
    table["source"] = texts.mask(texts.isin(bare)).fillna(
        _named(texts, known)
    )


def _no_link(text: str) -> str:
    return f"source_url {text[:_LONGEST]!r} is no address; write https://…"
