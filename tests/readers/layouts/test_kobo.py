"""Kobo: exports whose headings are the questions."""

import pandas as pd
from tests.readers.made import FILES, days

import sitmap


def test_kobo_with_questions_as_headings():
    """Points by the columns after the question; an accuracy of 0 says nothing."""
    table = sitmap.read(FILES / "kobo-labels.csv")
    assert days(table) == ["2024-03-04", "2024-03-04", "2024-03-05"]
    assert table.geometry.notna().to_list() == [True, True, False]
    assert (table.geometry.x[0], table.geometry.y[0]) == (20.866, 42.8914)
    assert table.loc[0, "uncertainty_m"] == 4.5
    assert pd.isna(table.loc[1, "uncertainty_m"])
    assert table["incident_id"][2] == "5d0e4d3e-0000-4000-8000-000000000003"
