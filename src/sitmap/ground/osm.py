"""OpenStreetMap extracts: read in batches, so that a large one needs little memory."""

from __future__ import annotations

import importlib.util
import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyogrio
import shapely

from sitmap.errors import InputError
from sitmap.ground.features import Features, Text, join_features
from sitmap.ground.kinds import BY_NAME
from sitmap.ground.pbf import check_whole
from sitmap.ground.shapes import is_usable
from sitmap.ground.tags import (
    NO_KIND,
    Columns,
    find_facilities,
    find_kinds,
    find_texts,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

ENDINGS: Final = (".pbf", ".osm", ".gpkg")
_LAYERS: Final = ("points", "lines", "multipolygons")
_BATCH: Final = 20_000
"""Features at a time: some 40 MB of them."""

_LARGEST_WHOLE_MB: Final = 100
"""Of an extract that is read at once, where pyarrow is missing."""

_CONFIG: Final = Path(__file__).with_name("osmconf.ini")
_WANTED: Final = frozenset(
    key
    for line in _CONFIG.read_text("utf-8").splitlines()
    if line.startswith("attributes=")
    for key in line.removeprefix("attributes=").split(",")
)
"""Tags that are asked for."""

_OTHER: Final = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"')
_BRIDGED: Final = (
    "motorway",
    "trunk",
    "primary",
    "secondary",
    "tertiary",
    "rail",
)


def read_osm(
    path: Path, *, progress: Callable[[str, int], None] | None = None
) -> Iterator[Features]:
    """Read what a map draws of an extract or of a GeoPackage of its layers, in batches.

    Parameters
    ----------
    path
        The file.
    progress
        Is told the layer and how many of its features have been read.

    Yields
    ------
    Features
        With shapes as the source has them, and a text where there is a name.

    Raises
    ------
    InputError
        The file is no extract, or it is cut off.
    """
    layers = _check_layers(path)
    for layer in layers:
        done = 0
        options = {"layer": layer}
        if path.suffix.lower() != ".gpkg":
            options["CONFIG_FILE"] = str(_CONFIG)
        for columns, shapes in read_batches(path, options):
            done += len(shapes)
            if progress is not None:
                progress(layer, done)
            yield as_features(layer, columns, shapes)


def _check_layers(path: Path) -> list[str]:
    if path.suffix.lower() == ".pbf":
        check_whole(path)
        return list(_LAYERS)
    try:
        with (
            warnings.catch_warnings()
        ):  # GDAL's own, before what is wrong is said in one line
            warnings.simplefilter("ignore", RuntimeWarning)
            found = [str(name) for name, _ in pyogrio.list_layers(path)]
    except Exception as error:  # noqa: BLE001 - GDAL's faults have many classes
        raise _no_extract(path, error) from None
    layers: list[str] = [layer for layer in _LAYERS if layer in found]
    if not layers:
        told = ", ".join(found[:5]) or "none"
        raise InputError(
            f"{path}: no OpenStreetMap extract: its layers are {told}, not points, lines and "
            "multipolygons; give an .osm.pbf, or a GeoPackage that ogr2ogr made of one"
        )
    return layers


def _no_extract(path: Path, error: Exception) -> InputError:
    why = (
        str(error).splitlines()[0][:200]
        if str(error)
        else type(error).__name__
    )
    return InputError(
        f"{path}: can't be read as an OpenStreetMap extract ({why}); download it again, and "
        "compare its size with the source's"
    )


def read_batches(
    path: Path, options: dict[str, str]
) -> Iterator[tuple[Columns, NDArray[Any]]]:
    """Read columns and shapes of a layer, some thousand features at a time.

    Parameters
    ----------
    path
        What GDAL opens.
    options
        The layer, and options of GDAL's driver.

    Raises
    ------
    InputError
        The file is damaged, or too large to be read without pyarrow.
    """
    has_arrow = importlib.util.find_spec("pyarrow") is not None
    if not has_arrow and path.stat().st_size > _LARGEST_WHOLE_MB * 1e6:
        raise InputError(
            f"{path}: more than {_LARGEST_WHOLE_MB} MB are read in parts, which needs pyarrow: "
            "pip install 'sitmap[ground]'"
        )
    read = _arrow_batches if has_arrow else _whole_layer
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            yield from read(path, options)
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001 - and Arrow's have others
        raise _no_extract(path, error) from None


def _arrow_batches(
    path: Path, options: dict[str, Any]
) -> Iterator[tuple[Columns, NDArray[Any]]]:
    with pyogrio.raw.open_arrow(
        path, use_pyarrow=True, batch_size=_BATCH, **options
    ) as source:
        meta, reader = source
        name = meta["geometry_name"] or "wkb_geometry"
        for batch in reader:
            if not batch.num_rows:
                continue
            table = {key: batch.column(key) for key in batch.schema.names}
            shapes = _from_wkb(
                table.pop(name).to_numpy(zero_copy_only=False)
            )
            columns = {
                key: pd.Series(part.to_pandas())
                for key, part in table.items()
            }
            yield _with_other_tags(columns), shapes


def _whole_layer(
    path: Path, options: dict[str, Any]
) -> Iterator[tuple[Columns, NDArray[Any]]]:
    meta, _, wkb, values = pyogrio.raw.read(path, **options)
    columns = dict(zip(meta["fields"], map(pd.Series, values), strict=True))
    yield _with_other_tags(columns), _from_wkb(wkb)


def _from_wkb(wkb: NDArray[Any]) -> NDArray[Any]:
    shapes = shapely.force_2d(shapely.from_wkb(wkb, on_invalid="ignore"))
    return np.atleast_1d(shapes)


def _with_other_tags(columns: Columns) -> Columns:
    """Spread the tags that GDAL's own layout, that of ogr2ogr, keeps in one column."""
    other = columns.pop("other_tags", None)
    if other is None or not other.notna().any():
        return columns
    told = [
        dict(_OTHER.findall(text)) if isinstance(text, str) else {}
        for text in other
    ]
    wanted = {key for tags in told for key in tags} & _WANTED
    spread = {
        key: pd.Series([tags.get(key) for tags in told], dtype=object)
        for key in wanted
    }
    return columns | {
        key: column for key, column in spread.items() if key not in columns
    }


def as_features(
    layer: str, columns: Columns, shapes: NDArray[Any]
) -> Features:
    """Return what a map draws of a layer of GDAL's OSM driver.

    Parameters
    ----------
    layer
        "points", "lines" or "multipolygons".
    columns
        OpenStreetMap's tags by key.
    shapes
        Shapes in degrees.
    """
    rows = len(shapes)
    kinds = find_kinds(layer, columns, rows)
    kept = np.flatnonzero(kinds != NO_KIND)
    found = [Features(kinds[kept], shapes[kept], find_texts(columns, kept))]
    if layer == "multipolygons":
        found += [_facilities(columns, shapes), _lake_names(found[0])]
    if layer == "lines":
        found.append(_bridges(columns, kinds, shapes))
    return join_features(found)


def _facilities(columns: Columns, shapes: NDArray[Any]) -> Features:
    kinds = find_facilities(columns, len(shapes))
    kept = np.flatnonzero((kinds != NO_KIND) & is_usable(shapes))
    points = shapely.point_on_surface(shapely.make_valid(shapes[kept]))
    return Features(kinds[kept], points, find_texts(columns, kept))


def _lake_names(areas: Features) -> Features:
    named = np.array([text is not None for text in areas.texts], dtype=bool)
    lakes = areas.only(
        named & (areas.kinds == BY_NAME["water"]) & is_usable(areas.shapes)
    )
    points = shapely.point_on_surface(shapely.make_valid(lakes.shapes))
    return Features(
        np.full(len(lakes), BY_NAME["lake_name"], dtype=np.uint8),
        points,
        lakes.texts,
    )


def _bridges(
    columns: Columns, kinds: NDArray[np.uint8], shapes: NDArray[Any]
) -> Features:
    """Mark the middle of each bridge of a road that a column would take."""
    bridge = columns.get("bridge")
    if bridge is None:
        return join_features([])
    carries = np.isin(kinds, [BY_NAME[one] for one in _BRIDGED])
    is_bridge = bridge.notna().to_numpy() & (bridge != "no").to_numpy()
    kept = np.flatnonzero(carries & is_bridge & is_usable(shapes))
    middles = shapely.line_interpolate_point(
        shapes[kept], 0.5, normalized=True
    )
    texts = np.empty(len(kept), dtype=object)
    own = columns.get("bridge:name")
    if own is not None:
        told = own.iloc[kept]
        texts[:] = [
            Text(name) if isinstance(name, str) else None for name in told
        ]
    return Features(
        np.full(len(kept), BY_NAME["bridge"], dtype=np.uint8),
        middles,
        texts,
    )
