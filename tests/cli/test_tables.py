"""The thin commands: figure, check, summary."""

import json

import pytest
from click.testing import CliRunner

from sitmap.cli.maps import figure
from sitmap.cli.summary import summary
from sitmap.cli.tables import check
from sitmap.samples import sample_path

SAMPLE = str(sample_path("north-kosovo.csv"))


def run(command, *arguments):
    return CliRunner().invoke(command, list(arguments))


def test_summary():
    """It says which reader took the file, then what is in it; JSON can be piped."""
    assert "16 rows, 16 with a point" in run(summary, SAMPLE).output
    counts = json.loads(run(summary, SAMPLE, "--json").stdout)
    assert counts["event_type"]["Riots"] == 4


def test_check_exits_with_1_when_it_finds_something(tmp_path):
    """Exit code 1 and a list; 0 and "nothing found" where all is well."""
    bad = tmp_path / "bad.csv"
    bad.write_text(
        "title,place,country,lat,lon,date,source\nClash,Zvečan,XK,42.907,20.8403,2099-01-01,KFOR\n",
        "utf-8",
    )
    result = run(check, str(bad), "--json")
    assert result.exit_code == 1
    assert "future date" in {
        found["check"] for found in json.loads(result.stdout)
    }
    bad.write_text(bad.read_text("utf-8").replace("2099", "2023"), "utf-8")
    result = run(check, str(bad))
    assert (result.exit_code, "nothing found" in result.stdout) == (0, True)


@pytest.mark.parametrize("size", ["16:9", "240x135"])
def test_figure(tmp_path, size):
    """A picture of the size that was asked for."""
    pytest.importorskip(
        "matplotlib", reason="needs the extra sitmap[figure]"
    )
    result = run(
        figure,
        SAMPLE,
        "-o",
        str(tmp_path / "a.png"),
        "--size",
        size,
        "--dpi",
        "50",
    )
    assert result.exit_code == 0, result.output
    assert (tmp_path / "a.png").stat().st_size > 5000


def test_commands_say_which_columns_they_used(tmp_path):
    """In one line; --verbose names each that was not."""
    path = tmp_path / "t.csv"
    extra = [f"own {number}" for number in range(12)]
    path.write_text(
        f"Town,Happened,{','.join(extra)}\nPeja,5 May 2023{',z' * 12}\n",
        "utf-8",
    )
    short = run(summary, str(path)).stderr
    told = "columns: date_start from 'Happened' (by its values), place from 'Town'; not used: 'own 0'"
    assert told in short
    assert "'own 11'" not in short
    assert "4 more" in short
    assert "'own 11'" in run(summary, str(path), "--verbose").stderr
