"""How sure a drafted incident is, and what of: named reasons with their points."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sitmap.reports.places.mentions import UNLISTED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitmap.reports.places.mentions import Mention


@dataclass(frozen=True)
class ConfidenceWeights:
    """Points of what speaks for a drafted incident, from a start of one half.

    The order was set by hand, so that an incident told in one clause with place and day by a named
    authority comes to .95, and one pieced together from headings to about .5.

    Attributes
    ----------
    place
        By where the place was told: the further away, the likelier it is another event's.
    date
        Likewise for the date.
    status
        A confirmed event is surer, one party's word less sure.
    strong, weak
        Words that tell nothing else, and words that may.
    sure_place, doubtful_place
        How far the place's reading is ahead of its namesakes.
    """

    start: float = 0.5
    place: Mapping[str, float] = field(
        default_factory=lambda: {
            "clause": 0.2,
            "sentence": 0.1,
            "nowhere": -0.15,
            "lead": -0.05,
        }
    )
    date: Mapping[str, float] = field(
        default_factory=lambda: {
            "clause": 0.1,
            "sentence": 0.1,
            "nowhere": -0.05,
            "lead": -0.05,
            "report's day only": -0.15,
        }
    )
    status: Mapping[str, float] = field(
        default_factory=lambda: {
            "confirmed": 0.15,
            "claimed": -0.1,
            "disputed": -0.1,
            "denied": -0.1,
        }
    )
    strong: float = 0.1
    weak: float = -0.05
    sure_place: float = 0.05
    doubtful_place: float = -0.1


WEIGHTS: Final = ConfidenceWeights()
_STRONG: Final = 4.0
"""Weight of words from which they tell nothing but an incident."""
# score of a place that counts as known
_SURE: Final = 0.8
_LEAST, _MOST = 0.05, 0.95


def weigh_confidence(
    place: Mention | None, where: str, when: str, status: str, weight: float
) -> tuple[float, tuple[str, ...]]:
    """Return the confidence and what it is made of."""
    strong, sure = (
        weight >= _STRONG,
        place is not None and place.score >= _SURE,
    )
    points = {
        f"place told in the {where}"
        if place
        else "no place": WEIGHTS.place.get(where, 0.0),
        f"date told in the {when}"
        if when != "nowhere"
        else "no date": WEIGHTS.date.get(when, 0.0),
        f"status {status}": WEIGHTS.status.get(status, 0.0),
        "strong words" if strong else "weak words": WEIGHTS.strong
        if strong
        else WEIGHTS.weak,
        "place surely read" if sure else "place doubtful": (
            WEIGHTS.sure_place if sure else WEIGHTS.doubtful_place
        ),
    }
    total = min(max(WEIGHTS.start + sum(points.values()), _LEAST), _MOST)
    reasons = (
        f"{reason} {value:+.2f}"
        for reason, value in points.items()
        if value
    )
    return round(total, 2), (*reasons, *_say_how(place))


def _say_how(place: Mention | None) -> tuple[str, ...]:
    """Return how a place was computed, or into what it was put, of one that no source lists so."""
    if place is None or not place.why:
        return ()
    is_computed = place.precision == "near"
    return (place.why,) if is_computed or UNLISTED in place.why else ()
