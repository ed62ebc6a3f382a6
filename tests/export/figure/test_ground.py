"""Figures stand on the ground that the page has: colours, widths, names as text, credit."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from tests.ground.made import LAT, LON, make_town

import sitmap
from sitmap.export import ground_look
from sitmap.layers import Basemap

LOOK = (
    Path(__file__).parents[3] / "src/sitmap/web/src/layers/ground/look.js"
)


def table_of(name: str) -> str:
    found = re.search(
        rf"const {name} = (?:new Set\()?[\[{{](.*?)[\]}}]\)?;\n",
        LOOK.read_text(),
        re.DOTALL,
    )
    assert found is not None
    return found[1]


def test_colours_are_those_of_the_page() -> None:
    colours = dict(re.findall(r"(\w+): \"(#\w{6})\"", table_of("LIGHT")))
    own = {**ground_look.COLOURS, **ground_look.WORDS}
    assert {name: colours[name] for name in own} == own
    others = (ground_look.CASING, ground_look.EDGE, ground_look.BARE)
    assert (colours["casing"], colours["edge"], colours["bare"]) == others


def test_widths_dashes_and_casings_are_those_of_the_page() -> None:
    lists = {
        table: {
            kind: tuple(float(one) for one in numbers.split(","))
            for kind, numbers in re.findall(
                r"(\w+): \[([\d., ]+)\]", table_of(table)
            )
        }
        for table in ("WIDTHS", "DASHES")
    }
    assert lists["WIDTHS"] == ground_look._WIDTHS
    assert lists["DASHES"] == ground_look.DASHES
    assert (
        set(re.findall(r'"(\w+)"', table_of("CASED"))) == ground_look.CASED
    )
    words = re.search(r"WORDS_FROM = {(.*?)}", LOOK.read_text(), re.DOTALL)
    assert words is not None
    told = {
        kind: int(zoom)
        for kind, zoom in re.findall(r"(\w+): (\d+)", words[1])
    }
    assert told == ground_look.WORDS_FROM


@pytest.fixture
def town_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> sitmap.Map:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    rows = {
        "title": ["A shot", "A march"],
        "latitude": [LAT, LAT + 0.002],
        "longitude": [LON, LON],
        "precision": ["exact", "exact"],
    }
    ground = make_town().write(tmp_path / "town.osm")
    return sitmap.Map(
        pd.DataFrame(rows), title="Town", basemap=Basemap(ground=ground)
    )


def test_roads_and_their_names_are_in_the_figure_as_lines_and_text(
    town_map: sitmap.Map, tmp_path: Path
) -> None:
    """The frame is some 30 km wide: the main road, the river and the wood are drawn, no house."""
    drawing = town_map.figure(tmp_path / "map.svg").read_text()
    for colour in ("primary", "river", "forest"):
        assert ground_look.COLOURS[colour] in drawing
    assert ground_look.COLOURS["building"] not in drawing
    assert "Maja 1302 m" in drawing
    assert "Ibar" in drawing
    assert "© OpenStreetMap contributors (ODbL)" in drawing


@pytest.mark.parametrize("ending", ["png", "pdf"])
def test_every_kind_of_figure_is_written(
    town_map: sitmap.Map, tmp_path: Path, ending: str
) -> None:
    assert (
        town_map.figure(tmp_path / f"map.{ending}").stat().st_size > 10_000
    )


def test_names_follow_the_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    ground = make_town().write(tmp_path / "town.osm")
    rows = {
        "title": ["A shot"],
        "latitude": [LAT],
        "longitude": [LON],
        "precision": ["exact"],
    }
    made = sitmap.Map(
        pd.DataFrame(rows), names="local", basemap=Basemap(ground=ground)
    )
    # on A3 the river has room beside the names of villages
    written = made.figure(tmp_path / "map.svg", size="A3 landscape")
    drawing = written.read_text()
    assert "Ibër" in drawing
    assert "Ibar" not in drawing


def test_the_name_of_a_country_stands_on_no_other():
    """A spot beside the border is given up for the next; without any the name is left out."""
    import shapely

    from sitmap.export.figure.labels import _at_home
    from sitmap.export.figure.view import View
    from sitmap.layers.content import PlaceLabel

    view = View((9.0, 47.0, 10.0, 47.5), 200.0, 147.0)
    countries = [
        ("LI", "Liechtenstein", shapely.box(9.47, 47.05, 9.63, 47.27)),
        ("AT", "Austria", shapely.box(9.63, 47.0, 10.0, 47.5)),
    ]
    label = PlaceLabel(
        "Austria", "Austria", 9.66, 47.15, 0, "country", 0, ((9.8, 47.2),)
    )
    kept = _at_home(label, (24.0, 3.0), view, countries)
    assert kept is not None
    assert (kept.lon, kept.lat, kept.others) == (9.8, 47.2, ())
    tiny = PlaceLabel(
        "Liechtenstein", "Liechtenstein", 9.55, 47.15, 0, "country"
    )
    assert _at_home(tiny, (60.0, 3.0), view, countries) is None


def test_the_line_at_the_isthmus_of_crimea_is_no_border_on_paper():
    """It is among the lines that are drawn dashed, and not among the borders."""
    from sitmap.export.figure.basemap import load_land

    land = load_land((32.5, 45.5, 35.5, 46.6))
    assert land.claimed
    assert not land.borders
