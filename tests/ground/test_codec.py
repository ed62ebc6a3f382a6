"""Features as bytes: what comes from a stranger is checked."""

import json

import numpy as np
import pytest
from shapely.geometry import LineString, Point, box

from sitmap.errors import InputError
from sitmap.ground.codec import decode_block, encode_block
from sitmap.ground.features import Features, Text, join_features
from sitmap.ground.kinds import BY_NAME, KINDS


def _features(*made):
    kinds = np.array([BY_NAME[kind] for kind, _, _ in made], dtype=np.uint8)
    shapes, texts = (np.empty(len(made), dtype=object) for _ in range(2))
    for at, (_, shape, text) in enumerate(made):
        shapes[at], texts[at] = shape, text
    return Features(kinds, shapes, texts)


MIXED = _features(
    (
        "city",
        Point(20.86, 42.89),
        Text("Mitrovica", "", (("sq", "Mitrovicë"),)),
    ),
    ("primary", LineString([(20.8, 42.8), (20.9, 42.9)]), Text("", "M2")),
    ("water", box(20.5, 42.9, 20.6, 43.0).exterior, None),
)


def _damage(block, **told):
    """Change the head of a block, as somebody else could have written it."""
    size = int.from_bytes(block[:4], "little")
    head = json.loads(block[4 : 4 + size]) | told
    written = json.dumps(head).encode()
    return len(written).to_bytes(4, "little") + written + block[4 + size :]


def test_what_is_written_comes_back_in_the_order_of_drawing():
    """Areas, lines, points, each with its words, to a metre."""
    read = decode_block(encode_block(MIXED))
    assert [KINDS[kind].name for kind in read.kinds] == [
        "water",
        "primary",
        "city",
    ]
    assert read.texts[1] == Text("", "M2")
    assert read.texts[2] == Text("Mitrovica", "", (("sq", "Mitrovicë"),))
    assert read.shapes[0].is_closed
    assert read.shapes[0].length == pytest.approx(0.4)
    assert (read.shapes[2].x, read.shapes[2].y) == (20.86, 42.89)


def test_a_point_is_two_folded_numbers():
    """One unit east is 2, two units south are 3: 0, -1, 1, -2 are 0, 1, 2, 3."""
    block = encode_block(_features(("city", Point(1e-5, -2e-5), None)))
    size = int.from_bytes(block[:4], "little")
    assert block[4 + size :] == b"".join(
        number.to_bytes(4, "little") for number in (1, 0, 2, 3)
    )


def test_lines_shorter_than_a_unit_are_left_off():
    """Eleven decimetres are no line on any page."""
    tiny = LineString([(20, 42), (20.000001, 42)])
    assert (
        len(decode_block(encode_block(_features(("path", tiny, None)))))
        == 0
    )


def test_nothing_is_a_block_too():
    """A cell of the ground without a feature."""
    assert len(decode_block(encode_block(join_features([])))) == 0


@pytest.mark.parametrize("cut", [0, 3, 10, -1, -9])
def test_a_block_that_was_cut_is_told(cut):
    """Anywhere, and by name."""
    with pytest.raises(InputError, match="block 7 is damaged"):
        decode_block(encode_block(MIXED)[:cut], name="block 7")


@pytest.mark.parametrize(
    "told",
    [
        {"scale": 1},
        {"kinds": [["lava", 9, 3]]},
        {"kinds": [["city", 5, 2**40]]},
        {"kinds": [["city", 5, -1]]},
        {"kinds": [["city", 5, 3]]},
        {"kinds": None},
        {"texts": []},
        {"texts": [5, 5]},
    ],
)
def test_a_head_that_says_what_is_not_there_is_told(told):
    """Unknown kinds, numbers that no memory holds, words that aren't there."""
    with pytest.raises(InputError, match="damaged"):
        decode_block(_damage(encode_block(MIXED), **told))


def test_words_of_a_stranger_are_cleaned():
    """Languages that no page asks for are left out, and lines are one."""
    told = _damage(
        encode_block(MIXED),
        texts=[["", "M2"], ["A\nB", "", {"sq": "C\x00", "xx": "D"}]],
    )
    text = decode_block(told).texts[2]
    assert "\n" not in text.name
    assert "xx" not in dict(text.names)
    assert "\x00" not in dict(text.names)["sq"]
