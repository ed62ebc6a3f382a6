"""The careful editor: each question has a table that fails it and one that passes."""

import datetime as dt
import warnings

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from tests.work import count_calls

import sitmap
from sitmap.checks import check, check_map
from sitmap.checks.points import find_astray
from sitmap.errors import DataWarning
from sitmap.incidents import conform
from sitmap.samples import sample_map, sample_path

TODAY = dt.date(2024, 12, 31)
ZVECAN = (20.8403, 42.907)


def one_row(point=ZVECAN, **said):
    row = {
        "title": "Clash",
        "date_start": "2023-05-29",
        "source": "KFOR",
        "place": "Zvečan",
        "country": "XK",
        "precision": "place",
        "uncertainty_m": 2500.0,
        "located_by": "source",
        "status": "reported",
    }
    shape = shapely.Point(point) if point else None
    return conform(
        gpd.GeoDataFrame(
            pd.DataFrame([{**row, **said}]), geometry=[shape], crs=4326
        )
    )


def found(table, **options):
    return set(check(table, today=TODAY, **options)["check"])


def test_a_sound_row_passes():
    """A town in its country, dated, sourced: nothing to say."""
    assert found(one_row()) == set()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"point": (0, 0)}, "at (0, 0)"),
        ({"point": (42.907, 20.8403)}, "swapped"),
        (
            {"point": (18.5, 42.0), "country": None, "place": None},
            "in the sea",
        ),  # the Adriatic, 40 km off Budva
        ({"point": (2.35, 48.86)}, "outside its country"),
        (
            {"point": (21.16, 42.66)},
            "far from its place",
        ),  # Pristina, 37 km away
        ({"date_start": "2031-01-01"}, "future date"),
        ({"date_start": None}, "no date"),
        (
            {"title": "KFOR plans to deploy at Jarinje"},
            "planned shown as done",
        ),
        ({"source": None}, "no source"),
        ({"point": None}, "not on the map"),
    ],
)
def test_each_question(said, told):
    """One fault, and the finding that names it."""
    assert told in found(one_row(**said))


def test_a_plan_that_says_so_is_no_finding():
    """Planned rows may lie in the future."""
    assert (
        found(
            one_row(
                title="KFOR plans to deploy",
                date_start="2031-01-01",
                status="planned",
            )
        )
        == set()
    )


def test_many_exact_rows_on_one_point():
    """Five events on one exact point are a town's middle; four may be a bridge."""
    five = pd.concat(
        [
            one_row(precision="exact", title=f"Clash {at}")
            for at in range(5)
        ],
        ignore_index=True,
    )
    five["incident_id"] = [str(at) for at in range(5)]
    assert "exact on a centre" in found(five)
    assert "exact on a centre" not in found(five.iloc[:4])


def test_duplicates():
    """The same words, day and place twice: the second is named."""
    twice = pd.concat([one_row(), one_row()], ignore_index=True)
    twice["incident_id"] = ["a", "b"]
    findings = check(twice, today=TODAY)
    assert findings[findings["check"] == "duplicate"]["row"].to_list() == [
        1
    ]


def test_a_map_without_its_frame():
    """No title, no source, no note on Kosovo."""
    made = sitmap.Map(one_row(source=None), note=None)
    assert {"no title", "no source", "no status note"} <= set(
        check_map(made, today=TODAY)["check"]
    )


def test_presence_older_than_the_incidents():
    """Sites of 2020 under incidents of 2023."""
    sites = sitmap.read_presence(sample_path("kfor-sites.csv"))
    made = sitmap.Map(
        one_row(),
        presence=sitmap.Presence(sites, date="2020-01-01"),
        title="a",
    )
    assert "presence is old" in set(check_map(made, today=TODAY)["check"])


def test_the_sample_map_has_title_date_source_and_note():
    """What we show first has its frame in order."""
    names = set(check_map(sample_map(), today=TODAY)["check"])
    assert not names & {
        "no title",
        "no date",
        "no source",
        "no status note",
        "at (0, 0)",
        "future date",
        "swapped",
    }


def test_an_empty_table():
    """Nothing is wrong with nothing."""
    assert check(conform(pd.DataFrame({"title": []})), today=TODAY).empty


def test_ucdp_is_checked_by_columns(shared):
    """3,883 real events; the 37 on the country's centre aren't called exact, so that is no finding."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        table = sitmap.read(shared / "incidents/ucdp-ged-ukraine.csv")
    assert count_calls(
        lambda: check(table, places=False, today=TODAY)
    ) < 100 * len(table)
    findings = check(table, places=False, today=TODAY)
    assert "exact on a centre" not in set(findings["check"])


@pytest.mark.parametrize(
    "said",
    [
        # the middle of an archipelago, as wide as it is
        {
            "place": "Hawaii",
            "country": "US",
            "point": (-157.29, 20.61),
            "uncertainty_m": 330_000.0,
        },
        # the Gulf of Guinea, 74 km off the delta
        {
            "place": "40 NM south of Brass",
            "country": "NG",
            "point": (6.24, 3.64),
        },
    ],
)
def test_a_point_at_sea_that_its_row_tells_is_no_fault(said):
    """Neither in the sea nor outside its country."""
    assert not {"in the sea", "outside its country"} & found(
        one_row(**said)
    )


def test_a_point_across_a_border_is_outside_however_near_the_sea():
    """Tirana, 35 km from the Adriatic, isn't Montenegro's coast."""
    row = one_row(place=None, country="ME", point=(19.82, 41.33))
    assert "outside its country" in found(row)


def test_points_in_another_country_are_found_at_once():
    """Swapped, or without their sign; at the border and off the coast nothing is said."""
    rows = {
        "place": ["Mitrovica", "Pristina", "Zvecan", "Odesa"],
        "country": ["XK", "XK", "XK", "UA"],
        "lat": [20.866, 42.663, 42.907, 45.2],
        "lon": [42.891, -21.166, 20.840, 31.0],
    }
    table = sitmap.read(pd.DataFrame(rows))
    found = [(one.check, one.row) for one in find_astray(table)]
    assert found == [("swapped", 0), ("outside its country", 1)]
    assert not list(find_astray(table.iloc[:0]))
