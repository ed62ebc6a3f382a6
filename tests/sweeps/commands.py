"""Every command of the command line, on a desk of small files; what the fault table goes through.

``python -m tests.sweeps.commands NAME…`` makes the desk where it stands, runs the commands, and
prints how each ended and the hash of what it wrote: what a test compares under another locale.
"""

from __future__ import annotations

import json
import shutil
import sys
import warnings
from hashlib import sha256
from pathlib import Path

import click
from click.testing import CliRunner

from sitmap.cli import main
from tests.desk.services import ENVIRON, Services, submission
from tests.ground.made import make_town

STORIES = Path(__file__).parents[2] / "docs" / "stories"
FORM = "aBcDeFgHiJkLmNoPqRsTuV"
SERVER = "{server}"
"""Stands for the address of a server that hands over rows."""

COARSE = ("--dpi", "50")
"""Pixels are most of the work of a figure, and nothing of what becomes of its file."""

WRITES: dict[str, tuple[str, ...]] = {
    "demo": ("demo", "-o", "o.html"),
    "read csv": ("read", "t.csv", "-o", "o.csv"),
    "read geojson": ("read", "t.csv", "-o", "o.geojson"),
    "read kml": ("read", "t.csv", "-o", "o.kml"),
    "read xlsx": ("read", "t.csv", "-o", "o.xlsx"),
    "read parquet": ("read", "t.csv", "-o", "o.parquet"),
    "read gpkg": ("read", "t.csv", "-o", "o.gpkg"),
    "map": ("map", "t.csv", "-o", "o.html"),
    "figure": ("figure", "t.csv", *COARSE, "-o", "o.svg"),
    "figure docx": ("figure", "t.csv", *COARSE, "-o", "o.docx"),
    "atlas": ("atlas", "t.csv", *COARSE, "-o", "o.pdf"),
    "extract": (
        *("extract", "r.txt", "--published", "2022-08-17"),
        *("-o", "o.csv"),
    ),
    "review": ("review", "draft.csv", "r.txt", "-o", "o.html"),
    "merge": ("merge", "draft.csv", "anna.csv", "bekim.csv", "-o", "o.csv"),
    "combine": ("combine", "t.csv", "t2.csv", "-o", "o.csv"),
    "diff": ("diff", "t.csv", "t2.csv", "-o", "o.csv"),
    "near": (
        *("near", "t.csv", "--sites", "sites.csv", "--within", "5"),
        *("-o", "o.csv"),
    ),
    "geocode": ("geocode", "places.csv", "-o", "o.csv"),
    "summary": ("summary", "t.csv", "--by", "type", "-o", "o.csv"),
    "compare": (
        *("compare", "t.csv", "t2.csv", "--by", "cell"),
        *("-o", "o.html"),
    ),
    "aggregate": ("aggregate", "t.csv", "-o", "o.parquet"),
    "watch": ("watch", "inbox", "--once", "-o", "o.html"),
    "evidence pack": ("evidence", "pack", "map.toml", "-o", "o.zip"),
    "ground prepare": ("ground", "prepare", "town.osm", "-o", "o.ground"),
    "fetch kobo": (
        *("fetch", "kobo", FORM, "--server", SERVER, "--all"),
        *("-o", "o.csv"),
    ),
    "gazetteer pack": ("gazetteer", "pack", "XK", "-o", "o.sitmap"),
}
"""What each writes stands last."""

KEEPS: dict[str, tuple[str, ...]] = {
    "gazetteer add": ("gazetteer", "add", "XK.txt"),
    "gazetteer learn": ("gazetteer", "learn", "t.csv"),
    "ground add": ("ground", "add", "town.ground"),
}
"""They write into the user's own folder alone."""

PRINTS: dict[str, tuple[str, ...]] = {
    "check": ("check", "t.csv"),
    "summary in words": ("summary", "t.csv"),
    "geocode a name": ("geocode", "Zvečan, Kosovo"),
    "gazetteer info": ("gazetteer", "info"),
    "ground info": ("ground", "info", "town.ground"),
    "verify": ("verify", "made.zip"),
}
"""They write to the terminal alone."""

LEFT_OFF = {
    "fetch acled": "writes by the same function as fetch kobo",
    "fetch ucdp": "writes by the same function as fetch kobo",
    "fetch geojson-url": "asks https alone; its faults are in tests/desk/test_fetch_links.py",
    "gazetteer forget": "takes rows out of the file that learn writes",
    "gazetteer remove": "removes, and writes nothing",
    "ground remove": "removes, and writes nothing",
}
"""Commands without a fault table of their own, and why."""

COUNTRY_ROW = (
    "99000001\tZveçani i Ri\tZvecani i Ri\tZvečani\t42.95\t20.9\tP\t"
    "PPL\tXK\t\t01\t\t\t\t500\t\t600\t"
    "Europe/Belgrade\t2024-01-01\n"
)
SPEC = """[options]
title = "North"

[[input]]
role = "incidents"
path = "t.csv"
sha256 = "{}"
"""
REPORT = "Two soldiers were killed near Mitrovica on 17 August 2022, officials said.\n"


def list_commands(
    group: click.Group = main, above: tuple[str, ...] = ()
) -> list[str]:
    """List the commands of sitmap that do something, as they are typed.

    Examples
    --------
    >>> {"map", "ground prepare"} <= set(list_commands())
    True
    """
    found = []
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found += list_commands(command, (*above, name))
        elif not command.hidden:
            found.append(" ".join((*above, name)))
    return found


def make_desk() -> None:
    """Write what the commands read into the folder that is the current one."""
    shutil.copy(STORIES / "week1.csv", "t.csv")
    shutil.copy(STORIES / "week2.csv", "t2.csv")
    for name in ("anna", "bekim", "draft"):
        shutil.copy(STORIES / f"review-{name}.csv", f"{name}.csv")
    texts = {
        "sites.csv": "name,lat,lon\nPost,42.9,20.84\n",
        "r.txt": REPORT,
        "places.csv": "place,country\nZvečan,Kosovo\n",
        "XK.txt": COUNTRY_ROW * 3,
        "map.toml": SPEC.format(
            sha256(Path("t.csv").read_bytes()).hexdigest()
        ),
    }
    for name, text in texts.items():
        Path(name).write_text(text, "utf-8")
    make_town().write(Path("town.osm"))
    Path("inbox").mkdir()
    shutil.copy("t.csv", "inbox/t.csv")


def make_ready(name: str) -> None:
    """Run what a command needs done before."""
    before = {
        "gazetteer pack": KEEPS["gazetteer add"],
        "ground add": (*WRITES["ground prepare"][:-1], "town.ground"),
        "ground info": (*WRITES["ground prepare"][:-1], "town.ground"),
        "verify": (*WRITES["evidence pack"][:-1], "made.zip"),
    }
    if name in before:
        code, output = run(*before[name])
        assert code == 0, output


def hand_over() -> Services:
    """Return services with rows to fetch."""
    return Services(submissions=[submission(1), submission(2)])


def run(*words: str) -> tuple[int, str]:
    """Run a command; a fault of ours fails the test."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        done = CliRunner().invoke(main, list(words), env=ENVIRON)
    assert "fault of sitmap" not in done.output, done.output
    assert "Traceback" not in done.output
    return done.exit_code, done.output


def run_each(names: list[str]) -> dict[str, tuple[int, str]]:
    """Run commands one after the other; how each ended, and the hash of what it wrote."""
    make_desk()
    found = {}
    for name in names:
        make_ready(name)
        code, _ = run(*WRITES[name])
        output = Path(WRITES[name][-1])
        found[name] = (code, sha256(output.read_bytes()).hexdigest())
        for path in Path().glob("*o.*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run_each(sys.argv[1:])))
