"""Aid Worker Security Database: its dates, kinds of place and codes."""

from tests.readers.made import FILES, days

import sitmap
from sitmap.readers import describe_reading


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
