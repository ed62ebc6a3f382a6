"""Counts in one cell, in words: read where every cell of the column tells them."""

import pytest

import sitmap
from sitmap.readers import describe_columns
from sitmap.readers.told_counts import read_told_counts


@pytest.mark.parametrize(
    ("text", "dead", "hurt"),
    [
        ("2 killed, 3 injured", "2", "3"),
        ("3 KIA / 2 WIA", "3", "2"),
        ("Killed: 2; Wounded: 0", "2", "0"),
        ("2 morts et 1 blessé", "2", "1"),
        ("2 muertos y 3 heridos", "2", "3"),
        ("1 вбито, 4 поранено", "1", "4"),
        ("2 mrtvih i 5 ranjenih", "2", "5"),
        ("1 dead.", "1", None),
        ("None", "0", "0"),
    ],
)
def test_counts_in_words(text, dead, hurt):
    """In the words of headings, with the number before or behind."""
    counts = read_told_counts(text)
    assert counts.get("injured_best") == hurt
    assert counts["fatalities_best"] == dead


@pytest.mark.parametrize(
    "text",
    [
        "3",
        "several killed",
        "2 killed, 3 houses burned",
        "2 killed, 1 killed",
        "",
        "1+2",
    ],
)
def test_what_is_no_count_in_words(text):
    """A number alone may count anything; a part that isn't known makes the whole unknown."""
    assert read_told_counts(text) is None


def read(tmp_path, *cells, head="Casualties"):
    lines = [
        f'2024-03-0{at},Gao,"{cell}"' for at, cell in enumerate(cells, 1)
    ]
    path = tmp_path / "a.csv"
    path.write_text(
        "\n".join([f"Date,Place,{head}", *lines]), encoding="utf-8"
    )
    return sitmap.read(path)


def test_a_column_of_them_is_used(tmp_path):
    """What a cell doesn't tell isn't known."""
    table = read(tmp_path, "2 killed, 3 injured", "1 dead", "none")
    assert table["fatalities_best"].to_list() == [2, 1, 0]
    assert table["injured_best"].fillna(-1).to_list() == [3, -1, 0]
    assert "'Casualties'" in describe_columns(table)


def test_one_cell_that_says_more_leaves_the_column_alone(tmp_path):
    """No dead are lost in silence: the column is named as not used."""
    table = read(tmp_path, "2 killed, 3 injured", "many dead")
    assert table["fatalities_best"].isna().all()
    assert "not used: 'Casualties'" in describe_columns(table)
