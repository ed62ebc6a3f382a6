"""Found, or in doubt: what the matches of a name come to, and what of it may be drawn."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.kinds import AREAS, SETTLEMENTS
from sitmap.gazetteer.text import fold
from sitmap.geocoding.match import Match, Outcome
from sitmap.geodesy import distance_m

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitmap.geocoding.context import Context

# least score of an answer that is drawn
_SURE: Final = 0.6
# Somewhere in the world there is a place that any word resembles.
_SURE_OF_RESEMBLANCE: Final = 0.75
_LIKELY: Final = 100.0
"""Points, a tenth of the people, within which another place of the name may as well be meant."""

_LIKELY_CITY: Final = 185.0
"""The same for another city, a seventieth: nobody says which Luoyang is meant."""

# prominence of three million people
_WORLD_CITY: Final = 645
_LIKELY_BESIDE_WORLD_CITY: Final = 130.0
"""The same beside a city of three million, a twentieth: London is London's, not Ontario's."""

# metres within which a town and its unit are one answer
_SAME_SPOT_M: Final = 15_000.0
# least score of an area that is drawn for what it holds
_SURE_OF_AREA: Final = 0.5
# least score where the region that is named isn't known
_SURE_ANYWHERE: Final = 0.9


def judge(
    matches: Sequence[Match], context: Context, areas: Sequence[Match] = ()
) -> Outcome:
    """Say whether the first match is the answer.

    Parameters
    ----------
    matches
        At least one, best first.
    context
        Where they were looked for.
    areas
        What surely holds the place, to be drawn where the first match is in doubt.
    """
    best = matches[0]
    told = _told(context, best)
    rivals = _rivals(matches)
    if best.match == "area":
        return _of_area(matches, rivals, told)
    if best.resembles and not context.countries:
        if best.score < (
            _SURE_OF_RESEMBLANCE if best.match == "sound" else _SURE
        ):
            reason = (
                "a name that is only like it, and no country to look in"
            )
            return Outcome(
                "ambiguous",
                tuple(matches),
                reason=reason,
                is_suggestion=True,
            )
        reason = "its name is only like it, and no country is given"
        return Outcome("ambiguous", tuple(matches), reason=reason)
    is_open = context.unknown and not context.countries
    sure = (
        _SURE_ANYWHERE
        if is_open or _is_between_countries(context)
        else _SURE
    )
    sure = max(sure, _SURE_OF_RESEMBLANCE) if best.resembles else sure
    if best.score >= sure and not rivals:
        return Outcome("found", tuple(matches), reason=told)
    if rivals:
        reason = f"{rivals + 1} places are about as likely"
    else:
        reason = "another place of this name, not listed, is as likely"
    instead = (
        areas[0]
        if areas and _of_area(areas, _rivals(areas), "").is_firm
        else None
    )
    return Outcome(
        "ambiguous",
        tuple(matches),
        reason=joined(reason, told),
        instead=instead,
    )


def _is_between_countries(context: Context) -> bool:
    """Tell whether what holds the place may be one of two countries: CA is Canada or California."""
    return any(
        len({unit.country for unit in units}) > 1
        for units in context.regions
    )


def _of_area(matches: Sequence[Match], rivals: int, told: str) -> Outcome:
    """Judge what only holds the place: it may be drawn if it is one area, and surely that."""
    if rivals:
        reason = f"{rivals + 1} areas of that name may hold it"
        return Outcome(
            "ambiguous", tuple(matches), reason=reason, is_suggestion=True
        )
    reason = joined("only the area is known", told)
    is_sure = matches[0].score >= _SURE_OF_AREA
    return Outcome(
        "ambiguous", tuple(matches), reason=reason, is_area=is_sure
    )


def _rivals(matches: Sequence[Match]) -> int:
    """Count the matches about as likely as the first that lie outside the disc around it."""
    best = matches[0]
    reach = max(best.uncertainty_m, _SAME_SPOT_M)
    least = best.rank - _LIKELY_CITY
    likely = takewhile(lambda match: match.rank > least, matches[1:])
    near = (
        match
        for match in likely
        if match.rank > best.rank - _margin(match, best)
    )
    return sum(
        distance_m(best.lat, best.lon, each.lat, each.lon) > reach
        and not _holds(each, best)
        for each in near
    )


def _holds(area: Match, best: Match) -> bool:
    """Tell whether a match is the unit around a town of its name."""
    if area.place.kind not in AREAS or best.place.kind not in SETTLEMENTS:
        return False
    apart = distance_m(area.lat, area.lon, best.lat, best.lon)
    return (
        area.place.country == best.place.country
        and apart <= area.uncertainty_m
    )


def _margin(rival: Match, best: Match) -> float:
    """Return how many points less a rival may have; a city's main name is meant more often."""
    is_city = rival.place.kind == best.place.kind == "city"
    if not is_city or rival.match != "exact":
        return _LIKELY
    return (
        _LIKELY_BESIDE_WORLD_CITY
        if best.place.rank >= _WORLD_CITY
        else _LIKELY_CITY
    )


def _told(context: Context, best: Match) -> str:
    """Say which regions that were given aren't known; the town's own name is no news."""
    own = fold(best.place.name)
    unknown = [name for name in context.unknown if fold(name) != own]
    if not unknown:
        return ""
    inside = (
        f" in {', '.join(sorted(context.countries))}"
        if context.countries
        else ""
    )
    names = ", ".join(map(repr, unknown))
    return f"no region {names} is known{inside}"


def joined(*reasons: str) -> str:
    """Join the reasons that there are."""
    return "; ".join(reason for reason in reasons if reason)
