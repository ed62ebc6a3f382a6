"""Maps inside what others made: a notebook's page, a report, a page that embeds one. They are alive in there."""

import shutil
from pathlib import Path

import pytest

from sitmap.samples import sample_map
from tests.export.quarto_steps import render_report
from tests.export.test_examples import notebook


def assert_alive(one):
    """The map in the frame counts its 16 incidents, and zooms when asked to; no script of it is refused."""
    frame = one.page.locator("iframe").element_handle().content_frame()
    frame.wait_for_function("window.sitmap && window.sitmap.ready")
    assert frame.evaluate("sitmap.state('map_sitmap').visible") == 16
    zoom = "window.map_sitmap.getZoom()"
    before = frame.evaluate(zoom)
    frame.locator(".leaflet-control-zoom-in").click()
    frame.wait_for_function(f"{zoom} > {before}")
    assert [told for told in one.errors if "Content Security Policy" in told] == []


@pytest.fixture(scope="module")
def sample():
    return sample_map()


def test_in_a_notebooks_page(tmp_path, open_page, sample):
    """`jupyter nbconvert --to html`; the page's own scripts from the network are none of ours."""
    nbconvert = pytest.importorskip("nbconvert", reason="needs nbconvert")
    text, _ = nbconvert.HTMLExporter().from_notebook_node(notebook(sample._repr_mimebundle_()))
    (tmp_path / "a.html").write_text(text, "utf-8")
    assert_alive(open_page(tmp_path / "a.html"))


def test_in_a_report(tmp_path, root, open_page):
    """The Quarto example: pandoc must leave every byte of the map's scripts as it is."""
    report = Path(shutil.copy(root / "data/examples/report.qmd", tmp_path))
    assert_alive(open_page(render_report(report, "html")))


@pytest.mark.parametrize("file", [None, "map.html"])
def test_in_a_page_that_embeds_it(tmp_path, open_page, sample, monkeypatch, file):
    """Inside the snippet, or in a file beside the page."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.html").write_text(
        f"<!doctype html><p>{sample.embed(file=file, ratio='16/9')}", "utf-8"
    )
    assert_alive(open_page(tmp_path / "a.html"))
