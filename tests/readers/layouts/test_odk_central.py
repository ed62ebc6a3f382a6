"""ODK Central: its exports."""

from tests.readers.made import FILES, days

import sitmap
from sitmap.readers import describe_reading


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
