"""A line of units or types below the names is no incident."""

import pytest

import sitmap
from sitmap.readers import list_left_off
from sitmap.readers.formats.units import is_unit


@pytest.mark.parametrize(
    "text",
    [
        "dd/mm/yyyy",
        "YYYY-MM-DD",
        "TT.MM.JJJJ",
        "jj/mm/aaaa",
        "дд.мм.рррр",
        "gg.aa.yyyy",
        "hh:mm",
        "°N",
        "[%]",
        "#",
        "(persons)",
        "text",
        "integer",
        "Decimal degrees",
        "km",
        "число",
        "نص",
    ],
)
def test_units_and_types(text):
    """In the languages that tables come in."""
    assert is_unit(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mitrovica",
        "12",
        "3 May",
        "unknown",
        "None",
        "Sad",
        "Ham",
        "05/03/2024",
        "yes",
        "no",
    ],
)
def test_values_are_no_units(text):
    """Places, numbers, days, and what isn't known."""
    assert not is_unit(text)


def test_a_line_of_units_is_left_off_and_tells_the_order_of_days(tmp_path):
    """05/03/2024 below dd/mm/yyyy is 5 March, and the line is named."""
    path = tmp_path / "a.csv"
    path.write_text(
        "Date,Town,Killed\ndd/mm/yyyy,text,persons\n05/03/2024,Peja,1\n06/03/2024,Deçan,0\n",
        encoding="utf-8",
    )
    table = sitmap.read(path)
    assert table["date_start"].dt.strftime("%d.%m.").to_list() == [
        "05.03.",
        "06.03.",
    ]
    left = list_left_off(table)
    assert left["row"].to_list() == [2]
    assert "units or types" in left["why"][0]


@pytest.mark.parametrize(
    ("heading", "day", "month"),
    [
        ("Date (DD/MM/YYYY)", 5, 3),
        ("Date (MM/DD/YYYY)", 3, 5),
        ("Datum (TT/MM/JJJJ)", 5, 3),
    ],
)
def test_a_heading_tells_the_order_of_days(tmp_path, heading, day, month):
    """As the name spells it; no warning, and no guess."""
    path = tmp_path / "a.csv"
    path.write_text(f"{heading},Town\n05/03/2024,Peja\n", encoding="utf-8")
    read = sitmap.read(path)["date_start"][0]
    assert (read.day, read.month) == (day, month)


def test_one_row_of_words_that_are_units_alone_stays(tmp_path):
    """A table of one row has no line of units."""
    path = tmp_path / "a.csv"
    path.write_text("Town,Type\nKm,text\n", encoding="utf-8")
    assert len(sitmap.read(path)) == 1
