"""Pictures of evidence in a page: small, bounded, with nothing of the original but its colours."""

import base64
import io
import json
import struct
import warnings
import zlib

import pandas as pd
import pytest
from PIL import Image

from sitmap.errors import DataWarning
from sitmap.incidents import conform
from sitmap.layers.thumbnails import (
    MediaFolders,
    draw_thumbnail,
    make_thumbnails,
)


@pytest.fixture
def photo(tmp_path):
    """A photograph that tells where it was taken, with a camera's name, a comment and a profile."""
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    exif[0x0112] = 6  # turned by a quarter
    exif.get_ifd(0x8825)[2] = (42.0, 54.0, 0.0)
    path = tmp_path / "bridge.jpg"
    picture = Image.linear_gradient("L").resize((1600, 1200)).convert("RGB")
    picture.save(
        path,
        exif=exif,
        comment=b"SECRETCOMMENT",
        icc_profile=b"SECRETPROFILE",
    )
    return path


def test_nothing_but_colours_stays(photo):
    """Neither position nor camera, comment or profile; it stands upright, 320 pixels high."""
    data = draw_thumbnail(photo)
    assert b"SECRET" in photo.read_bytes()
    assert b"SECRET" not in data
    with Image.open(io.BytesIO(data)) as small:
        assert (small.format, small.size) == ("JPEG", (240, 320))
        assert not small.getexif()
        assert {"exif", "comment", "icc_profile"} & set(small.info) == set()


def claiming_png(width, height):
    """A PNG of a few bytes that says it is large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    crc = struct.pack(">I", zlib.crc32(chunk))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(head)) + chunk + crc


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<html>",
        b"\x89PNG\r\n\x1a\nxxxx",
        claiming_png(8_000, 8_000),
        claiming_png(50_000, 50_000),
        b"%PDF-1.7",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    ],
)
def test_what_is_no_picture_or_too_large_is_not_decoded(tmp_path, data):
    """By its bytes, whatever it is called."""
    path = tmp_path / "picture.jpg"
    path.write_bytes(data)
    assert draw_thumbnail(path) is None


def test_of_a_moving_picture_the_first_frame_is_shown(tmp_path):
    """A hundred frames are not decoded."""
    frames = [
        Image.new("RGB", (40, 30), (each, 0, 0)) for each in range(100)
    ]
    path = tmp_path / "moving.gif"
    frames[0].save(path, save_all=True, append_images=frames[1:])
    with Image.open(io.BytesIO(draw_thumbnail(path))) as small:
        assert small.size == (40, 30)
        assert getattr(small, "n_frames", 1) == 1


def make(folder, media, mb=2.0, **columns):
    table = conform(
        pd.DataFrame({"title": media, "media": media, **columns})
    )
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        data = make_thumbnails(table, MediaFolders((folder,), mb))
    told = [
        str(one.message)
        for one in caught
        if issubclass(one.category, DataWarning)
    ]
    return None if data is None else json.loads(data), told


def test_pictures_are_taken_until_the_page_is_full(photo):
    """One that two rows name is there once; what has no room is told, and stands as its name."""
    folder = photo.parent
    Image.effect_noise((900, 900), 60).convert("RGB").save(
        folder / "noise.png"
    )
    media = ["bridge.jpg", "bridge.jpg https://a.example/x", "noise.png"]
    made, told = make(folder, media)
    assert len(made["pictures"]) == 2
    assert made["cells"]["bridge.jpg https://a.example/x\n"] == [
        ["bridge.jpg", "file", 0],
        ["https://a.example/x", "link", -1],
    ]
    assert told == []
    size = len(base64.b64decode(made["pictures"][0]))
    made, told = make(folder, media, mb=size * 1.4 / 1e6)
    assert len(made["pictures"]) == 1
    assert made["cells"]["noise.png\n"] == [["noise.png", "full", -1]]
    assert told == [
        f"media without a picture in the page: no room: noise.png (--media-mb {size * 1.4 / 1e6:g})"
    ]


def test_no_room_at_all_is_no_picture(photo):
    """With 0 MB names alone are there."""
    made, _ = make(photo.parent, ["bridge.jpg"], mb=0)
    assert made["pictures"] == []


def test_a_file_that_is_another_is_told_and_not_shown(photo):
    """Its SHA-256 isn't the one of the table: the picture isn't the evidence."""
    made, told = make(
        photo.parent, ["bridge.jpg"], sha256=["0" * 64], incident_id=["K-1"]
    )
    assert made["pictures"] == []
    assert told == [
        "row K-1: bridge.jpg isn't the file that its sha256 names"
    ]


def test_links_alone_need_nothing(tmp_path):
    """Nothing is fetched, and nothing is added to the page."""
    assert make(tmp_path, ["https://a.example/x.jpg"]) == (None, [])
    _, told = make(
        tmp_path,
        ["https://a.example/x.jpg"],
        sha256=["abc"],
        incident_id=["K-1"],
    )
    assert told == [
        "row K-1: sha256 'abc' is none; write 64 hexadecimal digits"
    ]
