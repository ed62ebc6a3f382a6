"""Rows of a figure's or a document's table: files that a row names, and what others say."""

import pandas as pd
import pytest

import sitmap
from sitmap.deduplication import combine
from sitmap.errors import DataWarning
from sitmap.export.incident_rows import list_rows, say_left_off
from sitmap.incidents import conform
from sitmap.layers.payload import encode_incidents
from sitmap.layers.words import load_words
from sitmap.readers.frames import conform as read


def tell(lang="en", **columns):
    return list(list_rows(conform(pd.DataFrame(columns)), load_words(lang)))


def test_files_and_archived_copies_are_counted():
    """Two files and a copy behind the source."""
    columns = {
        "source": ["Desk"],
        "media": ["a.jpg https://a.example"],
        "archive_url": ["x"],
    }
    assert (
        tell(title=["A"], **columns)[0].source
        == "Desk (Files: 2, Archived copy)"
    )
    assert (
        tell("de", title=["A"], media=["a.jpg"])[0].source == "(Dateien: 1)"
    )


def test_what_others_say_of_the_event_stands_behind_the_title():
    """With who says it, and the dead that they count, or else the status; other rows stay."""
    rows = tell(
        title=["Alone", "One", "Two", "Three"],
        source=["A", "B", "C", "D"],
        fatalities_best=[1, 2, None, 0],
        status=[None, None, "claimed", None],
        same_event=[None, "e", "e", "e"],
    )
    assert [row.what for row in rows] == [
        "Alone",
        "One (also: C, Claimed; D, Killed: 0)",
        "Two (also: B, Killed: 2; D, Killed: 0)",
        "Three (also: B, Killed: 2; C, Claimed)",
    ]


def test_an_event_of_six_names_three_and_counts_the_rest():
    """Six rows of one event: five others."""
    rows = tell(
        title=["T"] * 6, source=list("ABCDEF"), same_event=["e"] * 6
    )
    assert rows[0].what == "T (also: B; C; D; 2 more)"


def test_combined_tables_tell_their_rivals():
    """What combine links is told in each other's row, and listed for the page's cards."""
    row = {
        "title": "Clash at the bridge",
        "date_start": "2023-05-29",
        "event_type": "Riots",
    }
    tables = {
        name: conform(
            pd.DataFrame(
                [
                    {
                        **row,
                        "source": name,
                        "fatalities_best": dead,
                        "latitude": 42.9,
                        "longitude": 20.8,
                    }
                ]
            )
        )
        for name, dead in (("Mission", 2), ("Portal", 5))
    }
    both = combine(tables)
    told = [each.what for each in list_rows(both, load_words("en"))]
    assert told == [
        "Clash at the bridge (also: Portal, Killed: 5)",
        "Clash at the bridge (also: Mission, Killed: 2)",
    ]
    assert encode_incidents(both).settings["claims"] is True


def test_a_column_of_yes_and_no_links_nothing():
    """Called same_event, it says whether and not which; names of events link."""
    table = {"title": ["A", "B"], "lat": [42.9, 42.9], "lon": [20.8, 20.8]}
    flags = read(pd.DataFrame({**table, "same_event": ["yes", "Yes"]}))
    assert flags["same_event"].isna().all()
    names = read(pd.DataFrame({**table, "same_event": ["e1", "e1"]}))
    assert names["same_event"].tolist() == ["e1", "e1"]


def test_paper_says_what_is_not_on_the_map_and_why(tmp_path):
    """Two of four rows: how many, which, and the reason; the foot of a figure has the same."""
    table = sitmap.conform(
        pd.DataFrame(
            {
                "title": ["Protest", "Stones", "Shots", "Talks"],
                "lat": [42.9, None, 42.8, None],
                "lon": [20.8, None, 20.9, None],
            }
        )
    )
    made = sitmap.Map(table)
    (told,) = say_left_off(made.content())
    assert told.startswith("Not on the map (2): Stones (no coordinates")
    assert "; Talks (" in told
    made.figure(tmp_path / "map.svg", dpi=40)
    assert "Not on the map (2): Stones" in (tmp_path / "map.svg").read_text(
        "utf-8"
    )


def test_a_figure_names_the_sites_of_a_mission(tmp_path):
    """Beside each, where there is room."""
    sites = pd.DataFrame(
        {
            "site_id": ["a"],
            "name": ["Camp Nothing Hill"],
            "role": ["camp"],
            "lat": [43.08],
            "lon": [20.81],
        }
    )
    path = tmp_path / "sites.csv"
    sites.to_csv(path, index=False)
    sitmap.Map(presence=path).figure(tmp_path / "map.svg", dpi=40)
    assert ">Camp Nothing Hill<" in (tmp_path / "map.svg").read_text(
        "utf-8"
    )


def test_labels_without_room_are_counted(tmp_path):
    """Two incidents at one spot are one mark, which has no words."""
    table = sitmap.conform(
        pd.DataFrame(
            {
                "title": ["a", "b", "c"],
                "lat": [42.9, 42.9, 42.5],
                "lon": [20.8, 20.8, 21.4],
            }
        )
    )
    made = sitmap.Map(table, label_by="title")
    with pytest.warns(DataWarning, match="2 of 3 labels left off"):
        made.figure(tmp_path / "map.svg", dpi=40)
