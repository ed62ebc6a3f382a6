"""The one way to the terminal: text from tables and files is shown, and never obeyed."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any, Final

import click

from sitmap.sanitize import escape_json, show_controls

if TYPE_CHECKING:
    from pathlib import Path

_WIDTH: Final = 78
"""Columns of a line that is written over and over; a terminal has 80."""

_STDOUT_TAKEN: Final = "sitmap.stdout_taken"


def say(line: str = "", *, err: bool = False) -> None:
    """Print one line; controls in it are shown as symbols, and what is too long is cut.

    A standard error that is closed or full costs the line and not the work.
    """
    _echo(show_controls(line), err=err or _stdout_is_taken())


def say_progress(line: str, *, end: bool = False) -> None:
    """Write over the last line of standard error; `end` goes on to the next line."""
    _echo(f"\r{show_controls(line)[:_WIDTH]:<{_WIDTH}}", err=True, nl=end)


def say_json(value: Any, *, indent: int = 1) -> None:
    r"""Print JSON, whole however long; what a terminal would obey is escaped as JSON escapes it.

    Examples
    --------
    >>> say_json(["\x1b[2J", "Zve\u010dan", "\u202e"])
    [
     "\u001b[2J",
     "Zvečan",
     "\u202e"
    ]
    """
    told = json.dumps(value, ensure_ascii=False, indent=indent)
    _echo(escape_json(told), err=_stdout_is_taken())


def guard_streams() -> None:
    """Open what is closed of standard input, output and error.

    Else the next file that is opened would take the number of standard error, and what libraries
    have to say would be written into it.
    """
    for number, flags in (
        (0, os.O_RDONLY),
        (1, os.O_WRONLY),
        (2, os.O_WRONLY),
    ):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, flags)


def drop_stdout() -> None:
    """Let nothing more go to standard output: Python would try once more when it ends."""
    try:
        number = sys.stdout.fileno()
    except (AttributeError, OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)


def leave_stdout_to(output: Path) -> None:
    """Say all on standard error where the output is a pipe or a device: standard output itself."""
    context = click.get_current_context(silent=True)
    if context is not None and output.exists() and not output.is_file():
        context.find_root().meta[_STDOUT_TAKEN] = True


def _stdout_is_taken() -> bool:
    context = click.get_current_context(silent=True)
    return context is not None and bool(
        context.find_root().meta.get(_STDOUT_TAKEN)
    )


def _echo(text: str, *, err: bool, nl: bool = True) -> None:
    stream = sys.stderr if err else sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    printable = text.encode(encoding, "replace").decode(encoding)
    try:
        click.echo(printable, err=err, nl=nl)
    except (OSError, ValueError):
        if not err:  # nobody has what was asked for; click ends the command
            raise
