"""The table of numbered incidents: behind the map, or beside it as text."""

import re

import pandas as pd
import pytest

import sitmap
from sitmap.errors import OutputError

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
