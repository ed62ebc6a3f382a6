"""Extracts become prepared ground: kinds, names, joined roads; a bad one is said in a line."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pytest
import shapely

from sitmap.errors import DataWarning, InputError
from sitmap.ground.kinds import BY_NAME
from sitmap.ground.prepare import prepare_ground
from sitmap.ground.prepared import read_prepared
from tests.ground.made import LAT, LON, Town, make_town

if TYPE_CHECKING:
    from sitmap.ground.features import Features

LIECHTENSTEIN = (
    Path(__file__).parents[3]
    / "shared/data/streets/liechtenstein-2013.osm.pbf"
)
needs_extract = pytest.mark.skipif(
    not LIECHTENSTEIN.is_file(),
    reason="the extract of Liechtenstein isn't here",
)


def prepared_of(source: Path) -> Features:
    target = source.with_suffix(".ground")
    prepare_ground(source, target)
    return read_prepared(target).read(lambda _: True)


def rows_of(ground: Features, kind: str) -> Features:
    return ground.only(ground.kinds == BY_NAME[kind])


@pytest.fixture
def town(tmp_path: Path) -> Features:
    return prepared_of(make_town().write(tmp_path / "town.osm"))


def test_a_town_keeps_what_a_map_draws(town: Features) -> None:
    """Counted by hand in `make_town`: 20 houses and the hospital's building."""
    counts = {
        kind: int((town.kinds == at).sum()) for kind, at in BY_NAME.items()
    }
    drawn = {kind: count for kind, count in counts.items() if count}
    assert drawn == {
        "building": 21,
        "forest": 1,
        "river": 1,
        "street": 1,
        "primary": 1,
        "town": 1,
        "peak": 1,
        "hospital": 1,
    }


def test_two_pieces_of_one_road_become_one_line(town: Features) -> None:
    """The pieces meet in the middle; their ends lie 2,000 m to the west and to the east."""
    (road,) = rows_of(town, "primary").shapes
    assert sorted(
        round((x - LON) * 81_455, -1)
        for x, _ in (road.coords[0], road.coords[-1])
    ) == [
        -2_000,
        2_000,
    ]


def test_names_come_with_their_languages(town: Features) -> None:
    (text,) = rows_of(town, "town").texts
    assert (text.name, dict(text.names)) == (
        "Whitestone",
        {"local": "Gur i Bardhë", "sr-Cyrl": "Бели Камен"},
    )
    (road,) = rows_of(town, "primary").texts
    assert (road.name, road.ref) == ("Main Road", "M2")
    (peak,) = rows_of(town, "peak").texts
    assert (peak.name, peak.ref) == ("Maja", "1302")


def test_points_lie_where_they_were_made(town: Features) -> None:
    (point,) = rows_of(town, "peak").shapes
    assert point.y == pytest.approx(LAT + 2_500 / 111_195, abs=1e-5)


def test_a_geopackage_of_the_layers_gives_the_same(tmp_path: Path) -> None:
    """GDAL's own layout keeps what it doesn't know in one column, as ogr2ogr writes it."""
    line = shapely.LineString([(20.86, 42.9), (20.87, 42.9)])
    table = gpd.GeoDataFrame(
        {
            "name": ["Main Road"],
            "highway": ["primary"],
            "other_tags": [
                '"ref"=>"M2","name:sr"=>"Главна \\"A\\"","bridge"=>"yes"'
            ],
        },
        geometry=[line],
        crs=4326,
    )
    table.to_file(tmp_path / "x.gpkg", layer="lines", driver="GPKG")
    ground = prepared_of(tmp_path / "x.gpkg")
    (road,) = rows_of(ground, "primary").texts
    assert (road.name, road.ref) == ("Main Road", "M2")
    assert len(rows_of(ground, "bridge")) == 1


def test_an_island_in_a_lake_stays_a_hole(tmp_path: Path) -> None:
    """Outer rings run against the clock, holes with it: the page fills by that rule."""
    ring = shapely.box(20.80, 42.80, 20.82, 42.82)
    island = shapely.box(20.805, 42.805, 20.815, 42.815)
    table = gpd.GeoDataFrame(
        {"natural": ["water"]}, geometry=[ring - island], crs=4326
    )
    table.to_file(tmp_path / "x.gpkg", layer="multipolygons", driver="GPKG")
    rings = rows_of(prepared_of(tmp_path / "x.gpkg"), "water").shapes
    turns = sorted(
        (
            shapely.is_ccw(shapely.LinearRing(one)),
            round(shapely.Polygon(one).area, 6),
        )
        for one in rings
    )
    assert turns == [(False, 0.0001), (True, 0.0004)]


def test_a_border_that_two_neighbours_tell_is_drawn_once(
    tmp_path: Path,
) -> None:
    """Two squares side by side: seven sides, where each tells four."""
    table = gpd.GeoDataFrame(
        {"boundary": ["administrative"] * 2, "admin_level": ["6", "8"]},
        geometry=[
            shapely.box(20.8, 42.8, 20.9, 42.9),
            shapely.box(20.9, 42.8, 21.0, 42.9),
        ],
        crs=4326,
    )
    table.to_file(tmp_path / "x.gpkg", layer="multipolygons", driver="GPKG")
    ground = prepared_of(tmp_path / "x.gpkg")
    length = sum(
        one.length
        for kind in ("district", "municipality")
        for one in rows_of(ground, kind).shapes
    )
    assert length == pytest.approx(0.7, abs=1e-3)


def test_names_are_one_line_without_marks_that_turn_writing(
    tmp_path: Path,
) -> None:
    town = Town()
    town.node(0, 0, place="village", name="<img src=x>\u202e\u2028Veri")
    town.node(0, 900, place="village", name="n" * 500)
    texts = prepared_of(town.write(tmp_path / "x.osm")).texts
    assert [text.name for text in sorted(texts)] == [
        "<img src=x> Veri",
        "n" * 120,
    ]


def test_what_crosses_the_antimeridian_or_is_a_bomb_is_left_out_and_said(
    tmp_path: Path,
) -> None:
    around = np.linspace(0, 2 * np.pi, 150_000)
    bomb = shapely.LineString(
        np.column_stack(
            [20.8 + 0.01 * np.cos(around), 42.8 + 0.01 * np.sin(around)]
        )
    )
    shapes = [
        shapely.LineString([(179.9, 0), (-179.9, 0)]),
        bomb,
        shapely.LineString([(20.8, 42.7), (20.9, 42.7)]),
        shapely.LineString(
            [(20.8, 42.8), (20.81, 42.81), (20.81, 42.8), (20.8, 42.81)]
        ),
    ]
    table = gpd.GeoDataFrame(
        {"highway": ["primary"] * 4}, geometry=shapes, crs=4326
    )
    table.to_file(tmp_path / "x.gpkg", layer="lines", driver="GPKG")
    with pytest.warns(DataWarning, match="2 features left off"):
        ground = prepared_of(tmp_path / "x.gpkg")
    assert len(rows_of(ground, "primary")) == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.osm.pbf", b"no extract at all"),
        ("x.osm.pbf", b""),
        ("x.osm", b"<osm version='0.6'><node id='1' lat='4"),
        ("x.osm", b"<gpx></gpx>"),
        ("x.gpkg", b"SQLite format 3\0" + b"\0" * 100),
    ],
)
def test_what_is_no_extract_is_one_line(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as told:
        prepare_ground(tmp_path / name, tmp_path / "x.ground")
    assert name in str(told.value)
    assert "\n" not in str(told.value)
    assert not (tmp_path / "x.ground").exists()


def test_a_table_of_another_layout_is_told_from_an_extract(
    tmp_path: Path,
) -> None:
    table = gpd.GeoDataFrame(
        {"a": [1]}, geometry=[shapely.Point(20, 42)], crs=4326
    )
    table.to_file(tmp_path / "x.gpkg", layer="villages", driver="GPKG")
    with pytest.raises(
        InputError, match="its layers are villages, not points"
    ):
        prepare_ground(tmp_path / "x.gpkg", tmp_path / "x.ground")


def test_another_ending_says_what_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.shp").write_bytes(b"")
    with pytest.raises(InputError, match=r"ground comes from .osm.pbf"):
        prepare_ground(tmp_path / "x.shp", tmp_path / "x.ground")


@needs_extract
def test_a_truncated_extract_is_one_line(tmp_path: Path) -> None:
    data = LIECHTENSTEIN.read_bytes()
    (tmp_path / "x.osm.pbf").write_bytes(data[: len(data) * 2 // 3])
    with pytest.raises(InputError, match="download it again"):
        prepare_ground(tmp_path / "x.osm.pbf", tmp_path / "x.ground")


@needs_extract
@pytest.mark.parametrize("at", [2_000, 300_000, 590_000])
def test_an_extract_with_a_damaged_part_is_one_line(
    tmp_path: Path, at: int
) -> None:
    """GDAL would read what lies before the damage, and say nothing."""
    data = bytearray(LIECHTENSTEIN.read_bytes())
    data[at : at + 20] = bytes(20)
    (tmp_path / "x.osm.pbf").write_bytes(data)
    with pytest.raises(
        InputError, match=r"is damaged, .* bytes from its beginning"
    ):
        prepare_ground(tmp_path / "x.osm.pbf", tmp_path / "x.ground")


def test_a_way_of_a_million_nodes_is_left_out_and_said(
    tmp_path: Path,
) -> None:
    town = make_town()
    nodes = [town.node(at % 100, at // 100) for at in range(12_000)]
    town.way_of([*nodes, *nodes[:200]] * 80, highway="primary", name="Bomb")
    with pytest.warns(DataWarning, match="1 features left off"):
        ground = prepared_of(town.write(tmp_path / "x.osm"))
    assert len(rows_of(ground, "primary")) == 1


@needs_extract
def test_a_real_extract_takes_less_than_900_kilobytes_for_1000_square_kilometres(
    tmp_path: Path,
) -> None:
    """Liechtenstein has 160 square kilometres (https://en.wikipedia.org/wiki/Liechtenstein)."""
    prepare_ground(LIECHTENSTEIN, tmp_path / "x.ground")
    assert (tmp_path / "x.ground").stat().st_size < 0.9e6 * 160 / 1000


def test_the_same_extract_gives_the_same_bytes(tmp_path: Path) -> None:
    source = make_town().write(tmp_path / "town.osm")
    for name in ("a", "b"):
        prepare_ground(source, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_file_is_read_without_pyarrow_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = make_town().write(tmp_path / "town.osm")
    prepare_ground(source, tmp_path / "a")
    monkeypatch.setattr(
        "sitmap.ground.osm.importlib.util.find_spec", lambda _: None
    )
    prepare_ground(source, tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_nothing_is_said_of_a_whole_extract(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        prepared_of(make_town().write(tmp_path / "town.osm"))
