"""Periods and tables side by side: what is surely in each, and no rate of small numbers."""

import json
import re

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner

from sitmap.cli import main
from sitmap.desk.comparison import compare_sides, split_periods, take_tables
from sitmap.desk.comparison_maps import draw_comparison, say_notes
from sitmap.desk.counts import read_counted_areas
from sitmap.desk.periods import parse_period
from sitmap.errors import InputError
from sitmap.incidents import conform
from sitmap.layers.area_table import conform_areas
from sitmap.layers.words import load_words

WEST, EAST = shapely.box(20, 42, 20.5, 43), shapely.box(20.5, 42, 21, 43)
HOSTILE = "</script><img src=x onerror=alert(1)>{{7*7}}"


def make(*days, precision="day", kind="Riots", where=None):
    told = {
        "date_start": list(days),
        "date_precision": precision,
        "event_type": kind,
    }
    table = pd.DataFrame(
        {**told, "incident_id": [f"i{at}" for at in range(len(days))]}
    )
    if where is None:
        return conform(table)
    points = (
        [where] * len(days) if isinstance(where, shapely.Point) else where
    )
    exact = table.assign(precision="exact", uncertainty_m=10.0)
    return conform(gpd.GeoDataFrame(exact, geometry=list(points), crs=4326))


def compare(table, periods, by=("type",), **options):
    sides, unsure = split_periods(table, periods)
    return compare_sides(sides, list(by), unsure=unsure, **options)


@pytest.fixture
def outlines(tmp_path):
    """Two districts with codes and people, the second's name hostile."""
    told = {
        "name": ["West", HOSTILE],
        "adm1_pcode": ["XX01", "XX02"],
        "people": [20_000, 50_000],
    }
    path = tmp_path / "districts.geojson"
    gpd.GeoDataFrame(told, geometry=[WEST, EAST], crs=4326).to_file(path)
    return path


@pytest.fixture
def table_csv(tmp_path):
    """Of 91 days each: West 10 and 20; East 2 and 4, three planned; one only of the region."""
    rows = [("2024-02-01", 20.2, "confirmed")] * 10 + [
        ("2024-05-01", 20.2, "confirmed")
    ] * 20
    rows += [("2024-02-02", 20.7, "confirmed")] * 2 + [
        ("2024-05-02", 20.7, "confirmed")
    ] * 4
    rows += [("2024-05-03", 20.7, "planned")] * 3 + [
        ("2024-05-04", 20.5, "confirmed")
    ]
    told = pd.DataFrame(rows, columns=["date", "longitude", "status"])
    precision = ["exact"] * (len(told) - 1) + ["admin1"]
    told = told.assign(
        latitude=42.5,
        event_type="Riots",
        precision=precision,
        uncertainty_m=10,
        fatalities=1,
    )
    path = tmp_path / "table.csv"
    told.assign(incident_id=range(len(told)), place="Somewhere").to_csv(
        path, index=False
    )
    return path


def run(*args):
    return CliRunner().invoke(main, ["compare", *map(str, args)])


def read_page(path):
    """What a page was given to draw."""
    found = re.search(
        r'class="sitmap-compare">(.*?)</script>', path.read_text("utf-8")
    )
    return json.loads(found[1])


def test_percentages_stand_from_five_on():
    """Five and ten: 100 %; four and ten: no percentage, and the counts all the same."""
    for before, percent in ((5, 100), (4, pd.NA)):
        days = ["2024-01-05"] * before + ["2024-04-05"] * 10
        row = compare(make(*days), ("2024Q1", "2024Q2")).table.iloc[0]
        assert (row["before"], row["after"], row["difference"]) == (
            before,
            10,
            10 - before,
        )
        assert (
            row["change_percent"] is percent
            or row["change_percent"] == percent
        )


def test_what_is_in_one_period_only_is_zero_in_the_other():
    """A row for each group of either."""
    table = pd.concat(
        [make("2023-05-01"), make("2024-05-01", kind="Battles")],
        ignore_index=True,
    )
    rows = compare(conform(table), ("2023", "2024")).table.set_index(
        "event_type"
    )
    assert rows[["before", "after"]].to_numpy().tolist() == [[0, 1], [1, 0]]


def test_a_vague_date_is_in_no_period_for_sure():
    """Of the year 2024: in the year, in no quarter of it; and a row without a date in neither."""
    table = make(
        "2024-01-01",
        None,
        "2024-02-02",
        precision=["year", "unknown", "day"],
    )
    compared = compare(table, ("2024Q1", "2024Q2"))
    assert (compared.totals, compared.unsure) == ((1, 0), 2)
    sides, unsure = take_tables({"a": table, "b": table}, ("2024", "2024"))
    assert [len(side.incidents) for side in sides] == [2, 2]
    assert unsure == 2


def test_unlike_numbers_of_days_are_said_and_rated_a_day():
    """10 in the 31 days of January, 60 in the 366 of 2023-07 to 2024-06: a third as many a day."""
    days = ["2022-01-05"] * 10 + ["2023-07-01"] * 60
    compared = compare(make(*days), ("2022-01", "2023-07-01..2024-06-30"))
    row = compared.table.iloc[0]
    assert (row["before"], row["after"], row["difference"]) == (10, 60, 50)
    assert (row["before_per_day"], row["after_per_day"]) == (0.323, 0.164)
    assert row["difference_per_day"] == -0.159
    assert (
        row["change_percent"]
        == round(100 * (60 / 366 / (10 / 31) - 1))
        == -49
    )
    assert (
        "2022-01: 31, 2023-07-01..2024-06-30: 366"
        in say_notes(compared, load_words("en"))[0]
    )


def test_a_month_of_30_and_one_of_31_days_are_mapped_by_their_counts():
    """The table has both; the difference of the maps is of whole numbers."""
    table = make(
        "2024-05-01", "2024-06-01", where=shapely.Point(20.2, 42.5)
    )
    areas = gpd.GeoDataFrame({"name": ["W"]}, geometry=[WEST], crs=4326)
    compared = compare(
        table, ("2024-05", "2024-06"), ["area"], areas=conform_areas(areas)
    )
    assert compared.is_uneven
    assert "difference_per_day" in compared.table
    _, maps = draw_comparison(compared)
    assert [one.title for one in maps] == [
        "2024-05",
        "2024-06",
        "Difference",
    ]


def test_a_period_whose_rows_end_early_says_so():
    """The last row of May: a quarter that goes on to June may not be whole."""
    compared = compare(
        make("2024-01-05", "2024-03-30", "2024-05-01"), ("2024Q1", "2024Q2")
    )
    told = " ".join(say_notes(compared, load_words("en")))
    assert "2024Q2: the last row is of 2024-05-01" in told
    assert "2024Q1: the last row" not in told


@pytest.mark.parametrize(
    "told", ["2024Q5", "spring", "2024-13", "2024-W54", "2024-02-30", ""]
)
def test_what_is_no_period_is_one_line(told):
    """With what to write."""
    with pytest.raises(
        InputError, match=r"--periods .* is no period; write it as"
    ):
        parse_period(told)


@pytest.mark.parametrize(
    ("periods", "why"),
    [
        (("2024", "2024Q1"), "2024Q1 and 2024: overlap"),
        (("2024Q1", "2024Q2", "2024-06"), "overlap"),
        (("2024-02-02..2024-01-01", "2025"), "ends before it begins"),
        (
            ("2024Q1", "2031Q1"),
            "2031Q1: the table holds no rows of that time",
        ),
    ],
)
def test_periods_that_cannot_be_compared_are_one_line(periods, why):
    """Overlapping, turned round, or of a time that the table says nothing of."""
    with pytest.raises(InputError, match=re.escape(why)):
        split_periods(make("2024-01-05", "2024-06-05"), periods)


def test_a_table_without_dates_or_rows_is_one_line():
    """Neither has a period."""
    with pytest.raises(InputError, match="no row of the table has a date"):
        split_periods(make(None, precision="unknown"), ("2023", "2024"))
    with pytest.raises(InputError, match="a: holds no rows"):
        take_tables({"a": make(), "b": make("2024-01-01")})


def test_a_period_without_rows_within_the_table_is_zero():
    """The table goes on after it: there were none."""
    compared = compare(
        make("2024-01-05", "2024-03-05"), ("2024-01", "2024-02")
    )
    assert compared.totals == (1, 0)
    assert compared.table["difference"].to_list() == [-1]


def test_page_and_tables_tell_the_same_numbers(
    table_csv, outlines, tmp_path
):
    """West 10 and 20, twice as many, 50 and 100 a hundred thousand; East 2 and 4, no percentage."""
    written = [
        tmp_path / f"c.{ending}"
        for ending in ("html", "csv", "xlsx", "json")
    ]
    outputs = [part for path in written for part in ("-o", path)]
    told = [
        "--periods",
        "2024Q1",
        "2024Q2",
        "--by",
        "area",
        "--areas",
        outlines,
    ]
    result = run(table_csv, *told, "--population", "people", *outputs)
    assert result.exit_code == 0, result.output
    assert (
        "2024Q1 (91 days): 12; 2024Q2 (91 days): 25 incidents"
        in result.output
    )
    by_hand = [["West", 10, 20, 10, 100, 20_000, 50, 100, 10, 20]]
    by_hand += [[HOSTILE, 2, 4, 2, None, 50_000, None, None, 2, 4]]
    by_hand += [
        [
            "(known only to Somewhere)",
            0,
            1,
            1,
            None,
            None,
            None,
            None,
            None,
            1,
        ]
    ]
    assert read_page(written[0])["rows"] == by_hand
    csv = pd.read_csv(written[1], dtype={"area": "string"})
    numbers = [name for name in csv if name not in ("area_code", "area")]
    sheet = openpyxl.load_workbook(written[2]).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    objects = json.loads(written[3].read_text("utf-8"))
    for at, row in enumerate(by_hand):
        assert [
            None if pd.isna(one) else one for one in csv.loc[at, numbers]
        ] == row[1:]
        assert rows[at + 1][2:] == row[1:]
        assert [objects[at][name] for name in numbers] == row[1:]
    assert csv["area_code"].fillna("").to_list() == ["XX01", "XX02", ""]


def test_maps_are_filled_by_the_numbers_of_the_table(table_csv, outlines):
    """Of six maps: counts in common classes, +10 and +2, +100 % and grey, 50 and 100 and grey."""
    areas = read_counted_areas(outlines, population="people")
    table = conform(
        pd.read_csv(table_csv).rename(columns={"date": "date_start"})
    )
    points = gpd.points_from_xy(table["longitude"], table["latitude"])
    table = conform(gpd.GeoDataFrame(table, geometry=points, crs=4326))
    compared = compare(table, ("2024Q1", "2024Q2"), ["area"], areas=areas)
    _, maps = draw_comparison(compared)
    values = [
        [layer.incidents.tolist() for layer in one.counts] for one in maps
    ]
    assert values == [
        [[10, 2]],
        [[20, 4]],
        [[10, 2]],
        [[100], [0]],
        [[50], [0]],
        [[100], [0]],
    ]
    assert (
        maps[3].key[-1][1][0].entries[0].text
        == "fewer than 5 in one of the two: no percentage"
    )
    assert [one.period for one in maps] == [None] * 6


def test_cells_are_named_by_their_largest_town():
    """Pristina's ten stand in one cell; a row known to 30 km is in none of some 17 km."""
    table = make(
        *["2024-01-05"] * 5,
        *["2024-04-05"] * 5,
        where=shapely.Point(21.1667, 42.6667),
    )
    vague = make(
        "2024-04-06", where=shapely.Point(21.1667, 42.6667)
    ).assign(uncertainty_m=3e4)
    both = conform(pd.concat([table, vague], ignore_index=True))
    compared = compare(both, ("2024Q1", "2024Q2"), ["cell"], resolution=5)
    rows = compared.table[["town", "before", "after"]].to_numpy().tolist()
    assert rows == [["Pristina", 5, 5], ["", 0, 1]]
    assert (
        compared.table["cell"].iloc[1]
        == "(known less closely than a cell is wide)"
    )
    assert compared.places["name"].to_list() == ["Pristina"]


def test_cells_are_wide_enough_for_towns(tmp_path):
    """Towns 20 km apart, each known within some kilometres: a cell a town, and a page of them."""
    towns = ["Zvečan", "Vushtrri", "Leposavić"]
    days = [f"2023-0{month}-1{day}" for month in (5, 6) for day in range(3)]
    lines = [
        f"{day},{towns[at % 3]},XK,Riots" for at, day in enumerate(days)
    ]
    path = tmp_path / "towns.csv"
    path.write_text(
        "\n".join(["date,place,country,event_type", *lines]), "utf-8"
    )
    table, page = tmp_path / "c.csv", tmp_path / "c.html"
    asked = ["--periods", "2023-05", "2023-06", "--by", "cell"]
    result = run(path, *asked, "-o", table, "-o", page)
    assert result.exit_code == 0, result.output
    found = pd.read_csv(table)
    assert found["before"].to_list() == [1, 1, 1]
    assert not found["cell"].str.startswith("(").any()


@pytest.mark.parametrize(
    "lang",
    ["ar", "de", "fr", "es", "ru", "sq", "sr", "sr-Cyrl", "tr", "uk"],
)
def test_every_language_of_the_page_says_a_comparison(
    lang, table_csv, outlines, tmp_path
):
    """Page and small maps, of uneven periods with people, which has all of the words."""
    periods = ("2024Q1", "2024-04-01..2024-05-15")
    told = ["--periods", *periods, "--by", "area", "--areas", outlines]
    told += ["--population", "people", "--lang", lang]
    written = tmp_path / "c.html", tmp_path / "c.svg"
    result = run(table_csv, *told, "-o", written[0], "-o", written[1])
    assert result.exit_code == 0, result.output
    page = read_page(written[0])
    assert len(page["maps"]) == 6
    english = {one["title"] for one in page["maps"]} & {
        "Difference a day",
        "Change in percent",
    }
    assert not english
    assert "From five incidents on" not in written[1].read_text("utf-8")


def test_more_than_two_periods_are_small_maps(
    table_csv, outlines, tmp_path
):
    """A map and a column for each, in their order; no difference of three."""
    page, figure = tmp_path / "c.html", tmp_path / "c.svg"
    told = [
        "--periods",
        "2024-02",
        "2024-04",
        "2024-05",
        "--by",
        "area",
        "--areas",
        outlines,
    ]
    result = run(
        table_csv, *told, "-o", page, "-o", figure, "-o", tmp_path / "c.csv"
    )
    assert result.exit_code == 0, result.output
    assert [one["title"] for one in read_page(page)["maps"]] == [
        "2024-02",
        "2024-04",
        "2024-05",
    ]
    columns = pd.read_csv(tmp_path / "c.csv").filter(like="incidents_")
    assert columns.iloc[0].to_list() == [10, 0, 20]
    drawn = figure.read_text("utf-8")
    texts = [
        one["text"]
        for told in read_page(page)["maps"]
        for key in told["key"]
        for one in key["entries"]
    ]
    assert all(
        text in drawn
        for text in ("2024-02", "12 incidents, 29 days", *texts)
    )


def test_two_files_are_compared_whole(tmp_path):
    """Each has the days of its own rows, and they may be the same days."""
    for name, days in (
        ("ours", ["2024-05-01", "2024-05-10"]),
        ("theirs", ["2024-05-02"]),
    ):
        make(*days).to_csv(tmp_path / f"{name}.csv", index=False)
    files = (tmp_path / "ours.csv", tmp_path / "theirs.csv")
    result = run(*files, "-o", tmp_path / "c.csv")
    assert result.exit_code == 0, result.output
    assert "ours (10 days): 2; theirs (1 day): 1 incidents" in result.output
    result = run(
        *files, "--periods", "2024-05", "2024-05", "-o", tmp_path / "c.csv"
    )
    assert (
        "ours, 2024-05 (31 days): 2; theirs, 2024-05 (31 days): 1 incidents"
        in result.output
    )


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (["-o", "c.csv"], "give two periods to compare"),
        (
            ["--periods", "2024Q1", "-o", "c.csv"],
            "give two periods to compare",
        ),
        (
            [
                "--periods",
                "2024Q1",
                "2024Q2",
                "--by",
                "area",
                "-o",
                "c.csv",
            ],
            "needs outlines",
        ),
        (
            ["--periods", "2024Q1", "2024Q2", "-o", "c.html"],
            "a map compares areas or cells",
        ),
        (
            ["--periods", "2024Q1", "2024Q2", "-o", "c.gif"],
            "is written as .csv",
        ),
        (
            [
                "--periods",
                "2024Q1",
                "2024Q2",
                "--by",
                "weather",
                "-o",
                "c.csv",
            ],
            "is no column",
        ),
        (
            ["--periods", "2024Q1", "2024Q2", "-o", "table.csv"],
            "is also what is read",
        ),
    ],
)
def test_what_cannot_be_compared_is_one_line(
    told, why, table_csv, monkeypatch
):
    """With the remedy; nothing is written."""
    monkeypatch.chdir(table_csv.parent)
    before = sorted(table_csv.parent.iterdir())
    result = run("table.csv", *told)
    assert result.exit_code == 2
    lines = [
        line
        for line in result.output.splitlines()
        if line.startswith("sitmap: ")
    ]
    assert len(lines) == 1
    assert why in lines[0]
    assert sorted(table_csv.parent.iterdir()) == before


def test_areas_within_areas_are_asked_about(table_csv, tmp_path):
    """An incident would be in a district or in its region, as the file's order has it."""
    told = {
        "name": ["Land", "West", "East"],
        "level": ["admin1", "admin2", "admin2"],
    }
    shapes = [shapely.union(WEST, EAST), WEST, EAST]
    gpd.GeoDataFrame(told, geometry=shapes, crs=4326).to_file(
        tmp_path / "levels.geojson"
    )
    args = [table_csv, "--periods", "2024Q1", "2024Q2", "--by", "area"]
    args += [
        "--areas",
        tmp_path / "levels.geojson",
        "-o",
        tmp_path / "c.csv",
    ]
    result = run(*args)
    assert result.exit_code == 2
    assert (
        "areas within areas (admin1: 1, admin2: 2); say which to count by"
        in result.output
    )
    assert run(*args, "--level", "admin2").exit_code == 0
    counted = pd.read_csv(tmp_path / "c.csv")
    assert counted["before"].to_list()[:2] == [2, 10]
    summed = [
        "summary",
        str(table_csv),
        "--areas",
        str(tmp_path / "levels.geojson"),
    ]
    summed += ["-o", str(tmp_path / "s.html"), "--by"]
    assert (
        CliRunner().invoke(main, [*summed, "month"]).exit_code == 0
    )  # they are only drawn
    assert CliRunner().invoke(main, [*summed, "month,area"]).exit_code == 2
    assert (
        "has no areas of level 'admin3'"
        in run(*args, "--level", "admin3").output
    )


def test_the_same_input_gives_the_same_bytes(table_csv, outlines, tmp_path):
    """Pages and figures of a night can be compared."""
    told = [
        table_csv,
        "--periods",
        "2024Q1",
        "2024Q2",
        "--by",
        "area",
        "--areas",
        outlines,
    ]
    for ending in ("html", "svg"):
        one, other = (
            tmp_path / f"{name}.{ending}" for name in ("one", "other")
        )
        run(*told, "-o", one)
        run(*told, "-o", other)
        assert one.read_bytes() == other.read_bytes()


def test_the_page_holds_no_markup_of_names(table_csv, outlines, tmp_path):
    """A name is a text in the page's data, and no element."""
    page = tmp_path / "c.html"
    told = [
        "--periods",
        "2024Q1",
        "2024Q2",
        "--by",
        "area",
        "--areas",
        outlines,
    ]
    run(table_csv, *told, "-o", page)
    text = page.read_text("utf-8")
    assert HOSTILE in read_page(page)["names"]
    assert "<img" not in text


def test_the_command(root, tmp_path):
    """May and June of the story: four and three of the eight, the rally only called for."""
    output = tmp_path / "c.json"
    told = ["--periods", "2023-05", "2023-06", "-o", output]
    result = run(root / "docs/stories/month.csv", *told)
    assert result.exit_code == 0, result.output
    assert (
        "2023-05 (31 days): 4; 2023-06 (30 days): 3 incidents"
        in result.output
    )
