"""What a format's reader hands on: the rows under their own column names, and what it knows about them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["READING", "Rows", "describe_reading", "list_dropped"]

READING: Final = "sitmap_reading"
"""The key in ``DataFrame.attrs`` under which a table says how it was read; a text, so that copies cost nothing."""


@dataclass(frozen=True)
class Rows:
    """Rows of one file, before they are brought into the incident table.

    Attributes
    ----------
    frame
        One row per incident (texts, or a GeoDataFrame).
    reader
        Which reader took the file, in words.
    columns
        Ours to theirs, where the layout is known.
    numbers
        The number of each row as its reader counts it (line below the header, feature), in the order of `frame`.
    word
        What is counted: row, feature, placemark.
    faults
        Position in `frame` to what is wrong with that row.
    dropped
        Number to reason, for what is in the file and not in `frame`.
    ours
        Whether the file is an incident table already, written by sitmap.
    """

    frame: pd.DataFrame
    reader: str
    columns: Mapping[str, str] = field(default_factory=dict)
    numbers: list[int] | range = field(default_factory=lambda: range(0))
    word: str = "row"
    faults: Mapping[int, str] = field(default_factory=dict)
    dropped: Mapping[int, str] = field(default_factory=dict)
    ours: bool = False


def note_reading(incidents: pd.DataFrame, rows: Rows, *, file: str, encoding: str | None) -> None:
    """Write into the table's ``attrs`` which reader took the file, and what it dropped."""
    said = {
        "file": file,
        "reader": rows.reader,
        "encoding": encoding,
        "rows": len(incidents) + len(rows.dropped),
        "word": rows.word,
        "dropped": {str(number): why for number, why in rows.dropped.items()},
    }
    incidents.attrs[READING] = json.dumps(said, ensure_ascii=False)


def describe_reading(incidents: pd.DataFrame) -> str:
    """Say in one line which reader took the file that a table comes from; empty for a table that was not read.

    Examples
    --------
    >>> import sitmap
    >>> from sitmap.samples import sample_path
    >>> describe_reading(sitmap.read(sample_path("north-kosovo.csv")))
    'north-kosovo.csv: read as an incident table (CSV, utf-8), 16 of 16 rows'
    """
    if READING not in incidents.attrs:
        return ""
    said = json.loads(incidents.attrs[READING])
    how = ", ".join(filter(None, [said["encoding"]]))
    reader = said["reader"]
    told = f"{reader[:-1]}, {how})" if how and reader.endswith(")") else f"{reader} ({how})" if how else reader
    kept = said["rows"] - len(said["dropped"])
    return f"{said['file']}: read as {told}, {kept} of {said['rows']} {said['word']}s"


def list_dropped(incidents: pd.DataFrame) -> pd.DataFrame:
    """List what the file holds and the table doesn't: ``row`` (its number in the file), ``why``.

    Examples
    --------
    >>> list_dropped(pd.DataFrame()).columns.to_list()
    ['row', 'why']
    """
    said: dict[str, Any] = json.loads(incidents.attrs.get(READING, '{"dropped": {}}'))
    dropped = said["dropped"]
    return pd.DataFrame({"row": [int(number) for number in dropped], "why": list(dropped.values())})
