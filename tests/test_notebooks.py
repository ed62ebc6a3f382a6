"""Every notebook runs from top to bottom, offline, on what the project holds."""

import json
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


@pytest.mark.notebook
@pytest.mark.enable_socket  # the kernel is spoken to over loopback
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path):
    """No cell fails, and the last shows something."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        resources={"metadata": {"path": FOLDER}},
    ).execute()
    assert notebook.cells[-1].outputs


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_committed_without_outputs(path):
    """Outputs are stripped: they hold whole pages."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    assert [
        cell["id"]
        for cell in cells
        if cell.get("outputs") or cell.get("execution_count")
    ] == []
