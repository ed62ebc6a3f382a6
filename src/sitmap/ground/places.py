"""Places of the ground as labels of the basemap: one name a place, wherever it comes from."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from sitmap.gazetteer.text import fold
from sitmap.geodesy import METRES_PER_DEGREE
from sitmap.ground.cut import beside
from sitmap.ground.kinds import BY_NAME, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from sitmap.ground.features import Features, Text

_PLACES: Final = tuple(
    BY_NAME[name]
    for name in ("city", "town", "village", "suburb", "hamlet", "locality")
)
_SAME_NAME_M: Final = 5_000.0
"""One town's points in two sources: its middle and its station, as a rule less than this apart."""

_SAME_SPOT_M: Final = 400.0
"""Two names for one spot are one place in two spellings."""


def join_labels(
    labels: Sequence[dict[str, Any]], ground: Features
) -> list[dict[str, Any]]:
    """Add the ground's places to the basemap's labels, those that it has already left off.

    Parameters
    ----------
    labels
        As `sitmap.layers.labels.find_labels` lists them, most important first.
    ground
        Features of which the places are taken.

    Returns
    -------
    list of dict
        The labels with the places behind them, ranked anew: towns before villages.
    """
    known = [label for label in labels if label["k"] == "settlement"]
    spots = np.array([(label["x"], label["y"]) for label in known]).reshape(
        -1, 2
    )
    added = [
        place
        for place in _list_places(ground)
        if not _is_known(place, known, spots)
    ]
    return [
        {**label, "r": rank} for rank, label in enumerate([*labels, *added])
    ]


def _list_places(ground: Features) -> Iterable[dict[str, Any]]:
    for kind in _PLACES:
        rows = ground.kinds == kind
        for shape, text in zip(
            ground.shapes[rows], ground.texts[rows], strict=True
        ):
            if text is not None and text.name:
                yield _as_label(shape.x, shape.y, text, KINDS[kind].zoom)


def _as_label(x: float, y: float, text: Text, zoom: int) -> dict[str, Any]:
    spot = {"x": round(x, 4), "y": round(y, 4)}
    return {
        "t": text.name,
        "n": dict(text.names),
        **spot,
        "k": "settlement",
        "z": zoom,
    }


def _is_known(
    place: dict[str, Any],
    known: list[dict[str, Any]],
    spots: NDArray[np.float64],
) -> bool:
    shrink = math.cos(math.radians(place["y"]))
    steps = (spots - (place["x"], place["y"])) * (shrink, 1.0)
    away = np.hypot(steps[:, 0], steps[:, 1]) * METRES_PER_DEGREE
    if (away < _SAME_SPOT_M).any():
        return True
    near = np.flatnonzero(away < _SAME_NAME_M)
    return any(_names_of(place) & _names_of(known[at]) for at in near)


def _names_of(label: dict[str, Any]) -> set[str]:
    told = [label["t"], *label["n"].values()]
    return {fold(part) for name in told for part in name.split("/")}


def beside_borders(
    borders: Iterable[shapely.Geometry], ground: Features
) -> list[shapely.Geometry]:
    """Return what of coarse borders the ground doesn't have."""
    own = ground.shapes[ground.kinds == BY_NAME["border"]]
    if not len(own):
        return list(borders)
    along = beside(own)
    rest = (shapely.difference(border, along) for border in borders)
    return [border for border in rest if not border.is_empty]
