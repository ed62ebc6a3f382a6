"""GeoJSON: of other programs, of one feature a line, of collections."""

import json

from tests.readers.made import FILES, write

import sitmap


def test_togeojson():
    """What @tmcw/togeojson makes of KML: markup as an object, spans, stamps."""
    table = sitmap.read(FILES / "togeojson.geojson")
    assert table.loc[0, "notes"] == "Stones were thrown. Two hurt."
    assert table["date_start"].astype("string").fillna("-").to_list() == [
        "-",
        "-",
        "2024-04-05",
        "2024-04-05",
    ]
    assert str(table.loc[2, "date_end"].date()) == "2024-04-06"
    assert table.loc[1, "place"] == "Zvecan, Kosovo"


def test_a_collection_of_one_point_is_that_point():
    """ArcGIS and ogr2ogr write points as MultiPoint: no radius, precision not stated."""
    table = sitmap.read(FILES / "multipoint.fgb")
    assert set(table["precision"]) == {"unknown"}
    assert table["uncertainty_m"].isna().all()
    assert (table.geometry.geom_type == "Point").all()


def test_geojson_one_feature_a_line(tmp_path):
    """GeoJSON text sequences, with and without the record separator."""
    feature = {"type": "Feature", "properties": {"title": "a"}}
    lines = [
        {
            **feature,
            "geometry": {"type": "Point", "coordinates": [20 + n, 42]},
        }
        for n in (0, 1)
    ]
    for mark in ("", "\x1e"):
        text = "".join(f"{mark}{json.dumps(line)}\n" for line in lines)
        table = sitmap.read(write(tmp_path, text, "a.geojsonl"))
        assert table.geometry.x.to_list() == [20, 21]
