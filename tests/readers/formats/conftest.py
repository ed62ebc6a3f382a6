"""What tests of several formats read."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely


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
