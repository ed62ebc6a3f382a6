"""Counts for the report: nothing dropped or counted twice; map, table and caption agree."""

import json

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner

from sitmap.cli import main
from sitmap.desk.counts import count_incidents, read_counted_areas
from sitmap.desk.periods import name_periods
from sitmap.errors import InputError
from sitmap.incidents import conform
from sitmap.layers.area_table import conform_areas
from sitmap.readers import read


@pytest.fixture
def month(root):
    return str(root / "docs/stories/month.csv")


@pytest.fixture
def districts(root):
    return str(root / "docs/stories/sectors.geojson")


def count(month, by, **options):
    return count_incidents(read(month), by, **options)


def test_every_row_is_in_the_table_once(month, districts):
    """Seven of eight rows: the rally that was only called for is said and not counted."""
    areas = read_counted_areas(districts)
    for by in (
        ["month"],
        ["week", "type"],
        ["area"],
        ["area", "quarter", "status"],
    ):
        counted = count(month, by, areas=areas)
        assert counted.table["incidents"].sum() == 7
        assert counted.table["fatalities_best"].sum() == 3
        assert counted.not_counted == 1


def test_what_is_known_only_to_a_region_has_its_row(month, districts):
    """And what lies outside of all areas, too; codes stand beside names."""
    areas = read_counted_areas(districts)
    rows = count_incidents(
        read_located(month), ["area"], areas=areas
    ).table.set_index("area")
    assert rows["incidents"].to_dict() == {
        "(known only to North Kosovo)": 1,
        "(known only to Kosovo)": 1,
        "(outside the areas)": 1,
        "East district": 3,
        "West district": 1,
    }
    assert rows.loc["West district", "area_code"] == "XX01"
    assert rows.loc["(known only to North Kosovo)", "only_to_region"] == 1


def test_what_has_no_place_has_its_row(districts):
    """Not located, and counted."""
    table = conform(
        pd.DataFrame(
            {"title": ["Shots", "Fire"], "fatalities_best": [1, 0]}
        )
    )
    rows = count_incidents(
        table, ["area"], areas=read_counted_areas(districts)
    ).table
    assert rows[["area", "incidents"]].to_numpy().tolist() == [
        ["(not located)", 2]
    ]


def test_rates_are_by_hundred_thousand_people(month, districts):
    """One of 20,000 and three of 50,000 people: 5 and 6; one dead in the west: 5."""
    areas = read_counted_areas(districts, population="people")
    rows = count(month, ["area"], areas=areas).table.set_index("area")
    assert rows.loc["West district", "incidents_per_100000"] == 5
    assert rows.loc["East district", "incidents_per_100000"] == 6
    assert rows.loc["West district", "fatalities_per_100000"] == 5
    assert rows.loc["(outside the areas)", "incidents_per_100000"] is pd.NA


def test_areas_of_one_name_are_told_apart_by_where_they_are(month):
    """Two districts called "North": each has its own rows, by their codes."""
    import geopandas as gpd
    import shapely

    boxes = [
        shapely.box(20.4, 42.6, 20.83, 43.4),
        shapely.box(20.83, 42.6, 21.3, 43.4),
    ]
    said = {"name": ["North", "North"], "pcode": ["A", "B"]}
    from sitmap.layers.area_table import conform_areas

    areas = conform_areas(gpd.GeoDataFrame(said, geometry=boxes, crs=4326))
    rows = count(month, ["area"], areas=areas).table
    named = (
        rows[rows["area"] == "North"]
        .set_index("area_code")["incidents"]
        .to_dict()
    )
    assert named == {"A": 1, "B": 3}


def test_a_number_that_nobody_tells_is_not_zero(month):
    """Battles in May: one dead, and one row that tells no number; protests: none told at all."""
    rows = count(month, ["month", "type"]).table.set_index(
        ["month", "event_type"]
    )
    battles = rows.loc[("2023-05", "Battles")]
    assert (battles["fatalities_best"], battles["without_fatalities"]) == (
        1,
        1,
    )
    assert rows.loc[("2023-05", "Protests"), "fatalities_best"] is pd.NA


@pytest.mark.parametrize(
    ("period", "named"),
    [
        (
            "day",
            [
                "2024-12-30",
                "2024-12 (month only)",
                "2023 (year only)",
                "(no date)",
            ],
        ),
        (
            "week",
            [
                "2025-W01",
                "2024-12 (month only)",
                "2023 (year only)",
                "(no date)",
            ],
        ),
        ("month", ["2024-12", "2024-12", "2023 (year only)", "(no date)"]),
        (
            "quarter",
            ["2024-Q4", "2024-Q4", "2023 (year only)", "(no date)"],
        ),
        ("year", ["2024", "2024", "2023", "(no date)"]),
    ],
)
def test_a_date_is_named_no_closer_than_it_is_known(period, named):
    """The last days of 2024 are of the first ISO week of 2025."""
    table = conform(
        pd.DataFrame(
            {
                "date_start": [
                    "2024-12-30",
                    "2024-12-01",
                    "2023-01-01",
                    None,
                ],
                "date_precision": ["day", "month", "year", "unknown"],
            }
        )
    )
    assert name_periods(table, period).to_list() == named


def test_a_column_of_ones_own(month):
    """Any column of the table; one that isn't there is named with what is known."""
    table = read(month).assign(shift=["day", "night"] * 4)
    assert count_incidents(table, ["shift"]).table[
        "incidents"
    ].to_list() == [3, 4]
    with pytest.raises(InputError, match="is no column of the table"):
        count_incidents(table, ["weapon"])
    with pytest.raises(InputError, match="--areas"):
        count_incidents(table, ["area"])


def test_map_table_and_caption_tell_the_same(month, districts, tmp_path):
    """One command: the Word caption, the table's sums, the JSON and the page's marks."""
    docx = pytest.importorskip(
        "docx", reason="needs the extra sitmap[docx]"
    )
    outputs = [
        tmp_path / name for name in ("c.docx", "c.json", "c.xlsx", "c.html")
    ]
    told = ["summary", month, "--by", "month,area", "--areas", districts]
    told += [part for output in outputs for part in ("-o", str(output))]
    result = CliRunner().invoke(main, told)
    assert result.exit_code == 0, result.output
    document = docx.Document(str(outputs[0]))
    caption = next(
        each.text
        for each in document.paragraphs
        if "incidents from" in each.text
    )
    assert (
        "7 incidents from 2023-05-01 to 2023-06-15; 3 fatalities" in caption
    )
    last = [cell.text for cell in document.tables[0].rows[-1].cells]
    rows = json.loads(outputs[1].read_text("utf-8"))
    assert last[:1] + last[3:4] == ["=", "7"]
    assert sum(row["incidents"] for row in rows) == 7
    assert sum(row["fatalities_best"] or 0 for row in rows) == 3
    assert len(document.tables[0].rows) == len(rows) + 2
    counted = count_incidents(read_located(month), ["month"])
    assert f"{counted.drawn} on the map" in caption
    from sitmap.mapping import Map

    assert Map(counted.counted).content().n_drawn == counted.drawn


def read_located(path):
    from sitmap.readers.located import read_located as read_and_locate

    return read_and_locate(path)


def test_outputs_need_something_to_count_by(month, tmp_path):
    """One line says what to give."""
    result = CliRunner().invoke(
        main, ["summary", month, "-o", str(tmp_path / "c.csv")]
    )
    assert (result.exit_code, "--by month,type" in result.output) == (
        2,
        True,
    )


def test_a_row_counts_in_the_area_that_it_names(tmp_path):
    """Known to its province alone, with a disc over the border, or without a point.

    Never abroad.
    """
    west = {
        "type": "Polygon",
        "coordinates": [[[20, 42], [21, 42], [21, 43], [20, 43], [20, 42]]],
    }
    east = {
        "type": "Polygon",
        "coordinates": [[[21, 42], [22, 42], [22, 43], [21, 43], [21, 42]]],
    }
    shapes = [("West Oblast", "W", west), ("East Oblast", "E", east)]
    features = [
        {
            "type": "Feature",
            "properties": {"name": name, "code": code},
            "geometry": shape,
        }
        for name, code, shape in shapes
    ]
    path = tmp_path / "areas.geojson"
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": features}),
        "utf-8",
    )
    table = tmp_path / "rows.csv"
    table.write_text(
        "title,longitude,latitude,precision,uncertainty_m,place,admin1\n"
        "middle of the province,20.5,42.5,admin1,75000,West Oblast,West Oblast\n"
        "near the border,20.99,42.5,place,5000,Somewhere,West\n"
        "near the border but of the other,20.99,42.5,place,5000,Somewhere,East Oblast\n"
        "nowhere but named,,,,,Unknown village,East Oblast\n"
        "near the border and silent,21.01,42.5,place,5000,Somewhere,\n",
        "utf-8",
    )
    counted = count_incidents(
        read(table), ["area"], areas=read_counted_areas(path)
    )
    rows = counted.table.set_index("area")
    assert rows["incidents"].to_dict() == {
        "(not surely in one area)": 2,
        "East Oblast": 1,
        "West Oblast": 2,
    }
    assert rows.loc["West Oblast", "only_to_region"] == 1


def test_a_municipality_of_kosovo_has_both_its_names(month):
    """In the table and beside the code; a file of one language keeps its own."""
    told = {
        "name_sq": ["Deçan"],
        "name_sr": ["Dečani"],
        "adm2_pcode": ["XK01"],
    }
    box = [shapely.box(20.0, 42.0, 22.0, 44.0)]
    areas = conform_areas(gpd.GeoDataFrame(told, geometry=box, crs=4326))
    table = count(month, ["area"], areas=areas).table
    assert table.loc[table["area_code"] == "XK01", "area"].to_list() == [
        "Deçan / Dečani"
    ]
    one = conform_areas(
        gpd.GeoDataFrame({"name_sr": ["Dečani"]}, geometry=box, crs=4326)
    )
    assert (
        "Dečani"
        in count(month, ["area"], areas=one).table["area"].to_list()
    )
