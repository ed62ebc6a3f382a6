"""A folder and its page: each row once, what is new ringed, nothing lost whatever happens."""

import errno
import json
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime

import pandas as pd
import pytest
from click.testing import CliRunner

from sitmap.cli import main
from sitmap.desk.diff import find_changes
from sitmap.desk.inbox import read_inbox
from sitmap.desk.lock import hold_lock
from sitmap.desk.state import read_state
from sitmap.errors import InputError
from sitmap.export import files
from sitmap.readers import read

WEEKS = "docs/stories/week{}.csv"


@pytest.fixture
def place(tmp_path, root):
    """An inbox with one table, and a folder for the page."""
    for name in ("inbox", "www"):
        (tmp_path / name).mkdir()
    shutil.copy(root / WEEKS.format(1), tmp_path / "inbox")
    return tmp_path


def run(place, *more, output="www/map.html"):
    told = [
        "watch",
        str(place / "inbox"),
        "--once",
        "-o",
        str(place / output),
        *more,
    ]
    return CliRunner().invoke(main, told)


def add_week(place, root, number=2):
    shutil.copy(root / WEEKS.format(number), place / "inbox")


def test_the_second_page_says_what_is_new(place, root):
    """As many as the tables' difference; and a third run with nothing new leaves the bytes."""
    assert run(place, "--as-of", "2023-06-01").exit_code == 0
    add_week(place, root)
    result = run(place, "--as-of", "2023-06-04")
    assert "1 new, 2 changed, 0 gone" in result.output
    page = (place / "www/map.html").read_bytes()
    result = run(place, "--as-of", "2023-06-04")
    assert "nothing changed" in result.output
    assert (place / "www/map.html").read_bytes() == page


def test_a_row_of_two_files_is_taken_once(place, root):
    """Week 2 has three rows of week 1: one as it was, two newer; the other one stays."""
    add_week(place, root)
    inbox = read_inbox(place / "inbox", read)
    rows = inbox.incidents.set_index("incident_id")
    assert sorted(rows.index) == [
        "K-101",
        "K-102",
        "K-103",
        "K-104",
        "K-105",
    ]
    assert rows.loc["K-101", "status"] == "confirmed"
    assert [(one.rows, one.again, one.newer) for one in inbox.taken] == [
        (4, 0, 0),
        (4, 1, 2),
    ]


def test_one_id_of_two_events_keeps_both(tmp_path):
    """Row numbers as ids, in two files: other events, so that both stay, under two ids."""
    for name, title, day in (
        ("a", "Shots", "2023-05-01"),
        ("b", "March", "2023-06-01"),
    ):
        told = f"id,title,place,date\n1,{title},{title}ville,{day}\n"
        (tmp_path / f"{name}.csv").write_text(told, "utf-8")
    table = read_inbox(tmp_path, read).incidents
    assert table["title"].to_list() == ["Shots", "March"]
    assert table["incident_id"].to_list() == ["1", "b.csv:1"]


def test_a_bad_file_is_set_aside_with_its_reason(place):
    """Exit code 1, a line in the log, the page of the others; --strict stops with 2."""
    (place / "inbox/bad.csv").write_text("junk,x\n1,2\n", "utf-8")
    (place / "inbox/half.csv.part").write_text("title,pl", "utf-8")
    log = place / "log.jsonl"
    result = run(place, "--log", str(log))
    assert result.exit_code == 1
    events = [
        json.loads(line) for line in log.read_text("utf-8").splitlines()
    ]
    assert [one["event"] for one in events] == [
        "set aside",
        "set aside",
        "read",
        "page",
    ]
    assert "no column with a place" in events[0]["reason"]
    assert events[-1]["drawn"] == 4
    assert run(place, "--strict", output="www/b.html").exit_code == 2
    assert not (place / "www/b.html").exists()


def test_nothing_that_can_be_read_leaves_the_page(place):
    """The last good page stands."""
    run(place)
    page = (place / "www/map.html").read_bytes()
    (place / "inbox/week1.csv").write_text("junk\n", "utf-8")
    result = run(place)
    assert (result.exit_code, "stays as it was" in result.output) == (
        2,
        True,
    )
    assert (place / "www/map.html").read_bytes() == page


def test_a_clock_that_went_back_is_refused(place, root):
    """One line, and page and state as they were."""
    run(place, "--as-of", "2023-06-04")
    before = (place / "www/map.state.json").read_bytes()
    add_week(place, root)
    result = run(place, "--as-of", "2023-06-01")
    assert (result.exit_code, "is the clock right?" in result.output) == (
        2,
        True,
    )
    assert (place / "www/map.state.json").read_bytes() == before


def test_an_output_in_the_inbox_is_refused(place):
    """It would be read as a report the next night; and a table is no output."""
    result = run(place, output="inbox/map.html")
    assert (result.exit_code, "read as a report" in result.output) == (
        2,
        True,
    )
    result = run(place, "--log", str(place / "www/map.html"))
    assert (result.exit_code, "two outputs" in result.output) == (2, True)


def test_a_full_disk_loses_nothing(place, root, monkeypatch):
    """The old page and state stand; once there is room, the page says what is new since then."""
    run(place)
    page = (place / "www/map.html").read_bytes()
    add_week(place, root)

    def is_full(*_args, **_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("sitmap.export.files._replace", is_full)
        result = run(place)
    assert (result.exit_code, "No space left" in result.output) == (2, True)
    assert (place / "www/map.html").read_bytes() == page
    assert "1 new, 2 changed" in run(place).output


def test_a_folder_that_cannot_be_written_is_one_line(place, monkeypatch):
    """Read-only, or not there."""
    result = run(place, output="nowhere/map.html")
    assert (result.exit_code, result.output.count("\n")) == (2, 1)

    def is_read_only(*_args, **_options):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("sitmap.desk.lock.os.open", is_read_only)
    result = run(place)
    assert (
        result.exit_code,
        "check space and permissions" in result.output,
    ) == (2, True)


def test_a_run_that_ends_between_page_and_state_is_made_again(
    place, root, monkeypatch
):
    """What was new is still new: the state goes on only with the page."""
    run(place)
    add_week(place, root)
    with monkeypatch.context() as patch:
        patch.setattr("sitmap.desk.state.write_file", stop)
        assert run(place).exit_code == 130
    page = (place / "www/map.html").read_bytes()
    assert "1 new, 2 changed" in run(place).output
    assert (place / "www/map.html").read_bytes() == page


def stop(*_args):
    raise KeyboardInterrupt


def test_a_second_run_at_once_is_told(place):
    """Exit code 3, nothing done."""
    with hold_lock(place / "www/map.lock"):
        result = run(place)
    assert (
        result.exit_code,
        "another run is at work" in result.output,
    ) == (3, True)
    assert not (place / "www/map.html").exists()
    assert run(place).exit_code == 0


class Looks:
    """In the stead of the clock: does something after each look, ends behind the last."""

    def __init__(self, *after):
        self.after = list(after)

    def __call__(self, _seconds):
        if not self.after:
            raise KeyboardInterrupt
        self.after.pop(0)()


def nothing():
    """A look that finds the folder as it was."""


def look_on(place, monkeypatch, *after):
    monkeypatch.setattr(time, "sleep", Looks(*after))
    log = place / "log.jsonl"
    told = [
        "watch",
        str(place / "inbox"),
        "-o",
        str(place / "www/map.html"),
        "--log",
        str(log),
    ]
    result = CliRunner().invoke(main, told)
    events = [
        json.loads(line) for line in log.read_text("utf-8").splitlines()
    ]
    return result, events


def drawn(events):
    return [
        (one["drawn"], one.get("new"))
        for one in events
        if one["event"] == "page"
    ]


def failed(events):
    return [one["reason"] for one in events if one["event"] == "failed"]


def test_the_loop_makes_a_page_once_the_folder_is_at_rest(
    place, root, monkeypatch
):
    """Seen twice alike: a page; nothing new: none; a file that still grows waits for its rest."""
    half = place / "inbox/week2.csv"
    whole = (root / WEEKS.format(2)).read_bytes()
    steps = [nothing, nothing, lambda: half.write_bytes(whole[:200])]
    steps += [lambda: half.write_bytes(whole), nothing, nothing]
    result, events = look_on(place, monkeypatch, *steps)
    assert result.exit_code == 130
    assert drawn(events) == [(4, None), (5, 1)]
    assert all(datetime.fromisoformat(one["at"]).tzinfo for one in events)


def test_the_loop_outlives_a_full_disk(place, monkeypatch):
    """The page is tried again at each look, the reason told once; with room it is made."""
    full = {"now": True}
    replace = files._replace

    def is_full(*told):
        if full["now"]:
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(*told)

    monkeypatch.setattr("sitmap.export.files._replace", is_full)
    steps = [
        nothing,
        nothing,
        nothing,
        lambda: full.update(now=False),
        nothing,
    ]
    _, events = look_on(place, monkeypatch, *steps)
    assert len(failed(events)) == 1
    assert "No space left" in failed(events)[0]
    assert drawn(events) == [(4, None)]


def test_the_loop_outlives_another_run_and_a_folder_that_is_away(
    place, monkeypatch
):
    """Neither ends it: the lock is waited for, and a share that is back is read."""
    held = hold_lock(place / "www/map.lock")
    held.__enter__()
    away = place / "away"
    steps = [
        nothing,
        nothing,
        lambda: held.__exit__(None, None, None),
        nothing,
    ]
    steps += [lambda: (place / "inbox").rename(away), nothing]
    steps += [lambda: away.rename(place / "inbox"), nothing, nothing]
    _, events = look_on(place, monkeypatch, *steps)
    assert [why.split(": ")[1] for why in failed(events)] == [
        "another run is at work; nothing was done",
        "is no folder; name one that tables and reports are put into",
    ]
    assert drawn(events) == [(4, None)]


def test_the_loop_tries_what_cannot_be_read_when_it_has_changed(
    place, root, monkeypatch
):
    """A file that is no table: told once, not at each look; mended, it is drawn."""
    table = place / "inbox/week1.csv"
    table.write_text("junk\n", "utf-8")
    steps = [nothing] * 4 + [
        lambda: shutil.copy(root / WEEKS.format(1), table),
        nothing,
        nothing,
    ]
    _, events = look_on(place, monkeypatch, *steps)
    assert [one["event"] for one in events] == [
        "set aside",
        "failed",
        "read",
        "page",
    ]


def test_a_loop_needs_its_folder_at_the_start_and_some_seconds(place):
    """A slip of the keyboard is told at once."""
    told = [
        "watch",
        str(place / "nowhere"),
        "-o",
        str(place / "www/map.html"),
    ]
    result = CliRunner().invoke(main, told)
    assert (result.exit_code, "is no folder" in result.output) == (2, True)
    for every in ("0", "-5", "nan", "inf"):
        result = CliRunner().invoke(main, [*told, "--every", every])
        assert (result.exit_code, "--every" in result.output) == (2, True)


def test_a_page_that_is_linked_into_its_inbox_is_not_read(place):
    """By whatever name: it would be a report the next night."""
    assert run(place).exit_code == 0
    (place / "inbox/again.html").symlink_to(place / "www/map.html")
    log = place / "log.jsonl"
    assert run(place, "--log", str(log)).exit_code == 0
    assert "again.html" not in log.read_text("utf-8")


KILLED = """
import os, signal, sys
from sitmap.cli import main
from sitmap.export import files
left, replace = [int(sys.argv.pop(1))], files._replace

def die(*told):
    left[0] -= 1
    return replace(*told) if left[0] else os.kill(os.getpid(), signal.SIGKILL)

files._replace = die
main()
"""
"""A run that is killed as it is about to replace its page, or then its state."""


def start(place, *program):
    told = [
        "watch",
        str(place / "inbox"),
        "--once",
        "-o",
        str(place / "www/map.html"),
    ]
    line = [sys.executable, *(program or ("-m", "sitmap.cli")), *told]
    return subprocess.Popen(
        line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def test_two_processes_at_once_and_a_kill_lose_nothing(
    place, root, tmp_path
):
    """One of two does the work; killed ones leave no lock; the next page is the same bytes."""
    both = [start(place), start(place)]
    codes = sorted(one.wait(timeout=120) for one in both)
    assert codes in ([0, 0], [0, 3])
    clean = tmp_path / "clean"
    shutil.copytree(place / "inbox", clean / "inbox")
    (clean / "www").mkdir()
    run(clean)
    add_week(clean, root)
    run(clean)
    add_week(place, root)
    for replaced in ("1", "2"):
        assert (
            start(place, "-c", KILLED, replaced).wait(timeout=120)
            == -signal.SIGKILL
        )
    result = run(place)
    assert "1 new, 2 changed" in result.output
    assert (place / "www/map.html").read_bytes() == (
        clean / "www/map.html"
    ).read_bytes()


def test_a_state_that_is_none_is_one_line(place):
    """With what to do."""
    (place / "www/map.state.json").write_text("[]", "utf-8")
    result = run(place)
    assert (
        result.exit_code,
        "remove it to begin anew" in result.output,
    ) == (2, True)


def test_a_folder_is_a_map(place, root):
    """`sitmap map FOLDER` takes its tables and its reports, each row once."""
    add_week(place, root)
    shutil.copy(root / "data/reports/01-north-bridge.txt", place / "inbox")
    output = place / "m.html"
    told = [
        "map",
        str(place / "inbox"),
        "--published",
        "2022-08-17",
        "-o",
        str(output),
    ]
    result = CliRunner().invoke(main, told)
    assert result.exit_code == 0, result.output
    assert (
        "week2.csv: 1 of 4 rows were there before; 2 rows are newer"
        in result.output
    )
    with pytest.raises(InputError, match="is no folder"):
        read_inbox(place / "nowhere", read)


def test_months_of_a_real_table_replayed(place, shared):
    """Four months of UCDP's Ukraine file: each page's "new" is the table's difference."""
    source = shared / "incidents/ucdp-ged-ukraine.csv"
    if not source.exists():
        pytest.skip("needs ../shared/data/incidents/ucdp-ged-ukraine.csv")
    rows = pd.read_csv(
        source, dtype=str, encoding="cp1252", keep_default_na=False
    )
    year = rows[rows["year"] == "2016"]
    months = year["date_start"].str.extract(r"^(\d+)/")[0].str.zfill(2)
    year, months = year[months < "05"], months[months < "05"]
    shutil.rmtree(place / "inbox")
    (place / "inbox").mkdir()
    before = None
    for month in sorted(months.unique()):
        part = place / f"inbox/2016-{month}.csv"
        year[months == month].to_csv(part, index=False)
        result = run(place, "--as-of", f"2016-{month}-28")
        assert result.exit_code == 0, result.output
        after = read_state(place / "www/map.state.json").read_incidents()
        if before is not None:
            changes = find_changes(before, after)
            assert (
                f"{len(changes.new):,} new, {len(changes.changed):,} changed"
                in result.output
            )
            assert len(changes.new) == (months == month).sum()
            fresh = after.loc[changes.new, "date_start"]
            assert set(fresh.dt.strftime("%Y-%m")) == {f"2016-{month}"}
        before = after
    assert len(before) == len(year) == 41
