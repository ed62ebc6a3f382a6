"""Specs at the command line: checked with what is around them, made again."""

import json
import shutil

import pytest
from tests.cli.made import HEAD, SOUND, run

from sitmap.samples import sample_path


@pytest.fixture
def spec(tmp_path):
    """A map of the sample with nothing said around it, and its spec."""
    for name in ("north-kosovo.csv", "kfor-sites.csv"):
        shutil.copy(sample_path(name), tmp_path / name)
    inputs = [
        tmp_path / "north-kosovo.csv",
        "--presence",
        tmp_path / "kfor-sites.csv",
        "--date",
        "2020-01-01",
    ]
    result = run(
        "map",
        *inputs,
        "--note",
        "none",
        "-o",
        tmp_path / "map.html",
        "--save-spec",
        tmp_path / "map.toml",
    )
    assert result.exit_code == 0, result.output
    return tmp_path / "map.toml"


def test_a_spec_is_checked_with_what_is_around_it(spec):
    """No title, no note on status, presence of three years before the incidents, no word of a licence."""
    found = {
        (one["check"], one["level"])
        for one in json.loads(run("check", spec, "--json").stdout)
    }
    wanted = {
        ("no title", "error"),
        ("no status note", "warning"),
        ("presence is old", "warning"),
        ("no licence", "note"),
    }
    assert wanted <= found


def test_the_command_makes_the_same_bytes_again(spec):
    """The page goes to where it was, wherever the command is given."""
    page = spec.with_name("map.html")
    before = page.read_bytes()
    page.unlink()
    result = run("map", spec)
    assert result.exit_code == 0, result.output
    assert page.read_bytes() == before


def test_a_spec_and_options_beside_it(spec):
    """An option that would be without effect is refused by its name, another file, too.

    -o and figures are free.
    """
    assert "take --title out" in run("map", spec, "--title", "x").output
    assert (
        "alone"
        in run("map", spec, spec.with_name("north-kosovo.csv")).output
    )
    pytest.importorskip(
        "matplotlib", reason="needs the extra sitmap[figure]"
    )
    result = run(
        "figure",
        spec,
        "-o",
        spec.with_name("a.png"),
        "--dpi",
        "40",
        "--size",
        "16:9",
        "--table",
        "beside",
    )
    assert result.exit_code == 0, result.output
    atlas = spec.with_name("a.pdf")
    made = run("atlas", spec, "--by", "year", "-o", atlas, "--dpi", "40")
    assert made.exit_code == 0, made.output


def test_an_unknown_country_is_told_for_specs_too(spec):
    """As `--country` does: one line, exit code 2."""
    spec.write_text(
        spec.read_text("utf-8").replace(
            "[[input]]", '[reading]\ncountry = "Atlantis"\n\n[[input]]', 1
        )
    )
    result = run("map", spec)
    assert (
        result.exit_code,
        "no country is called 'Atlantis'" in result.output,
    ) == (2, True)


def test_what_a_review_drops_stays_dropped(tmp_path):
    """A draft with keep=no, mapped, and mapped again from its spec: the row is in neither."""
    draft = tmp_path / "draft.csv"
    draft.write_text(
        f"{HEAD},keep\n{SOUND},yes\n{SOUND.replace('Clash', 'Rumour')},No\n",
        "utf-8",
    )
    made = run(
        "map",
        draft,
        "-o",
        tmp_path / "a.html",
        "--save-spec",
        tmp_path / "map.toml",
    )
    assert "1 rows that the review doesn't keep" in made.output
    before = (tmp_path / "a.html").read_bytes()
    assert (
        run(
            "map", tmp_path / "map.toml", "-o", tmp_path / "b.html"
        ).exit_code
        == 0
    )
    assert (tmp_path / "b.html").read_bytes() == before
