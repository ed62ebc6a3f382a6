"""GeoParquet."""

import geopandas as gpd
import pandas as pd
import pytest

import sitmap
from sitmap.readers import describe_reading


def test_geoparquet(tmp_path, two_points):
    """GeoParquet in any CRS."""
    pytest.importorskip("pyarrow", reason="needs the extra sitmap[parquet]")
    two_points.to_parquet(tmp_path / "a.parquet")
    table = sitmap.read(tmp_path / "a.parquet")
    assert "GeoParquet" in describe_reading(table)
    assert table.geometry.x.to_list() == pytest.approx(
        [20.8403, 20.6867], abs=1e-6
    )


def test_feather_is_read_as_parquet_is(tmp_path):
    """With a geometry, and without one."""
    plain = pd.DataFrame(
        {"date": ["2024-03-05"], "place": ["Gao"], "killed": [2]}
    )
    plain.to_feather(tmp_path / "a.feather")
    table = sitmap.read(tmp_path / "a.feather")
    assert table["fatalities_best"].to_list() == [2]
    shapes = gpd.GeoDataFrame(
        plain, geometry=gpd.points_from_xy([-0.04], [16.27]), crs=4326
    )
    shapes.to_feather(tmp_path / "b.feather")
    assert sitmap.read(tmp_path / "b.feather").geometry[0].x == -0.04
