"""Areas on paper: the outline of the area that an incident is known to lie in."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

import sitmap

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")


def test_a_row_known_to_an_area_has_the_areas_own_outline():
    """By its name, upper or lower case, as on the page; another's name leaves the circle."""
    from sitmap.export.figure import area_marks
    from sitmap.export.figure.scene import read_scene
    from sitmap.export.figure.view import fit_view, project

    square = gpd.GeoDataFrame(
        {"name": ["West"]},
        geometry=[shapely.box(20.5, 42.3, 21.2, 42.8)],
        crs=4326,
    )
    rows = {
        "title": ["a", "b"],
        "place": ["WEST", "Elsewhere"],
        "precision": "admin1",
    }
    table = pd.DataFrame(
        {
            **rows,
            "lat": [42.6, 43.0],
            "lon": [21.0, 22.0],
            "date": "2023-01-01",
        }
    )
    scene = read_scene(
        sitmap.Map(sitmap.read(table), areas=square).content()
    )
    view = fit_view(scene.bounds, 150, 120)
    found = {
        area.names[0]: area_marks._outline(scene, area, {})
        for area in area_marks._areas_of(scene.wide, view)
    }
    assert found["WEST"].equals(project(square.geometry.union_all()))
    assert not found["Elsewhere"].equals(found["WEST"])
