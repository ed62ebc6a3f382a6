"""Columns of days, read together."""

import pandas as pd

import sitmap


def test_an_end_shows_the_order_of_the_start():
    """3/31 is no day of a thirty-first month, so 3/1 is the first of March."""
    rows = {
        "place": ["Gao"],
        "date_from": ["3/1/2024"],
        "date_to": ["3/31/2024"],
    }
    row = sitmap.read(pd.DataFrame(rows)).iloc[0]
    assert f"{row['date_start']:%Y-%m-%d}" == "2024-03-01"
    assert f"{row['date_end']:%Y-%m-%d}" == "2024-03-31"
