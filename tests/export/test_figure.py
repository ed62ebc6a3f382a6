"""Figures: everything that the map says is on paper, as text, and nothing overlaps."""

import re

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point
from tests.export.made import many
from tests.work import count_calls

import sitmap
from sitmap.errors import DataWarning, OutputError
from sitmap.samples import sample_map

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")

import matplotlib as mpl

from sitmap.export.figure import draw_figure
from sitmap.export.figure.labels import Room


@pytest.fixture(scope="module")
def sample():
    return sample_map()


def texts_of(svg):
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_the_svg_says_all_that_the_map_says(tmp_path, sample):
    """Title, date, legend with counts (16 incidents in five types), sources, the note on UNSCR 1244: as text."""
    svg = draw_figure(sample, tmp_path / "a.svg", dpi=40).read_text("utf-8")
    texts = texts_of(svg)
    assert "North Kosovo: incidents and KFOR presence" in texts
    assert "situation on 29 November 2024" in texts
    for word in (
        "Battles",
        "Riots",
        "Strategic developments",
        "Disputed",
        "Somewhere in an area",
        "10 km",
        "N",
    ):
        assert word in texts, word
    said = " ".join(texts)
    assert "Natural Earth" in said
    assert "resolution 1244 (1999)" in said
    assert "naslovi.net" in said
    assert "S E R B I A" in said


@pytest.mark.parametrize(
    ("size", "pixels"),
    [
        ("A4 landscape", (1169, 827)),
        ("16:9", (1333, 750)),
        ((200, 100), (787, 394)),
    ],
)
def test_sizes(tmp_path, sample, size, pixels):
    """297 by 210 mm at 100 dpi are 1169 by 827 pixels; 13.333 by 7.5 inches are 1333 by 750."""
    data = draw_figure(
        sample, tmp_path / "a.png", size=size, dpi=100
    ).read_bytes()
    assert data[:4] == b"\x89PNG"
    width, height = (
        int.from_bytes(data[at : at + 4], "big") for at in (16, 20)
    )
    assert abs(width - pixels[0]) <= 1
    assert abs(height - pixels[1]) <= 1


def test_the_pdf_keeps_its_text(tmp_path, sample):
    """Fonts are embedded as TrueType (type 42), so that the text can be searched and copied."""
    data = draw_figure(sample, tmp_path / "a.pdf", dpi=40).read_bytes()
    assert data.startswith(b"%PDF")
    assert b"/FontFile2" in data
    assert b"/Type3" not in data
    assert b"CreationDate" not in data


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_the_same_map_gives_the_same_bytes(tmp_path, sample, ending):
    """Nothing in a figure comes from the clock or from chance."""
    one, two = (
        draw_figure(
            sample, tmp_path / f"{name}.{ending}", dpi=60
        ).read_bytes()
        for name in "ab"
    )
    assert one == two


def test_hostile_text_is_only_text(tmp_path):
    """A formula, markup and control characters in a title: shown, not read."""
    table = sitmap.conform(pd.DataFrame({"place": ["x"], "title": ["a"]}))
    made = sitmap.Map(
        table,
        title="$\\frac{1}{0}$ <script>alert(1)</script>\x07 {{ 7*7 }}",
    )
    svg = draw_figure(made, tmp_path / "a.svg", dpi=40).read_text("utf-8")
    assert "<script" not in svg
    assert (
        "$\\frac{1}{0}$ &lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}"
        in svg
    )


def test_a_thousand_incidents_are_drawn_together(tmp_path):
    """Four times the incidents are nowhere near four times the work."""
    target = tmp_path / "a.png"
    few, lot = (
        sitmap.Map(many(count), title="Many") for count in (250, 1000)
    )
    draw_figure(few, target, dpi=40)  # what is read once is read
    fewer = count_calls(lambda: draw_figure(few, target, dpi=40))
    more = count_calls(lambda: draw_figure(lot, target, dpi=40))
    assert more < 2 * fewer


def test_room_is_taken_once():
    """A label goes where nothing is, inside the frame."""
    room = Room(100, 50)
    assert room.take((10, 10, 20, 14))
    assert not room.take((19, 13, 30, 17))
    assert room.take((20, 14, 30, 18))
    assert not room.take((95, 10, 105, 14))


@pytest.mark.parametrize(
    ("name", "options", "told"),
    [
        ("a.gif", {}, "written as .png"),
        ("a.png", {"size": "A9"}, "choose A4 landscape"),
        ("a.png", {"size": (1, 2)}, "no width and height"),
        ("a.png", {"facet": "hour"}, "no column is called"),
        ("no/a.png", {}, "doesn't exist"),
    ],
)
def test_what_cannot_be_drawn_is_told(
    tmp_path, sample, name, options, told
):
    """One line with the choices."""
    with pytest.raises(OutputError, match=told):
        draw_figure(sample, tmp_path / name, **options)


def test_what_only_a_browser_shows_is_told_in_one_line(tmp_path):
    """A figure can't run a folium plugin, and fetches no tiles; one warning names both.

    Tiles get no credit.
    """
    import folium

    made = sitmap.Map(
        many(3), title="With circles", tiles="OpenStreetMap.Mapnik"
    )
    for at in (36, 37):
        folium.Circle((48, at)).add_to(made)
    folium.LayerControl().add_to(made)
    with pytest.warns(DataWarning) as told:
        svg = draw_figure(made, tmp_path / "a.svg", dpi=40).read_text(
            "utf-8"
        )
    (line,) = {str(one.message) for one in told}
    assert (
        "left off: 2 Circle, LayerControl, the tiles of tile.openstreetmap.org (land and borders"
        in line
    )
    assert "OpenStreetMap" not in svg


def test_a_map_without_a_basemap_has_none_on_paper(tmp_path):
    """basemap=False: no land, no names; its legend and marks are there."""
    texts = texts_of(
        draw_figure(
            sitmap.Map(many(3), basemap=False), tmp_path / "a.svg"
        ).read_text("utf-8")
    )
    assert not [
        text
        for text in texts
        if "R U S S I A" in text or "U K R A I N E" in text
    ]
    assert "Incidents" in texts


@pytest.fixture
def drawn(monkeypatch):
    """The figures that were rendered."""
    from sitmap.export.figure import page

    figures = []
    rendered = page.render_pages

    def keep(pages, *rest):
        figures.extend(pages)
        return rendered(pages, *rest)

    monkeypatch.setattr(page, "render_pages", keep)
    return figures


def boxes_of(figure):
    """Text and box in pixels of every text in a figure; a name's halo is its own text below it."""
    texts = [
        text
        for axes in figure.axes
        for text in axes.texts
        if text.get_text()
    ]
    boxes = {
        (text.get_text(), text.get_window_extent().bounds) for text in texts
    }
    return [
        (text, x, y, x + width, y + height)
        for text, (x, y, width, height) in sorted(boxes)
    ]


@pytest.mark.parametrize(
    "size",
    [
        "A4 landscape",
        "A4 portrait",
        "16:9",
        "square",
        (170, 110),
        (140, 105),
        (100, 150),
    ],
)
@pytest.mark.parametrize("facet", [None, "month"])
def test_no_text_lies_on_another(tmp_path, sample, drawn, size, facet):
    """Names, legend, title, scale bar, sources: each has its own room, and all are on the page."""
    draw_figure(sample, tmp_path / "a.png", size=size, facet=facet, dpi=100)
    (figure,) = drawn
    slack = (
        1.5  # pixels: a box is the font's height, which letters seldom fill
    )
    with mpl.rc_context({"text.hinting": "no_hinting"}):
        boxes = boxes_of(figure)
    for at, (text, left, bottom, right, top) in enumerate(boxes):
        assert left >= 0 <= bottom, text
        assert right <= figure.bbox.width, text
        assert top <= figure.bbox.height, text
        for other, its_left, its_bottom, its_right, its_top in boxes[
            at + 1 :
        ]:
            across = min(right, its_right) - max(left, its_left)
            along = min(top, its_top) - max(bottom, its_bottom)
            assert across <= slack or along <= slack, (text, other)


def test_where_nothing_fits_is_told(tmp_path, sample):
    """Title, seventeen lines of legend and seven of sources leave a page of 80 mm no map."""
    with pytest.raises(OutputError, match="leaves no room for a map"):
        draw_figure(sample, tmp_path / "a.png", size=(80, 80))


def test_a_map_without_incidents_is_a_map(tmp_path):
    """An empty table, and no table."""
    for made in (
        sitmap.Map(title="Nothing"),
        sitmap.Map(
            sitmap.conform(pd.DataFrame({"title": []})), title="Empty"
        ),
    ):
        assert (
            draw_figure(made, tmp_path / "a.png", dpi=50).stat().st_size
            > 1000
        )


def test_a_country_is_hatched_in_its_own_outline(monkeypatch, tmp_path):
    """And the areas with most rows are named first, however many there are."""
    from sitmap.export.figure import area_marks
    from sitmap.export.figure import map_frame as sheets

    rows = {
        "place": ["Ukraine"] * 3 + [f"District {at}" for at in range(20)],
        "country": "UA",
        "precision": ["country"] * 3 + ["admin2"] * 20,
        "uncertainty_m": [600_000.0] * 3 + [20_000.0] * 20,
        "date_start": pd.Timestamp("2022-03-01"),
    }
    points = [Point(31.2, 49.0)] * 3 + [
        Point(30 + at * 0.4, 48.0) for at in range(20)
    ]
    one = sitmap.Map(gpd.GeoDataFrame(rows, geometry=points, crs=4326))
    labels = []
    real = area_marks.draw_areas

    def keep(*args):
        labels.extend(real(*args))
        return labels

    monkeypatch.setattr(sheets, "draw_areas", keep)
    one.figure(tmp_path / "map.png", dpi=40)
    assert (labels[0].name, len(labels[0].rows)) == ("Ukraine", 3)
    assert len(labels) == 21
