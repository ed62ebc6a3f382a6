"""Looks at a folder again and again."""

import pytest

from sitmap.desk.poll import Poll
from sitmap.errors import InputError, OutputError


class _EndError(Exception):
    """Ends a test."""


def _polled(looks, runs=()):
    """Look at what `looks` holds (an error is raised); return runs and what was told."""
    left, outcomes, told, done = list(looks), list(runs), [], []

    def look():
        seen = left.pop(0)
        if isinstance(seen, Exception):
            raise seen
        return seen

    def run():
        done.append(len(done))
        outcome = outcomes.pop(0) if outcomes else None
        if outcome is not None:
            raise outcome

    def wait():
        if not left:
            raise _EndError

    with pytest.raises(_EndError):
        Poll(look, run, wait, told.append).go_on()
    return len(done), told


@pytest.mark.parametrize(
    ("looks", "runs"),
    [
        ("a", 0),
        ("aa", 1),
        ("aaa", 1),
        ("abab", 0),
        ("aabb", 2),
        ("aabaa", 1),
        ([None, None], 0),
    ],
)
def test_a_run_needs_two_looks_alike_and_something_new(looks, runs):
    """A file that is still being written differs from look to look."""
    assert _polled(looks) == (runs, [])


def test_what_the_files_are_to_blame_for_waits_for_them():
    """A bad table isn't read again until it has changed."""
    bad = InputError("x.csv: bad")
    assert _polled("aaaa", [bad]) == (1, ["x.csv: bad"])
    assert _polled("aaaabb", [bad]) == (2, ["x.csv: bad"])


def test_what_time_mends_is_tried_again_and_told_once():
    """A full disk, and a folder that can't be reached, until another reason comes."""
    full, locked = OutputError("full"), OSError("locked")
    assert _polled("aaaaa", [full, full, locked]) == (4, ["full", "locked"])


def test_a_reason_that_comes_again_after_a_good_run_is_told_again():
    """It is another night."""
    bad = InputError("bad")
    assert _polled("aabbcc", [bad, None, bad]) == (3, ["bad", "bad"])


def test_a_look_that_fails_forgets_what_was_seen():
    """A share that went away and came back is at rest only after two looks."""
    gone = OSError("gone")
    assert _polled(["a", gone, "a", "a"]) == (1, ["gone"])


def test_other_faults_end_it():
    """A fault of ours isn't hidden for weeks."""
    with pytest.raises(ZeroDivisionError):
        _polled("aa", [ZeroDivisionError()])
