"""SCAD: its codes and dates."""

from tests.readers.made import FILES

import sitmap


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
