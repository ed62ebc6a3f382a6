#!/usr/bin/env bash
# pyogrio 0.13.0 (its bundled GDAL) with geopandas 1.2.0. Expected: points are written to CSV as columns X and Y with
# GEOMETRY=AS_XY, as ogr2ogr and QGIS do by the same option of GDAL's driver. Seen: a warning that AS_XY is
# no such value, and GeometryError, "Could not set geometry for feature at index 0"; AS_WKT is written. Who tests what QGIS's users
# send back has to write X and Y by hand.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
  pyogrio==0.13.0 geopandas==1.2.0 pandas==3.1.1 shapely==2.2.0
cd "$work"
venv/bin/python - <<'PY'
import geopandas
import pyogrio
import shapely

points = geopandas.GeoDataFrame({"name": ["Zvečan"]}, geometry=[shapely.Point(20.84, 42.9)], crs=4326)


def write(kind):
    try:
        pyogrio.write_dataframe(points, f"{kind}.csv", driver="CSV", GEOMETRY=kind)
    except pyogrio.errors.GeometryError as error:
        return f"GeometryError: {error}"
    with open(f"{kind}.csv", encoding="utf-8") as file:
        return file.read().splitlines()


xy, wkt = write("AS_XY"), write("AS_WKT")
print("AS_XY: ", xy)
print("AS_WKT:", wkt)
assert xy == "GeometryError: Could not set geometry for feature at index 0", "changed: AS_XY"
assert wkt == ["WKT,name", '"POINT (20.84 42.9)",Zvečan'], "changed: AS_WKT"
PY
