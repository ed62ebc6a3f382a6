"""The page that says how to add a language, followed to the letter with a toy language."""

from __future__ import annotations

import re
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from sitmap.reports import languages, parse_report
from sitmap.reports.languages import frames

CACHES = (
    languages.list_languages,
    languages.read_table,
    frames.read_words,
    frames.sources_digest,
)


@pytest.fixture
def toy(root, tmp_path, monkeypatch):
    """The languages' folder with the toy language of the page beside the others."""
    home = tmp_path / "languages"
    shutil.copytree(Path(str(files("sitmap.reports.languages"))), home)
    page = (root / "docs" / "add-a-language.md").read_text("utf-8")
    (home / "xx").mkdir()
    pack = re.search(r"```toml\n(.*?)```", page, re.DOTALL)[1]
    (home / "xx" / "words.toml").write_text(pack, encoding="utf-8")
    monkeypatch.setattr(languages, "_HOME", home)
    monkeypatch.setattr(frames, "_HOME", home)
    for cached in CACHES:
        cached.cache_clear()
    yield "xx"
    monkeypatch.undo()
    for cached in CACHES:
        cached.cache_clear()


def test_the_toy_language_of_the_page_is_read(toy):
    """A drone, a town, a weekday and the dead; a protest that is denied."""
    told = "Pasinta mara virabelo trafis homoj en Kharkiv, duo soldatoj mortis."
    row = parse_report(
        told, published="2024-05-08", language=toy
    ).incidents.iloc[0]
    assert (row["sub_event_type"], row["place_name"]) == (
        "Air/drone strike",
        "Kharkiv",
    )
    assert (str(row["date_start"])[:10], row["fatalities_best"]) == (
        "2024-05-07",
        2,
    )
    denied = parse_report(
        "Protesto en Kharkivo hiera: malvera.",
        published="2024-05-08",
        language=toy,
    )
    assert denied.incidents["status"].tolist() == ["denied"]
    assert denied.incidents["place_name"].tolist() == ["Kharkiv"]
