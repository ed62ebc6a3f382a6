"""GDELT: events, mentions, and events with a line of names."""

import pytest
from tests.readers import made_tables
from tests.readers.made import read_quietly, read_text

import sitmap
from sitmap.errors import DataWarning
from sitmap.readers import add_mentions, describe_reading, list_left_off


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


def test_gdelt_events(tmp_path):
    """No header; the action's place and not the actors'; FIPS KV is Kosovo.

    Other roots are listed, not lost.
    """
    lines = [
        made_tables.gdelt_event(1),
        made_tables.gdelt_event(
            2,
            root="14",
            code="1411",
            kind="1",
            place="Kosovo",
            lat="42.58",
            lon="20.9",
        ),
        made_tables.gdelt_event(3, root="04", code="043"),
        "4\t20230529\tcut",
    ]
    table = read_quietly(tmp_path, "\n".join(lines))
    assert (
        describe_reading(table)
        == "table.txt: read as GDELT 2.0 Events (utf-8), 2 of 4 rows"
    )
    assert table["place"].to_list() == [
        "Zvecan, Kosovo (general), Kosovo",
        "Kosovo",
    ]
    assert table["country"].to_list() == ["XK", "XK"]
    assert table["precision"].to_list() == ["place", "country"]
    assert table["event_type"].to_list() == ["Battles", "Protests"]
    assert (table.geometry.x[0], table.geometry.y[0]) == (20.8403, 42.907)
    left_off = list_left_off(table)
    assert left_off["row"].to_list() == [4, 3]
    assert "has 3 fields" in left_off["why"][0]
    assert "CAMEO root 04" in left_off["why"][1]
    assert read_quietly(tmp_path, "\n".join(lines[:3]), roots=None)[
        "EventCode"
    ].to_list() == [
        "190",
        "1411",
        "043",
    ]


def test_gdelt_mentions_join_their_events(tmp_path):
    """Mentions name no place and say so.

    Joined, an event knows how many sources told of it and how surely.
    """
    lines = [
        made_tables.gdelt_mention(1),
        made_tables.gdelt_mention(1, "y.example", "100"),
        made_tables.gdelt_mention(9),
    ]
    mentions = read_quietly(tmp_path, "\n".join(lines))
    assert mentions.geometry.isna().all()
    assert mentions["problem"].str.contains("names no place").all()
    events = add_mentions(
        read_quietly(tmp_path, made_tables.gdelt_event(1)), mentions
    )
    assert events.loc[
        0, ["mentions", "mention_sources", "confidence"]
    ].to_list() == [2, 2, 1.0]


def test_the_gdelt_mentions_sample(shared):
    """BigQuery's export of Mentions has a header line; every mention is read."""
    path = shared / "incidents/gdelt2_mentions_sample.csv"
    with pytest.warns(DataWarning, match="names no place"):
        table = sitmap.read(path)
    assert (
        len(table) == len(path.read_text("utf-8").splitlines()) - 1 == 1635
    )
    assert "GDELT 2.0 Mentions" in describe_reading(table)
