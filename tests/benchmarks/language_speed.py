"""How long reports of each language take, beside English: seconds per million characters.

``python -m tests.benchmarks.language_speed`` reads the development reports of `languages/dev` and
`dev-2`, each language's some ten times over, and English ones of `english/dev` as much.
"""

from __future__ import annotations

import json
import time
import warnings
from collections import defaultdict
from pathlib import Path

import sitmap
from sitmap.reports import parse_report

GOLD = Path("tests/reports/gold")
SETS = ("english/dev", "languages/dev", "languages/dev-2")
CHARACTERS = 200_000
ROUNDS = 2


def read_texts() -> dict[str, list[str]]:
    """Return the reports of each language."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in SETS:
        for path in sorted((GOLD / name / "gold").glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            report = GOLD / name / "reports" / Path(gold["file"]).name
            found[gold.get("language", "en")].append(
                report.read_text(encoding="utf-8")
            )
    return found


def measure_seconds(texts: list[str]) -> float:
    """Return seconds of the processor per million characters, the better of two rounds."""
    joined = "\n\n".join(texts)
    text = "\n\n".join([joined] * max(1, CHARACTERS // len(joined)))
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        parse_report(text, published="2025-06-11")
        times.append(time.process_time() - start)
    return min(times) / len(text) * 1e6


def main() -> None:
    """Print a line for each language."""
    warnings.simplefilter("ignore", sitmap.DataWarning)
    seconds = {
        code: measure_seconds(texts)
        for code, texts in sorted(read_texts().items())
    }
    for code, taken in seconds.items():
        print(
            f"{code:10}{taken:8.2f} s per million characters{taken / seconds['en']:8.2f} × English"
        )


if __name__ == "__main__":
    main()
