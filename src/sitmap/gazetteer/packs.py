"""Country packs: the rows of added country files in one file, for a desk without the internet.

A pack is a zip of ``pack.json`` (what is in it) and one table ``XK.txt`` for each country, in
GeoNames' columns. It holds rows only: whoever adds it has them checked and makes an index of their
own. Nothing of it is unpacked to disk, and no name in it is ever a path.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import GazetteerError, OutputError
from sitmap.gazetteer.country_files import CountryFile, add_country_file
from sitmap.gazetteer.folders import default_folders
from sitmap.gazetteer.parts import list_parts
from sitmap.gazetteer.sources.country_file import (
    main_country,
    read_country_file,
)
from sitmap.scratch import part_beside, scratch_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitmap.gazetteer.parts import Part
    from sitmap.progress import StepProgress

_MANIFEST: Final = "pack.json"
_KIND: Final = "sitmap country pack"
_TABLE: Final = re.compile(r"([A-Z]{2})\.txt")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_STAMP: Final = (1980, 1, 1, 0, 0, 0)
# China, the largest country of GeoNames, has 130 MB of rows; all countries have 1.7 GB.
_MAX_TABLE_BYTES: Final = 300_000_000
# a pack of all countries has a tenth of it
_MAX_MANIFEST_BYTES: Final = 1_000_000
# GeoNames has 252 countries
_MAX_TABLES: Final = 260


def write_pack(
    countries: Sequence[str],
    path: str | Path,
    *,
    folder: Path | None = None,
) -> list[CountryFile]:
    """Write the rows of added country files into a pack; the same rows give the same bytes.

    Raises
    ------
    GazetteerError
        If a country was never added.
    OutputError
        If the file can't be written.
    """
    folders = default_folders() if folder is None else (folder,)
    parts = {
        part.name: part for each in folders for part in list_parts(each)
    }
    wanted = list(dict.fromkeys(code.upper() for code in countries))
    for code in wanted:
        if code not in parts or not _TABLE.fullmatch(f"{code}.txt"):
            raise GazetteerError(
                f"no country file {code!r} was added; sitmap gazetteer add {code} first"
            )
    chosen = [parts[code] for code in wanted]
    target = Path(path).resolve()
    try:
        if target.exists() and not target.is_file():  # a pipe
            _write(chosen, Path(path))
        else:
            with part_beside(target) as part:
                _write(chosen, part)
    except OSError as error:
        raise OutputError(
            f"{path}: can't be written ({error.strerror}); check the path"
        ) from error
    return [CountryFile(**part.info) for part in chosen]


def _write(parts: Sequence[Part], path: Path) -> None:
    tables = {f"{part.name}.txt": part.rows() for part in parts}
    # where a file lay on this desk is nobody else's business
    listed = [
        {
            **part.info,
            "source": str(part.info["source"])
            .replace("\\", "/")
            .rpartition("/")[2],
            "sha256": sha256(tables[f"{part.name}.txt"]).hexdigest(),
        }
        for part in parts
    ]
    manifest = json.dumps(
        {"kind": _KIND, "version": 1, "countries": listed}, indent=1
    )
    with zipfile.ZipFile(
        path, "w", zipfile.ZIP_DEFLATED, compresslevel=9
    ) as archive:
        for name, data in {_MANIFEST: manifest.encode(), **tables}.items():
            archive.writestr(
                zipfile.ZipInfo(name, _STAMP), data, zipfile.ZIP_DEFLATED
            )


def is_pack(path: str | Path) -> bool:
    """Tell whether a file says that it is a pack."""
    if not Path(path).is_file() or not zipfile.is_zipfile(path):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return _MANIFEST in archive.namelist()
    except (OSError, zipfile.BadZipFile, NotImplementedError):
        return False


def add_pack(
    path: str | Path,
    *,
    folder: Path | None = None,
    progress: StepProgress | None = None,
) -> list[CountryFile]:
    """Add the countries of a pack: every row is checked, and the index made here.

    Raises
    ------
    GazetteerError
        If it is no pack, or is larger than a pack can be, or a row is none of a country file. All
        of it is checked before any country is changed.
    """
    file = Path(path)
    with scratch_folder() as scratch:
        tables = []
        for code, told, rows in _checked(file):
            table = scratch / f"{code}.txt"
            table.write_bytes(rows)
            main = main_country(read_country_file(table))
            if main != code:
                raise _wrong(file, f"{code}.txt has the rows of {main}")
            tables.append((table, _label(file, told)))
        return [
            add_country_file(
                table, folder=folder, progress=progress, label=label
            )
            for table, label in tables
        ]


def _label(file: Path, told: dict[str, Any]) -> str:
    """Say where the rows are from: the pack, and what it says of them, in one short line."""
    source, day = (
        str(told.get(key, ""))[:100] for key in ("source", "added")
    )
    plain = " ".join(re.sub(r"[^\w .:/_-]", " ", f"{source} {day}").split())
    return f"{file.name} ({plain or datetime.now(UTC).date().isoformat()})"


def _checked(file: Path) -> Iterator[tuple[str, dict[str, Any], bytes]]:
    """Read each table of a pack, with what the pack says of it.

    Raises
    ------
    GazetteerError
        At the first thing that isn't as it should be.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            told = _manifest(archive, file)
            for code in told:
                rows = _member(
                    archive, f"{code}.txt", _MAX_TABLE_BYTES, file
                )
                if sha256(rows).hexdigest() != told[code]["sha256"]:
                    raise _wrong(
                        file, f"{code}.txt isn't what its list says"
                    )
                yield code, told[code], rows
    except (
        OSError,
        EOFError,
        RuntimeError,  # encrypted
        NotImplementedError,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        raise _wrong(file, f"can't be read ({error})") from error


def _manifest(
    archive: zipfile.ZipFile, file: Path
) -> dict[str, dict[str, Any]]:
    try:
        content = json.loads(
            _member(archive, _MANIFEST, _MAX_MANIFEST_BYTES, file)
        )
    except (ValueError, RecursionError) as error:
        raise _wrong(file, f"its list is no JSON ({error})") from error
    countries = (
        content.get("countries") if isinstance(content, dict) else None
    )
    if not isinstance(countries, list) or content.get("kind") != _KIND:
        raise _wrong(file, "it doesn't say what is in it")
    told = {each["country"]: each for each in countries if _is_listed(each)}
    if len(told) != len(countries) or not 0 < len(told) <= _MAX_TABLES:
        raise _wrong(file, "its list has what is no country")
    if {*archive.namelist()} != {
        _MANIFEST,
        *(f"{code}.txt" for code in told),
    }:
        raise _wrong(file, "it holds other files than it lists")
    return told


def _is_listed(each: Any) -> bool:
    return (
        isinstance(each, dict)
        and isinstance(each.get("country"), str)
        and isinstance(each.get("sha256"), str)
        and _TABLE.fullmatch(f"{each['country']}.txt") is not None
        and _DIGEST.fullmatch(each["sha256"]) is not None
    )


def _member(
    archive: zipfile.ZipFile, name: str, most: int, file: Path
) -> bytes:
    """Read a file of a pack, but never more than it may have."""
    try:
        with archive.open(name) as member:
            data = member.read(most + 1)
    except KeyError as error:
        raise _wrong(file, f"there is no {name} in it") from error
    if len(data) > most:
        raise _wrong(file, f"{name} is larger than any country's")
    return data


def _wrong(file: Path, fault: str) -> GazetteerError:
    return GazetteerError(
        f"{file.name}: no country pack: {fault}; ask for it to be sent again"
    )
