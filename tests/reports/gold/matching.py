"""When a drafted incident agrees with a gold one, and which belongs to which."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Any

Gold = dict[str, Any]
Span = tuple[int, int]

EARTH_KM = 12742  # the mean diameter
MAX_QUOTE = 700  # code points: a longer quote points at nothing
# days that a date may be off, and days that it may last longer, by the precision of the gold date
DATE_SLACK = {
    "day": 0,
    "range": 1,
    "week": 3,
    "month": 3,
    "year": 15,
    "unknown": 7,
}
DATE_LENGTH = {
    "day": 2,
    "range": 4,
    "week": 10,
    "month": 35,
    "year": 370,
    "unknown": 60,
}


@dataclass(frozen=True)
class Drafted:
    """An incident as a reader drafted it: what the scorer looks at."""

    event_type: str | None
    sub_event_type: str | None
    lat: float | None
    lon: float | None
    first: dt.date | None
    last: dt.date | None
    status: str | None
    quotes: tuple[Span, ...]
    on_map: bool
    fatalities: float | None


def read_number(value: Any) -> float | None:
    """Return a finite number, or None for what is none."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def read_date(value: Any) -> dt.date | None:
    """Return the day that an ISO date or time begins with."""
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def read_drafted(row: dict[str, Any]) -> Drafted:
    """Read a row of the incident table, with values missing or as text."""
    lat, lon = _read_point(row)
    told = row.get("on_map")
    first = read_date(row.get("date_start"))
    return Drafted(
        event_type=row.get("event_type"),
        sub_event_type=row.get("sub_event_type"),
        lat=lat,
        lon=lon,
        first=first,
        last=read_date(row.get("date_end")) or first,
        status=row.get("status"),
        quotes=_read_quotes(row),
        on_map=lat is not None and (True if told is None else bool(told)),
        fatalities=read_number(
            row.get("fatalities_best", row.get("fatalities"))
        ),
    )


def _read_point(row: dict[str, Any]) -> tuple[float | None, float | None]:
    lat, lon = (
        read_number(row.get("latitude")),
        read_number(row.get("longitude")),
    )
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        return None, None
    return lat, lon


def _read_quotes(row: dict[str, Any]) -> tuple[Span, ...]:
    told = [(row.get("quote_start"), row.get("quote_end"))]
    told += [
        (each.get("start"), each.get("end"))
        for each in row.get("evidence") or []
    ]
    numbers = [
        (read_number(start), read_number(end)) for start, end in told
    ]
    whole = [
        (int(a), int(b))
        for a, b in numbers
        if a is not None and b is not None
    ]
    return tuple((start, end) for start, end in whole if end > start)


def distance_km(
    lat: float, lon: float, other_lat: float, other_lon: float
) -> float:
    """Return the great-circle distance."""
    turn = math.sin(math.radians(other_lon - lon) / 2) ** 2
    rise = math.sin(math.radians(other_lat - lat) / 2) ** 2
    across = (
        math.cos(math.radians(lat))
        * math.cos(math.radians(other_lat))
        * turn
    )
    return EARTH_KM * math.asin(min(1.0, math.sqrt(rise + across)))


def agrees_in_place(drafted: Drafted, gold: Gold) -> bool:
    """Say whether the point lies within the tolerance of one of the places."""
    lat, lon = drafted.lat, drafted.lon
    if lat is None or lon is None:
        return False
    places = [gold["where"], *gold.get("alt_where", [])]
    return any(
        distance_km(lat, lon, each["lat"], each["lon"])
        <= each["km_tolerance"]
        for each in places
    )


def agrees_in_date(drafted: Drafted, gold: Gold) -> bool:
    """Say whether the days meet those of the gold, and last no longer than they may."""
    if drafted.first is None or drafted.last is None:
        return False
    spans = [
        (each["date_start"], each["date_end"])
        for each in [gold, *gold.get("alt_dates", [])]
    ]
    days = [(read_date(start), read_date(end)) for start, end in spans]
    return any(
        _dates_meet(drafted, a, b, gold["date_precision"]) for a, b in days
    )


def _dates_meet(
    drafted: Drafted, start: dt.date | None, end: dt.date | None, told: str
) -> bool:
    if (
        start is None
        or end is None
        or drafted.first is None
        or drafted.last is None
    ):
        return False
    first, last = sorted((drafted.first, drafted.last))
    slack = dt.timedelta(DATE_SLACK[told])
    longest = (end - start).days + DATE_LENGTH[told]
    return (
        first <= end + slack
        and last >= start - slack
        and (last - first).days <= longest
    )


def agrees_in_type(drafted: Drafted, gold: Gold) -> bool:
    """Say whether the event type is one of those that the gold accepts."""
    return drafted.event_type in {
        gold["type"],
        *(t["type"] for t in gold.get("alt_types", [])),
    }


def agrees_in_sub_type(drafted: Drafted, gold: Gold) -> bool:
    """Say whether type and sub-type are one of the pairs that the gold accepts."""
    pairs = {
        (each["type"], each["sub_type"])
        for each in [gold, *gold.get("alt_types", [])]
    }
    return (drafted.event_type, drafted.sub_event_type) in pairs


def agrees_in_status(drafted: Drafted, gold: Gold) -> bool:
    """Say whether the status is one of those that the gold accepts."""
    return drafted.status in {gold["status"], *gold.get("alt_status", [])}


def measure_overlap(drafted: Drafted, gold: Gold) -> float:
    """Return 0 unless a quote lies in a sentence of the evidence; more, the closer it fits."""
    if any(end - start > MAX_QUOTE for start, end in drafted.quotes):
        return 0.0
    fits = [
        _fit(span, each)
        for span in drafted.quotes
        for each in gold["evidence"]
    ]
    return max(fits, default=0.0)


def _fit(span: Span, evidence: Gold) -> float:
    start, end = span
    if (
        start >= evidence["sentence_end"]
        or end <= evidence["sentence_start"]
    ):
        return 0.0
    shared = max(
        0, min(end, evidence["end"]) - max(start, evidence["start"])
    )
    whole = max(end, evidence["end"]) - min(start, evidence["start"])
    return 0.01 + shared / max(
        1, whole
    )  # the sentence alone counts for a little


def weigh_pair(drafted: Drafted, gold: Gold) -> float:
    """Return how well two incidents agree: what the assignment makes as large as it can."""
    overlap = measure_overlap(drafted, gold)
    if not overlap:
        return 0.0
    dated = (
        agrees_in_date(drafted, gold)
        if gold["date_start"]
        else drafted.first is None
    )
    weight = (0.35 if gold["optional"] else 1.0) + 0.3 * min(1.0, overlap)
    weight += 0.8 * agrees_in_place(drafted, gold) + 0.3 * dated
    weight += 0.5 * agrees_in_type(
        drafted, gold
    ) + 0.15 * agrees_in_sub_type(drafted, gold)
    weight += 0.4 * agrees_in_status(drafted, gold) + 0.2 * (
        drafted.on_map == gold["on_map"]
    )
    weight += 0.02 * (drafted.event_type == gold["type"])
    weight += 0.05 * (drafted.status == gold["status"])
    return weight + _nearness(drafted, gold["where"])


def _nearness(drafted: Drafted, where: Gold) -> float:
    if drafted.lat is None or drafted.lon is None:
        return 0.0
    return 0.1 / (
        1
        + distance_km(drafted.lat, drafted.lon, where["lat"], where["lon"])
    )


def match_incidents(
    drafted: list[Drafted], golds: list[Gold]
) -> dict[int, int]:
    """Pair each drafted incident with at most one gold incident, by index."""
    weights = [
        [weigh_pair(each, gold) for gold in golds] for each in drafted
    ]
    return dict(assign(weights)) if drafted and golds else {}


def assign(weights: list[list[float]]) -> list[tuple[int, int]]:
    """Return the one-to-one pairs of row and column with the largest sum; pairs of 0 are none."""
    if len(weights) > len(weights[0]):
        turned = [list(column) for column in zip(*weights, strict=True)]
        return [(row, column) for column, row in assign(turned)]
    pairs = _assign_rows(weights)
    return [
        (row, column) for row, column in pairs if weights[row][column] > 0
    ]


def _assign_rows(weights: list[list[float]]) -> list[tuple[int, int]]:
    # The Hungarian method with potentials (Kuhn 1955, Munkres 1957): rows are added one by one.
    # Row and column 0 stand for "none", so that indices are one larger than in `weights`.
    n_rows, n_columns = len(weights), len(weights[0])
    row_potential, column_potential = (
        [0.0] * (n_rows + 1),
        [0.0] * (n_columns + 1),
    )
    row_of = [0] * (n_columns + 1)
    for row in range(1, n_rows + 1):
        row_of[0] = row
        came_from = [0] * (n_columns + 1)
        slack, used = (
            [math.inf] * (n_columns + 1),
            [False] * (n_columns + 1),
        )
        column = 0
        while row_of[column]:
            used[column] = True
            here = row_of[column]
            step, following = math.inf, 0
            for each in range(1, n_columns + 1):
                if used[each]:
                    continue
                cost = (
                    -weights[here - 1][each - 1]
                    - row_potential[here]
                    - column_potential[each]
                )
                if cost < slack[each]:
                    slack[each], came_from[each] = cost, column
                if slack[each] < step:
                    step, following = slack[each], each
            for each in range(n_columns + 1):
                if used[each]:
                    row_potential[row_of[each]] += step
                    column_potential[each] -= step
                else:
                    slack[each] -= step
            column = following
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    return [
        (row_of[each] - 1, each - 1)
        for each in range(1, n_columns + 1)
        if row_of[each]
    ]
