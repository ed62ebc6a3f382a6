#!/usr/bin/env bash
# pyogrio 0.13.0 with GDAL 3.12.4, OSM driver: a way of 12,000 nodes (an old fence; the format sets
# no limit, the database of today one of 2,000) is refused by the plain reader with an error, and
# read through Arrow as a line of its first 10,000 nodes, without a word.
#
# Guessed: both ways to read a layer read the same, or both refuse. Seen: as below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pyogrio==0.13.0 pyarrow==26.0.1 shapely==2.2.0 numpy==2.4.6
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from pathlib import Path

import pyogrio
import shapely
from pyogrio.raw import read, read_arrow

count = 12_000
nodes = "".join(
    f'<node id="{at}" lat="{42 + at * 1e-5:.5f}" lon="{20 + at * 1e-5:.5f}" version="1"/>'
    for at in range(1, count + 1)
)
members = "".join(f'<nd ref="{at}"/>' for at in range(1, count + 1))
way = f'<way id="1" version="1">{members}<tag k="barrier" v="fence"/></way>'
path = Path("long.osm")
path.write_text(f'<osm version="0.6">{nodes}{way}</osm>')

print("pyogrio", pyogrio.__version__, "GDAL", pyogrio.__gdal_version_string__)
try:
    read(path, layer="lines")
except Exception as error:
    print("plain:", type(error).__name__, error)
    assert "Too many nodes" in str(error)
else:
    raise SystemExit("the plain reader reads it now")
meta, table = read_arrow(path, layer="lines")
(line,) = shapely.from_wkb(table.column(meta["geometry_name"] or "wkb_geometry").to_pylist())
print("Arrow:", len(line.coords), "of", count, "points")
assert len(line.coords) == 10_000
PYTHON
