"""What users copy runs: Python and commands of README and documentation, and behind `--help`."""

import json
import re
import shlex
import shutil
from pathlib import Path
from types import SimpleNamespace

import click
import pandas as pd
import pytest
from click.testing import CliRunner

from sitmap import read_report
from sitmap.cli import main
from sitmap.export.draft import write_draft
from tests.conftest import ROOT
from tests.desk.test_stories import STORIES
from tests.synthetic import make_summary

PAGES = [
    ROOT / "README.md",
    *sorted(
        each
        for each in (ROOT / "docs").rglob("*.md")
        if "stories" not in each.parts
    ),
]
_OTHERS = (
    "add-a-layout.md",
    "ground.md",
    *(f"{story}.md" for story in STORIES),
)
"""Pages whose examples have a test of their own."""
_SAME_TABLE = re.compile(r"\b(?:incidents|kosovo|events-2023)\.csv")
"""Names under which the desk has the north of Kosovo once more."""


def python_of(page):
    """What stands in a page as Python, from top to bottom one script."""
    text = page.read_text("utf-8")
    return "\n".join(
        re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    )


def commands_of_the_pages():
    """Lines that begin with sitmap; what stands behind two spaces is what a line is for."""
    texts = [
        page.read_text("utf-8")
        for page in PAGES
        if page.name not in _OTHERS
    ]
    text = "\n".join(texts)
    lines = re.findall(r"^(?:    |\$ )(sitmap .+)$", text, re.MULTILINE)
    again = re.findall(
        r"^    sitmap .+?: (sitmap [^:\n]+)$", text, re.MULTILINE
    )
    return [*(re.split(r"\s{2,}", line)[0] for line in lines), *again]


def helps(command=main):
    """Every help text, of commands within commands too."""
    yield command.help or ""
    for inner in (
        command.commands.values()
        if isinstance(command, click.Group)
        else ()
    ):
        yield from helps(inner)


def commands_of_the_help():
    """Indented lines below "Examples:" and "Try:"; what stands in brackets is a line of its own."""
    lines = [
        line
        for text in helps()
        for line in re.findall(r"^\s+(sitmap \S.+)$", text, re.MULTILINE)
    ]
    later = [
        line
        for text in helps()
        for line in re.findall(
            r"\(and later: (sitmap .+)\)$", text, re.MULTILINE
        )
    ]
    return [*(re.split(r"\s{2,}", line)[0] for line in lines), *later]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with the files that the examples name, made of the project's own."""
    folder = tmp_path_factory.mktemp("desk")
    data = ROOT / "data"
    for name, source in {
        "table.csv": "incidents/north-kosovo.csv",
        "kosovo.csv": "incidents/north-kosovo.csv",
        "ours.csv": "incidents/north-kosovo.csv",
        "theirs.csv": "incidents/august-2022.csv",
        "incidents.csv": "incidents/north-kosovo.csv",
        "events-2023.csv": "incidents/north-kosovo.csv",
        "acled.csv": "examples/acled-layout.csv",
        "acled-export.csv": "examples/acled-layout.csv",
        "kfor-sites.csv": "presence/kfor-sites.csv",
        "report.txt": "reports/01-north-bridge.txt",
        "reports/one.txt": "reports/07-march-in-the-capital.txt",
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(data / source, folder / name)
    reviewed = [
        folder / f"{name}.csv"
        for name in ("draft", "draft-reviewed", "anna", "bekim")
    ]
    draft = read_report(
        folder / "report.txt", published="2023-06-12"
    ).incidents
    for review in reviewed:
        write_draft(draft, review)
    shutil.copy(reviewed[0], folder / "merged.csv")
    (folder / "inbox").mkdir()
    (folder / "www").mkdir()
    for week in ("week1.csv", "week2.csv"):
        shutil.copy(ROOT / "docs/stories" / week, folder)
        shutil.copy(ROOT / "docs/stories" / week, folder / "inbox")
    ucdp = (data / "examples/ucdp-layout.csv").read_text("utf-8")
    (folder / "ucdp.csv").write_text(ucdp, "cp1252")
    places = pd.DataFrame(
        {"Ort": ["Zvečan", "Leposavić"], "Datum": ["2022-08-01"] * 2}
    )
    places.rename(columns={"Ort": "place"}).to_csv(
        folder / "places.csv", index=False
    )
    if "colleague.xlsx" in " ".join(commands_of_the_help()):
        pytest.importorskip(
            "openpyxl", reason="needs the extra sitmap[excel]"
        )
        places.to_excel(folder / "colleague.xlsx", index=False)
    places = {
        "lon": [20.7, 20.9],
        "lat": [42.9, 42.6],
        "date": "2022-08-01",
        "type": "Riots",
    }
    (folder / "gdelt").mkdir()
    pd.DataFrame(places).to_parquet(folder / "gdelt/2022.parquet")
    square = {
        "type": "Polygon",
        "coordinates": [[[20, 42], [22, 42], [22, 44], [20, 44], [20, 42]]],
    }
    district = {
        "type": "Feature",
        "properties": {"name": "North"},
        "geometry": square,
    }
    districts = json.dumps(
        {"type": "FeatureCollection", "features": [district]}
    )
    for name in ("districts.geojson", "areas.geojson"):
        (folder / name).write_text(districts, "utf-8")
    counts = make_summary(5_000, places=500)
    counts[counts["day"] < "2015-07-01"].to_parquet(
        folder / "cells.parquet"
    )
    tutorial = (ROOT / "docs/tutorial.md").read_text("utf-8")
    week = re.search(r"```text\n(.*?)```", tutorial, re.DOTALL)[1]
    (folder / "week.csv").write_text(week, "utf-8")
    (folder / "data").symlink_to(data)
    (folder / "maps").mkdir()
    return folder


@pytest.mark.usefixtures("no_service")
@pytest.mark.filterwarnings("default::sitmap.errors.DataWarning")
@pytest.mark.parametrize(
    "page",
    [
        page
        for page in PAGES
        if page.name not in _OTHERS and python_of(page)
    ],
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)
def test_the_python_of_a_page_runs(desk, monkeypatch, page):
    """As one script in a clone's folder; the maps that it saves are there."""
    monkeypatch.chdir(desk)
    code = python_of(page)
    exec(compile(code, page.name, "exec"), {})  # noqa: S102 - our own pages
    for saved in re.findall(r'save\("(maps/[^"]+)"\)', code):
        assert (desk / saved).stat().st_size > 100_000


def test_there_are_examples_to_run():
    """The patterns above find what they are for."""
    assert sum(bool(python_of(page)) for page in PAGES) > 8
    assert len(commands_of_the_pages()) > 20
    assert len(commands_of_the_help()) > 15


@pytest.fixture
def no_download(monkeypatch):
    """Country files come from GeoNames; what becomes of them is tested with the gazetteer."""
    done = SimpleNamespace(country="XK", places=1, source="GeoNames")
    monkeypatch.setattr(
        "sitmap.gazetteer.country_files.add_country_file",
        lambda *_, **__: done,
    )

    def write_pack(countries, output):
        Path(output).write_bytes(bytes(200))
        return [done for _ in countries]

    monkeypatch.setattr("sitmap.gazetteer.packs.write_pack", write_pack)


@pytest.fixture
def no_service(monkeypatch, tmp_path):
    """Online services are asked on paper: nobody is there, so every answer is an empty list."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv(
        "XDG_DATA_HOME", str(tmp_path)
    )  # what an example learns is not the user's
    reply = SimpleNamespace(status=200, headers={}, text="[]")
    monkeypatch.setattr(
        "sitmap.geocoding.online.adapter.fetch", lambda *_: reply
    )


def each_once(lines):
    """Lines that differ in nothing but the name of one and the same file are one."""
    alike = {}
    for line in lines:
        alike.setdefault(_SAME_TABLE.sub("table.csv", line), line)
    return list(alike.values())


@pytest.mark.parametrize(
    "line", each_once([*commands_of_the_pages(), *commands_of_the_help()])
)
@pytest.mark.usefixtures("no_download", "no_service")
@pytest.mark.filterwarnings("default::sitmap.errors.DataWarning")
def test_each_command_line_runs(desk, monkeypatch, line):
    """Exit code 0 (a check may find something).

    In the order in which they stand, as later ones use what is made.
    """
    if line.startswith("sitmap aggregate"):
        pytest.importorskip("h3", reason="needs the extra sitmap[scale]")
    if any(ending in line for ending in (".pdf", ".png")):
        pytest.importorskip(
            "matplotlib", reason="needs the extra sitmap[figure]"
        )
    if line.startswith("sitmap fetch"):
        pytest.skip("needs a service; tests/desk has one that misbehaves")
    if "…" in line or "tcp://" in line:
        pytest.skip("names what only its user has")
    if ".osm.pbf" in line or ".ground" in line:
        pytest.skip(
            "needs an OpenStreetMap extract; tests/ground has its own"
        )
    monkeypatch.chdir(desk)
    if line.startswith("sitmap evidence"):  # of what the table is now
        CliRunner().invoke(
            main,
            [
                "map",
                "table.csv",
                "-o",
                "map.html",
                "--save-spec",
                "map.toml",
            ],
        )
    words = shlex.split(line)[1:]
    if words[0] in ("atlas", "figure") and "--dpi" not in words:
        words += ["--dpi", "50"]  # whether it is drawn, and not how finely
    result = CliRunner().invoke(main, words)
    may_find = line.startswith(("sitmap check", "sitmap diff"))
    assert result.exit_code in ((0, 1) if may_find else (0,)), result.output
    for output in re.findall(r"-o (\S+)|--save-spec (\S+)", line):
        assert (desk / next(filter(None, output))).stat().st_size > 100
