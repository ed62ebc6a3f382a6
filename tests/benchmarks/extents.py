"""Do discs hold what they stand for? By precision, on Ukraine's events and on 300 towns elsewhere.

Run: ``python tests/benchmarks/extents.py``. It reads ``../shared/data``: points of UCDP GED, and of
Who's On First for fifteen towns in each of twenty countries, neither of which the gazetteer is made
of. Areas are asked for by a village that doesn't exist, in the town's region. Last, the radius of
every unit is compared with the smallest circle around its settlements.
"""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path
from statistics import median

import pandas as pd

from sitmap.gazetteer import Place, embedded_index
from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.gazetteer.partition import smallest_circle
from sitmap.gazetteer.sources.country_file import (
    read_country_file,
    to_entries,
)
from sitmap.gazetteer.text import fold
from sitmap.geocoding import Gazetteer, geocode
from sitmap.geodesy import distance_m

DATA = Path(__file__).parents[2].parent / "shared/data"
COUNTRIES = [
    "AF",
    "AL",
    "AM",
    "AZ",
    "BA",
    "BF",
    "BY",
    "CF",
    "CM",
    "ET",
    "GE",
    "IQ",
    "LB",
    "MD",
    "ME",
    "MK",
    "RS",
    "SD",
    "SY",
    "XK",
]
TOWNS = 15
FEWEST = 5
APART_M = 50_000
SEED = 3


def main() -> None:
    """Print three tables."""
    gazetteer = Gazetteer(folders=[])
    places = pd.read_csv(
        DATA / "geocoding/ucdp-ukraine-places.csv", keep_default_na=False
    )
    where = {
        "country": "UA",
        "region": places["adm_2"] + ", " + places["adm_1"],
    }
    found = geocode(
        places["where_coordinates"], geocoder=gazetteer, **where
    )
    told(
        "Ukraine's events, district and region given",
        found,
        places["latitude"],
        places["longitude"],
    )
    towns = pd.DataFrame(
        [town for code in COUNTRIES for town in towns_of(code)]
    )
    named = geocode(
        towns["name"], towns["country"], towns["region"], geocoder=gazetteer
    )
    told("300 towns, region given", named, towns["lat"], towns["lon"])
    nowhere = pd.Series(["Qzvxwyk village"] * len(towns))
    areas = geocode(
        nowhere, towns["country"], towns["region"], geocoder=gazetteer
    )
    told(
        "what isn't listed, in the region of a town",
        areas,
        towns["lat"],
        towns["lon"],
    )
    ratios()


def towns_of(country: str) -> list[dict[str, object]]:
    """Choose towns of a country file that the gazetteer has, too, with their regions."""
    rows = read_country_file(DATA / f"gazetteer/{country}.zip")
    places = [
        entry.place
        for entry in to_entries(rows, lambda _names, _country: None)
    ]
    towns = [
        {
            "name": place.name,
            "country": country,
            "region": place.admin1_name,
            "lat": place.lat,
            "lon": place.lon,
        }
        for place in places
        if place.kind in SETTLEMENTS
        and place.admin1_name
        and is_town(place)
    ]
    return random.Random(SEED).sample(towns, min(TOWNS, len(towns)))


def is_town(place: Place) -> bool:
    """Tell whether the gazetteer has a town or city of this name around this point."""
    found = embedded_index().exact(fold(place.name), [place.country])
    towns = (each for each in found if each.kind in ("town", "city"))
    return any(
        distance_m(place.lat, place.lon, each.lat, each.lon) < APART_M
        for each in towns
    )


def told(
    title: str, found: pd.DataFrame, lats: pd.Series, lons: pd.Series
) -> None:
    """Print the share of discs that hold the truth, by precision; drawn answers and all."""
    points = zip(lats, lons, found.geometry, strict=True)
    away = [
        distance_m(lat, lon, point.y, point.x)
        if point is not None
        else float("nan")
        for lat, lon, point in points
    ]
    found = found.assign(away=away)[lambda frame: frame["away"].notna()]
    print(f"\n{title}: {len(away)} asked, {len(found)} answered")
    print(
        f"{'':14}{'answers':>9}{'held':>8}{'found':>9}{'held':>8}{'median radius, km':>20}"
    )
    groups = [*found.groupby("precision", observed=True), ("all", found)]
    for precision, part in groups:
        sure = part[part["status"] == "found"]
        held = (part["away"] <= part["uncertainty_m"]).mean()
        surely = (sure["away"] <= sure["uncertainty_m"]).mean()
        radius = part["uncertainty_m"].median() / 1000
        print(
            f"{precision!s:14}{len(part):>9}{held:>8.3f}{len(sure):>9}{surely:>8.3f}{radius:>20.1f}"
        )


def ratios() -> None:
    """Print the radius of units as a multiple of the smallest circle around their settlements."""
    members: dict[tuple[str, ...], list[tuple[float, float]]] = defaultdict(
        list
    )
    units = []
    for country in sorted(place.country for place in countries()):
        for place in embedded_index().indexes[0].places_of(country):
            if place.kind in SETTLEMENTS:
                members[country, place.admin1].append(
                    (place.lat, place.lon)
                )
                members[country, place.admin1, place.admin2].append(
                    (place.lat, place.lon)
                )
            elif place.source in ("admin1", "admin2"):
                units.append(place)
    print(
        f"\nradius of units of {FEWEST} settlements and more, by the circle around those"
    )
    for source in ("admin1", "admin2"):
        found = []
        for unit in units:
            codes = (unit.country, unit.admin1, unit.admin2)
            inside = members[codes[:2] if source == "admin1" else codes]
            if unit.source == source and len(inside) >= FEWEST:
                found.append(
                    unit.uncertainty_m
                    / max(smallest_circle(inside)[2], 1.0)
                )
        print(
            f"{source:8}{len(found):>7} units, median {median(found):.2f}×"
        )


def countries() -> list:
    """Return the country of each code that the gazetteer has."""
    return embedded_index().indexes[0].with_prefix("country:")


if __name__ == "__main__":
    main()
