"""What is drafted of a report: made, or taken from a folder that keeps it for the next run."""

from __future__ import annotations

import hashlib
import json
import re
import warnings
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitmap._version import __version__
from sitmap.errors import DataWarning, InputError, OutputError
from sitmap.reports.pipeline import read_report
from sitmap.reports.tables import draft_rows
from sitmap.scratch import hold_alone, part_beside, sweep_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_RULES: Final = 3
"""Grows when reports are read by other rules within a version: drafts are then made anew."""

_KEPT: Final = re.compile(r"[0-9a-f]{32}\.json")
"""Names of drafts that are kept."""


class Draft(NamedTuple):
    """What is kept of a report: rows of the incident table, and what its reader should know."""

    rows: list[dict[str, Any]]
    notes: list[str]
    refused: bool = False


def draft_report(
    path: Path, cache: Path | None, options: Mapping[str, Any]
) -> Draft:
    """Draft the incidents of one report, or take them from `cache`.

    Raises
    ------
    InputError
        It can't be read.
    OutputError
        Its draft can't be kept.
    """
    if cache is None:
        return _read(path, options)
    file = cache / f"{_stamp(path, options)}.json"
    kept = _load(file)
    if kept is not None:
        return kept
    draft = _read(path, options)
    _keep(draft, file)
    return draft


@contextmanager
def hold_drafts(cache: Path) -> Iterator[None]:
    """Hold a folder of drafts for one run alone, which deletes them once it has come to its end.

    Raises
    ------
    BlockingIOError
        Another run holds it.
    OutputError
        The folder can't be made.
    """
    _make_folder(cache)
    with hold_alone(cache):
        try:
            yield
            _forget(cache)
        finally:  # nothing was kept, or all is forgotten
            with suppress(OSError):
                cache.rmdir()


def _forget(cache: Path) -> None:
    with suppress(OSError):
        sweep_parts(cache)
        for file in cache.iterdir():
            if _KEPT.fullmatch(file.name):
                file.unlink()


def _read(path: Path, options: Mapping[str, Any]) -> Draft:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        report = read_report(path, **options)
    return Draft(draft_rows(report), list(report.notes), report.refused)


def _load(file: Path) -> Draft | None:
    """Return a draft that was kept; what can't be read is drafted again."""
    try:
        draft = Draft(**json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    lists = isinstance(draft.rows, list) and isinstance(draft.notes, list)
    fits = lists and all(isinstance(row, dict) for row in draft.rows)
    return (
        draft
        if fits and all(isinstance(note, str) for note in draft.notes)
        else None
    )


def _keep(draft: Draft, file: Path) -> None:
    """Write a draft at once or not at all, so that a run may be stopped at any time."""
    _make_folder(file.parent)
    try:
        with part_beside(file, sweep=False) as part:
            part.write_text(json.dumps(draft._asdict()), "utf-8")
    except OSError as error:
        raise _not_kept(file.parent, error) from error


def _make_folder(cache: Path) -> None:
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_kept(cache, error) from error


def _not_kept(cache: Path, error: OSError) -> OutputError:
    return OutputError(
        f"{cache}: drafts can't be kept there ({error.strerror}); what is there is kept: "
        "make room and run the same command again"
    )


def _stamp(path: Path, options: Mapping[str, Any]) -> str:
    """Name a draft by what it was made from.

    These are the file's bytes and name, the options, and the version.
    """
    told = {name: str(value) for name, value in sorted(options.items())}
    made_by = [__version__, _RULES, told, str(path)]
    seed = json.dumps(made_by).encode("utf-8", "surrogatepass")
    try:
        return hashlib.sha256(path.read_bytes() + seed).hexdigest()[:32]
    except OSError as error:
        raise InputError(
            f"{path}: can't be read ({error.strerror})"
        ) from error
