"""How sure a drafted incident is, and what of: named reasons with their points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sitmap.reports.toponyms import Mention

__all__ = ["weigh_confidence"]

_STRONG: Final = 4.0
_PLACE_POINTS: Final = {"clause": 0.2, "sentence": 0.1, "paragraph": 0.0, "nowhere": -0.15}
_STATUS_POINTS: Final = {"confirmed": 0.15, "claimed": -0.1, "disputed": -0.1, "denied": -0.1}


def weigh_confidence(
    place: Mention | None, where: str, when: str, status: str, weight: float
) -> tuple[float, tuple[str, ...]]:
    """Return the confidence and what it is made of."""
    points = {
        f"place told in the {where}" if place else "no place": _PLACE_POINTS[where],
        f"date told in the {when}" if when != "nowhere" else "no date": 0.1 if when in ("clause", "sentence") else -0.05,
        f"status {status}": _STATUS_POINTS.get(status, 0.0),
        "strong words" if weight >= _STRONG else "weak words": 0.1 if weight >= _STRONG else -0.05,
        "place surely read" if place and place.score >= 0.8 else "place doubtful": 0.05 if place and place.score >= 0.8 else -0.1,  # noqa: PLR2004
    }  # fmt: skip
    total = min(max(0.5 + sum(points.values()), 0.05), 0.95)
    return round(total, 2), tuple(
        f"{reason} {value:+.2f}" for reason, value in points.items() if value
    )
