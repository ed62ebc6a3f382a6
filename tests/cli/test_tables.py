"""The thin commands: figure, check, summary."""

import json

import pytest
from click.testing import CliRunner

from sitmap.cli.compare import compare
from sitmap.cli.maps import figure, map_command
from sitmap.cli.summary import summary
from sitmap.cli.tables import check
from sitmap.errors import InputError
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


def test_a_figure_is_written_into_several_files(tmp_path):
    """Each of them is said; what no figure ends like is refused with all the endings."""
    pytest.importorskip(
        "matplotlib", reason="needs the extra sitmap[figure]"
    )
    pytest.importorskip("docx", reason="needs the extra sitmap[docx]")
    paths = [tmp_path / "a.png", tmp_path / "a.docx"]
    asked = [word for path in paths for word in ("-o", str(path))]
    result = run(figure, SAMPLE, *asked, "--dpi", "50")
    assert result.exit_code == 0, result.output
    assert all(path.is_file() for path in paths)
    assert all(f"{path}: " in result.stdout for path in paths)
    refused = run(figure, SAMPLE, "-o", str(tmp_path / "a.odt"))
    assert ".docx, .pptx" in str(refused.exception)


def test_a_map_says_how_plans_are_drawn_all_the_same(tmp_path):
    """A plan isn't drawn; the line names the option, and with it nothing is said."""
    path = tmp_path / "plans.csv"
    path.write_text(
        "title,place,country,status\nMarch,Zvečan,XK,planned\n", "utf-8"
    )
    page = str(tmp_path / "map.html")
    assert (
        "--show planned" in run(map_command, str(path), "-o", page).stdout
    )
    shown = run(map_command, str(path), "-o", page, "--show", "planned")
    assert "--show" not in shown.stdout


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


OWN_HEADINGS = (
    "Datum / Date,Naselje / Place,Opština / Municipality,Country,What happened,weapon\n"
    "2025-11-01,Leposavić,Leposavić,XK,Shots,rifle\n"
    "2025-11-02,Lešak,Leposavić,XK,Stones,\n"
    "2026-11-02,Zvečan,Zvečan,XK,Shots,rifle\n"
    "2026-11-02,Zvečan,Zvečan,XK,Shots,rifle\n"
)


@pytest.fixture
def own_headings(tmp_path):
    table = tmp_path / "own.csv"
    table.write_text(OWN_HEADINGS, "utf-8")
    return str(table)


def test_a_table_is_counted_by_its_own_heading(own_headings):
    """Though it was read into a column of ours; and a column that is counted by is used."""
    heading = "Opština / Municipality"
    counted = run(summary, own_headings, "--by", heading, "--json")
    assert counted.exit_code == 0, counted.output
    told = {
        row["admin2"]: row["incidents"]
        for row in json.loads(counted.stdout)
    }
    assert told == {"Leposavić": 2, "Zvečan": 2}
    assert "not used: 'weapon'" in counted.stderr
    assert (
        "not used"
        not in run(summary, own_headings, "--by", "weapon").stderr
    )


def test_a_map_by_its_own_heading_counts_it_as_used(own_headings, tmp_path):
    """Coloured by one column, written on by another."""
    made = run(
        map_command,
        own_headings,
        *("--color-by", "weapon", "--label-by", "naselje / place"),
        *("-o", str(tmp_path / "map.html")),
    )
    assert made.exit_code == 0, made.output
    assert "not used" not in made.output


def test_rows_that_are_counted_twice_are_told_as_the_table_is_read(
    own_headings,
):
    """Not by `check` alone: every count and map has them twice."""
    told = "counted twice: 1 row says what an earlier row says"
    assert told in run(summary, own_headings).stderr
    assert "duplicate: row 5" in run(check, own_headings).stdout


def test_compare_refuses_before_it_writes(own_headings, tmp_path):
    """A map of counts by type can't be drawn: the table isn't written either."""
    outputs = [tmp_path / "a.csv", tmp_path / "a.html"]
    refused = run(
        compare,
        *(own_headings, "--periods", "2025", "2026", "--by", "type"),
        *("-o", str(outputs[0]), "-o", str(outputs[1])),
    )
    assert isinstance(refused.exception, InputError)
    assert "--by area or --by cell" in str(refused.exception)
    assert not any(output.exists() for output in outputs)


def test_a_map_of_swapped_points_says_so(tmp_path):
    """Whoever draws it learns it there, and not only from `check`."""
    path = tmp_path / "swapped.csv"
    path.write_text(
        "date,place,country,lat,lon\n2024-03-05,Mitrovica,Kosovo,20.866,42.891\n"
    )
    made = run(map_command, str(path), "-o", str(tmp_path / "map.html"))
    assert "swapped: the points of 1 row; `sitmap check`" in made.output
