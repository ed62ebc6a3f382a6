"""The incidents of a map as rows of words: the table of a figure, a Word document or a slide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.media import split_media
from sitmap.sanitize import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitmap.layers.words import Words
    from sitmap.maps.content import MapContent

UNBROKEN: Final = "\u2011"
"""A hyphen at which no line ends."""

# other accounts of an event that a row has room for
_MOST_CLAIMS: Final = 3
_LONGEST_TITLE: Final = 48
"""Characters of what is told by several: what the others say has to fit into the cell, too."""

# rows left off that a line of a figure names; the page and Word list them all
_MOST_OFF: Final = 3
_LONGEST_WHY: Final = 90
"""Characters of a reason on paper, which often ends with a remedy."""

HEADS: Final = ("time", "place", "incidents_title", "fatalities", "source")
"""Words of the heads, in the order of `IncidentRow`, behind the number."""


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident in words of the map's language; what isn't known is empty."""

    day: str
    place: str
    what: str
    dead: str
    source: str


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """A row with what stands at its mark on the map, if that has a number."""

    number: int | None
    row: IncidentRow


def say_left_off(content: MapContent) -> list[str]:
    """Say in one line how many rows are not on the map, and the first of them with its reason."""
    words, off = content.words, content.left_off
    if off.empty:
        return []
    named = off.head(_MOST_OFF)
    rest = content.n_left_off - int(named["n"].sum())
    told = list_left_off(named)
    told += [words.say("more_rows", n=rest)] if rest else []
    return [
        f"{words.say('off_map', n=content.n_left_off)}: {'; '.join(told)}."
    ]


def list_left_off(off: pd.DataFrame) -> list[str]:
    """Say of each row what it is and why it isn't on the map.

    Examples
    --------
    >>> list_left_off(pd.DataFrame({"what": ["A fire"], "why": ["no place is given"]}))
    ['A fire (no place is given)']
    """
    return [
        f"{one_line(str(row.what))} ({_cut(one_line(str(row.why)))})"
        for row in off.itertuples()
    ]


def _cut(why: str) -> str:
    return (
        why if len(why) <= _LONGEST_WHY else f"{why[: _LONGEST_WHY - 1]}…"
    )


def list_rows(
    incidents: pd.DataFrame, words: Words
) -> Iterator[IncidentRow]:
    """Say each incident in words, in the order of the table.

    Examples
    --------
    >>> import sitmap
    >>> from sitmap.layers.words import load_words
    >>> table = sitmap.conform(pd.DataFrame({"title": ["A fire"], "fatalities_best": [2]}))
    >>> next(list_rows(table, load_words("en")))
    IncidentRow(day='', place='', what='A fire', dead='2', source='')
    """
    rivals = _find_rivals(incidents)
    for at, row in enumerate(incidents.to_dict("records")):
        day, dead = row["date_start"], row["fatalities_best"]
        what = _first(row, "title", "notes")
        what = what or words.code("event_type", _first(row, "event_type"))
        yield IncidentRow(
            ""
            if pd.isna(day)
            else f"{day:%Y-%m-%d}".replace("-", UNBROKEN),
            _first(row, "place_name", "place"),
            _with_claims(what, rivals.get(at, ()), words),
            "" if pd.isna(dead) else words.number(int(dead)),
            _with_files(_first(row, "source", "source_url"), row, words),
        )


def _find_rivals(
    incidents: pd.DataFrame,
) -> dict[int, list[Mapping[Any, Any]]]:
    """Find for each row, by its place in the table, the others that tell of the same event."""
    if (
        "same_event" not in incidents
        or not incidents["same_event"].notna().any()
    ):
        return {}
    told = incidents.reset_index(drop=True)
    groups = (
        told[told["same_event"].notna()]
        .groupby("same_event", sort=False)
        .groups.values()
    )
    rows = {
        at: told.iloc[at].to_dict()
        for group in groups
        if len(group) > 1
        for at in group
    }
    return {
        at: [rows[other] for other in group if other != at]
        for group in groups
        if len(group) > 1
        for at in group
    }


def _with_claims(
    what: str, rivals: Sequence[Mapping[Any, Any]], words: Words
) -> str:
    """Add what others tell of the event: who, and how many dead, or else its status."""
    if not rivals:
        return what
    claims = "; ".join(
        _say_claim(one, words) for one in rivals[:_MOST_CLAIMS]
    )
    more = len(rivals) - _MOST_CLAIMS
    told = (
        [claims, words.say("more_rows", n=more)] if more > 0 else [claims]
    )
    head = (
        what
        if len(what) <= _LONGEST_TITLE
        else f"{what[: _LONGEST_TITLE - 1]}…"
    )
    return f"{head} ({words.say('told_also', claims='; '.join(told))})"


def _say_claim(row: Mapping[Any, Any], words: Words) -> str:
    who = _first(row, "source", "source_table", "incident_id")
    dead = row.get("fatalities_best")
    if not pd.isna(dead):
        return (
            f"{who}, {words.say('fatalities')}: {words.number(int(dead))}"
        )
    status = _first(row, "status")
    if status:
        return f"{who}, {words.code('status', status)}"
    return who


def _with_files(source: str, row: Mapping[Any, Any], words: Words) -> str:
    """Add how many files a row names, and that a copy is archived."""
    files = len(split_media(_first(row, "media")))
    told = [f"{words.say('media')}: {words.number(files)}"] if files else []
    told += [words.say("archive_url")] if _first(row, "archive_url") else []
    return f"{source} ({', '.join(told)})".strip() if told else source


def _first(row: Mapping[Any, Any], *names: str) -> str:
    """Return the first of some columns that says anything."""
    return next(
        (str(row[name]) for name in names if not pd.isna(row.get(name))), ""
    )
