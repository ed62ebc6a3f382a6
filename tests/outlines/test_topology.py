"""TopoJSON: arcs that neighbours share (the example is the specification's own way of writing)."""

import numpy as np

from sitmap.outlines.topology import (
    decode_arcs,
    list_polygons,
    list_rings,
    stitch,
)

TOPOLOGY = {
    "transform": {"scale": [0.5, 2.0], "translate": [10.0, 20.0]},
    "arcs": [[[0, 0], [2, 0], [0, 1]], [[2, 1], [-2, 0], [0, -1]]],
    "objects": {
        "land": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "arcs": [[[-2, -1]]]},
                {"type": "Point", "coordinates": [0, 0]},
            ]
        }
    },
}


def test_arcs_are_steps_scaled_and_moved():
    """0 0, +2 0, +0 1 are 10 20, 11 20, 11 22 at half a degree by two."""
    first, second = decode_arcs(TOPOLOGY)
    assert first.tolist() == [[10, 20], [11, 20], [11, 22]]
    assert second.tolist() == [[11, 22], [10, 22], [10, 20]]


def test_joints_are_written_once_and_negative_arcs_run_backwards():
    """~0 is -1: the first arc from its end."""
    arcs = [np.array([[0, 0], [1, 0]]), np.array([[1, 0], [1, 1]])]
    assert stitch([0, 1], arcs).tolist() == [[0, 0], [1, 0], [1, 1]]
    assert stitch([-2, -1], arcs).tolist() == [[1, 1], [1, 0], [0, 0]]


def test_rings_of_all_polygons_and_of_nothing_else():
    """The ring and the same one backwards; a point has none."""
    rings = list_rings(TOPOLOGY, "land")
    assert len(rings) == 2
    assert rings[0].tolist() == rings[1][::-1].tolist()
    assert list_polygons({"type": "Point"}) == []
