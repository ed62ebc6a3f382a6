"""Tables that are set out for the eye: Markdown's and those of a fixed width."""

import pytest

import sitmap
from sitmap.readers import describe_reading
from sitmap.readers.formats.layout_tables import is_set_out
from sitmap.readers.text_tables import is_text_table

MARKDOWN = """# Incidents, week 10

| Date | Town | What | Killed |
|:-----|------|------|-------:|
| 5 Mar 2024 | Gao | Shots \\| fire | 2 |
| 6 Mar 2024 | Kidal | **Mine** on `RN18` |  |
"""
FIXED = """Date        Place              Killed  Notes
----------  -----------------  ------  ---------------------
2024-03-05  Gao                     2  Shots in the market
2024-03-06  Kidal                   0  Mine found, removed
2024-03-07  Menaka Town            11
"""
PACKED = "DATE     PLACE          KILLED\n20240305 Gao            2\n20240306 Menaka Town    0\n"


def read(tmp_path, text, name="log.txt"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return sitmap.read(tmp_path / name)


def test_markdown(tmp_path):
    """A bar with a backslash is a letter, emphasis is none, an empty cell is empty."""
    table = read(tmp_path, MARKDOWN, "log.md")
    assert table["title"].to_list() == ["Shots | fire", "Mine on RN18"]
    assert table["fatalities_best"].fillna(-1).to_list() == [2, -1]
    assert table["place"].to_list() == ["Gao", "Kidal"]
    assert is_text_table(tmp_path / "log.md")


@pytest.mark.parametrize(
    ("text", "places", "killed"),
    [
        (FIXED, ["Gao", "Kidal", "Menaka Town"], [2, 0, 11]),
        (PACKED, ["Gao", "Menaka Town"], [2, 0]),
    ],
)
def test_columns_of_a_fixed_width(tmp_path, text, places, killed):
    """Words stay together, commas part nothing, numbers stand right or left."""
    table = read(tmp_path, text)
    assert table["place"].to_list() == places
    assert table["fatalities_best"].to_list() == killed
    assert "fixed-width text" in describe_reading(table)
    assert is_text_table(tmp_path / "log.txt")


@pytest.mark.parametrize(
    "prose",
    [
        "On 5 March shots were heard in Gao.  Two people were hurt.\nNobody died.",
        "Date: 5 March 2024     Place: Gao\n\nThe army said that two men were killed.",
        "Subject:  Weekly report\nDate:  5 March\nPlace:  Gao\n\nAll quiet.",
        "",
    ],
)
def test_prose_is_none(prose):
    """Two blanks behind a full stop, a letterhead, an empty text."""
    assert not is_set_out(prose)
