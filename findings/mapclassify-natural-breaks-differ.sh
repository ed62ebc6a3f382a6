#!/usr/bin/env bash
# mapclassify 2.10.0 (PyPI): natural breaks of the same numbers are not the same twice. They are
# k-means from random beginnings, so that a map made again of the same table has other classes, and
# a place changes its colour.
#
# Guessed: one table, one set of classes. Seen: several in twenty runs; Fisher's breaks, which
# jenkspy 0.4.1 finds exactly, are one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet mapclassify==2.10.0 jenkspy==0.4.1
"$folder/venv/bin/python" - <<'PYTHON'
import jenkspy
import mapclassify
import numpy as np

numbers = np.round(np.random.default_rng(1).lognormal(1, 1.2, 4000), 2)
runs = range(20)
natural = {tuple(map(float, mapclassify.NaturalBreaks(numbers, k=5).bins)) for _ in runs}
exact = {tuple(map(float, jenkspy.jenks_breaks(numbers, n_classes=5)[1:])) for _ in runs}
print(f"mapclassify: {len(natural)} sets of classes in {len(runs)} runs")
for bins in sorted(natural)[:3]:
    print("  up to", *bins)
print(f"jenkspy: {len(exact)}: up to", *exact.pop())
assert len(natural) > 1, "the same in every run now"
assert not exact
PYTHON
