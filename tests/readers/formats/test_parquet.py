"""GeoParquet."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

import sitmap
from sitmap.readers import describe_reading


@pytest.fixture
def two_points():
    """Two incidents in UTM zone 34N, as a colleague's GIS would have them."""
    frame = pd.DataFrame(
        {
            "title": ["Clashes", "Blockade"],
            "date": ["2023-05-29", "2022-12-10"],
        }
    )
    points = gpd.GeoSeries(
        [shapely.Point(20.8403, 42.907), shapely.Point(20.6867, 42.9556)],
        crs=4326,
    )
    return gpd.GeoDataFrame(frame, geometry=points).to_crs(32634)


def test_geoparquet(tmp_path, two_points):
    """GeoParquet in any CRS."""
    pytest.importorskip("pyarrow", reason="needs the extra sitmap[parquet]")
    two_points.to_parquet(tmp_path / "a.parquet")
    table = sitmap.read(tmp_path / "a.parquet")
    assert "GeoParquet" in describe_reading(table)
    assert table.geometry.x.to_list() == pytest.approx(
        [20.8403, 20.6867], abs=1e-6
    )
