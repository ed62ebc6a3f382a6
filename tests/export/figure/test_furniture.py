"""What stands around a map on paper."""

import geopandas as gpd
import pytest

import sitmap

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")

from matplotlib.figure import Figure

from sitmap.export.figure.furniture import draw_scale_bar, page_axes
from sitmap.export.figure.scene import read_scene
from sitmap.export.figure.view import View


@pytest.mark.parametrize(
    ("lon", "lat", "is_left", "is_low"),
    [
        ((21.5, 21.6), (42.5, 42.6), True, True),
        ((20.05, 21.5), (42.02, 42.6), False, True),
        ((20.05, 21.95, 20.05), (42.02, 42.02, 42.7), True, False),
    ],
)
def test_the_scale_bar_covers_no_mark(lon, lat, is_left, is_low):
    """At the lower left, or in the next corner that is free: 100 mm of paper, 20 to 22 E, 42 N."""
    points = gpd.points_from_xy(lon, lat, crs=4326)
    table = gpd.GeoDataFrame(
        {"place": "x"}, index=range(len(lon)), geometry=points
    )
    view = View((20.0, 42.0, 22.0, 43.0), 100.0, 67.5)
    scene = read_scene(sitmap.Map(table).content())
    axes = page_axes(Figure(), (0, 0, 100.0, 67.5))
    marks = scene.marks_in(view)
    left, low, right, high = draw_scale_bar(axes, view, marks)
    assert (left < 50, low < 34) == (is_left, is_low)
    for x, y in marks:
        assert not (left < x < right and low < y < high)
