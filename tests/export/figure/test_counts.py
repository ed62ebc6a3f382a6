"""Counts on paper: the page's classes and colours, cells as fine as paper shows."""

import warnings

import numpy as np
import pandas as pd
import pytest
from tests.synthetic import make_summary

import sitmap
from sitmap.errors import DataWarning
from sitmap.layers.looks import RAMP
from sitmap.layers.words import load_words

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")
pytest.importorskip("h3", reason="needs the extra sitmap[scale]")

from sitmap.layers.density_key import count_places, find_breaks


@pytest.mark.parametrize(
    ("values", "breaks"),
    [
        ([0, 1, 2, 3], [2, 3]),
        ([0, 5, 9000], [15, 50, 150, 500, 1500, 5000]),
        ([260, 300, 433], [270, 300, 330, 360, 390, 420]),
        ([0, 0], []),
    ],
)
def test_classes_are_the_pages(values, breaks):
    """The same numbers as in src/sitmap/web/test/density.test.js."""
    assert find_breaks(np.array(values)) == breaks


def test_colours_are_the_pages(root):
    """The ramp for light."""
    ramp = (root / "src/sitmap/web/src/layers/density/ramp.js").read_text(
        "utf-8"
    )
    assert 'LIGHT = ["' + '", "'.join(RAMP) + '"]' in ramp


def test_cells_on_paper_are_wide_enough_to_be_seen():
    """All of the incidents, in larger cells where the map is wide."""
    layer = sitmap.Density(make_summary(20_000, places=5_000))
    words = load_words("en")
    world = count_places(layer, (-180, -60, 180, 75), words)
    town = count_places(layer, (20, 42, 22, 43), words)
    assert world.told.startswith(
        "Cells about 320 km across (H3 2), 2015-01-0"
    )
    assert "(H3 5), 2015" in town.told
    assert world.incidents.sum() == town.incidents.sum() == 20_000
    assert len(world.outlines) < len(town.outlines)


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_map_of_counts_becomes_a_figure(ending, tmp_path):
    """With its legend in numbers; nothing is said to be left out of it."""
    made = sitmap.Map(
        density=make_summary(20_000, box=(19.0, 41.0, 23.0, 45.0)),
        title="Counts",
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error", DataWarning)
        path = made.figure(tmp_path / f"counts.{ending}", dpi=60)
    if ending == "svg":
        text = path.read_text("utf-8")
        assert "Incidents in each cell" in text
        assert "and more" in text


def test_counts_by_area_become_a_figure(tmp_path):
    """Areas without incidents stay blank."""
    import geopandas as gpd
    from shapely.geometry import box

    areas = gpd.GeoDataFrame(
        {"name": ["West", "East"]},
        geometry=[box(20, 42, 21, 43), box(21, 42, 22, 43)],
        crs=4326,
    )
    rows = pd.DataFrame({"area": ["West"], "incidents": [12]})
    text = (
        sitmap.Map(density=rows, areas=areas, title="Counts")
        .figure(tmp_path / "a.svg", dpi=40)
        .read_text("utf-8")
    )
    assert "Incidents in each area" in text
