"""What has been fetched, kept beside the table, page by page, so that a stop loses none."""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sitmap.desk.fetch.page import Page, Row

# of the tables in the store; a file of another is refused
_LAYOUT: Final = 1
_TABLES: Final = """
pragma synchronous = off; -- a killed process loses nothing; after a power cut it is fetched anew
create table if not exists notes (name text primary key, value text not null);
create table if not exists rows (
    place integer primary key, id text unique not null, day text not null,
    turn integer not null, row text not null
);
"""


def store_path(table: Path) -> Path:
    """Return where a table's rows are kept: a hidden file beside it."""
    return table.with_name(f".{table.name}.fetched")


class Store:
    """The rows of a table as the service told them, and how far the asking is.

    Parameters
    ----------
    path
        Its file, made where there is none.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._told():
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.executescript(_TABLES)
            if self.note("layout") is None:
                self.set_notes(layout=_LAYOUT)
        if self.note("layout") != _LAYOUT:
            raise OutputError(
                f"{path}: is of another version; remove it to fetch anew"
            )

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def note(self, name: str) -> Any:
        """Return what was noted; None where nothing was."""
        with self._told():
            found = self._db.execute(
                "select value from notes where name = ?", [name]
            ).fetchone()
            return None if found is None else json.loads(found[0])

    def set_notes(self, **notes: Any) -> None:
        """Note values under names, all at once."""
        with self._whole():
            self._set(notes)

    def add(self, page: Page, key: str, day: str) -> tuple[int, int]:
        """Keep a page and how far it goes; returns how many rows are new, and how many changed."""
        new = changed = 0
        turn = self.note("turn") or 0
        with self._whole():
            for row in page.rows:
                told = json.dumps(row, ensure_ascii=False, sort_keys=True)
                told = told.encode(
                    "utf-8", "replace"
                ).decode()  # half letters fit into no file
                old = self._find(str(row[key]))
                new += old is None
                changed += old is not None and old != told
                self._put(str(row[key]), day, turn, told)
            owed = {"owed": True} if new or changed else {}
            self._set(
                {"cursor": dict(page.cursor), "cursor_day": day, **owed}
            )
        return new, changed

    def begin_turn(self) -> None:
        """Begin to fetch all rows; `drop_unseen` then knows those that didn't come."""
        with self._whole():
            self._set({"turn": (self.note("turn") or 0) + 1})

    def count_seen(self) -> int:
        """Return how many rows came in this turn."""
        return self._count("where turn = ?", [self.note("turn") or 0])

    def drop_unseen(self) -> int:
        """Take out the rows that didn't come in this turn; returns how many."""
        before = self.count()
        with self._whole():
            self._db.execute(
                "delete from rows where turn <> ?", [self.note("turn") or 0]
            )
            self._owe(before)
        return before - self.count()

    def drop(self, ids: list[str]) -> int:
        """Take rows out that the service has taken back; returns how many there were."""
        before = self.count()
        with self._whole():
            self._db.executemany(
                "delete from rows where id = ?", [[one] for one in ids]
            )
            self._owe(before)
        return before - self.count()

    def clear(self) -> None:
        """Forget all rows."""
        with self._whole():
            self._db.execute("delete from rows")
            self._set({"cursor": {}, "since": "", "owed": True})

    def count(self) -> int:
        """Return how many rows are kept."""
        return self._count("", [])

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Yield rows, each with the day on which it came as it is, in the order of coming."""
        with self._told():
            for day, told in self._db.execute(
                "select day, row from rows order by place"
            ):
                yield day, json.loads(told)

    def _find(self, id_: str) -> str | None:
        found = self._db.execute(
            "select row from rows where id = ?", [id_]
        ).fetchone()
        return None if found is None else str(found[0])

    def _put(self, id_: str, day: str, turn: int, told: str) -> None:
        """Keep a row; one that is as it was keeps its day."""
        self._db.execute(
            "insert into rows (id, day, turn, row) values (?, ?, ?, ?) "
            "on conflict (id) do update set turn = excluded.turn, row = excluded.row, "
            "day = iif(row = excluded.row, day, excluded.day)",
            [id_, day, turn, told],
        )

    def _count(self, which: str, values: list[int]) -> int:
        with self._told():
            query = f"select count(*) from rows {which}"  # noqa: S608 - our own words
            found = self._db.execute(query, values)
            return int(found.fetchone()[0])

    def _owe(self, before: int) -> None:
        """Note that the table lacks what changed since there were so many rows."""
        if self.count() != before:
            self._set({"owed": True})

    def _set(self, notes: Mapping[str, Any]) -> None:
        told = [[name, json.dumps(value)] for name, value in notes.items()]
        self._db.executemany(
            "insert or replace into notes values (?, ?)", told
        )

    @contextmanager
    def _whole(self) -> Iterator[None]:
        with self._told():
            self._db.execute("begin immediate")
            try:
                yield
                self._db.execute("commit")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("rollback")
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, ValueError) as error:
            raise OutputError(
                f"{self._path}: can't be read or written ({error}); check space and permissions, "
                "or remove it to fetch anew"
            ) from error
