"""Draft the reports of sets with gold as a user would, and score them.

``python -m tests.benchmarks.gold tests/reports/gold/english/dev ../shared/data/reports-english``
draws one line a set; ``--by-report`` and ``--by-theme`` (of languages: by language) tell more.
Sets named held-out are for a final score: don't ask for more than their line.
"""

from __future__ import annotations

import argparse
import tempfile
import warnings
from pathlib import Path
from typing import Any

from tests.reports.gold.score import Draft, Gold, score_set

import sitmap

FIGURES = {
    "mention_f1": "names F1",
    "mention_placed": "placed",
    "incident_f1": "detected",
    "incident_f1_located": "located",
    "incident_f1_strict": "strict",
    "place_right": "place",
    "date_right": "date",
    "type_right": "type",
    "status_right": "status",
    "fatalities_right": "dead",
    "mapped_wrong_rate": "mapped wrong",
    "false_incidents_per_no_incident_article": "false on quiet",
}


def draft_report(gold: Gold, text: str) -> Draft:
    """Read a report from a file, as a user does."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / gold["file"]
        path.write_text(text, encoding="utf-8", newline="")
        report = sitmap.read_report(path, published=gold["published"])
    return Draft(_rows(report.incidents), _rows(report.mentions))


def _rows(table: Any) -> list[dict[str, Any]]:
    places = table.geometry
    plain = (
        table.drop(columns=table.geometry.name)
        .astype(object)
        .where(table.notna(), None)
    )
    rows = plain.to_dict("records")
    for row, point in zip(rows, places, strict=True):
        located = point is not None and not point.is_empty
        row["latitude"] = point.y if located else None
        row["longitude"] = point.x if located else None
        if row.get("status") in {"planned", "threatened", "denied"}:
            row["on_map"] = False  # kept in the table, and not drawn
        if row.get("kind") not in {
            "demonym",
            "metonym",
            "organisation",
            "person",
        }:
            row["kind"] = "place"
    return rows


def main() -> None:
    """Score the sets named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET")
    parser.add_argument("--by-report", action="store_true")
    parser.add_argument("--by-theme", action="store_true")
    options = parser.parse_args()
    warnings.simplefilter(
        "ignore", sitmap.DataWarning
    )  # "no incident is told" is an answer here
    print(f"{'':40}" + "".join(f"{name:>15}" for name in FIGURES.values()))
    for folder in options.sets:
        scored = score_set(folder, draft_report)
        lines = {"/".join(folder.resolve().parts[-2:]): scored["overall"]}
        lines |= scored["by_theme"] if options.by_theme else {}
        lines |= scored["by_report"] if options.by_report else {}
        for name, summary in lines.items():
            print(
                f"{name:40.40}"
                + "".join(f"{_show(summary[key]):>15}" for key in FIGURES)
            )


def _show(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    main()
