"""A map made of files."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

from sitmap.errors import InputError
from sitmap.map_files import make_map

TABLE = pd.DataFrame(
    {"title": ["x"], "latitude": [42.5], "longitude": [20.5]}
)


@pytest.fixture
def districts(tmp_path):
    path = tmp_path / "areas.geojson"
    table = gpd.GeoDataFrame(
        {"wording": ["North"]},
        geometry=[box(20, 42, 21, 43)],
        crs=4326,
    )
    table.to_file(path, driver="GeoJSON")
    return path


def test_roles_without_a_file_are_none(districts):
    """What a command leaves open is no layer."""
    beside = {"areas": districts, "lines": None, "presence": None}
    one = make_map(TABLE, beside, title="T", area_name="wording")
    kinds = [type(child).__name__ for child in one._children.values()]
    assert kinds == ["Basemap", "Areas", "Incidents"]
    assert one.title == "T"


def test_the_column_that_names_the_areas_may_be_told(districts):
    """Where it is called as no list of ours says."""
    one = make_map(TABLE, {"areas": districts}, area_name="wording")
    (areas,) = [
        child
        for child in one._children.values()
        if type(child).__name__ == "Areas"
    ]
    assert areas.areas["names"].to_list() == [["North"]]


@pytest.mark.parametrize(
    "told", [{"raster_credit": "x"}, {"raster_opacity": 0.5}]
)
def test_a_word_on_a_picture_needs_the_picture(told):
    """An option that does nothing would be a lie."""
    (name,) = told
    with pytest.raises(InputError, match=f"{name}: says nothing without"):
        make_map(TABLE, {}, **told)
