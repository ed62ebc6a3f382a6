"""Maps that can be made again, for the commands: a spec written beside a map, and a map made of a spec."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from click.core import ParameterSource

from sitmap.cli.printing import say
from sitmap.cli.reading import READING, is_report, parse_columns
from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitmap.mapping import Map

__all__ = ["is_spec", "place_of", "remake", "save_spec"]

_BESIDE: Final = frozenset({"files", "file", "output", "size", "dpi", "facet", "as_json", "places"})
"""Options that say what to do with a map, and not what it is made of."""


def is_spec(files: Sequence[str]) -> bool:
    """Tell the spec of a map from tables and reports."""
    return any(map(_ends_as_spec, files))


def remake(files: Sequence[str]) -> Map:
    """Make the map of a spec.

    Raises
    ------
    InputError
        There is more than the spec: another file, or an option that the spec holds already.
    """
    from sitmap.spec import build_map, read_spec

    if len(files) != 1:
        raise InputError(
            f"a spec names its own files: give {next(filter(_ends_as_spec, files))} alone"
        )
    given = sorted(_given_options() - _BESIDE)
    if given:
        named = ", ".join(f"--{name.replace('_', '-')}" for name in given)
        raise InputError(
            f"{files[0]}: holds the options of its map; take {named} out, or change the spec"
        )
    return build_map(read_spec(files[0]))


def place_of(file: str) -> Path | None:
    """Return where a spec's map goes unless the command says otherwise."""
    from sitmap.spec import read_spec

    output = read_spec(file).output
    return (
        Path(os.path.normpath(Path(file).parent / output))
        if output and "output" not in _given_options()
        else None
    )


def save_spec(spec: Path, files: Sequence[str], output: Path, **options: Any) -> None:
    """Write what a map is made of.

    Raises
    ------
    InputError
        One of the files is a report: its draft is for a person to review first.
    """
    from sitmap.layers.counted import is_summary
    from sitmap.spec import make_spec, write_spec

    if any(is_report(file) for file in files):
        raise InputError(
            "--save-spec takes tables; write the reports' incidents first: sitmap extract … -o draft.csv"
        )
    reading = {name: options.pop(name) for name in READING}
    if reading.pop("allow_remote") and any(
        "://" in file or file.startswith("/vsi") for file in files
    ):
        raise InputError(
            "--save-spec takes files that can be hashed; save the linked table first: sitmap read … -o"
        )
    reading["columns"] = parse_columns(reading["columns"])
    inputs = [("density" if is_summary(file) else "incidents", file) for file in files]
    inputs += [
        (role, options.pop(role)) for role in ("presence", "strength", "areas") if options.get(role)
    ]
    unused = ("near", "published", "include", "presence", "strength", "areas")
    kept = {
        name: value
        for name, value in options.items()
        if name not in unused and value not in ((), None)
    }
    if kept.get("note") == "none":
        kept["note"] = ""  # TOML has no null; no words are no note
    where = Path(os.path.relpath(output.resolve(), spec.resolve().parent)).as_posix()
    write_spec(make_spec(inputs, options=kept, reading=reading, output=where), spec)
    say(f"{spec}: what the map is made of")


def _ends_as_spec(file: str) -> bool:
    return file.lower().endswith(".toml")


def _given_options() -> set[str]:
    """Name what the user wrote on the command line."""
    context = click.get_current_context()
    return {
        name
        for name in context.params
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE
    }
