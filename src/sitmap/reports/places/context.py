"""One mention in its own surroundings: an item about Niš means the Palilula of Niš.

The whole report decides what a name means (`sitmap.reports.places.disambiguation`); where the
places of the same item all lie elsewhere, and a namesake lies among them, it is the namesake.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.geodesy import distance_m
from sitmap.reports.places.disambiguation import Sense

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sitmap.gazetteer import Place
    from sitmap.reports.places.name import Name


@dataclass(frozen=True)
class ContextWeights:
    """How near is among, how far is elsewhere, and how sure the surroundings must be."""

    near_m: float = 60_000.0
    """A day's errands of a village: what one item tells lies within it."""
    far_m: float = 150_000.0
    sure: float = 0.8
    score: float = 0.7
    """What a reading by surroundings is worth: above `SURE`, below a report that agrees."""


WEIGHTS: Final = ContextWeights()


def refine_senses(
    names: Sequence[Name],
    senses: Mapping[str, Sense],
    items: Sequence[int],
    heads: Collection[int],
) -> dict[int, Sense]:
    """Return other senses for mentions that their item puts elsewhere, by offset.

    Parameters
    ----------
    names
        The report's names.
    senses
        What each means in the report.
    items
        Number of the item that each name stands in.
    heads
        Offsets of the run-in headings: what stands there says where its item is.
    """
    sure: dict[int, list[Place]] = {}
    for name, item in zip(names, items, strict=True):
        sense = senses.get(name.key)
        if (
            name.start in heads
            and sense is not None
            and sense.place
            and _is_anchor(sense)
        ):
            sure.setdefault(item, []).append(sense.place)
    found: dict[int, Sense] = {}
    for name, item in zip(names, items, strict=True):
        sense = senses.get(name.key)
        if (
            sense is None
            or sense.place is None
            or len(name.places) == 1
            or name.holder
        ):
            continue
        anchors = [
            place
            for place in sure.get(item, ())
            if place.id != sense.place.id
        ]
        other = _namesake(name.places, sense.place, anchors)
        if other is not None:
            found[name.start] = Sense(
                other, WEIGHTS.score, sense.support, sense.n_candidates
            )
    return found


def _is_anchor(sense: Sense) -> bool:
    place = sense.place
    return (
        place is not None
        and place.kind in SETTLEMENTS
        and sense.score >= WEIGHTS.sure
    )


def _namesake(
    places: Sequence[Place], now: Place, anchors: Sequence[Place]
) -> Place | None:
    """Return the place of the same name that lies among the anchors, if the present one doesn't."""
    if not anchors or now.kind == "country":
        return None
    if any(_away_m(now, anchor) < WEIGHTS.far_m for anchor in anchors):
        return None
    near = [
        (min(_away_m(place, anchor) for anchor in anchors), at, place)
        for at, place in enumerate(places)
    ]
    away, _, best = min(near)
    return best if away < WEIGHTS.near_m else None


def _away_m(one: Place, two: Place) -> float:
    return distance_m(one.lat, one.lon, two.lat, two.lon)
