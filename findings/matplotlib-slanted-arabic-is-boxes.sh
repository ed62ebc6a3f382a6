#!/usr/bin/env bash
# matplotlib 3.11.2 with the fonts that it brings. Expected: a label in Arabic is drawn upright and
# slanted alike, as the bundled DejaVu Sans holds the letters. Seen: upright all are there; with
# style="italic" every letter is missing and a box stands in its place, because DejaVu Sans Oblique
# has no Arabic and the upright file of the same family isn't asked after it. A map that slants the
# names of regions or waters has boxes for them in Arabic, with a warning a letter.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check matplotlib==3.11.2
cd "$work"
MPLCONFIGDIR="$work" venv/bin/python - <<'PY'
import io
import warnings

from matplotlib.figure import Figure

LABEL = "بحر"  # sea


def missing(style):
    figure = Figure()
    figure.text(0.5, 0.5, LABEL, family="DejaVu Sans", style=style)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        figure.savefig(io.BytesIO(), format="png")
    return sum("missing from font" in str(each.message) for each in told)


upright, slanted = missing("normal"), missing("italic")
print(f"letters missing: upright {upright}, slanted {slanted}")
assert upright == 0, "changed: upright"
assert slanted > 0, "changed: slanted"
PY
