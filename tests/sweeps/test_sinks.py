"""Every payload into every file that sitmap writes: the elements of plain words, none that runs.

What a browser does with pages is tried in tests/browser; here every kind of output is taken apart.
"""

from __future__ import annotations

import csv
import io
import os
import re
import warnings
import zipfile
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from click.testing import CliRunner

import sitmap
from sitmap.cli import main
from sitmap.formulas import guard_text
from tests.browser.test_hostile_text import OWN

COLUMNS = (
    *(
        "title",
        "notes",
        "place",
        "actor1",
        "actor2",
        "event_type",
        "sub_event_type",
        "source",
    ),
    *("quote", "status_told", "my column"),
)
SINKS = {
    "map": (
        "map",
        "t.csv",
        "--title",
        "{worst}",
        "--filter-by",
        "my column",
        "-o",
        "o.html",
    ),
    "two maps": (
        "compare",
        "t.csv",
        "t2.csv",
        "--by",
        "cell",
        "-o",
        "o.html",
    ),
    "rings": (
        "near",
        "t.csv",
        "--sites",
        "sites.csv",
        "--within",
        "5",
        "-o",
        "o.html",
    ),
    "review": ("review", "t.csv", "r.txt", "-o", "o.html"),
    "changes": ("map", "t2.csv", "--since", "t.csv", "-o", "o.html"),
    "svg": ("figure", "t.csv", "--title", "{worst}", "-o", "o.svg"),
    "word": ("figure", "t.csv", "--title", "{worst}", "-o", "o.docx"),
    "slides": ("figure", "t.csv", "--title", "{worst}", "-o", "o.pptx"),
    "kml": ("read", "t.csv", "-o", "o.kml"),
    "workbook": ("read", "t.csv", "-o", "o.xlsx"),
    "differences": ("diff", "t.csv", "t2.csv", "-o", "o.xlsx"),
    "counts": ("summary", "t.csv", "--by", "type", "-o", "o.xlsx"),
    "csv": ("read", "t.csv", "-o", "o.csv"),
    "csv of differences": ("diff", "t.csv", "t2.csv", "-o", "o.csv"),
    "csv of counts": ("summary", "t.csv", "--by", "type", "-o", "o.csv"),
    "csv of two": ("combine", "t.csv", "t2.csv", "-o", "o.csv"),
    "csv of sites": (
        "near",
        "t.csv",
        "--sites",
        "sites.csv",
        "--within",
        "5",
        "-o",
        "o.csv",
    ),
}
PAYLOADS = [text for text in OWN if "\0" not in text]
PLAIN = [f"word {number}" for number in range(len(PAYLOADS))]
ACTIVE = (
    *(
        "script",
        "img",
        "svg",
        "iframe",
        "object",
        "embed",
        "link",
        "meta",
        "base",
        "form",
    ),
    *("style", "input"),
)
RUNS = (
    "script",
    "iframe",
    "object",
    "embed",
    "foreignObject",
    "handler",
    "set",
    "animate",
)


def write_desk(texts: list[str]) -> None:
    """Write the tables: a row for each text, in every column that holds words."""
    rows = [
        {**dict.fromkeys(COLUMNS, text), "incident_id": f"n{i}"}
        for i, text in enumerate(texts)
    ]
    frame = pd.DataFrame(rows).assign(
        date="2022-07-31", lat=42.9, lon=20.84, fatalities=1
    )
    frame.to_csv("t.csv", index=False)
    frame.assign(fatalities=2, notes=texts[::-1]).to_csv(
        "t2.csv", index=False
    )
    sites = pd.DataFrame(
        {"name": texts, "role": texts, "lat": 42.9, "lon": 20.84}
    )
    sites.to_csv("sites.csv", index=False)
    Path("r.txt").write_text("\n\n".join(texts), "utf-8")


def write(name: str, texts: list[str]) -> Path:
    """Write what a sink makes of texts, and return its file."""
    write_desk(texts)
    worst = " ".join(texts)[:150]
    words = [
        word.format(worst="{worst}").replace("{worst}", worst)
        for word in SINKS[name]
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        done = CliRunner().invoke(main, words)
    assert done.exit_code in (0, 1), done.output
    return Path(words[-1])


class Elements(HTMLParser):
    """The elements of a page that do something, and those with attributes that do."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        """Count an element."""
        self.found[tag] += 1
        for name, value in attrs:
            assert not name.startswith("on"), (tag, name, value)
            if name in ("href", "src", "action", "formaction", "srcdoc"):
                start = str(value).strip().lower()
                assert not start.startswith(
                    ("javascript:", "data:text", "vbscript:")
                ), value


def xml_parts(path: Path) -> dict[str, bytes]:
    """Return the XML of a file, or of the members of an archive."""
    if not zipfile.is_zipfile(path):
        return {path.name: path.read_bytes()}
    with zipfile.ZipFile(path) as archive:
        ends = (".xml", ".rels", ".svg")
        return {
            name: archive.read(name)
            for name in archive.namelist()
            if name.endswith(ends)
        }


@pytest.fixture(autouse=True)
def _desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SITMAP_RAN", raising=False)
    yield
    assert "SITMAP_RAN" not in os.environ


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [name for name, words in SINKS.items() if words[-1] == "o.html"]
)
def test_a_page_has_the_elements_that_it_has_of_plain_words(name):
    """As many scripts, pictures, frames, forms and links with the one as with the other."""
    plain = Elements(write(name, PLAIN).read_text("utf-8")).found
    hostile = Elements(write(name, PAYLOADS).read_text("utf-8")).found
    assert {tag: hostile[tag] for tag in ACTIVE} == {
        tag: plain[tag] for tag in ACTIVE
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    ["svg", "word", "slides", "kml", "workbook", "differences", "counts"],
)
def test_a_document_is_whole_xml_without_what_runs(name):
    """No element that a payload made, no formula, no address but http."""
    for part, data in xml_parts(write(name, PAYLOADS)).items():
        tree = ET.fromstring(data)  # noqa: S314 - our own
        for element in tree.iter():
            tag = str(element.tag).rpartition("}")[2]
            assert tag not in RUNS, part
            assert tag != "f" or "sheet" not in part, part
            for key, value in element.attrib.items():
                if key.rpartition("}")[2] in ("href", "Target"):
                    assert not re.match(
                        r"\s*(javascript|data|vbscript):",
                        value,
                        re.IGNORECASE,
                    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [name for name, words in SINKS.items() if words[-1] == "o.csv"]
)
def test_no_cell_of_a_csv_runs_and_rows_stay_rows(name):
    """Each cell is as the guard leaves it."""
    text = write(name, PAYLOADS).read_text("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len({len(row) for row in rows}) == 1
    for row in rows:
        for cell in row:
            assert cell.startswith("'") or guard_text(cell) == cell, cell


@pytest.mark.slow
def test_a_notebook_cell_and_a_snippet_hold_no_live_text():
    """What Jupyter shows, and what a page embeds."""

    def shown(texts: list[str]) -> list[Counter[str]]:
        write_desk(texts)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = sitmap.Map(
                sitmap.read("t.csv"),
                title=" ".join(texts)[:150],
                basemap=False,
            )
        return [
            Elements(made._repr_html_()).found,
            Elements(made.embed()).found,
        ]

    assert shown(PAYLOADS) == shown(PLAIN)
