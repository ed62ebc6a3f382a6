"""Numbered marks with their table, atlases, and slides."""

import re
import zipfile

import geopandas as gpd
import pandas as pd
import pytest
import shapely

import sitmap
from sitmap.errors import OutputError
from sitmap.export.docx import write_docx
from sitmap.export.figure import draw_atlas, draw_numbered
from sitmap.layers.areas import conform_areas, join_areas

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


def test_numbers_go_mark_by_mark_the_earliest_first():
    """A mark's incidents have numbers that follow each other; those of a region come last."""
    picture, rows, outside = draw_numbered(
        make_map(), size=(160, 150), dpi=60, most=10
    )
    assert picture.startswith(b"\x89PNG")
    assert [(each.number, each.row.what) for each in rows] == [
        (1, "First"),
        (2, "Third"),
        (3, "Second"),
        (4, "Somewhere"),
    ]
    assert outside == 0


def test_what_lies_outside_the_frame_is_counted():
    """A map that opens elsewhere numbers what it shows, and tells of the rest."""
    one = make_map(location=(42.9, 20.8), zoom_start=12)
    _, rows, outside = draw_numbered(one, size=(160, 150), dpi=60, most=10)
    assert [each.row.what for each in rows] == [
        "First",
        "Third",
        "Somewhere",
    ]
    assert outside == 1


def read_pdf_pages(path):
    """Count the pages of a PDF by its own page objects."""
    return len(re.findall(rb"/Type /Page\b(?!s)", path.read_bytes()))


def test_a_table_behind_the_map_has_pages_of_its_own(tmp_path):
    """PDF alone has pages; a picture is told so."""
    one = make_map()
    path = one.figure(tmp_path / "a.pdf", table="behind")
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
        .figure(tmp_path / "a.svg", table="beside")
        .read_text("utf-8")
    )
    for told in ("First", "Second", "Third", "Somewhere", "1–2"):
        assert told in text


@pytest.mark.parametrize(
    ("by", "pages"),
    [("month", 4), ("week", 5), ("year", 2), ("side", 4), ("SIDE", 4)],
)
def test_an_atlas_has_an_index_and_a_sheet_for_each_part(
    by, pages, tmp_path
):
    """Periods, or the values of a column; rows without one have a sheet of their own."""
    assert (
        read_pdf_pages(
            draw_atlas(make_map(), tmp_path / "a.pdf", by=by, table=None)
        )
        == pages
    )


def test_an_atlas_by_area_puts_a_row_where_it_surely_is(tmp_path):
    """A disc that crosses the outline belongs to no one area."""
    square = gpd.GeoDataFrame(
        {"name": ["West", "East"]},
        geometry=[shapely.box(20, 42, 21, 43), shapely.box(21, 42, 22, 43)],
        crs=4326,
    )
    one = make_map(areas=square)
    joined = join_areas(one.incidents[0].drawn, conform_areas(square))
    assert joined.astype(object).where(joined.notna(), None).to_list() == [
        "West",
        "West",
        "East",
        None,
    ]
    path = draw_atlas(one, tmp_path / "a.pdf", by="area", table="beside")
    assert read_pdf_pages(path) == 4


def test_what_no_atlas_can_be_made_of_is_told(tmp_path):
    """The nearest column, the ending, the number of sheets."""
    with pytest.raises(OutputError, match="did you mean 'side'"):
        draw_atlas(make_map(), tmp_path / "a.pdf", by="sides")
    with pytest.raises(OutputError, match=r"ends in \.pdf"):
        draw_atlas(make_map(), tmp_path / "a.png", by="month")


def test_small_maps_are_by_any_column(tmp_path):
    """Most rows first, and what tells nothing last."""
    text = (
        make_map()
        .figure(tmp_path / "a.svg", facet="side")
        .read_text("utf-8")
    )
    heads = [text.index(f">{head}<") for head in ("b", "a", "–")]
    assert heads == sorted(heads)


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


def test_a_row_known_to_an_area_has_the_areas_own_outline():
    """By its name, upper or lower case, as on the page; another's name leaves the circle."""
    from sitmap.export.figure import marks
    from sitmap.export.figure.scene import read_scene
    from sitmap.export.figure.view import fit_view, project

    square = gpd.GeoDataFrame(
        {"name": ["West"]},
        geometry=[shapely.box(20.5, 42.3, 21.2, 42.8)],
        crs=4326,
    )
    rows = {
        "title": ["a", "b"],
        "place": ["WEST", "Elsewhere"],
        "precision": "admin1",
    }
    table = pd.DataFrame(
        {
            **rows,
            "lat": [42.6, 43.0],
            "lon": [21.0, 22.0],
            "date": "2023-01-01",
        }
    )
    scene = read_scene(
        sitmap.Map(sitmap.read(table), areas=square).content()
    )
    view = fit_view(scene.bounds, 150, 120)
    found = {
        area.names[0]: marks._outline(scene, area, {})
        for area in marks._areas_of(scene.wide, view)
    }
    assert found["WEST"].equals(project(square.geometry.union_all()))
    assert not found["Elsewhere"].equals(found["WEST"])
