"""A map made again is the same map; what changed is told."""

import json
import re
import shutil
import warnings

import pytest
from click.testing import CliRunner

from sitmap.cli import main
from sitmap.errors import DataWarning, InputError
from sitmap.samples import sample_path
from sitmap.spec import build_map, make_spec, read_spec, write_spec


@pytest.fixture
def folder(tmp_path):
    for name in ("north-kosovo.csv", "kfor-sites.csv"):
        shutil.copy(sample_path(name), tmp_path / name)
    return tmp_path


def saved(folder):
    files = [
        ("incidents", folder / "north-kosovo.csv"),
        ("presence", folder / "kfor-sites.csv"),
    ]
    options = {
        "title": 'North "Kosovo"\n\x7f ć',
        "subtitle": None,
        "show_statuses": ["planned"],
    }
    return write_spec(
        make_spec(files, options=options, reading={"country": "XK"}),
        folder / "map.toml",
    )


def test_two_runs_give_the_same_bytes(folder):
    """Written, read, built twice: not a byte differs."""
    path = saved(folder)
    one, two = (
        build_map(read_spec(path)).save(folder / name).read_bytes()
        for name in ("a.html", "b.html")
    )
    assert one == two


def test_a_spec_says_what_it_was_given(folder):
    """Options come back as they were, paths relative to the spec."""
    path = saved(folder)
    spec = read_spec(path)
    assert spec.options == {
        "title": 'North "Kosovo"\n\x7f ć',
        "show_statuses": ["planned"],
    }
    assert spec.reading == {"country": "XK"}
    assert 'path = "north-kosovo.csv"' in path.read_text("utf-8")


def test_the_folder_may_move(folder, tmp_path_factory):
    """Nothing in a spec names the folder that it was written in."""
    saved(folder)
    elsewhere = tmp_path_factory.mktemp("b") / "moved"
    shutil.copytree(folder, elsewhere)
    assert (
        len(
            build_map(read_spec(elsewhere / "map.toml"))
            .incidents[0]
            .incidents
        )
        == 16
    )


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
        (
            "[[input]]\nrole='incidents'\npath='none.csv'\nsha256=''",
            "can't be read",
        ),
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
    spec = make_spec(
        [("incidents", folder / "north-kosovo.csv")], options={"titel": "x"}
    )
    with pytest.raises(InputError, match="titel"):
        build_map(spec)


INPUT = "[[input]]\nrole = 'incidents'\npath = 'north-kosovo.csv'\nsha256 = ''\n"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[options]\ntitle = 3", "title is 3; give a text"),
        ("[options]\nsubtitle = ['a']", "subtitle"),
        (
            "[options]\nheight = '1px;position:fixed'",
            "height is '1px;position:fixed'",
        ),
        ("[options]\nheight = true", "height"),
        ("[options]\nheight = -3", "a whole number from 1"),
        ("[options]\nzoom_start = 5000", "zoom_start"),
        ("[options]\nlocation = 'here'", "location"),
        ("[options]\nlocation = [91, 0]", "location"),
        ("[options]\nlocation = [nan, 0]", "location"),
        ("[options]\ndate = 20220817", "date"),
        ("[options]\nlang = 5", "lang"),
        ("[options]\nlang = '\"><script>'", "lang"),
        ("[options]\nnames = {}", "names"),
        ("[options]\nnote = 5", "note"),
        ("[options]\nsources = 'KFOR'", "sources"),
        ("[options]\nsources = [[1, 2]]", "sources"),
        ("[options]\nshow_statuses = 5", "show_statuses"),
        ("[options]\nkosovo_outline = 'zigzag'", "kosovo_outline"),
        ("[options]\ntiles = 5", "tiles"),
        ("[options]\nbasemap = 'x'", "basemap"),
        ("[options]\npage_mb = 'much'", "page_mb"),
        ("[options]\npage_mb = inf", "page_mb"),
        ("[options]\ndensity = '/etc/passwd'", "name its file in"),
        ("[options]\nreports = ['x']", "name its file in"),
        ("options = 3", "write it as a table"),
        ("[reading]\ncountry = 3", "country"),
        ("[reading]\ncolumns = ['place']", "columns"),
        ("[reading]\ncolumns = {place = 3}", "columns"),
        ("[reading]\nencoding = 3", "encoding"),
        ("[reading]\ndayfirst = 'yes'", "dayfirst"),
        ("[reading]\nlayer = 3", "layer"),
        ("[reading]\nmax_mb = 'all'", "max_mb"),
        ("[reading]\nmax_mb = -1", "max_mb"),
        ("[reading]\nmax_mb = inf", "max_mb"),
        ("[reading]\nallow_remote = true", "allow_remote"),
        ("[versions]\nsitmap = 3", "sitmap"),
        ("output = 3", "output"),
        ("output = ''", "output"),
    ],
)
def test_every_value_is_checked_for_type_and_range(folder, line, told):
    """One line that names the value; a spec comes from somebody else."""
    top, rest = (
        (f"{line}\n", "")
        if line.startswith(("output", "options"))
        else ("", line)
    )
    (folder / "map.toml").write_text(f"{top}{INPUT}{rest}\n", "utf-8")
    with pytest.raises(InputError, match=re.escape(told)):
        build_map(read_spec(folder / "map.toml"))


@pytest.mark.parametrize(
    "text",
    [
        "[[input]]\nrole = 3\npath = 'a'\nsha256 = ''",
        "[[input]]\nrole = 'incidents'\npath = 3\nsha256 = ''",
        "[[input]]\nrole = 'incidents'\npath = ''\nsha256 = ''",
        "[[input]]\nrole = 'incidents'\npath = \"a\\u0000b\"\nsha256 = ''",
        "[[input]]\nrole = 'incidents'\npath = 'north-kosovo.csv'\nsha256 = 3",
        "[input]\nrole = 'incidents'",
        "input = [3]",
    ],
)
def test_inputs_of_the_wrong_type_are_told(folder, text):
    (folder / "map.toml").write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"map\.toml: "):
        read_spec(folder / "map.toml")


def outside(folder, path):
    where = json.dumps(str(path))
    spec = folder / "map.toml"
    spec.write_text(INPUT.replace("'north-kosovo.csv'", where), "utf-8")
    return spec


def test_an_input_outside_the_folder_is_its_readers_to_allow(
    folder, tmp_path_factory
):
    elsewhere = tmp_path_factory.mktemp("reader") / "north-kosovo.csv"
    shutil.copy(sample_path("north-kosovo.csv"), elsewhere)
    (folder / "link.csv").symlink_to(elsewhere)
    for path in (
        elsewhere,
        f"../{elsewhere.parent.name}/north-kosovo.csv",
        "link.csv",
    ):
        spec = outside(folder, path)
        with pytest.raises(InputError, match="outside its own folder"):
            read_spec(spec)
        assert len(read_spec(spec, allow_outside=True).inputs) == 1


def run(*arguments):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.mark.parametrize("kind", ["relative", "absolute", "link"])
def test_an_output_outside_the_folder_is_never_written_unasked(
    folder, tmp_path_factory, kind
):
    theirs = tmp_path_factory.mktemp("reader") / "profile.html"
    theirs.write_text("the reader's own", "utf-8")
    (folder / "link.html").symlink_to(theirs)
    named = {
        "relative": f"../{theirs.parent.name}/profile.html",
        "absolute": str(theirs),
        "link": "link.html",
    }
    spec = folder / "map.toml"
    spec.write_text(f"output = {json.dumps(named[kind])}\n{INPUT}", "utf-8")
    done = run("map", spec)
    assert (done.exit_code, "outside its own folder" in done.output) == (
        2,
        True,
    )
    assert theirs.read_text("utf-8") == "the reader's own"
    assert run("map", spec, "--output", folder / "mine.html").exit_code == 0
    assert theirs.read_text("utf-8") == "the reader's own"
    assert run("map", spec, "--allow-outside").exit_code == 0
    assert theirs.read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    "named", ["north-kosovo.csv", "map.toml", "notes.txt"]
)
def test_a_spec_writes_over_nothing_but_a_page(folder, named):
    (folder / "notes.txt").write_text("mine", "utf-8")
    spec = folder / "map.toml"
    spec.write_text(f"output = '{named}'\n{INPUT}", "utf-8")
    before = (folder / named).read_bytes()
    assert run("map", spec).exit_code == 2
    assert (folder / named).read_bytes() == before


def test_a_title_is_one_line_whoever_wrote_it(folder):
    """Else a spec could put lines of its choice into a file."""
    spec = folder / "map.toml"
    spec.write_text(
        f'{INPUT}[options]\ntitle = "a\\nssh-rsa AAAA\\u001b[2J"\n', "utf-8"
    )
    with pytest.warns(DataWarning, match="has changed"):
        made = build_map(read_spec(spec))
    assert made.title == "a ssh-rsa AAAA [2J"
    assert "\nssh-rsa" not in made.get_root().render()


def test_saving_a_spec_says_when_others_will_have_to_allow_it(folder):
    (folder / "specs").mkdir()
    done = run(
        *("map", folder / "north-kosovo.csv", "-o", folder / "m.html"),
        *("--save-spec", folder / "specs/map.toml"),
    )
    assert "say --allow-outside" in done.output
    assert run("map", folder / "specs/map.toml").exit_code == 2
    assert (
        run("map", folder / "specs/map.toml", "--allow-outside").exit_code
        == 0
    )
    assert run(
        "check", folder / "specs/map.toml", "--allow-outside"
    ).exit_code in (0, 1)
