"""Features as bytes: what a prepared file keeps in its blocks, and what the page reads.

A block is the length of its JSON (four bytes, little-endian), the JSON and four columns: how many
points each feature has, which of the texts it bears (0 is none), and the points' x and y. Columns
are byte planes of 32 bits, all least significant bytes first; points are differences with the sign
in the lowest bit (kind ``z32`` of ``src/sitmap/web/src/payload.js``).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from sitmap.errors import InputError
from sitmap.ground.features import Features, Text
from sitmap.ground.kinds import BY_NAME, KINDS
from sitmap.ground.tags import KEPT_LANGUAGES, clean_name

if TYPE_CHECKING:
    from numpy.typing import NDArray

SCALE: Final = 100_000
"""Units per degree: 1.1 m."""

# bytes that say how long the head is
_HEAD: Final = 4
_AREA: Final = np.array([kind.shape == "area" for kind in KINDS])
_POINT: Final = np.array([kind.shape == "point" for kind in KINDS])
_LANGUAGES: Final = frozenset({"local", *KEPT_LANGUAGES})
_WIDEST: Final = (180 * SCALE, 90 * SCALE)


def encode_block(features: Features) -> bytes:
    """Write features, kind by kind in the order of drawing and along a curve within it.

    The closing point of a ring isn't written.

    Examples
    --------
    >>> from sitmap.ground.features import join_features
    >>> encode_block(join_features([]))[4:]
    b'{"scale":100000,"kinds":[],"texts":[]}'
    """
    ordered = _in_order(features)
    points, lengths = _to_units(ordered)
    texts, of_feature = _list_texts(ordered.texts)
    kinds, counts = np.unique(ordered.kinds, return_counts=True)
    told = {
        "scale": SCALE,
        "kinds": [
            [KINDS[kind].name, KINDS[kind].zoom, count]
            for kind, count in zip(
                kinds.tolist(), counts.tolist(), strict=True
            )
        ],
        "texts": texts,
    }
    head = json.dumps(
        told, ensure_ascii=False, separators=(",", ":")
    ).encode()
    columns = [_planes(lengths), _planes(of_feature)]
    columns += [
        _planes(_fold(np.diff(points[:, axis], prepend=0)))
        for axis in (0, 1)
    ]
    return b"".join([len(head).to_bytes(_HEAD, "little"), head, *columns])


def _in_order(features: Features) -> Features:
    """Sort by kind and along a Morton curve, so that neighbours stand side by side and compress.

    Lines shorter than a unit are left off.
    """
    west, south, east, north = shapely.bounds(features.shapes).T
    long = _POINT[features.kinds] | (
        np.maximum(east - west, north - south) * SCALE >= 1
    )
    features, west, south = features.only(long), west[long], south[long]
    x, y = (
        ((west + 180) * 1_000).astype(np.uint64),
        ((south + 90) * 1_000).astype(np.uint64),
    )
    return features.only(
        np.lexsort(
            [_spread(x) | (_spread(y) << np.uint64(1)), features.kinds]
        )
    )


def _spread(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Put a zero between the bits (graphics.stanford.edu/~seander/bithacks.html#InterleaveBMN)."""
    for shift, mask in (
        (16, 0x0000FFFF0000FFFF),
        (8, 0x00FF00FF00FF00FF),
        (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333),
        (1, 0x5555555555555555),
    ):
        values = (values | (values << np.uint64(shift))) & np.uint64(mask)
    return values


def _to_units(
    features: Features,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return whole units and the points of each feature.

    Steps of nothing and the closing points of rings are left off.
    """
    points, owners = shapely.get_coordinates(
        features.shapes, return_index=True
    )
    units = np.rint(points * SCALE).astype(np.int64)
    first = np.concatenate([[True], owners[1:] != owners[:-1]])[
        : len(units)
    ]
    last = np.concatenate([owners[1:] != owners[:-1], [True]])[: len(units)]
    same = np.concatenate(
        [[False], (np.diff(units, axis=0) == 0).all(axis=1)]
    )[: len(units)]
    closes = last & _AREA[features.kinds][owners]
    kept = first | ~(same | closes)
    return units[kept], np.bincount(owners[kept], minlength=len(features))


def _list_texts(
    texts: NDArray[Any],
) -> tuple[list[list[Any]], NDArray[np.int64]]:
    known: dict[Text, int] = {}
    of_feature = [
        0 if text is None else known.setdefault(text, len(known) + 1)
        for text in texts
    ]
    listed = [[text.name, text.ref, dict(text.names)] for text in known]
    while_empty = [_shorten(entry) for entry in listed]
    return while_empty, np.array(of_feature, dtype=np.int64)


def _shorten(entry: list[Any]) -> list[Any]:
    while len(entry) > 1 and not entry[-1]:
        entry = entry[:-1]
    return entry


def _fold(steps: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.asarray(
        (steps << 1) ^ (steps >> 63)
    )  # 0, -1, 1, -2 … become 0, 1, 2, 3 …


def _planes(values: NDArray[np.int64]) -> bytes:
    return values.astype("<u4").view(np.uint8).reshape(-1, 4).T.tobytes()


def decode_block(data: bytes, *, name: str = "the block") -> Features:
    """Read what `encode_block` wrote, checked: it may have come from a stranger.

    Raises
    ------
    InputError
        The block doesn't hold what it says.
    """
    try:
        head, columns = _take_apart(data)
        kinds = _read_kinds(head)
        texts = _read_texts(head)
        return _read_features(kinds, texts, columns, len(data))
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        RecursionError,
    ) as error:
        why = str(error) or type(error).__name__
        raise InputError(
            f"{name} is damaged ({why[:120]}); prepare it again"
        ) from None


def _take_apart(data: bytes) -> tuple[dict[str, Any], bytes]:
    end = _HEAD + int.from_bytes(data[:_HEAD], "little")
    if end > len(data):
        raise ValueError("its head is longer than the block")
    head = json.loads(data[_HEAD:end].decode())
    if not isinstance(head, dict) or head.get("scale") != SCALE:
        raise ValueError(f"its scale isn't {SCALE}")
    return head, data[end:]


def _read_kinds(head: dict[str, Any]) -> NDArray[np.uint8]:
    names = [BY_NAME[name] for name, _, _ in head["kinds"]]
    counts = [count for _, _, count in head["kinds"]]
    if not all(
        isinstance(count, int) and 0 <= count < 2**24 for count in counts
    ):
        raise ValueError("a count is none")
    return np.repeat(
        np.array(names, dtype=np.uint8), np.array(counts, dtype=np.int64)
    )


def _read_texts(head: dict[str, Any]) -> NDArray[Any]:
    texts = np.empty(len(head["texts"]) + 1, dtype=object)
    for at, entry in enumerate(head["texts"], start=1):
        name, ref, names = (*entry, "", {})[:3] if len(entry) < 3 else entry  # noqa: PLR2004
        own = names if isinstance(names, dict) else {}
        kept = tuple(
            (one, clean_name(own[one])) for one in own if one in _LANGUAGES
        )
        texts[at] = Text(clean_name(name), clean_name(ref), kept)
    return texts


def _read_features(
    kinds: NDArray[np.uint8], texts: NDArray[Any], columns: bytes, room: int
) -> Features:
    rows = len(kinds)
    if 8 * rows > len(columns):
        raise ValueError("it holds fewer features than it says")
    lengths = _from_planes(columns[: 4 * rows], rows)
    of_feature = _from_planes(columns[4 * rows : 8 * rows], rows)
    total = int(lengths.sum())
    if (
        len(columns) != 8 * rows + 8 * total
        or (rows and lengths.min() < 1)
        or total > room
    ):
        raise ValueError("it holds another number of points than it says")
    if (lengths[_POINT[kinds]] != 1).any() or (
        lengths[~_POINT[kinds]] < 2  # noqa: PLR2004
    ).any():
        raise ValueError("a feature has the wrong number of points")
    points = np.column_stack(
        [
            np.cumsum(
                _unfold(
                    _from_planes(columns[start : start + 4 * total], total)
                )
            )
            for start in (8 * rows, 8 * rows + 4 * total)
        ]
    )
    if (np.abs(points) > _WIDEST).any():
        raise ValueError("a point isn't on the earth")
    return Features(
        kinds, _to_shapes(points / SCALE, lengths, kinds), texts[of_feature]
    )


def _from_planes(data: bytes, rows: int) -> NDArray[np.int64]:
    planes = np.frombuffer(data, dtype=np.uint8).reshape(4, rows)
    return (
        np.ascontiguousarray(planes.T).view("<u4").ravel().astype(np.int64)
    )


def _unfold(folded: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.asarray((folded >> 1) ^ -(folded & 1))


def _to_shapes(
    points: NDArray[np.float64],
    lengths: NDArray[np.int64],
    kinds: NDArray[np.uint8],
) -> NDArray[Any]:
    """Make lines and points of columns, closing the rings."""
    starts = np.concatenate([[0], np.cumsum(lengths)])[:-1].astype(np.int64)
    rows = np.repeat(np.arange(len(kinds)), lengths)
    closing = np.flatnonzero(_AREA[kinds])
    order = np.argsort(np.concatenate([rows, closing]), kind="stable")
    points = np.concatenate([points, points[starts[closing]]])[order]
    rows = np.concatenate([rows, closing])[order]
    shapes = np.empty(len(kinds), dtype=object)
    single = _POINT[kinds]
    shapes[single] = shapely.points(points[single[rows]])
    renumbered = np.cumsum(~single) - 1
    lines = ~single[rows]
    if lines.any():
        shapes[~single] = shapely.linestrings(
            points[lines], indices=renumbered[rows[lines]]
        )
    return shapes
