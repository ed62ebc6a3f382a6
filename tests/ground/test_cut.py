"""A map gets what it can show: near incidents first, within the budget, the rest counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pytest
import shapely

from sitmap.errors import DataWarning, InputError
from sitmap.ground.choose import check_ground, choose_ground
from sitmap.ground.cut import Cut, cut_ground
from sitmap.ground.kinds import BY_NAME
from sitmap.ground.places import beside_borders, join_labels
from sitmap.ground.prepare import prepare_ground
from sitmap.ground.prepared import Prepared, read_prepared
from sitmap.ground.store import (
    add_ground,
    installed_ground,
    open_ground,
    remove_ground,
)
from tests.ground.made import LAT, LON, Town, make_town

if TYPE_CHECKING:
    from pathlib import Path

BOX = (LON - 1, LAT - 1, LON + 1, LAT + 1)
MIDDLE = np.array([[LON, LAT]])


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def town(tmp_path: Path) -> Prepared:
    source = make_town().write(tmp_path / "town.osm")
    return read_prepared(prepare_ground(source, tmp_path / "town.ground"))


def count(cut: Cut, kind: str) -> int:
    return int((cut.features.kinds == BY_NAME[kind]).sum())


def metres_to_houses(cut: Cut) -> list[float]:
    houses = cut.features.shapes[cut.features.kinds == BY_NAME["building"]]
    flat = shapely.transform(
        houses, lambda points: (points - (LON, LAT)) * (81_455, 111_195)
    )
    return [
        float(one) for one in shapely.distance(flat, shapely.Point(0, 0))
    ]


def test_everything_that_fits_is_kept(town: Prepared) -> None:
    cut = cut_ground([town], MIDDLE, BOX, limit_mb=2)
    assert len(cut.features) == sum(town.features.values())
    assert cut.left_off == {}


def test_houses_far_from_every_incident_are_not_drawn(
    town: Prepared,
) -> None:
    """50 km to the north what is drawn from afar is left: road, river and the town's name."""
    cut = cut_ground([town], np.array([[LON, LAT + 0.45]]), BOX, limit_mb=2)
    assert count(cut, "building") == 0
    assert count(cut, "street") == 0
    assert (
        count(cut, "primary"),
        count(cut, "river"),
        count(cut, "town"),
    ) == (1, 1, 1)


def test_an_uncertain_incident_gets_the_streets_of_all_its_disc_but_no_house(
    town: Prepared,
) -> None:
    """50 km to the north and uncertain by 25 km: streets reach 27 km beyond the disc."""
    far = np.array([[LON, LAT + 0.45]])
    cut = cut_ground(
        [town], far, BOX, limit_mb=2, radii_m=np.array([25_000.0])
    )
    assert (count(cut, "street"), count(cut, "building")) == (1, 0)


def test_what_the_budget_has_no_room_for_is_counted_and_the_town_keeps_its_name(
    tmp_path: Path,
) -> None:
    made = make_town()
    for at in range(900):
        made.house((at * 7919) % 1801, (at * 104_729) % 1499)
    source = made.write(tmp_path / "x.osm")
    prepared = read_prepared(prepare_ground(source, tmp_path / "x.ground"))
    cut = cut_ground([prepared], MIDDLE, BOX, limit_mb=0.003)
    assert len(cut.data) * 4 / 3 <= 3_000
    assert count(cut, "town") == count(cut, "primary") == 1
    assert cut.left_off["building"] + count(cut, "building") == 921
    everything = cut_ground([prepared], MIDDLE, BOX, limit_mb=2)
    nearest = sorted(metres_to_houses(everything))[: count(cut, "building")]
    assert sorted(metres_to_houses(cut)) == pytest.approx(nearest, abs=2)


def test_no_ground_draws_a_border_that_is_in_dispute(
    tmp_path: Path,
) -> None:
    """A square whose northern side is in dispute: of the other three all but the ends stays."""
    square = shapely.box(20.8, 42.8, 21.0, 43.0)
    table = gpd.GeoDataFrame(
        {"boundary": ["administrative"], "admin_level": ["2"]},
        geometry=[square],
        crs=4326,
    )
    table.to_file(tmp_path / "x.gpkg", layer="multipolygons", driver="GPKG")
    prepared = read_prepared(
        prepare_ground(tmp_path / "x.gpkg", tmp_path / "x.ground")
    )
    north = shapely.LineString([(20.7, 43.0), (21.1, 43.0)])
    cut = cut_ground(
        [prepared], MIDDLE, BOX, limit_mb=2, in_dispute=[north]
    )
    kept = shapely.union_all(cut.features.shapes)
    assert kept.bounds[3] == pytest.approx(42.97, abs=1e-3)
    assert kept.length == pytest.approx(0.8 - 0.2 - 2 * 0.03, abs=1e-3)


def test_a_coarse_border_gives_way_to_the_grounds(tmp_path: Path) -> None:
    square = shapely.box(20.8, 42.8, 21.0, 43.0)
    table = gpd.GeoDataFrame(
        {"boundary": ["administrative"], "admin_level": ["2"]},
        geometry=[square],
        crs=4326,
    )
    table.to_file(tmp_path / "x.gpkg", layer="multipolygons", driver="GPKG")
    prepared = read_prepared(
        prepare_ground(tmp_path / "x.gpkg", tmp_path / "x.ground")
    )
    ground = cut_ground([prepared], MIDDLE, BOX, limit_mb=2).features
    along = shapely.LineString([(20.8, 42.99), (21.0, 42.99)])
    elsewhere = shapely.LineString([(22, 44), (23, 44)])
    assert beside_borders([along, elsewhere], ground) == [elsewhere]


def test_a_place_that_the_basemap_names_is_not_named_twice(
    town: Prepared,
) -> None:
    ground = cut_ground([town], MIDDLE, BOX, limit_mb=2).features
    label = {
        "t": "Gur i Bardhë",
        "n": {},
        "x": LON + 0.02,
        "y": LAT,
        "k": "settlement",
        "r": 0,
    }
    assert join_labels([label], ground) == [label]
    far = {**label, "x": LON + 0.5}
    assert [one["t"] for one in join_labels([far], ground)] == [
        "Gur i Bardhë",
        "Whitestone",
    ]


def test_an_extract_elsewhere_leaves_the_map_without_ground_and_says_so(
    tmp_path: Path,
) -> None:
    source = make_town().write(tmp_path / "town.osm")
    with pytest.warns(
        DataWarning, match=r"lies elsewhere.*42\.90 to 42\.92 north"
    ):
        assert (
            choose_ground(
                source, np.array([[9.5, 47.1]]), (9, 46, 10, 48), limit_mb=2
            )
            is None
        )


def test_what_is_left_out_is_said_with_its_remedy(tmp_path: Path) -> None:
    source = make_town().write(tmp_path / "town.osm")
    with pytest.warns(
        DataWarning,
        match=r"features left off to fit 0\.0005 MB.*--ground-mb",
    ):
        choose_ground(source, MIDDLE, BOX, limit_mb=0.0005)


def test_the_second_map_of_an_extract_comes_from_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = make_town().write(tmp_path / "town.osm")
    first = open_ground(source)

    def never(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("sitmap.ground.store.prepare_ground", never)
    assert open_ground(source).blocks == first.blocks
    copy = tmp_path / "renamed.osm"
    copy.write_bytes(source.read_bytes())
    assert open_ground(copy).blocks == first.blocks


def test_a_damaged_file_in_the_cache_is_made_anew(tmp_path: Path) -> None:
    source = make_town().write(tmp_path / "town.osm")
    first = open_ground(source)
    first.path.write_bytes(b"")
    assert open_ground(source).blocks == first.blocks


def test_installed_ground_is_used_where_it_holds_the_incidents(
    town: Prepared,
) -> None:
    assert choose_ground(True, MIDDLE, BOX, limit_mb=2) is None
    add_ground(town.path)
    chosen = choose_ground(True, MIDDLE, BOX, limit_mb=2)
    assert chosen is not None
    assert chosen[1] == ("© OpenStreetMap contributors (ODbL)",)
    assert (
        choose_ground(
            True, np.array([[9.5, 47.1]]), (9, 46, 10, 48), limit_mb=2
        )
        is None
    )
    assert choose_ground(False, MIDDLE, BOX, limit_mb=2) is None
    remove_ground("town")
    assert installed_ground() == []


def test_a_damaged_file_is_never_installed(town: Prepared) -> None:
    data = bytearray(town.path.read_bytes())
    data[-20] ^= 255
    town.path.write_bytes(data)
    with pytest.raises(InputError):
        add_ground(town.path)
    assert installed_ground() == []


@pytest.mark.parametrize(
    ("given", "limit", "told"),
    [
        ("nowhere.osm.pbf", 2, "is no file"),
        (3, 2, "ground is 3"),
        (True, 0, "ground_mb is 0"),
        (True, float("nan"), "ground_mb is nan"),
        (True, "2", "ground_mb is '2'"),
    ],
)
def test_a_wrong_option_is_refused(
    given: object, limit: object, told: str
) -> None:
    with pytest.raises(InputError, match=told):
        check_ground(given, limit)


def test_an_empty_town_holds_nothing_and_says_so(tmp_path: Path) -> None:
    empty = Town()
    empty.node(0, 0, natural="tree")
    with pytest.raises(InputError, match="holds no roads"):
        prepare_ground(
            empty.write(tmp_path / "x.osm"), tmp_path / "x.ground"
        )
