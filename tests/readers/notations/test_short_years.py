"""Years of two digits, where a column shows that they are years."""

import pandas as pd
import pytest

from sitmap.readers.notations.dates import parse_dates
from sitmap.readers.notations.short_years import write_years


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (
            ["05.03.24", "16.03.24", "31.12.23"],
            ["2024-03-05", "2024-03-16", "2023-12-31"],
        ),
        (["07.03.24", "05.03.2024"], ["2024-03-07", "2024-03-05"]),
        (
            ["5/3/24", "13/3/24", "14/3/24"],
            ["2024-03-05", "2024-03-13", "2024-03-14"],
        ),
        (
            ["3/5/24", "3/13/24", "3/14/24"],
            ["2024-03-05", "2024-03-13", "2024-03-14"],
        ),
        (
            ["05.03.24 14:30", "06.03.24", "07.03.24"],
            ["2024-03-05", "2024-03-06", "2024-03-07"],
        ),
        (["29.11.99", "30.11.99"], ["1999-11-29", "1999-11-30"]),
    ],
)
def test_a_column_of_short_years_is_read(texts, days):
    """The year takes few values, or stands there whole, or is no day."""
    found = parse_dates(pd.Series(texts))
    assert found.day.dt.strftime("%Y-%m-%d").to_list() == days
    assert not found.problems


@pytest.mark.parametrize(
    "texts",
    [
        ["05.03.24"],
        ["24.03.05", "24.03.06", "24.03.07"],
        ["24/03/05", "24/04/05", "24/05/05"],
        ["01.02.03", "02.03.04", "03.04.05"],
    ],
)
def test_what_doesnt_show_its_year_is_asked_for(texts):
    """The year may stand first, and one date alone shows nothing."""
    assert write_years(texts) == {}
    assert len(parse_dates(pd.Series(texts)).problems) == len(texts)


def test_the_order_is_still_asked_for():
    """The year is plain, the day isn't."""
    found = parse_dates(pd.Series(["5/3/24", "6/3/24", "7/3/24"]))
    assert all(
        "may be day/month" in told for told in found.problems.values()
    )
