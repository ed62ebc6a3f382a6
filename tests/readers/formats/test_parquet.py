"""GeoParquet."""

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
