"""GeoPackage, Shapefile and FlatGeobuf by GDAL (pyogrio), told by their first bytes."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd

from sitmap.errors import DataWarning, InputError
from sitmap.readers.archive import open_archive, unpack_to
from sitmap.readers.formats.geometries import rows_of_shapes
from sitmap.readers.limits import check_size
from sitmap.readers.rows import Rows
from sitmap.scratch import scratch_folder

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_OWN_LAYER: Final = "incidents"


def read_vector(
    path: str | Path,
    *,
    kind: str,
    layer: str | None = None,
    encoding: str | None = None,
    file: str | None = None,
) -> Rows:
    """Read one layer of a GIS file.

    Parameters
    ----------
    path
        The file.
    kind
        What to call it: "GeoPackage".
    layer
        Which layer; by default the only one, or ``incidents``.
    encoding
        Of a Shapefile's texts, where its .cpg doesn't say.
    file
        What messages call the file.

    Raises
    ------
    InputError
        The file is broken, has several layers and none was named, or its CRS isn't known.
    """
    import pyogrio

    name = file or str(path)
    if Path(path).is_file():
        check_size(Path(path).stat().st_size, name)
    try:
        # what GDAL has to say of single values is said again by row below
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            chosen = _choose_layer(pyogrio.list_layers(path), layer, name)
            frame = pyogrio.read_dataframe(
                path, layer=chosen, encoding=encoding, fid_as_index=False
            )
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        UnicodeDecodeError,
        OSError,
    ) as error:
        reason = str(error).splitlines()[0][:120]
        raise InputError(
            f"{name}: can't be read as {kind} ({reason}); export it again"
        ) from None
    ours = (
        kind == "GeoPackage"
        and chosen == _OWN_LAYER
        and {"incident_id", "problem"} <= set(frame.columns)
    )
    rows = _in_degrees(frame, name)
    reader = f"{kind}, layer {chosen!r}"
    if isinstance(rows, gpd.GeoDataFrame):
        return rows_of_shapes(rows, reader, ours=ours)
    numbers = range(1, len(frame) + 1)
    return Rows(rows, reader, numbers=numbers, word="feature", ours=ours)


def _choose_layer(layers: np.ndarray, layer: str | None, file: str) -> str:
    names = [
        str(name)
        for name in layers[:, 0]
        if not str(name).startswith("layer_styles")
    ]
    if layer is not None and layer not in names:
        raise InputError(
            f"{file}: no layer is called {layer!r}; it has {', '.join(names)}"
        )
    if layer is not None:
        return layer
    if _OWN_LAYER in names:
        return _OWN_LAYER
    if len(names) != 1:
        raise InputError(
            f"{file}: has {len(names)} layers ({', '.join(names[:12])}); name one: layer= (--layer)"
        )
    return names[0]


def _in_degrees(frame: pd.DataFrame, file: str) -> Any:
    """Bring the geometry to longitude and latitude; a table without geometry stays as it is."""
    if not isinstance(frame, gpd.GeoDataFrame):
        return frame
    if frame.crs is not None:
        return _flat(frame.to_crs(4326))
    if frame.geometry.isna().all() or frame.is_empty.all():
        return _flat(frame.set_crs(4326))
    west, south, east, north = frame.total_bounds
    if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):  # noqa: PLR2004
        raise InputError(
            f"{file}: names no CRS, and its coordinates ({west:.0f}, {south:.0f}) are no degrees; "
            "add the .prj, or convert it to EPSG:4326"
        )
    told = f"{file}: names no CRS; its coordinates are read as longitude and latitude (EPSG:4326)"
    warnings.warn(told, DataWarning, stacklevel=6)
    return _flat(frame.set_crs(4326))


def _flat(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    flat = frame.set_geometry(frame.geometry.force_2d())
    return (
        flat.rename_geometry("geometry")
        if flat.geometry.name != "geometry"
        else flat
    )


def read_zipped_shapefile(
    path: Path, *, layer: str | None, encoding: str | None, file: str
) -> Rows:
    """Read a Shapefile out of a zip file, unpacked beside nothing and thrown away after."""
    with (
        open_archive(path) as archive,
        scratch_folder() as folder,
    ):
        names = archive.namelist()
        shapes = [
            name
            for name in names
            if name.lower().endswith(".shp") and "__MACOSX" not in name
        ]
        stems = {Path(name).stem: name for name in shapes}
        if (layer is not None and layer not in stems) or (
            layer is None and len(shapes) != 1
        ):
            raise InputError(
                f"{file}: holds {len(shapes)} Shapefiles ({', '.join(stems)}); name one: layer="
                " (--layer)"
            )
        stem = str(
            Path(stems[layer] if layer else shapes[0]).with_suffix("")
        )
        members = [
            name
            for name in names
            if str(Path(name).with_suffix("")) == stem
        ]
        unpacked = unpack_to(archive, members, Path(folder), file)
        shape = next(
            one for one in unpacked if one.suffix.lower() == ".shp"
        )
        return read_vector(
            shape, kind="Shapefile", encoding=encoding, file=file
        )
