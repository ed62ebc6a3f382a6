"""The part of a ground that a map shows: around its incidents, coarser afar, within a budget."""

from __future__ import annotations

import gzip
import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from sitmap.geodesy import METRES_PER_DEGREE
from sitmap.ground.cells import CLOSE
from sitmap.ground.codec import encode_block
from sitmap.ground.features import Box, Features, Text, join_features
from sitmap.ground.kinds import BY_NAME, KINDS
from sitmap.ground.shapes import thin_out
from sitmap.ground.tags import BORDERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from sitmap.ground.prepared import Block, Prepared

_SCREEN_PX: Final = 1_000
"""Of map beside an incident: what a wide screen shows around one in its middle."""

_METRES_PER_PX: Final = 156_543.0
"""At zoom 0 on the equator, of tiles of 256 pixels."""

_LEAST_REACH_M: Final = 3_000.0
"""Houses are drawn this far from an incident, a walk."""

_CLOSE_REACH_M: Final = 27_000.0
"""The farthest that a kind of the level `CLOSE` is drawn: streets, from zoom 12."""

_WIDEST_M: Final = 30_000.0
"""Of an incident's uncertainty: what is known to a region only gets no streets of all of it."""

_MANY: Final = 2_000
"""Spots a hundred metres apart, of which more than these would take seconds."""

_FINE_M: Final = 5_000.0
"""Nearer than this shapes keep what the prepared file has of them."""

_COARSER: Final = 2_500.0
"""Beyond it a line may leave its course by this part of the distance, a pixel with both in view."""

# metres that far lines are simplified by
_COARSEST_M: Final = 60.0
_DISPUTE_DEG: Final = 0.03
"""How far the outlines of Natural Earth lie off a border, some 3 km, in degrees."""

_BASE64: Final = 4 / 3
# of gzip: written once, read often
_LEVEL: Final = 9
_FAR_COST: Final = 4.0
"""Levels of zoom that a feature at the end of its reach stands behind one at an incident."""

_POINT_WORTH: Final = 3.0
"""Levels of zoom that a name stands before lines and areas: it costs next to nothing."""

_IS_POINT: Final = np.array([kind.shape == "point" for kind in KINDS])
_ZOOMS: Final = np.array([kind.zoom for kind in KINDS], dtype=np.float64)


@dataclass(frozen=True)
class Cut:
    """What of a ground goes into a page.

    Attributes
    ----------
    features
        The features themselves.
    data
        The same as a compressed block for the page.
    left_off
        How many features the budget had no room for, by kind.
    """

    features: Features
    data: bytes
    left_off: dict[str, int]


def cut_ground(
    prepared: Iterable[Prepared],
    spots: NDArray[np.float64],
    box: Box,
    *,
    limit_mb: float,
    radii_m: NDArray[np.float64] | None = None,
    in_dispute: Sequence[shapely.Geometry] = (),
    write: Callable[[Text], str] | None = None,
) -> Cut:
    """Cut what a map can show.

    Parameters
    ----------
    prepared
        Files of ground.
    spots
        Longitudes and latitudes of incidents, sites and views, shape (n, 2), in degrees; without
        any, the middle of `box`.
    box
        West, south, east, north of the map.
    limit_mb
        What it may add to the page, in megabytes of a million bytes.
    radii_m
        Metres around each spot that it may be anywhere in, shape (n,): all but houses is drawn as
        if it were.
    in_dispute
        Lines that the map draws, or leaves out, by a policy of its own: the ground has no border
        along them.
    write
        What the map makes of a name; by default the usual one stands.

    Returns
    -------
    Cut
        The nearest and most important features that fit.
    """
    west, south, east, north = box
    if not len(spots):
        spots, radii_m = (
            np.array([[(west + east) / 2, (south + north) / 2]]),
            None,
        )
    distances = _Distances(
        spots, np.zeros(len(spots)) if radii_m is None else radii_m
    )
    near = shapely.box(west, south, east, north)
    shapely.prepare(near)

    def is_wanted(block: Block) -> bool:
        if not shapely.intersects(near, shapely.box(*block.box)):
            return False
        return (
            block.level != CLOSE
            or distances.of_box(block.box) <= _CLOSE_REACH_M
        )

    whole = join_features(one.read(is_wanted) for one in prepared)
    whole = _without_borders_along(whole, in_dispute)
    away = distances.of(
        whole.shapes, is_exact=whole.kinds == BY_NAME["building"]
    )
    reach = _reach_m(whole.kinds, (south + north) / 2)
    within = (away <= reach) & shapely.intersects(near, whole.shapes)
    kept, away, reach = whole.only(within), away[within], reach[within]
    rank = (
        _ZOOMS[kept.kinds]
        + _FAR_COST * away / reach
        - _POINT_WORTH * _IS_POINT[kept.kinds]
    )
    order = np.argsort(rank, kind="stable")
    return _fit(kept.only(order), away[order], limit_mb * 1e6, write)


def _without_borders_along(
    features: Features, lines: Sequence[shapely.Geometry]
) -> Features:
    """Cut borders of every level where they follow a line in dispute, whose course is coarser."""
    is_border = np.isin(features.kinds, [BY_NAME[one] for one in BORDERS])
    if not len(lines) or not is_border.any():
        return features
    along = beside(lines)
    borders = features.only(is_border)
    parts, rows = shapely.get_parts(
        shapely.difference(borders.shapes, along), return_index=True
    )
    cut = Features(borders.kinds[rows], parts, borders.texts[rows])
    return join_features(
        [features.only(~is_border), cut.only(~shapely.is_empty(parts))]
    )


def beside(
    lines: Sequence[shapely.Geometry] | NDArray[np.object_],
) -> shapely.Geometry:
    """Return what lies within some 3 km of lines, in degrees."""
    course = shapely.simplify(shapely.union_all(lines), _DISPUTE_DEG / 10)
    return shapely.buffer(course, _DISPUTE_DEG, quad_segs=2)


class _Distances:
    """Metres from spots, on a plane that is true around them."""

    def __init__(
        self, spots: NDArray[np.float64], radii_m: NDArray[np.float64]
    ) -> None:
        self._shrink = max(
            0.2, math.cos(math.radians(float(np.median(spots[:, 1]))))
        )
        rounded, rows = np.unique(
            np.round(spots, 3), axis=0, return_inverse=True
        )
        if len(rounded) > _MANY:  # a kilometre is near enough
            rounded, rows = np.unique(
                np.round(spots, 2), axis=0, return_inverse=True
            )
        flat = rounded * (self._shrink, 1.0)
        radii = np.zeros(len(rounded))
        np.maximum.at(radii, rows.ravel(), np.minimum(radii_m, _WIDEST_M))
        self._middles = shapely.STRtree(shapely.points(flat))
        discs = shapely.buffer(
            shapely.points(flat), radii / METRES_PER_DEGREE, quad_segs=4
        )
        discs[radii == 0] = shapely.points(flat[radii == 0])
        self._discs = shapely.STRtree(discs)

    def of(
        self, shapes: NDArray[np.object_], is_exact: NDArray[np.bool_]
    ) -> NDArray[np.float64]:
        """Return metres to the nearest disc, or where `is_exact` to the nearest middle."""
        away = np.zeros(len(shapes))
        flat = shapely.transform(
            shapes, lambda points: points * (self._shrink, 1.0)
        )
        for tree, rows in (
            (self._discs, ~is_exact),
            (self._middles, is_exact),
        ):
            if rows.any():
                (found, _), degrees = tree.query_nearest(
                    flat[rows], return_distance=True, all_matches=False
                )
                away[np.flatnonzero(rows)[found]] = (
                    degrees * METRES_PER_DEGREE
                )
        return away

    def of_box(self, box: Box) -> float:
        """Return metres from a box to the nearest disc."""
        shape = np.array([shapely.box(*box)], dtype=object)
        return float(self.of(shape, np.zeros(1, dtype=bool))[0])


def _reach_m(
    kinds: NDArray[np.uint8], latitude: float
) -> NDArray[np.float64]:
    """Return how far from an incident each kind is seen.

    A screen at the zoom from which it is drawn; houses a walk.
    """
    metres = (
        _METRES_PER_PX
        * max(0.2, math.cos(math.radians(latitude)))
        / 2.0**_ZOOMS
    )
    reach = np.maximum(_LEAST_REACH_M, metres * _SCREEN_PX)
    reach[BY_NAME["building"]] = _LEAST_REACH_M
    return np.asarray(reach[kinds])


def _fit(
    features: Features,
    away: NDArray[np.float64],
    limit: float,
    write: Callable[[Text], str] | None,
) -> Cut:
    """Keep as many as fit, the first ones first."""
    tolerance = np.where(
        away < _FINE_M, 0.0, np.minimum(away / _COARSER, _COARSEST_M)
    )
    tolerance = np.maximum(tolerance, 0.01)
    room = len(features)
    while True:
        kept = thin_out(features.only(np.arange(room)), tolerance[:room])
        data = gzip.compress(
            encode_block(_written(kept, write)), _LEVEL, mtime=0
        )
        size = len(data) * _BASE64
        if size <= limit or room == 0:
            left = Counter(
                KINDS[kind].name for kind in features.kinds[room:].tolist()
            )
            return Cut(kept, data, dict(left))
        room = min(room - 1, int(room * max(0.1, limit / size * 0.98)))


def _written(
    features: Features, write: Callable[[Text], str] | None
) -> Features:
    """Write each name as the map does: the page has no use for the others."""
    told: dict[Text, Text] = {}
    texts = np.empty(len(features), dtype=object)
    for at, text in enumerate(features.texts):
        if text is not None:
            name = text.name if write is None else write(text)
            texts[at] = told.setdefault(text, Text(name, text.ref))
    return replace(features, texts=texts)
