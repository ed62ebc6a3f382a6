"""Drafts that are kept: for one run alone, until it has come to its end."""

import os
import shutil

import pytest

from sitmap.errors import InputError, OutputError
from sitmap.reports.drafts import draft_report, hold_drafts

STORY = "Three people were killed in shelling near Bakhmut on Tuesday, police said."
OPTIONS = {"published": "2022-12-01"}


@pytest.fixture
def story(tmp_path):
    """A report of one event."""
    path = tmp_path / "a.txt"
    path.write_text(STORY)
    return path


def test_drafts_go_at_the_end_of_the_run_and_what_is_not_theirs_stays(
    story, tmp_path
):
    """Parts that a killed run left go, too."""
    cache = tmp_path / "drafts"
    with hold_drafts(cache):
        draft_report(story, cache, OPTIONS)
        (cache / ".0123.json.4567.sitmap.part").write_text("{")
        (cache / "mine.json").write_text("{}")
        assert len(list(cache.iterdir())) == 3
    assert [path.name for path in cache.iterdir()] == ["mine.json"]


def test_drafts_of_a_run_that_fails_are_there_for_the_next(story, tmp_path):
    """And a folder in which nothing was kept is none."""
    cache = tmp_path / "drafts"

    def stop(reports):
        with hold_drafts(cache):
            for report in reports:
                draft_report(report, cache, OPTIONS)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop([story])
    assert len(list(cache.glob("*.json"))) == 1
    shutil.rmtree(cache)
    with pytest.raises(KeyboardInterrupt):
        stop([])
    assert not cache.exists()


def test_a_second_run_is_told_of_the_first(tmp_path):
    """The first's drafts are its own."""
    cache = tmp_path / "drafts"
    with (
        hold_drafts(cache),
        pytest.raises(BlockingIOError),
        hold_drafts(cache),
    ):
        pass


def test_a_report_that_changes_is_read_again_and_one_that_changes_back_is_not(
    story, tmp_path
):
    """By what it holds, and not by its day."""
    first = draft_report(story, tmp_path / "kept", OPTIONS)
    story.write_text(STORY.replace("Three", "Four"))
    assert (
        draft_report(story, tmp_path / "kept", OPTIONS).rows[0][
            "fatalities_best"
        ]
        == 4
    )
    story.write_text(STORY)
    os.utime(story, (0, 0))
    again = draft_report(story, tmp_path / "kept", OPTIONS)
    assert again == first
    assert len(list((tmp_path / "kept").glob("*.json"))) == 2


@pytest.mark.parametrize(
    "said", ["", "[]", '{"rows": 1, "notes": []}', "["]
)
def test_a_draft_that_was_damaged_is_made_again(story, tmp_path, said):
    """Whatever stands in it."""
    first = draft_report(story, tmp_path, OPTIONS)
    [kept] = tmp_path.glob("*.json")
    kept.write_text(said)
    assert draft_report(story, tmp_path, OPTIONS) == first


def test_a_report_that_went_away_is_a_line(tmp_path):
    """It was there when the folder was listed."""
    with pytest.raises(InputError, match=r"gone\.txt: can't be read"):
        draft_report(tmp_path / "gone.txt", tmp_path, OPTIONS)


def test_a_place_where_nothing_can_be_kept_is_a_line(story):
    """A file stands where the folder should."""
    with pytest.raises(OutputError, match="drafts can't be kept there"):
        draft_report(story, story / "kept", OPTIONS)
