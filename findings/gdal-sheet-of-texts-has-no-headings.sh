#!/usr/bin/env bash
# pyogrio 0.13.0 (its bundled GDAL), openpyxl 3.1.5. Expected: the first line of a workbook names its columns,
# as it does for every table that holds a number. Seen: where all columns are text, the columns are called
# Field1, Field2 and the headings become the first row. A number in one cell brings the headings back.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pyogrio==0.13.0 numpy==2.3.5 openpyxl==3.1.5
cd "$work"
venv/bin/python - <<'PY'
import openpyxl
import pyogrio


def fields(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save("table.xlsx")
    told = pyogrio.read_info("table.xlsx")
    return list(told["fields"]), told["features"]


texts = fields(["place", "what"], ["Zvecan", "stones"], ["Leposavic", "a barricade"])
number = fields(["place", "hurt"], ["Zvecan", 2], ["Leposavic", 0])
print("all text:     ", texts)
print("with a number:", number)
assert texts == (["Field1", "Field2"], 3), "changed: headings of a sheet of texts"
assert number == (["place", "hurt"], 2), "changed: headings of a sheet with a number"
PY
