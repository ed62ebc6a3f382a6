"""KML and KMZ: what other programs write, read as they meant it, or refused in a line."""

import pytest
from click.testing import CliRunner
from tests.readers import made_tables
from tests.readers.made import FILES, days, read_quietly, write
from tests.work import count_calls

import sitmap
from sitmap.cli import main
from sitmap.errors import DataWarning, InputError


def test_kml_and_kmz(tmp_path):
    """Placemarks in folders, points and areas; a KMZ is the same in a zip file."""
    import zipfile

    table = read_quietly(tmp_path, made_tables.KML)
    assert table["title"].to_list() == [
        "Clashes in Zvečan",
        "Area",
        "Nowhere",
    ]
    assert table.loc[0, "notes"] == "A crowd & troops"
    assert str(table.loc[0, "date_start"].date()) == "2023-05-29"
    assert table.geometry.notna().to_list() == [True, True, False]
    assert table.loc[1, "uncertainty_m"] == pytest.approx(
        69_500, rel=0.03
    )  # half a degree square's diagonal
    with zipfile.ZipFile(
        tmp_path / "a.kmz", "w", zipfile.ZIP_DEFLATED
    ) as archive:
        archive.writestr("doc.kml", made_tables.KML)
    with pytest.warns(
        DataWarning,
        match="row 2: is a line or an area; drawn as the circle of 69 km",
    ):
        again = sitmap.read(tmp_path / "a.kmz")
    assert again["title"].to_list() == table["title"].to_list()


def test_my_maps():
    """A date wherever the placemark keeps it; an address is a place; markup is no text."""
    table = sitmap.read(FILES / "my-maps.kml")
    assert days(table) == ["2024-03-05", "2024-03-06", "2024-03-07"]
    assert table.loc[0, "notes"] == "Stones were thrown. Two hurt."
    assert table.loc[0, "media"] == "https://example.org/a.jpg"
    assert table.loc[2, "place"] == "Zvecan, Kosovo"


def test_kmz_whose_placemarks_are_in_another_file():
    """GDAL links doc.kml to layers/incidents.kml, which is in the archive."""
    table = sitmap.read(FILES / "gdal.kmz")
    assert table["title"].to_list() == ["Shots at the bridge", "Road block"]


def test_kml_that_is_only_a_link(tmp_path):
    """Nothing to read is no empty map: exit code 2, and the remedy."""
    with pytest.raises(
        InputError,
        match=r'holds only a link .* without "keep data up to date"',
    ):
        sitmap.read(FILES / "only-a-link.kml")
    out = tmp_path / "map.html"
    done = CliRunner().invoke(
        main, ["map", str(FILES / "only-a-link.kml"), "-o", str(out)]
    )
    assert (done.exit_code, out.exists()) == (2, False)
    empty = write(
        tmp_path,
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>',
        "a.kml",
    )
    with pytest.raises(InputError, match="holds no placemark"):
        sitmap.read(empty)


def test_many_placemarks_take_no_longer_each(tmp_path):
    """Four times as many in one folder, which has no name, are four times the work."""
    mark = "<Placemark><Point><coordinates>20,42</coordinates></Point></Placemark>"
    calls = []
    for count in (1_000, 4_000):
        body = f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{mark * count}</Document></kml>'
        path = write(tmp_path, body, f"{count}.kml")
        assert len(sitmap.read(path)) == count
        calls.append(count_calls(lambda path=path: sitmap.read(path)))
    assert calls[1] < 4.4 * calls[0]


def test_kml_tracks_and_models(tmp_path):
    """A track of one point and a model stand at a point."""
    body = """<kml xmlns="http://www.opengis.net/kml/2.2"
    xmlns:gx="http://www.google.com/kml/ext/2.2"><Placemark><name>a</name>
    <gx:Track><when>2024-03-05</when><gx:coord>20.8 42.9 0</gx:coord></gx:Track>
    </Placemark><Placemark><name>b</name><Model><Location><longitude>20.7</longitude>
    <latitude>42.8</latitude></Location></Model></Placemark></kml>"""
    table = sitmap.read(write(tmp_path, body, "a.kml"))
    assert [(p.x, p.y) for p in table.geometry] == [
        (20.8, 42.9),
        (20.7, 42.8),
    ]


def test_blanks_around_commas_are_no_further_points(tmp_path):
    """Typed by hand: Google Earth takes them, too."""
    path = tmp_path / "typed.kml"
    path.write_text(
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>A</name><Point>'
        "<coordinates> 37.0 , 48.0 , 0 </coordinates></Point></Placemark></Document></kml>"
    )
    point = sitmap.read(path).geometry[0]
    assert (point.x, point.y) == (37.0, 48.0)
