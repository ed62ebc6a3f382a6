"""Pick the reader by what a file holds, not by its name."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.errors import InputError
from sitmap.readers.archive import open_archive
from sitmap.readers.cameo import CONFLICT_ROOTS
from sitmap.readers.formats.csv import read_csv
from sitmap.readers.formats.esri_json import is_esri_json, read_esri_json
from sitmap.readers.formats.geojson import is_geojson, read_geojson
from sitmap.readers.formats.gpx import read_gpx
from sitmap.readers.formats.html_tables import is_page, read_html_tables
from sitmap.readers.formats.json import load_json, read_events_json
from sitmap.readers.formats.kml import read_kml_bytes, read_kmz
from sitmap.readers.formats.parquet import FEATHER, read_parquet
from sitmap.readers.formats.postgis import is_database, read_postgis
from sitmap.readers.formats.sheets import read_sheet
from sitmap.readers.formats.vector import read_vector, read_zipped_shapefile
from sitmap.readers.formats.word_tables import DOCUMENT, read_word_tables
from sitmap.readers.frames import read_frame
from sitmap.readers.layout import Reading
from sitmap.readers.limits import allow_size, check_size, give_back_memory
from sitmap.readers.packed import read_packed
from sitmap.readers.recognition import recognise
from sitmap.readers.remote import fetched
from sitmap.readers.rows import describe_reading, note_reading
from sitmap.readers.table import make_incidents, warn_of_problems
from sitmap.readers.text import (
    check_path,
    open_binary,
    open_text,
    read_bytes,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd

    from sitmap.readers.rows import Rows

# bytes of memory that a byte of XML becomes
_XML_PER_BYTE: Final = 11
_LOG: Final = logging.getLogger("sitmap.readers")


@dataclass(frozen=True)
class _Request:
    """What the caller said about the file."""

    file: str
    encoding: str | None
    layer: str | None
    roots: Sequence[str] | None


def read(
    path: str | Path | pd.DataFrame,
    *,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    dayfirst: bool | None = None,
    layer: str | None = None,
    roots: Sequence[str] | None = CONFLICT_ROOTS,
    allow_remote: bool = False,
    max_mb: float | None = None,
) -> gpd.GeoDataFrame:
    """Read a file of incidents into the incident table.

    The format is told by the content: CSV (comma, semicolon, tab or bar), Excel and OpenDocument
    sheets, JSON and JSON lines, GeoJSON, Esri JSON, KML and KMZ, GPX, GeoPackage, GeoParquet,
    Shapefile (also zipped), FlatGeobuf, tables of Word documents and pages, zip files of such, and
    tables of PostGIS; in the layouts that
    `sitmap.readers.layouts` declares, with HXL tags, or by column names in thirteen languages.
    `sitmap.readers.describe_reading` says which it was,
    `sitmap.readers.list_columns` which column was used for what, `sitmap.readers.list_left_off`
    what
    was left off.

    Parameters
    ----------
    path
        A local file, ``postgresql://…?table=name``, or a DataFrame, which is read as a file of the
        same columns is.
    columns
        Which of the file's columns is which of ours, where the names aren't recognised:
        ``{"place": "Ort", "date_start": "Tag"}``.
    encoding
        The file's encoding; by default a byte-order mark, UTF-8, or a guess between the old code
        pages with a warning.
    dayfirst
        The order of ``03/04/2023``, where the column doesn't show it.
    layer
        The layer of a GeoPackage, the sheet of a workbook, the table of a document or page, the
        file or Shapefile in a zip file.
    roots
        CAMEO root codes of GDELT events to keep; None keeps all.
    allow_remote
        Whether an http(s) link, a ``/vsi`` path of GDAL's or another machine's database may be
        read.
    max_mb
        The largest file to read, in megabytes; by default what fits into the memory that is
        available (reading takes about seven times the file's size, and no more than 10 GB).

    Returns
    -------
    geopandas.GeoDataFrame
        The incident table (`sitmap.incidents.COLUMNS`) in EPSG:4326. Every row of the file is in
        it; what is wrong with a row stands in ``problem``. ``country`` and ``admin1`` help
        `sitmap.locate` where rows have no point.

    Raises
    ------
    InputError
        The file is missing, empty, too large or no table, has no column with a place or a
        coordinate, or holds counts or outlines and no incidents.

    Warns
    -----
    DataWarning
        Rows have problems: how many, and the first few.
    """
    if isinstance(path, pd.DataFrame):
        return read_frame(path, columns=columns, dayfirst=dayfirst)
    request = _Request(_short_name(path), encoding, layer, roots)
    with allow_size(max_mb):
        rows, found_encoding = _read_rows(
            path, request, allow_remote=allow_remote
        )
    held = [recognise(rows, Reading(request.file, roots))]
    rows = held[0].without_values()
    give_back_memory()
    incidents = make_incidents(
        held.pop(), file=request.file, columns=columns, dayfirst=dayfirst
    )
    note_reading(
        incidents, rows, file=request.file, encoding=found_encoding
    )
    _LOG.info(describe_reading(incidents))
    give_back_memory()
    warn_of_problems(incidents, request.file)
    return incidents


def _short_name(path: str | Path) -> str:
    """Name the file in messages without its folder, and a database without its password."""
    return (
        str(path).partition("?")[0].rpartition("@")[2]
        if is_database(path)
        else Path(path).name
    )


def _read_rows(
    path: str | Path, request: _Request, *, allow_remote: bool
) -> tuple[Rows, str | None]:
    """Read rows, and say in which encoding where that is a question."""
    if is_database(path):
        return read_postgis(str(path), allow_remote=allow_remote), None
    if allow_remote and "://" in str(path):
        with fetched(str(path)) as local:
            return _read_local(local, request)
    if allow_remote and str(path).startswith("/vsi"):
        return (
            read_vector(
                str(path),
                kind="GDAL",
                layer=request.layer,
                encoding=request.encoding,
            ),
            None,
        )
    return _read_local(check_path(path), request)


def _read_local(path: Path, request: _Request) -> tuple[Rows, str | None]:
    with open_binary(path) as opened:
        head = opened.read(64)
    file, layer, encoding = request.file, request.layer, request.encoding
    if head.startswith((b"PAR1", FEATHER)):
        return read_parquet(path, file=file), None
    if head.startswith(b"PK\x03\x04"):
        return _read_zip(path, request)
    for magic, kind in _GDAL_KINDS.items():
        if head.startswith(magic):
            shape = (
                path.with_suffix(".shp")
                if path.suffix.lower() == ".shx"
                else path
            )
            return read_vector(
                shape, kind=kind, layer=layer, encoding=encoding, file=file
            ), None
    if head.startswith(_OLE):
        return read_sheet(
            path, kind="Excel", sheet=layer, file=file, zipped=False
        ), None
    for magic, remedy in _REFUSED.items():
        if head.startswith(magic):
            raise InputError(f"{file}: {remedy}")
    with open_binary(path) as opened:
        start = opened.read(_START)
    if start.lstrip(_BEFORE_MARKUP).startswith(b"<"):  # XML is parsed whole
        return _read_text(read_bytes(path), request)
    check_size(path.stat().st_size, path)
    return _read_text(path, request)


# bytes by which a format is told
_START: Final = 4096
_BEFORE_MARKUP: Final = b"\xef\xbb\xbf \t\r\n"
_GDAL_KINDS: Final = {
    b"SQLite format 3\x00": "GeoPackage",
    b"\x00\x00\x27\x0a": "Shapefile",
    b"fgb\x03": "FlatGeobuf",
}
_OLE: Final = b"\xd0\xcf\x11\xe0"
"""Old Excel files, and those of today that are locked with a password."""

_SHEETS: Final = {
    "xl/workbook.xml": "Excel",
    "xl/workbook.bin": "Excel",
    "content.xml": "OpenDocument",
}
_REMEDY: Final = (
    "copy its table into a spreadsheet and save it as CSV,"
    " or save a report's text as .txt"
)
_PICTURE: Final = (
    "is a picture, binary data and no table; have its words read by a program for text"
    " recognition (OCR), and save them as CSV or .txt"
)
_REFUSED: Final = {
    b"\x1f\x8b": "is packed with gzip; unpack it first (gunzip)",
    b"%PDF": f"is a PDF; {_REMEDY}",
    b"{\\rtf": f"is rich text; {_REMEDY}",
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
}
_DOCUMENTS: Final = {
    "ppt/presentation.xml": "a PowerPoint file",
}
"""Zip files by what is in them that people take for a table or a report."""


def _read_zip(path: Path, request: _Request) -> tuple[Rows, str | None]:
    with open_archive(path) as archive:
        names = [
            name
            for name in archive.namelist()
            if not name.endswith("/") and "__MACOSX" not in name
        ]
    lower = [name.lower() for name in names]
    kind = next(
        (kind for name, kind in _SHEETS.items() if name in lower), None
    )
    if kind is not None:
        return read_sheet(
            path, kind=kind, sheet=request.layer, file=request.file
        ), None
    if any(name.endswith(".shp") for name in lower):
        return (
            read_zipped_shapefile(
                path,
                layer=request.layer,
                encoding=request.encoding,
                file=request.file,
            ),
            None,
        )
    if any(name.endswith(".kml") for name in lower):
        return read_kmz(path, file=request.file), None
    if DOCUMENT in lower:
        return read_word_tables(
            path, file=request.file, wanted=request.layer
        ), None
    document = next(
        (kind for name, kind in _DOCUMENTS.items() if name in lower), None
    )
    if document is not None:
        raise InputError(f"{request.file}: is {document}; {_REMEDY}")
    return read_packed(
        path,
        names,
        lambda one, name: _read_local(
            one, replace(request, file=f"{request.file}:{name}", layer=None)
        ),
        wanted=request.layer,
        file=request.file,
    )


def _read_text(
    source: Path | bytes, request: _Request
) -> tuple[Rows, str | None]:
    if isinstance(source, bytes):
        start = source[:_START].lstrip(_BEFORE_MARKUP).lower()
        reader = next(
            (each for mark, each in _MARKUP.items() if mark in start), None
        )
        if start.startswith(b"<") and reader is not None:
            check_size(len(source), request.file, per_byte=_XML_PER_BYTE)
            return reader(source, file=request.file), None
        if start.startswith(b"<") and is_page(start):
            check_size(len(source), request.file, per_byte=_XML_PER_BYTE)
            return read_html_tables(
                source,
                file=request.file,
                encoding=request.encoding,
                wanted=request.layer,
            ), None
    text = open_text(
        source, file=request.file, encoding=request.encoding, stacklevel=6
    )
    if text.blank:
        raise InputError(
            f"{request.file}: is empty; a table needs a line of column names and rows"
        )
    if text.head(_START).lstrip(" \t\r\n\x1e").startswith(("{", "[")):
        return _read_json(
            load_json(text.read(), file=request.file), request.file
        ), text.encoding
    return read_csv(text, file=request.file), text.encoding


_MARKUP: Final = {b"<kml": read_kml_bytes, b"<gpx": read_gpx}


def _read_json(data: Any, file: str) -> Rows:
    if is_esri_json(data):
        return read_esri_json(data, file=file)
    return (
        read_geojson(data, file=file)
        if is_geojson(data)
        else read_events_json(data, file=file)
    )


def read_rows(
    path: str | Path,
    *,
    layer: str | None = None,
    encoding: str | None = None,
) -> tuple[Rows, str]:
    """Read the rows of a file that holds no incidents, and return what messages call it."""
    request = _Request(_short_name(path), encoding, layer, None)
    with allow_size(None):
        rows, _ = _read_rows(path, request, allow_remote=False)
    return rows, request.file
