"""The same event told again is one row with all its quotes; two events are two."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from sitmap.reports import parse_report

PUBLISHED = "2024-05-31"  # a Friday


def draft(told: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return parse_report(told, published=PUBLISHED).incidents


@pytest.mark.parametrize(
    ("told", "quotes"),
    [
        (
            (
                "SUMMARY: A bus was ambushed near Djibo on 28 May; nine dead.\n\n"
                "DETAILS: At about 0900 on 28 May gunmen ambushed a bus on the Djibo road, "
                "killing nine passengers.\n\n"
                "COMMENT: The ambush near Djibo on 28 May is the deadliest for months."
            ),
            3,
        ),
        (
            (
                "Mardi, des hommes armés ont attaqué un convoi près de Djibo, tuant quatre "
                "soldats.\n\n"
                "Gunmen attacked a convoy near Djibo on Tuesday, killing four soldiers."
            ),
            2,
        ),
        (
            (
                "У вівторок російський дрон влучив у маршрутку в Нікополі, загинули дві "
                "жінки.\n\n"
                "On Tuesday a Russian drone hit a minibus in Nikopol, killing two women."
            ),
            2,
        ),
        (
            (
                "Police fired tear gas at protesters in Nairobi on Tuesday and arrested 12 of "
                "them. Tuesday's protest in Nairobi was called over taxes."
            ),
            2,
        ),
        (
            "Forty soldiers shot and killed four protesters in Conakry on 8 May 2024.",
            1,
        ),
    ],
)
def test_one_event_told_again_is_one_row(told: str, quotes: int) -> None:
    """Told as a clash and an attack, in two languages, as a protest and what ended it."""
    rows = draft(told)
    assert len(rows) == 1
    assert len(rows["quotes"].iloc[0].split()) == quotes


@pytest.mark.parametrize(
    "told",
    [
        (
            "A grenade exploded at a bar in Bujumbura on Monday, killing two people. "
            "On the same day a second grenade went off at a bus station in Bujumbura, "
            "wounding five."
        ),
        (
            "Gunmen killed a judge in Quetta on Tuesday. "
            "Gunmen killed a doctor in Quetta on Thursday."
        ),
        (
            "Shelling killed three people in Nikopol on Monday. "
            "Shelling killed four in Kherson on Monday."
        ),
    ],
)
def test_two_events_are_two_rows(told: str) -> None:
    """A second grenade, another day, another town."""
    assert len(draft(told)) == 2
