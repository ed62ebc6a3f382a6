"""Scans and PDFs: words that are broken over lines are read whole, and no offset moves."""

import pytest

from sitmap.reports import parse_report, read_report
from sitmap.reports.text.broken_words import join_broken_words

SCAN = (
    "Three peo-\nple were killed in shell-\ning near Bakh-\nmut on Tues-\nday, police\nsaid. "
    "Ten others were\nwoun-\nded when a drone struck a mar-\nket in Niko-\npol on Mon-\nday.\n"
)


def test_what_a_scan_tells_is_drafted_as_from_its_clean_text():
    """Places, days and counts, though every other word is in two parts."""
    report = parse_report(SCAN, published="2022-12-01")
    found = report.incidents[
        ["place_name", "date_start", "fatalities_best", "injured_best"]
    ]
    rows = found.astype("string").fillna("").values.tolist()
    assert rows == [
        ["Bakhmut", "2022-11-29", "3", ""],
        ["Nikopol", "2022-11-28", "", "10"],
    ]


def test_the_report_and_its_quotes_stay_as_they_were_written(tmp_path):
    """A quote can be found in the file, by its offsets and by its letters."""
    path = tmp_path / "scan.txt"
    path.write_text(SCAN, encoding="utf-8")
    report = read_report(path, published="2022-12-01")
    assert report.text == SCAN
    for row in report.incidents.itertuples():
        assert SCAN[row.quote_start : row.quote_end] == row.quote
    town = report.mentions[report.mentions["name"] == "Bakhmut"].iloc[0]
    assert SCAN[town["start"] :].startswith("Bakh-\nmut")


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Krama-\r\ntorsk was hit", "Kramatorsk   \nwas hit"),
        ("in Бах-\nмуті вчора", "in Бахмуті  \nвчора"),
        ("in Niko-\npol", "in Nikopol  "),
        ("Niko- \n  pol\nwas", "Nikopol     \nwas"),
    ],
)
def test_a_broken_word_is_joined(text, joined):
    """In any script and with any line end; the length stays."""
    assert join_broken_words(text) == joined
    assert len(joined) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nord-\nund Südkivu",
        "the Mitrovica-\nPristina road",
        "roads were shut -\nwhich was said",
        "on 24-\n25 May",
        "- milk\n- bread",
        "a list-\n\nand a new paragraph",
    ],
)
def test_what_is_no_broken_word_stays(text):
    """Compounds of names, dashes, numbers, lists and paragraphs."""
    assert join_broken_words(text) == text


@pytest.mark.parametrize("sign", ["-", "\u2010", "\u00ad", "\u00ac"])
def test_whatever_sign_a_program_writes_for_the_hyphen(sign):
    """A soft hyphen, or the sign that old scans have for it: no half name is looked up."""
    told = f"A bomb killed three people in Moga{sign}\ndishu on Tuesday.\n"
    (row,) = parse_report(
        told, published="2022-12-01"
    ).incidents.itertuples()
    assert (row.place_name, row.fatalities_best) == ("Mogadishu", 3)
