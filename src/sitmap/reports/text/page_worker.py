"""Pages read by a process that can be ended: some damaged ones hold a parser for minutes.

A process of its own reads one page after the other; one that takes too long costs itself alone.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from pathlib import Path
from queue import Empty, Queue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import InputError
from sitmap.reports.text.pages import Page, read_page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_AT_ONCE: Final = 2_000
"""Characters of a page that no parser is long with, however damaged it is."""

_LONGEST_S: Final = 30.0
"""For a page that is read in the end: of 2 MB of news, a slow machine takes 5 s."""

_COMMAND: Final = (
    "-c",
    "from sitmap.reports.text.page_worker import serve; serve()",
)


def _wait(answers: Queue[str], longest_s: float) -> str:
    return answers.get(timeout=longest_s)


class PageWorker:
    """A process that reads pages, started when first needed and anew after one that took too long.

    Parameters
    ----------
    command
        What to run: it takes a page a line as JSON, and answers with a line.
    longest_s
        Seconds for a page.
    wait
        Takes the answer from a queue, or raises `queue.Empty` after so many seconds.
    """

    def __init__(
        self,
        command: Sequence[str] | None = None,
        *,
        longest_s: float = _LONGEST_S,
        wait: Callable[[Queue[str], float], str] = _wait,
    ) -> None:
        self._command = (
            [sys.executable, *_COMMAND]
            if command is None
            else list(command)
        )
        self._longest_s = longest_s
        self._wait = wait
        self._lock = Lock()
        self._process: subprocess.Popen[str] | None = None
        self._owner = 0

    def read(self, html: str, name: str) -> Page:
        """Read a page.

        Raises
        ------
        InputError
            It takes too long, or ended the process.
        """
        with self._lock:
            process = self._started()
            answers: Queue[str] = Queue()
            Thread(
                target=_exchange, args=(process, html, answers), daemon=True
            ).start()
            try:
                answer = self._wait(answers, self._longest_s)
            except Empty:
                answer = ""
            told = _parse(answer)
            if told is None:
                self.stop()
        if told is None:
            raise InputError(
                f"{name}: this page can't be read within {self._longest_s:.0f} s; open it in a "
                "browser and save its text as .txt"
            )
        return Page(**{**told, "notes": tuple(told["notes"])})

    def stop(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()

    def _started(self) -> subprocess.Popen[str]:
        if (
            self._owner != os.getpid()
        ):  # after a fork, the process is somebody else's
            self._process, self._owner = None, os.getpid()
        if self._process is None or self._process.poll() is not None:
            self.stop()
            self._process = subprocess.Popen(  # noqa: S603 - this interpreter
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={
                    **os.environ,
                    "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                },
                encoding="ascii",
            )
        return self._process


def _exchange(
    process: subprocess.Popen[str], html: str, answers: Queue[str]
) -> None:
    try:
        if process.stdin is not None and process.stdout is not None:
            process.stdin.write(json.dumps(html) + "\n")
            process.stdin.flush()
            answers.put(process.stdout.readline())
    except (OSError, ValueError):  # ended meanwhile
        answers.put("")


def _parse(answer: str) -> dict[str, Any] | None:
    try:
        told = json.loads(answer)
    except ValueError:
        return None
    return (
        told
        if isinstance(told, dict) and set(told) == set(Page._fields)
        else None
    )


def serve() -> None:
    """Read pages from standard input, a JSON string a line, and answer on standard output."""
    answers, sys.stdout = (
        sys.stdout,
        sys.stderr,
    )  # what libraries print is no answer
    for line in sys.stdin:
        page = read_page(json.loads(line))
        answers.write(json.dumps(page._asdict()) + "\n")
        answers.flush()


def read_bounded(html: str, name: str) -> Page:
    """Read a page in bounded time: at once where it is short, else in a process of its own.

    Raises
    ------
    InputError
        It takes too long; the text says what to do.
    """
    # within another program, such as QGIS, the executable is that program's
    if len(html) <= _AT_ONCE or not Path(
        sys.executable or ""
    ).name.lower().startswith("py"):
        return read_page(html)
    return _WORKER.read(html, name)


_WORKER: Final = PageWorker()
atexit.register(_WORKER.stop)
