"""Counts on the command line: a summary among the files becomes a layer of counts."""

import json

import pandas as pd
import pytest
from click.testing import CliRunner
from tests.synthetic import make_summary

from sitmap.cli import main

pytest.importorskip("h3", reason="needs the extra sitmap[scale]")


def run(*arguments):
    return CliRunner().invoke(
        main, [str(argument) for argument in arguments]
    )


@pytest.fixture
def cells(tmp_path):
    """A summary by month, with what it left out; as Parquet where pyarrow is, else as CSV."""
    rows = make_summary(3_000, box=(19.0, 41.0, 23.0, 45.0))
    rows["day"] = rows["day"].dt.to_period("M").dt.to_timestamp()
    rows = rows.groupby(
        ["day", "cell", "event_type"], observed=True, as_index=False
    )["incidents"].sum()
    rows.to_csv(tmp_path / "cells.csv", index=False)
    return tmp_path / "cells.csv"


def test_a_summary_becomes_a_map_of_counts(cells, tmp_path):
    """It is told from incidents by its columns; the last line says what is on the page."""
    result = run(
        "map", cells, "--title", "Counts", "-o", tmp_path / "map.html"
    )
    assert result.exit_code == 0, result.output
    assert "3,000 incidents in " in result.output
    assert " cells, 0 left off, " in result.output
    assert (tmp_path / "map.html").stat().st_size < 3_000_000


def test_what_a_summary_left_out_is_counted(cells, tmp_path):
    """From the Parquet file's metadata, in incidents."""
    pa, pq = (
        pytest.importorskip("pyarrow"),
        pytest.importorskip("pyarrow.parquet"),
    )
    said = json.dumps(
        {"by": ["month", "h3:5"], "left_off": {"no coordinates": 1_234}}
    )
    arrow = pa.Table.from_pandas(
        pd.read_csv(cells)
    ).replace_schema_metadata({b"sitmap": said})
    pq.write_table(arrow, tmp_path / "cells.parquet")
    result = run(
        "map", tmp_path / "cells.parquet", "-o", tmp_path / "map.html"
    )
    assert "left off: 1,234 incidents - no coordinates" in result.output
    assert "1,234 left off" in result.output


def test_incidents_and_a_summary_share_a_map(cells, tmp_path):
    """The incidents are marks, the summary is counts; only one summary fits."""
    table = tmp_path / "table.csv"
    table.write_text(
        "place,date,event\nMitrovica,2022-07-31,Sirens\n", "utf-8"
    )
    result = run(
        "map",
        table,
        cells,
        "--country",
        "Kosovo",
        "-o",
        tmp_path / "map.html",
    )
    assert "1 incidents drawn, 3,000 incidents in" in result.output
    again = run(
        "map",
        cells,
        cells.rename(tmp_path / "more.csv"),
        "-o",
        tmp_path / "map.html",
    )
    assert again.exit_code == 2
    more = pd.read_csv(tmp_path / "more.csv")
    more.to_csv(tmp_path / "other.csv", index=False)
    again = run(
        "map",
        tmp_path / "more.csv",
        tmp_path / "other.csv",
        "-o",
        tmp_path / "map.html",
    )
    assert again.exit_code == 2
    assert "other.csv: is a second summary" in again.stderr


def test_counts_by_area_ask_for_their_outlines(tmp_path):
    """One line that names the option; with it, areas are drawn and unknown ones told."""
    rows = tmp_path / "areas.csv"
    rows.write_text(
        "area,day,incidents\nWest,2022-07-31,3\nAtlantis,2022-07-31,4\n",
        "utf-8",
    )
    result = run("map", rows, "-o", tmp_path / "map.html")
    assert result.exit_code == 2
    assert "--areas" in result.stderr
    outlines = tmp_path / "outlines.geojson"
    ring = [[20, 42], [21, 42], [21, 43], [20, 43], [20, 42]]
    feature = {
        "type": "Feature",
        "properties": {"name": "West"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    outlines.write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]}),
        "utf-8",
    )
    result = run(
        "map", rows, "--areas", outlines, "-o", tmp_path / "map.html"
    )
    assert (
        "left off: 4 incidents - no area is called 'Atlantis'"
        in result.output
    )
    assert "3 incidents in 1 areas, 4 left off" in result.output


@pytest.mark.parametrize("limit", ["1", "nan", "-5"])
def test_a_limit_that_is_none_is_told(limit, cells, tmp_path):
    """A page weighs more than that by itself."""
    result = run(
        "map", cells, "--page-mb", limit, "-o", tmp_path / "map.html"
    )
    assert result.exit_code == 2
    assert "2 MB at least" in result.stderr


def test_a_map_of_counts_can_be_made_again(cells, tmp_path):
    """The spec names the summary and the limit; the bytes are the same."""
    one = run(
        "map",
        cells,
        "--page-mb",
        "3",
        "--title",
        "Counts",
        "-o",
        tmp_path / "map.html",
        "--save-spec",
        tmp_path / "map.toml",
    )
    assert one.exit_code == 0, one.output
    first = (tmp_path / "map.html").read_bytes()
    assert 'role = "density"' in (tmp_path / "map.toml").read_text("utf-8")
    assert run("map", tmp_path / "map.toml").exit_code == 0
    assert (tmp_path / "map.html").read_bytes() == first


def test_a_figure_of_counts(cells, tmp_path):
    """It says what it shows."""
    pytest.importorskip(
        "matplotlib", reason="needs the extra sitmap[figure]"
    )
    result = run(
        "figure", cells, "--dpi", "50", "-o", tmp_path / "counts.png"
    )
    assert result.exit_code == 0, result.output
    assert "counts.png: 3,000 incidents in " in result.output
