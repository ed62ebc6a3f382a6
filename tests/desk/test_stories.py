"""The stories in docs/ run as they are told, and say what they are told to say."""

import re
import shlex
import shutil

import pytest
from click.testing import CliRunner

from sitmap.cli import main
from tests.conftest import ROOT

STORIES = ("near", "diff", "counts", "review", "watch", "compare", "evidence")
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
STARTS = (
    "incidents/august-2022.csv",
    "presence/kfor-sites.csv",
    "reports/09-week-in-the-north.txt",
)
EXIT = re.compile(r"\s+# exit code (\d+)$")


def steps_of(story):
    """Yield each command line with the lines that are told to follow it."""
    text = (ROOT / f"docs/{story}.md").read_text("utf-8")
    for block in CONSOLE.findall(text):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, told = step.partition("\n")
            yield line, told.splitlines()


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with the tables that the stories begin with."""
    for name in STARTS:
        shutil.copy(ROOT / "data" / name, tmp_path)
    shutil.copytree(ROOT / "docs/stories", tmp_path, dirs_exist_ok=True)
    for name in ("inbox", "www"):
        (tmp_path / name).mkdir()
    shutil.copy(tmp_path / "week1.csv", tmp_path / "inbox")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.usefixtures("desk")
def test_the_story_runs_as_told(story):
    """Each command ends with the exit code and the lines that the page tells."""
    steps = list(steps_of(story))
    assert steps
    for line, told in steps:
        code = int(found[1]) if (found := EXIT.search(line)) else 0
        result = CliRunner().invoke(main, shlex.split(EXIT.sub("", line))[1:])
        assert result.exit_code == code, result.output
        missing = [each for each in told if each.strip() not in result.output]
        assert not missing, result.output
