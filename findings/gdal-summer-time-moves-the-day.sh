#!/usr/bin/env bash
# pyogrio 0.13.0 (its bundled GDAL) with pandas 3.1.1. Expected: a time with its offset comes back on its own day,
# as it does while every row has the same offset. Seen: as soon as another row is of summer time, all rows are told
# in UTC, and what happened at 01:30 on 6 March (+02:00) is an event of 5 March; a time without an offset beside
# one with an offset is called UTC.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
  pyogrio==0.13.0 geopandas==1.2.0 pandas==3.1.1 shapely==2.2.0
cd "$work"
venv/bin/python - <<'PY'
import json

import pyogrio


def read(*times):
    features = [
        {"type": "Feature", "properties": {"t": t}, "geometry": {"type": "Point", "coordinates": [36.2, 49.9]}}
        for t in times
    ]
    with open("events.geojson", "w") as file:
        json.dump({"type": "FeatureCollection", "features": features}, file)
    return [str(t) for t in pyogrio.read_dataframe("events.geojson")["t"]]


winter = read("2024-03-06T01:30:00+02:00", "2024-03-07T01:30:00+02:00")
both = read("2024-03-06T01:30:00+02:00", "2024-07-06T01:30:00+03:00")
partly = read("2024-03-06T01:30:00+02:00", "2024-03-06T01:30:00")
print("one offset:      ", winter)
print("winter and summer:", both)
print("one says nothing:", partly)
assert winter[0] == "2024-03-06 01:30:00+02:00", "changed: one offset"
assert both[0] == "2024-03-05 23:30:00+00:00", "changed: two offsets"
assert partly == ["2024-03-05 23:30:00+00:00", "2024-03-06 01:30:00+00:00"], "changed: no offset"
PY
