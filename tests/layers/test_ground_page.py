"""A page with ground: its data is inert, its credit told, and a bad one costs no map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import folium
import pandas as pd
import pytest
from tests.ground.made import LAT, LON, make_town

import sitmap
from sitmap.errors import DataWarning, InputError
from sitmap.ground.kinds import BY_NAME, KINDS
from sitmap.ground.prepare import prepare_ground
from sitmap.ground.store import add_ground
from sitmap.layers import Basemap

if TYPE_CHECKING:
    from pathlib import Path

CREDIT = "OpenStreetMap contributors (ODbL)"


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return make_town().write(tmp_path / "town.osm")


def incidents() -> pd.DataFrame:
    rows = {
        "title": ["A shot", "A march"],
        "latitude": [LAT, LAT + 0.002],
        "longitude": [LON, LON],
    }
    return pd.DataFrame(rows)


def page_of(ground: object) -> str:
    return (
        sitmap.Map(incidents(), basemap=Basemap(ground=ground))
        .get_root()
        .render()
    )


def test_a_page_with_ground_holds_its_block_its_script_and_its_credit(
    town: Path,
) -> None:
    page = page_of(town)
    assert 'id="basemap_1/ground"' in page
    assert CREDIT in page
    assert (
        page.count("paintTile") == 0
    )  # the bundle is minified, its names are not the sources'
    assert 'http-equiv="Content-Security-Policy"' in page


def test_a_page_without_ground_is_as_it_was(town: Path) -> None:
    page = page_of(False)
    assert '/ground"' not in page
    assert "OpenStreetMap" not in page
    assert len(page_of(town)) < len(page) + 40_000


def test_what_is_installed_is_used_by_default(
    town: Path, tmp_path: Path
) -> None:
    assert CREDIT not in sitmap.Map(incidents()).get_root().render()
    add_ground(prepare_ground(town, tmp_path / "town.ground"))
    assert CREDIT in sitmap.Map(incidents()).get_root().render()


def test_a_plain_folium_map_draws_it_too(town: Path) -> None:
    plain = folium.Map(tiles=None)
    sitmap.Incidents(incidents()).add_to(plain)
    Basemap(ground=town).add_to(plain)
    page = plain.get_root().render()
    assert CREDIT in page
    assert '/ground">' in page


def test_a_ground_that_cannot_be_read_costs_the_ground_and_not_the_map(
    tmp_path: Path,
) -> None:
    (tmp_path / "x.osm.pbf").write_bytes(b"no extract")
    with pytest.warns(
        DataWarning, match=r"drawn without ground: .*x\.osm\.pbf"
    ) as told:
        page = page_of(tmp_path / "x.osm.pbf")
    assert len(told) == 1
    assert "A shot" not in page  # compressed, as ever
    assert 'id="basemap_1/core"' in page


def test_a_file_that_is_not_there_is_refused_at_once(
    tmp_path: Path,
) -> None:
    with pytest.raises(InputError, match="is no file"):
        Basemap(ground=tmp_path / "nowhere.osm.pbf")


def test_markup_in_names_stays_inert(tmp_path: Path) -> None:
    made = make_town()
    made.node(
        90,
        90,
        place="village",
        name="</script><script>alert(1)</script>{{ 7*7 }}",
    )
    page = page_of(made.write(tmp_path / "x.osm"))
    assert "alert(1)" not in page  # it is within a compressed block
    assert "49" not in page.split("</title>")[0].split("<title>")[1]


def test_the_same_map_gives_the_same_bytes(town: Path) -> None:
    assert page_of(town) == page_of(town)


def test_the_key_tells_the_kinds_that_the_ground_has_and_no_other(
    town: Path,
) -> None:
    """Each with the zoom from which it is drawn; the words are the map's."""
    made = sitmap.Map(incidents(), basemap=Basemap(ground=town), lang="de")
    layer = next(
        one for one in made.content().layers if one.kind == "basemap"
    )
    (group,) = layer.key
    assert (group.head, group.is_folded) == ("Gelände", True)
    has = {KINDS[kind].name for kind in set(layer.ground.kinds.tolist())}
    told = {one.picture.name: one for one in group.entries}
    assert set(told) <= has
    for name, words in {
        "hospital": "Krankenhaus",
        "rail": "Eisenbahn",
    }.items():
        assert (name in told) == (name in has)
        assert name not in told or told[name].text == words
    assert all(
        one.picture.zoom <= KINDS[BY_NAME[name]].zoom
        for name, one in told.items()
    )
    plain = sitmap.Map(incidents(), basemap=Basemap(ground=False)).content()
    assert not any(one.key for one in plain.layers if one.kind == "basemap")
