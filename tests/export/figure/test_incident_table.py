"""The table of numbered incidents: behind the map, or beside it as text."""

import pytest
from tests.export.made import make_map, read_pdf_pages

from sitmap.errors import OutputError

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")


def test_a_table_behind_the_map_has_pages_of_its_own(tmp_path):
    """PDF alone has pages; a picture is told so."""
    one = make_map()
    path = one.figure(tmp_path / "a.pdf", table="behind", dpi=40)
    assert read_pdf_pages(path) == 2
    with pytest.raises(OutputError, match=r"write a \.pdf"):
        one.figure(tmp_path / "a.png", table="behind")
    with pytest.raises(OutputError, match="beside or behind"):
        one.figure(tmp_path / "a.png", table="below")
    with pytest.raises(OutputError, match="leave out facet or table"):
        one.figure(tmp_path / "a.pdf", table="behind", facet="month")


def test_a_table_beside_the_map_is_text(tmp_path):
    """What the picture lists can be found and copied."""
    text = (
        make_map()
        .figure(tmp_path / "a.svg", table="beside", dpi=40)
        .read_text("utf-8")
    )
    for told in ("First", "Second", "Third", "Somewhere", "1–2"):
        assert told in text
