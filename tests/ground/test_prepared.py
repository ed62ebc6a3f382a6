"""Prepared files: the same features come back, and a stranger's file is read within bounds."""

from __future__ import annotations

import json
import lzma
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from sitmap.errors import InputError
from sitmap.ground.codec import decode_block, encode_block
from sitmap.ground.features import Features, Text
from sitmap.ground.kinds import BY_NAME, KINDS
from sitmap.ground.prepare import prepare_ground
from sitmap.ground.prepared import MAGIC, read_prepared
from tests.ground.made import make_town

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = encode_block(
    Features(
        np.array(
            [BY_NAME["primary"], BY_NAME["water"], BY_NAME["peak"]],
            dtype=np.uint8,
        ),
        np.array(
            [
                shapely.LineString(
                    [(20.8, 42.8), (20.81, 42.8), (20.82, 42.81)]
                ),
                shapely.LineString(
                    shapely.box(-179.99, -80, -179.98, -79.99).exterior
                ),
                shapely.Point(0, 0),
            ],
            dtype=object,
        ),
        np.array(
            [Text("Main", "M2"), None, Text("Null", "", (("sq", "Zero"),))],
            dtype=object,
        ),
    )
)


def test_features_come_back_within_half_a_metre() -> None:
    """In the order of drawing; at the equator, at the antimeridian's side, closed again."""
    back = decode_block(BLOCK)
    assert [KINDS[kind].name for kind in back.kinds] == [
        "water",
        "primary",
        "peak",
    ]
    water, road, peak = back.shapes
    assert water.is_closed
    assert water.bounds == pytest.approx(
        (-179.99, -80, -179.98, -79.99), abs=5e-6
    )
    assert road.coords[-1] == pytest.approx((20.82, 42.81), abs=5e-6)
    assert (peak.x, peak.y) == (0, 0)
    assert back.texts.tolist() == [
        None,
        Text("Main", "M2"),
        Text("Null", "", (("sq", "Zero"),)),
    ]


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, len(BLOCK) - 1), st.integers(1, 255), st.integers(0, 40)
)
def test_a_block_with_wrong_bytes_is_refused_or_read_but_never_a_fault(
    at: int, by: int, cut: int
) -> None:
    data = bytearray(BLOCK)
    data[at] ^= by
    with suppress(InputError):
        decode_block(bytes(data[: len(data) - cut]))


def with_head(path: Path, head: object, body: bytes) -> Path:
    told = json.dumps(head).encode()
    path.write_bytes(MAGIC + len(told).to_bytes(4, "little") + told + body)
    return path


@pytest.fixture
def town(tmp_path: Path) -> Path:
    source = make_town().write(tmp_path / "town.osm")
    return prepare_ground(source, tmp_path / "town.ground")


def test_a_file_says_what_it_holds(town: Path) -> None:
    prepared = read_prepared(town)
    assert prepared.name == "town.osm"
    assert prepared.credit == "© OpenStreetMap contributors (ODbL)"
    assert prepared.features["building"] == 21
    west, south, east, north = prepared.box
    assert west < 20.86 < east
    assert south < 42.9 < north


def test_a_file_that_is_cut_off_is_refused(town: Path) -> None:
    data = town.read_bytes()
    for size in (10, len(MAGIC) + 2, len(MAGIC) + 40, len(data) - 1):
        town.write_bytes(data[:size])
        with pytest.raises(InputError) as told:
            read_prepared(town)
        assert "\n" not in str(told.value)


def test_a_changed_block_is_refused(town: Path) -> None:
    data = bytearray(town.read_bytes())
    data[-20] ^= 255
    town.write_bytes(data)
    with pytest.raises(
        InputError, match=r"block (can't be unpacked|is not what)"
    ):
        read_prepared(town).read(lambda _: True)


HEAD = {"name": "", "credit": "", "source_sha256": "", "features": {}}


@pytest.mark.parametrize(
    "head",
    [
        [],
        {"blocks": []},
        {**HEAD, "features": [], "blocks": []},
        {**HEAD, "blocks": [[0] * 8]},
        {**HEAD, "blocks": [[0, 0, 10**9, 1, 0, 0, 0, 1, 1]]},
        {**HEAD, "blocks": [[0, 0, 0, 10**12, 0, 0, 0, 1, 1]]},
        {**HEAD, "blocks": [[0, 0, 0, 0, 0, 0, 0, 999, 1]]},
    ],
)
def test_a_head_out_of_bounds_is_refused(
    tmp_path: Path, head: object
) -> None:
    with pytest.raises(InputError) as told:
        read_prepared(with_head(tmp_path / "x.ground", head, b""))
    assert "x.ground" in str(told.value)
    assert "\n" not in str(told.value)


def test_a_block_that_unpacks_to_more_than_it_says_is_refused(
    tmp_path: Path,
) -> None:
    """A bomb: 40 MB of nothing in 6 kB, told as 100 bytes."""
    packed = lzma.compress(
        bytes(40_000_000), format=lzma.FORMAT_XZ, check=lzma.CHECK_NONE
    )
    row = [0, 0, len(packed), 100, zlib.crc32(bytes(100)), 20, 42, 21, 43]
    head = {
        "name": "x",
        "credit": "",
        "source_sha256": "",
        "features": {},
        "blocks": [row],
    }
    prepared = read_prepared(with_head(tmp_path / "x.ground", head, packed))
    with pytest.raises(InputError, match="not what it was written as"):
        prepared.read(lambda _: True)


def test_words_of_a_stranger_are_one_line(tmp_path: Path) -> None:
    head = {
        "name": "a\n\u202eb",
        "credit": "<b>" * 99,
        "source_sha256": "",
        "features": {},
        "blocks": [],
    }
    prepared = read_prepared(with_head(tmp_path / "x.ground", head, b""))
    assert prepared.name == "a b"
    assert len(prepared.credit) == 120
