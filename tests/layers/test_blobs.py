"""Bytes of a page."""

import gzip

import pytest

from sitmap.layers.blobs import Blobs, gzip_bytes, json_bytes


@pytest.mark.parametrize("data", [b"", b"a", bytes(range(256)) * 999])
def test_what_is_compressed_comes_back(data):
    """Whatever a reader of gzip takes: nothing, a byte, many."""
    assert gzip.decompress(gzip_bytes(data)) == data


def test_the_header_tells_no_time_name_or_system():
    """Ten bytes by RFC 1952: magic, deflate, no flags, no time, no extra, unknown system."""
    assert gzip_bytes(b"x")[:10] == bytes(
        [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    )


def test_blobs_keep_their_names_and_order():
    """Who asks for one gets it whole, whichever was ready first."""
    blobs = Blobs(6)
    for name in ("core", "facets", "text/0"):
        blobs.add(name, name.encode() * 1000)
    assert list(blobs) == ["core", "facets", "text/0"]
    assert len(blobs) == 3
    assert gzip.decompress(blobs["facets"]) == b"facets" * 1000
    with pytest.raises(KeyError):
        blobs["text/1"]


def test_json_is_short_and_keeps_every_letter():
    """No blanks and no escapes; half of a surrogate pair is a question mark."""
    assert json_bytes({"a": ["Zvečan", 1]}) == '{"a":["Zvečan",1]}'.encode()
    assert json_bytes("\ud800") == b'"?"'


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_numbers_that_json_has_not_are_an_error(number):
    """A page that reads NaN would stop in the reader's browser."""
    with pytest.raises(ValueError, match="JSON"):
        json_bytes(number)
