"""Distances on the round Earth, against numbers worked out apart from the code."""

from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import pytest

from sitmap import geodesy

SOURCE = Path(__file__).parent.parent / "src" / "sitmap"


def test_the_sphere_is_within_half_a_percent_of_the_geodesic():
    """Over 500 pairs of points of the whole world."""
    draw = np.random.default_rng(19)
    lats, lons = (
        draw.uniform(-89, 89, (2, 500)),
        draw.uniform(-180, 180, (2, 500)),
    )
    sphere = geodesy.distances_m(lats[0], lons[0], lats[1], lons[1])
    exact = [
        geodesy.geodesic_m(
            (lats[0, each], lons[0, each]), (lats[1, each], lons[1, each])
        )
        for each in range(500)
    ]
    assert np.allclose(sphere, exact, rtol=0.0056)


def test_columns_are_measured_as_single_points_are():
    """Across the antimeridian, from pole to pole, and from a point to itself."""
    cases = [
        (0, 179.5, 0, -179.5),
        (90, 0, -90, 0),
        (42.9, 20.9, 42.9, 20.9),
    ]
    one_by_one = [geodesy.distance_m(*case) for case in cases]
    assert geodesy.distances_m(
        *np.array(cases).T
    ).tolist() == pytest.approx(one_by_one)
    assert one_by_one == pytest.approx(
        [111_195.08, 20_015_115, 0], rel=1e-6
    )


def test_a_box_around_a_pole_goes_round_the_world():
    """A circle of 50 km around a spot 20 km from the pole holds every longitude."""
    west, south, east, north = geodesy.box_around(89.82, 30, 50_000)
    assert (west, east, north) == (-180, 180, 90)
    assert south == pytest.approx(89.37, abs=0.01)


def test_metres_and_degrees_have_one_home():
    """No module but this one writes down how large the Earth is."""
    told = {
        6_371_008.8,
        6_371.0088,
        111_195.0,
        111_320.0,
        111_319.49,
        6_378_137.0,
        111_000.0,
        111.32,
        111.195,
    }
    found = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in SOURCE.rglob("*.py")
        if "node_modules" not in path.parts and path.name != "geodesy.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and type(node.value) is float
        and node.value in told
    ]
    assert not found, found
