"""Known layouts of tables: ACLED, UCDP GED, HXL tags, told by their columns whatever file they came in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.incidents import COLUMNS, LATER_COLUMNS
from sitmap.readers.formats.csv import find_header, read_csv_text
from sitmap.readers.layouts.acled import COLUMNS_OF_ACLED, is_acled, translate_acled
from sitmap.readers.layouts.hxl import find_tag_row, map_tags
from sitmap.readers.layouts.ucdp import COLUMNS_OF_UCDP, is_ucdp, translate_ucdp
from sitmap.readers.rows import ABOVE, EMPTY, TAGS, Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["read_table_text", "recognise"]

_OURS: Final = frozenset({"incident_id", "date_start", "date_precision", "precision"})


def read_table_text(text: str, *, file: str) -> Rows:
    """Read delimited text with a header line."""
    frame = read_csv_text(text, file=file)
    numbers = [int(label) for label in frame.index]
    kept = set(numbers)
    between = range(numbers[0], numbers[-1]) if numbers else range(0)
    _, above = find_header(text)
    heading = dict.fromkeys(range(1, above + 1), ABOVE)
    dropped = heading | {number: EMPTY for number in between if number not in kept}
    return Rows(frame.reset_index(drop=True), "CSV", numbers=numbers, dropped=dropped)


def recognise(rows: Rows) -> Rows:
    """Translate the codes of a known layout, and name the layout; other tables pass as they are."""
    frame = rows.frame
    if rows.ours:
        return replace(rows, reader=f"an incident table ({rows.reader})")
    if is_acled(frame):
        return _as(rows, "ACLED", translate_acled(_texts(frame)), COLUMNS_OF_ACLED)
    if is_ucdp(frame):
        return _as(rows, "UCDP GED", translate_ucdp(_texts(frame)), COLUMNS_OF_UCDP)
    if set(frame.columns) >= _OURS:
        whole = set(frame.columns) >= set(COLUMNS) - LATER_COLUMNS
        return replace(rows, reader=f"an incident table ({rows.reader})", ours=whole)
    tagged = find_tag_row(frame)
    return rows if tagged is None else _untag(rows, tagged)


def _as(rows: Rows, name: str, frame: pd.DataFrame, columns: Mapping[str, str]) -> Rows:
    """Take a translated frame; a geometry that came with the file goes before its columns of coordinates."""
    have = {ours: theirs for ours, theirs in columns.items() if theirs in frame}
    taken = frame.drop(
        columns=[
            name for name in ("latitude", "longitude") if "geometry" in frame and name in frame
        ]
    )
    return replace(rows, frame=taken, reader=f"{name} ({rows.reader})", columns=have)


def _texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Bring codes that a typed format kept as numbers or dates back to the texts that an export has."""
    typed = {
        str(name): _as_text(column)
        for name, column in frame.items()
        if name != "geometry" and not pd.api.types.is_string_dtype(column.dtype)
    }
    return frame.assign(**typed) if typed else frame


def _as_text(column: pd.Series[Any]) -> Any:
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return column.dt.strftime("%Y-%m-%d").astype("string")
    if pd.api.types.is_float_dtype(column.dtype) and (column.dropna() % 1 == 0).all():
        return column.astype("Int64").astype("string")
    return column.astype("string")


def _untag(rows: Rows, at: int) -> Rows:
    frame = rows.frame
    tags = list(frame.columns) if at < 0 else frame.iloc[at].to_list()
    columns = map_tags([str(name) for name in frame.columns], tags)
    body = frame.iloc[at + 1 :].reset_index(drop=True)
    numbers = list(rows.numbers)
    above = dict.fromkeys(numbers[: at + 1], TAGS)
    return replace(
        rows,
        frame=body,
        reader=f"HXL ({rows.reader})",
        columns=columns,
        numbers=numbers[at + 1 :],
        dropped={**rows.dropped, **above},
    )
