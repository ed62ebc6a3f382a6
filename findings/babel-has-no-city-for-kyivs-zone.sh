#!/usr/bin/env bash
# Babel 2.18.0 (PyPI): of the CLDR's two tables, the one of zones and countries has Ukraine's zone
# by its newest id (Europe/Kyiv), the one of cities that zones are named for by its oldest
# (Europe/Kiev). Who goes from one to the other gets KeyError for Kyiv, and a name for all others.
#
# Guessed: what is a key of one is a key of the other, or of neither. Seen: as below; the names are
# there ("Kiew", "Kiev") under the old id, which `zone_aliases` leads back to.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet babel==2.18.0
"$folder/venv/bin/python" - <<'PYTHON'
from babel import Locale
from babel.core import get_global

territories, cities = get_global("zone_territories"), Locale("de").time_zones
print("zone_territories:", territories.get("Europe/Kyiv"), territories.get("Europe/Kiev"))
assert territories["Europe/Kyiv"] == "UA" and "Europe/Kiev" not in territories
try:
    cities["Europe/Kyiv"]
except KeyError as error:
    print("time_zones: KeyError", error)
else:
    raise SystemExit("it has a name now")
print("time_zones['Europe/Kiev']:", cities["Europe/Kiev"]["city"])
assert cities["Europe/Kiev"]["city"] == "Kiew"
assert get_global("zone_aliases")["Europe/Kiev"] == "Europe/Kyiv"
PYTHON
