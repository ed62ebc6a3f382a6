"""ArcGIS's own JSON: points and shapes, brought to degrees."""

import json

import pytest
import shapely
from tests.readers.made import FILES, days, write

import sitmap
from sitmap.errors import DataWarning, InputError
from sitmap.readers import describe_reading


def test_esri_json():
    """ArcGIS's own JSON: attributes, Web Mercator, milliseconds, an empty point, a cut page."""
    with pytest.warns(DataWarning) as told:
        table = sitmap.read(FILES / "esri.json")
    assert any(
        "cut these features at its limit" in str(each.message)
        for each in told
    )
    assert "Esri JSON" in describe_reading(table)
    assert days(table) == ["2024-03-05", "2024-03-06"]
    assert table["event_type"].to_list() == ["Protests", "Battles"]
    assert table["fatalities_best"].to_list() == [0, 3]
    assert table.geometry.notna().to_list() == [True, False]
    # x / 6378137 m in degrees, and y by the inverse of EPSG:3857's formula
    assert (table.geometry.x[0], table.geometry.y[0]) == pytest.approx(
        (20.866, 42.887), abs=1e-3
    )
    assert "its geometry is empty" in table.loc[1, "problem"]


def test_esri_json_of_shapes(tmp_path):
    """A ring with a hole is an area; a code that nobody knows is told."""
    rings = [[[0, 0], [0, 0.01], [0.01, 0.01], [0.01, 0], [0, 0]]]
    features = [
        {"attributes": {"date": "2024-03-05"}, "geometry": {"rings": rings}}
    ]
    data = {"geometryType": "esriGeometryPolygon", "features": features}
    path = write(
        tmp_path,
        json.dumps({**data, "spatialReference": {"wkid": 4326}}),
        "a.json",
    )
    table = sitmap.read(path)
    assert table.loc[0, "precision"] == "near"
    assert shapely.box(0, 0, 0.01, 0.01).contains(table.geometry[0])
    path = write(
        tmp_path,
        json.dumps({**data, "spatialReference": {"wkid": 99999999}}),
        "b.json",
    )
    with pytest.raises(
        InputError,
        match=r"spatialReference 99999999 isn't known; ask .* outSR=4326",
    ):
        sitmap.read(path)
