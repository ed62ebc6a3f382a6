"""The page that says how to add a layout, followed to the letter with a toy layout."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

import sitmap
from sitmap.readers import layouts, recognition


@pytest.fixture
def page(root, tmp_path, monkeypatch):
    """The layouts' folder with the toy layout of the page beside the others."""
    text = (root / "docs" / "extend" / "add-a-layout.md").read_text("utf-8")
    (tmp_path / "ruritania.py").write_text(
        re.search(r"```python\n(.*?)```", text, re.DOTALL)[1], "utf-8"
    )
    monkeypatch.setattr(
        layouts, "__path__", [*layouts.__path__, str(tmp_path)]
    )
    recognition.list_layouts.cache_clear()
    yield text
    monkeypatch.undo()
    recognition.list_layouts.cache_clear()
    import_module("sys").modules.pop(
        "sitmap.readers.layouts.ruritania", None
    )


def test_the_toy_layout_of_the_page_is_read(page, tmp_path):
    table = tmp_path / "watch.csv"
    table.write_text(
        re.search(r"```text\n(.*?)```", page, re.DOTALL)[1], "utf-8"
    )
    (row,) = sitmap.read(table).itertuples()
    assert (row.event_type, row.precision, row.uncertainty_m) == (
        "Battles",
        "near",
        5_000,
    )
    assert (row.place, row.source, row.geometry.x) == (
        "near Mitrovica",
        "Ruritanian Border Watch",
        20.87,
    )
    assert str(row.fatalities_best) == "<NA>"
