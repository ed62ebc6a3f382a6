"""The same event told twice is one event with both quotes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.distances import distance_m
from sitmap.reports.casualties import Casualties, Count
from sitmap.reports.triggers import event_type_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitmap.reports.events import Event

__all__ = ["merge_events"]

_WINDOW: Final = 200
_SOON: Final = 500
_RECENT: Final = (
    8  # quotes: events come in the order of the text, so that only the last can be told again
)
_SAME_PLACE_M: Final = 3_000.0
_SURER: Final = (
    "confirmed",
    "disputed",
    "reported",
    "claimed",
    "denied",
    "historical",
    "planned",
    "threatened",
)
_SEVERITY: Final = {"Protest with intervention": 1, "Excessive force against protesters": 2}
_REAL: Final = frozenset({"confirmed", "reported", "claimed", "disputed"})


def merge_events(events: Iterable[Event]) -> list[Event]:
    """Merge events that are told more than once.

    Two are the same when they are of one type, their places are the same or one has none of its
    own, and so their dates; counts that contradict each other keep them apart.
    """
    merged: list[Event] = []
    for event in events:
        twin = next(
            (
                at
                for at in range(len(merged) - 1, max(-1, len(merged) - 1 - _WINDOW), -1)
                if _are_same(merged[at], event)
            ),
            None,
        )
        if twin is None:
            merged.append(event)
        else:
            merged[twin] = _unite(merged[twin], event)
    return merged


def _are_same(one: Event, two: Event) -> bool:
    if one.sub_event_type != two.sub_event_type and not _is_follow_up(one, two):
        return False
    if (one.status in _REAL) != (two.status in _REAL):
        return False
    if not two.own_place and two.trigger - one.quotes[-1][1] > _SOON:
        return False
    return _same_place(one, two) and _same_date(one, two) and not _contradict(one, two)


def _is_follow_up(one: Event, two: Event) -> bool:
    """Tell whether the second only goes on with the first: the same class of event, in its sentence or without place or date of its own."""
    if (
        event_type_of(one.sub_event_type) == event_type_of(two.sub_event_type) == "Protests"
        and one.quotes[-1] == two.quotes[0]
    ):
        return one.place is two.place
    kind = event_type_of(one.sub_event_type)
    return (
        kind != "Strategic developments"
        and kind == event_type_of(two.sub_event_type)
        and not two.own_place
        and not two.own_date
    )


def _same_place(one: Event, two: Event) -> bool:
    if not two.own_place or one.place is None or two.place is None:
        return True
    a, b = one.place, two.place
    if a.place_id == b.place_id:
        return True
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return (
        "exact" in (a.precision, b.precision)
        and distance_m(a.lat, a.lon, b.lat, b.lon) < _SAME_PLACE_M
    )


def _same_date(one: Event, two: Event) -> bool:
    if (
        not two.own_date
        or one.first is None
        or two.first is None
        or one.last is None
        or two.last is None
    ):
        return True
    return one.first <= two.last and two.first <= one.last


def _contradict(one: Event, two: Event) -> bool:
    pairs = (
        (one.casualties.fatalities, two.casualties.fatalities),
        (one.casualties.injured, two.casualties.injured),
    )
    return any(
        a.best is not None
        and b.best is not None
        and a.best != b.best
        and a.high is not None
        and b.high is not None
        for a, b in pairs
    )


def _unite(one: Event, two: Event) -> Event:
    """Return one event: what is told more precisely wins, the surer status, all quotes."""
    place = two if (two.own_place and not one.own_place) or one.place is None else one
    when = two if one.first is None or (two.own_date and not one.own_date) else one
    status = min(one.status, two.status, key=_SURER.index)
    reasons = tuple(dict.fromkeys((*one.reasons, "told more than once +0.05")))
    kind = max(one.sub_event_type, two.sub_event_type, key=lambda name: _SEVERITY.get(name, 0))
    return replace(
        one, sub_event_type=kind, place=place.place, words=place.words, own_place=one.own_place or two.own_place, first=when.first, last=when.last,
        date_precision=when.date_precision, own_date=one.own_date or two.own_date, actor1=one.actor1 or two.actor1, actor2=one.actor2 or two.actor2,
        casualties=Casualties(_filled(one.casualties.fatalities, two.casualties.fatalities), _filled(one.casualties.injured, two.casualties.injured)),
        status=status, reasons=reasons, confidence=min(0.95, round(max(one.confidence, two.confidence) + 0.05, 2)),
        quotes=(*one.quotes, *(quote for quote in two.quotes if quote not in one.quotes[-_RECENT:])),
    )  # fmt: skip


def _filled(one: Count, two: Count) -> Count:
    return two if one.best is None else one
