"""Tests of lines: fronts, routes and fences, from any file, never dropped in silence."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner

import sitmap
from sitmap.cli import main
from sitmap.errors import DataWarning, InputError
from sitmap.layers.content import LinePicture

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "</script><b>{{ 7*7 }}"


def lines(**columns: Any) -> gpd.GeoDataFrame:
    """Three lines: a front since March 2022, a route of no date, a fence that went in 2010."""
    shapes = [
        shapely.LineString([(20.3, 42.7), (20.9, 42.9)]),
        shapely.MultiLineString(
            [[(20.4, 42.6), (21.0, 42.7)], [(21.0, 42.7), (21.3, 42.5)]]
        ),
        shapely.LineString([(20.5, 42.5), (20.8, 42.4)]),
    ]
    told = {
        "name": [HOSTILE, "Route Hawk", None],
        "name_sq": [None, "Rruga Skifteri", None],
        "type": ["front", "route", "fence"],
        "from": ["2022-03", None, "2001"],
        "to": [None, None, "2010"],
        "length_km": [56, None, 27.5],
    }
    return gpd.GeoDataFrame({**told, **columns}, geometry=shapes, crs=4326)


def incidents(day: str = "2023-05-01") -> pd.DataFrame:
    return pd.DataFrame(
        {"title": ["x"], "date": [day], "lat": [42.7], "lon": [20.8]}
    )


def drawn(day: str, **options: Any) -> list[str]:
    made = sitmap.Map(
        sitmap.conform(incidents(day)), lines=lines(), **options
    )
    return [stroke.name for stroke in made.content().strokes]


def test_a_dated_line_is_drawn_on_its_days() -> None:
    """The fence went with 2010, the front came in March 2022, the route was always there."""
    assert drawn("2010-12-31") == ["Route Hawk", ""]
    assert drawn("2022-02-28") == ["Route Hawk"]
    assert drawn("2022-03-01") == [HOSTILE, "Route Hawk"]
    assert drawn("2022-02-28", date="2024-01-01") == [HOSTILE, "Route Hawk"]


def test_what_is_not_drawn_is_told() -> None:
    """A line of other days, a point and an area among the lines are listed with their reason."""
    others = gpd.GeoDataFrame(
        {"name": ["a", "b"]},
        geometry=[shapely.Point(20, 42), shapely.box(20, 42, 21, 43)],
        crs=4326,
    )
    mixed = pd.concat([lines(), others], ignore_index=True)
    off = sitmap.Map(sitmap.conform(incidents()), lines=mixed).left_off
    assert off["why"].to_list() == [
        "is no line (Point); draw areas by --areas, points as incidents",
        "is no line (Polygon); draw areas by --areas, points as incidents",
        "a line that wasn't there on 2023-05-01",
    ]


def test_names_follow_the_map() -> None:
    """Albanian names where they are asked for, the usual one where there is none."""
    assert drawn("2023-05-01", names="sq") == [HOSTILE, "Rruga Skifteri"]


def test_the_key_tells_kinds_and_how_many() -> None:
    """Each kind has its look, and the name of its only line; without kinds there is one entry."""
    (name, (group,)), *_ = sitmap.Map(lines=lines(to=None)).content().key
    assert (name, [(one.text, one.count) for one in group.entries]) == (
        "Lines",
        [("fence", 1), (f"front: {HOSTILE}", 1), ("route: Route Hawk", 1)],
    )
    looks = {
        one.picture.look
        for one in group.entries
        if isinstance(one.picture, LinePicture)
    }
    assert len(looks) == 3
    plain = lines()[["name", "geometry"]]
    (name, (group,)), *_ = sitmap.Map(lines=plain, lang="de").content().key
    assert (name, [(one.text, one.count) for one in group.entries]) == (
        "Linien",
        [("Linien", 3)],
    )


def test_a_line_beside_the_incidents_is_in_the_first_view() -> None:
    """A front 100 km off is seen; one that crosses the view, or is continents off, changes none."""
    plain = sitmap.Map(sitmap.conform(incidents()))
    usual = plain.content().opening.box
    front = gpd.GeoDataFrame(
        {"name": ["Front"]},
        geometry=[shapely.LineString([(22.0, 42.0), (22.4, 43.4)])],
        crs=4326,
    )
    beside = sitmap.Map(sitmap.conform(incidents()), lines=front)
    west, south, east, north = beside.content().opening.box
    assert (west, south) <= (20.8, 42.0)
    assert (east, north) >= (22.4, 43.4)
    crossing = sitmap.Map(sitmap.conform(incidents()), lines=lines())
    assert crossing.content().opening.box == usual
    far = front.translate(60)
    away = sitmap.Map(
        sitmap.conform(incidents()), lines=front.set_geometry(far)
    )
    assert away.content().opening.box == usual


def test_a_seventh_kind_is_among_the_rest_which_names_them() -> None:
    """Five looks: beyond them the rarest kinds are one entry."""
    many = pd.concat([lines(), lines(), lines()], ignore_index=True)
    many["type"], many["to"] = [f"kind {at}" for at in range(9)], None
    (_, (group,)), *_ = sitmap.Map(lines=many).content().key
    assert (
        group.entries[-1].text
        == "other (5): kind 4, kind 5, kind 6, kind 7, kind 8"
    )


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "shp", "kml", "fgb"])
def test_lines_are_read_of_any_file(tmp_path: Path, ending: str) -> None:
    """Names, days and columns are the same whatever the format."""
    path = tmp_path / f"lines.{ending}"
    table = lines().drop(columns="name_sq")
    if ending == "kml":
        path.write_text(KML, "utf-8")
    else:
        table.to_crs(4326 if ending == "geojson" else 32634).to_file(path)
    read = sitmap.Lines(sitmap.read_lines(path)).lines.sort_values(
        "from", ascending=False
    )
    assert read["name_"].to_list() == [HOSTILE, "", "Route Hawk"]
    assert read["from"].to_list() == ["2022-03-01", "2001-01-01", ""]
    assert read["to"].to_list() == ["", "2010-12-31", ""]
    corners = shapely.get_coordinates(read.geometry.iloc[0])
    assert corners.ravel() == pytest.approx(
        [20.3, 42.7, 20.9, 42.9], abs=1e-6
    )


KML = """<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Placemark><name>&lt;/script&gt;&lt;b&gt;{{ 7*7 }}</name><TimeSpan><begin>2022-03</begin></TimeSpan>
<LineString><coordinates>20.3,42.7 20.9,42.9</coordinates></LineString></Placemark>
<Placemark><name>Route Hawk</name>
<LineString><coordinates>20.4,42.6 21.0,42.7 21.3,42.5</coordinates></LineString></Placemark>
<Placemark><TimeSpan><begin>2001</begin><end>2010</end></TimeSpan>
<LineString><coordinates>20.5,42.5 20.8,42.4</coordinates></LineString></Placemark>
</Document></kml>"""


def test_of_a_geopackage_the_layer_of_lines_is_read(tmp_path: Path) -> None:
    """A project's GeoPackage has areas and lines; each option takes its own."""
    path = tmp_path / "project.gpkg"
    areas = gpd.GeoDataFrame(
        {"name": ["A"]}, geometry=[shapely.box(20, 42, 21, 43)], crs=4326
    )
    areas.to_file(path, layer="areas")
    lines().to_file(path, layer="lines")
    assert len(sitmap.read_lines(path)) == 3
    assert len(sitmap.read_areas(path)) == 1


def test_the_other_shapes_option_is_told(tmp_path: Path) -> None:
    """Areas as lines and lines as areas are refused; lines as incidents are told of."""
    square = gpd.GeoDataFrame(
        {"name": ["A"]}, geometry=[shapely.box(20, 42, 21, 43)], crs=4326
    )
    square.to_file(tmp_path / "areas.geojson")
    lines().to_file(tmp_path / "lines.geojson")
    with pytest.raises(
        InputError,
        match=r"areas.geojson: holds no lines; draw areas by --areas",
    ):
        sitmap.read_lines(tmp_path / "areas.geojson")
    with pytest.raises(
        InputError,
        match=r"lines.geojson: holds lines and no areas.*--lines",
    ):
        sitmap.read_areas(tmp_path / "lines.geojson")
    with pytest.warns(
        DataWarning, match=r"is a line; drawn as the circle .* --lines"
    ):
        sitmap.read(tmp_path / "lines.geojson")
    both = pd.concat(
        [square, lines()[["name", "geometry"]]], ignore_index=True
    )
    with pytest.warns(
        DataWarning,
        match="3 of 4 shapes are no areas, and left off; draw lines by",
    ):
        assert len(sitmap.Areas(both).areas) == 1


def test_the_page_has_every_line_with_its_card() -> None:
    """Also those of other days, for the timeline; text is data."""
    made = sitmap.Map(
        sitmap.conform(incidents()), lines=lines(note=[HOSTILE, "", "x"])
    )
    (layer,) = (
        one
        for one in made._children.values()
        if isinstance(one, sitmap.Lines)
    )
    told = json.loads(gzip.decompress(layer.blobs()["core"]))["lines"]
    assert [line["facts"] for line in told] == [
        [["length_km", "56.0"], ["note", HOSTILE]],
        [["name_sq", "Rruga Skifteri"]],
        [["length_km", "27.5"], ["note", "x"]],
    ]
    page = made.get_root().render()
    assert HOSTILE not in page


def test_a_map_of_lines_alone_opens_at_them() -> None:
    """Without incidents what is in view are the lines."""
    west, south, east, north = (
        sitmap.Map(lines=lines()).content().opening.box
    )
    assert (west, south, east, north) == pytest.approx(
        (20.3, 42.4, 21.3, 42.9)
    )


def test_the_command_and_a_spec_draw_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What --lines drew is drawn again by the spec, to the byte; a figure of it has the name."""
    monkeypatch.chdir(tmp_path)
    incidents().to_csv("t.csv", index=False)
    lines().to_file("lines.geojson")
    told = [
        "map",
        "t.csv",
        "--lines",
        "lines.geojson",
        "-o",
        "a.html",
        "--save-spec",
        "a.toml",
    ]
    result = CliRunner().invoke(main, told)
    assert result.exit_code == 0, result.stderr
    assert "1 left off" in result.output
    first = (tmp_path / "a.html").read_bytes()
    assert CliRunner().invoke(main, ["map", "a.toml"]).exit_code == 0
    assert (tmp_path / "a.html").read_bytes() == first
    pytest.importorskip(
        "matplotlib", reason="needs the extra sitmap[figure]"
    )
    assert (
        CliRunner()
        .invoke(main, ["figure", "a.toml", "-o", "a.svg"])
        .exit_code
        == 0
    )
    assert "Route Hawk" in (tmp_path / "a.svg").read_text("utf-8")
