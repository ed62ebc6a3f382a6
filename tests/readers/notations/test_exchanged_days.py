"""Days and months that a spreadsheet has exchanged."""

import pandas as pd

from sitmap.readers.notations.dates import parse_dates


def test_true_dates_beside_texts_above_twelve_are_doubted():
    """3 May may be 5 March, as 13 March was left a text."""
    column = pd.Series(
        ["2024-05-03", "2024-06-03", "13/03/2024", "14/03/2024"]
    )
    found = parse_dates(column)
    assert set(found.problems) == {0, 1}
    assert "exchanged" in found.problems[0]
    assert found.day.notna().all()


def test_a_mixture_that_shows_nothing_isnt_doubted():
    """A true date above 12, or a text below it, and no spreadsheet has chosen."""
    assert not parse_dates(
        pd.Series(["2024-05-23", "2024-06-03", "13/03/2024", "14/03/2024"])
    ).problems
    assert not parse_dates(
        pd.Series(["2024-05-03", "2024-06-03", "13/03/2024", "04/03/2024"])
    ).problems
