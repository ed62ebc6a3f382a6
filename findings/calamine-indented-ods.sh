#!/usr/bin/env bash
# python-calamine 0.9.1. Expected: an OpenDocument table whose XML is indented (LibreOffice: Tools > Options >
# Advanced > PrettyPrinting; every XML tool does it) reads as the same table without the white space, which ODF says to
# ignore between cells. Seen: "Expecting 'table-cell', found 'Text(…)'": the workbook can't be read at all.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check python-calamine==0.9.1
cd "$work"
venv/bin/python - <<'PY'
import zipfile

import python_calamine

NAMES = "office", "table", "text"
URN = "urn:oasis:names:tc:opendocument:xmlns"


def save(path, between):
    cells = between.join(
        f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>'
        for word in ("date", "place")
    )
    spaces = " ".join(f'xmlns:{name}="{URN}:{name}:1.0"' for name in NAMES)
    row = f"<table:table-row>{between}{cells}{between}</table:table-row>"
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Log">{row}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")


def read(path):
    try:
        return python_calamine.load_workbook(path).get_sheet_by_index(0).to_python()
    except python_calamine.CalamineError as error:
        return str(error)


save("plain.ods", "")
save("indented.ods", "\n ")
plain, indented = read("plain.ods"), read("indented.ods")
print("plain:   ", plain)
print("indented:", indented)
assert plain == [["date", "place"]], "changed: plain"
assert "Expecting 'table-cell'" in indented, "changed: indented"
PY
