"""Every report of every set for development is read: no text that people write is too much."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import pytest

import sitmap

GOLD = Path(__file__).parent / "gold"
SETS = sorted(
    each.relative_to(GOLD).as_posix() for each in GOLD.glob("*/dev*")
)


@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_every_report_is_read(name: str) -> None:
    """A draft comes of each, whose quotes are the report's own words."""
    for path in sorted((GOLD / name / "reports").glob("*.txt")):
        told = json.loads(
            (GOLD / name / "gold" / f"{path.stem}.json").read_text("utf-8")
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", sitmap.DataWarning)
            report = sitmap.read_report(path, published=told["published"])
        for row in report.incidents.dropna(
            subset=["quote_start"]
        ).itertuples():
            assert row.quote in report.text, path.name
