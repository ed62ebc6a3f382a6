"""What a format's reader hands on.

It is the rows under their own column names, and what it knows about them.
"""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Literal

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

READING: Final = "sitmap_reading"
"""The key in ``DataFrame.attrs`` under which a table says how it was read; a text, so that
copies cost nothing."""


ABOVE: Final = "stands above the column names"
EMPTY: Final = "is an empty line"
TAGS: Final = "is a heading or HXL tags, no incident"
UNITS: Final = "tells the units or types of the columns, no incident"
TOTAL: Final = "is a total, no incident"
NOTE: Final = "is a note, no incident"
SECTION: Final = "heads the rows below it, no incident"
_NO_ROWS: Final = frozenset(
    {ABOVE, EMPTY, TAGS, UNITS, TOTAL, NOTE, SECTION}
)
"""Why lines are left off that hold no row of the table."""

_VALUES: Final = re.compile(r"'[^']*'|\"[^\"]*\"|[-+]?\d[\d.,:]*")
# rows that a line names
_NUMBERS_SHOWN: Final = 5


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
    aside
        Columns that their names alone would give another meaning than the layout does: they stay
        as they are.
    consumed
        Columns that the layout has read into ours: codes, and parts of dates.
    numbers
        The number of each row as its reader counts it (line below the header, feature), in the
        order of `frame`.
    word
        What is counted: row, feature, placemark.
    faults
        Position in `frame` to what is wrong with that row.
    left_off
        Number to reason, for what is in the file and not in `frame`.
    ours
        Whether the file is an incident table already, written by sitmap.
    outlines
        "areas" or "lines" where it holds such outlines alone, and nothing that calls them
        incidents.
    parts
        Where the table is stacked of several (`sitmap.readers.stacked`): the number that each
        counts from, and its name.
    """

    frame: pd.DataFrame
    reader: str
    columns: Mapping[str, str] = field(default_factory=dict)
    aside: frozenset[str] = frozenset()
    numbers: list[int] | range = field(default_factory=lambda: range(0))
    word: str = "row"
    faults: Mapping[int, str] = field(default_factory=dict)
    left_off: Mapping[int, str] = field(default_factory=dict)
    consumed: frozenset[str] = frozenset()
    ours: bool = False
    outlines: Literal["", "areas", "lines"] = ""
    parts: tuple[tuple[int, str], ...] = ()

    def label(self, number: int) -> int | str:
        """Name a row as its reader counts it: 5, or "5 of 'May'" where sheets are stacked."""
        return _label(number, self.parts)

    def without_values(self) -> Rows:
        """Return what is known of the rows and the names of their columns, but no values."""
        return replace(self, frame=pd.DataFrame(columns=self.frame.columns))


def note_reading(
    incidents: pd.DataFrame, rows: Rows, *, file: str, encoding: str | None
) -> None:
    """Write into the table's ``attrs`` which reader took the file, and what it dropped."""
    said = {
        "file": file,
        "kept": len(incidents),
        "reader": rows.reader,
        "encoding": encoding,
        "rows": len(incidents)
        + sum(why not in _NO_ROWS for why in rows.left_off.values()),
        "word": rows.word,
        "left_off": {
            str(rows.label(number)): why
            for number, why in rows.left_off.items()
        },
        "first": min(rows.numbers, default=1),
    }
    if rows.parts:
        said["labels"] = [rows.label(number) for number in rows.numbers]
    incidents.attrs[READING] = json.dumps(said, ensure_ascii=False)


def describe_reading(incidents: pd.DataFrame) -> str:
    """Say in one line which reader took the file that a table comes from.

    Empty for a table that was not read.

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
    told = (
        f"{reader[:-1]}, {how})"
        if how and reader.endswith(")")
        else f"{reader} ({how})"
        if how
        else reader
    )
    return f"{said['file']}: read as {told}, {said['kept']} of {said['rows']} {said['word']}s"


def _label(number: int, parts: tuple[tuple[int, str], ...]) -> int | str:
    start, name = max(
        (part for part in parts if part[0] < number), default=(0, "")
    )
    return f"{number - start} of {name!r}" if name else number


def list_left_off(incidents: pd.DataFrame) -> pd.DataFrame:
    """List what the file holds and the table doesn't: ``row`` (its number in the file), ``why``.

    Of a table that is stacked of several sheets or files, a row is named "5 of 'May'".

    Examples
    --------
    >>> list_left_off(pd.DataFrame()).columns.to_list()
    ['row', 'why']
    """
    left_off = _said(incidents)["left_off"]
    return pd.DataFrame(
        {
            "row": [_number(told) for told in left_off],
            "why": list(left_off.values()),
        }
    )


def _number(told: str) -> int | str:
    return int(told) if told.isdecimal() else told


def list_numbers(incidents: pd.DataFrame) -> list[int | str] | None:
    """Return each row's number in its file, as its reader counts, or None without a file.

    Examples
    --------
    >>> import sitmap
    >>> from sitmap.samples import sample_path
    >>> list_numbers(sitmap.read(sample_path("north-kosovo.csv")))[:3]
    [2, 3, 4]
    """
    if READING not in incidents.attrs:
        return None
    said = _said(incidents)
    if "labels" in said:
        return _fitting(said["labels"], said, incidents)
    left_off = {int(number) for number in said["left_off"]}
    numbers = (
        number
        for number in itertools.count(said["first"])
        if number not in left_off
    )
    return _fitting(
        itertools.islice(numbers, len(incidents)), said, incidents
    )


def name_rows(
    incidents: pd.DataFrame, labels: pd.Series[Any]
) -> list[int | str]:
    """Return what a reader of the map calls rows: their numbers in the file, as `list_numbers`.

    Rows of a DataFrame, and of a part of a table, have their labels.

    Examples
    --------
    >>> import sitmap
    >>> from sitmap.samples import sample_path
    >>> table = sitmap.read(sample_path("august-2022.csv"))
    >>> name_rows(table, pd.Series([0, 8]))
    [2, 10]
    """
    is_whole = pd.api.types.is_integer_dtype(labels)
    told: list[Any] = (labels if is_whole else labels.astype(str)).tolist()
    if not told or not _said(incidents).get("first"):
        return told  # a DataFrame's rows count from 0
    numbers = list_numbers(incidents)
    at = incidents.index.get_indexer(pd.Index(labels))
    return told if numbers is None else [numbers[place] for place in at]


def _fitting(
    numbers: Iterable[int | str],
    said: Mapping[str, Any],
    incidents: pd.DataFrame,
) -> list[int | str] | None:
    """Return the numbers where the table is the whole file still."""
    return list(numbers) if said["kept"] == len(incidents) else None


def _said(incidents: pd.DataFrame) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(
        incidents.attrs.get(READING, '{"left_off": {}}')
    )
    return said


def group_told(
    told: Iterable[tuple[int | str | None, str]], *, word: str = "row"
) -> list[str]:
    """Write a line for each kind of thing that is told of rows, the most frequent first.

    Parameters
    ----------
    told
        Number of a row (or None) and what is told of it; texts that differ in numbers and quoted
        values are of a kind.
    word
        What is counted.

    Examples
    --------
    >>> group_told([(2, "date 'x' is none"), (5, "is empty"), (7, "date 'y' is none")])
    ["2 rows (2, 7), as: date 'x' is none", 'row 5: is empty']
    """
    kinds: dict[str, list[tuple[int | str | None, str]]] = {}
    for number, text in told:
        kinds.setdefault(_VALUES.sub("…", text), []).append((number, text))
    return [
        _line(rows, word)
        for rows in sorted(kinds.values(), key=len, reverse=True)
    ]


def _line(rows: list[tuple[int | str | None, str]], word: str) -> str:
    number, text = rows[0]
    if len(rows) == 1:
        return text if number is None else f"{word} {number}: {text}"
    numbers = [str(number) for number, _ in rows if number is not None]
    shown = ", ".join(numbers[:_NUMBERS_SHOWN]) + (
        ", …" if len(numbers) > _NUMBERS_SHOWN else ""
    )
    counted = (
        f"{len(rows):,} {word}s ({shown})"
        if numbers
        else f"{len(rows):,} {word}s"
    )
    alike = len({told for _, told in rows}) == 1
    return f"{counted}: {text}" if alike else f"{counted}, as: {text}"
