"""A map made again is the same map; what changed is told."""

import shutil

import pytest

from sitmap.errors import DataWarning, InputError
from sitmap.samples import sample_path
from sitmap.spec import build_map, make_spec, read_spec, write_spec


@pytest.fixture
def folder(tmp_path):
    for name in ("north-kosovo.csv", "kfor-sites.csv"):
        shutil.copy(sample_path(name), tmp_path / name)
    return tmp_path


def saved(folder):
    files = [("incidents", folder / "north-kosovo.csv"), ("presence", folder / "kfor-sites.csv")]
    options = {"title": 'North "Kosovo"\n\x7f ć', "subtitle": None, "show_statuses": ["planned"]}
    return write_spec(
        make_spec(files, options=options, reading={"country": "XK"}), folder / "map.toml"
    )


def test_two_runs_give_the_same_bytes(folder):
    """Written, read, built twice: not a byte differs."""
    path = saved(folder)
    one, two = (
        build_map(read_spec(path)).save(folder / name).read_bytes() for name in ("a.html", "b.html")
    )
    assert one == two


def test_a_spec_says_what_it_was_given(folder):
    """Options come back as they were, paths relative to the spec."""
    path = saved(folder)
    spec = read_spec(path)
    assert spec.options == {"title": 'North "Kosovo"\n\x7f ć', "show_statuses": ["planned"]}
    assert spec.reading == {"country": "XK"}
    assert 'path = "north-kosovo.csv"' in path.read_text("utf-8")


def test_the_folder_may_move(folder, tmp_path_factory):
    """Nothing in a spec names the folder that it was written in."""
    saved(folder)
    elsewhere = tmp_path_factory.mktemp("b") / "moved"
    shutil.copytree(folder, elsewhere)
    assert len(build_map(read_spec(elsewhere / "map.toml")).incidents[0].incidents) == 16


def test_a_changed_input_is_told(folder):
    """One line with the file's name; the map is made all the same."""
    path = saved(folder)
    with (folder / "north-kosovo.csv").open("a") as file:
        file.write("\n")
    with pytest.warns(DataWarning, match=r"north-kosovo\.csv: has changed"):
        build_map(read_spec(path))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("not = toml = at all", "is no TOML"),
        ("title = 'x'", "no spec"),
        ("[[input]]\nrole='incidents'\npath='none.csv'\nsha256=''", "can't be read"),
        ("[[input]]\nrole='wish'\npath='a'\nsha256=''", "no role"),
        ("input = 3", "no spec"),
    ],
)
def test_what_is_no_spec(tmp_path, text, told):
    """One line with the remedy."""
    (tmp_path / "map.toml").write_text(text)
    with pytest.raises(InputError, match=told):
        build_map(read_spec(tmp_path / "map.toml"))


def test_an_option_that_is_none(folder):
    """A misspelled option is named."""
    spec = make_spec([("incidents", folder / "north-kosovo.csv")], options={"titel": "x"})
    with pytest.raises(InputError, match="titel"):
        build_map(spec)
