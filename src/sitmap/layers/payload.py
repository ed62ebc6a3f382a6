"""The compact encoding of an incident table.

Columns first, texts in blocks that are read when needed.

What the map draws from (point, day, type, precision, status, radius) comes as little-endian byte
planes in the blob ``core``; what only filters need comes in ``facets``; every word that a card
shows comes in blobs ``text/0``, ``text/1``…, each for `BLOCK_ROWS` rows. Rows on the map come
first, sorted by day; those left off follow. The same table gives the same bytes.
"""

from __future__ import annotations

import importlib.util
import json
import os
import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import numpy as np
import pandas as pd

from sitmap.errors import InputError
from sitmap.geocoding.credits import find_credits
from sitmap.incidents import COLUMNS, find_left_off, read_coordinates
from sitmap.layers.thumbnails import make_thumbnails

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

    import geopandas as gpd
    from numpy.typing import NDArray

    from sitmap.layers.categories import Categories
    from sitmap.layers.thumbnails import MediaFolders

Notes = Literal["full", "short", "none"]

BLOCK_ROWS: Final = 4096
"""Rows in a block of texts."""

OWN: Final = "own:"
"""What stands before a table's own column among the page's filters."""

SHORT_NOTE: Final = 200
"""Characters that ``notes="short"`` keeps."""

NO_VALUE: Final = -(2**31)
"""What an int32 column holds for null."""

_SCALE: Final = 1e5  # 1e-5 degrees is 1.1 m, finer than any report
_LEVELS: Final = (
    (20_000, 6),
    (200_000, 4),
    (np.inf, 1),
)  # rows, and the compression that costs them no time to notice
_FACETS: Final = (
    "sub_event_type",
    "date_precision",
    "actor1",
    "actor2",
    "source",
)
_COARSE: Final = ("admin2", "admin1", "country")
_IN_CORE: Final = (
    "event_type",
    "precision",
    "status",
    "uncertainty_m",
    "date_start",
    "date_end",
)
# what 16 bits hold beside 0 for none
_MAX_CODES: Final = 65_535
# distinct values up to which a column is a list to choose from
_ALWAYS_FEW: Final = 1_000
_HAS_ARROW: Final = importlib.util.find_spec("pyarrow") is not None
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
    blobs: Mapping[str, bytes]


class _Blobs(Mapping[str, bytes]):
    """Blobs that are compressed beside what follows, here and in other layers.

    Who asks for one waits for it.

    zlib works outside the interpreter's lock.
    """

    def __init__(self, level: int) -> None:
        self._level = level
        self._jobs: dict[str, Future[bytes]] = {}
        self._pool = ThreadPoolExecutor(max_workers=os.cpu_count())

    def add(self, name: str, data: bytes) -> None:
        self._jobs[name] = self._pool.submit(gzip_bytes, data, self._level)

    def __getitem__(self, name: str) -> bytes:
        return self._jobs[name].result()

    def __iter__(self) -> Iterator[str]:
        return iter(self._jobs)

    def __len__(self) -> int:
        return len(self._jobs)


def encode_incidents(
    incidents: gpd.GeoDataFrame,
    *,
    notes: Notes = "full",
    left_off: pd.DataFrame | None = None,
    categories: Categories | None = None,
    filter_by: Sequence[str] = (),
    labels: Sequence[str] = (),
    media: MediaFolders | None = None,
) -> Payload:
    """Encode an incident table for the page.

    Parameters
    ----------
    incidents
        The incident table (`sitmap.incidents.conform`); columns beyond the schema go into the
        cards.
    notes
        ``"short"`` cuts the notes to 200 characters, ``"none"`` leaves them off.
    left_off
        The rows that the map doesn't draw (`sitmap.incidents.find_left_off`); found when it isn't
        given.
    categories
        What rows are coloured by in place of their event type.
    filter_by
        Columns that a reader can filter by beside the schema's.
    labels
        Words at each row's mark.
    media
        Where the files lie that rows name.

    Returns
    -------
    Payload
        Settings ``rows``, ``located``, ``undated``, ``bounds`` ((south, west), (north, east)),
        ``days`` (first and last, ISO), ``gazetteer`` (whether it found any place), ``credits`` (of
        online services) and the layout of the blobs ``core``, ``facets``, ``codes``, ``text/N``.

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
        raise InputError(
            f"notes={notes!r} is not one of 'full', 'short', 'none'"
        )
    left_off = find_left_off(incidents) if left_off is None else left_off
    order, located = _order(incidents, left_off)
    codes = _Codes(order)
    core = _encode_core(incidents, order, codes)
    if categories is not None:
        codes.lists["category"] = [one.label for one in categories.entries]
        kind = _width(len(categories.entries))
        core.append(
            _Column("category", kind, (categories.of_row + 1)[order])
        )
    if labels:
        core.append(
            codes.add(
                "label", pd.Series(labels, dtype=object).replace("", None)
            )
        )
    facets = [
        column
        for name in _FACETS
        if name in incidents
        if (column := codes.add_few(name, incidents[name]))
    ]
    texts = _Texts(
        incidents,
        order,
        notes=notes,
        skip={*_IN_CORE, *(column.name for column in facets)},
    )
    chosen = [codes.add_chosen(name, incidents[name]) for name in filter_by]
    facets += chosen
    level = next(level for most, level in _LEVELS if len(incidents) <= most)
    blobs = _Blobs(level)
    blobs.add("core", b"".join(column.planes() for column in core))
    blobs.add("facets", b"".join(column.planes() for column in facets))
    blobs.add(
        "codes",
        _json_bytes({**codes.lists, "left_off": _left_off(left_off)}),
    )
    for number, block in enumerate(texts.blocks()):
        blobs.add(f"text/{number}", block)
    if claims := _list_claims(incidents, order):
        blobs.add("text/claims", _json_bytes(claims))
    pictures = None if media is None else make_thumbnails(incidents, media)
    if pictures is not None:
        blobs.add("text/media", pictures)
    settings = {
        **_summary(core, located),
        **({"claims": True} if claims else {}),
        **({"media": True} if pictures is not None else {}),
        "core": [column.layout for column in core],
        "facets": [column.layout for column in facets],
        "text": {
            "rows": BLOCK_ROWS,
            "fields": texts.fields,
            "own": texts.own,
        },
        "gazetteer": _used_gazetteer(incidents),
        **(
            {"categories": _say_categories(categories)}
            if categories is not None
            else {}
        ),
        **(
            {"filter_by": [column.name for column in chosen]}
            if chosen
            else {}
        ),
        **(
            {"credits": named} if (named := find_credits(incidents)) else {}
        ),
    }
    return Payload(settings, blobs)


def _say_categories(categories: Categories) -> dict[str, Any]:
    entries = [
        {
            "label": one.label,
            "shape": one.look.shape,
            "light": one.look.colour,
            "dark": one.look.dark,
            **(
                {"others": one.others, "holds": list(one.holds)}
                if one.others
                else {}
            ),
        }
        for one in categories.entries
    ]
    return {"column": categories.column, "entries": entries}


def gzip_bytes(
    data: bytes, level: int = 6, strategy: int = zlib.Z_DEFAULT_STRATEGY
) -> bytes:
    """Gzip without a time, a name or a system in the header, so that the same data gives the same bytes."""
    packer = zlib.compressobj(
        level, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, strategy
    )
    body = packer.compress(data) + packer.flush()
    tail = zlib.crc32(data).to_bytes(4, "little") + (
        len(data) & 0xFFFFFFFF
    ).to_bytes(4, "little")
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff" + body + tail


@dataclass(frozen=True, slots=True)
class _Column:
    """One numeric column; `kind` is how the page reads it.

    ``d32`` is int32 as differences from row to row.
    """

    name: str
    kind: Literal["i32", "d32", "f32", "u8", "u16", "u32"]
    numbers: NDArray[Any]

    @property
    def layout(self) -> list[str]:
        return [self.name, self.kind]

    def planes(self) -> bytes:
        values = self.numbers
        if self.kind == "d32":
            values = np.diff(values.astype(np.int32), prepend=np.int32(0))
        raw = np.ascontiguousarray(values, dtype=_DTYPES[self.kind])
        return (
            raw.view(np.uint8).reshape(len(raw), raw.itemsize).T.tobytes()
        )


_DTYPES: Final = {
    "i32": "<i4",
    "d32": "<i4",
    "f32": "<f4",
    "u8": "u1",
    "u16": "<u2",
    "u32": "<u4",
}


class _Codes:
    """Lists of the distinct values of columns.

    In a column 0 is null and i + 1 the i-th of its list.
    """

    def __init__(self, order: NDArray[np.intp]) -> None:
        self.order = order
        self.lists: dict[str, Any] = {}

    def add(self, name: str, column: pd.Series[Any]) -> _Column:
        numbers, distinct = _distinct(column)
        self.lists[name] = [str(value) for value in distinct]
        return _Column(
            name, _width(len(distinct)), (numbers + 1)[self.order]
        )

    def add_few(self, name: str, column: pd.Series[Any]) -> _Column | None:
        """Add a column that a reader can choose from.

        A column of all but distinct words is a text.
        """
        numbers, distinct = _distinct(column)
        if not 0 < len(distinct) < _MAX_CODES or len(distinct) > max(
            _ALWAYS_FEW, len(column) / 2
        ):
            return None
        self.lists[name] = [str(value) for value in distinct]
        return _Column(
            name, _width(len(distinct)), (numbers + 1)[self.order]
        )

    def add_chosen(self, name: str, column: pd.Series[Any]) -> _Column:
        """Add a column that the map's maker chose to filter by, whatever it is called."""
        said = pd.Series(_words(column)[1], dtype=object).replace("", None)
        numbers, distinct = pd.factorize(said)
        if len(distinct) >= _MAX_CODES:
            raise InputError(
                f"filter_by: column {name!r} has {len(distinct):,} values; choose one with fewer"
            )
        own = f"{OWN}{name}"
        self.lists[own] = [str(value) for value in distinct]
        return _Column(
            own, _width(len(distinct)), (numbers + 1)[self.order]
        )


def _distinct(
    column: pd.Series[Any],
) -> tuple[NDArray[np.int64], NDArray[Any]]:
    """Give each value a number, -1 for null: categories in their own order, others as they come."""
    if not isinstance(column.dtype, pd.CategoricalDtype):
        numbers, distinct = pd.factorize(_objects(column))
        return numbers, distinct
    codes = column.cat.codes.to_numpy().astype(np.int64)
    used = np.flatnonzero(np.bincount(codes[codes >= 0], minlength=1))
    rank = np.full(len(column.cat.categories) + 1, -1)
    if len(codes) and codes.max() >= 0:
        rank[used] = np.arange(len(used))
        return rank[codes], np.asarray(column.cat.categories, dtype=object)[
            used
        ]
    return codes, np.array([], dtype=object)


def _objects(column: Any, null: str | None = None) -> NDArray[Any]:
    """Return the values as Python's own, `null` where there is none."""
    return np.asarray(column.to_numpy(dtype=object, na_value=null))


def _width(count: int) -> Literal["u8", "u16", "u32"]:
    return "u8" if count < 2**8 else "u16" if count < 2**16 else "u32"


def _order(
    incidents: gpd.GeoDataFrame, left_off: pd.DataFrame
) -> tuple[NDArray[np.intp], int]:
    """Rows on the map by day and hour (undated last), then those left off as they came.

    And how many are on it.
    """
    off = np.zeros(len(incidents), dtype=bool)
    off[incidents.index.isin(left_off["row"])] = True
    day = _days(incidents["date_start"])
    day = np.where(
        off, 0, np.where(day == NO_VALUE, np.iinfo(np.int32).max, day)
    )
    keys = [day, off]
    if "time" in incidents and incidents["time"].notna().any():
        keys.insert(0, np.where(off, 0, _minutes(incidents)))
    return np.lexsort(keys), int((~off).sum())


def _minutes(table: gpd.GeoDataFrame) -> NDArray[np.float64]:
    """Minutes of the day as the source says them, of rows without an hour none, which comes last.

    Where every hour has its offset, hours are compared in UTC.
    """
    minutes = _clock_minutes(table["time"])
    offset = table["time_offset"]
    if (table["time"].isna() | offset.notna()).all():
        minutes = minutes - np.where(
            offset.str.startswith("-"), -1, 1
        ) * _clock_minutes(offset.str.slice(1))
    return np.where(np.isnan(minutes), np.inf, minutes)


def _clock_minutes(clock: pd.Series[Any]) -> NDArray[np.float64]:
    parts = (
        clock.astype("string")
        .str.extract(r"^(\d{1,2}):(\d{2})$")
        .astype("float64")
    )
    return np.asarray(60 * parts[0] + parts[1], dtype=np.float64)


def _days(column: pd.Series[Any]) -> NDArray[np.int32]:
    stamps = column.to_numpy(dtype="datetime64[s]").astype("datetime64[D]")
    days = (stamps - _EPOCH).astype(np.int64)
    return np.where(np.isnat(stamps), NO_VALUE, days).astype(np.int32)


def _encode_core(
    table: gpd.GeoDataFrame, order: NDArray[np.intp], codes: _Codes
) -> list[_Column]:
    lon, lat = (
        degrees[order] for degrees in read_coordinates(table.geometry)
    )
    day, end = (
        _days(table["date_start"])[order],
        _days(table["date_end"])[order],
    )
    length = np.where(
        (day == NO_VALUE) | (end < day), 0, end.astype(np.int64) - day
    )
    radius = table["uncertainty_m"].to_numpy(
        dtype=np.float32, na_value=np.nan
    )[order]
    return [
        _Column("lat", "i32", _fixed(lat)),
        _Column("lon", "i32", _fixed(lon)),
        _Column("day", "d32", day),
        _Column("length", "u16", np.minimum(length, _MAX_CODES)),
        codes.add("event_type", table["event_type"]),
        codes.add("precision", table["precision"]),
        codes.add("status", table["status"]),
        _Column("uncertainty_m", "f32", radius),
        _encode_area(table, order, codes),
    ]


def _fixed(degrees: NDArray[np.float64]) -> NDArray[np.int32]:
    scaled = np.rint(degrees * _SCALE)
    return np.where(np.isfinite(scaled), scaled, NO_VALUE).astype(np.int32)


def _encode_area(
    table: gpd.GeoDataFrame, order: NDArray[np.intp], codes: _Codes
) -> _Column:
    """Name the area of coarse rows, so that "somewhere in …" needs no block of texts."""
    coarse = table["precision"].isin(_COARSE)
    name = pd.Series(None, index=table.index, dtype=object)
    if coarse.any():
        name = (
            table["place_name"]
            .fillna(table["place"])
            .fillna(table["country"])
            .where(coarse)
        )
    column = codes.add("area", name)
    first = pd.DataFrame({"code": column.numbers, "at": order})
    first = (
        first[first["code"] > 0].drop_duplicates("code").sort_values("code")
    )
    for key in ("id", "country"):
        words = table["place_id" if key == "id" else key].iloc[first["at"]]
        codes.lists[f"area_{key}"] = _objects(words).tolist()
    return column


def _list_claims(
    table: gpd.GeoDataFrame, order: NDArray[np.intp]
) -> list[list[int]]:
    """List the rows, as the page numbers them, that tell of one event: two at least."""
    if "same_event" not in table or not table["same_event"].notna().any():
        return []
    events = pd.Series(table["same_event"].to_numpy()[order])
    rows = (
        pd.Series(np.arange(len(events)))
        .groupby(events.astype(object))
        .agg(list)
    )
    return [each for each in rows if len(each) > 1]


def _left_off(left_off: pd.DataFrame) -> dict[str, list[Any]]:
    numbers, reasons = pd.factorize(
        left_off["why"].astype("string").fillna("")
    )
    rows = left_off["row"]
    return {
        "row": rows.tolist()
        if pd.api.types.is_integer_dtype(rows)
        else rows.astype(str).tolist(),
        "why": numbers.tolist(),
        "reasons": [str(reason) for reason in reasons],
    }


def _summary(core: Sequence[_Column], located: int) -> dict[str, Any]:
    lat, lon, day = (column.numbers[:located] for column in core[:3])
    dated = day[day != NO_VALUE]
    bounds = None
    if located:
        south, west, north, east = (
            float(v) / _SCALE
            for v in (lat.min(), lon.min(), lat.max(), lon.max())
        )
        bounds = [[south, west], [north, east]]
    return {
        "kind": "incidents",
        "rows": len(core[0].numbers),
        "located": located,
        "undated": int(located - len(dated)),
        "bounds": bounds,
        "days": (
            [
                str(_EPOCH + np.timedelta64(int(each), "D"))
                for each in (dated.min(), dated.max())
            ]
            if len(dated)
            else None
        ),
    }


def _used_gazetteer(table: gpd.GeoDataFrame) -> bool:
    """Whether any place was found in the gazetteer, which the map must then credit."""
    return any(
        str(how).startswith(("gazetteer", "report"))
        for how in table["located_by"].dropna().unique()
    )


class _Texts:
    """What cards show, a column after the other within blocks of rows.

    Values parted by U+001F, columns by U+001E.

    JSON would take four times as long to write; numbers and booleans are told apart by their
    column's kind. The first `own` fields are the schema's, the others the table's.
    """

    def __init__(
        self,
        table: gpd.GeoDataFrame,
        order: NDArray[np.intp],
        *,
        notes: Notes,
        skip: set[str],
    ) -> None:
        self._order = order
        self._columns: list[_WordColumn | _ArrowColumn] = []
        self.fields: list[list[str]] = []
        self.own = 0
        known = [
            name for name in COLUMNS if name in table and name not in skip
        ]
        extra = [
            name
            for name in table.columns
            if name not in COLUMNS and name != table.geometry.name
        ]
        for name in [*known, *extra]:
            if (name == "notes" and notes == "none") or not _has_values(
                table[name]
            ):
                continue
            kind, words = _words(table[name])
            self.fields.append([str(name), kind])
            self.own += name in COLUMNS
            told = (
                _shorten(words)
                if name == "notes" and notes == "short"
                else words
            )
            self._columns.append(_as_column(told))

    def blocks(self) -> Iterator[bytes]:
        """Write the texts of one block of rows after the other."""
        for start in range(0, len(self._order), BLOCK_ROWS):
            yield self._join(start)

    def _join(self, start: int) -> bytes:
        rows = self._order[start : start + BLOCK_ROWS]
        return b"\x1e".join(words.join(rows) for words in self._columns)


class _WordColumn:
    """A column of texts of which blocks of rows are joined, in Python."""

    def __init__(self, words: NDArray[Any]) -> None:
        self._words = words

    def join(self, rows: NDArray[np.intp]) -> bytes:
        """Return the texts of some rows, parted by U+001F."""
        return _join_values(self._words[rows].tolist()).encode(
            "utf-8", "replace"
        )


class _ArrowColumn:
    """The same, joined by Arrow: a million texts are never objects of Python's."""

    def __init__(self, words: Any) -> None:
        self._array = words

    def join(self, rows: NDArray[np.intp]) -> bytes:
        """Return the texts of some rows, parted by U+001F."""
        import pyarrow as pa
        import pyarrow.compute as pc

        taken = self._array.take(pa.array(rows))
        ends = pa.array([0, len(rows)], pa.int64())
        whole = pa.LargeListArray.from_arrays(ends, taken)
        parting = pa.scalar("\x1f", pa.large_string())
        joined: bytes = (
            pc.binary_join(whole, parting)[0].as_buffer().to_pybytes()
        )
        is_plain = b"\x1e" not in joined and b"\x1d" not in joined
        if is_plain and joined.count(b"\x1f") == len(rows) - 1:
            return joined
        return _join_values(taken.to_pylist()).encode("utf-8", "replace")


def _as_column(words: Any) -> _WordColumn | _ArrowColumn:
    return (
        _WordColumn(words)
        if isinstance(words, np.ndarray)
        else _ArrowColumn(words)
    )


_ESCAPES: Final = {0x1D: "\x1d\x1d", 0x1E: "\x1dr", 0x1F: "\x1du"}


def _join_values(values: list[str]) -> str:
    text = "\x1f".join(values)
    if (
        text.count("\x1f") == len(values) - 1
        and "\x1e" not in text
        and "\x1d" not in text
    ):
        return text
    return "\x1f".join(value.translate(_ESCAPES) for value in values)


def _has_values(column: pd.Series[Any]) -> bool:
    return bool(column.head(100).notna().any() or column.notna().any())


def _words(column: pd.Series[Any]) -> tuple[str, Any]:
    """Give a column's kind (``s`` text, ``n`` number, ``b`` true or false) and its values as texts, empty for null."""
    types = pd.api.types
    if types.is_bool_dtype(column):
        return "b", _each_distinct(
            column, lambda value: "1" if value else "0"
        )
    if types.is_integer_dtype(column):
        return "n", _each_distinct(column, str)
    if types.is_float_dtype(column):
        numbers = pd.Series(column.to_numpy(dtype=float, na_value=np.nan))
        return "n", _each_distinct(
            numbers.where(np.isfinite(numbers)), _say_float
        )
    if types.is_datetime64_any_dtype(column):
        return "s", _each_distinct(column, _iso)
    if (
        not isinstance(column.dtype, pd.StringDtype)
        and types.infer_dtype(column, skipna=True) != "string"
    ):
        return "s", _each_distinct(column.map(str, na_action="ignore"), str)
    return "s", _texts_of(column)


def _texts_of(column: pd.Series[Any]) -> Any:
    """Return a column of texts as it is kept, in Arrow or as objects; empty for null."""
    if getattr(column.dtype, "storage", "") != "pyarrow":
        return _objects(column, null="")
    import pyarrow as pa
    import pyarrow.compute as pc

    kept = column.array.__arrow_array__()
    if isinstance(kept, pa.ChunkedArray):
        kept = (
            kept.chunk(0) if kept.num_chunks == 1 else kept.combine_chunks()
        )
    whole = kept.cast(pa.large_string())
    return pc.fill_null(whole, "") if whole.null_count else whole


def _say_float(value: float) -> str:
    return (
        str(int(value))
        if value.is_integer() and abs(value) < 2**53
        else repr(value)
    )


def _each_distinct(
    column: pd.Series[Any], say: Callable[[Any], str]
) -> Any:
    numbers, distinct = pd.factorize(column)
    said = [*(say(value) for value in distinct), ""]
    if _HAS_ARROW and len(numbers) >= BLOCK_ROWS:
        import pyarrow as pa

        at = np.where(numbers < 0, len(distinct), numbers)
        return pa.array(said, pa.large_string()).take(pa.array(at))
    return np.array(said, dtype=object)[numbers]


def _iso(stamp: pd.Timestamp) -> str:
    text = stamp.isoformat()
    return text.removesuffix("T00:00:00")


def _shorten(words: Any) -> NDArray[Any]:
    words = words if isinstance(words, np.ndarray) else words.to_pylist()
    cut = [
        word if len(word) <= SHORT_NOTE else f"{word[:SHORT_NOTE]}…"
        for word in words
    ]
    return np.array(cut, dtype=object)


def _json_bytes(value: Any) -> bytes:
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )
    return text.encode("utf-8", "replace")
