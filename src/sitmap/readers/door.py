"""The door for outlines from outside: told by content, opened by named drivers, bounded, offline.

GDAL left to choose reads formats that refer to other files and addresses (virtual layers, service
descriptions, a link as CRS), and unpacks whatever it is given.
"""

from __future__ import annotations

import json
import math
import warnings
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import geopandas as gpd
import shapely

from sitmap.errors import DataWarning, InputError
from sitmap.readers.archive import open_archive, unpack_to
from sitmap.readers.limits import check_size
from sitmap.readers.outline_folder import read_folder
from sitmap.readers.text import check_path, decode, read_bytes
from sitmap.scratch import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS: Final = {
    b"SQLite format 3\x00": ("GeoPackage", "GPKG"),
    b"\x00\x00\x27\x0a": ("Shapefile", "ESRI Shapefile"),
    b"fgb\x03": ("FlatGeobuf", "FlatGeobuf"),
}
"""First bytes of a file, what to call its format, and GDAL's name of its driver."""

_ZIP: Final = b"PK\x03\x04"
_PARQUET: Final = b"PAR1"
_KNOWN: Final = (
    "GeoJSON, GeoPackage, FlatGeobuf, GeoParquet, KML, or a Shapefile,"
    " also in a zip file (KMZ)"
)
_HEAD: Final = 2_000  # characters in which a KML says that it is one
_SHAPES: Final = frozenset(
    {".shp", ".geojson", ".json", ".gpkg", ".fgb", ".parquet", ".kml"}
)
_SHAPES_OF: Final = {
    "areas": frozenset({"Polygon", "MultiPolygon"}),
    "lines": frozenset({"LineString", "MultiLineString"}),
}
"""GDAL's kinds of layers, without Z and M, by what is asked for."""


def read_outlines(
    path: str | Path, *, of: Literal["areas", "lines"] = "areas"
) -> gpd.GeoDataFrame:
    """Read a file of shapes as it is: every column, in the file's own CRS.

    Parameters
    ----------
    path
        GeoJSON, GeoPackage, FlatGeobuf, GeoParquet, KML, or a Shapefile, also in a zip file; or a
        folder with such a file for each day (`sitmap.readers.outline_folder`).
    of
        What is wanted of a file with several layers.

    Raises
    ------
    InputError
        The file isn't there, is of another kind or damaged, or unpacks to more than memory holds.
    """
    if Path(path).is_dir():
        return read_folder(Path(path), partial(read_outlines, of=of))
    file = check_path(path)
    name = str(path)
    try:
        with file.open("rb") as opened:
            head = opened.read(16)
        check_size(file.stat().st_size, name)
        return _read(file, head, name, of)
    except InputError:
        raise
    except MemoryError:
        raise InputError(
            f"{name}: takes more memory than there is; simplify it first"
        ) from None
    except Exception as error:
        reason = " ".join(str(error).split())[:100]
        raise InputError(
            f"{name}: can't be read as a file of {of} ({reason}); export it again as GeoPackage"
        ) from error


def _read(file: Path, head: bytes, name: str, of: str) -> gpd.GeoDataFrame:
    if head.startswith(_ZIP):
        with _unpacked(file, name) as inside, inside.open("rb") as opened:
            return _read(
                inside, opened.read(16).replace(_ZIP, b""), name, of
            )
    if head.startswith(_PARQUET):
        return _read_parquet(file, name)
    for magic, (kind, driver) in _KINDS.items():
        if head.startswith(magic):
            return _read_by_gdal(file, kind, driver, name, of)
    data = read_bytes(file)
    text = decode(data, file=name)
    if "<kml" in text[:_HEAD]:
        from sitmap.readers.formats.kml import read_kml_shapes

        return _with_shapes(read_kml_shapes(data, file=name), name)
    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        raise InputError(
            f"{name}: is no file of areas that sitmap reads; give {_KNOWN}"
        )
    return _read_geojson(text, name)


@contextmanager
def _unpacked(file: Path, name: str) -> Iterator[Path]:
    """Unpack the one file of shapes in an archive, with what belongs to it, into a new folder."""
    with (
        open_archive(file) as archive,
        scratch_folder() as folder,
    ):
        members = [
            one for one in archive.namelist() if not one.endswith("/")
        ]
        members = [one for one in members if "__MACOSX" not in one]
        shapes = [
            one for one in members if Path(one).suffix.lower() in _SHAPES
        ]
        if len(shapes) != 1:
            listed = ", ".join(shapes or members)[:200]
            raise InputError(
                f"{name}: holds {len(shapes)} files of areas ({listed}); give one"
            )
        stem = str(Path(shapes[0]).with_suffix(""))
        belong = [
            one for one in members if str(Path(one).with_suffix("")) == stem
        ]
        paths = unpack_to(archive, belong, Path(folder), name)
        yield next(one for one in paths if one.suffix.lower() in _SHAPES)


def _read_by_gdal(
    file: Path, kind: str, driver: str, name: str, of: str
) -> gpd.GeoDataFrame:
    import pyogrio

    # a whole path: GDAL takes a bare name such as "MYSQL:x" for a connection
    source = str(file.resolve())
    layer = _choose_layer(pyogrio.list_layers(source), name, of)
    found = pyogrio.read_info(source, layer=layer)["driver"]
    if found != driver:
        raise InputError(
            f"{name}: is no {kind} (GDAL takes it for {found}); export it again"
        )
    with (
        warnings.catch_warnings()
    ):  # single values that GDAL can't read are no names of areas
        warnings.simplefilter("ignore")
        frame = pyogrio.read_dataframe(source, layer=layer)
    return _with_shapes(frame, name)


def _choose_layer(layers: Any, name: str, of: str) -> str:
    listed = [(str(layer), str(kind)) for layer, kind in layers]
    fitting = [
        layer
        for layer, kind in listed
        if kind.partition(" ")[0] in _SHAPES_OF[of]
    ]
    areas = fitting or [layer for layer, _ in listed]
    if len(areas) != 1:
        raise InputError(
            f"{name}: has {len(areas)} layers ({', '.join(areas)[:200]}); keep the one of {of}"
        )
    return areas[0]


def _read_parquet(file: Path, name: str) -> gpd.GeoDataFrame:
    try:
        import pyarrow.parquet as pq
    except ModuleNotFoundError:
        raise InputError(
            f"{name}: reading Parquet needs pyarrow: pip install 'sitmap[parquet]'"
        ) from None
    metadata = pq.read_metadata(file)
    groups = range(metadata.num_row_groups)
    check_size(
        sum(metadata.row_group(at).total_byte_size for at in groups), name
    )
    if b"geo" not in (metadata.metadata or {}):
        raise InputError(
            f"{name}: is a Parquet file without shapes; give {_KNOWN}"
        )
    return _with_shapes(gpd.read_parquet(file), name)


def _read_geojson(text: str, name: str) -> gpd.GeoDataFrame:
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(
            f"{name}: is no valid JSON ({error}); export it again"
        ) from None
    features = (
        data.get("features")
        if data.get("type") == "FeatureCollection"
        else [data]
    )
    if not isinstance(features, list) or not all(
        isinstance(one, dict) for one in features
    ):
        raise InputError(
            f"{name}: is no GeoJSON of areas; a FeatureCollection is needed"
        )
    shapes = [_shape(one.get("geometry")) for one in features]
    rows = [dict(one.get("properties") or {}) for one in features]
    for row in rows:
        row.pop("geometry", None)
    frame = gpd.GeoDataFrame(
        rows, geometry=shapes, crs=_find_crs(data.get("crs"), name)
    )
    return _with_shapes(frame, name)


def _shape(geometry: Any) -> Any:
    if not isinstance(geometry, dict):
        return None
    try:
        found = shapely.force_2d(shapely.from_geojson(json.dumps(geometry)))
    except (ValueError, shapely.errors.GEOSException):
        return None
    return found if all(map(math.isfinite, found.bounds)) else None


def _find_crs(member: Any, name: str) -> Any:
    """Honour an old-style `crs` by its name; a link in it is not followed."""
    properties = (
        member.get("properties") if isinstance(member, dict) else None
    )
    told = properties.get("name") if isinstance(properties, dict) else None
    if member is None or (
        isinstance(told, str) and told.upper().endswith("CRS84")
    ):
        return 4326
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        return CRS.from_user_input(told)
    except (CRSError, TypeError):
        raise InputError(
            f"{name}: its crs is {str(member)[:60]!r}, which sitmap doesn't read; "
            "convert it to EPSG:4326"
        ) from None


def _with_shapes(frame: Any, name: str) -> gpd.GeoDataFrame:
    if not isinstance(frame, gpd.GeoDataFrame):
        raise InputError(f"{name}: holds no shapes; give {_KNOWN}")
    shapes = frame.geometry.to_numpy()
    there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    if not there.all():
        told = (
            f"{name}: {(~there).sum()} of {len(frame)} features have no geometry,"
            " and are left off"
        )
        warnings.warn(told, DataWarning, stacklevel=5)
    return frame[there].reset_index(drop=True)
