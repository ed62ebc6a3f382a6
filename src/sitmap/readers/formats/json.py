"""JSON that isn't GeoJSON: lists of events wherever they are in it, and one object a line.

Sources of TimeMap's events are ids of a table beside them, or objects with ``path`` and
``description``; its ``filters`` are key and value:
https://github.com/forensic-architecture/timemap.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import InputError
from sitmap.readers.columns import is_known
from sitmap.readers.formats.nested import flatten, make_table
from sitmap.readers.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

_LISTS: Final = (
    "events",
    "data",
    "results",
    "incidents",
    "items",
    "features",
)
"""Keys under which APIs and exports put their list; the first that is there is taken."""

_HALF_LETTER: Final = re.compile(r"\\u[dD][89a-fA-F]")
"""Half of a letter beyond U+FFFF; alone, where a program cut a text in the middle of an emoji."""

_SCANNED: Final = 4  # levels below the top where a list may be
_ENOUGH: Final = 2  # keys that are names of columns make an event
_URLS: Final = ("path", "url", "href", "paths", "link")


def load_json(text: str, *, file: str) -> Any:
    """Parse JSON, or one object a line (JSON lines, GeoJSON sequences) as a list of them.

    Raises
    ------
    InputError
        The text is neither.
    """
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        lines = _load_lines(text, file)
        if lines is None:
            raise InputError(
                f"{file}: is no valid JSON ({error}); check the file's end and its commas"
            ) from None
        data = lines
    return _mended(data) if _HALF_LETTER.search(text) else data


def _mended(value: Any) -> Any:
    """Put U+FFFD for half letters, which no file can hold."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode(
            "utf-16", "replace"
        )
    if isinstance(value, list):
        return [_mended(each) for each in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(each) for key, each in value.items()}
    return value


def _load_lines(text: str, file: str) -> list[Any] | None:
    """Parse each line for itself; None where the first isn't a whole object.

    Raises
    ------
    InputError
        A later line is no JSON.
    """
    found: list[Any] = []
    for number, line in enumerate(text.split("\n"), 1):
        said = line.strip("\x1e \t\r")
        try:
            found += [json.loads(said)] if said else []
        except (json.JSONDecodeError, RecursionError) as error:
            if not found or not isinstance(found[0], dict):
                return None
            raise InputError(
                f"{file}: line {number} is no valid JSON ({error}); correct it or take it out"
            ) from None
    return found if len(found) > 1 else None


def read_events_json(data: Any, *, file: str) -> Rows:
    """Read a list of events, or an object that holds one.

    Raises
    ------
    InputError
        There is no list of objects, or several and none is called events.
    """
    events = _find_events(data, file)
    known = _source_table(data)
    faults = {
        at: "is no object; left empty"
        for at, event in enumerate(events)
        if not isinstance(event, dict)
    }
    rows = [
        _row(event, known) if isinstance(event, dict) else {}
        for event in events
    ]
    return Rows(
        make_table(rows),
        "JSON list",
        numbers=range(1, len(events) + 1),
        word="event",
        faults=faults,
        aside=frozenset({"all_sources"}),
    )


def _find_events(data: Any, file: str) -> list[Any]:
    if isinstance(data, list) and any(
        isinstance(event, dict) for event in data
    ):
        return data
    keyed = _keyed(data)
    found = {"": keyed} if keyed else dict(_lists(data, "", _SCANNED))
    named = next((key for key in _LISTS if key in found), None)
    if named is not None:
        return found[named]
    if len(found) == 1:
        return next(iter(found.values()))
    if not found and _error_of(data):
        raise InputError(
            f"{file}: is an answer of a server that failed: {_error_of(data)[:100]}"
        )
    if not found:
        raise InputError(
            f"{file}: is JSON but neither GeoJSON nor a list of events; a FeatureCollection is "
            "needed"
        )
    listed = ", ".join(list(found)[:6])
    raise InputError(
        f"{file}: holds {len(found)} lists ({listed}), and none is called events; keep the one "
        "to read"
    )


def _keyed(data: Any) -> list[Any]:
    """Take one event, or events under their ids (Firebase, pandas); none in another object."""
    if not isinstance(data, dict) or not data:
        return []
    named = sum(is_known(str(key)) for key in data)
    if all(isinstance(value, dict) for value in data.values()):
        if named < _ENOUGH:
            return (
                list(data.values())
                if any(map(_is_event, data.values()))
                else []
            )
        rows = dict.fromkeys(
            label for column in data.values() for label in column
        )
        return [
            {key: column.get(label) for key, column in data.items()}
            for label in rows
        ]
    return (
        [data]
        if named >= _ENOUGH and not any(_lists(data, "", _SCANNED))
        else []
    )


def _is_event(data: dict[str, Any]) -> bool:
    return sum(is_known(str(key)) for key in data) >= _ENOUGH


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and any(
        isinstance(each, dict) for each in value
    )


def _error_of(data: Any) -> str:
    error = data.get("error") if isinstance(data, dict) else None
    told = error.get("message") if isinstance(error, dict) else error
    return str(told or "")


def _lists(
    data: Any, path: str, levels: int
) -> Iterator[tuple[str, list[Any]]]:
    """Find the lists of objects by the keys that lead to them; those within rows are the rows'."""
    if not isinstance(data, dict):
        return
    for key, value in data.items():
        where = f"{path}.{key}" if path else str(key)
        if _is_list(value):
            yield where, value
        elif levels:
            yield from _lists(value, where, levels - 1)


def _source_table(data: Any) -> dict[str, Any]:
    table = data.get("sources") if isinstance(data, dict) else None
    if isinstance(table, dict):
        return table
    rows = table if isinstance(table, list) else []
    return {
        str(row["id"]): row
        for row in rows
        if isinstance(row, dict) and "id" in row
    }


def _row(event: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    row = flatten(
        {
            key: value
            for key, value in event.items()
            if key not in ("sources", "filters")
        }
    )
    if "sources" in event:
        row |= _sources(event["sources"], known)
    filters = event.get("filters")
    for given in filters if isinstance(filters, list) else []:
        if isinstance(given, dict) and "key" in given:
            row |= flatten({str(given["key"]): given.get("value")})
    return row


def _sources(given: Any, known: dict[str, Any]) -> dict[str, str | None]:
    entries = given if isinstance(given, list) else [given] if given else []
    found = [
        known.get(str(entry), entry) if isinstance(entry, str) else entry
        for entry in entries
    ]
    urls = [url for entry in found if (url := _url(entry))]
    names = [
        str(entry.get("description") or entry.get("id") or "")
        for entry in found
        if isinstance(entry, dict)
    ]
    first = next(filter(None, names), None) or (
        str(found[0]) if found and not urls else None
    )
    return {
        "source": first,
        "source_url": next(iter(urls), None),
        "all_sources": json.dumps(given, ensure_ascii=False)
        if given
        else None,
    }


def _url(entry: Any) -> str | None:
    if isinstance(entry, str):
        return entry if entry.startswith(("http://", "https://")) else None
    for key in _URLS if isinstance(entry, dict) else ():
        value = entry.get(key)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, str) and value.startswith(
            ("http://", "https://")
        ):
            return value
    return None
