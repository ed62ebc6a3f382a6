"""Tables with the ending of a text: from a spreadsheet's clipboard, or Markdown."""

import pytest

import sitmap
from sitmap.readers import list_left_off
from sitmap.readers.text_tables import is_text_table

ROWS = [
    ["Date", "Place", "Country", "Killed"],
    ["2024-03-05", "Kharkiv", "Ukraine", "1"],
    ["2024-03-06", "Sumy", "Ukraine", "2"],
]
MARKDOWN = "\n".join(
    ["| " + " | ".join(ROWS[0]) + " |", "|---|:---|---|---:|"]
    + ["| " + " | ".join(row) + " |" for row in ROWS[1:]]
)


@pytest.mark.parametrize(
    ("name", "mark", "encoding"),
    [
        ("a.txt", "\t", "utf-16"),
        ("b.txt", ";", "utf-8-sig"),
        ("c.txt", ",", "cp1252"),
    ],
)
def test_a_table_in_a_text_file_is_a_table(tmp_path, name, mark, encoding):
    """Excel calls it "Unicode text"."""
    path = tmp_path / name
    path.write_bytes(
        "\r\n".join(mark.join(row) for row in ROWS).encode(encoding)
    )
    assert is_text_table(path)
    assert sitmap.read(path)["fatalities_best"].to_list() == [1, 2]


def test_the_rule_of_a_markdown_table_is_no_row(tmp_path):
    """It parts the names from the rows, and is told."""
    path = tmp_path / "weekly.md"
    path.write_text(MARKDOWN)
    assert is_text_table(path)
    table = sitmap.read(path)
    assert table["place"].to_list() == ["Kharkiv", "Sumy"]
    assert len(list_left_off(table)) == 1


@pytest.mark.parametrize(
    "text",
    [
        (
            "Gaza, Rafah, Khan Younis and Deir al-Balah were shelled.\nFive people, among them a "
            "child, were killed.\n"
        ),
        "Date: 5 March 2024; Place: Gao; Killed: 2\nThe attackers fled; nothing more is known.\n",
        "# Weekly report\n\nOn 5 March, shelling killed two in Kharkiv.\n",
        "",
    ],
)
def test_a_report_is_no_table(tmp_path, text):
    """Commas make no columns."""
    path = tmp_path / "report.txt"
    path.write_text(text)
    assert not is_text_table(path)
