"""Atlases: an index and a sheet for each part."""

import geopandas as gpd
import pytest
import shapely
from tests.export.made import make_map, read_pdf_pages

from sitmap.errors import OutputError
from sitmap.export.figure import draw_atlas
from sitmap.layers.area_matches import join_areas
from sitmap.layers.area_table import conform_areas

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")


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
            draw_atlas(
                make_map(), tmp_path / "a.pdf", by=by, table=None, dpi=40
            )
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
    path = draw_atlas(
        one, tmp_path / "a.pdf", by="area", table="beside", dpi=40
    )
    assert read_pdf_pages(path) == 4


def test_what_no_atlas_can_be_made_of_is_told(tmp_path):
    """The nearest column, the ending, the number of sheets."""
    with pytest.raises(OutputError, match="did you mean 'side'"):
        draw_atlas(make_map(), tmp_path / "a.pdf", by="sides")
    with pytest.raises(OutputError, match=r"ends in \.pdf"):
        draw_atlas(make_map(), tmp_path / "a.png", by="month")
