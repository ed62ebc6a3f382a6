"""Check a set of reports with gold: quotes and offsets exact, values from the lists, dates sane.

``python -m tests.reports.gold.verify SET...`` names every fault and exits with 1 if there is one.
"""

from __future__ import annotations

import datetime as dt
import math
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.reports.gold.score import read_set

from sitmap.incidents import EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.reports.gold.matching import Gold

KINDS = {"place", "metonym", "demonym", "organisation", "person"}
STATUSES = {
    "reported",
    "claimed",
    "denied",
    "threatened",
    "planned",
    "historical",
}
OFF_MAP = {"denied", "threatened", "planned"}
PRECISIONS = {"facility", "town", "near", "district", "region", "country"}
DATE_PRECISIONS = {"day", "range", "week", "month", "year", "unknown"}
WORDS = range(80, 500)  # a report that people read through


def find_faults(folder: Path) -> Iterator[str]:
    """Yield what is wrong with a set, a line a fault."""
    ids: Counter[str] = Counter()
    for gold, text in read_set(folder):
        for fault in [
            *_check_text(gold, text),
            *_check_mentions(gold, text),
        ]:
            yield f"{gold['file']}: {fault}"
        for incident in gold["incidents"]:
            ids[incident["id"]] += 1
            for fault in _check_incident(incident, gold, text):
                yield f"{incident['id']}: {fault}"
    yield from (
        f"{name}: given {n} times" for name, n in ids.items() if n > 1
    )


def _check_text(gold: Gold, text: str) -> Iterator[str]:
    if "\r" in text or text.startswith("\ufeff"):
        yield "a carriage return or a byte order mark"
    if gold["n_chars"] != len(text):
        yield f"{len(text)} characters, not {gold['n_chars']}"
    if len(text.split()) not in WORDS:
        yield f"{len(text.split())} words"
    if _read_day(gold["published"]) is None:
        yield f"published {gold['published']!r}"
    if gold["no_incident"]:
        loud = [
            i["id"]
            for i in gold["incidents"]
            if i["on_map"] or not i["optional"]
        ]
        yield from (
            f"a quiet report with {name} required or on the map"
            for name in loud
        )


def _check_mentions(gold: Gold, text: str) -> Iterator[str]:
    last = -1
    for each in gold["mentions"]:
        start, end, surface = each["start"], each["end"], each["surface"]
        if text[start:end] != surface:
            yield f"mention {surface!r} is {text[start:end]!r}"
        if start < last:
            yield f"mention {surface!r} lies on the one before"
        if each["kind"] not in KINDS:
            yield f"kind {each['kind']!r}"
        if (
            each["kind"] in {"place", "metonym", "demonym"}
            or each["lat"] is not None
        ):
            yield from _check_point(surface, each)
        last = end


def _check_point(name: str, place: dict[str, Any]) -> Iterator[str]:
    lat, lon, tolerance = place["lat"], place["lon"], place["km_tolerance"]
    numbers = all(
        isinstance(n, int | float) and math.isfinite(n)
        for n in (lat, lon, tolerance)
    )
    if not numbers or abs(lat) > 90 or abs(lon) > 180 or tolerance <= 0:
        yield f"point of {name!r}: {lat}, {lon} within {tolerance} km"


def _check_incident(incident: Gold, gold: Gold, text: str) -> Iterator[str]:
    yield from _check_words(incident)
    for place in [incident["where"], *incident.get("alt_where", [])]:
        yield from _check_point(place["name"], place)
    yield from _check_dates(incident, gold)
    if incident["status"] in OFF_MAP and incident["on_map"]:
        yield f"on the map though {incident['status']}"
    dead = [
        incident[f"fatalities_{which}"] for which in ("low", "best", "high")
    ]
    told = [number for number in dead if number is not None]
    if told != sorted(told) or any(number < 0 for number in told):
        yield f"fatalities {dead}"
    yield from _check_evidence(incident, text)


def _check_words(incident: Gold) -> Iterator[str]:
    for each in [incident, *incident.get("alt_types", [])]:
        if each["sub_type"] not in EVENT_TYPES.get(each["type"], ()):
            yield f"{each['type']}: {each['sub_type']} is no sub-type"
    if (
        not {incident["status"], *incident.get("alt_status", [])}
        <= STATUSES
    ):
        yield f"status {incident['status']}, {incident.get('alt_status')}"
    if incident["where"]["precision"] not in PRECISIONS:
        yield f"precision {incident['where']['precision']!r}"
    if incident["date_precision"] not in DATE_PRECISIONS:
        yield f"date precision {incident['date_precision']!r}"


def _check_dates(incident: Gold, gold: Gold) -> Iterator[str]:
    start, end = (
        _read_day(incident["date_start"]),
        _read_day(incident["date_end"]),
    )
    published, status = _read_day(gold["published"]), incident["status"]
    for each in incident.get("alt_dates", []):
        if (
            _read_day(each["date_start"]) is None
            or _read_day(each["date_end"]) is None
        ):
            yield f"another date {each}"
    if start is None or end is None or published is None:
        if incident["date_start"] or status not in {
            "threatened",
            "planned",
        }:
            yield f"dates {incident['date_start']} to {incident['date_end']}"
    elif start > end:
        yield f"ends on {end}, before it begins"
    elif (
        status in {"reported", "claimed", "historical"}
        and start > published
    ):
        yield f"{status}, and after the report: {start}"
    elif status in {"threatened", "planned"} and end < published:
        yield f"{status}, and before the report: {end}"


def _read_day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _check_evidence(incident: Gold, text: str) -> Iterator[str]:
    if not incident["evidence"]:
        yield "no evidence"
    for each in incident["evidence"]:
        start, end = each["start"], each["end"]
        if text[start:end] != each["quote"]:
            yield f"quote {each['quote']!r} is {text[start:end]!r}"
        if (
            not each["sentence_start"]
            <= start
            < end
            <= each["sentence_end"]
            <= len(text)
        ):
            yield f"quote {each['quote']!r} outside of its sentence"


def main() -> int:
    """Check the sets named on the command line."""
    faults = [
        f"{name}: {fault}"
        for name in sys.argv[1:]
        for fault in find_faults(Path(name))
    ]
    print("\n".join(faults) or "no fault")  # noqa: T201 - its output
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
