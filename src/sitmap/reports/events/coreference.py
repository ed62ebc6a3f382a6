"""The same event told in headline, lead and background is one event with all its quotes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.text import fold
from sitmap.geodesy import distance_m
from sitmap.reports.events.casualties import Casualties, tell_voices
from sitmap.reports.events.event import ATTACK
from sitmap.reports.events.event_types import (
    PUBLIC,
    STRATEGIC,
    event_type_of,
)
from sitmap.same_event import WITHIN_REPORT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitmap.reports.events.casualty_counts import Count
    from sitmap.reports.events.event import Event

_WINDOW: Final = 200
"""Events before that are looked at: a report of more is a list of its own kind."""
_NEXT: Final = 3
"""Letters between two sentences that follow each other."""
_AROUND_M: Final = 25_000.0
"""Within so much a point told otherwise is around the same place: a grid, a village, its town."""
_REGION_M: Final = 300_000.0
"""A region's towns lie within so much of its middle."""
_WIDE: Final = ("country", "region")
_SOON: Final = 500
"""Letters after which what names no place is no longer told of the event before."""
_RECENT: Final = 8
"""Quotes compared: events come in the order of the text, so that only the last can recur."""
# voices, each with a number of its own
_TWO: Final = 2
_REPORT: Final = "the report"
"""Who tells a number that the text gives as its own."""
_SHARED_WORDS: Final = 2
"""Nouns that two sentences share when they tell of one thing: "the bus", "the driver"."""
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
_SEVERITY: Final = {
    "Protest with intervention": 1,
    "Excessive force against protesters": 2,
}
_REAL: Final = frozenset({"confirmed", "reported", "claimed", "disputed"})
_BY_FORCE: Final = frozenset({"Battles", "Violence against civilians"})
_VIOLENT: Final = frozenset(
    {"Battles", "Explosions/Remote violence", "Violence against civilians"}
)


def merge_events(events: Iterable[Event]) -> list[Event]:
    """Merge events that are told more than once.

    Two are the same when they are of one type, their places are the same or one has none of its
    own, and so their dates; counts that contradict each other keep them apart.
    """
    merged: list[Event] = []
    for event in events:
        twin = _find_twin(merged, event)
        if twin is None:
            merged.append(event)
        else:
            merged[twin] = _unite(merged[twin], event)
    return merged


def _find_twin(merged: Sequence[Event], event: Event) -> int | None:
    last = len(merged) - 1
    if merged and event.points_back and _goes_on(merged[-1], event):
        return last
    recent = range(last, max(-1, last - _WINDOW), -1)
    return next((at for at in recent if _are_same(merged[at], event)), None)


def _goes_on(one: Event, two: Event) -> bool:
    """Tell whether "It went off at noon" is of the event told before."""
    kinds = event_type_of(one.sub_event_type) == event_type_of(
        two.sub_event_type
    )
    real = (one.status in _REAL) == (two.status in _REAL)
    near = two.trigger - one.quotes[-1][1] <= _SOON
    return kinds and real and near and _same_date(one, two)


def _are_same(one: Event, two: Event) -> bool:
    if (one.status in _REAL) != (two.status in _REAL):
        return False
    if one.row != two.row and None not in (one.row, two.row):
        return False
    if two.is_another and _names_day_and_place(one, two):
        return False
    return (
        _is_headline_of(one, two)
        or _are_told_alike(one, two)
        or _is_told_in_full(one, two)
    )


def _are_told_alike(one: Event, two: Event) -> bool:
    """Tell one event by its kind, its place, its day and its words."""
    if not _is_one_kind(one, two):
        return _has_same_toll(one, two) or _is_that_protest(one, two)
    apart = two.start - one.quotes[-1][1] > _NEXT
    if two.by_item and apart and _is_elsewhere(one, two):
        return False
    far = two.trigger - one.quotes[-1][1] > _SOON
    other_item = two.item is not None and one.item != two.item
    if other_item and one.item is not None and _differ(one, two):
        return False
    if (
        not two.own_place
        and (far or other_item)
        and not _share_words(one, two)
    ):
        return False
    dated = _same_date(one, two) or _is_dated_by(one, two)
    return _same_place(one, two) and dated and not _contradict(one, two)


def _is_one_kind(one: Event, two: Event) -> bool:
    kind, other = (
        event_type_of(one.sub_event_type),
        event_type_of(two.sub_event_type),
    )
    if one.sub_event_type == two.sub_event_type:
        return True
    if kind == other in PUBLIC and one.quotes[-1] == two.quotes[0]:
        return one.place is two.place
    return _goes_with(one, two, kind, other)


def _goes_with(one: Event, two: Event, kind: str, other: str) -> bool:
    """Tell what goes on with an event of another kind: who died, a riot, the same item."""
    both_violent = kind in _VIOLENT and other in _VIOLENT
    if two.is_aftermath or one.is_aftermath:
        return both_violent
    if two.own_place or two.own_date:
        return False
    next_to = two.start - one.quotes[-1][1] <= _NEXT
    if {kind, other} == {"Protests", "Riots"}:
        # a march that turned into a riot, told in one item
        return next_to
    in_item = two.item is not None and one.item == two.item
    if in_item or (next_to and two.sub_event_type == ATTACK):
        # an item tells one event, unless it names another place or day; so do two sentences
        # of which the next only tells who died
        return both_violent and (in_item or not two.is_another)
    return kind == other and kind != STRATEGIC


def _is_headline_of(one: Event, two: Event) -> bool:
    """Tell "Convoy ambushed." and the next sentence of its paragraph, which tells it in full."""
    kinds = {event_type_of(each.sub_event_type) for each in (one, two)}
    if not one.is_head or two.start - one.end > _NEXT:
        return False
    if len(kinds) > 1 and not kinds <= _BY_FORCE:
        return False
    here = not (one.own_place and two.own_place) or _same_place(one, two)
    return here and not two.is_another


def _differ(one: Event, two: Event) -> bool:
    """Tell two lines of a log by their days or their places, wherever those are told."""
    days = (one.first, one.last, two.first, two.last)
    if one.first and one.last and two.first and two.last:
        return one.first > two.last or two.first > one.last
    return None not in days and _is_elsewhere(one, two)


def _is_told_in_full(one: Event, two: Event) -> bool:
    """Tell the lead of a wire, which names the country, and what it tells in full further on.

    "Gunmen shot seven people in Kashmir, police said Monday. The assailants fired at a camp in
    Gagangeer late on Sunday."
    """
    if not two.names_back or two.is_another or two.item is not None:
        return False
    kinds = {event_type_of(each.sub_event_type) for each in (one, two)}
    if len(kinds) > 1 and not kinds <= _VIOLENT:
        return False
    inside = two.own_place and _lies_within(two, one)
    return inside and (not one.own_date or _same_date(one, two))


def _lies_within(two: Event, one: Event) -> bool:
    """Tell whether the place of one event is a country or a region, and the other's lies in it."""
    if one.place is None or two.place is None:
        return False
    wide, here = one.place.place, two.place.place
    if wide is None or wide.kind not in _WIDE:
        return False
    if here is None:
        return True  # no list has it: it lies where the report is about
    if here.kind in _WIDE or wide.country != here.country:
        return False
    return wide.kind == _WIDE[0] or not _is_elsewhere(one, two, _REGION_M)


def _names_day_and_place(one: Event, two: Event) -> bool:
    """Tell whether both say where, so that "a second blast" there is another one."""
    return one.own_place and two.own_place and two.casualties.is_known


def _is_that_protest(one: Event, two: Event) -> bool:
    """Tell a protest that is named again behind how it was broken up: "Tuesday's protest"."""
    names = {one.sub_event_type, two.sub_event_type}
    if names != {"Peaceful protest", "Protest with intervention"}:
        return False
    placed = one.own_place and two.own_place and not two.is_another
    dated = one.date_precision == "day" and one.first == two.first
    return placed and dated and _same_place(one, two)


def _has_same_toll(one: Event, two: Event) -> bool:
    """Tell an attack told again as a clash: violent both, of one day, place and toll.

    Within a sentence force against protesters is told beside the shots, too.
    """
    kinds = {event_type_of(each.sub_event_type) for each in (one, two)}
    in_one = one.quotes[-1] == two.quotes[0]
    violent = kinds <= _VIOLENT or (in_one and kinds <= _VIOLENT | PUBLIC)
    if not violent or two.is_another or one.place is None:
        return False
    told = (one.first, one.last) == (two.first, two.last)
    if not (told and one.first and one.date_precision == "day"):
        return False
    if not (in_one or (one.own_place and two.own_place)):
        return False
    tolls = [
        (each.casualties.fatalities, each.casualties.injured)
        for each in (one, two)
    ]
    hurt = any(count.best for count in tolls[0])
    return hurt and tolls[0] == tolls[1] and _same_place(one, two)


def _share_words(one: Event, two: Event) -> bool:
    return len(one.object_words & two.object_words) >= _SHARED_WORDS


def _is_elsewhere(
    one: Event, two: Event, around_m: float = _AROUND_M
) -> bool:
    """Tell another place, of what is told beside another event or under a heading."""
    a, b = one.place, two.place
    if a is None or b is None or a.lat is None or b.lat is None:
        return False
    if a.lon is None or b.lon is None or a.place_id == b.place_id:
        return False
    return distance_m(a.lat, a.lon, b.lat, b.lon) > around_m


def _same_place(one: Event, two: Event) -> bool:
    if not two.own_place or one.place is None or two.place is None:
        return True
    if (
        not one.own_place
        and not two.is_another
        and (not one.own_date or one.quotes[-1][1] + 2 >= two.start)
    ):
        # a headline, or the sentence before: what is told now says where it was
        return one.sub_event_type == two.sub_event_type
    a, b = one.place, two.place
    if not a.place_id and not b.place_id:
        # neither is listed: they have their names alone
        return fold(a.surface) == fold(b.surface)
    if a.place_id == b.place_id and a.lat == b.lat:
        return True
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    near = distance_m(a.lat, a.lon, b.lat, b.lon) < WITHIN_REPORT.metres
    return near and (
        "exact" in (a.precision, b.precision) or a.place_id == b.place_id
    )


def _same_date(one: Event, two: Event) -> bool:
    apart = two.start - one.quotes[-1][1] > _NEXT
    by_item = two.dated_by_item and one.is_dated and apart
    dated = two.own_date or by_item
    if not dated or one.first is None or two.first is None:
        return True
    if one.last is None or two.last is None:
        return True
    return one.first <= two.last and two.first <= one.last


def _is_dated_by(one: Event, two: Event) -> bool:
    """Tell whether the next sentence tells the day of what was told: "the fight was on Monday"."""
    follows = (
        two.start - one.quotes[-1][1] <= _NEXT
        and one.quotes[-1][0] != two.start
    )
    return (
        follows
        and two.dates_back
        and not (one.own_date or two.own_place or two.is_another)
    )


def _contradict(one: Event, two: Event) -> bool:
    pairs = (
        (one.casualties.fatalities, two.casualties.fatalities),
        (one.casualties.injured, two.casualties.injured),
    )
    exact = (
        (a, b)
        for a, b in pairs
        if a.high is not None and b.high is not None
    )
    differ = any(
        a.best is not None and b.best is not None and a.best != b.best
        for a, b in exact
    )
    # a toll that grows is told again, unless the words say that it is another event
    return differ and two.is_another


def _unite(one: Event, two: Event) -> Event:
    """Return one event: what is told more precisely wins, the surer status, all quotes."""
    place = (
        two
        if (two.own_place and not one.own_place)
        or one.place is None
        or _lies_within(two, one)
        else one
    )
    when = (
        two
        if one.first is None or (two.own_date and not one.own_date)
        else one
    )
    fuller = one.is_aftermath or (one.is_head and len(one.quotes) == 1)
    told = two if fuller and not two.is_aftermath else one
    kind = max(
        told.sub_event_type,
        one.sub_event_type,
        key=lambda name: _SEVERITY.get(name, 0),
    )
    if (
        event_type_of(two.sub_event_type) == "Riots"
        and event_type_of(kind) == "Protests"
    ):
        kind = two.sub_event_type
    kind = max(
        kind, two.sub_event_type, key=lambda name: _SEVERITY.get(name, 0)
    )
    new = (
        quote for quote in two.quotes if quote not in one.quotes[-_RECENT:]
    )
    confidence = round(max(one.confidence, two.confidence) + 0.05, 2)
    return replace(
        one,
        sub_event_type=kind,
        place=place.place,
        words=place.words,
        own_place=one.own_place or two.own_place,
        first=when.first,
        last=when.last,
        date_precision=when.date_precision,
        own_date=one.own_date or two.own_date,
        actor1=one.actor1 or two.actor1,
        actor2=one.actor2 or two.actor2,
        casualties=add_casualties(one.casualties, two.casualties),
        status=min(one.status, two.status, key=_SURER.index),
        reasons=tuple(
            dict.fromkeys((*one.reasons, "told more than once +0.05"))
        ),
        confidence=min(0.95, confidence),
        quotes=(*one.quotes, *new),
        is_aftermath=one.is_aftermath and two.is_aftermath,
        object_words=one.object_words | two.object_words,
    )


def add_casualties(old: Casualties, new: Casualties) -> Casualties:
    """Fill what was not yet counted; a later, larger toll replaces an earlier one.

    Two voices that tell different numbers of dead are both told, and no best is known.
    """
    if new.counts_told and not old.counts_told:
        old = replace(old, fatalities=new.fatalities)
    elif (
        not old.counts_told
        and not _are_beside(old, new)
        and _differ_by_voice(old, new)
    ):
        told = [
            (each.fatalities, each.voice or _REPORT) for each in (old, new)
        ]
        both, words = tell_voices(told)
        # whoever they are: nobody tells their sum
        old = replace(
            old,
            fatalities=both,
            counts_told=words,
            killed_of=frozenset(),
        )
    return Casualties(
        _together(
            (old.fatalities, old.killed_of), (new.fatalities, new.killed_of)
        ),
        _together(
            (old.injured, old.injured_of), (new.injured, new.injured_of)
        ),
        _filled(old.missing, new.missing),
        _filled(old.abducted, new.abducted),
        _filled(old.arrested, new.arrested),
        old.counts_told or new.counts_told,
        old.voice if old.fatalities.is_known else new.voice,
        _sides_of((old.fatalities, old.killed_of), new.killed_of),
        _sides_of((old.injured, old.injured_of), new.injured_of),
    )


def _are_beside(one: Casualties, two: Casualties) -> bool:
    """Tell dead of two sides, unless each has a teller of its own: then nobody tells the sum."""
    each_tells = one.voice != two.voice and "" not in (one.voice, two.voice)
    return _are_others(one.killed_of, two.killed_of) and not each_tells


def _are_others(one: frozenset[str], two: frozenset[str]) -> bool:
    """Tell counts of different sides: an officer, and three attackers."""
    return bool(one and two) and not one & two


def _together(
    old: tuple[Count, frozenset[str]], new: tuple[Count, frozenset[str]]
) -> Count:
    """Return the sum of two sides, else the later count if it has grown."""
    counted = old[0].is_known and new[0].is_known
    some = 0 not in (old[0].best, new[0].best)
    if counted and some and _are_others(old[1], new[1]):
        return old[0] + new[0]
    return _later(old[0], new[0])


def _sides_of(
    old: tuple[Count, frozenset[str]], new: frozenset[str]
) -> frozenset[str]:
    """Return whose count is kept; none where the dead of a side that isn't told are among it."""
    if not old[0].is_known:
        return new
    return old[1] | new if old[1] else old[1]


def _differ_by_voice(one: Casualties, two: Casualties) -> bool:
    voices = {
        each.voice.lower().removeprefix("the ") for each in (one, two)
    }
    first, second = one.fatalities.best, two.fatalities.best
    if first is None or second is None or first == second:
        return False
    # a lower number that somebody tells is no toll that has grown
    lower = second < first and two.voice != ""
    return len(voices) == _TWO and (lower or "" not in voices)


def _filled(old: Count, new: Count) -> Count:
    return old if old.is_known else new


def _later(old: Count, new: Count) -> Count:
    grown = (
        old.best is not None
        and new.best is not None
        and new.best > old.best
    )
    return new if grown or not old.is_known else old
