"""The world's outlines, cut to a box (areas by the CIA's figures, within a few per cent)."""

import pytest
import shapely

from sitmap.errors import SitmapError
from sitmap.geodesy import METRES_PER_DEGREE
from sitmap.outlines import load_outlines
from sitmap.outlines.clip import DISPUTED, Outlines

KOSOVO = (20.0, 41.8, 21.9, 43.3)
WORLD = (-180.0, -85.0, 180.0, 85.0)


@pytest.fixture(scope="module")
def outlines():
    return load_outlines()


def test_a_country_by_its_code(outlines):
    """Kosovo is a polygon of its own of 10,887 square kilometres; no country has no outline."""
    kosovo = outlines.country("XK")
    narrow = 0.737  # the cosine of 42.5 degrees
    km2 = kosovo.area * narrow * (METRES_PER_DEGREE / 1000) ** 2
    assert km2 == pytest.approx(10_887, rel=0.03)
    assert outlines.country("ZZ") is None


def test_a_box_has_the_countries_in_it_and_no_other(outlines):
    """And nothing lies outside of it."""
    found = outlines.countries_at(KOSOVO, 0.01)
    codes = {code for code, _, _ in found}
    assert {"XK", "RS", "AL", "MK", "ME"} == codes
    for _, _, shape in found:
        west, south, east, north = shape.bounds
        assert west >= KOSOVO[0]
        assert north <= KOSOVO[3]
        assert east <= KOSOVO[2]
        assert south >= KOSOVO[1]


def test_neighbours_share_the_points_of_their_border(outlines):
    """However simplified it is, there is no gap and no overlap."""
    found = {
        code: shape
        for code, _, shape in outlines.countries_at(KOSOVO, 0.05)
    }
    assert found["XK"].intersection(found["RS"]).area == pytest.approx(
        0, abs=1e-9
    )
    covered = shapely.union_all(list(found.values()))
    assert covered.area == pytest.approx(
        shapely.box(*KOSOVO).area, rel=1e-6
    )


def test_the_middle_of_an_ocean_has_no_country(outlines):
    """An empty list, and no error."""
    assert outlines.countries_at((-140.0, -50.0, -130.0, -45.0), 0.1) == []


def test_pairs_in_dispute_are_two_names_that_there_are(outlines):
    """A name that the outlines don't have would draw its line as any other."""
    names = {name for _, name, _ in outlines.countries_at(WORLD, 0.2)}
    told = {name for pair in DISPUTED for name in pair}
    assert all(len(pair) == 2 for pair in DISPUTED)
    assert told - names <= {"Crimea", "Siachen Glacier"}


def test_an_installation_without_outlines_says_so(tmp_path):
    """With what to do."""
    with pytest.raises(SitmapError, match="install sitmap again"):
        Outlines(tmp_path / "outlines.npz")


def test_a_box_across_the_antimeridian_has_both_sides(outlines):
    """Fiji's islands lie on both sides of 180 degrees, and are one country on one map."""
    box = (177.0, -20.0, 190.0, -13.0)
    found = {
        code: shape for code, _, shape in outlines.countries_at(box, 0.01)
    }
    west, _, east, _ = found["FJ"].bounds
    assert west < 178
    assert 181 < east < 183
    assert found["WS"].bounds[0] > 187  # Samoa, at 172 degrees west
    names = outlines.district_names_at(box)
    assert {one.country for one in names} & {"FJ", "WS"} == {"FJ", "WS"}
