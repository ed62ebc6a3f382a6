"""Tables with HXL tags: a row of #tags below the headings says what each column holds (https://hxlstandard.org)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["find_tag_row", "map_tags"]

_TAG: Final = re.compile(r"^\s*#[A-Za-z][\w]*(\s*\+\w+)*\s*$")
_ROWS_SEARCHED: Final = 25

# Ours to (tag, attributes that it must have), best first.
_MEANINGS: Final[dict[str, tuple[tuple[str, frozenset[str]], ...]]] = {
    ours: tuple((tag, frozenset(attributes.split())) for tag, attributes in meanings)
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
        "incident_id": [("#event", "id"), ("#event", "code"), ("#meta", "id"), ("#id", "")],
        "sub_event_type": [("#event", "type sub"), ("#event", "sub")],
        "event_type": [("#event", "type"), ("#event", "")],
        "title": [("#event", "name"), ("#event", "title")],
        "notes": [("#description", ""), ("#event", "description"), ("#meta", "notes")],
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
        "source": [("#meta", "source"), ("#source", "")],
        "source_url": [("#meta", "url"), ("#meta", "source url")],
        "source_date": [("#date", "reported"), ("#date", "published")],
    }.items()
}


def find_tag_row(frame: pd.DataFrame) -> int | None:
    """Return the position of the row of tags: -1 for the headings themselves, None where there is none.

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
    said = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
    tags = [cell for cell in said if _TAG.match(cell)]
    return len(tags) > 1 and len(tags) == len(said)


def map_tags(names: list[str], tags: list[Any]) -> dict[str, str]:
    """Match tagged columns to the incident table's: ours to theirs.

    Examples
    --------
    >>> map_tags(["Town", "When"], ["#loc+name", "#date +occurred"])
    {'date_start': 'When', 'place': 'Town'}
    """
    parsed = [_parse(tag) for tag in tags]
    columns: dict[str, str] = {}
    for ours, meanings in _MEANINGS.items():
        for tag, needed in meanings:
            fitting = [
                name
                for name, (base, attributes) in zip(names, parsed, strict=True)
                if base == tag and needed <= attributes and name not in columns.values()
            ]
            if fitting:
                columns[ours] = fitting[0]
                break
    return columns


def _parse(tag: Any) -> tuple[str, frozenset[str]]:
    if not isinstance(tag, str) or not tag.strip():
        return "", frozenset()
    base, *attributes = (part.strip().lower() for part in tag.split("+"))
    return base, frozenset(attributes)
