"""The command that keeps a map of a folder current, every night or as files come in."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitmap._version import __version__
from sitmap.cli.inputs import FILE, READING, read_located
from sitmap.cli.made_maps import make_map, say_taken
from sitmap.cli.map_options import map_options
from sitmap.cli.maps import FILES_BESIDE
from sitmap.cli.outputs import check_outputs, check_page
from sitmap.cli.terminal import say
from sitmap.errors import InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitmap.desk.inbox import Inbox
    from sitmap.desk.state import State
    from sitmap.mapping import Map

# done, with something for the desk to look at
_SET_ASIDE = 1
# another run holds the folder
_BUSY = 3
# seconds
_A_DAY = 86_400


@click.command()
@click.argument("folder", type=FILE)
@click.option(
    "-o",
    "--output",
    type=FILE,
    required=True,
    help="The page, outside of FOLDER.",
)
@click.option(
    "--once", is_flag=True, help="Look once and end, as for a nightly job."
)
@click.option(
    "--every",
    type=click.FloatRange(1),
    default=60,
    show_default=True,
    help="Seconds between looks.",
)
@click.option(
    "--strict", is_flag=True, help="Stop at a file that can't be read."
)
@click.option(
    "--as-of", metavar="DATE", help="The day that the page says it is of."
)
@click.option(
    "--log",
    type=FILE,
    help="Append a line of JSON here for each file and each page.",
)
@map_options
def watch(
    folder: Path,
    output: Path,
    as_of: str | None,
    log: Path | None,
    *,
    once: bool,
    every: float,
    strict: bool,
    **options: Any,
) -> None:
    """Keep a map of all tables and reports in FOLDER; what is new since the last page has a ring.

    A row that is in several files is taken once; a file that can't be read is set aside with its
    reason. The page is replaced at once or not at all, and only when something changed.

    Exit codes of --once: 0 done, or nothing changed; 1 done, with files set aside; 2 nothing
    written, the page is as it was; 3 another run is at work. Without --once it goes on: what can
    pass (another run, a full disk, a folder that can't be reached) is tried again at the next look.

    \b
    Examples:
      sitmap watch inbox/ --once --as-of 2023-06-30 -o www/map.html
      sitmap watch inbox/ --once --log watch.jsonl -o www/map.html
    """
    from sitmap.desk.lock import BusyError
    from sitmap.desk.poll import Poll

    if options.pop("since", None):
        raise InputError(
            "--since: sitmap watch compares with its own last page; leave it out"
        )
    if not 1 <= every <= _A_DAY:
        raise InputError(
            f"--every {every:g}: give seconds from 1 to {_A_DAY:,}"
        )
    check_page(output)
    check_outputs(
        [output, log],
        [options[name] for name in FILES_BESIDE if name != "since"],
    )
    _refuse_inside(folder, output)
    run = partial(
        _run, folder, output, as_of, log, strict=strict, options=options
    )
    try:
        if once:
            sys.exit(run())
        _fingerprint(
            folder
        )  # a folder that isn't there from the start is a slip of the keyboard
        look, wait = (
            partial(_fingerprint, folder),
            partial(time.sleep, every),
        )
        Poll(look, run, wait, partial(_fail, log)).go_on()
    except BusyError as error:
        say(f"sitmap: {error}", err=True)
        sys.exit(_BUSY)


def _refuse_inside(folder: Path, output: Path) -> None:
    if output.resolve().is_relative_to(folder.resolve()):
        raise OutputError(
            f"{output}: lies in {folder}, where it would be read as a report; write it elsewhere"
        )


def _fail(log: Path | None, reason: str) -> None:
    """Say why a look or a run failed; where the log can't be written either, that is said, too."""
    say(f"sitmap: {reason}", err=True)
    try:
        _append(log, {"event": "failed", "reason": reason})
    except OutputError as error:
        say(f"sitmap: {error}", err=True)


def _fingerprint(folder: Path) -> tuple[tuple[str, int, int], ...]:
    from sitmap.desk.inbox import list_inbox

    about = [
        (str(path), stat)
        for path in list_inbox(folder)
        if (stat := _stat(path)) is not None
    ]
    return tuple(
        (name, stat.st_size, stat.st_mtime_ns) for name, stat in about
    )


def _stat(path: Path) -> os.stat_result | None:
    """Return what is known of a file; None where it went since the folder was listed."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _run(
    folder: Path,
    output: Path,
    as_of: str | None,
    log: Path | None,
    *,
    strict: bool,
    options: Mapping[str, Any],
) -> int:
    """Read the folder and make its page, if something changed; returns the exit code."""
    from sitmap.desk.inbox import read_inbox
    from sitmap.desk.lock import hold_lock
    from sitmap.desk.state import read_state

    kept = output.with_name(f"{output.stem}.state.json")
    lock = output.with_name(f"{output.stem}.lock")
    with hold_lock(lock):
        state = read_state(kept)
        _check_day(as_of, state, kept)
        reading = {name: options[name] for name in READING}
        read = partial(read_located, keep_left_off=True, **reading)
        own = [
            path for path in (output, log, kept, lock) if path is not None
        ]
        inbox = read_inbox(folder, read, strict=strict, but=own)
        say_taken(inbox)
        _log_files(log, inbox)
        digest = _digest(inbox, as_of, options)
        if (
            state is not None
            and state.digest == digest
            and output.is_file()
        ):
            say(f"{output}: nothing changed")
        else:
            made = _make(
                inbox, state, as_of, {**options, "media_folder": folder}
            )
            _write(made, output, kept, digest=digest, as_of=as_of, log=log)
    return _SET_ASIDE if inbox.set_aside else 0


def _check_day(as_of: str | None, state: State | None, kept: Path) -> None:
    from sitmap.layers.presence import iso_day

    day = iso_day(as_of)
    if day and state is not None and state.as_of and day < state.as_of:
        raise InputError(
            f"--as-of {day}: lies before the last page's {state.as_of}; is the clock right? "
            f"To begin anew, remove {kept}"
        )


def _digest(
    inbox: Inbox, as_of: str | None, options: Mapping[str, Any]
) -> str:
    told = [
        __version__,
        inbox.digest,
        as_of,
        sorted((k, str(v)) for k, v in options.items()),
    ]
    beside = [options[name] for name in FILES_BESIDE if options.get(name)]
    told += [
        hashlib.sha256(Path(path).read_bytes()).hexdigest()
        for path in beside
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _make(
    inbox: Inbox,
    state: State | None,
    as_of: str | None,
    options: Mapping[str, Any],
) -> Map:
    if inbox.incidents is None and not inbox.reports:
        raise InputError(
            "no table and no report could be read: the page stays as it was"
        )
    before = None if state is None else state.read_incidents()
    since = None
    if state is not None and before is not None:
        since = (state.as_of or "the last page", before)
    stamp = f"As of {as_of}" if as_of else None
    subtitle = (
        " · ".join(filter(None, [options["subtitle"], stamp])) or None
    )
    own = {
        **options,
        "subtitle": subtitle,
        "date": options["date"] or as_of,
    }
    return make_map([], since=since, inbox=inbox, **own)


def _write(
    made: Map,
    output: Path,
    kept: Path,
    *,
    digest: str,
    as_of: str | None,
    log: Path | None,
) -> None:
    """Replace the page, then what is kept of it: a run that ends between them is made again."""
    from sitmap.desk.state import write_state

    made.save(output)
    incidents = made.incidents[0].incidents if made.incidents else None
    write_state(kept, incidents, digest=digest, as_of=as_of)
    drawn = sum(len(layer.drawn) for layer in made.incidents)
    news = next(
        (each.news for each in made.incidents if hasattr(each, "news")),
        None,
    )
    told = "first page" if news is None else news.describe()
    counts = (
        {}
        if news is None
        else {n: news.count(n) for n in ("new", "changed", "gone")}
    )
    say(f"{output}: {drawn} incidents drawn; {told}")
    about = {
        "event": "page",
        "output": str(output),
        "drawn": drawn,
        "as_of": as_of,
        **counts,
    }
    _append(log, about)


def _log_files(log: Path | None, inbox: Inbox) -> None:
    for one in inbox.taken:
        about = {"file": one.file, "sha256": one.sha256}
        if one.reason:
            _append(
                log, {"event": "set aside", **about, "reason": one.reason}
            )
        else:
            counts = {
                "rows": one.rows,
                "again": one.again,
                "newer": one.newer,
            }
            _append(log, {"event": "read", **about, **counts})


def _append(log: Path | None, told: Mapping[str, Any]) -> None:
    """Append a line at once, so that lines of two runs don't mix."""
    if log is None:
        return
    now = datetime.now(UTC).isoformat(timespec="seconds")
    line = json.dumps({"at": now, **told}, ensure_ascii=False) + "\n"
    try:
        handle = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            os.write(handle, line.encode("utf-8", "replace"))
        finally:
            os.close(handle)
    except OSError as error:
        told_why = f"{log}: can't be written ({error.strerror}); check space and permissions"
        raise OutputError(told_why) from error
