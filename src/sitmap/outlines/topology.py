"""TopoJSON: arcs that neighbours share, and the rings and lines made of them.

Format: https://github.com/topojson/topojson-specification.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


def decode_arcs(topology: dict[str, Any]) -> list[NDArray[np.float64]]:
    """Undo the delta coding of the arcs (section 2.1.3).

    Each is ``(n, 2)``, longitude and latitude in degrees.
    """
    scale, translate = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    return [
        np.cumsum(np.array(arc, dtype=np.float64), axis=0) * scale
        + translate
        for arc in topology["arcs"]
    ]


def list_polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """List the polygons of a geometry: each its rings, each ring its arcs."""
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    return (
        list(geometry["arcs"]) if geometry["type"] == "MultiPolygon" else []
    )


def stitch(refs: Iterable[int], arcs: Any) -> NDArray[np.float64]:
    """Join arcs end to end; ~i is arc i backwards, and joints are written once (section 2.1.4)."""
    parts = [arcs[ref] if ref >= 0 else arcs[~ref][::-1] for ref in refs]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def list_rings(
    topology: dict[str, Any], name: str
) -> list[NDArray[np.float64]]:
    """List every ring of an object's polygons."""
    arcs = decode_arcs(topology)
    geometries = topology["objects"][name]["geometries"]
    return [
        stitch(ring, arcs)
        for geometry in geometries
        for polygon in list_polygons(geometry)
        for ring in polygon
    ]
