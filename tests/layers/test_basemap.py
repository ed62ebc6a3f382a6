"""The embedded basemap: outlines cut to the data, labels in the languages known, Kosovo's line by option."""

import gzip
import json

import folium
import numpy as np
import pytest

import sitmap
from sitmap.errors import InputError
from sitmap.outlines import load_outlines

LINES = (
    "borders",
    "dispute_borders",
    "claimed_borders",
    "lakes",
    "rivers",
    "districts",
)


def content(basemap):
    """Return what the page reads, each line as its points (n, 2) in degrees."""
    blobs = {
        name: gzip.decompress(data)
        for name, data in basemap.blobs().items()
    }
    core = json.loads(blobs["core"])
    world, detail = core["world"], core["detail"]
    world["land"] = take(
        world["land"], unfold(blobs["world"]) / world["scale"]
    )
    points = unfold(blobs["detail"]) / detail["scale"]
    for country in detail["countries"]:
        country["rings"], points = (
            take(country["rings"], points),
            points[sum(country["rings"]) :],
        )
    for name in LINES:
        detail[name], points = (
            take(detail[name], points),
            points[sum(detail[name]) :],
        )
    assert len(points) == 0
    return core


def take(counts, points):
    return (
        np.split(points[: sum(counts)], np.cumsum(counts)[:-1])
        if counts
        else []
    )


def unfold(planes):
    """Read byte planes of steps, the sign in the lowest bit, to points (n, 2)."""
    folded = (
        np.frombuffer(planes, np.uint8)
        .reshape(2, 4, -1)
        .transpose(0, 2, 1)
        .copy()
        .view("<u4")[..., 0]
        .astype(int)
    )
    return np.cumsum((folded >> 1) ^ -(folded & 1), axis=1).T


def test_kosovo_is_a_country_of_its_own_with_a_border_of_its_own():
    """Whoever draws it can draw the line between Kosovo and Serbia dashed, solid or not at all."""
    detail = content(sitmap.Basemap((19, 41, 23, 44.5), labels=0))["detail"]
    assert {"XK", "RS", "AL", "MK", "ME"} <= {
        country["id"] for country in detail["countries"]
    }
    xs, ys = detail["dispute_borders"][0].T
    assert 20 < min(xs) < max(xs) < 22
    assert 41.8 < min(ys) < max(ys) < 43.3


def test_everything_lies_inside_the_box():
    """Cutting keeps the page small: nothing detailed lies outside."""
    detail = content(sitmap.Basemap((20, 42, 22, 43.5), labels=0))["detail"]
    rings = [
        ring for country in detail["countries"] for ring in country["rings"]
    ]
    for ring in [*rings, *detail["borders"], *detail["rivers"]]:
        xs, ys = ring.T
        assert min(xs) >= 20 - 1e-4
        assert max(xs) <= 22 + 1e-4
        assert min(ys) >= 42 - 1e-4
        assert max(ys) <= 43.5 + 1e-4


def test_neighbours_share_their_border_after_simplifying():
    """Two countries leave no gap and no overlap between them.

    Their areas add up to that of their union.
    """
    cut = load_outlines().countries_at((19, 41, 23, 44.5), 0.01)
    areas = {code: shape for code, _, shape in cut}
    both = areas["XK"].union(areas["MK"])
    assert areas["XK"].area + areas["MK"].area == pytest.approx(
        both.area, rel=1e-6
    )


def written_as(names):
    """Return what a map with these names writes for each place of its basemap."""
    basemap = sitmap.Basemap((20, 41.8, 22, 43.3))
    sitmap.Map(basemap=basemap, names=names)
    return {
        label["t"]: label.get("s", label["t"])
        for label in content(basemap)["labels"]
    }


def test_labels_name_the_prominent_places():
    """Pristina and Skopje are named around Kosovo, in the language that the map asks for."""
    labels = content(sitmap.Basemap((20, 41.8, 22, 43.3)))["labels"]
    assert {"Pristina", "Skopje"} <= {label["t"] for label in labels}
    assert written_as("sq")["Pristina"] == "Prishtinë"
    assert written_as("sr-Cyrl")["Pristina"] == "Приштина"


def test_a_name_in_both_languages_has_each_of_them():
    """What is written as Vushtrri/Vučitrn is Vushtrri where Albanian names are asked for."""
    names = {
        lang: written_as(lang)["Vushtrri/Vučitrn"]
        for lang in ("sq", "sr", "both")
    }
    assert names == {
        "sq": "Vushtrri",
        "sr": "Vučitrn",
        "both": "Vushtrri / Vučitrn",
    }


def test_large_countries_are_named_before_small_ones():
    """Where there is no room for all, Germany is named and Luxembourg isn't."""
    labels = content(sitmap.Basemap((-10, 40, 20, 55), labels=0))["labels"]
    names = [label["t"] for label in labels if label["k"] == "country"]
    assert (
        names.index("France")
        < names.index("Germany")
        < names.index("Belgium")
        < names.index("Luxembourg")
    )


def test_the_box_follows_the_data():
    """On a map with incidents the basemap is detailed around them, on an empty one it is the world."""
    one = folium.Map(tiles=None)
    basemap = sitmap.Basemap(labels=0).add_to(one)
    sitmap.Incidents(sitmap.geocode(["Pristina"], country="XK")).add_to(one)
    west, south, east, north = basemap.box
    assert west < 21.17 < east
    assert south < 42.67 < north
    assert east - west < 10
    assert sitmap.Basemap(labels=0).add_to(folium.Map(tiles=None)).box == (
        -180,
        -85,
        180,
        85,
    )


@pytest.mark.parametrize(
    "box", [(23, 41, 19, 44), (19, 44, 23, 41), (190, 0, 200, 10)]
)
def test_a_box_that_is_none_is_told(box):
    """West of east, south of north, in degrees."""
    with pytest.raises(InputError, match="no west, south, east, north"):
        sitmap.Basemap(box)


def test_an_outline_that_is_no_option_is_told():
    """An unknown word is an error with the choices."""
    with pytest.raises(InputError, match="dashed, solid, absent"):
        sitmap.Basemap(kosovo_outline="bold")


def test_a_world_box_stays_small():
    """A world map's basemap is some hundred kilobytes, not the whole of Natural Earth."""
    blobs = sitmap.Basemap((-180, -85, 180, 85)).blobs()
    assert sum(map(len, blobs.values())) < 300_000


def test_crimea_is_ukraines_and_the_line_at_the_isthmus_is_in_dispute():
    """As the United Nations have it.

    The outline of UA holds Sevastopol, and the line of control is not a border.
    """
    from shapely.geometry import Point

    assert (
        load_outlines()
        .country("UA")
        .buffer(0.05)
        .contains(Point(34.1, 45.0))
    )
    assert (
        not load_outlines()
        .country("RU")
        .buffer(0)
        .contains(Point(34.1, 45.0))
    )
    detail = content(sitmap.Basemap((28, 43, 40, 48), labels=0))["detail"]
    xs, _ = detail["claimed_borders"][0].T
    assert 33 < min(xs) < max(xs) < 36


def test_land_across_the_antimeridian_fills_only_itself():
    """Russia's east runs on beyond 180 degrees.

    It covers what it covers there, and no band around the world.
    """
    cut = {
        code: shape
        for code, _, shape in load_outlines().countries_at(
            (0, 60, 25, 75), 0.05
        )
    }
    assert (
        "RU" not in cut
    )  # between Iceland and Finland there is none of it
    far_east = {
        code: shape
        for code, _, shape in load_outlines().countries_at(
            (-180, 62, -168, 72), 0.05
        )
    }
    assert far_east["RU"].area > 5


@pytest.mark.parametrize("tolerance", [0.002, 0.005, 0.013, 0.02, 0.05])
def test_a_cut_country_is_never_more_than_the_box_it_lies_in(tolerance):
    """A simplified ring may cross itself.

    What is cut of Russia is still Russia: about 301 square degrees here.
    """
    cut = {
        code: shape
        for code, _, shape in load_outlines().countries_at(
            (0, 25, 45, 69), tolerance
        )
    }
    assert cut["RU"].area == pytest.approx(301, rel=0.01)
    assert sum(shape.area for shape in cut.values()) < 45 * 44


def test_a_basemap_of_kosovo_carries_the_status_note():
    """On a plain folium map the note stands beside the attribution; elsewhere there is none."""
    assert "1244" in sitmap.Basemap((20, 42, 22, 43)).settings()["notes"][0]
    assert sitmap.Basemap((4, 50, 5, 51)).settings()["notes"] == []


def test_the_lines_between_districts_are_drawn_and_no_border_among_them():
    """Donetsk and Luhansk have one; neither the coast nor the border with Russia is one."""
    from shapely.geometry import LineString, Point

    detail = content(sitmap.Basemap((35, 46, 41, 50), labels=0))["detail"]
    lines = [
        LineString(line) for line in detail["districts"] if len(line) > 1
    ]
    assert (
        min(line.distance(Point(38.3, 48.45)) for line in lines) < 0.25
    )  # near Bakhmut
    for sea_or_border in (
        (37.5, 46.95),
        (39.85, 47.85),
    ):  # Mariupol's coast, Russia's border
        assert (
            min(line.distance(Point(sea_or_border)) for line in lines)
            > 0.08
        )


def test_a_district_is_named_from_the_zoom_at_which_it_has_room():
    """Donetsk oblast, of two degrees, from zoom 7; none at all on a map of a continent."""
    labels = content(sitmap.Basemap((35, 46, 41, 50)))["labels"]
    (donetsk,) = [
        one
        for one in labels
        if one["k"] == "admin1" and one["t"] == "Donetsk"
    ]
    assert donetsk["z"] == 7
    assert (37, 47) < (donetsk["x"], donetsk["y"]) < (39, 49)
    wide = content(sitmap.Basemap((0, 30, 60, 60)))["labels"]
    assert not [one for one in wide if one["k"] == "admin1"]


def test_a_district_of_kosovo_has_both_names():
    """As its town is written, in no language alone; and not at all beside its town's own name."""
    few = content(sitmap.Basemap((20, 41.8, 21.8, 43.3), labels=2))[
        "labels"
    ]
    names = {
        one["t"]
        for one in few
        if one["k"] == "admin1" and 42.6 < one["y"] < 43.2
    }
    assert {"Vushtrri/Vučitrn", "Podujeva/Podujevo"} <= names
    assert not {"Vučitrn", "Podujevo", "Kosovska Mitrovica"} & names
    many = content(sitmap.Basemap((20, 41.8, 21.8, 43.3)))["labels"]
    assert "Podujeva/Podujevo" not in {
        one["t"] for one in many if one["k"] == "admin1"
    }


def test_the_relief_of_mountains_is_in_the_page_and_of_the_sea_is_not():
    """South-west of Peja stand the Accursed Mountains; the middle of the Black Sea is flat."""
    core = content(sitmap.Basemap((19.5, 42, 20.5, 43), labels=0))
    told = core["relief"]
    assert (told["width"], told["steps"]) == (30, 7)
    blobs = sitmap.Basemap((19.5, 42, 20.5, 43), labels=0).blobs()
    values = np.frombuffer(gzip.decompress(blobs["relief"]), np.int8)
    assert len(values) == told["width"] * told["height"]
    assert values.min() <= -4
    assert values.max() >= 4
    assert (
        "relief"
        not in sitmap.Basemap((32, 42.8, 35, 43.5), labels=0).blobs()
    )
    assert (
        "relief"
        not in sitmap.Basemap((19.5, 42, 20.5, 43), relief=False).blobs()
    )


def test_relief_of_a_wide_box_stays_small():
    """Ukraine's is the mean of several points for each, some twenty kilobytes."""
    assert (
        len(sitmap.Basemap((20, 44, 42, 53), labels=0).blobs()["relief"])
        < 25_000
    )


def test_small_lakes_are_drawn():
    """Lakes of Natural Earth at 10m: Skadar, Ohrid and Prespa on a map around Kosovo."""
    from shapely.geometry import Point, Polygon

    detail = content(sitmap.Basemap((19, 40.6, 22, 43.5), labels=0))[
        "detail"
    ]
    lakes = [Polygon(lake) for lake in detail["lakes"]]
    for spot in ((19.3, 42.17), (20.73, 41.03), (21.03, 40.9)):
        assert any(lake.contains(Point(spot)) for lake in lakes)
