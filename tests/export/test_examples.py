"""The examples that users copy: they read, and the report renders where its tool is there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.browser.chromium import find_chromium
from tests.export.quarto_steps import render_report
from traitlets.config import Config

import sitmap
from sitmap.readers import describe_reading
from sitmap.samples import sample_map


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


@pytest.mark.parametrize(
    ("target", "ending"), [("html", "html"), ("typst", "pdf")]
)
def test_the_quarto_report_renders(root, tmp_path, target, ending):
    """HTML with the map alive, PDF with the figure (by typst, which Quarto brings along)."""
    quarto = shutil.which("quarto")
    if quarto is None:
        pytest.skip(
            "needs Quarto, which no package index has (https://quarto.org); its steps are tested"
            " below"
        )
    shutil.copy(root / "data/examples/report.qmd", tmp_path)
    subprocess.run(
        [quarto, "render", "report.qmd", "--to", target],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    assert (tmp_path / f"report.{ending}").stat().st_size > 10_000


def test_the_quarto_report_step_by_step(root, tmp_path):
    """Its cells, pandoc and typst make a PDF with the figure in it, as sharp as print needs.

    170 mm at 300 dpi.
    """
    pytest.importorskip(
        "matplotlib", reason="needs the extra sitmap[figure]"
    )
    report = Path(shutil.copy(root / "data/examples/report.qmd", tmp_path))
    data = render_report(report, "pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert b"/Width 2007" in data  # 170 / 25.4 * 300


def notebook(*outputs):
    """A notebook with one cell that shows a map, run."""
    nbformat = pytest.importorskip("nbformat", reason="needs nbformat")
    cell = nbformat.v4.new_code_cell(
        "m",
        outputs=[
            nbformat.v4.new_output("display_data", data) for data in outputs
        ],
    )
    return nbformat.v4.new_notebook(cells=[cell])


def test_a_notebook_becomes_a_page_with_the_map_alive():
    """By nbconvert: the map's frame is in the HTML (tests/browser opens it)."""
    nbconvert = pytest.importorskip("nbconvert", reason="needs nbconvert")
    text, _ = nbconvert.HTMLExporter().from_notebook_node(
        notebook(sitmap.Map(title="Here")._repr_mimebundle_())
    )
    assert "Here" in text
    assert "srcdoc=" in text


def test_a_notebook_becomes_latex_with_the_figure(monkeypatch):
    """`nbconvert --to pdf` goes by LaTeX: the picture beside the page is taken, and included."""
    nbconvert = pytest.importorskip("nbconvert", reason="needs nbconvert")
    pytest.importorskip(
        "matplotlib", reason="needs the extra sitmap[figure]"
    )
    pandoc = pytest.importorskip(
        "pypandoc", reason="needs pypandoc_binary"
    ).get_pandoc_path()
    monkeypatch.setenv("PATH", str(Path(pandoc).parent), prepend=os.pathsep)
    text, resources = nbconvert.LatexExporter().from_notebook_node(
        notebook(sample_map()._repr_mimebundle_())
    )
    (name,) = resources["outputs"]
    assert name in text
    assert resources["outputs"][name].startswith(b"\x89PNG")


def browser_for_playwright(folder, chromium):
    """A folder of browsers as playwright lays it out, with the machine's own in it.

    Nbconvert has no option for one.
    """
    start = "from playwright.sync_api import sync_playwright as s\nwith s() as p: p.chromium.launch()"
    told = subprocess.run(
        [sys.executable, "-c", start],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PLAYWRIGHT_BROWSERS_PATH": str(folder)},
    ).stderr
    shell = Path(re.search(r"Executable doesn't exist at (\S+)", told)[1])
    shell.parent.mkdir(parents=True)
    shell.symlink_to(chromium)
    return folder


def test_a_notebook_becomes_a_pdf_with_the_figure(tmp_path, monkeypatch):
    """`nbconvert --to webpdf`, told to prefer pictures, through the Chromium that is there."""
    nbconvert = pytest.importorskip("nbconvert", reason="needs nbconvert")
    pytest.importorskip(
        "matplotlib", reason="needs the extra sitmap[figure]"
    )
    chromium = find_chromium()
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    own = browser_for_playwright(tmp_path, chromium)
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(own))
    wanted = {
        "NbConvertBase": {
            "display_data_priority": [
                "image/png",
                "text/html",
                "text/plain",
            ]
        }
    }
    exporter = nbconvert.WebPDFExporter(
        config=Config(wanted), disable_sandbox=True
    )
    data, _ = exporter.from_notebook_node(
        notebook(sample_map()._repr_mimebundle_())
    )
    assert data.startswith(b"%PDF")
    assert re.findall(rb"/Subtype /Image\b", data)
