"""Numbers of killed and injured, with what the words leave open: "at least 12", "no casualties"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["Casualties", "Count", "find_casualties", "read_number"]

_ONES: Final = {word: at for at, word in enumerate(
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"])}  # fmt: skip
_TENS: Final = {
    word: 10 * (at + 2)
    for at, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    )
}
_WORD: Final = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(list(_ONES)[1:10])}))?|{'|'.join(sorted(_ONES, key=len, reverse=True))}"
_NUMBER: Final = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|(?:{_WORD})\b|an?\b)"
_HEDGE: Final = r"(?P<hedge>at least|more than|over|up to|as many as|about|around|some|nearly|approximately|an estimated|no fewer than)?\s*"
_PEOPLE: Final = (
    r"(?:\s+(?:other|others|more|unarmed|armed|local|young|elderly|government|(?-i:[A-Z][\w-]+)|police|security|pro-\w+))*"
    r"(?:\s+(?:people|persons?|civilians?|soldiers?|troops|militants?|rebels?|fighters?|officers?|policem[ae]n|policewom[ae]n|men|man|women|woman|"
    r"children|child|boys?|girls?|residents?|villagers?|protesters?|demonstrators?|students?|workers?|insurgents?|terrorists?|gunm[ae]n|attackers?|"
    r"passengers?|journalists?|members|guards?|farmers?|worshippers?|servicem[ae]n|peacekeepers?|personnel|bodies|others?))?"
)
_DEAD: Final = r"(?:killed|dead|died|slain|shot dead|perished|lost their lives)"
_HURT: Final = r"(?:wounded|injured|hurt)"
_LINK: Final = r"(?:\s+(?:were|was|are|had been|have been|has been|being|reportedly|also|confirmed|left|lay))+\s+"
# What may follow "12 people killed" where no verb says that it is passive. "A gunman killed two"
# goes on with whom he killed.
_NO_OBJECT: Final = (
    r"(?=\s*(?:$|[.,;:!?)\]\u2013\u2014])|\s+(?:in|at|by|on|near|during|after|when|as|from|and|or"
    r"|while|with|since|over|following|across|inside|outside|around|amid|this|last|yesterday|today"
    r"|overnight|so|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)"
)
_NONE: Final = {
    "fatalities": re.compile(r"\b(?:no (?:casualties|deaths|fatalities|one (?:was|has been) (?:killed|hurt|injured))|nobody (?:was|died)|without (?:casualties|loss of life)|caused no casualties|neither .{0,40}killed)\b", re.IGNORECASE),
    "injured": re.compile(r"\b(?:no (?:casualties|injuries|one (?:was|has been) (?:hurt|injured))|nobody (?:was )?(?:hurt|injured)|without (?:casualties|injuries)|(?:casualties|deaths) (?:or|and|nor) injuries)\b", re.IGNORECASE),
}  # fmt: skip


def _patterns(word: str, active: str, noun: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"{_HEDGE}\b(?P<n>{_NUMBER}){_PEOPLE}(?:{_LINK}{word}\b|\s+{word}\b{_NO_OBJECT})",
            rf"\b{active}\s+{_HEDGE}(?P<n>{_NUMBER})(?!\s*(?:%|per|km|kilomet|mile|year|month|day|hour|week|vehicle|car|house|home)){_PEOPLE}",
            rf"\b{noun}[^.;]{{0,30}}?\b(?:to|at|of|is|was|stands at|reached)\s+{_HEDGE}(?P<n>{_NUMBER})\b",
        )
    )


_HINTS: Final = (
    "kill", "dead", "died", "death", "dies", "slain", "perish", "lives", "fatal", "casualt", "wound", "injur", "hurt",
)  # fmt: skip
_FOUND: Final = {
    "fatalities": (
        *_patterns(
            _DEAD, r"(?:killed|killing|kills|kill|claimed the lives of)", r"(?:death toll|dead)"
        ),
        re.compile(
            rf"{_HEDGE}\b(?P<n>{_NUMBER})\s+(?:dead\b|deaths\b|fatalities\b)", re.IGNORECASE
        ),
    ),
    "injured": (
        *_patterns(
            _HURT,
            r"(?:wounded|wounding|injured|injuring|hurting|injures|wounds)",
            r"(?:number of (?:wounded|injured))",
        ),
        re.compile(
            rf"(?:dead|killed|died)\b[^.;]{{0,20}}?\band\s+{_HEDGE}(?P<n>{_NUMBER})(?:\s+others?)?\s+{_HURT}",
            re.IGNORECASE,
        ),
        re.compile(rf"{_HEDGE}\b(?P<n>{_NUMBER})\s+(?:wounded|injured|injuries)\b", re.IGNORECASE),
    ),
}


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its bounds; None where the words set none."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Casualties:
    """Killed and injured, as a passage tells them."""

    fatalities: Count
    injured: Count


def read_number(words: str) -> int | None:
    """Read a number in figures or words.

    Examples
    --------
    >>> read_number("3,700"), read_number("twenty-one"), read_number("a"), read_number("dozens")
    (3700, 21, 1, None)
    """
    lower = words.lower().replace(",", "").strip()
    if lower.isdigit():
        return int(lower)
    if lower in ("a", "an"):
        return 1
    parts = re.split(r"[- ]", lower)
    values = [_ONES.get(part, _TENS.get(part)) for part in parts]
    return sum(value for value in values if value is not None) if None not in values else None


def find_casualties(passage: str) -> Casualties:
    """Read the casualties that a passage tells.

    Examples
    --------
    >>> found = find_casualties("Three people were killed and at least 12 wounded when a shell hit the market.")
    >>> found.fatalities.best, found.injured
    (3, Count(low=12, best=12, high=None))
    >>> find_casualties("There were no casualties.").fatalities
    Count(low=0, best=0, high=0)
    """
    lower = passage.lower()
    if not any(hint in lower for hint in _HINTS):
        return Casualties(Count(), Count())
    return Casualties(_count(passage, "fatalities"), _count(passage, "injured"))


def _count(passage: str, what: str) -> Count:
    if _NONE[what].search(passage):
        return Count(0, 0, 0)
    for pattern in _FOUND[what]:
        match = pattern.search(passage)
        number = read_number(match["n"]) if match else None
        if match and number is not None:
            return _bounded(number, (match["hedge"] or "").lower())
    return Count()


def _bounded(number: int, hedge: str) -> Count:
    if hedge in ("at least", "more than", "over", "no fewer than"):
        return Count(number, number, None)
    if hedge in ("up to", "as many as"):
        return Count(None, number, number)
    if hedge:
        return Count(None, number, None)
    return Count(number, number, number)
