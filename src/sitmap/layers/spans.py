"""From which day to which each shape of a table was there.

Tables tell it in three ways: by a first and a last day; by the day alone, of things that stand on
from then; and by the day alone, of pictures that follow each other (a front, day by day), each of
which stands until the next.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sitmap.errors import DataWarning
from sitmap.layers.sites import span_of
from sitmap.readers.aliases import fold_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

_FROM: Final = (
    *(
        "from",
        "begin",
        "start",
        "date from",
        "valid from",
        "open from",
        "since",
        "start date",
    ),
    *("date start", "from date", "begin date"),
)
_TO: Final = (
    *(
        "to",
        "end",
        "until",
        "date to",
        "valid to",
        "open to",
        "end date",
        "date end",
        "to date",
    ),
)
_ON: Final = (
    "date",
    "day",
    "as of",
    "snapshot",
    "valid on",
    "map date",
    "situation date",
)
"""Names of columns, folded: the first day, the last one, and the day of a picture."""

_DASHES: Final = ("-", "\N{EN DASH}", "\N{EM DASH}")
_OPEN: Final = frozenset(
    {"", *_DASHES, "n/a", "na", "none", "present", "ongoing", "now"}
)
_WORDED: Final = re.compile(r"[^\d]*(\d{4})[^\d]*")  # "about 2012"


@dataclass(frozen=True)
class Spans:
    """First and last days of a table's rows, ISO; empty where a row tells none.

    Attributes
    ----------
    begin, until
        By row.
    problems
        What is wrong with a row's days, by its position: it is never shown.
    """

    begin: tuple[str, ...]
    until: tuple[str, ...]
    problems: Mapping[int, str]


def find_days(names: Sequence[str]) -> dict[str, str]:
    """Find the columns that tell days, by their role: ``from``, ``to``, or ``on``.

    Examples
    --------
    >>> find_days(["name", "Valid_From", "valid_to"]), find_days(["side", "date"])
    ({'from': 'Valid_From', 'to': 'valid_to'}, {'on': 'date'})
    """
    folded = {fold_name(name): name for name in reversed(names)}
    roles = {"from": _FROM, "to": _TO, "on": _ON}
    found = {
        role: folded[next(word for word in words if word in folded)]
        for role, words in roles.items()
        if any(word in folded for word in words)
    }
    if "from" in found:
        found.pop("on", None)
    return found


def read_spans(
    table: pd.DataFrame, names: Sequence[str], what: str = "shapes"
) -> Spans:
    """Read from which day to which each row was there.

    Parameters
    ----------
    table
        Attributes of the shapes; its columns have texts as names.
    names
        What each is called: where a name comes again on other days, the days of a column ``date``
        are those of pictures, each of which stands until the next.
    what
        What a warning calls them.

    Examples
    --------
    >>> front = pd.DataFrame({"date": ["2022-03-01", "2022-03-05"]})
    >>> spans = read_spans(front, ["Front", "Front"])
    >>> spans.begin, spans.until
    (('2022-03-01', '2022-03-05'), ('2022-03-04', ''))
    """
    columns = find_days([str(name) for name in table.columns])
    begun = _read(table, columns.get("from") or columns.get("on"))
    ended = _read(table, columns.get("to"))
    problems = {
        at: told
        for each in (begun, ended)
        for at, told in enumerate(each)
        if isinstance(told, str)
    }
    begin = [day[0] if isinstance(day, tuple) else "" for day in begun]
    until = [day[1] if isinstance(day, tuple) else "" for day in ended]
    if "to" not in columns and _come_again(names, begin):
        if "on" in columns:
            until = _until_next(begin)
        elif "from" in columns:
            _warn_of_none_ended(what, columns["from"])
    for at, (first, last) in enumerate(zip(begin, until, strict=True)):
        if first and last and last < first:
            problems[at] = f"ends on {last}, before it begins on {first}"
    return Spans(tuple(begin), tuple(until), problems)


def _read(
    table: pd.DataFrame, column: str | None
) -> list[tuple[str, str] | str | None]:
    """Read a column: the first and the last day that each cell may mean, or what is wrong."""
    if column is None:
        return [None] * len(table)
    # 30 ms of patterns that a map without such a column doesn't need
    from sitmap.readers.notations.dates import decide_dayfirst

    texts = [_say(value) for value in table[column]]
    order = decide_dayfirst(texts)
    known = {text: _read_one(text, order) for text in set(texts)}
    return [known[text] for text in texts]


def _say(value: Any) -> str:
    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.date | pd.Timestamp | np.datetime64):
        return str(pd.Timestamp(value).date())
    return " ".join(str(value).split())


def _read_one(
    text: str, order: bool | None
) -> tuple[str, str] | str | None:
    if text.casefold() in _OPEN:
        return None
    from sitmap.readers.notations.dates import parse_date

    read = parse_date(text, dayfirst=order)
    if isinstance(read, str):
        return span_of(text) if _WORDED.fullmatch(text) else read
    first, precision = read
    length = {"year": 4, "month": 7}.get(str(precision), 10)
    return span_of(first[:length])


def _come_again(names: Sequence[str], begin: Sequence[str]) -> bool:
    """Tell whether a name stands on more than one day."""
    days: dict[str, set[str]] = {}
    for name, day in zip(names, begin, strict=True):
        days.setdefault(name, set()).add(day)
    return any(len(found) > 1 for found in days.values())


def _until_next(begin: Sequence[str]) -> list[str]:
    """Let the rows of a day stand until the day before the next that the table has."""
    days = sorted({day for day in begin if day})
    before = {day: _day_by(after, -1) for day, after in pairwise(days)}
    return [before.get(day, "") for day in begin]


def _warn_of_none_ended(what: str, column: str) -> None:
    told = f"{what}: names come again in {column!r} and none ends, so that all stand at once"
    remedy = "give a column `to`, or call it `date` where each day's stand until the next"
    warnings.warn(f"{told}; {remedy}", DataWarning, stacklevel=5)


def stands_on(table: pd.DataFrame, day: str | None) -> NDArray[np.bool_]:
    """Tell which rows (with columns ``from`` and ``to``) were there on a day; without one, all."""
    if day is None:
        return np.ones(len(table), dtype=bool)
    begun = (table["from"] == "") | (table["from"] <= day)
    lasting = (table["to"] == "") | (table["to"] >= day)
    stands: NDArray[np.bool_] = (begun & lasting).to_numpy(dtype=bool)
    return stands


def span_days(table: pd.DataFrame) -> tuple[str, str] | None:
    """Return the first and the last day that the rows tell of; None of undated ones."""
    days = [
        day for column in ("from", "to") for day in table[column] if day
    ]
    if days:
        return (min(days), max(days))
    return None


def last_day(table: pd.DataFrame) -> str | None:
    """Return the last day that the rows tell of; None of undated ones."""
    told = span_days(table)
    if told is None:
        return None
    return told[1]


def list_absent(
    table: pd.DataFrame, stands: NDArray[np.bool_], day: str, why: str
) -> pd.DataFrame:
    """List what was there on other days alone; what stands in another shape isn't left off.

    Parameters
    ----------
    table
        With columns ``name_``, ``what``, ``from`` and ``to``.
    stands
        Which rows are shown.
    day
        The day of the map.
    why
        What is said of them, before the day.
    """
    called = list(zip(table["name_"], table["what"], strict=True))
    shown = {
        name
        for name, there in zip(called, stands, strict=True)
        if there and name[0]
    }
    begins = set(zip(called, table["from"], strict=True))
    ends = set(zip(called, table["to"], strict=True))
    goes_on = [
        name in shown
        or (name, _day_by(last, 1)) in begins
        or (name, _day_by(first, -1)) in ends
        for name, first, last in zip(
            called, table["from"], table["to"], strict=True
        )
    ]
    is_gone = ~stands & ~np.array(goes_on, dtype=bool)
    off = table[is_gone]
    days = (
        off["from"].replace("", "…")
        + "\N{EN DASH}"
        + off["to"].replace("", "…")
    )
    told = {"row": off.index, "what": off["name_"], "value": days, "n": 1}
    return pd.DataFrame({**told, "why": f"{why} {day}"}, dtype=object)


def _day_by(day: str, days: int) -> str:
    """Return the day so many days later; none of none, nor beyond the calendar."""
    try:
        return (
            dt.date.fromisoformat(day) + dt.timedelta(days=days)
        ).isoformat()
    except (ValueError, OverflowError):
        return "?"
