"""Discs: hollow and without a circle where nobody states how exactly a place is known."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely

import sitmap
from sitmap.export.figure.crowds import find_crowds
from sitmap.export.figure.view import fit_view

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")

from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from sitmap.export.figure.crowds import draw_crowds
from sitmap.export.figure.discs import draw_discs
from sitmap.export.figure.legend import read_legend
from sitmap.export.figure.scene import read_scene
from sitmap.layers.looks import COLOURS


def drawn(**columns: object) -> tuple[list[float], list[str], list[str]]:
    """Return the radii of circles in units, the fills of symbols, and the words on precision."""
    points = [shapely.Point(20.2, 42.3), shapely.Point(20.9, 42.9)]
    table = gpd.GeoDataFrame(
        {"title": ["a", "b"], **columns}, geometry=points, crs=4326
    )
    scene = read_scene(sitmap.Map(sitmap.conform(table)).content())
    view = fit_view(scene.bounds, 150, 100)
    axes = Figure().add_axes((0, 0, 1, 1))
    crowds = find_crowds(scene.points, view, apart_mm=5.0)
    draw_discs(axes, scene, view, crowds)
    shapes = [
        path
        for patch in axes.patches
        for path in patch.get_path().to_polygons()
    ]
    circles = [float(np.ptp(path[:, 0])) for path in shapes]
    draw_crowds(axes, scene, crowds)
    fills = [to_hex(one.get_facecolor()[0]) for one in axes.collections]
    block = next(one for one in read_legend(scene) if "exactly" in one.head)
    return circles, fills, [" ".join(row.words) for row in block.rows]


def test_what_is_not_stated_has_no_circle_and_is_hollow() -> None:
    """Two points of a plain table: no 25 km around them; paper inside, a dot of the colour."""
    circles, fills, said = drawn()
    assert (circles, said) == ([], ["Precision not stated"])
    assert COLOURS["paper"] in fills


def test_what_is_stated_keeps_its_circle() -> None:
    """By a word, or by a radius that somebody gives: 25 km beside a word are knowledge."""
    circles, _, _ = drawn(
        precision=["near", "unknown"], uncertainty_m=[25_000.0, 8_000.0]
    )
    near, told = max(circles), min(circles)
    assert near / told == pytest.approx(25 / 8, rel=0.02)
