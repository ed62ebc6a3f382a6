"""The geocoder on real place strings, on typing errors and on the clock; against plain ways to use the same gazetteer.

Run: ``python tests/benchmarks/geocoding.py [accuracy] [typos] [speed]``. It reads ``../shared/data``.
"""

from __future__ import annotations

import os
import random
import string
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import pandas as pd

from sitmap.gazetteer import open_gazetteer
from sitmap.gazetteer.country_files import add_country_file
from sitmap.gazetteer.distances import distance_m
from sitmap.gazetteer.text import fold
from sitmap.geocoding import Gazetteer, geocode

DATA = Path(__file__).parents[2].parent / "shared/data"
PLACES = DATA / "geocoding/ucdp-ukraine-places.csv"
COUNTRY_FILE = DATA / "gazetteer/UA.zip"
SEED = 7
TYPO_NAMES = 5_000
ROWS, DISTINCT = 1_000_000, 20_000


def main() -> None:
    """Run the parts named on the command line, or all."""
    parts = {"accuracy": accuracy, "typos": typos, "speed": speed}
    for name in sys.argv[1:] or parts:
        parts[name]()


def accuracy() -> None:
    """Shares within 5 and 25 km, and shares answered but more than 50 km off."""
    places = pd.read_csv(PLACES, keep_default_na=False)
    places = places[places["where_prec"].isin([1, 2])]
    print(f"\n{len(places)} place strings of UCDP GED, Ukraine, where_prec 1-2, country known")
    print(f"{'':52}{'5 km':>7}{'25 km':>7}{'>50 km':>8}{'said':>7}{'amb.':>7}")
    with TemporaryDirectory() as folder:
        add_country_file(COUNTRY_FILE, folder=Path(folder))
        gazetteers = {"embedded": Gazetteer(folders=[]), "with country file": Gazetteer(folders=[Path(folder)])}
        for label, gazetteer in gazetteers.items():
            row(f"{label}: most populous exact match", places, baseline(gazetteer, places, oracle=False))
            row(f"{label}: oracle among exact matches", places, baseline(gazetteer, places, oracle=True))
            for with_region in (False, True):
                region = places["adm_1"] if with_region else None
                found = geocode(places["where_coordinates"], country="UA", region=region, geocoder=gazetteer)
                row(f"{label}: sitmap{', region' if with_region else ''}", places, found)
                last = found
                if os.environ.get("BANDS"): reliability(places, found)
    reliability(places, last)


def baseline(gazetteer: Gazetteer, places: pd.DataFrame, *, oracle: bool) -> pd.DataFrame:
    """Look up strings as written and without "town", "village"; take the most populous, or the one nearest the truth."""
    points = []
    for text, lat, lon in zip(places["where_coordinates"], places["latitude"], places["longitude"], strict=True):
        key = fold(text)
        for word in ("town", "village", "city"):
            key = key.removesuffix(f" {word}")
        found = [place for place in gazetteer.library.exact(key, ["UA"]) if place.kind != "country"]
        best = (min(found, key=lambda place: distance_m(lat, lon, place.lat, place.lon)) if oracle
                else max(found, key=lambda place: place.population)) if found else None  # fmt: skip
        points.append((best.lat, best.lon) if best else (None, None))
    return pd.DataFrame(points, columns=["lat", "lon"], index=places.index).assign(status="found")


def row(label: str, places: pd.DataFrame, found: pd.DataFrame) -> None:
    """Print a line of the table."""
    km = kilometres(places, found)
    said = km.notna()
    sure = said & (found["status"] == "found")
    shares = (km <= 5).mean(), (km <= 25).mean(), (sure & (km > 50)).mean(), said.mean(), (found["status"] == "ambiguous").mean()
    print(f"{label:52}" + "".join(f"{share:>{width}.3f}" for share, width in zip(shares, (7, 7, 8, 7, 7), strict=True)))


def kilometres(places: pd.DataFrame, found: pd.DataFrame) -> pd.Series:
    """Distance of each answer from the truth; NaN where there is no answer."""
    lats, lons = (found["lat"], found["lon"]) if "lat" in found else (found.geometry.y, found.geometry.x)
    pairs = zip(places["latitude"], places["longitude"], lats, lons, strict=True)
    return pd.Series([distance_m(*each) / 1000 if pd.notna(each[2]) else float("nan") for each in pairs], places.index)


def reliability(places: pd.DataFrame, found: pd.DataFrame) -> None:
    """Print how often answers of a score are right: within 25 km, or within the radius that they state."""
    km = kilometres(places, found)
    right = (km <= 25) | (km * 1000 <= found["uncertainty_m"])
    bands = pd.cut(found["score"], [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0], right=False)
    print("\nscore band: answers, share right (within 25 km or the stated radius), share inside the stated radius + 5 km")
    for band, part in found[found["score"].notna()].groupby(bands, observed=True):
        inside = (km[part.index] * 1000 <= part["uncertainty_m"] + 5_000).mean()
        print(f"  {band!s:14}{len(part):>6}{right[part.index].mean():>8.3f}{inside:>8.3f}")
    sure = found["score"] >= 0.9
    print(f"  score >= .9: {sure.sum()} answers, {right[sure].mean():.3f} right")


def typos() -> None:
    """One random edit in names of six letters or more: is the top answer the place, or one of the same spelling nearby?"""
    library = open_gazetteer()
    chance = random.Random(SEED)
    places = [place for country in ("UA", "RS", "SY", "CF", "FR", "US", "NG", "TR", "CO", "IN", "PK", "DE")
              for place in library.indexes[0].places_of(country) if place.kind in ("city", "town", "village")]  # fmt: skip
    chosen = [place for place in chance.sample(places, 2 * TYPO_NAMES) if len(fold(place.name)) >= 6][:TYPO_NAMES]
    broken = [misspell(fold(place.name), chance) for place in chosen]
    for with_country in (True, False):
        countries = [place.country for place in chosen] if with_country else None
        started = perf_counter()
        found = geocode(broken, country=countries, geocoder=Gazetteer(folders=[]))
        seconds = perf_counter() - started
        right = sum(
            point is not None and is_namesake(library, place, point)
            for place, point in zip(chosen, found.geometry, strict=True)
        )
        where = "country given" if with_country else "no country"
        print(f"one edit, {where}: {right / len(chosen):.3f} right, {len(chosen) / seconds:,.0f} names/s")


def is_namesake(library, place, point) -> bool:
    """Tell whether a point is the place, or another place of exactly its name (no letters tell those apart)."""
    same = library.exact(fold(place.name), [place.country])
    return any(distance_m(other.lat, other.lon, point.y, point.x) < 10_000 for other in [place, *same])


def misspell(key: str, chance: random.Random) -> str:
    """Insert, delete, replace or swap a letter."""
    at = chance.randrange(len(key) - 1)
    letter = chance.choice(string.ascii_lowercase)
    edits = [key[:at] + letter + key[at:], key[:at] + key[at + 1 :], key[:at] + letter + key[at + 1 :],
             key[:at] + key[at + 1] + key[at] + key[at + 2 :]]  # fmt: skip
    edited = chance.choice(edits)
    return edited if edited != key else misspell(key, chance)


def speed() -> None:
    """Rows a second with repeats, distinct exact names, distinct fuzzy names; memory."""
    library = open_gazetteer()
    chance = random.Random(SEED)
    places = [place for country in ("UA", "RU", "SY", "FR", "US", "NG") for place in library.indexes[0].places_of(country)]
    names = list(dict.fromkeys(place.name for place in places))
    distinct = chance.sample(names, DISTINCT)
    gazetteer = Gazetteer(folders=[])
    geocode(["Pristina"], geocoder=gazetteer)
    before = resident_mb()
    timed("distinct exact names", lambda: geocode(distinct, geocoder=gazetteer), DISTINCT)
    rows = pd.Series(chance.choices(distinct, k=ROWS))
    timed("rows of a million, 20,000 distinct names", lambda: geocode(rows, geocoder=gazetteer), ROWS)
    ukraine = [fold(place.name) for place in places if place.country == "UA" and len(place.name) >= 6]
    broken = [misspell(name, chance) for name in chance.sample(ukraine, 3_000)]
    timed("distinct fuzzy names, country given", lambda: geocode(broken, country="UA", geocoder=gazetteer), len(broken))
    print(f"resident memory: {resident_mb() - before:.0f} MB beyond imports, of it the million rows and their result")


def timed(label: str, work, count: int) -> None:
    """Print a rate."""
    started = perf_counter()
    work()
    print(f"{label}: {count / (perf_counter() - started):,.0f}/s")


def resident_mb() -> float:
    """Resident memory of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6


if __name__ == "__main__":
    main()
