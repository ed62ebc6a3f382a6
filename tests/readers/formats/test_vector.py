"""Shapefiles, GeoPackages and others that GDAL reads: brought to degrees."""

import pytest

import sitmap
from sitmap.errors import InputError
from sitmap.readers import describe_reading


@pytest.mark.parametrize(
    ("name", "driver", "kind"),
    [
        ("a.gpkg", "GPKG", "GeoPackage"),
        ("a.shp", "ESRI Shapefile", "Shapefile"),
        ("a.fgb", "FlatGeobuf", "FlatGeobuf"),
    ],
)
def test_gis_files_are_brought_to_degrees(
    tmp_path, two_points, name, driver, kind
):
    """Told by their first bytes, whatever they are called; metres become degrees."""
    two_points.to_file(tmp_path / name, driver=driver)
    table = sitmap.read(tmp_path / name)
    assert kind in describe_reading(table)
    assert sorted(table["title"]) == ["Blockade", "Clashes"]
    clashes = table[table["title"] == "Clashes"].iloc[0]
    assert (clashes.geometry.x, clashes.geometry.y) == pytest.approx(
        (20.8403, 42.907), abs=1e-6
    )
    assert str(clashes["date_start"].date()) == "2023-05-29"


def test_a_zipped_shapefile(tmp_path, two_points):
    """Shapefiles travel as zip files; a part that would leave the folder doesn't."""
    import zipfile

    two_points.to_file(tmp_path / "a.shp")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for part in tmp_path.glob("a.*"):
            if part.suffix != ".zip":
                archive.write(part, f"../../x/{part.name}")
    assert sorted(sitmap.read(tmp_path / "a.zip")["title"]) == [
        "Blockade",
        "Clashes",
    ]


def test_a_geopackage_of_several_layers_asks_which(tmp_path, two_points):
    """No layer is picked silently."""
    two_points.to_file(tmp_path / "a.gpkg", layer="one")
    two_points.to_file(tmp_path / "a.gpkg", layer="two")
    with pytest.raises(
        InputError, match=r"2 layers \(one, two\); name one"
    ):
        sitmap.read(tmp_path / "a.gpkg")
    assert len(sitmap.read(tmp_path / "a.gpkg", layer="two")) == 2
