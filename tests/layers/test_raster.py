"""A picture on the ground: warped, made to fit, credited; a bad one is one line."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

import sitmap
from sitmap.errors import InputError
from sitmap.ground.sheet import Sheet, read_sheet

if TYPE_CHECKING:
    from pathlib import Path

Image = pytest.importorskip("PIL.Image")
pytest.importorskip("matplotlib")

RED, GREEN, BLUE, GREY = (200, 0, 0), (0, 160, 0), (0, 0, 200), (90, 90, 90)
BOX = (20.0, 42.0, 21.0, 43.0)


def quarters(size: tuple[int, int] = (400, 400)) -> np.ndarray:
    """Red in the north west, green in the north east, blue and grey below."""
    width, height = size
    pixels = np.zeros((height, width, 3), dtype=np.uint8)
    for at, colour in enumerate((RED, GREEN, BLUE, GREY)):
        rows = (
            slice(0, height // 2) if at < 2 else slice(height // 2, height)
        )
        columns = (
            slice(0, width // 2)
            if at % 2 == 0
            else slice(width // 2, width)
        )
        pixels[rows, columns] = colour
    return pixels


def colour_at(sheet: Sheet, lon: float, lat: float) -> tuple[int, ...]:
    with Image.open(io.BytesIO(sheet.data)) as picture:
        pixels = np.asarray(picture.convert("RGBA"))
    west, south, east, north = sheet.box
    y = [np.arcsinh(np.tan(np.radians(one))) for one in (south, lat, north)]
    column = int((lon - west) / (east - west) * sheet.width)
    row = int((y[2] - y[1]) / (y[2] - y[0]) * sheet.height)
    return tuple(int(one) for one in pixels[row, column])


def is_near(found: tuple[int, ...], colour: tuple[int, int, int]) -> bool:
    return found[3] > 250 and all(
        abs(a - b) < 12 for a, b in zip(found, colour, strict=False)
    )


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    Image.fromarray(quarters()).save(tmp_path / "sheet.png")
    return tmp_path / "sheet.png"


def write_geotiff(
    path: Path,
    pixels: np.ndarray,
    corner: tuple[float, float],
    size_m: float,
) -> Path:
    """Write a GeoTIFF in UTM zone 34 north (EPSG:32634), its tags as OGC 19-008 numbers them."""
    from PIL.TiffImagePlugin import ImageFileDirectory_v2

    tags = ImageFileDirectory_v2()
    tags.tagtype |= {33550: 12, 33922: 12, 34735: 3}
    tags[33550] = (size_m, size_m, 0.0)
    tags[33922] = (0.0, 0.0, 0.0, *corner, 0.0)
    tags[34735] = (1, 1, 0, 2, 1024, 0, 1, 1, 3072, 0, 1, 32634)
    Image.fromarray(pixels).save(path, tiffinfo=tags)
    return path


def test_a_picture_with_bounds_lies_where_they_say(picture: Path) -> None:
    sheet = read_sheet(picture, BOX, limit_mb=1)
    assert sheet.box == BOX
    for lon, lat, colour in (
        (20.2, 42.8, RED),
        (20.8, 42.8, GREEN),
        (20.2, 42.2, BLUE),
    ):
        assert is_near(colour_at(sheet, lon, lat), colour)


def test_a_geotiff_lies_where_its_projection_says(tmp_path: Path) -> None:
    """Its middle is 42.9 north, 20.86 east: in UTM 34 488,570 east, 4,749,700 north, to 10 m."""
    corner = (488_570 - 2_000, 4_749_700 + 2_000)
    path = write_geotiff(tmp_path / "x.tif", quarters(), corner, 10.0)
    sheet = read_sheet(path, None, limit_mb=1)
    west, south, east, north = sheet.box
    assert ((west + east) / 2, (south + north) / 2) == pytest.approx(
        (20.86, 42.9), abs=2e-3
    )
    assert is_near(colour_at(sheet, 20.85, 42.91), RED)
    assert is_near(colour_at(sheet, 20.87, 42.89), GREY)


def test_a_large_picture_is_made_to_fit(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(
        0, 255, (1500, 1500, 3), dtype=np.uint8
    )
    Image.fromarray(noise).save(tmp_path / "x.png")
    sheet = read_sheet(tmp_path / "x.png", BOX, limit_mb=0.2)
    assert len(sheet.data) * 4 / 3 <= 200_000
    assert sheet.width > 100


def test_sixteen_bits_are_stretched(tmp_path: Path) -> None:
    grey = np.tile(
        np.linspace(1_000, 3_000, 300).astype(np.uint16), (300, 1)
    )
    Image.fromarray(grey).save(tmp_path / "x.tif")
    sheet = read_sheet(tmp_path / "x.tif", BOX, limit_mb=1)
    assert colour_at(sheet, 20.02, 42.5)[0] < 30
    assert colour_at(sheet, 20.98, 42.5)[0] > 225


@pytest.mark.parametrize(
    "bounds", [None, (1, 2, 3), (21, 42, 20, 43), (20, 42, 21, 95), "abcd"]
)
def test_where_a_picture_lies_must_be_said(
    picture: Path, bounds: object
) -> None:
    with pytest.raises(
        InputError, match=r"sheet\.png: (doesn't say|bounds)"
    ):
        read_sheet(picture, bounds, limit_mb=1)


def test_what_is_no_picture_or_too_large_is_one_line(
    tmp_path: Path,
) -> None:
    (tmp_path / "x.png").write_bytes(b"no picture")
    with pytest.raises(InputError, match="can't be read as a picture"):
        read_sheet(tmp_path / "x.png", BOX, limit_mb=1)
    Image.new("1", (12_000, 12_000)).save(tmp_path / "bomb.png")
    with pytest.raises(
        InputError, match="has 144 million pixels, 100 are the most"
    ):
        read_sheet(tmp_path / "bomb.png", BOX, limit_mb=1)
    data = (tmp_path / "bomb.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(data[:60])
    with pytest.raises(InputError):
        read_sheet(tmp_path / "cut.png", BOX, limit_mb=1)


def make_map(picture: Path) -> sitmap.Map:
    rows = {
        "title": ["A shot"],
        "latitude": [42.5],
        "longitude": [20.5],
        "precision": ["exact"],
    }
    made = sitmap.Map(pd.DataFrame(rows), title="Sheet")
    return made.add_child(
        sitmap.Raster(picture, bounds=BOX, credit="Survey <b>1987</b>")
    )


def test_the_page_holds_it_and_credits_it(picture: Path) -> None:
    page = make_map(picture).get_root().render()
    assert 'id="raster_1/picture"' in page
    assert "Survey <b>" not in page
    assert "Survey \\u003cb\\u003e1987" in page
    assert "Content-Security-Policy" in page


def test_the_figure_shows_it_and_credits_it(
    picture: Path, tmp_path: Path
) -> None:
    path = make_map(picture).figure(tmp_path / "map.png", dpi=60)
    with Image.open(path) as drawn:
        pixels = np.asarray(drawn.convert("RGB")).astype(int)
    # over the land (#f8f6f1) at 80 %: a fifth of the land shines through
    wanted = np.array([0.8 * RED[0] + 0.2 * 248, 0.2 * 246, 0.2 * 241])
    assert (np.abs(pixels - wanted).max(axis=2) < 14).sum() > 500


@pytest.mark.parametrize(
    "option", [{"opacity": 0}, {"opacity": 2}, {"limit_mb": "1"}]
)
def test_options_out_of_range_are_refused(
    picture: Path, option: dict[str, object]
) -> None:
    with pytest.raises(InputError, match=next(iter(option))):
        sitmap.Raster(picture, bounds=BOX, **option)
