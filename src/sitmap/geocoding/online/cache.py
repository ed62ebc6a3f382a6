"""Answers on disk: one commit for each, safe for several processes, whole after a kill.

Only outcomes, never errors.

SQLite and JSON, from the standard library. diskcache unpickles what it finds (CVE-2025-69872) and
has had no release since 2023; requests-cache stores HTTP responses, among them errors that come
with status 200, under addresses that hold keys.
"""

from __future__ import annotations

import json
import os
import sqlite3
import warnings
from contextlib import closing, contextmanager
from time import time
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitmap.errors import DataWarning, ServiceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# seconds that another process may hold the file
_BUSY_S: Final = 30.0
_BATCH: Final = 500  # of the 999 that old SQLites take in one question
# degrees
_POLE_DEG: Final = 90.0
_HALF_WORLD_DEG: Final = 180.0  # what Earth has of latitude and longitude
_TABLE: Final = """
create table if not exists answers_1 (
  key text primary key, service text not null, query text not null,
  places text not null, asked_at real not null
) without rowid
"""


class Found(NamedTuple):
    """A place as a service gave it: address, point in degrees, and its own record."""

    address: str
    lat: float
    lon: float
    raw: Any


class Kept(NamedTuple):
    """An answer: places, best first, or none; and when it was given, as Unix time."""

    places: tuple[Found, ...]
    asked_at: float


class AnswerCache:
    """Answers of services by key.

    Parameters
    ----------
    path
        The file; it and its folder are made when first needed, readable by the user alone: it tells
        what was asked.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> cache = AnswerCache(pathlib.Path(tempfile.mkdtemp()) / "answers.sqlite")
    >>> cache.put("key", [Found("Zvečan", 42.9, 20.84, {})], service="nominatim", query="Zvečan")
    >>> cache.get("key").places[0].address, cache.get("other")
    ('Zvečan', None)
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._has_warned = False

    def get(self, key: str) -> Kept | None:
        """Return an answer, if it is there."""
        return self.get_many([key]).get(key)

    def get_many(self, keys: Iterable[str]) -> dict[str, Kept]:
        """Return the answers that are there.

        Raises
        ------
        ServiceError
            If the file can't be opened.
        """
        if not self.path.exists():
            return {}
        wanted, found = list(dict.fromkeys(keys)), {}
        try:
            with self._open() as connection:
                for start in range(0, len(wanted), _BATCH):
                    found.update(
                        _select(connection, wanted[start : start + _BATCH])
                    )
        except (sqlite3.Error, ValueError) as error:
            raise self._unusable(error) from error
        return found

    def put(
        self, key: str, places: Iterable[Found], *, service: str, query: str
    ) -> None:
        """Keep an answer, in place of an older one.

        A full disk is told once, and the work goes on.
        """
        row = (
            key,
            service,
            query,
            json.dumps([list(place) for place in places], default=str),
            time(),
        )
        try:
            with self._open() as connection:
                connection.execute(
                    "insert or replace into answers_1 values (?, ?, ?, ?, ?)",
                    _encodable(row),
                )
        except (sqlite3.Error, ServiceError) as error:
            if not self._has_warned:
                warnings.warn(
                    f"{self.path}: answers can't be kept ({error}); they will be asked for again",
                    DataWarning,
                    stacklevel=2,
                )
            self._has_warned = True

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Open, and commit at the end.

        A connection for each use: it can't be shared by threads or after a fork.
        """
        try:
            connection = self._connect()
        except (sqlite3.Error, OSError) as error:
            raise self._unusable(error) from error
        with closing(connection), connection:
            yield connection

    def _unusable(self, error: Exception) -> ServiceError:
        return ServiceError(
            f"{self.path}: the file of answers can't be used ({error}); "
            "give another with cache=, on the command line --cache"
        )

    def _connect(self) -> sqlite3.Connection:
        if not self.path.exists():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_CREAT, 0o600))
        connection = sqlite3.connect(self.path, timeout=_BUSY_S)
        try:
            connection.execute(_TABLE)
        except sqlite3.DatabaseError as error:
            connection.close()
            if isinstance(error, sqlite3.OperationalError):
                raise
            self._set_aside(error)
            return self._connect()
        return connection

    def _set_aside(self, error: Exception) -> None:
        """Move a file that is no database out of the way; nothing of the user's is deleted."""
        aside = self.path.with_name(
            f"{self.path.name}.broken-{int(time())}"
        )
        self.path.replace(aside)
        warnings.warn(
            f"{self.path}: not a file of answers ({error}); moved to {aside.name}, and begun anew",
            DataWarning,
            stacklevel=2,
        )


def _select(
    connection: sqlite3.Connection, keys: list[str]
) -> dict[str, Kept]:
    marks = ",".join("?" * len(keys))
    # only marks are put together
    query = f"select key, places, asked_at from answers_1 where key in ({marks})"  # noqa: S608
    rows = connection.execute(query, keys)
    kept = {key: _kept(places, asked_at) for key, places, asked_at in rows}
    return {
        key: answer for key, answer in kept.items() if answer is not None
    }


def _encodable(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Let a lone surrogate, which UTF-8 can't hold, not cost the answer."""
    return tuple(
        value.encode("utf-8", "replace").decode()
        if isinstance(value, str)
        else value
        for value in row
    )


def _kept(places: Any, asked_at: Any) -> Kept | None:
    """Read an answer; a damaged one is asked for again."""
    try:
        found = tuple(Found(*place) for place in json.loads(places))
        points = [(float(place.lat), float(place.lon)) for place in found]
        sound = all(
            abs(lat) <= _POLE_DEG and abs(lon) <= _HALF_WORLD_DEG
            for lat, lon in points
        )
        return Kept(found, float(asked_at)) if sound else None
    except (ValueError, TypeError, RecursionError):
        return None
