"""The examples that users copy: they read, and the report renders where its tool is there."""

import shutil
import subprocess

import pytest

import sitmap
from sitmap.readers import describe_reading


@pytest.mark.parametrize(
    ("name", "kind", "rows"),
    [
        ("acled-layout.csv", "ACLED", 7),
        ("ucdp-layout.csv", "UCDP GED", 2),
        ("gdelt-events-layout.txt", "GDELT 2.0 Events", 3),
    ],
)
def test_each_layout_to_a_map(root, name, kind, rows):
    """File to table to map: every row is drawn, none has a problem."""
    table = sitmap.read(root / "data/examples" / name)
    assert kind in describe_reading(table)
    assert table["problem"].isna().all()
    made = sitmap.Map(table, title=kind)
    assert len(made.incidents[0].drawn) == rows
    assert made.left_off.empty


@pytest.mark.parametrize("target", ["html", "pdf"])
def test_the_quarto_report_renders(root, tmp_path, target):
    """HTML with the map alive, PDF with the figure."""
    quarto = shutil.which("quarto")
    if quarto is None:
        pytest.skip("needs Quarto, which isn't on this machine (https://quarto.org)")
    shutil.copy(root / "data/examples/report.qmd", tmp_path)
    subprocess.run([quarto, "render", "report.qmd", "--to", target], cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / f"report.{target}").stat().st_size > 10_000


def test_a_notebook_becomes_a_page_with_the_map_alive():
    """By nbconvert: the map's frame is in the HTML."""
    nbconvert = pytest.importorskip("nbconvert", reason="needs nbconvert")
    nbformat = pytest.importorskip("nbformat", reason="needs nbformat")
    book = nbformat.v4.new_notebook()
    page = sitmap.Map(title="In a notebook")._repr_html_()
    output = nbformat.v4.new_output("display_data", {"text/html": page})
    book.cells = [nbformat.v4.new_code_cell("m", outputs=[output])]
    text, _ = nbconvert.HTMLExporter().from_notebook_node(book)
    assert "In a notebook" in text
    assert "srcdoc=" in text
