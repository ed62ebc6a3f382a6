"""Which layout a table is in, and its rows brought onto our columns by that layout's record."""

from __future__ import annotations

import pkgutil
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.errors import InputError
from sitmap.incidents import COLUMNS, LATER_COLUMNS
from sitmap.readers import layouts
from sitmap.readers.columns import TARGETS
from sitmap.readers.layout import (
    OUTLINES,
    Codes,
    Reading,
    fold_key,
    names_in_full,
)
from sitmap.readers.notations.months import month_number
from sitmap.readers.own_table import restore_own

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitmap.readers.layout import Layout
    from sitmap.readers.rows import Rows

_OURS: Final = frozenset(
    {"incident_id", "date_start", "date_precision", "precision"}
)
_COUNTS: Final = ("_best", "_low", "_high")


@cache
def list_layouts() -> tuple[Layout, ...]:
    """List all layouts: what the modules of `sitmap.readers.layouts` call ``LAYOUTS``.

    Examples
    --------
    >>> sorted(layout.name for layout in list_layouts())[:2]
    ['ACLED', 'ACLED, aggregated']
    """
    found: list[Layout] = []
    for module in pkgutil.iter_modules(layouts.__path__):
        found += getattr(
            import_module(f"{layouts.__name__}.{module.name}"),
            "LAYOUTS",
            (),
        )
    return tuple(found)


def find_layout(names: Iterable[Any]) -> Layout | None:
    """Find the layout that a table's column names tell; of several, the one that asks for the most.

    Examples
    --------
    >>> find_layout(["WEEK", "ADMIN1", "EVENTS", "FATALITIES", "CENTROID_LATITUDE"]).name
    'ACLED, aggregated'
    >>> find_layout(["place", "date"]) is None
    True
    """
    said = [str(name) for name in names]
    if (
        set(said) >= _OURS
    ):  # an incident table keeps columns of the source beside its own
        return None
    folded = frozenset(map(fold_key, said))
    weights = {
        layout.name: layout.weight(folded) for layout in list_layouts()
    }
    best = max(list_layouts(), key=lambda layout: weights[layout.name])
    if weights[best.name]:
        return best
    return next(
        (layout for layout in list_layouts() if _is_cut(said, layout)), None
    )


def _is_cut(names: Sequence[str], layout: Layout) -> bool:
    whole = names_in_full(names, layout)
    told = frozenset(fold_key(whole.get(name, name)) for name in names)
    return bool(whole) and layout.weight(told) > 0


def find_headless(cells: Sequence[str | None]) -> Layout | None:
    """Find the layout of a file without column names by its first line of values."""
    return next(
        (layout for layout in list_layouts() if layout.looks_like(cells)),
        None,
    )


def recognise(rows: Rows, reading: Reading) -> Rows:
    """Bring the rows of a known layout onto our columns; other tables pass as they are.

    Raises
    ------
    InputError
        The layout's rows are no incidents: counts, or outlines.
    """
    rows = restore_own(rows)
    if rows.ours:
        return replace(rows, reader=f"an incident table ({rows.reader})")
    if rows.outlines:
        raise InputError(
            f"{reading.file}: {OUTLINES.format(what=rows.outlines)}"
        )
    names = set(rows.frame.columns)
    layout = find_layout(rows.frame.columns)
    if layout is None and names >= _OURS:
        whole = names >= set(COLUMNS) - LATER_COLUMNS
        return replace(
            rows, reader=f"an incident table ({rows.reader})", ours=whole
        )
    for told_by_values in list_layouts():
        if not told_by_values.told_by and told_by_values.adapt is not None:
            adapted = told_by_values.adapt(rows, reading)
            if adapted is not rows and layout is None:
                return replace(
                    adapted, reader=f"{told_by_values.name} ({rows.reader})"
                )
            rows = replace(adapted, columns=rows.columns)
    return rows if layout is None else apply_layout(layout, rows, reading)


def apply_layout(layout: Layout, rows: Rows, reading: Reading) -> Rows:
    """Bring rows onto our columns by a layout's record.

    Raises
    ------
    InputError
        The layout's rows are no incidents: counts, or outlines.
    """
    if layout.refused:
        raise InputError(
            f"{reading.file}: {layout.refused} (recognised as {layout.name})"
        )
    whole = names_in_full(
        [str(name) for name in rows.frame.columns], layout
    )
    rows = replace(rows, frame=rows.frame.rename(columns=whole))
    if layout.adapt is not None:
        rows = layout.adapt(rows, reading)
    frame = rows.frame
    columns = _match(layout, frame, rows.columns)
    frame = _without_missing(layout, frame, columns)
    made = _added(layout, frame, columns)
    added = {
        name: column
        for name, column in made.items()
        if name not in rows.columns
    }
    clashes = {
        name: f"{name}_in_file" for name in added if name in frame.columns
    }
    table = frame.rename(columns=clashes).assign(**added)
    kept = {
        o: clashes.get(t, t) for o, t in columns.items() if o not in added
    }
    taken = {**kept, **rows.columns, **{name: name for name in added}}
    others = [
        str(name)
        for name in table.columns
        if name not in {*taken.values(), "geometry"}
    ]
    return replace(
        rows,
        frame=table,
        reader=f"{layout.name} ({rows.reader})"
        if rows.reader
        else layout.name,
        columns=taken,
        aside=frozenset(
            _named(others, layout.aside) if layout.open else others
        ),
        consumed=frozenset(_named(others, _read_by(layout))),
    )


def _read_by(layout: Layout) -> list[str]:
    """Name the columns that a record reads into ours beside those that it matches."""
    codes = (
        "precision",
        "date_precision",
        "event_type",
        "sub_event_type",
        "status",
    )
    said = [getattr(layout, name) for name in codes]
    named = [
        name for one in said if isinstance(one, Codes) for name in one.names
    ]
    return [*named, *(layout.date_parts or ()), *(layout.end_parts or ())]


def _match(
    layout: Layout, frame: pd.DataFrame, known: Mapping[str, str]
) -> dict[str, str]:
    """Match columns by the record; the file's geometry goes before its coordinates."""
    found = layout.match(
        str(name) for name in frame.columns if name != "geometry"
    )
    passed = (
        {"longitude", "latitude", "coordinates"}
        if "geometry" in frame
        else set()
    )
    return {
        ours: theirs
        for ours, theirs in found.items()
        if ours in TARGETS and ours not in passed and ours not in known
    }


def _named(names: Iterable[str], wanted: Iterable[str]) -> list[str]:
    folded = frozenset(map(fold_key, wanted))
    return [name for name in names if fold_key(name) in folded]


def _without_missing(
    layout: Layout, frame: pd.DataFrame, columns: Mapping[str, str]
) -> pd.DataFrame:
    """Leave empty what the layout writes for "not known"."""
    blank: dict[str, Any] = {}
    for ours, theirs in columns.items():
        kind = "counts" if ours.endswith(_COUNTS) else ours
        words = layout.missing.get(ours, frozenset()) | layout.missing.get(
            kind, frozenset()
        )
        if words:
            unknown = (
                _as_text(frame[theirs])
                .str.strip()
                .isin(list(words))
                .fillna(value=False)
            )
            blank |= (
                {theirs: frame[theirs].mask(unknown)}
                if unknown.any()
                else {}
            )
    return frame.assign(**blank) if blank else frame


def _added(
    layout: Layout, frame: pd.DataFrame, columns: Mapping[str, str]
) -> dict[str, pd.Series[Any]]:
    """Make our columns for what the layout writes as codes, in parts, or not at all."""
    added: dict[str, pd.Series[Any]] = {}
    if layout.precision is not None:
        added |= _precision(frame, layout.precision)
    for name in (
        "date_precision",
        "event_type",
        "sub_event_type",
        "status",
    ):
        codes = getattr(layout, name)
        if isinstance(codes, str):
            added[name] = pd.Series(
                codes, index=frame.index, dtype="string"
            )
        elif (
            codes is not None
            and (said := _column(frame, codes.names)) is not None
        ):
            told = _translate(said, codes)
            if (
                name not in columns or told is not said
            ):  # else the file's own will do
                added[name] = told
    for name, parts in (
        ("date_start", layout.date_parts),
        ("date_end", layout.end_parts),
    ):
        year, *rest = [_column(frame, (part,)) for part in parts or ("",)]
        if year is not None:
            added[name] = join_days(year, *rest)
    own = _said(frame[columns["source"]]) if "source" in columns else None
    if layout.credit is not None and (own is None or own.isna().any()):
        credit = pd.Series(layout.credit, index=frame.index, dtype="string")
        added["source"] = credit if own is None else own.fillna(credit)
    if layout.title:
        added["title"] = _titles(frame, columns, added)
    return added


def _precision(
    frame: pd.DataFrame, codes: Codes
) -> dict[str, pd.Series[Any]]:
    said = _column(frame, codes.names)
    if said is None:
        return {}
    pairs = {text: codes.find(text) for text in said.dropna().unique()}
    known = {text: pair for text, pair in pairs.items() if pair is not None}
    return {
        "precision": said.map(
            {text: word for text, (word, _) in known.items()}
        ).astype("string"),
        "uncertainty_m": said.map(
            {text: m for text, (_, m) in known.items()}
        ).astype("float64"),
    }


def _column(
    frame: pd.DataFrame, names: Sequence[str]
) -> pd.Series[Any] | None:
    there = {
        fold_key(str(name)): name for name in reversed(list(frame.columns))
    }
    found = next(
        (
            there[key]
            for key in map(fold_key, filter(None, names))
            if key in there
        ),
        None,
    )
    return None if found is None else _as_text(frame[found])


def _translate(said: pd.Series[Any], codes: Codes) -> pd.Series[Any]:
    """Bring codes to words; a column that is in words already is returned as it is."""
    words = {text: codes.find(text) for text in said.dropna().unique()}
    if all(text == word for text, word in words.items()):
        return said
    told: pd.Series[Any] = said.map(words).astype("string")
    return told


def _said(column: pd.Series[Any]) -> pd.Series[Any]:
    """Take a text that holds nothing for none."""
    texts = _as_text(column)
    said: pd.Series[Any] = texts.mask(texts.str.strip() == "")
    return said


def _as_text(column: pd.Series[Any]) -> pd.Series[Any]:
    """Bring codes that a typed format kept as numbers or dates back to texts."""
    if (
        pd.api.types.is_string_dtype(column.dtype)
        and column.dtype != object
    ):
        return column
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        days: pd.Series[Any] = column.dt.strftime("%Y-%m-%d").astype(
            "string"
        )
        return days
    if (
        pd.api.types.is_float_dtype(column.dtype)
        and (column.dropna() % 1 == 0).all()
    ):
        return column.astype("Int64").astype("string")
    return column.astype("string")


def join_days(
    year: pd.Series[Any],
    month: pd.Series[Any] | None,
    day: pd.Series[Any] | None,
) -> pd.Series[Any]:
    """Join three columns to ISO texts as long as they say: a day, a month, or a year.

    Examples
    --------
    >>> parts = (["2024", "1998"], ["3", "0"], ["5", None])
    >>> join_days(*[pd.Series(part, dtype="string") for part in parts]).to_list()
    ['2024-03-05', '1998']
    """
    none = pd.Series(pd.NA, index=year.index, dtype="string")
    months, days = (
        none if part is None else _two_digits(part) for part in (month, day)
    )
    by_month: pd.Series[Any] = year + "-" + months
    by_day: pd.Series[Any] = by_month + "-" + days
    return by_day.fillna(by_month).fillna(year)


def _two_digits(part: pd.Series[Any]) -> pd.Series[Any]:
    """Write months and days with two digits, months by their names, too; null for 0 and below."""
    known = {
        text: _number_of(text.strip()) for text in part.dropna().unique()
    }
    written = {
        text: f"{number:02d}" for text, number in known.items() if number
    }
    two: pd.Series[Any] = part.map(written).astype("string")
    return two


def _number_of(text: str) -> int | None:
    try:
        number = int(float(text))
    except ValueError:
        return month_number(text)
    return number if number > 0 else None


def _titles(
    frame: pd.DataFrame,
    columns: Mapping[str, str],
    added: Mapping[str, pd.Series[Any]],
) -> pd.Series[Any]:
    """Say what happened, where, and how many died: "Riots: Peja, 2 dead"."""
    nothing = pd.Series(pd.NA, index=frame.index, dtype="string")

    def said(ours: str) -> pd.Series[Any]:
        if ours in added:
            return added[ours]
        return _said(frame[columns[ours]]) if ours in columns else nothing

    kind = (
        said("sub_event_type").fillna(said("event_type")).fillna("Incident")
    )
    where = said("place").fillna(said("admin2")).fillna(said("admin1"))
    dead = pd.to_numeric(said("fatalities_best"), errors="coerce")
    told = dead.astype("string").str.removesuffix(".0")
    counted = (", " + told + " dead").where(dead > 0, "").fillna("")
    titles: pd.Series[Any] = kind + (": " + where).fillna("") + counted
    return titles
