"""Sport, councils, trials, drills, purchases, prices and fears are no incidents, in any language.

The sentences stand in ``sentences/quiet.csv``; those of ``sentences/told.csv`` tell an incident,
with its type, place, day and counts, and do so among the quiet ones, too.
"""

from __future__ import annotations

import csv
import warnings
from pathlib import Path

import pandas as pd
import pytest

from sitmap.errors import DataWarning
from sitmap.reports import parse_report

HERE = Path(__file__).parent / "sentences"
PUBLISHED = "2025-06-11"
OFF_THE_MAP = ["denied", "planned", "threatened"]


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


QUIET, TOLD = _rows("quiet.csv"), _rows("told.csv")


def _quiet_of(language: str) -> list[str]:
    return [row["text"] for row in QUIET if row["language"] == language]


def _draft(text: str, language: str) -> pd.DataFrame:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        return parse_report(
            text, published=PUBLISHED, language=language
        ).incidents


def _on_map(text: str, language: str) -> list[str]:
    rows = _draft(text, language)
    return rows.loc[~rows["status"].isin(OFF_THE_MAP), "quote"].tolist()


@pytest.mark.parametrize(
    "row", QUIET, ids=lambda row: f"{row['language']} {row['text'][:30]}"
)
def test_a_quiet_sentence_is_no_incident(row: dict[str, str]) -> None:
    """Words of fighting that nobody fights with."""
    assert _on_map(row["text"], row["language"]) == []


@pytest.mark.parametrize(
    "language", sorted({row["language"] for row in QUIET})
)
@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_a_quiet_report_has_none(language: str, between: str) -> None:
    """Nor have all of them together, in one paragraph or in many."""
    assert _on_map(between.join(_quiet_of(language)), language) == []


@pytest.mark.parametrize(
    "row", TOLD, ids=lambda row: f"{row['language']} {row['text'][:30]}"
)
@pytest.mark.parametrize("quiet", [False, True])
def test_an_incident_is_read_alone_and_among_quiet_news(
    row: dict[str, str], quiet: bool
) -> None:
    """Twelve paragraphs about other matters hide no incident, nor do they change it."""
    others = _quiet_of(row["language"])
    told = (
        [*others[0::3], row["text"], *others[1::3]]
        if quiet
        else [row["text"]]
    )
    found = _draft("\n\n".join(told), row["language"])
    assert len(found) == 1
    drafted = found.iloc[0]
    assert drafted["sub_event_type"] == row["sub_event_type"]
    assert str(drafted["date_start"])[:10] == row["day"]
    assert _letters(row["place"]) in _letters(drafted["place_name"])
    counts = {
        "fatalities": drafted["fatalities_best"],
        "injured": drafted["injured_best"],
    }
    for name, count in counts.items():
        assert ("" if pd.isna(count) else str(count)) == row[name]


def _letters(name: str) -> str:
    return "".join(
        letter
        for letter in name.lower()
        if letter.isascii() and letter.isalpha()
    )
