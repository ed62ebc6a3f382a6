"""Builds the API reference from the docstrings with pdoc.

``python -m tests.reference [FOLDER]`` (`make docs`).
"""

from __future__ import annotations

import sys
import warnings
from importlib import import_module
from pathlib import Path

import pandas as pd
import pdoc

MODULES = (
    "sitmap",
    "sitmap.incidents",
    "sitmap.schema",
    "sitmap.precision",
    "sitmap.readers",
    "sitmap.geocoding",
    "sitmap.gazetteer",
    "sitmap.reports",
    "sitmap.deduplication",
    "sitmap.checks",
    "sitmap.layers",
    "sitmap.notes",
    "sitmap.spec",
    "sitmap.export.gis",
    "sitmap.export.figure",
    "sitmap.export.docx",
    "sitmap.export.embed",
    "sitmap.scale",
    "sitmap.errors",
)
FOLDER = Path("build/reference")


def build_reference(folder: Path) -> Path:
    """Write a page per public module, and return the first of them; what pdoc warns of stops it."""
    for name in MODULES:  # pdoc sees names only where they stand, and ours are imported when first used
        module = import_module(name)
        vars(module).update(
            {public: getattr(module, public) for public in module.__all__}
        )
    # pandas' Series takes its type in annotations only; pdoc evaluates them
    pd.Series.__class_getitem__ = classmethod(lambda cls, _: cls)
    pdoc.render.configure(
        docformat="numpy",
        show_source=False,
        footer_text="sitmap: situation maps",
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        pdoc.pdoc(*MODULES, output_directory=folder)
    return folder / "sitmap.html"


if __name__ == "__main__":
    print(
        build_reference(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
    )
