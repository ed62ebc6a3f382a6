"""Places and matches that tests of geocoding make."""

from sitmap.gazetteer import Place
from sitmap.geocoding.match import Match


def make_place(name="Town", lat=42.0, lon=20.0, **told):
    known = {
        "id": f"x:{name}:{lat}:{lon}",
        "name": name,
        "kind": "town",
        "country": "XK",
        "admin1": "",
        "admin1_name": "",
        "admin2": "",
        "lat": lat,
        "lon": lon,
        "population": 0,
        "rank": 100,
        "uncertainty_m": 2_000.0,
    }
    return Place(**{**known, **told})


def make_match(place=None, score=0.9, rank=500.0, **told):
    place = place or make_place()
    known = {
        "match": "exact",
        "precision": "place",
        "uncertainty_m": place.uncertainty_m,
        "lat": place.lat,
        "lon": place.lon,
        "label": place.name,
        "why": "its name",
    }
    return Match(place, score, rank=rank, **{**known, **told})
