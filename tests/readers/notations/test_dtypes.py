"""Columns of any dtype are read or told, never a traceback."""

import datetime as dt
import decimal
import warnings
from contextlib import suppress

import numpy as np
import pandas as pd
import pytest

import sitmap
from sitmap.errors import DataWarning, SitmapError

TABLE = {
    "title": "a",
    "date": "2024-03-05",
    "time": "14:30",
    "time_offset": "+02:00",
    "lat": 42.9,
    "lon": 20.8,
    "coordinates": "42.9, 20.8",
    "place": "Peja",
    "killed": 1,
    "injured": "2",
    "missing": 0,
    "fatalities_low": 0,
    "status": "confirmed",
    "confidence": 0.5,
    "uncertainty_m": 10.0,
    "precision": "exact",
    "source": "x",
    "link": "https://example.org",
    "media": "a.jpg",
    "date_end": "2024-03-06",
    "date_precision": "day",
    "source_date": "2024-03-07",
}
GROUPS = 6
VALUES = {
    "whole": [1, 2, 3, -4],
    "large": [2**62, 1, 2, 3],
    "whole-or-null": pd.array([1, None, 3, 4], "Int64"),
    "infinite": [1.5, np.nan, np.inf, -np.inf],
    "true-or-false": pd.array([True, None, True, False], "boolean"),
    "categories": pd.Categorical(["a", "b", None, "a"]),
    "stamps": pd.to_datetime(["2024-03-05 10:00"] * 4),
    "stamps-with-zone": pd.to_datetime(["2024-03-05 10:00+02:00"] * 4),
    "no-time": [pd.NaT] * 4,
    "spans": pd.to_timedelta([1, 2, 3, 4], unit="h"),
    "days": [dt.date(2024, 3, 5)] * 4,
    "hours": [dt.time(14, 30)] * 4,
    "decimals": [decimal.Decimal("1.5")] * 4,
    "mixed": [1, "a", None, 2.5],
    "null": [None] * 4,
    "nested": [[1, 2], {"a": 1}, (1,), b"x"],
    "periods": pd.period_range("2024-01", periods=4, freq="M"),
    "empty": [""] * 4,
    "odd-texts": ["²", "\x00", "–", "١"],
}


@pytest.mark.parametrize("values", VALUES.values(), ids=VALUES.keys())
def test_columns_of_another_dtype(values):
    """A table, or one line of what is wrong with it; a few columns at a time."""
    for first in range(GROUPS):
        names = list(TABLE)[first::GROUPS]
        frame = pd.DataFrame(
            {key: [value] * 4 for key, value in TABLE.items()}
        )
        frame = frame.assign(**dict.fromkeys(names, pd.Series(values)))
        with warnings.catch_warnings(), suppress(SitmapError):
            warnings.simplefilter("ignore", DataWarning)
            assert len(sitmap.read(frame)) == 4
