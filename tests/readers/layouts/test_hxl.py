"""HXL: tags go before headings, the whole before its parts."""

import pandas as pd
from tests.readers import made_tables
from tests.readers.made import FILES, days, read_quietly, read_text

import sitmap
from sitmap.readers import list_left_off


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


def test_hxl_tags_go_before_headings(tmp_path):
    """The row of tags says what a column is; it is no incident, and NA is a place."""
    table = read_quietly(tmp_path, made_tables.HXL)
    assert table["place"].to_list() == ["Zvečan", "NA"]
    assert table["fatalities_best"].to_list() == [0, 1]
    assert table["source"].to_list() == ["KFOR", "RTK"]
    assert list_left_off(table).to_dict("records") == [
        {"row": 2, "why": "is a heading or HXL tags, no incident"}
    ]
