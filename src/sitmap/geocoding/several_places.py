# ruff: noqa: RUF001 - dashes and arrows part places
"""Phrases that name more than one place, "Goma - Sake", "Gao & Kidal", and marks on a road, "PK5".

Neither is a place: which is meant, or where between them, isn't said, and no point is made up.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.gazetteer.kinds import AREAS, SETTLEMENTS
from sitmap.gazetteer.text import fold
from sitmap.geocoding.match import Match, Outcome
from sitmap.geodesy import distance_m

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sitmap.geocoding.context import Context

    Resolve = Callable[[str, Context], Outcome]

_AND: Final = r"\s(?:and|et|und|y|dhe|ve|та|і|и|و)\s"
_LIST: Final = re.compile(rf"\s*(?:[;&+]|{_AND})\s*", re.IGNORECASE)
"""What parts the places of a list; "e" and "i" stand within too many names."""

_ENDS: Final = re.compile(
    r"\s+[-‐‑]\s+|\s*(?:–|—|->|=>|→|↔)\s*"
    r"|\s+(?:to|towards|à|vers|nach|до|в сторону)\s+",
    re.IGNORECASE,
)
"""What parts the ends of a road; a hyphen without blanks is asked of last."""

_FROM: Final = re.compile(
    r"^(?:from|de|von|від|от|from the)\s+", re.IGNORECASE
)
_MARK: Final = re.compile(
    r"(?:p\.?k\.?|k\.?m\.?|км)[ .-]?(?P<number>\d{1,3})(?:[.,]\d+)?",
    re.IGNORECASE,
)
_WITH_MARK: Final = re.compile(
    rf"(?:{_MARK.pattern}[\s,]+(?P<after>\D[^,]*)|(?P<before>[^,\d]+?)[\s,]+"
    rf"{_MARK.pattern.replace('number', 'last')})",
    re.IGNORECASE,
)
# folded letters of the shortest part that is asked for as a place: not "al" of "Al - Bab"
_SHORTEST: Final = 3
_MOST: Final = 6  # parts of a list that are looked up
# metres within which two answers are one place under two names
_SAME_SPOT_M: Final = 5_000.0
# prominence of a town of 10,000 people: what a table names without its district
_TOWN: Final = 400


class Mark(NamedTuple):
    """A kilometre mark (point kilométrique) on a road out of a town."""

    town: str
    kilometres: int


def read_mark(text: str) -> Mark | None:
    """Read "PK5", "PK 12, Bangui" and "Bangui PK12"; the town is empty where none is named.

    Examples
    --------
    >>> read_mark("PK5"), read_mark("Bangui PK12").kilometres, read_mark("K2") is None
    (Mark(town='', kilometres=5), 12, True)
    """
    told = " ".join(text.split())
    if alone := _MARK.fullmatch(told):
        return Mark("", int(alone["number"]))
    if found := _WITH_MARK.fullmatch(told):
        town = found["after"] or found["before"]
        return Mark(town.strip(), int(found["number"] or found["last"]))
    return None


def find_mark(
    text: str, context: Context, resolve: Resolve
) -> Outcome | None:
    """Answer a kilometre mark with the town that it is counted from, as far around as it says."""
    mark = read_mark(text)
    if mark is None:
        return None
    if not mark.town:
        why = "it is a mark on a road, and of which town isn't said; write 'Bangui, PK5'"
        return Outcome("not_found", reason=why)
    outcome = resolve(mark.town, context)
    best = outcome.best
    if best is None or not outcome.is_firm:
        return outcome
    at = f"{mark.kilometres} km out of {best.label}, on which road isn't said"
    around = best._replace(
        precision="near",
        uncertainty_m=best.uncertainty_m + 1_000.0 * mark.kilometres,
        why=at,
    )
    return Outcome(
        outcome.status,
        (around, *outcome.matches[1:]),
        at,
        is_area=outcome.is_area,
    )


def find_several(
    text: str, context: Context, resolve: Resolve
) -> Outcome | None:
    """Answer a list of places, or the ends of a road, with each of them and none for the whole.

    None where the phrase is no such list: one of its parts isn't surely a place, or they are one.
    """
    parts = _parts(text, _LIST)
    ends = () if parts else _parts(text, _ENDS)
    if not parts and len(ends) != 2:  # noqa: PLR2004 - a road has two ends
        return None
    if ends and (held := _find_held(ends, context, resolve)):
        return held
    found = _find_all(parts or ends, context, resolve)
    return _told(found, is_road=not parts) if found else None


def _find_held(
    ends: Sequence[str], context: Context, resolve: Resolve
) -> Outcome | None:
    """Read "Mali - Gao" and "Gao - Mali" as a place and what holds it."""
    for inner, outer in (ends, ends[::-1]):
        area = resolve(outer, context).best
        if area is None or area.resembles or area.place.kind not in AREAS:
            continue
        outcome = resolve(f"{inner}, {outer}", context)
        best = outcome.best
        if outcome.status == "found" and best and not best.resembles:
            return outcome
    return None


def find_joined(
    text: str, context: Context, resolve: Resolve
) -> Outcome | None:
    """Answer two names with a hyphen between them, where the whole is no name: "Goma-Sake"."""
    parts = tuple(part.strip() for part in text.split("-"))
    is_pair = len(parts) == 2  # noqa: PLR2004 - ends
    if not is_pair or not all(map(_is_long, parts)):
        return None
    found = _find_all(parts, context, resolve)
    if not found:
        return None
    return _told(found, is_road=True)


def find_beside(
    outcome: Outcome, text: str, context: Context, resolve: Resolve
) -> Outcome | None:
    """Tell of "Aleppo, Idlib", where the second is a town of another region than the first."""
    best = outcome.best
    head, comma, behind = (part.strip() for part in text.partition(","))
    if best is None or not comma or "," in behind or not outcome.is_firm:
        return None
    if not _is_town(best) or not _is_long(behind) or not fold(head):
        return None
    other = resolve(behind, context).best
    if (
        other is None
        or not _is_town(other)
        or not _is_elsewhere(best, other)
    ):
        return None
    why = f"{best.label} isn't in {other.label}, a town of another region; say which is meant"
    return Outcome("not_found", (best, other), why, is_suggestion=True)


def _is_town(match: Match) -> bool:
    is_known = (
        match.place.kind in SETTLEMENTS or match.precision == "admin1"
    )
    by_name = not match.resembles and match.match != "area"
    return is_known and by_name and match.place.rank >= _TOWN


def _is_elsewhere(town: Match, other: Match) -> bool:
    if other.place.kind not in SETTLEMENTS:
        return False
    one, two = town.place, other.place
    same = one.admin1 == two.admin1 and one.country == two.country
    return not same and _are_apart(town, other)


def _parts(text: str, mark: re.Pattern[str]) -> tuple[str, ...]:
    """Part a phrase; empty where it isn't parted, or not into names."""
    if not mark.search(text):
        return ()
    told = _FROM.sub("", text.strip()) if mark is _ENDS else text
    parts = [part.strip(" ,") for part in mark.split(told)]
    if mark is _LIST and len(parts) > 1:  # "Gao, Kidal and Menaka"
        parts = [one.strip() for part in parts for one in part.split(",")]
    parts = [part for part in parts if part]
    is_list = 1 < len(parts) <= _MOST and all(map(_is_long, parts))
    return tuple(parts) if is_list else ()


def _is_long(part: str) -> bool:
    return len(fold(part).replace(" ", "")) >= _SHORTEST


def _find_all(
    parts: Sequence[str], context: Context, resolve: Resolve
) -> list[Match]:
    """Find each part by its name; empty where one isn't found so, or two are one place."""
    found: list[Match] = []
    for part in parts:
        outcome = resolve(part, context)
        best = outcome.best
        if outcome.status != "found":
            return []
        if best is None:
            return []
        if best.resembles:
            return []
        found.append(best)
    pairs = combinations(found, 2)
    is_apart = all(_are_apart(one, two) for one, two in pairs)
    return found if is_apart else []


def _are_apart(one: Match, two: Match) -> bool:
    """Tell two places from one under two names, and from a place and what holds it."""
    apart = distance_m(one.lat, one.lon, two.lat, two.lon)
    holding = max(
        (
            match.uncertainty_m
            for match in (one, two)
            if match.place.kind in AREAS
        ),
        default=0.0,
    )
    return apart > max(_SAME_SPOT_M, holding)


def _told(found: Sequence[Match], *, is_road: bool) -> Outcome:
    names = [match.label for match in found]
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    between = f" or 'between {listed}'" if is_road else ""
    why = f"it names {len(found)} places, {listed}"
    return Outcome(
        "not_found",
        tuple(found),
        reason=f"{why}; give each a row of its own, or write which is meant{between}",
        is_suggestion=True,
    )
