"""Maps inside what others made: a notebook's page, a report, a page that embeds one.

They are alive in there.
"""

import shutil
from pathlib import Path

import pytest

from sitmap.samples import sample_map
from tests.browser.conftest import wait_until
from tests.export.quarto_steps import render_report
from tests.export.test_examples import notebook


def assert_alive(one):
    """The map in the frame counts its 16 incidents, and zooms when asked to.

    No script of it is refused.
    """
    frame = one.page.locator("iframe").element_handle().content_frame()
    wait_until(frame, "Boolean(window.sitmap)")
    frame.evaluate("sitmap.ready")
    assert frame.evaluate("sitmap.state('map_sitmap').visible") == 16
    zoom = "window.map_sitmap.getZoom()"
    before = frame.evaluate(zoom)
    frame.locator(".leaflet-control-zoom-in").click()
    wait_until(frame, f"{zoom} > {before}")
    assert [
        told for told in one.errors if "Content Security Policy" in told
    ] == []


@pytest.fixture(scope="module")
def sample():
    return sample_map()


def test_in_a_notebooks_page(tmp_path, open_page, sample):
    """`jupyter nbconvert --to html`; the page's own scripts from the network are none of ours."""
    nbconvert = pytest.importorskip("nbconvert", reason="needs nbconvert")
    text, _ = nbconvert.HTMLExporter().from_notebook_node(
        notebook(sample._repr_mimebundle_())
    )
    (tmp_path / "a.html").write_text(text, "utf-8")
    assert_alive(open_page(tmp_path / "a.html"))


def test_in_a_report(tmp_path, root, open_page):
    """The Quarto example: pandoc must leave every byte of the map's scripts as it is."""
    report = Path(shutil.copy(root / "data/examples/report.qmd", tmp_path))
    assert_alive(open_page(render_report(report, "html")))


@pytest.mark.parametrize("file", [None, "map.html"])
def test_in_a_page_that_embeds_it(
    tmp_path, open_page, sample, monkeypatch, file
):
    """Inside the snippet, or in a file beside the page."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.html").write_text(
        f"<!doctype html><p>{sample.embed(file=file, ratio='16/9')}",
        "utf-8",
    )
    assert_alive(open_page(tmp_path / "a.html"))


def test_a_page_that_the_browser_saved_is_one_map_again(
    tmp_path, open_page, sample
):
    """ "Webpage, Complete" saves the page as it is after its start; it starts anew all the same."""
    sample.save(tmp_path / "a.html")
    first = open_page(tmp_path / "a.html")
    saved = first.page.evaluate(
        "'<!DOCTYPE html>' + document.documentElement.outerHTML"
    )
    (tmp_path / "saved.html").write_text(saved, "utf-8")
    again = open_page(tmp_path / "saved.html")
    for part in ("header", "footer", "key", "time", "map-box", "panel"):
        assert again.page.locator(f".sitmap-{part}").count() == 1, part
    assert again.state() == first.state()
    assert again.state()["visible"] == 16
    assert again.errors == []


def test_a_narrow_window_prints_with_its_key(tmp_path, open_page, sample):
    """On a phone the key is a sheet of its own; on paper it stands on the map, open."""
    sample.save(tmp_path / "a.html")
    page = open_page(tmp_path / "a.html", size=(390, 844)).page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    key = page.locator(".sitmap-stage > .sitmap-key")
    assert key.is_visible()
    assert "Battles" in key.inner_text()
    assert key.evaluate("part => part.open")
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.locator(".is-printing").count()
    assert "Battles" not in key.inner_text()


def test_an_embedded_map_prints_within_its_frame(
    tmp_path, open_page, sample
):
    """The sheet is the outer page's: the map keeps to the frame, with its notes and credits."""
    snippet = sample.embed(ratio="16/9")
    (tmp_path / "a.html").write_text(
        f"<!doctype html><h1>Report</h1>{snippet}", "utf-8"
    )
    page = open_page(tmp_path / "a.html", size=(718, 1000)).page
    frame = page.locator("iframe").element_handle().content_frame()
    wait_until(frame, "Boolean(window.sitmap)")
    frame.evaluate("sitmap.ready")
    frame.evaluate("dispatchEvent(new Event('beforeprint'))")
    wide, high = frame.evaluate("[innerWidth, innerHeight]")
    box = frame.evaluate(
        "document.querySelector('.sitmap-app').getBoundingClientRect().toJSON()"
    )
    assert (box["width"], box["height"]) == (wide, high)
    for part in (
        ".sitmap-statusnote",
        ".sitmap-credits",
        ".leaflet-control-scale",
    ):
        inside = frame.evaluate(
            "name => document.querySelector(name).getBoundingClientRect().bottom",
            part,
        )
        assert 0 < inside <= high, part


def test_a_notebook_that_is_not_trusted_says_so(sample):
    """Without its frame, which such a notebook takes away, the output has words."""
    shown = sample._repr_html_()
    left = (
        shown[: shown.index("<iframe")] + shown[shown.index("</iframe>") :]
    )
    assert "trusted" in left
    assert "margin-top:-2em" in shown


def test_a_frame_in_a_trusted_notebook_covers_those_words(
    tmp_path, open_page, sample
):
    """What is below the frame isn't seen."""
    (tmp_path / "a.html").write_text(
        f"<!doctype html>{sample._repr_html_()}", "utf-8"
    )
    page = open_page(tmp_path / "a.html").page
    words, frame = (
        page.locator(part).bounding_box() for part in ("p", "iframe")
    )
    assert frame["y"] <= words["y"]
    assert frame["y"] + frame["height"] >= words["y"] + words["height"]


def test_a_framework_that_draws_layers_one_by_one_is_told(sample):
    """st_folium runs each element's script macro: the map then says what isn't drawn."""
    layer = sample.incidents[0]
    script = layer._template.module.script(layer)
    assert "components.html" in script
    assert f"addTo({sample.get_name()})" in script


def test_a_picture_for_what_shows_no_pages(sample):
    """Panel asks for `_repr_png_` first: it gets the figure, not an empty box."""
    assert sample._repr_png_().startswith(b"\x89PNG")


def test_in_a_figure_of_the_users_own_the_map_opens_at_its_incidents():
    """folium.Figure, as folium_static makes one: fitted to the incidents, not to the world."""
    import folium

    one = sample_map()
    figure = folium.Figure().add_child(one)
    figure.render()
    assert figure.render().count("map_sitmap.fitBounds(") == 1
