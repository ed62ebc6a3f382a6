"""Sites of a mission: which symbol each has, and its state from day to day."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.layers.content import KeyEntry, KeyGroup, Site, SitePicture

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import geopandas as gpd

    from sitmap.layers.words import Words

SITE_KINDS: Final = ("headquarters", "camp", "post", "crossing")
"""In the order of the key; each has a symbol."""

_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_ALWAYS: Final = ""
"""Before every day, as ISO texts are compared."""

State = tuple[str, str | None]


def kind_of_site(role: object, name: object, kind: object = None) -> str:
    """Tell a site's kind: its own, or by the words of role and name.

    Examples
    --------
    >>> kind_of_site("Border crossing", "Jarinje"), kind_of_site(None, "KFOR HQ")
    ('crossing', 'headquarters')
    """
    if kind in SITE_KINDS:
        return str(kind)
    told = _text(role).lower()
    words = f"{told} {_text(name)}".lower()
    if re.search(r"\bcrossing\b|\bgate\b|checkpoint", told):
        return "crossing"
    if re.search(r"\bhq\b|headquarter", words):
        return "headquarters"
    return "post" if re.search(r"\bpost\b|bridge", words) else "camp"


def list_states(
    open_from: object, open_to: object, status: object
) -> tuple[State, ...]:
    """List a site's states: the day from which each holds, and the state; None before it was there.

    Dates may be years or months, in words around them; between the first and the last day on which
    a site may have closed, its state is uncertain.

    Examples
    --------
    >>> list_states("1999", "2018-12", None)
    (('', None), ('1999-01-01', 'open'), ('2018-12-02', 'uncertain'), ('2019-01-01', 'closed'))
    >>> list_states(None, None, "closed")
    (('', 'closed'),)
    """
    opened, closed = span_of(open_from), span_of(open_to)
    start = opened[0] if opened else _ALWAYS
    before: tuple[State, ...] = ((_ALWAYS, None),) if opened else ()
    if closed is None:
        return (*before, (start, _state_told(status)))
    first, last = _day_after(closed[0]), _day_after(closed[1])
    between: tuple[State, ...] = (
        ((first, "uncertain"),) if first < last else ()
    )
    later = (
        (day, state)
        for day, state in (*between, (last, "closed"))
        if day > start
    )
    return (*before, (start, "open"), *later)


def state_on(states: Iterable[State], day: str | None) -> str | None:
    """Return the state on a day (ISO; None: the last one), or None where it wasn't there yet."""
    reached = [
        state for start, state in states if day is None or start <= day
    ]
    if reached:
        return reached[-1]
    return None


def sites_on(sites: gpd.GeoDataFrame, day: str | None) -> tuple[Site, ...]:
    """Return the sites that have a point and were there on a day."""
    placed = sites[sites.geometry.notna()]
    found = []
    for row, point in zip(
        placed.to_dict("records"), placed.geometry, strict=True
    ):
        state = state_on(states_of(row), day)
        if state is not None:
            kind = kind_of_site(
                row.get("role"), row.get("name"), row.get("kind")
            )
            found.append(
                Site(
                    " ".join(_text(row["name"]).split()),
                    kind,
                    state,
                    point.x,
                    point.y,
                )
            )
    return tuple(found)


def states_of(site: Mapping[Any, object]) -> tuple[State, ...]:
    """Return the states of a row of sites."""
    return list_states(
        site.get("open_from"), site.get("open_to"), site.get("status")
    )


def say_site_key(
    sites: Iterable[Site], words: Words
) -> tuple[KeyGroup, ...]:
    """Say the kinds of sites as they look when open, then how closed and uncertain ones do."""
    shown = list(sites)
    kinds = [
        kind
        for kind in SITE_KINDS
        if any(site.kind == kind for site in shown)
    ]
    entries = [
        KeyEntry(words.say(f"site:{kind}"), SitePicture(kind, "open"))
        for kind in kinds
    ]
    for state in ("closed", "uncertain"):
        first = next((site for site in shown if site.state == state), None)
        if first is not None:
            picture = SitePicture(first.kind, state)
            entries.append(KeyEntry(words.say(f"state:{state}"), picture))
    if entries:
        return (KeyGroup("", tuple(entries)),)
    return ()


def _state_told(status: object) -> str:
    told = _text(status).lower()
    if re.search("uncertain|unknown", told):
        return "uncertain"
    return "closed" if re.search("closed|former", told) else "open"


def _text(value: Any) -> str:
    if pd.isna(value):
        return ""
    return str(value)


def span_of(text: object) -> tuple[str, str] | None:
    """Return the first and the last day that a date in a source's words may mean.

    Examples
    --------
    >>> span_of("about 2012"), span_of("2018-02"), span_of("unknown")
    (('2012-01-01', '2012-12-31'), ('2018-02-01', '2018-02-28'), None)
    """
    found = _DATE.search(_text(text))
    if not found:
        return None
    year, month, day = (
        None if part is None else int(part) for part in found.groups()
    )
    return _iso(year, month or 1, day or 1), _iso(
        year, month or 12, day or 31
    )


def _iso(year: int | None, month: int, day: int) -> str:
    """Write a day that the calendar has: the nearest to one that it hasn't."""
    whole = min(max(year or 1, 1), 9998)
    of_year = min(max(month, 1), 12)
    last = calendar.monthrange(whole, of_year)[1]
    return dt.date(whole, of_year, min(max(day, 1), last)).isoformat()


def _day_after(day: str) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()
