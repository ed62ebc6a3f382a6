#!/usr/bin/env bash
# geopy 2.5.0. Expected: geopy.distance, which computes on the ellipsoid, imports geographiclib and
# little else. Seen: the import brings every online geocoder of the package with it (and ssl and
# asyncio), as the package's own __init__ imports them: most of the time of a short command that
# only measures goes there.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check geopy==2.5.0 geographiclib==2.1
cd "$work"
venv/bin/python - <<'PY'
import sys

before = set(sys.modules)
import geopy.distance

brought = set(sys.modules) - before
geocoders = [name for name in brought if name.startswith("geopy.geocoders.")]
print(f"modules: {len(brought)}, of them geocoders: {len(geocoders)}, ssl: {'ssl' in brought}")
assert len(geocoders) > 20, "changed: geocoders"
assert "ssl" in brought, "changed: ssl"
PY
