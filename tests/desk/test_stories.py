"""The stories in docs/ run as they are told, say what they are told to say, and show a picture."""

import re
import shlex

import pytest
from click.testing import CliRunner

from sitmap.cli import main
from tests.conftest import ROOT
from tests.desk.stories import EXIT, STORIES, prepare_desk, steps_of
from tests.story_pictures import MOST_BYTES, SHOWN


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with the tables that the stories begin with."""
    prepare_desk(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("story", STORIES)
def test_the_story_runs_as_told(story, desk):
    """Each command ends with the exit code and the lines that the page tells."""
    steps = list(steps_of(story))
    assert steps
    for line, told in steps:
        code = int(found[1]) if (found := EXIT.search(line)) else 0
        result = CliRunner().invoke(
            main, shlex.split(EXIT.sub("", line))[1:]
        )
        assert result.exit_code == code, result.output
        missing = [
            each for each in told if each.strip() not in result.output
        ]
        assert not missing, result.output
    if story in SHOWN:
        assert (desk / SHOWN[story]).is_file()


@pytest.mark.parametrize("story", SHOWN)
def test_the_story_has_its_picture(story):
    """Small enough for a page that is read on the road, with words for who can't see it."""
    text = (ROOT / f"docs/{story}.md").read_text("utf-8")
    assert re.search(
        rf"^!\[.{{20,}}\]\({story}\.webp\)$", text, re.MULTILINE
    )
    assert (
        5_000 < (ROOT / f"docs/{story}.webp").stat().st_size <= MOST_BYTES
    )
