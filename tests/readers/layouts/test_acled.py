"""ACLED: as it is today, as it was, and cut by a shapefile."""

from tests.readers import made_tables
from tests.readers.made import read_quietly, read_text

from sitmap.readers import describe_reading


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


def test_acled_as_it_is_today(tmp_path):
    """31 columns; geo_precision 1 is a town and not an exact spot.

    Time_precision 2 is a week, 3 a month.
    """
    table = read_quietly(tmp_path, made_tables.ACLED_NEW)
    assert (
        describe_reading(table)
        == "table.txt: read as ACLED (CSV, utf-8), 3 of 3 rows"
    )
    assert table["incident_id"].to_list() == ["KOS1", "UKR2", "UKR3"]
    assert table["precision"].to_list() == ["place", "near", "admin1"]
    assert table["date_precision"].to_list() == ["day", "week", "month"]
    assert table["event_type"].to_list() == [
        "Riots",
        "Explosions/Remote violence",
        "Strategic developments",
    ]
    assert table["country"].to_list() == ["XK", "UA", "UA"]
    assert (table.geometry.x[0], table.geometry.y[0]) == (20.8403, 42.907)
    assert table.loc[2, "source"] == "NA"
    assert table["problem"].isna().all()


def test_acled_as_it_was(tmp_path):
    """Until 2019: other event types, inter codes as numbers, dates with the month's name."""
    table = read_quietly(tmp_path, made_tables.ACLED_OLD)
    assert table["event_type"].to_list() == [
        "Battles",
        "Explosions/Remote violence",
    ]
    assert table["sub_event_type"].to_list()[0] == "Armed clash"
    assert table["inter1"].to_list() == ["Rebel group", "Rebel group"]
    assert table["inter2"].to_list() == ["State forces", "Civilians"]
    assert table["date_start"].dt.strftime("%Y-%m-%d").to_list() == [
        "2017-04-03",
        "2017-04-04",
    ]
    assert table["fatalities_best"].to_list() == [4, 1]
