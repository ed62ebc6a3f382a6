"""A rate limit that holds across threads and processes of one machine, measured where it counts.

At the server.

A limiter that hands out times (pyrate-limiter, geopy's RateLimiter) spaces the moments at which
requests are let go; a slow handshake or a busy machine then brings two of them closer together.
Here a request is let go only when the one before has reached the server, as its answer shows, and
the interval has passed since. SQLite's lock on a file is the turn: it works on every system, and
the kernel takes it back from a process that is killed.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from contextlib import closing, contextmanager, nullcontext, suppress
from threading import Lock
from time import sleep, time
from typing import TYPE_CHECKING, Final

from sitmap.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# seconds between looks at the lock that processes share
_POLL_S: Final = 0.02
_MARGIN_S: Final = 0.005  # a clock read twice may differ by its own grain
# seconds that a service may ask to wait before it is given up
_LONGEST_S: Final = 3_600.0
_UNSAFE: Final = re.compile(r"[^a-z0-9.-]+")

_thread_locks: defaultdict[str, Lock] = defaultdict(Lock)


class Pacer:
    """The turns at a host.

    Parameters
    ----------
    host
        Host and port; all that ask the same host share its turns.
    per_second
        Requests a second at most; None for no limit, and then requests may overlap.
    folder
        Where the host's two small files are kept.
    """

    def __init__(
        self, host: str, per_second: float | None, folder: Path
    ) -> None:
        self.host = host
        self.interval_s = 1 / per_second if per_second else 0.0
        name = _UNSAFE.sub("_", host.lower())[:100]
        self._lock_path = folder / f"{name}.lock"
        self._time_path = folder / f"{name}.time"
        self._folder = folder

    @contextmanager
    def turn(self) -> Iterator[Turn]:
        """Wait for the turn, and hold it; without a limit, everybody has it.

        Raises
        ------
        ServiceError
            If the folder can't be written.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _no_folder(self._folder, error) from error
        with _locked(self._lock_path) if self.interval_s else nullcontext():
            yield Turn(self)

    def allowed_at(self) -> float:
        """Return when the next request may go out, as Unix time.

        A note that can't be read (killed while writing), or lies far ahead (the clock was set
        back), is written anew.
        """
        try:
            told = float(self._time_path.read_text("ascii"))
        except FileNotFoundError:
            return 0.0
        except (OSError, ValueError):
            told = float("nan")
        if told <= time() + _LONGEST_S:
            return told
        soon = time() + self.interval_s
        self.allow_at(soon)
        return soon

    def allow_at(self, when: float) -> None:
        """Say when the next request may go out; only who has the turn says so."""
        try:
            self._time_path.write_text(f"{when:.6f}", "ascii")
        except OSError as error:
            raise _no_folder(self._folder, error) from error


class Turn:
    """The right to ask a host. A query may take several requests; each waits for the limit."""

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer

    def wait(self) -> None:
        """Wait until a request may go out."""
        while (left := self._pacer.allowed_at() - time()) > 0:
            sleep(left + _MARGIN_S)

    def leaves(self) -> None:
        """Note that a request goes out.

        The limit must hold though we be killed before the answer.
        """
        if self._pacer.interval_s:
            self._pacer.allow_at(time() + self._pacer.interval_s)

    def arrived(self) -> None:
        """Note that the server has had the request: the interval counts from here."""
        if self._pacer.interval_s:
            self._pacer.allow_at(
                max(
                    time() + self._pacer.interval_s,
                    self._pacer.allowed_at(),
                )
            )

    def pause(self, seconds: float) -> None:
        """Let nobody ask this host for a while."""
        with suppress(ServiceError):
            self._pacer.allow_at(
                max(
                    time() + min(seconds, _LONGEST_S),
                    self._pacer.allowed_at(),
                )
            )


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with _thread_locks[str(path)]:
        try:
            connection = sqlite3.connect(
                path, timeout=0, isolation_level=None
            )
        except sqlite3.Error as error:
            raise _no_folder(path.parent, error) from error
        with closing(connection):
            while not _begin(connection, path):
                sleep(_POLL_S)
            yield


def _begin(connection: sqlite3.Connection, path: Path) -> bool:
    try:
        connection.execute("begin immediate")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            return False
        raise _no_folder(path.parent, error) from error
    return True


def _no_folder(folder: Path, error: Exception) -> ServiceError:
    return ServiceError(
        f"{folder}: the rate limit's files can't be written ({error}); make the folder writable, "
        "or set XDG_CACHE_HOME to one that is"
    )
