#!/usr/bin/env bash
# pyogrio 0.13.0 (its bundled GDAL) with pandas 3.1.1. Expected: a text property comes back as text. Seen: a GeoJSON
# property whose texts all look like year, month, day is given the type date; the 31st of the second month, an
# ordinary day of the Solar Hijri calendar, is no day of the Gregorian one, and the whole file can't be read
# (ValueError). One more row with the month in words, and all are texts again.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
  pyogrio==0.13.0 geopandas==1.2.0 pandas==3.1.1 shapely==2.2.0
cd "$work"
venv/bin/python - <<'PY'
import json

import pyogrio


def read(*days):
    features = [
        {"type": "Feature", "properties": {"day": d}, "geometry": {"type": "Point", "coordinates": [62.2, 34.3]}}
        for d in days
    ]
    with open("events.geojson", "w") as file:
        json.dump({"type": "FeatureCollection", "features": features}, file)
    try:
        return [str(day) for day in pyogrio.read_dataframe("events.geojson")["day"]]
    except ValueError as error:
        return f"ValueError: {error}"


slashes = read("1403/01/14", "1403/02/31")
words = read("1403/01/14", "1403/02/31", "2 Jawza 1403")
print("all in digits:  ", slashes)
print("one is in words:", words)
assert slashes == "ValueError: day is out of range for month", "changed: all in digits"
assert words == ["1403/01/14", "1403/02/31", "2 Jawza 1403"], "changed: a month in words"
PY
