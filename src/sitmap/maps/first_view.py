"""What a map shows at first: the box around its incidents, and what lies beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import shapely

from sitmap.layers.density import Density
from sitmap.layers.incidents import Incidents
from sitmap.layers.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    from branca.element import Element


_WORLD_VIEW: Final = ((-55.0, -150.0), (72.0, 170.0))

_AROUND_ONE_DEG: Final = 0.15  # degrees shown around a single point

# degrees: a line that lies beside the incidents is shown with them up to here
_FAR_DEG: Final = 15.0


def bounds_of_counted(
    layers: Sequence[Element],
) -> list[list[float]] | None:
    """Return where the incidents are, or None without any.

    Presence elsewhere is a pan away, unless there is nothing else; so are rows that aren't drawn.
    """
    counted = [
        layer for layer in layers if isinstance(layer, Incidents | Density)
    ]
    drawn = [
        layer
        for layer in counted
        if isinstance(layer, Density) or not layer.drawn.empty
    ]
    known = [
        bounds
        for layer in drawn or counted
        if (bounds := layer.view_bounds)[0][0] is not None
    ]
    return _united(known) if known else None


def widen_view(
    bounds: Sequence[Sequence[Any]], layers: Sequence[Element]
) -> list[list[float]]:
    """Return what is seen at first, as [[south, west], [north, east]].

    A single point is shown with what lies around it, no point at all as the world, and lines
    beside the incidents with them.
    """
    (south, west), (north, east) = bounds
    if south is None or west is None or north is None or east is None:
        return [list(corner) for corner in _WORLD_VIEW]
    is_small = max(north - south, east - west) < 2 * _AROUND_ONE_DEG
    pad = _AROUND_ONE_DEG if is_small else 0.0
    box = [[south - pad, west - pad], [north + pad, east + pad]]
    return _with_lines(box, layers)


def _with_lines(
    box: list[list[float]], layers: Sequence[Element]
) -> list[list[float]]:
    """Widen a view by lines none of which would be seen in it: a front beside it, say."""
    ways = (one.lines for one in layers if isinstance(one, Lines))
    beside = [way.total_bounds for way in ways if _is_apart(way, box)]
    wide = _united([box, *([[s, w], [n, e]] for w, s, e, n in beside)])
    return wide if _width_of(wide) <= _FAR_DEG else box


def _united(boxes: Sequence[Any]) -> list[list[float]]:
    """Return the box around boxes, each [[south, west], [north, east]]."""
    souths, wests = zip(*(pair[0] for pair in boxes), strict=True)
    norths, easts = zip(*(pair[1] for pair in boxes), strict=True)
    return [[min(souths), min(wests)], [max(norths), max(easts)]]


def _width_of(box: list[list[float]]) -> float:
    (south, west), (north, east) = box
    return max(north - south, east - west)


def _is_apart(lines: gpd.GeoDataFrame, box: list[list[float]]) -> bool:
    (south, west), (north, east) = box
    seen = shapely.box(west, south, east, north)
    return len(lines) > 0 and not bool(lines.intersects(seen).any())
