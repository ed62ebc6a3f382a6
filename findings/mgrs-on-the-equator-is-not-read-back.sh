#!/usr/bin/env bash
# mgrs 1.6.0. Expected: a reference that toMGRS writes can be read by toLatLon, within its square. Seen: for a point a
# hair south of the equator (-0.0000000005 degrees, as arithmetic leaves it) the northing is rounded up over the edge,
# and the reference written, 31MAA66020000, is refused with "Northing Error"; exactly on the equator all is well.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check mgrs==1.6.0
"$work/venv/bin/python" - <<'PY'
import mgrs

grid = mgrs.MGRS()


def comes_back(latitude, longitude):
    written = grid.toMGRS(latitude, longitude, MGRSPrecision=4)
    try:
        grid.toLatLon(written)
    except Exception as error:  # MGRSError
        print(f"{latitude} {longitude}: wrote {written}, and can't read it: {error}")
        return False
    print(f"{latitude} {longitude}: wrote {written}, and reads it")
    return True


raise SystemExit(0 if comes_back(0.0, 0.0) and not comes_back(-5e-10, 0.0) else 1)
PY
