"""Word: its rows numbered."""

import pytest
from tests.export.made import make_map

from sitmap.export.docx import write_docx

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")


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
