"""From a service to a table: what changed is asked for, kept page by page, and written at once."""

from __future__ import annotations

import hashlib
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitmap.desk.fetch.page import Asked, Page
from sitmap.desk.fetch.store import Store, store_path
from sitmap.desk.lock import hold_lock
from sitmap.errors import InputError, OutputError
from sitmap.export.files import check_file, write_file
from sitmap.export.plain_table import check_plain_path, write_plain
from sitmap.readers.formats.nested import flatten, make_table
from sitmap.scratch import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from sitmap.desk.fetch.door import Door
    from sitmap.desk.fetch.keys import Keys
    from sitmap.desk.fetch.page import Service


@dataclass(frozen=True)
class Outcome:
    """What became of the asking.

    Attributes
    ----------
    rows
        Of the table now.
    new, changed, gone
        Since the last time.
    is_written
        Whether the table was written; what is as it was is left alone.
    """

    rows: int
    new: int = 0
    changed: int = 0
    gone: int = 0
    is_written: bool = True


def fetch_table(
    service: Service,
    output: Path,
    *,
    door: Door,
    keys: Keys,
    today: date,
    anew: bool = False,
    replace: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Outcome:
    """Bring a table up to date.

    Parameters
    ----------
    service
        What to ask for: `Acled`, `Ucdp` or `Kobo`.
    output
        A ``.csv``, ``.xlsx`` or ``.json`` file, replaced at once or not at all. What was fetched is
        kept beside it, in a hidden file.
    door, keys
        How the service is asked, and with what.
    today
        The day that new rows are marked with.
    anew
        Ask for everything again.
    replace
        Replace a table that was changed by hand, or is another one.
    progress
        Called with the rows that came so far.

    Raises
    ------
    InputError
        A key is missing, or the service has nothing of that kind.
    OutputError
        The table was changed by hand, holds another choice, or can't be written.
    ServiceError
        The service gives no answer.
    """
    check_plain_path(output)
    service.open(door, keys, today)
    with (
        hold_lock(lock_path(output)),
        closing(Store(store_path(output))) as store,
    ):
        check_unchanged(store, output, replace=replace)
        _begin(store, service, output, anew=anew, replace=replace)
        counts = _update(store, service, door, today, progress)
        if not store.count():
            raise InputError(
                f"{service.name} has nothing for {_say(service)}; check the choice"
            )
        if output.exists() and not any(counts) and not store.note("owed"):
            return Outcome(store.count(), is_written=False)
        _write(store, service, output)
        return Outcome(store.count(), *counts)


def lock_path(output: Path) -> Path:
    """Return the file whose lock one run at a time holds."""
    kept = store_path(check_file(output))
    return kept.with_name(f"{kept.name}.lock")


def check_unchanged(store: Store, output: Path, *, replace: bool) -> None:
    """Refuse to replace a table that isn't as it was fetched.

    Raises
    ------
    OutputError
        It isn't.
    """
    if replace or not output.exists():
        return
    if _digest(output.read_bytes()) not in (store.note("written") or []):
        raise OutputError(
            f"{output}: is not as it was fetched, or was never; write to another file, or replace "
            "it by --force"
        )


def keep_table(store: Store, output: Path, data: bytes) -> None:
    """Write a table, and note its bytes: a stop between the two is no change by hand."""
    digest = _digest(data)
    store.set_notes(written=[*(store.note("written") or [])[-1:], digest])
    write_file(output, data)
    store.set_notes(written=[digest], owed=False)


def _begin(
    store: Store,
    service: Service,
    output: Path,
    *,
    anew: bool,
    replace: bool,
) -> None:
    """Take up what is kept of the same choice, or begin."""
    told = {"service": service.name, **service.describe()}
    known = store.note("choice")
    if known is not None and known != told and not (anew or replace):
        listed = ", ".join(
            f"{name} {value}" for name, value in known.items()
        )
        raise OutputError(
            f"{output}: holds another choice ({listed}); write to another file, or replace it by "
            "--force"
        )
    if known != told:
        store.clear()
    if anew:
        store.set_notes(cursor={}, since="")
    store.set_notes(choice=told)


def _update(
    store: Store,
    service: Service,
    door: Door,
    today: date,
    progress: Callable[[int], None] | None,
) -> tuple[int, int, int]:
    """Ask for what changed, and for everything where the counts then don't agree."""
    if service.is_complete(store.note("since") or "") and not store.note(
        "cursor"
    ):
        return 0, 0, 0
    first = _ask(store, service, door, today, progress)
    if service.check(door, store.count()):
        return first
    store.set_notes(cursor={}, since="")
    again = _ask(store, service, door, today, progress)
    return first[0] + again[0], first[1] + again[1], first[2] + again[2]


def _ask(
    store: Store,
    service: Service,
    door: Door,
    today: date,
    progress: Callable[[int], None] | None,
) -> tuple[int, int, int]:
    """Ask for what is left, page by page; returns how many rows are new, changed and gone."""
    asked = _asked(store, today)
    last = Page((), asked.cursor)
    new = changed = gone = came = 0
    for last in service.pages(door, asked):
        added, other = store.add(last, service.key, today.isoformat())
        gone += store.drop(list(last.gone))
        new, changed, came = (
            new + added,
            changed + other,
            came + len(last.rows),
        )
        if progress is not None:
            progress(came)
    if last.is_whole:
        _check_total(store, door, last.total)
        gone += store.drop_unseen()
    release = last.cursor.get("release")
    newest = release or service.newest(row for _, row in store.rows())
    store.set_notes(cursor={}, since=newest or asked.since)
    return new, changed, gone


def _asked(store: Store, today: date) -> Asked:
    """Go on where the last run stopped, on the same day: later, rows move between pages."""
    cursor = store.note("cursor") or {}
    if store.note("cursor_day") != today.isoformat():
        cursor = {}
    if not cursor:
        store.begin_turn()
    return Asked(cursor, store.note("since") or "")


def _check_total(store: Store, door: Door, total: int | None) -> None:
    came = store.count_seen()
    if total is not None and came != total:
        store.set_notes(cursor={})
        door.fail(
            f"it says that it has {total:,} rows, and handed over {came:,}; ask again"
        )


def _write(store: Store, service: Service, output: Path) -> None:
    rows: list[dict[str, Any]] = []
    credit = {
        "data_source": service.credit(store.note("since") or ""),
        "data_licence": service.licence,
    }
    for day, row in store.rows():
        rows.append({**flatten(row), **credit, "fetched_on": day})
    with scratch_folder() as folder:
        made = write_plain(
            make_table(rows), folder / f"table{output.suffix.lower()}"
        )
        keep_table(store, output, made.read_bytes())


def _say(service: Service) -> str:
    told = service.describe()
    return (
        ", ".join(f"{name} {value}" for name, value in told.items())
        or "everything"
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
