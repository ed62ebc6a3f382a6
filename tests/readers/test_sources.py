"""Tables of the field's sources: each by its own record, with its codes and its credit."""

from pathlib import Path

import pandas as pd
import pytest

import sitmap
from sitmap.errors import DataWarning, InputError
from sitmap.readers import describe_reading, list_left_off
from sitmap.readers.layout import Layout
from sitmap.readers.recognition import find_layout, list_layouts

FILES = Path(__file__).with_name("files")


def days(table):
    return table["date_start"].dt.strftime("%Y-%m-%d").to_list()


def read_text(tmp_path, text, name="table.csv", **options):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return sitmap.read(path, **options)


def test_every_module_of_layouts_declares_records():
    """A layout is found by being there: nothing else lists it, and no two have one name."""
    names = [layout.name for layout in list_layouts()]
    folder = Path(sitmap.__file__).parent / "readers/layouts"
    modules = [
        path.stem for path in folder.glob("*.py") if path.stem != "__init__"
    ]
    assert len(names) >= len(modules)
    assert len(set(names)) == len(names)
    assert all(isinstance(layout, Layout) for layout in list_layouts())


def test_aid_workers():
    """A date in three columns, a kind of place that is no name, and NA, which is Namibia."""
    table = sitmap.read(FILES / "awsd.csv")
    assert "Aid Worker Security Database" in describe_reading(table)
    assert days(table) == ["2024-03-05", "2024-04-01", "1998-01-01"]
    assert table["date_precision"].to_list() == ["day", "month", "year"]
    assert table["place"].fillna("-").to_list() == [
        "Pibor",
        "Windhoek",
        "-",
    ]
    assert table.loc[2, "admin2"] == "Musanze"
    assert table["country"].to_list() == ["SS", "NA", "RW"]
    assert table["fatalities_best"].to_list() == [1, 0, 1]
    assert table["injured_best"].to_list() == [1, 1, 0]
    assert table["precision"].to_list() == ["place", "place", "admin2"]
    assert table["status"].to_list() == [
        "confirmed",
        "reported",
        "reported",
    ]
    assert table["title"].to_list()[0] == "Shooting: Pibor, 1 dead"
    assert set(table["source"]) == {"Aid Worker Security Database"}
    assert table.loc[0, "Location"] == "Road"


def test_insecurity_insight():
    """Its own scale of precision; a withheld point leaves the region, and says so."""
    with pytest.warns(
        DataWarning, match="row 5: the source withholds the point"
    ):
        table = sitmap.read(FILES / "insecurity-insight.csv")
    told = table["precision"].astype("string").fillna("-").to_list()
    assert told == ["near", "country", "admin1", "admin1"]
    assert table["uncertainty_m"].to_list()[:3] == [
        25_000,
        500_000,
        120_000,
    ]
    assert table["place"].fillna("-").to_list() == [
        "-",
        "-",
        "-",
        "Kharkiv Oblast",
    ]
    regions = table["admin1"].fillna("-").to_list()
    assert regions == [
        "Idleb Governorate",
        "-",
        "White Nile State",
        "Kharkiv Oblast",
    ]
    assert table.geometry.notna().to_list() == [True, True, True, False]
    assert table["fatalities_best"].to_list() == [0, 0, 0, 1]
    assert table["injured_best"].to_list() == [1, 0, 0, 0]


@pytest.mark.parametrize(
    "name", ["missing-migrants-2020.csv", "missing-migrants.csv"]
)
def test_missing_migrants(name):
    """Both generations of the export: points from one column, the reported day, the dead."""
    table = sitmap.read(FILES / name)
    assert "Missing Migrants" in describe_reading(table)
    assert days(table) == ["2020-01-05"]
    point = table.geometry[0]
    assert (point.y, point.x) == pytest.approx((38.610763, 26.651188))
    assert table.loc[0, "fatalities_best"] == 4
    assert table.loc[0, "place"] == "Off the coast of Izmir, Turkey"
    assert (
        table.loc[0, "title"]
        == "Drowning: Off the coast of Izmir, Turkey, 4 dead"
    )
    assert table.loc[0, "source_url"] == "https://example.org/1"


def test_ucdp_without_its_line_of_names():
    """Candidate 24.0.1 came without it: the values tell the layout."""
    table = sitmap.read(FILES / "ucdp-no-header.csv")
    assert "UCDP GED (CSV without column names" in describe_reading(table)
    assert table["incident_id"].to_list() == ["500001", "500002"]
    assert table["place"].to_list() == ["Kupiansk town", "Kherson oblast"]
    assert table["precision"].to_list() == ["place", "admin1"]
    assert days(table) == ["2024-01-04", "2024-01-05"]
    assert str(table.loc[1, "date_end"].date()) == "2024-01-07"
    assert table.loc[
        1, ["fatalities_best", "fatalities_high"]
    ].to_list() == [5, 9]
    assert [(p.x, p.y) for p in table.geometry] == [
        (37.6152, 49.7106),
        (33.5, 46.5),
    ]


def test_titles_of_ucdp_say_what_happened():
    """Type, place and dead; the headline and what else the source says stay in their columns."""
    table = sitmap.read(FILES / "ucdp-no-header.csv")
    assert table["title"].to_list() == [
        "State-based conflict: Kupiansk town, 2 dead",
        "State-based conflict: Kherson oblast, 5 dead",
    ]
    assert table.loc[0, "source_headline"] == "Example"


def test_empty_texts_of_json_are_none():
    """An empty text says nothing: the credit and the gaps are those of the same rows in a CSV."""
    table = sitmap.read(FILES / "ucdp-empty-texts.geojson")
    assert table.loc[0, "source"] == "UCDP GED"
    assert pd.isna(table.loc[0, "notes"])
    assert table["problem"].isna().all()


def test_ucdp_of_the_api():
    """A page of the API is a list under another key, and the same layout."""
    table = sitmap.read(FILES / "list-b.json")
    assert table.loc[
        0, ["place", "precision", "fatalities_best"]
    ].to_list() == [
        "Kharkiv city",
        "place",
        3,
    ]


def test_hxl_takes_the_whole_and_not_a_part():
    """The tag with the fewest further attributes is the total; the day is when it occurred."""
    table = sitmap.read(FILES / "hxl-parts.csv")
    assert days(table) == ["2024-03-05"]
    assert str(table.loc[0, "source_date"].date()) == "2024-03-09"
    assert table.loc[0, ["fatalities_best", "injured_best"]].to_list() == [
        3,
        9,
    ]


def test_hxl_with_parts_alone_has_no_total(tmp_path):
    """Women killed are not the killed: without a total, none is claimed."""
    text = "Place,Women,Men\n#loc+name,#affected+f+killed,#affected+m+killed\nPeja,1,2\n"
    table = read_text(tmp_path, text)
    assert pd.isna(table.loc[0, "fatalities_best"])
    assert table.loc[0, ["Women", "Men"]].to_list() == ["1", "2"]


def test_hxl_tags_typed_badly():
    """One bad tag costs its own column, which goes by its heading; the tags are no incident."""
    table = sitmap.read(FILES / "hxl-bad-tag.csv")
    assert len(table) == 1
    assert (table.geometry.x[0], table.geometry.y[0]) == (32.48, 15.65)
    assert list_left_off(table)["row"].to_list() == [2]


def test_kobo_with_questions_as_headings():
    """Points by the columns after the question; an accuracy of 0 says nothing."""
    table = sitmap.read(FILES / "kobo-labels.csv")
    assert days(table) == ["2024-03-04", "2024-03-04", "2024-03-05"]
    assert table.geometry.notna().to_list() == [True, True, False]
    assert (table.geometry.x[0], table.geometry.y[0]) == (20.866, 42.8914)
    assert table.loc[0, "uncertainty_m"] == 4.5
    assert pd.isna(table.loc[1, "uncertainty_m"])
    assert table["incident_id"][2] == "5d0e4d3e-0000-4000-8000-000000000003"


def test_odk_central():
    """The same form from ODK: its columns are named with a hyphen."""
    table = sitmap.read(FILES / "odk-central.csv")
    assert "ODK Central" in describe_reading(table)
    assert (table.geometry.x[0], table.geometry.y[0]) == (20.866, 42.8914)
    assert table.loc[0, "uncertainty_m"] == 4.5
    assert (days(table), table.loc[0, "incident_id"]) == (
        ["2024-03-04"],
        "uuid:1",
    )


def test_gtd():
    """A day of 0 is a month, a month of 0 a year; -9 and -99 are unknown and no dead below zero."""
    table = sitmap.read(FILES / "gtd.csv")
    assert days(table) == ["2019-05-14", "2019-05-01", "1970-01-01"]
    assert table["date_precision"].to_list() == ["day", "month", "year"]
    assert table["precision"].to_list()[:2] == ["place", "admin1"]
    assert table["fatalities_best"].fillna(-1).to_list() == [2, -1, -1]
    assert table["place"].fillna("-").to_list() == [
        "Kabul",
        "-",
        "United States",
    ]
    assert table["title"].to_list()[:2] == [
        "Bombing/Explosion: Kabul, 2 dead",
        "Attack: Helmand",
    ]
    assert table["problem"].isna().all()


def test_scad():
    """Codes of type and place; -99 dead is unknown; the end of a span is kept."""
    table = sitmap.read(FILES / "scad.csv")
    assert table["event_type"].to_list() == [
        "Spontaneous violent riot",
        "Organized demonstration",
    ]
    assert table["precision"].to_list() == ["place", "admin1"]
    assert table["fatalities_best"].fillna(-1).to_list() == [-1, 2]
    assert str(table.loc[0, "date_end"].date()) == "1990-01-03"
    assert table["country"].to_list() == ["CD", "CD"]


def test_ushahidi():
    """Version 2 by its capitals, version 3 by its posts; verified is confirmed."""
    two = sitmap.read(FILES / "ushahidi-2.csv")
    assert two.loc[0, ["incident_id", "place", "status"]].to_list() == [
        "7",
        "Accra",
        "confirmed",
    ]
    assert (days(two), two.geometry.x[0]) == (["2009-05-15"], -0.2)
    three = sitmap.read(FILES / "ushahidi.csv")
    assert (days(three), three.geometry.x[0]) == (["2018-12-05"], 36.82)
    assert three.loc[0, "title"] == "Road block"


def test_feeds_are_plain_points():
    """Fires carry the radius of their pixel, earthquakes their time; neither is a claim."""
    fires = sitmap.read(FILES / "firms.csv")
    assert fires.loc[0, ["event_type", "source"]].to_list() == [
        "Active fire",
        "NASA FIRMS",
    ]
    assert fires.loc[0, "uncertainty_m"] == pytest.approx(
        250
    )  # half of a 0.5 km diagonal
    assert fires["problem"].isna().all()
    quakes = sitmap.read(FILES / "usgs.csv")
    assert (days(quakes), quakes.loc[0, "incident_id"]) == (
        ["2024-01-01"],
        "us6000m0xl",
    )
    assert quakes["problem"].isna().all()


AGGREGATES = [
    "WEEK,REGION,COUNTRY,ADMIN1,EVENT_TYPE,EVENTS,FATALITIES,CENTROID_LATITUDE,CENTROID_LONGITUDE",
    "COUNTRY,MONTH,YEAR,EVENTS",
    "Country,Admin1,Admin2,ISO3,Admin2 Pcode,Admin1 Pcode,Month,Year,Events,Fatalities",
    "location_code,admin1_name,event_type,events,fatalities,reference_period_start",
]


@pytest.mark.parametrize("header", AGGREGATES)
def test_counts_are_no_incidents(tmp_path, header):
    """412 battles are not one battle: a line says what the table holds, and what to do with it."""
    row = ",".join("1" for _ in header.split(","))
    with pytest.raises(
        InputError, match=r"holds counts of events.*--areas"
    ):
        read_text(tmp_path, f"{header}\n{row}\n")


def test_boundaries_are_no_incidents(tmp_path):
    """OCHA's outlines, old and new, belong to --areas."""
    for header in (
        "ADM1_EN,ADM1_PCODE,ADM0_PCODE,date,validOn",
        "adm1_name,adm0_pcode,valid_on",
    ):
        with pytest.raises(InputError, match="--areas"):
            read_text(tmp_path, f"{header}\n{header}\n")


def test_gdelt_with_its_names(tmp_path):
    """BigQuery writes names in small letters, and numbers without their zeros."""
    names = "globaleventid,sqldate,eventcode,eventrootcode,actiongeo_type,actiongeo_fullname,"
    names += "actiongeo_countrycode,actiongeo_lat,actiongeo_long,sourceurl"
    rows = (
        "1,20230529,190,19,4,Zvecan,KV,42.907,20.8403,https://x.example/1\n"
    )
    rows += (
        "2,20230529,43,4,4,Zvecan,KV,42.907,20.8403,https://x.example/2\n"
    )
    table = read_text(tmp_path, f"{names}\n{rows}")
    assert "GDELT 2.0 Events" in describe_reading(table)
    assert table["event_type"].to_list() == ["Battles"]
    assert list_left_off(table)["why"].str.contains("CAMEO root 04").all()
    assert table.loc[0, "country"] == "XK"


def test_acled_with_names_cut_by_a_shapefile(tmp_path):
    """dBase keeps ten letters of a name: the layout is recognised, and its codes are read."""
    cut = "event_id_c,event_date,event_type,location,latitude,longitude,geo_precis,fatalities"
    table = read_text(
        tmp_path,
        f"{cut}\nKOS1,2023-05-29,Riots,Zvecan,42.907,20.8403,3,0\n",
    )
    assert "ACLED" in describe_reading(table)
    assert table.loc[0, ["incident_id", "precision"]].to_list() == [
        "KOS1",
        "admin1",
    ]


def test_a_layout_is_told_in_any_case_and_order():
    """Names are compared as words; of two that fit, the one that asks for more is taken."""
    assert (
        find_layout(["LOCATION", "EVENT_DATE", "EVENT_ID_CNTY"]).name
        == "ACLED"
    )
    assert find_layout(["place", "date", "events"]) is None
