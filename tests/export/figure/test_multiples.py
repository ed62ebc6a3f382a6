"""Small maps beside one another: by month, or by any column."""

import re

import pytest
from tests.export.made import make_map

from sitmap.export.figure import draw_figure
from sitmap.samples import sample_map

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")


def test_small_maps_are_by_any_column(tmp_path):
    """Most rows first, and what tells nothing last."""
    text = (
        make_map()
        .figure(tmp_path / "a.svg", facet="side", dpi=40)
        .read_text("utf-8")
    )
    heads = [text.index(f">{head}<") for head in ("b", "a", "–")]
    assert heads == sorted(heads)


@pytest.fixture(scope="module")
def sample():
    return sample_map()


def texts_of(svg):
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_small_multiples_by_month(tmp_path, sample):
    """The sample has six months with incidents; each has its own map, its name and its number."""
    svg = draw_figure(
        sample, tmp_path / "a.svg", facet="month", dpi=40
    ).read_text("utf-8")
    months = (
        sample.incidents[0]
        .drawn["date_start"]
        .dt.strftime("%B %Y")
        .unique()
    )
    assert len(months) == 6
    assert set(months) <= set(texts_of(svg))
