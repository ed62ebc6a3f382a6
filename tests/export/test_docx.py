"""Word: its rows numbered."""

import pandas as pd
import pytest

import sitmap
from sitmap.export.docx import write_docx

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")


def make_map(**options):
    """Four incidents: two at one place, one elsewhere, one known to its region alone."""
    rows = {
        "title": ["Third", "First", "Second", "Somewhere"],
        "date": ["2023-03-05", "2023-01-02", "2023-02-03", "2023-01-01"],
        "precision": ["place", "place", "place", "admin1"],
        "uncertainty_m": [2500.0, 2500.0, 2500.0, 60_000.0],
        "side": ["a", "b", None, "b"],
        "lat": [42.9, 42.9, 42.4, 42.6],
        "lon": [20.8, 20.8, 21.3, 21.0],
    }
    return sitmap.Map(
        sitmap.read(pd.DataFrame(rows)), title="Four", **options
    )


def test_word_numbers_its_rows(tmp_path):
    """The table's first column is what stands at the marks."""
    docx = pytest.importorskip(
        "docx", reason="needs the extra sitmap[docx]"
    )
    document = docx.Document(
        str(write_docx(make_map(), tmp_path / "a.docx"))
    )
    cells = [
        [cell.text for cell in row.cells] for row in document.tables[0].rows
    ]
    assert [(row[0], row[3]) for row in cells[1:]] == [
        ("1", "First"),
        ("2", "Third"),
        ("3", "Second"),
        ("4", "Somewhere"),
    ]
