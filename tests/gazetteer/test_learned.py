"""Learnt places: what is taken, what is refused, how they rank, how they are forgotten."""

import geopandas as gpd
import pandas as pd
import pytest

from sitmap import Gazetteer, blur, geocode, locate
from sitmap.errors import GazetteerError, InputError
from sitmap.gazetteer.learned import (
    LearnedRow,
    forget_learned,
    learn_rows,
    learned_hash,
    list_learned,
    reconcile,
)
from sitmap.geocoding.learned_rows import read_lesson
from sitmap.incidents import conform

# two hamlets that no gazetteer has, in the north of Kosovo
QUORVA = (42.95, 20.80)
ZELBRIN = (43.01, 20.74)


def table(*rows):
    """An incident table of (place, country, (lat, lon), precision)."""
    places, countries, spots, precisions = zip(*rows, strict=True)
    frame = {"place": places, "country": countries, "precision": precisions}
    frame |= {
        "located_by": ["source"] * len(rows),
        "date_start": pd.Timestamp("2024-05-01"),
    }
    lats, lons = zip(*spots, strict=True)
    points = gpd.points_from_xy(lons, lats)
    return conform(gpd.GeoDataFrame(frame, geometry=points, crs=4326))


def test_what_was_learnt_is_found_and_says_where_it_is_from(tmp_path):
    """An unlisted hamlet is nowhere, then where the analyst had it; in Cyrillic, too."""
    assert (
        Gazetteer(folders=[]).geocode("Quorva", country_codes="XK") is None
    )
    lesson = read_lesson(
        table(("Quorva village", "XK", QUORVA, "place")), source="2024.csv"
    )
    assert learn_rows(lesson.rows, folder=tmp_path) == (1, [])
    found = Gazetteer(folders=[tmp_path]).geocode(
        "Quorva", country_codes="XK"
    )
    assert (found.latitude, found.longitude) == QUORVA
    assert found.raw["source"] == "learned"
    (row,) = list_learned(folder=tmp_path)
    assert (row.source, row.date, row.region) == (
        "2024.csv",
        "2024-05-01",
        "Mitrovica",
    )


def test_a_geocoder_learns_from_a_table_for_its_lifetime():
    """``learn=`` takes a frame; another geocoder doesn't know it."""
    taught = Gazetteer(
        folders=[], learn=table(("Quorva", "XK", QUORVA, "exact"))
    )
    assert (
        taught.geocode("Quorva", country_codes="XK").latitude == QUORVA[0]
    )
    assert (
        Gazetteer(folders=[]).geocode("Quorva", country_codes="XK") is None
    )
    function, arguments = taught.__reduce__()
    assert (
        function(*arguments).geocode("Quorva", country_codes="XK").latitude
        == QUORVA[0]
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"precision": "near"}, "isn't located exactly or at a place"),
        ({"precision": "admin1"}, "isn't located exactly or at a place"),
        (
            {"located_by": "gazetteer:exact"},
            "was located by sitmap or a service",
        ),
        ({"located_by": "blurred"}, "was blurred"),
        (
            {"place": "12 km south of Quorva"},
            "tells a spot by another place",
        ),
        ({"place": None}, "names no place"),
        ({"geometry": None}, "has no point"),
    ],
)
def test_a_row_that_teaches_nothing_says_why(change, reason):
    """Coarse, answered by sitmap itself, blurred, relative to another, nameless, pointless."""
    rows = table(("Quorva", "XK", QUORVA, "place"))
    for column, value in change.items():
        rows[column] = [value]
    lesson = read_lesson(
        gpd.GeoDataFrame(rows, geometry="geometry", crs=4326)
    )
    assert lesson.rows == []
    assert dict(lesson.refused) == {reason: 1}


def test_blurred_rows_are_refused_even_with_their_name_put_back():
    """Who protects people must not teach a wrong point."""
    rows = table(
        ("Quorva", "XK", QUORVA, "place"),
        ("Zelbrin", "XK", ZELBRIN, "place"),
    )
    hidden = blur(rows, km=20)
    hidden["place"] = ["Quorva", "Zelbrin"]
    hidden["precision"] = "place"
    hidden["located_by"] = "source"
    assert read_lesson(hidden).refused == {"was blurred": 2}


def test_a_name_that_a_region_has_twice_is_a_conflict():
    """Two points 60 km apart under one name of one region: neither is learnt, and it is listed."""
    rows = [
        LearnedRow(
            "Quorva",
            "XK",
            "Mitrovica",
            lat,
            20.8,
            2500.0,
            "a.csv",
            "2024-05-01",
        )
        for lat in (42.90, 42.91, 43.45)
    ]
    kept, conflicts = reconcile(rows)
    assert kept == []
    assert [str(conflict) for conflict in conflicts] == [
        "Quorva (Mitrovica, XK): two places 61 km apart; not learnt"
    ]
    elsewhere = rows[2]._replace(region="Peja")
    assert len(reconcile([*rows[:2], elsewhere])[0]) == 2


@pytest.mark.parametrize(
    "name", ["Paris", "Aleppo", "Asia", "Novo Selo", "Bara"]
)
def test_a_learnt_place_never_outranks_the_worlds_elsewhere(name):
    """Learnt in Kosovo, another country's name is still its own first, bare and within it."""
    plain = Gazetteer(folders=[])
    taught = Gazetteer(
        folders=[], learn=table((name, "XK", QUORVA, "place"))
    )
    before, after = plain.resolve(name).best, taught.resolve(name).best
    if before is not None and before.place.country != "XK":
        assert after.place.id == before.place.id
    assert taught.resolve(name, country="XK").best.place.source == "learned"
    for country in {
        place.country for place in plain.library.exact(name.lower())
    } - {"XK", ""}:
        there = taught.resolve(name, country=country).best
        assert there is None or there.place.source != "learned"


def test_rows_of_one_table_help_each_other():
    """A row without a point finds the hamlet that another row has located."""
    rows = table(
        ("Quorva", "XK", QUORVA, "place"), ("Quorva", "XK", QUORVA, "place")
    )
    rows.loc[1, "geometry"] = None
    rows.loc[1, ["precision", "located_by"]] = pd.NA
    found = locate(rows, geocoder=Gazetteer(folders=[]))
    assert (found.geometry.iloc[1].y, found.geometry.iloc[1].x) == QUORVA
    assert found["located_by"].iloc[1].startswith("gazetteer")
    assert geocode(["Quorva"], country="XK")["status"].tolist() == [
        "not_found"
    ]


def test_forgetting_one_and_all(tmp_path):
    """One name goes, the other stays; then all; what was never learnt is an error."""
    rows = table(
        ("Quorva", "XK", QUORVA, "place"),
        ("Zelbrin", "XK", ZELBRIN, "place"),
    )
    learn_rows(read_lesson(rows).rows, folder=tmp_path)
    both = learned_hash(folder=tmp_path)
    assert forget_learned(["quorva"], folder=tmp_path) == 1
    assert [row.name for row in list_learned(folder=tmp_path)] == [
        "Zelbrin"
    ]
    assert learned_hash(folder=tmp_path) not in ("", both)
    with pytest.raises(GazetteerError, match="never learnt"):
        forget_learned(["Quorva"], folder=tmp_path)
    assert forget_learned(folder=tmp_path) == 1
    assert learned_hash(folder=tmp_path) == ""


def test_learning_twice_is_learning_once(tmp_path):
    """The same rows again add nothing, and the hash is the same."""
    rows = read_lesson(table(("Quorva", "XK", QUORVA, "place"))).rows
    learn_rows(rows, folder=tmp_path)
    once = learned_hash(folder=tmp_path)
    assert learn_rows(rows, folder=tmp_path)[0] == 1
    assert learned_hash(folder=tmp_path) == once


def test_a_table_without_points_or_places_says_so():
    """No geometry; no column of places."""
    with pytest.raises(InputError, match="'place' and points"):
        read_lesson(pd.DataFrame({"place": ["Quorva"]}))
