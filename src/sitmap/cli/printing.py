"""The one way to the terminal: text from tables and files is shown, and never obeyed."""

from __future__ import annotations

import json
import os
import re
import sys
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "drop_stdout",
    "guard_streams",
    "leave_stdout_to",
    "say",
    "say_json",
    "say_progress",
    "show_controls",
]

_LONGEST: Final = 1_000
"""Characters of a line: about ten lines of a terminal, beyond which nobody reads on."""

_WIDTH: Final = 78
"""Columns of a line that is written over and over; a terminal has 80."""

_PICTURES: Final = 0x2400
"""Unicode's pictures of the controls (https://www.unicode.org/charts/PDF/U2400.pdf)."""

_DELETE: Final = 0x7F

# Escapes of eight bits, marks that turn the reading direction, separators that a terminal may
# break at, tags and lone surrogates. The joiners that Persian and Indic words need stay.
_HIDDEN: Final = re.compile(
    "[\x80-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_CONTROLS: Final = {
    **{code: chr(_PICTURES + code) for code in range(32)},
    _DELETE: "\u2421",
}
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
    told = json.dumps(value, ensure_ascii=False, indent=indent).replace("\x7f", "\\u007f")
    _echo(_HIDDEN.sub(_escape, told), err=_stdout_is_taken())


def show_controls(text: str, longest: int | None = _LONGEST) -> str:
    r"""Return text as one line without anything that a terminal obeys.

    Examples
    --------
    >>> show_controls("a\x1b[2Jb\nsitmap: all is well\u202e")
    'a␛[2Jb␊sitmap: all is well<U+202E>'
    """
    if longest is not None and len(text) > longest:  # what to do stands at the end
        text = f"{text[: longest // 2]} … {text[-longest // 2 :]}"
    return _HIDDEN.sub(_name, text.translate(_CONTROLS))


def guard_streams() -> None:
    """Open what is closed of standard input, output and error.

    Else the next file that is opened would take the number of standard error, and what libraries
    have to say would be written into it.
    """
    for number, flags in ((0, os.O_RDONLY), (1, os.O_WRONLY), (2, os.O_WRONLY)):
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
    return context is not None and bool(context.find_root().meta.get(_STDOUT_TAKEN))


def _echo(text: str, *, err: bool, nl: bool = True) -> None:
    stream = sys.stderr if err else sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    printable = text.encode(encoding, "replace").decode(encoding)
    try:
        click.echo(printable, err=err, nl=nl)
    except (OSError, ValueError):
        if not err:  # nobody has what was asked for; click ends the command
            raise


def _name(found: re.Match[str]) -> str:
    return f"<U+{ord(found[0]):04X}>"


def _escape(found: re.Match[str]) -> str:
    code = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{code[at : at + 4]}" for at in range(0, len(code), 4))
