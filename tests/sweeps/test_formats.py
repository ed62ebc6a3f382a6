"""Every format under damage: read or told in one line; no fault of ours, nothing in silence.

``SWEEP_SEEDS`` says how many seeds (``make fuzz`` takes many), ``SWEEP_FROM`` where to begin. Each
format has a process of its own: what crashes a library of others is told with its seed.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import time
import traceback
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest

import sitmap
from sitmap.errors import DataWarning, SitmapError
from sitmap.readers import list_left_off
from sitmap.readers.rows import READING

if TYPE_CHECKING:
    from collections.abc import Callable
from tests.sweeps.damage import damage
from tests.sweeps.samples import SAMPLES

SEEDS = int(os.environ.get("SWEEP_SEEDS", "200"))
WHOLE = int(os.environ.get("SWEEP_WHOLE", "0"))
"""One seed of so many goes the whole way, whatever the sample says."""

FROM = int(os.environ.get("SWEEP_FROM", "0"))
MOST_LETTERS = 700
"""Of a line that says what is wrong with a file."""

HANGS_S = 120.0
"""A file of some kilobytes takes milliseconds; a seed that takes this long has no end."""


def _outcome(read: Callable[[Path], Any], path: Path) -> str:
    """Return what is wrong with how a file is read; nothing if all is well."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            found = read(path)
        except SitmapError as error:
            line = str(error)
            if "\n" in line or len(line) > MOST_LETTERS or not line.strip():
                return f"no line of a reasonable length: {line[:300]!r}"
            return ""
        except Exception:  # noqa: BLE001 - this is what the sweep is for
            return traceback.format_exc()
    return _check_table(
        found,
        [one for one in told if issubclass(one.category, DataWarning)],
    )


def _check_table(found: Any, told: list[Any]) -> str:
    """Return what is wrong with a table: it lost its rows, or a point is nowhere."""
    if not hasattr(found, "columns"):
        return ""
    found.astype("string")
    if isinstance(found, gpd.GeoDataFrame) and not len(found) and not told:
        said = json.loads(found.attrs.get(READING, "{}"))
        if said.get("rows") and not len(list_left_off(found)):
            return "a table without rows, and not a word"
    if isinstance(found, gpd.GeoDataFrame):
        bounds = found.geometry.dropna()
        bounds = bounds[~bounds.is_empty].total_bounds
        if (
            len(found.geometry.dropna())
            and not (abs(bounds[[1, 3]]) <= 90).all()
        ):
            return f"a point beyond the poles: {bounds}"
    return ""


def _sweep(name: str, folder: str, seed: Any, out: Any) -> None:
    """Read a sample under all seeds; in a process of its own."""
    where = Path(folder)
    path = SAMPLES[name].make(where)
    whole, (_, read, part, in_whole, every) = (
        path.read_bytes(),
        SAMPLES[name],
    )
    step = 1 if WHOLE else every
    for seed.value in range(FROM, FROM + SEEDS, step):
        path.write_bytes(damage(whole, seed.value))
        is_whole = part is None or seed.value % (WHOLE or in_whole) == 0
        if wrong := _outcome(read if is_whole else part, path):
            out.put(f"seed {seed.value}: {wrong}")
            return
    out.put("")


@pytest.mark.parametrize("name", SAMPLES)
def test_a_whole_file_is_read(name, tmp_path):
    """What is swept is a good file to begin with."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = SAMPLES[name].read(SAMPLES[name].make(tmp_path))
    assert found is not None
    assert not hasattr(found, "columns") or len(found)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_damaged_file_is_read_or_told(name, tmp_path):
    """Two hundred seeds each, and thousands with ``make fuzz``."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        context = multiprocessing.get_context("fork")
        seed, out = context.Value("i", FROM), context.SimpleQueue()
        child = context.Process(
            target=_sweep, args=(name, str(tmp_path), seed, out)
        )
        child.start()
    last, since = seed.value, time.monotonic()
    while child.is_alive():
        child.join(0.05)
        if seed.value != last:
            last, since = seed.value, time.monotonic()
        if time.monotonic() - since > HANGS_S:
            child.kill()
            pytest.fail(f"{name}: seed {last} has no end")
    assert child.exitcode == 0, (
        f"{name}: seed {seed.value} ended the process ({child.exitcode})"
    )
    assert not (wrong := out.get()), f"{name}: {wrong}"


def test_every_ending_that_is_read_has_a_sample():
    """A new reader joins the sweep."""
    from sitmap import readers

    formats = {
        path.stem
        for path in (Path(readers.__file__).parent / "formats").glob("*.py")
    }
    helpers = {
        "__init__",
        "headings",
        "lines",
        "markup",
        "nested",
        "geometries",
        "arrow_csv",
        "cell_tables",
        "layout_tables",
        "sheet_marks",
        "units",
    }
    swept = {
        "csv",
        "json",
        "geojson",
        "esri_json",
        "kml",
        "gpx",
        "sheets",
        "vector",
        "parquet",
        "word_tables",
        "html_tables",
    }
    assert formats - helpers - swept == {
        "postgis"
    }  # a server, which has its own tests
    assert callable(sitmap.read)
