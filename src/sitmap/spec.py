"""A map that can be made again: its inputs with their hashes and its options, in one TOML file."""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sitmap import checksums
from sitmap._version import __version__
from sitmap.errors import DataWarning, InputError
from sitmap.export.files import write_file
from sitmap.map_files import BESIDE, make_map

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import geopandas as gpd

    from sitmap.mapping import Map

__all__ = [
    "HEAD",
    "Input",
    "Spec",
    "build_map",
    "hash_file",
    "lies_outside",
    "list_versions",
    "make_spec",
    "read_spec",
    "read_tables",
    "write_spec",
]

HEAD: Final = (
    "# A map of sitmap's, to be made again: sitmap map <this file>"
)
"""The first line of every spec."""

_ROLES: Final = ("incidents", *BESIDE, "density", "ground")
_READING: Final[Mapping[str, tuple[Any, str]]] = {
    "country": (str, "give a country's code or name"),
    "columns": (dict, 'write it as {place = "Ort"}'),
    "encoding": (str, "give a name as cp1252"),
    "dayfirst": (bool, "say true or false"),
    "layer": (str, "give a layer's or a sheet's name"),
    "max_mb": ((int, float), "give a number of megabytes"),
    "area_name": (str, "give the column that names the areas"),
}
"""Options of reading: what each may be, and how to write it."""

_PLAIN: Final[Mapping[str, tuple[Any, str]]] = {
    "tiles": (str, "give the name of a service, as OpenStreetMap.Mapnik"),
    "basemap": (bool, "say true or false"),
    "ground": (bool, "say true or false, and name its file in [[input]]"),
    "ground_mb": ((int, float), "give a number of megabytes"),
}
"""Options of `sitmap.Map` that take more than a spec can say."""

_TABLES: Final = frozenset(
    {
        "incidents",
        *BESIDE,
        "density",
        "reports",
        "media_folder",
        "media_outside",
    }
)
"""Options of `sitmap.Map` that a spec gives as inputs, with their hashes, or its reader allows."""

_LARGEST: Final = 1 << 20
"""Bytes of a spec; one with a thousand inputs takes 150 kB."""


@dataclass(frozen=True)
class Input:
    """A file that a map is made of: what for, where, and the SHA-256 of what was in it."""

    role: str
    path: Path
    sha256: str


@dataclass(frozen=True)
class Spec:
    """Everything that a map is made of.

    Attributes
    ----------
    inputs
        Files with their hashes.
    options
        Of `sitmap.Map`: title, subtitle, date, names…
    reading
        Of `sitmap.read`, and ``country`` for places that name none.
    output
        Where the map goes, relative to the spec; null if that is left open.
    versions
        Of sitmap and of the gazetteer that the map was made with.
    """

    inputs: tuple[Input, ...]
    options: Mapping[str, Any] = field(default_factory=dict)
    reading: Mapping[str, Any] = field(default_factory=dict)
    output: str | None = None
    versions: Mapping[str, str] = field(default_factory=dict)


def make_spec(
    files: Iterable[tuple[str, str | Path]],
    *,
    options: Mapping[str, Any] | None = None,
    reading: Mapping[str, Any] | None = None,
    output: str | None = None,
) -> Spec:
    """Take down what a map is made of.

    Parameters
    ----------
    files
        (role, path) pairs; a role is incidents, density (a summary of counts), ground, or one of
        the files beside them (`sitmap.map_files.BESIDE`).
    options, reading, output
        See `Spec`; options that are None are left off.

    Raises
    ------
    InputError
        A file isn't there, or a role isn't known.
    """
    inputs = tuple(
        Input(_role(role), Path(path), hash_file(Path(path)))
        for role, path in files
    )
    return Spec(
        inputs, _said(options), _said(reading), output, list_versions()
    )


def _role(role: str) -> str:
    if role not in _ROLES:
        raise InputError(
            f"{role!r} is no role of an input; choose one of {', '.join(_ROLES)}"
        )
    return role


def _said(options: Mapping[str, Any] | None) -> dict[str, Any]:
    return {
        name: value
        for name, value in (options or {}).items()
        if value is not None and value not in ([], (), {})
    }


def hash_file(path: Path) -> str:
    """Return the SHA-256 of an input.

    Raises
    ------
    InputError
        It can't be read.
    """
    if path.exists() and not path.is_file():
        raise InputError(
            f"{path}: is no file, and a spec names files; write what a folder holds into one table "
            "with columns from and to"
        )
    try:
        return checksums.hash_file(path)
    except OSError as error:
        raise InputError(
            f"{path}: can't be read ({error.strerror}); check the path in the spec"
        ) from None


def list_versions() -> dict[str, str]:
    """Return the versions of sitmap and of what it knows, each by a hash."""
    from sitmap.gazetteer import describe_gazetteer
    from sitmap.gazetteer.country_files import list_country_files
    from sitmap.gazetteer.learned import learned_hash
    from sitmap.ground.store import installed_hash

    added = [
        f"{file.country} {file.places} {file.source}"
        for file in list_country_files()
    ]
    known = hashlib.sha256(
        "\n".join([describe_gazetteer(), *added]).encode()
    ).hexdigest()[:16]
    learned = learned_hash()
    told = {"learned": learned[:16]} if learned else {}
    if installed := installed_hash():
        told["ground"] = installed[:16]
    return {"sitmap": __version__, "gazetteer": known, **told}


def write_spec(spec: Spec, path: str | Path) -> Path:
    """Write a spec as TOML; paths are relative to its folder, so that the folder can move.

    Raises
    ------
    OutputError
        The path is a folder, or its parent doesn't exist.
    """
    home = Path(path).resolve().parent
    lines = [HEAD, ""]
    if spec.output:
        lines += [f"output = {_toml(spec.output)}", ""]
    for name, table in (
        ("versions", spec.versions),
        ("options", spec.options),
        ("reading", spec.reading),
    ):
        if table:
            lines += [
                f"[{name}]",
                *(
                    f"{_toml(key)} = {_toml(value)}"
                    for key, value in table.items()
                ),
                "",
            ]
    for one in spec.inputs:
        where = Path(os.path.relpath(one.path.resolve(), home)).as_posix()
        lines += [
            "[[input]]",
            f'role = "{one.role}"',
            f"path = {_toml(where)}",
            f'sha256 = "{one.sha256}"',
            "",
        ]
    return write_file(path, "\n".join(lines).encode("utf-8", "replace"))


def _toml(value: Any) -> str:
    """Write a value; TOML's strings, numbers and lists are JSON's, but for one character."""
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(
                f"{_toml(str(key))} = {_toml(item)}"
                for key, item in value.items()
            )
            + "}"
        )
    if isinstance(value, list | tuple | set | frozenset):
        items = (
            sorted(value) if isinstance(value, set | frozenset) else value
        )
        return "[" + ", ".join(_toml(item) for item in items) + "]"
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    return json.dumps(str(value), ensure_ascii=False).replace(
        "\x7f", "\\u007f"
    )


def read_spec(path: str | Path, *, allow_outside: bool = False) -> Spec:
    """Read a spec.

    Parameters
    ----------
    path
        The file.
    allow_outside
        Whether it may name inputs outside its own folder. A spec is handed on, and what lies
        elsewhere is its reader's own.

    Raises
    ------
    InputError
        The file isn't there, is no TOML, is no spec, or names a file that it may not.
    """
    file = Path(path)
    data = _load_toml(file)
    inputs = tuple(
        Input(_role(role), file.parent / where, digest)
        for role, where, digest in _listed_inputs(data, file)
    )
    outside = [
        one.path for one in inputs if lies_outside(one.path, file.parent)
    ]
    if outside and not allow_outside:
        raise InputError(
            f"{file}: names {outside[0]}, outside its own folder; if you trust it, say "
            "--allow-outside (allow_outside=True), or put the file beside the spec"
        )
    tables = {
        name: _table(data, name, file)
        for name in ("options", "reading", "versions")
    }
    output = data.get("output")
    if output is not None and not _is_path(output):
        raise _wrong(
            file, "output", output, "give a path within the spec's folder"
        )
    _check_values(tables, file)
    return Spec(
        inputs,
        tables["options"],
        tables["reading"],
        output,
        tables["versions"],
    )


def _load_toml(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as stream:
            raw = stream.read(_LARGEST + 1)
        if len(raw) > _LARGEST:
            raise InputError(
                f"{file}: is larger than any spec; write one with --save-spec"
            )
        return tomllib.loads(raw.decode("utf-8"))
    except OSError as error:
        raise InputError(
            f"{file}: can't be read ({error.strerror}); check the name"
        ) from None
    except (
        tomllib.TOMLDecodeError,
        UnicodeDecodeError,
        RecursionError,
    ) as error:
        raise InputError(
            f"{file}: is no TOML ({error}); write it with --save-spec"
        ) from None


def _listed_inputs(
    data: Mapping[str, Any], file: Path
) -> Iterator[tuple[str, str, str]]:
    listed = data.get("input")
    if not isinstance(listed, list) or not all(
        isinstance(one, dict) for one in listed
    ):
        raise InputError(
            f"{file}: is TOML but no spec of a map (it lacks [[input]]); write it with --save-spec"
        )
    for one in listed:
        for name in ("role", "path", "sha256"):
            value = one.get(name)
            if not isinstance(value, str) or (
                name == "path" and not _is_path(value)
            ):
                raise _wrong(
                    file,
                    f"[[input]] {name}",
                    value,
                    "write the spec with --save-spec",
                )
        yield one["role"], one["path"], one["sha256"]


def _is_path(value: Any) -> bool:
    return (
        isinstance(value, str)
        and bool(value.strip())
        and "\x00" not in value
    )


def _table(
    data: Mapping[str, Any], name: str, file: Path
) -> dict[str, Any]:
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise _wrong(file, name, table, f"write it as a table, [{name}]")
    return dict(table)


def _wrong(file: Path, name: str, value: Any, remedy: str) -> InputError:
    return InputError(f"{file}: {name} is {str(value)[:80]!r}; {remedy}")


def _check_values(
    tables: Mapping[str, Mapping[str, Any]], file: Path
) -> None:
    _check_options(tables["options"], file)
    _check_reading(tables["reading"], file)
    for name, value in tables["versions"].items():
        if not isinstance(value, str):
            raise _wrong(file, name, value, "give the version as a text")


def _check_options(options: Mapping[str, Any], file: Path) -> None:
    from sitmap.map_options import check_options

    try:
        check_options(**options)
    except InputError as error:
        raise InputError(f"{file}: {error}") from None
    for name, (kind, remedy) in _PLAIN.items():
        value = options.get(name)
        if value is not None and not isinstance(value, kind):
            raise _wrong(file, name, value, remedy)


def _check_reading(reading: Mapping[str, Any], file: Path) -> None:
    for name, value in reading.items():
        if name not in _READING:
            raise _wrong(
                file,
                f"[reading] {name}",
                value,
                f"known are {', '.join(_READING)}",
            )
        kinds, remedy = _READING[name]
        if not isinstance(value, kinds) or (
            isinstance(value, bool) and name != "dayfirst"
        ):
            raise _wrong(file, name, value, remedy)
    columns = reading.get("columns", {})
    if not all(isinstance(theirs, str) for theirs in columns.values()):
        raise _wrong(file, "columns", columns, _READING["columns"][1])
    most = reading.get("max_mb", 1)
    if not 0 < most < float("inf"):
        raise _wrong(file, "max_mb", most, _READING["max_mb"][1])


def lies_outside(path: Path, folder: Path) -> bool:
    """Tell whether a path leads out of a folder, by links, too."""
    return not _resolved(path).is_relative_to(_resolved(folder))


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:  # a loop of links
        raise InputError(
            f"{path}: leads nowhere ({error}); correct the spec"
        ) from None


def build_map(spec: Spec, *, allow_outside: bool = False) -> Map:
    """Make the map of a spec: the same inputs give the same bytes.

    Parameters
    ----------
    spec
        The spec.
    allow_outside
        Whether rows may name files outside their table's folder.

    Raises
    ------
    InputError
        An input isn't there, or an option isn't known.

    Warns
    -----
    DataWarning
        An input, sitmap or the gazetteer has changed since the spec was written.
    """
    _refuse_tables(spec)
    for told in find_changes(spec):
        warnings.warn(told, DataWarning, stacklevel=2)
    try:
        options = dict(spec.options)
        files = {one.role: one.path for one in spec.inputs}
        ground = _basemap(spec, options)
        return make_map(
            _incidents(spec),
            {role: files.get(role) for role in BESIDE},
            density=files.get("density"),
            area_name=spec.reading.get("area_name"),
            media_folder=[
                one.path.parent
                for one in spec.inputs
                if one.role == "incidents"
            ],
            media_outside=allow_outside,
            **ground,
            **options,
        )
    except TypeError as error:
        raise InputError(
            f"the spec's options don't fit sitmap.Map ({error}); correct [options]"
        ) from None


def _basemap(spec: Spec, options: dict[str, Any]) -> dict[str, Any]:
    """Take the options of the ground, and make the basemap that stands on it."""
    given = options.pop("ground", True)
    limit = {
        name: options.pop(name)
        for name in ("ground_mb",)
        if name in options
    }
    files = [one.path for one in spec.inputs if one.role == "ground"]
    if given is True and not files and not limit:
        return {}
    from sitmap.layers.basemap import Basemap

    outline = options.get("kosovo_outline", "dashed")
    ground = files[0] if files else given
    return {
        "basemap": Basemap(kosovo_outline=outline, ground=ground, **limit)
    }


def _refuse_tables(spec: Spec) -> None:
    """Let no option name a file: it would be read without its hash, wherever it lies."""
    if named := sorted(_TABLES & set(spec.options)):
        raise InputError(
            f"the spec's option {named[0]!r} is no option; name its file in [[input]]"
        )


def find_changes(spec: Spec) -> list[str]:
    """Say what is no longer as it was when the spec was written, a line each."""
    changed = [
        f"{one.path}: has changed since the spec was written (SHA-256 {now[:12]}…, was"
        f" {one.sha256[:12]}…)"
        for one in spec.inputs
        if (now := hash_file(one.path)) != one.sha256
    ]
    present = list_versions()
    return (
        changed
        + [
            f"{name} is another than the spec was written with ({present[name]}, was {then}):"
            " places may differ"
            for name, then in spec.versions.items()
            if name in present and present[name] != then
        ]
        + _changes_of_learned(
            spec.versions.get("learned", ""), present.get("learned", "")
        )
    )


def _changes_of_learned(then: str, now: str) -> list[str]:
    """Say that places were learnt or forgotten altogether; other changes are told as they are."""
    if bool(then) == bool(now):
        return []
    what = (
        "has been learnt" if now else "that was learnt then isn't known now"
    )
    return [f"gazetteer: something {what}; places may differ"]


def read_tables(spec: Spec) -> Iterator[tuple[Path, gpd.GeoDataFrame]]:
    """Read the tables of incidents, each with its file."""
    from sitmap.readers.located import read_located

    known = _READING.keys() - {"area_name"}
    options = {
        name: value for name, value in spec.reading.items() if name in known
    }
    for one in spec.inputs:
        if one.role == "incidents":
            yield one.path, read_located(one.path, **options)


def _incidents(spec: Spec) -> Any:
    import pandas as pd

    tables = [table for _, table in read_tables(spec)]
    if not tables:
        return None
    return (
        tables[0]
        if len(tables) == 1
        else pd.concat(tables, ignore_index=True)
    )
