"""A figure across the antimeridian shows what its key counts."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")

import sitmap
from sitmap.export.figure.antimeridian import turn_shape
from sitmap.export.figure.basemap import load_land
from sitmap.export.figure.scene import read_scene
from sitmap.export.figure.view import fit_view

PLACES = {
    "Suva": (178.44, -18.14),
    "Labasa": (179.37, -16.43),
    "Taveuni": (-179.97, -16.8),
    "Apia": (-171.77, -13.83),
}


@pytest.fixture(scope="module")
def pacific() -> sitmap.Map:
    lon, lat = zip(*PLACES.values(), strict=True)
    rows = {"title": list(PLACES), "longitude": lon, "latitude": lat}
    sites = {"name": ["Post"], "lat": [-14.0], "lon": [-171.8]}
    line = shapely.LineString([(-179.0, -17.0), (-178.0, -16.0)])
    front = gpd.GeoDataFrame({"name": ["Front"]}, geometry=[line], crs=4326)
    return sitmap.Map(
        pd.DataFrame({**rows, "precision": "place"}),
        presence=pd.DataFrame(sites),
        lines=front,
    )


def test_every_incident_lies_in_the_frame(pacific):
    """Those east of the line stand beyond 180 degrees; their table keeps the source's own."""
    content = pacific.content()
    scene = read_scene(content)
    view = fit_view(scene.bounds, 200, 160)
    spots = scene.marks_in(view)
    assert ((spots > 0) & (spots < (view.width_mm, view.height_mm))).all()
    assert scene.incidents.geometry.x.to_list() == pytest.approx(
        [178.44, 179.37, 180.03, 188.23]
    )
    assert content.incident_points[:, 0].min() == pytest.approx(-179.97)
    assert scene.content.sites[0].lon == pytest.approx(188.2)
    assert scene.content.strokes[0].geometry.bounds[0] == 181.0


def test_its_land_and_its_names_are_there_on_both_sides(pacific):
    """Viti Levu west of the line and Upolu east of it, each with its towns."""
    scene = read_scene(pacific.content())
    view = fit_view(scene.bounds, 200, 160)
    land = {code: cut for code, _, cut in load_land(view.box).countries}
    assert land["FJ"].intersects(shapely.Point(178.0, -17.8).buffer(0.2))
    assert land["WS"].bounds[0] > 187
    labels = {one.name: one.lon for one in scene.labels_in(view.box)}
    assert labels["Suva"] == pytest.approx(178.43, abs=0.05)
    assert labels["Apia"] == pytest.approx(188.23, abs=0.05)


def test_a_figure_elsewhere_is_left_as_it_is():
    """Kosovo and a map of the whole world have no seam."""
    rows = {
        "title": ["a", "b"],
        "longitude": [-170, 170],
        "latitude": [1, 2],
    }
    whole = pd.DataFrame({"longitude": [0.0], "latitude": [1.0]})
    world = pd.concat([pd.DataFrame(rows), whole.assign(title="c")])
    scene = read_scene(sitmap.Map(world).content())
    assert np.ptp(scene.incidents.geometry.x) <= 360
    assert turn_shape(shapely.Point(20, 42), -160.0).x == 20
