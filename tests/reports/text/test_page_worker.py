"""A page that holds its parser costs itself alone, and in bounded time."""

from __future__ import annotations

import os
import sys
import warnings
from queue import Empty
from typing import TYPE_CHECKING

import pytest

from sitmap.errors import InputError
from sitmap.reports import read_report
from sitmap.reports.folders import read_reports
from sitmap.reports.text import page_worker
from sitmap.reports.text.page_worker import PageWorker, read_bounded
from sitmap.reports.text.pages import read_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from queue import Queue

SENTENCE = "<p>Two people were killed by shelling in Mitrovica on 29 May 2023, police said.</p>"
PAGE = f"<html><head><title>News</title></head><body><article>{SENTENCE * 60}</article></body></html>"
SLOW = "this one takes too long"
"""What a worker of the tests answers in place of the minutes that a parser may take."""
SLEEPS = f"import sys; sys.stdin.readline(); print({SLOW!r}, flush=True); sys.stdin.read()"
DIES = "import sys; sys.stdin.readline(); sys.exit(3)"
MUMBLES = "import sys; sys.stdin.readline(); print('no JSON', flush=True); sys.stdin.read()"
FIRST_ONLY = (
    "import json, sys\n"
    "for line in sys.stdin:\n"
    f"    if 'slow' in line: print({SLOW!r}, flush=True); sys.stdin.read()\n"
    "    print(json.dumps(dict(text=json.loads(line), title=None, published=None, url=None,"
    " source=None, notes=[])), flush=True)\n"
)
READS = (
    "import json, sys\n"
    "from sitmap.reports.text.pages import read_page\n"
    "for line in sys.stdin:\n"
    f"    if 'slow' in line: print({SLOW!r}, flush=True); sys.stdin.read()\n"
    "    print(json.dumps(read_page(json.loads(line))._asdict()), flush=True)\n"
)


def wait_by_word(answers: Queue[str], _: float) -> str:
    """Wait for an answer as long as it takes; time is up when the worker says so."""
    answer = answers.get(timeout=300)
    if answer.strip() == SLOW:
        raise Empty
    return answer


@pytest.fixture
def worker() -> Iterator[PageWorker]:
    made = PageWorker([sys.executable, "-c", FIRST_ONLY], wait=wait_by_word)
    yield made
    made.stop()


@pytest.mark.parametrize("script", [SLEEPS, DIES, MUMBLES])
def test_a_parser_that_sleeps_dies_or_mumbles_is_ended_and_told(
    script: str,
) -> None:
    worker = PageWorker([sys.executable, "-c", script], wait=wait_by_word)
    with pytest.raises(
        InputError, match=r"a\.html: this page can't be read within"
    ):
        worker.read(PAGE, "a.html")
    assert worker._process is None


def test_after_a_page_that_took_too_long_the_next_one_is_read(
    worker: PageWorker,
) -> None:
    assert worker.read("one", "a").text == "one"
    with pytest.raises(InputError):
        worker.read("slow", "b")
    assert worker.read("two", "c").text == "two"


def test_a_page_reads_the_same_in_a_process_of_its_own() -> None:
    assert len(PAGE) > page_worker._AT_ONCE
    assert read_bounded(PAGE, "a.html") == read_page(PAGE)


def test_letters_of_every_script_and_half_ones_pass(
    worker: PageWorker,
) -> None:
    text = "Звечан ć زفتشان 😀 \u2028 \x00 \n x"
    assert worker.read(text, "a").text == text


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_after_a_fork_each_has_a_process_of_its_own(
    worker: PageWorker,
) -> None:
    worker.read("one", "a")
    child = os.fork()
    if child == 0:
        same = worker.read("two", "b").text == "two"
        worker.stop()
        os._exit(0 if same else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert worker.read("three", "c").text == "three"


def test_one_page_does_not_stall_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is left out with a line; the others are drafted."""
    (tmp_path / "a.html").write_text(
        PAGE.replace("Mitrovica", "slow"), "utf-8"
    )
    (tmp_path / "b.html").write_text(PAGE, "utf-8")
    quick = PageWorker([sys.executable, "-c", READS], wait=wait_by_word)
    monkeypatch.setattr(page_worker, "_WORKER", quick)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        drafted = read_reports(tmp_path, near="Kosovo")
    quick.stop()
    assert [
        str(one.message)
        for one in told
        if "a.html: this page can't be read" in str(one.message)
    ]
    assert set(drafted["report"].str.endswith("b.html")) == {True}


def test_a_report_says_which_page_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, "utf-8")
    sleeping = PageWorker([sys.executable, "-c", SLEEPS], wait=wait_by_word)
    monkeypatch.setattr(page_worker, "_WORKER", sleeping)
    with pytest.raises(
        InputError, match=r"a\.html: this page can't be read"
    ):
        read_report(path)
