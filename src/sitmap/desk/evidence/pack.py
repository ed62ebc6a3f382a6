"""A map with all it is made of in one file: spec, inputs, reports, media and hashes."""

from __future__ import annotations

import shutil
import warnings
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sitmap.desk.evidence.bag import load_bagit, make_bag, zip_bag
from sitmap.desk.evidence.secrets import find_secrets
from sitmap.errors import DataWarning, InputError
from sitmap.export.files import check_file, move_file
from sitmap.media import list_attachments
from sitmap.scratch import scratch_folder
from sitmap.spec import (
    build_map,
    hash_file,
    lies_outside,
    list_versions,
    read_spec,
    read_tables,
    write_spec,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitmap.media import Attachment
    from sitmap.spec import Spec

SPEC: Final = "map/map.toml"
"""Where the spec stands in a pack; inputs and media are beside it, as they were."""

PAGE: Final = "page/map.html"
"""The map that the spec makes."""

_REPORTS: Final = "reports"
_OUTSIDE: Final = "outside"
_BESIDE: Final = {
    ".shp": (".shx", ".dbf", ".prj", ".cpg"),
    ".mif": (".mid",),
    ".tab": (".dat", ".map", ".id", ".ind"),
}
"""Files that an input is read with: of shapefiles and of MapInfo's."""

_TEXTS: Final = frozenset(
    {
        ".csv",
        ".tsv",
        ".txt",
        ".json",
        ".geojson",
        ".kml",
        ".toml",
        ".html",
        ".htm",
        ".eml",
        ".mhtml",
        ".mht",
        ".md",
        ".xml",
    }
)
"""Inputs whose words are looked through for keys."""


@dataclass(frozen=True)
class Packed:
    """What is in a pack.

    Attributes
    ----------
    files
        How many, the spec and the page among them.
    media
        How many of them are files that rows name.
    sha256
        Of the pack: what proves that it is this one.
    findings
        Files that aren't as the tables say, a line each.
    told
        What the map had to say while it was made, a line each.
    """

    files: int
    media: int
    sha256: str
    findings: tuple[str, ...]
    told: tuple[str, ...]


def pack_evidence(
    spec: str | Path,
    output: str | Path,
    *,
    reports: Iterable[str | Path] = (),
    allow_outside: bool = False,
    allow_keys: bool = False,
) -> Packed:
    """Pack a map's spec with its inputs, media and reports, and the page that they make.

    Parameters
    ----------
    spec
        As `sitmap map --save-spec` writes it; its inputs must be as they were then.
    output
        The ``.zip`` to write: a bag of BagIt (RFC 8493). The same files give the same bytes.
    reports
        Texts that the incidents were drafted from.
    allow_outside
        Whether inputs and media may lie outside the spec's folder.
    allow_keys
        Whether links may carry what looks like a key or a password.

    Raises
    ------
    InputError
        An input is missing or has changed since the spec was written, lies outside, or a link
        carries a key.
    OutputError
        The pack can't be written, or bagit isn't installed.
    """
    load_bagit()
    check_file(output)
    source = Path(spec)
    given = read_spec(source, allow_outside=allow_outside)
    with scratch_folder() as made:
        folder = made / "bag"
        home = (folder / SPEC).parent
        home.mkdir(parents=True)
        staged = _copy_inputs(given, source, home)
        found = list(_attachments(given, allow_outside=allow_outside))
        media = _copy_media(found, staged)
        _write_spec(given, source, staged, folder / SPEC)
        _copy_reports(reports, folder / _REPORTS)
        if not allow_keys:
            _refuse_keys(folder)
        (folder / PAGE).parent.mkdir()
        told = make_page(folder / SPEC, folder / PAGE)
        files = sum(one.is_file() for one in folder.rglob("*"))
        make_bag(folder, _facts(given))
        digest = zip_bag(folder, made / "pack.zip")
        move_file(made / "pack.zip", output)
    findings = tuple(_tell(found))
    besides = tuple(line for line in told if line not in findings)
    return Packed(files, media, digest, findings, besides)


def _copy_inputs(given: Spec, source: Path, home: Path) -> dict[Path, Path]:
    """Copy each input as it was to where it stands in the pack; return where, by its own path."""
    staged: dict[Path, Path] = {}
    for at, one in enumerate(given.inputs, start=1):
        if one.path in staged:
            continue
        outside = lies_outside(one.path, source.parent)
        within = (
            one.path.resolve().relative_to(source.parent.resolve())
            if not outside
            else None
        )
        where = home / (within or Path(_OUTSIDE, str(at), one.path.name))
        if where == home / Path(SPEC).name:
            raise InputError(
                f"{one.path}: is called as the spec in a pack; rename it"
            )
        for each in (one.path, *_read_with(one.path)):
            where.parent.mkdir(parents=True, exist_ok=True)
            _copy(each, where.with_name(each.name))
        if hash_file(where) != one.sha256:
            raise InputError(
                f"{one.path}: has changed since {source} was written; write the spec anew "
                "(sitmap map … --save-spec), and pack that"
            )
        staged[one.path] = where
    return staged


def _read_with(path: Path) -> list[Path]:
    endings = _BESIDE.get(path.suffix.lower(), ())
    return [
        file
        for ending in endings
        for file in (
            path.with_suffix(ending),
            path.with_suffix(ending.upper()),
        )
        if file.is_file()
    ]


def _copy(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        raise InputError(
            f"{source}: can't be read ({error.strerror}); check the path"
        ) from None


def _attachments(
    given: Spec, *, allow_outside: bool
) -> Iterator[tuple[Path, Attachment]]:
    for path, table in read_tables(given):
        for one in list_attachments(
            table, [path.parent], allow_outside=allow_outside
        ):
            yield path, one


def _copy_media(
    found: list[tuple[Path, Attachment]], staged: dict[Path, Path]
) -> int:
    """Copy the files that rows name beside their tables, and count them."""
    copied = set()
    for table, one in found:
        if one.path is None:
            continue
        where = staged[table].parent / one.word.replace("\\", "/")
        if not where.resolve().is_relative_to(
            staged[table].parent.resolve()
        ):
            raise InputError(
                f"{table}: row {one.incident_id} names {one.word}, outside its folder, where a "
                "pack has no place for it; put the file beside the table"
            )
        where.parent.mkdir(parents=True, exist_ok=True)
        _copy(one.path, where)
        copied.add(where)
    return len(copied)


def _write_spec(
    given: Spec, source: Path, staged: dict[Path, Path], target: Path
) -> None:
    """Copy the spec; where inputs lay outside, write it with their places in the pack."""
    if not any(
        lies_outside(one.path, source.parent) for one in given.inputs
    ):
        _copy(source, target)
        return
    inputs = tuple(
        replace(one, path=staged[one.path]) for one in given.inputs
    )
    write_spec(replace(given, inputs=inputs, output=None), target)


def _copy_reports(reports: Iterable[str | Path], folder: Path) -> None:
    for report in map(Path, reports):
        folder.mkdir(exist_ok=True)
        target = folder / report.name
        if target.exists():
            raise InputError(
                f"{report}: another report is called so, too; rename one"
            )
        _copy(report, target)


def _refuse_keys(folder: Path) -> None:
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        if file.suffix.lower() not in _TEXTS:
            continue
        text = file.read_bytes().decode("utf-8", "replace")
        for number, line in enumerate(text.splitlines(), start=1):
            if named := next(find_secrets(line), None):
                raise InputError(
                    f"{file.relative_to(folder).as_posix()}, line {number}: a link holds {named}, "
                    "which a pack would hand on; take it out, or say --allow-keys "
                    "(allow_keys=True) if it is none"
                )


def make_page(spec: Path, page: Path) -> tuple[str, ...]:
    """Make the map of a spec, and return what the versions and inputs have to say to it."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", DataWarning)
        build_map(read_spec(spec)).save(page)
    return tuple(
        str(one.message).replace(f"{spec.parent}/", "")
        for one in caught
        if issubclass(one.category, DataWarning)
    )


def _facts(given: Spec) -> dict[str, str]:
    """Say what made the pack; the hour isn't said, so that the same files give the same bytes."""
    versions = " ".join(
        f"{name}={version}" for name, version in list_versions().items()
    )
    facts: dict[str, Any] = {
        "Bag-Software-Agent": versions,
        "Bagging-Date": "1980-01-01",
        "External-Description": str(
            given.options.get("title") or "A map of sitmap's"
        ),
    }
    return facts


def _tell(found: list[tuple[Path, Attachment]]) -> Iterator[str]:
    """Say which files that rows name aren't as they should be."""
    why = {
        "missing": "isn't there",
        "outside": "lies outside the table's folder",
        "twice": "is two files that differ",
        "mismatch": "isn't the file that its sha256 names",
    }
    for _, one in found:
        if one.state in why:
            yield f"row {one.incident_id}: {one.word} {why[one.state]}"
