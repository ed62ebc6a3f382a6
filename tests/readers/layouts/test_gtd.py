"""Global Terrorism Database: its codes and dates."""

from tests.readers.made import FILES, days

import sitmap


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
