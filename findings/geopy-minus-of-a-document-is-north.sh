#!/usr/bin/env bash
# geopy 2.5.0 (PyPI): `Point("−33.9, 18.4")` with the minus sign of Unicode (U+2212), as Word, Wikipedia
# and spreadsheets in several languages write it, is 33.9 degrees north. Its parser finds numbers
# anywhere in the text, and what stands before the first is passed over: Cape Town becomes a point
# in the Mediterranean, without a word. The ASCII minus is read as it is meant.
#
# Guessed: the sign is read, or the text is refused. Seen: neither; refused is only a second one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check geopy==2.5.0
"$folder/venv/bin/python" - <<'PYTHON'
from geopy.point import Point

MINUS = "\N{MINUS SIGN}"
south, turned = Point("-33.9, 18.4"), Point(f"{MINUS}33.9, 18.4")
print("ASCII minus:", tuple(south)[:2], "| minus sign:", tuple(turned)[:2])
assert tuple(south)[:2] == (-33.9, 18.4), "changed: the ASCII minus"
assert tuple(turned)[:2] == (33.9, 18.4), "changed: the minus sign"
try:
    Point(f"{MINUS}33.9, {MINUS}18.4")
except ValueError as error:
    print("two of them:", error)
else:
    raise AssertionError("changed: two minus signs")
PYTHON
