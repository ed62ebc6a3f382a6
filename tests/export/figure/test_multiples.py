"""Small maps beside one another: by month, or by any column."""

import re

import pandas as pd
import pytest

import sitmap
from sitmap.export.figure import draw_figure
from sitmap.samples import sample_map

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


def test_small_maps_are_by_any_column(tmp_path):
    """Most rows first, and what tells nothing last."""
    text = (
        make_map()
        .figure(tmp_path / "a.svg", facet="side")
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
    svg = draw_figure(sample, tmp_path / "a.svg", facet="month").read_text(
        "utf-8"
    )
    months = (
        sample.incidents[0]
        .drawn["date_start"]
        .dt.strftime("%B %Y")
        .unique()
    )
    assert len(months) == 6
    assert set(months) <= set(texts_of(svg))
