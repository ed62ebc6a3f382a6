"""The documentation is a site that builds without a warning and asks nobody's server."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

README_WORDS = 700


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    pytest.importorskip(
        "mkdocs", reason="needs the group dev (pip install --group dev)"
    )
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    folder = tmp_path_factory.mktemp("site")
    build(
        load_config(
            str(ROOT / "mkdocs.yml"), site_dir=str(folder), strict=True
        )
    )
    return folder


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_every_page_has_its_pictures(site):
    pages = list(site.rglob("*.html"))
    assert len(pages) > 25
    for page in pages:
        for source in re.findall(
            r'<img[^>]+src="([^"]+)"', page.read_text("utf-8")
        ):
            assert (page.parent / source).is_file(), (page.name, source)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_site_loads_nothing_from_elsewhere(site):
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        loads = re.findall(
            r'<(?:script|link|img|iframe)[^>]+(?:src|href)="(https?:[^"]+)"',
            text,
        )
        assert not [each for each in loads if "canonical" not in each], (
            page.name
        )


def test_the_readme_is_short_and_its_links_lead_somewhere():
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(text.split()) <= README_WORDS
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (ROOT / target).exists(), target
