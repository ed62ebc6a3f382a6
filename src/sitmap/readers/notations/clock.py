"""Hours of the day as tables and cells write them, with their offset where it is told."""

# ruff: noqa: RUF001 - Cyrillic words are meant

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sitmap.readers.notations.marks import fold_marks

# hours, the most beside a.m. and p.m.
_NOON: Final = 12
# of a day: ISO 8601 has 24:00
_LAST_HOUR: Final = 24
# minutes of an hour
_SIXTY: Final = 60
# by which spreadsheets keep hours as parts of a day
_MINUTES_A_DAY: Final = 1440
_FARTHEST_EAST: Final = 14  # hours: Kiribati

_LEAD: Final = (
    r"(?:(?:at|@|um|u|ca|c|approx|about|à|a las|a|le|ore|ora|në|në ora|kl|klokken|alle|às|о|об|в|"
    r"во|у|о годині|"
    r"saat|godz|الساعة)\.?\s+)?"
)
_HALF: Final = r"(?P<half>[ap]\.?\s?m\.?)?"
_HOURS: Final = r"(?:\s?(?:uhr|hrs?|hours|h|ч|год|час)\b\.?)?"
_ZONE: Final = (
    r"[\s(\[]*(?P<zone>(?:UTC|GMT|Z)?\s*[+-]\s*\d{1,2}(?::?\d{2})?|[A-Z]{1,5}(?:\s(?:local|time))*|"
    r"local(?:\stime)?|[A-Za-z]+/[A-Za-z_]+)?[\s)\]]*(?:\[[^\]]*\])?"
)
_CLOCKS: Final = (
    re.compile(
        rf"{_LEAD}(?P<hour>\d{{1,2}})\s?[:h.]\s?(?P<minute>\d{{2}})"
        rf"(?P<second>:\d{{2}}(?:[.,]\d+)?)?\s?{_HALF}{_HOURS}{_ZONE}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_LEAD}(?P<hour>\d{{2}})(?P<minute>\d{{2}})(?:\d{{2}}(?:\.\d+)?)?{_HOURS}{_ZONE}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_LEAD}(?P<hour>\d{{1,2}})\s?(?P<half>[ap]\.?\s?m\.?){_ZONE}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_LEAD}(?P<hour>\d{{1,2}})\s?(?:uhr|hrs?|h|ч|год)\b\.?{_ZONE}",
        re.IGNORECASE,
    ),
)
_FRACTION: Final = re.compile(r"0?\.\d{2,}")
_OFFSET: Final = re.compile(
    r"(?:UTC|GMT|Z)?\s*(?P<sign>[+-])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?",
    re.IGNORECASE,
)
_NAMED: Final = {
    **dict.fromkeys(("z", "utc", "gmt", "zulu", "utc time"), "+00:00"),
    **dict.fromkeys(("cet", "mez", "bst"), "+01:00"),
    **dict.fromkeys(("cest", "mesz", "eet"), "+02:00"),
    **dict.fromkeys(("eest", "msk", "trt"), "+03:00"),
}
"""Names of zones that mean one offset where they stand; "IST" and its like mean three."""
_LETTERS: Final = "ABCDEFGHIK.M"
"""East of Greenwich, an hour each (ACP 121). J is the observer's own time, and L, which is eleven
hours there, is what many write for "local": neither is taken for an offset."""
_WESTERN: Final = "NOPQRSTUVWXY"


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour as the source says it, HH:MM, and its ±HH:MM from UTC, where it says one."""

    time: str
    offset: str | None = None


def read_clock(text: str) -> Clock | None:
    """Read an hour of the day.

    Examples
    --------
    >>> read_clock("2.30 pm"), read_clock("1430Z")
    (Clock(time='14:30', offset=None), Clock(time='14:30', offset='+00:00'))
    >>> read_clock("14h30 (UTC+2)"), read_clock("um 9 Uhr")
    (Clock(time='14:30', offset='+02:00'), Clock(time='09:00', offset=None))
    >>> read_clock("in the morning"), read_clock("25:00")
    (None, None)
    """
    folded = fold_marks(text).strip()
    plain = folded.removeprefix("T").strip(" ,")
    if _FRACTION.fullmatch(plain):  # a spreadsheet's share of the day
        minutes = round(float(plain) * _MINUTES_A_DAY)
        return _clock(minutes // _SIXTY, minutes % _SIXTY, None)
    for pattern in _CLOCKS:
        if found := pattern.fullmatch(plain):
            return _from_match(found, stamped=folded.startswith("T"))
    return None


def _from_match(found: re.Match[str], *, stamped: bool) -> Clock | None:
    told = found.groupdict()
    hour, minute = int(told["hour"]), int(told.get("minute") or 0)
    half = (told.get("half") or "").lower()
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half.startswith("p") else 0)
    zone = (told.get("zone") or "").strip()
    if zone.startswith("-") and not stamped and not told.get("second"):
        zone = (
            ""  # "10:00-12:00" is two hours, and no place is twelve behind
        )
    return _clock(hour, minute, read_offset(zone))


def _clock(hour: int, minute: int, offset: str | None) -> Clock | None:
    if (
        minute >= _SIXTY
        or hour > _LAST_HOUR
        or (hour == _LAST_HOUR and minute)
    ):
        return None
    return Clock(f"{hour:02}:{minute:02}", offset)


def read_offset(zone: str) -> str | None:
    """Read an offset from UTC, ±HH:MM; None for names that may mean several.

    Examples
    --------
    >>> read_offset("Z"), read_offset("+0200"), read_offset("UTC-3"), read_offset("local")
    ('+00:00', '+02:00', '-03:00', None)
    """
    word = re.sub(r"\[.*", "", zone).strip(" .").casefold()
    if word in _NAMED:
        return _NAMED[word]
    if len(word) == 1:
        return military_offset(word)
    found = _OFFSET.fullmatch(word)
    if found is None or int(found["hours"]) > _FARTHEST_EAST:
        return None
    return f"{found['sign']}{int(found['hours']):02}:{found['minutes'] or '00'}"


def military_offset(letter: str) -> str | None:
    """Return the offset of a military zone letter; None for J, the observer's own time.

    Examples
    --------
    >>> military_offset("Z"), military_offset("B"), military_offset("R"), military_offset("J")
    ('+00:00', '+02:00', '-05:00', None)
    """
    upper = letter.upper()
    if upper == "Z":
        return "+00:00"
    if upper and upper != "." and upper in _LETTERS:
        return f"+{_LETTERS.index(upper) + 1:02}:00"
    if upper and upper in _WESTERN:
        return f"-{_WESTERN.index(upper) + 1:02}:00"
    return None
