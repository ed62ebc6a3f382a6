"""Missing Migrants: today's table and the one of before."""

import pytest
from tests.readers.made import FILES, days

import sitmap
from sitmap.readers import describe_reading


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
