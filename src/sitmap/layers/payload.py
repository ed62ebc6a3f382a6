"""The compact encoding of an incident table: columns first, texts in blocks that are read when needed.

What the map draws from (point, day, type, precision, status, radius) comes as little-endian byte planes in the
blob ``core``; what only filters need comes in ``facets``; every word that a card shows comes in blobs
``text/0``, ``text/1``…, each a gzipped JSON list of columns for `BLOCK_ROWS` rows. Rows on the map come first,
sorted by day; those left off follow. The same table gives the same bytes.
"""

from __future__ import annotations

import json
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import numpy as np
import pandas as pd
import shapely

from sitmap.errors import InputError
from sitmap.incidents import COLUMNS, find_left_off

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import geopandas as gpd
    from numpy.typing import NDArray

__all__ = ["BLOCK_ROWS", "Notes", "Payload", "encode_incidents", "gzip_bytes"]

Notes = Literal["full", "short", "none"]

BLOCK_ROWS: Final = 4096
"""Rows in a block of texts."""

SHORT_NOTE: Final = 200
"""Characters that ``notes="short"`` keeps."""

NO_VALUE: Final = -(2**31)
"""What an int32 column holds for null."""

_SCALE: Final = 1e5  # 1e-5 degrees is 1.1 m, finer than any report
_SMALL: Final = 20_000  # rows up to which a better compression costs no time that anyone notices
_FACETS: Final = ("sub_event_type", "date_precision", "actor1", "actor2", "source")
_COARSE: Final = ("admin2", "admin1", "country")
_IN_CORE: Final = ("event_type", "precision", "status", "uncertainty_m", "date_start", "date_end")
_MAX_CODES: Final = 65_535
_EPOCH: Final = np.datetime64("1970-01-01", "D")


@dataclass(frozen=True, slots=True)
class Payload:
    """What one layer writes into the page.

    Attributes
    ----------
    settings
        Plain values that JSON can hold.
    blobs
        Name to gzip bytes; the page keeps each in ``LAYER/name``.
    """

    settings: dict[str, Any]
    blobs: dict[str, bytes]


def encode_incidents(
    incidents: gpd.GeoDataFrame, *, notes: Notes = "full", show_statuses: Iterable[str] = ()
) -> Payload:
    """Encode an incident table for the page.

    Parameters
    ----------
    incidents
        The incident table (`sitmap.incidents.conform`); columns beyond the schema go into the cards.
    notes
        ``"short"`` cuts the notes to 200 characters, ``"none"`` leaves them out.
    show_statuses
        Statuses of `sitmap.incidents.OFF_MAP_STATUSES` that are drawn all the same.

    Returns
    -------
    Payload
        Settings ``rows``, ``located``, ``undated``, ``bounds`` ((south, west), (north, east)), ``days`` (first
        and last, ISO) and the layout of the blobs ``core``, ``facets``, ``codes``, ``text/N``.

    Raises
    ------
    InputError
        `notes` is none of the three.

    Examples
    --------
    >>> import pandas as pd
    >>> from sitmap.incidents import conform
    >>> payload = encode_incidents(conform(pd.DataFrame({"title": ["Road block"], "place": ["Rudare"]})))
    >>> payload.settings["rows"], payload.settings["located"], sorted(payload.blobs)
    (1, 0, ['codes', 'core', 'facets', 'text/0'])
    """
    if notes not in get_args(Notes):
        raise InputError(f"notes={notes!r} is not one of 'full', 'short', 'none'")
    left_off = find_left_off(incidents, show_statuses=show_statuses)
    order, located = _order(incidents, left_off)
    table = _shorten(incidents, notes).take(order)
    codes = _Codes()
    core = _encode_core(table, codes)
    facets = [codes.add(name, table[name]) for name in _FACETS if name in table and _few(table[name])]
    texts = _text_columns(table, skip={*_IN_CORE, *(column.name for column in facets)})
    level = 6 if len(table) <= _SMALL else 1
    blobs = {
        "core": gzip_bytes(b"".join(column.planes() for column in core), level),
        "facets": gzip_bytes(b"".join(column.planes() for column in facets), level),
        "codes": gzip_bytes(_json_bytes({**codes.lists, "left_off": _left_off(left_off)}), level),
        **_text_blobs(texts, len(table), level),
    }
    settings = {
        **_summary(core, located),
        "core": [column.layout for column in core],
        "facets": [column.layout for column in facets],
        "text": {"rows": BLOCK_ROWS, "fields": list(texts)},
    }
    return Payload(settings, blobs)


def gzip_bytes(data: bytes, level: int = 6) -> bytes:
    """Gzip without a time, a name or a system in the header, so that the same data gives the same bytes."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(data) + packer.flush()
    tail = zlib.crc32(data).to_bytes(4, "little") + (len(data) & 0xFFFFFFFF).to_bytes(4, "little")
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff" + body + tail


@dataclass(frozen=True, slots=True)
class _Column:
    """One numeric column; `kind` is how the page reads it: ``d32`` is int32 as differences from row to row."""

    name: str
    kind: Literal["i32", "d32", "f32", "u8", "u16", "u32"]
    values: NDArray[Any]

    @property
    def layout(self) -> list[str]:
        return [self.name, self.kind]

    def planes(self) -> bytes:
        values = self.values
        if self.kind == "d32":
            values = np.diff(values.astype(np.int32), prepend=np.int32(0))
        raw = np.ascontiguousarray(values, dtype=_DTYPES[self.kind])
        return raw.view(np.uint8).reshape(len(raw), raw.itemsize).T.tobytes()


_DTYPES: Final = {"i32": "<i4", "d32": "<i4", "f32": "<f4", "u8": "u1", "u16": "<u2", "u32": "<u4"}


class _Codes:
    """Lists of the distinct values of columns; in a column 0 is null and i + 1 the i-th of its list."""

    def __init__(self) -> None:
        self.lists: dict[str, Any] = {}

    def add(self, name: str, column: pd.Series[Any]) -> _Column:
        numbers, distinct = pd.factorize(column.astype("category"), sort=False)
        used = np.argsort(np.asarray(distinct.codes)) if hasattr(distinct, "codes") else np.arange(len(distinct))
        rank = np.empty(len(used) + 1, dtype=np.uint32)
        rank[used] = np.arange(1, len(used) + 1)
        rank[-1] = 0
        self.lists[name] = [str(value) for value in np.asarray(distinct, dtype=object)[used]]
        return _Column(name, _width(len(used)), rank[numbers])


def _width(count: int) -> Literal["u8", "u16", "u32"]:
    return "u8" if count < 2**8 else "u16" if count < 2**16 else "u32"


def _few(column: pd.Series[Any]) -> bool:
    """Tell a code from a text: something that a reader can choose from, in two bytes a row."""
    distinct = column.nunique()
    return 0 < distinct < _MAX_CODES and (distinct <= 1000 or distinct < len(column) / 2)  # noqa: PLR2004


def _order(incidents: gpd.GeoDataFrame, left_off: pd.DataFrame) -> tuple[NDArray[np.intp], int]:
    """Rows on the map by day (undated last), then those left off as they came; and how many are on it."""
    off = np.zeros(len(incidents), dtype=bool)
    off[incidents.index.isin(left_off["row"])] = True
    day = _days(incidents["date_start"])
    day = np.where(off, 0, np.where(day == NO_VALUE, np.iinfo(np.int32).max, day))
    return np.lexsort((day, off)), int((~off).sum())


def _shorten(incidents: gpd.GeoDataFrame, notes: Notes) -> pd.DataFrame:
    if notes == "full":
        return incidents
    if notes == "none":
        return incidents.drop(columns="notes")
    whole = incidents["notes"]
    return incidents.assign(notes=whole.where(whole.str.len() <= SHORT_NOTE, whole.str.slice(0, SHORT_NOTE) + "…"))


def _days(column: pd.Series[Any]) -> NDArray[np.int32]:
    stamps = column.to_numpy(dtype="datetime64[s]").astype("datetime64[D]")
    days = (stamps - _EPOCH).astype(np.int64)
    return np.where(np.isnat(stamps), NO_VALUE, days).astype(np.int32)


def _encode_core(table: pd.DataFrame, codes: _Codes) -> list[_Column]:
    points = table.geometry.to_numpy()  # type: ignore[union-attr]
    day, end = _days(table["date_start"]), _days(table["date_end"])
    length = np.where((day == NO_VALUE) | (end < day), 0, end.astype(np.int64) - day)
    return [
        _Column("lat", "i32", _fixed(shapely.get_y(points))),
        _Column("lon", "i32", _fixed(shapely.get_x(points))),
        _Column("day", "d32", day),
        _Column("length", "u16", np.minimum(length, _MAX_CODES)),
        codes.add("event_type", table["event_type"]),
        codes.add("precision", table["precision"]),
        codes.add("status", table["status"]),
        _Column("uncertainty_m", "f32", table["uncertainty_m"].to_numpy(dtype=np.float32, na_value=np.nan)),
        _encode_area(table, codes),
    ]


def _fixed(degrees: NDArray[np.float64]) -> NDArray[np.int32]:
    scaled = np.rint(degrees * _SCALE)
    return np.where(np.isfinite(scaled), scaled, NO_VALUE).astype(np.int32)


def _encode_area(table: pd.DataFrame, codes: _Codes) -> _Column:
    """Name the area of coarse rows, so that "somewhere in …" needs no block of texts."""
    coarse = table["precision"].isin(_COARSE)
    name = table["place_name"].fillna(table["place"]).fillna(table["country"])
    column = codes.add("area", name.where(coarse).astype("string"))
    first = pd.DataFrame({"code": column.values, "id": table["place_id"], "country": table["country"]})
    first = first[first["code"] > 0].drop_duplicates("code").sort_values("code")
    codes.lists["area_id"] = _json_values(first["id"])
    codes.lists["area_country"] = _json_values(first["country"])
    return column


def _left_off(left_off: pd.DataFrame) -> dict[str, list[Any]]:
    numbers, reasons = pd.factorize(left_off["why"].astype("string").fillna(""))
    rows = left_off["row"]
    return {
        "row": rows.tolist() if pd.api.types.is_integer_dtype(rows) else rows.astype(str).tolist(),
        "why": numbers.tolist(),
        "reasons": [str(reason) for reason in reasons],
    }


def _summary(core: Sequence[_Column], located: int) -> dict[str, Any]:
    lat, lon, day = (column.values[:located] for column in core[:3])
    dated = day[day != NO_VALUE]
    bounds = None
    if located:
        south, west, north, east = (float(v) / _SCALE for v in (lat.min(), lon.min(), lat.max(), lon.max()))
        bounds = [[south, west], [north, east]]
    return {
        "kind": "incidents",
        "rows": len(core[0].values),
        "located": located,
        "undated": int(located - len(dated)),
        "bounds": bounds,
        "days": [str(_EPOCH + int(dated.min())), str(_EPOCH + int(dated.max()))] if len(dated) else None,
    }


def _text_columns(table: pd.DataFrame, *, skip: set[str]) -> dict[str, list[Any]]:
    known = [name for name in COLUMNS if name in table and name not in skip]
    extra = [name for name in table.columns if name not in COLUMNS and name != "geometry"]
    return {str(name): _json_values(table[name]) for name in [*known, *extra] if table[name].notna().any()}


def _json_values(column: pd.Series[Any]) -> list[Any]:
    """Give a column as what JSON can hold: numbers, booleans, strings and None."""
    types = pd.api.types
    if types.is_bool_dtype(column) or types.is_integer_dtype(column):
        return column.to_numpy(dtype=object, na_value=None).tolist()
    if types.is_float_dtype(column):
        numbers = column.to_numpy(dtype=float, na_value=np.nan)
        return np.where(np.isfinite(numbers), numbers, None).tolist()
    if types.is_datetime64_any_dtype(column):
        return _each_distinct(column, _iso)
    if types.infer_dtype(column, skipna=True) != "string":
        return _each_distinct(column.map(str, na_action="ignore"), str)
    return column.to_numpy(dtype=object, na_value=None).tolist()


def _each_distinct(column: pd.Series[Any], say: Callable[[Any], str]) -> list[Any]:
    numbers, distinct = pd.factorize(column)
    said = np.array([*(say(value) for value in distinct), None], dtype=object)
    return said[numbers].tolist()


def _iso(stamp: pd.Timestamp) -> str:
    text = stamp.isoformat()
    return text.removesuffix("T00:00:00")


def _text_blobs(texts: dict[str, list[Any]], rows: int, level: int) -> dict[str, bytes]:
    starts = range(0, rows, BLOCK_ROWS)
    columns = list(texts.values())

    def pack(start: int) -> bytes:
        return gzip_bytes(_json_bytes([values[start : start + BLOCK_ROWS] for values in columns]), level)

    with ThreadPoolExecutor() as pool:  # zlib works outside the interpreter's lock
        return {f"text/{number}": blob for number, blob in enumerate(pool.map(pack, starts))}


def _json_bytes(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")
