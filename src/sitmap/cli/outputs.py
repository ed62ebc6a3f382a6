"""What a command may write: never one of its inputs, nor something that another command is for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitmap.cli.terminal import leave_stdout_to
from sitmap.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable

_PAGES: Final = frozenset({".html", ".htm", ".xhtml", ""})
"""Endings of a page; by any other, a slip of the keyboard would replace somebody's table."""


def check_outputs(
    outputs: Iterable[Path | None], inputs: Iterable[str | Path | None]
) -> None:
    """Refuse to write over what is read, before anything is read or written.

    Raises
    ------
    OutputError
        An output is one of the inputs, by whatever name or link, or is given twice.
    """
    sources = [
        Path(one) for one in inputs if one is not None and str(one) != "-"
    ]
    written: list[Path] = []
    for output in outputs:
        if output is None:
            continue
        for source in sources:
            if _is_same(output, source):
                raise OutputError(
                    f"{output}: is also what is read ({source}); write to another file"
                )
        if any(_is_same(output, other) for other in written):
            raise OutputError(
                f"{output}: is given for two outputs; write to two files"
            )
        written.append(output)
        leave_stdout_to(output)


_FIGURES: Final = (".png", ".svg", ".pdf", ".docx", ".pptx")


def check_figure(output: Path) -> None:
    """Refuse an ending that no figure or document has, before anything is read.

    Raises
    ------
    OutputError
        No figure ends like that.
    """
    if output.suffix.lower() not in _FIGURES:
        raise OutputError(
            f"{output}: figures are written as {', '.join(_FIGURES)}; choose one of these endings"
        )


def check_page(output: Path) -> None:
    """Refuse the ending of a table, a figure or a report, before anything is read.

    Raises
    ------
    OutputError
        No page ends like that.
    """
    if output.suffix.lower() not in _PAGES:
        raise OutputError(
            f"{output}: a map is written as a page, .html; tables are written by sitmap read, "
            "figures by sitmap figure"
        )


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (
        OSError,
        ValueError,
    ):  # one of them isn't there, or can't be one
        return _real(one) == _real(other)


def _real(path: Path) -> str:
    """Return where a path leads; unlike pathlib's, it takes a loop of links for what it says."""
    try:
        return os.path.normcase(os.path.realpath(path))
    except ValueError:  # no file can be called so
        return str(path)
