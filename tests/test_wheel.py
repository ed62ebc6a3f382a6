"""The wheel: small enough, complete, and working where nothing else of the project is."""

import os
import subprocess
import sys
import zipfile

import pytest

MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel as `pip install .` builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    from tests.conftest import ROOT

    subprocess.run(
        [
            sys.executable,
            "-m",
            "hatchling",
            "build",
            "-t",
            "wheel",
            "-d",
            str(folder),
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_is_under_60_megabytes(wheel):
    """Places, outlines, page and all."""
    assert wheel.stat().st_size < 60 * MEGABYTE


def test_the_wheel_holds_what_runs_and_not_what_builds(wheel):
    """The bundle, the index, the outlines, the samples; no sources of the page, no npm folder."""
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "sitmap.js",
        "sitmap.css",
        "density.js",
        "review.js",
        "review.css",
        "h3.js",
        "leaflet.js",
        "outlines.npz",
        "gazetteer/meta.json",
        "samples/north-kosovo.csv",
    ):
        assert f"sitmap/_assets/{needed}" in names
    assert [
        name
        for name in names
        if "node_modules" in name or name.startswith("sitmap/web")
    ] == []


def test_the_wheel_works_away_from_the_project(wheel, tmp_path):
    """Unpacked elsewhere, it finds Pristina and writes the sample map."""
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    script = (
        "import sitmap, pathlib;"
        "assert pathlib.Path(sitmap.__file__).is_relative_to(r'{site}'), sitmap.__file__;"
        "print(round(sitmap.Gazetteer().geocode('Pristina').latitude, 1));"
        "from sitmap.samples import sample_map;"
        "print(sample_map().save('demo.html').stat().st_size > 100_000)"
    ).format(site=tmp_path / "site")
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["42.7", "True"], done.stderr
