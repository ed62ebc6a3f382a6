"""World regions and seas: areas, each listed once with its names."""

import pytest
import shapely

from sitmap.gazetteer import embedded_index
from sitmap.gazetteer.text import fold
from sitmap.geodesy import distance_m


@pytest.fixture(scope="module")
def library():
    return embedded_index()


@pytest.mark.parametrize(
    ("name", "point", "kind"),
    [
        ("middle east", (33.3, 44.4), "region"),  # Baghdad
        ("southeast asia", (13.75, 100.5), "region"),  # Bangkok
        ("central america", (14.6, -90.5), "region"),  # Guatemala
        ("horn of africa", (9.0, 38.75), "region"),  # Addis Ababa
        ("sahel", (13.5, 2.1), "region"),  # Niamey
        ("ближний восток", (33.3, 44.4), "region"),
        ("red sea", (20.0, 38.5), "sea"),
        ("gulf of aden", (12.5, 47.0), "sea"),
        ("black sea", (43.5, 34.0), "sea"),
        ("чорне море", (43.5, 34.0), "sea"),
        ("south china sea", (12.0, 113.0), "sea"),
        ("strait of hormuz", (26.55, 56.5), "strait"),
    ],
)
def test_a_world_region_or_sea_is_an_area(library, name, point, kind):
    """First of its name, with an outline that holds what lies in it."""
    place = max(library.exact(fold(name)), key=lambda each: each.rank)
    assert (place.kind, place.country) == (kind, "")
    assert library.outline_of(place.id).contains(
        shapely.Point(point[1], point[0])
    )
    assert distance_m(place.lat, place.lon, *point) <= place.uncertainty_m


@pytest.mark.parametrize(
    ("sea", "town"),
    [
        ("Red Sea", (15.50, 32.56)),  # Khartoum
        ("Black Sea", (41.69, 44.80)),  # Tbilisi
        ("South China Sea", (14.60, 120.98)),  # Manila
        ("Gulf of Aden", (9.56, 44.07)),  # Hargeisa
    ],
)
def test_a_sea_is_no_land(library, sea, town):
    """Towns inland are outside its outline."""
    place = next(
        each for each in library.world_regions() if each.name == sea
    )
    assert not library.outline_of(place.id).contains(
        shapely.Point(town[1], town[0])
    )


def test_every_world_region_is_listed_once_with_its_names(library):
    """What the supplement knows of them is united with them."""
    regions = library.world_regions()
    assert len({place.id for place in regions}) == len(regions) > 100
    assert all(place.uncertainty_m > 5_000 for place in regions)
    assert (
        len(
            [
                p
                for p in library.exact("red sea")
                if p.kind in ("sea", "lake")
            ]
        )
        == 1
    )
