"""What is in a table, in frames and for a terminal."""

import pandas as pd

import sitmap
from sitmap.incidents import conform
from sitmap.samples import sample_path
from sitmap.summaries import format_summary, summary


def test_the_sample():
    """16 incidents in five types over six months, as counted by hand in the file."""
    frames = summary(sitmap.read(sample_path("north-kosovo.csv")))
    assert frames["overview"].loc[0, "rows"] == 16
    assert frames["event_type"]["rows"].to_dict() == {
        "Strategic developments": 8,
        "Riots": 4,
        "Explosions/Remote violence": 2,
        "Battles": 1,
        "Violence against civilians": 1,
    }
    assert frames["month"].index[0] == "2022-07"
    text = format_summary(frames)
    assert "16 rows, 16 with a point" in text
    assert "Riots" in text


def test_what_lacks_what():
    """A row without a source is counted under source."""
    frames = summary(
        conform(
            pd.DataFrame(
                {
                    "title": ["a", "b"],
                    "source": ["x", None],
                    "place": ["c", "d"],
                }
            )
        )
    )
    assert frames["lacking"].loc["source", "rows"] == 1
    assert "title" not in frames["lacking"].index


def test_an_empty_table():
    """No rows, no dates, no bars."""
    assert format_summary(
        summary(conform(pd.DataFrame({"title": []})))
    ).startswith("0 rows")


def test_a_terminal_is_not_obeyed():
    """An escape sequence in a place's name is shown as what it is."""
    table = conform(
        pd.DataFrame({"title": ["a"], "place": ["\x1b[2Jcleared"]})
    )
    assert "\x1b" not in format_summary(summary(table))


def test_totals_say_how_many_rows_have_no_figure():
    """A row of 5 to 10 is in the low and the high figure, and those of others are, too."""
    rows = {
        "place": ["Gao", "Kidal", "Gao"],
        "fatalities_best": [4, None, None],
        "fatalities_low": [None, 5, None],
        "fatalities_high": [None, 10, None],
    }
    frames = summary(pd.DataFrame(rows))
    told = "fatalities: 4 best, 9 low, 14 high; 2 rows have no best figure"
    assert told in format_summary(frames)
