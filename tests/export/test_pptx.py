"""Slides: the map and its table."""

import zipfile

import pytest
from tests.export.made import make_map

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")


def test_slides_have_the_map_and_its_table(tmp_path):
    """A picture with a description, a native table, and the same bytes twice."""
    pptx = pytest.importorskip(
        "pptx", reason="needs the extra sitmap[pptx]"
    )
    from sitmap.export.pptx import write_pptx

    path = write_pptx(make_map(), tmp_path / "a.pptx")
    slides = list(pptx.Presentation(str(path)).slides)
    assert len(slides) == 2
    tables = [shape.table for shape in slides[1].shapes if shape.has_table]
    assert [row.cells[3].text for row in tables[0].rows][1:] == [
        "First",
        "Third",
        "Second",
        "Somewhere",
    ]
    assert "Four" in [
        shape.text_frame.text
        for shape in slides[0].shapes
        if shape.has_text_frame
    ]
    with zipfile.ZipFile(path) as inside:
        assert (
            'descr="Four"' in inside.read("ppt/slides/slide1.xml").decode()
        )
    assert (
        write_pptx(make_map(), tmp_path / "b.pptx").read_bytes()
        == path.read_bytes()
    )
