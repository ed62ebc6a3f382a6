"""Near which site: surely, possibly or not, from disc to disc."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner
from pyproj import Geod

from sitmap.cli import main
from sitmap.desk.near import count_by_month, find_near
from sitmap.errors import InputError
from sitmap.incidents import conform
from tests.conftest import ROOT


def make_incidents(points, uncertainty_m=0.0, **columns):
    lon, lat = zip(*points, strict=True)
    ids = [f"i{at}" for at in range(len(points))]
    said = {"incident_id": ids, "longitude": lon, "latitude": lat}
    return conform(
        pd.DataFrame({**said, "uncertainty_m": uncertainty_m, **columns})
    )


def make_sites(shapes, **columns):
    names = [f"s{at}" for at in range(len(shapes))]
    return gpd.GeoDataFrame(
        {"name": names, **columns}, geometry=shapes, crs=4326
    )


def test_surely_is_where_both_discs_are_within_whole():
    """4.44 km off: with .3 km of doubt surely within 5, with 1 km possibly, and not within 3."""
    table = make_incidents([(20, 42.04)] * 2, [300.0, 1000.0])
    post = make_sites([shapely.Point(20, 42)])
    assert find_near(table, post, 5).incidents["near"].to_list() == [
        "surely",
        "possibly",
    ]
    assert find_near(table, post, 3).incidents["near"].to_list() == [
        "not",
        "not",
    ]


def test_the_sites_own_doubt_counts():
    """4.44 km off and exact; a site known to 1 km makes it possibly."""
    table = make_incidents([(20, 42.04)])
    found = find_near(
        table,
        make_sites([shapely.Point(20, 42)], uncertainty_m=[1000.0]),
        5,
    )
    assert found.incidents["near"].to_list() == ["possibly"]
    assert found.pairs["km"].round(2).to_list() == [4.44]
    assert found.pairs["km_most"].round(2).to_list() == [5.44]


def test_an_outline_is_where_it_is_drawn():
    """Inside is surely within 0 km; possibly where the doubt reaches the edge; else not."""
    square = shapely.box(20, 42, 21, 43)
    table = make_incidents(
        [(20.5, 42.5), (20.5, 42.005), (20.5, 41.99)], [1000.0, 1000.0, 0.0]
    )
    found = find_near(table, make_sites([square]), 0).incidents
    assert found["near"].to_list() == ["surely", "possibly", "not"]
    assert (
        find_near(table, make_sites([square]), 2)
        .incidents["near"]
        .to_list()
        == ["surely"] * 3
    )


def test_a_road_is_measured_to_its_nearest_point():
    """A line along a parallel's chord: a point 0.02 degrees off its middle is 2.2 km away."""
    road = shapely.LineString([(20, 0), (22, 0)])
    found = find_near(make_incidents([(21, 0.02)]), make_sites([road]), 3)
    assert found.pairs["km"].round(2).to_list() == [2.21]


@pytest.mark.parametrize(
    "corner",
    [
        (22.0, 44.0, 18.0, 8.0),
        (175.0, 60.0, 10.0, 10.0),
        (-180.0, 80.0, 360.0, 10.0),
    ],
)
def test_it_equals_brute_force(corner):
    """10,000 incidents by 100 sites: in Ukraine, across the antimeridian, around the pole."""
    numbers = np.random.default_rng(7)
    west, south, width, height = corner

    def scatter(count):
        x = (numbers.uniform(west, west + width, count) + 180) % 360 - 180
        return np.column_stack(
            [x, numbers.uniform(south, south + height, count)]
        )

    points, posts = scatter(10_000), scatter(100)
    radii = numbers.choice([100.0, 5_000.0, 35_000.0, 120_000.0], 10_000)
    table = make_incidents(points, radii)
    found = find_near(table, make_sites(shapely.points(posts)), 5).pairs
    each = [np.repeat(points[:, axis], 100) for axis in (0, 1)]
    other = [np.tile(posts[:, axis], 10_000) for axis in (0, 1)]
    *_, away = Geod(ellps="WGS84").inv(*each, *other)
    away = away.reshape(10_000, 100)
    least, most = away - radii[:, None], away + radii[:, None]
    expected = {
        (
            f"i{at}",
            f"s{site}",
            "surely" if most[at, site] <= 5000 else "possibly",
        )
        for at, site in zip(*np.nonzero(least <= 5000), strict=True)
    }
    assert len(expected) > 100
    assert (
        set(
            zip(
                found["incident_id"],
                found["site"],
                found["near"],
                strict=True,
            )
        )
        == expected
    )


def test_rows_without_a_point_are_unknown_and_stay():
    """Nothing is dropped: a row that isn't located may be anywhere."""
    table = make_incidents([(20, 42), (np.nan, np.nan)])
    found = find_near(table, make_sites([shapely.Point(20, 42)]), 5)
    assert found.incidents["near"].to_list() == ["surely", "unknown"]


def test_without_a_radius_the_precision_tells():
    """ "admin1" is 75 km by default, so that 50 km off is possibly within 5."""
    table = make_incidents([(20, 42.45)], np.nan, precision=["admin1"])
    found = find_near(
        table, make_sites([shapely.Point(20, 42)]), 5
    ).incidents
    assert found["near"].to_list() == ["possibly"]


def test_a_site_that_surely_was_not_open_is_not_compared():
    """Opened in 2020 (any day of it): not in 2019, but in June; closed in 2021-03: not in April."""
    days = ["2019-12-31", "2020-06-01", "2021-03-31", "2021-04-01"]
    table = make_incidents([(20, 42)] * 4, date_start=days)
    site = make_sites(
        [shapely.Point(20, 42)], open_from=["2020"], open_to=["2021-03"]
    )
    near = find_near(table, site, 5).incidents["near"].to_list()
    assert near == ["not", "surely", "surely", "not"]


def test_months_count_what_is_known_as_it_is_known():
    """A row of a year is under the year, an undated one under "no date", a planned one nowhere."""
    table = make_incidents(
        [(20, 42)] * 4,
        date_start=["2022-05-03", "2022-01-01", None, "2022-05-04"],
        date_precision=["day", "year", "unknown", "day"],
        fatalities_best=[2, None, 1, 9],
        status=["confirmed", "confirmed", "confirmed", "planned"],
    )
    counted = count_by_month(
        find_near(table, make_sites([shapely.Point(20, 42)]), 5)
    )
    rows = counted.set_index("month")
    assert rows["surely"].to_dict() == {
        "2022": 1,
        "2022-05": 1,
        "no date": 1,
    }
    assert rows.loc["2022-05", "fatalities_surely"] == 2
    assert pd.isna(rows.loc["2022", "fatalities_surely"])


def test_a_distance_below_zero_is_an_error():
    """One line with what to give."""
    with pytest.raises(InputError, match="give a distance"):
        find_near(
            make_incidents([(20, 42)]),
            make_sites([shapely.Point(20, 42)]),
            -1,
        )


def test_the_command_writes_table_months_and_map(tmp_path):
    """All incidents in the table, rings in the page, counts said."""
    data = ROOT / "data"
    told = [str(data / "incidents/august-2022.csv"), "--sites"]
    told += [str(data / "presence/kfor-sites.csv"), "--within", "5"]
    outputs = [tmp_path / name for name in ("near.csv", "near.html")]
    told += [
        "-o",
        str(outputs[0]),
        "-o",
        str(outputs[1]),
        "--months",
        str(tmp_path / "m.xlsx"),
    ]
    result = CliRunner().invoke(main, ["near", *told])
    assert result.exit_code == 0, result.output
    assert (
        "within 5 km of 15 sites: 0 surely, 3 possibly, 3 not"
        in result.output
    )
    assert len(pd.read_csv(outputs[0])) == 9
    assert len(pd.read_excel(tmp_path / "m.xlsx", engine="openpyxl")) == 8
    assert outputs[1].stat().st_size > 100_000


def test_the_command_refuses_to_write_over_what_it_reads(tmp_path):
    """Incidents or sites as the output: exit 2, and the file as it was."""
    table = tmp_path / "t.csv"
    table.write_text("title,lat,lon\na,42,20\n", "utf-8")
    sites = tmp_path / "s.csv"
    sites.write_text("name,lat,lon\npost,42,20\n", "utf-8")
    for output in (table, sites):
        told = [
            "near",
            str(table),
            "--sites",
            str(sites),
            "--within",
            "5",
            "-o",
            str(output),
        ]
        result = CliRunner().invoke(main, told)
        assert result.exit_code == 2
        assert "also what is read" in result.output
    assert table.read_text("utf-8") == "title,lat,lon\na,42,20\n"
