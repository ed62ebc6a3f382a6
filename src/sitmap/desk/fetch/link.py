"""A GeoJSON or CSV file at a plain address: fetched when it changed there, with its day in it."""

from __future__ import annotations

import csv
import io
import json
import re
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, urlsplit

from sitmap.desk.fetch.door import check_address
from sitmap.desk.fetch.run import (
    Outcome,
    check_unchanged,
    keep_table,
    lock_path,
)
from sitmap.desk.fetch.store import Store, store_path
from sitmap.desk.lock import hold_lock
from sitmap.errors import InputError, OutputError
from sitmap.export.gis import check_table_path
from sitmap.formulas import guard_text
from sitmap.readers.text import decode
from sitmap.scratch import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sitmap.desk.fetch.door import Door

_KEYS: Final = re.compile(
    r"(x-amz-)?(signature|credential)|sig|auth|(access|api|auth)?[-_]?(key|token)|pass(word)?|pwd"
    r"|secret|session",
    re.IGNORECASE,
)
"""Parameters of an address that hold a key."""

# HTTP: not modified since
_UNCHANGED: Final = 304
_NOT_SAID: Final = "not said by the address"
_DELIMITERS: Final = ",;\t|"
_GEOJSON: Final = (".geojson", ".json")


def fetch_link(
    url: str,
    output: Path,
    *,
    door: Door,
    today: date,
    licence: str | None = None,
    anew: bool = False,
    replace: bool = False,
) -> Outcome:
    """Fetch a GeoJSON or CSV file if it is another than last time.

    Parameters
    ----------
    url
        An https address without a key in it.
    output
        Where it goes: as it is by the same ending, read and written anew by another.
    door, today, anew, replace
        As in `fetch_table`.
    licence
        Of the data, where you know it.

    Raises
    ------
    InputError
        The address isn't one, holds a key, or leads to no GeoJSON and no CSV.
    OutputError
        The table was changed by hand, came from elsewhere, or can't be written.
    ServiceError
        There is no answer.
    """
    address = check_address(url)
    _check_parameters(address)
    check_table_path(output)
    credit = {
        "data_source": _name(address),
        "data_licence": licence or _NOT_SAID,
    }
    with (
        hold_lock(lock_path(output)),
        closing(Store(store_path(output))) as store,
    ):
        check_unchanged(store, output, replace=replace)
        _check_choice(store, output, address, replace=replace)
        is_there = (
            output.exists() and not anew and store.note("credit") == credit
        )
        headers = _conditions(store) if is_there else {}
        reply = door.ask(
            address, headers=headers, is_text=False, may_leave=True
        )
        count = store.note("rows") or 0
        if reply.status == _UNCHANGED or (
            is_there and store.note("served") == _digest(reply.body)
        ):
            return Outcome(count, is_written=False)
        data, rows = _make(
            reply.body,
            output,
            {**credit, "fetched_on": today.isoformat()},
            address,
        )
        keep_table(store, output, data)
        etag, changed = (
            reply.headers.get("ETag"),
            reply.headers.get("Last-Modified"),
        )
        store.set_notes(
            rows=rows,
            served=_digest(reply.body),
            etag=etag,
            modified=changed,
            credit=credit,
        )
        return Outcome(rows, max(rows - count, 0))


def _check_parameters(url: str) -> None:
    """Refuse a key in an address: command line, shell history and table would tell it."""
    names = [
        name
        for name, _ in parse_qsl(
            urlsplit(url).query, keep_blank_values=True
        )
    ]
    found = next((name for name in names if _KEYS.fullmatch(name)), None)
    if found is not None:
        raise InputError(
            f"{_name(url)}: {found[:40]!r} in its address is a key, which others would see; "
            "download the file with a browser"
        )


def _check_choice(
    store: Store, output: Path, url: str, *, replace: bool
) -> None:
    told, known = {"service": "link", "url": url}, store.note("choice")
    if known is not None and known != told and not replace:
        came = known.get("url") or known.get("service")
        raise OutputError(
            f"{output}: came from elsewhere ({came}); write to another file, or replace it "
            "by --force"
        )
    if known != told:
        store.clear()
        store.set_notes(
            choice=told, etag=None, modified=None, served=None, rows=0
        )


def _conditions(store: Store) -> dict[str, str]:
    """Ask for what is another than last time, in the server's own words."""
    told = {
        "If-None-Match": store.note("etag"),
        "If-Modified-Since": store.note("modified"),
    }
    return {name: value for name, value in told.items() if value}


def _make(
    body: bytes, output: Path, credit: Mapping[str, str], url: str
) -> tuple[bytes, int]:
    """Return the bytes to write, and how many rows they hold.

    Raises
    ------
    InputError
        It is no GeoJSON and no CSV.
    """
    name = _name(url)
    text = decode(body, file=name)
    if not text.strip():
        raise InputError(f"{name}: is empty")
    if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        ending, data, rows = ".geojson", *_mark_json(text, credit, name)
    else:
        ending, data, rows = ".csv", *_mark_csv(text, credit, name)
    same = _GEOJSON if ending == ".geojson" else (".csv",)
    if output.suffix.lower() in same:
        return data, rows
    return _convert(data, ending, output)


def _mark_json(
    text: str, credit: Mapping[str, str], name: str
) -> tuple[bytes, int]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: is no valid JSON ({error})") from None
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or not all(
        isinstance(one, dict) for one in features
    ):
        raise InputError(f"{name}: is JSON, and no GeoJSON with features")
    for feature in features:
        told = feature.get("properties")
        feature["properties"] = {
            **(told if isinstance(told, dict) else {}),
            **credit,
        }
    marked = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")
    return marked, len(features)


def _mark_csv(
    text: str, credit: Mapping[str, str], name: str
) -> tuple[bytes, int]:
    """Add columns to a CSV; its own cells stay, and what would run is guarded."""
    head = text.lstrip("\ufeff").split("\n", 1)[0]
    if "<" in head or not any(sign in head for sign in _DELIMITERS):
        raise InputError(
            f"{name}: leads to no GeoJSON and no CSV; it begins {head[:40]!r}"
        )
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        lines = [
            row
            for row in csv.reader(
                io.StringIO(text.lstrip("\ufeff"), newline=""),
                delimiter=delimiter,
            )
            if row
        ]
    except csv.Error as error:
        raise InputError(
            f"{name}: is no whole CSV ({error}); download it with a browser"
        ) from None
    width = max(map(len, lines))
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    for number, row in enumerate(lines):
        added = credit.values() if number else credit.keys()
        cells = [guard_text(cell) for cell in row]
        writer.writerow([*cells, *[""] * (width - len(row)), *added])
    return buffer.getvalue().encode("utf-8", "replace"), len(lines) - 1


def _convert(data: bytes, ending: str, output: Path) -> tuple[bytes, int]:
    """Read what came, and write it in the format of the output."""
    from sitmap.export.gis import write_table
    from sitmap.readers import read

    with scratch_folder() as folder:
        came, made = (
            folder / f"fetched{ending}",
            folder / output.name,
        )
        came.write_bytes(data)
        table = read(came)
        write_table(table, made)
        return made.read_bytes(), len(table)


def _name(url: str) -> str:
    """Call a file by its host and name; what else its address says may be private."""
    parts = urlsplit(url)
    return f"{parts.hostname}/{PurePosixPath(parts.path).name}"


def _digest(data: Any) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()
