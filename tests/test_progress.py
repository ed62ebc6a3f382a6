"""How far long work is."""

import io

import pytest

from sitmap import progress


class _Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def at(monkeypatch):
    """A clock to be set."""
    clock = [0.0]
    monkeypatch.setattr(progress, "monotonic", lambda: clock[0])
    return clock


def test_what_ends_within_two_seconds_says_nothing(at, monkeypatch):
    """A line that comes and goes helps nobody."""
    shown = _Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    report = progress.report_to_terminal()
    at[0] = 2.0
    report(5, 10)
    assert shown.getvalue() == ""


def test_longer_work_is_told_on_one_line_that_ends_with_it(at, monkeypatch):
    """Each report over the last; the work's end is the line's."""
    shown = _Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    report = progress.report_to_terminal()
    at[0] = 2.1
    report(5_000, 10_000)
    report(10_000, 10_000)
    assert shown.getvalue() == (
        "\r5,000 of 10,000 names\r10,000 of 10,000 names\n"
    )


@pytest.mark.parametrize("stream", [io.StringIO(), None])
def test_a_file_gets_no_progress(at, monkeypatch, stream):
    """Nor does a program without a stream for errors, as of Windows' own."""
    monkeypatch.setattr("sys.stderr", stream)
    report = progress.report_to_terminal()
    at[0] = 60.0
    report(5, 10)
    assert stream is None or stream.getvalue() == ""
