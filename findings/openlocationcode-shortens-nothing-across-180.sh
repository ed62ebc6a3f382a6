#!/usr/bin/env bash
# openlocationcode 1.0.1 (PyPI, Google's own): a plus code on Taveuni, Fiji, is shortened by a
# reference 8 km to the east ("622J+22"), and by one 4 km to the west isn't shortened at all, because
# the 180th meridian lies between: the difference of longitudes is taken as 360 degrees. The way back
# does cross it: `recoverNearest` finds the same code from the same western reference.
#
# Guessed: a code is shortened by any reference that is near. Seen: by none beyond 180 degrees.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check openlocationcode==1.0.1
"$folder/venv/bin/python" - <<'PYTHON'
from openlocationcode import openlocationcode as olc

LAT = -16.8
code = olc.encode(LAT, -179.97)
east, west = olc.shorten(code, LAT, -179.9), olc.shorten(code, LAT, 179.99)
print(code, "| from 179.90 W:", east, "| from 179.99 E:", west)
assert (code, east) == ("52M2622J+22", "622J+22"), "changed: without the meridian"
assert west == code, "changed: across the meridian"
back = olc.recoverNearest(east, LAT, 179.99)
print("the short one, recovered from 179.99 E:", back)
assert back == code, "changed: the way back"
PYTHON
