"""Names on the basemap: near incidents, and a town before its districts."""

import numpy as np

from sitmap.layers.labels import find_labels

MARIUPOL = (37.55, 47.10)


def labels_around(lon, lat, *, limit, points):
    box = (lon - 3, lat - 2, lon + 3, lat + 2)
    found = find_labels(box, box, [], limit=limit, points=points)
    return {
        label["t"]: label for label in found if label["k"] == "settlement"
    }


def test_places_beside_an_incident_are_named_however_small():
    """With ten names for six degrees only cities have one; an incident brings its neighbours."""
    lon, lat = MARIUPOL
    few = labels_around(lon, lat, limit=10, points=None)
    more = labels_around(lon, lat, limit=10, points=np.array([[lon, lat]]))
    assert set(few) < set(more)
    added = [label for name, label in more.items() if name not in few]
    assert all(
        abs(one["x"] - lon) < 0.25 and abs(one["y"] - lat) < 0.25
        for one in added
    )


def test_a_towns_district_waits_until_one_looks_closely():
    """Pravyi Bereh is a part of Mariupol; the city and Berdyansk beside it are named at once."""
    found = labels_around(*MARIUPOL, limit=200, points=np.array([MARIUPOL]))
    assert found["Pravyi Bereh"]["z"] == 11
    assert "z" not in found["Mariupol"]
    assert "z" not in found["Berdyansk"]


def test_a_suburb_is_named_before_a_part_of_the_town():
    """Brovary, a town beside a part of Kyiv, waits for nothing; Holosiyiv, 12 km from the middle,
    is told from it at zoom 10, 80 px of 97 m; Pechersk in the middle at zoom 11.
    """
    kyiv = (30.5233, 50.45)
    found = labels_around(*kyiv, limit=200, points=np.array([kyiv]))
    assert (found["Holosiyiv"]["z"], found["Pechersk"]["z"]) == (10, 11)
    assert "z" not in found["Kyiv"]
    assert "z" not in found["Brovary"]


def test_without_names_there_are_none_near_incidents_either():
    """labels=0 means none."""
    assert (
        labels_around(*MARIUPOL, limit=0, points=np.array([MARIUPOL])) == {}
    )


def test_the_ten_places_nearest_to_an_incident_are_named():
    """Counted one by one, by geodesic distance, as the gazetteer's own search finds them."""
    from sitmap.gazetteer import embedded_index
    from sitmap.gazetteer.kinds import SETTLEMENTS

    lon, lat = 20.77, 43.05  # Leposavić
    box = (lon - 3, lat - 2, lon + 3, lat + 2)
    found = find_labels(
        box, box, [], limit=2, points=np.array([[lon, lat]])
    )
    nearest = embedded_index().nearest(lat, lon, 9, SETTLEMENTS)
    spots = {
        (round(place.lon, 4), round(place.lat, 4)) for _, place in nearest
    }
    assert spots <= {(label["x"], label["y"]) for label in found}


def test_incidents_all_over_the_world_leave_a_page_small():
    """Places near 30,000 spots are bounded; the nearest of each come first."""
    made = np.random.default_rng(1)
    points = np.column_stack(
        [made.uniform(-20, 60, 30_000), made.uniform(0, 55, 30_000)]
    )
    found = find_labels(
        (-20, 0, 60, 55), (-20, 0, 60, 55), [], limit=100, points=points
    )
    assert 1_000 < len(found) <= 4_100


def test_a_city_is_no_part_of_an_island_beside_it():
    """Kherson was captioned Oleshky: a hand-made islet of wide extent had it for a district."""
    points = np.array([[32.6146, 46.637], [36.25, 49.98]])
    found = find_labels(
        (18, 44, 40, 54), (24, 46, 37, 51), [], limit=250, points=points
    )
    cities = {
        label["t"]: label for label in found if label["k"] == "settlement"
    }
    assert "z" not in cities["Kherson"]
    assert cities["Kherson"]["r"] < cities["Oleshky"]["r"]


def test_a_town_takes_the_room_of_its_own_overcounted_part():
    """Mariupol is named where its right bank would be, in a box with few names."""
    found = find_labels((15, 42, 45, 56), (24, 46, 36, 51), [], limit=250)
    named = {label["t"] for label in found if label.get("z") is None}
    assert "Mariupol" in named
    assert "Pravyi Bereh" not in named


def test_a_town_with_an_incident_comes_before_a_larger_one_beside_it():
    """Nasinu has more people than Suva, 10 km off; a mark on Suva is not to be named Nasinu."""
    suva = (178.42, -18.14)
    usual = list(labels_around(*suva, limit=200, points=None))
    visited = list(labels_around(*suva, limit=200, points=np.array([suva])))
    assert usual.index("Nasinu") < usual.index("Suva")
    assert visited.index("Suva") < visited.index("Nasinu")


def test_a_village_with_an_incident_stays_behind_a_great_city():
    """Vyshhorod's neighbour Kyiv, a hundred times as large, is still named first."""
    kyiv = (30.52, 50.45)
    found = list(
        labels_around(*kyiv, limit=200, points=np.array([(30.49, 50.58)]))
    )
    assert found.index("Kyiv") < found.index("Vyshhorod")


def test_names_on_both_sides_of_the_antimeridian():
    """A box from Fiji to Samoa runs on beyond 180 degrees."""
    box = (177.0, -20.0, 190.0, -13.0)
    found = find_labels(box, box, [], limit=60)
    assert {"Suva", "Apia"} <= {label["t"] for label in found}
