"""Areas that change from day to day: which stand on which day, in page, figure and command."""

from __future__ import annotations

import gzip
import json
import warnings
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner
from tests.made_fronts import made_areas
from tests.read_shapes import read_shapes, units_of

import sitmap
from sitmap.cli import main
from sitmap.errors import DataWarning, InputError
from sitmap.layers.area_table import conform_areas
from sitmap.layers.content import AreaPicture
from sitmap.layers.shape_history import PackedShapes

if TYPE_CHECKING:
    from pathlib import Path

BOXES = [
    shapely.box(20, 42, 21, 43),
    shapely.box(20, 42, 21.5, 43),
    shapely.box(20, 42, 22, 43),
]


def table(**columns: Any) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        columns,
        geometry=BOXES[: len(next(iter(columns.values())))],
        crs=4326,
    )


def spans(**columns: Any) -> list[tuple[str, str]]:
    areas = conform_areas(table(**columns))
    return list(zip(areas["from"], areas["to"], strict=True))


def drawn(areas: Any, day: str) -> list[tuple[str, float]]:
    made = sitmap.Map(areas=areas, date=day)
    return [(one.name, one.geometry.area) for one in made.content().strokes]


def test_from_and_to_are_days_that_count() -> None:
    """The first and the last day are inclusive; a year or a month is all of it."""
    told = {
        "name": ["A", "A", "B"],
        "from": ["2022-03", "2022-05-01", "2023"],
    }
    assert spans(**told, to=["2022-04", None, "2023"]) == [
        ("2022-03-01", "2022-04-30"),
        ("2022-05-01", ""),
        ("2023-01-01", "2023-12-31"),
    ]


def test_days_are_read_as_tables_write_them() -> None:
    """Dots, stamps, epochs and words; a column with 22/01 says that its 03/02 is 3 February."""
    told = {"name": ["A", "B", "C"], "to": ["ongoing", "-", None]}
    begun = ["05.03.2022", "5 March 2022", "20220305"]
    assert spans(**told, valid_from=begun) == [("2022-03-05", "")] * 3
    stamps = pd.to_datetime(["2022-03-05T00:00", "2022-03-06T12:00", None])
    assert [one for one, _ in spans(**told, start=stamps)] == [
        "2022-03-05",
        "2022-03-06",
        "",
    ]
    slashes = ["22/01/2022", "03/02/2022", "about 2012"]
    assert [one for one, _ in spans(**told, begin=slashes)] == [
        "2022-01-22",
        "2022-02-03",
        "2012-01-01",
    ]


def test_a_picture_stands_until_the_next() -> None:
    """A date alone, with names that come again: each day's rows end the day before the next."""
    told = {
        "side": ["east", "east", "west"],
        "date": ["2022-03-01", "2022-03-09", "2022-03-01"],
    }
    assert spans(**told) == [
        ("2022-03-01", "2022-03-08"),
        ("2022-03-09", ""),
        ("2022-03-01", "2022-03-08"),
    ]


def test_things_with_a_date_each_stand_on() -> None:
    """Zones of different names, each declared on a day, don't replace each other."""
    told = {
        "name": ["Zone 1", "Zone 2"],
        "date": ["2022-03-01", "2022-03-09"],
    }
    assert spans(**told) == [("2022-03-01", ""), ("2022-03-09", "")]


def test_names_that_begin_again_and_never_end_are_told() -> None:
    """With a column `from` all would stand at once: said, as it may be meant."""
    told = {
        "name": ["Front", "Front"],
        "from": ["2022-03-01", "2022-03-09"],
    }
    with pytest.warns(
        DataWarning,
        match="none ends, so that all stand at once; give a column `to`",
    ):
        conform_areas(table(**told))


def test_a_day_that_is_none_is_left_off_with_its_row() -> None:
    """Shown always it would be wrong; the warning names row, value and remedy."""
    told = {
        "name": ["A", "B", "C"],
        "from": ["2022-03-01", "soon", "2022-05-01"],
    }
    with pytest.warns(DataWarning) as said:
        areas = conform_areas(
            table(**told, to=["2022-04-01", None, "2022-04-01"])
        )
    assert areas["name_"].to_list() == ["A"]
    assert (
        str(said[0].message)
        == "areas: 2 of 3 are left off for their days; row 2 (B): 'soon' is no date that sitmap "
        "reads; write 2022-07-31"
    )
    with pytest.raises(
        InputError,
        match=r"row 1 \(A\): ends on 2022-02-01, before it begins",
    ):
        conform_areas(
            table(name=["A"], **{"from": ["2022-03-01"]}, to=["2022-02-01"])
        )


def test_the_map_shows_the_areas_of_its_day() -> None:
    """The day given, the last of the incidents, or else the last that the areas tell of."""
    areas = table(
        side=["east"] * 3, date=["2022-03-01", "2022-03-05", "2022-03-09"]
    )
    assert drawn(areas, "2022-03-04") == [("east", 1.0)]
    assert drawn(areas, "2022-03-05") == [("east", 1.5)]
    assert drawn(areas, "2022-02-28") == []
    assert drawn(areas, "2030-01-01") == [("east", 2.0)]
    alone = sitmap.Map(areas=areas)
    assert (alone.date, alone.content().date) == (
        "2022-03-09",
        "2022-03-09",
    )
    incidents = pd.DataFrame(
        {"date": ["2022-03-06"], "lat": [42.5], "lon": [20.5]}
    )
    beside = sitmap.Map(sitmap.conform(incidents), areas=areas).content()
    assert [one.geometry.area for one in beside.strokes] == [1.5]


def test_what_stood_on_other_days_alone_is_left_off() -> None:
    """A front goes on in another shape; a zone that is gone is told of, with its days."""
    told = {
        "name": ["Front", "Front", "Zone"],
        "from": ["2022-03-01", "2022-03-05", "2022-01-01"],
    }
    areas = table(**told, to=["2022-03-04", None, "2022-02-01"])
    off = sitmap.Map(areas=areas, date="2022-03-05").left_off
    assert off[["what", "value", "why"]].to_numpy().tolist() == [
        [
            "Zone",
            "2022-01-01–2022-02-01",
            "an area that wasn't there on 2022-03-05",
        ]
    ]


def test_sides_have_a_colour_each_in_the_key() -> None:
    """By the column that says whose they are; the key says those of the day."""
    areas = table(
        name=["Kherson", "Izium", "Kharkiv"],
        control=["east", "east", "west"],
        **{"from": ["2022-03-01"] * 3},
        to=["2022-11-10", "2022-09-09", None],
    )
    (_, (group,)), *_ = (
        sitmap.Map(areas=areas, date="2022-04-01").content().key
    )
    assert [one.text for one in group.entries] == ["east", "west"]
    looks = {
        one.picture.look
        for one in group.entries
        if isinstance(one.picture, AreaPicture)
    }
    assert len(looks) == 2
    (_, (group,)), *_ = (
        sitmap.Map(areas=areas, date="2023-01-01").content().key
    )
    assert [one.text for one in group.entries] == ["west"]


def test_each_day_of_a_front_is_in_the_page_to_the_point() -> None:
    """What the page has of each day is that day's ring, in units of 1e-5 degrees."""
    front = made_areas(40, 120)
    layer = sitmap.Areas(front)
    blobs = layer.blobs()
    told = json.loads(gzip.decompress(blobs["core"]))
    shapes = told["shapes"]
    packed = PackedShapes(**shapes, blobs=blobs)
    read = read_shapes(packed)
    for at, (area, shape) in enumerate(
        zip(told["areas"], front.geometry, strict=True)
    ):
        assert area["from"] == front["from"].iloc[at]
        assert read[shapes["numbers"][at]] == units_of(shape)


def test_districts_without_days_look_as_ever() -> None:
    """A column `date` that is empty, or none, makes no front of them."""
    layer = sitmap.Areas(table(name=["A", "B"], date=[None, ""]))
    assert (layer.date, layer.settings()) == (None, {"count": 2})
    (_, (group,)), *_ = (
        sitmap.Map(areas=table(name=["A", "B"])).content().key
    )
    assert group.entries[0].text == "Areas"


def write_folder(folder: Path, names: list[str]) -> Path:
    folder.mkdir()
    for at, name in enumerate(names):
        shape = gpd.GeoDataFrame(
            {"side": ["east"]}, geometry=[BOXES[at]], crs=4326
        )
        shape.to_crs(32634 if name.endswith("gpkg") else 4326).to_file(
            folder / name
        )
    return folder


def test_a_folder_has_a_file_a_day(tmp_path: Path) -> None:
    """The day is in the name; each picture stands until the next, whatever its format and CRS."""
    names = [
        "front_20220301.geojson",
        "2022-03-05 front.gpkg",
        "f.2022.03.09.geojson",
    ]
    areas = sitmap.read_areas(write_folder(tmp_path / "fronts", names))
    by_day = areas.sort_values("from")
    assert list(zip(by_day["from"], by_day["to"], strict=True)) == [
        ("2022-03-01", "2022-03-04"),
        ("2022-03-05", "2022-03-08"),
        ("2022-03-09", ""),
    ]
    assert shapely.area(
        by_day.geometry.to_numpy()
    ).tolist() == pytest.approx([1.0, 1.5, 2.0])


def test_a_folders_file_without_a_day_is_told(tmp_path: Path) -> None:
    """One line with the file and what to call it; an empty folder is told, too."""
    folder = write_folder(tmp_path / "fronts", ["latest.geojson"])
    with pytest.raises(
        InputError,
        match=r"latest\.geojson: its name has no day; call it as 2022",
    ):
        sitmap.read_areas(folder)
    (tmp_path / "empty").mkdir()
    with pytest.raises(
        InputError, match="holds no files; give one for each day"
    ):
        sitmap.read_areas(tmp_path / "empty")


def test_command_spec_and_figure_follow_the_day(tmp_path: Path) -> None:
    """--date says the day; a spec makes the same page again; the figure names the area."""
    areas = table(side=["east", "east"], date=["2022-03-01", "2022-03-05"])
    areas.to_file(tmp_path / "front.geojson")
    rows = pd.DataFrame(
        {
            "title": ["x"],
            "date": ["2022-03-07"],
            "lat": [42.5],
            "lon": [20.5],
        }
    )
    rows.to_csv(tmp_path / "t.csv", index=False)
    run = CliRunner().invoke
    first = [
        str(tmp_path / "t.csv"),
        "--areas",
        str(tmp_path / "front.geojson"),
    ]
    page, spec = tmp_path / "a.html", tmp_path / "a.toml"
    done = run(
        main, ["map", *first, "-o", str(page), "--save-spec", str(spec)]
    )
    assert done.exit_code == 0, done.stderr
    told = page.read_bytes()
    assert run(main, ["map", str(spec)]).exit_code == 0
    assert page.read_bytes() == told
    pytest.importorskip(
        "matplotlib", reason="needs the extra sitmap[figure]"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = [
            "figure",
            *first,
            "--date",
            "2022-03-02",
            "-o",
            str(tmp_path / "a.svg"),
        ]
        assert run(main, figure).exit_code == 0
    assert "east" in (tmp_path / "a.svg").read_text("utf-8")
