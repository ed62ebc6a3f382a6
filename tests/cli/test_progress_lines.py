"""Lines of progress: for a terminal they change, a log has few of them."""

from sitmap.cli import progress_lines
from sitmap.cli.progress_lines import Countdown, ReadShare, show_step


def hear(monkeypatch, *, terminal):
    lines = []
    monkeypatch.setattr(
        progress_lines.sys.stderr, "isatty", lambda: terminal, raising=False
    )
    monkeypatch.setattr(
        progress_lines,
        "say_progress",
        lambda text, **_: lines.append(text),
    )
    return lines


def test_a_step_tells_its_share_or_its_count(monkeypatch):
    """Where the total isn't known, what is done is counted."""
    lines = hear(monkeypatch, terminal=True)
    show_step("reading", 1, 4)
    show_step("reading", 1_200, 0)
    assert lines == ["reading  25%", "reading 1,200"]


def test_a_log_has_no_line_that_changes(monkeypatch):
    lines = hear(monkeypatch, terminal=False)
    show_step("reading", 1, 4)
    assert not lines


def test_a_short_report_tells_nothing(monkeypatch, tmp_path):
    """It is read before anyone wonders."""
    lines = hear(monkeypatch, terminal=True)
    ReadShare(tmp_path / "a.txt")(500, 1_000)
    ReadShare(tmp_path / "b.txt")(100_000, 400_000)
    assert lines == ["b.txt: 25 % read"]


def test_a_countdown_says_how_many_names_are_asked():
    names = Countdown(is_terminal=False)
    names(20, 1_000)
    assert str(names) == "at 20 of 1,000 names"
