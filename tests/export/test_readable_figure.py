"""Figures of many incidents: the ground is readable, towns are named, areas told."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely

import sitmap

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")

from matplotlib.figure import Figure

from sitmap.export.figure.area_marks import draw_areas
from sitmap.export.figure.basemap import Land, load_land
from sitmap.export.figure.crowds import find_crowds
from sitmap.export.figure.discs import draw_discs
from sitmap.export.figure.labels import Room, draw_labels
from sitmap.export.figure.scene import Scene, read_scene
from sitmap.export.figure.view import View, fit_view
from sitmap.layers.content import PlaceLabel

VIEW = View((20.0, 42.0, 22.0, 43.0), 200.0, 137.0)


def scene_of(points: list[shapely.Point], **columns: object) -> Scene:
    table = gpd.GeoDataFrame(columns, geometry=points, crs=4326)
    return read_scene(sitmap.Map(sitmap.conform(table)).content())


def test_discs_that_overlap_are_one_shape() -> None:
    """Forty circles are one tint and one edge, weaker than that of a few."""
    points = [shapely.Point(20.5 + 0.02 * at, 42.5) for at in range(40)]
    scene = scene_of(
        points, precision=["near"] * 40, uncertainty_m=[25_000.0] * 40
    )
    view = fit_view(scene.bounds, 200, 130)
    axes = Figure().add_axes((0, 0, 1, 1))
    draw_discs(
        axes, scene, view, find_crowds(scene.points, view, apart_mm=0.1)
    )
    tint, edge = axes.patches
    assert (tint.get_alpha(), edge.get_alpha()) == (0.03, 0.45)


def test_an_area_out_of_the_frame_has_no_words() -> None:
    """Its label at the edge would tell of ground that isn't shown; one that reaches in has its."""
    points = [
        shapely.Point(21.0, 42.5),
        shapely.Point(24.5, 42.5),
        shapely.Point(22.5, 42.5),
    ]
    places = ["Here", "Far", "Beside"]
    told = {
        "place": places,
        "precision": ["admin2"] * 3,
        "uncertainty_m": [60_000.0] * 3,
    }
    axes = Figure().add_axes((0, 0, 1, 1))
    land = load_land(VIEW.box)
    assert isinstance(land, Land)
    labels = draw_areas(axes, scene_of(points, **told), VIEW, land)
    assert {one.name for one in labels} == {"Here", "Beside"}
    beside = next(one for one in labels if one.name == "Beside")
    assert 20 < beside.x < 22


def label(
    name: str, lon: float, lat: float, rank: int, zoom: int = 0
) -> PlaceLabel:
    return PlaceLabel(name, name, lon, lat, rank, "settlement", zoom)


def written(
    labels: list[PlaceLabel], room: Room, most: int = 9
) -> list[str]:
    axes = Figure().add_axes((0, 0, 1, 1))
    draw_labels(
        axes, VIEW, room, labels, families=["DejaVu Sans"], most=most
    )
    return list(dict.fromkeys(text.get_text() for text in axes.texts))


def test_the_town_below_a_mark_is_named_first_and_once() -> None:
    """A name stands around the mark that hides its dot; a lesser place there has none."""
    room = Room(200.0, 137.0)
    room.block(100.0, 68.0, 3.0)  # the middle of the frame: 21 E, 42.5 N
    labels = [
        label("Far", 20.2, 42.2, 0),
        label("Town", 21.0, 42.5018, 60),
        label("Part", 21.005, 42.5018, 70),
    ]
    assert written(labels, room) == ["Town", "Far"]
    assert written(labels, Room(200.0, 137.0), most=1) == ["Far"]


def test_parts_of_towns_wait_for_their_scale() -> None:
    """Two degrees on 200 mm are zoom 9: what a page names from zoom 11 isn't written."""
    assert VIEW.zoom == pytest.approx(np.log2(100 * 96 / 25.4 * 360 / 256))
    labels = [
        label("Town", 21, 42.5, 0, 9),
        label("District", 20.5, 42.2, 1, 11),
    ]
    assert written(labels, Room(200.0, 137.0)) == ["Town"]
