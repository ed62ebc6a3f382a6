"""Sentences of wires, logs, bulletins, posts and diaries: they tell an event, two, or none."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from sitmap.gazetteer.text import fold
from sitmap.reports import parse_report

TOLD = Path(__file__).parent / "gold" / "told.csv"
PUBLISHED = "2024-05-20"


def read_sentences(*, quiet: bool) -> list[dict[str, str]]:
    """Return the sentences that tell an event, or those that tell none."""
    with TOLD.open(encoding="utf-8", newline="") as lines:
        return [
            row
            for row in csv.DictReader(lines)
            if (not row["event_type"]) == quiet
        ]


def draft(text: str) -> list[dict[str, Any]]:
    """Return the rows that a text is drafted as."""
    report = parse_report(text, published=PUBLISHED)
    return report.incidents.to_dict("records")


@pytest.mark.filterwarnings("ignore::sitmap.DataWarning")
@pytest.mark.parametrize(
    "row", read_sentences(quiet=False), ids=lambda row: row["text"][:40]
)
def test_a_sentence_alone_tells_its_event_and_place(
    row: dict[str, str],
) -> None:
    """A sentence is read as the events that it tells, where it says."""
    drafted = draft(row["text"])
    types, places, statuses = (
        row[name].split("; ") for name in ("event_type", "place", "status")
    )
    assert [each["event_type"] for each in drafted] == types
    for each, place, status in zip(drafted, places, statuses, strict=True):
        assert fold(place) in fold(f"{each['place']} {each['place_name']}")
        assert each["status"].replace("confirmed", "reported") == status


@pytest.mark.filterwarnings("ignore::sitmap.DataWarning")
@pytest.mark.parametrize(
    "row", read_sentences(quiet=True), ids=lambda row: row["text"][:40]
)
def test_drills_courts_sport_and_accidents_tell_no_event(
    row: dict[str, str],
) -> None:
    """Sentences full of an incident's words aren't drafted where they tell none."""
    assert draft(row["text"]) == []
