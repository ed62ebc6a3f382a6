"""The API reference is built from the docstrings, and nothing of the public face is missing in it."""

import os
import re
import subprocess
import sys

import pytest

import sitmap


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    """The built pages; in a process of its own, as pdoc fills in what only type checkers import."""
    pytest.importorskip("pdoc", reason="needs pdoc")
    folder = tmp_path_factory.mktemp("reference")
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        [sys.executable, "-m", "tests.reference", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def test_every_public_name_has_its_section(reference):
    """Each name of `sitmap.__all__`, though it is imported when first used, with what its docstring says first."""
    page = (reference / "sitmap.html").read_text("utf-8")
    sections = set(re.findall(r'<section id="([^"]+)"', page))
    named = [name for name in sitmap.__all__ if name != "__version__"]
    assert [name for name in named if name not in sections] == []
    assert [
        name for name in named if not getattr(sitmap, name).__doc__
    ] == []


def test_parameters_and_examples_are_set_as_such(reference):
    """NumPy sections become headings and lists, examples code; no type is left unread."""
    page = (reference / "sitmap.html").read_text("utf-8")
    blur = page[page.index('<section id="blur"') :]
    for told in (
        "Parameters",
        "Returns",
        "Raises",
        "Side of a cell in kilometres",
        "&gt;&gt;&gt; ",
    ):
        assert told in blur[: blur.index("</section>")], told


def test_modules_that_users_import_have_a_page(reference):
    """What the README and the notebooks import beyond `sitmap` itself."""
    for name in (
        "incidents",
        "checks",
        "deduplication",
        "spec",
        "readers",
        "export/figure",
        "export/docx",
        "export/gis",
    ):
        assert (reference / f"sitmap/{name}.html").is_file(), name
    assert (reference / "index.html").is_file()
