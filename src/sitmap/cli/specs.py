"""Maps that can be made again, for the commands.

A spec is written beside a map, and a map is made of a spec.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from click.core import ParameterSource

from sitmap.cli.inputs import READING, is_report, parse_columns
from sitmap.cli.terminal import say
from sitmap.errors import InputError, OutputError
from sitmap.map_files import BESIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitmap.mapping import Map

_BESIDE: Final = frozenset(
    {"files", "file", "output", "outputs", "size", "dpi", "facet", "table"}
    | {"by", "as_json", "places", "allow_outside", "verbose"}
)
"""Options that say what to do with a map, and not what it is made of."""


_BESIDE_ROLES: Final = (*BESIDE, "ground")
"""Inputs that stand beside the incidents."""

allow_outside_option = click.option(
    "--allow-outside",
    is_flag=True,
    help="Let a spec name files outside its own folder, to read and to write.",
)


def is_spec(files: Sequence[str]) -> bool:
    """Tell the spec of a map from tables and reports."""
    return any(map(_ends_as_spec, files))


def remake(files: Sequence[str], *, allow_outside: bool) -> Map:
    """Make the map of a spec.

    Raises
    ------
    InputError
        There is more than the spec: another file, or an option that the spec holds already.
    """
    from sitmap.spec import build_map, read_spec

    spec = read_spec(_only_spec(files), allow_outside=allow_outside)
    return build_map(spec, allow_outside=allow_outside)


def _only_spec(files: Sequence[str]) -> str:
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
    return files[0]


def files_of(files: Sequence[str], *, allow_outside: bool) -> list[Path]:
    """Return a spec and the files that it names: what no output may be."""
    from sitmap.spec import read_spec

    file = _only_spec(files)
    return [
        Path(file),
        *(
            one.path
            for one in read_spec(file, allow_outside=allow_outside).inputs
        ),
    ]


def place_of(files: Sequence[str], *, allow_outside: bool) -> Path | None:
    """Return where a spec's map goes unless the command says otherwise.

    Raises
    ------
    InputError
        The place lies outside the spec's folder, and the reader hasn't allowed that.
    """
    from sitmap.spec import lies_outside, read_spec

    file = _only_spec(files)
    output = read_spec(file, allow_outside=allow_outside).output
    if not output or "output" in _given_options():
        return None
    place = Path(os.path.normpath(Path(file).parent / output))
    if lies_outside(place, Path(file).parent) and not allow_outside:
        raise InputError(
            f"{file}: would write {place}, outside its own folder; say where to with --output, "
            "or --allow-outside if you trust it"
        )
    return place


def check_spec(
    spec: Path, files: Sequence[str], *, allow_remote: bool
) -> None:
    """Refuse what a spec can't hold, or to write it over something else, before anything is made.

    Raises
    ------
    InputError
        One of the files is a report, whose draft is for a person to review first, or a link.
    OutputError
        There is a file in the spec's place that is none.
    """
    from sitmap.spec import HEAD

    if (
        spec.is_file()
        and spec.stat().st_size
        and not spec.read_bytes().startswith(HEAD.encode())
    ):
        raise OutputError(
            f"{spec}: is there already and is no spec of a map; name another file"
        )
    if "since" in _given_options():
        raise InputError(
            "--since is no part of a spec: leave --save-spec out, or --since"
        )
    if any(is_report(file) for file in files):
        raise InputError(
            "--save-spec takes tables; write the reports' incidents first: "
            "sitmap extract … -o draft.csv"
        )
    if allow_remote and any(
        "://" in file or file.startswith("/vsi") for file in files
    ):
        raise InputError(
            "--save-spec takes files that can be hashed; save the linked table first: "
            "sitmap read … -o"
        )


def save_spec(
    spec: Path, files: Sequence[str], output: Path, **options: Any
) -> None:
    """Write what a map is made of; say so if somebody who gets it will have to allow more."""
    from sitmap.layers.counted import is_summary
    from sitmap.spec import lies_outside, make_spec, write_spec

    reading = {name: options.pop(name) for name in READING}
    del reading["allow_remote"], reading["verbose"]
    reading["area_name"] = options.pop("area_name")
    reading["columns"] = parse_columns(reading["columns"])
    if options.get("ground") == "none":
        options["ground"] = (
            False  # as a spec says that what is installed stays out
        )
    inputs: list[tuple[str, str | Path]] = [
        ("density" if is_summary(file) else "incidents", file)
        for file in files
    ]
    inputs += [
        (role, options.pop(role))
        for role in _BESIDE_ROLES
        if options.get(role)
    ]
    unused = (
        "near",
        "published",
        "report_lang",
        "titles",
        "include",
        *BESIDE,
    )
    kept = {
        name: value
        for name, value in options.items()
        if name not in unused and value not in ((), None)
    }
    if kept.get("note") == "none":
        kept["note"] = ""  # TOML has no null; no words are no note
    where = Path(
        os.path.relpath(output.resolve(), spec.resolve().parent)
    ).as_posix()
    write_spec(
        make_spec(inputs, options=kept, reading=reading, output=where), spec
    )
    say(f"{spec}: what the map is made of")
    paths: list[str | Path] = [output, *(path for _, path in inputs)]
    if any(lies_outside(Path(path), spec.parent) for path in paths):
        told = "names files outside its folder: to make the map again, say --allow-outside"
        say(f"sitmap: {spec}: {told}", err=True)


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
