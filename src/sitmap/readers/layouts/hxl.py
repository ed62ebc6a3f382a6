"""Tables with HXL tags: a row of #tags below the headings says what columns hold.

https://hxlstandard.org

People type the tags by hand: one that is malformed costs its own column, which then goes by its
heading, and not the row.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from sitmap.readers.layout import Layout
from sitmap.readers.rows import TAGS

if TYPE_CHECKING:
    import pandas as pd

    from sitmap.readers.layout import Reading
    from sitmap.readers.rows import Rows

_TAG: Final = re.compile(r"^\s*#[A-Za-z]\w*(\s*\+\s*\w+)*\s*$")
_LIKE: Final = re.compile(r"^\s*#[A-Za-z]")
# for the row of tags, as the standard has it (hxlstandard.org)
_ROWS_SEARCHED: Final = 25
_COUNTS: Final = (
    "fatalities_best",
    "injured_best",
    "missing_best",
    "abducted_best",
)
_PARTS: Final = frozenset(
    {
        "f",
        "m",
        "i",
        "infants",
        "children",
        "adolescents",
        "adults",
        "elderly",
    }
)
"""Attributes of sex and age (HXL 1.1, disaggregation): such a column holds a part of the count."""

# Ours to (tag, attributes that it must have), best first.
_MEANINGS: Final[dict[str, tuple[tuple[str, frozenset[str]], ...]]] = {
    ours: tuple(
        (tag, frozenset(attributes.split())) for tag, attributes in meanings
    )
    for ours, meanings in {
        "longitude": [("#geo", "lon"), ("#lon", "")],
        "latitude": [("#geo", "lat"), ("#lat", "")],
        "date_start": [
            ("#date", "occurred"),
            ("#date", "start"),
            ("#date", "event"),
            ("#date", ""),
        ],
        "date_end": [("#date", "end")],
        "incident_id": [
            ("#event", "id"),
            ("#event", "code"),
            ("#meta", "id"),
            ("#id", ""),
        ],
        "sub_event_type": [("#event", "type sub"), ("#event", "sub")],
        "event_type": [("#event", "type"), ("#event", "")],
        "title": [("#event", "name"), ("#event", "title")],
        "notes": [
            ("#description", ""),
            ("#event", "description"),
            ("#meta", "notes"),
        ],
        "place": [
            ("#loc", "name"),
            ("#loc", ""),
            ("#adm4", "name"),
            ("#adm3", "name"),
            ("#adm2", "name"),
            ("#adm2", ""),
        ],
        "country": [
            ("#country", "code v_iso2"),
            ("#country", "code"),
            ("#country", "name"),
            ("#country", ""),
        ],
        "admin1": [("#adm1", "name"), ("#adm1", "")],
        "actor1": [
            ("#actor", "1"),
            ("#group", "1"),
            ("#actor", "name"),
            ("#actor", ""),
            ("#group", ""),
        ],
        "actor2": [("#actor", "2"), ("#group", "2"), ("#targeted", "")],
        "fatalities_best": [
            ("#affected", "killed"),
            ("#affected", "fatalities"),
            ("#affected", "dead"),
        ],
        "injured_best": [("#affected", "injured")],
        "missing_best": [("#affected", "missing")],
        "abducted_best": [
            ("#affected", "abducted"),
            ("#affected", "kidnapped"),
        ],
        "source": [("#meta", "source"), ("#source", "")],
        "source_url": [("#meta", "url"), ("#meta", "source url")],
        "source_date": [("#date", "reported"), ("#date", "published")],
    }.items()
}


def find_tag_row(frame: pd.DataFrame) -> int | None:
    """Return the position of the row of tags.

    -1 for the headings themselves, None where there is none.

    Examples
    --------
    >>> import pandas as pd
    >>> find_tag_row(pd.DataFrame({"Town": ["#loc +name", "Zvečan"], "Lat": ["#geo+lat", "42.9"]}))
    0
    """
    if _is_tagged(list(frame.columns)):
        return -1
    for at in range(min(_ROWS_SEARCHED, len(frame))):
        if _is_tagged(frame.iloc[at].to_list()):
            return at
    return None


def _is_tagged(cells: list[Any]) -> bool:
    said = [
        cell for cell in cells if isinstance(cell, str) and cell.strip()
    ]
    tags = sum(_TAG.match(cell) is not None for cell in said)
    like = sum(_LIKE.match(cell) is not None for cell in said)
    return tags > 1 and (like == len(said) or 2 * tags > len(said))


def map_tags(names: list[str], tags: list[Any]) -> dict[str, str]:
    """Match tagged columns to the incident table's: ours to theirs.

    Of several columns that fit, the one with the fewest further attributes is the whole, and the
    others are parts of it.

    Examples
    --------
    >>> map_tags(["Town", "When"], ["#loc+name", "#date +occurred"])
    {'date_start': 'When', 'place': 'Town'}
    >>> map_tags(["Women", "All"], ["#affected+f+killed", "#affected+killed"])
    {'fatalities_best': 'All'}
    """
    parsed = [_parse(tag) for tag in tags]
    columns: dict[str, str] = {}
    for ours, meanings in _MEANINGS.items():
        for tag, needed in meanings:
            fitting = {
                name: len(attributes - needed)
                for name, (base, attributes) in zip(
                    names, parsed, strict=True
                )
                if base == tag
                and needed <= attributes
                and name not in columns.values()
                and not (ours in _COUNTS and attributes & _PARTS)
            }
            if fitting:
                columns[ours] = min(fitting, key=lambda name: fitting[name])
                break
    return columns


def _parse(tag: Any) -> tuple[str, frozenset[str]]:
    if not isinstance(tag, str) or not _TAG.match(tag):
        return "", frozenset()
    base, *attributes = (part.strip().lower() for part in tag.split("+"))
    return base, frozenset(attributes)


def _untag(rows: Rows, _: Reading) -> Rows:
    """Take the row of tags, and what stands above it, out of the rows."""
    at = find_tag_row(rows.frame)
    if at is None:
        return rows
    frame = rows.frame
    tags = list(frame.columns) if at < 0 else frame.iloc[at].to_list()
    numbers = list(rows.numbers)
    return replace(
        rows,
        frame=frame.iloc[at + 1 :].reset_index(drop=True),
        columns=map_tags([str(name) for name in frame.columns], tags),
        numbers=numbers[at + 1 :],
        left_off={
            **rows.left_off,
            **dict.fromkeys(numbers[: at + 1], TAGS),
        },
    )


LAYOUTS: Final = (Layout(name="HXL", status=None, open=True, adapt=_untag),)
