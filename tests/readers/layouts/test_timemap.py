"""TimeMap: its JSON."""

from tests.readers import made_tables
from tests.readers.made import read_quietly

from sitmap.readers import describe_reading


def test_timemap_json(tmp_path):
    """Bellingcat's export: American dates by the column's own evidence, the source's link, filters as columns."""
    table = read_quietly(tmp_path, made_tables.TIMEMAP)
    assert "TimeMap (JSON list" in describe_reading(table)
    assert table["date_start"].dt.strftime("%Y-%m-%d").to_list() == [
        "2022-02-24",
        "2022-03-01",
    ]
    assert table.loc[0, "title"] == "Shelling of a residential building"
    assert table.loc[0, "source_url"] == "https://x.example/1"
    assert table.loc[0, "Type of area affected"] == "Residential"
    assert table.geometry.notna().to_list() == [True, False]
    assert table.loc[1, "place"] == "Izium"
